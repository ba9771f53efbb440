"""A scene of Takht-i-Bahi: a low opening in a wall of local stone, and a pilgrim's bag beside it."""

from __future__ import annotations

import numpy as np
from hand import Field, Profile, Sheet
from ink import Array, Colour, mix, smooth
from shapes import curve

BLOCKS = ("#b39a83", "#a68f80", "#c2a88a", "#98867e", "#b8a496", "#a99072")
DOOR = (650.0, 706.0, 118.0, 286.0)  # middle, threshold, half width, height
FOOT = 706.0


def _top(s: Sheet) -> Profile:
    """The broken top of the wall."""
    n = s.noise

    def edge(x: Array) -> Array:
        high: Array = 214 + 46 * np.round(1.6 * n.fbm(np.floor(np.asarray(x) / 74) * 0.9, 3, 2)) / 1.6
        broken: Array = high - 60 * smooth(330, 60, x) + 70 * smooth(900, 1210, x)
        return broken

    return edge


def _lit(x: float, y: float) -> float:
    """Return how much of the sun a place on the wall has: a neighbour's shadow falls on its left."""
    return float(smooth(-30, 50, x - 250 + 0.62 * (y - 200)))


def _stone(s: Sheet, x0: float, y0: float, x1: float, y1: float, ink: Colour, rng: np.random.Generator) -> None:
    """One stone with a lit upper edge and a dark lower one."""
    j = min(y1 - y0, x1 - x0) * 0.10
    p = np.array([(x0, y0), (x0 + (x1 - x0) * 0.5, y0), (x1, y0), (x1, y1), (x0 + (x1 - x0) * 0.4, y1), (x0, y1)])
    p = p + rng.uniform(-j, j, p.shape)
    sun = _lit((x0 + x1) / 2, (y0 + y1) / 2)
    face = mix(mix(ink, "#2f2f4e", 0.62), mix(ink, "#fff0cc", 0.16 + 0.14 * rng.random()), sun)
    part = s.poly(p, face)
    n = s.noise
    if y1 - y0 > 24:

        def worn(a: Array, b: Array) -> Array:
            return 0.42 * smooth(0.0, 0.8, n.fbm(a / 22, b / 13, 3)) + 0.5 * smooth(y1 - 16, y1, b)

        s.stipple(part, mix(face, "#3b2f44", 0.6), worn, 0.75)
        s.stipple(
            part,
            mix(face, "#fff6dc", 0.6),
            lambda a, b: 0.6 * smooth(x0 + 30, x0, a) + 0.35 * smooth(0.3, 0.9, n.fbm(a / 15 + 8, b / 15, 3)),
            0.7,
        )
    thick = 2.6 if y1 - y0 > 24 else 1.4
    s.line(p[:3], thick, mix(face, "#fff6dc", 0.55), 0.9)
    s.line(p[[3, 4, 5]], thick, mix(face, "#241c36", 0.75), 0.9)


def _wall(s: Sheet) -> None:
    """Big blocks, and between them stacks of thin slabs that fill every gap level."""
    rng = np.random.default_rng(31)
    top = _top(s)
    grid = np.linspace(-5, 1205, 400)
    p = s.poly(np.concatenate([np.stack([grid, top(grid) + 44], 1), [(1205, FOOT), (-5, FOOT)]]), "#4a4250")
    s.stipple(p, "#8a7468", lambda x, y: 0.7 * smooth(-30, 50, x - 250 + 0.62 * (y - 200)), 0.8)
    y = FOOT
    while y > 90:
        h = rng.uniform(54, 76)
        x = -40.0 - rng.uniform(0, 60)
        while x < 1220:
            w, chips = rng.uniform(76, 150), rng.uniform(24, 46)
            _course(s, (x, x + w), (y - h, y), top, rng, True)
            _course(s, (x + w + 3, x + w + chips - 3), (y - h, y), top, rng, False)
            x += w + chips
        _course(s, (-40, 1240), (y - h - 17, y - h - 2), top, rng, False)
        y -= h + 19


def _course(
    s: Sheet,
    across: tuple[float, float],
    down: tuple[float, float],
    top: Profile,
    rng: np.random.Generator,
    block: bool,
) -> None:
    """Lay a block, or fill the place with thin slabs, unless it is above the wall."""
    (x0, x1), (y0, y1) = across, down
    if block:
        if (y0 + y1) / 2 > float(top(np.array((x0 + x1) / 2))):
            _stone(s, x0 + 3, y0 + 2, x1 - 3, y1 - 2, BLOCKS[rng.integers(len(BLOCKS))], rng)
        return
    y = y1
    while y > y0 + 4:
        h, x = min(rng.uniform(6.5, 10.5), y - y0), x0
        while x < x1:
            w = min(rng.uniform(24, 58), x1 - x)
            if w > 5 and h > 3 and y > float(top(np.array(x + w / 2))):
                _stone(s, x + 0.8, y - h + 0.8, x + w - 0.8, y - 0.6, BLOCKS[rng.integers(len(BLOCKS))], rng)
            x += w
        y -= h


def _ground(s: Sheet) -> None:
    """Earth and dry grass at the foot of the wall."""
    n = s.noise
    p = s.box(-5, FOOT, 1205, 805, "#b79a6e")
    s.stipple(
        p,
        "#e6cd97",
        lambda x, y: 0.85 * smooth(-0.3, 0.6, n.fbm(x / 60, y / 16, 3)) * smooth(-40, 160, x + 0.5 * y - 400),
        0.8,
    )
    s.stipple(
        p, "#5d5350", lambda x, y: 0.85 * smooth(130, -60, x + 0.5 * y - 400) + 0.6 * smooth(FOOT + 22, FOOT, y), 0.8
    )
    rng = np.random.default_rng(9)
    for _ in range(420):
        x, y = rng.uniform(-10, 1210), rng.uniform(714, 812)
        if 430 < x < 890 and y < 772:
            continue
        ink = ("#8f9a52", "#c9bd6e", "#6d7a48", "#e3d690")[rng.integers(4)]
        ink = ink if x + 0.5 * y > 430 else "#4d5a4c"
        s.line([(x, y), (x + rng.uniform(-4, 4), y - 12), (x + rng.uniform(-12, 12), y - rng.uniform(20, 34))],
               np.array([3.2, 2.2, 0.4]), ink)  # fmt: skip


def _riser(foot: float) -> Field:
    """Return the shade of a step's front."""
    return lambda x, y: 0.4 + 0.4 * smooth(foot - 10, foot, y)


def _steps(s: Sheet) -> None:
    """Two worn steps before the threshold."""
    n = s.noise
    for x0, x1, y0, y1 in ((476, 838, 700, 730), (440, 884, 730, 766)):
        q = s.box(x0, y0, x1, y0 + 12, "#f0dfba")
        s.stipple(q, "#c4a982", lambda x, y: 0.5 * smooth(0.0, 0.7, n.fbm(x / 30, y / 5, 3)), 0.8)
        r = s.box(x0, y0 + 12, x1, y1, "#8d7a72")
        s.stipple(r, "#5b4d58", _riser(y1), 0.8)


def _bag(s: Sheet, x: float, y: float) -> None:
    """A pilgrim's cloth bundle, knotted at the top, and a staff against the wall."""
    staff = curve((x - 96, y + 6), (x - 60, 560), (x - 26, 404), (x - 22, 380), n=14)
    s.line(staff + np.array([-26, 6]), 9, "#2b2440", 0.5)
    s.line(staff, np.linspace(13, 10, len(staff)), "#6d4530")
    s.line(staff + np.array([3, 0]), 3.5, "#d9a46c")
    fall = curve((x - 60, y + 4), (x - 150, y - 8), (x - 190, y + 8), (x - 60, y + 26), (x + 40, y + 12), n=10)
    s.stipple(s.shape(fall), "#3b3044", 0.85, 0.8)
    body = curve((x - 20, y - 86), (x - 66, y - 60), (x - 84, y - 20), (x - 62, y + 12), (x, y + 18), (x + 62, y + 12),
                 (x + 82, y - 22), (x + 62, y - 62), (x + 20, y - 86), (x - 20, y - 86), n=12)  # fmt: skip
    p = s.poly(body, "#b5432c")
    n = s.noise

    def crease(a: Array, b: Array) -> Array:
        turn = np.arctan2(a - x, b - y + 96)
        dots: Array = (
            0.75 * smooth(0.1, 0.8, np.sin(turn * 11 + 1.2 * n.fbm(a / 40, b / 40, 2))) * smooth(y + 10, y - 80, b)
        )
        return dots

    s.stipple(
        p, "#6d1a2a", lambda a, b: crease(a, b) + 1.0 * smooth(x + 4, x - 80, a) + 0.5 * smooth(y - 10, y + 18, b), 0.85
    )
    s.stipple(p, "#f0935e", lambda a, b: 0.95 * smooth(x + 24, x + 78, a) * smooth(y + 4, y - 40, b), 0.85)
    for ends in (
        ((-8, -88), (-44, -116), (-74, -104), (-56, -88), (-10, -78)),
        ((8, -88), (34, -124), (66, -126), (56, -100), (12, -78)),
    ):
        ear = curve(*[(x + u, y + v) for u, v in ends], (x + ends[0][0], y + ends[0][1]), n=8)
        q = s.poly(ear, "#c8573a")
        s.stipple(q, "#6d1a2a", lambda a, b: 0.8 * smooth(y - 100, y - 80, b), 0.85)
    s.disc(x, y - 86, 17, "#8f2a2a", 13)
    s.disc(x + 4, y - 89, 10, "#e0754a", 7)


def _cell(s: Sheet) -> None:
    """The mouth of the cell, whose sides step together under a long lintel; some sun falls in."""
    cx, base, half, high = DOOR
    rng = np.random.default_rng(17)
    steps = [(cx - half, base), (cx - half, base - 0.6 * high)]
    for k in range(4):
        y = base - high * (0.6 + 0.1 * k)
        steps += [(cx - half * (1 - 0.15 * k), y), (cx - half * (1 - 0.15 * k), y - 0.1 * high)]
    mouth = np.array(steps)
    outline = np.concatenate([mouth, (mouth * [-1, 1] + [2 * cx, 0])[::-1]])
    p = s.poly(outline, "#1a1830")
    s.stipple(p, "#51415a", lambda x, y: 0.8 * smooth(base - 170, base, y) * smooth(cx + half, cx - half, x), 0.8)
    ray = p.only((s.xy(p)[1] > base - 84).astype(np.float32))
    s.stipple(
        ray, "#f3c987", lambda x, y: 0.9 * (np.abs(x - cx + 56 + 0.9 * (base - y)) < 30 + 0.12 * (base - y)), 0.85
    )
    cheek = s.box(cx - half, base - 0.6 * high, cx - half + 24, base, "#7d6a68")
    s.stipple(cheek, "#e6c99a", lambda x, y: 0.85 * smooth(base - 0.66 * high, base - 0.4 * high, y), 0.8)
    for e in (-1, 1):
        y = base
        while y > base - high:
            h = rng.uniform(13, 19)
            k = max(0.0, np.floor(((base - y + h / 2) / high - 0.6) / 0.1))
            x0, x1 = sorted((cx + e * half * (1 - 0.15 * k), cx + e * (half * (1 - 0.15 * k) + rng.uniform(44, 62))))
            _stone(s, x0, y - h, x1, y - 1.5, BLOCKS[rng.integers(len(BLOCKS))], rng)
            y -= h
    _stone(s, cx - 118, base - high - 34, cx + 122, base - high, "#d0b896", rng)


def monk_cell(s: Sheet) -> None:
    """The wall in morning light from the right, sky above it."""
    s.sky((0, "#6fa3b4"), (0.16, "#a9ccc6"), (0.34, "#f0e3c2"))
    s.clouds("#fbf4e2", 20, 150, 44, 0.4, 0.75)
    _wall(s)
    _ground(s)
    _cell(s)
    _steps(s)
    _bag(s, 396, 742)
