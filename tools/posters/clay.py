"""A scene of Hingol: a mud volcano between clay hills and the Arabian Sea."""

from __future__ import annotations

import numpy as np
from coast import cliff
from hand import HEIGHT, Profile, Sheet, ring
from ink import Array, Noise, mix, palette, rgb, smooth
from shapes import curve, figure

GREYS = ("#f7ecdc", "#e6d9cb", "#cabfba", "#a59fa6", "#7f7d8c", "#5d5c70")
CX, CY, RX, RY = 430.0, 322.0, 112.0, 27.0  # the crater's rim
HORIZON = 236.0


def mud_volcano(s: Sheet) -> None:
    """A grey cone seen from its neighbour: the crater's dark pool, a path, walkers on the rim; light from the left."""
    s.sky((0, "#7fa7b8"), (0.14, "#b7cfcb"), (0.24, "#ead9c0"), (0.32, "#f6dfbb"))
    s.clouds("white", 30, 190, 41, 0.40, 0.75)
    s.glow("#fff3d4", 60, 190, 190, 0.7)
    _sea(s)
    _plain(s)
    _hills(s)
    _cone(s)
    _crater(s)
    _path(s)
    _foreground(s)


def _sea(s: Sheet) -> None:
    n = s.noise
    s.box(-5, HORIZON, 1205, 330, "#6fb4b2")

    def band(k: int, at: float, ink: str) -> None:
        s.land(lambda x: at + (0.6 + k * 0.5) * n.fbm(x / (70 + 20 * k), k, 3), ink, 330)

    for k, (at, ink) in enumerate(((236, "#a9d2c8"), (242, "#74b8b6"), (252, "#3f979d"), (268, "#2d8490"), (284, "#4c9da0"))):
        band(k, at, ink)

    def glitter(x: Array, y: Array) -> Array:
        wide = 60 + 2.4 * (y - HORIZON)
        dots: Array = 0.8 * np.exp(-(((x - 70) / wide) ** 2)) * (n.fbm(x / 30, y / 2.4, 3) > 0.1)
        return dots

    sea = s.region(y0=HORIZON, y1=300)
    s.stipple(sea, "#fbf3d8", glitter, 0.9)
    s.stipple(sea, "#d5ece0", lambda x, y: 0.5 * (n.fbm(x / 50 + 9, y / 2.6, 3) > 0.6), 0.9)


def _plain(s: Sheet) -> None:
    """The beach and the dusty plain between sea and hills."""
    n = s.noise
    s.land(lambda x: 291 + 4 * n.fbm(x / 120, 3, 3) + 8 * np.sin(x / 210), "#f4f0df")
    p = s.land(lambda x: 294 + 4 * n.fbm(x / 120, 3, 3) + 8 * np.sin(x / 210), "#ecd6b0")
    s.stipple(p, "#c3a889", lambda x, y: 0.5 * smooth(0.1, 0.8, n.fbm(x / 70, y / 5, 3)) * (y < 480), 0.7)
