"""A scene of Sehwan: oil lamps on a ledge before a wall of mirrors."""

from __future__ import annotations

import numpy as np
from hand import Sheet, ring
from ink import Array, chance, mix, palette, smooth, stops
from shapes import curve, star8

FLAMES = ((300.0, 470.0), (610.0, 448.0), (930.0, 474.0))
GLASS = palette("#141a3c", "#22305e", "#3a568a", "#6f8fae", "#c98f5a", "#f3bd62", "#ffe3a0", "#fffbe6")
CELL = 132.0


def _nearness(x: Array, y: Array) -> Array:
    """Return how much of the lamps a place sees, from 0 to 1."""
    near = np.zeros(np.shape(x), np.float32)
    for fx, fy in FLAMES:
        near = np.maximum(near, np.exp(-(np.hypot((x - fx) / 210, (y - fy + 40) / 250) ** 1.5)))
    return near


def _mirrors(s: Sheet) -> None:
    """Stars and what lies between them, each cut into small mirrors that look their own way."""
    part = s.region(y1=590)
    x, y = s.xy(part)
    i, j = np.floor(x / CELL), np.floor((y + 40) / CELL)
    u, v = x / CELL - i - 0.5, (y + 40) / CELL - j - 0.5
    out = star8(u, v, 0.33)
    inner = star8(u, v, 0.15)
    turn = np.arctan2(v, u)
    wedge = np.floor((turn / (2 * np.pi) + 0.5) * 8 + 0.5 * (out < 0)) % 8
    ring_ = np.where(inner < 0, 0, np.where(out < 0, 1, 2))
    small = np.where(ring_ == 2, np.floor(u * 4 + 8) + 16 * np.floor(v * 4 + 8), wedge)
    tilt = chance(i * 9 + small, j * 7 + ring_ * 3.3, 4.0)
    # each mirror is one flat tone: it shows the lamps or the dusk, by how it is turned
    mid_x, mid_y = (i + 0.5 + 0.32 * np.cos(turn)) * CELL, (j + 0.5 + 0.32 * np.sin(turn)) * CELL - 40
    near = _nearness(mid_x, mid_y)
    level = 0.06 + 0.30 * tilt + 0.78 * near * smooth(0.15, 0.75, tilt) + 0.16 * near
    level = level + 0.05 * (u * np.cos(tilt * 9) + v * np.sin(tilt * 9))
    s.lay(part, GLASS[s.steps(part, np.clip(level, 0, 1), len(GLASS), 0.35)])
    spoke = np.abs(np.mod((turn / (2 * np.pi) + 0.5) * 8 + 0.5 * (out < 0), 1) - 0.5) > 0.5 - 0.012 / np.maximum(
        np.hypot(u, v), 0.05
    )
    grid = (np.abs(np.mod(u * 4, 1) - 0.5) > 0.462) | (np.abs(np.mod(v * 4, 1) - 0.5) > 0.462)
    joint = (np.abs(out) < 0.014) | (np.abs(inner) < 0.010) | ((ring_ == 1) & spoke) | ((ring_ == 2) & grid)
    plaster = stops(_nearness(x, y), (0, "#2b2850"), (0.4, "#7a4f58"), (1, "#f0c890"))
    s.lay(part.only(joint.astype(np.float32)), plaster)
    core = part.only((inner < -0.012).astype(np.float32))
    s.lay(core, mix("#1f7a7c", "#16233f", 0.25), 0.85)
    s.stipple(core, "#7fd0c4", lambda a, b: 0.8 * smooth(0.2, 0.9, _nearness(a, b)), 0.8)
    s.stipple(part, "#120f2c", lambda a, b: 0.85 * smooth(0.5, 0.02, _nearness(a, b)) * smooth(340, 20, b), 0.8)


def _ledge(s: Sheet) -> None:
    """A stone ledge on a row of tiles."""
    n = s.noise
    p = s.box(-5, 556, 1205, 652, "#8d5f58")
    s.stipple(p, "#f6c987", lambda x, y: 1.1 * smooth(0.15, 0.9, _nearness(x, y - 80)), 0.85)
    s.stipple(
        p,
        "#3f2a42",
        lambda x, y: 0.7 * smooth(0.45, 0.05, _nearness(x, y - 80)) + 0.2 * (n.fbm(x / 60, y / 8, 3) > 0.4),
        0.8,
    )
    s.box(-5, 646, 1205, 664, "#e2a868")
    s.box(-5, 660, 1205, 668, "#3a2340")
    q = s.region(y0=668)
    x, y = s.xy(q)
    u, v = np.mod(x / 120, 1) - 0.5, (y - 734) / 120
    star = star8(u, v, 0.24)
    leaf = np.hypot(np.mod(x / 120 + 0.5, 1) - 0.5, v) - 0.16
    colour = np.where((star < 0)[..., None], palette("#f3e3c0")[0], palette("#1d5f78")[0])
    colour = np.where((star < -0.05)[..., None], palette("#2b8a8c")[0], colour)
    colour = np.where((leaf < 0)[..., None], palette("#16335e")[0], colour)
    colour = np.where((leaf < -0.07)[..., None], palette("#e3a32b")[0], colour)
    s.lay(q, colour * 0.82)
    s.lay(q.only((np.abs(np.mod(x / 120 + 0.5, 1)) < 0.012).astype(np.float32)), "#16233f")
    s.stipple(q, "#131433", lambda a, b: 0.9 * smooth(664, 690, b) * 0.4 + 0.75 * smooth(700, 830, b), 0.8)
    s.stipple(q, "#131433", lambda a, b: 0.9 * smooth(690, 664, b), 0.85)


def _lamp(s: Sheet, x: float, y: float, k: float, flip: int) -> None:
    """A clay lamp with a pinched spout; (x, y) is the foot of its flame."""

    def q(*points: tuple[float, float], n: int = 12) -> Array:
        moved: Array = curve(*points, n=n) * np.array([flip * k, k]) + np.array([x, y])
        return moved

    fall = s.shape(ring(x - flip * 86 * k, y + 100 * k, 150 * k, 24 * k))

    def under(a: Array, b: Array) -> Array:
        return 0.95 * smooth(1.0, 0.2, np.hypot((a - x + flip * 86 * k) / (150 * k), (b - y - 100 * k) / (24 * k)))

    s.stipple(fall, "#2b1a34", under, 0.85)
    bowl = q((6, 6), (-4, 40), (-40, 86), (-90, 98), (-140, 84), (-172, 40), (-176, 12), (-120, 22), (-50, 22), (6, 6))
    p = s.poly(bowl, "#a5562f")
    s.stipple(
        p,
        "#f0a062",
        lambda a, b: 1.0 * smooth(-110 * k, -6 * k, flip * (a - x)) * smooth(y + 76 * k, y + 10 * k, b),
        0.85,
    )
    s.stipple(
        p,
        "#5a2630",
        lambda a, b: 0.95 * smooth(-70 * k, -170 * k, flip * (a - x)) + 0.7 * smooth(y + 56 * k, y + 98 * k, b),
        0.85,
    )
    rim = q((10, 4), (-20, -10), (-90, -18), (-150, -8), (-178, 10), (-150, 26), (-90, 32), (-24, 22), (10, 4))
    s.poly(rim, "#d98a52")
    oil = q((-8, 5), (-28, -2), (-90, -8), (-142, 0), (-162, 11), (-140, 20), (-90, 24), (-30, 16), (-8, 5))
    o = s.poly(oil, "#4a2230")
    s.stipple(o, "#ffcf74", lambda a, b: 1.0 * smooth(-100 * k, -10 * k, flip * (a - x)), 0.85)
    s.line(q((-60, 14), (-24, 8), (2, 0), (2, -10)), 6 * k, "#f3e3c0")
    _flame(s, x, y, k)


def _flame(s: Sheet, x: float, y: float, k: float) -> None:
    for size, ink in ((1.0, "#f28a2e"), (0.78, "#ffc04a"), (0.5, "#fff0b8")):
        t = np.linspace(0, 1, 30)
        half = 25 * size * np.sin(np.pi * t**0.62) ** 1.15
        tip = 118 * size
        left = np.stack([2 - half + 5 * t**2, -4 - tip * t], 1)
        right = np.stack([2 + half + 5 * t**2, -4 - tip * t], 1)
        s.poly(np.concatenate([left, right[::-1]]) * k + np.array([x, y]), ink)
    s.disc(x + 2 * k, y - 10 * k, 5 * k, "#6f6a9a", 9 * k, alpha=0.7)
    s.glow("#ffd27a", x + 2, y - 46 * k, 120 * k, 0.75, 0.6)


def mirror_lamps(s: Sheet) -> None:
    """Three flames, and as many in every small mirror."""
    _mirrors(s)
    _ledge(s)
    _lamp(s, *FLAMES[0], 0.95, 1)
    _lamp(s, *FLAMES[2], 0.92, -1)
    _lamp(s, FLAMES[1][0], FLAMES[1][1] + 44, 1.22, 1)
