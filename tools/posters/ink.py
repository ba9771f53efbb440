"""Inks, colour ramps and noise: everything in the hand that knows nothing about a sheet.

Functions take and return numpy arrays; colours are float triples from 0 to 1.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Colour = str | Array
Scalar = float | Array

INK = {
    "indigo9": "#16233f",
    "indigo5": "#54709f",
    "white": "#f7f2e6",
    "apricot": "#efa468",
    "haldi": "#e3a32b",
    "brick": "#c0603c",
    "madder": "#9c2c26",
    "blush": "#f3cdb0",
    "firoza": "#2b8a8c",
    "firoza7": "#17616b",
}


def rgb(colour: Colour) -> Array:
    """Return a colour name, #hex or triple as floats."""
    if isinstance(colour, str):
        value = INK.get(colour, colour).lstrip("#")
        return np.array([int(value[i : i + 2], 16) / 255 for i in (0, 2, 4)], np.float32)
    return np.asarray(colour, np.float32)


def mix(a: Colour, b: Colour, t: float) -> Array:
    """Blend two colours; t = 0 is the first."""
    first, second = rgb(a), rgb(b)
    blended: Array = first * (1 - t) + second * t
    return blended


def smooth(edge0: Scalar, edge1: Scalar, x: Scalar) -> Array:
    """Smooth step from 0 at edge0 to 1 at edge1; the edges may stand in either order."""
    t = np.clip((np.asarray(x) - edge0) / (edge1 - edge0), 0, 1)
    step: Array = t * t * (3 - 2 * t)
    return step


def stops(t: Scalar, *pairs: tuple[float, Colour]) -> Array:
    """Piecewise colour ramp over an array; pairs are (position, colour)."""
    places = [p for p, _ in pairs]
    colours = np.stack([rgb(c) for _, c in pairs])
    return np.stack([np.interp(t, places, colours[:, i]) for i in range(3)], -1).astype(np.float32)


def palette(*colours: Colour) -> Array:
    """Stack colours so that an array of indices turns into an array of inks."""
    return np.stack([rgb(c) for c in colours])


def paint(mask: Array, inside: Colour, outside: Colour) -> Array:
    """Choose between two inks point by point; either may already be a field of colour."""
    return np.where(mask[..., None], rgb(inside), rgb(outside))


def chance(row: Scalar, column: Scalar, seed: float) -> Array:
    """Return a repeatable number from 0 to 1 for every cell of a grid."""
    h = np.sin(np.asarray(row) * 127.1 + np.asarray(column) * 311.7 + seed) * 43758.5453
    fraction: Array = h - np.floor(h)
    return fraction


class Noise:
    """Periodic value noise in one or two dimensions."""

    def __init__(self, seed: int) -> None:
        self.lattice = np.random.default_rng(seed).random((256, 256), np.float32) * 2 - 1

    def at(self, u: Scalar, v: Scalar = 0.0) -> Array:
        """Return one octave, from -1 to 1."""
        u, v = np.asarray(u, np.float32), np.asarray(v, np.float32)
        i, j = np.floor(u), np.floor(v)
        fu, fv = u - i, v - j
        fu, fv = fu * fu * (3 - 2 * fu), fv * fv * (3 - 2 * fv)
        i, j = i.astype(np.int32) & 255, j.astype(np.int32) & 255
        i1, j1 = (i + 1) & 255, (j + 1) & 255
        g = self.lattice
        value: Array = (g[j, i] * (1 - fu) + g[j, i1] * fu) * (1 - fv) + (g[j1, i] * (1 - fu) + g[j1, i1] * fu) * fv
        return value

    def fbm(self, u: Scalar, v: Scalar = 0.0, octaves: int = 4, gain: float = 0.5) -> Array:
        """Sum octaves of soft noise."""
        total, amp = np.float32(0) * np.asarray(u, np.float32), 1.0
        for k in range(octaves):
            total = total + amp * self.at(np.asarray(u) * 2**k + 17.3 * k, np.asarray(v) * 2**k + 9.1 * k)
            amp *= gain
        return total

    def ridged(self, u: Scalar, v: Scalar = 0.0, octaves: int = 5, gain: float = 0.5) -> Array:
        """Sum octaves of noise folded into sharp ridges."""
        total, amp = np.float32(0) * np.asarray(u, np.float32), 1.0
        for k in range(octaves):
            fold = np.abs(self.at(np.asarray(u) * 2**k + 31.7 * k, np.asarray(v) * 2**k + 3.3 * k))
            total = total + amp * (1 - 2 * fold)
            amp *= gain
        return total
