"""A scene of the Indus cities: a street of Moenjodaro that runs to the stupa mound."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from hand import Part, Sheet
from ink import Array, mix, paint, rgb, smooth
from mountains import ridge
from shapes import bricks, figure

EYE_X, EYE_Y, FOCUS = 640.0, 352.0, 700.0
MOUND = ("#d09a66", "#c98b58", "#c07f4f", "#d99a63", "#c98453", "#7d4430", "#fbd99a")


def moenjodaro(s: Sheet) -> None:
    """A brick street in one-point perspective, half in shadow, light from the left."""
    s.sky((0, "#6fa6a8"), (0.22, "#b9d3c4"), (0.42, "#f4e4bd"), (0.6, "#fbd99a"))
    s.disc(330, 196, 54, "#fff3d0")
    s.glow("#fff1cc", 330, 196, 150, 0.7)
    s.clouds("white", 40, 240, 15, 0.36, 0.7)
    s.land(ridge(4, 398, 8, 200), "#d8b98a")
    mound(s, 640, 300, 1.0)
    floor, across, z = _pavement(s)
    _stairs(s)
    left, right = _walls(s)
    # the dark wall's shadow lies over half the street
    edge = 0.18 + 0.35 * np.sin(z * 1.3) * (z < 9)
    s.lay(floor.only(smooth(edge + 0.05, edge - 0.05, across)), "#6a3236", 0.62)
    s.stipple(floor, "#fff0c4", lambda x, y: 0.18 * smooth(edge, edge + 0.4, across), 0.8)
    s.stipple(left, "#2f1a26", lambda x, y: 0.55 * smooth(430, 800, y), 0.7)
    s.stipple(right, "#7b3a2a", lambda x, y: 0.45 * smooth(480, 820, y), 0.7)
    s.stipple(right, "#ffe2ab", lambda x, y: 0.35 * smooth(330, 120, y), 0.8)
    figure(s, 690, 556, 64, "#f7efe0", "#b7503c")


def mound(
    s: Sheet, cx: float, base: float, k: float, flip: int = 1, inks: tuple[str, ...] = MOUND, bottom: float = 560
) -> None:
    """Raise the mound in flat steps and the drum of the stupa on it.

    (cx, base) is the middle of the drum's foot, k the size; flip = 1 is lit from the left, -1 from the right.
    """
    n = s.noise
    low1, low2, low3, drum_ink, lower_ink, dark, light = inks

    def put(points: npt.ArrayLike) -> Array:
        p = np.asarray(points, float)
        return np.stack([cx + flip * (p[:, 0] - 640) * k, base + (p[:, 1] - 300) * k], 1)

    def lx(x: Array) -> Array:
        place: Array = 640 + flip * (x - cx) / k
        return place

    def step(i: int, y: float, half: float, ink: str) -> None:
        def top(x: Array) -> Array:
            u = lx(x)
            fall = 70 * smooth(half * 0.62, half * 1.15, np.abs(u - 640 + 8 * n.fbm(u / 40, i, 3)))
            edge: Array = base + (y - 300 + fall + 3 * n.ridged(u / 28, i, 4)) * k
            return edge

        def gullies(x: Array, yy: Array) -> Array:
            u = lx(x)
            cut = smooth(-0.4, 0.7, n.ridged(u / 22, yy / k / 60, 3) - 0.6)
            dots: Array = 0.75 * smooth(-40, 260, u - 640) * cut
            return dots

        def sunny(x: Array, yy: Array) -> Array:
            u = lx(x)
            dots: Array = 0.5 * smooth(40, -260, u - 600) * (n.fbm(u / 18, yy / k / 20, 3) > 0.1)
            return dots

        q = s.land(top, ink, bottom)
        s.stipple(q, dark, gullies, 0.7)
        s.stipple(q, light, sunny, 0.8)

    for i, (y, half, ink) in enumerate(((372, 430, low1), (338, 330, low2), (300, 246, low3))):
        step(i, y, half, ink)
    t = np.linspace(0, 1, 40)
    crown = np.stack([556 + 168 * t, 206 - 26 * np.sin(t * np.pi) ** 0.6 + 5 * n.fbm(t * 9, 2, 3)], 1)
    drum = s.poly(put(np.concatenate([[(548, 306)], crown, [(732, 306)]])), drum_ink)
    s.stipple(drum, dark, lambda x, y: 0.95 * smooth(600, 735, lx(x)), 0.8)
    s.stipple(drum, light, lambda x, y: 0.8 * smooth(620, 556, lx(x)), 0.9)

    def courses(x: Array, y: Array) -> Array:
        return 0.85 * (np.mod(300 + (y - base) / k + 0.00072 * (lx(x) - 640) ** 2, 11) < 2.0)

    s.stipple(drum, dark, courses, 0.6)
    lower = s.poly(put([(520, 330), (528, 300), (752, 300), (760, 330)]), lower_ink)
    s.stipple(lower, dark, lambda x, y: 0.9 * smooth(610, 760, lx(x)), 0.8)


def _pavement(s: Sheet) -> tuple[Part, Array, Array]:
    """The floor and the covered drain; returns it with the place across and along of every point."""
    sheet = s.region()
    x, y = s.xy(sheet)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = FOCUS * 1.6 / (y - EYE_Y)
        across = (x - EYE_X) * z / FOCUS
    inside = (y > EYE_Y) & (z < 13) & (z > 0) & (np.abs(across) < 1.75)
    colour = bricks(across, z, 0.42, 0.21, "#eec08a", "#cd8d5c", "#a9673f", 3)
    far = smooth(3, 13, z)[..., None] * 0.5
    floor = s.lay(sheet.only(inside.astype(np.float32)), colour * (1 - far) + rgb("#eec692") * far)
    drain = floor.only((across > 0.82) & (across < 1.06))
    s.lay(drain, paint(np.mod(z, 0.5) < 0.06, "#5b2f25", mix("#9a5a3c", "#e3b37c", 0.15)))
    return floor, across, z


def _stairs(s: Sheet) -> None:
    count = 15
    for k in range(count):
        za, zb = 12.6 + k * 0.55, 12.6 + (k + 1) * 0.55
        ha, hb = 1.6 - k * 0.2, 1.6 - (k + 1) * 0.2
        ya, yb, yc = EYE_Y + FOCUS * ha / za, EYE_Y + FOCUS * hb / za, EYE_Y + FOCUS * hb / zb
        xa, xc = FOCUS * 2.1 / za, FOCUS * 2.1 / zb
        riser = [(EYE_X - xa, ya), (EYE_X + xa, ya), (EYE_X + xa, yb), (EYE_X - xa, yb)]
        tread = [(EYE_X - xa, yb), (EYE_X + xa, yb), (EYE_X + xc, yc), (EYE_X - xc, yc)]
        s.poly(riser, mix("#9c5434", "#c98a5a", k / count))
        s.poly(tread, mix("#f6cd92", "#ffe6b6", k / count))


def _walls(s: Sheet) -> tuple[Part, Part]:
    """Both sides of the street, with the doorways in the lit one; returns them left and right."""
    sheet = s.region()
    x, y = s.xy(sheet)
    n = s.noise

    def wall(
        side: int, tops: list[tuple[float, float, float]], light: str, dark: str, joint: str, seed: int
    ) -> tuple[Part, Array, Array]:
        with np.errstate(divide="ignore", invalid="ignore"):
            z = FOCUS * 1.75 / (side * (x - EYE_X))
            height = (EYE_Y - y) * z / FOCUS
        top = np.full(z.shape, -9.0, np.float32)
        for za, zb, hh in tops:
            top = np.where((z >= za) & (z < zb), hh + 0.05 * n.ridged(z * 3, seed, 3), top)
        mask = (z > 1.2) & (z < 13.0) & (height < top) & (height > -1.62)
        colour = bricks(z, height + 9, 0.44, 0.135, light, dark, joint, seed)
        far = smooth(3, 15, z)[..., None] * 0.55
        part = s.lay(sheet.only(mask.astype(np.float32)), colour * (1 - far) + rgb("#e3b37c") * far)
        return part, z, height

    tops = [(0.0, 2.6, 1.55), (2.6, 4.1, 0.85), (4.1, 6.0, 1.9), (6.0, 8.2, 1.25), (8.2, 13.0, 0.7)]
    right, z, height = wall(1, tops, "#f0bb80", "#cc8450", "#9a5836", 11)
    tops = [(0.0, 2.2, 2.1), (2.2, 3.4, 1.2), (3.4, 5.2, 1.75), (5.2, 7.4, 0.9), (7.4, 10.0, 1.4), (10.0, 13.0, 0.8)]
    left, _, _ = wall(-1, tops, "#8e4c38", "#6a3430", "#4a2429", 17)

    def opening(za: float, zb: float, high: float) -> Array:
        return (z > za) & (z < zb) & (height < high) & (height > -1.6)

    for za, zb, zj, high in ((4.6, 5.4, 4.72, 0.55), (2.9, 3.55, 3.0, 0.35)):
        door = s.lay(right.only(opening(za, zb, high)), "#5a2c2a")
        s.stipple(door, "#8c4a3a", lambda a, b: 0.5 * smooth(420, 700, b), 0.7)
        s.lay(right.only(opening(za, zj, high)), "#f2c48c")
    return left, right
