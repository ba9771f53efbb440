"""Built pages as trees, read more strictly than any browser does, and the addresses in them.

Every element that is not void is closed where it was opened, no attribute or id stands twice, nothing
is nested that a browser would move. A page that breaks this raises `MarkupError` with its line.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

_VOID = "area base br col embed hr img input link meta source track wbr"
_BLOCKS = """
    address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav
    ol p pre search section table ul
"""
#: Elements without an end.
VOID = frozenset(_VOID.split())
#: What a browser would move out of a paragraph.
BLOCKS = frozenset(_BLOCKS.split())
#: Attributes that hold an address, whatever element they stand on.
ADDRESSES = ("href", "src", "poster", "action", "formaction", "data", "cite", "manifest")
#: Attributes that hold the ids of other elements of the page.
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "for", "headers", "list")
_CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)|@import\s+["']([^"']+)["']""")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class MarkupError(ValueError):
    """A page is not well-formed."""


@dataclass(eq=False)
class Element:
    """An element with its children: elements and runs of text."""

    tag: str
    attributes: Mapping[str, str]
    parent: Element | None = field(default=None, repr=False)
    children: list[Element | str] = field(default_factory=list, repr=False)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

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
        """Return the one element that `find` finds."""
        found = self.find(tag, **attributes)
        assert len(found) == 1, f"{len(found)} elements {tag} {attributes}"
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
        """The direction the element is written in."""
        return self._inherited("dir")

    def _inherited(self, name: str) -> str:
        element: Element | None = self
        while element is not None and name not in element.attributes:
            element = element.parent
        return element.attributes[name] if element is not None else ""

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._texts()


def parse(text: str) -> Element:
    """Return the `html` element of a page. Raises `MarkupError`."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.finish()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._root = Element("", {})
        self._open = [self._root]
        self._ids: set[str] = set()
        self._doctype = False

    def finish(self) -> Element:
        """Return the tree when all of it was read."""
        if self._open != [self._root]:
            self._fault(f"<{self._open[-1].tag}> is never closed")
        elements = [child for child in self._root.children if isinstance(child, Element)]
        if not self._doctype or [element.tag for element in elements] != ["html"]:
            self._fault("a page is a doctype and one <html>")
        elements[0].parent = None
        return elements[0]

    def handle_decl(self, decl: str) -> None:
        """Note the doctype."""
        if decl.lower() != "doctype html" or self._root.children != [] or self._doctype:
            self._fault(f"<!{decl}>")
        self._doctype = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        attributes = {name: value or "" for name, value in attrs}
        if len(attributes) != len(attrs):
            self._fault(f"an attribute of <{tag}> stands twice")
        if "id" in attributes:
            if attributes["id"] in self._ids or not attributes["id"] or attributes["id"].split() != [attributes["id"]]:
                self._fault(f'the id "{attributes["id"]}" stands twice or is none')
            self._ids.add(attributes["id"])
        around = [element.tag for element in self._open]
        if tag in BLOCKS and "p" in around:
            self._fault(f"<{tag}> in a <p>")
        if tag in ("a", "button", "form", "label") and tag in around:
            self._fault(f"<{tag}> in a <{tag}>")
        if tag in ("a", "button", "input", "select", "summary") and around[-1:] != ["details"] and "button" in around:
            self._fault(f"<{tag}> in a <button>")
        element = Element(tag, attributes, self._open[-1])
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Refuse `<p/>`, which HTML takes for `<p>`."""
        self._fault(f"<{tag}/>")

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        if self._open[-1].tag != tag:
            self._fault(f"</{tag}> closes <{self._open[-1].tag}>")
        self._open.pop()

    def handle_data(self, data: str) -> None:
        """Take text."""
        if data.strip() and len(self._open) < 3:
            self._fault(f"text outside <head> and <body>: {data.strip()[:40]!r}")
        if "<" in data and self._open[-1].tag not in ("script", "style"):
            self._fault(f"a bare < before {data.partition('<')[2][:20]!r}")
        self._open[-1].children.append(data)

    def handle_entityref(self, name: str) -> None:
        """Take a named character."""
        if unescape(f"&{name};") == f"&{name};":
            self._fault(f"&{name}; is no character")
        self._open[-1].children.append(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        """Take a numbered character."""
        self._open[-1].children.append(unescape(f"&#{name};"))

    def handle_comment(self, data: str) -> None:
        """Refuse what is for the makers of a page, not its readers."""
        self._fault(f"a comment: {data.strip()[:40]!r}")

    def handle_pi(self, data: str) -> None:
        """Refuse what HTML does not have."""
        self._fault(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        """Refuse what HTML does not have."""
        self._fault(f"<![{data}]>")

    def _fault(self, message: str) -> None:
        raise MarkupError(f"line {self.getpos()[0]}: {message}")


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of a built site. `path` is relative to the site."""

    site: str
    path: str
    root: Element = field(repr=False)

    @property
    def tag(self) -> str:
        """The language by the page's place; empty for those at the root of the site."""
        return self.path.partition("/")[0] if "/" in self.path else ""

    @property
    def ids(self) -> frozenset[str]:
        """All ids of the page."""
        return frozenset(e.attributes["id"] for e in self.root.walk() if "id" in e.attributes)

    @property
    def is_story(self) -> bool:
        """Tell whether this is the page of a story."""
        return bool(re.fullmatch(r"[^/]+/stories/[^/]+/index\.html", self.path))

    @property
    def is_left(self) -> bool:
        """Tell whether this is what a text left that moved or was withdrawn: no list and no search leads here."""
        return bool(self.root.find("meta", name="robots", content="noindex") and self.root.find(kind="lost"))

    def __str__(self) -> str:
        return f"{self.site}/{self.path}"


@dataclass(frozen=True, kw_only=True)
class Sites:
    """Built sites: `addresses` are their base addresses by id, `pages` by site and path."""

    folder: Path
    addresses: Mapping[str, str]
    pages: Mapping[tuple[str, str], Page] = field(repr=False)

    @classmethod
    def read(cls, folder: Path, addresses: Mapping[str, str]) -> Sites:
        """Read all pages of the sites in a folder. Raises `MarkupError` for one that is not well-formed."""
        pages = {}
        for site in addresses:
            for file in sorted((folder / site).rglob("*.html")):
                path = file.relative_to(folder / site).as_posix()
                try:
                    root = parse(file.read_bytes().decode("utf-8"))
                except MarkupError as fault:
                    raise MarkupError(f"{site}/{path}: {fault}") from None
                pages[(site, path)] = Page(site=site, path=path, root=root)
        return cls(folder=folder, addresses=addresses, pages=pages)

    @property
    def stories(self) -> list[Page]:
        """The pages of stories that can be read."""
        return [page for page in self.pages.values() if page.is_story and not page.is_left]

    def file(self, page: Page, address: str) -> tuple[str, str] | None:
        """Return the site and path of the file that an address on a page means; None for one of another host.

        Addresses that begin with `/` count from the host of the site; a host serves a folder's `index.html`.
        """
        return self.file_at(page.site, page.path, address)

    def file_at(self, site: str, path: str, address: str) -> tuple[str, str] | None:
        """Return what `file` does, for any file of a site."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            for other, base in self.addresses.items():
                if address.startswith(base):
                    target = unquote(urlsplit(address.removeprefix(base)).path)
                    return other, target + "index.html" if target == "" or target.endswith("/") else target
            return None
        root = urlsplit(self.addresses[site]).path
        if parts.path.startswith("/"):
            assert parts.path.startswith(root), f"{address} leaves the site"
            return site, unquote(parts.path.removeprefix(root))
        return site, posixpath.normpath(
            posixpath.join(posixpath.dirname(path), unquote(parts.path))
        ) if parts.path else path


def record(element: Element) -> Mapping[str, Any] | None:
    """Return what a script element tells machines in JSON; None when it is anything that may run.

    No text in it may hold a `<`, which could end it.
    """
    text = "".join(child for child in element.children if isinstance(child, str))
    if element.attributes != {"type": "application/ld+json"} or "<" in text:
        return None
    found = json.loads(text)
    assert found["@context"] == "https://schema.org"
    return dict(found)


def addresses(page: Page) -> Iterator[tuple[Element, str]]:
    """Yield the addresses on a page with the elements that hold them."""
    for element in page.root.walk():
        for name in ADDRESSES:
            if name in element.attributes:
                yield element, element.attributes[name]
        for name in ("srcset", "imagesrcset"):
            for candidate in element.attributes.get(name, "").split(","):
                if candidate.strip():
                    yield element, candidate.split()[0]
        name = element.attributes.get("property", "")
        if name in ("og:url", "og:image", "og:video", "og:audio", "twitter:image"):
            yield element, element.attributes["content"]


def css_addresses(css: str) -> list[str]:
    """Return the addresses in a style sheet."""
    return ["".join(groups) for groups in _CSS_URL.findall(_COMMENT.sub("", css))]
