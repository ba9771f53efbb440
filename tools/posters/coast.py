"""A scene of the Makran coast: fishing boats under fluted cliffs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hand import Part, Profile, Sheet
from ink import Array, Noise, mix, palette, smooth
from shapes import curve

CREAM = ["#f6d6a2", "#e7b97f", "#cf9a68", "#a77560", "#8b6160"]


def cliff(
    s: Sheet,
    top: Profile,
    x0: float,
    x1: float,
    base: float,
    tones: Sequence[str],
    seed: int,
    flute: float = 26.0,
    strata: float = 0.9,
) -> Part:
    """Raise a fluted headland between x0 and x1, standing on y = base; strata is how bright its layers are."""
    n = Noise(seed)
    rough = np.linspace(max(x0, 0), min(x1, 1200), 200)
    part = s.region(x0 - 30, float(np.min(top(rough))) - 20, x1 + 30, base + 6)
    x, y = s.xy(part)
    edge = top(x[0])[None, :] + 5 * n.ridged(x[:1] / 16, seed, 4) - 5
    fall = np.clip((y - edge) / np.maximum(base - edge, 1), 0, 1)
    lean = 26 * fall**2
    mask = (y >= edge) & (y <= base + 2 * n.fbm(x / 20, 1, 2)) & (x > x0 - lean * (x0 > 0)) & (x < x1 + lean)
    shade = n.ridged((x + 12 * n.fbm(x / 50, y / 70, 3)) / flute, y / 420, 4, 0.6) - 0.75
    shade = shade + 0.55 * smooth(0.55, 1.0, fall) * n.fbm(x / 30, y / 26, 3) + 0.25 * (0.5 - fall)
    layer = (np.mod(y + 10 * n.fbm(x / 130, 3, 3) + 0.05 * x, 34) < 3.2) & (fall < 0.82)
    colour = palette(*tones)[np.digitize(shade, np.linspace(-0.55, 0.55, len(tones) - 1))]
    colour = np.where(layer[..., None], colour * strata, colour)
    return s.lay(part.only(mask.astype(np.float32)), colour)


def boat(
    s: Sheet,
    x: float,
    y: float,
    length: float,
    hull: str,
    stripe: str,
    rail: str,
    flip: int = 1,
    pennants: bool = True,
) -> None:
    """Float a planked fishing boat with a high prow; x, y is the middle of its waterline."""

    def at(points: Sequence[tuple[float, float]] | Array) -> list[tuple[float, float]]:
        return [(x + flip * u * length, y + v * length) for u, v in points]

    sheer = curve((-0.5, -0.17), (-0.36, -0.115), (-0.1, -0.085), (0.18, -0.115), (0.38, -0.2), (0.56, -0.35), n=14)
    stem = curve((0.56, -0.35), (0.49, -0.17), (0.41, 0.0), n=10)
    outline = np.concatenate([sheer, stem, [(0.41, 0.0), (-0.44, 0.0)]])

    def ripple(a: Array, b: Array) -> Array:
        broken = np.mod(b + 3 * np.sin(a / 17), 9) < 5.5
        dots: Array = (0.9 - 0.8 * smooth(0, 0.3 * length, b - y)) * broken
        return dots

    s.stipple(s.shape(at(outline * [1, -0.75])), mix(hull, "#123a52", 0.55), ripple, 0.85)
    body = s.poly(at(outline), hull)
    s.stipple(body, "#141a2b", lambda a, b: 0.75 * smooth(y - 0.09 * length, y + 0.01 * length, b), 0.75)
    for lo, hi, ink in ((0.018, 0.052, stripe), (0.0, 0.016, rail), (0.066, 0.074, rail)):
        k = slice(2, -int(4 + hi * 110))
        low, high = sheer + np.array([0, lo]), sheer + np.array([0, hi])
        s.poly(at(np.concatenate([low[k], high[k][::-1]])), ink)
    for i in np.linspace(6, len(sheer) - 20, 15).astype(int):
        u, v = sheer[i] + [0, 0.035]
        s.poly(at([(u - 0.011, v), (u, v - 0.011), (u + 0.011, v), (u, v + 0.011)]), hull)
    # cabin, mast, pennants
    s.poly(at([(-0.38, -0.12), (-0.37, -0.245), (-0.15, -0.235), (-0.145, -0.09)]), "#f2e5cb")
    s.poly(at([(-0.22, -0.1), (-0.215, -0.235), (-0.15, -0.235), (-0.145, -0.09)]), "#c7a78b")
    s.poly(at([(-0.41, -0.24), (-0.39, -0.275), (-0.13, -0.262), (-0.115, -0.228)]), rail)
    for u in (-0.34, -0.275):
        s.poly(at([(u, -0.215), (u + 0.042, -0.214), (u + 0.042, -0.165), (u, -0.166)]), "#2d3a5a")
    s.line(at([(0.06, -0.1), (0.085, -0.66)]), max(1.6, length * 0.012), "#4a2f28")
    s.line(at([(0.085, -0.64), (0.55, -0.35)]), 1, "#4a2f28", 0.8)
    s.line(at([(0.085, -0.64), (-0.46, -0.16)]), 1, "#4a2f28", 0.8)
    if pennants:
        inks = ["#e3a32b", "#9c2c26", "#f7f2e6", "#2b8a8c"]
        for i in range(7):
            t = (i + 0.6) / 7.5
            u, v = 0.085 + t * 0.465, -0.64 + t * 0.29
            s.poly(at([(u, v), (u + 0.034, v + 0.021), (u + 0.006, v + 0.062)]), inks[i % 4])
    s.poly(at([(0.085, -0.66), (0.2, -0.635), (0.085, -0.61)]), "#9c2c26")


def makran_coast(s: Sheet) -> None:
    """Cliffs on the left, far headlands, the sea in bands, four boats and a corner of beach."""
    s.sky((0, "#4f9aa6"), (0.22, "#9fd0c8"), (0.42, "#e9e8cd"), (0.55, "#fbe3b0"))
    s.clouds("white", 50, 250, 9, 0.40, 0.8)
    s.disc(770, 316, 40, "#fff7dd")
    s.glow("#fff1c9", 770, 316, 150, 0.8)
    n = s.noise
    pale = ["#e7c7a2", "#d9b190", "#c69c86", "#b98f84"]
    cliff(s, lambda x: 330 + 22 * n.ridged(x / 120, 2, 4) + 60 * smooth(560, 760, x), -10, 740, 404, pale, 5, 16)
    pale = ["#e9caa4", "#d7ae8d", "#c49a85"]
    cliff(s, lambda x: 352 - 20 * n.ridged(x / 90, 6, 4) - 30 * smooth(1010, 1200, x), 985, 1300, 404, pale, 6, 15)
    s.haze("#f8e3b8", 340, 430, 0.55)
    _sea(s)
    cliff(s, lambda x: 252 + 30 * n.ridged(x / 110, 12, 4) + 110 * smooth(330, 500, x), -10, 452, 436, CREAM, 7, 24)
    near = ["#fbdca6", "#f0c081", "#d79d62", "#a86d52", "#7f5254"]
    cliff(s, lambda x: 150 - 46 * n.ridged(x / 80, 15, 4) + 190 * smooth(120, 262, x), -10, 236, 474, near, 8, 30)
    for x, w, top, base in ((548, 30, 340, 438), (604, 18, 376, 434)):
        _stack(s, x, w, top, base)
    for x0, x1, y0, a in ((-10, 470, 440, 0.8), (-10, 270, 476, 0.9), (510, 640, 440, 0.6)):
        _mirror(s, x0, x1, y0, a)
    boat(s, 646, 470, 74, "#274069", "#f7f2e6", "#9c2c26", -1, False)
    boat(s, 1010, 492, 120, "#9c2c26", "#f1dfb9", "#e3a32b", -1)
    boat(s, 470, 566, 190, "#1f6f77", "#f7f2e6", "#9c2c26", 1)
    boat(s, 848, 668, 390, "#24427a", "#f5ead0", "#b33a2c", 1)
    _beach(s)
    for x, y, k in ((560, 250, 1.0), (604, 226, 0.7), (640, 262, 0.55), (300, 112, 0.6)):
        wings = curve((-17, 2), (-7, -5), (0, 0), (7, -5), (17, 2), n=8)
        s.line(wings * k + np.array([x, y]), 2.2 * k, "#f9f4e6")


def _stack(s: Sheet, x: float, w: float, top: float, base: float) -> None:
    tones = ["#f3cd96", "#d8a46f", "#b17f63", "#8b6160"]
    cliff(s, lambda xx: top + 0.10 * (xx - x) ** 2 / (w / 14), x - w, x + w, base, tones, int(x), 12)


def _mirror(s: Sheet, x0: float, x1: float, y0: float, strength: float) -> None:
    """The broken reflection of a cliff and the white line at its foot."""
    n = s.noise
    p = s.shape([(x0, y0 - 6), (x1, y0 - 6), (x1 - 40, y0 + 70), (x0, y0 + 110)])

    def broken(x: Array, y: Array) -> Array:
        dots: Array = strength * smooth(y0 + 90, y0, y) * (np.mod(y + 4 * n.fbm(x / 30, y / 9, 2), 11) < 6)
        return dots

    s.stipple(p, "#a77c62", broken, 0.75)
    s.stipple(p, "#f7edd2", lambda x, y: 0.9 * (np.abs(y - y0 - 2 * n.fbm(x / 18, 2, 2)) < 2.2), 0.9)


def _sea(s: Sheet) -> None:
    n = s.noise
    s.box(-5, 402, 1205, 805, "#69b7b4")

    def band(k: int, at: float, ink: str) -> None:
        s.land(lambda x: at + (2 + k * 2.2) * n.fbm(x / (90 + 20 * k), k, 3), ink)

    inks = ("#b9ddcf", "#93cac3", "#62b1b1", "#3d9aa0", "#2a8390", "#1f6d80", "#1a5a72")
    for k, (at, ink) in enumerate(zip((402, 418, 446, 490, 548, 618, 700), inks, strict=True)):
        band(k, at, ink)

    def path(x: Array, y: Array) -> Array:
        wide = 26 + 0.42 * np.maximum(y - 400, 0)
        dots: Array = (y > 404) * 0.85 * np.exp(-(((x - 770) / wide) ** 2)) * (n.fbm(x / 40, y / 4.5, 3) > 0.15)
        return dots

    def foam(x: Array, y: Array) -> Array:
        return (y > 410) * 0.55 * (n.fbm(x / 70 + 9, y / 5.5 + 3, 3) > 0.62)

    def deep(x: Array, y: Array) -> Array:
        dots: Array = smooth(430, 800, y) * 0.6 * (n.fbm(x / 80 + 30, y / 6 + 3, 3) > 0.45)
        return dots

    water = s.region(y0=400)
    s.stipple(water, "#f4f1d8", path, 0.9)
    s.stipple(water, "#c9ebe0", foam, 0.9)
    s.stipple(water, "#114a63", deep, 0.75)


def _beach(s: Sheet) -> None:
    n = s.noise

    def top(x: Array) -> Array:
        edge: Array = 838 - 168 * smooth(620, -60, x) + 4 * n.fbm(x / 60, 2, 3)
        return edge

    s.land(lambda x: top(x) - 15 - 5 * n.fbm(x / 50, 7, 3), "#8fcdc4")
    s.land(lambda x: top(x) - 8 - 4 * n.fbm(x / 34, 9, 3), "#f5f1df")
    p = s.land(top, "#efd3a0")

    def wet(x: Array, y: Array) -> Array:
        dots: Array = 0.5 * smooth(0.1, 0.8, n.fbm(x / 70, y / 8, 3)) + 0.35 * smooth(30, 0, y - top(x))
        return dots

    s.stipple(p, "#c99a68", wet, 0.75)
