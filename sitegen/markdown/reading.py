"""From Python-Markdown's element tree to blocks: what is a message, where it stands, what it is called.

Takes off attribute lists, recognises figures and boxes, applies the writer's directives
(`<!-- i18n: … -->`, rule S11) and gives headings their ids.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.extensions.footnotes import NBSP_PLACEHOLDER

from sitegen.diagnostics import Diagnostic, Span, error, warning
from sitegen.markdown.blocks import RAW, TEXT_RUN, Block
from sitegen.markdown.normal import has_words, heading_id, normalise

_PLACEHOLDER_ONLY = re.compile(r"\s*\x02wzxhzdk:(\d+)\x03\s*")
_FIGURE = re.compile(
    r"!\[(?P<alt>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
    r"\(\s*<?(?P<src>[^\s<>()]+)>?(?:\s+(?P<quote>[\"'])(?P<caption>.*)(?P=quote))?\s*\)"
    r"(?:\{:?\s*(?P<list>[^}]*)\})?"
)
_ALIGNED = {
    "text-align: left;": "align-start",
    "text-align: right;": "align-end",
    "text-align: center;": "align-center",
}
_LIST_AT_END = re.compile(r"[ ]+\{:?[ ]*([^}\n ][^}\n]*)\}[ ]*$")
_LIST_ON_LAST_LINE = re.compile(r"\n[ ]*\{:?[ ]*([^}\n ][^}\n]*)\}[ ]*$")
_DIRECTIVE = re.compile(r"<!--\s*i18n:\s*(?P<words>.*?)\s*-->", re.DOTALL)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Elements whose own text is a message (rule S1).
_LEAVES = frozenset({"p", *_HEADINGS, "li", "dt", "dd", "th", "td", "caption", "figcaption", "summary", TEXT_RUN})


class Reader:
    """Reads one text's element tree. `found` collects what is wrong with the text."""

    def __init__(self, text: str, path: str, first_line: int, raw: tuple[str, ...]) -> None:
        self.found: list[Diagnostic] = []
        self._lines = _Lines(text, first_line)
        self._path = path
        self._raw = raw
        self._ids: set[str] = set()
        self._skipping: int | None = None
        self._skip_next = False
        self._context: str | None = None
        self._note = ""

    def blocks(self, root: ET.Element) -> tuple[Block, ...]:
        """Return the blocks of a whole tree."""
        blocks = self._children(root)
        if self._skipping is not None:
            self._fault(self._skipping, "i18n: skip-start has no skip-end", "add <!-- i18n: skip-end --> below")
        return blocks

    def _children(self, parent: ET.Element) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for element in parent:
            block = self._block(element)
            if block is not None:
                blocks.append(block)
            if element.tail and element.tail.strip():
                blocks.append(self._leaf(TEXT_RUN, {}, element.tail, ()))
        return tuple(blocks)

    def _block(self, element: ET.Element) -> Block | None:
        text = (element.text or "").replace(NBSP_PLACEHOLDER, "")
        if element.tag == "p" and (only := _PLACEHOLDER_ONLY.fullmatch(text)):
            return self._stashed(int(only.group(1)), text)
        if element.tag == "p" and (figure := _FIGURE.fullmatch(normalise(text))):
            return self._figure(figure, text)
        attributes = {name: str(value) for name, value in element.attrib.items()}
        if element.tag in ("td", "th") and (style := attributes.pop("style", None)):
            attributes["class"] = _ALIGNED.get(style, "")
        if element.tag == "div" and "admonition" in attributes.get("class", "").split():
            return self._box(element, attributes)
        if element.tag in _LEAVES and text.strip():
            return self._leaf(element.tag, attributes, text, tuple(element))
        return Block(tag=element.tag, attributes=tuple(attributes.items()), text=text, children=self._children(element))

    def _leaf(self, tag: str, attributes: dict[str, str], text: str, inner: tuple[ET.Element, ...]) -> Block:
        line = self._lines.find(text)
        text = self._take_attributes(tag, text, attributes, line)
        if tag in _HEADINGS:
            attributes["id"] = self._unique(attributes.get("id") or heading_id(normalise(text)))
        normal = normalise(text)
        message = has_words(normal) and "\x02" not in normal and not self._skips()
        context, note = (self._context, self._note) if message else (None, "")
        if message:
            self._context, self._note = None, ""
        parent = ET.Element(tag)
        parent.extend(inner)
        return Block(
            tag=tag,
            attributes=tuple(attributes.items()),
            text=normal,
            children=self._children(parent),
            message=message,
            line=line,
            context=context,
            note=note,
        )

    def _skips(self) -> bool:
        skips = self._skip_next or self._skipping is not None
        self._skip_next = False
        return skips

    def _take_attributes(self, tag: str, text: str, attributes: dict[str, str], line: int) -> str:
        """Split a trailing attribute list off a block's text; only ids and classes are taken."""
        pattern = _LIST_AT_END if tag in (*_HEADINGS, "dt", "td", "th") else _LIST_ON_LAST_LINE
        match = pattern.search(text)
        if match is None or "\x02" in match.group(1):
            return text
        self._apply(match.group(1), attributes, line)
        rest = text[: match.start()]
        return rest.rstrip("#").rstrip() if tag in _HEADINGS else rest

    def _apply(self, words: str, attributes: dict[str, str], line: int) -> None:
        pairs, _ = get_attrs_and_remainder(words)
        for name, value in pairs:
            if name == "." and value:
                attributes["class"] = f"{attributes.get('class', '')} {value}".strip()
            elif name == "id" and value:
                attributes["id"] = value
            else:
                message = f'the attribute "{name}" is left out: only ids and classes may be set'
                span = Span(self._path, line)
                self.found.append(warning("attribute-dropped", span, message, "write {: #id .class }"))

    def _unique(self, wanted: str) -> str:
        name, number = wanted, 2
        while name in self._ids:
            name, number = f"{wanted}-{number}", number + 1
        self._ids.add(name)
        return name

    def _figure(self, match: re.Match[str], text: str) -> Block:
        line = self._lines.find(text)
        attributes = {"src": match["src"]}
        if match["list"]:
            self._apply(match["list"], attributes, line)
        skips = self._skips()
        alt, caption = normalise(match["alt"]), normalise(match["caption"] or "")
        children = (
            Block(tag="alt", text=alt, message=has_words(alt) and not skips, line=line),
            Block(tag="figcaption", text=caption, message=has_words(caption) and not skips, line=line),
        )
        return Block(tag="figure", attributes=tuple(attributes.items()), children=children, line=line)

    def _box(self, element: ET.Element, attributes: dict[str, str]) -> Block:
        """Make an admonition an aside; its title is a heading, or nothing when none was written."""
        kinds = [word for word in attributes["class"].split() if word != "admonition"]
        title, rest = None, list(element)
        if rest and rest[0].get("class") == "admonition-title":
            title, *rest = rest
        body = ET.Element("div")
        body.extend(rest)
        heading = (self._leaf("h2", {"class": "box-title"}, title.text or "", ()),) if title is not None else ()
        classes = " ".join(["box", *kinds])
        return Block(tag="aside", attributes=(("class", classes),), children=(*heading, *self._children(body)))

    def _stashed(self, index: int, text: str) -> Block | None:
        content = self._raw[index] if index < len(self._raw) else ""
        if content.lstrip().startswith("<!--"):
            for directive in _DIRECTIVE.finditer(content):
                self._direct(directive["words"], self._lines.find(directive.group(0)))
            return None
        return Block(tag=RAW, text=text, line=self._lines.find(content))

    def _direct(self, words: str, line: int) -> None:
        if words == "skip":
            self._skip_next = True
        elif words == "skip-start":
            if self._skipping is not None:
                self._fault(line, "i18n: skip-start stands inside another", "close the first with skip-end")
            self._skipping = line
        elif words == "skip-end":
            if self._skipping is None:
                self._fault(line, "i18n: skip-end has no skip-start", "remove it or add skip-start above")
            self._skipping = None
        elif match := re.fullmatch(r'context="([^"]+)"', words):
            self._context = match.group(1)
        elif match := re.fullmatch(r"note:?\s+(.+)", words, re.DOTALL):
            self._note = normalise(match.group(1))
        else:
            hint = 'known are: note …, context="…", skip, skip-start, skip-end'
            self._fault(line, f'there is no directive "i18n: {words}"', hint)

    def _fault(self, line: int, message: str, hint: str) -> None:
        self.found.append(error("i18n-directive", Span(self._path, line), message, hint))


class _Lines:
    """Finds the line of a block by looking forward in the source, since Python-Markdown keeps none."""

    def __init__(self, text: str, first_line: int) -> None:
        self._text = text
        self._first_line = first_line
        self._position = 0

    def find(self, text: str) -> int:
        """Return the line at which the first line of `text` stands, at or after the block before it."""
        start = next((line.strip() for line in text.split("\n") if line.strip()), "")[:80]
        if not start:
            return 0
        place = self._text.find(start, self._position)
        if place >= 0:
            self._position = place
        else:
            place = self._text.find(start)  # a footnote: written anywhere, shown at the end
        return self._first_line + self._text.count("\n", 0, place) if place >= 0 else 0
