"""What is too much about a text, told before it is parsed.

Python-Markdown is quadratic in at least nine ways and recursive in two: 50,000 `[` were stopped after
40 seconds. How much is too much stands in `sitegen.limits`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from sitegen.characters import forbidden
from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.limits import (
    ABBREVIATED_CHARACTERS,
    BARS,
    BLOCK_CHARACTERS,
    BOXES,
    DEEP_LINES,
    DEFINITIONS,
    FENCES,
    FOOTNOTE_MARKS,
    LEAF_CHARACTERS,
    LEAF_MARKS,
    LEAF_WORK,
    LINE_WORK,
    NESTING,
    TAG_WORK,
    TAGS,
    TEXT_BLOCKS,
    TEXT_CHARACTERS,
    TEXT_LINES,
)
from sitegen.patterns import late

#: How much work each mark makes. Brackets are tried as links and pictures of three kinds each; escapes grow while they
#: are worked on.
_WEIGHTS = {"[": 3, "<": 1, "`": 1, "&": 1, "*": 1, "_": 1, "\\": 4}
#: A leaf of so many characters could be all marks.
_HARMLESS = min(LEAF_MARKS, math.isqrt(LEAF_WORK // max(_WEIGHTS.values())))
_ABBREVIATION = late(r"^[ >]*\*\[", re.MULTILINE)
#: What costs time by its number in the whole text, wherever it stands; the second is in each of them, or before it.
_COUNTED = (
    (re.compile(r"^[> ]*:[ ]|^[> ]*\*\[|^[> ]*\[[^\[\]\n]*\]:", re.MULTILINE), "\n", DEFINITIONS, "definitions"),
    (re.compile(r"\[\^"), "[^", FOOTNOTE_MARKS, "footnote marks"),
    (re.compile(r"<"), "<", TAGS, "tags"),
    (re.compile(r"\|"), "|", BARS, "bars of tables"),
    (re.compile(r"\n"), "\n", TEXT_LINES, "lines"),
    (re.compile(r"^[> ]*!!!", re.MULTILINE), "\n", BOXES, "boxes"),
    (re.compile(r"^ *(?:(?:>|(?:[-*+]|\d+\.) ) *){6}", re.MULTILINE), "\n", DEEP_LINES, "lines six levels deep"),
)
_SPLIT = "split it into several stories"


def check(text: str, path: str, first_line: int) -> tuple[Diagnostic, ...]:
    """Return an error for each place at which a text goes over a limit or holds a forbidden character."""
    start = Span(path, first_line)
    if len(text) > TEXT_CHARACTERS:
        message = f"the text has {len(text):,} characters; {TEXT_CHARACTERS:,} are read"
        return (error("text-limit", start, message, _SPLIT),)
    return (*_sizes(text, path, first_line), *_characters(text, path, first_line))


def _sizes(text: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    """Tell which sizes and numbers in a text are too large."""
    start = Span(path, first_line)
    lines = text.count("\n") + 1
    if len(text) > BLOCK_CHARACTERS or lines > TEXT_BLOCKS or len(text) * lines > LINE_WORK:
        yield from _sizes_of_blocks(text, path, first_line)
    if len(text) > ABBREVIATED_CHARACTERS and _ABBREVIATION.search(text):
        message = f"the text has {len(text):,} characters; with abbreviations {ABBREVIATED_CHARACTERS:,} are read"
        yield error("text-limit", start, message, _SPLIT)
    fences = text.count("```") + text.count("~~~")
    if len(text) * (4 * text.count("<") + fences) > TAG_WORK:
        message = "the text is too long for so many tags or fences to be read in good time"
        yield error("text-limit", start, message, _SPLIT)
    if fences > FENCES:
        yield error("text-limit", start, f"the text has {fences:,} fences; {FENCES:,} are read", _SPLIT)
    for pattern, literal, limit, what in _COUNTED:
        if text.count(literal) >= limit and (count := sum(1 for _ in pattern.finditer(text))) > limit:
            yield error("text-limit", start, f"the text has {count:,} {what}; {limit:,} are read", _SPLIT)


def _sizes_of_blocks(text: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    blocks = tuple(_blocks(text))
    for line, block in blocks:
        if len(block) > BLOCK_CHARACTERS:
            message = f"this block has {len(block):,} characters; {BLOCK_CHARACTERS:,} are read"
            yield error("text-limit", Span(path, first_line + line), message, "put an empty line into it")
    if len(blocks) > TEXT_BLOCKS:
        message = f"the text has {len(blocks):,} blocks; {TEXT_BLOCKS:,} are read"
        yield error("text-limit", Span(path, first_line), message, _SPLIT)
    # Block processors look through the rest of a block line by line.
    if sum(len(block) * block.count("\n") for _, block in blocks) > LINE_WORK:
        yield too_much_work(path, first_line)


def excess(leaf: str) -> str:
    """Return what is too much about one leaf, or about a translation of it; empty when nothing is."""
    if len(leaf) <= _HARMLESS:
        return ""
    if len(leaf) > LEAF_CHARACTERS:
        return f"{len(leaf):,} characters; {LEAF_CHARACTERS:,} are read"
    for mark in _WEIGHTS:
        if leaf.count(mark) > LEAF_MARKS:
            return f"more than {LEAF_MARKS} of the character {mark}"
    return "more marks than can be read in good time" if work(leaf) > LEAF_WORK else ""


def work(leaf: str) -> int:
    """Return how much work it may be to find the inline markup of a leaf."""
    marks = 0
    for mark, weight in _WEIGHTS.items():
        if mark in leaf:
            marks += weight * leaf.count(mark)
    return len(leaf) * marks


def too_long(reason: str, path: str, line: int) -> Diagnostic:
    """Return the error for a leaf that `excess` found too much about."""
    return error("text-limit", Span(path, line), f"this block has {reason}", "put an empty line between paragraphs")


def too_much_work(path: str, line: int) -> Diagnostic:
    """Return the error for a text that would take too long."""
    message = "the blocks of this text have more lines and marks such as [ < ` * _ than can be read in good time"
    return error("text-limit", Span(path, line), message, _SPLIT)


def too_deep(path: str, line: int) -> Diagnostic:
    """Return the error for lists or quotes nested too deep."""
    message = f"lists or quotes are nested more than {NESTING} levels deep"
    return error("text-limit", Span(path, line), message, "nest less")


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield what stands between empty lines, with the line it starts at, counted from 0."""
    start = line = 0
    for gap in re.finditer(r"\n(?:[ \t]*\n)+", text):
        yield line, text[start : gap.start()]
        line += text.count("\n", start, gap.end())
        start = gap.end()
    yield line, text[start:]


def _characters(text: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    """Refuse invisible characters that have no place in prose."""
    if not forbidden(text.replace("\t", "").replace("\n", "")):
        return
    for number, line in enumerate(text.split("\n")):
        for character in forbidden(line.replace("\t", "")):
            message = f"the character U+{ord(character):04X} is not allowed in a text"
            yield error("bad-character", Span(path, first_line + number), message, "delete it")
