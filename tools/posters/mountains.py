"""Two scenes of the north: K2 at the head of the Baltoro, and the fort above Hunza."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hand import Profile, Sheet
from ink import Array, Noise, mix, palette, rgb, smooth
from shapes import figure, house, poplar


# ---------------------------------------------------------------- K2
def k2_baltoro(s: Sheet) -> None:
    """K2 in the evening, the glacier with its moraines running to the reader, a camp on the moraine."""
    s.sky((0, "#22386a"), (0.28, "#5b6d9c"), (0.48, "#c99aa0"), (0.62, "#f2bf98"), (0.8, "#fbe0b4"))
    s.clouds("blush", 90, 330, 11, 0.42, 0.55)
    s.massif(
        [(120, 330, 0.7, 0.9), (330, 350, 0.9, 0.9), (960, 300, 0.9, 0.8), (1120, 340, 0.8, 0.8)],
        ["#f0c3a6", "#d9a7a0", "#b08fa4", "#9b86a6"], 3, freq=4, rough=0.9,
    )  # fmt: skip
    s.haze("#f4c9a4", 330, 560, 0.8)
    s.massif(
        [(655, 84, 1.28, 1.12), (520, 292, 1.0, 1.2), (800, 276, 1.3, 1.0), (420, 400, 0.9, 1.0), (915, 392, 1.0, 0.8)],
        ["#fff0d6", "#fbcf9f", "#e89a7c", "#8d77a3", "#51619a", "#37497f"], 21, freq=3.4, rough=0.75,
    )  # fmt: skip
    s.haze("#eab79f", 470, 640, 0.75)
    s.massif(
        [(-40, 250, 1.0, 0.78), (150, 390, 0.8, 0.95), (300, 500, 0.8, 0.8)],
        ["#f6c9a2", "#b98695", "#5f6494", "#33467b", "#263869"], 31, freq=3, rough=1.1,
    )  # fmt: skip
    s.massif(
        [(1240, 200, 0.8, 1.0), (1080, 372, 0.95, 0.8), (930, 505, 0.85, 0.8)],
        ["#e9ac92", "#8d739a", "#4a5a92", "#2b3d72", "#20315f"], 41, freq=3, rough=1.1,
    )  # fmt: skip
    s.haze("#cfa4a4", 560, 760, 0.35, 0.7)
    _glacier(s)
    n = s.noise

    def moraine(x: Array) -> Array:
        edge: Array = 728 - 66 * smooth(560, 60, x) - 60 * smooth(820, 1240, x) - 9 * n.ridged(x / 70, 3, 5)
        return edge

    def rubble(x: Array, y: Array) -> Array:
        dots: Array = 0.42 * smooth(0.35, 1.2, n.ridged(x / 40, y / 24, 4)) * smooth(800, 690, y)
        return dots

    s.stipple(s.land(moraine, "#1a2750"), "#4d5f95", rubble, 0.8)
    _camp(s)


def _glacier(s: Sheet) -> None:
    t = np.linspace(0, 1, 160)
    y = 590 + 250 * t**1.25
    middle = 655 - 70 * np.sin(t * 2.6) - 190 * t**1.6
    width = 70 + 900 * t**1.35
    inks = ["#56679b", "#c6cfe0", "#e9e6e4", "#8a97ba", "#d5dbe6"]
    inks += ["#f3ebe2", "#6d7ca6", "#e3e4e8", "#b3bfd5", "#45578c"]
    cuts = (0, 0.09, 0.2, 0.335, 0.37, 0.5, 0.61, 0.66, 0.8, 0.9, 1)

    def lane(k: int, ink: str) -> None:
        grit = Noise(50 + k)
        a = middle + width * (cuts[k] + 0.012 * s.noise.fbm(t * 9 + k * 5, k, 4) - 0.5)
        b = middle + width * (cuts[k + 1] + 0.012 * s.noise.fbm(t * 9 + k * 5 + 5, k + 1, 4) - 0.5)
        p = s.poly(np.concatenate([np.stack([a, y], 1), np.stack([b, y], 1)[::-1]]), ink)
        s.stipple(p, "#33477d", lambda x, yy: 0.30 * smooth(0.1, 1.0, grit.fbm(x / 60, yy / 9, 3)), 0.7)

    for k, ink in enumerate(inks):
        lane(k, ink)

    def mist(x: Array, yy: Array) -> Array:
        dots: Array = 0.55 * np.exp(-(((yy - 598) / 30) ** 2)) * np.exp(-(((x - 650) / 330) ** 2))
        return dots

    s.stipple(s.region(), "#f6cfa8", mist, 0.9)


def _camp(s: Sheet) -> None:
    """Lit tents on the dark moraine, their light on the stones, and the two who are still outside."""
    ground = s.region(0, 690, 700, 800)

    def warmth(x: Array, y: Array) -> Array:
        pool = np.exp(-(((x - 236) / 210) ** 2) - ((y - 776) / 34) ** 2)
        stones: Array = pool * (0.55 + 0.5 * s.noise.fbm(x / 22, y / 7, 3))
        return stones

    s.stipple(ground, "#8a5a52", lambda x, y: 1.5 * warmth(x, y), 0.75)
    s.stipple(ground, "#f0a13c", lambda x, y: 0.62 * warmth(x, y), 0.85)
    s.glow("#f0a13c", 236, 716, 110, 0.22, 0.55)
    for cx, cy, w, h in ((76, 746, 76, 52), (396, 754, 84, 58), (232, 776, 136, 98)):
        _tent(s, cx, cy, w, h)
    figure(s, 322, 786, 38, "#f6cfa8", "#c8452f", (0.7, 0.16), "#101a38", -1)
    figure(s, 478, 776, 35, "#8fa6d0", "#e3a32b", (0.7, 0.16), "#101a38", -1)


def _tent(s: Sheet, cx: float, cy: float, w: float, h: float) -> None:
    """Pitch a tent with a lamp in it; cx, cy is the middle of its foot."""
    fall = [(cx - w * 0.52, cy), (cx + w * 0.5, cy), (cx + w * 0.34, cy + w * 0.1), (cx - w * 0.9, cy + w * 0.1)]
    s.stipple(s.shape(fall), "#101a38", 0.75, 0.85)
    body = [(cx - w / 2, cy), (cx - w * 0.27, cy - h * 0.62), (cx - 2, cy - h), (cx + w * 0.29, cy - h * 0.6)]
    p = s.poly([*body, (cx + w / 2, cy)], "#f3a843")

    def lamp(x: Array, y: Array) -> Array:
        dots: Array = 1.2 * np.exp(-((np.hypot(x - cx, y - cy) / (0.36 * w)) ** 2))
        return dots

    s.stipple(p, "#ffe0a0", lamp, 1)
    lee = [(cx - 2, cy - h), (cx - w * 0.27, cy - h * 0.62), (cx - w / 2, cy), (cx - w * 0.2, cy)]
    s.stipple(s.poly(lee, "#d9793a"), "#9c4a32", lambda x, y: 0.8 * smooth(cy - h * 0.2, cy - h, y), 0.9)
    s.poly([(cx - 1, cy - h * 0.66), (cx - w * 0.09, cy), (cx + w * 0.13, cy)], "#fff0c4")
    s.line([(cx - 2, cy - h), (cx - w * 0.2, cy)], 1.1, "#7e3d31", 0.8)
    s.line([(cx - 2, cy - h), (cx + w * 0.29, cy - h * 0.6), (cx + w / 2, cy)], 1.4, "#fff0c4", 0.9)
    for u in (-0.68, 0.68):
        s.line([(cx + u * w, cy + 3), (cx + u * w * 0.42, cy - h * 0.6)], 0.9, "#f6cfa8", 0.55)


# ---------------------------------------------------------------- Hunza
def hunza_fort(s: Sheet) -> None:
    """The fort on its crag above terraces and autumn poplars, light from the left."""
    s.sky((0, "#4f86a6"), (0.3, "#93bcc4"), (0.6, "#e6e3cd"), (1, "#f6e7c6"))
    s.clouds("white", 40, 260, 5, 0.40, 0.8)
    s.massif(
        [(300, 90, 0.85, 0.95), (520, 210, 1, 1), (110, 210, 0.8, 0.8), (860, 150, 0.9, 0.75), (1080, 230, 0.8, 0.7)],
        ["#fffaf0", "#f1ece4", "#c3d0dc", "#93a9c4", "#7d94b5"], 8, freq=3.4, rough=0.8, light=1,
    )  # fmt: skip
    s.haze("#e9e3d2", 250, 470, 0.85)
    s.massif(
        [(40, 330, 0.5, 0.62), (420, 420, 0.6, 0.5), (760, 400, 0.6, 0.6), (1150, 300, 0.6, 0.5)],
        ["#e0bd92", "#c99b72", "#a97a63", "#8a6560"], 18, freq=3.5, rough=1.0, light=1,
    )  # fmt: skip
    s.haze("#ecd3a8", 430, 600, 0.6)
    _crag(s)
    for k, ink in enumerate(("#c9b25e", "#9fa658", "#d8b45a", "#869a52", "#c79a45", "#6f8a4d", "#dcae50", "#55743f")):
        _terrace(s, k, ink)
    n = s.noise

    def hedge(x: Array) -> Array:
        edge: Array = 792 - 66 * smooth(360, -40, x) - 38 * smooth(900, 1230, x) - 10 * n.ridged(x / 55, 4, 4)
        return edge

    p = s.land(hedge, "#2c3a33")
    s.stipple(p, "#7c7a3d", lambda x, y: 0.4 * smooth(0.1, 0.9, n.fbm(x / 14, y / 12, 3)), 0.8)
    for x, h in ((36, 330), (92, 390), (140, 300), (1130, 340), (1176, 270)):
        poplar(s, x, 790, h, "#e2992b", "#8a4a22", "#ffd877", int(x))


def _crag(s: Sheet) -> None:
    """A spur of broken rock: a pinnacle behind the fort, buttresses before its foot."""
    back = [(590, 600), (612, 452), (640, 430), (846, 430), (858, 402), (869, 396), (880, 374), (889, 368), (896, 378)]
    back += [(903, 388), (912, 406), (926, 412), (936, 452), (958, 466), (970, 500), (1000, 516), (1040, 600)]
    crag(s, back, 760, 71)
    fort(s, 744, 436, 0.84)
    front = [(470, 600), (492, 556), (520, 546), (532, 524), (552, 516), (566, 482), (584, 474), (592, 446)]
    front += [(606, 440), (616, 424), (636, 420), (646, 432), (670, 428), (684, 440), (716, 434), (728, 424)]
    front += [(748, 428), (764, 440), (800, 436), (816, 424), (836, 420), (850, 432), (862, 428), (872, 446)]
    front += [(890, 452), (898, 484), (920, 494), (930, 520), (958, 528), (974, 550), (1010, 560), (1030, 600)]
    crag(s, front, 730, 72)


def crag(s: Sheet, outline: Sequence[tuple[float, float]], cx: float, seed: int, grain: float = 1.0) -> None:
    """Fill an outline with standing slabs of rock: each has a lit left face, a dark right one and broken ledges."""
    n = Noise(seed)
    edge = np.asarray(outline, float)
    fine = np.linspace(0, len(edge) - 1, len(edge) * 12)
    jag = np.stack([np.interp(fine, np.arange(len(edge)), edge[:, i]) for i in (0, 1)], 1)
    jag[:, 0] += 3.2 * grain * n.fbm(fine * 1.9, 3, 3)
    jag[:, 1] += 4.2 * grain * n.fbm(fine * 1.6, 8, 3)
    part = s.shape(jag)
    x, y = s.xy(part)
    a, b = (x - cx) / grain, (y - edge[:, 1].min()) / grain
    fan = a / (1 + 0.0030 * b)
    u = fan / 30 + 0.75 * n.fbm(a / 70, b / 120, 3) + 0.10 * n.fbm(a / 9, b / 13, 2)
    slab = np.floor(u)
    height = b + 90 * n.at(slab * 5.3, 2) + 0.35 * a * n.at(slab * 2.9, 6) + 5 * n.fbm(a / 14, b / 14, 2)
    shelf = np.floor(height / 52)
    rest = height / 52 - shelf
    f = u - slab
    crest = 0.42 + 0.26 * n.at(slab * 7.3, shelf * 3.1)
    face = np.where(f < crest, -0.62 + 0.5 * f / crest, 0.22 + 0.55 * (1 - f))
    turned = np.tanh(a / 150) * 0.34
    shade = face + turned + 0.34 * n.at(slab * 3.7, shelf * 5.9) + 0.3 * (rest - 0.5) - 0.55 * (rest < 0.10)
    tones = palette("#f8dcae", "#e8ba82", "#cf9562", "#a36c52", "#784b48")
    s.lay(part, tones[np.digitize(shade, np.linspace(-0.60, 0.66, 4))])
    s.stipple(part, "#4f3540", lambda xx, yy: 0.30 * smooth(-0.1, 0.5, turned) * (face > 0), 0.7)
    low = float(edge[:, 1].max())
    s.stipple(part, "#efd0a0", lambda a, b: 0.55 * smooth(low - 130 * grain, low - 20 * grain, b), 0.8)


def _terrace(s: Sheet, k: int, ink: str) -> None:
    """One field with its stone wall, the houses and poplars that stand on it."""
    n = s.noise
    base = 556 + k * 25 + k * k * 1.5
    tilt = (-1) ** k * 0.012

    def top(x: Array) -> Array:
        edge: Array = base + 14 * np.sin(x / 190 + k * 1.7) + tilt * (x - 600) + 4 * n.fbm(x / 60, k, 3)
        return edge

    p = s.land(top, mix(ink, "#e9c98a", 0.25))
    s.stipple(p, "#5c4a35", lambda x, y: 0.9 * (y - top(x) < 4.5) * (0.6 + 0.4 * n.fbm(x / 7, y, 2)), 0.75)
    s.stipple(p, "#fff0c0", lambda x, y: 0.30 * smooth(26, 6, y - top(x)) * (y - top(x) > 5), 0.8)
    s.stipple(p, "#3f5a35", lambda x, y: 0.28 * smooth(0.1, 0.9, n.fbm(x / 46, y / 7 + k, 3)), 0.7)
    rng = np.random.default_rng(100 + k)
    if k in (1, 3, 4):
        for x in np.sort(rng.uniform(20, 1180, 6)):
            house(s, float(x), float(top(x)) + 3, 24 + k * 7)
    for x in np.sort(rng.uniform(-10, 1210, 40 if k < 7 else 0)):
        if n.at(x / 150 + k * 3.1, 8 + k) < 0.02:
            continue
        h = (50 + k * 19) * rng.uniform(0.7, 1.25)
        if 560 < x < 905 and k < 3:
            h *= 0.55
        gold = rng.random()
        tree = mix("#e8ae2f", "#d9802b", gold * 0.8) if rng.random() < 0.8 else rgb("#8d9a45")
        poplar(s, float(x), float(top(x)) + 4, h, tree, mix(tree, "#6b3a22", 0.55), "#ffe08a", int(x * 7 + k))


def fort(s: Sheet, cx: float, base: float, k: float) -> None:
    """Tiers of whitewashed wall, timber lacing, hanging bays; k = 1 is 244 units wide and 224 high."""
    lit, shade, timber, dark = "#fbf1dc", "#c4a58c", "#7a4a2c", "#43302c"

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(cx + (x - 744) * k, base + (y - 486) * k) for x, y in points]

    def box(x0: float, y0: float, x1: float, y1: float, ink: str, alpha: float = 1.0) -> None:
        s.poly(at((x0, y0), (x1, y0), (x1, y1), (x0, y1)), ink, alpha)

    def block(x: float, y: float, w: float, h: float, d: float, taper: float = 5) -> None:
        top, slant, foot = y - h, y - h + d * 0.12, at((x, y))[0][1]
        p = s.poly(at((x - taper, y), (x, top), (x + w, top), (x + w, y)), lit)
        s.stipple(p, "#d8bd98", lambda xx, yy: 0.5 * smooth(foot - h * k * 0.5, foot, yy), 0.8)
        q = s.poly(at((x + w, y), (x + w, top), (x + w + d, slant), (x + w + d + taper, y)), shade)
        s.stipple(q, "#8a6c66", lambda xx, yy: 0.6 * smooth(foot - h * k * 0.6, foot, yy), 0.8)
        eaves = [(x - 3, top - 4), (x + w + 1, top - 4), (x + w + d + 3, slant - 3), (x + w + d + 3, slant + 1)]
        s.poly(at(*eaves, (x + w, top + 1), (x - 3, top + 1)), timber)
        for row in range(1, int(h // 17)):
            yy = top + row * 17
            box(x - taper * (row * 17 / h), yy, x + w, yy + 2, timber, 0.75)
            band = [(x + w, yy), (x + w + d, yy + d * 0.1), (x + w + d, yy + d * 0.1 + 2), (x + w, yy + 2)]
            s.poly(at(*band), "#5b3a2b", 0.8)

    def windows(x: float, y: float, count: int, gap: float, w: float = 7, h: float = 11) -> None:
        for i in range(count):
            box(x + i * gap, y, x + i * gap + w, y + h, dark)
            box(x + i * gap - 1.5, y + h, x + i * gap + w + 1.5, y + h + 2, timber)

    block(628, 486, 176, 80, 66, 10)
    windows(644, 424, 6, 26)
    block(650, 408, 148, 50, 58, 5)
    windows(664, 372, 5, 26)
    block(676, 360, 112, 40, 46, 3)
    windows(690, 330, 4, 25)
    block(716, 322, 54, 26, 30, 2)
    windows(726, 305, 2, 20)
    for x, y, w in ((694, 372, 44), (750, 330, 34), (664, 430, 34)):
        s.poly(at((x, y), (x + w, y), (x + w - 5, y + 34), (x + 5, y + 34)), "#6e4129")
        box(x - 4, y - 5, x + w + 4, y, "#4d2d22")
        for i in range(3):
            xx = x + 4 + i * (w - 8) / 3
            box(xx + 1, y + 6, xx + (w - 8) / 3 - 2, y + 22, "#f0c36a")
        for part in (0.15, 0.5, 0.85):
            s.line(at((x + w * part, y + 34), (x + w * part, y + 45)), 2.4 * k, "#4d2d22")
    s.line(at((742, 296), (742, 262)), 2 * k, "#4d2d22")


def ridge(seed: int, base: float, amp: float, step: float = 120) -> Profile:
    """Return the profile of a broken ridge."""
    n = Noise(seed)
    return lambda x: base - amp * (n.ridged(np.asarray(x) / step, seed, 5) - 0.7)
