"""What raw HTML in a text does: which tags it leaves open, and what of it the sanitiser will take away."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from sitegen.diagnostics import Diagnostic, Span, warning
from sitegen.markdown.blocks import PLAIN, STASHED, Block, Document
from sitegen.markdown.normal import has_words
from sitegen.markdown.sanitise import TAGS, attributes_of

_VOID = "area base br col embed hr img input link meta param source track wbr"
_IMPLIED = "dd dt li option p rp rt tbody td tfoot th thead tr"
#: Elements without an end.
VOID = frozenset(_VOID.split())
#: Elements whose end tag may be left out; the end of what is around them closes them.
IMPLIED = frozenset(_IMPLIED.split())


class HtmlReader(HTMLParser):
    """A reader of HTML that takes `<![` as browsers do: for a comment up to the next `>`.

    Before Python 3.13 the library reads on to `]]>`, past tags that act, or fails an assertion.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Skip what HTML does not have."""
        return self.parse_bogus_comment(i, bool(report))


class Markup(HtmlReader):
    """The markup of some HTML, read off by `read`."""

    def __init__(self) -> None:
        super().__init__()
        #: The first tag that is closed and not open, or opened and not closed; empty when there is none.
        self.unclosed = ""
        #: Tags and attributes that no page may have, once each, in order.
        self.foreign_tags: dict[str, None] = {}
        self.foreign_attributes: dict[str, None] = {}
        #: Whether there is text a reader would see.
        self.has_text = False
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in a start tag; `<b/>` is one too, as in HTML."""
        if tag not in VOID:
            self._open.append(tag)
        if tag not in TAGS:
            self.foreign_tags[tag] = None
        else:
            self.foreign_attributes |= dict.fromkeys(name for name, _ in attrs if name not in attributes_of(tag))

    def handle_endtag(self, tag: str) -> None:
        """Take in an end tag."""
        while self._open and self._open[-1] != tag and self._open[-1] in IMPLIED:
            self._open.pop()
        if self._open and self._open[-1] == tag:
            self._open.pop()
        elif tag not in VOID:
            self.unclosed = self.unclosed or f"/{tag}"

    def handle_data(self, data: str) -> None:
        """Take in text."""
        self.has_text = self.has_text or any(character.isalpha() for character in data)

    def finish(self) -> None:
        """Note what is still open."""
        if self._open:
            self.unclosed = self.unclosed or self._open[0]


def read(html: str) -> Markup:
    """Return the markup of HTML."""
    markup = Markup()
    markup.feed(html)
    markup.close()
    markup.finish()
    return markup


def unclosed(html: str) -> str:
    """Return the first tag that is opened and not closed in some HTML, or closed and not open; empty if none."""
    return read(html).unclosed


def keeps_words(block: Block, document: Document) -> bool:
    """Tell whether a block shows words that are no message: its writer kept them from translators. Code is none."""
    if block.message or block.tag in (*PLAIN, "code"):
        return False
    stashed = STASHED.fullmatch(block.text)
    if stashed is None:
        return has_words(block.text)
    content = document.raw[int(stashed.group(1))]
    return not content.startswith("<pre") and read(content).has_text


def report(html: str, span: Span) -> Iterator[Diagnostic]:
    """Report what of some HTML will not reach a page as it was written."""
    found = read(html)
    for tag in found.foreign_tags:
        hint = f"remove it, or write &lt;{tag}> where a reader is to see it"
        yield warning("markup-dropped", span, f"<{tag}> is left out of the page", hint)
    for name in found.foreign_attributes:
        yield warning("attribute-dropped", span, f'the attribute "{name}" is left out of the page', "remove it")
    if found.unclosed and found.unclosed.lstrip("/") not in found.foreign_tags:
        hint = "open and close a tag in the same paragraph"
        yield warning("markup-unclosed", span, f"<{found.unclosed}> has no counterpart here", hint)
