"""In which direction each part of a line runs: Unicode's bidirectional algorithm.

The levels are those of python-bidi's core, the crate unicode-bidi, which knows isolates and pairs of brackets (rules
X5a and N0 of UAX #9); its other half in Python knows neither. It gives levels only as what it writes for debugging.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bidi import get_display  # type: ignore[import-untyped]

_LEVEL = re.compile(r"Level\(\s*(\d+)")
_LEVELS = "\n    levels: ["


def levels(text: str, direction: str) -> tuple[int, ...]:
    """Return the embedding level of each character of a text of one line, in a paragraph of a direction.

    Raises `RuntimeError` when the library says something else than it did.
    """
    if not text:
        return ()
    # Its text is written with its line ends escaped, so that nothing in it can look like the levels.
    said = str(get_display(text, base_dir="R" if direction == "rtl" else "L", debug=True)).rpartition(_LEVELS)[2]
    of_bytes = [int(level) for level in _LEVEL.findall(said.partition("paragraphs:")[0])]
    sizes = [len(character.encode()) for character in text]
    if len(of_bytes) != sum(sizes):
        raise RuntimeError(f"python-bidi gives {len(of_bytes)} levels for {sum(sizes)} bytes")
    found, at = [], 0
    for size in sizes:
        found.append(of_bytes[at])
        at += size
    return tuple(found)


def line_runs(of_line: Sequence[int], cuts: Sequence[int] = ()) -> list[tuple[int, int, int]]:
    """Return the runs of a line from left to right: start, end and level (rule L2).

    `of_line` are the levels of its characters, `cuts` places where a run ends for another reason, such as its font.
    """
    if not of_line:
        return []
    starts = [0, *(at for at in range(1, len(of_line)) if of_line[at] != of_line[at - 1] or at in cuts)]
    runs = [(start, end, of_line[start]) for start, end in zip(starts, [*starts[1:], len(of_line)], strict=True)]
    for level in range(max(of_line), 0, -1):
        at = 0
        while at < len(runs):
            end = at
            while end < len(runs) and runs[end][2] >= level:
                end += 1
            runs[at:end] = reversed(runs[at:end])
            at = max(end, at + 1)
    return runs
