"""Three scenes of the painted trucks: mirrors on a crown, a peacock panel, a carved door."""

from __future__ import annotations

import numpy as np
from chai import strip
from hand import Part, Sheet, ring
from ink import Array, chance, mix, palette, smooth, stops
from shapes import curve, figure, leaf, rose

STEEL = palette("#3a4356", "#68758a", "#9daab8", "#ced6d8", "#f4f4ec", "#fffef8")
WOOD = palette("#3a1f1c", "#5e3326", "#874d31", "#ad6c40", "#cf9259", "#edbd84")
TAPE = palette("#a5322c", "#e3a32b", "#1f7a5c", "#24427a", "#d9603a", "#f3e3c0")


def _toned(s: Sheet, part: Part, tones: Array, level: Array) -> Array:
    """Return the inks of a level from 0 to 1, borders stippled."""
    return tones[s.steps(part, level, len(tones), 0.7)]


def _relief(x: Array, y: Array, height: Array) -> Array:
    """Return how bright a carved surface is when the light comes from the upper left."""
    step = float(x[0, 1] - x[0, 0])
    gy, gx = np.gradient(height, step)
    bright: Array = 0.52 + 0.40 * gx + 0.34 * gy
    return bright


# ---------------------------------------------------------------- the crown
CROWN = (396.0, 1262.0)


def _mirrored(q: Array) -> Array:
    """Return what a mirror shows, from the top of the sky (0) down to the road (1)."""
    return stops(
        q,
        (0, "#2f7fa6"),
        (0.3, "#8fc8d0"),
        (0.5, "#eef0dc"),
        (0.58, "#fbdca0"),
        (0.6, "#c98a5a"),
        (0.74, "#8a5a48"),
        (1, "#3a3048"),
    )


def _crown_bands(s: Sheet) -> None:
    cx, cy = CROWN
    whole = s.shape(ring(cx, cy, 1002, 1002, 900))
    x, y = s.xy(whole)
    r, th = np.hypot(x - cx, y - cy), np.arctan2(x - cx, cy - y)
    tooth = s.tooth[whole.y0 : whole.y0 + x.shape[0], whole.x0 : whole.x0 + x.shape[1]]
    side = 0.5 - 0.34 * np.sin(th)  # the arch turns away from the light to the right

    def within(lo: float, hi: float) -> tuple[Part, Array]:
        inside = (r >= lo) & (r < hi)
        return whole.only(inside.astype(np.float32)), (hi - r) / (hi - lo)

    def cells(count: float) -> tuple[Array, Array]:
        k = np.floor(th * count)
        return k, th * count - k - 0.5

    def steel(part: Part, level: Array) -> None:
        s.lay(part, STEEL[np.clip((level * 6 + (tooth - 0.5) * 0.9).astype(np.int8), 0, 5)])

    # the ground of everything: dark paint
    s.lay(whole, "#1b2547")
    # a rolled rim of steel
    part, v = within(968, 1002)
    steel(part, 0.30 + 0.62 * np.exp(-(((v - 0.36) / 0.2) ** 2)) + 0.4 * (side - 0.5))
    # beads
    part, v = within(944, 968)
    s.lay(part, "#8e2622")
    _, u = cells(1002 / 22)
    bead = np.hypot(u, (v - 0.5) * 24 / 22) < 0.4
    s.lay(part.only(bead.astype(np.float32)), "#f0bf56")
    s.lay(part.only((np.hypot(u + 0.1, (v - 0.4) * 24 / 22) < 0.17).astype(np.float32)), "#fff6d6")
    # lozenges of mirror between tapes of colour
    part, v = within(826, 944)
    k, u = cells(885 / 112)
    a, b = np.abs(u) * 2, np.abs(v - 0.5) * 2
    tape = TAPE[np.where(v < 0.5, np.mod(k, 2) * 2, 3 - 2 * np.mod(k + (u > 0), 2)).astype(np.int8)]
    s.lay(part, tape)
    scale = (np.mod(th * 885 + v * 118, 9) < 4.5) ^ (np.mod(th * 885 - v * 118, 9) < 4.5)
    s.lay(part.only(scale.astype(np.float32)), "#fff3d0", 0.16)
    for size, kind in ((0.985, 0), (0.9, 1), (0.78, 2)):
        inside = part.only((a + b < size).astype(np.float32))
        if kind == 0:
            s.lay(inside, "#1b2547")
        elif kind == 1:
            steel(inside, 0.55 + 0.3 * np.where(v < 0.5, 1, -1) * 0.8 - 0.25 * np.sign(u))
        else:
            facet = 2 * (u > 0) + (v > 0.5)
            tilt = 0.9 * chance(k, facet, 3.1) - 0.25
            q = tilt + 0.55 * v + 0.35 * u * np.where(facet % 2 == 0, 1, -1)
            s.lay(inside, _mirrored(np.clip(q, 0, 1)))
            s.lay(inside.only(((np.abs(u) < 0.012) | (np.abs(v - 0.5) < 0.012)).astype(np.float32)), "#f4f4ec", 0.9)
            s.lay(
                inside.only(
                    (np.abs(np.mod(u * 1.1 - v * 0.6 + chance(k, 1, 2.0), 1) - 0.5) < 0.045).astype(np.float32)
                ),
                "#fffef8",
                0.55,
            )
    # trims
    for lo, hi, ink in (
        (812, 826, "#e3a32b"),
        (668, 682, "#e3a32b"),
        (560, 574, "#e3a32b"),
        (806, 812, "#5a1c22"),
        (662, 668, "#5a1c22"),
    ):
        part, v = within(lo, hi)
        s.lay(part, ink)
        s.lay(part.only((v < 0.35).astype(np.float32)), mix(ink, "#fff6dc", 0.6))
    # the painted band
    part, v = within(682, 806)
    s.lay(part, "#17686f")
    s.stipple(part, "#0d3f4c", lambda p, q: 0.8 * smooth(0.7, 1.0, v) + 0.6 * smooth(0.3, 0.0, v), 0.8)
    # zigzags of reflecting tape
    part, v = within(574, 662)
    k, u = cells(618 / 66)
    zig = np.floor((v + np.abs(u) * 1.1) * 4).astype(int)
    s.lay(part, TAPE[np.mod(zig + 2 * np.mod(k, 2).astype(int), 5)])
    seam = np.mod((v + np.abs(u) * 1.1) * 4, 1) < 0.09
    s.lay(part.only(seam.astype(np.float32)), "#fff3d0")
    s.lay(
        part.only(((np.mod(th * 618 + v * 88, 8) < 4) ^ (np.mod(th * 618 - v * 88, 8) < 4)).astype(np.float32)),
        "#fff3d0",
        0.14,
    )
    # pressed steel with round mirrors
    part, v = within(430, 560)
    k, u = cells(495 / 130)
    rr, ang = np.hypot(u, v - 0.5), np.arctan2(v - 0.5, u)
    petal = 0.47 * (0.80 + 0.2 * np.abs(np.cos(6 * ang)))
    boss = 0.5 + 0.45 * np.cos(12 * ang) * smooth(0.2, 0.4, rr) - 0.35 * np.sin(ang - 0.7) * smooth(0.24, 0.44, rr)
    steel(part, 0.42 + 0.25 * np.cos(np.floor(th * 495 / 10) * np.pi) * 0.4 + 0.3 * (side - 0.5))
    steel(part.only((rr < petal).astype(np.float32)), boss)
    s.lay(part.only((np.abs(rr - petal) < 0.012).astype(np.float32)), "#2c3448")
    s.lay(part.only((rr < 0.25).astype(np.float32)), "#9c2c26")
    glassy = part.only((rr < 0.215).astype(np.float32))
    s.lay(glassy, _mirrored(np.clip(0.18 + 1.6 * (v - 0.28) + 0.3 * (chance(k, 0, 1.0) - 0.5), 0, 1)))
    s.lay(part.only((np.abs(rr - 0.2) < 0.014).astype(np.float32)), "#f4f4ec", 0.8)
    part, v = within(0, 430)
    s.lay(part, "#7d2226")
    s.lay(part.only(((v * 430 > 0) & (v * 430 < 9)).astype(np.float32)), "#e3a32b")
    s.stipple(part, "#3d1420", lambda p, q: 0.4 + 0.5 * smooth(500, 900, p), 0.8)
    # the whole arch turns from the light
    s.stipple(whole, "#141a36", lambda p, q: 0.5 * smooth(0.1, 1.0, th), 0.7)
    s.stipple(whole, "#fff0cc", lambda p, q: 0.22 * smooth(-0.1, -0.55, th), 0.7)


def _polar(r: float, th: float) -> tuple[float, float]:
    return CROWN[0] + r * float(np.sin(th)), CROWN[1] - r * float(np.cos(th))


def _leaves_of_steel(s: Sheet) -> None:
    """The row of pressed steel leaves that stands against the sky."""
    step = 74 / 1000
    for k in range(-7, 14):
        th = (k + 0.5) * step
        c, d = np.cos(th), np.sin(th)
        m = np.array([[c, d], [-d, c]])

        def put(points: Array, m: Array = m, th: float = th) -> Array:
            moved: Array = points @ m + np.array(_polar(992, th))
            return moved

        tall = 96 if k % 2 == 0 else 70
        half = curve((-36, 6), (-38, -0.30 * tall), (-16, -0.66 * tall), (0, -tall), n=12)
        outline = np.concatenate([half, half[::-1] * [-1, 1]])
        p = s.poly(put(outline), STEEL[3])
        x, y = s.xy(p)
        u = (x - _polar(992, th)[0]) * c + (y - _polar(992, th)[1]) * d
        v = -(x - _polar(992, th)[0]) * d + (y - _polar(992, th)[1]) * c
        ribs = np.cos((np.abs(u) + 0.45 * (v + tall)) / 3.4)
        level = 0.56 - 0.011 * u + 0.18 * ribs * np.sign(-u) - 0.45 * np.sin(th) - 0.1 * smooth(-20, 6, v)
        s.lay(p, _toned(s, p, STEEL, level))
        s.line(put(np.array([(0, 0), (0, -tall + 6)], float)), 2, "#3a4356", 0.8)
        s.line(put(outline), 2.2, "#2c3448", 0.8)
        bx, by = put(np.array([(0, -0.30 * tall)]))[0]
        s.disc(float(bx), float(by), 12, "#2c3448")
        s.disc(float(bx), float(by), 10, ("#c03a30", "#2b8a8c")[k % 2])
        s.disc(float(bx) - 3, float(by) - 3, 3.4, "#fff3dc")
        tip = put(np.array([(0.0, -tall - 5)]))[0]
        s.disc(float(tip[0]), float(tip[1]), 5.5, "#e3a32b")
        s.disc(float(tip[0]) - 1.5, float(tip[1]) - 1.5, 2, "#fff6d6")


def truck_mirror(s: Sheet) -> None:
    """The crown of a truck, close; the sun is on the left."""
    s.sky((0, "#3f8fa8"), (0.25, "#8fc6c6"), (0.45, "#e4ead2"), (0.62, "#fbe2b0"))
    s.clouds("white", 40, 240, 71, 0.42, 0.75)
    s.glow("#fff5d6", 40, 60, 230, 0.8, 0.8)
    far = s.noise
    s.land(lambda x: 520 - 40 * far.ridged(x / 120, 3, 4) + 20 * smooth(900, 1200, x), "#c9a08c")
    s.haze("#f6deb2", 440, 620, 0.8)
    _leaves_of_steel(s)
    _crown_bands(s)
    for k in range(-4, 7):
        th = (k + 0.4) * 0.152
        x, y = _polar(744, th)
        for e in (-1, 1):
            lx, ly = _polar(744, th + e * 0.02)
            leaf(s, lx, ly, 58, float(-th + (0.5 if e > 0 else np.pi - 0.5)), "#2f9a72", "#bfe3c4")
            leaf(s, lx, ly, 58, float(-th + (-0.5 if e > 0 else np.pi + 0.5)), "#248060", "#bfe3c4")
        inks = (("#d9735c", "#eb9d7d", "#f8d3b0", "#7b1f2a"), ("#f1dfc0", "#f8ecd6", "#fffaf0", "#b3744f"))[k % 2]
        rose(s, x, y, 47, inks, 0.3 * k)
    for x, y, size in ((312, 392, 34), (580, 424, 24), (146, 434, 22), (394, 776, 26), (842, 560, 18)):
        for a, b in ((1, 0.13), (0.13, 1)):
            s.poly([(x - size * a, y), (x, y - size * b), (x + size * a, y), (x, y + size * b)], "#fffef8")
        s.glow("#fffef8", x, y, size * 0.7, 0.6, 0.8)
    # a bird on the tip, for scale
    tx, ty = _polar(992 + 96 + 4, 2.5 * 74 / 1000)
    s.poly(
        curve(
            (tx - 15, ty - 14),
            (tx - 2, ty - 25),
            (tx + 18, ty - 15),
            (tx + 12, ty - 3),
            (tx - 6, ty - 2),
            (tx - 15, ty - 14),
            n=8,
        ),
        "#3a3048",
    )
    s.disc(tx - 12, ty - 24, 8.5, "#3a3048")
    s.poly([(tx - 19, ty - 27), (tx - 28, ty - 23), (tx - 18, ty - 21)], "#e3a32b")
    s.poly([(tx + 10, ty - 16), (tx + 40, ty - 6), (tx + 38, ty - 1), (tx + 8, ty - 6)], "#2c2440")


# ---------------------------------------------------------------- the peacock
def _feather_eye(s: Sheet, x: float, y: float, k: float, angle: float) -> None:
    """The eye of a tail feather, its stem towards the angle."""
    c, d = np.cos(angle), np.sin(angle)

    def drop(w: float, h: float, shift: float) -> Array:
        t = np.linspace(0, 2 * np.pi, 36)
        long, wide = h * np.cos(t), w * np.sin(t) * (1 - 0.22 * np.cos(t))
        return np.stack([x + (long + shift) * c - wide * d, y + (long + shift) * d + wide * c], 1)

    for w, h, shift, ink in (
        (20, 27, 4, "#1d6b4e"),
        (16.5, 22.5, 3, "#5fb07a"),
        (14, 18.5, 2, "#e3a32b"),
        (11.5, 15, 1, "#9c4a26"),
        (9.5, 12, 0, "#2b9aa6"),
        (6, 7.5, -1.5, "#1b2a6a"),
    ):
        s.poly(drop(w * k, h * k, shift * k), ink)
    s.disc(x - 3 * k, y - 3.5 * k, 2.2 * k, "#dff2ec")


def _peacock(s: Sheet) -> None:
    root = np.array([742.0, 452.0])
    ends = curve((96, 306), (104, 420), (140, 530), (214, 624), (330, 690), (470, 716), n=30)
    for row, (reach, count, size) in enumerate(
        ((1.0, 13, 1.28), (0.83, 12, 1.2), (0.67, 10, 1.1), (0.52, 8, 1.0), (0.38, 6, 0.86), (0.26, 4, 0.7))
    ):
        for k in range(count):
            t = (k + 0.5 * (row % 2) + 0.25) / (count + 0.2)
            end = ends[min(int(t * (len(ends) - 1)), len(ends) - 1)]
            bend = np.array([-40.0, -70.0]) * (1 - t) + np.array([-30.0, 30.0]) * t
            u = np.linspace(0, reach, 22)[:, None]
            line = root * (1 - u) ** 2 + 2 * (root + (end - root) * 0.5 + bend) * u * (1 - u) + end * u**2
            ink = mix(mix("#17614e", "#2f8f6a", (k % 3) / 2), "#0d3f4c", 0.35 * t)
            s.line(line, np.linspace(5, 26, 22) * size, ink)
            for e in (-1, 1):  # barbs
                d = np.gradient(line, axis=0)
                d = d / np.hypot(d[:, 0], d[:, 1])[:, None]
                for i in range(6, 22, 2):
                    n = np.array([-d[i, 1], d[i, 0]]) * e
                    s.line([line[i], line[i] + n * 13 * size + d[i] * 9 * size], 1.8, "#7cc08a", 0.55)
            s.line(line, np.linspace(2.4, 1.4, 22), "#e9d9a0", 0.9)
            d = line[-1] - line[-3]
            _feather_eye(s, float(line[-1][0]), float(line[-1][1]), size, float(np.arctan2(d[1], d[0])))
    # legs and the body
    for x0, x1 in ((800, 812), (836, 858)):
        s.line(curve((x0, 520), (x1, 570), (x1 - 6, 622), n=8), 8, "#8a5a2c")
        for a in (-26, 0, 24):
            s.line(curve((x1 - 6, 620), (x1 - 6 + a * 0.6, 628), (x1 - 4 + a, 634), n=5), 5, "#8a5a2c")
    body = curve(
        (676, 474),
        (690, 430),
        (750, 392),
        (812, 372),
        (846, 320),
        (850, 250),
        (846, 206),
        (866, 172),
        (902, 166),
        (924, 190),
        (916, 226),
        (906, 270),
        (916, 330),
        (928, 400),
        (906, 478),
        (846, 528),
        (760, 532),
        (700, 512),
        (676, 474),
        n=10,
    )
    p = s.poly(body, "#1f52a0")
    x, y = s.xy(p)
    blue = palette("#12245c", "#17398a", "#1f5cb4", "#2f86c8", "#5cb6d8")
    centre = np.interp(y, [166, 250, 330, 420, 530], [884, 880, 876, 838, 800])
    level = 0.62 - 0.0065 * (x - centre) - 0.0011 * (y - 340)
    s.lay(p, blue[s.steps(p, level, 5)])
    # scales on the breast and the back
    for j in range(11):
        for i in range(10):
            at, low = 706 + 24 * i + 12 * (j % 2), 330 + 19 * j
            if ((at - 826) / 84) ** 2 + ((low - 440) / 72) ** 2 < 1:
                bow = np.linspace(0.1, np.pi - 0.1, 14)
                scale = "#8fd6d8" if at < 800 else "#4f9fd0"
                s.line(np.stack([at + 11 * np.cos(bow), low + 9 * np.sin(bow)], 1), 2.2, scale, 0.85)
    wing = curve((700, 474), (746, 424), (826, 416), (872, 446), (838, 492), (760, 512), (700, 474), n=12)
    s.poly(wing, "#b3562c")
    rows = (
        (0.0, 7, 62, "#24427a", "#8fc0e0"),
        (0.34, 6, 56, "#c9772f", "#f7dc9c"),
        (0.66, 5, 46, "#f0cf8c", "#9c4a26"),
    )
    for drop, feathers, length, vane, vein in rows:
        for k in range(feathers):
            part = (k + 0.5) / feathers
            across = 716 + 26 * drop + (150 - 42 * drop) * part
            down = 488 - 56 * drop + 4 * float(np.sin(np.pi * part)) - 22 * part * (1 - drop)
            leaf(s, across + 26, down - 6, length, -2.85 + 0.3 * drop, vane, vein)
    s.disc(860, 446, 15, "#1f52a0", 13)
    s.line(wing, 3, "#12245c")
    # the head
    s.disc(884, 192, 33, "#1f52a0", 31)
    s.poly(curve((896, 170), (918, 180), (922, 196), (900, 204), (884, 190), (896, 170), n=6), "#f7efe0")
    s.line(curve((880, 186), (890, 176), (906, 174), (919, 180), n=6), 3.2, "#12245c")
    s.disc(902, 189, 5.5, "#10162e")
    s.disc(900.5, 187.5, 1.8, "#ffffff")
    s.poly([(914, 182), (952, 196), (914, 206)], "#e9d9b8")
    s.poly([(914, 196), (952, 196), (914, 206)], "#a88a5c")
    for k in range(5):
        a = np.radians(-118 + 17 * k)
        tip = np.array([880 + 74 * np.cos(a), 168 + 66 * np.sin(a)])
        s.line(np.array([(880, 166), tip]), 2.6, "#12245c")
        s.poly(ring(float(tip[0]), float(tip[1]), 8, 9), "#2b9aa6")
        s.disc(float(tip[0]), float(tip[1]), 4, "#e3a32b")
    s.line(body, 2.6, "#12245c", 0.9)


def truck_peacock(s: Sheet) -> None:
    """A painted panel in its steel frame; the light is on the left."""
    s.lay(s.region(), "#edb64c")
    n = s.noise
    s.stipple(s.region(), "#d98a2f", lambda x, y: 0.75 * smooth(200, 640, np.hypot((x - 560) * 0.8, y - 330)), 0.8)
    s.stipple(s.region(), "#fbe0a0", lambda x, y: 0.7 * smooth(420, 60, np.hypot((x - 600) * 0.8, y - 220)), 0.8)
    # a painted lawn and a low hill line
    s.land(lambda x: 640 + 10 * np.sin(x / 160) + 3 * n.fbm(x / 40, 2, 2), "#2f7a5c")
    p = s.land(lambda x: 660 + 8 * np.sin(x / 120 + 1), "#1f5f50")
    s.stipple(p, "#7fb86c", lambda x, y: 0.5 * (n.fbm(x / 9, y / 22, 2) > 0.35), 0.8)
    # flowers behind
    stems = [((1010, 680), (1030, 560), (1000, 450), (1044, 350)), ((1080, 690), (1100, 600), (1110, 520), (1096, 430))]
    stems += [((560, 690), (540, 610), (575, 560), (560, 520)), ((960, 690), (966, 650), (950, 610), (962, 580))]
    for stem in stems:
        line = curve(*stem, n=12)
        s.line(line, 6, "#1f6a4c")
        for i, e in ((8, -1), (14, 1), (20, -1), (26, 1)):
            if i < len(line):
                leaf(
                    s,
                    float(line[i][0]),
                    float(line[i][1]),
                    78 if stem[0][0] > 900 else 46,
                    0.55 if e > 0 else np.pi - 0.55,
                    "#2b8a5c",
                    "#bfe3a4",
                )
    pink, white, red = (
        ("#d9735c", "#eb9d7d", "#f8d3b0", "#7b1f2a"),
        ("#f1dfc0", "#f8ecd6", "#fffaf0", "#b3744f"),
        ("#b8302c", "#d9605a", "#f0a79a", "#5c101c"),
    )
    for x, y, size, inks in (
        (1044, 336, 84, pink),
        (1100, 470, 62, red),
        (1020, 560, 52, white),
        (560, 506, 0, red),
        (964, 588, 40, red),
        (1130, 610, 66, pink),
        (1140, 214, 54, white),
    ):
        if size:
            rose(s, x, y, size, inks, 0.01 * x)
    for x, y, size, inks, a in ((170, 190, 74, red, 0.4), (286, 150, 50, white, 0.1), (98, 262, 40, pink, 0.2)):
        for angle in (-0.6, 0.5, 2.2, 3.4):
            leaf(s, x, y, size * 1.45, angle + a, "#2b8a5c", "#bfe3a4")
        rose(s, x, y, size, inks, a)
    _peacock(s)
    for x, y, size, inks in (
        (560, 640, 46, pink),
        (640, 672, 34, white),
        (760, 668, 40, red),
        (900, 674, 46, pink),
        (1010, 678, 54, white),
        (1104, 686, 48, red),
    ):
        for angle in (0.5, np.pi - 0.5, 1.2):
            leaf(s, x, y + 10, size * 1.3, -angle, "#2b8a5c", "#bfe3a4")
        rose(s, x, y, size, inks, 0.02 * x)
    # a butterfly, small
    for e in (-1, 1):
        s.poly(
            curve(
                (520, 210),
                (520 + e * 30, 182),
                (520 + e * 36, 210),
                (520 + e * 14, 222),
                (520 + e * 22, 240),
                (520, 216),
                n=8,
            ),
            "#f7efe0",
        )
        s.disc(520 + e * 22, 202, 5, "#a5322c")
    s.line([(520, 200), (521, 230)], 4, "#3a1f2c")
    _frame(s)


def _frame(s: Sheet) -> None:
    """Strips of lozenges above and below, steel bands with rivets all round."""
    strip(s, 14, 62, "#16233f", ("#e3a32b", "#c03a30", "#f3e3c0", "#2b8a8c"), 62)
    strip(s, 724, 62, "#16233f", ("#e3a32b", "#2b8a8c", "#f3e3c0", "#c03a30"), 62)
    for x0, y0, x1, y1, flat in (
        (-5, -5, 1205, 18, 1),
        (-5, 72, 1205, 92, 1),
        (-5, 708, 1205, 728, 1),
        (-5, 782, 1205, 805, 1),
        (-5, -5, 40, 805, 0),
        (1160, -5, 1205, 805, 0),
    ):
        p = s.region(x0, y0, x1, y1)
        x, y = s.xy(p)
        v = (y - y0) / (y1 - y0) if flat else (x - x0) / (x1 - x0)
        s.lay(p, _toned(s, p, STEEL, 0.3 + 0.62 * np.exp(-(((v - 0.36) / 0.22) ** 2)) + 0.12 * smooth(900, 0, x)))
    for row in (5.0, 82.0, 718.0, 794.0):
        for k in range(31):
            _rivet(s, 20 + 39 * k, row)
    for column in (18.0, 1182.0):
        for k in range(1, 20):
            _rivet(s, column, 40 * k + 2)
    for x0, x1, y0, y1 in ((40, 1160, 92, 110), (40, 58, 92, 708)):  # the shadow of the frame on the panel
        s.stipple(
            s.region(x0, y0, x1, y1),
            "#5c2c1c",
            lambda a, b: 0.7 * np.maximum(smooth(58, 42, a), smooth(110, 92, b)),
            0.7,
        )
    s.stipple(s.region(), "#3a1c2c", lambda a, b: 0.16 * smooth(900, 1300, a), 0.6)


def _rivet(s: Sheet, x: float, y: float) -> None:
    s.disc(x + 1.5, y + 2, 5, "#2c3448")
    s.disc(x, y, 4.6, "#9daab8")
    s.disc(x - 1.3, y - 1.4, 2, "#fffef8")


# ---------------------------------------------------------------- the door
DOOR = (452.0, 64.0, 980.0, 712.0)


def _bump(d: Array, width: float) -> Array:
    """Return a rounded ridge: 1 well inside (d < -width), 0 outside."""
    t = np.clip(-d / width, 0, 1)
    ridge: Array = np.sqrt(np.clip(1 - (1 - t) ** 2, 0, 1))
    return ridge


def _round_flower(x: Array, y: Array, cx: float, cy: float, r: float, count: int) -> Array:
    """Return the height of a carved flower, in units of the sheet."""
    d, th = np.hypot(x - cx, y - cy), np.arctan2(y - cy, x - cx)
    wave = np.abs(np.cos(count * th / 2))
    high = 5.5 * _bump(d - r * (0.74 + 0.26 * wave), 0.30 * r) - 2.6 * np.exp(
        -((np.sin(count * th / 2) * d / (0.05 * r + 2)) ** 2)
    ) * (d < r) * (wave < 0.5)
    inner = np.abs(np.cos(count * th / 2 + np.pi / 2))
    high = high + 4.0 * _bump(d - r * 0.56 * (0.72 + 0.28 * inner), 0.2 * r)
    bud: Array = high + 4.0 * _bump(d - r * 0.2, 0.16 * r)
    return bud


def _carving(x: Array, y: Array) -> Array:
    """Return the height of the whole door."""
    x0, y0, x1, y1 = DOOR
    high = np.zeros(x.shape, np.float32)

    def box(a: float, b: float, c: float, d: float) -> Array:
        inside: Array = np.maximum(np.maximum(a - x, x - c), np.maximum(b - y, y - d))
        return inside

    sunk = box(x0 + 46, 392, x1 - 46, 676)
    high -= 7 * smooth(6, -6, sunk)
    high += 5 * _bump(np.abs(sunk + 14) - 5, 5) + 3.2 * _bump(np.abs(sunk + 30) - 3, 3)
    mx, my = (x0 + x1) / 2, 534.0
    high += _round_flower(x, y, mx, my, 104, 12)
    ring_at = np.abs(np.hypot(x - mx, y - my) - 117)
    high += 4 * _bump(ring_at - 5, 5)
    for e in (-1, 1):
        for f in (-1, 1):
            cx, cy = mx + e * 166, my + f * 88
            high += 0.9 * _round_flower(x, y, cx, cy, 38, 8)
            for a in (0.15, 0.75, 1.35, 2.5):
                # leaves that spring from the corner flowers towards the middle
                ang = np.arctan2(-f, -e) + (a - 1.0) * e * f * 0.9
                u = (x - cx) * np.cos(ang) + (y - cy) * np.sin(ang)
                v = -(x - cx) * np.sin(ang) + (y - cy) * np.cos(ang)
                w = 11 * np.sin(np.pi * np.clip((u - 36) / 44, 0, 1)) ** 0.8
                inside = np.where((u > 36) & (u < 80), np.abs(v) - w, 9.0)
                high += 4.2 * _bump(inside, 8) * (1 - 0.45 * np.exp(-((v / 1.6) ** 2)))
    for e in (-1, 1):  # side leaves of the middle
        for j in range(-2, 3):
            cx, cy = mx + e * 166, my + j * 17
            u, v = e * (x - cx), y - cy
            w = 7 * np.sin(np.pi * np.clip((u + 28) / 56, 0, 1))
            high += 3.2 * _bump(np.where(np.abs(u) < 28, np.abs(v) - w, 9.0), 6)
    # rope moulding round the door and under the window
    edge = box(x0, y0, x1, y1)
    rope = np.abs(edge + 20)
    along = np.where(np.abs(x - mx) / (x1 - x0) > np.abs(y - (y0 + y1) / 2) / (y1 - y0), y, x)
    high += 5 * _bump(rope - 10, 10) * (0.72 + 0.28 * np.cos((along + edge * 0.9) / 3.0))
    for yy in (364.0,):
        band = np.abs(y - yy)
        wide = (x > x0 + 40) & (x < x1 - 40)
        cell = np.mod(x - x0, 33) - 16.5
        high += np.where(wide, 4 * _bump(np.abs(cell) + band * 1.15 - 15, 9), 0)
    return high


def _door(s: Sheet) -> None:
    x0, y0, x1, y1 = DOOR
    p = s.region(x0, y0, x1, y1)
    x, y = s.xy(p)
    n = s.noise
    grain = n.fbm(x / 5, y / 130, 3)
    level = _relief(x, y, _carving(x, y)) + 0.06 * grain - 0.0003 * (x - 700)
    s.lay(p, _toned(s, p, WOOD, level))
    s.stipple(p, "#3a1f1c", lambda a, b: 0.35 * (n.fbm(a / 3.2, b / 90 + 7, 3) > 0.45), 0.5)
    # the window: glass with the sky in it, a fringe, brass bars
    wx0, wy0, wx1, wy1 = x0 + 58, 120.0, x1 - 58, 330.0
    s.box(wx0 - 16, wy0 - 16, wx1 + 16, wy1 + 16, "#3a1f1c")
    s.box(wx0 - 11, wy0 - 11, wx1 + 16, wy1 + 16, "#d8a24a")
    s.box(wx0 - 4, wy0 - 4, wx1 + 8, wy1 + 8, "#7a4a24")
    glass = s.box(
        wx0,
        wy0,
        wx1,
        wy1,
        lambda a, b: stops(
            (b - wy0) / 210, (0, "#2d5a78"), (0.5, "#7fb4bc"), (0.78, "#e9dfb8"), (0.8, "#8a6a5c"), (1, "#4a3c50")
        ),
    )
    gx, gy = s.xy(glass)
    hills = 276 - 20 * n.ridged(gx / 60, 3, 4)
    s.lay(glass.only(((gy > hills) & (gy < 290)).astype(np.float32)), "#a5818a")
    shine = np.mod(gx + 0.75 * gy, 260)
    s.lay(glass.only(((shine > 30) & (shine < 74)).astype(np.float32)), "#fffef0", 0.35)
    s.lay(glass.only(((shine > 84) & (shine < 94)).astype(np.float32)), "#fffef0", 0.35)
    s.stipple(glass, "#1b2547", lambda a, b: 0.75 * smooth(150, 120, b) + 0.5 * smooth(wx0 + 26, wx0, a), 0.8)
    for k in range(21):  # the fringe inside the window
        u = wx0 + (wx1 - wx0) * (k + 0.5) / 21
        ink = ("#c03a30", "#e3a32b", "#2b8a8c")[k % 3]
        s.box(u - 9.8, wy0, u + 9.8, wy0 + 20, ink)
        s.poly([(u - 9.8, wy0 + 20), (u + 9.8, wy0 + 20), (u, wy0 + 40)], ink)
        s.disc(u, wy0 + 44, 4.6, "#f3e3c0")
        s.disc(u, wy0 + 16, 4, "#f7efe0")
    # studs of brass, handle, hinges
    for k in range(19):
        for v in (y0 + 52, y1 - 14):
            _stud(s, x0 + 44 + 24.4 * k, v - 8 if v < 400 else v)
    for k in range(24):
        for u in (x0 + 36, x1 - 36):
            _stud(s, u, y0 + 52 + 25 * k)
    for v in (206.0, 600.0):
        q = s.poly([(x1 - 66, v - 15), (x1 + 26, v - 24), (x1 + 26, v + 24), (x1 - 66, v + 15)], "#c98f3c")
        _, qy = s.xy(q)
        s.stipple(q.only(smooth(v - 6, v + 24, qy)), "#6a4020", 1.0, 0.9)
        s.line([(x1 - 64, v - 13), (x1 + 26, v - 21)], 3, "#fbe6ae")
        for u in (x1 - 46, x1 - 14, x1 + 12):
            _stud(s, u, v)
    s.disc(x0 + 66, 402, 25, "#6a4020")
    s.disc(x0 + 64, 399, 23, "#d8a24a")
    s.line(curve((x0 + 62, 398), (x0 + 100, 400), (x0 + 158, 412), n=8), 21, "#43201c", 0.7)
    s.line(curve((x0 + 60, 392), (x0 + 100, 393), (x0 + 154, 404), n=8), 18, "#d8a24a")
    s.line(curve((x0 + 62, 388), (x0 + 100, 388), (x0 + 150, 398), n=8), 4.5, "#fff0bf")


def _stud(s: Sheet, x: float, y: float) -> None:
    s.disc(x + 1.6, y + 2.2, 6.4, "#2c1614")
    s.disc(x, y, 6, "#c98f3c")
    s.disc(x - 1.8, y - 2, 2.6, "#fff0bf")


def _body(s: Sheet) -> None:
    """The painted side of the cab round the door, its front edge and the mirror on its arm."""
    p = s.poly([(372, -5), (1205, -5), (1205, 748), (330, 748), (330, 420)], "#9c2c26")
    s.stipple(p, "#5c1822", lambda x, y: 0.8 * smooth(700, 1250, x) + 0.5 * smooth(560, 740, y), 0.8)
    s.stipple(p, "#d9603a", lambda x, y: 0.7 * smooth(460, 340, x), 0.8)
    edge = [(372, -5), (388, -5), (346, 420), (346, 748), (330, 748), (330, 420)]
    s.poly(edge, "#ced6d8")
    s.line([(372, -5), (330, 420), (330, 748)], 5, "#68758a")
    # chequered bands of tape beside the door
    for x0, x1 in ((398, 436), (1012, 1050)):
        s.box(x0 - 4, -5, x1 + 4, 748, "#16233f")
        for k in range(20):
            y = 38 * k + 19
            a, b = ("#e3a32b", "#2b8a8c") if k % 2 else ("#f3e3c0", "#c03a30")
            m = (x0 + x1) / 2
            s.poly([(x0, y), (m, y - 18), (x1, y), (m, y + 18)], a)
            s.poly([(x0 + 8, y), (m, y - 10), (x1 - 8, y), (m, y + 10)], b)
    for y, size, inks in (
        (118, 60, ("#e3a32b", "#f0c25c", "#fbe6ae", "#8a4a1e")),
        (330, 66, ("#f1dfc0", "#f8ecd6", "#fffaf0", "#b3744f")),
        (548, 60, ("#d9735c", "#eb9d7d", "#f8d3b0", "#7b1f2a")),
    ):
        for angle in (0.9, 2.2, -0.9, -2.2):
            leaf(s, 1126, y, size * 1.6, angle, "#1f7a5c", "#bfe3c4")
        rose(s, 1126, y, size, inks, 0.2)
    s.box(436, 48, 1004, 734, "#2c1614")
    s.box(330, 748, 1205, 764, "#ced6d8")
    s.box(330, 758, 1205, 766, "#3a4356")
    # the step, chains with small bells
    s.box(330, 764, 1205, 805, "#2c2440")
    for k in range(24):
        x = 346 + 37 * k
        s.line([(x, 764), (x, 784)], 2.4, "#9daab8")
        s.poly(curve((x - 9, 793), (x - 7, 782), (x, 777), (x + 7, 782), (x + 9, 793), n=6), "#d8a24a")
        s.disc(x - 3, 784, 2, "#fff0bf")
    # the mirror
    s.box(374, 136, 394, 164, "#3a4356")
    s.box(374, 136, 394, 140, "#f4f4ec")
    s.line(curve((384, 150), (330, 140), (282, 168), n=10), 8, "#3a4356")
    s.line(curve((384, 148), (330, 138), (282, 166), n=10), 3, "#f4f4ec")
    s.poly(curve((238, 158), (292, 152), (300, 200), (292, 276), (242, 282), (232, 220), (238, 158), n=8), "#3a4356")
    q = s.poly(
        curve((246, 168), (285, 163), (291, 204), (285, 268), (249, 272), (241, 220), (246, 168), n=8),
        lambda x, y: stops(
            (y - 162) / 110, (0, "#5fa0b8"), (0.5, "#d9e6d4"), (0.62, "#fbdca0"), (0.66, "#c98a5a"), (1, "#6a4a50")
        ),
    )
    s.stipple(q, "#fffef0", lambda x, y: 0.9 * (np.abs(np.mod(x + 0.8 * y, 90) - 40) < 10), 0.8)
    for k in range(3):
        s.line([(266, 282), (258 + 8 * k, 318)], 2, "#5c1822")
        s.disc(258 + 8 * k, 322, 5, ("#e3a32b", "#c03a30", "#2b8a8c")[k])


def truck_door(s: Sheet) -> None:
    """The door of a cab, the road and hills beyond; the light comes from the left."""
    s.sky((0, "#4f98aa"), (0.25, "#9fcdc8"), (0.5, "#eceacc"), (0.68, "#fbe0a8"))
    s.clouds("white", 40, 230, 83, 0.42, 0.75)
    s.massif(
        [(120, 430, 0.5, 0.45), (-30, 450, 0.5, 0.6), (270, 470, 0.5, 0.5)],
        ["#f0cfa2", "#dcae88", "#bd8c7c", "#9a7478"],
        21,
        bottom=580,
        light=1,
        rough=0.7,
    )
    s.haze("#f6deb0", 480, 580, 0.8)
    n = s.noise
    p = s.land(lambda x: 566 + 3 * n.fbm(x / 60, 2, 2), "#dcb684")
    s.stipple(p, "#b0825c", lambda x, y: 0.55 * (n.fbm(x / 50, y / 8, 3) > 0.1) * smooth(570, 700, y), 0.7)
    s.poly([(60, 570), (96, 570), (420, 805), (-190, 805)], "#6f6a78")
    s.stipple(
        s.shape([(60, 570), (96, 570), (420, 805), (-190, 805)]), "#4c485c", lambda x, y: 0.5 * smooth(600, 800, y), 0.8
    )
    for k in range(7):
        y0 = 574 + 6 * k**2
        w = 0.6 + 0.55 * k
        s.poly(
            [
                (79 - w + 3.0 * k, y0),
                (79 + w + 3.0 * k, y0),
                (80 + w * 1.3 + 3.8 * k, y0 + 3 + 2.6 * k),
                (80 - w * 1.3 + 3.8 * k, y0 + 3 + 2.6 * k),
            ],
            "#f7efe0",
            0.9,
        )
    figure(s, 214, 640, 62, "#f7efe0", "#2b8a8c", (0.8, 0.06), "#5c3c44", -1)
    figure(s, 246, 634, 56, "#f3e3c4", "#a5322c", (0.8, 0.06), "#5c3c44", -1)
    _body(s)
    _door(s)
    s.stipple(s.region(330), "#1c1226", lambda x, y: 0.5 * 0.5 * smooth(900, 1300, x) + 0.3 * smooth(720, 820, y), 0.7)
