"""What counts of a text's markup, read off the HTML it becomes."""

from __future__ import annotations

import functools

from sitegen import shortcuts
from sitegen.markdown import (
    Document,
    Inline,
    TargetKind,
    classify,
    inline_html,
    is_plain,
    names_of,
    read_inline,
)
from sitegen.values import dataclass


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
    if known is not None:
        return _known(known)
    # The library's reader of HTML is large, and few texts need it.
    from sitegen.segments.collecting import read

    return read(inline_html(text, document))


def _known(inline: Inline) -> Signature:
    """Return the signature of what the compact reader has read, whose HTML need not be read again."""
    collector = Collector()
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


class Collector:
    """Collects what the markup of a segment does."""

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
