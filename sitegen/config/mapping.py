"""The fields of `content/map.yaml`: what maps show besides the places of stories."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sitegen.config.model import MapName, MapSettings, Point, River
from sitegen.shape import Faults, Field, Items, ListOf, Node, Number, Record, Text, compose, decode
from sitegen.tree import Tree
from sitegen.values import dataclass

MAP_FILE = "content/map.yaml"


def load_map(tree: Tree, faults: Faults) -> MapSettings:
    """Read what maps show; nothing where there is no such file, or it has a fault."""
    if MAP_FILE not in tree.digests:
        return MapSettings()
    text = decode(tree.read(MAP_FILE), faults)
    node = compose(text, faults) if text is not None else None
    # A file of nothing but remarks is one that is still to be written.
    return (_MAP.read(node, faults, MAP_FILE) if node is not None else None) or MapSettings()


@dataclass(frozen=True, slots=True)
class _Point:
    """A point on the earth: latitude and longitude in decimal degrees."""

    def read(self, node: Node, faults: Faults, name: str) -> Point | None:
        """Read two numbers."""
        if not isinstance(node, Items) or len(node.items) != 2:
            message = f'a point of "{name}" is two numbers, latitude and longitude'
            faults.add("wrong-value", node.line, message, "write [36.33, 74.67]")
            return None
        latitude = Number(-90, 90).read(node.items[0], faults, "latitude")
        longitude = Number(-180, 180).read(node.items[1], faults, "longitude")
        return None if latitude is None or longitude is None else (latitude, longitude)


@dataclass(frozen=True, slots=True)
class _Course:
    """The points that a river passes, downstream."""

    def read(self, node: Node, faults: Faults, name: str) -> tuple[Point, ...] | None:
        """Read two points or more, no two that follow each other the same."""
        before = len(faults.found)
        points = ListOf(_Point()).read(node, faults, name)
        if points is None or len(faults.found) > before or not isinstance(node, Items):
            return None
        if len(points) < 2:
            faults.add("wrong-value", node.line, f'"{name}" has fewer than two points', "add where it flows")
            return None
        for item, point, other in zip(node.items[1:], points, points[1:], strict=False):
            if point == other:
                faults.add("wrong-value", item.line, f'"{name}" stays where it is', "take the second point out")
                return None
        return points


def _make(value: type[Any]) -> Any:
    """Return a maker of values that have no room for the lines they were written in."""

    def make(*, line: int, lines: Mapping[str, int], **fields: Any) -> Any:
        return value(**fields)

    return make


_RIVER: Record[River] = Record(
    _make(River), {"name": Field(Text(), required=True), "course": Field(_Course(), required=True)}
)
_NAME: Record[MapName] = Record(
    _make(MapName), {"name": Field(Text(), required=True), "at": Field(_Point(), required=True)}
)
_MAP: Record[MapSettings] = Record(
    _make(MapSettings), {"rivers": Field(ListOf(_RIVER), ()), "names": Field(ListOf(_NAME), ())}
)
