"""Footnotes of a text: a mark needs its note, and a note its mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Span, error, warning
from sitegen.markdown import Document, walk
from sitegen.patterns import late
from sitegen.shape import suggest

#: A mark, or a code span, in which there is none.
_MARK = late(r"(?<![\\`])(`+)(?!`).+?(?<!`)\1(?!`)|(?<!\\)\[\^(?P<name>[^\]\s]+)\]", re.DOTALL)


def check_footnotes(document: Document, path: str) -> Iterator[Diagnostic]:
    """Yield an error for each mark without a note, and a warning for each note without a mark.

    Readers would see the mark as it is typed, or a way back that leads nowhere.
    """
    marked: dict[str, int] = {}
    notes: dict[str, int] = {}
    for block in document.all_blocks:
        for match in _MARK.finditer(block.text) if "[^" in block.text else ():
            if match["name"]:
                marked.setdefault(match["name"], block.line)
        if block.attribute("id").startswith("fn:"):
            line = next((inner.line for inner in walk((block,)) if inner.line), 0)
            notes[block.attribute("id").removeprefix("fn:")] = line
    for name in marked.keys() - set(document.footnotes):
        hint = suggest(name, document.footnotes) if document.footnotes else f"add [^{name}]: and the note at the end"
        yield error("missing-footnote", Span(path, marked[name]), f"there is no note for the mark [^{name}]", hint)
    for name in set(document.footnotes) - marked.keys():
        hint = f"put [^{name}] where it belongs, or take the note out"
        yield warning("unused-footnote", Span(path, notes.get(name, 0)), f"no mark leads to the note [^{name}]", hint)
