"""One HTML document as a tree of elements, read more strictly than any browser reads it.

Every element that is not void is closed where it was opened, no attribute stands twice, every character
reference means a character, nothing is nested that a browser would move. What breaks this is noted with
its line, and reading goes on as a browser would. Knows nothing of sites, files or what a page means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from html import unescape
from html.entities import html5
from html.parser import HTMLParser

from sitegen.values import dataclass

_VOID = "area base br col embed hr img input link meta source track wbr"
_BLOCKS = """
    address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav
    ol p pre search section table ul
"""
#: Elements without an end.
VOID = frozenset(_VOID.split())
#: What a browser would move out of a paragraph.
BLOCKS = frozenset(_BLOCKS.split())
#: Elements whose children keep to XML, where `<path/>` is an element without content.
_FOREIGN = frozenset({"svg", "math"})
#: Elements whose content is no markup.
_RAW = frozenset({"script", "style"})
_NEVER_IN_THEMSELVES = frozenset({"a", "button", "form", "label"})
_NEVER_IN_BUTTONS = frozenset({"a", "button", "input", "select", "textarea"})
_REFERENCE = re.compile(r"&[a-zA-Z][a-zA-Z0-9]*;|&#[0-9]+;|&#[xX][0-9a-fA-F]+;")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is not well-formed, and in which line."""

    line: int
    message: str


@dataclass(eq=False, slots=True)
class Element:
    """An element with its children: elements and runs of text."""

    tag: str
    attributes: Mapping[str, str]
    parent: Element | None = field(default=None, repr=False)
    children: list[Element | str] = field(default_factory=list, repr=False)
    line: int = 0

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.children) if isinstance(child, Element)]

    def find(self, tag: str = "", **attributes: str) -> list[Element]:
        """Return the elements below of a tag, with these attributes; `kind` is one of the classes."""
        kind = attributes.pop("kind", "")
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.walk()
            if element is not self
            and tag in ("", element.tag)
            and (not kind or kind in element.classes)
            and all(element.attributes.get(name) == value for name, value in wanted.items())
        ]

    def only(self, tag: str = "", **attributes: str) -> Element:
        """Return the one element that `find` finds. Raises `LookupError` when there is none, or more."""
        found = self.find(tag, **attributes)
        if len(found) != 1:
            raise LookupError(f"{len(found)} elements {tag} {attributes}")
        return found[0]

    @property
    def classes(self) -> list[str]:
        """The classes of the element."""
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        """The text in the element, with white space as it is shown."""
        return " ".join("".join(self._texts()).split())

    @property
    def own_text(self) -> str:
        """The text that stands in this very element."""
        return " ".join("".join(child for child in self.children if isinstance(child, str)).split())

    @property
    def language(self) -> str:
        """The language the element is in: its own `lang`, or that of what it stands in."""
        return self._inherited("lang")

    @property
    def direction(self) -> str:
        """The direction the element is written in, as it says or as what it stands in says.

        HTML says it with `dir`, which drawings have not: SVG says it with `direction`.
        """
        return self._inherited("dir", "direction")

    def _inherited(self, *names: str) -> str:
        element: Element | None = self
        while element is not None:
            for name in names:
                if name in element.attributes:
                    return element.attributes[name]
            element = element.parent
        return ""

    def _texts(self) -> Iterator[str]:
        waiting: list[Element | str] = [self]
        while waiting:
            item = waiting.pop()
            if isinstance(item, str):
                yield item
            else:
                waiting += reversed(item.children)


@dataclass(frozen=True, slots=True)
class Markup:
    """A document as it was read: its `html` element, what is not well-formed, and its comments."""

    root: Element
    flaws: tuple[Flaw, ...]
    comments: tuple[Flaw, ...]


def read(text: str) -> Markup:
    """Read an HTML document; there is a root for any text at all."""
    reader = _Reader(text)
    reader.feed(text)
    reader.close()
    return reader.finish()


class _Reader(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = text.split("\n")
        self._root = Element("", {})
        self._open = [self._root]
        self._tags: list[str] = []
        self._ids: set[str] = set()
        self._doctype = False
        self._flaws: list[Flaw] = []
        self._comments: list[Flaw] = []

    def finish(self) -> Markup:
        """Return the tree when all of it was read."""
        for element in reversed(self._open[1:]):
            self._flaws.append(Flaw(element.line, f"<{element.tag}> is never closed"))
        elements = [child for child in self._root.children if isinstance(child, Element)]
        if not self._doctype or [element.tag for element in elements] != ["html"]:
            self._fault("a page is a doctype and one <html>")
        root = next((element for element in elements if element.tag == "html"), self._root)
        root.parent = None
        return Markup(root, tuple(self._flaws), tuple(self._comments))

    def handle_decl(self, decl: str) -> None:
        """Note the doctype."""
        if decl.lower() != "doctype html" or any(isinstance(c, Element) for c in self._root.children) or self._doctype:
            self._fault(f"<!{decl[:40]}> is not the doctype of HTML, or not at the beginning")
        self._doctype = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        element = self._add(tag, attrs)
        if tag not in VOID:
            self._open.append(element)
            self._tags.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take `<br/>` for `<br>`; elsewhere than in a drawing HTML takes `<p/>` for `<p>`, which nobody means."""
        self._add(tag, attrs)
        if tag not in VOID and not _FOREIGN.intersection((*self._tags, tag)):
            self._fault(f"<{tag}/> opens <{tag}> and does not close it")

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        attributes = {name: value or "" for name, value in reversed(attrs)}
        if len(attributes) != len(attrs):
            self._fault(f"an attribute of <{tag}> stands twice")
        if "id" in attributes:
            self._note_id(attributes["id"])
        if attrs:
            written = self.get_starttag_text() or ""
            for reference in _REFERENCE.findall(written) if "&" in written else ():
                self._check_reference(reference)
        self._check_place(tag)
        element = Element(tag, attributes, self._open[-1], line=self.getpos()[0])
        self._open[-1].children.append(element)
        return element

    def _note_id(self, id: str) -> None:
        if not id or id.split() != [id]:
            self._fault(f'"{id}" is no id')
        elif id in self._ids:
            self._fault(f'the id "{id}" stands twice')
        self._ids.add(id)

    def _check_place(self, tag: str) -> None:
        """Note what a browser would put elsewhere than where it stands."""
        if tag in BLOCKS and "p" in self._tags:
            self._fault(f"<{tag}> in a <p>")
        if tag in _NEVER_IN_THEMSELVES and tag in self._tags:
            self._fault(f"<{tag}> in a <{tag}>")
        elif tag in _NEVER_IN_BUTTONS and "button" in self._tags:
            self._fault(f"<{tag}> in a <button>")

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last; when it is another, close up to the one that is meant."""
        if not self._tags:
            self._fault(f"</{tag}> closes nothing")
        elif self._tags[-1] == tag:
            self._close()
        else:
            self._fault(f"</{tag}> closes <{self._tags[-1]}>")
            if tag in self._tags:
                while self._tags[-1] != tag:
                    self._close()
                self._close()

    def _close(self) -> None:
        self._open.pop()
        self._tags.pop()

    def handle_data(self, data: str) -> None:
        """Take text."""
        inside = self._open[-1]
        if len(self._open) < 3 and data.strip():
            self._fault(f"text outside <head> and <body>: {data.strip()[:40]!r}")
        if "<" in data and inside.tag not in _RAW:
            self._fault("a bare < in the text")
        inside.children.append(data)

    def handle_entityref(self, name: str) -> None:
        """Take a named character; without a semicolon, as in R&D, it need not be one."""
        line, column = self.getpos()
        end = column + 1 + len(name)
        reference = f"&{name}{';' if self._lines[line - 1][end : end + 1] == ';' else ''}"
        if reference.endswith(";"):
            self._check_reference(reference)
        self._open[-1].children.append(unescape(reference))

    def handle_charref(self, name: str) -> None:
        """Take a numbered character."""
        self._check_reference(f"&#{name};")
        self._open[-1].children.append(unescape(f"&#{name};"))

    def _check_reference(self, reference: str) -> None:
        known = reference[1:] in html5
        if reference.startswith("&#"):
            # For a number that is no character, browsers show the sign for what cannot be shown, or nothing.
            known = unescape(reference) not in ("", "\N{REPLACEMENT CHARACTER}")
        if not known:
            self._fault(f"{reference} is no character")

    def handle_comment(self, data: str) -> None:
        """Note a comment."""
        self._comments.append(Flaw(self.getpos()[0], f"a comment: {data.strip()[:40]!r}"))

    def handle_pi(self, data: str) -> None:
        """Note what HTML does not have."""
        self._fault(f"<?{data[:40]}> is not HTML")

    def unknown_decl(self, data: str) -> None:
        """Note what HTML does not have."""
        self._fault(f"<![{data[:40]}]> is not HTML")

    def _fault(self, message: str) -> None:
        self._flaws.append(Flaw(self.getpos()[0], message))
