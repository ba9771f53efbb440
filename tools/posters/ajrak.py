"""A scene of Sindh: block-printed cloth and the block that printed it."""

from __future__ import annotations

import numpy as np
from hand import Sheet, ring
from ink import Array, paint, palette, smooth, stops
from shapes import star8

CLOTH = palette("#1f3468", "#a3302a", "#f1e6cf", "#151a30", "#6f8fc0")
INDIGO, MADDER, WHITE, LAMP, SKY = range(5)


def block_print(u: Array, v: Array) -> Array:
    """Return the inks of the printed field, one repeat to the unit."""
    out = np.zeros(np.broadcast(u, v).shape, np.int8)
    x, y = u - np.round(u), v - np.round(v)
    r, th = np.hypot(x, y), np.arctan2(y, x)
    # the pieces between the rounds
    a, b = (u + 0.5) - np.round(u + 0.5), (v + 0.5) - np.round(v + 0.5)
    ra, ta = np.hypot(a, b), np.arctan2(b, a)
    q = star8(a, b, 0)
    for size, ink in ((0.205, LAMP), (0.193, WHITE), (0.180, MADDER)):
        out[q < size] = ink
    petal = 0.135 * (0.62 + 0.38 * np.cos(4 * ta) ** 2)
    out[ra < petal] = WHITE
    out[ra < petal - 0.016] = INDIGO
    out[ra < 0.052] = WHITE
    out[ra < 0.036] = MADDER
    # the round
    for size, ink in ((0.472, LAMP), (0.462, WHITE), (0.445, MADDER)):
        out[r < size] = ink
    seat = np.round(th / (2 * np.pi) * 24) * 2 * np.pi / 24
    out[np.hypot(x - 0.408 * np.cos(seat), y - 0.408 * np.sin(seat)) < 0.021] = WHITE
    for size, ink in ((0.372, WHITE), (0.358, LAMP), (0.350, INDIGO)):
        out[r < size] = ink
    seat = (np.floor(th / (2 * np.pi) * 8) + 0.5) * 2 * np.pi / 8
    out[np.hypot(x - 0.305 * np.cos(seat), y - 0.305 * np.sin(seat)) < 0.024] = SKY
    m = star8(x, y, 0)
    for size, ink in ((0.240, WHITE), (0.226, MADDER), (0.196, LAMP), (0.190, WHITE), (0.176, INDIGO)):
        out[m < size] = ink
    flower = 0.165 * (0.58 + 0.42 * np.abs(np.cos(4 * th)))
    out[r < flower] = WHITE
    out[r < flower - 0.018] = MADDER
    for size, ink in ((0.072, WHITE), (0.056, INDIGO), (0.028, WHITE)):
        out[r < size] = ink
    return out


def hem(t: Array, u: Array) -> Array:
    """Return the inks of the border bands; t runs outwards from the field, in repeats."""
    out = np.full(np.broadcast(t, u).shape, LAMP, np.int8)
    ends = (0, 0.04, 0.34, 0.38, 0.42, 0.46, 1.0, 1.04, 1.34, 1.38, 1.5, 9)
    inks = (WHITE, MADDER, WHITE, LAMP, WHITE, INDIGO, WHITE, MADDER, WHITE, LAMP, INDIGO)
    for lo, hi, ink in zip(ends, ends[1:], inks, strict=False):
        out[(t >= lo) & (t < hi)] = ink
    for centre in (0.19, 1.19):
        d = np.abs(u * 4 - np.round(u * 4)) / 4 + np.abs(t - centre)
        for size, ink in ((0.10, WHITE), (0.075, LAMP), (0.035, WHITE)):
            out[d < size] = ink
    q = star8((u * 2 - np.round(u * 2)) / 2, t - 0.73, 0)
    for size, ink in ((0.165, WHITE), (0.145, MADDER), (0.085, WHITE), (0.065, INDIGO)):
        out[q < size] = ink
    g = (u * 2 + 0.5) - np.round(u * 2 + 0.5)
    d = np.abs(g) / 2 + np.abs(t - 0.73) * 0.55
    out[d < 0.05] = WHITE
    out[d < 0.03] = MADDER
    return out


def ajrak_cloth(s: Sheet) -> None:
    """The cloth lies turned on a table, softly folded; light from the left."""
    s.coarser()
    n = s.noise
    sheet = s.region()
    x, y = s.xy(sheet)
    plank = np.floor((y + 0.12 * x) / 86)
    s.lay(sheet, stops(np.mod(plank * 0.37, 1), (0, "#b98a5e"), (1, "#caa074")))
    s.stipple(sheet, "#7b5138", lambda a, b: 0.55 * (n.fbm((a - 0.12 * b) / 260, (b + 0.12 * a) / 5 + 9, 3) > 0.5), 0.6)
    s.stipple(sheet, "#5d3a2c", lambda a, b: 0.9 * (np.mod(b + 0.12 * a, 86) < 2.4), 0.8)
    angle = np.radians(-17)
    u0 = (x - 560) * np.cos(angle) - (y - 330) * np.sin(angle)
    v0 = (x - 560) * np.sin(angle) + (y - 330) * np.cos(angle)
    slope, du = np.zeros_like(x), np.zeros_like(x)
    folds = ((-470, 34, 70, 0.10), (-205, 20, 46, -0.06), (140, 44, 84, 0.16), (470, 30, 64, -0.12))
    for at, amp, width, bend in folds:
        d = (u0 - at - bend * v0 - 26 * n.fbm(v0 / 260, at, 2)) / width
        bump = np.exp(-d * d)
        fade = 0.55 + 0.45 * np.sin(v0 / 250 + at)
        slope += -2 * d * bump * amp * fade / 40
        du += bump * amp * fade * 0.8
    u, v = (u0 + du) / 262 + 0.5, (v0 + 0.35 * du + 6 * n.fbm(x / 200, y / 200, 2)) / 262 + 0.34
    t = v - 1.06
    inside = t < 1.86 + 0.02 * n.fbm(u * 4, 3, 3)
    drop = (t < 2.0 + 0.05 * np.maximum(slope, 0)) & ~inside
    s.stipple(sheet.only(drop), "#3a2420", 0.8, 0.75)
    cloth = s.lay(sheet.only(inside), CLOTH[np.where(t > 0, hem(t, u), block_print(u, v))])
    # a wash, not dots: the print is texture enough
    s.lay(cloth.only(smooth(0.10, 1.2, -slope)), "#0c1024", 0.62)
    s.lay(cloth.only(smooth(0.15, 1.3, slope)), "#fff3d8", 0.22)
    s.lay(sheet.only((t > 1.86) & (t < 1.95) & (np.mod(u * 40, 1) < 0.5)), "#1f3468")
    _block(s)


def _block(s: Sheet) -> None:
    """The carved block, face up, with its own shadow."""
    cx, cy, r, deep = 842.0, 520.0, 150.0, 46.0
    for grow, strength in ((30, 0.22), (18, 0.3), (6, 0.42)):
        s.poly(ring(cx + 18, cy + deep + 12, r + grow, r + grow - 8), "#0a0d1e", strength)
    t = np.linspace(0, np.pi, 90)
    low = np.stack([cx + r * np.cos(t), cy + deep + r * np.sin(t)], 1)
    side = np.concatenate([low, np.stack([cx - r * np.cos(t), cy + r * np.sin(t)], 1)])
    p = s.poly(side, lambda a, b: stops((a - cx + r) / (2 * r), (0, "#c08a57"), (0.35, "#9a6238"), (1, "#532f22")))
    grain = s.noise
    s.stipple(p, "#4b2a1f", lambda a, b: 0.5 * (grain.fbm(a / 3, b / 60, 2) > 0.35), 0.6)
    face = s.disc(cx, cy, r, "#d9a468")
    x, y = s.xy(face)
    turn = np.radians(9)
    fx, fy = (x - cx) / r * 0.468, (y - cy) / r * 0.468
    fu, fv = fx * np.cos(turn) - fy * np.sin(turn), fx * np.sin(turn) + fy * np.cos(turn)

    def raised(ink: Array) -> Array:
        wood: Array = (ink == WHITE) | (ink == SKY)
        return wood

    top = raised(block_print(fu, fv))
    cut = ~top & raised(block_print(fu - 0.006, fv - 0.010))
    s.lay(face, paint(cut, "#6b3d27", paint(top, "#24386b", "#c98f56")))
    s.stipple(face, "#8a5632", lambda a, b: 0.35 * (grain.fbm(a / 120, b / 3.2, 2) > 0.2), 0.6)
    s.stipple(face, "#ffe0ab", lambda a, b: 0.5 * smooth(r * 0.5, -r * 1.2, (a - cx) + (b - cy)), 0.5)
    s.line(ring(cx, cy, r - 3, r - 3), 6, "#e9b97c")
