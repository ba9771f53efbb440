"""One hand for every picture: flat ink shapes, stippled shade, haze between planes, paper grain.

Coordinates lie on a sheet of 1200 x 800 units whatever the size of the export. The canvas is
`scale` pixels to the unit and is reduced at the end, which is what smooths the edges. Stipple and
grain are sown on the sheet, not on the canvas, so a dot keeps its size beside what it shades.
Everything is seeded: the same call gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from ink import Array, Colour, Noise, Scalar, palette, rgb, smooth, stops
from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 800
EXPORT_WIDTH, EXPORT_BYTES = 2400, 900_000

Field = Callable[[Array, Array], Array]
Profile = Callable[[Array], Array]
Peak = tuple[float, float, float, float]


@dataclass
class Part:
    """A mask and where on the canvas it lies."""

    x0: int
    y0: int
    mask: Array

    def only(self, keep: Array) -> Part:
        """Return the same place, masked further."""
        return Part(self.x0, self.y0, self.mask * keep)


def enlarge(a: Array, size: tuple[int, int]) -> Array:
    """Resize a single channel smoothly; size is (width, height)."""
    return np.asarray(Image.fromarray(a).resize(size, Image.Resampling.BICUBIC))


def sow(tooth: Array, size: tuple[int, int]) -> Array:
    """Turn a grid of chances into a canvas whose thresholds are round dots, evenly spread from 0 to 1."""
    a = enlarge(tooth, size)
    levels = np.linspace(0, 1, 513)
    return np.interp(a, np.quantile(a[::7, ::7], levels), levels).astype(np.float32)


class Sheet:
    """A canvas to lay inks on."""

    def __init__(self, seed: int, scale: int = 4) -> None:
        self.rng = np.random.default_rng(seed)
        self.noise = Noise(seed)
        self.grain = 0.020
        self.scale = scale
        self.w, self.h = WIDTH * scale, HEIGHT * scale
        self.a = np.zeros((self.h, self.w, 3), np.float32)
        self.tooth = sow(self.rng.random((HEIGHT, WIDTH), np.float32), (self.w, self.h))

    def coarser(self) -> None:
        """Sow bigger dots, for sheets that are all pattern."""
        self.tooth = sow(self.rng.random((HEIGHT // 2, WIDTH // 2), np.float32), (self.w, self.h))
        self.grain = 0.0

    # places -----------------------------------------------------------------
    def region(self, x0: float = 0, y0: float = 0, x1: float = WIDTH, y1: float = HEIGHT) -> Part:
        """Return a rectangle of the sheet, whole by default, clipped to the canvas."""
        a, b = max(int(np.floor(x0 * self.scale)), 0), max(int(np.floor(y0 * self.scale)), 0)
        c, d = min(int(np.ceil(x1 * self.scale)), self.w), min(int(np.ceil(y1 * self.scale)), self.h)
        if c <= a or d <= b:
            return Part(0, 0, np.zeros((1, 1), np.float32))
        return Part(a, b, np.ones((d - b, c - a), np.float32))

    def xy(self, part: Part) -> tuple[Array, Array]:
        """Return the sheet coordinates of every point of a part."""
        hh, ww = part.mask.shape
        x = (np.arange(part.x0, part.x0 + ww, dtype=np.float32) + 0.5) / self.scale
        y = (np.arange(part.y0, part.y0 + hh, dtype=np.float32) + 0.5) / self.scale
        gx, gy = np.meshgrid(x, y)
        return gx, gy

    def shape(self, points: npt.ArrayLike) -> Part:
        """Return the inside of a polygon."""
        p = np.asarray(points, np.float64) * self.scale
        x0, y0 = np.floor(p.min(0)).astype(int) - 1
        x1, y1 = np.ceil(p.max(0)).astype(int) + 2
        x0, y0, x1, y1 = int(max(x0, 0)), int(max(y0, 0)), int(min(x1, self.w)), int(min(y1, self.h))
        if x1 <= x0 or y1 <= y0:
            return Part(0, 0, np.zeros((1, 1), np.float32))
        image = Image.new("L", (x1 - x0, y1 - y0), 0)
        ImageDraw.Draw(image).polygon([(float(x - x0), float(y - y0)) for x, y in p], fill=255)
        return Part(x0, y0, np.asarray(image, np.float32) / 255)

    # inks -------------------------------------------------------------------
    def lay(self, part: Part, fill: Colour | Field, alpha: float = 1.0) -> Part:
        """Lay an ink, a field of colour or a function of x and y on a part."""
        hh, ww = part.mask.shape
        view = self.a[part.y0 : part.y0 + hh, part.x0 : part.x0 + ww]
        colour = fill(*self.xy(part)) if callable(fill) else fill
        view += (rgb(colour) - view) * (part.mask * alpha)[..., None]
        return part

    def poly(self, points: npt.ArrayLike, fill: Colour | Field, alpha: float = 1.0) -> Part:
        """Fill a polygon."""
        return self.lay(self.shape(points), fill, alpha)

    def stipple(self, part: Part, colour: Colour, density: Field | float, alpha: float = 0.9) -> Part:
        """Dot a part with one ink; density is 0 to 1, a number or a function of x and y."""
        hh, ww = part.mask.shape
        tooth = self.tooth[part.y0 : part.y0 + hh, part.x0 : part.x0 + ww]
        amount: Scalar = density(*self.xy(part)) if callable(density) else density
        return self.lay(part.only((tooth < amount).astype(np.float32)), colour, alpha)

    def steps(self, part: Part, level: Array, count: int, soft: float = 0.5) -> Array:
        """Cut a level from 0 to 1 into `count` flat tones whose borders are stippled; returns their indices."""
        hh, ww = part.mask.shape
        tooth = self.tooth[part.y0 : part.y0 + hh, part.x0 : part.x0 + ww]
        scaled = np.clip(level, 0, 1) * (count - 1)
        whole = np.floor(scaled)
        up = smooth(0.5 - soft / 2, 0.5 + soft / 2, scaled - whole) > tooth
        index: Array = np.clip(whole + up, 0, count - 1).astype(np.int8)
        return index

    # simple shapes ----------------------------------------------------------
    def disc(
        self, cx: float, cy: float, rx: float, fill: Colour | Field, ry: float | None = None, alpha: float = 1.0
    ) -> Part:
        """Fill a circle or an ellipse."""
        return self.poly(ring(cx, cy, rx, rx if ry is None else ry), fill, alpha)

    def box(self, x0: float, y0: float, x1: float, y1: float, fill: Colour | Field, alpha: float = 1.0) -> Part:
        """Fill an upright rectangle."""
        return self.poly([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], fill, alpha)

    def line(self, points: npt.ArrayLike, width: Scalar, fill: Colour, alpha: float = 1.0) -> Part:
        """Draw a stroke whose width may change on the way."""
        p = np.asarray(points, float)
        d = np.gradient(p, axis=0)
        n = np.stack([-d[:, 1], d[:, 0]], 1) / np.maximum(np.hypot(d[:, 0], d[:, 1]), 1e-6)[:, None]
        w = np.broadcast_to(np.asarray(width, float) / 2, len(p))[:, None]
        return self.poly(np.concatenate([p + n * w, (p - n * w)[::-1]]), fill, alpha)

    def land(self, top: Profile, fill: Colour, bottom: float = HEIGHT) -> Part:
        """Fill everything below a profile y = top(x)."""
        x = np.linspace(-4, WIDTH + 4, 2400)
        y = top(x)
        return self.poly(np.concatenate([np.stack([x, y], 1), [(WIDTH + 4, bottom), (-4, bottom)]]), fill)

    # air --------------------------------------------------------------------
    def sky(self, *pairs: tuple[float, Colour]) -> None:
        """Lay the sky as a ramp with a slight waver; positions are parts of the height."""
        noise = self.noise
        self.lay(self.region(), lambda x, y: stops(y / HEIGHT + 0.012 * noise.fbm(x / 260, y / 60, 3), *pairs))

    def glow(self, colour: Colour, cx: float, cy: float, reach: float, strength: float, alpha: float = 0.8) -> None:
        """Stipple light round a point."""
        part = self.region(cx - 2.6 * reach, cy - 2.6 * reach, cx + 2.6 * reach, cy + 2.6 * reach)
        self.stipple(part, colour, lambda x, y: strength * np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / reach**2), alpha)

    def clouds(self, colour: Colour, y0: float, y1: float, seed: int, amount: float = 0.5, alpha: float = 0.75) -> None:
        """Stipple long flat clouds between two heights."""
        n = Noise(seed)

        def density(x: Array, y: Array) -> Array:
            f = n.fbm(x / 210, y / 22, 4) * 0.5 + 0.5
            cover = smooth(1 - amount, 1 - amount + 0.5, f)
            inside: Array = cover * smooth(y0, y0 + 30, y) * (1 - smooth(y1 - 40, y1, y))
            return inside

        self.stipple(self.region(y0=y0, y1=y1), colour, density, alpha)

    def haze(self, colour: Colour, y0: float, y1: float, strength: float = 0.8, alpha: float = 0.9) -> None:
        """Stipple haze that thickens from y0 down to y1 and stays."""
        noise = self.noise

        def density(x: Array, y: Array) -> Array:
            thick: Array = strength * smooth(y0, y1, y + 26 * noise.fbm(x / 230, y / 140, 3))
            return thick

        self.stipple(self.region(y0=y0 - 60), colour, density, alpha)

    # mountains --------------------------------------------------------------
    def massif(
        self,
        peaks: Sequence[Peak],
        tones: Sequence[str],
        seed: int,
        bottom: float = HEIGHT,
        rough: float = 1.0,
        freq: float = 5.0,
        light: int = -1,
    ) -> Part:
        """Raise mountains: peaks are (x, y, slope to the left, slope to the right), tones run from light to dark.

        With light = -1 the sun stands on the right, with 1 on the left.
        """
        n = Noise(seed)

        def profile(k: int, peak: Peak, at: Array) -> Array:
            cx, cy, left, right = peak
            d = at - cx
            run = np.where(d < 0, -d * left, d * right)
            fall = cy + run * (0.86 + 0.0006 * run)
            jag = rough * 26 * (n.ridged(at / 95 + 13 * k, 7.7 * k, 5, 0.55) - 0.9) * smooth(0, 60, run)
            edge: Array = fall - jag
            return edge

        across = (np.arange(self.w, dtype=np.float32) + 0.5) / self.scale
        best = np.min([profile(k, p, across) for k, p in enumerate(peaks)], 0)[None, :]
        part = self.region(y0=float(best.min()), y1=bottom)
        x, y = self.xy(part)
        # which summit a point belongs to: the border wanders as it goes down, never a plumb line
        down = np.clip(y - best, 0, 400)
        at = x + down * (0.55 * n.fbm(x / 160 + 5, y / 110, 3) + 0.22 * n.at(x / 300, 9))
        at = at + 10 * n.fbm(x / 40, y / 40, 3) * smooth(0, 60, down)
        low = np.full(x.shape, np.inf, np.float32)
        px, py = np.zeros_like(x), np.zeros_like(x)
        for p in peaks:
            here = p[1] + np.where(at < p[0], (p[0] - at) * p[2], (at - p[0]) * p[3]) * 0.9
            take = here < low
            low = np.where(take, here, low)
            px, py = np.where(take, p[0], px), np.where(take, p[1], py)
        rise = np.maximum(y - py, 0) + 24
        warp = n.fbm(x / 120, y / 120, 4)
        angle = (x - px) / rise
        arete = px + 0.16 * rise * n.fbm(rise / 90, px / 97, 4) + light * -0.10 * rise
        side = np.tanh((x - arete) / (10 + 0.13 * rise)) * light
        spurs = n.ridged(angle * freq + 0.35 * warp + px, rise / 420 + 0.2 * warp, 5, 0.58) - 0.75
        fine = n.ridged(x / 34 + warp, y / 60 + warp, 3, 0.6) - 0.8
        shade = side * 0.75 + spurs * 0.85 + fine * 0.22
        index = np.digitize(shade, np.linspace(-0.75, 0.85, len(tones) - 1))
        return self.lay(part.only((y >= best).astype(np.float32)), palette(*tones)[index])

    # export -----------------------------------------------------------------
    def done(self, path: Path, width: int = EXPORT_WIDTH, limit: int = EXPORT_BYTES) -> int:
        """Reduce, grain and write a JPEG of `width` pixels and at most `limit` bytes; return its quality."""
        size = (width, width * HEIGHT // WIDTH)
        canvas = Image.fromarray((np.clip(self.a, 0, 1) * 255 + 0.5).astype(np.uint8))
        a = np.asarray(canvas.resize(size, Image.Resampling.LANCZOS), np.float32) / 255
        grain = self.rng.standard_normal((HEIGHT, WIDTH)).astype(np.float32) * self.grain
        if width > WIDTH:
            grain = enlarge(grain, size) * 1.25  # what enlarging softens away
        elif width < WIDTH:
            grain = enlarge(grain, size)
        mottle = enlarge(self.rng.random((60, 90), np.float32) * 2 - 1, size)
        middle = 0.4 + 0.6 * (1 - np.abs(2 * a.mean(-1, keepdims=True) - 1))
        a = a * (1 + 0.016 * mottle)[..., None] + grain[..., None] * middle
        image = Image.fromarray((np.clip(a, 0, 1) * 255 + 0.5).astype(np.uint8))
        for quality in range(88, 40, -2):
            out = io.BytesIO()
            image.save(out, "JPEG", quality=quality, optimize=True, progressive=True, subsampling=2)
            if out.tell() <= limit:
                break
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(out.getvalue())
        return quality


def ring(cx: float, cy: float, rx: float, ry: float, n: int = 120) -> Array:
    """Return the points of an ellipse."""
    t = np.linspace(0, 2 * np.pi, n)
    return np.stack([cx + rx * np.cos(t), cy + ry * np.sin(t)], 1)
