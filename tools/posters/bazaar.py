"""A scene of Peshawar: the street of the storytellers in the evening, a lit tea stall with a samovar."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hand import HEIGHT, Sheet
from ink import Array, Colour, mix, palette, smooth, stops
from shapes import arch, curve, figure
from space import Camera

CAMERA = Camera((0.0, 2.2, 0.0), 0.0, 700.0, 520.0, 500.0)
LEFT, RIGHT = -5.6, 5.8
AIR = "#e9b49a"
BRASS = palette("#4a2a2a", "#80492c", "#b97a33", "#e0aa48", "#f7d685", "#fff6cf")


def at(x: float, y: float, z: float) -> tuple[float, float]:
    """Return the place on the sheet of one point of the street."""
    p = CAMERA.project([(x, y, z)])[0]
    return float(p[0]), float(p[1])


def upright(x: float, points: Sequence[tuple[float, float]] | Array) -> Array:
    """Return points of a wall along the street; each is (z, y)."""
    return CAMERA.project([(x, y, z) for z, y in points])


def facing(z: float, x0: float, x1: float, y0: float, y1: float) -> Array:
    """Return an upright rectangle that faces us."""
    return CAMERA.project([(x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z)])


def far(ink: Colour, z: float) -> Array:
    """Return an ink as it looks through the air of the street."""
    return mix(ink, AIR, float(0.86 * smooth(8, 62, z)))


def _pane(s: Sheet, x: float, z: float, y: float, w: float, h: float, ink: Colour, rim: Colour) -> None:
    """An arched window in a side wall, its foot at y."""
    for k, colour in ((1.3, rim), (1.0, ink)):
        p = arch(z, -y, w * k, h * (1 + (k - 1) * 0.6), 8)
        s.poly(upright(x, [(a, -b) for a, b in p]), colour)


def _balcony(s: Sheet, x: float, z0: float, z1: float, y: float, h: float, side: int, lit: bool, n: int) -> None:
    """A closed balcony of carved wood that hangs over the street; side is -1 on the left."""
    out = x - side * 0.95
    zm = (z0 + z1) / 2
    wood = far("#8a4c34" if side < 0 else "#4d3046", zm)
    lighter = far("#c88752" if side < 0 else "#6e4554", zm)
    dark = far("#43263a", zm)
    glow = far("#ffcb74", zm) if lit else far("#5a3a48", zm)
    s.poly(CAMERA.project([(x, y, z0), (out, y, z0), (out, y, z1), (x, y, z1)]), dark)
    near = s.poly(facing(z0, x, out, y, y + h), mix(wood, dark, 0.55))
    s.stipple(near, dark, 0.35, 0.8)
    s.poly(facing(z0, x - side * 0.2, out + side * 0.2, y + h * 0.42, y + h * 0.86), mix(glow, dark, 0.35))
    s.poly(upright(out, [(z0, y), (z1, y), (z1, y + h), (z0, y + h)]), wood)
    for lo, hi, ink in ((0.0, 0.05, lighter), (0.34, 0.39, lighter), (0.92, 1.0, lighter), (0.05, 0.07, dark)):
        s.poly(upright(out, [(z0, y + h * lo), (z1, y + h * lo), (z1, y + h * hi), (z0, y + h * hi)]), ink)
    step = (z1 - z0) / n
    for k in range(n):
        z = z0 + step * (k + 0.5)
        _pane(s, out, z, y + h * 0.42, step * 0.62, h * 0.46, glow, dark)
        m, w, v = y + h * 0.205, step * 0.33, h * 0.1
        s.poly(upright(out, [(z - w, m), (z, m + v), (z + w, m), (z, m - v)]), lighter)
        w, v = w * 0.6, v * 0.6
        s.poly(upright(out, [(z - w, m), (z, m + v), (z + w, m), (z, m - v)]), dark)
    for k in range(n + 1):
        z = z0 + step * k
        s.line(upright(out, [(z, y + h * 0.05), (z, y + h * 0.95)]), 0.09 * CAMERA.size(out, z), lighter)
    for k in range(n * 3):  # a fringe below
        z = z0 + (z1 - z0) * (k + 0.5) / (n * 3)
        w = (z1 - z0) / (n * 6)
        s.poly(upright(out, [(z - w, y), (z + w, y), (z, y - 0.22)]), wood)
    eave = out - side * 0.35
    roof = CAMERA.project(
        [(x, y + h + 0.5, z0 - 0.2), (eave, y + h, z0 - 0.2), (eave, y + h, z1 + 0.2), (x, y + h + 0.5, z1 + 0.2)]
    )
    s.poly(roof, mix(wood, dark, 0.4))
    s.poly(
        upright(
            eave,
            [(z0 - 0.2, y + h - 0.12), (z1 + 0.2, y + h - 0.12), (z1 + 0.2, y + h + 0.04), (z0 - 0.2, y + h + 0.04)],
        ),
        lighter,
    )


def _house(s: Sheet, rng: np.random.Generator, side: int, z0: float, z1: float, top: float) -> None:
    x = LEFT if side < 0 else RIGHT
    zm = (z0 + z1) / 2
    brick = far(mix("#b06a4c", "#c98a5e", rng.random()) if side < 0 else mix("#553a54", "#674052", rng.random()), zm)
    dark, pale = far("#6b3b40" if side < 0 else "#33264a", zm), far("#eabf8e" if side < 0 else "#8a6068", zm)
    s.poly(facing(z0, x, x + side * 14, 0, top), mix(brick, dark, 0.6))
    wall = s.poly(upright(x, [(z0, 0), (z1, 0), (z1, top), (z0, top)]), brick)
    n = s.noise

    def soot(a: Array, b: Array) -> Array:
        z = np.maximum((x * 700) / np.where(np.abs(a - 520) < 1, 1, a - 520), 1)
        y = 2.2 - (b - 500) * z / 700
        rows = np.mod(y, 0.42) < 0.09
        dots: Array = 0.5 * rows + 0.4 * smooth(0.1, 0.8, n.fbm(z * 1.3, y * 0.8, 3)) + 0.35 * smooth(3, 0, y)
        return dots

    s.stipple(wall, dark, soot, 0.6)
    if side < 0:

        def lamp(a: Array, b: Array) -> Array:
            dots: Array = 0.75 * np.exp(-(((a - 240) / 260) ** 2 + ((b - 560) / 190) ** 2))
            return dots

        s.stipple(wall, "#ffc983", lamp, 0.7)
    for y in (3.1, 6.3):
        s.poly(upright(x - side * 0.08, [(z0, y), (z1, y), (z1, y + 0.16), (z0, y + 0.16)]), pale)
    s.poly(facing(z0, x + side * 14, x - side * 0.15, top - 0.25, top + 0.3), mix(pale, dark, 0.45))
    s.poly(
        CAMERA.project(
            [
                (x, top - 0.25, z0),
                (x - side * 0.15, top - 0.25, z0),
                (x - side * 0.15, top - 0.25, z1),
                (x, top - 0.25, z1),
            ]
        ),
        dark,
    )
    s.poly(upright(x - side * 0.15, [(z0, top - 0.25), (z1, top - 0.25), (z1, top + 0.3), (z0, top + 0.3)]), pale)
    # shops below
    count = max(1, round((z1 - z0) / 2.2))
    step = (z1 - z0) / count
    for k in range(count):
        z = z0 + step * (k + 0.5)
        lit = rng.random() < 0.6
        _pane(s, x, z, 0.25, step * 0.7, 2.5, far("#ffc268" if lit else "#4a2c40", zm), dark)
        if lit and z < 24:  # shelves, goods and a counter in the light
            for y in (1.35, 1.95):
                s.poly(
                    upright(
                        x,
                        [
                            (z - step * 0.34, y),
                            (z + step * 0.34, y),
                            (z + step * 0.34, y + 0.06),
                            (z - step * 0.34, y + 0.06),
                        ],
                    ),
                    "#a5532f",
                )
                for j in range(7):
                    m, h = z + step * (j - 3.1) * 0.095, 0.2 + 0.2 * rng.random()
                    ink = ("#9c2c26", "#2b8a8c", "#c8773a", "#54709f", "#f3e6cc", "#8a4c34")[int(rng.integers(6))]
                    s.poly(
                        upright(x, [(m - 0.07, y + 0.06), (m + 0.07, y + 0.06), (m + 0.06, y + h), (m - 0.06, y + h)]),
                        far(ink, zm),
                    )
            s.poly(
                upright(
                    x,
                    [(z - step * 0.35, 0.25), (z + step * 0.35, 0.25), (z + step * 0.35, 1.0), (z - step * 0.35, 1.0)],
                ),
                far("#8a4c34", zm),
            )
            s.poly(
                upright(
                    x,
                    [
                        (z - step * 0.35, 0.94),
                        (z + step * 0.35, 0.94),
                        (z + step * 0.35, 1.03),
                        (z - step * 0.35, 1.03),
                    ],
                ),
                far("#ffdf9c", zm),
            )
        awning = far(("#9c2c26", "#2b8a8c", "#d9a03a", "#54709f")[int(rng.integers(4))], zm)
        if rng.random() < 0.75:
            lo, hi, out = z - step * 0.44, z + step * 0.44, x - side * 1.1
            canopy = CAMERA.project([(x, 2.9, lo), (x, 2.9, hi), (out, 2.2, hi), (out, 2.2, lo)])
            s.poly(canopy, mix(awning, "#33264a", 0.1 if side < 0 else 0.5))
    floors = [3.5, 6.7] if top > 8.6 else [3.5]
    for y in floors:
        hung = rng.random() < 0.8
        if hung:
            a, b = z0 + (z1 - z0) * 0.14, z1 - (z1 - z0) * 0.14
            _balcony(
                s, x, a, b, y + 0.35, min(2.1, top - y - 0.7), side, rng.random() < 0.6, max(2, round((b - a) / 0.95))
            )
        else:
            for k in range(count * 2):
                z = z0 + (z1 - z0) * (k + 0.5) / (count * 2)
                lit = rng.random() < 0.4
                _pane(s, x, z, y + 0.5, 0.62, 1.6, far("#ffc268" if lit else "#3a2a4a", zm), pale)


def _end_wall(s: Sheet) -> None:
    """The end of the nearest house on the right, above the stall."""
    x0 = at(RIGHT, 0, 8.8)[0]
    p = s.box(x0, -5, 1205, 420, "#4a3354")

    def rows(x: Array, y: Array) -> Array:
        row = np.floor(y / 15)
        joint = (np.mod(y, 15) < 2.2) | (np.mod(x + 17 * np.mod(row, 2), 34) < 2.2)
        dots: Array = 0.75 * joint
        return dots

    s.stipple(p, "#33234a", rows, 0.8)
    s.stipple(p, "#7a5264", lambda x, y: 0.5 * smooth(90, 330, y), 0.7)
    for y in (52.0, 250.0):
        s.box(x0 - 3, y, 1205, y + 9, "#7d5866")
        s.box(x0 - 3, y + 9, 1205, y + 12, "#2c1f42")
    for x in (1046.0, 1140.0):
        s.poly(arch(x, 232, 66, 146), "#7d5866")
        s.poly(arch(x, 232, 52, 132), "#2c1f42")
        q = s.poly(arch(x, 232, 46, 124), "#ffc268" if x < 1100 else "#3d2a4a")
        if x < 1100:
            s.stipple(q, "#c8703a", lambda u, v: 0.8 * smooth(190, 110, v), 0.9)
        for u in (x - 23, x - 1.5, x + 20):
            s.box(u, 112 if u != x - 1.5 else 102, u + 3, 232, "#5c3038")
        s.box(x - 24, 176, x + 24, 180, "#5c3038")


def _street(s: Sheet) -> None:
    """The ground: swept earth and paving, warm where the stall lights it."""
    p = s.region(y0=500)
    s.lay(p, lambda x, y: stops((y - 500) / 300, (0, "#e0a58c"), (0.25, "#a9746c"), (1, "#5d4560")))
    n = s.noise

    def stones(x: Array, y: Array) -> Array:
        z = 2.2 * 700 / np.maximum(y - 500, 1)
        u = (x - 520) * z / 700
        shift = np.mod(np.floor(z / 0.5), 2) * 0.45
        joint = (np.mod(z, 0.5) < 0.05) | (np.mod(u + shift, 0.9) < 0.04)
        dots: Array = 0.6 * joint * smooth(16, 7, z) + 0.3 * smooth(0.1, 0.7, n.fbm(u * 1.5, z * 2, 3))
        return dots

    s.stipple(p, "#3d2c50", stones, 0.7)

    def light(x: Array, y: Array) -> Array:
        z = 2.2 * 700 / np.maximum(y - 500, 1)
        u = (x - 520) * z / 700
        dots: Array = 0.95 * np.exp(-(((u - 2.4) / 3.6) ** 2 + ((z - 7.2) / 2.6) ** 2))
        return dots

    s.stipple(p, "#f6b46c", light, 0.8)
    s.stipple(p, "#3d2c50", lambda x, y: 0.7 * smooth(690, 820, y), 0.6)


def seated(s: Sheet, x: float, y: float, h: float, cloth: Colour, cap: Colour, turban: bool = False) -> None:
    """A listener on the ground, seen from behind; the light comes from the right."""
    shade = "#33203c"
    fall = s.shape(
        curve(
            (x + 0.3 * h, y),
            (x - 0.4 * h, y - 0.06 * h),
            (x - 1.15 * h, y + 0.02 * h),
            (x - 0.5 * h, y + 0.14 * h),
            (x + 0.3 * h, y + 0.06 * h),
            n=8,
        )
    )
    s.stipple(fall, "#2a1a34", 0.75, 0.75)
    half = np.array(
        [
            (0.5, 0.05),
            (0.5, -0.05),
            (0.38, -0.13),
            (0.25, -0.2),
            (0.25, -0.36),
            (0.28, -0.54),
            (0.18, -0.64),
            (0.08, -0.68),
        ]
    )
    half = half * h
    body = curve(
        *[(x - u, y + v) for u, v in half],
        *[(x + u, y + v) for u, v in half[::-1]],
        (x, y + 0.1 * h),
        (x - half[0, 0], y + half[0, 1]),
        n=8,
    )
    p = s.poly(body, cloth)
    s.stipple(p, mix(cloth, shade, 0.6), lambda a, b: 1.1 * smooth(x + 0.16 * h, x - 0.3 * h, a), 0.95)
    s.stipple(
        p,
        mix(cloth, "#ffe0a0", 0.6),
        lambda a, b: 0.8 * smooth(x + 0.1 * h, x + 0.42 * h, a + 0.3 * (y - 0.3 * h - b)),
        0.9,
    )
    for e in (-1, 1):  # the arms, and the folded legs under the shirt
        s.line(
            curve(
                (x + e * 0.2 * h, y - 0.5 * h), (x + e * 0.215 * h, y - 0.3 * h), (x + e * 0.17 * h, y - 0.16 * h), n=6
            ),
            0.02 * h + 0.5,
            mix(cloth, shade, 0.65),
            0.8,
        )
        s.line(
            curve((x + e * 0.44 * h, y - 0.04 * h), (x + e * 0.2 * h, y - 0.09 * h), (x, y - 0.03 * h), n=6),
            0.02 * h + 0.5,
            mix(cloth, shade, 0.65),
            0.8,
        )
    s.disc(x, y - 0.79 * h, 0.125 * h, "#6a3c2e", 0.15 * h)
    s.disc(x + 0.05 * h, y - 0.79 * h, 0.07 * h, "#a8693f", 0.12 * h)
    if turban:
        s.disc(x, y - 0.88 * h, 0.19 * h, mix(cap, shade, 0.35), 0.12 * h)
        s.disc(x + 0.03 * h, y - 0.90 * h, 0.16 * h, cap, 0.10 * h)
        s.line([(x - 0.14 * h, y - 0.86 * h), (x + 0.15 * h, y - 0.94 * h)], 0.03 * h, mix(cap, shade, 0.4))
        s.line([(x - 0.1 * h, y - 0.84 * h), (x - 0.16 * h, y - 0.5 * h)], 0.07 * h, mix(cap, shade, 0.3))
    else:  # the rolled woollen cap
        s.disc(x, y - 0.94 * h, 0.12 * h, mix(cap, shade, 0.2), 0.075 * h)
        s.disc(x, y - 0.89 * h, 0.155 * h, cap, 0.06 * h)
        s.disc(x - 0.06 * h, y - 0.885 * h, 0.09 * h, mix(cap, shade, 0.5), 0.05 * h, alpha=0.6)


def _teller(s: Sheet, x: float, y: float, h: float) -> None:
    """The storyteller on his low bed, one hand raised to the light."""
    s.stipple(s.shape([(x - 150, y + 44), (x + 74, y + 44), (x + 60, y + 66), (x - 190, y + 60)]), "#2a1a34", 0.8, 0.75)
    for k in (-62, 62):
        s.box(x + k - 5, y + 8, x + k + 5, y + 52, "#4a2a2c")
    s.box(x - 74, y + 4, x + 74, y + 20, "#8a4c34")
    s.poly([(x - 74, y + 4), (x - 62, y - 14), (x + 62, y - 14), (x + 74, y + 4)], "#b33a2c")
    for k in range(7):
        s.poly(
            [(x - 66 + 20 * k, y + 2), (x - 58 + 20 * k, y - 6), (x - 50 + 20 * k, y + 2), (x - 58 + 20 * k, y + 8)],
            "#e3a32b",
        )
    robe = curve(
        (x - 0.5 * h, y),
        (x - 0.42 * h, y - 0.14 * h),
        (x - 0.25 * h, y - 0.3 * h),
        (x - 0.2 * h, y - 0.68 * h),
        (x, y - 0.76 * h),
        (x + 0.2 * h, y - 0.68 * h),
        (x + 0.24 * h, y - 0.3 * h),
        (x + 0.44 * h, y - 0.14 * h),
        (x + 0.5 * h, y),
        (x, y + 0.05 * h),
        (x - 0.5 * h, y),
        n=8,
    )
    p = s.poly(robe, "#f3e6cc")
    s.stipple(p, "#8d7286", lambda a, b: 1.1 * smooth(x + 0.1 * h, x - 0.3 * h, a), 0.95)
    for e in (-1, 1):  # the folded legs
        s.line(
            curve((x + e * 0.4 * h, y - 0.07 * h), (x, y - 0.02 * h), (x - e * 0.2 * h, y + 0.02 * h), n=8),
            3,
            "#a08a8a",
        )
    s.poly(
        [
            (x - 0.17 * h, y - 0.68 * h),
            (x + 0.17 * h, y - 0.68 * h),
            (x + 0.15 * h, y - 0.26 * h),
            (x - 0.15 * h, y - 0.26 * h),
        ],
        "#24427a",
    )
    s.poly(
        [
            (x - 0.17 * h, y - 0.68 * h),
            (x - 0.03 * h, y - 0.68 * h),
            (x - 0.04 * h, y - 0.26 * h),
            (x - 0.15 * h, y - 0.26 * h),
        ],
        "#1a2750",
    )
    s.poly(
        [
            (x - 0.04 * h, y - 0.7 * h),
            (x + 0.05 * h, y - 0.7 * h),
            (x + 0.02 * h, y - 0.26 * h),
            (x - 0.03 * h, y - 0.26 * h),
        ],
        "#f3e6cc",
    )
    arm = curve(
        (x + 0.16 * h, y - 0.62 * h),
        (x + 0.36 * h, y - 0.56 * h),
        (x + 0.46 * h, y - 0.8 * h),
        (x + 0.5 * h, y - 0.96 * h),
        n=8,
    )
    s.line(arm, np.linspace(0.17, 0.12, len(arm)) * h, "#f8ecd2")
    s.disc(x + 0.505 * h, y - 1.01 * h, 0.06 * h, "#b3754c", 0.075 * h)
    s.line([(x + 0.51 * h, y - 1.04 * h), (x + 0.55 * h, y - 1.15 * h)], 0.035 * h, "#b3754c")
    arm = curve((x - 0.16 * h, y - 0.62 * h), (x - 0.34 * h, y - 0.4 * h), (x - 0.22 * h, y - 0.2 * h), n=8)
    s.line(arm, 0.14 * h, "#a48fa0")
    s.disc(x, y - 0.9 * h, 0.115 * h, "#a8693f", 0.14 * h)
    s.disc(x - 0.05 * h, y - 0.9 * h, 0.06 * h, "#6a3c2e", 0.12 * h, alpha=0.8)
    s.poly(
        curve(
            (x - 0.1 * h, y - 0.88 * h),
            (x - 0.09 * h, y - 0.74 * h),
            (x + 0.02 * h, y - 0.66 * h),
            (x + 0.1 * h, y - 0.76 * h),
            (x + 0.11 * h, y - 0.88 * h),
            (x, y - 0.85 * h),
            (x - 0.1 * h, y - 0.88 * h),
            n=6,
        ),
        "#efe8de",
    )
    s.disc(x, y - 1.02 * h, 0.2 * h, "#b9a0a4", 0.1 * h)
    s.disc(x + 0.03 * h, y - 1.035 * h, 0.17 * h, "#fbf3e0", 0.085 * h)
    s.line(
        curve((x - 0.14 * h, y - 1.0 * h), (x + 0.02 * h, y - 1.08 * h), (x + 0.16 * h, y - 1.04 * h), n=6),
        2.4,
        "#b9a0a4",
    )


def _turned(s: Sheet, cx: float, profile: Sequence[tuple[float, float]], bright: float = 0.0) -> None:
    """A body of brass turned on a lathe: the profile is (y, half width) from the top down; light from the right."""
    p = np.array(profile, float)
    line = curve(*[(w, y) for y, w in p], n=12)
    body = np.concatenate(
        [np.stack([cx - line[:, 0], line[:, 1]], 1), np.stack([cx + line[:, 0], line[:, 1]], 1)[::-1]]
    )
    part = s.shape(body)
    x, y = s.xy(part)
    wide = np.maximum(np.interp(y, line[:, 1], line[:, 0]), 1)
    a = np.clip((x - cx) / wide, -1, 1)
    level = 0.50 + 0.34 * a + 0.5 * np.exp(-(((a - 0.42) / 0.13) ** 2)) - 0.35 * smooth(0.72, 1, a) + bright
    level = level + 0.16 * np.exp(-(((a + 0.78) / 0.1) ** 2))
    s.lay(part, BRASS[s.steps(part, level, 6)])


def samovar(s: Sheet, cx: float, base: float, k: float) -> None:
    """A big brass samovar with its chimney, tap, handles and a pot on top."""
    s.disc(cx - 26 * k, base + 2 * k, 96 * k, "#2a1a24", 12 * k, alpha=0.6)

    def turn(*profile: tuple[float, float], bright: float = 0.0) -> None:
        _turned(s, cx, [(base + y * k, w * k) for y, w in profile], bright)

    for e in (-1, 1):
        loop = curve(
            (cx + e * 66 * k, base - 146 * k),
            (cx + e * 104 * k, base - 160 * k),
            (cx + e * 102 * k, base - 112 * k),
            (cx + e * 66 * k, base - 116 * k),
            n=10,
        )
        s.line(loop, 8 * k, "#8a5530" if e < 0 else "#e0aa48")
        s.line(loop + np.array([1, -2]) * k, 2.4 * k, "#f7d685" if e > 0 else "#b97a33")
    turn((-10, 62), (-4, 62), (0, 58), bright=-0.1)
    turn((-26, 24), (-20, 30), (-14, 52), (-8, 60), bright=-0.05)
    turn((-196, 56), (-186, 68), (-150, 74), (-104, 64), (-60, 40), (-36, 26), (-24, 24))
    for y, w in ((-190, 68), (-100, 65), (-44, 32)):
        turn((y - 4, w), (y, w + 3), (y + 4, w), bright=0.1)
    turn((-222, 26), (-212, 50), (-200, 60), (-194, 58), bright=0.05)
    turn((-262, 20), (-258, 22), (-224, 22), (-218, 30))
    turn((-268, 34), (-264, 36), (-258, 26), bright=0.12)
    # the pot on the crown
    for pts, w in (
        (((22, -290), (44, -300), (52, -318)), 8),
        (((-22, -308), (-46, -312), (-44, -284), (-22, -282)), 6),
    ):
        s.line(curve(*[(cx + a * k, base + b * k) for a, b in pts], n=8), w * k, "#1f6f77" if w > 7 else "#17525c")
    p = s.poly(
        curve(
            *[
                (cx + a * k, base + b * k)
                for a, b in (
                    (-20, -268),
                    (-32, -286),
                    (-22, -314),
                    (0, -320),
                    (22, -314),
                    (32, -286),
                    (20, -268),
                    (-20, -268),
                )
            ],
            n=8,
        ),
        "#2b8a8c",
    )
    s.stipple(p, "#123f4c", lambda x, y: 1.0 * smooth(cx + 6 * k, cx - 28 * k, x), 0.95)
    s.stipple(
        p,
        "#a5dccb",
        lambda x, y: 0.8 * smooth(cx + 8 * k, cx + 24 * k, x) * smooth(base - 284 * k, base - 300 * k, y),
        0.9,
    )
    s.disc(cx, base - 323 * k, 5 * k, "#e3a32b")
    # the tap
    s.line([(cx - 2 * k, base - 76 * k), (cx - 2 * k, base - 62 * k)], 9 * k, "#80492c")
    s.disc(cx, base - 78 * k, 9 * k, "#f7d685")
    s.disc(cx - 2 * k, base - 76 * k, 6 * k, "#b97a33")
    s.line([(cx - 12 * k, base - 90 * k), (cx + 12 * k, base - 92 * k)], 5 * k, "#5a3028")


def _standing(s: Sheet, x: float, y: float, h: float) -> None:
    """One who stops on his way, a shawl over the shoulder, seen from behind."""

    def q(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + u * h, y + v * h) for u, v in points]

    s.stipple(s.shape(q((0.06, 0), (-1.1, 0.0), (-1.2, 0.06), (0.1, 0.05))), "#2a1a34", 0.8, 0.75)
    for e in (-1, 1):
        s.poly(
            q((e * 0.02, -0.3), (e * 0.13, -0.3), (e * 0.085, -0.02), (e * 0.025, -0.02)),
            "#a89a9c" if e < 0 else "#e6d6ba",
        )
        s.poly(q((e * 0.02, -0.03), (e * 0.09, -0.03), (e * 0.1, 0.01), (e * 0.015, 0.01)), "#43242e")
    p = s.poly(
        q(
            (-0.15, -0.2),
            (-0.12, -0.5),
            (-0.15, -0.72),
            (-0.12, -0.8),
            (-0.04, -0.84),
            (0.04, -0.84),
            (0.12, -0.8),
            (0.15, -0.72),
            (0.12, -0.5),
            (0.15, -0.2),
            (0, -0.17),
        ),
        "#efe0c4",
    )
    s.stipple(p, "#8d7286", lambda a, b: 1.1 * smooth(x + 0.05 * h, x - 0.12 * h, a), 0.95)
    for e, ink in ((-1, "#9a8490"), (1, "#f6e8cc")):
        s.line(curve(*q((e * 0.13, -0.76), (e * 0.175, -0.6), (e * 0.15, -0.44)), n=8), 0.065 * h, ink)
    p = s.poly(
        q(
            (-0.15, -0.74),
            (-0.06, -0.84),
            (0.06, -0.84),
            (0.15, -0.74),
            (0.13, -0.66),
            (-0.02, -0.7),
            (-0.06, -0.42),
            (-0.15, -0.42),
        ),
        "#9c2c26",
    )
    s.stipple(p, "#4a1c34", lambda a, b: 1.0 * smooth(x + 0.02 * h, x - 0.12 * h, a), 0.9)
    s.disc(x, y - 0.9 * h, 0.058 * h, "#7a4632", 0.07 * h)
    s.disc(x + 0.02 * h, y - 0.9 * h, 0.035 * h, "#a8693f", 0.06 * h)
    s.disc(x, y - 0.965 * h, 0.055 * h, "#a08560", 0.032 * h)
    s.disc(x, y - 0.945 * h, 0.072 * h, "#d9bd94", 0.025 * h)
    s.disc(x - 0.03 * h, y - 0.943 * h, 0.04 * h, "#8a6a5a", 0.022 * h, alpha=0.7)


def _stall(s: Sheet) -> None:
    """The tea stall at the right: posts, a striped awning, shelves of pots, the samovar on the counter."""
    front, back, x0 = 5.4, 8.4, 2.35
    a, b = at(x0, 0.85, front), at(x0, 0.85, back)
    ceiling = at(x0, 3.1, front)[1]
    inside = s.box(b[0], at(x0, 3.1, back)[1] - 6, 1205, at(x0, 0, back)[1], "#e9964a")
    s.stipple(inside, "#ffd98e", lambda x, y: 1.15 * np.exp(-(((x - 1010) / 210) ** 2 + ((y - 470) / 130) ** 2)), 0.95)
    s.stipple(inside, "#a5532f", lambda x, y: 0.9 * smooth(200, 380, np.hypot(x - 1010, (y - 470) * 1.3)), 0.8)
    for k, y in enumerate((482.0, 548.0)):  # shelves
        s.box(b[0], y, 1205, y + 7, "#6e3a2c")
        s.box(b[0], y, 1205, y + 2, "#ffd08a")
        s.box(b[0], y + 7, 1205, y + 13, "#a5532f", 0.6)
        for j in range(13):
            x = b[0] + 26 + 40 * j + 9 * (k % 2)
            ink = ("#24427a", "#2b8a8c", "#9c2c26", "#f3e6cc", "#d9d0b8")[(j * 2 + k * 3) % 5]
            if (j + k) % 3 < 2:  # a small pot
                s.disc(x, y - 13, 13, ink, 12)
                s.disc(x - 5, y - 12, 6, mix(ink, "#2a1a34", 0.4), 10, alpha=0.7)
                s.line([(x + 10, y - 13), (x + 20, y - 23)], 4, ink)
                s.box(x - 6, y - 27, x + 6, y - 23, ink)
                s.disc(x, y - 29, 3, "#e3a32b")
                s.disc(x + 5, y - 17, 2.6, "#fff6df")
            else:  # cups in a stack
                for i in range(4):
                    s.poly(
                        [(x - 10, y - 7 - 6 * i), (x + 10, y - 7 - 6 * i), (x + 6, y - 6 * i), (x - 6, y - 6 * i)],
                        "#fbf1dc",
                    )
                    s.box(x - 9, y - 7 - 6 * i, x + 9, y - 5.5 - 6 * i, "#2b6a9a")
    # the tea man, from the chest up
    x, y = 1104.0, 690.0
    p = s.poly(
        curve(
            (x - 62, y),
            (x - 60, y - 70),
            (x - 40, y - 110),
            (x, y - 122),
            (x + 40, y - 110),
            (x + 62, y - 66),
            (x + 64, y),
            (x - 62, y),
            n=8,
        ),
        "#c9c3d0",
    )
    s.stipple(p, "#6a5a80", lambda u, v: 1.0 * smooth(x + 34, x - 50, u), 0.9)
    s.poly([(x - 32, y - 112), (x - 12, y - 120), (x - 6, y), (x - 44, y)], "#3c2a44")
    s.poly([(x + 32, y - 112), (x + 12, y - 120), (x + 10, y), (x + 44, y)], "#5a3a4a")
    s.disc(x, y - 142, 20, "#a8693f", 25)
    s.disc(x - 9, y - 142, 10, "#7a4632", 21, alpha=0.8)
    s.poly(
        curve(
            (x - 17, y - 138),
            (x - 12, y - 116),
            (x + 4, y - 112),
            (x + 17, y - 138),
            (x, y - 128),
            (x - 17, y - 138),
            n=6,
        ),
        "#33222a",
    )
    s.disc(x, y - 165, 21, "#b99a78", 10)
    s.disc(x, y - 158, 27, "#d9bd94", 8)
    s.disc(x - 12, y - 157, 15, "#8a6a5a", 6.5, alpha=0.8)
    # the counter
    ground = at(x0, 0, front)[1]
    s.poly([a, b, at(x0, 0, back), at(x0, 0, front)], "#5c3038")
    s.poly([a, b, (1210, b[1]), (1210, a[1])], "#b8743f")
    s.stipple(s.shape([a, b, (1210, b[1]), (1210, a[1])]), "#ffd08a", lambda u, v: 0.85 * smooth(700, 960, u), 0.8)
    p = s.box(a[0], a[1], 1210, max(ground, HEIGHT), "#7d4437")
    s.box(a[0] - 4, a[1] - 6, 1210, a[1] + 8, "#e0a468")
    s.box(a[0] - 4, a[1] + 8, 1210, a[1] + 12, "#43242e")
    for k in range(5):
        u = a[0] + 16 + 84 * k
        s.box(u, a[1] + 24, u + 68, HEIGHT + 4, "#5c3038")
        m, v = u + 34, a[1] + 76
        for size, ink in ((1.0, "#b8743f"), (0.72, "#5c3038"), (0.44, "#e3a32b")):
            s.poly([(m - 28 * size, v), (m, v - 42 * size), (m + 28 * size, v), (m, v + 42 * size)], ink)
    s.stipple(p, "#33203c", lambda u, v: 0.75 * smooth(700, 810, v), 0.8)
    # awning and posts
    s.box(b[0] - 5, at(x0, 3.1, back)[1], b[0] + 5, b[1], "#5c3038")
    s.box(a[0] - 8, ceiling, a[0] + 8, a[1], "#6e3a2c")
    s.box(a[0] + 2, ceiling, a[0] + 8, a[1], "#e0a468")
    drop = 40.0
    y0, y1 = ceiling - 4, ceiling + 26
    edge = np.linspace(a[0] - 44, 1240, 15)
    high = np.linspace(b[0] + 10, 1240, 15)
    top = at(x0, 3.75, back)[1]
    for k in range(14):
        ink = "#9c2c26" if k % 2 else "#f0d9ae"
        shade = mix(ink, "#33203c", 0.28 + 0.22 * float(smooth(1100, 700, edge[k])))
        s.poly([(high[k], top - 46), (high[k + 1], top - 46), (edge[k + 1], y0), (edge[k], y0)], shade)
        m = (edge[k] + edge[k + 1]) / 2
        hem = curve((edge[k], y1 - 10), (m, y1 + drop * 0.3), (edge[k + 1], y1 - 10), n=8)
        s.poly(
            np.concatenate([[(edge[k], y0), (edge[k], y1 - 10)], hem, [(edge[k + 1], y0)]]), mix(ink, "#ffb85e", 0.2)
        )
    s.line([(a[0] - 46, y0), (1210, y0)], 3, "#43242e")
    # the lamp
    lx, ly = 1062.0, 446.0
    s.line([(lx, y0 + 20), (lx, ly - 20)], 2, "#43242e")
    s.poly([(lx - 24, ly - 8), (lx - 8, ly - 24), (lx + 8, ly - 24), (lx + 24, ly - 8)], "#2b5a5c")
    s.disc(lx, ly, 12, "#fffbe6", 14)
    s.glow("#fff1bd", lx, ly, 34, 0.8, 0.85)
    s.disc(lx, ly, 12, "#fffbe6", 14)
    samovar(s, 936, a[1] - 8, 0.74)
    for k, ink in enumerate(("#f7efe0", "#f7efe0", "#f7efe0")):
        x, y = 1046 + 40 * k, a[1] - 9 - 3 * (k % 2)
        s.disc(x - 6, y + 1, 20, "#7d4437", 5, alpha=0.7)
        s.poly([(x - 15, y - 18), (x + 15, y - 18), (x + 9, y), (x - 9, y)], ink)
        s.poly([(x - 15, y - 18), (x - 4, y - 18), (x - 3, y), (x - 9, y)], "#b9a0a4")
        s.disc(x, y - 18, 15, "#8fae5c", 4)
        s.box(x - 13, y - 12, x + 13, y - 9, "#2b6a9a")


def qissa_khwani(s: Sheet) -> None:
    """The street runs to the hills; the stall lights it from the right."""
    s.sky((0, "#2f4179"), (0.16, "#56639a"), (0.34, "#a58fac"), (0.48, "#e9b49a"), (0.6, "#fbd59a"))
    s.clouds("#f6c6a4", 110, 330, 17, 0.42, 0.6)
    rng = np.random.default_rng(12)
    for _ in range(40):
        x, y = rng.uniform(150, 900), rng.uniform(0, 130)
        s.disc(x, y, rng.uniform(0.5, 1.2), "#f6e6d0", alpha=0.8 * (1 - y / 150))
    s.land(
        lambda x: 452 + 26 * s.noise.ridged(x / 90, 3, 4) - 22 * smooth(430, 520, x) * smooth(640, 540, x), "#c99a9c"
    )
    s.haze("#f3c49a", 430, 510, 0.7)
    _street(s)
    cuts = {
        -1: (8.4, 12.6, 16.0, 20.6, 25.0, 31.0, 38.0, 47.0, 60.0),
        1: (8.8, 13.6, 17.4, 22.0, 27.0, 33.0, 41.0, 50.0, 62.0),
    }
    heights = {-1: (10.6, 8.4, 11.4, 9.4, 10.6, 8.4, 10.2, 9.6), 1: (9.4, 11.2, 9.8, 11.0, 8.4, 10.6, 9.0, 9.6)}
    for k in range(7, -1, -1):
        for side in (-1, 1):
            _house(
                s, np.random.default_rng(40 + 9 * k + side), side, cuts[side][k], cuts[side][k + 1], heights[side][k]
            )
        if k == 4:
            s.haze("#f0bd94", 380, 520, 0.35, 0.8)
    _house(s, np.random.default_rng(3), -1, 3.6, 8.4, 9.2)
    _end_wall(s)
    walkers: list[tuple[float, float, str, str]] = [
        (0.4, 34, "#f3e3c4", "#24427a"),
        (-1.6, 27, "#7a3f3c", "#f7efe0"),
        (2.0, 24, "#54709f", "#e3a32b"),
        (1.2, 18, "#f3e3c4", "#a5322c"),
    ]
    walkers += [(1.7, 17.6, "#2b5a5c", "#f7efe0"), (-2.9, 16, "#f3e3c4", "#d9852b"), (0.1, 13, "#8a3a34", "#8a3a34")]
    for x, z, cloth, scarf in walkers:
        u, v = at(x, 0, z)
        figure(s, u, v, 1.72 * CAMERA.size(x, z), far(cloth, z * 0.7), far(scarf, z * 0.7), (-0.6, 0.05), "#33203c", 1)
    _teller(s, 404, 606, 92)
    crowd = [
        (258, 652, 74, "#7a8a9a", "#c9a878", False),
        (316, 640, 70, "#f0e2c6", "#8a6a52", False),
        (536, 650, 74, "#8a5a44", "#f3e6cc", True),
    ]
    crowd += [
        (590, 672, 82, "#efe0c4", "#b08a62", False),
        (218, 700, 88, "#f0e2c6", "#f3e6cc", True),
        (306, 712, 92, "#4f6f6a", "#8a6a52", False),
    ]
    crowd += [
        (398, 716, 94, "#efe0c4", "#c9a878", False),
        (492, 712, 92, "#6a4a5c", "#f7efe0", True),
        (596, 742, 100, "#3f5a80", "#a07a58", False),
    ]
    crowd += [
        (344, 772, 112, "#b8a488", "#f3e6cc", True),
        (470, 782, 114, "#f0e2c6", "#8a6a52", False),
        (170, 764, 104, "#5c4a5c", "#c9a878", False),
    ]
    for person in crowd:
        seated(s, *person)
    _standing(s, 668, 690, 142)
    _stall(s)
