"""Python-Markdown: text to blocks, and blocks back to its tree, which it makes HTML of.

The facts about Python-Markdown that this rests on: tree processors run by priority; after `footnote`
(50) and before `inline` (20) every block holds its text as raw inline Markdown, and replacing that
text cannot change the block structure. Parsing stops there; rendering goes on from there, with the
stash, references, footnotes and abbreviations put back as they were.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable
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

from sitegen.markdown import wrappers
from sitegen.markdown.blocks import CLOSE, OPEN, RAW, TEXT_RUN, Block, Box, Document, insert_of
from sitegen.markdown.elements import Element, Tree
from sitegen.markdown.layout import Layout
from sitegen.markdown.normal import is_attribute_list


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


def read(text: str) -> Tree:
    """Return a text as elements.

    Raises RecursionError where lists or quotations are nested too deep for the stack.
    """
    machine = _machine()
    try:
        root = _element(machine.parse(text))
    except RecursionError:
        # The parser has lost count of the blocks it is in, and would read the next text as part of them.
        del _local.machine
        raise
    return Tree(
        root=root,
        raw=tuple(str(block) for block in machine.md.htmlStash.rawHtmlBlocks),
        references=tuple((key, url, title or "") for key, (url, title) in machine.md.references.items()),
        footnotes=tuple(machine.footnotes.footnotes),
        abbreviations=tuple(machine.abbreviations.items()),
    )


def _element(found: ET.Element) -> Element:
    """Return an element of Python-Markdown, with all in it, as one of ours."""
    attributes = {name: str(value) for name, value in found.attrib.items()}
    element = Element(found.tag, (found.text or "").replace(NBSP_PLACEHOLDER, ""), attributes)
    element.tail = found.tail or ""
    element.children = [_element(child) for child in found]
    return element


def unsafe_inline(text: str, document: Document) -> str:
    """Return the HTML of one segment as Python-Markdown gives it, **not** sanitised."""
    machine = _machine()
    machine.restore(document)
    root = ET.Element("div")
    ET.SubElement(root, "p").text = _with_breaks(text)
    return "".join(machine.finish(root)).strip().removeprefix("<p>").removesuffix("</p>")


def unsafe_html(document: Document, backlink: str) -> list[str]:
    """Return the HTML of each block of a document, **not** sanitised, with placeholders where inserts are to stand."""
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
            placeholder = f"{OPEN}{next_insert()}{CLOSE}"
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
