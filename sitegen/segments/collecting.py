"""The signature of a segment whose HTML has to be read for it."""

from __future__ import annotations

from sitegen.markdown import HtmlReader, unclosed
from sitegen.segments.signature import Collector, Signature

#: Markup that Markdown makes by itself; where it leads and what it shows is compared, not that it is there.
_MARKDOWN_TAGS = frozenset({"a", "img", "code", "em", "strong"})
#: Attributes that are compared as addresses, or whose words a translator translates.
_OWN_ATTRIBUTES = {"a": frozenset({"href", "title"}), "img": frozenset({"src", "alt", "title"})}
_TRANSLATED = frozenset({"lang", "dir", "title"})


def read(html: str) -> Signature:
    """Return what counts of the markup of a segment, off its HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.signature(unclosed(html))


class _Reader(Collector, HtmlReader):
    """Reads off the HTML of a segment what its markup does."""

    def __init__(self) -> None:
        super().__init__()
        self._in_code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element."""
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and set(given) == {"class", "href"} and given["class"] == "footnote-ref":
            self.footnotes.append(f"[^{given['href'].removeprefix('#fn:')}]")
            return
        if tag == "sup" and set(given) == {"id"} and given["id"].startswith("fnref"):
            return
        if tag not in _MARKDOWN_TAGS:
            self.tags.append(tag)
        own = _OWN_ATTRIBUTES.get(tag, frozenset())
        for name, value in attrs:
            if name not in own:
                self.attributes.append(name if name in _TRANSLATED else f'{name}="{value or ""}"')
        if tag == "a" and "href" in given:
            self.address(given["href"])
        if tag == "img":
            self.pictures.append(given.get("src", ""))
        if tag == "code":
            self._in_code = True
            self.code.append("")

    def handle_endtag(self, tag: str) -> None:
        """Take in the end of an element."""
        self._in_code = self._in_code and tag != "code"

    def handle_data(self, data: str) -> None:
        """Take in text."""
        if self._in_code:
            self.code[-1] += data

    def handle_comment(self, data: str) -> None:
        """Take in a comment, of which a translation has none."""
        self.tags.append("!--")

    def handle_decl(self, decl: str) -> None:
        """Take in a declaration, which no page has within."""
        self.tags.append("!")

    def handle_pi(self, data: str) -> None:
        """Take in a processing instruction, which HTML does not have."""
        self.tags.append("?")
