"""A scene of Moenjodaro: the Great Bath against a low sun."""

from __future__ import annotations

import numpy as np
from hand import Sheet
from indus import mound
from ink import chance, palette, rgb, smooth
from mountains import ridge
from shapes import figure
from space import Box, Camera, shaded

CAMERA = Camera((-2.2, 9.0, -18.1), np.radians(12), 715.0, 505.0, 262.0)
SUN = (0.70, 0.56, 0.36)
HALF_X, HALF_Z, DEEP = 4.4, 6.4, 2.4
STEP, RUN = 0.265, 0.5


def great_bath(s: Sheet) -> None:
    """The sunken tank with its steps, stumps of the colonnade, the stupa mound; the sun is low on the right."""
    s.sky((0, "#5d6f9c"), (0.16, "#a08fae"), (0.28, "#e2a79c"), (0.36, "#f7c68f"), (0.42, "#fde3ae"))
    s.clouds("#fbd9b4", 40, 250, 33, 0.42, 0.65)
    s.glow("#fff0c4", 1010, 214, 170, 0.85)
    s.disc(1010, 214, 46, "#fff8e0")
    _distance(s)
    _bath(s)


def _boxes() -> list[Box]:
    rng = np.random.default_rng(12)
    ground = -9.0
    boxes = [
        Box(-40, -HALF_X, ground, 0, -40, 12.2, "floor"),
        Box(HALF_X, 9.9, ground, 0, -40, 12.2, "floor"),
        Box(-HALF_X, HALF_X, ground, 0, HALF_Z, 12.2, "floor"),
        Box(-HALF_X, HALF_X, ground, 0, -40, -HALF_Z, "floor"),
        Box(-HALF_X, HALF_X, ground, -DEEP, -HALF_Z, HALF_Z, "tank"),
        Box(-200, 300, ground, -2.6, -40, 130, "plain"),
    ]
    for k in range(8):
        top = -STEP * (k + 1)
        boxes.append(Box(-HALF_X, HALF_X, -DEEP, top, HALF_Z - RUN * (k + 1), HALF_Z, "tank"))
        boxes.append(Box(-HALF_X, HALF_X, -DEEP, top, -HALF_Z, -HALF_Z + RUN * (k + 1), "tank"))

    def pier(x: float, z: float, low: float, high: float) -> None:
        h = rng.uniform(low, high)
        w, d = 0.36, 0.46
        boxes.append(Box(x - w, x + w, 0, h, z - d, z + d, "wall"))
        for share in (rng.uniform(0.5, 1.6), rng.uniform(-0.4, 0.5)):
            more = h + rng.uniform(0.12, 0.28)
            boxes.append(Box(x + w - 2 * w * min(share, 1), x + w, h, more, z - d, z + d, "wall"))
            h = more

    for z in np.arange(-7.4, 7.4, 1.85):
        pier(5.9, float(z), 0.3, 1.5)
        pier(-5.9, float(z), 0.1, 0.5)
    for x in np.arange(-4.2, 5.2, 1.86):
        pier(float(x), 8.3, 0.5, 1.7)

    def wall(
        along: str, at: float, start: float, end: float, low: float, high: float, gap: tuple[float, float]
    ) -> None:
        here = start
        foot = 0.0 if at < 13 else -2.6
        while here < end:
            w = rng.uniform(0.5, 1.5) * (1 if foot == 0 else 2.5)
            h = rng.uniform(low, high)
            if not gap[0] < here + w / 2 < gap[1]:
                if along == "x":
                    boxes.append(Box(here, here + w, foot, h, at, at + 0.7, "wall"))
                else:
                    boxes.append(Box(at, at + 0.7, foot, h, here, here + w, "wall"))
            here += w

    wall("x", 11.2, -14, 9, 0.9, 2.2, (-0.9, 0.9))
    wall("z", 9.2, -9, 11.5, 0.7, 2.1, (1.0, 2.6))
    for at, start, end in ((17.0, -26, 14), (22, -14, 30), (28, -40, 8), (36, -10, 50), (48, -60, 20)):
        wall("x", at, start, end, -1.9, -0.7, (1.0, 4.0))
    for at, start, end in ((13.5, -2, 24), (19, 6, 34), (28, 8, 44)):
        wall("z", at, start, end, -1.9, -0.9, (10.0, 13.0))
    return boxes


def _bath(s: Sheet) -> None:
    part = s.region(y0=250)
    x, y = s.xy(part)
    boxes = _boxes()
    hits = CAMERA.cast(boxes, x, y)
    px, py, pz = hits.place
    kinds = np.array([b.kind for b in boxes] + [""])[hits.box]
    top = hits.axis == 1
    facing = np.where(hits.axis == 0, px < CAMERA.eye[0], top)  # the sun is ahead: it lights tops and right sides
    dark = ~facing
    lit = np.nonzero(facing & hits.found)
    dark[lit] = shaded(boxes, (px[lit], py[lit] + 0.002, pz[lit]), SUN)
    level = np.where(top, np.where(dark, 2, 4), np.where(dark, np.where(hits.axis == 0, 0, 1), 3))
    inks = palette("#6b3040", "#8c463f", "#a25c4b", "#dd9a62", "#f6c588")
    # brickwork: every surface has its own courses
    u = np.where(hits.axis == 0, pz, px)
    v = np.where(top, pz, py + 20)
    course, length = np.where(top, 0.27, 0.135), np.where(top, 0.56, 0.46)
    row = np.floor(v / course)
    col = np.floor(u / length + (row % 2) * 0.5)
    fu, fv = u / length + (row % 2) * 0.5 - col, v / course - row
    near = smooth(36, 12, hits.t)
    wide = np.clip(hits.t * 0.0009 / 0.135 + 0.05, 0.05, 0.2)
    joint = ((fv < wide * 1.6) | (fu < wide * 0.7)) * near
    near = np.where((kinds == "tank") & (hits.axis == 0) & ~dark, 0, near)  # too steep a view to show its courses
    joint = joint * (near > 0)
    tint = (chance(row, col, 5.0) - 0.5) * (0.26 + 0.1 * (level == 4)) * (0.35 + 0.65 * near)
    colour = inks[level] * (1 + tint[..., None])
    colour = np.where(((kinds == "tank") & (level > 2))[..., None], colour * rgb("#f8e4dc"), colour)
    colour = colour * (1 - 0.26 * joint[..., None])
    plain = (kinds == "plain") & top
    earth = np.where(dark[..., None], rgb("#b06a52"), rgb("#eeb67d"))
    scrub = (s.noise.fbm(px / 1.7, pz / 1.1, 3) > 0.62) & (s.noise.fbm(px / 9, pz / 9, 2) > 0.1)
    colour = np.where(plain[..., None], np.where((scrub & ~dark)[..., None], rgb("#c08a5c"), earth), colour)
    flight = (kinds == "tank") & top & (pz < -HALF_Z + 8 * RUN) & (np.mod(np.floor((pz + HALF_Z) / RUN), 2) == 0)
    colour = np.where(flight[..., None], colour * 0.86, colour)
    edge = np.abs(np.mod(np.abs(pz) - HALF_Z + 16 * RUN + 0.04, RUN) - 0.04)
    nosing = (kinds == "tank") & top & (pz < 0) & (py > -DEEP + 0.02) & (edge < 0.05)
    colour = np.where(nosing[..., None], rgb("#a8644a"), colour)
    haze = (smooth(14, 44, hits.t) * 0.55)[..., None]
    colour = colour * (1 - haze) + rgb("#f3bd8c") * haze
    ground = s.lay(part.only(hits.found.astype(np.float32)), colour)
    tank = ground.only(kinds == "tank")
    sides = tank.only(~top)
    depth = 0.62 * smooth(-0.3, -2.6, py) * (0.6 + 0.5 * smooth(4, -4, px))
    s.stipple(tank.only(dark), "#43203a", lambda a, b: depth, 0.8)
    s.stipple(sides.only(dark), "#43203a", lambda a, b: 0.6 * smooth(-0.2, -2.5, py), 0.8)
    glow = 0.45 * smooth(-1.5, -2.4, py) * smooth(5, 0, np.abs(pz))
    s.stipple(sides.only(hits.axis == 0), "#d88a5c", lambda a, b: glow, 0.8)
    s.stipple(ground.only(~dark), "#fff0c4", lambda a, b: 0.34 * smooth(300, 1000, a) * smooth(800, 420, b), 0.8)
    s.stipple(ground.only(dark & top), "#5a2b3f", lambda a, b: 0.16 * smooth(380, 800, b), 0.75)
    _people(s)


def _people(s: Sheet) -> None:
    """Visitors, for scale: two at the far corner, one alone on the left edge."""
    for x, z, h, cloth, scarf in (
        (2.0, 7.15, 1.6, "#f7efe0", "#2b8a8c"),
        (2.75, 7.3, 1.7, "#3d4f7a", "#f7efe0"),
        (-5.1, 1.9, 1.65, "#f7efe0", "#c8452f"),
    ):
        foot, end = CAMERA.project([(x, 0, z), (x - h * SUN[0] / SUN[1], 0, z - h * SUN[2] / SUN[1])])
        size = h * CAMERA.size(x, z)
        shadow = (float(end[0] - foot[0]) / size, float(end[1] - foot[1]) / size)
        figure(s, float(foot[0]), float(foot[1]), size, cloth, scarf, shadow, "#6b3040", 1)


def _distance(s: Sheet) -> None:
    """The plain, the stupa mound and the drum on it."""
    s.land(ridge(4, 284, 5, 220), "#e9b488")
    inks = ("#c9886a", "#bd7a60", "#b06c58", "#c5805f", "#b06c58", "#6f3c48", "#ffd9a0")
    mound(s, 262, 222, 0.62, -1, inks, 420)
    s.haze("#f3bd8c", 262, 316, 1.15)
