"""A scene of Sehwan: the golden dome of the shrine at dusk, pigeons, lamps in the court, a drum."""

from __future__ import annotations

import numpy as np
from hand import HEIGHT, Sheet, ring
from ink import Array, mix, palette, smooth, stops
from shapes import arch, curve, dome, figure, onion

GILT = palette("#5a3a3c", "#8a5534", "#c0812f", "#e3a83a", "#f6cf6c", "#fff0bb")
HORIZON = 560.0
FOOT = 590.0  # where the building stands


def golden_dome(s: Sheet, cx: float, base: float, r: float, h: float, ribs: int = 22) -> None:
    """Set a ribbed golden dome, lit low from the left."""
    part = s.shape(onion(cx, base, r, h, 200))
    x, y = s.xy(part)
    up = np.clip((base - y) / h, 0, 1)
    knots = curve(
        (0.86, 0.0), (0.97, 0.12), (1.0, 0.3), (0.9, 0.5), (0.66, 0.68), (0.36, 0.82), (0.13, 0.92), (0.0, 1.0)
    )
    wide = np.maximum(r * np.interp(up, knots[:, 1], knots[:, 0]), 0.5)
    a = np.arcsin(np.clip((x - cx) / wide, -1, 1))  # round the dome, from -90 to 90 degrees
    seat = a / np.pi * ribs
    cell = seat - np.floor(seat)
    level = 0.52 - 0.48 * np.sin(a + 0.15) + 0.10 * (up - 0.4) + 0.26 * (0.5 - cell) * np.cos(a)
    level = level + 0.30 * np.exp(-(((a + 0.72 - 0.3 * up) / 0.16) ** 2))
    level = level + 0.22 * smooth(1.1, 1.5, a) * smooth(0.8, 0.2, up)  # the sky behind gives a little back
    s.lay(part, GILT[s.steps(part, level, 6)])
    s.lay(part.only(((cell < 0.05) & (up < 0.93)).astype(np.float32)), "#5a3a3c", 0.45)
    for lo, hi in ((0.0, 0.018), (0.065, 0.08)):
        s.lay(part.only(((up > lo) & (up < hi)).astype(np.float32)), "#6a4032", 0.6)
    s.line([(cx, base - h + 6), (cx, base - h - 0.36 * r)], max(1.6, 0.02 * r), "#d8962f")
    for k, (d, size) in enumerate(((0.03, 0.045), (0.115, 0.06), (0.2, 0.036), (0.26, 0.022))):
        q = max(r, 40) * size
        s.disc(cx, base - h - d * r, q, ("#e3a83a", "#f0bf56")[k % 2])
        s.disc(cx + q * 0.35, base - h - d * r + q * 0.2, q * 0.62, "#9a5f32", alpha=0.6)
        s.disc(cx - q * 0.4, base - h - d * r - q * 0.3, q * 0.3, "#fff0bb")


def _tiles(u: Array, v: Array) -> Array:
    """Return the inks of glazed tiles, one to the unit: a flower in a lozenge."""
    x, y = u - np.floor(u) - 0.5, v - np.floor(v) - 0.5
    r, th = np.hypot(x, y), np.arctan2(y, x)
    out = np.zeros(x.shape, np.int8)
    out[np.abs(x) + np.abs(y) > 0.44] = 1
    out[np.abs(np.abs(x) + np.abs(y) - 0.44) < 0.035] = 2
    out[r < 0.3 * (0.6 + 0.4 * np.abs(np.cos(3 * th)))] = 2
    out[r < 0.09] = 3
    out[r > 0.63] = 3
    return out


GLAZE = palette("#24508c", "#2f93a0", "#e9ebdc", "#d9a03a")


def _facade(s: Sheet, cx: float) -> None:
    """The front of the shrine in blue tiles, with a lit gate and a row of niches."""
    x0, x1, top = cx - 330, cx + 330, 432.0
    p = s.box(x0, top, x1, FOOT, lambda x, y: GLAZE[_tiles((x - x0) / 15, (y - top) / 15)])
    s.stipple(p, "#16233f", lambda x, y: 0.25 + 0.6 * smooth(cx - 120, x1, x), 0.75)
    s.stipple(p, "#ffd9a0", lambda x, y: 0.3 * smooth(cx - 60, x0, x), 0.7)
    for y, h, ink in ((top - 10, 12, "#f0dcb4"), (top + 2, 3, "#3c3350"), (FOOT - 16, 16, "#d9cdb8")):
        q = s.box(x0 - 6, y, x1 + 6, y + h, ink)
        s.stipple(q, "#5c4a66", lambda x, y: 0.9 * smooth(cx - 60, x1, x), 0.85)
    for k in range(48):  # a parapet of small leaves
        x = x0 + 4 + (x1 - x0 - 8) * k / 47
        leaf_ink = mix("#f0dcb4", "#6a5470", float(smooth(cx - 100, x1, x)))
        s.poly([(x - 5, top - 9), (x - 5, top - 17), (x, top - 25), (x + 5, top - 17), (x + 5, top - 9)], leaf_ink)
    for k, x in enumerate((-284, -226, -168, 168, 226, 284)):
        rim = mix("#f3e2c0", "#776078", float(smooth(-300, 300, x)))
        s.poly(arch(cx + x, FOOT - 16, 48, 112), rim)
        s.poly(arch(cx + x + 1, FOOT - 16, 36, 98), "#2a2448")
        p = s.poly(arch(cx + x + 1, FOOT - 16, 30, 88), "#c8783c" if k in (1, 2, 3, 4) else "#5c3c50")
        s.stipple(p, "#ffd27a", lambda x, y: 0.9 * smooth(FOOT - 90, FOOT - 20, y), 0.9)
    # the gate stands forward
    p = s.box(cx - 118, 388, cx + 118, FOOT, lambda x, y: GLAZE[_tiles((x - cx) / 19.7, (y - 388) / 19.7)])
    s.stipple(p, "#16233f", lambda x, y: 0.12 + 0.65 * smooth(cx - 40, cx + 118, x), 0.75)
    s.box(cx - 124, 380, cx + 124, 390, "#f6e4bd")
    s.box(cx + 20, 380, cx + 124, 390, "#9a8590", 0.6)
    s.box(cx + 118, 392, cx + 128, FOOT, "#16233f", 0.6)
    for w, h, ink in ((166, 188, "#f6e4bd"), (152, 178, "#1f3a6e"), (138, 168, "#f0cf8c"), (128, 160, "#3a2446")):
        s.poly(arch(cx, FOOT, w, h), ink)
    p = s.poly(arch(cx, FOOT, 112, 146), "#d9873a")
    s.stipple(p, "#ffe09a", lambda x, y: 1.1 * smooth(FOOT - 150, FOOT - 20, y), 0.95)
    s.poly(arch(cx, FOOT, 52, 84), "#fff3c8")
    for x, h in ((cx - 118, 96), (cx + 118, 96)):
        for left, ink in ((-13, "#e9d9b8"), (3, "#8d7a88")):
            s.box(x + left, 388 - h, x + 13, 388, ink)
        s.box(x - 17, 388 - h, x + 17, 388 - h + 6, "#f6e4bd")
        golden_dome(s, x, 388 - h, 17, 30, 10)


def _court(s: Sheet, cx: float) -> None:
    """A floor of pale and grey marble that keeps the glow of gate and sky."""
    p = s.region(y0=FOOT - 1)

    def floor(x: Array, y: Array) -> Array:
        deep = 60 / np.maximum(y - HORIZON, 4)
        u, v = (x - cx) / 120 * deep, 5.2 * deep
        check = np.mod(np.floor(u * 1.4) + np.floor(v * 1.4), 2) > 0.5
        light = stops((y - FOOT) / (HEIGHT - FOOT), (0, "#d8a77c"), (0.4, "#a27f92"), (1, "#5a5484"))
        dark = stops((y - FOOT) / (HEIGHT - FOOT), (0, "#c08c72"), (0.4, "#7f6688"), (1, "#3b3a6c"))
        return np.where(check[..., None], light, dark)

    s.lay(p, floor)

    def shine(x: Array, y: Array) -> Array:
        wide = 60 + 0.55 * (y - FOOT)
        dots: Array = 0.85 * np.exp(-(((x - cx) / wide) ** 2)) * smooth(800, 600, y)
        return dots

    s.stipple(p, "#ffdf9c", shine, 0.8)
    s.stipple(p, "#2a2850", lambda x, y: 0.75 * smooth(640, 820, y) * smooth(100, 700, np.abs(x - cx)), 0.8)
    s.box(-5, FOOT - 3, 1205, FOOT + 2, "#f0d3a0", 0.5)


def _wings(s: Sheet, cx: float) -> None:
    """Low arcades to both sides, in the shade."""
    for x0, x1 in ((-10, cx - 330), (cx + 330, 1210)):
        p = s.box(x0, 496, x1, FOOT, "#7a5570")
        s.stipple(p, "#c98a78", lambda x, y: 0.9 * smooth(620, 0, x), 0.85)
        s.stipple(p, "#3d2f5c", lambda x, y: 0.8 * smooth(700, 1250, x), 0.85)
        s.box(x0, 488, x1, 497, mix("#efc596", "#6c5276", float(smooth(0, 900, (x0 + x1) / 2))))
        for x in np.arange(x0 + 30, x1, 46):
            s.poly(arch(float(x), FOOT, 32, 72), "#2c2350")
            if int(x) % 3:
                q = s.poly(arch(float(x), FOOT, 24, 60), "#7a4748")
                s.stipple(q, "#ffc766", lambda a, b: 0.8 * smooth(FOOT - 64, FOOT - 6, b), 0.9)


def lamp(s: Sheet, x: float, y: float, k: float) -> None:
    """A small clay lamp with its light on the floor."""
    s.stipple(
        s.shape(ring(x, y + 2 * k, 34 * k, 10 * k)),
        "#ffc45e",
        lambda a, b: 0.9 * smooth(1, 0.1, np.hypot((a - x) / (34 * k), (b - y) / (10 * k))),
        0.85,
    )
    s.poly(
        curve((x - 9 * k, y - 3 * k), (x - 5 * k, y + 3 * k), (x + 5 * k, y + 3 * k), (x + 10 * k, y - 4 * k), n=6),
        "#5a2c28",
    )
    s.disc(x, y - 3 * k, 9 * k, "#8f4a32", 2.4 * k)
    flame = curve(
        (x + 2 * k, y - 4 * k),
        (x - 3 * k, y - 9 * k),
        (x + 2 * k, y - 19 * k),
        (x + 6 * k, y - 9 * k),
        (x + 2 * k, y - 4 * k),
        n=8,
    )
    s.poly(flame, "#ffb13d")
    s.disc(x + 2 * k, y - 8.5 * k, 2.2 * k, "#fff8da", 4.2 * k)
    s.glow("#ffd27a", x + 2 * k, y - 8 * k, 16 * k, 0.7, 0.75)


def pigeon(s: Sheet, x: float, y: float, k: float, beat: float, ink: str, flip: int = 1) -> None:
    """A pigeon in flight; beat runs from wings down (-1) to wings up (1)."""

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + flip * k * u, y + k * v) for u, v in points]

    far, near = mix(ink, "#3d3460", 0.45), mix(ink, "#fff3dc", 0.12)
    s.poly(at((-3, -1), (-10, -15 * beat - 3), (-17, -20 * beat), (-9, -8 * beat), (5, 0)), far)
    s.poly(at((-10, 0), (-22, 1), (-23, 5), (-10, 4)), far)
    body = np.array(at((13, -2), (9, -5), (3, -4), (-10, -1), (-12, 2), (-2, 5), (7, 3), (12, 0), (17, 0)))
    s.poly(body, ink)
    s.poly(at((5, -3), (2, -17 * beat - 4), (-7, -25 * beat - 1), (-4, -10 * beat), (-7, 0)), near)


def _drum(s: Sheet, cx: float, cy: float, r: float) -> None:
    """A kettledrum on its stand, cut by the edge of the picture; the skin faces up."""
    for leg in (cx - 0.78 * r, cx + 0.5 * r):
        s.line([(leg, cy + 0.5 * r), (leg - 22, cy + 1.5 * r)], 26, "#2c1a2c")
        s.line([(leg - 7, cy + 0.5 * r), (leg - 29, cy + 1.5 * r)], 7, "#8a5040")
    t = np.linspace(0, np.pi, 80)
    bowl = np.stack([cx + r * np.cos(t), cy + 1.16 * r * np.sin(t) ** 0.86], 1)
    p = s.poly(bowl, "#a2552f")
    x, y = s.xy(p)
    level = 0.50 - 0.62 * (x - cx) / r - 0.35 * smooth(0.3, 1.1, (y - cy) / r)
    level = level + 0.35 * np.exp(-((((x - cx) / r + 0.62) / 0.1) ** 2))
    s.lay(p, palette("#3d1c2a", "#6a2f2c", "#9a4f2e", "#c8773a", "#eba65a", "#ffdda0")[s.steps(p, level, 6)])
    # ropes from the rim to a ring below
    for k in range(-9, 10):
        a0, a1 = k / 9.5 * np.pi / 2, (k + 0.5) / 9.5 * np.pi / 2
        for a, b in ((a0, a1), (a1, a0)):
            up = (cx + r * np.sin(a), cy + 0.20 * r * np.cos(a) + 0.10 * r)
            low = (cx + 0.62 * r * np.sin(b), cy + 0.86 * r + 0.10 * r * np.cos(b))
            s.line([up, low], 4.0, mix("#fff0c8", "#7a4a44", float(smooth(-0.9, 0.8, np.sin(a)))))
    s.line(np.stack([cx - 0.64 * r * np.cos(t), cy + 0.86 * r + 0.11 * r * np.sin(t)], 1), 9, "#e0b878")
    s.disc(cx, cy + 16, r * 1.03, "#6a2f2c", 0.22 * r)
    s.disc(cx, cy, r * 1.03, "#c98a4a", 0.22 * r)
    skin = s.disc(cx, cy - 3, r * 0.96, "#f3ddb0", 0.195 * r)
    s.stipple(skin, "#b98a6a", lambda a, b: 0.9 * smooth(cx - 0.2 * r, cx + 1.0 * r, a), 0.85)
    s.disc(cx - 4, cy - 2, r * 0.34, "#7a4a3c", 0.07 * r, alpha=0.75)
    for k in range(30):
        a = 2 * np.pi * k / 30
        s.disc(cx + r * np.cos(a), cy + 6 + 0.21 * r * np.sin(a), 4.4, "#ffe2a0" if np.cos(a) < 0.3 else "#a06a48")
    for e, (x0, y0, x1, y1) in enumerate(((-0.5, -0.10, 0.25, 0.05), (-0.30, 0.06, 0.42, -0.08))):
        stick = np.array([(cx + x0 * r, cy + y0 * r - 6), (cx + x1 * r, cy + y1 * r - 6)])
        s.line(stick + np.array([4, 8]), 9, "#6a3c34", 0.5)
        s.line(stick, np.array([7, 11]), "#5a3028")
        s.line(stick - np.array([0, 2]), 3, "#c98a5a")
        hx, hy = float(stick[0, 0]), float(stick[0, 1])
        s.disc(hx, hy, 11 - e, "#8a4a34")
        s.disc(hx - 3, hy - 3, 5, "#e0a878")


def sehwan(s: Sheet) -> None:
    """The dome over its tiled front; the last light comes from the left."""
    cx = 516.0
    s.sky((0, "#153a63"), (0.2, "#2a6a86"), (0.42, "#7fa79c"), (0.56, "#eac48c"), (0.68, "#f7a868"), (0.8, "#e98a5e"))
    s.clouds("#f8c48a", 210, 440, 31, 0.44, 0.65)
    s.glow("#ffd89a", -20, 520, 330, 0.8, 0.6)
    rng = np.random.default_rng(4)
    for _ in range(46):
        x, y = rng.uniform(0, 1200), rng.uniform(0, 170)
        s.disc(x, y, rng.uniform(0.5, 1.3), "#f6ecd0", alpha=0.8 * (1 - y / 190))
    # the town behind, low and hazy
    for k in range(46):
        x, w, h = rng.uniform(-20, 1200), rng.uniform(26, 70), rng.uniform(20, 76)
        s.box(x, 520 - h, x + w, 600, mix("#b5747a", "#8a5c7c", k / 46))
        s.box(x, 520 - h, x + w * 0.3, 600, "#d99078", 0.7)
    for x, r in ((78, 20), (930, 17), (1100, 26)):
        dome(s, x, 476, r, r * 1.5, "#e09a80", "#b8727c", "#8c5c7c")
    s.haze("#f6b27c", 410, 560, 0.5, 0.8)
    _wings(s, cx)
    # the drum of the dome
    p = s.box(cx - 176, 330, cx + 176, 440, lambda x, y: GLAZE[_tiles((x - cx) / 22, (y - 330) / 22)])
    s.stipple(p, "#16233f", lambda x, y: 0.9 * smooth(cx - 90, cx + 190, x), 0.8)
    s.stipple(p, "#ffd9a0", lambda x, y: 0.55 * smooth(cx - 60, cx - 176, x), 0.75)
    for y, h in ((322, 10), (424, 6)):
        q = s.box(cx - 184, y, cx + 184, y + h, "#f6e4bd")
        s.stipple(q, "#6a5470", lambda x, y: 1.0 * smooth(cx - 60, cx + 150, x), 0.9)
    for k in range(-3, 4):
        x = cx + 168 * np.sin(k * 0.38)
        w = 30 * np.cos(k * 0.38)
        s.poly(arch(x, 420, w * 1.25, 78), mix("#f6e4bd", "#5c4a66", float(smooth(-90, 170, x - cx))))
        q = s.poly(arch(x, 420, w, 68), "#7a3f3c")
        s.stipple(q, "#ffc766", lambda a, b: 0.8 * smooth(350, 420, b), 0.9)
    golden_dome(s, cx, 324, 196, 226)
    _facade(s, cx)
    for x in (cx - 330, cx + 330):
        ink = mix("#f3e2c0", "#8d7a88", float(x > cx))
        s.box(x - 15, 372, x + 15, FOOT, ink)
        q = s.box(x, 372, x + 15, FOOT, "#4c4266")
        s.stipple(q, "#9a8590", 0.4, 0.8)
        s.box(x - 20, 366, x + 20, 374, "#f6e4bd")
        golden_dome(s, x, 366, 21, 38, 12)
    _court(s, cx)
    people = [
        (430, 624, 34, "#f7efe0", "#a5322c"),
        (452, 626, 32, "#2b8a8c", "#e3a32b"),
        (590, 616, 30, "#a5322c", "#a5322c"),
    ]
    people += [
        (560, 640, 40, "#f7efe0", "#d9852b"),
        (330, 640, 40, "#d9852b", "#f7efe0"),
        (700, 630, 36, "#f7efe0", "#24427a"),
    ]
    people += [(308, 642, 38, "#24427a", "#f7efe0"), (800, 612, 27, "#f3e3c4", "#2b8a8c")]
    for x, y, h, cloth, scarf in people:
        figure(s, x, y, h, cloth, scarf, (0.5, 0.2), "#3a2450", -1)
    for k in range(9):  # two rows of lamps that lead to the gate
        t = (k / 8) ** 1.5
        y = 618 + 164 * t
        lamp(s, cx - 92 - 250 * t, y, 0.42 + 1.25 * t)
        lamp(s, cx + 92 + 250 * t, y, 0.42 + 1.25 * t)
    _drum(s, 1084, 596, 188)
    flock = [
        (742, 150, 1.5, 0.9),
        (806, 116, 1.25, -0.6),
        (862, 162, 1.35, 0.5),
        (930, 128, 1.0, 1.0),
        (790, 210, 1.1, -0.9),
    ]
    flock += [
        (986, 176, 0.95, -0.5),
        (1050, 142, 0.8, 0.8),
        (884, 232, 0.9, 0.9),
        (1096, 190, 0.7, -0.8),
        (752, 262, 0.8, -0.4),
    ]
    flock += [(206, 168, 1.0, 0.8), (160, 204, 0.8, -0.7), (252, 214, 0.85, 0.6)]
    for k, (x, y, size, beat) in enumerate(flock):
        pigeon(s, x, y, size, beat, ("#e9dfd6", "#c8bccb", "#f7efe0")[k % 3], -1 if x > 600 else 1)
