"""Built pages as trees, read more strictly than any browser does, and the addresses in them.

A page that is not well-formed, by the strict reading of `sitegen.check.markup`, raises `MarkupError` with
its line.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from sitegen.check.markup import Element as Element
from sitegen.check.markup import read

#: Attributes that hold an address, whatever element they stand on.
ADDRESSES = ("href", "src", "poster", "action", "formaction", "data", "cite", "manifest")
#: Attributes that hold the ids of other elements of the page.
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "for", "headers", "list")
_CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)|@import\s+["']([^"']+)["']""")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class MarkupError(ValueError):
    """A page is not well-formed."""


def parse(text: str) -> Element:
    """Return the `html` element of a page. Raises `MarkupError`, also for comments: nobody but readers is meant."""
    markup = read(text)
    for flaw in (*markup.flaws, *markup.comments):
        raise MarkupError(f"line {flaw.line}: {flaw.message}")
    return markup.root


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
