"""A scene of the Baltoro: bread on the iron plate before dawn, and the loads that wait."""

from __future__ import annotations

import numpy as np
from hand import Sheet, ring
from ink import Array, Noise, chance, mix, palette, smooth
from mountains import ridge
from shapes import curve, figure

PLATE = (468.0, 566.0, 232.0, 66.0)
EMBER = (468.0, 668.0)
CRUST = palette("#7a4630", "#b5794a", "#dba968", "#f0cd90", "#fbe6b8")


def _warm(x: Array, y: Array) -> Array:
    """Return how much of the fire a place sees."""
    light: Array = np.exp(-((np.hypot((x - EMBER[0]) / 330, (y - EMBER[1]) / 190)) ** 1.6))
    return light


def _dawn(s: Sheet) -> None:
    """Stars above, the first light behind dark ridges."""
    s.sky((0, "#131c40"), (0.22, "#24386c"), (0.4, "#5d6d98"), (0.5, "#c99aa0"), (0.58, "#f3c39c"))
    rng = np.random.default_rng(5)
    for _ in range(70):
        x, y = rng.uniform(0, 1200), rng.uniform(0, 250)
        s.disc(x, y, rng.uniform(0.8, 1.9), "#f7f2e6", alpha=float(rng.uniform(0.35, 0.9)))
    s.massif(
        [(860, 236, 0.9, 0.8), (1010, 286, 0.8, 0.7), (700, 330, 0.8, 0.8), (1180, 300, 0.8, 0.8)],
        ["#e9b69c", "#a98aa4", "#74739e", "#5a6496"], 17, freq=4, rough=0.9, bottom=520,
    )  # fmt: skip
    s.massif(
        [(60, 226, 0.9, 0.66), (330, 352, 0.7, 0.8), (-60, 300, 0.8, 0.8)],
        ["#6d6f9c", "#45548a", "#2f4076", "#25346a"], 23, freq=3.4, rough=1.0, bottom=560,
    )  # fmt: skip
    s.haze("#d9a8a0", 360, 500, 0.6, 0.8)
    s.land(ridge(31, 474, 22, 160), "#1f2b58")


def _ground(s: Sheet) -> None:
    n = s.noise
    p = s.land(lambda x: 520 + 8 * n.fbm(x / 120, 2, 3), "#1a2348")
    s.stipple(p, "#4b5584", lambda x, y: 0.45 * smooth(0.2, 0.9, n.fbm(x / 30, y / 9, 3)), 0.75)
    s.stipple(p, "#a8543a", lambda x, y: 1.1 * smooth(0.12, 0.8, _warm(x, y)), 0.8)
    s.stipple(p, "#f0a062", lambda x, y: 0.9 * smooth(0.45, 1.0, _warm(x, y)), 0.8)
    rng = np.random.default_rng(14)
    for _ in range(70):
        x, y, r = rng.uniform(0, 1200), rng.uniform(548, 800), rng.uniform(4, 15)
        lit = float(_warm(np.array(x), np.array(y)))
        s.disc(x + 4, y + r * 0.3, r * 1.1, "#0f1430", r * 0.42, alpha=0.7)
        s.disc(x, y, r, mix("#2f3a66", "#b56a48", min(1.0, 1.3 * lit)), r * 0.55)
        s.disc(
            x - r * 0.2 * np.sign(x - EMBER[0]),
            y - r * 0.14,
            r * 0.6,
            mix("#56608c", "#f0b27a", min(1.0, 1.4 * lit)),
            r * 0.26,
        )


def _load(s: Sheet, x: float, base: float, w: float, h: float, cloth: str, seed: int) -> None:
    """A tied load: a wrapped bundle with rope round it, lit by the fire on its near side."""
    n = Noise(seed)
    side = curve((-0.5, 0), (-0.54, -0.4), (-0.46, -0.86), (-0.2, -1.02),
                 (0.18, -0.98), (0.46, -0.88), (0.53, -0.45), (0.5, 0), n=12)  # fmt: skip
    p = s.poly(side * np.array([w, h]) + np.array([x, base]), cloth)
    toward = -1 if x > EMBER[0] else 1
    s.stipple(
        p,
        "#e0875a",
        lambda a, b: (
            1.0
            * smooth(0.0, 0.62, toward * (a - x) / w + 0.08 * n.fbm(a / 30, b / 30, 2))
            * smooth(base - 1.1 * h, base - 0.2 * h, b)
        ),
        0.8,
    )
    s.stipple(
        p,
        "#11173a",
        lambda a, b: 0.95 * smooth(0.15, -0.5, toward * (a - x) / w + 0.1 * n.fbm(a / 26, b / 26, 2)),
        0.85,
    )
    for v in (-0.3, -0.66):
        t = np.linspace(-0.53, 0.53, 24)
        rope = np.stack([x + t * w, base + v * h + 10 * np.cos(t * 3)], 1)
        s.line(rope + np.array([0, 4]), 7, "#0f1430", 0.6)
        s.line(rope, 6, mix("#6d6480", "#e9bd88", 0.45))
    for u in (-0.24, 0.24):
        t = np.linspace(0, 1, 20)
        rope = np.stack([x + u * w * (1 + 0.1 * np.sin(t * 3)), base - h * (1.0 - 0.02) * t], 1)
        s.line(rope, 6, mix("#6d6480", "#e9bd88", 0.45))


def _hearthstone(s: Sheet, x: float, y: float, size: tuple[float, float], turn: int) -> None:
    """One stone of the hearth; turn says on which side the fire is."""
    edge = ring(x, y, *size, 40) + (chance(np.arange(40), x, 2.0)[:, None] - 0.5) * 9
    p = s.poly(edge, "#3a3c5e")

    def lit(a: Array, b: Array) -> Array:
        return 1.0 * smooth(0, 60, turn * (a - x) - 0.4 * (b - y)) if turn else 0.9 * smooth(y + 4, y - 34, b)

    s.stipple(p, "#e0754a", lit, 0.85)
    s.stipple(p, "#141836", lambda a, b: 0.9 * smooth(0, 50, -turn * (a - x) + 0.7 * (b - y)), 0.85)


def _stove(s: Sheet) -> None:
    """Embers, flames and the stones round them."""
    ex, ey = EMBER
    s.disc(ex, ey + 14, 250, "#0f1226", 62)
    bed = s.shape(ring(ex, ey - 4, 205, 46))
    s.lay(bed, "#5e1a1c")
    n = s.noise
    s.stipple(bed, "#e8502a", lambda x, y: 0.95 * smooth(-0.3, 0.5, n.fbm(x / 22, y / 12, 3)), 0.9)
    s.stipple(bed, "#ffc04a", lambda x, y: 0.95 * smooth(0.1, 0.7, n.fbm(x / 18 + 3, y / 10, 3)), 0.9)
    rng = np.random.default_rng(3)
    for k in range(16):
        x, h = ex - 180 + 24 * k + rng.uniform(-8, 8), rng.uniform(34, 78)
        t = np.linspace(0, 1, 16)
        lean = rng.uniform(-10, 10)
        half = 9 * np.sin(np.pi * t**0.6)
        mid = x + lean * t**2
        for size, ink in ((1.0, "#e8632a"), (0.6, "#ffc65a")):
            flame = np.concatenate(
                [
                    np.stack([mid - half * size, ey + 6 - h * size * t], 1),
                    np.stack([mid + half * size, ey + 6 - h * size * t], 1)[::-1],
                ]
            )
            s.poly(flame, ink, 0.9)
    for x, y, rx, ry, turn in ((252, 664, 64, 58, 1), (690, 662, 66, 60, -1), (470, 712, 84, 40, 0)):
        _hearthstone(s, x, y, (rx, ry), turn)


def _plate(s: Sheet) -> None:
    """The iron plate, a little domed."""
    cx, cy, rx, ry = PLATE
    s.poly(ring(cx, cy + 15, rx, ry), "#11131f")
    s.stipple(s.shape(ring(cx, cy + 15, rx, ry)), "#c8502f", lambda x, y: 0.8 * smooth(cy + 52, cy + 84, y), 0.85)
    p = s.poly(ring(cx, cy, rx, ry), "#23263a")
    s.stipple(
        p,
        "#6f7896",
        lambda x, y: 0.6 * smooth(0.8, 1.0, np.hypot((x - cx) / rx, (y - cy) / ry)) * smooth(cy + 10, cy - 50, y),
        0.85,
    )


def _bread(s: Sheet, cx: float, cy: float, rx: float, ry: float, seed: int) -> None:
    """One round of bread with its blisters."""
    n = Noise(seed)
    t = np.linspace(0, 2 * np.pi, 90)
    wave = 1 + 0.03 * n.fbm(2.2 * np.cos(t), 2.2 * np.sin(t), 3)
    edge = np.stack([cx + rx * wave * np.cos(t), cy + ry * wave * np.sin(t)], 1)
    s.poly(edge + np.array([0, 9]), "#0c0e18", 0.75)
    s.poly(edge + np.array([0, 5]), "#8f5a3a")
    p = s.poly(edge, CRUST[3])
    x, y = s.xy(p)
    u, v = (x - cx) / rx, (y - cy) / ry
    bump = n.fbm(u * 3.4, v * 3.4, 3)
    level = 0.72 + 0.20 * bump - 0.22 * smooth(0.8, 1.0, np.hypot(u, v)) - 0.10 * u
    spots = smooth(0.34, 0.62, n.fbm(u * 5 + 9, v * 5, 3))
    s.lay(p, CRUST[s.steps(p, level - 0.62 * spots, len(CRUST), 0.8)])


def _stack(s: Sheet) -> None:
    """The breads that keep warm under a cloth."""
    cx, base = 884.0, 700.0
    s.stipple(s.shape(ring(cx + 20, base + 16, 190, 34)), "#0a0d22", 0.9, 0.8)
    s.poly(ring(cx, base + 4, 172, 42), "#8a4a2c")
    s.poly(ring(cx, base - 4, 166, 38), "#b5703f")
    for k in range(5):
        _bread(s, cx - 6 + 5 * np.sin(k * 2.3), base - 10 - 10 * k, 146, 34, 40 + k)
    top = base - 58.0
    cloth = curve(
        (-40, -34), (60, -44), (150, -18), (178, 34), (150, 82), (84, 70), (40, 92), (-6, 60), (-40, -34), n=12
    ) + np.array([cx, top])
    p = s.poly(cloth, "#e9dcc6")
    x, y = s.xy(p)
    u, v = (x - cx) * 0.9 + (y - top) * 0.35, (y - top) * 1.1 - (x - cx) * 0.25
    line = (np.mod(u, 44) < 9) | (np.mod(v, 36) < 8)
    s.lay(p.only(line.astype(np.float32)), "#a8342c", 0.85)
    s.stipple(
        p,
        "#3a3358",
        lambda a, b: 0.95 * smooth(cx + 40, cx + 170, a + 14 * np.sin(b / 14)) + 0.3 * smooth(top + 30, top + 90, b),
        0.8,
    )
    s.stipple(p, "#ffdca8", lambda a, b: 0.7 * smooth(cx + 50, cx - 40, a), 0.8)


def _kettle(s: Sheet, x: float, y: float) -> None:
    """A sooty kettle at the edge of the fire, its steam against the dawn."""
    spout = curve(
        (40, -56), (74, -66), (84, -100), (104, -112), (112, -104), (98, -86), (88, -52), (48, -26), n=8
    ) + np.array([x, y])
    s.poly(spout, "#2b2d48")
    body = curve(
        (-52, 0), (-70, -42), (-48, -92), (0, -104), (48, -92), (70, -42), (52, 0), (0, 8), (-52, 0), n=10
    ) + np.array([x, y])
    p = s.poly(body, "#34385a")
    s.stipple(p, "#e8804e", lambda a, b: 1.0 * smooth(x + 4, x + 70, a) * smooth(y - 110, y - 30, b), 0.85)
    s.stipple(p, "#10132c", lambda a, b: 0.95 * smooth(x - 8, x - 70, a), 0.85)
    s.line(curve((-44, -92), (-40, -150), (40, -150), (44, -92), n=10) + np.array([x, y]), 7, "#23263a")
    s.disc(x, y - 110, 9, "#565a80", 7)
    t = np.linspace(0, 1, 60)
    for off in (0, 16):
        path = np.stack([x + 112 + off + 22 * np.sin(t * 5 + off) * t + 20 * t, y - 116 - 170 * t], 1)
        q = s.line(path, 20 * np.sin(np.pi * t) ** 0.7 + 0.6, "#f6e6d2", 0.0)
        s.stipple(q, "#f6e6d2", lambda a, b: 0.5 * smooth(y - 290, y - 130, b), 0.8)


def paiju_bread(s: Sheet) -> None:
    """The stove in the middle of the picture lights everything near it; behind it the sky grows pale."""
    _dawn(s)
    figure(s, 968, 536, 66, "#2b355f", "#8d5a58", (0, 0), "#11173a")
    _ground(s)
    _load(s, 1090, 610, 190, 150, "#3d4f86", 3)
    _load(s, 830, 584, 130, 104, "#6b3a4c", 5)
    _kettle(s, 150, 626)
    _stove(s)
    _plate(s)
    _bread(s, 462, 556, 160, 44, 9)
    _stack(s)
    s.glow("#ff9a4a", EMBER[0], 620, 190, 0.42, 0.5)
