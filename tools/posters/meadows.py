"""A scene of Fairy Meadows: out of the forest onto the meadow under the north face of Nanga Parbat."""

from __future__ import annotations

import numpy as np
from hand import Profile, Sheet
from ink import Array, Colour, Noise, mix, smooth, stops
from shapes import curve, figure

PINE = ("#2f5a4c", "#17342f", "#7fa05a")


def pine(
    s: Sheet, x: float, base: float, h: float, inks: tuple[Colour, Colour, Colour], seed: int, trunk: bool = True
) -> None:
    """Grow a pine in drooping tiers, lit from the left; inks are body, shade and light."""
    rng = np.random.default_rng(seed)
    ink, shade, light = inks
    tiers = 7 if h < 120 else 19
    wide = h * 0.17 * rng.uniform(0.88, 1.12)
    foot = base - h * 0.09
    sides: list[list[tuple[float, float]]] = [[], []]
    for k in range(tiers):
        a, b = k / tiers, (k + 1) / tiers
        for sign, side in ((-1, sides[0]), (1, sides[1])):
            reach = wide * (0.06 + 0.94 * b**0.8) * (rng.uniform(0.82, 1.12) if h < 120 else rng.uniform(0.66, 1.12))
            y = foot - h * 0.91 * (1 - b) + h * 0.02 * rng.uniform(-1, 1)
            side.append((x + sign * reach * 0.36 * (0.3 + 0.7 * a), foot - h * 0.91 * (1 - a) + h * 0.012))
            side.append((x + sign * reach * 0.75, y - h * 0.022))
            side.append((x + sign * reach, y + h * 0.012))
            side.append((x + sign * reach * 0.6, y + h * 0.004))
    if trunk:
        half = h * 0.016 + 0.5
        s.box(x - half, foot - h * 0.05, x + half, base, "#4a352b")
    p = s.poly([(x, foot - h * 0.95), *sides[0], *sides[1][::-1]], ink)
    n = Noise(seed)

    def away(a: Array, b: Array) -> Array:
        bough = np.mod((b - foot + h * 0.91 + 0.10 * h * n.fbm(a / (h * 0.06), 3, 2)) / (h * 0.91 / tiers), 1)
        dots: Array = smooth(-wide * 0.35, wide * 0.3, a - x + wide * 0.3 * n.fbm(a / (h * 0.05), b / (h * 0.04), 2))
        return 0.95 * dots + 0.4 * smooth(0.5, 0.0, bough) - 0.1

    def toward(a: Array, b: Array) -> Array:
        bough = np.mod((b - foot + h * 0.91 + 0.10 * h * n.fbm(a / (h * 0.06), 3, 2)) / (h * 0.91 / tiers), 1)
        dots: Array = smooth(wide * 0.05, -wide * 0.6, a - x) * smooth(0.3, 0.95, bough)
        return 0.8 * dots

    s.stipple(p, shade, away, 0.9)
    s.stipple(p, light, toward, 0.9)


def hut(s: Sheet, x: float, base: float, w: float, smoke: bool = False) -> None:
    """Set a log hut with its gable to the sun on the left; w is its long side."""
    h, g, r, e = w * 0.40, w * 0.46, w * 0.34, w * 0.07
    fall = [(x + w * 0.1, base), (x + w, base), (x + w * 1.75, base + w * 0.16), (x + w * 1.35, base + w * 0.24)]
    s.stipple(s.shape([*fall, (x - g * 0.3, base + w * 0.03)]), "#2f5a3c", 0.72, 0.8)
    up = w * 0.045
    gable = [(x, base), (x, base - h), (x - g / 2, base - h - r - up), (x - g, base - h - up), (x - g, base - up)]
    s.poly(gable, "#e9b077")
    side = s.box(x, base - h, x + w, base, "#9a6240")
    s.stipple(side, "#5c3930", lambda a, b: 0.35 + 0.5 * smooth(base - h * 0.5, base - h, b), 0.85)
    rows = 6
    for k in range(1, rows):
        y = base - h * k / rows
        s.line([(x, y), (x + w, y)], max(0.7, w * 0.011), "#5c3930", 0.75)
        s.line([(x - g, y - up), (x, y)], max(0.7, w * 0.011), "#b3764c", 0.9)
    for u, v, low, high, inside in ((0.20, 0.36, 0, 0.70, "#3a2623"), (0.58, 0.76, 0.32, 0.70, "#2f2523")):
        s.box(x + w * (u - 0.02), base - h * (high + 0.05), x + w * (v + 0.02), base - h * low, "#6e4530")
        s.box(x + w * u, base - h * high, x + w * v, base - h * low, inside)
    s.poly(
        [(x - g * 0.62, base - h * 0.36), (x - g * 0.62, base - h * 0.72), (x - g * 0.36, base - h * 0.68),
         (x - g * 0.36, base - h * 0.32)], "#4b2f27",
    )  # fmt: skip
    ridge = (x - g / 2, base - h - r - up)
    # the lit slope of the roof shows its edge only; the near slope faces the reader
    roof = [(ridge[0] - e, ridge[1] - e * 0.9), (ridge[0] + w + e, ridge[1] + up - e * 0.9)]
    roof += [(x + w + e * 1.6, base - h + e * 1.1), (x - e * 0.4, base - h + e * 1.1)]
    p = s.poly(roof, "#c9a688")
    s.stipple(p, "#7d6158", lambda a, b: 0.75 * smooth(x + w * 0.2, x + w * 1.05, a), 0.85)
    for k in range(1, 9):
        share = k / 9
        head = (roof[0][0] + (roof[1][0] - roof[0][0]) * share, roof[0][1] + (roof[1][1] - roof[0][1]) * share)
        foot = (roof[3][0] + (roof[2][0] - roof[3][0]) * share, roof[3][1])
        s.line([head, foot], max(0.6, w * 0.009), "#7d6158", 0.8)
    s.line([roof[3], roof[2]], max(1.0, w * 0.03), "#5c443c")
    s.line([(roof[0][0], roof[0][1]), (x - g - e, base - h - up + e)], max(1.4, w * 0.045), "#f3d3a4")
    if smoke:
        t = np.linspace(0, 1, 30)
        sx, sy = ridge[0] + w * 0.66, ridge[1]
        path = np.stack([sx + w * (0.10 * np.sin(t * 7) + 0.30 * t**1.5), sy - w * 1.25 * t], 1)
        puff = s.line(path, np.linspace(w * 0.05, w * 0.30, 30), "#f6efe0", 0.0)
        s.stipple(puff, "#f6efe0", lambda a, b: 1.2 * smooth(sy - w * 1.35, sy - w * 0.1, b), 0.95)
        s.box(sx - w * 0.03, sy - w * 0.02, sx + w * 0.03, sy + w * 0.16, "#6b4f46")


def grazer(s: Sheet, x: float, y: float, k: float, ink: str, flip: int = 1) -> None:
    """Set a grazing horse; y is the ground, k its length."""

    def q(points: list[tuple[float, float]] | Array) -> list[tuple[float, float]]:
        return [(x + flip * u * k, y + v * k) for u, v in points]

    s.stipple(s.shape([(x - k * 0.4, y - 1), (x + k * 1.1, y + k * 0.12), (x + k, y + k * 0.22), (x - k * 0.3, y + 3)]),
              "#2f5a3c", 0.7, 0.8)  # fmt: skip
    for a, b in ((-0.36, -0.38), (-0.27, -0.24), (0.2, 0.16), (0.28, 0.32)):
        s.line(q([(a, -0.38), ((a + b) / 2, -0.18), (b, 0)]), np.array([0.09, 0.05, 0.045]) * k, ink)
    back = [(-0.44, -0.46), (-0.36, -0.62), (-0.1, -0.58), (0.16, -0.64), (0.34, -0.52), (0.52, -0.26)]
    head = [(0.66, -0.08), (0.62, -0.01), (0.52, -0.06), (0.42, -0.2), (0.3, -0.32)]
    s.poly(q(curve(*back, *head, (0.1, -0.3), (-0.2, -0.3), (-0.4, -0.34), n=8)), ink)
    s.line(q([(-0.43, -0.55), (-0.52, -0.4), (-0.5, -0.22)]), 0.05 * k, mix(ink, "#1d1a1c", 0.5))


def fairy_meadows(s: Sheet) -> None:
    """We stand under the last trees: the meadow and the mountain lie in the morning sun, which is on the left."""
    s.sky((0, "#3b86b4"), (0.22, "#86bfd2"), (0.42, "#dcebe2"), (0.6, "#fbf0d6"))
    s.clouds("white", 30, 190, 52, 0.40, 0.8)
    s.massif(
        [(330, 318, 0.6, 0.6), (210, 356, 0.6, 0.55), (90, 330, 0.5, 0.6)],
        ["#f6f3ea", "#dfe6ea", "#bccfdd", "#a5bdd2"], 61, freq=4, rough=0.8, light=1,
    )  # fmt: skip
    s.massif(
        [(800, 96, 0.62, 0.58), (640, 196, 0.62, 0.8), (500, 286, 0.6, 0.7), (975, 206, 0.9, 0.5),
         (1090, 214, 0.7, 0.5), (1215, 250, 0.6, 0.6)],
        ["#fffdf4", "#f7f0e2", "#cfdbe6", "#9db6d2", "#7391b9", "#56749f"], 71, freq=4.2, rough=0.95, light=1,
    )  # fmt: skip
    s.haze("#eef0e4", 330, 510, 0.8)
    _forest(s, lambda x: 400 + 0.13 * x + 12 * s.noise.fbm(x / 90, 3, 3), -10, 700, 36, 5, 0.42)
    _forest(s, lambda x: 640 - 0.17 * x + 12 * s.noise.fbm(x / 90, 8, 3), 620, 1210, 38, 7, 0.34)
    s.haze("#b7ccb4", 440, 560, 0.4, 0.7)
    _forest(s, lambda x: 700 - 0.22 * x + 10 * s.noise.fbm(x / 70, 18, 3), 820, 1210, 58, 17, 0.08)
    _meadow(s)
    _shade(s)
    for x, foot, wide, lean in ((1118, 790, 74, -16), (262, 748, 46, 10), (96, 800, 112, 22)):
        _trunk(s, x, foot, wide, lean)
    _boughs(s)


def _trunk(s: Sheet, x: float, foot: float, wide: float, lean: float) -> None:
    """An old trunk against the light, from its roots to beyond the top of the sheet."""
    n = Noise(int(x))
    t = np.linspace(0, 1, 60)
    middle = x + lean * t + 0.06 * wide * n.at(t * 4, 2)
    half = wide * (0.5 - 0.16 * t + 0.34 * smooth(0.05, 0, t) ** 2) * (1 + 0.05 * n.at(t * 16, 5))
    y = foot - (foot + 20) * t
    p = s.poly(np.concatenate([np.stack([middle - half, y], 1), np.stack([middle + half, y], 1)[::-1]]), "#4a3236")

    def bark(a: Array, b: Array) -> Array:
        dots: Array = 0.8 * smooth(0.15, 0.7, n.ridged(a / (0.13 * wide + 3), b / 90, 3) - 0.3)
        return dots

    s.stipple(p, "#241e2c", lambda a, b: bark(a, b) + 0.8 * smooth(-0.1 * wide, 0.5 * wide, a - x - lean * 0.5), 0.85)

    def rim(a: Array, b: Array) -> Array:
        return (1 - bark(a, b)) * smooth(-0.16 * wide, -0.46 * wide, a - x - lean * (foot - b) / foot)

    s.stipple(p, "#c98a5c", rim, 0.85)


def _boughs(s: Sheet) -> None:
    """A few boughs with hanging needles across the upper left corner and at the right edge."""
    rng = np.random.default_rng(11)
    for x0, y0, x1, y1, size in (
        (110, 120, 390, 176, 1.0), (110, 40, 350, 58, 0.9), (250, 236, 400, 292, 0.7), (90, 250, -20, 300, 0.8),
        (1110, 250, 1010, 300, 0.7), (1110, 330, 1220, 380, 0.7),
    ):  # fmt: skip
        spine = curve((x0, y0), ((x0 + x1) / 2, (y0 + y1) / 2 - 14), (x1, y1), n=30)
        s.line(spine, np.linspace(9, 2, len(spine)) * size, "#2c2430")
        for k in range(4, len(spine)):
            for _ in range(5):
                long, spread = rng.uniform(12, 58) * size * (1.1 - 0.5 * k / len(spine)), rng.uniform(-34, 30) * size
                a = spine[k] + rng.uniform(-3, 3, 2)
                ink = ("#17342f", "#1f4438", "#2f5a4c", "#7fa05a")[
                    min(int(rng.integers(7)), 3) if rng.random() < 0.6 else 0
                ]
                s.line(
                    a + np.array([(0, 0), (spread * 0.4, long * 0.6), (spread, long)]),
                    np.array([2.6, 2.2, 0.4]) * size,
                    ink,
                )


def _shade(s: Sheet) -> None:
    """The forest floor that we stand on, with ferns against the light."""
    n = s.noise

    def top(x: Array) -> Array:
        edge: Array = 748 - 26 * smooth(420, 0, x) - 18 * smooth(900, 1200, x) + 6 * n.fbm(x / 40, 6, 3)
        return edge

    p = s.land(top, "#24503c")
    s.stipple(p, "#12302f", lambda x, y: 0.4 + 0.5 * smooth(0, 60, y - top(x)), 0.85)
    s.stipple(p, "#9cb552", lambda x, y: 0.8 * smooth(9, 0, y - top(x)), 0.85)
    rng = np.random.default_rng(23)
    for _ in range(150):
        x = rng.uniform(0, 1200)
        y, long = float(top(np.array(x))) + rng.uniform(2, 40), rng.uniform(16, 40)
        if rng.random() < smooth(120, 420, abs(x - 640)) + 0.15:
            side = rng.uniform(-0.8, 0.8)
            s.line([(x, y), (x + side * long * 0.4, y - long * 0.7), (x + side * long, y - long)],
                   np.array([3.4, 2.6, 0.5]), ("#17382f", "#2f5f45", "#6d9450")[rng.integers(3)])  # fmt: skip


def _forest(s: Sheet, top: Profile, x0: float, x1: float, h: float, seed: int, air: float) -> None:
    """A wooded spur: a dark mass whose crest and slope are pines; air is how much haze lies before it."""
    rng = np.random.default_rng(seed)
    x = np.linspace(x0, x1, 200)
    body = mix(PINE[0], "#b9d0c4", air)
    dark, light = mix(PINE[1], "#9dbcb6", air), mix(PINE[2], "#dfe6c4", air)
    s.poly(np.concatenate([np.stack([x, top(x)], 1), [(x1, 620), (x0, 620)]]), mix(body, dark, 0.35))
    trees = []
    for _ in range(int((x1 - x0) * 1.0)):
        at = rng.uniform(x0, x1)
        trees.append((float(top(np.array(at))) + rng.uniform(0, 1) ** 1.3 * 120 + 4, at))
    for y, at in sorted(trees):
        if y < 590:
            pine(s, at, y, h * rng.uniform(0.75, 1.15), (body, dark, light), int(rng.integers(1 << 30)), False)


def _meadow(s: Sheet) -> None:
    n = s.noise

    def rise(k: int, base: float, amp: float, span: float, turn: float) -> Profile:
        def top(x: Array) -> Array:
            edge: Array = base + amp * np.sin(x / span + turn) + 3 * n.fbm(x / 70, k, 3)
            return edge

        return top

    def field(top: Profile, lit: str, mid: str, k: int) -> None:
        p = s.land(top, mid)
        s.lay(p, lambda x, y: stops(smooth(0, 60, y - top(x)), (0, lit), (1, mid)))
        s.stipple(
            p, "#f4eea0", lambda x, y: 0.7 * smooth(26, 0, y - top(x)) * smooth(-0.6, 0.5, n.fbm(x / 90, k, 2)), 0.8
        )
        s.stipple(
            p, "#3f7a45",
            lambda x, y: 0.42 * smooth(0.0, 0.9, n.fbm(x / 60, y / 9 + k, 3)) * smooth(0, 40, y - top(x)), 0.75,
        )  # fmt: skip

    back = rise(1, 540, 7, 210, 0.6)
    field(back, "#b5cf66", "#9cbf5a", 1)
    rng = np.random.default_rng(4)
    for x in np.sort(rng.uniform(20, 1190, 30)):
        if not 250 < x < 860:
            pine(s, float(x), float(back(np.array(x))) + rng.uniform(0, 10), rng.uniform(60, 96), PINE, int(x))
    middle = rise(2, 578, 12, 230, 2.4)
    field(middle, "#b9d162", "#8ab552", 2)
    for at, foot, w in ((392, 566, 34), (470, 588, 46), (720, 570, 40), (1002, 590, 50), (846, 606, 66)):
        hut(s, at, foot, w, at == 470)
    near = rise(3, 668, 20, 260, 3.6)
    field(near, "#a9ca58", "#6fa24a", 3)
    _stream(s)
    hut(s, 742, 690, 118)
    grazer(s, 566, 654, 38, "#6e4030")
    grazer(s, 986, 690, 50, "#f3e6d0", -1)
    figure(s, 560, 716, 46, "#c8452f", "#f7efe0", (1.3, 0.16), "#2f5a3c")
    for _ in range(160):
        x, y = rng.uniform(300, 1200), rng.uniform(704, 752)
        s.disc(x, y, rng.uniform(1.4, 2.8), ("#f7f2e6", "#f2c64a", "#d98aa0", "#f7f2e6")[rng.integers(4)])


def _stream(s: Sheet) -> None:
    """A brook from the middle of the meadow to the left edge of the reader's bank."""
    mid = curve((486, 655), (404, 672), (360, 692), (384, 712), (330, 734), (214, 752), (120, 790), (60, 830))
    t = np.linspace(0, 1, len(mid))
    s.line(mid - np.array([0, 3]), 6 + 50 * t, "#4f8747")
    p = s.line(mid, 4 + 44 * t, "#8fc4d0")
    s.stipple(p, "#f7f2e6", lambda x, y: 0.6 * (s.noise.fbm(x / 30, y / 3.5, 2) > 0.15), 0.9)
    s.stipple(p, "#3f86a4", lambda x, y: 0.5 * (s.noise.fbm(x / 26 + 9, y / 4, 2) > 0.25), 0.9)
