"""A scene of Fairy Meadows: wooden huts and pines under the north face of Nanga Parbat."""

from __future__ import annotations

import numpy as np
from hand import Part, Profile, Sheet
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
    """A white wall of a mountain, dark forest on both sides, huts along the meadow; the morning sun is on the left."""
    s.sky((0, "#3b86b4"), (0.22, "#86bfd2"), (0.42, "#dcebe2"), (0.6, "#fbf0d6"))
    s.clouds("white", 30, 200, 52, 0.40, 0.8)
    s.massif(
        [(-30, 262, 0.6, 0.5), (150, 292, 0.6, 0.55), (1130, 236, 0.5, 0.6), (1225, 280, 0.5, 0.5)],
        ["#f6f3ea", "#dfe6ea", "#bccfdd", "#a5bdd2"], 61, freq=4, rough=0.8, light=1,
    )  # fmt: skip
    s.massif(
        [(610, 132, 0.66, 0.50), (455, 196, 0.7, 0.8), (330, 266, 0.62, 0.7), (742, 186, 0.7, 0.55),
         (905, 232, 0.7, 0.6), (1030, 300, 0.6, 0.6)],
        ["#fffdf4", "#f7f0e2", "#cfdbe6", "#9db6d2", "#7391b9", "#56749f"], 71, freq=4.2, rough=0.95, light=1,
    )  # fmt: skip
    s.haze("#eef0e4", 330, 520, 0.8)
    _forest(s, lambda x: 386 + 0.20 * x + 12 * s.noise.fbm(x / 90, 3, 3), -10, 640, 36, 5, 0.42)
    _forest(s, lambda x: 640 - 0.215 * x + 12 * s.noise.fbm(x / 90, 8, 3), 560, 1210, 38, 7, 0.34)
    s.haze("#b7ccb4", 440, 560, 0.4, 0.7)
    _forest(s, lambda x: 424 + 0.30 * x + 10 * s.noise.fbm(x / 70, 13, 3), -10, 330, 62, 15, 0.12)
    _forest(s, lambda x: 860 - 0.36 * x + 10 * s.noise.fbm(x / 70, 18, 3), 900, 1210, 66, 17, 0.08)
    _meadow(s)


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

    def field(top: Profile, lit: str, mid: str, k: int) -> Part:
        p = s.land(top, mid)
        s.lay(p, lambda x, y: stops(smooth(0, 60, y - top(x)), (0, lit), (1, mid)))
        s.stipple(
            p, "#f4eea0", lambda x, y: 0.7 * smooth(26, 0, y - top(x)) * smooth(-0.6, 0.5, n.fbm(x / 90, k, 2)), 0.8
        )
        s.stipple(
            p, "#3f7a45",
            lambda x, y: 0.42 * smooth(0.0, 0.9, n.fbm(x / 60, y / 9 + k, 3)) * smooth(0, 40, y - top(x)), 0.75,
        )  # fmt: skip
        return p

    back = rise(1, 540, 7, 210, 0.6)
    field(back, "#b5cf66", "#9cbf5a", 1)
    rng = np.random.default_rng(4)
    for x in np.sort(rng.uniform(20, 1190, 30)):
        if not 250 < x < 860:
            pine(s, float(x), float(back(np.array(x))) + rng.uniform(0, 10), rng.uniform(60, 96), PINE, int(x))
    middle = rise(2, 578, 12, 230, 2.4)
    field(middle, "#b9d162", "#8ab552", 2)
    for x, w in ((322, 40), (412, 48), (520, 58), (650, 70), (806, 86)):
        hut(s, x, float(middle(np.array(x + w / 2))) + 6 + w * 0.22, w, x == 650)
    near = rise(3, 668, 20, 260, 3.6)
    field(near, "#a9ca58", "#6fa24a", 3)
    _stream(s)
    hut(s, 880, 712, 132)
    grazer(s, 530, 672, 40, "#6e4030")
    grazer(s, 594, 686, 46, "#f3e6d0", -1)
    figure(s, 716, 722, 44, "#c8452f", "#f7efe0", (1.3, 0.16), "#2f5a3c")
    front = rise(4, 758, 18, 210, 0.2)
    p = field(front, "#8fb84e", "#3f7a45", 4)
    s.stipple(p, "#24583f", lambda x, y: 0.5 * smooth(10, 60, y - front(x)), 0.8)
    for _ in range(240):
        x = rng.uniform(0, 1200)
        y = float(front(np.array(x))) + rng.uniform(4, 60)
        s.disc(x, y, rng.uniform(1.4, 3.0), ("#f7f2e6", "#f2c64a", "#d98aa0", "#f7f2e6")[rng.integers(4)])
    for x, y, h in ((1108, 772, 430), (1172, 802, 600)):
        fall = [(x - 8, y - 4), (x + 300, y + 40), (x + 300, y + 70), (x - 8, y + 6)]
        s.stipple(s.shape(fall), "#1d4a38", 0.7, 0.8)
        pine(s, x, y, h, PINE, int(h))


def _stream(s: Sheet) -> None:
    """A brook from the middle of the meadow to the left edge of the reader's bank."""
    mid = curve((486, 655), (404, 672), (360, 692), (384, 712), (330, 734), (214, 752), (120, 790), (60, 830))
    t = np.linspace(0, 1, len(mid))
    s.line(mid - np.array([0, 3]), 6 + 50 * t, "#4f8747")
    p = s.line(mid, 4 + 44 * t, "#8fc4d0")
    s.stipple(p, "#f7f2e6", lambda x, y: 0.6 * (s.noise.fbm(x / 30, y / 3.5, 2) > 0.15), 0.9)
    s.stipple(p, "#3f86a4", lambda x, y: 0.5 * (s.noise.fbm(x / 26 + 9, y / 4, 2) > 0.25), 0.9)
