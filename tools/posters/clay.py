"""A scene of Hingol: a mud volcano between clay hills and the Arabian Sea."""

from __future__ import annotations

import numpy as np
from coast import cliff
from hand import Sheet, ring
from ink import Array, palette, smooth
from shapes import cells, curve, figure

GREYS = ("#f3e8d8", "#ddd1c6", "#bfb5b3", "#9b969f", "#777586", "#575669")
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
    _wash(s)
    _cone(s)
    _crater(s)
    _path(s)
    _foreground(s)


def _sea(s: Sheet) -> None:
    n = s.noise
    s.box(-5, HORIZON, 1205, 330, "#6fb4b2")

    def band(k: int, at: float, ink: str) -> None:
        s.land(lambda x: at + (0.6 + k * 0.5) * n.fbm(x / (70 + 20 * k), k, 3), ink, 330)

    inks = ("#a9d2c8", "#74b8b6", "#3f979d", "#2d8490", "#4c9da0")
    for k, (at, ink) in enumerate(zip((236, 242, 252, 268, 284), inks, strict=True)):
        band(k, at, ink)

    def glitter(x: Array, y: Array) -> Array:
        wide = 60 + 2.4 * (y - HORIZON)
        dots: Array = 0.8 * np.exp(-(((x - 70) / wide) ** 2)) * (n.fbm(x / 30, y / 2.4, 3) > 0.1)
        return dots

    sea = s.region(y0=HORIZON, y1=300)
    s.stipple(sea, "#fbf3d8", glitter, 0.9)
    s.stipple(sea, "#d5ece0", lambda x, y: 0.5 * (n.fbm(x / 50 + 9, y / 2.6, 3) > 0.6), 0.9)


def _plain(s: Sheet) -> None:
    """The beach and the dusty plain between sea and hills, with far ranges."""
    n = s.noise

    def shore(x: Array) -> Array:
        edge: Array = 294 + 4 * n.fbm(x / 120, 3, 3) + 8 * np.sin(x / 210)
        return edge

    s.land(lambda x: shore(x) - 3, "#f4f0df")
    p = s.land(shore, "#e9cfa8")
    far = ["#efdcc0", "#dcc6b0", "#c3b0aa", "#ab9da3"]
    for x0, x1, y0, slope, base, seed in ((690, 1300, 272, -26, 346, 21), (-10, 236, 284, 26, 338, 24)):
        _range(s, x0, x1, y0, slope, base, far, seed)
    s.haze("#ecd4ae", 296, 380, 0.75)

    def fans(x: Array, y: Array) -> Array:
        deep = (y - 280) / 40
        dots: Array = 0.75 * smooth(0.05, 0.7, n.fbm(x / 90 / deep + 3, y / 9 / deep, 3)) * smooth(345, 380, y)
        return dots

    s.stipple(p, "#c9a98a", fans, 0.75)
    s.stipple(p, "#f6e6c8", lambda x, y: 0.55 * (y > 350) * (n.fbm(x / 60 + 20, y / 7, 3) > 0.35), 0.8)


def _hills(s: Sheet) -> None:
    """Clay carved by rain: two spurs on the right."""
    clay = ["#fdf2dc", "#efdcc2", "#d3bcae", "#a8959d", "#7c6f84"]
    s.massif(
        [(1066, 226, 1.15, 0.9), (1004, 268, 1, 0.9), (1150, 196, 1, 0.9), (1262, 214, 0.9, 0.9), (930, 330, 0.7, 1)],
        clay, 51, bottom=452, freq=7.0, rough=0.85, light=1,
    )  # fmt: skip
    _talus(s, 700, 1200, 392, 456)
    s.massif(
        [(1204, 318, 0.95, 0.7), (1120, 372, 0.8, 0.9), (1040, 430, 0.62, 0.9)],
        clay, 52, bottom=556, freq=7.0, rough=0.75, light=1,
    )  # fmt: skip
    _talus(s, 780, 1200, 494, 560)


def _wash(s: Sheet) -> None:
    """A dry river that winds to the beach, and the long shadow of the cone."""
    n = s.noise
    bed = curve(
        (1010, 690), (920, 600), (812, 540), (838, 476), (742, 436), (640, 400), (616, 360), (664, 326), (652, 300)
    )  # fmt: skip
    width = np.interp(bed[:, 1], [300, 690], [3.0, 54.0])
    wash = s.line(bed, width, "#f3e4ca")
    s.stipple(wash, "#c4aa96", lambda x, y: 0.6 * (n.fbm(x / 40, y / 4, 3) > 0.2), 0.8)
    s.stipple(s.line(bed - np.array([0, 0.5]) * width[:, None], width * 0.16, "#b69a86", 0.0), "#a78c80", 0.7, 0.9)
    edge = [(546, 326), (806, 430), (846, 452), (852, 470), (1010, 690), (960, 740), (700, 740)]
    shadow = s.poly(edge, "#9a8794", 0.62)
    s.stipple(shadow, "#786d85", lambda x, y: 0.40 * smooth(1010, 560, x), 0.8)


def _range(s: Sheet, x0: float, x1: float, y0: float, slope: float, base: float, tones: list[str], seed: int) -> None:
    n = s.noise
    middle = (max(x0, 0) + min(x1, 1200)) / 2

    def top(x: Array) -> Array:
        edge: Array = y0 + 15 * n.ridged(x / 66, seed, 4) + slope * smooth(middle - 120, middle + 120, x)
        return edge

    cliff(s, top, x0, x1, base, tones, seed, 11, 0.97)


def _talus(s: Sheet, x0: float, x1: float, y0: float, y1: float) -> None:
    """Dust at the foot of a hill, so that it grows out of the plain."""
    n = s.noise
    part = s.region(x0, y0 - 20, x1, y1)

    def dust(x: Array, y: Array) -> Array:
        dots: Array = 1.35 * smooth(y0, y1 - 10, y + 14 * n.fbm(x / 50, 4, 3))
        return dots

    s.stipple(part, "#e9cfa8", dust, 1.0)


def _spread(d: Array) -> Array:
    """Half the width of the cone, d below its rim."""
    wide: Array = RX + 0.80 * d + 0.0011 * d * d
    return wide


def _cone(s: Sheet) -> None:
    n = s.noise
    part = s.region(y0=CY - 6)
    x, y = s.xy(part)
    d = np.maximum(y - CY, 0)
    rough = 1 + 0.05 * smooth(20, 200, d) * n.fbm(y / 26, np.sign(x - CX) * 3.1, 4)
    a = (x - CX) / (_spread(d) * rough)
    inside = (np.abs(a) < 1) & (y > CY)
    front = (x - CX) ** 2 / RX**2 + (y - CY) ** 2 / RY**2 > 1  # the near lip hides nothing of the crater
    th = np.arcsin(np.clip(a, -1, 1))
    warp = n.fbm(x / 90, y / 90, 3)
    rills = n.ridged(th * 5.2 + 0.22 * warp, d / 520 + 3, 5, 0.6) - 0.8
    fine = n.ridged(th * 16 + 0.5 * warp, d / 160, 3, 0.6) - 0.8
    lobes = n.fbm(th * 2.6 + 4, d / 150 + 0.3 * warp, 3)
    grow = smooth(6, 150, d)
    shade = 0.62 * a + (0.18 + 0.62 * grow) * rills + 0.22 * grow * fine + 0.16 * lobes + 0.05
    tones = palette(*GREYS)
    colour = tones[np.digitize(shade, np.linspace(-0.62, 0.78, 5))]
    cone = s.lay(part.only((inside & front).astype(np.float32)), colour)
    s.stipple(cone, "#4c4b62", lambda u, v: 0.55 * smooth(0.25, 1.0, a) * smooth(0.0, 0.5, rills + 0.4), 0.75)
    s.stipple(cone, "#fff8ea", lambda u, v: 0.45 * smooth(-0.2, -0.9, a) * (rills < 0.1), 0.8)
    # fresh mud that ran over the lip, dark and smooth
    reach = 40 + 190 * smooth(0.1, 0.75, n.fbm(th * 3.1 + 9, 2, 2)) + 210 * np.exp(-(((th - 0.42) / 0.12) ** 2))
    tongue = n.fbm(th * 7 + 2, d / 240, 2) + 1.3 * np.exp(-(((th - 0.42 - 0.02 * warp) / 0.13) ** 2)) > 0.42
    wet = cone.only((tongue & (d < reach)).astype(np.float32))
    s.lay(wet, "#858391", 0.85)
    s.stipple(wet, "#5d5c70", lambda u, v: 0.75 * smooth(-0.1, 0.5, np.sin(th * 40)) * smooth(0, 60, d), 0.8)
    s.stipple(wet, "#c9c4c6", lambda u, v: 0.5 * smooth(0.3, -0.6, np.sin(th * 40)), 0.8)
    s.stipple(cone, "#efdfca", lambda u, v: 0.6 * smooth(560, 720, y + 20 * warp), 0.8)


def _crater(s: Sheet) -> None:
    """The rim, its lit inner wall, and the pool with rings where gas comes up."""
    n = s.noise
    turn = np.linspace(0, 2 * np.pi, 240)
    wave = n.fbm(2.2 * np.cos(turn) + 5, 2.2 * np.sin(turn) + 5, 3)
    outer = ring(CX, CY, RX, RY, 240) + np.stack([3.0 * wave, 2.4 * wave], 1)
    lip = s.poly(outer, "#cabfba")
    s.stipple(lip, "#f7ecdc", lambda x, y: 1.15 * smooth(CX + 60, CX - 60, x), 0.95)
    s.stipple(lip, "#8f8b98", lambda x, y: 0.9 * smooth(CX + 40, CX + 120, x) * (y > CY), 0.9)
    wave = n.fbm(2.6 * np.cos(turn) + 9, 2.6 * np.sin(turn) + 2, 3)
    inner = s.poly(ring(CX, CY + 1, RX - 12, RY - 6, 240) + np.stack([6 * wave, 1.8 * wave], 1), "#8c8894")
    s.stipple(inner, "#5d5c70", lambda x, y: 1.1 * smooth(CX + 10, CX - 90, x), 0.9)
    s.stipple(inner, "#e6d9cb", lambda x, y: 1.0 * smooth(CX + 30, CX + 92, x), 0.9)
    pool = s.disc(CX, CY + 5, RX - 27, "#6a6979", RY - 11)
    s.stipple(pool, "#464659", lambda x, y: 0.9 * smooth(CX + 50, CX - 80, x), 0.85)
    s.disc(CX + 22, CY + 4, 46, "#b9b5bd", 6.5, alpha=0.55)
    for x, y, r in ((CX - 20, CY + 6, 15.0), (CX + 34, CY + 8, 8.0)):
        for k in (1.0, 0.62):
            s.line(ring(x, y, r * k, r * k * 0.3), 1.1, "#d9d3d3", 0.9)
        s.disc(x, y - 1.5, r * 0.3, "#8f8c9a", r * 0.24)
        s.disc(x - r * 0.09, y - 2.6, r * 0.1, "#f4eee6", r * 0.07)
    for at, h, cloth in ((CX - 74, 11.0, "#f7efe0"), (CX - 63, 11.5, "#d9852b"), (CX + 66, 12.0, "#a5322c")):
        back = RY * float(np.sqrt(1 - ((at - CX) / RX) ** 2))
        figure(s, at, CY - back + 3, h, cloth, cloth, (1.4, 0.12), GREYS[5])


def _path(s: Sheet) -> None:
    """A trodden line to the rim, and the people on it."""
    track = curve(
        (930, 722), (800, 664), (668, 634), (596, 596), (640, 560), (668, 526), (600, 486), (548, 462), (566, 430),
        (574, 404), (540, 384), (508, 366), (500, 345), n=16,
    )  # fmt: skip
    width = np.interp(track[:, 1], [340, 722], [1.4, 6.5])
    s.stipple(s.line(track, width, "#f6ead8", 0.0), "#fbf1e0", 0.62, 0.85)
    edge = track + np.array([0, 0.7]) * width[:, None]
    s.stipple(s.line(edge, width * 0.4, "#7f7d8c", 0.0), "#6b6a7c", 0.5, 0.8)
    walkers = [(0.03, "#f7efe0", "#2b8a8c"), (0.07, "#a5322c", "#e3a32b"), (0.27, "#f3e3c4", "#d9852b")]
    walkers += [(0.33, "#3d4f7a", "#f7efe0"), (0.56, "#f7efe0", "#a5322c"), (0.78, "#d9852b", "#d9852b")]
    walkers += [(0.83, "#f7efe0", "#f7efe0")]
    for t, cloth, scarf in sorted(walkers, reverse=True):
        x, y = track[int(t * (len(track) - 1))]
        figure(s, float(x), float(y), float(np.interp(y, [340, 722], [11, 25])), cloth, scarf, (1.3, 0.16), GREYS[5])


def _foreground(s: Sheet) -> None:
    """The shoulder of the cone we stand on: dried mud in plates."""
    n = s.noise

    def top(x: Array) -> Array:
        edge: Array = 716 + 34 * np.sin(x / 310 + 0.6) - 34 * smooth(900, 1240, x) + 4 * n.ridged(x / 45, 3, 4)
        return edge

    p = s.land(top, "#77748a")
    x, y = s.xy(p)
    d = np.maximum(y - top(x), 0)
    across = (x - 600) / 40 / (1 + 0.012 * d) + 0.6 * n.fbm(x / 60, y / 30, 2)
    plates, _, _ = cells(across, 7 * np.log1p(d / 46) + 0.5 * n.fbm(x / 50, y / 25, 2))
    s.lay(p.only((plates < 0.07).astype(np.float32)), "#484760")
    s.stipple(p, "#b8b0b6", lambda a, b: 0.45 * smooth(0.1, 0.5, plates) * smooth(900, 100, a), 0.8)
    s.stipple(p, "#f4e8d8", lambda a, b: 0.9 * smooth(8, 0, b - top(a)) * smooth(1300, 300, a), 0.9)
    s.stipple(p, "#484760", lambda a, b: 0.55 * smooth(500, 1250, a) + 0.3 * smooth(760, 800, b), 0.7)
