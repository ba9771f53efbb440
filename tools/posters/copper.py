"""A scene of Peshawar: a coppersmith's corner, a great pot on its side and the hammer that rounded it."""

from __future__ import annotations

import numpy as np
from hand import Field, Sheet, ring
from ink import Array, chance, mix, palette, smooth
from shapes import curve

COPPER = palette("#3b1a26", "#6e2a2a", "#a5452f", "#d2703f", "#f0a062", "#fbd29a", "#fff3d8")
TIN = palette("#2a2740", "#4d4a5f", "#7d7a86", "#b5afab", "#e6ddcb", "#fff8e8")
POT = (432.0, 440.0, 300.0)
POLE = np.array([-0.26, -0.10, 0.96]) / 0.9997


def _below(y: float) -> Field:
    """Return the shade under a shelf."""
    return lambda a, b: 0.9 * smooth(y + 50, y + 12, b)


def _shop(s: Sheet) -> None:
    """A dim wall with two shelves; the light of the lane comes in from the left."""
    s.lay(s.region(), "#2d2440")
    n = s.noise
    s.stipple(s.region(), "#8a4f46", lambda x, y: 0.95 * smooth(820, 60, np.hypot(x + 60, (y - 330) * 1.1)), 0.6)
    s.stipple(s.region(), "#d18a5c", lambda x, y: 0.7 * smooth(380, -80, np.hypot(x + 60, (y - 330) * 1.1)), 0.5)
    s.stipple(
        s.region(), "#1c1a33", lambda x, y: 0.7 * smooth(700, 1250, x + 0.3 * y + 60 * n.fbm(x / 90, y / 90, 3)), 0.8
    )
    for y in (176.0, 372.0):
        s.box(760, y, 1205, y + 14, "#6b3b36")
        s.box(760, y, 1205, y + 3, "#c07a52")
        p = s.shape([(760, y + 14), (1205, y + 14), (1205, y + 46), (790, y + 46)])
        s.stipple(p, "#14142a", _below(y), 0.8)


def _turned(s: Sheet, cx: float, base: float, k: float, side: tuple[tuple[float, float], ...], tones: Array) -> None:
    """Stand a vessel turned about its middle; side is (half width, height) from the foot up."""
    edge = curve(*side, n=12) * k
    outline = np.concatenate([np.stack([cx - edge[:, 0], base - edge[:, 1]], 1),
                              np.stack([cx + edge[:, 0], base - edge[:, 1]], 1)[::-1]])  # fmt: skip
    p = s.poly(outline, tones[1])
    x, y = s.xy(p)
    half = np.interp(base - y, edge[:, 1], edge[:, 0])
    q = (x - cx) / np.maximum(half, 1)
    level = (
        0.16 + 0.62 * smooth(0.75, -0.5, q) - 0.3 * smooth(-0.62, -1.0, q) + 0.3 * smooth(0.16, 0.0, np.abs(q + 0.46))
    )
    slope = np.interp(base - y, edge[:, 1], np.gradient(edge[:, 0], edge[:, 1] + 1e-3 * np.arange(len(edge))))
    s.lay(p, tones[s.steps(p, np.clip(level - 0.10 * np.clip(slope, -1.5, 1.5), 0, 0.98), len(tones), 0.8)])


def _shelves(s: Sheet) -> None:
    jug = ((0.3, 0), (0.5, 0.2), (0.52, 0.45), (0.26, 0.72), (0.2, 0.86), (0.3, 1.0))
    bowl = ((0.24, 0), (0.3, 0.06), (0.62, 0.3), (0.74, 0.52), (0.78, 0.56))
    urn = ((0.34, 0), (0.2, 0.1), (0.2, 0.16), (0.5, 0.4), (0.54, 0.7), (0.3, 0.9), (0.16, 1.0), (0.05, 1.12))
    for cx, base, k, side, tones in (
        (850, 176, 104, jug, COPPER), (962, 176, 78, bowl, TIN), (1066, 176, 120, urn, COPPER),
        (1170, 176, 92, jug, TIN),
        (872, 372, 84, bowl, COPPER), (1010, 372, 132, urn, TIN), (1118, 372, 110, jug, COPPER),
        (1212, 372, 90, bowl, COPPER),
    ):  # fmt: skip
        _turned(s, cx, base, k, side, tones[:-1])


def _floor(s: Sheet) -> None:
    p = s.box(-5, 664, 1205, 805, "#5a3336")
    n = s.noise
    s.stipple(p, "#a5674b", lambda x, y: 0.85 * smooth(760, 0, x) * smooth(-0.5, 0.4, n.fbm(x / 160, y / 12, 3)), 0.7)
    s.stipple(p, "#2b1c30", lambda x, y: 0.8 * smooth(500, 1150, x) + 0.4 * smooth(740, 810, y), 0.8)
    s.box(-5, 660, 1205, 665, "#d18a5c", 0.5)


def _pot(s: Sheet) -> None:
    """The pot lies with its bottom to us: rings of hammer marks, each a small dish that catches light."""
    cx, cy, r = POT
    fall = s.shape(ring(cx + 150, 726, 330, 40))
    s.stipple(fall, "#180f22", lambda x, y: 1.1 * smooth(1, 0.3, np.hypot((x - cx - 150) / 330, (y - 726) / 40)), 0.85)
    for aside, rx, tone in ((204, 168, 1), (196, 160, 3), (176, 150, 1)):  # the lip behind the belly
        lip = s.poly(ring(cx + aside, cy - 4, rx, 262, 200), COPPER[tone])
        s.stipple(lip, "#2a1426", lambda x, y: 0.9 * smooth(cy - 60, cy + 250, y), 0.8)
    p = s.shape(ring(cx, cy, r, r, 300))
    x, y = s.xy(p)
    dx, dy = (x - cx) / r, (y - cy) / r
    nz = np.sqrt(np.clip(1 - dx**2 - dy**2, 0, 1))
    level = 0.10 + 0.80 * np.clip(-0.58 * dx - 0.50 * dy + 0.64 * nz, -0.1, 1)
    # rings round the pole, which is turned a little to the left of us
    polar = np.arccos(np.clip(POLE[0] * dx + POLE[1] * dy + POLE[2] * nz, -1, 1)) / 0.105
    band = np.floor(polar)
    count = np.maximum(np.round(2 * np.pi * np.sin((band + 0.5) * 0.105) / 0.115), 1)
    turn = np.arctan2(dy - POLE[1], dx - POLE[0]) / (2 * np.pi) + 0.5 + chance(band, 3.0, 5.0)
    cell = np.floor(turn * count)
    a, b = (turn * count - cell - 0.5) * 2, (polar - band - 0.5) * 2  # along and outwards within a mark
    away = np.maximum(np.hypot(dx - POLE[0], dy - POLE[1]), 1e-3)
    c, d = (dx - POLE[0]) / away, (dy - POLE[1]) / away
    sx, sy = b * c - a * d, b * d + a * c
    dish = 0.15 * (0.6 * sx + 0.55 * sy) * smooth(1.25, 0.8, np.hypot(a, b))
    tint = (chance(np.mod(cell, count), band, 9.0) - 0.5) * 0.10
    glint = 0.3 * smooth(0.46, 0.15, np.hypot(dx + 0.40, dy + 0.38)) * smooth(0.3, 0.9, 0.6 * sx + 0.6 * sy)
    bounce = 0.24 * smooth(0.84, 1.0, np.hypot(dx, dy)) * smooth(0.1, 0.8, dy - 0.2 * dx)
    s.lay(p, COPPER[s.steps(p, level + dish + tint + glint + bounce, len(COPPER), 0.7)])
    s.line(ring(cx, cy, r - 2, r - 2, 300), 5, "#3b1a26", 0.8)
    s.line(ring(cx - 1, cy - 2, r - 8, r - 8, 300)[140:240], 2.5, "#fbd29a", 0.9)


def _handle(s: Sheet, x: float, y: float, k: float) -> None:
    """A riveted ring that hangs from the shoulder of the pot."""
    s.line(ring(x + 6, y + 8, 44 * k, 52 * k), 13 * k, "#180f22", 0.5)
    s.line(ring(x, y, 44 * k, 52 * k), 14 * k, "#7a4a24")
    s.line(ring(x - 1, y - 2, 44 * k, 52 * k), 7 * k, "#e3a32b")
    s.line(ring(x - 2, y - 3, 44 * k, 52 * k)[55:95], 3 * k, "#fff0c0")
    s.box(x - 26 * k, y - 66 * k, x + 26 * k, y - 42 * k, "#a5452f")
    for e in (-15, 15):
        s.disc(x + e * k, y - 55 * k, 5 * k, "#fbd29a")


def _hammer(s: Sheet) -> None:
    """A planishing hammer lies across a block of wood."""
    top = ring(930, 640, 132, 34)
    s.stipple(s.shape(ring(1000, 742, 190, 30)), "#180f22", 0.8, 0.8)
    t = np.linspace(np.pi, 0, 30)
    foot = np.stack([930 + 132 * np.cos(t), 730 + 34 * np.sin(t)], 1)
    p = s.poly(np.concatenate([[(798, 640), (798, 730)], foot, [(1062, 640)]]), "#6b4030")
    s.stipple(p, "#2f1d28", lambda x, y: 0.95 * smooth(860, 1040, x) + 0.3 * (np.mod(x, 13) < 3), 0.85)
    s.stipple(p, "#b97a4c", lambda x, y: 0.8 * smooth(880, 800, x), 0.8)
    q = s.poly(top, "#c08a5a")
    away = s.xy(q)
    rings = np.hypot((away[0] - 922) / 132, (away[1] - 640) / 34) + 0.05 * s.noise.fbm(away[0] / 30, away[1] / 9, 2)
    s.stipple(q, "#7a4a34", lambda x, y: 0.75 * (np.mod(rings * 8, 1) < 0.28) + 0.3 * smooth(930, 1060, x), 0.8)
    handle = curve((742, 706), (860, 662), (960, 622), (1010, 602), n=20)
    s.line(handle + np.array([6, 12]), 20, "#2f1d28", 0.6)
    s.line(handle, np.linspace(24, 17, len(handle)), "#8a5634")
    s.line(handle + np.array([-1, -5]), 5, "#e9b478")
    head = curve(
        (948, 560), (968, 548), (1010, 596), (1046, 640), (1050, 662), (1028, 664), (992, 622), (948, 560), n=14
    )
    s.poly(head + np.array([7, 10]), "#180f22", 0.5)
    h = s.poly(head, TIN[1])
    s.stipple(
        h, mix(TIN[4], "#ffffff", 0.2), lambda x, y: 0.9 * smooth(22, -8, (x - 968) * 0.72 - (y - 560) * 0.7 + 16), 0.9
    )


def copper_pots(s: Sheet) -> None:
    """The pot in the light of the lane, smaller vessels on shelves behind it."""
    _shop(s)
    _shelves(s)
    _floor(s)
    _pot(s)
    _handle(s, 668, 300, 1.0)
    _hammer(s)
    s.glow("#ffd9a0", 40, 180, 240, 0.5, 0.6)
