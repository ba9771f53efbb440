"""Extraction of segments in document order, and insertion of translations (rules S1 to S5, S12, S17)."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from sitegen import shortcuts
from sitegen.diagnostics import Span
from sitegen.locales import direction
from sitegen.markdown import (
    PLAIN,
    RAW,
    Block,
    Document,
    Rendering,
    Shown,
    Skeleton,
    Slot,
    fill,
    keeps_words,
    render,
)
from sitegen.values import dataclass

#: What a block is to a translator, by tag; shown as a comment beside the message.
_ROLES = {
    "p": "paragraph",
    "li": "list item",
    "dt": "term",
    "dd": "definition",
    "th": "table heading",
    "td": "table cell",
    "alt": "alternative text of a picture",
    "figcaption": "caption of a picture",
    "caption": "caption of a table",
    "summary": "summary",
    "#text": "text",
}
#: The address of a link.
_ADDRESS = re.compile(r"\]\([^()]*\)")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One translatable run of text, as its writer typed it.

    `prose` tells inline Markdown from plain text such as a title, `cue` the text of a subtitle, which has markup of
    its own. `comments` are for translators: the
    role, the heading it stands under, the writer's note. Two segments with equal `key` are one message.
    """

    text: str
    span: Span
    context: str | None = None
    comments: tuple[str, ...] = ()
    prose: bool = True
    cue: bool = False

    @property
    def key(self) -> tuple[str | None, str]:
        """What a catalog knows it by."""
        return (self.context, self.text)


class Said(NamedTuple):
    """Text in a language: a translation, or the source where there is none."""

    text: str
    language: str


def extract(document: Document, path: str) -> tuple[Segment, ...]:
    """Return the segments of a document in order. `path` is the source file, for their places."""
    found: list[Segment] = []

    def visit(blocks: tuple[Block, ...], inside: str, under: str) -> None:
        for block in blocks:
            if block.message:
                found.append(_segment(block, path, (*_role(block, inside, under), *_targets(block.text, document))))
            if block.tag in _HEADINGS:
                under = block.text
            within = _surroundings(block)
            visit(block.children, within or inside, "" if within == "footnote" else under)

    visit(document.blocks, "", "")
    return tuple(found)


def localize(
    document: Document,
    say: Callable[[tuple[str | None, str]], Said],
    language: str,
    *,
    own: str = "",
    label: str = "",
) -> Document:
    """Return a document with its messages replaced, for a page in `language`.

    `say` gives the text to show for a key. Where its language is another than that around it, the
    element is marked with `lang` and `dir` (rule S17). So is what its writer kept from translators, which is in
    the language of the source, `own`, and the way back from a footnote, whose label is in the language `label`.
    Without these, both count as the page's. Inserts are left: their words are asked for where they are shown.
    """

    def replace(block: Block, around: str) -> Block:
        said = say((block.context, block.text)) if block.message and block.tag not in PLAIN else None
        shown = said.language if said else (label or language) if block.tag == "a" else around
        kept = bool(own) and own != shown and keeps_words(block, document)
        if kept and block.tag == RAW:
            # A block of raw HTML cannot be given attributes, so something around it has them.
            return Block(tag="div", attributes=(("lang", own), ("dir", direction(own))), children=(block,))
        shown = own if kept else shown
        attributes = block.attributes
        if shown != around:
            attributes = (*attributes, ("lang", shown), ("dir", direction(shown)))
        children = tuple(replace(child, shown) for child in block.children)
        text = said.text if said else block.text
        return dataclasses.replace(block, text=text, attributes=attributes, children=children)

    return dataclasses.replace(document, blocks=tuple(replace(block, language) for block in document.blocks))


def localized_html(
    document: Document,
    bones: Skeleton | None,
    say: Callable[[tuple[str | None, str]], Said],
    language: str,
    rendering: Rendering,
    *,
    own: str = "",
    label: str = "",
) -> str:
    """Return the HTML of a document on a page in `language`: that of `localize` and `render`, if need be.

    `bones` is the document's skeleton, which can be kept from page to page; the other arguments are those of the two.
    """
    if bones is not None and shortcuts.on():
        shown = _shown(bones, say, language, own, label)
        html = fill(bones, document, shown, rendering)
        if html is not None:
            return html
    return render(localize(document, say, language, own=own, label=label), rendering)


def _shown(
    bones: Skeleton, say: Callable[[tuple[str | None, str]], Said], language: str, own: str, label: str
) -> list[Shown]:
    """Return what each slot shows, marked where its language is another than that around it (rule S17)."""
    languages: list[str] = []
    found: list[Shown] = []
    for slot in bones.slots:
        around = languages[slot.around] if slot.around >= 0 else language
        text, own_language = "", label or language
        if isinstance(slot, Slot):
            text, own_language = slot.block.text, own if slot.keeps and own else around
            if slot.block.message:
                said = say((slot.block.context, text))
                text, own_language = said.text, said.language
        languages.append(own_language)
        found.append(Shown(text, own_language if own_language != around else ""))
    return found


def count_words(text: str) -> int:
    """Return the number of words of a text; in scripts without spaces every character counts as half of one."""
    ideographs = 0
    if not text.isascii():
        text, ideographs = _ideographs().subn(" ", text)
    if "](" in text:
        text = _ADDRESS.sub(" ", text)
    words = [word for word in text.split() if word[0].isalnum() or any(map(str.isalnum, word))]
    return len(words) + (ideographs + 1) // 2


@functools.cache
def _ideographs() -> re.Pattern[str]:
    """Return the pattern of a character that is written without spaces, which takes 2 ms to compile."""
    return re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def role_words(role: str, heading: str = "", note: str = "") -> tuple[str, ...]:
    """Return a segment's comments for translators."""
    under = f" under “{heading}”" if heading else ""
    return (role + under, *((f"note: {note}",) if note else ()))


def _segment(block: Block, path: str, comments: tuple[str, ...]) -> Segment:
    prose = block.tag not in PLAIN
    return Segment(text=block.text, span=Span(path, block.line), context=block.context, comments=comments, prose=prose)


def _role(block: Block, inside: str, under: str) -> tuple[str, ...]:
    if block.tag in _HEADINGS:
        box = "box-title" in block.attribute("class").split()
        return role_words("title of a box" if box else f"heading, level {block.tag[1]}", note=block.note)
    role = block.attribute("role") or _ROLES.get(block.tag, block.tag)
    return role_words(role + (f" in a {inside}" if inside else ""), under, block.note)


def _targets(text: str, document: Document) -> Iterator[str]:
    """Yield where the reference links of a text lead, which is written elsewhere (rule S4)."""
    lowered = text.lower() if document.references else ""
    for key, address, _ in document.references:
        if f"[{key}]" in lowered:
            yield f"[{key}] leads to {address}"


def _surroundings(block: Block) -> str:
    classes = block.attribute("class").split()
    if block.tag == "aside":
        return " ".join([*(kind for kind in classes if kind != "box"), "box"])
    if block.tag == "blockquote":
        return "quotation"
    return "footnote" if "footnote" in classes else ""
