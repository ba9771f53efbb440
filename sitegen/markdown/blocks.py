"""The values a Markdown text becomes: blocks with their text still in inline Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

#: Tags of blocks that are not elements: a run of text between elements, kept raw HTML or code.
TEXT_RUN = "#text"
RAW = "#raw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a text.

    `text` is inline Markdown, normalised (rule S3) where it is a message. A figure has the tag
    `figure`, its picture as attribute `src`, and the children `alt` and `figcaption`. `line` counts
    from the first line of the file; 0 where it is not known.
    """

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    text: str = ""
    children: tuple[Block, ...] = ()
    message: bool = False
    line: int = 0
    context: str | None = None
    note: str = ""

    def attribute(self, name: str) -> str:
        """Return the value of an attribute, empty when it is not there."""
        return dict(self.attributes).get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed Markdown text, with all that its inline markup may refer to.

    `raw` are stashed code blocks and raw HTML, `references` link definitions (key, address, title),
    `footnotes` the ids of footnotes in order, `abbreviations` pairs of short and long form.
    """

    blocks: tuple[Block, ...]
    raw: tuple[str, ...] = ()
    references: tuple[tuple[str, str, str], ...] = ()
    footnotes: tuple[str, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture alone in a paragraph."""

    src: str
    alt: str
    caption: str
    decorative: bool
    line: int


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield all blocks in document order, parents before their children."""
    for block in blocks:
        yield block
        yield from walk(block.children)


def figures(document: Document) -> tuple[Figure, ...]:
    """Return the figures of a document in order."""
    return tuple(_figure(block) for block in walk(document.blocks) if block.tag == "figure")


def _figure(block: Block) -> Figure:
    words = {child.tag: child.text for child in block.children}
    return Figure(
        src=block.attribute("src"),
        alt=words.get("alt", ""),
        caption=words.get("figcaption", ""),
        decorative="decorative" in block.attribute("class").split(),
        line=block.line,
    )
