"""One XML document as a tree of elements. Document types are refused: with them come entities, which can act.

Names are written as `{namespace}name`. Knows nothing of feeds or sitemaps.
"""

from __future__ import annotations

from xml.parsers import expat

from sitegen.check.markup import Element, Flaw


def read(text: str) -> tuple[Element | None, tuple[Flaw, ...]]:
    """Return the root of a document, or None with what is not well-formed."""
    reader = _Reader()
    try:
        reader.parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as fault:
        return None, (Flaw(fault.lineno, expat.ErrorString(fault.code)),)
    except _DoctypeError:
        return None, (Flaw(reader.parser.CurrentLineNumber, "there is a document type, which is not read"),)
    return reader.root, ()


class _DoctypeError(Exception):
    """Ends the reading of a document that declares a type."""


class _Reader:
    def __init__(self) -> None:
        self.parser = expat.ParserCreate("utf-8", namespace_separator="}")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.buffer_text = True
        self.root: Element | None = None
        self._open: list[Element] = []

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._open[-1] if self._open else None
        named = {_written(key): value for key, value in attributes.items()}
        element = Element(_written(name), named, parent, line=self.parser.CurrentLineNumber)
        if parent is None:
            self.root = element
        else:
            parent.children.append(element)
        self._open.append(element)

    def _end(self, name: str) -> None:
        self._open.pop()

    def _text(self, data: str) -> None:
        if self._open:
            self._open[-1].children.append(data)

    def _doctype(self, *_: object) -> None:
        raise _DoctypeError


def _written(name: str) -> str:
    return "{" + name if "}" in name else name
