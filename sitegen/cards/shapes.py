"""The shapes of a theme's SVG files as masks: paths that are filled or stroked, in one colour.

A small part of SVG (https://www.w3.org/TR/SVG2/paths.html): `<path>` with its `d`, filled by the even-odd rule or
stroked with mitred corners, at the size of the `viewBox`. That is what ornaments are made of; browsers draw the rest.
"""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw

from sitegen.cards.model import CardError

#: How many times as large shapes are drawn before they are brought down, which smooths their edges.
_FINER = 4
#: Into how many straight pieces a curve is cut.
_PIECES = 12
_TOKEN = re.compile(r"[MmLlHhVvQqCcAaZz]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ARGUMENTS = {"m": 2, "l": 2, "h": 1, "v": 1, "q": 4, "c": 6, "a": 7, "z": 0}

Point = tuple[float, float]


def draw_shape(content: bytes, width: int) -> Image.Image:
    """Return a drawing as a mask of that width. Raises `CardError` for SVG that is none, or holds no path."""
    try:
        root = ElementTree.fromstring(content)
        left, top, wide, high = map(float, root.get("viewBox", "").split())
    except (ElementTree.ParseError, ValueError) as fault:
        raise CardError(f"the drawing cannot be read: {fault}") from None
    paths = [element for element in root.iter() if element.tag.rpartition("}")[2] == "path"]
    if not paths or wide <= 0 or high <= 0:
        raise CardError("the drawing holds no path")
    scale = width * _FINER / wide
    mask = Image.new("L", (width * _FINER, max(1, round(high * scale))), 0)
    for path in paths:
        lines = [
            ([((x - left) * scale, (y - top) * scale) for x, y in points], closed)
            for points, closed in _flatten(path.get("d", ""))
        ]
        stroked = path.get("stroke", "none") != "none"
        drawn = _stroked(mask, lines, float(path.get("stroke-width", "1")) * scale) if stroked else _filled(mask, lines)
        mask = ImageChops.lighter(mask, drawn)
    return mask.resize((width, max(1, round(mask.height / _FINER))), Image.Resampling.BOX)


def _filled(like: Image.Image, lines: list[tuple[list[Point], bool]]) -> Image.Image:
    """Fill outlines by the even-odd rule: what is inside two of them is outside."""
    filled = Image.new("L", like.size, 0)
    for points, _ in lines:
        one = Image.new("L", like.size, 0)
        if len(points) > 2:
            ImageDraw.Draw(one).polygon(points, fill=255)
        filled = ImageChops.difference(filled, one)
    return filled


def _stroked(like: Image.Image, lines: list[tuple[list[Point], bool]], width: float) -> Image.Image:
    drawn = Image.new("L", like.size, 0)
    pen = ImageDraw.Draw(drawn)
    for points, closed in lines:
        ends = [*points, *points[:2]] if closed else points
        pen.line(ends, fill=255, width=max(1, round(width)), joint="curve")
    return drawn


def _flatten(d: str) -> Iterator[tuple[list[Point], bool]]:
    """Yield the outlines of a path as corners, and whether each is closed."""
    points: list[Point] = []
    here: Point = (0.0, 0.0)
    for command, numbers in _commands(d):
        if command in "Mm":
            if points:
                yield points, False
            here = _at(here, numbers, command)
            points = [here]
        elif command in "Zz":
            yield points, True
            here, points = (points or [here])[0], []
        else:
            if not points:
                points = [here]
            points += _piece(here, command, numbers)
            here = points[-1]
    if points:
        yield points, False


def _commands(d: str) -> Iterator[tuple[str, list[float]]]:
    """Yield the commands of a path with their numbers; one that is said once and given more numbers goes on."""
    command, numbers = "", list[float]()
    for token in _TOKEN.findall(d):
        if token.isalpha():
            command, numbers = token, []
            if command in "Zz":
                yield command, []
            continue
        numbers.append(float(token))
        if command and len(numbers) == _ARGUMENTS[command.lower()]:
            yield command, numbers
            numbers = []
            # After its first point a `moveto` draws lines.
            command = {"M": "L", "m": "l"}.get(command, command)


def _at(here: Point, pair: list[float], command: str) -> Point:
    return (here[0] + pair[0], here[1] + pair[1]) if command.islower() else (pair[0], pair[1])


def _piece(here: Point, command: str, numbers: list[float]) -> list[Point]:
    """Return the points of one command after the one where it begins."""
    kind = command.lower()
    if kind == "h":
        return [(numbers[0] + (here[0] if command == "h" else 0), here[1])]
    if kind == "v":
        return [(here[0], numbers[0] + (here[1] if command == "v" else 0))]
    if kind == "a":
        return _arc(here, numbers, _at(here, numbers[5:], command))
    knots = [here, *(_at(here, numbers[at : at + 2], command) for at in range(0, len(numbers), 2))]
    return knots[1:] if kind == "l" else [_curve(knots, part / _PIECES) for part in range(1, _PIECES + 1)]


def _curve(knots: list[Point], part: float) -> Point:
    """Return a point of a Bézier curve, by de Casteljau's algorithm."""
    while len(knots) > 1:
        knots = [(x0 + (x1 - x0) * part, y0 + (y1 - y0) * part) for (x0, y0), (x1, y1) in pairwise(knots)]
    return knots[0]


def _arc(start: Point, numbers: list[float], end: Point) -> list[Point]:
    """Return points of a circular arc (SVG 2, appendix B.2.4, for circles)."""
    radius, large, sweep = abs(numbers[0]), bool(numbers[3]), bool(numbers[4])
    dx, dy = end[0] - start[0], end[1] - start[1]
    chord = math.hypot(dx, dy)
    if not radius or not chord:
        return [end]
    radius = max(radius, chord / 2)
    away = math.sqrt(max(0.0, radius**2 - chord**2 / 4)) * (1 if large != sweep else -1)
    centre = ((start[0] + end[0]) / 2 - away * dy / chord, (start[1] + end[1]) / 2 + away * dx / chord)
    begin = math.atan2(start[1] - centre[1], start[0] - centre[0])
    turn = math.atan2(end[1] - centre[1], end[0] - centre[0]) - begin
    if sweep and turn <= 0:
        turn += 2 * math.pi
    elif not sweep and turn >= 0:
        turn -= 2 * math.pi
    angles = (begin + turn * part / (2 * _PIECES) for part in range(1, 2 * _PIECES + 1))
    return [(centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)) for angle in angles]
