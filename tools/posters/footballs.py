"""A scene of Sialkot: a stitcher's bench under a window, panels, an awl and a finished ball."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from hand import Sheet, ring
from ink import Array, mix, palette, smooth, stops
from shapes import curve

# the middles of the 12 pentagons and 20 hexagons of a ball, each divided by how far out its panel lies
GOLD = (1 + 5**0.5) / 2
FIVES = np.array([p for a in (-1, 1) for b in (-GOLD, GOLD) for p in ((0, a, b), (a, b, 0), (b, 0, a))])
SIXES = np.array([(a, b, c) for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)], float)
SIXES = np.concatenate(
    [
        SIXES,
        [
            p
            for a in (-1, 1)
            for b in (-1, 1)
            for p in ((0, a / GOLD, b * GOLD), (a / GOLD, b * GOLD, 0), (a * GOLD, 0, b / GOLD))
        ],
    ]
)
PANELS = np.concatenate(
    [
        FIVES / np.linalg.norm(FIVES, axis=1)[:, None] / 2.3274,
        SIXES[:, [1, 0, 2]] / np.linalg.norm(SIXES, axis=1)[:, None] / 2.2673,
    ]
).astype(np.float32)
SUN = np.array([-0.62, -0.58, 0.53], np.float32)
WHITE = palette("#6d6479", "#9b8f97", "#cbbdb2", "#ebe0cd", "#fbf5e6", "#fffdf4")
DARK = palette("#10162c", "#161f3a", "#1e2b4d", "#2b3c66", "#435988", "#5f78a8")
LINING = palette("#5e4436", "#8a654e", "#b48c6b", "#d6b48f")


def turned(a: float, b: float, c: float) -> Array:
    """Return the rotation by three angles."""
    ca, sa, cb, sb, cc, sc = np.cos(a), np.sin(a), np.cos(b), np.sin(b), np.cos(c), np.sin(c)
    rx = np.array([[1, 0, 0], [0, ca, -sa], [0, sa, ca]])
    ry = np.array([[cb, 0, sb], [0, 1, 0], [-sb, 0, cb]])
    rz = np.array([[cc, -sc, 0], [sc, cc, 0], [0, 0, 1]])
    matrix: Array = (rz @ ry @ rx).astype(np.float32)
    return matrix


def _nearest(nx: Array, ny: Array, nz: Array, turn: Array) -> tuple[Array, Array]:
    """Return which panel lies there and how far the next seam is."""
    first, second = np.full(nx.shape, -9.0, np.float32), np.full(nx.shape, -9.0, np.float32)
    which = np.zeros(nx.shape, np.int8)
    for k, c in enumerate(PANELS @ turn.T):
        d = (nx * c[0] + ny * c[1] + nz * c[2]) * 2.3
        better = d > first
        second = np.where(better, first, np.maximum(second, d))
        which = np.where(better, np.int8(k), which)
        first = np.where(better, d, first)
    return which, first - second


def ball(s: Sheet, cx: float, cy: float, r: float, turn: Array, kept: Iterable[int] | None = None) -> None:
    """Sew a ball; with `kept` only those panels, so that one sees into it."""
    part = s.shape(ring(cx, cy, r, r, 240))
    x, y = s.xy(part)
    nx, ny = (x - cx) / r, (y - cy) / r
    nz = np.sqrt(np.clip(1 - nx * nx - ny * ny, 0, 1))
    sides = ((nx, ny, nz),) if kept is None else ((nx, ny, -nz), (nx, ny, nz))
    for k, (a, b, c) in enumerate(sides):
        which, gap = _nearest(a, b, c, turn)
        here = part if kept is None else part.only(np.isin(which, list(kept)).astype(np.float32))
        level = 0.16 + 0.86 * np.clip(a * SUN[0] + b * SUN[1] + c * SUN[2], -0.2, 1)
        if len(sides) == 2 and k == 0:  # the inside, seen through the gap
            level = 0.35 + 0.5 * np.clip(a * 0.7 + b * 0.6, -0.6, 1)
            s.lay(here, LINING[s.steps(here, level, 4)])
            s.lay(here.only((gap < 0.016).astype(np.float32)), "#3a2724", 0.9)
            continue
        puffed = level - 0.16 * smooth(0.05, 0.0, gap) + 0.035 * smooth(0.02, 0.16, gap)
        bounce = 0.12 * smooth(0.45, 1.0, b) * smooth(0.5, 1.0, np.hypot(a, b))
        index = s.steps(here, puffed + bounce, 6)
        s.lay(here, np.where((which < 12)[..., None], DARK[index], WHITE[index]))
        s.lay(here.only((gap < 0.012).astype(np.float32)), "#2a2233", 0.85)
        dash = (gap > 0.024) & (gap < 0.032) & (np.mod(70 * (a - 0.7 * b + 0.4 * c), 2) < 1.1)
        s.lay(here.only(dash.astype(np.float32)), mix("#8a7d80", "#cbbdb2", 0.2), 0.55)


def panel(
    s: Sheet, x: float, y: float, r: float, turn: float, sides: int = 6, thick: float = 4.0, shadow: bool = True
) -> None:
    """Lay a cut panel flat on the bench, its holes punched along the edge."""
    t = turn + 2 * np.pi * np.arange(sides) / sides
    flat = np.stack([x + r * np.cos(t), y + 0.44 * r * np.sin(t)], 1)
    top, side, hole = ("#fdf6e6", "#b8a58f", "#7d6a66") if sides == 6 else ("#26355c", "#141b34", "#b9a894")
    if shadow:
        s.stipple(s.shape(flat + np.array([r * 0.2, thick + 3])), "#3d2420", 0.8, 0.7)
    for k in np.linspace(thick, 0, 5):
        s.poly(flat + np.array([0, k]), mix(side, "#4b3a44", 0.5 if k == thick else 0.0))
    p = s.poly(flat, top)
    s.stipple(p, mix(top, side, 0.6), lambda a, b: 0.75 * smooth(-0.2 * r, 1.1 * r, (a - x) + 1.6 * (b - y)), 0.8)
    for k in range(sides):
        a, b = flat[k], flat[(k + 1) % sides]
        for u in np.linspace(0.1, 0.9, 6):
            px, py = (a + (b - a) * u - (x, y)) * 0.87 + (x, y)
            s.disc(float(px), float(py), r * 0.024 + 0.3, hole, r * 0.015 + 0.3)


def _room(s: Sheet) -> None:
    """A lime-washed wall with a darker foot, brightest beside the window."""
    s.lay(s.region(), "#6f9c98")
    n = s.noise

    def dim(x: Array, y: Array) -> Array:
        far = np.hypot((x - 640) / 640, (y - 300) / 520)
        dots: Array = 1.0 * smooth(0.42, 1.25, far + 0.06 * n.fbm(x / 120, y / 120, 3))
        return dots

    s.stipple(s.region(), "#a8c6b4", lambda x, y: 0.95 - 1.3 * dim(x, y), 0.8)
    s.stipple(s.region(), "#3a6672", dim, 0.9)
    s.stipple(
        s.region(), "#274a5c", lambda x, y: 0.8 * smooth(0.8, 1.5, np.hypot((x - 640) / 640, (y - 300) / 520)), 0.9
    )
    p = s.box(-5, 452, 1205, 560, "#1f5560")
    s.stipple(p, "#2f7377", lambda x, y: 0.8 - 1.3 * dim(x, y), 0.8)
    s.box(-5, 449, 1205, 455, "#c9b089")


def _window(s: Sheet) -> None:
    """A deep window: sky, roofs, a tree; its right cheek and sill in the sun."""
    x0, y0, x1, y1 = 236.0, 40.0, 716.0, 440.0
    a, b, c, d = 276.0, 62.0, 662.0, 392.0  # the frame at the far side of the wall
    s.box(x0, y0, x1, y1, "#5d8a88")
    s.poly([(x0, y0), (a, b), (a, d), (x0, y1)], "#2f5866")
    s.poly([(x0, y0), (x1, y0), (c, b), (a, b)], "#3c6a74")
    p = s.poly([(x1, y0), (c, b), (c, d), (x1, y1)], "#f3dfb4")
    s.stipple(p, "#d2b487", lambda x, y: 0.8 * smooth(300, 60, y), 0.8)
    s.poly([(x0, y1), (a, d), (c, d), (x1, y1)], "#fff0cc")
    s.box(x0 - 10, y1 - 4, x1 + 12, y1 + 9, "#e6cb98")
    s.box(x0 - 10, y1 + 9, x1 + 12, y1 + 14, "#3a6672")
    view = s.box(a, b, c, d, lambda x, y: stops((y - b) / (d - b), (0, "#8ecac4"), (0.5, "#e9ebcf"), (0.8, "#fce6b4")))
    n = s.noise
    s.stipple(
        view, "#fffaf0", lambda x, y: 0.75 * (n.fbm(x / 120, y / 14, 3) > 0.34) * smooth(70, 120, y) * (y < 230), 0.8
    )
    x, y = s.xy(view)
    step = np.floor((x + 12) / 47)
    far = 322 + 16 * n.at(step * 3.7, 2.0)
    s.lay(view.only((y > far).astype(np.float32)), "#e3b48c")
    s.lay(view.only((y > far + 30 * (np.mod(x + 12, 47) / 47 - 0.2)).astype(np.float32)), "#cf966f", 0.7)
    near = 352 + 9 * n.at(np.floor(x / 70) * 1.9, 5.0)
    s.lay(view.only((y > near).astype(np.float32)), "#b46f4d")
    s.stipple(view.only((y > near).astype(np.float32)), "#824a40", lambda u, v: 0.8 * (np.mod(v, 9) < 3), 0.6)
    tree = np.hypot((x - 608) / 96, (y - 250) / 74) + 0.3 * n.fbm(x / 26, y / 22, 3) < 0.9
    s.lay(view.only(((np.abs(x - 612 + (y - 320) * 0.06) < 6) & (y > 260)).astype(np.float32)), "#5a4034")
    crown = s.lay(view.only(tree.astype(np.float32)), "#5d8a58")
    s.stipple(crown, "#33584a", lambda u, v: 0.9 * smooth(560, 680, u + 0.5 * (v - 250)), 0.9)
    s.stipple(
        crown, "#b4c878", lambda u, v: 0.7 * smooth(620, 540, u + 0.6 * (v - 250)) * (n.fbm(u / 9, v / 8, 2) > 0), 0.9
    )
    wood, edge = "#4b3230", "#a9744a"
    for left, right in ((a, a + 11), (c - 11, c), ((a + c) / 2 - 8, (a + c) / 2 + 8)):
        s.box(left, b, right, d, wood)
        s.box(right - 3, b, right, d, edge)
    for top in (b, 176.0, d - 10):
        s.box(a, top, c, top + 9, wood)
        s.box(a, top + 7, c, top + 10, edge)


def _sparrow(s: Sheet, x: float, y: float, k: float) -> None:
    """A sparrow on the sill."""
    tail = [(x + 14 * k, y - 12 * k), (x + 40 * k, y - 8 * k), (x + 39 * k, y - 3 * k), (x + 12 * k, y - 3 * k)]
    s.poly(tail, "#5a4034")
    p = s.poly(
        curve(
            (x - 13 * k, y - 12 * k),
            (x - 4 * k, y - 24 * k),
            (x + 17 * k, y - 14 * k),
            (x + 14 * k, y - 2 * k),
            (x - 4 * k, y),
            (x - 13 * k, y - 12 * k),
            n=10,
        ),
        "#d9c09a",
    )
    s.stipple(p, "#8a6650", lambda a, b: 1.0 * smooth(y - 10 * k, y - 20 * k, b), 0.9)
    s.disc(x - 10 * k, y - 23 * k, 8.5 * k, "#8a5a40")
    s.poly([(x - 17 * k, y - 25 * k), (x - 25 * k, y - 22 * k), (x - 17 * k, y - 20 * k)], "#3a2b2a")
    s.disc(x - 12 * k, y - 24 * k, 1.4 * k, "#1c1518")
    for e in (-2, 4):
        s.line([(x + e * k, y - 2 * k), (x + e * k, y + 6 * k)], 1.6 * k, "#5a4034")


def _bench(s: Sheet) -> None:
    """Planks towards us, worn, with the window's light across them."""
    n = s.noise
    edges = (516.0, 556.0, 612.0, 686.0, 752.0)
    for k, (lo, hi) in enumerate(pairwise(edges)):
        s.box(-5, lo, 1205, hi, ("#a8714a", "#b47c50", "#ab744b", "#b8824f")[k])
    top = s.region(y0=516, y1=752)

    def grain(x: Array, y: Array) -> Array:
        return 0.6 * (n.fbm(x / 210, y / 3.4, 3) > 0.35)

    s.stipple(top, "#7d4d36", grain, 0.6)
    s.stipple(top, "#6b3f33", lambda x, y: 0.85 * smooth(420, -60, x) + 0.8 * smooth(960, 1240, x), 0.75)
    light = np.array([(330, 528), (560, 528), (900, 740), (560, 740)], float)
    for shift in (0.0, 268.0):
        wide = np.array([(shift, 0), (shift, 0), (shift * 1.34, 0), (shift * 1.34, 0)])
        p = s.poly(light + wide, "#f0bf7c", 0.8)
        s.stipple(p, "#ffe3ab", lambda x, y: 0.75 * smooth(500, 700, y), 0.8)
        s.stipple(p, "#c58b55", grain, 0.5)
    for y in edges[1:-1]:
        s.box(-5, y - 1.4, 1205, y + 1.2, "#5c372d")
    s.box(-5, 510, 1205, 518, "#7a4c37")
    p = s.box(-5, 752, 1205, 805, "#6d4333")
    s.stipple(p, "#43282a", lambda x, y: 0.5 * (n.fbm(x / 160, y / 3, 2) > 0.2) + 0.6 * smooth(760, 800, y), 0.8)
    s.box(-5, 752, 1205, 757, "#e0a468")


def _shadow(s: Sheet, x: float, y: float, rx: float, ry: float) -> None:
    """What a round thing throws to the right."""
    p = s.shape(ring(x, y, rx, ry))
    s.lay(p, "#4a2a2a", 0.5)
    s.stipple(p, "#2c1a24", lambda a, b: 0.85 * smooth(1.0, 0.2, np.hypot((a - x + rx * 0.4) / rx, (b - y) / ry)), 0.8)


def _awl(s: Sheet, x: float, y: float) -> None:
    """The awl: a turned handle, a brass collar and a long steel point; it points to the left."""
    s.line([(x - 170, y + 14), (x + 6, y + 18)], np.array([1.5, 7]), "#3d2420", 0.6)
    s.line([(x, y + 22), (x + 140, y + 30)], 30, "#3d2420", 0.55)
    t = np.linspace(0, 1, 40)
    spine = np.stack([x - 6 + 146 * t, y + 3 + 8 * t], 1)
    wide = 17 + 30 * smooth(0.15, 0.8, t) * np.sqrt(np.clip(1 - t**7, 0, 1)) - 17 * smooth(0.93, 1.0, t)
    p = s.line(spine, wide, "#a5322c")
    s.stipple(p, "#5e1c26", lambda a, b: 1.0 * smooth(y + 3, y + 22, b - 0.06 * (a - x)), 0.9)
    s.line(spine[8:-7] + np.array([0, -1]) * (wide[8:-7, None] * 0.26), 5, "#e58a6e")
    s.line([(x - 20, y + 2), (x - 2, y + 3)], 19, "#e3a32b")
    s.line([(x - 20, y - 2), (x - 2, y - 1)], 4, "#fbe6ae")
    s.line([(x - 190, y - 9), (x - 19, y + 2)], np.array([0.8, 10]), "#7d8599")
    s.line([(x - 188, y - 10), (x - 19, y)], np.array([0.5, 3.4]), "#f7f8f4")


def _spool(s: Sheet, x: float, y: float) -> None:
    """A spool of waxed thread."""
    _shadow(s, x + 34, y + 2, 52, 13)
    s.disc(x, y, 36, "#8a5636", 13)
    p = s.poly([(x - 26, y - 4), (x - 26, y - 62), (x + 26, y - 62), (x + 26, y - 4)], "#efe2c4")
    s.disc(x, y - 4, 26, "#efe2c4", 9)
    s.stipple(p, "#b59c80", lambda a, b: 0.9 * smooth(x - 8, x + 26, a), 0.9)
    for k in range(11):
        s.line([(x - 26, y - 8 - 5 * k), (x, y - 2 - 5 * k), (x + 26, y - 8 - 5 * k)], 1.1, "#9c8470", 0.7)
    s.disc(x, y - 66, 36, "#a8693f", 13)
    s.disc(x - 2, y - 68, 34, "#d09a62", 11.5)
    s.disc(x, y - 68, 9, "#4b2a24", 3.4)


def sialkot(s: Sheet) -> None:
    """The bench under the window; the light comes through it from the left."""
    _room(s)
    _window(s)
    _sparrow(s, 330, 424, 0.95)
    _bench(s)

    # the sun in the dust of the room
    def dust(x: Array, y: Array) -> Array:
        across = x - 716 - 0.82 * (y - 90)
        inside = (
            smooth(0, -40, across) * smooth(-560, -330, across) * smooth(690, 735, x + 0.35 * np.maximum(y - 440, 0))
        )
        dots: Array = 0.24 * inside * smooth(90, 260, y) * smooth(720, 420, y)
        return dots

    s.stipple(s.region(560, 80), "#ffeec2", dust, 0.8)
    for x, y, count in ((86, 640, 15), (236, 600, 9)):
        _shadow(s, x + 62, y + 8, 96, 28)
        for k in range(count):
            panel(s, x + 2.5 * np.sin(k * 2.1), y - 7.5 * k, 84, 0.12 * np.sin(k * 1.7) + 0.1, 6, 5, k == 0)
    panel(s, 96, 722, 66, 0.3, 5, 5)
    panel(s, 236, 700, 84, 0.5, 6, 5)
    panel(s, 404, 660, 84, 0.05, 6, 5)
    panel(s, 372, 736, 66, 0.95, 5, 5)
    _spool(s, 470, 588)
    thread = curve((496, 560), (548, 600), (560, 690), (640, 716), (690, 676), (672, 640), n=24)
    s.line(thread + np.array([3, 4]), 2.4, "#5c372d", 0.5)
    s.line(thread, 2.2, "#fff6e0")
    # the ball that is being sewn, open at the top
    _shadow(s, 716, 666, 128, 28)
    turn = turned(0.35, 0.5, 0.2)
    opening = np.array([0.14, -0.90, 0.40])
    low = [k for k, c in enumerate(PANELS @ turn.T) if c @ opening * 2.3 < 0.2]
    ball(s, 640, 572, 108, turn, low)
    _shadow(s, 1046, 690, 196, 36)
    ball(s, 930, 532, 168, turned(0.2, 0.42, 0.1))
    _awl(s, 640, 728)
