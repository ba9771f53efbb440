"""Which asterisks and underscores of a text are emphasis: the cases that leave no doubt.

Follows the `DelimiterProcessor` of Python-Markdown 3.11, which goes by CommonMark's rules
(https://spec.commonmark.org, "Emphasis and strong emphasis") with rules of its own for marks that pair badly. Those
are not followed here: marks must pair with their like, one within the other, or none of them may pair at all.
"""

from __future__ import annotations

import re

#: What stands before each character that is no text but stands for something. No text may hold it.
MARK = "\x01"
#: Characters for the tags, which the reader of inline markup writes out.
TAGS = {"\ue100": "<em>", "\ue101": "</em>", "\ue102": "<strong>", "\ue103": "</strong>"}
_OPENING = {1: f"{MARK}\ue100", 2: f"{MARK}\ue102", 3: f"{MARK}\ue102{MARK}\ue100"}
_CLOSING = {1: f"{MARK}\ue101", 2: f"{MARK}\ue103", 3: f"{MARK}\ue101{MARK}\ue103"}
#: A whole row of marks.
_RUN = re.compile(r"([*_])\1*")
#: In deeper nesting the elements of Python-Markdown are worked on in an order of their own.
_DEEPEST = 2


def tagged(text: str) -> str | None:
    """Return a text with `TAGS` in place of its marks; None where it takes Python-Markdown to tell.

    What is no text must stand in it as `MARK` and a character that is neither a letter nor a blank.
    """
    pieces: list[str] = []
    opened: list[tuple[str, int, int]] = []
    at = 0
    paired = loose = False
    for run in _RUN.finditer(text):
        start, end = run.span()
        mark, length = run[1], end - start
        starts, ends = _sides(text, mark, start, end)
        if ends and opened and (opened[-1][0] == mark or any(other == mark for other, _, _ in opened)):
            other, size, place = opened.pop()
            if other != mark or size != length:
                return None
            pieces[place] = _OPENING[length]
            pieces += (text[at:start], _CLOSING[length])
            at, paired = end, True
        elif starts:
            if length > 3 or len(opened) == _DEEPEST:
                return None
            opened.append((mark, length, len(pieces) + 1))
            pieces += (text[at:start], "")
            at = end
        elif ends:
            loose = True
    if opened or loose:
        # A mark without its like: what there is besides may be read otherwise for it.
        return None if paired or MARK in text else text
    pieces.append(text[at:])
    return "".join(pieces)


def _sides(text: str, mark: str, start: int, end: int) -> tuple[bool, bool]:
    """Tell whether a row of marks may begin emphasis, and whether it may end it."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    starts, ends = not after.isspace(), not before.isspace()
    if mark == "_":
        # Not within a word.
        starts = starts and not (before.isalnum() or before == "_")
        ends = ends and not (after.isalnum() or after == "_")
    return starts, ends
