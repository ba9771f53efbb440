"""A scene of Lahore: inside the Shahi Hammam, light through the dome on an octagonal pool."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from frescoes import INKS, niche, paving, pointed, vault, wall
from hand import HEIGHT, Part, Sheet
from ink import Array, palette, rgb, smooth
from shapes import curve, figure
from space import FAR, Camera

CAMERA = Camera((0.5, 2.6, -8.7), np.radians(-3.0), 640.0, 600.0, 512.0)
APOTHEM, SPRING, RISE, DRUM = 5.0, 3.75, 4.15, 5.42  # the room, and the dome that sits on its corners
OCULUS = 0.86
POOL, RIM, WATER = 2.15, 0.26, 0.12
ARCH = (1.2, 1.75, 1.45)
RECESS = 0.95
BEAM = np.array([0.17, -1.0, -0.03])  # how the light falls: from the left, steeply
TOP = np.array([0.0, SPRING + RISE, 0.0])
SPOT = TOP - BEAM * (TOP[1] - WATER) / BEAM[1]
TONES = palette("#3b2b4a", "#725263", "#b58d7b", "#e4c096", "#fff3d6")
Triple = tuple[Array, Array, Array]


@dataclass
class Look:
    """What rays see: the colour of the paint and how much light reaches it, 0 to 1."""

    colour: Array
    level: Array


def octagon(x: Array, z: Array) -> Array:
    """Return the distance from the axis, measured so that octagons have one value."""
    turned = (np.abs(x) + np.abs(z)) * np.float32(np.sqrt(0.5))
    far: Array = np.maximum(np.maximum(np.abs(x), np.abs(z)), turned)
    return far


def light(place: Triple, normal: Triple) -> Array:
    """Return the light that the bright spot and the opening throw on a place."""
    total = 0.14 + 0.035 * place[0]  # the light leans to the right
    for source, strength, reach in ((SPOT, 0.75, 3.2), (TOP, 0.42, 5.0)):
        dx, dy, dz = (float(source[i]) - place[i] for i in range(3))
        r = np.sqrt(dx * dx + dy * dy + dz * dz) + 1e-3
        facing = np.maximum((dx * normal[0] + dy * normal[1] + dz * normal[2]) / r, 0) * 0.8 + 0.2
        total = total + strength * facing / (1 + (r / reach) ** 2)
    return np.clip(total, 0, 1)


def interior(eye: Triple, ray: Triple) -> Look:
    """Follow rays to the walls, the dome and the floor of the room."""
    ex, ey, ez = eye
    dx, dy, dz = ray
    shape = dx.shape
    best = np.full(shape, FAR, np.float32)
    which = np.full(shape, -1, np.int8)
    with np.errstate(divide="ignore", invalid="ignore"):
        for k in range(-2, 3):
            nx, nz = np.float32(np.sin(k * np.pi / 4)), np.float32(np.cos(k * np.pi / 4))
            slope = dx * nx + dz * nz
            t = np.where(slope > 1e-5, (APOTHEM - ex * nx - ez * nz) / slope, FAR)
            which = np.where(t < best, np.int8(k + 2), which)
            best = np.minimum(best, t)
        t = np.where(dy < -1e-5, -ey / dy, FAR)
        which = np.where(t < best, np.int8(10), which)
        best = np.minimum(best, t)
        a = (dx * dx + dz * dz) / DRUM**2 + dy * dy / RISE**2
        b = (ex * dx + ez * dz) / DRUM**2 + (ey - SPRING) * dy / RISE**2
        c = (ex * ex + ez * ez) / DRUM**2 + (ey - SPRING) ** 2 / RISE**2 - 1
        t = (-b + np.sqrt(np.maximum(b * b - a * c, 0))) / a
        t = np.where((ey + t * dy > SPRING) & (t > 0), t, FAR)
        which = np.where(t < best, np.int8(11), which)
        best = np.minimum(best, t)
    look = Look(np.zeros((*shape, 3), np.float32), np.zeros(shape, np.float32))

    def part(mask: Array) -> tuple[Triple, Triple]:
        t = best[mask]
        o = tuple(np.broadcast_to(e, shape)[mask] for e in eye)
        d = tuple(r[mask] for r in ray)
        return (o[0] + t * d[0], o[1] + t * d[1], o[2] + t * d[2]), (d[0], d[1], d[2])

    for k in range(5):
        mask = which == k
        if mask.any():
            place, ray_here = part(mask)
            look.colour[mask], look.level[mask] = _wall(k, place, ray_here)
    mask = which == 11
    if mask.any():
        place, _ = part(mask)
        look.colour[mask], look.level[mask] = _dome(place)
    mask = which == 10
    if mask.any():
        place, _ = part(mask)
        up = (np.zeros_like(place[0]), np.ones_like(place[0]), np.zeros_like(place[0]))
        level = light(place, up) + 0.36 * smooth(0.5, 0.0, np.abs(octagon(place[0], place[2]) - POOL - 0.5))
        look.colour[mask], look.level[mask] = INKS[paving(place[0], place[2])], level * smooth(7.5, 3.4, -place[2] + 2)
    return look


def _wall(k: int, place: Triple, ray: Triple) -> tuple[Array, Array]:
    turn = (k - 2) * np.pi / 4
    nx, nz = float(np.sin(turn)), float(np.cos(turn))
    u, v = place[0] * nz - place[2] * nx, place[1]
    inward = (np.full_like(u, -nx), np.zeros_like(u), np.full_like(u, -nz))
    tone = (1, 2, 9, 2, 1)[k]
    colour = INKS[wall(u, v, 2.07, ARCH, tone)]
    level = light(place, inward)
    below = np.hypot(place[0], place[2]) / DRUM, (v - SPRING) / RISE
    seam = (below[0] ** 2 + np.maximum(below[1], 0) ** 2) * (v > SPRING)  # 1 where the dome begins
    for at, ink in ((0.955, "#e3a32b"), (0.985, "#23355c")):
        colour = np.where((seam > at)[:, None], rgb(ink), colour)
    d, _ = pointed(u, v, *ARCH)
    hole = d < 0
    # behind the arch: a recess with its own back
    slope = ray[0] * nx + ray[2] * nz
    t = RECESS / np.maximum(slope, 1e-3)
    du = (ray[0] * nz - ray[2] * nx) * t
    u2, v2 = u + du, v + ray[1] * t
    d2, _ = pointed(u2, v2, *ARCH)
    back = hole & (d2 < 0) & (v2 > 0)
    deep: Triple = (place[0] + t * ray[0], v2, place[2] + t * ray[2])
    colour = np.where(back[:, None], INKS[niche(u2, v2)], colour)
    inner = light(deep, inward) * 0.72 * (0.55 + 0.45 * smooth(-0.02, -0.5, d2))
    level = np.where(back, inner, level)
    reveal = hole & ~back
    sill = reveal & (v2 <= 0)
    colour = np.where(reveal[:, None], rgb("#e9cfa0"), colour)
    colour = np.where(sill[:, None], rgb("#c8674f"), colour)
    turned_to_light = np.where(u < 0, 0.62, 0.34) if k != 2 else np.where(u < 0, 0.5, 0.34)
    level = np.where(reveal, np.where(v > ARCH[1] + 0.4, 0.30, turned_to_light), level)
    lip = smooth(0.0, 0.5, v) * 0.35 + 0.65
    return colour, level * lip


def _dome(place: Triple) -> tuple[Array, Array]:
    x, y, z = place
    r = np.hypot(x, z)
    polar = np.arctan2(r / DRUM, (y - SPRING) / RISE)
    colour = INKS[vault(np.arctan2(x, z), polar)]
    ring = (r < OCULUS + 0.42) & (r > OCULUS)
    bead = np.abs(np.mod(np.arctan2(x, z) * 24 / (2 * np.pi), 1) - 0.5) < 0.26
    band = np.where((bead & (np.abs(r - OCULUS - 0.24) < 0.09))[:, None], rgb("#a5372c"), rgb("#f4e4c4"))
    colour = np.where(ring[:, None], band, colour)
    n = (-x / DRUM**2, -(y - SPRING) / RISE**2, -z / DRUM**2)
    size = np.sqrt(n[0] ** 2 + n[1] ** 2 + n[2] ** 2)
    level = light(place, (n[0] / size, n[1] / size, n[2] / size)) * 0.95 + 0.05
    level = level + 0.42 * smooth(OCULUS + 0.9, OCULUS, r)
    sky = r < OCULUS
    colour = np.where(sky[:, None], rgb("#e4f1ea"), colour)
    return colour, np.where(sky, 2.0, level)


def shahi_hammam(s: Sheet) -> None:
    """A dark arch frames the room; the beam leans from the left, a visitor and three pigeons give the scale."""
    rows = 100
    for y0 in range(0, HEIGHT, rows):
        _room(s, s.region(y0=y0, y1=y0 + rows))
    _beam(s)
    _things(s)
    _frame(s)


def _ink(s: Sheet, part: Part, look: Look) -> Array:
    """Turn paint and light into flat tones with stippled borders."""
    inked: Array = look.colour * (TONES[s.steps(part, look.level, 5, 0.55)] * 1.04)
    return np.where((look.level > 1.5)[..., None], look.colour, inked)


def _room(s: Sheet, part: Part) -> None:
    x, y = s.xy(part)
    ray = CAMERA.rays(x, y)
    ex, ey, ez = (np.full((1, 1), e, np.float32) for e in CAMERA.eye)
    look = interior((ex, ey, ez), ray)
    with np.errstate(divide="ignore", invalid="ignore"):
        down = ray[1] < -1e-4

        def at(height: float) -> tuple[Array, Array]:
            t = np.where(down, (height - ey) / ray[1], FAR)
            return ex + t * ray[0], ez + t * ray[2]

        (rx, rz), (wx, wz), (fx, fz) = at(RIM), at(WATER), at(0.0)
    outer = POOL + 0.42
    o_rim, o_water, o_floor = octagon(rx, rz), octagon(wx, wz), octagon(fx, fz)
    top = down & (o_rim < outer) & (o_rim > POOL)
    front = down & (o_rim >= outer) & (o_floor < outer)
    water = down & (o_rim <= POOL) & (o_water < POOL)
    inner = down & (o_rim <= POOL) & (o_water >= POOL)
    bead = np.mod(np.arctan2(rx, rz) * 40 / (2 * np.pi), 1) < 0.5
    inlay = np.where((bead & (np.abs(o_rim - POOL - 0.21) < 0.07))[..., None], rgb("#2b8a8c"), rgb("#f6ead2"))
    look.colour = np.where(top[..., None], inlay, look.colour)
    look.colour = np.where(front[..., None], rgb("#d9b68c"), look.colour)
    look.colour = np.where(inner[..., None], rgb("#93c8c1"), look.colour)
    look.level = np.where(top, 0.80 + 0.06 * rx, np.where(front, 0.36, np.where(inner, 0.62, look.level)))
    colour = _ink(s, part, look)
    if water.any():
        n = s.noise
        ripple = 0.035 * n.fbm(wx * 3.1, wz * 7.0, 3)
        mirrored = (ray[0] + ripple, -ray[1] + 0.6 * ripple, ray[2])
        seen = interior((wx, np.full_like(wx, WATER), wz), mirrored)
        reflection = _ink(s, part, seen)
        body = rgb("#1d7c84") * (0.8 + 0.25 * smooth(3, -3, np.hypot(wx - SPOT[0], wz - SPOT[2])))[..., None]
        pool = body * 0.56 + reflection * 0.44
        colour = np.where(water[..., None], pool, colour)
    # the spot of sun
    off = np.hypot(np.where(water, wx, rx) - SPOT[0], np.where(water, wz, rz) - SPOT[2])
    spot = (water | inner) & (off < OCULUS)
    colour = np.where(spot[..., None], colour * 0.25 + rgb("#e9fff2") * 0.75, colour)
    glint = water & (s.noise.fbm(wx * 2.2, wz * 9.0, 3) > 0.55) & (off > OCULUS)
    colour = np.where(glint[..., None], colour * 0.45 + rgb("#bfe8dc") * 0.55, colour)
    s.lay(part, colour)


def _beam(s: Sheet) -> None:
    """Dust in the light: how far every sight line runs through the slanting shaft."""
    part = s.region()
    x, y = s.xy(part)
    ray = CAMERA.rays(x, y)
    axis = BEAM / np.linalg.norm(BEAM)
    off = np.array(CAMERA.eye) - TOP
    da = sum(ray[i] * axis[i] for i in range(3))
    oa = float(off @ axis)
    px = [ray[i] - da * axis[i] for i in range(3)]
    ox = [off[i] - oa * axis[i] for i in range(3)]
    a = px[0] ** 2 + px[1] ** 2 + px[2] ** 2
    b = px[0] * ox[0] + px[1] * ox[1] + px[2] * ox[2]
    c = ox[0] ** 2 + ox[1] ** 2 + ox[2] ** 2 - OCULUS**2
    root = np.sqrt(np.maximum(b * b - a * c, 0)) / a
    middle = -b / a
    height = CAMERA.eye[1] + middle * ray[1]
    inside = (height > WATER) & (height < TOP[1])
    thick = root * np.sqrt(a) / OCULUS * inside
    s.lay(part.only(thick > 0), "#ffeec4", 0.10)
    s.stipple(part, "#fff3d2", lambda u, v: 0.40 * thick * (0.45 + 0.55 * smooth(0.0, 7.0, height)), 0.75)


def _things(s: Sheet) -> None:
    """A visitor, and pigeons that cross the light."""
    foot = CAMERA.project([(3.15, 0, 1.3)])[0]
    size = 1.66 * CAMERA.size(3.15, 1.3)
    figure(s, float(foot[0]), float(foot[1]), size, "#f3e3c4", "#a5372c", (0.75, 0.10), "#3a2742")
    for x, y, k, tilt in ((560, 250, 1.0, 0.2), (628, 214, 0.72, -0.3), (520, 312, 0.6, 0.1)):
        pigeon(s, x, y, k, tilt)


def pigeon(s: Sheet, x: float, y: float, k: float, tilt: float) -> None:
    """A bird in flight, wings up."""
    c, d = np.cos(tilt), np.sin(tilt)
    turn = np.array([[c, d], [-d, c]]) * k

    def put(points: Array) -> Array:
        placed: Array = points @ turn + np.array([x, y])
        return placed

    s.poly(put(curve((-2, 1), (-7, -10), (-20, -22), (-15, -8), (-8, 2), n=10)), "#c9b7b0")
    s.poly(put(curve((-18, 6), (-6, 0), (8, -3), (15, -1), (8, 4), (-4, 6), (-18, 9), n=10)), "#fbf3e2")
    s.poly(put(curve((2, -1), (4, -14), (14, -27), (13, -12), (8, 1), n=10)), "#fffaf0")


def _frame(s: Sheet) -> None:
    """The arch we look through, dark against the room, its right reveal catching the light."""
    part = s.region()
    x, y = s.xy(part)
    u, v = (x - 600) / 170, (HEIGHT - y) / 170
    d, along = pointed(u, v, 3.0, 1.25, 3.42)
    reveal = s.lay(part.only(d > -0.20), "#5b3a4c")
    s.stipple(reveal, "#a36a58", lambda a, b: 1.1 * smooth(0.5, 2.2, u) * (1 - 0.8 * smooth(2.4, 4.6, v)), 0.95)
    face = part.only(d > 0)
    s.lay(face, "#241b33")
    bead = np.hypot(np.mod(along, 0.3) - 0.15, d - 0.2)
    s.lay(face.only(np.abs(d - 0.06) < 0.012), "#8a5a4c")
    s.lay(face.only(np.abs(d - 0.34) < 0.012), "#8a5a4c")
    s.lay(face.only(bead < 0.085), "#1f4a56")
    s.lay(face.only(bead < 0.036), "#8a5a2c")
    s.stipple(face, "#12101f", lambda a, b: 0.7 * smooth(0.3, 1.6, d), 0.8)
