"""A camera and boxes, for scenes that stand in true perspective.

The world has x to the right, y up and z away from the reader, in metres. The camera may turn but
never tilts, so upright lines stay upright; the horizon lies at the camera's cy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ink import Array

FAR = 1e6


@dataclass(frozen=True)
class Box:
    """An upright box; kind is for the scene to tell what it is made of."""

    x0: float
    x1: float
    y0: float
    y1: float
    z0: float
    z1: float
    kind: str = ""

    def limits(self) -> tuple[tuple[float, float], ...]:
        """Return the box as three intervals."""
        return ((self.x0, self.x1), (self.y0, self.y1), (self.z0, self.z1))

    def corners(self) -> Array:
        """Return the eight corners."""
        return np.array([(x, y, z) for x in (self.x0, self.x1) for y in (self.y0, self.y1) for z in (self.z0, self.z1)])


@dataclass(frozen=True)
class Hits:
    """What the rays of an area meet: which box, on which axis its face stands, where."""

    box: Array
    axis: Array
    t: Array
    place: tuple[Array, Array, Array]

    @property
    def found(self) -> Array:
        """Return where there is anything at all."""
        return self.box >= 0


@dataclass(frozen=True)
class Camera:
    """Where the reader stands; yaw turns to the right, focus is in sheet units."""

    eye: tuple[float, float, float]
    yaw: float
    focus: float
    cx: float
    cy: float

    def rays(self, x: Array, y: Array) -> tuple[Array, Array, Array]:
        """Return the direction through every point of the sheet, one metre deep."""
        u, v = (x - self.cx) / self.focus, (self.cy - y) / self.focus
        c, d = np.float32(np.cos(self.yaw)), np.float32(np.sin(self.yaw))
        return u * c + d, v, c - u * d

    def project(self, points: npt.ArrayLike) -> Array:
        """Return the places on the sheet of points in the world."""
        p = np.atleast_2d(np.asarray(points, float)) - self.eye
        c, d = np.cos(self.yaw), np.sin(self.yaw)
        deep = p[:, 0] * d + p[:, 2] * c
        right = p[:, 0] * c - p[:, 2] * d
        deep = np.where(np.abs(deep) < 1e-3, 1e-3, deep)
        return np.stack([self.cx + self.focus * right / deep, self.cy - self.focus * p[:, 1] / deep], 1)

    def depth(self, x: float, z: float) -> float:
        """Return how far before the reader a place lies."""
        return float((x - self.eye[0]) * np.sin(self.yaw) + (z - self.eye[2]) * np.cos(self.yaw))

    def size(self, x: float, z: float) -> float:
        """Return how many sheet units a metre measures there."""
        return self.focus / self.depth(x, z)

    def cast(self, boxes: Sequence[Box], x: Array, y: Array) -> Hits:
        """Find the nearest face behind every point of the sheet."""
        rays = self.rays(x, y)
        with np.errstate(divide="ignore"):
            inverse = [1 / np.where(np.abs(r) < 1e-9, 1e-9, r) for r in rays]
        best = np.full(x.shape, FAR, np.float32)
        index, axis = np.full(x.shape, -1, np.int16), np.zeros(x.shape, np.int8)
        for k, box in enumerate(boxes):
            rows, columns = self._window(box, x, y)
            cut = (slice(*rows), slice(*columns))
            if rows[0] >= rows[1] or columns[0] >= columns[1]:
                continue
            near, far = np.full(best[cut].shape, -FAR, np.float32), np.full(best[cut].shape, FAR, np.float32)
            side = np.zeros(near.shape, np.int8)
            for i, (lo, hi) in enumerate(box.limits()):
                a, b = (lo - self.eye[i]) * inverse[i][cut], (hi - self.eye[i]) * inverse[i][cut]
                enter = np.minimum(a, b)
                side = np.where(enter > near, np.int8(i), side)
                near, far = np.maximum(near, enter), np.minimum(far, np.maximum(a, b))
            take = (near < far) & (near > 0.05) & (near < best[cut])
            best[cut] = np.where(take, near, best[cut])
            index[cut] = np.where(take, np.int16(k), index[cut])
            axis[cut] = np.where(take, side, axis[cut])
        x0, y0, z0 = (e + best * r for e, r in zip(self.eye, rays, strict=True))
        return Hits(index, axis, best, (x0, y0, z0))

    def _window(self, box: Box, x: Array, y: Array) -> tuple[tuple[int, int], tuple[int, int]]:
        """Return the rows and columns that a box can touch."""
        whole = ((0, x.shape[0]), (0, x.shape[1]))
        corners = box.corners()
        if min(self.depth(p[0], p[2]) for p in corners) < 0.05:
            return whole
        p = self.project(corners)
        columns = np.searchsorted(x[0], [p[:, 0].min() - 1, p[:, 0].max() + 1])
        rows = np.searchsorted(y[:, 0], [p[:, 1].min() - 1, p[:, 1].max() + 1])
        return (int(rows[0]), int(rows[1])), (int(columns[0]), int(columns[1]))


def shaded(boxes: Sequence[Box], place: Sequence[Array], sun: tuple[float, float, float]) -> Array:
    """Return which places do not see the sun; sun is the direction towards it."""
    dark = np.zeros(place[0].shape, bool)
    for box in boxes:
        near, far = np.full(dark.shape, 1e-3, np.float32), np.full(dark.shape, FAR, np.float32)
        for i, (lo, hi) in enumerate(box.limits()):
            step = sun[i] if abs(sun[i]) > 1e-9 else 1e-9
            a, b = (lo - place[i]) / step, (hi - place[i]) / step
            near, far = np.maximum(near, np.minimum(a, b)), np.minimum(far, np.maximum(a, b))
        dark |= near < far
    return dark
