"""Two scenes of old walls: the mud-brick rooms of Mehrgarh and a monastery of Gandhara on its hill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from hand import Sheet, ring
from ink import Array, chance, paint, palette, rgb, smooth, stops
from mountains import ridge
from shapes import curve, figure
from space import Box, Camera, Hits, shaded

Direction = tuple[float, float, float]


@dataclass(frozen=True)
class Light:
    """What the sun makes of walls: its direction and five inks from deep shade to full light."""

    sun: Direction
    inks: tuple[str, str, str, str, str]


def shadows(groups: list[list[Box]], place: tuple[Array, Array, Array], sun: Direction) -> Array:
    """Return which places do not see the sun; a group of boxes is tried only near itself."""
    dark = np.zeros(place[0].shape, bool)
    for group in groups:
        limits = np.array([b.limits() for b in group])
        reach = (limits[:, 1, 1].max() - limits[:, 1, 0].min()) / sun[1]
        near = np.ones(dark.shape, bool)
        for i in (0, 2):
            lean = -sun[i] * reach
            low, high = limits[:, i, 0].min() + min(lean, 0), limits[:, i, 1].max() + max(lean, 0)
            near &= (place[i] > low) & (place[i] < high)
        at = np.nonzero(near & ~dark)
        if len(at[0]):
            dark[at] = shaded(group, (place[0][at], place[1][at] + 0.002, place[2][at]), sun)
    return dark


def masonry(
    hits: Hits, eye: Direction, dark: Array, light: Light, course: float, length: float, fade: tuple[float, float]
) -> Array:
    """Return the colours of walls built in courses; dark says what the sun does not reach."""
    px, py, pz = hits.place
    top = hits.axis == 1
    level = np.where(top, np.where(dark, 2, 4), np.where(dark, np.where(hits.axis == 0, 1, 0), 3))
    u, v = np.where(hits.axis == 0, pz, px), np.where(top, pz, py + 40)
    high = np.where(top, length * 0.6, course)
    row = np.floor(v / high)
    col = np.floor(u / length + (row % 2) * 0.5)
    fu, fv = u / length + (row % 2) * 0.5 - col, v / high - row
    near = smooth(fade[1], fade[0], hits.t)
    joint = ((fv < 0.16) | (fu < 0.07)) * near * np.where(top, 0.5, 1.0)
    tint = (chance(row, col, 3.0) - 0.5) * 0.2 * (0.3 + 0.7 * near)
    colour = palette(*light.inks)[level] * (1 + tint[..., None])
    shaded_joints: Array = colour * (1 - 0.24 * joint[..., None])
    return shaded_joints


def sunlit(hits: Hits, eye: Direction, sun: Direction) -> Array:
    """Return which faces turn to the sun."""
    px = hits.place[0]
    across = np.where(px > eye[0], sun[0] < 0, sun[0] > 0)
    facing: Array = np.where(hits.axis == 0, across, np.where(hits.axis == 1, True, sun[2] < 0))
    return facing


def _visitors(
    s: Sheet,
    camera: Camera,
    sun: Direction,
    people: Sequence[tuple[float, float, float, float, str, str]],
    inks: tuple[str, str],
    reach: float,
) -> None:
    """Stand people (x, y, z, height, cloth, scarf) on a floor; reach cuts their shadows short of the next wall."""
    for x, y, z, h, cloth, scarf in people:
        foot, end = camera.project([(x, y, z), (x - h * sun[0] / sun[1], y, z - h * sun[2] / sun[1])])
        size = h * camera.size(x, z)
        end = foot + reach * (end - foot)
        half = np.array([0, 0.055 * size])
        s.poly([foot - half, end - half, end + half, foot + half], inks[0])
        figure(s, float(foot[0]), float(foot[1]), size, cloth, scarf, (0, 0), inks[1], 1 if sun[0] > 0 else -1)


# ---------------------------------------------------------------- Mehrgarh
PLAIN = Camera((1.6, 3.0, -7.4), np.radians(-17), 720.0, 600.0, 268.0)
DRY = Light((-0.74, 0.46, 0.34), ("#7d4a43", "#965a4a", "#a86c52", "#f0c489", "#fbdfae"))


def _rooms() -> list[list[Box]]:
    """Blocks of small cells: each group is one building."""
    rng = np.random.default_rng(55)
    groups = []
    for x0, z0, nx, nz, w, d in (
        (-10.4, -3.6, 4, 2, 2.1, 2.4), (0.6, -1.0, 3, 3, 2.0, 2.1), (-11.5, 4.6, 4, 3, 2.2, 2.0),
        (0.4, 8.0, 5, 2, 2.0, 2.6), (-6.5, 13.5, 3, 3, 2.2, 2.2), (13.5, 4.0, 3, 4, 2.3, 2.1),
        (4.6, 16.6, 4, 3, 2.3, 2.2),
        (-21, 10.0, 4, 3, 2.2, 2.4), (16.5, 17.0, 4, 2, 2.4, 2.4), (-16.5, 20.5, 5, 2, 2.3, 2.3),
        (1.0, 26.5, 6, 2, 2.4, 2.3),
        (-26, 1.0, 4, 3, 2.2, 2.2), (21, 27.0, 5, 2, 2.4, 2.3),
    ):  # fmt: skip
        group: list[Box] = []
        thick = 0.24
        for i in range(nx + 1):
            for j in range(nz):
                h = rng.uniform(0.25, 1.15) * (1.25 if i in (0, nx) else 0.9)
                x, z = x0 + i * w, z0 + j * d
                if rng.random() < 0.93:
                    group.append(Box(x - thick, x + thick, -0.2, h, z - thick, z + d + thick, "wall"))
        for j in range(nz + 1):
            for i in range(nx):
                h = rng.uniform(0.25, 1.1) * (1.25 if j in (0, nz) else 0.9)
                x, z = x0 + i * w, z0 + j * d
                door = rng.random() < 0.3
                end = x + w * (0.55 if door else 1)
                group.append(Box(x - thick, end, -0.2, h, z - thick, z + thick, "wall"))
        groups.append(group)
    return groups


def mehrgarh(s: Sheet) -> None:
    """A straight wall near us among low rooms, a river bed and hills behind, an old pot; the sun is on the left."""
    s.sky((0, "#5f95a8"), (0.14, "#98bdbd"), (0.28, "#e6ddc0"), (0.37, "#fbe4b8"))
    s.clouds("#fbf1dc", 30, 170, 93, 0.36, 0.7)
    n = s.noise
    far, hills = ridge(95, 212, 44, 250), ridge(96, 244, 36, 150)
    p = s.land(far, "#c4a7a0")
    s.stipple(p, "#e8c9b0", lambda x, y: 0.8 * smooth(0.0, 0.8, n.ridged(x / 60 - y / 60, y / 90, 4) - 0.3), 0.8)
    s.haze("#f3dcb8", 212, 296, 0.7)
    p = s.land(hills, "#b98570")
    s.stipple(p, "#8c6264", lambda x, y: 0.9 * smooth(0.5, 1.2, n.ridged(x / 40 - y / 34, y / 60, 4)), 0.85)
    s.stipple(p, "#e0ac82", lambda x, y: 0.7 * smooth(0.5, -0.2, n.ridged(x / 40 - y / 34, y / 60, 4)), 0.85)
    s.haze("#f0d2a6", 232, 282, 0.9, 0.9)
    _dig(s)
    _bank(s)
    _pot(s, 930, 764, 296)


def _dig(s: Sheet) -> None:
    part = s.region(y0=270)
    x, y = s.xy(part)
    groups = _rooms()
    boxes = [b for g in groups for b in g] + [Box(-900, 900, -3, 0, -40, 2500, "earth")]
    hits = PLAIN.cast(boxes, x, y)
    facing = sunlit(hits, PLAIN.eye, DRY.sun)
    dark = ~facing
    lit = np.nonzero(facing & hits.found)
    px, py, pz = hits.place
    dark[lit] = shadows(groups, (px[lit], py[lit], pz[lit]), DRY.sun)
    colour = masonry(hits, PLAIN.eye, dark, DRY, 0.15, 0.55, (16, 40))
    # the ground: trodden earth, a pale river bed between low banks, scrub
    n = s.noise
    earth = (hits.box == len(boxes) - 1) & (hits.axis == 1)
    bed = pz - (66 + 13 * np.sin(px / 34 + 0.6) + 5 * n.fbm(px / 30, 4, 3))
    ground = stops(n.fbm(px / 7, pz / 7, 3), (-0.6, "#d39c68"), (0.1, "#e0ae78"), (0.7, "#e9bd88"))
    ground = paint(dark, "#9a6650", ground)
    ground = paint(np.abs(bed) < 12, "#f4e0bb", ground)
    ground = paint((np.abs(bed) < 12) & (n.fbm(px / 26, pz / 3, 3) > 0.35), "#dcc4a4", ground)
    ground = paint((bed > 12) & (bed < 14.5), "#a8765c", ground)
    scrub = (
        (n.fbm(px / 2.2, pz / 1.6, 3) > 0.62) & (n.fbm(px / 18, pz / 18, 2) > -0.05) & (np.abs(bed) > 14) & (pz > 30)
    )
    ground = paint(scrub, "#8a8358", ground)
    colour = np.where(earth[..., None], ground, colour)
    haze = (smooth(30, 190, hits.t) * 0.6)[..., None]
    colour = colour * (1 - haze) + rgb("#f3d9ae") * haze
    laid = s.lay(part.only(hits.found.astype(np.float32)), colour)
    floor = laid.only(earth)
    s.stipple(floor.only(dark), "#6f4240", 0.22, 0.75)
    grit = 0.35 * smooth(0.1, 0.8, n.fbm(px / 1.4, pz / 1.4, 3)) * smooth(60, 18, hits.t)
    s.stipple(floor.only(~dark), "#b98256", lambda a, b: grit, 0.75)
    walls = laid.only(~earth)
    s.stipple(walls.only(dark & (hits.axis != 1)), "#5f363c", lambda a, b: 0.45 * smooth(0.5, 0.0, py), 0.8)
    s.stipple(walls.only(~dark & (hits.axis == 1)), "#fff0cc", 0.25, 0.8)
    people = [
        (-1.3, 0, 5.2, 1.65, "#f7efe0", "#c8452f"),
    ]
    _visitors(s, PLAIN, DRY.sun, people, ("#8f5a48", "#6f4240"), 0.5)


def _bank(s: Sheet) -> None:
    """The undug edge on which the pot stands, with its cut face to the left."""
    n = s.noise

    def top(x: Array) -> Array:
        edge: Array = 712 + 7 * n.fbm(x / 60, 3, 3) + 130 * smooth(690, 560, x)
        return edge

    p = s.land(top, "#dba66c")
    s.stipple(p, "#f8d9a2", lambda x, y: 0.85 * smooth(16, 0, y - top(x)), 0.9)
    s.stipple(p, "#a56c4c", lambda x, y: 0.6 * smooth(0.1, 0.9, n.fbm(x / 34, y / 9, 3)), 0.8)
    s.stipple(p, "#7d4a43", lambda x, y: 0.65 * smooth(752, 830, y - 0.02 * x), 0.8)
    rng = np.random.default_rng(8)
    for _ in range(26):
        x, y = rng.uniform(700, 1200), rng.uniform(730, 796)
        r = rng.uniform(2, 6)
        s.disc(x, y, r, "#b4553c" if rng.random() < 0.4 else "#c08a5c", r * 0.5)
        s.disc(x + r * 0.5, y + r * 0.4, r * 0.8, "#7d4a43", r * 0.22, alpha=0.6)


def _pot(s: Sheet, cx: float, base: float, h: float) -> None:
    """A buff jar with dark painted bands, chipped at the rim."""
    side = curve((0.26, 0.0), (0.46, 0.07), (0.72, 0.22), (0.86, 0.42), (0.86, 0.58), (0.70, 0.75), (0.46, 0.87),
                 (0.40, 0.93), (0.43, 0.97), (0.50, 1.0), n=16)  # fmt: skip
    rx = h * 0.62
    t = np.linspace(0, 2 * np.pi, 60)
    fall = np.stack([cx + rx * 0.75 + rx * 1.05 * np.cos(t), base + 3 + 20 * np.sin(t)], 1)
    s.stipple(s.shape(fall), "#6b3b3a", lambda x, y: 1.0 * smooth(cx + rx * 2.0, cx + rx * 0.4, x), 0.85)
    right = np.stack([cx + rx * side[:, 0], base - h * side[:, 1]], 1)
    left = right * [-1, 1] + [2 * cx, 0]
    p = s.poly(np.concatenate([left[::-1], right]), "#e6b27a")
    s.poly(np.stack([cx + rx * 0.26 * np.cos(t), base - 1 + 6 * np.sin(t)], 1), "#e6b27a")
    x, y = s.xy(p)
    up = (base - y) / h
    r = np.interp(up, side[:, 1], side[:, 0]) * rx
    turn = np.arcsin(np.clip((x - cx) / np.maximum(r, 1), -1, 1))
    v = up + 0.075 * np.cos(turn) * (1 - 0.25 * up)  # bands seen from above hang like garlands
    u = turn / np.pi * 9 + 0.25
    tri = np.abs(np.mod(u, 1) - 0.5) * 2
    mark = np.zeros(x.shape, bool)
    lines = ((0.36, 8), (0.385, 4), (0.615, 4), (0.64, 8), (0.86, 7), (0.885, 4), (1.0, 10))
    for at, half in lines:
        mark |= np.abs(v - at) < half / 1000
    mark |= (v > 0.645) & (v < 0.645 + 0.10 * tri)
    mark |= (v < 0.855) & (v > 0.80) & (np.abs(np.mod(u * 2, 1) - 0.5) < 0.14)
    lozenge = np.abs(v - 0.5) / 0.105 + np.abs(np.mod(u, 1) - 0.5) / 0.46
    mark |= (lozenge < 1) & (lozenge > 0.80)
    mark |= (lozenge < 0.60) & (np.mod(v * 90 + u * 6, 1) < 0.5)
    mark |= lozenge < 0.22
    worn = s.noise.fbm(x / 16, y / 16, 4) > 0.62
    s.lay(p.only((mark & ~worn & (up > 0.03)).astype(np.float32)), "#5d2f2c")
    s.stipple(p, "#fbe0ae", lambda a, b: 0.9 * smooth(-0.25, -0.85, (a - cx) / rx) * smooth(0.0, 0.4, up), 0.75)
    s.stipple(p, "#a8613f", lambda a, b: 1.0 * smooth(0.05, 0.65, (a - cx) / rx + 0.25 * (0.5 - up)), 0.85)
    s.stipple(p, "#6b3b3a", lambda a, b: 0.9 * smooth(0.42, 0.95, (a - cx) / rx + 0.35 * (0.45 - up)), 0.85)
    s.stipple(p, "#7d4a43", lambda a, b: 0.75 * smooth(0.22, 0.0, up), 0.8)
    # the mouth, and the chip in its rim
    my = base - h
    s.disc(cx, my, rx * 0.50, "#f3cb92", rx * 0.115)
    s.disc(cx, my + 1.5, rx * 0.42, "#5d332f", rx * 0.085)
    inner = s.shape(np.stack([cx + rx * 0.42 * np.cos(t), my + 1.5 + rx * 0.085 * np.sin(t)], 1))
    s.stipple(inner, "#c98a58", lambda a, b: 0.9 * smooth(cx, cx + rx * 0.4, a), 0.85)
    chip = ((0.16, 0.125), (0.20, 0.07), (0.27, 0.10), (0.33, 0.055), (0.38, 0.10), (0.28, 0.16))
    s.poly([(cx + rx * u0, my + rx * v0) for u0, v0 in chip], "#8f5440")


# ---------------------------------------------------------------- Gandhara
HILL = Camera((-20.0, 12.5, -14.5), np.radians(48), 770.0, 600.0, 236.0)
STONE = Light((0.72, 0.38, -0.24), ("#433c5a", "#625470", "#867078", "#dcc29a", "#faeac6"))


def _monastery() -> list[list[Box]]:
    """The stupa court with its chapels, the great podium, the cells behind; each group is one part."""
    rng = np.random.default_rng(21)
    low = -14.0
    ground = [
        Box(-16, 9.5, low, 0, -6, 24, "floor"),
        Box(-16, 2, low, 3.4, 24, 46, "floor"),
        Box(9.5, 26, low, 1.6, 2, 22, "floor"),
        Box(2, 22, low, -2.2, 24, 40, "floor"),
    ]
    chapels: list[Box] = []
    for k in range(9):  # chapels along the left side, open to the court
        z = -5.4 + k * 3.2
        h = rng.uniform(2.4, 4.2)
        chapels.append(Box(-16, -13.2, 0, h, z, z + 0.7, "wall"))
        chapels.append(Box(-16.6, -15.8, 0, rng.uniform(2.6, 4.4), z, z + 3.2, "wall"))
    for k in range(7):  # and along the back
        x = -13.5 + k * 3.2
        chapels.append(Box(x, x + 0.7, 0, rng.uniform(1.9, 3.3), 21.2, 24, "wall"))
        chapels.append(Box(x, x + 3.2, 0, rng.uniform(3.6, 4.6), 23.3, 24.1, "wall"))
    stupas: list[Box] = []
    for x in (-10.2, -6.0, -1.8, 2.4):
        for z in (-2.6, 2.2, 7.0, 11.8, 16.6):
            if rng.random() < 0.08:
                continue
            a = rng.uniform(1.05, 1.45)
            h = rng.uniform(0.7, 1.15)
            stupas.append(Box(x - a, x + a, 0, h, z - a, z + a, "base"))
            stupas.append(Box(x - a * 1.1, x + a * 1.1, h, h + 0.16, z - a * 1.1, z + a * 1.1, "rim"))
            if rng.random() < 0.72:
                b, more = a * 0.78, rng.uniform(0.5, 0.9)
                stupas.append(Box(x - b, x + b, h + 0.16, h + 0.16 + more, z - b, z + b, "base"))
                stupas.append(
                    Box(x - b * 1.1, x + b * 1.1, h + 0.16 + more, h + 0.30 + more, z - b * 1.1, z + b * 1.1, "rim")
                )
    cx, cz, y = 17.5, 12.5, 1.6
    great = [
        Box(cx - 5.2, cx + 5.2, y, y + 2.3, cz - 5.2, cz + 5.2, "base"),
        Box(cx - 5.45, cx + 5.45, y + 2.3, y + 2.6, cz - 5.45, cz + 5.45, "rim"),
        Box(cx - 4.2, cx + 4.2, y + 2.6, y + 4.3, cz - 4.2, cz + 4.2, "base"),
        Box(cx - 4.4, cx + 4.4, y + 4.3, y + 4.55, cz - 4.4, cz + 4.4, "rim"),
        Box(cx - 3.2, cx + 3.2, y + 4.55, y + 5.6, cz - 3.2, cz + 3.2, "base"),
    ]
    great += [Box(cx - 5.2 - 0.45 * (8 - k), cx - 5.2, y, y + 0.3 * k, cz - 1.5, cz + 1.5, "step") for k in range(1, 9)]
    great += [Box(9.5 - 0.4 * (6 - k), 9.6, 0, 0.27 * k, 11, 14, "step") for k in range(1, 7)]
    for z, h in ((2.3, 2.6), (6.5, 3.6), (16, 3.0), (19, 2.0)):
        great.append(Box(25.2, 26, 1.6, 1.6 + h, z, z + 3.6, "wall"))
    for x, h in ((10.5, 2.6), (14.5, 3.4), (19, 2.4), (22.5, 3.0)):
        great.append(Box(x, x + 3.6, 1.6, 1.6 + h, 21.2, 22, "wall"))
    cells: list[Box] = []
    y = 3.4
    for k in range(6):
        z = 25 + k * 3.4
        cells.append(Box(-15.8, -12.6, y, y + rng.uniform(2.2, 3.6), z, z + 0.7, "wall"))
        cells.append(Box(-16.2, -15.4, y, y + rng.uniform(3.0, 4.4), z, z + 3.4, "wall"))
        cells.append(Box(-1.6, 1.2, y, y + rng.uniform(1.6, 3.0), z, z + 0.7, "wall"))
        cells.append(Box(0.9, 1.7, y, y + rng.uniform(2.0, 3.4), z, z + 3.4, "wall"))
    for k in range(5):
        x = -15.4 + k * 3.4
        cells.append(Box(x, x + 0.7, y, y + rng.uniform(2.6, 3.6), 42, 45.4, "wall"))
        cells.append(Box(x, x + 3.4, y, y + rng.uniform(3.6, 5.0), 45, 45.8, "wall"))
    for k in range(5):
        x = 3 + k * 3.6
        cells.append(Box(x, x + 2.6, -2.2, -2.2 + rng.uniform(0.8, 2.2), 38.6, 39.4, "wall"))
        cells.append(Box(21, 21.8, -2.2, -2.2 + rng.uniform(0.8, 2.0), 24.5 + k * 3, 26.7 + k * 3, "wall"))
    return [ground, chapels, stupas, great, cells]


def gandhara(s: Sheet) -> None:
    """A monastery on its spur, courts of small stupa bases, the green plain far below; the sun is on the right."""
    s.sky((0, "#4d86ad"), (0.14, "#8fbbc6"), (0.24, "#d9e3d0"), (0.31, "#fbe9c4"))
    s.clouds("#fdf6e4", 24, 150, 103, 0.40, 0.8)
    n = s.noise
    far = ridge(105, 214, 34, 240)
    p = s.land(far, "#a9b7c4")
    s.stipple(p, "#d5d9d4", lambda x, y: 0.8 * smooth(0.2, 0.9, n.ridged(x / 50 + y / 50, y / 80, 4)), 0.8)
    s.haze("#f0e6c4", 192, 256, 0.95, 0.95)
    _lowland(s)
    _spur(s)
    _courts(s)


def _lowland(s: Sheet) -> None:
    """The plain two hundred metres below: fields in strips, lines of trees, a river."""
    n = s.noise
    part = s.region(y0=240)
    x, y = s.xy(part)
    rx, ry, rz = HILL.rays(x, y)
    t = -190 / np.minimum(ry, -0.002)
    px, pz = t * rx, t * rz
    turn = 0.5
    a, b = px * np.cos(turn) + pz * np.sin(turn), pz * np.cos(turn) - px * np.sin(turn)
    a, b = a + 70 * n.fbm(a / 330, b / 330, 2), b + 60 * n.fbm(a / 300 + 9, b / 300, 2)
    row = np.floor(b / 130)
    col = np.floor(a / 70 + 0.37 * row + chance(row, 3, 1))
    pick = np.floor(chance(row, col, 9.0) * 6).astype(int)
    inks = palette("#9db65c", "#86a653", "#b9c06a", "#6f9850", "#d0c274", "#7fa866")
    colour = inks[pick]
    fu, fv = a / 70 + 0.37 * row + chance(row, 3, 1) - col, b / 130 - row
    hedge = ((fu < 0.06) & (chance(row, col, 2.0) < 0.6)) | ((fv < 0.035) & (chance(row, col, 6.0) < 0.55))
    colour = paint(hedge & (t < 3000), "#55784a", colour)
    river = np.abs(pz - 1500 - 0.35 * px - 260 * np.sin(px / 520)) / 36
    colour = paint(river < 1.6, "#e9dcb4", colour)
    colour = paint(river < 1, "#a9cdd2", colour)
    haze = (0.18 + 0.74 * smooth(500, 5200, t))[..., None]
    colour = colour * (1 - haze) + rgb("#f0e6c4") * haze
    s.lay(part, colour)


def _spur(s: Sheet) -> None:
    """The rocky hill on which it all stands, with terraces falling away to the right."""
    n = s.noise

    def crest(x: Array) -> Array:
        edge: Array = 330 - 70 * smooth(420, -60, x) + 330 * smooth(760, 1260, x) + 10 * n.ridged(x / 60, 3, 4)
        return edge

    p = s.land(crest, "#8f8a62")
    s.stipple(p, "#d9c48c", lambda x, y: 0.9 * smooth(0.3, 1.0, n.ridged(x / 60 + y / 70, y / 90, 4)), 0.85)
    s.stipple(p, "#55604e", lambda x, y: 0.8 * smooth(0.4, -0.2, n.ridged(x / 60 + y / 70, y / 90, 4)), 0.85)
    rng = np.random.default_rng(14)
    for y in np.sort(rng.uniform(300, 800, 190)):
        x, r = rng.uniform(0, 1200), (4 + 0.022 * (y - 280)) * rng.uniform(0.7, 1.3)
        if y > crest(np.array(x)) + 14 and n.at(x / 90, y / 70) > -0.1:
            _olive(s, float(x), float(y), float(r))


def _olive(s: Sheet, x: float, y: float, r: float) -> None:
    """A wild olive with its shadow, lit from the right."""
    s.stipple(s.shape(ring(x - 1.1 * r, y + 0.5 * r, 1.5 * r, 0.4 * r)), "#4b5148", 0.8, 0.8)
    crown = s.disc(x, y, r, "#6f7f4c", r * 0.9)
    s.stipple(crown, "#3b4a41", lambda a, b: 1.1 * smooth(0.3 * r, -0.8 * r, a - x), 0.9)
    s.stipple(crown, "#c3b96c", lambda a, b: 0.9 * smooth(0.2, 1.0, (a - x - b + y) / r), 0.9)


def _courts(s: Sheet) -> None:
    part = s.region(y0=150)
    x, y = s.xy(part)
    groups = _monastery()
    boxes = [b for g in groups for b in g]
    hits = HILL.cast(boxes, x, y)
    facing = sunlit(hits, HILL.eye, STONE.sun)
    dark = ~facing
    lit = np.nonzero(facing & hits.found)
    px, py, pz = hits.place
    dark[lit] = shadows(groups, (px[lit], py[lit], pz[lit]), STONE.sun)
    colour = masonry(hits, HILL.eye, dark, STONE, 0.30, 0.62, (26, 60))
    kinds = np.array([b.kind for b in boxes] + [""])[hits.box]
    n = s.noise
    floor = (kinds == "floor") & (hits.axis == 1)
    turf = n.fbm(px / 3.4, pz / 3.4, 3) > 0.28
    ground = paint(turf, "#a3a55c", rgb("#dcbb80") * np.ones(3, np.float32))
    shade = paint(turf, "#5f6852", rgb("#7d6a70") * np.ones(3, np.float32))
    colour = np.where(floor[..., None], np.where(dark[..., None], shade, ground), colour)
    # flat pilasters on the plinths
    u = np.where(hits.axis == 0, pz, px)
    ribs = (kinds == "base") & (hits.axis != 1) & (np.mod(u + 0.1, 0.62) < 0.14)
    colour = np.where(ribs[..., None], colour * 1.14, colour)
    haze = (smooth(36, 90, hits.t) * 0.35)[..., None]
    colour = colour * (1 - haze) + rgb("#f0dfb8") * haze
    laid = s.lay(part.only(hits.found.astype(np.float32)), np.clip(colour, 0, 1))
    s.stipple(laid.only(dark & (hits.axis != 1)), "#3d3a54", lambda a, b: 0.25 + 0.2 * smooth(400, 800, b), 0.7)
    s.stipple(laid.only(~dark & ~floor & (hits.axis == 1)), "#fff4d6", 0.3, 0.8)
    s.stipple(
        laid.only(~dark & floor), "#b99a6c", lambda a, b: 0.3 * smooth(0.0, 0.7, n.fbm(px / 1.3, pz / 1.3, 3)), 0.75
    )
    people = [
        (-5.6, 0, 4.0, 1.7, "#f7efe0", "#e3a32b"),
        (7.6, 0, 2.8, 1.7, "#c0452f", "#f7efe0"),
        (8.4, 0, 2.2, 1.6, "#f7efe0", "#2b8a8c"),
    ]
    _visitors(s, HILL, STONE.sun, people, ("#7d6a70", "#4f4a60"), 0.6)
