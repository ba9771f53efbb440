"""The addresses of a document, collected from its blocks without making its HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sitegen.markdown import inline
from sitegen.markdown.blocks import RAW, STASHED, Block, Box, Document, insert_of
from sitegen.markdown.glance import glance
from sitegen.markdown.names import names_of
from sitegen.markdown.pieces import Address, Footnote

#: Code, which leads nowhere.
_CODE = re.compile(r"<pre><code[^<>]*>[^<]*</code></pre>\s*")
_BACKLINK = "#fnref:"


def shortly(document: Document) -> tuple[tuple[str, str], ...] | None:
    """Return the addresses in the running text of a document, as `Document.targets` has them.

    None where it takes the HTML of the document to tell.
    """
    reader = _Reader(document)
    try:
        found = tuple(reader.addresses(document.blocks))
    except _UnknownError:
        return None
    return tuple(dict.fromkeys(address for part in found for address in reader.settled(part)))


class _UnknownError(Exception):
    """Something of which it is not known where it leads."""


class _Reader:
    """Reads the blocks of one document. Ways back from footnotes are settled when all marks have been seen."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._names = names_of(document)
        self._times: Counter[str] = Counter()

    def addresses(self, blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
        """Yield the addresses of blocks in order."""
        for block in blocks:
            if block.tag == RAW:
                self._check_raw(block)
            elif (insert := insert_of(block)) is not None:
                if isinstance(insert, Box):
                    yield from self.addresses(block.children)
            elif block.tag == "a":
                yield ("href", block.attribute("href"))
            else:
                if block.text and block.tag != "code":
                    yield from self._of_words(block.text)
                yield from self.addresses(block.children)

    def settled(self, address: tuple[str, str]) -> Iterator[tuple[str, str]]:
        """Yield an address; of a way back from a footnote, one for each of its marks."""
        yield address
        name = address[1].removeprefix(_BACKLINK)
        if name != address[1]:
            for time in range(2, self._times[name] + 1):
                yield (address[0], f"#fnref{time}:{name}")

    def _of_words(self, text: str) -> Iterator[tuple[str, str]]:
        if "[" not in text and "<" not in text:
            return
        found = glance(text, self._names.footnotes)
        if found is not None:
            for attribute, name in found:
                if attribute != "`":
                    yield self._marked(name) if attribute == "^" else (attribute, name)
            return
        words = inline.read(text, self._names)
        if words is None:
            raise _UnknownError
        for piece in words.pieces:
            if isinstance(piece, Address):
                yield (piece.attribute, piece.value)
            elif isinstance(piece, Footnote):
                yield self._marked(piece.name)

    def _marked(self, footnote: str) -> tuple[str, str]:
        self._times[footnote] += 1
        return ("href", f"#fn:{footnote}")

    def _check_raw(self, block: Block) -> None:
        stashed = STASHED.fullmatch(block.text)
        if stashed is None or not _CODE.fullmatch(self._document.raw[int(stashed[1])]):
            raise _UnknownError
