"""A scene of Sialkot: a seam of a ball from very near, half drawn shut."""

from __future__ import annotations

import numpy as np
from footballs import DARK, WHITE
from hand import Part, Sheet
from ink import Array, Colour, mix, palette, smooth
from shapes import curve

TURN = np.radians(-19)
MIDDLE = (560.0, 452.0)
FORK = -250.0  # where the seam meets the two seams of the next panel
STEP = 37.0
LINING = palette("#241c2e", "#41323c", "#6b5148")


def _along(x: Array, y: Array) -> tuple[Array, Array]:
    """Return the place along the seam and the distance across it."""
    dx, dy, c, d = x - MIDDLE[0], y - MIDDLE[1], np.cos(TURN), np.sin(TURN)
    return dx * c + dy * d, dy * c - dx * d


def _on(u: float, v: float) -> tuple[float, float]:
    """Return the point of the sheet at a place along and across the seam."""
    c, d = float(np.cos(TURN)), float(np.sin(TURN))
    return MIDDLE[0] + u * c - v * d, MIDDLE[1] + u * d + v * c


def _gap(u: Array | float) -> Array:
    """Return half the width of the seam: drawn shut at the left, open at the right."""
    wide: Array = 2.5 + 96 * smooth(20, 760, np.asarray(u))
    return wide


def _leather(s: Sheet, part: Part, edge: Array, lean: float, tones: Array) -> None:
    """Lay one panel: it curves down towards its edge, and its skin has a fine grain."""
    x, y = s.xy(part)
    n = s.noise
    level = 0.80 - 0.0002 * (x + 0.8 * y)
    level = level + lean * smooth(74, 0, edge) + 0.05 * n.fbm(x / 150, y / 150, 2)
    level = level + 0.055 * n.at(x / 4.2, y / 4.2) - 0.05 * smooth(0.5, 0.9, n.at(x / 9, y / 9))
    level = level - 0.5 * smooth(7, 0, edge)
    s.lay(part, tones[s.steps(part, level, len(tones), 0.8)])


def _hole(s: Sheet, u: float, v: float) -> None:
    x, y = _on(u, v)
    s.disc(x + 0.8, y + 1.2, 7.2, "#f4ead6", 5.4, alpha=0.35)
    s.disc(x, y, 6.4, "#2b2230", 4.8)


def _thread(s: Sheet, points: Array | list[tuple[float, float]], width: float = 7.5) -> None:
    """Lay waxed thread with its shadow and the twist of its strands."""
    p = np.asarray(points, float)
    s.line(p + np.array([4, 6]), width, "#1c1626", 0.45)
    s.line(p, width, "#b59a78")
    s.line(p + np.array([-0.6, -1.0]), width * 0.62, "#f5e6c4")
    run = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(p, axis=0).T))])
    for at in np.arange(4, run[-1] - 2, 8.5):
        x, y = np.interp(at, run, p[:, 0]), np.interp(at, run, p[:, 1])
        s.line([(x - 2.4, y + 2.6), (x + 2.4, y - 2.6)], 1.1, "#8d7258", 0.75)


def _needle(s: Sheet, x: float, y: float, angle: float, length: float) -> None:
    """Lay a needle with its eye at (x, y)."""
    c, d = np.cos(angle), np.sin(angle)
    t = np.linspace(0, 1, 40)
    spine = np.stack([x + length * t * c, y + length * t * d], 1)
    wide = 13 * smooth(-0.06, 0.05, t) * (1 - 0.86 * smooth(0.3, 1, t))
    s.line(spine + np.array([7, 12]), wide, "#1c1626", 0.5)
    s.line(spine, wide, "#59637a")
    s.line(spine + np.array([-0.5, -1.3]), wide * 0.5, "#f4f5f0")
    s.line(spine[2:8], 3.4, "#1c2030")


def _skins(s: Sheet) -> None:
    """Three panels that meet in a fork, and what one sees between them."""
    whole = s.region()
    x, y = s.xy(whole)
    u, v = _along(x, y)
    fork = -(u - FORK) * 0.866 - np.abs(v) * 0.5
    third = fork > 0
    s.lay(whole, LINING[s.steps(whole, 0.1 + 0.9 * smooth(-90, 110, v) * smooth(60, 700, u), 3)])
    gap = _gap(u)
    away = np.abs(v) - gap
    shut = np.abs(fork) - 2.5
    for here, lean, tones in (
        (~third & (v < 0), -0.20, WHITE),
        (~third & (v >= 0), 0.10, DARK),
        (third, -0.16, WHITE),
    ):
        edge = shut if tones is WHITE and here is third else np.minimum(away, shut)
        edge = np.where(third, shut, edge)
        _leather(s, whole.only((here & (edge > 0)).astype(np.float32)), edge, lean, tones)
    under: Array = ((v >= gap) & ~third).astype(np.float32)
    s.stipple(whole.only(under), "#0d1226", lambda a, b: 0.8 * smooth(46, 0, v - gap) * smooth(60, 300, u), 0.8)


def _stitches(s: Sheet, thread: Colour = "#f5e6c4") -> None:
    """Close stitches over the three shut seams."""
    for k in range(17):
        for turn in (2.0944, -2.0944):
            c, d = np.cos(turn), np.sin(turn)
            r = 30 + STEP * k
            a = (FORK + r * c - 17 * d, r * d + 17 * c)
            b = (FORK + (r + 13) * c + 17 * d, (r + 13) * d - 17 * c)
            _thread(s, [_on(*a), _on(*b)], 6.5)
    for k in range(8):
        at = FORK + 34 + STEP * k
        reach = float(_gap(at)) + 18
        _thread(s, [_on(at, -reach), _on(at + 12, reach)], 7)


def football_seam(s: Sheet) -> None:
    """Two panels and the thread between them; the light comes from the upper left."""
    _skins(s)
    places = [FORK + 34 + STEP * k for k in range(8, 24)]
    for at in places:
        reach = float(_gap(at)) + 20
        _hole(s, at, -reach)
        _hole(s, at, reach)
    _stitches(s)
    for at in places[:6]:
        reach = float(_gap(at)) + 20
        _thread(s, [_on(at, -reach), _on(at, reach)])
    last, low = places[6], float(_gap(places[6])) + 20
    upper = curve(_on(last, -low), (900, 236), (968, 130), (806, 72), (690, 112), (598, 166), n=40)
    lower = curve(_on(last, low), (900, 560), (1020, 640), (960, 730), (800, 712), n=40)
    _thread(s, upper)
    _thread(s, lower)
    _needle(s, 598, 168, np.radians(158), 330)
    _needle(s, 806, 712, np.radians(187), 330)
    s.stipple(s.region(), mix("#16233f", "#5a3a3a", 0.3), lambda x, y: 0.34 * smooth(900, 1500, x + 0.7 * y), 0.6)
