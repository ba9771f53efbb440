"""A scene of Cholistan: the fort of forty bastions over its dunes."""

from __future__ import annotations

import numpy as np
from hand import Profile, Sheet
from ink import Array, smooth
from shapes import curve

Tones = tuple[str, str, str, str]
SANDSTONE: Tones = ("#fbd79b", "#e6a765", "#b56b45", "#6d3a3c")
Tower = tuple[float, float, float, float]


def bastion(s: Sheet, x: float, base: float, w: float, h: float, tones: Tones, light: float) -> None:
    """Raise one swelling tower; light 0 to 1 is how much of it the sun on the left reaches."""
    lit, mid, dark, deep = tones
    bulge = w * 0.10
    t = np.linspace(0, 1, 40)
    top_arc = np.stack([x - w * 0.45 + w * 0.9 * t, base - h - bulge * np.sin(t * np.pi)], 1)
    low_arc = np.stack([x + w * 0.54 - w * 1.08 * t, base + bulge * 0.6 * np.sin(t * np.pi)], 1)
    p = s.poly(np.concatenate([top_arc, low_arc]), mid)
    cut = x - w * 0.5 + w * light

    def deepest(a: Array, b: Array) -> Array:
        dots: Array = smooth(cut + w * 0.28, cut + w * 0.72, a) + 0.5 * smooth(base - h * 0.18, base + 4, b)
        return dots

    s.stipple(p, lit, lambda a, b: 1.25 * smooth(cut + w * 0.16, cut - w * 0.2, a), 1)
    s.stipple(p, dark, lambda a, b: 1.2 * smooth(cut + w * 0.02, cut + w * 0.34, a), 1)
    s.stipple(p, deep, deepest, 0.85)
    # cut-brick bands, bent round the tower
    u = np.linspace(-0.98, 1, 46)
    for k in (0.05, 0.15, 0.25, 0.42, 0.66):
        yy = base - h * (1 - k) - bulge * (1 - 1.3 * k) * np.cos(u * np.pi / 2)
        xx = x + w * (0.45 + 0.09 * k) * np.sin(u * np.pi / 2)
        s.line(np.stack([xx, yy], 1), max(1.0, h * 0.008), deep, 0.62)
    for k, foot in ((0.085, 0.1), (0.185, 1.0)):
        for a in np.radians(-80 + 160 * (np.arange(9) + 0.5) / 9):
            cx, cw = x + w * 0.46 * np.sin(a), w * 0.055 * np.cos(a)
            cy, ch = base - h * (1 - k) - bulge * (1 - 1.3 * k) * np.cos(a) + h * 0.012, h * 0.022
            s.poly([(cx - cw, cy), (cx, cy - ch), (cx + cw, cy), (cx, cy + ch * foot)], deep, 0.7)
    for q in np.linspace(-0.4, 0.4, 9):
        cy = base - h - bulge * np.cos(q * np.pi)
        s.box(x + w * q - w * 0.032, cy - h * 0.03, x + w * q + w * 0.032, cy + 1, mid if q < light - 0.5 else dark)


def camel(s: Sheet, x: float, y: float, k: float, ink: str, cloth: str) -> None:
    """Walk a camel to the right; y is the ground, k its height."""

    def q(points: list[tuple[float, float]] | Array) -> list[tuple[float, float]]:
        return [(x + u * k, y + v * k) for u, v in points]

    for a, b, c in ((-0.3, -0.38, -0.34), (-0.2, -0.14, -0.2), (0.22, 0.16, 0.13), (0.28, 0.36, 0.4)):
        s.line(q([(a, -0.5), (b, -0.25), (c, 0)]), np.array([0.10, 0.055, 0.05]) * k, ink)
    back = [(-0.42, -0.56), (-0.36, -0.68), (-0.18, -0.78), (-0.02, -0.95), (0.12, -0.78), (0.3, -0.7), (0.4, -0.6)]
    neck = [(0.52, -0.62), (0.58, -0.8), (0.6, -0.98), (0.66, -1.05), (0.8, -1.0), (0.86, -0.93), (0.78, -0.89)]
    belly = [(0.68, -0.9), (0.68, -0.72), (0.62, -0.5), (0.44, -0.42), (0.1, -0.4), (-0.26, -0.42), (-0.4, -0.46)]
    s.poly(q(curve(*back, *neck, *belly, n=8)), ink)
    s.line(q([(-0.42, -0.58), (-0.49, -0.4)]), 0.03 * k, ink)
    s.poly(q([(-0.2, -0.78), (-0.02, -0.98), (0.15, -0.77), (0.17, -0.52), (-0.2, -0.52)]), cloth)
    s.poly(q([(-0.2, -0.6), (0.17, -0.6), (0.17, -0.55), (-0.2, -0.55)]), "#e9b04a")


def cholistan_fort(s: Sheet) -> None:
    """Bastions in two receding wings, dunes before them and three camels, the sun low on the left."""
    s.sky((0, "#2f5a86"), (0.2, "#6f97a8"), (0.4, "#d9cfae"), (0.56, "#f8cf92"), (0.7, "#fbdca6"))
    s.clouds("#fbe3bd", 60, 330, 29, 0.42, 0.7)
    n = s.noise
    s.glow("#fff0c6", 120, 400, 260, 0.6)
    s.disc(120, 396, 46, "#fff6d8")
    s.land(lambda x: 470 + 5 * n.fbm(x / 200, 2, 3), "#e9bd84")
    s.land(lambda x: 482 + 6 * n.fbm(x / 120, 5, 3), "#dfab70")
    _wings(s)

    def dust(x: Array, y: Array) -> Array:
        dots: Array = 0.75 * smooth(300, -60, x) * smooth(380, 470, y) * (y < 560)
        return dots

    s.stipple(s.region(x1=300, y0=380, y1=560), "#f3c78e", dust, 0.8)
    profile = _dunes(s)
    for cx, k, cloth in ((262, 52, "#9c2c26"), (336, 56, "#24427a"), (416, 58, "#17616b")):
        yy = float(profile(np.array(cx))) + 5
        shadow = [(cx - 10, yy - 3), (cx + k * 2.0, yy + k * 0.26), (cx + k * 1.9, yy + k * 0.4), (cx - 22, yy + 5)]
        s.stipple(s.shape(shadow), "#7a4436", 0.75, 0.7)
        camel(s, cx, yy, k, "#4b2b30", cloth)


def _wings(s: Sheet) -> None:
    """Both wings of the wall, drawn from the far end to the corner tower."""
    horizon, cx, base, h0, w0 = 478.0, 742.0, 600.0, 322.0, 122.0

    def place(step: float, decay: float, sign: int, count: int) -> list[Tower]:
        out: list[Tower] = []
        x = cx
        for k in range(count):
            q = 1 / (1 + decay * k)
            if k:
                x += sign * step * (q + 1 / (1 + decay * (k - 1))) / 2
            out.append((x, horizon + (base - horizon) * q, w0 * q, h0 * q))
        return out

    for wing, light in ((place(103, 0.34, 1, 8), 0.16), (place(128, 0.135, -1, 12), 0.62)):
        for k in range(len(wing) - 1, -1, -1):
            x, b, w, h = wing[k]
            if k + 1 < len(wing):
                x2, b2, _, h2 = wing[k + 1]
                curtain = [(x, b), (x, b - h * 0.93), (x2, b2 - h2 * 0.93), (x2, b2)]
                p = s.poly(curtain, SANDSTONE[2] if light > 0.5 else SANDSTONE[3])
                s.stipple(p, SANDSTONE[3], 0.5, 0.8)
            if k:
                bastion(s, x, b, w, h, SANDSTONE, light)
    bastion(s, cx, base, w0 * 1.08, h0 * 1.02, SANDSTONE, 0.5)


def _dunes(s: Sheet) -> Profile:
    """Sand drifted against the foot, then three dunes; returns the crest of the middle one."""
    n = s.noise

    def drift(x: Array) -> Array:
        edge: Array = 560 + 46 * smooth(300, 742, x) * smooth(1250, 742, x) + 5 * n.fbm(x / 50, 2, 3)
        return edge

    def foot(x: Array, y: Array) -> Array:
        dots: Array = 0.8 * smooth(70, 0, y - 590) * smooth(700, 900, x) * smooth(1260, 1000, x)
        return dots

    s.stipple(s.land(drift, "#eab679"), "#a8603f", foot, 0.7)
    crest = curve((-20, 700), (170, 640), (390, 622), (560, 668), (760, 716), (980, 700), (1230, 640))

    def middle(x: Array) -> Array:
        return np.interp(x, crest[:, 0], crest[:, 1])

    def ripples(x: Array, y: Array) -> Array:
        d = y - middle(x)
        wave = np.mod(d * (1 + 0.002 * x) + 7 * np.sin(x / 60) + 8 * n.fbm(x / 70, y / 40, 2), 15) < 4.4
        dots: Array = 0.55 * wave * smooth(0, 20, d)
        return dots

    s.stipple(s.land(middle, "#f6cd8e"), "#c98550", ripples, 0.75)
    crest2 = curve((-20, 706), (130, 680), (300, 690), (470, 745), (620, 830))

    def left(x: Array) -> Array:
        return np.interp(x, crest2[:, 0], crest2[:, 1])

    s.land(left, "#e3a662")
    lee = curve((300, 690), (420, 722), (520, 775), (620, 830), n=20)
    spine = curve((180, 830), (230, 770), (270, 730), (300, 690), n=20)
    s.poly(np.concatenate([lee, [(180, 830)], spine]), "#a9603f")

    def deep(x: Array, y: Array) -> Array:
        dots: Array = 0.6 * (y > left(x)) * smooth(250, 520, x + (y - 700) * 0.4)
        return dots

    s.stipple(s.shape([(160, 690), (640, 690), (640, 810), (160, 810)]), "#713b3a", deep, 0.7)
    crest3 = curve((560, 830), (720, 770), (900, 742), (1080, 764), (1240, 720))

    def right(x: Array) -> Array:
        return np.interp(x, crest3[:, 0], crest3[:, 1], left=900)

    p = s.land(right, "#cf8b52")
    s.stipple(p, "#7d4440", lambda x, y: 0.65 * smooth(0, 70, y - right(x)), 0.75)
    s.stipple(p, "#f7cf90", lambda x, y: 0.9 * smooth(9, 0, y - right(x)), 0.9)
    return middle
