"""A scene of Cholistan: the rope of a well runs out over the sand behind a camel."""

from __future__ import annotations

import numpy as np
from desert import camel
from hand import Sheet, ring
from ink import Array, mix, smooth, stops
from shapes import curve, figure

MOUTH = (330.0, 664.0, 190.0, 58.0)
WHEEL = (330.0, 322.0, 62.0)


def _desert(s: Sheet) -> None:
    """Morning sky, a far dune and a near one."""
    s.sky((0, "#4f8ca4"), (0.22, "#93bfc0"), (0.42, "#e9dfbf"), (0.56, "#fae3b4"))
    s.clouds("#fdf3dc", 40, 210, 77, 0.38, 0.75)
    n = s.noise

    def far(x: Array) -> Array:
        edge: Array = 452 + 14 * np.sin(x / 170 + 0.5) + 3 * n.fbm(x / 60, 3, 3)
        return edge

    s.stipple(s.land(far, "#e9c795"), "#c99a70", lambda x, y: 0.5 * smooth(0, 60, y - far(x)), 0.7)

    crest = curve((560, 600), (760, 520), (930, 450), (1090, 428), (1240, 452))

    def right(x: Array) -> Array:
        return np.interp(x, crest[:, 0], crest[:, 1], left=900)

    def lee(x: Array, y: Array) -> Array:
        dots: Array = 1.0 * smooth(-14, 30, x - 1040 - 0.9 * (y - 430) + 16 * n.fbm(x / 80, y / 50, 3))
        return dots

    p = s.land(right, "#f3cf92")
    s.stipple(p, "#b8754c", lee, 0.8)
    s.stipple(
        p,
        "#d9a468",
        lambda x, y: 0.5 * (np.mod((y - right(x)) * 1.2 + 9 * np.sin(x / 70) + 8 * n.fbm(x / 60, y / 40, 2), 15) < 4.4),
        0.7,
    )


def _floor(s: Sheet) -> None:
    """The dune on the left, rippled sand to the foot of the sheet, and the camel's path."""
    n = s.noise
    crest = curve((-20, 396), (110, 410), (270, 470), (430, 540), (560, 586), (700, 600))

    def left(x: Array) -> Array:
        return np.interp(x, crest[:, 0], crest[:, 1], right=602)

    q = s.land(left, "#e3b176")
    s.stipple(q, "#a86440", lambda x, y: 0.9 * smooth(70, 8, y - left(x)) * smooth(640, 100, x), 0.8)

    def floor(x: Array) -> Array:
        edge: Array = 592 + 8 * np.sin(x / 240) - 6 * smooth(500, 900, x)
        return edge

    f = s.land(floor, "#edc587")
    s.stipple(
        f,
        "#c48a58",
        lambda x, y: (
            0.5 * (np.mod((y - floor(x)) * 0.8 + 10 * np.sin(x / 90) + 9 * n.fbm(x / 70, y / 30, 2), 19) < 4.6)
        ),
        0.7,
    )
    path = curve((420, 690), (600, 640), (800, 606), (1010, 580), (1230, 556), n=30)
    t = s.line(path, np.linspace(64, 16, len(path)), "#f8dca8", 0.75)
    s.stipple(t, "#b98256", lambda x, y: 0.4 * smooth(0.2, 0.8, n.fbm(x / 10, y / 4, 3)), 0.8)


def _beam(s: Sheet, points: Array, wide: Array | float, seed: float) -> None:
    """One weathered trunk, lit from the left."""
    p = s.line(points, wide, "#8a6248")
    n = s.noise
    a, b = points[0], points[-1]
    d = (b - a) / max(float(np.hypot(*(b - a))), 1e-6)

    def across(x: Array, y: Array) -> Array:
        side: Array = (x - a[0]) * abs(d[1]) - (y - a[1]) * d[0] * np.sign(d[1] or 1)
        return side

    s.stipple(p, "#4b2f30", lambda x, y: 0.95 * smooth(-2, 12, across(x, y)), 0.85)
    s.stipple(p, "#d9a878", lambda x, y: 0.85 * smooth(-2, -12, across(x, y)), 0.85)
    s.stipple(p, "#3b2429", lambda x, y: 0.7 * (n.fbm(x / 7 + seed, y / 60, 3) > 0.42), 0.7)


def _well(s: Sheet) -> None:
    """A round of mud and brick, its mouth dark."""
    cx, cy, rx, ry = MOUTH
    s.stipple(s.shape(ring(cx + 120, cy + 66, rx * 1.15, ry * 0.8)), "#6d3c38", 0.85, 0.75)
    t = np.linspace(0, np.pi, 60)
    body = np.concatenate(
        [
            np.stack([cx + rx * np.cos(t), cy + 74 + ry * np.sin(t)], 1),
            np.stack([cx - rx * 0.98 * np.cos(t), cy + 0 * t], 1),
        ]
    )
    p = s.poly(body, "#cf9a66")
    x, y = s.xy(p)
    turn = np.arcsin(np.clip((x - cx) / rx, -1, 1))
    v = y - cy - ry * np.cos(turn)
    row = np.floor(v / 19)
    joint = (np.mod(v, 19) < 2.6) | (np.mod(turn * 9 + 0.5 * np.mod(row, 2), 1) < 0.07)
    s.lay(p.only((joint & (s.noise.fbm(x / 40, y / 40, 3) > -0.25)).astype(np.float32)), "#8a5a46", 0.8)
    s.stipple(p, "#f3cf96", lambda a, b: 0.9 * smooth(cx - 40, cx - 190, a), 0.8)
    s.stipple(p, "#7d4a40", lambda a, b: 0.95 * smooth(cx + 20, cx + 190, a) + 0.4 * smooth(cy + 90, cy + 134, b), 0.85)
    s.poly(ring(cx, cy, rx, ry), "#f0d09c")
    s.stipple(s.shape(ring(cx, cy, rx, ry)), "#c48a5c", lambda a, b: 0.6 * smooth(cx - 60, cx + 190, a), 0.8)
    s.poly(ring(cx, cy + 3, rx * 0.72, ry * 0.70), "#8a5a46")
    q = s.poly(ring(cx, cy + 8, rx * 0.70, ry * 0.64), "#2a1a2a")
    s.stipple(q, "#6d4038", lambda a, b: 0.9 * smooth(cx + 10, cx + 130, a) * smooth(cy + 44, cy + 8, b), 0.85)


def _wheel(s: Sheet) -> None:
    """The wooden wheel on its axle, the rope over it."""
    cx, cy, r = WHEEL
    s.poly(ring(cx + 3, cy + 2, r, r), "#3b2429")
    p = s.poly(ring(cx, cy, r, r), "#a8754c")
    s.stipple(p, "#5c3930", lambda x, y: 0.95 * smooth(-10, r, (x - cx) * 0.7 + (y - cy) * 0.7), 0.85)
    s.poly(ring(cx, cy, r * 0.76, r * 0.76), mix("#cfe0d0", "#93bfc0", 0.5))
    for k in range(8):
        a = np.pi * k / 8 + 0.2
        e = np.array([np.cos(a), np.sin(a)]) * r * 0.8
        s.line([(cx - e[0], cy - e[1]), (cx + e[0], cy + e[1])], 7, "#8a5a3c")
    s.disc(cx, cy, r * 0.2, "#5c3930")
    s.disc(cx - 2, cy - 2, r * 0.09, "#d9a878")


def _bucket(s: Sheet, x: float, y: float) -> None:
    """A leather bucket that has just come up, dripping."""
    rim = 58.0
    for e in (-1, 1):
        s.line([(x, y - 74), (x + e * rim * 0.9, y)], 4.5, "#e9c48c")
    body = curve((-rim, 0), (-52, 46), (-36, 92), (0, 104), (36, 92), (52, 46), (rim, 0), n=10) + np.array([x, y])
    p = s.poly(body, "#8a4a34")
    s.stipple(p, "#4b2329", lambda a, b: 1.0 * smooth(x - 6, x + 56, a), 0.85)
    s.stipple(p, "#d98a5a", lambda a, b: 0.9 * smooth(x - 22, x - 58, a), 0.85)
    s.poly(ring(x, y, rim, 15), "#5e3028")
    w = s.poly(ring(x, y + 2, rim * 0.86, 10.5), "#7fb8c0")
    s.stipple(w, "#e9f2ea", lambda a, b: 0.8 * smooth(x + 10, x - 40, a), 0.85)
    for dx, dy, r in ((-14, 122, 4.4), (6, 134, 3.4), (20, 116, 3.8), (-4, 158, 3.0), (-16, 182, 2.4)):
        s.disc(x + dx, y + dy, r, "#dff0ee", r * 1.5)


def desert_well(s: Sheet) -> None:
    """The bucket is up, so the camel is as far as the rope is long; the sun is on the left."""
    _desert(s)
    _floor(s)
    rope_end = (968.0, 528.0)
    s.stipple(s.shape(ring(1030, 577, 70, 8)), "#8a5240", 0.8, 0.7)
    camel(s, 1006, 578, 96, "#8a5a3c", "#a5322c")
    figure(s, 1100, 574, 74, "#f3e6cc", "#2b8a8c", (0.9, 0.06), "#7d4a40")
    _well(s)
    cx, cy, r = WHEEL
    for x0, x1, top in ((96, 150, 250), (566, 508, 262)):
        _beam(
            s,
            curve((x0, 792 if x0 < 300 else 776), ((x0 + x1) / 2, 520), (x1, top), n=14),
            np.linspace(40, 26, 29)[:29],
            float(x0),
        )
        _beam(s, curve((x1, top + 52), (x1 - 26, top + 4), (x1 - 34, top - 34), n=8), 15, 3.0)
        _beam(s, curve((x1, top + 52), (x1 + 24, top + 4), (x1 + 34, top - 30), n=8), 15, 7.0)
    _beam(s, np.array([(90.0, 282), (330, 296), (560, 286)]), np.array([26.0, 30, 26]), 5.0)
    _wheel(s)
    sag = curve((cx + r * 0.3, cy - r * 0.96), (cx + 64, cy - 34), (600, 408), (790, 470), rope_end, n=30)
    s.line(sag, np.linspace(7.5, 2.2, len(sag)), "#7a4f3a")
    s.line(sag - np.array([0, 1.4]), np.linspace(3.6, 1.0, len(sag)), "#f6dcaa")
    s.line([(cx - r * 0.94, cy - 8), (cx - r * 0.94, 474)], 7, "#7a4f3a")
    s.line([(cx - r * 0.94 - 1.4, cy - 8), (cx - r * 0.94 - 1.4, 474)], 3.2, "#f6dcaa")
    _bucket(s, cx - r * 0.94, 546)
    s.lay(s.region(), lambda x, y: stops(y / 800, (0, "#fff0d0"), (1, "#fff0d0")), 0.02)
