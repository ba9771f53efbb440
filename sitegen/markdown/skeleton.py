"""A document's blocks as pieces of HTML with slots between them, made once and filled for each language.

The pieces are what rendering the whole document gives: the tree that is rebuilt for Python-Markdown, with the
line ends that its `PrettifyTreeprocessor` puts between blocks and the attributes in the order of its serializer, as
the sanitiser and the finisher leave it. Nothing is made of a document with something in it that is not known here
for certain, such as a block of raw HTML.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from sitegen.markdown import inline, markup
from sitegen.markdown.blocks import HEADINGS, PLAIN, RAW, STASHED, TEXT_RUN, Block, Box, Document, insert_of
from sitegen.markdown.names import Names, names_of
from sitegen.markdown.pieces import attribute_text
from sitegen.markdown.sanitise import attributes_of, sanitise
from sitegen.patterns import late
from sitegen.values import dataclass

_BLOCKS = "blockquote dd details div dl dt hr li ol p pre summary table tbody td th thead tr ul"
_TAGS = frozenset({*HEADINGS, *_BLOCKS.split()})
_CODE = late(r'<pre><code(?: class="language-[\w#.+-]+")?>[^<\x00-\x09\x0b-\x1f]*</code></pre>')
_BACKLINK = late(r"#fnref:([\w.-]+)")
#: What is not known in an attribute: controls, and what could be an entity.
_ODD = late(r"[\x00-\x1f\x7f-\x9f\ue000-\uf8ff]|&#?\w+;")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A start tag and the words behind it, both of which depend on the language.

    `around` is the number of the slot in whose language it stands, -1 for that of the page. `keeps` tells whether its
    writer kept its words from translators, `alone` whether nothing else is in its element, `level` how deep its words
    stand. `start` is the start tag, `lead` what stands between that and the words.
    """

    block: Block
    around: int
    level: int
    keeps: bool
    alone: bool
    start: str
    lead: str = ""

    def marked(self, language: str, direction: str) -> str:
        """Return the start tag of an element whose language is another than that around it."""
        if not self.block.attributes:
            return f'<{_tag(self.block)} dir="{direction}" lang="{language}">{self.lead}'
        marks = {"lang": language, "dir": direction}
        return _start(_tag(self.block), _attributes(self.block) | marks) + self.lead


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlink:
    """The way back from a footnote, whose label has a language of its own; `number` counts them from 1."""

    name: str
    number: int
    around: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """Where part of an insert stands: all or what is before it (0), or what is behind it (1)."""

    number: int
    part: int


@dataclass(frozen=True, slots=True)
class Table:
    """The start of a table, which has something around it with a label."""


Part = str | Slot | Backlink | Hole | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """A document in parts, in the order in which they are shown, and what its words may refer to.

    Slots and ways back are counted together, from 0.
    """

    parts: tuple[Part, ...]
    slots: tuple[Slot | Backlink, ...]
    names: Names


def skeleton(document: Document) -> Skeleton | None:
    """Return the skeleton of a document; None where only rendering the whole of it is sure to be right."""
    builder = _Builder(document)
    try:
        for number, block in enumerate(document.blocks):
            if block.tag == TEXT_RUN:
                return None
            builder.text("\n" if number else "")
            builder.block(block, -1, 0)
    except _UnknownError:
        return None
    return Skeleton(parts=builder.parts(), slots=tuple(builder.slots), names=names_of(document))


class _UnknownError(Exception):
    """Something of which it is not known how it is rendered."""


class _Builder:
    """Puts the parts of a document together."""

    def __init__(self, document: Document) -> None:
        self.slots: list[Slot | Backlink] = []
        self._document = document
        self._names = names_of(document)
        self._parts: list[Part] = []
        self._inserts = itertools.count()
        self._backlinks = itertools.count(1)

    def parts(self) -> tuple[Part, ...]:
        """Return all parts, with no two texts after one another."""
        joined: list[Part] = []
        for is_text, parts in itertools.groupby(self._parts, lambda part: isinstance(part, str)):
            found = list(parts)
            joined += ["".join(map(str, found))] if is_text else found
        return tuple(joined)

    def text(self, html: str) -> None:
        """Add a piece of HTML that is the same in all languages."""
        self._parts.append(html)

    def block(self, block: Block, around: int, level: int) -> None:
        """Add a block. `around` is the slot around it, `level` how deep it stands."""
        if block.tag == RAW:
            self._raw(block)
        elif (insert := insert_of(block)) is not None:
            number = next(self._inserts)
            self._parts.append(Hole(number=number, part=0))
            if isinstance(insert, Box):
                self._children(block.children, around, level + 1, is_first=True)
                self._parts.append(Hole(number=number, part=1))
        elif block.tag == "pre":
            self._code(block)
        elif block.tag == "a":
            self._backlink(block, around)
        else:
            self._element(block, around, level)

    def _children(self, blocks: Sequence[Block], around: int, level: int, *, is_first: bool) -> None:
        """Add what is in an element. `is_first` tells whether no words stand before it."""
        previous: Block | None = None
        for block in blocks:
            is_run = block.tag == TEXT_RUN
            if is_run and (block.attributes or block.children or (previous and previous.tag in (TEXT_RUN, "a"))):
                raise _UnknownError
            if previous is None:
                self.text("\n" if is_first and block.tag not in (TEXT_RUN, "a") else "")
            elif previous.tag not in (TEXT_RUN, "a"):
                self.text("\n")
            if is_run:
                self._slot(block, around, level, "", alone=False)
            else:
                self.block(block, around, level)
            previous = block
        if previous is not None and previous.tag not in (TEXT_RUN, "a"):
            self.text("\n")

    def _element(self, block: Block, around: int, level: int) -> None:
        if block.tag not in _TAGS or (block.former and block.tag not in HEADINGS):
            raise _UnknownError
        start = _start(block.tag, _attributes(block))
        lead = "".join(f'<span id="{_value(name)}"></span>' for name in block.former)
        back = any(child.attribute("class") == "footnote-backref" for child in block.children)
        if block.tag == "table":
            self._parts.append(Table())
        if block.text:
            alone = not (block.children or block.former)
            around = self._slot(block, around, level + bool(block.former), start, alone=alone, lead=lead)
        else:
            self.text(start + lead)
        self.text("&nbsp;" if back else "")
        self._children(block.children, around, level + 1, is_first=not (block.text or back or block.former))
        if block.tag != "hr":
            self.text(f"</{block.tag}>" + ("</div>" if block.tag == "table" else ""))

    def _slot(self, block: Block, around: int, level: int, start: str, *, alone: bool, lead: str = "") -> int:
        """Add words, and return the slot in whose language stands what is behind them."""
        if not block.text.strip():
            raise _UnknownError
        message = block.message and block.tag not in PLAIN
        keeps = not message and markup.keeps_words(block, self._document)
        if not message and not keeps:
            words = inline.read(block.text, self._names)
            if words is not None and len(words.pieces) == 1:
                self.text(start + lead + words.html)
                return around
        slot = Slot(block=block, around=around, level=level, keeps=keeps, alone=alone, start=start + lead, lead=lead)
        self._parts.append(slot)
        self.slots.append(slot)
        return len(self.slots) - 1

    def _backlink(self, block: Block, around: int) -> None:
        target = _BACKLINK.fullmatch(block.attribute("href"))
        names = {name for name, _ in block.attributes}
        if target is None or not names <= {"class", "href", "title"} or block.attribute("class") != "footnote-backref":
            raise _UnknownError
        backlink = Backlink(name=target[1], number=next(self._backlinks), around=around)
        self._parts.append(backlink)
        self.slots.append(backlink)

    def _raw(self, block: Block) -> None:
        stashed = STASHED.fullmatch(block.text)
        content = self._document.raw[int(stashed[1])] if stashed else ""
        if not _CODE.fullmatch(content):
            raise _UnknownError
        self._preformatted(content)

    def _code(self, block: Block) -> None:
        """Add an indented block of code, whose text is escaped as it stands in the tree."""
        code = block.children[0] if len(block.children) == 1 else block
        content = f"<pre><code>{code.text.rstrip()}\n</code></pre>"
        bare = not (block.attributes or block.text.strip() or code.attributes or code.children)
        if code.tag != "code" or not bare or not _CODE.fullmatch(content):
            raise _UnknownError
        self._preformatted(content)

    def _preformatted(self, html: str) -> None:
        self.text(sanitise(html, lambda _, value: value).replace("<pre", '<pre tabindex="0"', 1))


def _tag(block: Block) -> str:
    return "span" if block.tag == TEXT_RUN else block.tag


def _attributes(block: Block) -> dict[str, str]:
    return {name: value for name, value in block.attributes if name in attributes_of(_tag(block))}


def _start(tag: str, attributes: dict[str, str]) -> str:
    written = "".join(f' {name}="{_value(value)}"' for name, value in sorted(attributes.items()))
    if any(name == value for name, value in attributes.items()):
        # The serializer writes `reversed="reversed"` without its value.
        raise _UnknownError
    return f"<{tag}{written}>"


def _value(value: str) -> str:
    if _ODD.search(value):
        raise _UnknownError
    return attribute_text(value)
