"""A scene of the Kalasha valleys: rows of cowries and beads on black cloth."""

from __future__ import annotations

import numpy as np
from hand import Sheet, ring
from ink import Array, Colour, mix, smooth, stops
from shapes import curve

TURN = np.radians(-24)
MIDDLE = np.array([610.0, 470.0])
HALF = 176.0  # half the width of the band
BEADS = ("#c8452f", "#e3a32b", "#2b7fae", "#f3e3c0", "#2f8f6a", "#e0703c")


def _on(u: float | Array, v: float | Array) -> Array:
    """Return the places on the sheet of points along and across the band, which sags a little."""
    v = np.asarray(v) + 26 * np.sin(np.asarray(u) / 420 + 0.4)
    c, d = np.cos(TURN), np.sin(TURN)
    return np.stack([MIDDLE[0] + u * c - v * d, MIDDLE[1] + u * d + v * c], -1)


def _robe(s: Sheet) -> None:
    """Black cloth in long soft folds, with lines of coloured stitches that follow them."""
    n = s.noise
    s.lay(s.region(), "#1b1d2e")

    def fold(x: Array, y: Array) -> Array:
        q = 0.80 * x - 0.60 * y + 60 * np.sin((0.6 * x + 0.8 * y) / 330) + 20 * n.fbm(x / 260, y / 260, 2)
        height: Array = np.sin(q / 118) + 0.45 * np.sin(q / 51 + 1.3)
        return height

    s.stipple(
        s.region(), "#4d5878", lambda x, y: 0.72 * smooth(0.35, 1.35, fold(x, y)) * smooth(1300, 300, x + 0.5 * y), 0.75
    )
    s.stipple(
        s.region(), "#8c9ab4", lambda x, y: 0.4 * smooth(0.95, 1.45, fold(x, y)) * smooth(1100, 200, x + 0.5 * y), 0.7
    )
    s.stipple(s.region(), "#0c0d1a", lambda x, y: 0.9 * smooth(-0.3, -1.2, fold(x, y)), 0.85)
    s.stipple(s.region(), "#0c0d1a", lambda x, y: 0.4 * (np.mod(x + y, 5.2) < 1.4) + 0 * x, 0.5)
    for k, ink in enumerate(("#e3a32b", "#c8452f", "#e3a32b")):
        t = np.linspace(-60, 860, 90)
        x = 966 + 26 * k + 0.36 * (t - 400) + 16 * np.sin(t / 74)
        for i in range(0, 88, 2):
            a, b = np.array([x[i], t[i]]), np.array([x[i + 1], t[i + 1]])
            s.line(np.array([a, b]) + np.array([2, 3]), 8, "#0c0d1a", 0.6)
            s.line([a, b], 7.5, ink)
            s.line(np.array([a, b]) - np.array([1.4, 0]), 2.2, mix(ink, "#fff6d8", 0.55), 0.9)


def _ground(s: Sheet) -> None:
    """The band itself: felted cloth with a red border, and its shadow on the robe."""
    u = np.linspace(-860, 860, 120)
    top, low = _on(u, np.full(120, -HALF)), _on(u, np.full(120, HALF))
    outline = np.concatenate([top, low[::-1]])
    s.stipple(s.shape(outline + np.array([22, 34])), "#05060f", 0.85, 0.8)
    for grow, ink in ((0.0, "#5e1c26"), (9.0, "#b5322c"), (20.0, "#f0c25c"), (25.0, "#14182c")):
        a, b = _on(u, np.full(120, grow - HALF)), _on(u, np.full(120, HALF - grow))
        p = s.poly(np.concatenate([a, b[::-1]]), ink)
    n = s.noise
    s.stipple(p, "#39456a", lambda x, y: 0.55 * smooth(-0.2, 0.6, n.fbm(x / 5, y / 5, 2)) * smooth(1200, 200, x), 0.7)


def _cowrie(s: Sheet, x: float, y: float, r: float, turn: float, seed: float) -> None:
    """A cowrie sewn on with its mouth up; r is half its length."""
    c, d = np.cos(turn), np.sin(turn)
    t = np.linspace(0, 2 * np.pi, 44)
    a, b = r * np.cos(t), r * 0.70 * np.sin(t) * (1 - 0.16 * np.cos(t))
    edge = np.stack([x + a * c - b * d, y + a * d + b * c], 1)
    s.poly(edge + np.array([r * 0.16, r * 0.26]), "#05060f", 0.7)
    warm = 0.5 + 0.5 * float(np.sin(seed * 12.9))
    p = s.poly(edge, mix("#f6ead2", "#ecd6ae", warm))
    s.stipple(p, "#b58a6a", lambda gx, gy: 1.0 * smooth(0.25, 1.05, ((gx - x) * 0.55 + (gy - y) * 0.85) / r), 0.85)
    s.stipple(p, "#fffdf4", lambda gx, gy: 0.95 * smooth(-0.25, -0.8, ((gx - x) * 0.6 + (gy - y) * 0.8) / r), 0.9)
    q = np.linspace(-0.82, 0.82, 22)
    slit = np.stack([q * r, 0.10 * r * np.sin(q * 2.6)], 1) @ np.array([[c, d], [-d, c]]) + np.array([x, y])
    s.line(slit, r * 0.17 * np.sqrt(np.clip(1 - (q / 0.86) ** 2, 0.02, 1)), "#4a2b2a")
    for k in range(3, 20, 2):
        for e in (-1, 1):
            tooth = slit[k] + e * np.array([-d, c]) * r * np.array([0.06, 0.19])[:, None]
            s.line(tooth, r * 0.05, "#8a5a48", 0.9)


def _bead(s: Sheet, x: float, y: float, r: float, ink: Colour) -> None:
    s.disc(x + r * 0.3, y + r * 0.5, r, "#05060f", alpha=0.7)
    s.disc(x, y, r, mix(ink, "#14182c", 0.45))
    s.disc(x - r * 0.10, y - r * 0.12, r * 0.84, ink)
    s.disc(x - r * 0.34, y - r * 0.38, r * 0.28, mix(ink, "#ffffff", 0.75))


def _button(s: Sheet, x: float, y: float, r: float) -> None:
    """A domed brass button in a round of cowries."""
    for k in range(9):
        a = 2 * np.pi * k / 9 + 0.2
        _cowrie(s, x + 1.62 * r * np.cos(a), y + 1.62 * r * np.sin(a), r * 0.50, a, k + x)
    s.disc(x + 3, y + 6, r, "#05060f", alpha=0.7)
    s.disc(x, y, r, "#8a5a1e")
    p = s.disc(x, y, r * 0.93, "#e3a32b")
    s.stipple(p, "#8a5a1e", lambda gx, gy: 1.0 * smooth(0.0, 1.1, ((gx - x) + (gy - y)) / (1.4 * r)), 0.9)
    s.stipple(p, "#fff3c8", lambda gx, gy: 0.95 * smooth(-0.2, -0.8, ((gx - x) + (gy - y)) / (1.4 * r)), 0.9)
    s.line(ring(x, y, r * 0.62, r * 0.62), 2.4, "#8a5a1e", 0.8)


def cowries(s: Sheet) -> None:
    """A sewn band across a robe; the light comes from the upper left."""
    _robe(s)
    _ground(s)
    c = float(TURN)
    for v, step, lean in ((-118.0, 39.0, 1.5708), (118.0, 39.0, 1.5708)):
        for k in range(-20, 21):
            x, y = _on(k * step, v)
            _cowrie(s, float(x), float(y), 26, c + lean, k + v)
    for v in (-76.0, 76.0, -152.0 + 6, 152.0 - 6):
        small = abs(v) > 100
        for k in range(-58, 59):
            x, y = _on(k * 13.4, v)
            ink = BEADS[(k // (2 if small else 3)) % len(BEADS)]
            _bead(s, float(x), float(y), 5.6 if small else 6.3, ink)
    for k in range(-4, 5):
        x, y = _on(k * 190.0, 0.0)
        _button(s, float(x), float(y), 30)
        for e, ink in ((-1, "#c8452f"), (0, "#f3e3c0"), (1, "#2b7fae")):
            for j in range(5):
                bx, by = _on(k * 190.0 + 95 + e * 13.4, (j - 2) * 20.0)
                _bead(s, float(bx), float(by), 8.2, ink)
    edge = _on(np.linspace(-860, 860, 130), np.full(130, HALF + 3))
    for k in range(2, 128, 3):
        drop = curve(edge[k], edge[k] + (3, 16), edge[k] + (5, 32), n=5)
        s.line(drop, 3, "#f0c25c")
        _bead(s, float(drop[-1][0]), float(drop[-1][1]), 7.4, BEADS[k % len(BEADS)])
    s.stipple(s.region(), "#0a0b18", lambda x, y: 0.5 * smooth(1050, 1650, x + 0.8 * y), 0.6)
    s.lay(s.region(), lambda x, y: stops(y / 800, (0, "#fff0d0"), (1, "#fff0d0")), 0.03)
