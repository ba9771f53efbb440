"""A scene of Mehrgarh: a trench, and the straight edge of a brick wall coming out of the earth."""

from __future__ import annotations

import numpy as np
from hand import Sheet
from ink import Array, chance, mix, palette, smooth, stops
from shapes import curve

EARTH = palette("#6b3b3a", "#8f5743", "#b57a52", "#d39c68", "#ecbf88", "#fbdfae")
FLOOR = 470.0  # where the standing section meets the floor of the trench


def _section(s: Sheet) -> None:
    """The wall of the trench: layer on layer, with sherds and stones, below a strip of plain and sky."""
    n = s.noise
    s.sky((0, "#6ea0ae"), (0.1, "#a9c8c0"), (0.19, "#efe0bd"))
    s.land(lambda x: 128 - 20 * (n.ridged(x / 130, 4, 4) - 0.7), "#bf9c93")
    s.haze("#f3dcb8", 110, 150, 0.8)
    whole = s.region(y0=140, y1=FLOOR + 2)
    x, y = s.xy(whole)
    top = 158 + 6 * n.fbm(x / 70, 1, 3)
    body = whole.only((y > top).astype(np.float32))
    depth = y - top
    warp = depth + 15 * n.fbm(x / 260, 5, 2) + 0.016 * x
    bounds = (0.0, 22.0, 64.0, 96.0, 112.0, 168.0, 204.0, 222.0, 276.0, 340.0)
    inks = ("#a98a62", "#c79a6a", "#b07a55", "#7d5347", "#cfa273",
            "#b98660", "#74504a", "#c1905f", "#a8734f", "#8d5c45")  # fmt: skip
    layer = np.searchsorted(bounds, warp + 3 * n.fbm(x / 20, y / 20, 3)) - 1
    s.lay(body, palette(*inks)[np.clip(layer, 0, len(inks) - 1)])
    edge = np.min(np.abs(warp[..., None] - np.array(bounds[1:-1])), -1)
    s.lay(body.only((edge < 1.0).astype(np.float32)), "#7a4f40", 0.5)
    s.stipple(
        body, "#f4d3a0", lambda a, b: 0.55 * smooth(0.2, 0.9, n.fbm(a / 30, b / 12, 3)) * smooth(1000, 200, a), 0.7
    )

    def dark(a: Array, b: Array) -> Array:
        return 0.35 * smooth(0.3, 1.0, n.fbm(a / 40 + 7, b / 9, 3)) + 0.75 * smooth(560, 1300, a + 0.6 * (b - 150))

    s.stipple(body, "#63393a", dark, 0.75)
    s.stipple(body, "#fbe6ba", lambda a, b: 0.9 * smooth(7, 0, b - top[:, : b.shape[1]]), 0.9)


def _sherds(s: Sheet) -> None:
    """Bits of pot, stone and bone that stick out of the layers."""
    rng = np.random.default_rng(12)
    for _ in range(60):
        a, b, r = rng.uniform(20, 1180), rng.uniform(190, 455), rng.uniform(3, 9)
        ink = ("#d98a5c", "#e9d3a8", "#8d6a58")[rng.integers(3)]
        turn = rng.uniform(-0.4, 0.4)
        spine = [(a - 1.6 * r, b - turn * r), (a, b), (a + 1.6 * r, b + turn * r)]
        s.line(spine, np.array([r * 0.4, r, r * 0.4]), ink)
        s.line(np.array(spine) + np.array([0.6, r * 0.6]), 1.4, "#63393a", 0.7)


def _floor(s: Sheet) -> None:
    """Scraped earth with the arcs of the trowel."""
    n = s.noise
    p = s.box(
        -5, FLOOR, 1205, 805, lambda x, y: stops((y - FLOOR) / 330, (0, "#b57a52"), (0.3, "#cf9a68"), (1, "#dcab76"))
    )

    def scraped(x: Array, y: Array) -> Array:
        d = np.hypot(x - 300 - 0.3 * y, (y - 1150) * 1.5)
        dots: Array = 0.5 * (np.mod(d / 19 + 0.7 * n.fbm(x / 80, y / 40, 2), 1) < 0.3) * smooth(FLOOR, FLOOR + 60, y)
        return dots

    s.stipple(p, "#f0c68e", scraped, 0.7)
    s.stipple(
        p,
        "#8f5743",
        lambda x, y: 0.8 * smooth(FLOOR + 44, FLOOR, y) + 0.35 * smooth(0.2, 0.9, n.fbm(x / 24, y / 9, 3)),
        0.7,
    )
    s.stipple(p, "#7a4a40", lambda x, y: 0.55 * smooth(760, 1300, x + 0.4 * (y - 500)), 0.7)


def _brick(s: Sheet, a: Array, b: Array, h: float, bare: float, seed: float) -> None:
    """One brick of the wall; a and b are its near edge, bare says how much of it is out of the earth."""
    back = np.array([64.0, -46.0]) * h / 46
    top = np.array([a, b, b + back, a + back]) - np.array([0, h])
    jag = (chance(np.arange(4), seed, 3.0) - 0.5) * 5
    top = top + np.stack([jag, jag[::-1] * 0.5], 1)
    tone = 0.86 + 0.2 * float(chance(seed, 2.0, 1.0))
    p = s.poly(top, np.clip(mix("#f0c58c", "#c08a5c", 1 - bare) * tone, 0, 1))
    n = s.noise
    s.stipple(p, "#a86c4a", lambda x, y: 0.4 * smooth(0.2, 0.9, n.fbm(x / 12, y / 6, 3)) + 0.5 * (1 - bare), 0.7)
    face = s.poly([top[0], top[1], b, a], np.clip(mix("#a4644a", "#8f5743", 0.3) * tone, 0, 1))
    s.stipple(face, "#5f353a", lambda x, y: 0.35 + 0.45 * smooth(a[1] - h * 0.6, a[1] + 8, y), 0.75)
    s.line([top[0], top[1]], 3.0, "#fff0c8", 0.95 * bare)
    s.line([top[1], b], 3.2, "#5f353a", 0.8)
    s.line([top[1], top[2]], 3.0, "#7a4a40", 0.7)


def _wall(s: Sheet) -> None:
    """The edge runs straight across the floor; at its far end it is still in the earth."""
    start, end = np.array([96.0, 724.0]), np.array([1010.0, 516.0])
    count = 8
    long = s.shape(np.array([start, end, end, start]) + np.array([(0, -3), (0, -3), (20, 24), (74, 52)]))
    s.stipple(long, "#6b3b3a", 0.85, 0.75)
    for k in range(count - 1, -1, -1):
        t0, t1 = (k / count) ** 0.86, ((k + 0.95) / count) ** 0.86
        a, b = start + (end - start) * t0, start + (end - start) * t1
        size = 1 - 0.45 * t0
        _brick(
            s, a, b, 46 * size * (1 - 0.35 * smooth(0.5, 1, t0)), 1 - 0.8 * float(smooth(0.55, 1.0, t0)), float(k + 3)
        )
    heap = curve(
        (902, 566), (950, 506), (1040, 472), (1140, 486), (1230, 550), (1230, 640), (1000, 612), (902, 566), n=14
    )
    p = s.poly(heap, "#c08a5c")
    n = s.noise
    s.stipple(p, "#efc48a", lambda x, y: 0.8 * smooth(560, 490, y - 0.1 * (x - 1000)) * smooth(1180, 960, x), 0.8)
    s.stipple(
        p, "#7a4a40", lambda x, y: 0.75 * smooth(1020, 1240, x) + 0.4 * smooth(0.2, 0.8, n.fbm(x / 12, y / 9, 3)), 0.75
    )


def _trowel(s: Sheet, x: float, y: float) -> None:
    """A pointing trowel, its blade flat on the floor and its point against the bricks."""
    blade = np.array([(x, y), (x + 92, y - 8), (x + 158, y + 44), (x + 54, y + 50)], float)
    s.stipple(s.shape(blade + np.array([8, 16])), "#63393a", 0.85, 0.75)
    p = s.poly(blade, "#8b93a2")
    s.stipple(p, "#eef0ea", lambda a, b: 0.95 * smooth(y + 34, y - 6, b - 0.12 * (a - x)), 0.9)
    s.poly([blade[0], blade[2], blade[3]], "#5c6478", 0.55)
    neck = curve((x + 124, y + 38), (x + 172, y + 40), (x + 186, y + 20), (x + 214, y + 26), n=10)
    s.line(neck + np.array([4, 14]), 9, "#63393a", 0.6)
    s.line(neck, 9, "#5c6478")
    grip = curve((x + 208, y + 25), (x + 262, y + 42), (x + 330, y + 66), n=12)
    s.line(grip + np.array([6, 18]), 24, "#63393a", 0.6)
    s.line(grip, np.interp(np.linspace(0, 1, len(grip)), [0, 0.1, 0.6, 1], [18, 26, 31, 24]), "#8a4a2c")
    s.line(grip[2:-3] + np.array([-1, -7]), 6, "#e0a06a")


def _rod(s: Sheet) -> None:
    """A ranging rod leans in the corner, for scale."""
    foot, head = np.array([842.0, 566.0]), np.array([872.0, 190.0])
    s.line(foot + np.array([(6, 2), (70, -60), (86, -250)]), 8, "#63393a", 0.5)
    for k in range(6):
        a, b = foot + (head - foot) * k / 6, foot + (head - foot) * (k + 1) / 6
        s.line([a, b], 11, "#b5322c" if k % 2 else "#f7efe0")
        s.line(np.array([a, b]) + np.array([3.6, 0]), 3.5, "#6b1f2a" if k % 2 else "#b9a08c")


def straight_edge(s: Sheet) -> None:
    """The trench in the morning; the sun is on the left."""
    _section(s)
    _sherds(s)
    _floor(s)
    _rod(s)
    _wall(s)
    _trowel(s, 520, 690)
