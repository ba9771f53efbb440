"""How much Markdown is read. All limits are far above what real material needs.

Python-Markdown is quadratic in at least nine ways and recursive in two (50,000 `[` were stopped after
40 seconds), so what is too much is refused before it is parsed. The longest paragraph found in four
real corpora has 1,596 characters, the largest story 36.5 KB, the deepest list five levels.
"""

from __future__ import annotations

import re
import unicodedata

from sitegen.diagnostics import Diagnostic, Span, error

MAX_TEXT = 1024 * 1024
MAX_BLOCK = 5_000
MAX_MARKS = 500
MAX_NESTING = 60
MAX_DEFINITIONS = 500

_MARKS = "[<`&*_"


def check(text: str, path: str, first_line: int) -> tuple[Diagnostic, ...]:
    """Return an error for each place at which a text goes over a limit or holds a forbidden character."""
    if len(text) > MAX_TEXT:
        message = f"the text has {len(text):,} characters; {MAX_TEXT:,} are read"
        return (error("text-limit", Span(path, first_line), message, "split it into several stories"),)
    found = []
    for line, block in _blocks(text):
        span = Span(path, first_line + line)
        if len(block) > MAX_BLOCK:
            message = f"this block has {len(block):,} characters; {MAX_BLOCK:,} are read"
            found.append(error("text-limit", span, message, "put an empty line between paragraphs"))
        for mark in _MARKS:
            if block.count(mark) > MAX_MARKS:
                message = f"this block has more than {MAX_MARKS} of the character {mark}"
                found.append(error("text-limit", span, message, "split the block"))
        if _nesting(block) > MAX_NESTING:
            found.append(too_deep(path, first_line + line))
    definitions = len(re.findall(r"^(?::[ ]|\*\[|\[[^\]]+\]:)", text, re.MULTILINE))
    if definitions > MAX_DEFINITIONS:
        message = f"the text has {definitions:,} definitions; {MAX_DEFINITIONS} are read"
        found.append(error("text-limit", Span(path, first_line), message, "split it into several stories"))
    return (*found, *_characters(text, path, first_line))


def too_deep(path: str, line: int) -> Diagnostic:
    """Return the error for lists or quotes nested too deep."""
    message = f"lists or quotes are nested more than {MAX_NESTING} levels deep"
    return error("text-limit", Span(path, line), message, "nest less")


def _blocks(text: str) -> list[tuple[int, str]]:
    """Split a text at empty lines, with the line each block starts at, counted from 0."""
    blocks, start, line = [], 0, 0
    for gap in re.finditer(r"\n[ \t]*\n", text):
        block = text[start : gap.start()]
        blocks.append((line, block))
        line += block.count("\n") + gap.group(0).count("\n")
        start = gap.end()
    return [*blocks, (line, text[start:])]


def _nesting(block: str) -> int:
    """Return the most quote, list and indent marks in front of one line."""
    deepest = 0
    for line in block.split("\n"):
        marks = re.match(r"(?:[ \t]*(?:>|[-*+][ \t]|\d+\.[ \t]))*[ \t]*", line)
        lead = marks.group(0) if marks else ""
        deepest = max(deepest, sum(lead.count(mark) for mark in ">-*+.") + lead.expandtabs(4).count("    "))
    return deepest


def _characters(text: str, path: str, first_line: int) -> tuple[Diagnostic, ...]:
    """Refuse control, private and unassigned-by-design characters: they have no place in prose."""
    found = []
    for number, line in enumerate(text.split("\n")):
        bad = {c for c in line if c != "\t" and unicodedata.category(c) in ("Cc", "Co", "Cs")}
        for character in sorted(bad):
            message = f"the character U+{ord(character):04X} is not allowed in a text"
            found.append(error("bad-character", Span(path, first_line + number), message, "delete it"))
    return tuple(found)
