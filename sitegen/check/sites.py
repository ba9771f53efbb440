"""Built sites as facts, and which file an address in one of them means.

Knows how a host serves a folder and nothing of how the files came to be.
"""

from __future__ import annotations

import enum
import posixpath
from collections.abc import Mapping
from dataclasses import field
from urllib.parse import unquote, urlsplit

from sitegen import urls
from sitegen.check.pages import Page, Reference, is_for_missing
from sitegen.values import dataclass

#: Addresses by these schemes name nobody's files.
_ELSEWHERE = frozenset({"http", "https", "mailto", "tel", "data", "blob", "sms", "geo"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """One built site. `place` is its folder as people name it; `styles` are the addresses in its style sheets.

    `texts` holds the feeds, sitemaps and the like by path, to be read by who knows them.
    """

    id: str
    base_url: str
    place: str
    files: frozenset[str]
    pages: Mapping[str, Page] = field(repr=False)
    styles: Mapping[str, tuple[Reference, ...]] = field(repr=False)
    texts: Mapping[str, str] = field(repr=False)

    def address(self, path: str) -> str:
        """Return the absolute address of a file."""
        return urls.absolute(self.base_url, path)


class Problem(enum.Enum):
    """Why an address of ours means no file."""

    MISSING = "there is no such file"
    LEAVES = "it leaves the site"
    FOLDER = "it names a folder, which works from a host only"
    ROOTED = "it counts from the root of the host, so it does not work below a path or from disk"
    SCHEME = "nothing can be found by such an address"


@dataclass(frozen=True, slots=True)
class Target:
    """What an address means: a file of a site and a place in it, or a problem; nothing where others are meant."""

    site: str = ""
    path: str = ""
    fragment: str = ""
    problem: Problem | None = None


class Sites:
    """All sites of a project; of those that were not built only the address is known."""

    def __init__(self, built: Mapping[str, SiteFacts], addresses: Mapping[str, str]) -> None:
        """`addresses` are the base addresses of all configured sites by id."""
        self.built = built
        # The longest first, for one site may stand below another.
        self._addresses = sorted(addresses.items(), key=lambda item: -len(item[1]))
        self._bases = dict(addresses)

    def page_at(self, address: str) -> Page | None:
        """Return the page whose own absolute address this is."""
        target = self.absolute(address)
        page = self.built[target.site].pages.get(target.path) if target.site in self.built else None
        return page if page is not None and self.address_of(page) == address else None

    def address_of(self, page: Page) -> str:
        """Return the absolute address of a page."""
        return urls.absolute(self._bases[page.site], page.path)

    def is_unbuilt(self, address: str) -> bool:
        """Tell whether an address is one of a site of ours that was not built, so that nothing can be said of it."""
        target = self.absolute(address)
        return bool(target.site) and target.site not in self.built

    def absolute(self, address: str) -> Target:
        """Return what an absolute address means; a host serves a folder's `index.html`."""
        parts = urlsplit(address)
        plain = parts._replace(query="", fragment="").geturl()
        for id, base in self._addresses:
            if plain.startswith(base):
                path = unquote(plain.removeprefix(base))
                path = path + "index.html" if path == "" or path.endswith("/") else path
                return self._existing(id, path, unquote(parts.fragment))
        return Target()

    def resolve(self, site: str, path: str, address: str) -> Target:
        """Return what an address in a file of a site means."""
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return Target(problem=Problem.SCHEME)
        if parts.scheme in ("http", "https"):
            return self.absolute(address.strip())
        if parts.scheme or parts.netloc:
            return Target(problem=None if parts.netloc or parts.scheme in _ELSEWHERE else Problem.SCHEME)
        fragment = unquote(parts.fragment)
        if not parts.path:
            return Target(site, path, fragment)
        if parts.path.startswith("/"):
            return self._rooted(site, path, unquote(parts.path), fragment)
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
        if joined.startswith("../") or joined == "..":
            return Target(problem=Problem.LEAVES)
        if parts.path.endswith(("/", "/.", "/..")) or parts.path in (".", ".."):
            return Target(problem=Problem.FOLDER)
        return self._existing(site, joined, fragment)

    def _rooted(self, site: str, path: str, named: str, fragment: str) -> Target:
        """Return what an address that starts at the root of the host means; only pages for missing addresses may."""
        root = unquote(urlsplit(self._bases[site]).path)
        if not is_for_missing(path):
            return Target(problem=Problem.ROOTED)
        if not named.startswith(root):
            return Target(problem=Problem.LEAVES)
        return self._existing(site, named.removeprefix(root) or "index.html", fragment)

    def _existing(self, site: str, path: str, fragment: str) -> Target:
        facts = self.built.get(site)
        if facts is None:
            return Target(site, path, fragment)
        return Target(site, path, fragment, None if path in facts.files else Problem.MISSING)
