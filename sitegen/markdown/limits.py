"""How much Markdown is read. All limits are far above what real material needs.

Python-Markdown is quadratic in at least nine ways and recursive in two (50,000 `[` were stopped after
40 seconds), so what is too much is refused before it is parsed. The longest paragraph found in four
real corpora has 1,596 characters, the largest story 36.5 KB, the deepest list five levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.markdown.characters import forbidden

MAX_TEXT = 1024 * 1024
#: Blocks are what stands between empty lines: a paragraph, but also a whole list or table.
MAX_BLOCKS = 10_000
MAX_BLOCK = 20_000
#: A leaf is what one segment is made of: a paragraph, an item, a cell.
MAX_LEAF = 5_000
MAX_MARKS = 500
MAX_NESTING = 60
#: Work is characters times marks, as Python-Markdown looks for the end of each mark through the rest of
#: its leaf. The most that is done takes a fifth of a second for a leaf and a few seconds for a text.
MAX_LEAF_WORK = 600_000
MAX_WORK = 25_000_000

_MARKS = "[<`&*_\\"
#: What costs time by its number in the whole text, wherever it stands.
_COUNTED = (
    (re.compile(r"^[> ]*:[ ]|^[> ]*\*\[|^[> ]*\[[^\[\]\n]*\]:", re.MULTILINE), 500, "definitions"),
    (re.compile(r"\[\^"), 1_000, "footnote marks"),
    (re.compile(r"<"), 2_000, "tags"),
    (re.compile(r"\n"), 40_000, "lines"),
)
_SPLIT = "split it into several stories"


def check(text: str, path: str, first_line: int) -> tuple[Diagnostic, ...]:
    """Return an error for each place at which a text goes over a limit or holds a forbidden character."""
    start = Span(path, first_line)
    if len(text) > MAX_TEXT:
        message = f"the text has {len(text):,} characters; {MAX_TEXT:,} are read"
        return (error("text-limit", start, message, _SPLIT),)
    found: list[Diagnostic] = []
    blocks = tuple(_blocks(text))
    for line, block in blocks:
        if len(block) > MAX_BLOCK:
            message = f"this block has {len(block):,} characters; {MAX_BLOCK:,} are read"
            found.append(error("text-limit", Span(path, first_line + line), message, "put an empty line into it"))
    if len(blocks) > MAX_BLOCKS:
        message = f"the text has {len(blocks):,} blocks; {MAX_BLOCKS:,} are read"
        found.append(error("text-limit", start, message, _SPLIT))
    # Block processors look through the rest of a block line by line.
    if sum(len(block) * block.count("\n") for _, block in blocks) > 3 * MAX_WORK:
        found.append(too_much_work(path, first_line))
    for pattern, limit, what in _COUNTED:
        if (count := sum(1 for _ in pattern.finditer(text))) > limit:
            found.append(error("text-limit", start, f"the text has {count:,} {what}; {limit:,} are read", _SPLIT))
    return (*found, *_characters(text, path, first_line))


def excess(leaf: str) -> str:
    """Return what is too much about one leaf, or about a translation of it; empty when nothing is."""
    if len(leaf) > MAX_LEAF:
        return f"{len(leaf):,} characters; {MAX_LEAF:,} are read"
    for mark in _MARKS:
        if leaf.count(mark) > MAX_MARKS:
            return f"more than {MAX_MARKS} of the character {mark}"
    return "more marks than can be read in good time" if work(leaf) > MAX_LEAF_WORK else ""


def work(leaf: str) -> int:
    """Return how much work it may be to find the inline markup of a leaf."""
    # Brackets are tried as links and pictures of three kinds each; escapes grow while they are worked on.
    return len(leaf) * (sum(map(leaf.count, _MARKS)) + 2 * leaf.count("[") + 3 * leaf.count("\\"))


def too_long(reason: str, path: str, line: int) -> Diagnostic:
    """Return the error for a leaf that `excess` found too much about."""
    return error("text-limit", Span(path, line), f"this block has {reason}", "put an empty line between paragraphs")


def too_much_work(path: str, line: int) -> Diagnostic:
    """Return the error for a text that would take too long."""
    message = "the blocks of this text have more lines and marks such as [ < ` * _ than can be read in good time"
    return error("text-limit", Span(path, line), message, _SPLIT)


def too_deep(path: str, line: int) -> Diagnostic:
    """Return the error for lists or quotes nested too deep."""
    message = f"lists or quotes are nested more than {MAX_NESTING} levels deep"
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
    for number, line in enumerate(text.split("\n")):
        for character in forbidden(line.replace("\t", "")):
            message = f"the character U+{ord(character):04X} is not allowed in a text"
            yield error("bad-character", Span(path, first_line + number), message, "delete it")
