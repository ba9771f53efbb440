"""Markdown text to blocks, and blocks to HTML, with Python-Markdown.

The facts about Python-Markdown that this rests on: tree processors run by priority; after `footnote`
(50) and before `inline` (20) every block holds its text as raw inline Markdown, and replacing that
text cannot change the block structure. Parsing stops there; rendering goes on from there, with the
stash, references, footnotes and abbreviations put back as they were.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape, unescape
from xml.etree import ElementTree as ET

import markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.admonition import AdmonitionExtension, AdmonitionProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import NBSP_PLACEHOLDER, FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.util import AtomicString

from sitegen import shortcuts, structured
from sitegen.diagnostics import Diagnostic, Span
from sitegen.markdown import inline, limits, markup, reading, targets, wrappers
from sitegen.markdown.blocks import PLAIN, RAW, TEXT_RUN, Block, Box, Document, insert_of, inserts, walk
from sitegen.markdown.layout import Layout
from sitegen.markdown.names import names_of
from sitegen.markdown.normal import is_attribute_list
from sitegen.markdown.sanitise import TargetKind, classify, sanitise

#: Private characters that stand for an insert between rendering and the page; refused in source texts.
_OPEN, _CLOSE = "\ue000", "\ue001"
_INSERT = re.compile(f"<p>{_OPEN}(\\d+){_CLOSE}</p>")
_BOX = re.compile(f'<aside class="{_OPEN}(\\d+){_CLOSE}"')
#: A whole tag of sanitised HTML, so that nothing in an attribute is taken for one.
_TAG = re.compile(r'<[^>"]*(?:"[^"]*"[^>"]*)*>')


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


class _InlineAttributes(AttrListTreeprocessor):
    """Attribute lists after inline markup only: those of blocks were taken off when the text was parsed.

    A list ends at its first brace; the expression of the base class goes on to the last one of the line,
    which in a normalised text is the last one of the paragraph.
    """

    _LIST = re.compile(r"\{:?[ ]*([^}\n ][^}\n]*)\}")

    def run(self, doc: ET.Element) -> None:
        for element in doc.iter():
            tail = element.tail
            if tail and not self.md.is_block_level(element.tag) and (match := self._LIST.match(tail)):
                if not is_attribute_list(match.group()):
                    continue
                self.assign_attrs(element, match.group(1))
                element.tail = tail[match.end() :]


class _BoxProcessor(AdmonitionProcessor):
    """Boxes without the title that is made of their kind, which would be English in every language."""

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        kinds, _ = super().get_class_and_title(match)
        return kinds, match.group(2) or None


class _Machine:
    """One Python-Markdown with our extensions; it keeps state while it works, so each thread has its own."""

    def __init__(self) -> None:
        # An arrow that means the same from right to left, and that text fonts have.
        self.footnotes = FootnoteExtension(BACKLINK_TEXT="&#8593;", BACKLINK_TITLE="{}")
        abbreviations = AbbrExtension()
        extensions = [
            TableExtension(),
            self.footnotes,
            abbreviations,
            DefListExtension(),
            SaneListExtension(),
            AdmonitionExtension(),
            FencedCodeExtension(),
        ]
        self.md = markdown.Markdown(extensions=extensions, output_format="html")
        self.md.parser.blockprocessors.register(_BoxProcessor(self.md.parser), "admonition", 105)
        self.md.treeprocessors.register(_InlineAttributes(self.md), "inline_attributes", 8)
        # The type stubs do not know this attribute of the extension; its processors read the same dict.
        self.abbreviations: dict[str, str] = abbreviations.abbrs  # type: ignore[attr-defined]

    def parse(self, text: str) -> ET.Element:
        """Return the tree of a text with its inline markup still as text."""
        self.md.reset()
        lines = self.md.preprocessors["normalize_whitespace"].run(text.split("\n"))
        layout = Layout(self.md.htmlStash.store)
        lines = layout.run(lines)
        for name in ("fenced_code_block", "html_block"):
            lines = self.md.preprocessors[name].run(lines)
        root = self.md.parser.parseDocument(lines).getroot()
        assert root is not None, "Python-Markdown always makes a root"
        wrappers.gather(root, layout.tags)
        self.md.treeprocessors["footnote"].run(root)
        return root

    def restore(self, document: Document) -> None:
        """Put back what inline markup of a document may refer to."""
        self.md.reset()
        self.md.htmlStash.rawHtmlBlocks[:] = document.raw
        self.md.htmlStash.html_counter = len(document.raw)
        self.md.references.update({key: (url, title) for key, url, title in document.references})
        self.footnotes.footnotes = OrderedDict((name, "") for name in document.footnotes)
        self.abbreviations.update(dict(document.abbreviations))

    def finish(self, root: ET.Element) -> list[str]:
        """Return the HTML of each block of a tree that `parse` or `_append` made."""
        for treeprocessor in self.md.treeprocessors:
            if treeprocessor is not self.md.treeprocessors["footnote"]:
                changed = treeprocessor.run(root)
                root = root if changed is None else changed
        return [self._html(block) for block in root]

    def _html(self, block: ET.Element) -> str:
        html = str(self.md.serializer(block))
        for postprocessor in self.md.postprocessors:
            html = postprocessor.run(html)
        return html


_local = threading.local()


def _machine() -> _Machine:
    if not hasattr(_local, "machine"):
        _local.machine = _Machine()
    machine: _Machine = _local.machine
    return machine


def parse(text: str, path: str, first_line: int) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Parse Markdown text into a document.

    `path` and `first_line` say where the text stands, for messages. A text over the limits becomes an
    empty document with the error beside it.
    """
    found = limits.check(text, path, first_line)
    if found:
        return Document(blocks=()), found
    machine = _machine()
    try:
        root = machine.parse(text)
        raw = tuple(str(block) for block in machine.md.htmlStash.rawHtmlBlocks)
        reader = reading.Reader(text, path, first_line, raw)
        blocks = reader.blocks(root)
    except RecursionError:
        # The parser has lost count of the blocks it is in, and would read the next text as part of them.
        del _local.machine
        return Document(blocks=()), (limits.too_deep(path, first_line),)
    if any(fault.code == "text-limit" for fault in reader.found):
        return Document(blocks=()), tuple(reader.found)
    document = Document(
        blocks=blocks,
        raw=raw,
        references=tuple((key, url, title or "") for key, (url, title) in machine.md.references.items()),
        footnotes=tuple(machine.footnotes.footnotes),
        abbreviations=tuple(machine.abbreviations.items()),
    )
    found = (*reader.found, *_check_markup(document, path))
    return replace(document, targets=_targets(document)), found


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
    collector = _Addresses()
    if shortcuts.on() and (addresses := targets.shortly(document)) is not None:
        collector.seen |= dict.fromkeys(addresses)
    else:
        collector.feed("".join(_unsafe_html(document, "{number}")))
        collector.close()
    for insert in inserts(document):
        if isinstance(insert, structured.Structured):
            collector.seen |= {("src", src): None for src, _ in structured.pictures(insert)}
            collector.seen |= {("href", address): None for address, _ in structured.links(insert)}
    return tuple(collector.seen)


class _Addresses(markup.HtmlReader):
    """Collects the addresses of links and pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: dict[tuple[str, str], None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the addresses of an element."""
        for name, value in attrs:
            if name in ("href", "src"):
                self.seen[(name, value or "")] = None


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
    machine = _machine()
    machine.restore(document)
    root = ET.Element("div")
    ET.SubElement(root, "p").text = _with_breaks(text)
    return "".join(machine.finish(root)).strip().removeprefix("<p>").removesuffix("</p>")


def _unsafe_html(document: Document, backlink: str) -> list[str]:
    machine = _machine()
    machine.restore(document)
    root = ET.Element("div")
    counter = iter(range(1_000_000))
    _append(root, document.blocks, lambda: next(counter))
    for number, link in enumerate(root.iter("a"), start=1):
        # The serializer takes what looks like an entity for one.
        link.set("aria-label", backlink.replace("{number}", str(number)).replace("&", "&amp;"))
        link.attrib.pop("title", None)
    return machine.finish(root)


def _append(parent: ET.Element, blocks: tuple[Block, ...], next_insert: Callable[[], int]) -> None:
    """Rebuild the element tree that Python-Markdown's remaining processors expect."""
    for block in blocks:
        if block.tag == TEXT_RUN and block.attributes:
            ET.SubElement(parent, "span", dict(block.attributes)).text = _with_breaks(block.text)
        elif block.tag == TEXT_RUN:
            _append_text(parent, _with_breaks(block.text))
        elif block.tag == RAW:
            ET.SubElement(parent, "p").text = block.text
        elif (insert := insert_of(block)) is not None:
            # Plain text, so that neither inline markup nor a translator can touch the placeholder.
            placeholder = f"{_OPEN}{next_insert()}{_CLOSE}"
            if isinstance(insert, Box):
                _append(ET.SubElement(parent, "aside", {"class": placeholder}), block.children, next_insert)
            else:
                ET.SubElement(parent, "p").text = placeholder
        else:
            element = ET.SubElement(parent, block.tag, dict(block.attributes))
            if block.former:
                _append_targets(element, block)
            elif block.text:
                # An indented block of code is text that no inline markup may touch.
                element.text = AtomicString(block.text) if block.tag == "code" else _with_breaks(block.text)
            if any(child.attribute("class") == "footnote-backref" for child in block.children):
                element.text = (element.text or "") + NBSP_PLACEHOLDER
            _append(element, block.children, next_insert)


def _append_targets(heading: ET.Element, block: Block) -> None:
    """Fill a heading: before its words something without words for each id under which it was known before.

    So links to any of them lead there, and nobody sees or hears of them.
    """
    targets = [ET.SubElement(heading, "span", {"id": name}) for name in block.former]
    targets[-1].tail = _with_breaks(block.text)


def _append_text(parent: ET.Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = f"{parent[-1].tail or ''}\n{text}"
    else:
        parent.text = f"{parent.text or ''}{text}"


def _with_breaks(text: str) -> str:
    """Return a normalised text with its hard breaks as Python-Markdown writes them."""
    return text.replace("\n", "  \n")
