"""Three scenes of ajrak: rinsing cloths in the river, pressing a block, drying on the bank."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from ajrak import CLOTH, INDIGO, LAMP, MADDER, SKY, WHITE, block_print, hem
from hand import HEIGHT, Sheet, ring
from ink import Array, Colour, mix, palette, smooth, stops
from shapes import curve, figure
from space import Camera

REDS = palette("#a8342c", "#7c1f2a", "#f3e3c8", "#3a141c", "#e0a08a")  # the same print, all in red
BLUES = palette("#1f3468", "#345a9c", "#e9eae4", "#10162e", "#7f9fd0")  # and all in blue
BARE = palette("#ecdcb8", "#a3302a", "#fffaf0", "#241c2c", "#ecdcb8")  # printed, not yet in the indigo


# ---------------------------------------------------------------- rinsing
def ribbon(s: Sheet, spine: Array, wide: Array, inks: Array, size: float) -> None:
    """Lay a long printed cloth along a line; size is the repeat as a part of the width."""
    d = np.gradient(spine, axis=0)
    d = d / np.maximum(np.hypot(d[:, 0], d[:, 1]), 1e-6)[:, None]
    n = np.stack([-d[:, 1], d[:, 0]], 1)
    run = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(spine, axis=0).T) / wide[1:])]) / size
    for k in range(len(spine) - 1):
        a, b = spine[k], spine[k + 1]
        e = [
            a + n[k] * wide[k] / 2,
            a - n[k] * wide[k] / 2,
            b - n[k + 1] * wide[k + 1] / 2,
            b + n[k + 1] * wide[k + 1] / 2,
        ]
        part = s.shape(np.array(e) + 0.6 * (np.array(e) - (a + b) / 2) / np.maximum(wide[k], 1))
        x, y = s.xy(part)
        long = float(np.hypot(*(b - a)))
        t = np.clip(((x - a[0]) * d[k, 0] + (y - a[1]) * d[k, 1]) / long, 0, 1)
        v = ((x - a[0]) * n[k, 0] + (y - a[1]) * n[k, 1]) / wide[k]
        u = run[k] + t * (run[k + 1] - run[k])
        ink = block_print(u, v / size + 0.5)
        edge = np.abs(v)
        ink[edge > 0.36] = MADDER
        ink[np.abs(edge - 0.36) < 0.014] = WHITE
        ink[(np.abs(edge - 0.42) < 0.022) & (np.mod(u * 5, 1) < 0.55)] = WHITE
        ink[edge > 0.472] = WHITE
        ink[edge > 0.484] = LAMP
        fold = np.sin(v * 9 + 1.4 * np.sin(u * 0.9)) * np.sin(u * 1.7 + v * 3)
        colour = inks[ink] * (0.90 + 0.16 * fold)[..., None]
        s.lay(part, np.clip(colour, 0, 1))


def _river(s: Sheet) -> None:
    """Wide brown-green water with the sky in it, brightest to the left."""
    n = s.noise
    p = s.region(y0=318)
    s.lay(
        p,
        lambda x, y: stops(
            (y - 318) / 482, (0, "#e9dcb6"), (0.08, "#a9c9b4"), (0.3, "#68a8a2"), (0.65, "#35838a"), (1, "#1f6470")
        ),
    )

    def deep(x: Array, y: Array) -> Array:
        k = (y - 300) / 120
        dots: Array = 0.75 * smooth(0.15, 0.6, n.fbm(x / 90 / k, y / 7 / k + 4, 3)) * smooth(340, 520, y)
        return dots

    def light(x: Array, y: Array) -> Array:
        k = (y - 300) / 120
        glint = n.fbm(x / 60 / k + 30, y / 4.5 / k, 3) > 0.42 - 0.2 * smooth(700, 0, x)
        return 0.75 * glint

    s.stipple(p, "#14505f", deep, 0.75)
    s.stipple(p, "#f3efd2", light, 0.85)


def _far_bank(s: Sheet) -> None:
    n = s.noise
    s.land(lambda x: 292 + 8 * n.fbm(x / 160, 2, 3), "#d9c49c", 330)
    _bushes(s, 304, 6, 90, (10, 34), ("#7f9a72", "#a8b389", "#4a6a62"))
    for x, h in ((196, 74), (232, 56), (262, 66), (884, 62), (914, 78), (1090, 52)):
        _palm(s, x, 308, h)
    s.haze("#f3e3ba", 262, 330, 0.62)
    s.box(-5, 314, 1205, 319, "#f6ecc8", 0.8)


def _bushes(
    s: Sheet, base: float, seed: int, count: int, sizes: tuple[float, float], inks: tuple[str, str, str]
) -> None:
    """Grow bushes along a far bank, in clumps; their shade is to the right."""
    rng = np.random.default_rng(seed)
    for x in np.sort(rng.uniform(0, 1200, count)).tolist():
        h = float(rng.uniform(*sizes) * (0.55 + 0.95 * smooth(-0.25, 0.5, s.noise.at(x / 160, seed))))
        ink = mix(inks[0], inks[1], rng.random())
        s.disc(x, base - h * 0.4, h * rng.uniform(0.7, 1.3), ink, h * 0.55)
        s.disc(x + h * 0.25, base - h * 0.3, h * 0.6, mix(ink, inks[2], 0.5), h * 0.36, 0.6)


def _palm(s: Sheet, x: float, base: float, h: float) -> None:
    t = np.linspace(0, 1, 14)
    s.line(np.stack([x + 0.06 * h * np.sin(2.4 * t), base - h * t], 1), np.linspace(0.06, 0.035, 14) * h, "#7a6a58")
    top = np.array([x + 0.06 * h * np.sin(2.4), base - h])
    for k, a in enumerate(np.radians((-28, 8, 30, 52, 72, 92, 112, 132, 152, 174, 208))):
        r = 0.40 * h * (1.05 if 20 < np.degrees(a) < 160 else 0.8)
        tip = (r * np.cos(a), -0.62 * r * np.sin(a) + 0.34 * r * abs(np.cos(a)))
        leaf = curve((0, 0), (0.55 * r * np.cos(a), -0.72 * r * np.sin(a) - 0.02 * r), tip, n=8)
        wide = (0.4 + 2.6 * np.sin(np.linspace(0.15, np.pi, len(leaf)))) * h / 70
        s.line(leaf + top, wide, "#54785f" if k % 3 else "#86a078")


def _washer(
    s: Sheet,
    x: float,
    y: float,
    h: float,
    shirt: Colour,
    wrap: Colour,
    flip: int = 1,
    lift: float = 0.0,
    dry: bool = False,
) -> tuple[float, float]:
    """A man knee-deep in the water, bent over his cloth; returns where his hands are. He looks to the left."""

    def q(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + flip * u * h, y + v * h) for u, v in points]

    dark = "#3a2c44"
    mirror = s.shape(q((-0.2, 0), (0.2, 0), (0.12, 0.42), (-0.34, 0.5)))
    if dry:
        s.stipple(s.shape(q((-0.14, 0.0), (0.16, 0.0), (0.95, 0.05), (0.9, 0.1), (0.1, 0.05))), "#5a3a44", 0.8, 0.8)
    else:
        s.stipple(
            mirror,
            "#1b4f5c",
            lambda a, b: 0.85 * smooth(y + 0.5 * h, y, b) * (np.mod(b + 2 * np.sin(a / 9), 8) < 5),
            0.85,
        )
    hand = (-0.50, -0.34 - lift)
    # the far arm, the legs
    s.line(
        curve(*q((-0.2, -0.68), (-0.3, -0.5 - 0.5 * lift), (hand[0] + 0.06, hand[1] - 0.02)), n=8), 0.062 * h, "#7a4632"
    )
    for u0, u1, skin in ((0.03, -0.09, "#a8693f"), (0.1, 0.13, "#7a4632")):
        s.line(curve(*q((u0, -0.3), (u1 - 0.01, -0.14), (u1, 0.02)), n=6), 0.09 * h, skin)
        if not dry:
            s.disc(x + flip * u1 * h, y + 0.01 * h, 0.1 * h, "#e9ecd2", 0.022 * h, alpha=0.85)
    loin = s.poly(
        curve(
            *q(
                (-0.11, -0.46),
                (0.1, -0.54),
                (0.21, -0.42),
                (0.21, -0.18),
                (0.06, -0.12),
                (-0.15, -0.17),
                (-0.11, -0.46),
            ),
            n=8,
        ),
        wrap,
    )
    s.stipple(
        loin,
        mix(wrap, dark, 0.6),
        lambda a, b: 1.1 * smooth(-0.02 * h, 0.2 * h, flip * (a - x) if flip > 0 else x - a),
        0.95,
    )
    s.line(curve(*q((0.0, -0.46), (0.02, -0.3), (-0.02, -0.15)), n=6), 0.012 * h, mix(wrap, dark, 0.5))
    back = s.poly(
        curve(
            *q(
                (-0.13, -0.46),
                (-0.17, -0.56),
                (-0.3, -0.66),
                (-0.3, -0.76),
                (-0.16, -0.8),
                (0.02, -0.71),
                (0.15, -0.56),
                (0.17, -0.44),
                (0.02, -0.41),
                (-0.13, -0.46),
            ),
            n=8,
        ),
        shirt,
    )
    s.stipple(
        back,
        mix(shirt, dark, 0.55),
        lambda a, b: 1.1 * smooth(-0.5 * h, -0.28 * h, (b - y) - 0.55 * flip * (a - x) * -1),
        0.95,
    )
    arm = curve(*q((-0.2, -0.7), (-0.3, -0.54 - 0.5 * lift), hand), n=8)
    s.line(arm[: len(arm) // 2], 0.092 * h, mix(shirt, "#fff6e0", 0.25))
    s.line(arm[len(arm) // 2 - 1 :], 0.062 * h, "#b3754c")
    s.disc(*q(hand)[0], 0.045 * h, "#b3754c")
    s.disc(*q((-0.36, -0.815))[0], 0.072 * h, "#8a5236", 0.088 * h)
    s.disc(*q((-0.375, -0.81))[0], 0.05 * h, "#b3754c", 0.075 * h)
    s.line(curve(*q((-0.28, -0.88), (-0.24, -0.82), (-0.23, -0.74)), n=6), np.linspace(0.06, 0.03, 13) * h, "#c9a994")
    s.disc(*q((-0.345, -0.875))[0], 0.108 * h, "#c9a994", 0.07 * h)
    s.disc(*q((-0.36, -0.89))[0], 0.09 * h, "#fbf3e0", 0.06 * h)
    s.disc(*q((-0.35, -0.945))[0], 0.05 * h, "#efe3cc", 0.028 * h)
    for lo, hi in ((-0.862, -0.915), (-0.90, -0.948)):
        s.line(curve(*q((-0.445, lo), (-0.35, (lo + hi) / 2 + 0.01), (-0.26, hi)), n=6), 0.012 * h, "#c9a994")
    return q(hand)[0]


def ajrak_washing(s: Sheet) -> None:
    """Two long cloths in the current, men knee-deep; morning light from the left."""
    n = s.noise
    s.sky((0, "#7fb9c0"), (0.16, "#b5d5c9"), (0.32, "#f0e7c4"), (0.42, "#fbe3ad"))
    s.clouds("white", 40, 200, 61, 0.40, 0.75)
    s.glow("#fff3cc", 60, 210, 190, 0.75, 0.75)
    _far_bank(s)
    _river(s)
    # far: one small washer and his cloth
    hx, hy = 392.0, 372.0
    back = curve(
        (hx - 46, hy - 25), (hx - 96, hy + 2), (hx - 150, hy + 6), (hx - 210, hy + 18), (hx - 262, hy + 16), n=18
    )
    ribbon(s, back, np.linspace(9, 24, len(back)), REDS, 0.6)
    _washer(s, hx, hy, 92, "#f3e6cc", "#2b6a7a")
    _washer(s, 640, 352, 66, "#d9bd94", "#a3302a", -1)
    for k in range(3):
        s.line(
            curve((672 + 8 * k, 330 + 3 * k), (712, 340 + 4 * k), (764, 346 + 5 * k), n=10),
            4.4,
            ("#1f3468", "#a3302a", "#24427a")[k],
        )
    # the big cloths
    second = curve((760, 404), (700, 446), (610, 440), (500, 480), (390, 472), (260, 516), (130, 506), (-60, 548), n=22)
    first = curve((916, 530), (850, 590), (716, 592), (590, 650), (440, 650), (300, 716), (130, 726), (-80, 800), n=22)
    for line, w0, w1, inks in ((second, 22, 84, BLUES), (first, 40, 156, CLOTH)):
        wide = np.linspace(w0, w1, len(line)) * (1 + 0.10 * np.sin(np.linspace(0, 17, len(line))))
        dye = line + np.array([-10, 0.0]) + np.stack([0 * wide, wide * 0.5], 1)
        s.stipple(
            s.line(dye, wide * 1.1, "#7a3350", 0.0),
            "#123f54",
            lambda x, y: 0.55 * (n.fbm(x / 50, y / 9, 3) > -0.1),
            0.8,
        )
        ribbon(s, line, wide, inks, 0.62)
        over = s.line(line, wide * 0.98, "#000000", 0.0)

        def ripple(x: Array, y: Array) -> Array:
            k = (y - 300) / 120
            dots: Array = 0.62 * (n.fbm(x / 70 / k + 3, y / 6 / k + 9, 3) > 0.36) * smooth(900, 640, x)
            return dots

        s.stipple(over, "#8fc4b8", ripple, 0.85)
        low = line + np.stack([0 * wide, wide * 0.46], 1)
        s.line(low, 0.05 * wide, "#0f3f50", 0.55)
        s.stipple(s.line(line - np.stack([0 * wide, wide * 0.5], 1), 7, "#ffffff", 0.0), "#f6f2da", 0.75, 0.9)
    _washer(s, 862, 474, 204, "#f3e6cc", "#b33a2c", 1, 0.0)
    _washer(s, 1070, 614, 312, "#dfe3da", "#24427a", 1, -0.1)
    _near_bank(s)


def _near_bank(s: Sheet) -> None:
    """A corner of mud with a heap of wet cloths and a beating stone."""
    n = s.noise

    def top(x: Array) -> Array:
        edge: Array = 812 - 96 * smooth(700, 1230, x) + 4 * n.fbm(x / 50, 2, 3)
        return edge

    s.land(lambda x: top(x) - 7 - 3 * n.fbm(x / 34, 9, 3), "#dfeadb")
    p = s.land(top, "#a87f5c")
    s.stipple(
        p, "#6e4d42", lambda x, y: 0.55 * smooth(0.0, 0.7, n.fbm(x / 40, y / 8, 3)) + 0.4 * smooth(760, 810, y), 0.8
    )
    s.stipple(p, "#d9b486", lambda x, y: 0.8 * smooth(12, 2, y - top(x)), 0.8)


# ---------------------------------------------------------------- the block
TABLE = Camera((0.0, 1.0, 0.0), 0.0, 1050.0, 600.0, -330.0)
CELL = 0.30
EDGE = 2.02  # where the table ends, z in metres


def _on_table(x: float, y: float, z: float) -> tuple[float, float]:
    p = TABLE.project([(x, y, z)])[0]
    return float(p[0]), float(p[1])


def _finger(s: Sheet, points: Sequence[tuple[float, float]], w0: float, w1: float, stain: float) -> None:
    """A finger from the knuckle to the tip, lit from the upper left, its tip blue from the work."""
    line = curve(*points, n=14)
    wide = np.linspace(w0, w1, len(line))
    wide = wide * (1 + 0.07 * np.cos(np.linspace(0, 4 * np.pi, len(line))))
    d = np.gradient(line, axis=0)
    d = d / np.hypot(d[:, 0], d[:, 1])[:, None]
    n = np.stack([-d[:, 1], d[:, 0]], 1)
    turn = np.linspace(-np.pi / 2, np.pi / 2, 16)
    cap = line[-1] + (np.cos(turn)[:, None] * d[-1] * 1.1 - np.sin(turn)[:, None] * n[-1] * -1) * w1 / 2
    outline = np.concatenate([line - n * wide[:, None] / 2, cap, (line + n * wide[:, None] / 2)[::-1]])
    end, reach = line[-1], float(np.hypot(*(line[-1] - line[0])))
    fall = s.shape(outline + np.array([10, 13]))
    s.stipple(fall, "#2c1a20", lambda a, b: 0.85 * smooth(0.95, 0.6, np.hypot(a - end[0], b - end[1]) / reach), 0.65)
    p = s.poly(outline, "#b87a50")
    x, y = s.xy(p)
    gap = np.full(x.shape, 1e9, np.float32)
    side = np.zeros(x.shape, np.float32)
    for q, m, w in zip(line[::2], n[::2], wide[::2], strict=True):
        r = np.hypot(x - q[0], y - q[1])
        near = r < gap
        gap = np.where(near, r, gap)
        facing = 1.0 if m[1] > 0 else -1.0
        side = np.where(near, ((x - q[0]) * m[0] + (y - q[1]) * m[1]) * facing / w * 2, side)
    s.lay(p, palette("#5a3028", "#8a5236", "#b3754c", "#cf9468", "#e9b98a")[s.steps(p, 0.62 - 0.5 * side, 5)])
    tip = line[-1]
    s.stipple(p, "#27406f", lambda a, b: stain * smooth(2.6 * w1, 0.2 * w1, np.hypot(a - tip[0], b - tip[1])), 0.75)
    nail = line[-1] + d[-1] * w1 * 0.05 - np.array([0, 0.14 * w1])
    s.poly(ring(float(nail[0]), float(nail[1]), w1 * 0.33, w1 * 0.22), "#c7b0a8")
    for k in (0.36, 0.66):
        i = int(k * (len(line) - 1))
        s.line([line[i] - n[i] * wide[i] * 0.26, line[i] + n[i] * wide[i] * 0.26], 1.8, "#7a4632", 0.7)


def _cloth_on_table(s: Sheet, next_x: float, next_z: float) -> None:
    """The cloth: printed up to the block, bare beyond it."""
    edge_y = _on_table(0, 0, EDGE)[1]
    part = s.region(y0=edge_y)
    x, y = s.xy(part)
    z = 1050.0 / (y + 330.0)
    u = (x - 600.0) * z / 1050.0
    turn = np.radians(-7)
    cu, cz = u * np.cos(turn) - (z - 1.1) * np.sin(turn), u * np.sin(turn) + (z - 1.1) * np.cos(turn)
    a, b = (cu - next_x) / CELL, (next_z - cz) / CELL  # the block stands on cell 0, 0
    col, row = np.floor(a + 0.5), np.floor(b + 0.5)
    done = (row > 0) | ((row == 0) & (col < 0))
    slack = 0.018 * s.noise.at(col * 3.7, row * 5.1)
    ink = block_print(a + slack, b - slack)
    colour = np.where(done[..., None], BARE[ink], BARE[INDIGO])
    s.lay(part, colour)
    worn = s.noise.fbm(x / 14, y / 12, 3)
    s.lay(part.only((done & (worn > 0.72)).astype(np.float32)), BARE[INDIGO], 0.5)
    weave = (np.mod(u * 900, 3) < 1) ^ (np.mod(z * 900, 3) < 1)
    s.stipple(part.only(weave.astype(np.float32)), "#c9b088", 0.35, 0.5)
    s.stipple(
        part, "#5c4560", lambda p, q: 0.5 * smooth(560, 1300, p + 0.25 * (q - 400)) + 0.25 * smooth(700, 800, q), 0.6
    )
    s.stipple(part, "#fff8e2", lambda p, q: 0.4 * smooth(420, -100, p), 0.7)


def ajrak_block(s: Sheet) -> None:
    """A hand presses the block; the light falls from a window at the left."""
    edge_y = _on_table(0, 0, EDGE)[1]
    wall = s.region(y1=edge_y + 2)
    s.lay(wall, "#c9946a")
    s.stipple(wall, "#f0c48c", lambda x, y: 0.95 * smooth(820, -60, x + 0.5 * y), 0.85)
    s.stipple(wall, "#84504a", lambda x, y: 0.95 * smooth(600, 1240, x + 0.3 * y), 0.85)
    _shelf(s)
    s.box(-5, edge_y - 12, 1205, edge_y + 3, "#5c372d")
    x0, z0 = 0.02, 0.05
    _cloth_on_table(s, x0, z0)
    s.box(-5, edge_y + 2, 1205, edge_y + 6, "#fff3d2", 0.7)
    _dye_tray(s)
    _teak(s, x0, z0)
    _hand(s)


def _shelf(s: Sheet) -> None:
    """A board on the wall with blocks that rest on their edges, in half shade."""
    s.box(-5, 96, 1205, 108, "#7a4a38")
    s.box(-5, 96, 1205, 99, "#e0ae78")
    s.stipple(s.region(y0=108, y1=128), "#5c372d", lambda x, y: 0.7 * smooth(128, 108, y), 0.7)
    rng = np.random.default_rng(8)
    x = 24.0
    while x < 1200:
        w, h = rng.uniform(46, 92), rng.uniform(34, 74)
        if rng.random() < 0.78:
            tone = float(smooth(100, 1150, x))
            face = mix(mix("#c88a56", "#a8693f", rng.random()), "#6a4044", 0.55 * tone)
            s.box(x, 96 - h, x + w, 96, face)
            s.box(x + w - 9, 96 - h, x + w, 96, mix(face, "#43242e", 0.5))
            s.box(x, 96 - h, x + w, 96 - h + 4, mix(face, "#fff0c8", 0.35))
            m, r = x + (w - 9) / 2, min(w - 9, h) * 0.34
            carved = mix(face, "#43242e", 0.45)
            for k in range(8):
                a = k * np.pi / 4
                s.disc(m + 0.66 * r * np.cos(a), 96 - h / 2 + 0.66 * r * np.sin(a), r * 0.26, carved)
            s.disc(m, 96 - h / 2, r * 0.3, carved)
        x += w + rng.uniform(6, 40)


def _dye_tray(s: Sheet) -> None:
    """A tray with a pad full of red, at the far left."""
    x0, x1, z0, z1 = -1.06, -0.52, 1.42, 1.86
    quad = [(x0, z0), (x1, z0), (x1, z1), (x0, z1)]
    foot = [_on_table(x, 0.0, z) for x, z in quad]
    rim = [_on_table(x, 0.07, z) for x, z in quad]
    s.stipple(s.shape(np.array(foot) + np.array([34, 12])), "#43303c", 0.8, 0.7)
    s.poly([foot[0], foot[1], rim[1], rim[0]], "#9a6238")
    s.poly([foot[1], foot[2], rim[2], rim[1]], "#5c372d")
    s.poly(rim, "#cf9a62")
    k = 0.05
    inner = [(x0 + k, z0 + k), (x1 - k, z0 + k), (x1 - k, z1 - k), (x0 + k, z1 - k)]
    s.poly([_on_table(x, 0.07, z) for x, z in inner], "#5c2a2a")
    p = s.poly([_on_table(x, 0.04, z) for x, z in inner], "#8e2a2a")
    s.stipple(p, "#c4564a", lambda x, y: 0.7 * smooth(260, 60, x) * (np.mod(x + y, 6) < 3), 0.8)
    s.stipple(p, "#5c1c26", lambda x, y: 0.3 * (s.noise.fbm(x / 26, y / 12, 2) > 0.1), 0.8)


def _teak(s: Sheet, x0: float, z0: float) -> None:
    """The block itself: a slab of teak with its carved foot on the cloth."""
    turn, half, high = np.radians(-7), CELL * 0.49, 0.125
    c, d = np.cos(turn), np.sin(turn)

    def place(u: float, y: float, v: float) -> tuple[float, float]:
        a, b = x0 + u, z0 + v
        return _on_table(a * c + b * d, y, 1.1 - a * d + b * c)

    near = [place(-half, 0, -half), place(half, 0, -half)]
    for grow, strength in ((0.11, 0.75), (0.03, 0.9)):
        fall = [
            place(-half, 0, -half - 0.01),
            place(half + grow, 0, -half - 0.03),
            place(half + grow * 1.4, 0, half * 0.7),
            place(half, 0, half),
        ]
        s.poly(fall, "#4a3040", 0.42 * strength)
        s.stipple(s.shape(fall), "#2c1a26", 0.5 * strength, 0.6)
    top = [place(-half, high, -half), place(half, high, -half), place(half, high, half), place(-half, high, half)]
    front = s.poly([near[0], near[1], top[1], top[0]], "#a8693f")
    grain = s.noise
    s.stipple(
        front, "#5c372d", lambda x, y: 0.55 * (grain.fbm(x / 120, y / 3.2, 3) > 0.25) + 0.6 * smooth(640, 860, x), 0.7
    )
    s.stipple(front, "#e0ae78", lambda x, y: 0.6 * smooth(560, 380, x), 0.7)
    right = [place(half, 0, half), near[1], top[1], top[2]]
    left = [place(-half, 0, half), near[0], top[0], top[3]]
    s.poly(left, "#cf9a62")
    s.poly(right, "#6a3f30")
    # carved teeth at the foot
    for k in range(22):
        a, b = k / 22, (k + 0.55) / 22
        p0, p1 = np.array(near[0]), np.array(near[1])
        q0, q1 = p0 + (p1 - p0) * a, p0 + (p1 - p0) * b
        s.poly([q0, q1, q1 - [0, 17], q0 - [0, 17]], "#4b2622")
    s.line([np.array(near[0]) - [0, 19], np.array(near[1]) - [0, 19]], 3, "#d9a468")
    face = s.poly(top, "#c88a56")
    s.stipple(face, "#e9bd85", lambda x, y: 0.9 * smooth(720, 420, x), 0.8)
    s.stipple(face, "#8a5636", lambda x, y: 0.5 * (grain.fbm(x / 150 + 4, y / 3.6, 3) > 0.3), 0.6)
    s.line([top[0], top[1]], 3.5, "#f3cf9a")
    s.line([top[3], top[0]], 3, "#f3cf9a")


LEFTWARD, DOWN = -64.0, 104.0  # where the hand lies, against where it was drawn


def _moved(*points: tuple[float, float]) -> list[tuple[float, float]]:
    return [(x + LEFTWARD, y + DOWN) for x, y in points]


def _hand(s: Sheet) -> None:
    """A right hand from the right, flat on the block, the fingers over its far side."""
    back = curve(
        *_moved(
            (850, 348),
            (790, 330),
            (728, 330),
            (690, 348),
            (676, 392),
            (700, 436),
            (760, 458),
            (852, 456),
            (880, 404),
            (850, 348),
        ),
        n=14,
    )
    s.stipple(s.shape(back + np.array([12, 22])), "#2c1a20", 0.7, 0.6)
    # the sleeve and the forearm
    arm = np.array(
        _moved((806, 352), (900, 316), (1040, 268), (1290, 194), (1290, 400), (1060, 424), (930, 440), (846, 452)),
        float,
    )
    s.stipple(s.shape(arm + np.array([24, 66])), "#2c1a20", lambda x, y: 0.75 * smooth(1250, 800, x), 0.6)
    p = s.poly(curve(*arm[:4], n=10).tolist() + curve(*arm[4:], n=10).tolist(), "#b3754c")
    x, y = s.xy(p)
    centre, wide = 402 + DOWN - 0.20 * (x - LEFTWARD - 806), 52 + 0.115 * (x - LEFTWARD - 806)
    s.lay(
        p,
        palette("#5a3028", "#8a5236", "#b3754c", "#cf9468", "#e9b98a")[
            s.steps(p, 0.58 - 0.46 * (y - centre) / wide, 5)
        ],
    )
    cuff = curve(*_moved((1010, 262), (1004, 330), (1022, 436)), n=12)
    sleeve = np.concatenate([cuff, _moved((1320, 480), (1320, 160))])
    q = s.poly(sleeve, "#e9e2d2")
    s.stipple(q, "#8d8494", lambda a, b: 1.1 * smooth(318, 430, b - DOWN + 0.2 * (a - LEFTWARD - 1010)), 0.95)
    s.stipple(q, "#5f5870", lambda a, b: 0.9 * smooth(400, 470, b - DOWN + 0.2 * (a - LEFTWARD - 1010)), 0.9)
    for k in (0.0, 16.0):
        s.line(cuff + np.array([k, 0]), 4 if k else 8, "#c9bfb4" if k else "#fbf6ea")
    for a, b, c in (((1060, 300), (1090, 350), (1080, 420)), ((1140, 250), (1160, 330), (1150, 430))):
        s.line(curve(*_moved(a, b, c), n=10), np.concatenate([np.linspace(1, 6, 10), np.linspace(6, 1, 11)]), "#a8a0a8")
    # the fingers and the thumb, then the back of the hand over them
    _finger(s, _moved((800, 430), (744, 478), (690, 492), (636, 484)), 60, 40, 0.7)
    for line, w0, w1 in (
        ([(716, 428), (650, 440), (596, 434), (556, 440)], 42, 33),
        ([(700, 398), (622, 400), (552, 398), (500, 406)], 46, 36),
        ([(704, 368), (626, 362), (552, 360), (496, 366)], 46, 36),
        ([(722, 344), (654, 332), (592, 326), (540, 328)], 42, 33),
    )[::-1]:
        _finger(s, _moved(*line), w0, w1, 0.8)
    p = s.poly(back, "#b3754c")
    x, y = s.xy(p)
    level = 0.66 - 0.0058 * (y - DOWN - 384) - 0.0006 * (x - 700)
    level = level + 0.10 * np.sin((y - DOWN - 340) / 8.4) * smooth(790, 700, x - LEFTWARD)
    s.lay(p, palette("#5a3028", "#8a5236", "#b3754c", "#cf9468", "#e9b98a")[s.steps(p, level, 5)])
    for a, b in (((716, 350), (812, 376)), ((704, 378), (812, 394)), ((708, 404), (814, 412))):
        s.line(_moved(a, b), np.array([3.4, 0.6]), "#8a5236", 0.55)
    for u, v in _moved((724, 346), (706, 372), (705, 400)):
        s.disc(u, v, 15, "#e0a878", 11, alpha=0.4)


# ---------------------------------------------------------------- drying
BANK = Camera((0.0, 5.2, 0.0), 0.0, 760.0, 600.0, 232.0)
# Every cloth on the bank: middle x and z, width, length, turn in degrees, which print.
SPREAD = (
    (-2.6, 9.6, 2.7, 5.6, 5, "both"),
    (1.1, 9.2, 2.7, 5.4, -4, "red"),
    (4.9, 9.8, 2.7, 5.8, 3, "indigo"),
    (8.5, 11.0, 2.6, 5.4, -7, "blue"),
    (-6.3, 10.9, 2.7, 5.6, -3, "madder"),
    (-10.4, 14.6, 2.7, 5.6, 4, "blue"),
    (-4.8, 16.4, 2.7, 5.4, 3, "indigo"),
    (-1.0, 16.2, 2.7, 5.2, -5, "both"),
    (2.9, 16.6, 2.7, 5.6, 6, "madder"),
    (6.9, 17.2, 2.7, 5.6, -3, "red"),
    (11.4, 17.0, 2.7, 5.4, 5, "blue"),
    (-13.0, 22.8, 2.7, 5.4, -4, "blue"),
    (-8.6, 23.4, 2.7, 5.6, 5, "red"),
    (-4.2, 23.2, 2.7, 5.4, -2, "madder"),
    (0.4, 23.8, 2.7, 5.6, 4, "red"),
    (4.8, 23.4, 2.7, 5.4, -5, "indigo"),
    (9.4, 24.2, 2.7, 5.6, 3, "blue"),
    (14.0, 24.0, 2.7, 5.4, -4, "madder"),
    (-15.4, 31.0, 2.7, 5.6, 4, "red"),
    (-9.8, 31.6, 2.7, 5.4, -5, "blue"),
    (-4.6, 31.0, 2.7, 5.4, 3, "blue"),
    (1.2, 31.8, 2.7, 5.6, -3, "madder"),
    (7.0, 31.2, 2.7, 5.4, 5, "red"),
    (12.6, 31.8, 2.7, 5.6, -4, "blue"),
    (18.2, 31.4, 2.7, 5.4, 4, "red"),
)


def _spread(s: Sheet, cloth: tuple[float, float, float, float, float, str]) -> None:
    cx, cz, w, length, degrees, kind = cloth
    turn = np.radians(degrees)
    c, d = np.cos(turn), np.sin(turn)

    def corner(a: float, b: float) -> tuple[float, float, float]:
        return cx + a * c - b * d, 0.0, cz + a * d + b * c

    box = BANK.project([corner(a * w * 0.56, b * length * 0.54) for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))])
    part = s.region(box[:, 0].min() - 30, box[:, 1].min() - 4, box[:, 0].max() + 40, box[:, 1].max() + 14)
    x, y = s.xy(part)
    z = BANK.eye[1] * BANK.focus / np.maximum(y - BANK.cy, 1)
    gx = (x - BANK.cx) * z / BANK.focus
    n = s.noise

    def local(dx: float, dz: float) -> tuple[Array, Array]:
        a, b = gx - cx - dx, z - cz - dz
        u, v = a * c + b * d, -a * d + b * c
        return u + 0.10 * n.fbm(v * 0.7 + cx, cz, 2), v + 0.10 * n.fbm(u * 0.8 + cz, cx, 2)

    u, v = local(0.16, -0.06)
    s.stipple(part.only(((np.abs(u) < w / 2) & (np.abs(v) < length / 2)).astype(np.float32)), "#6a4a44", 0.85, 0.8)
    u, v = local(0, 0)
    inside = part.only(((np.abs(u) < w / 2) & (np.abs(v) < length / 2)).astype(np.float32))
    size = 0.72
    wave = n.fbm(u * 1.1 + cx * 3, v * 0.7 + cz, 3)
    a, b = u / size + 0.06 * wave, v / size + 0.04 * wave
    field = block_print(a + 0.5, b)
    side, end = (np.abs(u) - (w / 2 - 0.42)) / 0.28, (np.abs(v) - (length / 2 - 0.62)) / 0.40
    ink = np.where(side > 0, hem(side, b), np.where(end > 0, hem(end, a), field))
    if kind in ("indigo", "madder"):  # dyed, its pattern hardly there yet
        base = CLOTH[INDIGO] if kind == "indigo" else CLOTH[MADDER]
        faint = np.where(((ink == WHITE) | (ink == SKY))[..., None], base * 0.55 + 0.42, base)
        colour = np.where((ink == LAMP)[..., None], base * 0.6, faint)
    else:
        colour = {"blue": BLUES, "red": REDS, "both": CLOTH}[kind][ink]
    colour = colour * (1.0 + 0.13 * wave)[..., None]
    s.lay(inside, np.clip(colour, 0, 1))
    air = 0.5 * float(smooth(9, 34, cz))
    s.lay(inside, "#eacba0", air)
    s.stipple(inside, "#10162e", lambda p, q: 0.4 * smooth(0.1, 0.6, wave) * (1 - air), 0.6)
    s.stipple(inside, "#fff0d0", lambda p, q: 0.16 * smooth(-0.15, -0.6, wave), 0.6)
    for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1)):  # a stone on every corner
        q = BANK.project([corner(i * w * 0.47, j * length * 0.48)])[0]
        k = BANK.size(cx, cz + j * length * 0.48)
        s.disc(float(q[0]) + 0.06 * k, float(q[1]), 0.12 * k, "#4a3a42", 0.05 * k, alpha=0.7)
        s.disc(float(q[0]), float(q[1]) - 0.03 * k, 0.10 * k, "#a89484", 0.065 * k)
        s.disc(float(q[0]) - 0.025 * k, float(q[1]) - 0.05 * k, 0.055 * k, "#e6d3b8", 0.035 * k)


def ajrak_drying(s: Sheet) -> None:
    """Rows of cloths on the sand, the river behind; the sun is on the left."""
    n = s.noise
    s.sky((0, "#6fb0bd"), (0.14, "#a9d2cb"), (0.24, "#ecead0"), (0.32, "#fbe6b8"))
    s.clouds("white", 30, 150, 41, 0.42, 0.75)
    s.glow("#fff3cc", -20, 120, 200, 0.7, 0.7)
    s.land(lambda x: 214 + 6 * n.fbm(x / 150, 4, 3), "#cbb68e", 240)
    _bushes(s, 222, 16, 120, (8, 26), ("#6f9168", "#a2b084", "#3f625e"))
    for at, h in ((118, 54), (148, 70), (700, 50), (728, 64), (1010, 58)):
        _palm(s, at, 226, h)
    s.haze("#f3e3ba", 190, 246, 0.5)
    river = s.box(
        -5, 228, 1205, 345, lambda x, y: stops((y - 228) / 100, (0, "#d3e2c8"), (0.3, "#86bdb4"), (1, "#3f9198"))
    )
    s.stipple(river, "#f6f2da", lambda x, y: 0.7 * (n.fbm(x / 60, y / 3.4, 3) > 0.35 - 0.15 * smooth(700, 0, x)), 0.85)

    def shore(x: Array) -> Array:
        edge: Array = 316 + 22 * np.sin(x / 250 + 0.7) + 5 * n.fbm(x / 60, 3, 3)
        return edge

    s.land(lambda x: shore(x) - 7 - 3 * n.fbm(x / 40, 8, 3), "#bcd8c6")
    s.land(lambda x: shore(x) - 3, "#f7f2dc")
    p = s.land(shore, "#e9cb9a")
    s.stipple(
        p,
        "#b98a62",
        lambda x, y: 0.55 * smooth(14, 0, y - shore(x)) + 0.5 * smooth(0.1, 0.8, n.fbm(x / 60, y / 9, 3)),
        0.7,
    )
    s.stipple(p, "#c39a6c", lambda x, y: 0.5 * smooth(500, 1300, x + 0.6 * (y - 400)), 0.7)
    s.stipple(p, "#f9e6bf", lambda x, y: 0.4 * smooth(600, 0, x) * (n.fbm(x / 80 + 8, y / 12, 3) > 0), 0.8)
    for cloth in sorted(SPREAD, key=lambda c: -c[1]):
        if float(BANK.project([(cloth[0], 0, cloth[1] + 2.7)])[0][1]) < 352:
            continue
        _spread(s, cloth)
    walkers = [
        (-2.9, 21.4, "#f7efe0", "#a5322c"),
        (12.2, 27.6, "#f7efe0", "#f7efe0"),
        (-7.6, 19.4, "#2b8a8c", "#f7efe0"),
    ]
    walkers += [(5.0, 28.0, "#d9852b", "#d9852b")]
    for x, z, cloth_ink, scarf in walkers:
        q = BANK.project([(x, 0, z)])[0]
        figure(s, float(q[0]), float(q[1]), 1.75 * BANK.size(x, z), cloth_ink, scarf, (0.85, 0.06), "#5a3a44", -1)
    for x, z, shirt, wrap in ((3.55, 12.9, "#f7efe0", "#24427a"), (-8.3, 14.6, "#f3e0c4", "#2b6a7a")):
        q = BANK.project([(x, 0, z)])[0]
        _washer(s, float(q[0]), float(q[1]), 1.8 * BANK.size(x, z), shirt, wrap, 1, -0.14, True)
    s.stipple(s.region(y0=690), "#7a5040", lambda x, y: 0.35 * smooth(730, HEIGHT + 20, y), 0.6)
