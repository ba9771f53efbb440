"""HTML read piece by piece, by the library's own reader: which tags some HTML has, and where it leads.

Apart from `markup`, since that reader takes long to import and few texts have HTML.
"""

from __future__ import annotations

from html.parser import HTMLParser

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
    """The markup of some HTML, read off by `markup.read`."""

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


class Addresses(HtmlReader):
    """Collects the addresses of links and pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: dict[tuple[str, str], None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the addresses of an element."""
        for name, value in attrs:
            if name in ("href", "src"):
                self.seen[(name, value or "")] = None
