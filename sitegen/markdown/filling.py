"""The HTML of a document on one page: its skeleton, filled with what is said there.

The same bytes as `dialect.render` of the document with the same words in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from sitegen.locales import direction
from sitegen.markdown import inline, markup
from sitegen.markdown.blocks import TEXT_RUN, Document
from sitegen.markdown.dialect import Rendering, finished, table_group, unsafe_inline
from sitegen.markdown.pieces import Address, Footnote, Inline, attribute_text, mark_of, tag_with
from sitegen.markdown.sanitise import TargetKind, classify
from sitegen.markdown.skeleton import Backlink, Hole, Skeleton, Slot, Table
from sitegen.patterns import late

_OPENED = late(r"<(?:/?([a-zA-Z][^\s/>]*)|[!?/])")
#: Elements that may stand in any words, and end with them.
_PHRASING = """
    a abbr b bdi br cite code del dfn em i img ins kbd mark q s samp small span strong sub sup time var wbr
"""
_WORDS = frozenset(_PHRASING.split())
_BEHIND = "</p><p>\ue003</p>"


class Shown(NamedTuple):
    """What a slot shows; `language` where it is another than that around it, else empty."""

    text: str
    language: str = ""


class _UnknownError(Exception):
    """Something of which it is not known how it is rendered."""


def fill(skeleton: Skeleton, document: Document, shown: Sequence[Shown], rendering: Rendering) -> str | None:
    """Return the HTML of a document, `shown` being what stands in each slot of its skeleton.

    None where only rendering the whole document is sure to be right.
    """
    filling = _Filling(skeleton, document, rendering)
    said = iter(shown)
    try:
        for part in skeleton.parts:
            if isinstance(part, str):
                filling.html.append(part)
            elif isinstance(part, Slot):
                filling.slot(part, next(said))
            elif isinstance(part, Backlink):
                filling.backlink(part, next(said).language)
            else:
                filling.other(part)
        return filling.done()
    except _UnknownError:
        return None


class _Filling:
    """The HTML of one page on its way. Marks of footnotes are put in last, when it is known how many there are."""

    def __init__(self, skeleton: Skeleton, document: Document, rendering: Rendering) -> None:
        self.html: list[str] = []
        self._names = skeleton.names
        self._document = document
        self._rendering = rendering
        #: Where in `html` a mark or a way back is missing; a mark with the level at which it stands.
        self._marks: list[tuple[int, int, Footnote]] = []
        self._backlinks: list[tuple[int, Backlink, str]] = []
        self._has_runs = False

    def slot(self, slot: Slot, shown: Shown) -> None:
        """Add the words of a slot, and its start tag."""
        write = self.html.append
        is_run = slot.block.tag == TEXT_RUN
        write(slot.marked(shown.language, direction(shown.language)) if shown.language else slot.start)
        if inline.shows_itself(shown.text, self._names):
            write(shown.text)
        elif (words := inline.read(shown.text, self._names)) is None:
            write(self._slowly(slot, shown.text))
        else:
            self._write(words, slot.level)
        if is_run:
            self._has_runs = True
            write("</span>" if shown.language else "")

    def _write(self, words: Inline, level: int) -> None:
        for piece in words.pieces:
            if isinstance(piece, str):
                self.html.append(piece)
            elif isinstance(piece, Address):
                self.html.append(self._address(piece))
            else:
                self._marks.append((level, len(self.html), piece))
                self.html.append("")

    def _address(self, address: Address) -> str:
        """Return what stands in a tag for an address, as `dialect.render` maps it."""
        if address.attribute == "src":
            if address.value not in self._rendering.images:
                return tag_with(address, None)
            url = self._rendering.images[address.value][0]
            sizes = {url: (width, height) for url, width, height in self._rendering.images.values()}
            width, height = sizes[url]
            return f'{tag_with(address, url)[:-1]} width="{width}" height="{height}">'
        kind = classify(address.value).kind
        if kind is TargetKind.RELATIVE:
            return tag_with(address, self._rendering.links.get(address.value))
        return tag_with(address, None if kind is TargetKind.REFUSED else address.value)

    def _slowly(self, slot: Slot, text: str) -> str:
        """Return the HTML of words that only Python-Markdown can read, if what they do ends with them."""
        html = unsafe_inline(text, self._document)
        tags = {tag.lower() for tag in _OPENED.findall(html)}
        if not slot.alone or not tags <= _WORDS or "footnote" in html or markup.unclosed(html):
            raise _UnknownError
        done = finished(f"<p>{html}{_BEHIND}", self._rendering)
        if not done.startswith("<p>") or not done.endswith(_BEHIND) or done.count(_BEHIND) != 1:
            raise _UnknownError
        return done[len("<p>") : -len(_BEHIND)]

    def backlink(self, backlink: Backlink, language: str) -> None:
        """Leave room for the ways back from a footnote."""
        self._backlinks.append((len(self.html), backlink, language))
        self.html.append("")

    def other(self, part: Hole | Table) -> None:
        """Add what no words of the text stand in."""
        inserts = self._rendering.inserts
        if isinstance(part, Table):
            self.html.append(table_group(self._rendering))
        elif part.number < len(inserts):
            self.html.append(inserts[part.number][part.part])

    def done(self) -> str:
        """Return the HTML, with the marks of footnotes and the ways back.

        Python-Markdown counts the marks of a footnote level by level.
        """
        times: Counter[str] = Counter()
        for _, place, mark in sorted(self._marks, key=lambda mark: mark[:2]):
            times[mark.name] += 1
            self.html[place] = mark_of(mark, times[mark.name])
        if self._has_runs and any(time > 1 for time in times.values()):
            # Words between blocks are counted with those around them or with those beside them.
            raise _UnknownError
        for place, backlink, language in self._backlinks:
            self.html[place] = self._ways_back(backlink, language, times[backlink.name])
        return "".join(self.html)

    def _ways_back(self, backlink: Backlink, language: str, times: int) -> str:
        label = attribute_text(self._rendering.backlink.replace("{number}", str(backlink.number)))
        start = f'<a aria-label="{label}" class="footnote-backref"'
        marks = (f' dir="{direction(language)}"', f' lang="{language}"') if language else ("", "")
        return "".join(
            f'{start}{marks[0]} href="#fnref{time if time > 1 else ""}:{backlink.name}"{marks[1]}>↑</a>'
            for time in range(1, max(times, 1) + 1)
        )
