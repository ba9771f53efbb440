"""A scene of Shandur: trout in a clear stream, seen from the bank."""

from __future__ import annotations

import numpy as np
from hand import Part, Sheet
from ink import Array, chance, mix, palette, smooth, stops
from shapes import cells, curve

BED = palette("#6f8f8a", "#8fa28c", "#b7b08c", "#c9a57c", "#a98a78", "#7d8a94", "#d9cba4")


def _course(x: Array, y: Array) -> Array:
    """Return how far into the stream a place lies: 0 at the banks, 1 in the channel."""
    middle = 400 + 0.42 * (x - 600) - 70 * np.sin(x / 300)
    half = 300 + 46 * np.sin(x / 210 + 1)
    across: Array = 1 - np.abs(y - middle) / half
    return across


def _bed(s: Sheet) -> None:
    """Stones under water that grows deeper and bluer towards the channel."""
    whole = s.region()
    x, y = s.xy(whole)
    n = s.noise
    wave = 3.2 * n.fbm(x / 46, y / 30, 2)
    deep = np.clip(_course(x, y) + 0.08 * n.fbm(x / 120, y / 120, 2), 0, 1)
    colour = np.zeros((*x.shape, 3), np.float32)
    done = np.zeros(x.shape, bool)
    for size, seed, share in ((74.0, 3.0, 0.42), (40.0, 5.0, 0.8), (20.0, 8.0, 1.0)):
        gap, row, col = cells((x + wave) / size + seed, (y - wave) / size * 1.25)
        pick = chance(row, col, seed)
        here = ~done & (pick < share)
        kind = np.floor(chance(col, row, seed + 1) * len(BED)).astype(np.int8)
        round_ = 0.78 + 0.32 * smooth(0.02, 0.3, gap) + 0.06 * n.at(x / 7, y / 7)
        colour[here] = (BED[kind] * round_[..., None])[here]
        colour[here & (gap < 0.055)] = (0.30, 0.38, 0.38)
        done |= here
    water = stops(deep, (0, "#cfd9b4"), (0.25, "#7fb8ac"), (0.6, "#3f8f98"), (1, "#1d6079"))
    amount = np.interp(deep, (0, 0.2, 0.6, 1), (0.1, 0.36, 0.66, 0.82))[..., None]
    s.lay(whole, colour * (1 - amount) + water * amount)


def _light(s: Sheet) -> None:
    """The net of light that ripples throw on the bed, and the sky on their backs."""
    n = s.noise

    def net(x: Array, y: Array) -> Array:
        web = n.ridged(x / 88 + 0.5 * n.at(x / 60, y / 60), y / 58, 2, 0.5)
        dots: Array = 0.75 * smooth(1.12, 1.36, web) * smooth(0.05, 0.3, _course(x, y))
        return dots

    s.stipple(s.region(), "#f3f3d6", net, 0.7)

    def sheen(x: Array, y: Array) -> Array:
        dots: Array = (
            0.8 * smooth(0.36, 0.8, n.fbm(x / 150 + 4, (y - 0.42 * x) / 13, 3)) * smooth(520, 120, y + 0.1 * x)
        )
        return dots * smooth(0.05, 0.2, _course(x, y))

    s.stipple(s.region(y1=420), "#dceef0", sheen, 0.65)


def _spots(s: Sheet, body: Part, place: tuple[Array, Array], k: float, seed: int) -> None:
    """Strew dark spots over the back and ringed red ones along the flanks; place runs along and across."""
    rng = np.random.default_rng(seed)
    along, across = place
    for _ in range(120):
        a, b, r = rng.uniform(0.06, 0.86), rng.uniform(-0.9, 0.9), rng.uniform(2.2, 4.6) * k
        flank = abs(b) > 0.58
        near = np.hypot((along - a) * 420 * k, (across - b) * 42 * k)
        if flank and rng.random() < 0.6:
            s.lay(body.only((near < r * 1.5).astype(np.float32)), "#e9d9a8", 0.9)
        s.lay(body.only((near < r * 0.9).astype(np.float32)), "#b5402c" if flank else "#1f2a26", 0.9)


def _trout(s: Sheet, x: float, y: float, k: float, turn: float, bend: float, seed: int) -> None:
    """A trout from above, its head at (x, y) looking along the angle, over its shadow on the bed."""
    t = np.linspace(0, 1, 90)
    c, d = np.cos(turn), np.sin(turn)
    sway = bend * np.sin(np.pi * (0.2 + 1.5 * t)) * t * 40 * k
    spine = np.stack([x - 420 * k * t * c - sway * d, y - 420 * k * t * d + sway * c], 1)
    wide = k * np.interp(
        t, [0, 0.03, 0.1, 0.24, 0.4, 0.62, 0.8, 0.9, 0.94, 1.0], [6, 30, 56, 78, 82, 62, 30, 17, 26, 78]
    )
    side = np.gradient(spine, axis=0)
    side = np.stack([-side[:, 1], side[:, 0]], 1) / np.hypot(side[:, 0], side[:, 1])[:, None]
    shade = np.array([34, 60]) * k
    p = s.shape(np.concatenate([spine + side * wide[:, None] / 2, (spine - side * wide[:, None] / 2)[::-1]]) + shade)
    s.stipple(p, "#123c4a", 0.72, 0.75)
    for e in (-1, 1):
        for at, long, back in ((20, 38, 62), (50, 26, 48)):
            root = spine[at] + e * side[at] * wide[at] * 0.42
            tip = root + e * side[at] * long * k + (spine[at + 8] - spine[at]) * back / 38
            fin = curve(root, tip, spine[at + 9] + e * side[at + 9] * wide[at + 9] * 0.4, root, n=8)
            s.poly(fin + shade, "#123c4a", 0.35)
            s.poly(fin, "#a8965c", 0.7)
    body = s.poly(
        np.concatenate([spine + side * wide[:, None] / 2, (spine - side * wide[:, None] / 2)[::-1]]), "#8a8a4e"
    )
    gx, gy = s.xy(body)
    along = ((x - gx) * c + (y - gy) * d) / (420 * k)
    centre = np.interp(along, t, sway)
    across = ((gy - y) * c - (gx - x) * d - centre) / np.maximum(np.interp(along, t, wide) / 2, 1)
    level = 0.16 + 0.75 * smooth(0.1, 0.95, np.abs(across)) + 0.16 * smooth(0.3, -0.8, across)
    s.lay(body, palette("#2c3f33", "#4d5c3c", "#7d7f48", "#b5a662", "#e3cf92")[s.steps(body, level, 5, 0.9)])
    _spots(s, body, (along, across), k, seed)
    s.line(spine[26:44] + np.array([0, -1]), 9 * k * np.sin(np.linspace(0, np.pi, 18)) + 1, "#3d4a34")
    for e in (-1, 1):
        ex, ey = spine[5] + e * side[5] * wide[5] * 0.42
        s.disc(float(ex), float(ey), 6 * k, "#e3cf92")
        s.disc(float(ex), float(ey), 3.8 * k, "#14181c")


def _banks(s: Sheet) -> None:
    """Turf that hangs over the water on both sides, with its shadow and small flowers."""
    n = s.noise
    whole = s.region()
    x, y = s.xy(whole)
    edge = _course(x, y) + 0.05 * n.fbm(x / 26, y / 26, 3)
    s.stipple(whole.only(((edge > 0) & (edge < 0.5)).astype(np.float32)), "#173f45",
              lambda a, b: 0.9 * smooth(0.10, 0.0, edge), 0.7)  # fmt: skip
    turf = whole.only((edge <= 0).astype(np.float32))
    s.lay(turf, lambda a, b: stops(n.fbm(a / 90, b / 60, 3), (-0.5, "#5f8f45"), (0.2, "#86ad52"), (0.7, "#b5c667")))
    s.stipple(turf, "#3a6a41", lambda a, b: 0.45 * smooth(0.1, 0.9, n.fbm(a / 10, b / 16, 3)), 0.7)
    s.stipple(
        turf, "#e6e69a", lambda a, b: 0.8 * smooth(-0.05, 0.0, edge) * smooth(-0.2, 0.5, n.at(a / 6, b / 12)), 0.9
    )
    rng = np.random.default_rng(6)
    for _ in range(900):
        a, b = float(rng.uniform(0, 1200)), float(rng.uniform(0, 800))
        inside = float(_course(np.array(a), np.array(b)))
        if -0.5 < inside < -0.005:
            tip = (a + rng.uniform(-9, 9), b - rng.uniform(9, 24))
            s.line([(a, b), ((a + tip[0]) / 2 + 1, (b + tip[1]) / 2), tip], np.array([3.0, 2.0, 0.4]),
                   ("#3a6a41", "#a9c25a", "#d6d980")[rng.integers(3)])  # fmt: skip
            if rng.random() < 0.10:
                s.disc(tip[0], tip[1], 3.6, ("#f7f2e6", "#f2c64a")[rng.integers(2)])


def trout_stream(s: Sheet) -> None:
    """Two trout stand in the current; light from the upper left."""
    _bed(s)
    _light(s)
    _trout(s, 320, 190, 0.60, np.radians(205), 1.0, 4)
    _trout(s, 440, 360, 1.06, np.radians(203), -1.0, 9)
    n = s.noise

    def streaks(x: Array, y: Array) -> Array:
        dots: Array = 0.5 * smooth(0.55, 0.8, n.fbm(x / 110, (y - 0.4 * x) / 9, 3))
        return dots * smooth(0.1, 0.3, _course(x, y))

    s.stipple(s.region(), mix("#dceef0", "#ffffff", 0.4), streaks, 0.7)
    _banks(s)
