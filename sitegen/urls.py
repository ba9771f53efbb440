"""Where things stand in a site, and how one page links to another.

Paths are those of output files, relative to the site's root, with `/`. Links between pages are
relative and name `index.html`, so that a site works under any path and opened from disk; absolute
addresses are the short form that a host serves.
"""

from __future__ import annotations

import functools
import posixpath
import re
from typing import Literal, get_args
from urllib.parse import quote, unquote, urlsplit

#: The formats of feeds: Atom, by the ending of its files, and JSON Feed.
FeedFormat = Literal["xml", "json"]
FEEDS: tuple[FeedFormat, ...] = get_args(FeedFormat)

CHOOSER = "index.html"
NOT_FOUND = "404.html"
ROBOTS = "robots.txt"
SITEMAP_INDEX = "sitemap.xml"
#: The rules for moved pages, in the form that Netlify, Cloudflare Pages and GitLab Pages read.
REDIRECTS = "_redirects"
#: The folder of a site's search index.
SEARCH_INDEX = "assets/search"
#: What an address may hold as it is.
_UNRESERVED = re.compile(r"[A-Za-z0-9/._~-]*")


def home(language: str) -> str:
    """Return the path of a site's home page in a language."""
    return f"{language}/index.html"


def stories(language: str) -> str:
    """Return the path of the list of all stories."""
    return f"{language}/stories/index.html"


def story(language: str, slug: str) -> str:
    """Return the path of a story."""
    return f"{language}/stories/{slug}/index.html"


def page(language: str, slug: str) -> str:
    """Return the path of a page such as "about"."""
    return f"{language}/{slug}/index.html"


def text(language: str, domain: str) -> str:
    """Return the path of a story or page by its domain: `stories/<slug>`, `pages/<slug>` or `missions/<id>/<slug>`.

    Lists of topics and regions are named alike: `topics/<slug>`, `regions/<slug>`.
    """
    kind, _, slug = domain.rpartition("/")
    return _KINDS.get(kind, page)(language, slug)


def language_and_text(path: str) -> tuple[str, str] | None:
    """Return the language and the domain of a path that `text` may have returned; None for any other.

    Lists, such as that of all stories, have the paths of pages; whoever asks knows them by their names.
    """
    parts = path.split("/")
    if len(parts) == 4 and parts[1] == "stories" and parts[3] == "index.html":
        return parts[0], f"stories/{parts[2]}"
    if len(parts) == 3 and parts[2] == "index.html":
        return parts[0], f"pages/{parts[1]}"
    return None


def topics(language: str) -> str:
    """Return the path of the list of topics."""
    return f"{language}/topics/index.html"


def topic(language: str, key: str) -> str:
    """Return the path of a topic's list."""
    return f"{language}/topics/{key}/index.html"


def regions(language: str) -> str:
    """Return the path of the list of regions."""
    return f"{language}/regions/index.html"


def region(language: str, key: str) -> str:
    """Return the path of a region's list."""
    return f"{language}/regions/{key}/index.html"


#: The kinds of what has a folder of its own; the others are pages.
_KINDS = {"stories": story, "topics": topic, "regions": region}


def feed(page: str, format: FeedFormat) -> str:
    """Return the path of the feed that belongs to a page: `ur/index.html` → `ur/feed.xml`."""
    return posixpath.join(posixpath.dirname(page), f"feed.{format}")


def sitemap(language: str, number: int) -> str:
    """Return the path of a sitemap of a language; the first is number 1."""
    return f"sitemaps/{language}{f'-{number}' if number > 1 else ''}.xml"


def places(language: str) -> str:
    """Return the path of the list of places."""
    return f"{language}/places/index.html"


def credits(language: str) -> str:
    """Return the path of the credits."""
    return f"{language}/credits/index.html"


def events(language: str) -> str:
    """Return the path of the calendar of events."""
    return f"{language}/events/index.html"


def calendar(language: str, slug: str = "") -> str:
    """Return the path of the calendar file of an event, or without a slug that of all of them."""
    return f"{language}/events/{slug}.ics" if slug else f"{language}/events.ics"


def style(language: str) -> str:
    """Return the path of the page that shows what the theme is made of."""
    return f"{language}/style/index.html"


def search(language: str) -> str:
    """Return the path of the page on which readers search."""
    return f"{language}/search/index.html"


def folder(path: str) -> str:
    """Return the folder in which the page at `path` stands, with a slash at its end."""
    return path.removesuffix("index.html")


def numbered(path: str, number: int) -> str:
    """Return the path of a page of a list that starts at `path`; the first page is `path` itself."""
    return path if number == 1 else f"{folder(path)}page/{number}/index.html"


def not_found(language: str) -> str:
    """Return the path of the page for addresses that do not exist."""
    return f"{language}/{NOT_FOUND}"


def relative(start: str, target: str, fragment: str = "") -> str:
    """Return the link from the page at `start` to the file at `target`."""
    here, there = _steps(start), _steps(target)
    shared, most = 0, min(len(here), len(there)) - 1
    while shared < most and here[shared] == there[shared]:
        shared += 1
    path = "../" * (len(here) - 1 - shared) + "/".join(there[shared:])
    return f"{path}#{quote(fragment)}" if fragment else path


@functools.lru_cache(maxsize=4_096)
def _steps(path: str) -> list[str]:
    """Return the names in a path, quoted. A page has links to many places, and many pages to the same."""
    return _quoted(path).split("/")


def _quoted(path: str) -> str:
    return path if _UNRESERVED.fullmatch(path) else quote(path)


def target(start: str, link: str) -> str:
    """Return the path of the file to which a link on the page at `start` leads; what `relative` gave, undone."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(start), unquote(link.partition("#")[0])))


def absolute(base_url: str, path: str) -> str:
    """Return the address of a file on a site; `base_url` ends with a slash."""
    return base_url + _quoted(folder(path))


def rooted(base_url: str, path: str) -> str:
    """Return the address of a file on a site as its host knows it: the path alone, from the root of the host."""
    return urlsplit(absolute(base_url, path)).path
