"""A scene of the road: tea in front of a painted truck panel."""

from __future__ import annotations

import numpy as np
from hand import Part, Sheet, ring
from ink import Array, Colour, Noise, mix, smooth, stops
from shapes import curve, leaf, rose


def lobed(cx: float, cy: float, r: float, count: int, depth: float = 0.1, n: int = 720) -> Array:
    """Return a round edge of scallops."""
    t = np.linspace(0, 2 * np.pi, n)
    q = r * (1 - depth + depth * np.abs(np.sin(count * t / 2)) ** 0.8 * 1.4)
    return np.stack([cx + q * np.cos(t), cy + q * np.sin(t)], 1)


def strip(s: Sheet, y: float, h: float, ground: Colour, inks: tuple[str, str, str, str], step: float) -> None:
    """Lay a band of lozenges across the sheet."""
    s.box(-5, y, 1205, y + h, ground)
    s.box(-5, y, 1205, y + h * 0.07, inks[0])
    s.box(-5, y + h * 0.93, 1205, y + h, inks[0])
    for k in range(-1, int(1210 / step) + 2):
        x, m = k * step, y + h / 2
        for size, ink in ((1.0, inks[1]), (0.68, inks[2])):
            w, hh = step * 0.5 * size, h * 0.38 * size
            s.poly([(x - w, m), (x, m - hh), (x + w, m), (x, m + hh)], ink)
        s.disc(x, m, h * 0.1, inks[0])
        for e in (-1, 1):
            s.disc(x + step / 2, m + e * h * 0.3, h * 0.07, inks[3])


def painted_truck_chai(s: Sheet) -> None:
    """A truck panel with roses and a lake in a medallion; a teapot and two glasses before it."""
    s.lay(s.region(), "#8f2a28")
    s.stipple(s.region(), "#6a1f28", lambda x, y: 0.55 * smooth(200, 760, np.abs(x - 600)), 0.8)
    # leaves and roses at both sides, one drawing and its mirror
    leaves = [(330, 470, 210, 2.6), (352, 190, 190, -2.7), (430, 320, 150, 1.0), (400, 240, 130, -0.9)]
    leaves += [(480, 440, 150, 1.9), (470, 140, 140, -2.0), (560, 300, 120, 1.2), (300, 330, 120, 0.2)]
    for e in (-1, 1):
        for x, y, length, a in leaves:
            leaf(s, 600 + e * x, y, length, a if e > 0 else np.pi - a, "#1f7a76", "#9fd3b9")
        rose(s, 600 + e * 420, 315, 122, ("#d9735c", "#eb9d7d", "#f8d3b0", "#7b1f2a"), 0.2 * e)
        rose(s, 600 + e * 566, 158, 66, ("#e3a32b", "#f0c25c", "#fbe6ae", "#8a4a1e"), 0.1)
        rose(s, 600 + e * 580, 478, 58, ("#f1dfc0", "#f8ecd6", "#fffaf0", "#b3744f"), 0.3)
    _medallion(s)
    strip(s, -12, 66, "#16233f", ("#e3a32b", "#2b8a8c", "#f3e3c0", "#d9735c"), 66)
    strip(s, 566, 50, "#16233f", ("#e3a32b", "#9c2c26", "#f3e3c0", "#2b8a8c"), 50)
    p = s.box(-5, 616, 1205, 805, "#2f8f8d")

    def ledge(x: Array, y: Array) -> Array:
        dots: Array = 0.85 * smooth(640, 820, y) + 0.4 * smooth(250, 640, np.abs(x - 600))
        return dots

    s.stipple(p, "#125058", ledge, 0.8)
    s.box(-5, 616, 1205, 622, "#8fd0c4")
    _tray(s)
    teapot(s, 560, 716)
    glass(s, 748, 734, 1.0)
    glass(s, 388, 738, 0.92)
    for x0, y0, seed in ((748, 600, 2), (388, 616, 5), (446, 430, 9)):
        _steam(s, x0, y0, seed)


def _medallion(s: Sheet) -> None:
    for r, ink in ((292, "#e3a32b"), (280, "#16233f"), (262, "#f3e3c0"), (252, "#17616b")):
        s.poly(lobed(600, 318, r, 24, 0.07), ink)
    for k in range(24):
        a = 2 * np.pi * (k + 0.5) / 24
        s.disc(600 + 240 * np.cos(a), 318 + 240 * np.sin(a), 8, "#f3e3c0")
        s.disc(600 + 240 * np.cos(a), 318 + 240 * np.sin(a), 4.4, "#9c2c26")
    s.disc(600, 318, 222, "#e3a32b")
    s.disc(600, 318, 216, "#16233f")
    inside = s.shape(ring(600, 318, 208, 208, 240))
    sky = ((0.0, "#2c6d92"), (0.3, "#8cc2bf"), (0.5, "#f6dfae"), (0.6, "#f8c98b"))
    s.lay(inside, lambda x, y: stops((y - 110) / 420, *sky))
    x, y = s.xy(inside)
    n = s.noise

    def within(mask: Array, ink: Colour) -> Part:
        return s.lay(inside.only(mask), ink)

    within(np.hypot(x - 676, y - 262) < 34, "#fff1cf")
    ranges = ((316, 74, 150, "#7f93b8", "#f7f2e6"), (350, 58, 110, "#4a6a9a", "#dfe6ea"), (376, 34, 80, "#2f6a5b", ""))
    for k, (base, amp, step, ink, snow) in enumerate(ranges):
        wave = np.mod(x / step + 0.37 * k, 1)
        top = base - amp * (1.1 - np.abs(wave - 0.5) * 2.6) - 8 * n.ridged(x / 30, k, 3)
        within(y > top, ink)
        if snow:
            within((y > top) & (y < top + amp * 0.34 + 9 * n.fbm(x / 9, k, 2)), snow)
            within((y > top) & (wave > 0.52) & (y < top + amp * 1.5), mix(ink, "#16233f", 0.35))
    lake = within(y > 388, "#2b8a8c")
    within((y > 388) & (np.mod(y + 3 * np.sin(x / 22), 15) < 3.2), "#8fd0c4")
    s.stipple(lake, "#0f4c58", lambda a, b: 0.7 * smooth(400, 530, b), 0.8)


def _tray(s: Sheet) -> None:
    rims = ((78, 12, "#0d3a45"), (78, 0, "#e9d8b4"), (72, -2, "#c8562f"), (60, -3, "#e9d8b4"), (56, -3, "#a5322c"))
    for ry, dy, ink in rims:
        s.poly(ring(600, 716 + dy, 356 * (1 if ry > 75 else ry / 75), ry, 240), ink)
    for k in range(28):
        a = 2 * np.pi * k / 28
        s.disc(600 + 318 * np.cos(a), 713.5 + 66 * np.sin(a), 6, "#f3e3c0", 3.6)


def _steam(s: Sheet, x0: float, y0: float, seed: int) -> None:
    t = np.linspace(0, 1, 70)
    w = Noise(seed)
    for off in (-12, 10):
        xs = x0 + off + 26 * np.sin(t * 5 + seed + off * 0.05) * t + 8 * w.at(t * 6, off)
        p = s.line(np.stack([xs, y0 - 130 * t], 1), 13 * np.sin(np.pi * t) ** 0.7 + 0.5, "#fff6e2", 0.0)
        s.stipple(p, "#fff6e2", lambda x, y: 0.55 * smooth(y0 - 135, y0 - 30, y), 0.85)


def glass(s: Sheet, x: float, base: float, k: float) -> None:
    """Stand a glass of milk tea on the tray."""
    w, h = 44 * k, 112 * k
    s.stipple(s.shape(ring(x + 14, base + 2, w * 1.5, 12 * k)), "#3d1018", 0.8, 0.7)
    tea = [(x - w * 0.78, base), (x - w, base - h * 0.86), (x + w, base - h * 0.86), (x + w * 0.78, base)]
    p = s.poly(tea, "#c8834a")
    s.disc(x, base, w * 0.78, "#a8643a", 8 * k)
    s.stipple(p, "#8a4a2c", lambda a, b: 0.9 * smooth(-w * 0.1, w * 0.9, a - x), 0.9)
    s.stipple(p, "#edb77c", lambda a, b: 0.8 * smooth(-w * 0.2, -w * 0.8, a - x), 0.9)
    rim = [(x - w, base - h * 0.86), (x - w * 1.04, base - h), (x + w * 1.04, base - h), (x + w, base - h * 0.86)]
    s.poly(rim, "#dfeee6", 0.55)
    s.disc(x, base - h * 0.86, w, "#e0a469", 9 * k)
    s.disc(x, base - h * 0.86, w * 0.8, "#efc08a", 6 * k)
    s.line(ring(x, base - h, w * 1.04, 9 * k), 3 * k, "#f7fbf4")
    left, right = [(x - w * 0.72, base - h * 0.78)], [(x - w * 0.48, base - h * 0.12)]
    s.poly([*left, (x - w * 0.55, base - h * 0.78), *right, (x - w * 0.6, base - h * 0.12)], "#fff6e2", 0.8)


def teapot(s: Sheet, x: float, base: float) -> None:
    """Stand an enamel teapot with a painted rose on the tray."""
    origin = np.array([x, base])

    def line(*points: tuple[float, float], n: int = 16) -> Array:
        moved: Array = curve(*points, n=n) + origin
        return moved

    left = line((-62, 0), (-118, -52), (-112, -128), (-62, -176))
    body = np.concatenate([left, line((62, -176), (112, -128), (118, -52), (62, 0))])
    s.stipple(s.shape(ring(x + 34, base + 4, 138, 18)), "#3d1018", 0.85, 0.7)
    under = line((-96, -66), (-150, -92), (-158, -160), (-184, -188), n=14)
    spout = np.concatenate([under, line((-156, -200), (-128, -168), (-118, -128), (-96, -122), n=14)])
    p = s.poly(spout, "#f6edd8")
    s.stipple(p, "#b9a68c", lambda a, b: 0.8 * smooth(base - 130, base - 60, b), 0.8)
    handle = line((90, -148), (150, -170), (178, -112), (146, -58), (100, -46), n=14)
    s.line(handle, 16, "#24427a")
    s.line(handle + np.array([-2, -3]), 4, "#6f8fc0")
    p = s.poly(body, "#f8f0dd")

    def dark(a: Array, b: Array) -> Array:
        dots: Array = 0.9 * smooth(x + 66, x + 140, a) + 0.5 * smooth(base - 40, base + 6, b)
        return dots

    s.stipple(p, "#cdb795", lambda a, b: 1.0 * smooth(x, x + 122, a), 0.9)
    s.stipple(p, "#8a6f62", dark, 0.8)
    s.poly(ring(x, base - 176, 62, 13), "#24427a")
    p = s.poly(line((-58, -178), (-46, -206), (0, -222), (46, -206), (58, -178), n=12), "#f8f0dd")
    s.stipple(p, "#b9a68c", lambda a, b: 0.9 * smooth(x, x + 62, a), 0.9)
    s.line([(x - 59, base - 178), (x + 59, base - 178)], 6, "#24427a")
    s.disc(x, base - 230, 12, "#24427a")
    s.disc(x - 3, base - 233, 4, "#6f8fc0")
    for e in (-1, 1):
        leaf(s, x - 10 + e * 18, base - 84, 62, (0.35 if e > 0 else np.pi - 0.35), "#2f7a63", "#9fd3b9")
        leaf(s, x - 10 + e * 12, base - 98, 50, (-0.6 if e > 0 else np.pi + 0.6), "#2f7a63", "#9fd3b9")
    rose(s, x - 10, base - 92, 44, ("#b8383a", "#d9605a", "#f0a79a", "#6a1220"), 0.3)
    t = np.linspace(0, 1, 40)
    s.line(np.stack([x - 104 + 208 * t, base - 26 + 10 * np.sin(np.pi * t)], 1), 5, "#24427a")
