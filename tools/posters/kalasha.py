"""A scene of the Kalasha valleys: wooden houses up a slope, the sun in a notch of the ridge."""

from __future__ import annotations

import numpy as np
from hand import Profile, Sheet
from ink import Array, Colour, Noise, mix, smooth, stops
from meadows import pine
from shapes import curve, figure

SUN = (286.0, 262.0)
WARM = ("#ffd9a0", "#e9a86c", "#8f5b4b", "#5d3a42")  # the side to the sun, a roof, a front, its shadows


def walnut(s: Sheet, x: float, base: float, r: float, inks: tuple[Colour, Colour, Colour], seed: int) -> None:
    """Grow a broad walnut, lit from the left; r is half the width of its crown, inks are body, shade and light."""
    rng = np.random.default_rng(seed)
    n = Noise(seed)
    shade = inks[1]
    cy = base - r * 1.12
    east = [(x + r * 1.7, base + r * 0.02), (x + r * 1.5, base + r * 0.16)]
    fall = s.shape([(x - r * 0.3, base - r * 0.03), *east, (x, base + r * 0.08)])
    s.stipple(fall, shade, 0.6, 0.75)
    trunk = [(x - r * 0.09, base), (x - r * 0.06, cy + r * 0.5), (x - r * 0.34, cy), (x + r * 0.3, cy - r * 0.1)]
    s.poly([*trunk, (x + r * 0.08, cy + r * 0.55), (x + r * 0.11, base)], "#5a4038")
    lit = [(x - r * 0.09, base), (x - r * 0.06, cy + r * 0.5), (x - r * 0.02, cy + r * 0.5), (x - r * 0.02, base)]
    s.poly(lit, "#b98a64")
    lobes = [(0.62, 0.12, 0.42), (-0.58, 0.16, 0.42), (0.0, 0.22, 0.5), (0.36, -0.32, 0.46), (-0.36, -0.28, 0.46),
             (0.02, -0.58, 0.42), (-0.70, -0.05, 0.34), (0.72, -0.12, 0.34), (-0.05, -0.10, 0.5)]  # fmt: skip
    for u, v, size in lobes:
        a, b, k = x + r * (u * 1.08 + rng.uniform(-0.08, 0.08)), cy + r * v * 0.78, r * size * rng.uniform(0.92, 1.1)
        _lobe(s, (a, b, k), r, inks, n, (9 * u, 5 * v))


def _lobe(
    s: Sheet,
    ball: tuple[float, float, float],
    r: float,
    inks: tuple[Colour, Colour, Colour],
    n: Noise,
    at: tuple[float, float],
) -> None:
    """One ball of leaves of a crown r wide; `at` is its place in the noise."""
    a, b, k = ball
    ink, shade, light = inks
    t = np.linspace(0, 2 * np.pi, 90)
    edge = k * (1 + 0.09 * n.fbm(t * 3.2 + at[0], at[1], 3)) * np.where(np.sin(t) > 0, 0.74, 0.9)
    p = s.poly(np.stack([a + edge * np.cos(t), b + edge * np.sin(t)], 1), ink)

    def away(x: Array, y: Array) -> Array:
        turned: Array = ((x - a) * 0.78 + (y - b) * 0.62) / k + 0.35 * n.fbm(x / (0.1 * r), y / (0.08 * r), 3)
        return turned

    s.stipple(p, shade, lambda x, y: 1.1 * smooth(0.0, 0.85, away(x, y)), 0.92)
    s.stipple(p, light, lambda x, y: 0.9 * smooth(-0.18, -0.95, away(x, y)), 0.92)


def cabin(s: Sheet, x: float, base: float, w: float, h: float, rng: np.random.Generator) -> None:
    """Build one flat-roofed house of beams and stone; its left side sees the sun, its front does not."""
    g = w * 0.24
    u = g * 0.42
    top = base - h
    lit, roof, front, dark = WARM
    n = Noise(int(rng.integers(1 << 20)))
    tint = rng.uniform(0, 0.22)
    side = s.poly([(x, base), (x, top), (x - g, top - u), (x - g, base - u)], mix(lit, "#e3a32b", tint * 0.5))
    s.stipple(side, "#e0a068", lambda a, b: 0.55 * smooth(base - h * 0.5, base, b), 0.8)
    face = s.box(x, top, x + w, base, mix(front, "#6f5560", tint))
    s.stipple(face, dark, lambda a, b: 0.2 + 0.5 * smooth(base - h * 0.35, top, b), 0.8)
    s.stipple(
        face, "#c98d66", lambda a, b: 0.55 * smooth(x + w * 0.4, x, a) * smooth(-0.4, 0.6, n.fbm(a / 9, b / 9, 2)), 0.8
    )
    rows = 5
    for k in range(1, rows):
        y = base - h * k / rows
        s.line([(x, y), (x + w, y)], h * 0.042, dark, 0.8)
        s.line([(x - g, y - u), (x, y)], h * 0.042, "#b4754c", 0.85)
    # the porch: a deep opening with posts, and a rail
    if rng.random() < 0.72:
        a, b = x + w * rng.uniform(0.10, 0.2), x + w * rng.uniform(0.74, 0.93)
        low, high = base - h * 0.10, base - h * 0.80
        s.box(a, high, b, low, "#33222d")
        if rng.random() < 0.5:
            at = a + (b - a) * rng.uniform(0.2, 0.7)
            s.box(at, low - h * 0.46, at + w * 0.1, low, "#e58a3c")
            s.stipple(s.box(at - w * 0.02, low - h * 0.48, at + w * 0.12, low, "#ffc070", 0.35), "#ffd58c", 0.4, 0.8)
        count = 4 if w > 90 else 3
        for k in range(count + 1):
            px = a + (b - a) * k / count
            s.line([(px, low), (px, high)], w * 0.022, "#b17a55")
            s.poly([(px - w * 0.035, high), (px + w * 0.035, high), (px, high + h * 0.13)], "#b17a55")
        s.box(a - w * 0.02, low - h * 0.20, b + w * 0.02, low - h * 0.15, "#a06c4c")
        for px in np.arange(a + 2, b - 1, max(w * 0.035, 2.4)):
            s.box(px, low - h * 0.16, px + max(0.9, w * 0.009), low, "#a06c4c")
    else:
        for left in (x + w * 0.2, x + w * 0.62):
            s.box(left, base - h * 0.68, left + w * 0.15, base - h * 0.36, "#33222d")
            s.box(left - w * 0.02, base - h * 0.36, left + w * 0.17, base - h * 0.31, "#b17a55")
    # the roof: beam ends, an earth slab, what dries on it
    ends = np.arange(x + w * 0.04, x + w, w * 0.11)
    for px in ends:
        s.disc(px, top + h * 0.055, h * 0.032, "#c08a60")
    e = w * 0.05
    slab = [(x - e, top), (x + w + e, top), (x + w + e - g, top - u - 2), (x - g - e, top - u - 2)]
    s.poly(slab, roof)
    s.stipple(s.shape(slab), "#ffe3ae", lambda a, b: 0.75 * smooth(x + w * 0.75, x - g, a), 0.85)
    s.box(x - e, top, x + w + e, top + h * 0.05, "#6d4740")
    s.poly(
        [(x - e, top), (x - e, top + h * 0.05), (x - g - e, top - u - 2 + h * 0.05), (x - g - e, top - u - 2)],
        "#ffe9bd",
    )
    if rng.random() < 0.6:
        a = x + w * rng.uniform(0.0, 0.4)
        wide = w * rng.uniform(0.2, 0.36)
        mat = [(a, top - u * 0.25), (a + wide, top - u * 0.25), (a + wide - g * 0.4, top - u * 0.75)]
        s.poly([*mat, (a - g * 0.4, top - u * 0.75)], ("#d9622b", "#e3a32b", "#9c2c26")[rng.integers(3)])


def kalasha_village(s: Sheet) -> None:
    """A valley towards evening: the sun stands in the notch on the left, the village climbs the right."""
    s.sky((0, "#3f659b"), (0.14, "#7391b0"), (0.26, "#cdbca8"), (0.36, "#f8ca90"), (0.46, "#ffe4a6"))
    s.clouds("#fbdcb4", 30, 190, 71, 0.40, 0.7)
    s.glow("#fff0c0", *SUN, 190, 0.7)
    s.disc(*SUN, 45, "#fffbe6")
    n = s.noise

    def notch(x: Array) -> Array:
        left = 282 - 0.62 * np.maximum(SUN[0] - 8 - x, 0) + 0.0007 * np.maximum(SUN[0] - x, 0) ** 2
        right = 282 - 0.86 * np.maximum(x - SUN[0] - 8, 0) + 0.0009 * np.maximum(x - SUN[0], 0) ** 2
        edge: Array = np.where(x < SUN[0], left, right) - 13 * (n.ridged(x / 60, 5, 4) - 0.8)
        return edge

    p = s.land(notch, "#a37d8b")
    s.lay(p, lambda x, y: stops(np.abs(x - SUN[0]) / 420 + 0.05, (0, "#d79a7c"), (0.45, "#a37d8b"), (1, "#7d7598")))
    s.stipple(p, "#fbe3b4", lambda x, y: 0.9 * smooth(7, 0, y - notch(x)) * smooth(520, 40, np.abs(x - SUN[0])), 0.9)
    s.stipple(p, "#6a6390", lambda x, y: 0.6 * smooth(0.2, 1.1, n.ridged(x / 46 + y / 90, y / 120, 4)), 0.6)

    def rays(x: Array, y: Array) -> Array:
        turn = np.arctan2(y - SUN[1], x - SUN[0])
        bands = smooth(0.0, 0.5, np.sin(turn * 23 + 1.2) + 0.4 * np.sin(turn * 41))
        dots: Array = 0.27 * bands * smooth(560, 60, np.hypot(x - SUN[0], y - SUN[1])) * (y > notch(x))
        return dots

    s.stipple(s.region(), "#ffe0a4", rays, 0.75)
    s.haze("#f6c792", 330, 560, 0.8)
    _wood(s, lambda x: 356 + 0.42 * x + 16 * n.fbm(x / 80, 4, 3), -10, 820, 42, 5, 0.45)
    s.haze("#eab68c", 470, 700, 0.5, 0.85)
    _wood(s, lambda x: 520 + 0.66 * x + 14 * n.fbm(x / 70, 9, 3), -10, 470, 70, 6, 0.12)
    _village(s)


def _wood(s: Sheet, top: Profile, x0: float, x1: float, h: float, seed: int, air: float) -> None:
    """The far side of the valley, in its own shade, with oaks and deodars."""
    rng = np.random.default_rng(seed)
    x = np.linspace(x0, x1, 160)
    body, dark, light = mix("#4d5a66", "#c79a8c", air), mix("#2f3a52", "#b08a90", air), mix("#a08a66", "#f0c592", air)
    s.poly(np.concatenate([np.stack([x, top(x)], 1), [(x1, 800), (x0, 800)]]), mix(body, dark, 0.5))
    trees = []
    for _ in range(int((x1 - x0) * 0.55)):
        at = rng.uniform(x0, x1)
        trees.append((float(top(np.array(at))) + rng.uniform(0, 1) ** 1.2 * 240, at))
    for y, at in sorted(trees):
        pine(s, at, y, h * rng.uniform(0.7, 1.2), (body, dark, light), int(rng.integers(1 << 30)), False)


def _village(s: Sheet) -> None:
    n = s.noise
    edge = curve((1230, 128), (1080, 220), (930, 330), (800, 430), (690, 540), (560, 650), (420, 740), (300, 830))

    def slope(x: Array) -> Array:
        rim: Array = np.interp(x, edge[::-1, 0], edge[::-1, 1], left=900) + 7 * n.fbm(x / 40, 3, 3)
        return rim

    p = s.land(slope, "#b98a5c")
    s.stipple(p, "#f3c488", lambda x, y: 0.8 * smooth(90, 0, y - slope(x)), 0.85)
    s.stipple(p, "#7d5f4e", lambda x, y: 0.5 * smooth(0.1, 0.9, n.fbm(x / 40, y / 12, 3)), 0.75)
    rng = np.random.default_rng(31)
    leaves = (("#7c8443", "#3d4a3c", "#e6c25a"), ("#a3893d", "#55503a", "#f7cf68"), ("#66783f", "#33443b", "#d3ba57"))
    for x, y, r in ((1130, 196, 44), (1010, 282, 40), (1186, 160, 36)):
        walnut(s, x, y, r, leaves[int(x) % 3], int(x))
    for k, (base, h) in enumerate(((318, 58), (394, 64), (476, 70), (566, 78), (664, 88), (772, 98))):
        start = float(np.interp(base - h * 0.3, edge[:, 1], edge[:, 0]))
        rim = [(start - 30, base + 3), (1210, base + 3 - 8), (1210, base + 16), (start - 44, base + 18)]
        wall = s.poly(rim, "#8d6a55")
        s.stipple(wall, "#d9a878", lambda x, y: 0.5 * smooth(0.0, 0.6, n.fbm(x / 7, y / 5, 2)), 0.8)
        spots: list[tuple[float, float]] = []
        here = start + h * 0.3
        while here < 1220:
            w = h * rng.uniform(1.25, 1.75)
            if rng.random() < 0.93 or len(spots) < 3:
                spots.append((here, w))
            else:
                w *= 0.7
            here += w + h * rng.uniform(0.36, 0.6)
        for left, w in reversed(spots):
            cabin(s, left, base, w, h * rng.uniform(0.9, 1.06), rng)
        _between(s, k, base, h, leaves)
    walnut(s, 346, 806, 96, leaves[1], 8)
    walnut(s, 1136, 838, 164, leaves[0], 14)


def _between(
    s: Sheet,
    k: int,
    base: float,
    h: float,
    leaves: tuple[tuple[str, str, str], ...],
) -> None:
    """Walnuts before a row of houses, and the people who stand there."""
    trees = {0: ((960, 46),), 1: ((850, 50), (1128, 62)), 2: ((1004, 58),), 3: ((640, 66), (1150, 74)), 4: ((870, 74),)}
    for x, r in trees.get(k, ()):
        walnut(s, x, base + 10, r, leaves[(k + int(x)) % 3], int(x + k))
    people = {1: (790,), 2: (720, 742), 3: (905,), 4: (610, 634, 1010), 5: (690, 742)}
    for x in people.get(k, ()):
        scarf = ("#e0702b", "#d6455a", "#e3a32b")[int(x) % 3]
        figure(s, x, base + 12, h * 0.46, "#241d29", scarf, (1.0, 0.10), "#4a2f38")
