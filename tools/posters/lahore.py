"""A scene of Lahore: the great mosque over the roofs of the old city at dusk."""

from __future__ import annotations

import numpy as np
from hand import HEIGHT, WIDTH, Sheet
from ink import Colour, mix, smooth
from shapes import arch, dome, minaret


def lahore_dusk(s: Sheet) -> None:
    """Domes and minarets over four rows of roofs, lamps and paper kites; the sun is on the left."""
    s.sky((0, "#1d2b5c"), (0.2, "#4b4482"), (0.38, "#a45a80"), (0.52, "#e58a6e"), (0.64, "#f8c081"), (0.8, "#fde0a6"))
    s.clouds("#f3a183", 120, 400, 23, 0.46, 0.6)
    s.disc(362, 410, 66, "#fff0c8")
    s.glow("#ffe2a4", 362, 410, 170, 0.75, 0.7)
    rng = np.random.default_rng(77)
    for _ in range(70):
        x, y = rng.uniform(0, 1200), rng.uniform(0, 210)
        s.disc(x, y, rng.uniform(0.5, 1.3), "#f6dcc0", alpha=0.8 * (1 - y / 240))
    roofs(s, 520, "#c87a76", "#d98f7c", "#f8c890", 60, 6, lit=0.0, small=True)
    for cx, r in ((130, 17), (168, 24), (206, 17), (1092, 16)):
        dome(s, cx, 500, r, r * 1.5, "#d08a80", "#bd7376", "#a9656f")
    s.haze("#f6b487", 470, 600, 0.7)
    _mosque(s)
    s.haze("#d6786e", 560, 690, 0.55, 0.8)
    roofs(s, 612, "#6c3a62", "#8d4a66", "#ffcf7a", 86, 9, lit=0.22)
    roofs(s, 672, "#40295a", "#5a3363", "#ffc564", 112, 13, lit=0.34)
    roofs(s, 738, "#211d45", "#31265a", "#ffb94f", 150, 19, lit=0.42, jali=True)
    for x, y, r, ink, a in (
        (214, 182, 17, "#f3d6b4", 0.3),
        (446, 118, 12, "#e3a32b", -0.4),
        (300, 282, 9, "#9c2c26", 0.2),
        (902, 118, 11, "#f0b9a0", 0.5),
    ):
        _kite(s, x, y, r, ink, a)


def _mosque(s: Sheet) -> None:
    lit, mid, dark, cap = "#c8674f", "#9a4650", "#6a3150", "#f7d3ad"
    for x, top in ((566, 232), (1068, 232)):
        minaret(s, x, 610, top, 25, lit, mid, dark, cap)
    p = s.box(600, 480, 1036, 620, mid)
    s.stipple(p, lit, lambda x, y: 1.0 * smooth(900, 620, x), 1)
    s.stipple(p, dark, lambda x, y: 0.8 * smooth(800, 1040, x), 0.9)
    for cx, base, r, h in ((706, 470, 48, 92), (930, 470, 48, 92), (818, 440, 66, 128)):
        dome(s, cx, base, r, h, "#fff1d8", "#dfa796", "#8a5b84")
    p = s.box(752, 436, 884, 620, mid)
    s.stipple(p, lit, lambda x, y: 1.0 * smooth(850, 760, x), 1)
    s.box(748, 432, 888, 439, "#f3c9a0")
    s.poly(arch(818, 620, 84, 150), "#f6d0a0")
    s.poly(arch(820, 620, 70, 136), "#4a2a50")
    for cx in (626, 664, 702, 738, 900, 938, 976, 1014):
        s.poly(arch(cx, 620, 27, 88), "#eebd92")
        s.poly(arch(cx + 1, 620, 20, 78), "#572d50")
    for k in range(34):
        left = 604 + 13 * k
        if not 744 < left < 886:
            merlon = [(left, 481), (left, 474), (left + 3.5, 468), (left + 7, 474), (left + 7, 481)]
            s.poly(merlon, "#d98a70")
    for x, top in ((600, 404), (1036, 404), (752, 396), (884, 396)):
        minaret(s, x, 480 if top == 404 else 440, top, 11, lit, mid, dark, cap)


def _kite(s: Sheet, x: float, y: float, r: float, ink: str, turn: float) -> None:
    """A paper kite and its string, which runs down to somebody's roof."""
    c, d = np.cos(turn), np.sin(turn)
    corners = ((0, -1.15), (0.95, 0), (0, 1.15), (-0.95, 0))
    points = [(x + r * (c * u - d * v), y + r * (d * u + c * v)) for u, v in corners]
    s.poly(points, ink)
    s.poly(points[:3], mix(ink, "#55365f", 0.35))
    t = np.linspace(0, 1, 40)
    s.line(np.stack([x + t * (150 if x < 800 else -120), y + r + 420 * t**1.6], 1), 0.8, "#f7d9b8", 0.45)


def roofs(
    s: Sheet,
    base: float,
    wall: Colour,
    face: Colour,
    glow: Colour,
    step: float,
    seed: int,
    lit: float = 0.2,
    small: bool = False,
    jali: bool = False,
) -> None:
    """Build a band of stacked houses: parapets, hanging balconies, a few lamps."""
    rng = np.random.default_rng(seed)
    x = -30.0
    while x < WIDTH + 20:
        w = step * rng.uniform(0.55, 1.15)
        h = step * rng.uniform(0.15, 0.75) * (0.45 if small else 1)
        top = base - h
        s.box(x, top, x + w, HEIGHT, wall)
        s.box(x, top, x + w * 0.34, HEIGHT, face)
        s.box(x - 2, top - 3, x + w + 2, top + 2, mix(face, glow, 0.25))
        if rng.random() < 0.5:
            s.box(x + w * 0.5, top - step * 0.16, x + w * 0.8, top, wall)
            s.box(x + w * 0.48, top - step * 0.18, x + w * 0.82, top - step * 0.15, face)
        if jali:
            for k in np.arange(x + 4, x + w - 6, 9):
                s.box(k, top - 12, k + 5, top - 3, face)
            s.box(x, top - 14, x + w, top - 11, face)
        if not small:
            _windows(s, rng, x, top, w, step, wall, glow, lit)
            if rng.random() < 0.45:
                _balcony(s, x + w * 0.3, top + step * 0.16, step * 0.34, wall, face, glow)
        x += w * rng.uniform(0.86, 1.02)


def _windows(
    s: Sheet,
    rng: np.random.Generator,
    x: float,
    top: float,
    w: float,
    step: float,
    wall: Colour,
    glow: Colour,
    lit: float,
) -> None:
    cell = step * 0.2
    for i in range(int(w // cell)):
        for j in range(3):
            cx, cy = x + cell * (i + 0.5), top + cell * (0.75 + 1.25 * j)
            on = rng.random() < lit
            ink = mix(glow, "#e2703a", rng.random() * 0.45) if on else mix(wall, "#141a2b", 0.35)
            s.poly(arch(cx, cy + cell * 0.42, cell * 0.46, cell * 0.78), ink)


def _balcony(s: Sheet, x: float, y: float, w: float, wall: Colour, face: Colour, glow: Colour) -> None:
    s.poly([(x, y), (x + w, y), (x + w * 0.86, y + w * 0.9), (x + w * 0.14, y + w * 0.9)], mix(wall, "#8a4a3a", 0.5))
    s.poly([(x - 4, y), (x + w * 0.5, y - w * 0.3), (x + w + 4, y)], mix(face, "#8a4a3a", 0.4))
    for k in range(3):
        s.poly(arch(x + w * (0.24 + 0.26 * k), y + w * 0.62, w * 0.18, w * 0.48), glow)
