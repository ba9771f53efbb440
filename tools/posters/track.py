"""A scene of the way to Fairy Meadows: the jeep track across a slope above the gorge."""

from __future__ import annotations

import numpy as np
from hand import Sheet
from ink import Array, Colour, mix, smooth, stops
from meadows import PINE, pine
from shapes import curve

TRACK = curve(
    (1230, 690),
    (1060, 640),
    (900, 600),
    (742, 532),
    (600, 500),
    (452, 430),
    (318, 398),
    (196, 330),
    (70, 300),
    (-40, 262),
    n=24,
)
EDGE = curve(
    (-30, 40), (120, 120), (300, 236), (470, 330), (640, 420), (800, 520), (960, 588), (1110, 700), (1240, 830), n=24
)


def _far(s: Sheet) -> None:
    """Sky, a white peak, the other side of the valley, and the river at its foot."""
    s.sky((0, "#4b93b8"), (0.2, "#93c6d0"), (0.42, "#e3ebda"), (0.56, "#f8ecd0"))
    s.clouds("white", 30, 170, 67, 0.42, 0.8)
    s.massif(
        [(930, 150, 0.62, 0.6), (790, 226, 0.7, 0.8), (1090, 206, 0.7, 0.6), (660, 290, 0.7, 0.7),
         (1210, 240, 0.6, 0.6)],
        ["#fffdf4", "#f4eee2", "#cbd8e4", "#9cb4d0", "#7d99bf"], 27, freq=4.2, rough=0.9, light=1, bottom=520,
    )  # fmt: skip
    s.haze("#eef0e2", 300, 430, 0.85)
    s.massif(
        [(1240, 300, 0.52, 0.6), (1020, 392, 0.6, 0.62), (820, 452, 0.6, 0.7)],
        ["#d9c3a4", "#bfa189", "#9b8584", "#7d7684"], 47, freq=4, rough=1.0, light=1,
    )  # fmt: skip
    s.haze("#e0d9c2", 470, 700, 0.6, 0.8)


def _slope(s: Sheet) -> None:
    """The near mountainside: rock, tongues of scree, and a long way down."""
    n = s.noise
    rough = 20 * (n.ridged(EDGE[:, 0] / 70, 5, 5, 0.55) - 0.8)
    crest = EDGE - np.stack([0 * rough, rough], 1)
    p = s.poly(np.concatenate([crest, [(1240, 840), (-40, 840)]]), "#a8836a")
    x, y = s.xy(p)
    warp = n.fbm(x / 150, y / 150, 3)
    across, along = (x - 0.30 * y) / 84 + 0.35 * warp, y / 420 + 0.2 * warp
    rock = n.ridged(across, along, 5, 0.56)
    fine = n.ridged(x / 30 + warp, y / 46 + warp, 3, 0.6)
    level = 0.58 + 0.34 * (rock - 0.8) + 0.14 * (fine - 0.8) - 0.24 * smooth(380, 860, y + 0.25 * x - 120)
    tones = np.stack([mix(a, a, 0) for a in ("#4f4048", "#735a56", "#987663", "#bd9a78", "#dcbd94", "#f3dcb2")])
    s.lay(p, tones[s.steps(p, level, len(tones), 0.8)])
    scree = smooth(0.2, 0.6, n.fbm(across * 0.6 + 3, along * 0.9, 3))
    s.stipple(p, "#e9cfa4", lambda a, b: 0.75 * scree, 0.75)
    s.stipple(p, "#6d5650", lambda a, b: 0.35 * scree * (n.at(a / 5, b / 4) > 0.3), 0.8)
    rng = np.random.default_rng(21)
    for _ in range(46):
        a, b = rng.uniform(0, 1200), rng.uniform(200, 800)
        r = rng.uniform(3, 11)
        if b > float(np.interp(a, EDGE[:, 0], EDGE[:, 1])) + 24 and abs(b - _track(a)) > 34:
            s.disc(a + r * 0.7, b + r * 0.4, r * 1.2, "#4f4048", r * 0.4, alpha=0.6)
            s.disc(a, b, r, "#bd9a78", r * 0.72)
            s.disc(a - r * 0.25, b - r * 0.22, r * 0.6, "#dcbd94", r * 0.4)


def _track(x: float) -> float:
    """Return the height of the track on the sheet."""
    return float(np.interp(x, TRACK[::-1, 0], TRACK[::-1, 1]))


def _road(s: Sheet) -> None:
    """One lane, cut in above and walled up with dry stones below."""
    wide = np.linspace(44, 15, len(TRACK))
    up = np.stack([0 * wide, -wide * 1.5], 1)
    s.poly(np.concatenate([TRACK + up, TRACK[::-1]]), "#7d5f56")
    cut = s.shape(np.concatenate([TRACK + up, TRACK[::-1]]))
    s.stipple(cut, "#c9a580", lambda x, y: 0.55 * smooth(-0.2, 0.6, s.noise.fbm(x / 9, y / 22, 3)), 0.8)
    down = np.stack([0 * wide, wide * 1.15], 1)
    wall = s.poly(np.concatenate([TRACK, (TRACK + down)[::-1]]), "#8d7468")
    rng = np.random.default_rng(2)
    for k in range(len(TRACK) - 1):
        for v in np.arange(0.12, 1.1, 0.24):
            a = TRACK[k] + down[k] * (v + rng.uniform(-0.04, 0.04)) + rng.uniform(-4, 4, 2) * [1, 0]
            r = wide[k] * rng.uniform(0.13, 0.2)
            s.disc(
                float(a[0]),
                float(a[1]),
                r * 1.5,
                ("#b89a80", "#a3877a", "#cbb08e", "#8a716c")[rng.integers(4)],
                r * 0.8,
            )
    s.stipple(wall, "#4b3b42", lambda x, y: 0.5 * (s.noise.at(x / 5, y / 4) > 0.2), 0.7)
    bed = np.concatenate(
        [TRACK - np.stack([0 * wide, wide * 0.42], 1), (TRACK + np.stack([0 * wide, wide * 0.05], 1))[::-1]]
    )
    p = s.poly(bed, "#f0dab0")
    s.stipple(p, "#b5936e", lambda x, y: 0.4 * smooth(0.1, 0.7, s.noise.fbm(x / 30, y / 5, 3)), 0.8)
    for off in (0.08, 0.28):
        s.line(TRACK - np.stack([0 * wide, wide * off], 1), wide * 0.07, "#b08a66", 0.8)
    s.line(TRACK - np.stack([0 * wide, wide * 0.42], 1), wide * 0.08, "#6d5650", 0.7)


def _jeep(s: Sheet, x: float, y: float, k: float, tilt: float) -> None:
    """A jeep with rucksacks on its roof, driving up to the left."""
    c, d = np.cos(tilt), np.sin(tilt)

    def q(*points: tuple[float, float]) -> Array:
        p = np.array(points) * k
        return np.stack([x + p[:, 0] * c - p[:, 1] * d, y + p[:, 0] * d + p[:, 1] * c], 1)

    def patch(points: tuple[tuple[float, float], ...], ink: Colour) -> None:
        s.poly(q(*points), ink)

    s.stipple(s.shape(q((-0.9, 0.02), (1.5, 0.02), (1.7, 0.2), (-0.6, 0.18))), "#4b3b42", 0.85, 0.75)
    patch(((-1, -0.16), (-1, -0.5), (-0.42, -0.58), (-0.3, -0.94), (0.9, -0.94), (0.92, -0.16)), "#23695f")
    patch(((-1, -0.16), (-1, -0.28), (0.92, -0.28), (0.92, -0.16)), "#17484c")
    patch(((-1, -0.5), (-0.42, -0.58), (-0.42, -0.53), (-1, -0.45)), "#7fc0a8")
    for a, b in ((-0.26, 0.12), (0.2, 0.5), (0.58, 0.84)):
        patch(((a, -0.56), (a + 0.03, -0.86), (b, -0.86), (b, -0.56)), "#dfeee6")
        patch(((a + 0.12, -0.56), (b, -0.72), (b, -0.56)), "#8fb8bc")
    patch(((-0.36, -0.94), (0.96, -0.94), (0.96, -1.0), (-0.36, -1.0)), "#f3e3c0")
    for a, w, h, ink in (
        (-0.26, 0.3, 0.22, "#c8452f"),
        (0.04, 0.28, 0.28, "#e3a32b"),
        (0.33, 0.3, 0.2, "#2b6f9c"),
        (0.63, 0.26, 0.25, "#a5322c"),
    ):
        patch(((a, -1.0), (a + 0.02, -1.0 - h), (a + w - 0.04, -1.02 - h), (a + w, -1.0)), ink)
        patch(
            ((a + w * 0.6, -1.0), (a + w * 0.6, -1.01 - h), (a + w - 0.04, -1.02 - h), (a + w, -1.0)),
            mix(ink, "#241c36", 0.35),
        )
    patch(((-1.06, -0.2), (-1.06, -0.3), (-0.94, -0.3), (-0.94, -0.2)), "#f3e3c0")
    for a in (-0.62, 0.55):
        wx, wy = q((a, -0.12))[0]
        s.disc(float(wx), float(wy), 0.24 * k, "#1c1a26")
        s.disc(float(wx), float(wy), 0.11 * k, "#b5afab")


def jeep_track(s: Sheet) -> None:
    """The track climbs to the left, one small jeep on it; the sun is high on the left."""
    _far(s)
    _slope(s)
    _road(s)
    for k in range(16):
        at = 742 + 14.0 * k
        h = 6 + 1.6 * k
        s.glow("#f6e6c4", at + 46, _track(at) - 8 - 0.7 * h, h * 1.3, 0.5 - 0.02 * k, 0.7)
    _jeep(s, 690, _track(690) - 4, 46, 0.20)
    rng = np.random.default_rng(7)
    for x, y, h in (
        (92, 230, 118),
        (150, 272, 96),
        (40, 196, 132),
        (232, 318, 84),
        (1010, 712, 120),
        (1090, 772, 150),
        (930, 700, 92),
        (36, 560, 150),
        (118, 640, 176),
        (226, 730, 196),
        (40, 760, 240),
    ):
        pine(s, x, y, h, PINE, int(rng.integers(1 << 20)))
    s.lay(s.region(), lambda a, b: stops(b / 800, (0, "#fff2d6"), (1, "#fff2d6")), 0.02)
