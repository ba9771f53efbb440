"""Markdown text to blocks, and blocks to safe HTML. `machine` does with Python-Markdown what nothing quicker knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape, unescape
from typing import TYPE_CHECKING

from sitegen import shortcuts, structured
from sitegen.diagnostics import Diagnostic, Span
from sitegen.markdown import inline, limits, markup, targets
from sitegen.markdown.blocks import CLOSE, OPEN, PLAIN, Document, inserts, walk
from sitegen.markdown.names import names_of
from sitegen.markdown.sanitise import TargetKind, classify, sanitise
from sitegen.patterns import late
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.markdown.elements import Tree

_INSERT = late(f"<p>{OPEN}(\\d+){CLOSE}</p>")
_BOX = late(f'<aside class="{OPEN}(\\d+){CLOSE}"')
#: A whole tag of sanitised HTML, so that nothing in an attribute is taken for one.
_TAG = late(r'<[^>"]*(?:"[^"]*"[^>"]*)*>')


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """What a document needs to become HTML on one page.

    `links` and `images` map addresses as written to addresses as printed, those of images with width
    and height; `inserts` holds, for each insert in order, the HTML that stands for it, or before and behind
    what is in it. The labels are in the page's language;
    `backlink` has a `{number}` in it.
    """

    links: Mapping[str, str]
    images: Mapping[str, tuple[str, int, int]]
    inserts: tuple[tuple[str, str], ...]
    backlink: str
    table: str


def parse(text: str, path: str, first_line: int) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Parse Markdown text into a document.

    `path` and `first_line` say where the text stands, for messages. A text over the limits becomes an
    empty document with the error beside it.
    """
    found = limits.check(text, path, first_line)
    if found:
        return Document(blocks=()), found
    # Pages of texts that are kept are made without it.
    from sitegen.markdown import reading

    try:
        document, found = reading.read(_tree(text), text, path, first_line)
    except RecursionError:
        document, found = None, (limits.too_deep(path, first_line),)
    if document is None:
        return Document(blocks=()), found
    found = (*found, *_check_markup(document, path))
    return replace(document, targets=_targets(document)), found


def _tree(text: str) -> Tree:
    """Return the elements of a text."""
    from sitegen.markdown import usual  # as in `parse`

    known = usual.read(text) if shortcuts.on() else None
    if known is not None:
        return known
    # Python-Markdown takes long to import, and nearly all texts are read without it.
    from sitegen.markdown import machine

    return machine.read(text)


def _check_markup(document: Document, path: str) -> Iterator[Diagnostic]:
    """Report raw HTML in running text that will not reach a page as it was written."""
    names = names_of(document)
    for block in walk(document.blocks):
        doubtful = ("<" in block.text or "{" in block.text) and block.tag not in PLAIN
        if doubtful and inline.read(block.text, names) is None:
            yield from markup.report(inline_html(block.text, document), Span(path, block.line))


def render(document: Document, rendering: Rendering) -> str:
    """Return the safe HTML of a document on one page."""
    address = _printed(rendering)
    # Each block by itself, so that a tag left open in one cannot reach into the next.
    html = "\n".join(sanitise(block.strip(), address) for block in _unsafe_html(document, rendering.backlink))
    html = _TAG.sub(_finisher(rendering), html)
    # A translation that nobody checked may hold a placeholder too.
    shown = dict(enumerate(rendering.inserts))
    return _INSERT.sub(lambda match: shown.get(int(match[1]), ("", ""))[0], html)


def finished(html: str, rendering: Rendering) -> str:
    """Return safe HTML of what Python-Markdown made, as `render` does with each block."""
    return _TAG.sub(_finisher(rendering), sanitise(html, _printed(rendering)))


def _printed(rendering: Rendering) -> Callable[[str, str], str | None]:
    """Return what tells how an address is printed."""

    def address(attribute: str, value: str) -> str | None:
        kind = classify(value).kind
        if attribute == "src":
            return rendering.images[value][0] if value in rendering.images else None
        if kind is TargetKind.RELATIVE:
            return rendering.links.get(value)
        return None if kind is TargetKind.REFUSED else value

    return address


def table_group(rendering: Rendering) -> str:
    """Return the start of what is around a table, so that it can be scrolled by keyboard."""
    # A group, not a region: regions are landmarks, and two of one name cannot be told apart.
    return f'<div class="table" role="group" tabindex="0" aria-label="{escape(rendering.table, quote=True)}">'


def _finisher(rendering: Rendering) -> Callable[[re.Match[str]], str]:
    """Return what finishes a tag, called with all of them in order.

    Tables and code can be scrolled by keyboard, images have their sizes, boxes are as their template has them.
    """
    group = table_group(rendering)
    sizes = {address: (width, height) for address, width, height in rendering.images.values()}

    shown = dict(enumerate(rendering.inserts))
    behind: list[str] = []

    def finish(match: re.Match[str]) -> str:
        tag = match[0]
        if tag.startswith("<aside"):
            box = _BOX.match(tag)
            before, after = shown.get(int(box[1]), ("", "")) if box else (tag, "</aside>")
            behind.append(after)
            return before
        if tag == "</aside>":
            return behind.pop()
        if tag.startswith("<table"):
            return group + tag
        if tag == "</table>":
            return f"{tag}</div>"
        if tag.startswith("<pre"):
            return f'<pre tabindex="0"{tag[4:]}'
        source = re.search(r' src="([^"]*)"', tag) if tag.startswith("<img") else None
        size = sizes.get(unescape(source[1])) if source else None
        if size and ' width="' not in tag:
            return f'{tag[:-1]} width="{size[0]}" height="{size[1]}">'
        return tag

    return finish


def _targets(document: Document) -> tuple[tuple[str, str], ...]:
    """Return the addresses of a document, read off its HTML before that is sanitised."""
    known = targets.shortly(document) if shortcuts.on() else None
    seen = dict.fromkeys(_addresses(document) if known is None else known)
    for insert in inserts(document):
        if isinstance(insert, structured.Structured):
            seen |= {("src", src): None for src, _ in structured.pictures(insert)}
            seen |= {("href", address): None for address, _ in structured.links(insert)}
    return tuple(seen)


def _addresses(document: Document) -> Iterable[tuple[str, str]]:
    # The library's reader of HTML is large, and few texts need it.
    from sitegen.markdown.htmlreading import Addresses

    collector = Addresses()
    collector.feed("".join(_unsafe_html(document, "{number}")))
    collector.close()
    return collector.seen


def inline_html(text: str, document: Document) -> str:
    """Return the HTML of one segment as Python-Markdown gives it, **not** sanitised: for comparing only.

    Where the compact way knows it, entities are resolved in it; that says the same.
    """
    known = inline.read(text, names_of(document))
    if known is not None:
        return known.html
    return unsafe_inline(text, document)


def unsafe_inline(text: str, document: Document) -> str:
    """Return the HTML of one segment as Python-Markdown gives it, **not** sanitised."""
    from sitegen.markdown import machine  # as in `_tree`

    return machine.unsafe_inline(text, document)


def _unsafe_html(document: Document, backlink: str) -> list[str]:
    from sitegen.markdown import machine  # as in `_tree`

    return machine.unsafe_html(document, backlink)
