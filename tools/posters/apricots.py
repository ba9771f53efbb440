"""A scene of Karimabad: apricots drying on the flat roofs, the fort small on its rock."""

from __future__ import annotations

import numpy as np
from hand import Sheet, ring
from ink import Array, chance, mix, paint, palette, rgb, smooth
from mountains import crag, fort
from shapes import figure, house, poplar
from space import Box, Camera, shaded

CAMERA = Camera((0.0, 2.5, 0.0), np.radians(28), 700.0, 600.0, 318.0)
SUN = (-0.72, 0.62, -0.22)
ROOF = (-30.0, 5.5, -8.0, 6.4)  # the roof under our feet: x from, to, z from, to
ORANGE = ("#e98a2c", "#f4a53a", "#e67f2e", "#f0983a", "#dd7430")


def apricots(s: Sheet) -> None:
    """Trays and cloths of apricots before a stair of roofs, poplars, the crag and the snow; light from the left."""
    s.sky((0, "#6fa9b8"), (0.2, "#b4d3cb"), (0.38, "#f1e6c8"), (0.5, "#f8dcae"))
    s.clouds("white", 30, 200, 53, 0.40, 0.75)
    _mountains(s)
    _village(s)
    _valley(s)
    _roofs(s)
    _drying(s)


def _mountains(s: Sheet) -> None:
    s.massif(
        [(820, 92, 0.95, 0.85), (690, 190, 1, 1), (960, 176, 0.9, 0.8), (1130, 216, 0.8, 0.8), (560, 250, 0.8, 0.9)],
        ["#fffaf0", "#f3ebe2", "#ccd3de", "#a3afc8", "#8c9bbb"], 91, freq=3.6, rough=0.8, light=1,
    )  # fmt: skip
    s.haze("#f3e2c6", 230, 400, 0.9)
    s.massif(
        [(1190, 236, 0.5, 0.6), (960, 330, 0.5, 0.5), (700, 352, 0.5, 0.5)],
        ["#e3c29c", "#cda382", "#ae8476", "#8f6e70"], 93, freq=4, rough=1.0, light=1,
    )  # fmt: skip
    s.haze("#f0d8b0", 330, 460, 0.7)
    s.massif(
        [(-60, 40, 0.8, 0.9), (90, 180, 0.9, 1.1), (210, 330, 0.9, 0.8)],
        ["#eac49a", "#d0a07a", "#a97b68", "#80605f", "#684f58"], 95, freq=3.4, rough=1.0, light=1,
    )  # fmt: skip
    s.haze("#efd0a2", 330, 520, 0.6)


def _village(s: Sheet) -> None:
    """The crag with the fort, and the houses that climb to it."""
    back = [(250, 520), (272, 344), (290, 318), (396, 312), (404, 292), (412, 268), (420, 276), (428, 304), (444, 318)]
    crag(s, [*back, (456, 352), (480, 372), (520, 420), (560, 520)], 350, 75, 0.8)
    fort(s, 340, 322, 0.46)
    front = [(120, 560), (170, 452), (214, 420), (236, 384), (252, 376), (264, 338), (278, 326), (300, 316), (322, 324)]
    front += [(352, 318), (384, 326), (400, 318), (412, 338), (430, 344), (440, 374), (468, 388), (500, 430)]
    front += [(580, 560)]
    crag(s, front, 345, 76, 0.8)
    rng = np.random.default_rng(5)
    for y in np.arange(404, 520, 13):
        for x in np.arange(150 - (y - 404) * 0.9, 470 + (y - 404) * 1.6, 30 + (y - 404) * 0.12):
            if rng.random() < 0.42:
                house(s, float(x + rng.uniform(-9, 9)), float(y + rng.uniform(-5, 5)), float(15 + (y - 404) * 0.13))
            elif rng.random() < 0.25:
                tree = mix("#6f8f4c", "#8da24f", rng.random())
                at, h = float(x + rng.uniform(-9, 9)), float(34 + (y - 404) * 0.3)
                poplar(s, at, float(y), h, tree, mix(tree, "#23412f", 0.55), "#d7d98a", int(x * 3 + y))


def _valley(s: Sheet) -> None:
    """Terraces that fall to the right, with poplars on their walls."""
    n = s.noise

    def terrace(k: int, ink: str) -> None:
        base = 430 + k * 21 + k * k * 1.6

        def top(x: Array) -> Array:
            fall = 0.05 * (x - 500) * (1 - 0.1 * k) + 26 * smooth(560, 300, x)
            edge: Array = base + fall + 7 * np.sin(x / 120 + k * 1.9) + 3 * n.fbm(x / 50, k, 3)
            return edge

        p = s.land(top, mix(ink, "#e9d3a0", 0.18))
        s.stipple(p, "#6a5a44", lambda x, y: 0.9 * (y - top(x) < 4) * (0.6 + 0.4 * n.fbm(x / 7, y, 2)), 0.75)
        s.stipple(p, "#f3efb8", lambda x, y: 0.30 * smooth(22, 5, y - top(x)) * (y - top(x) > 4.5), 0.8)
        s.stipple(p, "#2f5238", lambda x, y: 0.34 * smooth(0.1, 0.9, n.fbm(x / 40, y / 7 + k, 3)), 0.7)
        rng = np.random.default_rng(300 + k)
        for x in np.sort(rng.uniform(380, 1215, 34)):
            if n.at(x / 120 + k * 3.1, 8 + k) < 0.05:
                continue
            h = (44 + k * 15) * rng.uniform(0.75, 1.2)
            tree = mix("#55803f", "#8aa04a", rng.random())
            poplar(s, float(x), float(top(x)) + 3, h, tree, mix(tree, "#1d3b31", 0.6), "#d9de8c", int(x * 7 + k))

    for k, ink in enumerate(("#a3b46a", "#7f9c55", "#b3b462", "#6b8f50", "#93a857", "#5d8149", "#7d9a50")):
        terrace(k, ink)


# Every house below us: x from and to, height of its roof, z from and to.
HOUSES = (
    (-2.0, 4.4, -1.9, 9.2, 13.4),
    (5.6, 10.4, -2.9, 9.6, 14.2),
    (8.2, 13.2, -3.4, 3.6, 8.2),
    (11.8, 17.0, -4.4, 9.6, 15.2),
    (-6.5, -0.4, -2.6, 16.0, 21.0),
    (1.6, 8.4, -3.4, 17.4, 22.4),
    (10.6, 16.4, -4.6, 18.6, 24.6),
    (15.4, 22.5, -5.6, 3.0, 8.4),
    (19.6, 26.5, -6.4, 11.8, 18.0),
    (-13.0, -7.6, -2.2, 12.0, 16.4),
)
# Where apricots lie on those roofs: x from and to, z from and to.
PATCHES = (
    (1.3, 3.9, 9.8, 12.8),
    (6.0, 9.9, 9.95, 11.7),
    (8.7, 12.7, 4.1, 6.2),
    (12.4, 16.4, 11.6, 14.5),
    (2.2, 7.6, 18.2, 21.6),
    (-5.8, -1.2, 16.7, 20.2),
    (11.4, 15.6, 19.6, 23.4),
    (16.2, 21.6, 3.8, 7.6),
    (20.4, 25.6, 12.6, 16.0),
)
# Doors and windows in the walls that face us: x, z, foot, head, width.
OPENINGS = (
    (0.6, 9.2, -3.4, -2.5, 0.5),
    (2.6, 9.2, -3.4, -2.5, 0.5),
    (7.4, 9.6, -4.6, -3.6, 0.6),
    (9.0, 9.6, -4.6, -3.6, 0.6),
    (6.9, 12.2, -2.9, -1.45, 0.62),
    (-0.9, 11.2, -1.9, -0.35, 0.66),
    (3.4, 17.4, -5.0, -4.2, 0.6),
    (5.6, 17.4, -5.0, -4.2, 0.6),
    (12.6, 18.6, -6.2, -5.4, 0.6),
    (14.4, 18.6, -6.2, -5.4, 0.6),
    (13.4, 9.6, -6.0, -5.2, 0.6),
    (15.2, 9.6, -6.0, -5.2, 0.6),
)


def _boxes() -> list[Box]:
    x0, x1, z0, z1 = ROOF
    boxes = [Box(x0, x1, -6, -0.16, z0, z1, "house"), Box(x0, x1 + 0.16, -0.16, 0, z0, z1 + 0.16, "roof")]
    for lo, hi, a, b in ((x0, x1 + 0.16, z1 - 0.16, z1 + 0.16), (x1 - 0.16, x1 + 0.16, z0, z1 + 0.16)):
        boxes.append(Box(lo, hi, 0, 0.17, a, b, "kerb"))
    for a, b, top, c, d in HOUSES:
        boxes.append(Box(a, b, -14, top, c, d, "house"))
        boxes.append(Box(a - 0.14, b + 0.14, top - 0.34, top - 0.14, c - 0.14, d + 0.14, "beam"))
        w = 0.22
        for u0, u1, v0, v1 in ((a, b, d - w, d), (a, a + w, c, d), (b - w, b, c, d), (a, b, c, c + w)):
            boxes.append(Box(u0, u1, top, top + 0.14, v0, v1, "kerb"))
    for a, b, low, top, c, d in ((6.2, 8.0, -2.9, -0.9, 12.2, 14.2), (-1.6, 0.6, -1.9, 0.2, 11.2, 13.4)):
        boxes.append(Box(a, b, low, top, c, d, "house"))
        boxes.append(Box(a - 0.14, b + 0.14, top - 0.2, top, c - 0.14, d + 0.14, "beam"))
    for x, z, low, high, w in OPENINGS:
        boxes.append(Box(x - 0.1, x + w + 0.1, low - 0.1, high + 0.1, z - 0.03, z, "frame"))
        boxes.append(Box(x, x + w, low, high, z - 0.05, z, "door"))
    return boxes


def _roofs(s: Sheet) -> None:
    """The stair of flat roofs, ours nearest."""
    part = s.region(y0=300)
    x, y = s.xy(part)
    boxes = _boxes()
    hits = CAMERA.cast(boxes, x, y)
    px, py, pz = hits.place
    kinds = np.array([b.kind for b in boxes] + [""])[hits.box]
    top = hits.axis == 1
    facing = top | (hits.axis == 2) | ((hits.axis == 0) & (px > CAMERA.eye[0]))
    dark = ~facing
    lit = np.nonzero(facing & hits.found)
    dark[lit] = shaded(boxes, (px[lit] - 0.003, py[lit] + 0.003, pz[lit] - 0.003), SUN)
    level = np.where(top, np.where(dark, 2, 5), np.where(hits.axis == 0, np.where(dark, 1, 4), np.where(dark, 0, 3)))
    colour = palette("#7b5a55", "#8c685c", "#a98368", "#c59a74", "#f3dcb2", "#ebcf9f")[level]
    kerb = (kinds == "kerb") & top & ~dark
    colour = np.where(kerb[..., None], rgb("#f8e4bc"), colour)
    wood = palette("#4a3030", "#553632", "#6b4436", "#7c4d38", "#a26a45", "#a8754f")[level]
    colour = np.where(((kinds == "beam") | (kinds == "frame"))[..., None], wood, colour)
    colour = np.where((kinds == "door")[..., None], rgb("#46302f"), colour)
    patch = np.zeros(px.shape, bool)
    for x0, x1, z0, z1 in PATCHES:
        patch |= (px > x0) & (px < x1) & (pz > z0) & (pz < z1)
    patch &= top & (kinds == "house") & (py < -1)
    colour = np.where(patch[..., None], _heap(px, pz, dark), colour)
    haze = (smooth(10, 34, hits.t) * 0.36)[..., None]
    colour = colour * (1 - haze) + rgb("#f0d2a2") * haze
    part = s.lay(part.only(hits.found.astype(np.float32)), colour)
    n = s.noise
    flat = part.only(top & (kinds != "beam") & ~patch)
    s.stipple(flat, "#c79f70", lambda a, b: 0.45 * smooth(0.0, 0.8, n.fbm(px * 1.6, pz * 1.6, 3)), 0.8)
    s.stipple(flat.only(~dark), "#fbe6bd", lambda a, b: 0.5 * smooth(0.1, 0.7, n.fbm(px * 2.1 + 9, pz * 2.1, 3)), 0.8)
    walls = part.only(~top & (kinds == "house"))
    rows = np.abs(np.mod(py + 0.03 * n.fbm(px + pz, py * 2, 2), 0.62) - 0.31) < 0.035
    s.lay(walls.only(rows), "#7a5140", 0.5)
    s.stipple(walls, "#7b5a55", lambda a, b: 0.35 * smooth(-0.1, 0.7, n.fbm((px + pz) * 1.5, py * 2.4, 3)), 0.7)


def _heap(x: Array, z: Array, dark: Array) -> Array:
    """Return the colours of apricots that lie side by side, seen from afar."""
    step = 0.25
    row = np.floor(z / step)
    column = np.floor(x / step + 0.5 * (row % 2))
    u, v = x / step + 0.5 * (row % 2) - column - 0.5, z / step - row - 0.5
    u, v = u + 0.16 * (chance(row, column, 3.0) - 0.5), v + 0.16 * (chance(row, column, 4.0) - 0.5)
    body = np.hypot(u, v) < 0.43
    light = np.hypot(u + 0.10, v - 0.08) < 0.24
    ink = palette("#d9742a", "#f0983a", "#f7b257")[(chance(row, column, 5.0) * 2.99).astype(int)]
    colour = paint(body, ink, "#b0673a")
    colour = paint(light, "#fbc873", colour)
    return paint(dark, colour * rgb("#b98a80"), colour)


def _half(s: Sheet, x: float, z: float, y: float, r: float, rng: np.random.Generator) -> None:
    """One apricot, opened, the hollow of its stone upwards."""
    cx, cy = (float(v) for v in CAMERA.project([(x, y, z)])[0])
    size = CAMERA.size(x, z)
    tilt = (CAMERA.eye[1] - y) / CAMERA.depth(x, z)
    rx, ry = r * size, r * size * min(0.9, tilt + 0.16)
    ink = ORANGE[int(rng.integers(len(ORANGE)))]
    s.poly(ring(cx + rx * 0.22, cy + ry * 0.34, rx, ry, 26), "#7a4a30", 0.5)
    s.poly(ring(cx, cy, rx, ry, 26), mix(ink, "#bb4f1e", 0.5))
    s.poly(ring(cx - rx * 0.05, cy - ry * 0.12, rx * 0.9, ry * 0.84, 26), ink)
    s.poly(ring(cx - rx * 0.14, cy - ry * 0.2, rx * 0.72, ry * 0.64, 24), mix(ink, "#ffce6e", 0.45))
    if rng.random() < 0.82:  # the rest lie skin side up
        s.poly(ring(cx, cy - ry * 0.08, rx * 0.4, ry * 0.36, 20), mix(ink, "#c8541e", 0.40))
        s.poly(ring(cx + rx * 0.06, cy - ry * 0.02, rx * 0.3, ry * 0.26, 20), mix(ink, "#ffb860", 0.35))
    else:
        s.poly(ring(cx - rx * 0.3, cy - ry * 0.34, rx * 0.26, ry * 0.2, 20), "#ffe3a6")


def _lay_out(s: Sheet, places: list[tuple[float, float]], y: float, r: float, seed: int) -> None:
    """Lay apricots down from the farthest to the nearest."""
    rng = np.random.default_rng(seed)
    for x, z in sorted(places, key=lambda p: -CAMERA.depth(*p)):
        _half(s, x, z, y, r * rng.uniform(0.9, 1.08), rng)


def _cloth(s: Sheet, x0: float, x1: float, z0: float, z1: float, y: float, ink: str, hem: str, seed: int) -> None:
    """A cloth in line with the roof, filled in rows."""
    s.poly(CAMERA.project([(x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1)]) + np.array([3, 4]), "#8c685c", 0.7)
    for grow, colour in ((0.0, hem), (0.09, ink), (0.14, hem), (0.17, ink)):
        a, b, c, d = x0 + grow, x1 - grow, z0 + grow, z1 - grow
        s.poly(CAMERA.project([(a, y, c), (b, y, c), (b, y, d), (a, y, d)]), colour)
    rng = np.random.default_rng(seed)
    places = []
    for i, x in enumerate(np.arange(x0 + 0.3, x1 - 0.26, 0.158)):
        for z in np.arange(z0 + 0.3 + 0.079 * (i % 2), z1 - 0.26, 0.158):
            places.append((float(x + rng.uniform(-0.016, 0.016)), float(z + rng.uniform(-0.016, 0.016))))
    _lay_out(s, places, y, 0.078, seed)


def _tray(s: Sheet, x: float, z: float, r: float, seed: int) -> None:
    """A round willow tray, filled ring by ring."""
    t = np.linspace(0, 2 * np.pi, 90)

    def disc(radius: float, y: float) -> Array:
        return CAMERA.project(np.stack([x + radius * np.cos(t), np.full_like(t, y), z + radius * np.sin(t)], 1))

    s.poly(disc(r * 1.02, 0.0) + np.array([7, 5]), "#8c685c", 0.75)
    s.poly(disc(r, 0.0), "#7a5134")
    s.poly(disc(r, 0.07), "#c99a5e")
    rim = disc(r, 0.07)
    for k in range(0, 90, 3):
        s.line(np.stack([disc(r * 0.9, 0.05)[k], rim[k]]), 1.6, "#8f6238", 0.8)
    s.poly(disc(r * 0.9, 0.05), "#a8743f")
    places = [(x, z)]
    for k in range(1, int(r * 0.84 / 0.16) + 1):
        count = int(2 * np.pi * k)
        turn = 2 * np.pi * (np.arange(count) + 0.37 * k) / count
        places += [(float(x + 0.16 * k * np.cos(a)), float(z + 0.16 * k * np.sin(a))) for a in turn]
    _lay_out(s, places, 0.06, 0.076, seed)


def _drying(s: Sheet) -> None:
    """What lies on our roof, and the women who turn it on the roofs below."""
    for x, y, z, cloth, scarf in (
        (4.3, -3.4, 22.0, "#a5322c", "#f7efe0"),
        (7.95, -3.4, 20.3, "#2b6f86", "#f3d27a"),
        (25.95, -6.4, 14.2, "#9c2c4a", "#f7efe0"),
    ):
        foot = CAMERA.project([(x, y, z)])[0]
        figure(s, float(foot[0]), float(foot[1]), 1.5 * CAMERA.size(x, z), cloth, scarf, (0.5, 0.05), "#7b5a55")
    _cloth(s, 1.3, 4.7, 3.5, 5.7, 0.01, "#f1e3c6", "#2b7a80", 7)
    trays = ((-1.2, 5.0, 0.72), (0.3, 5.2, 0.6), (0.1, 3.75, 0.66), (3.3, 2.35, 0.66))
    for i, (x, z, r) in enumerate(trays):
        _tray(s, x, z, r, 20 + i)
