"""Shapes that more than one scene uses: lines, arches, domes, trees, houses, flowers, people."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from hand import Sheet
from ink import Array, Colour, Noise, Scalar, chance, mix, paint, smooth, stops


# ---------------------------------------------------------------- lines and pattern
def curve(*points: npt.ArrayLike, n: int = 40) -> Array:
    """Return a smooth line through points (Catmull-Rom)."""
    p = np.asarray([points[0], *points, points[-1]], float)
    out = []
    for i in range(1, len(p) - 2):
        t = np.linspace(0, 1, n, endpoint=False)[:, None]
        a, b, c, d = p[i - 1], p[i], p[i + 1], p[i + 2]
        out.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return np.concatenate([*out, [p[-2]]])


def star8(u: Array, v: Array, a: float) -> Array:
    """Return the signed size of the eight-pointed star made of two squares."""
    square = np.maximum(np.abs(u), np.abs(v))
    turned = (np.abs(u) + np.abs(v)) * 0.70710678
    star: Array = np.minimum(square, turned) - a
    return star


def bricks(
    u: Scalar,
    v: Scalar,
    length: float,
    course: float,
    light: Colour,
    dark: Colour,
    joint: Colour,
    seed: float,
    gap: tuple[float, float] = (0.06, 0.13),
) -> Array:
    """Return the colours of brickwork: u runs along the courses, v across them."""
    row = np.floor(np.asarray(v) / course)
    shift = (row % 2) * 0.5
    col = np.floor(np.asarray(u) / length + shift)
    h = chance(row, col, seed)
    fu, fv = np.asarray(u) / length + shift - col, np.asarray(v) / course - row
    colour = stops(h, (0, dark), (0.55, mix(dark, light, 0.6)), (1, light))
    return paint((fv < gap[1]) | (fu < gap[0]), joint, colour)


def cells(u: Array, v: Array) -> tuple[Array, Array, Array]:
    """Divide a plane into cells round scattered points; return the way to its border, its row and column."""
    iu, iv = np.floor(u), np.floor(v)
    first, second = np.full(u.shape, 9.0, np.float32), np.full(u.shape, 9.0, np.float32)
    row, column = np.zeros(u.shape, np.float32), np.zeros(u.shape, np.float32)
    for di in (-1, 0, 1):
        for dj in (-1, 0, 1):
            cu, cv = iu + di, iv + dj
            d = np.hypot(cu + chance(cv, cu, 1.0) - u, cv + chance(cv, cu, 2.0) - v)
            row, column = np.where(d < first, cv, row), np.where(d < first, cu, column)
            second = np.minimum(second, np.maximum(first, d))
            first = np.minimum(first, d)
    gap: Array = second - first
    return gap, row, column


# ---------------------------------------------------------------- buildings
def onion(cx: float, base: float, r: float, h: float, n: int = 90) -> Array:
    """Return the outline of a bulbous dome, from the left foot over the tip to the right foot."""
    knots = ((0.86, 0.0), (0.97, 0.12), (1.0, 0.3), (0.9, 0.5), (0.66, 0.68), (0.36, 0.82), (0.13, 0.92), (0.0, 1.0))
    side = curve(*knots, n=max(n // len(knots), 4)) * [r, h]
    left = np.stack([cx - side[:, 0], base - side[:, 1]], 1)
    right = np.stack([cx + side[:, 0], base - side[:, 1]], 1)
    return np.concatenate([left, right[::-1]])


def dome(s: Sheet, cx: float, base: float, r: float, h: float, lit: Colour, mid: Colour, dark: Colour) -> None:
    """Set a dome on its drum, with a finial, lit from the left."""
    s.box(cx - r * 0.84, base - 2, cx + r * 0.84, base + r * 0.28, mid)
    p = s.poly(onion(cx, base, r, h), lit)
    s.stipple(p, mid, lambda x, y: 1.1 * smooth(-r * 0.15, r * 0.45, x - cx), 1.0)
    s.stipple(p, dark, lambda x, y: 0.95 * smooth(r * 0.35, r * 1.0, x - cx), 0.9)
    s.line([(cx, base - h + 2), (cx, base - h - r * 0.42)], 2.2, dark)
    s.disc(cx, base - h - r * 0.2, r * 0.05 + 1.2, dark)


def arch(cx: float, base: float, w: float, h: float, n: int = 24) -> Array:
    """Return the outline of a pointed four-centred arch."""
    t = np.linspace(0, 1, n)
    half = w / 2
    spring = base - h * 0.55
    across = half * np.cos(t * np.pi / 2) ** 0.75
    left = np.stack([cx - across, spring - h * 0.45 * np.sin(t * np.pi / 2) ** 1.15], 1)
    right = left[::-1] * [-1, 1] + [2 * cx, 0]
    return np.concatenate([[(cx - half, base)], left, right, [(cx + half, base)]])


def minaret(
    s: Sheet, x: float, base: float, top: float, w: float, lit: Colour, mid: Colour, dark: Colour, cap: Colour
) -> None:
    """Raise a minaret with two galleries and a kiosk, lit from the left."""
    p = s.poly([(x - w * 0.62, base), (x - w * 0.42, top), (x + w * 0.42, top), (x + w * 0.62, base)], lit)
    s.stipple(p, mid, lambda xx, yy: 1.0 * smooth(-w * 0.1, w * 0.25, xx - x), 1)
    s.stipple(p, dark, lambda xx, yy: 0.9 * smooth(w * 0.1, w * 0.6, xx - x), 0.9)
    for k in (0.34, 0.67):
        y = base + (top - base) * k
        s.box(x - w * 0.72, y - 3, x + w * 0.72, y + 2, mid)
        s.box(x - w * 0.72, y + 2, x + w * 0.72, y + 4, dark)
    s.box(x - w * 0.75, top - 4, x + w * 0.75, top, mid)
    s.box(x - w * 0.75, top, x + w * 0.75, top + 3, dark)
    for k in (-0.42, -0.14, 0.14, 0.42):
        s.box(x + w * k - 1.2, top - w * 0.85, x + w * k + 1.2, top - 4, cap)
    s.box(x - w * 0.6, top - w * 0.98, x + w * 0.6, top - w * 0.8, cap)
    dome(s, x, top - w * 0.98, w * 0.46, w * 0.72, cap, mid, dark)


def house(s: Sheet, x: float, y: float, w: float) -> None:
    """Set a flat-roofed house, its lit side to the left."""
    h = w * 0.62
    s.box(x, y - h, x + w * 0.6, y, "#f1dfbd")
    s.box(x + w * 0.6, y - h, x + w, y, "#b98d68")
    s.box(x - 1.5, y - h - 2.5, x + w + 1.5, y - h + 0.5, "#6d4a35")
    s.box(x + w * 0.2, y - h * 0.6, x + w * 0.36, y - h * 0.25, "#54403a")


# ---------------------------------------------------------------- what grows
def poplar(s: Sheet, x: float, base: float, h: float, ink: Colour, shade: Colour, light: Colour, seed: int) -> None:
    """Grow a poplar, lit from the left."""
    n = Noise(seed)
    t = np.linspace(0, 1, 40)
    w = h * 0.085 * np.sin(np.pi * t**0.72) ** 0.8
    left = np.stack([x - w * (1 + 0.35 * n.fbm(t * 11, seed, 3)), base - h * t], 1)
    right = np.stack([x + w * (1 + 0.35 * n.fbm(t * 11 + 40, seed, 3)), base - h * t], 1)
    s.box(x - 1.4, base - h * 0.1, x + 1.4, base + 4, "#4a3326")
    p = s.poly(np.concatenate([left, right[::-1]]), ink)

    def away(xx: Array, yy: Array) -> Array:
        dots: Array = 0.85 * smooth(-h * 0.02, h * 0.07, xx - x + 4 * n.fbm(xx / 9, yy / 12, 2))
        return dots

    def toward(xx: Array, yy: Array) -> Array:
        dots: Array = 0.6 * smooth(h * 0.01, -h * 0.07, xx - x) * smooth(-0.3, 0.5, n.fbm(xx / 7, yy / 10, 2))
        return dots

    s.stipple(p, shade, away, 0.85)
    s.stipple(p, light, toward, 0.9)


def petals(
    s: Sheet,
    cx: float,
    cy: float,
    r: float,
    count: int,
    ink: Colour,
    shade: Colour,
    turn: float = 0.0,
    fat: float = 0.36,
) -> None:
    """Lay a round of petals, darker towards the middle."""
    t = np.linspace(0, np.pi, 22)
    along, across = r * (0.12 + 0.88 * (1 - np.cos(t)) / 2), r * fat * np.sin(t) ** 0.75
    one = np.concatenate([np.stack([along, across], 1), np.stack([along, -across], 1)[::-1]])
    for k in range(count):
        a = turn + 2 * np.pi * k / count
        m = np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]])
        p = s.poly(one @ m + [cx, cy], ink)
        s.stipple(p, shade, lambda x, y: 0.9 * smooth(r * 0.75, r * 0.1, np.hypot(x - cx, y - cy)), 0.9)


def rose(s: Sheet, cx: float, cy: float, r: float, inks: tuple[str, str, str, str], turn: float = 0.0) -> None:
    """Lay a truck painter's rose: three rounds of petals and an eye."""
    petals(s, cx, cy, r, 8, inks[0], inks[3], turn, 0.40)
    petals(s, cx, cy, r * 0.74, 8, inks[1], inks[0], turn + 0.39, 0.40)
    petals(s, cx, cy, r * 0.46, 6, inks[2], inks[1], turn, 0.42)
    s.disc(cx, cy, r * 0.13, "#e3a32b")
    s.disc(cx, cy, r * 0.06, inks[3])


def leaf(s: Sheet, x: float, y: float, length: float, angle: float, ink: Colour, vein: Colour) -> None:
    """Lay a bent leaf with one dark half."""
    t = np.linspace(0, 1, 24)
    w = 0.24 * length * np.sin(np.pi * t) ** 0.8 * (1 - 0.35 * t)
    bend = 0.12 * length * np.sin(np.pi * t)
    m = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    a, b = np.stack([length * t, bend + w], 1), np.stack([length * t, bend - w], 1)
    s.poly(np.concatenate([a, b[::-1]]) @ m + [x, y], ink)
    half = np.concatenate([a, np.stack([length * t, bend], 1)[::-1]]) @ m + [x, y]
    s.poly(half, mix(ink, "#0f2f35", 0.28))
    s.line(np.stack([length * t, bend], 1) @ m + [x, y], np.linspace(2.6, 0.8, 24), vein)


# ---------------------------------------------------------------- people
def figure(
    s: Sheet,
    x: float,
    base: float,
    h: float,
    cloth: Colour,
    scarf: Colour,
    shadow: tuple[float, float] = (0.9, 0.13),
    dark: Colour = "#4a2429",
    light: int = -1,
) -> None:
    """Stand a small person in long clothes; the shadow falls by (dx, dy) in heights, light = -1 comes from the left."""
    dx, dy = shadow[0] * h, shadow[1] * h
    w = h * 0.07
    end = [(x + dx, base + dy - w * 0.5), (x + dx, base + dy + w * 0.5)]
    fall = s.shape([(x - w, base), *end, (x + w, base + w * 0.6)])
    s.stipple(fall, dark, 0.75, 0.8)

    def q(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x - light * u * h, base + v * h) for u, v in points]

    s.poly(q((-0.13, 0), (-0.11, -0.62), (-0.05, -0.78), (0.07, -0.78), (0.13, -0.6), (0.15, 0)), cloth)
    s.poly(q((0.03, 0), (0.06, -0.76), (0.13, -0.6), (0.15, 0)), mix(cloth, dark, 0.4))
    s.poly(q((-0.12, -0.5), (-0.08, -0.8), (0.1, -0.8), (0.14, -0.55), (0, -0.66)), scarf)
    s.disc(x - light * h * 0.01, base - h * 0.88, h * 0.075, "#4b2c26", h * 0.095)
