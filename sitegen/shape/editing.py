"""Puts an item into a list of a YAML file and leaves all else as somebody typed it: comments, order, quotes, blanks.

A library that writes YAML would write the whole file anew. The parser's events tell where each thing ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from sitegen.values import dataclass


def with_item(text: str, key: str, item: str) -> str | None:
    """Return YAML text with an item at the end of the list under a key of the outermost mapping.

    `item` is YAML on one line. None where there is no such list, or nothing in it to put the item behind.
    """
    found = _find(yaml.parse(text, Loader=yaml.SafeLoader), key)
    if found is None:
        return None
    if found.flow:
        return _in_brackets(text, found, item)
    start = text.rfind("\n", 0, found.start) + 1
    end = text.find("\n", found.end)
    if end < 0:
        return f"{text}\n{text[start : found.start]}- {item}\n"
    newline = "\r\n" if text[end - 1] == "\r" else "\n"
    return f"{text[: end + 1]}{text[start : found.start]}- {item}{newline}{text[end + 1 :]}"


def _in_brackets(text: str, found: _List, item: str) -> str:
    """Put the item behind the last one, on a line of its own if that has one, so that remarks stay with theirs."""
    line = text.rfind("\n", 0, found.last) + 1
    indent = text[line : found.last]
    rest = _REST.match(text, found.end)
    if indent.strip() or line <= found.start or rest is None:
        return f"{text[: found.end]}, {item}{text[found.end :]}"
    comma, remark, newline = rest[1].strip(), rest[2], rest[3]
    return f"{text[: found.end]},{remark}{newline}{indent}{item}{comma}{newline}{text[rest.end() :]}"


#: Behind the last item of a list in brackets, when nothing else stands there: a comma, a remark, the end of the line.
_REST = re.compile(r"((?:[ \t]*,)?)([ \t]*(?:#[^\r\n]*)?)(\r?\n)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """Where a list, and the last item in it, begins, and where that ends; `flow` when it stands in brackets."""

    start: int
    last: int
    end: int
    flow: bool


def _find(events: Iterator[Any], key: str) -> _List | None:
    """Return the list under a key of the outermost mapping."""
    depth, is_key, wanted = 0, False, False
    for event in events:
        if depth == 1 and isinstance(event, yaml.ScalarEvent):
            is_key = not is_key
            wanted = is_key and event.value == key
            continue
        if depth == 1 and wanted and isinstance(event, yaml.SequenceStartEvent):
            start, flow, (last, end) = event.start_mark, bool(event.flow_style), _last(events)
            return _List(start=start.index, last=last, end=end, flow=flow) if start and end else None
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            is_key = is_key and depth != 1
    return None


def _last(events: Iterator[Any]) -> tuple[int, int]:
    """Return where the last item of a list begins whose start was read, and where it ends; 0 for an empty list."""
    depth, last, end = 1, 0, 0
    for event in events:
        if depth == 1 and isinstance(event, yaml.NodeEvent) and event.start_mark:
            last = event.start_mark.index
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth == 0:
            break
        # The end of a mapping without braces takes up no room; it is told where the next thing begins.
        if event.end_mark.index > event.start_mark.index:
            end = max(end, event.end_mark.index)
    return last, end
