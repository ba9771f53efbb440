"""A scene of the Shandur pass: polo on a wide grass ground by the lake, under the moon."""

from __future__ import annotations

import numpy as np
from hand import Sheet
from ink import Array, Colour, mix, smooth, stops
from mountains import ridge
from shapes import curve

MOON = (792.0, 190.0, 92.0)


def _limb(points: Array, widths: tuple[float, ...]) -> tuple[Array, Array]:
    line = curve(*points, n=8)
    return line, np.interp(np.linspace(0, 1, len(line)), np.linspace(0, 1, len(widths)), widths)


def rider(
    s: Sheet,
    x: float,
    y: float,
    k: float,
    coat: Colour,
    shirt: Colour,
    flip: int = 1,
    swing: float = -2.0,
    gait: int = 0,
) -> None:
    """Gallop one rider; y is the ground, k the length of the horse, swing the mallet's angle (0 points forward)."""
    dark = "#241d29"
    shade = mix(coat, dark, 0.5)

    def q(points: Array) -> Array:
        return np.asarray(points, float) * [flip * k, k] + [x, y]

    t = np.linspace(0, 2 * np.pi, 40)
    fall = np.stack([0.30 + 0.72 * np.cos(t), 0.02 + 0.055 * np.sin(t)], 1) * [k, k] + [x, y]
    s.stipple(s.shape(fall), "#1f3a3c", 0.85, 0.85)

    def leg(ink: Colour, *points: tuple[float, float]) -> None:
        line, width = _limb(np.asarray(points), (0.13, 0.075, 0.05, 0.042, 0.05))
        s.line(q(line), width * k, ink)
        hoof = line[-4:] + (line[-1] - line[-4]) * 0.35
        s.line(q(hoof), 0.056 * k, "#1c171e")

    # far legs, then the body, then near legs
    if gait == 0:  # stretched
        leg(shade, (0.30, -0.42), (0.48, -0.30), (0.62, -0.22), (0.76, -0.24))
        leg(shade, (-0.30, -0.44), (-0.46, -0.34), (-0.50, -0.22), (-0.72, -0.12))
    else:  # gathered
        leg(shade, (0.28, -0.42), (0.36, -0.26), (0.24, -0.16), (0.14, -0.20))
        leg(shade, (-0.32, -0.44), (-0.26, -0.28), (-0.16, -0.16), (-0.06, -0.04))
    tail = [
        (-0.44, -0.62),
        (-0.58, -0.68),
        (-0.72, -0.60),
        (-0.86, -0.62),
        (-0.72, -0.52),
        (-0.56, -0.54),
        (-0.44, -0.54),
    ]
    s.poly(q(curve(*tail, n=8)), shade)
    back = [(-0.46, -0.50), (-0.45, -0.62), (-0.32, -0.69), (-0.10, -0.64), (0.12, -0.66), (0.28, -0.76), (0.46, -0.96)]
    head = [(0.54, -1.02), (0.62, -0.98), (0.80, -0.80), (0.79, -0.73), (0.72, -0.73), (0.60, -0.82), (0.54, -0.80)]
    belly = [(0.46, -0.60), (0.36, -0.44), (0.16, -0.38), (-0.12, -0.40), (-0.30, -0.40)]
    p = s.poly(q(curve(*back, *head, *belly, n=8)), coat)
    s.stipple(p, shade, lambda a, b: 0.9 * smooth(y - 0.56 * k, y - 0.38 * k, b), 0.9)
    s.stipple(
        p,
        "#f6dfc0",
        lambda a, b: (
            (0.55 if k > 70 else 0.0) * smooth(y - 0.6 * k, y - 0.8 * k, b) * smooth(x + 0.3 * k, x - 0.5 * k, a)
        ),
        0.85,
    )
    s.line(q(curve((0.24, -0.74), (0.36, -0.88), (0.50, -1.05), n=8)), 0.07 * k, shade)
    s.poly(q(np.asarray([(0.50, -1.0), (0.52, -1.10), (0.57, -1.0)])), coat)
    if gait == 0:
        leg(coat, (0.28, -0.44), (0.44, -0.42), (0.60, -0.40), (0.68, -0.30))
        leg(coat, (-0.30, -0.46), (-0.40, -0.28), (-0.52, -0.16), (-0.64, -0.02))
    else:
        leg(coat, (0.30, -0.44), (0.46, -0.34), (0.46, -0.18), (0.34, -0.12))
        leg(coat, (-0.30, -0.46), (-0.34, -0.26), (-0.30, -0.12), (-0.20, 0.0))
    # saddle cloth, leg, body, arm and mallet
    s.poly(q(np.asarray([(-0.20, -0.66), (0.10, -0.66), (0.12, -0.50), (-0.22, -0.50)])), mix(shirt, dark, 0.35))
    s.poly(
        q(curve((-0.06, -0.74), (0.08, -0.70), (0.20, -0.54), (0.14, -0.36), (0.07, -0.38), (0.06, -0.52), n=6)),
        "#f7efe0",
    )
    s.poly(q(np.asarray([(0.06, -0.40), (0.15, -0.38), (0.13, -0.24), (0.22, -0.21), (0.05, -0.20)])), dark)
    body = s.poly(
        q(curve((-0.12, -0.68), (-0.06, -0.92), (0.06, -1.10), (0.18, -1.08), (0.20, -0.92), (0.10, -0.68), n=8)), shirt
    )
    s.stipple(body, mix(shirt, dark, 0.55), lambda a, b: 0.85 * smooth(0.02 * k, 0.2 * k, (a - x) * 1.0), 0.85)
    hand = np.asarray([0.12 + 0.32 * np.cos(swing), -1.02 + 0.32 * np.sin(swing)])
    tip = np.asarray([0.12 + 1.12 * np.cos(swing + 0.1), -1.02 + 1.12 * np.sin(swing + 0.1)])
    s.line(q(np.stack([hand, tip])), max(1.2, 0.026 * k), "#f3d9ae")
    across = np.asarray([-(tip - hand)[1], (tip - hand)[0]]) / np.hypot(*(tip - hand))
    s.line(q(np.stack([tip - 0.09 * across, tip + 0.09 * across])), 0.055 * k, "#f3d9ae")
    s.line(q(np.stack([np.asarray([0.12, -1.02]), hand])), np.asarray([0.10, 0.065]) * k, mix(shirt, "#f7efe0", 0.2))
    s.line(q(np.asarray([(0.16, -0.98), (0.30, -0.88), (0.36, -0.86)])), 0.06 * k, mix(shirt, dark, 0.3))
    s.line(q(np.asarray([(0.36, -0.86), (0.70, -0.80)])), max(0.8, 0.014 * k), dark)
    cx, cy = q(np.asarray([(0.17, -1.19)]))[0]
    s.disc(float(cx), float(cy), 0.085 * k, "#6d4436", 0.095 * k)
    cap = [(0.07, -1.20), (0.08, -1.29), (0.17, -1.33), (0.26, -1.29), (0.30, -1.20)]
    s.poly(q(np.asarray(cap)), "#f3e6d0")


def shandur_polo(s: Sheet) -> None:
    """Riders under the rising moon; the last light comes from the left."""
    s.sky((0, "#25406f"), (0.2, "#45659a"), (0.36, "#8a93b8"), (0.46, "#d9b3b3"), (0.54, "#f3ccb0"))
    s.clouds("#d9c0c8", 60, 300, 83, 0.38, 0.55)
    x0, y0, r = MOON
    s.glow("#f7ecd6", x0, y0, 190, 0.5, 0.6)
    disc = s.disc(x0, y0, r, "#fbf4e2")
    n = s.noise
    s.stipple(disc, "#d8cfd0", lambda x, y: 0.9 * smooth(0.05, 0.5, n.fbm(x / 46 + 3, y / 40, 3)), 0.85)
    s.stipple(disc, "#c3bfcc", lambda x, y: 0.6 * smooth(0.2 * r, 1.1 * r, (x - x0) * 0.7 + (y - y0) * 0.7), 0.8)
    far, nearer = ridge(84, 392, 26, 170), ridge(85, 420, 20, 120)
    p = s.land(far, "#a99bb6")
    s.stipple(
        p,
        "#efd3c8",
        lambda x, y: 0.9 * smooth(26, 0, y - far(x)) * smooth(-0.3, 0.5, n.fbm(x / 9 + y / 12, y / 16, 3)),
        0.9,
    )
    p = s.land(nearer, "#9384a6")
    s.stipple(p, "#d9b3b3", lambda x, y: 0.7 * smooth(0.2, 0.9, n.ridged(x / 30 + y / 40, y / 60, 3)), 0.8)
    s.haze("#e3bfb4", 370, 460, 0.7)
    s.massif(
        [(-60, 150, 0.5, 0.42), (150, 262, 0.4, 0.44), (330, 358, 0.4, 0.42)],
        ["#c79a7c", "#a37b70", "#7d6268", "#5a4c60", "#4a4159"], 86, freq=4.4, rough=0.8, light=1, bottom=470,
    )  # fmt: skip
    s.massif(
        [(1250, 170, 0.42, 0.5), (1080, 290, 0.44, 0.4), (930, 378, 0.42, 0.4)],
        ["#eab78c", "#cf9878", "#a9786a", "#7d5f66", "#5f5066"], 87, freq=4.4, rough=0.8, light=1, bottom=470,
    )  # fmt: skip
    s.haze("#c9a3a0", 400, 500, 0.5, 0.8)
    _lake(s)
    _ground(s)
    _crowd(s)
    for x, y, k, coat, shirt, flip, swing, gait in (
        (318, 556, 50, "#7d5240", "#c0392f", 1, -1.2, 1),
        (1062, 548, 46, "#e9dcc8", "#2f6fa3", -1, -2.2, 0),
        (930, 568, 56, "#54352d", "#c0392f", -1, -1.0, 1),
        (452, 606, 78, "#5a3830", "#2f6fa3", 1, -0.9, 0),
        (792, 640, 100, "#efe3d0", "#c0392f", 1, -2.0, 1),
        (570, 694, 136, "#8a5238", "#c0392f", 1, -2.1, 0),
        (268, 724, 126, "#3d2a2a", "#2f6fa3", 1, -2.5, 1),
    ):
        rider(s, x, y, k, coat, shirt, flip, swing, gait)
    s.disc(612, 296, 9.5, "#fffdf4")
    s.stipple(
        s.disc(612, 296, 9.5, "#fffdf4"),
        "#a9a3bd",
        lambda x, y: 0.9 * smooth(-1, 9, (x - 612) * 0.7 + (y - 296) * 0.7),
        0.8,
    )
    flight = curve((528, 372), (556, 338), (580, 316), (596, 304), n=4)
    for a, b in zip(flight[::2], flight[1::2], strict=False):
        s.line(np.stack([a, b]), 2.0, "#f7f2e6", 0.75)


def _lake(s: Sheet) -> None:
    n = s.noise
    shore = curve((-10, 452), (240, 446), (560, 443), (900, 446), (1210, 450))
    low = curve((1210, 486), (980, 498), (700, 506), (420, 500), (180, 488), (-10, 480))
    p = s.poly(
        np.concatenate([shore, low]),
        lambda x, y: stops((y - 444) / 60, (0, "#d5b9b8"), (0.4, "#8f9bbd"), (1, "#4d6c9c")),
    )
    x0 = MOON[0]

    def path(x: Array, y: Array) -> Array:
        wide = 46 + 0.8 * (y - 444)
        dots: Array = 0.95 * np.exp(-(((x - x0) / wide) ** 2)) * (n.fbm(x / 40, y / 3, 2) > -0.15)
        return dots

    s.stipple(p, "#35528a", lambda x, y: 0.5 * (n.fbm(x / 60 + 4, y / 3.4, 3) > 0.3), 0.8)
    s.stipple(p, "#fbf0dc", path, 0.95)
    s.stipple(p, "#fbe6cc", lambda x, y: 0.7 * smooth(5, 0, y - 445), 0.9)


def _ground(s: Sheet) -> None:
    """The polo ground: bands of grass running to the far side, a low stone wall round it."""
    n = s.noise

    def top(x: Array) -> Array:
        edge: Array = 502 - 16 * smooth(420, -20, x) - 14 * smooth(860, 1220, x) + 1.5 * n.fbm(x / 30, 5, 3)
        return edge

    def grass(x: Array, y: Array) -> Array:
        deep = 60 / np.maximum(y - 470, 6)
        band = np.mod(deep * 9.5 + 0.02 * n.fbm(x / 60, y / 20, 2), 1) < 0.5
        lit = stops((y - 500) / 300, (0, "#9fae6a"), (0.3, "#7f9c5c"), (0.7, "#587f55"), (1, "#375f50"))
        return np.where(band[..., None], lit, lit * np.asarray([0.90, 0.92, 0.94], np.float32))

    p = s.land(top, "#7f9c5c")
    s.lay(p, grass)
    s.stipple(
        p,
        "#e3d08c",
        lambda x, y: 0.5 * smooth(700, -100, x) * smooth(760, 520, y) * smooth(-0.2, 0.7, n.fbm(x / 70, y / 10, 3)),
        0.8,
    )
    s.stipple(p, "#2c5149", lambda x, y: 0.5 * smooth(0.0, 0.9, n.fbm(x / 60 + 7, y / 8, 3)) * smooth(500, 800, y), 0.8)
    s.stipple(p, "#25463f", lambda x, y: 0.7 * smooth(720, 840, y + 0.03 * x), 0.85)
    s.stipple(s.region(y0=496, y1=540), "#e9d6b0", lambda x, y: 0.8 * (np.abs(y - top(x) - 10) < 3.6), 0.8)
    s.stipple(s.region(y0=490, y1=540), "#54505f", lambda x, y: 0.8 * (np.abs(y - top(x) - 15) < 2.2), 0.85)


def _crowd(s: Sheet) -> None:
    """People along the wall and tents on the shore, as dots of colour."""
    rng = np.random.default_rng(88)
    inks = ("#f7efe0", "#c0392f", "#e3a32b", "#2f6fa3", "#54352d", "#f7efe0", "#3b3346")
    for _ in range(330):
        x = rng.uniform(0, 1200)
        if 520 < x < 700 and rng.random() < 0.6:
            continue
        y = 505 - 16 * float(smooth(420, -20, x)) - 14 * float(smooth(860, 1220, x)) + rng.uniform(-5, 3)
        ink = inks[rng.integers(len(inks))]
        s.box(x - 1.5, y - 4.5, x + 1.5, y + 4, ink)
        s.disc(x, y - 6, 1.5, "#4b2f2b")
    for x, w in ((70, 34), (124, 28), (172, 30), (1040, 28), (1090, 34), (1146, 30)):
        y = 490 - 10 * float(abs(x - 600) > 500)
        s.poly([(x - w / 2, y), (x - w * 0.05, y - w * 0.62), (x + w / 2, y)], "#f3e3c6")
        s.poly([(x - w * 0.05, y - w * 0.62), (x + w / 2, y), (x + w * 0.08, y)], "#9c8fa3")
