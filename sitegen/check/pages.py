"""What one built page says of itself: addresses, ids, language, canonical address, translations.

Facts are read off the page's bytes alone. Knows nothing of the plan, of other pages or of files.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from sys import intern

from sitegen.check.markup import Element
from sitegen.values import dataclass

#: Attributes that hold the address of something that the page itself shows or runs.
_LOADING = {
    "img": ("src",),
    "source": ("src",),
    "script": ("src",),
    "iframe": ("src",),
    "frame": ("src",),
    "embed": ("src",),
    "track": ("src",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "input": ("src",),
    "object": ("data",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
    "body": ("background",),
}
_LINKING = {
    "a": ("href",),
    "area": ("href",),
    "form": ("action",),
    "button": ("formaction",),
    "input": ("formaction",),
}
#: Relations of a <link> that only says something; of every other one a browser may load the target.
_STATING = frozenset({"alternate", "author", "canonical", "help", "license", "me", "next", "prev", "search", "up"})
_STATED_META = frozenset({"og:url", "og:image", "og:video", "og:audio", "twitter:image"})
_REFRESH = re.compile(r"\s*\d+\s*[;,]\s*url\s*=\s*['\"]?([^'\"]*)", re.IGNORECASE)
_CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)|@import\s+["']([^"']+)["']""")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NO_BREAK = re.compile(r"[^\n]")


class Use(enum.Enum):
    """What an address is there for: readers follow a link, a browser loads by itself, a statement only says."""

    LINK = "link"
    LOAD = "load"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Reference:
    """An address in a file, and what names it there."""

    address: str
    line: int
    use: Use
    by: str = ""


@dataclass(frozen=True, slots=True)
class Alternate:
    """One translation that a page names."""

    hreflang: str
    address: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The facts of a page. `path` is relative to its site; `place` is where people find the file.

    `leads_on` tells that the page only sends readers to another one; `indexed` that it does not ask
    search engines to pass it over.
    """

    site: str
    path: str
    place: str
    language: str
    ids: frozenset[str]
    references: tuple[Reference, ...]
    canonicals: tuple[Reference, ...]
    alternates: tuple[Alternate, ...]
    stated: tuple[Reference, ...]
    leads_on: bool
    indexed: bool
    pictures: int

    @property
    def is_known(self) -> bool:
        """Tell whether the page has an address of its own: not one for missing addresses, nor one that leads on."""
        return self.indexed and not self.leads_on and not is_for_missing(self.path)


def is_for_missing(path: str) -> bool:
    """Tell whether a page is what a host shows where there is none."""
    return path.rpartition("/")[2] == "404.html"


def look(root: Element, site: str, path: str, place: str) -> Page:
    """Return the facts of a page."""
    elements = list(root.walk())
    metas = [element.attributes for element in elements if element.tag == "meta"]
    robots = " ".join(meta.get("content", "") for meta in metas if meta.get("name", "").lower() == "robots")
    return Page(
        site=site,
        path=path,
        place=place,
        language=root.attributes.get("lang", ""),
        ids=frozenset(intern(e.attributes["id"]) for e in elements if e.attributes.get("id")),
        references=_once(reference for element in elements for reference in _references(element)),
        canonicals=tuple(
            Reference(e.attributes.get("href", ""), e.line, Use.STATEMENT)
            for e in elements
            if e.tag == "link" and "canonical" in relations(e)
        ),
        alternates=tuple(
            Alternate(e.attributes["hreflang"], e.attributes.get("href", ""), e.line)
            for e in elements
            if e.tag == "link" and "hreflang" in e.attributes and relations(e) == {"alternate"}
        ),
        stated=tuple(
            Reference(e.attributes.get("content", ""), e.line, Use.STATEMENT, "og:url")
            for e in elements
            if e.tag == "meta" and e.attributes.get("property") == "og:url"
        ),
        leads_on=any(meta.get("http-equiv", "").lower() == "refresh" for meta in metas),
        indexed="noindex" not in robots.lower(),
        pictures=sum(element.tag == "img" for element in elements),
    )


def relations(element: Element) -> set[str]:
    """Return what a <link> is to its target."""
    return set(element.attributes.get("rel", "").lower().split())


def style_references(css: str) -> tuple[Reference, ...]:
    """Return the addresses in a style sheet; a browser loads all of them when it needs them."""
    kept = _CSS_COMMENT.sub(lambda match: _NO_BREAK.sub("", match[0]), css)
    found = []
    line, position = 1, 0
    for match in _CSS_URL.finditer(kept):
        line += kept.count("\n", position, match.start())
        position = match.start()
        found.append(Reference("".join(filter(None, match.groups())), line, Use.LOAD, "url()"))
    return tuple(found)


def _once(references: Iterator[Reference]) -> tuple[Reference, ...]:
    """Return each address once for each use, where it stands first: menus repeat what stands elsewhere."""
    found: dict[tuple[str, Use], Reference] = {}
    for reference in references:
        found.setdefault((reference.address, reference.use), reference)
    return tuple(found.values())


def _references(element: Element) -> Iterator[Reference]:
    tag, attributes, line = element.tag, element.attributes, element.line
    for name in _LOADING.get(tag, ()):
        if name in attributes:
            yield Reference(intern(attributes[name]), line, Use.LOAD, tag)
    for name in _LINKING.get(tag, ()):
        if name in attributes:
            yield Reference(intern(attributes[name]), line, Use.LINK, tag)
    for name in ("srcset", "imagesrcset"):
        for candidate in attributes.get(name, "").split(","):
            if candidate.strip():
                yield Reference(intern(candidate.split()[0]), line, Use.LOAD, tag)
    if "cite" in attributes:
        yield Reference(attributes["cite"], line, Use.STATEMENT, tag)
    if tag == "link" and "href" in attributes and not _is_about_address(element):
        use = Use.STATEMENT if relations(element) & _STATING else Use.LOAD
        yield Reference(intern(attributes["href"]), line, use, tag)
    elif tag == "meta":
        yield from _in_meta(element)


def _is_about_address(element: Element) -> bool:
    """Tell whether a <link> names a canonical address or a translation, which are facts of their own."""
    return "hreflang" in element.attributes or "canonical" in relations(element)


def _in_meta(element: Element) -> Iterator[Reference]:
    content = element.attributes.get("content", "")
    if {element.attributes.get("property", ""), element.attributes.get("name", "")} & _STATED_META:
        yield Reference(content, element.line, Use.STATEMENT, "meta")
    elif element.attributes.get("http-equiv", "").lower() == "refresh" and (match := _REFRESH.match(content)):
        yield Reference(match[1], element.line, Use.LINK, "meta")
