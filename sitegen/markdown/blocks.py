"""The values a Markdown text becomes: blocks with their text still in inline Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from html import unescape

from sitegen import structured
from sitegen.later import Later
from sitegen.markdown.normal import plain
from sitegen.structured import Structured
from sitegen.values import dataclass

#: Tags of blocks that are not elements: a run of text between elements, kept raw HTML or code.
TEXT_RUN = "#text"
RAW = "#raw"
#: A structured block, and one of its texts.
STRUCTURED = "#structured"
WORDS = "#words"
#: Blocks whose text is plain, and which an insert shows.
PLAIN = frozenset({"alt", "figcaption", WORDS})
#: Private characters that stand for an insert between rendering and the page; refused in source texts.
OPEN, CLOSE = "\ue000", "\ue001"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: The text of a block that is kept elsewhere: its number in `Document.raw`.
STASHED = re.compile(r"\s*\x02wzxhzdk:(\d+)\x03\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a text.

    `text` is inline Markdown, normalised (rule S3) where it is a message. A figure has the tag
    `figure`, its picture as attribute `src`, and the children `alt` and `figcaption`; a structured block
    has its value as `structured` and its texts as children. `former` are ids that a heading had before, which
    lead to it still. `line` counts from the first line of the file; 0 where it is not known.
    """

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    text: str = ""
    children: tuple[Block, ...] = ()
    message: bool = False
    line: int = 0
    context: str | None = None
    note: str = ""
    structured: Structured | None = None
    former: tuple[str, ...] = ()

    def attribute(self, name: str) -> str:
        """Return the value of an attribute, empty when it is not there."""
        return dict(self.attributes).get(name, "") if self.attributes else ""


@dataclass(frozen=True, kw_only=True)
class Document(Later):
    """A parsed Markdown text, with all that its inline markup may refer to.

    `raw` are stashed code blocks and raw HTML, `references` link definitions (key, address, title),
    `footnotes` the ids of footnotes in order, `abbreviations` pairs of short and long form, `targets`
    the addresses it leads to or shows as (`href` or `src`, address), once, in order, refused ones too.
    """

    blocks: tuple[Block, ...]
    raw: tuple[str, ...] = ()
    references: tuple[tuple[str, str, str], ...] = ()
    footnotes: tuple[str, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
    targets: tuple[tuple[str, str], ...] = ()

    @cached_property
    def messages(self) -> tuple[Block, ...]:
        """The blocks that are messages, in order."""
        return tuple(block for block in self.all_blocks if block.message)

    @cached_property
    def all_blocks(self) -> tuple[Block, ...]:
        """All blocks in document order, parents before their children."""
        return tuple(walk(self.blocks))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture alone in a paragraph."""

    src: str
    alt: str
    caption: str
    decorative: bool
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box around other blocks. `classes` are `box` and the words that its writer gave."""

    classes: str


#: What a template puts into the running text.
Insert = Figure | Structured | Box


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield all blocks in document order, parents before their children."""
    for block in blocks:
        yield block
        yield from walk(block.children)


def headings(document: Document) -> tuple[Block, ...]:
    """Return the headings of a document in order, those of boxes too."""
    return tuple(block for block in document.all_blocks if block.tag in HEADINGS)


def with_former_ids(document: Document, former: Mapping[str, tuple[str, ...]]) -> Document:
    """Return a document whose headings are found under ids that they had before, too; `former` is by their ids."""

    def replaced(block: Block) -> Block:
        names = former.get(block.attribute("id"), ()) if block.tag in HEADINGS else ()
        return replace(block, former=names, children=tuple(map(replaced, block.children)))

    return replace(document, blocks=tuple(map(replaced, document.blocks)))


def figures(document: Document) -> tuple[Figure, ...]:
    """Return the figures of a document in order."""
    return tuple(_figure(block) for block in document.all_blocks if block.tag == "figure")


def inserts(document: Document) -> tuple[Insert, ...]:
    """Return what templates put into a document, in order: figures, structured blocks, boxes."""
    found = (insert_of(block) for block in document.all_blocks)
    return tuple(insert for insert in found if insert is not None)


def credited(document: Document) -> tuple[str, ...]:
    """Return the credits that galleries and films in a document have of their own, as they are written."""
    found: list[str] = []
    for insert in inserts(document):
        if isinstance(insert, structured.Gallery):
            found += (picture.credit for picture in insert.pictures)
        elif isinstance(insert, structured.Video):
            found.append(insert.credit)
    return tuple(found)


def insert_of(block: Block) -> Insert | None:
    """Return what a template puts in the place of a block; None when Markdown shows it."""
    if block.tag == "figure":
        return _figure(block)
    if block.tag == "aside":
        return Box(classes=block.attribute("class"))
    return block.structured


def pictures(document: Document) -> dict[str, int]:
    """Return the addresses of pictures that inserts show, with the line of the first of each."""
    found: dict[str, int] = {}
    for insert in inserts(document):
        if isinstance(insert, Figure):
            found.setdefault(insert.src, insert.line)
        elif not isinstance(insert, Box):
            for src, line in structured.pictures(insert):
                found.setdefault(src, line)
    return found


def line_of(document: Document, address: str) -> int:
    """Return the line of the first block with an address in it, or with a reference to it; 0 if there is none.

    A structured block tells the line of the address itself.
    """
    references = [f"[{key}]" for key, target, _ in document.references if target == address]
    for block in document.all_blocks:
        if block.structured is not None and (line := structured.line_of(block.structured, address)):
            return line
        if "&" not in block.text and "\\" not in block.text and "\x02" not in block.text:
            if block.line and (address in block.text or any(word in block.text.lower() for word in references)):
                return block.line
            continue  # nothing in it is written otherwise than it is meant
        stashed = STASHED.fullmatch(block.text)
        text = unescape(document.raw[int(stashed.group(1))] if stashed else block.text)
        if block.line and (
            address in text or address in plain(text) or any(reference in text.lower() for reference in references)
        ):
            return block.line
    return 0


def _figure(block: Block) -> Figure:
    words = {child.tag: child.text for child in block.children}
    return Figure(
        src=block.attribute("src"),
        alt=words.get("alt", ""),
        caption=words.get("figcaption", ""),
        decorative="decorative" in block.attribute("class").split(),
        line=block.line,
    )
