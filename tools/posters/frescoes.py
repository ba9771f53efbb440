"""Painted and tiled surfaces of a Mughal bath house: every function returns inks for places on a wall.

Coordinates are metres on the wall: u across from its middle, v up from the floor.
"""

from __future__ import annotations

import numpy as np
from ink import Array, palette
from shapes import star8

INKS = palette(
    "#f4e4c4",  # 0 plaster
    "#2b8a8c",  # 1 firoza
    "#a5372c",  # 2 madder
    "#e3a32b",  # 3 haldi
    "#23355c",  # 4 indigo line
    "#4f7a4e",  # 5 leaf
    "#e9cfa0",  # 6 warm plaster
    "#c8674f",  # 7 brick
    "#93c8c1",  # 8 pale firoza
    "#17616b",  # 9 deep firoza
)
PLASTER, FIROZA, MADDER, HALDI, LINE, LEAF, WARM, BRICK, PALE, DEEP = range(10)


def pointed(u: Array, v: Array, half: float, spring: float, rise: float) -> tuple[Array, Array]:
    """Return the signed distance from a pointed arch and the way along its edge from the floor."""
    shift = (rise * rise - half * half) / (2 * half)
    a = np.abs(u)
    above = v > spring
    d = np.where(above, np.hypot(a + shift, v - spring) - (half + shift), a - half)
    along = np.where(above, spring + (half + shift) * np.arctan2(v - spring, a + shift), v)
    return d, along


def near(x: Array, period: float) -> Array:
    """Fold a coordinate onto one repeat, from -period / 2 to period / 2."""
    folded: Array = x - np.round(x / period) * period
    return folded


def rosette(out: Array, x: Array, y: Array, r: float, petals: int, inks: tuple[int, int, int]) -> None:
    """Paint a round flower: petals, a heart and an eye."""
    d, angle = np.hypot(x, y), np.arctan2(y, x)
    edge = r * (0.72 + 0.28 * np.cos(petals * angle))
    out[d < edge] = inks[0]
    out[d < edge * 0.58] = inks[1]
    out[d < r * 0.2] = inks[2]


def sprig(out: Array, x: Array, y: Array, size: float, flower: int, stem: int = LEAF) -> None:
    """Paint a flower on its stem with two leaves; the foot is the origin."""
    out[(np.abs(x - 0.1 * size * np.sin(y / size * 4)) < 0.035 * size) & (y > 0) & (y < size)] = stem
    for side in (-1, 1):
        a, b = side * x - 0.17 * size, y - 0.36 * size
        out[np.hypot((a + b) * 0.7 / 1.9, (a - b) * 0.7) < 0.075 * size] = stem
    rosette(out, x, y - size, 0.26 * size, 5, (flower, HALDI, LINE))


def dado(u: Array, v: Array) -> Array:
    """Return the tiled skirting: eight-pointed stars between two bands."""
    out = np.full(u.shape, DEEP, np.int8)
    x, y = near(u, 0.46), near(v - 0.42, 0.46)
    q = star8(x, y, 0.0)
    out[q < 0.205] = PLASTER
    out[q < 0.185] = FIROZA
    out[q < 0.115] = PLASTER
    out[q < 0.095] = MADDER
    out[q < 0.04] = HALDI
    corner = np.abs(near(u + 0.23, 0.46)) + np.abs(near(v - 0.19, 0.46))
    out[corner < 0.1] = HALDI
    out[(v < 0.09) | (v > 0.75)] = LINE
    out[(v > 0.78) & (v < 0.86)] = np.where(np.abs(near(u, 0.16))[(v > 0.78) & (v < 0.86)] < 0.04, MADDER, HALDI)
    return out


def wall(u: Array, v: Array, half: float, arch: tuple[float, float, float], tone: int) -> Array:
    """Return a wall round its arch: skirting, framed spandrels, a frieze and a lunette over it."""
    out = np.full(u.shape, PLASTER, np.int8)
    d, along = pointed(u, v, *arch)
    apex = arch[1] + arch[2]
    frame = arch[0] + 0.34
    # spandrels: a ground with a lattice of flowers
    ground = (np.abs(u) < frame) & (v < apex + 0.22) & (v > 0.9)
    out[ground] = tone
    x, y = near(np.abs(u) - 0.13, 0.36), near(v - 0.08, 0.36)
    lattice = out.copy()
    vine = np.abs(near(np.abs(u) + v, 0.36)) < 0.022
    vine |= np.abs(near(np.abs(u) - v, 0.36)) < 0.022
    lattice[vine] = PALE if tone != PALE else LEAF
    rosette(lattice, x, y, 0.125, 6, (PLASTER, MADDER if tone != MADDER else FIROZA, HALDI))
    out[ground] = lattice[ground]
    # the band round the arch
    band = (d > 0) & (d < 0.17)
    out[band] = PLASTER
    bead = np.hypot(near(along, 0.2), d - 0.085)
    out[band & (bead < 0.07)] = FIROZA if tone != FIROZA else MADDER
    out[band & (bead < 0.03)] = HALDI
    out[(d > 0) & (d < 0.025) | (np.abs(d - 0.17) < 0.014)] = LINE
    # the frame and the side panels with a climbing spray
    side = np.abs(u) > frame
    for at in (frame, frame + 0.07):
        out[(np.abs(np.abs(u) - at) < 0.018) & (v < apex + 0.24)] = LINE
    panel = side & (np.abs(u) > frame + 0.09) & (v > 0.9) & (v < apex + 0.2)
    spray = out.copy()
    centre = (frame + 0.09 + half) / 2
    sprig(spray, np.abs(u) - centre, np.mod(v - 0.95, 0.62), 0.44, MADDER if tone != MADDER else FIROZA)
    out[panel] = spray[panel]
    # the frieze
    frieze = (v > apex + 0.22) & (v < apex + 0.62)
    strip = np.full(u.shape, WARM, np.int8)
    cx, cy = near(u, 0.92), v - apex - 0.42
    cartouche = np.maximum(np.abs(cx) - 0.24 - 0.1 * np.cos(cy * 9), np.abs(cy) - 0.12)
    strip[cartouche < 0.03] = LINE
    strip[cartouche < 0.012] = MADDER if tone != MADDER else DEEP
    rosette(strip, cx, cy, 0.1, 8, (PLASTER, HALDI, LINE))
    rosette(strip, near(u + 0.46, 0.92), cy, 0.11, 4, (FIROZA, PLASTER, MADDER))
    out[frieze] = strip[frieze]
    for at in (apex + 0.22, apex + 0.62):
        out[np.abs(v - at) < 0.024] = LINE
    # the lunette: a fan of petals
    low = apex + 0.64
    lunette = v > low
    r, angle = np.hypot(u, v - low), np.arctan2(v - low, u)
    fan = np.full(u.shape, WARM, np.int8)
    lobe = np.abs(np.sin(angle * 9))
    fan[r < 1.16 + 0.14 * lobe] = LINE
    fan[r < 1.13 + 0.14 * lobe] = FIROZA if tone != FIROZA else MADDER
    fan[r < 0.80 + 0.12 * lobe] = PLASTER
    fan[r < 0.52 + 0.1 * lobe] = HALDI
    fan[r < 0.34] = LINE
    fan[r < 0.31] = MADDER if tone != MADDER else FIROZA
    out[lunette] = fan[lunette]
    tiles = v < 0.9
    out[tiles] = dado(u, v)[tiles]
    return out


def niche(u: Array, v: Array) -> Array:
    """Return the back of a niche: a cypress between two flowering trees."""
    out = np.full(u.shape, PLASTER, np.int8)
    a = np.abs(u)
    for x0, y0, r, ink in (
        (0.62, 1.75, 0.15, MADDER),
        (0.86, 1.5, 0.12, BRICK),
        (0.42, 2.1, 0.12, BRICK),
        (0.8, 2.02, 0.12, MADDER),
        (0.5, 1.42, 0.11, MADDER),
        (0.62, 2.4, 0.12, MADDER),
        (0.28, 2.62, 0.1, BRICK),
    ):
        stem = np.abs(a - (0.64 + (x0 - 0.64) * np.clip((v - 0.95) / (y0 - 0.95), 0, 1) ** 2)) < 0.02
        out[stem & (v > 0.9) & (v < y0)] = LEAF
        rosette(out, a - x0, v - y0, r, 5, (ink, HALDI, LINE))
    height = np.clip((v - 1.0) / 1.65, 0, 1)
    cypress = (a < 0.2 * np.maximum(np.sin(np.pi * height**0.7), 0) ** 0.8) & (v > 1.0) & (v < 2.65)
    out[cypress] = DEEP
    out[cypress & (np.abs(near(v + 1.4 * a, 0.16)) < 0.02)] = FIROZA
    out[(a < 0.03) & (v > 0.9) & (v <= 1.02)] = BRICK
    tiles = v < 0.9
    out[tiles] = dado(u, v)[tiles]
    return out


def vault(azimuth: Array, polar: Array) -> Array:
    """Return the dome: a net of lozenges that shrink towards the opening, a flower in each."""
    turns = azimuth * 16 / (2 * np.pi)
    climb = 16 / (2 * np.pi) * 0.92 * np.log(np.maximum(np.tan(polar / 2), 1e-3))
    a, b = turns + climb, turns - climb
    fa, fb = a - np.floor(a) - 0.5, b - np.floor(b) - 0.5
    checks = (np.floor(a) + np.floor(b)) % 2 == 0
    out = np.where(checks, WARM, PLASTER).astype(np.int8)
    edge = np.maximum(np.abs(fa), np.abs(fb))
    out[edge > 0.34] = np.where(checks, MADDER, FIROZA)[edge > 0.34]
    out[edge > 0.385] = np.where(checks, WARM, PLASTER)[edge > 0.385]
    for first, inks in ((True, (FIROZA, PLASTER, HALDI)), (False, (MADDER, HALDI, LINE))):
        flower = out.copy()
        rosette(flower, fa, fb, 0.22, 4, inks)
        out = np.where(checks == first, flower, out)
    out[edge > 0.455] = LINE
    return out


def paving(x: Array, z: Array) -> Array:
    """Return the floor: stone stars and crosses with thin brick joints."""
    out = np.full(x.shape, WARM, np.int8)
    q = star8(near(x, 1.0), near(z, 1.0), 0.0)
    out[q < 0.39] = BRICK
    out[q < 0.365] = PLASTER
    out[q < 0.19] = BRICK
    out[q < 0.165] = FIROZA
    cross = np.abs(near(x + 0.5, 1.0)) + np.abs(near(z + 0.5, 1.0))
    out[cross < 0.13] = BRICK
    return out
