"""What counts of a text's markup, read off the HTML it becomes."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from sitegen import shortcuts
from sitegen.markdown import (
    Document,
    HtmlReader,
    Inline,
    TargetKind,
    classify,
    inline_html,
    is_plain,
    names_of,
    read_inline,
    unclosed,
)

#: Markup that Markdown makes by itself; where it leads and what it shows is compared, not that it is there.
_MARKDOWN_TAGS = frozenset({"a", "img", "code", "em", "strong"})
#: Attributes that are compared as addresses, or whose words a translator translates.
_OWN_ATTRIBUTES = {"a": frozenset({"href", "title"}), "img": frozenset({"src", "alt", "title"})}
_TRANSLATED = frozenset({"lang", "dir", "title"})


@dataclass(frozen=True, slots=True)
class Signature:
    """What counts of a text's markup.

    `external` are pairs of host and address, where mail and telephone addresses are their own host.
    `tags` and `attributes` are those of raw HTML; where the value counts it stands behind the name.
    """

    footnotes: tuple[str, ...]
    relative: tuple[str, ...]
    external: tuple[tuple[str, str], ...]
    refused: tuple[str, ...]
    pictures: tuple[str, ...]
    code: tuple[str, ...]
    tags: tuple[str, ...]
    attributes: tuple[str, ...]
    unclosed: str


#: The signature of words alone.
_NOTHING = Signature(
    footnotes=(), relative=(), external=(), refused=(), pictures=(), code=(), tags=(), attributes=(), unclosed=""
)


def signature(text: str, document: Document) -> Signature:
    """Return what counts of an inline Markdown text's markup, by rendering it as a page would."""
    fast = shortcuts.on()
    if fast and is_plain(text):
        return _NOTHING
    return _signature(text, document.references, document.footnotes, fast)


@functools.lru_cache(maxsize=65_536)
def _signature(
    text: str, references: tuple[tuple[str, str, str], ...], footnotes: tuple[str, ...], fast: bool
) -> Signature:
    document = Document(blocks=(), references=references, footnotes=footnotes)
    known = read_inline(text, names_of(document)) if fast else None
    collector = _Collector()
    if known is not None:
        return _known(known, collector)
    html = inline_html(text, document)
    collector.feed(html)
    collector.close()
    return collector.signature(unclosed(html))


def _known(inline: Inline, collector: _Collector) -> Signature:
    """Return the signature of what the compact reader has read, whose HTML need not be read again."""
    for address in inline.addresses:
        if address.attribute == "src":
            collector.pictures.append(address.value)
        else:
            collector.address(address.value)
    collector.footnotes += [f"[^{name}]" for name in inline.footnotes]
    collector.code += inline.code
    collector.tags += inline.tags
    collector.attributes += inline.attributes
    return collector.signature("")


class _Collector(HtmlReader):
    """Reads off the HTML of a segment what its markup does."""

    def __init__(self) -> None:
        super().__init__()
        self.footnotes: list[str] = []
        self.relative: list[str] = []
        self.external: list[tuple[str, str]] = []
        self.refused: list[str] = []
        self.pictures: list[str] = []
        self.code: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[str] = []
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

    def address(self, address: str) -> None:
        """Take in where a link leads."""
        target = classify(address)
        if target.kind is TargetKind.EXTERNAL:
            self.external.append((target.host or address, address))
        elif target.kind is TargetKind.REFUSED:
            self.refused.append(address)
        else:
            self.relative.append(address)

    def signature(self, unclosed: str) -> Signature:
        """Return what was read."""
        return Signature(
            footnotes=tuple(self.footnotes),
            relative=tuple(self.relative),
            external=tuple(self.external),
            refused=tuple(self.refused),
            pictures=tuple(self.pictures),
            code=tuple(self.code),
            tags=tuple(self.tags),
            attributes=tuple(self.attributes),
            unclosed=unclosed,
        )
