"""Tables without Python-Markdown: which lines are one, and what is in its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.markdown.elements import Element
from sitegen.markdown.openings import RULE, UnknownError, begins_words, words

_MARK = re.compile(r"\\\||`+|\|")
_ALIGNED = {(True, True): "center", (True, False): "left", (False, True): "right"}


def is_table(first: str, second: str) -> bool:
    """Tell whether two lines may be the head of a table, and the rule below it."""
    return "|" in first and RULE.fullmatch(second) is not None


def table(lines: Sequence[str]) -> Element:
    """Return the table that some lines are."""
    head, rule, *rows = (line.strip(" ") for line in lines)
    bordered = head.startswith("|") or _ends(head)
    columns = _cells(rule, bordered=bordered)
    if len(columns) < 2 or len(columns) != len(_cells(head, bordered=bordered)) or not rows:
        raise UnknownError
    if lines[1][0] not in "|-" or not all(_is_row(line) for line in lines if line is not lines[1]):
        raise UnknownError
    styles = [_style(column.strip(" ")) for column in columns]
    found = Element("table")
    _add_row(found.add("thead"), "th", _cells(head, bordered=bordered), styles)
    body = found.add("tbody")
    for row in rows:
        _add_row(body, "td", _cells(row, bordered=bordered), styles)
    return found


def _is_row(line: str) -> bool:
    return line[0] == "|" or begins_words(line)


def _style(rule: str) -> dict[str, str]:
    side = _ALIGNED.get((rule.startswith(":"), rule.endswith(":")))
    return {"style": f"text-align: {side};"} if side else {}


def _add_row(parent: Element, tag: str, cells: Sequence[str], styles: Sequence[dict[str, str]]) -> None:
    row = parent.add("tr")
    for number, style in enumerate(styles):
        row.add(tag, words(cells[number].strip(" ")) if number < len(cells) else "", style)


def _ends(row: str) -> bool:
    """Tell whether the last bar of a row is its border."""
    return row.endswith("|") and not row.endswith("\\|")


def _cells(row: str, *, bordered: bool) -> list[str]:
    """Return what stands between the bars of a row; those in code are none."""
    if "\\\\" in row or "\\`" in row:
        raise UnknownError
    if bordered:
        row = row.removeprefix("|")
        row = row[:-1] if _ends(row) else row
    if "`" not in row and "\\" not in row:
        return row.split("|")
    marks = list(_MARK.finditer(row))
    found: list[str] = []
    start = number = 0
    while number < len(marks):
        mark = marks[number]
        number += 1
        if mark[0] == "|":
            found.append(row[start : mark.start()])
            start = mark.end()
            continue
        if mark[0] != "\\|":
            closing = next((at for at in range(number, len(marks)) if marks[at][0] == mark[0]), None)
            number = number if closing is None else closing + 1
    return [*found, row[start:]]
