"""One square of ajrak from the first print to the finished cloth: the picture, and a film of twelve seconds.

`python tools/posters/printing.py` writes the film. It needs the package `av` (PyAV) beside Pillow and numpy; the
picture is drawn by draw.py like every other and does not.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from ajrak import LAMP, MADDER, SKY, WHITE, block_print, hem
from hand import Sheet
from ink import Array, Noise, mix, palette, smooth, stops

ROOT = Path(__file__).resolve().parents[2]
FILM = ROOT / "content/stories/ajrak/printing.webm"
SIZE, RATE, SECONDS = (960, 640), 25, 12
LIMIT = 900_000

# The inks of the cloth after each bath: indigo, madder, white, lamp black, sky.
CREAM, LIME = "#e6d5ae", "#f6efdc"
BARE = palette(CREAM, CREAM, CREAM, CREAM, CREAM)
OUTLINE = palette(CREAM, CREAM, LIME, "#2a2228", LIME)
REDDENED = palette("#dcb692", "#a8402f", LIME, "#2a2228", "#efd9bc")
BLUED = palette("#2a3d68", "#7f352f", "#c9bfae", "#1a1828", "#647ba0")
WASHED = palette("#1f3c7c", "#ad322b", "#fbf3e0", "#141830", "#7d9fd2")

CENTRE, HALF, BAND = (600.0, 404.0), 338.0, 74.0
REPEAT = 2 * (HALF - BAND) / 3


def square(x: Array, y: Array, wave: Array) -> tuple[Array, Array, Array, Array]:
    """Return the inks of the square, where it lies, and its own coordinates, in sheet units from its middle."""
    turn = np.radians(-3.0)
    a, b = x - CENTRE[0], y - CENTRE[1]
    u, v = a * np.cos(turn) - b * np.sin(turn), a * np.sin(turn) + b * np.cos(turn)
    u, v = u + 3.0 * wave, v + 2.4 * wave
    size = REPEAT
    field = block_print(u / size, v / size)
    reach = np.maximum(np.abs(u), np.abs(v))
    along = np.where(np.abs(u) > np.abs(v), v, u)
    t = (reach - (HALF - BAND)) / BAND * 1.5
    ink = np.where(t > 0, hem(t, along / 148.0), field)
    ink = np.where((t > 0) & (np.minimum(np.abs(u), np.abs(v)) > HALF - BAND), _corner(u, v), ink)
    return ink.astype(np.int8), reach < HALF, u, v


def _corner(u: Array, v: Array) -> Array:
    """Return the inks of the corner squares: a star in a frame."""
    m = HALF - BAND / 2
    a, b = (np.abs(u) - m) / BAND, (np.abs(v) - m) / BAND
    r, th = np.hypot(a, b), np.arctan2(b, a)
    out = np.full(u.shape, MADDER, np.int8)
    out[np.maximum(np.abs(a), np.abs(b)) > 0.44] = WHITE
    out[np.maximum(np.abs(a), np.abs(b)) > 0.475] = LAMP
    flower = 0.36 * (0.6 + 0.4 * np.abs(np.cos(4 * th)))
    out[r < flower] = WHITE
    out[r < flower - 0.06] = SKY
    out[r < 0.1] = LAMP
    return out


def _table(x: Array, y: Array, n: Noise) -> Array:
    """Return the washed boards on which the cloth lies."""
    plank = np.floor(y / 132)
    colour = stops(np.mod(plank * 0.37 + 0.2, 1), (0, "#c39a6c"), (1, "#cfa878"))
    grain = n.fbm(x / 240, y / 5 + 9 * plank, 3)
    colour = np.where((grain > 0.42)[..., None], colour * 0.93, colour)
    gap = np.mod(y, 132) < 2.4
    colour = np.where(gap[..., None], colour * 0.62, colour)
    lit: Array = colour * (1.10 - 0.24 * smooth(150, 1200, x))[..., None]
    return lit


def _shadow(u: Array, v: Array) -> Array:
    """Return how much of the cloth's own shadow falls on the boards."""
    d = np.maximum(np.abs(u - 9), np.abs(v - 11)) - HALF
    dark: Array = 0.55 * smooth(9, -3, d)
    return dark


def ajrak_square(s: Sheet) -> None:
    """The finished square on a table; the light is on the left."""
    s.coarser()
    n = s.noise
    sheet = s.region()
    x, y = s.xy(sheet)
    s.lay(sheet, _table(x, y, n))
    wave = n.fbm(x / 320, y / 320, 1)
    ink, inside, u, v = square(x, y, wave)
    s.lay(sheet.only(_shadow(u, v)), "#3a2420")
    fringe = (np.maximum(np.abs(u), np.abs(v)) < HALF + 9) & ~inside & (np.abs(v) < HALF) & (np.mod(v, 7) < 3.2)
    s.lay(sheet.only(fringe.astype(np.float32)), "#f3e6cc")
    cloth = s.lay(sheet.only(inside.astype(np.float32)), WASHED[ink])
    slope = n.fbm((x + 6) / 320, y / 320, 1) - wave
    s.lay(cloth.only(smooth(0.0, 0.05, slope)), "#0c1024", 0.22)
    s.lay(cloth.only(smooth(0.0, -0.05, slope)), "#fff3d8", 0.20)
    s.lay(cloth.only(smooth(700, 1200, x + 0.3 * y)), "#0c1024", 0.16)
    weave = (np.mod(u, 3.0) < 1.1) ^ (np.mod(v, 3.0) < 1.1)
    s.lay(cloth.only(weave.astype(np.float32)), "#fff3d8", 0.05)


# ---------------------------------------------------------------- the film
class Film:
    """The stages of the cloth at twice the size, and the blends between them."""

    def __init__(self) -> None:
        w, h = SIZE[0] * 2, SIZE[1] * 2
        gx, gy = np.meshgrid(
            (np.arange(w, dtype=np.float32) + 0.5) * 1200 / w, (np.arange(h, dtype=np.float32) + 0.5) * 800 / h
        )
        n = Noise(7)
        wave = n.fbm(gx / 320, gy / 320, 1)
        ink, inside, u, v = square(gx, gy, wave)
        shadow = _shadow(u, v)[..., None]
        table = _table(gx, gy, n)
        table = table * (1 - shadow) + np.asarray(mix("#3a2420", "#3a2420", 0)) * shadow
        slope = n.fbm((gx + 6) / 320, gy / 320, 1) - wave
        shade = (1 - 0.20 * smooth(0.0, 0.05, slope) + 0.10 * smooth(0.0, -0.05, slope))[..., None]
        shade = shade * (1 - 0.10 * smooth(620, 1100, gx + 0.3 * gy))[..., None]

        def reduced(a: Array) -> Array:
            small: Array = a.reshape(SIZE[1], 2, SIZE[0], 2, -1).mean((1, 3)).astype(np.float32)
            return small

        self.stages = [
            reduced(np.where(inside[..., None], inks[ink] * shade, table))
            for inks in (BARE, OUTLINE, REDDENED, BLUED, WASHED)
        ]
        self.cover = reduced(inside[..., None].astype(np.float32))
        self.u, self.v = reduced(u[..., None])[..., 0], reduced(v[..., None])[..., 0]
        self.x, self.y = reduced(gx[..., None])[..., 0], reduced(gy[..., None])[..., 0]
        self.n = n
        self.soft = n.fbm(self.x / 90, self.y / 90, 4)
        self.speck = n.fbm(self.x / 9, self.y / 9, 2)
        # in which order the blocks come down: row by row from the lower left, then the border
        cell = 2 * HALF / 3
        col, row = np.floor((self.u + HALF) / cell), np.floor((HALF - self.v) / cell)
        self.turn = np.clip(np.clip(row, 0, 2) * 3 + np.clip(col, 0, 2), 0, 8)

    def frame(self, t: float) -> Array:
        """Return one picture, as bytes; t runs from 0 to SECONDS."""
        bare, outline, red, blue, washed = self.stages
        a = bare
        a = self._mixed(a, outline, self._stamped(t, 0.7, 3.3))
        a = self._press(a, t, 0.7, 3.3)
        a = self._mixed(a, red, self._soaked(t, 3.7, 5.6))
        a = self._dip(a, blue, t, 5.9, 7.9)
        a = self._rinse(a, washed, t, 8.2, 10.6)
        out: Array = (np.clip(a, 0, 1) * 255 + 0.5).astype(np.uint8)
        return out

    @staticmethod
    def _mixed(a: Array, b: Array, amount: Array) -> Array:
        out: Array = a + (b - a) * amount[..., None]
        return out

    def _stamped(self, t: float, t0: float, t1: float) -> Array:
        """Each block leaves its print at once when it is pressed."""
        step = (t1 - t0) / 9
        when = t0 + step * (self.turn + 0.55)
        printed: Array = np.clip((t - when) / 0.04, 0, 1).astype(np.float32)
        return printed

    def _press(self, a: Array, t: float, t0: float, t1: float) -> Array:
        """The block itself, a slab of wood that comes down on every cell."""
        step = (t1 - t0) / 9
        k = int((t - t0) / step) if t >= t0 else -1
        if not 0 <= k < 9:
            return a
        phase = (t - t0) / step - k
        lift = float(np.clip(abs(phase - 0.55) / 0.45, 0, 1)) ** 1.5
        alpha = float(smooth(1.0, 0.72, lift))
        up, cell = 46 * lift, 2 * HALF / 3
        half = cell / 2 - 5
        col, row = k % 3, k // 3
        mu, mv = -HALF + cell * (col + 0.5), HALF - cell * (row + 0.5)
        cu, cv = self.u - mu - 0.3 * up, self.v - mv + up
        d = np.maximum(np.abs(cu), np.abs(cv)) - half
        fall = np.maximum(np.abs(self.u - mu - 0.2 * up - 6), np.abs(self.v - mv - 0.1 * up - 8)) - half
        dark = 0.42 * smooth(10 + 0.3 * up, -10, fall) * alpha
        a = a * (1 - dark[..., None])
        grain = self.n.fbm(cu / 150, cv / 5, 3)
        wood = stops(0.5 + 0.4 * grain - cu / cell * 0.3, (0, "#8a5636"), (0.5, "#b07a4c"), (1, "#cf9a66"))
        grip = np.maximum(np.abs(cu) - half * 0.62, np.abs(cv) - half * 0.24)
        wood = (
            wood
            * (1 + 0.16 * smooth(2, -2, grip) - 0.30 * np.exp(-((grip - 4) ** 2) / 30) * (cv > -half * 0.24))[..., None]
        )
        wood = wood * (1 + 0.25 * smooth(-7, -2, d) * ((cu < 0) & (np.abs(cu) > np.abs(cv))))[..., None]
        return self._mixed(a, wood, smooth(1.2, -1.2, d) * alpha)

    def _soaked(self, t: float, t0: float, t1: float) -> Array:
        """Red comes up all over, first in spots."""
        p = (t - t0) / (t1 - t0)
        return smooth(0.0, 0.35, p * 1.5 - 0.6 + 0.35 * self.soft + 0.18 * self.speck)

    def _dip(self, a: Array, blue: Array, t: float, t0: float, t1: float) -> Array:
        """The indigo rises over the cloth from below, with a dark edge."""
        p = (t - t0) / (t1 - t0)
        level = HALF + 60 - (2 * HALF + 170) * p + 26 * self.soft + 6 * np.sin(self.u / 40 + 6 * t)
        under = smooth(-14, 14, self.v - level)
        a = self._mixed(a, blue, under)
        if 0 <= p <= 1.2:
            wet = np.exp(-(((self.v - level) / 16) ** 2)) * self.cover[..., 0] * float(smooth(1.2, 0.95, p))
            a = self._mixed(a, np.broadcast_to(np.array([0.07, 0.14, 0.27], np.float32), a.shape), 0.75 * wet)
            sheen = np.exp(-(((self.v - level - 26) / 7) ** 2)) * self.cover[..., 0] * float(smooth(1.2, 0.95, p))
            a = self._mixed(a, np.broadcast_to(np.array([0.55, 0.70, 0.78], np.float32), a.shape), 0.35 * sheen)
        return a

    def _rinse(self, a: Array, washed: Array, t: float, t0: float, t1: float) -> Array:
        """Water runs across from the left; behind it the colours are clear."""
        p = (t - t0) / (t1 - t0)
        if p < 0:
            return a
        front = -HALF - 160 + (2 * HALF + 420) * p + 40 * self.soft + 14 * np.sin(self.v / 46 + 3 * t)
        behind = smooth(20, -120, self.u - front)
        a = self._mixed(a, washed, behind)
        d = self.u - front
        water = np.exp(-(((d + 70) / 90) ** 2)) * self.cover[..., 0]
        lines = smooth(0.25, 0.5, self.n.fbm(self.u / 60 - 4 * t, self.v / 9 + 0.8 * np.sin(self.u / 50 + 5 * t), 3))
        a = self._mixed(a, np.broadcast_to(np.array([0.45, 0.72, 0.74], np.float32), a.shape), 0.34 * water)
        return self._mixed(a, np.broadcast_to(np.array([0.96, 0.98, 0.94], np.float32), a.shape), 0.75 * water * lines)


def film(path: Path, frames: Sequence[Array], crf: int) -> int:
    """Write the film and return its size in bytes."""
    av: Any = import_module("av")  # here, because the pictures do not need it

    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w", format="webm") as out:
        stream: Any = out.add_stream("libvpx-vp9", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = SIZE[0], SIZE[1], "yuv420p"
        stream.time_base = Fraction(1, RATE)
        stream.bit_rate = 0
        stream.options = {"crf": str(crf), "b": "0", "deadline": "good", "cpu-used": "3", "row-mt": "1", "g": "300"}
        for k, picture in enumerate(frames):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = k, Fraction(1, RATE)
            for packet in stream.encode(frame):
                out.mux(packet)
        for packet in stream.encode():
            out.mux(packet)
    return path.stat().st_size


def main(arguments: list[str] | None = None) -> int:
    """Write the film, coarser until it fits."""
    parser = argparse.ArgumentParser(description="Write the film of one square of ajrak.")
    parser.add_argument("--out", type=Path, default=FILM, help="default: %(default)s")
    options = parser.parse_args(arguments)
    made = Film()
    frames = [made.frame(k / RATE) for k in range(RATE * SECONDS)]
    for crf in range(36, 62, 2):
        if (size := film(options.out, frames, crf)) <= LIMIT:
            break
    sys.stdout.write(f"{options.out}: {size} bytes, {SECONDS} s, crf {crf}\n")
    return 0 if size <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
