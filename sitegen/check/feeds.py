"""Feeds of built sites: Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from sitegen.check import xml
from sitegen.check.languages import is_offered
from sitegen.check.markup import Element
from sitegen.check.sites import Problem, SiteFacts, Sites
from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.locales import parse_tag
from sitegen.values import dataclass

_ATOM = "{http://www.w3.org/2005/Atom}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_JSON_FEED = "https://jsonfeed.org/version/1.1"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_AGAIN = "mend how the feed is made, or build again"


@dataclass(frozen=True, slots=True)
class Note:
    """What is wrong in a feed, and in which line."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Feed:
    """The facts of a feed: its own address, its language, the addresses of its stories and of files it names."""

    own: str
    language: str
    entries: tuple[tuple[int, str], ...]
    files: tuple[tuple[int, str], ...]
    notes: tuple[Note, ...]


def is_feed(path: str) -> bool:
    """Tell whether a file is a feed, by its name."""
    return path.rpartition("/")[2] in ("feed.xml", "feed.json")


def faults(sites: Sites, site: SiteFacts) -> Iterator[Diagnostic]:
    """Yield what is wrong with the feeds of a site."""
    for path, text in site.texts.items():
        if is_feed(path):
            feed = read_json(text) if path.endswith(".json") else read_atom(text)
            for note in (*feed.notes, *_addresses(sites, site, path, feed)):
                yield error("bad-feed", Span(f"{site.place}/{path}", note.line), note.message, _AGAIN)


def read_atom(text: str) -> Feed:
    """Return the facts of an Atom feed."""
    root, flaws = xml.read(text)
    if root is None:
        return _unread(Note(flaw.line, flaw.message) for flaw in flaws)
    if root.tag != f"{_ATOM}feed":
        return _unread([Note(root.line, "the root is not an Atom feed")])
    notes = list(_atom_notes(root))
    entries = _children(root, "entry")
    ids = Counter(_text(entry, "id") for entry in entries)
    notes += [Note(root.line, f"the id {id} stands {count} times") for id, count in ids.items() if count > 1]
    links = [(link.line, link.attributes.get("href", "")) for link in root.find(f"{_ATOM}link")]
    named = [(entry.line, _link(entry, "alternate")) for entry in entries]
    own = _link(root, "self")
    notes += [Note(line, f"the address {href!r} is not absolute") for line, href in links if not _is_absolute(href)]
    return Feed(own, root.attributes.get(_LANG, ""), tuple(named), tuple(links), tuple(notes))


def read_json(text: str) -> Feed:
    """Return the facts of a JSON feed."""
    try:
        value = json.loads(text)
    except ValueError as problem:
        return _unread([Note(getattr(problem, "lineno", 1), f"this is not JSON: {problem}")])
    if not isinstance(value, dict) or not isinstance(value.get("items"), list):
        return _unread([Note(1, "there is no list of items")])
    items = [item for item in value["items"] if isinstance(item, dict)]
    notes = list(_json_notes(value, items))
    ids = Counter(str(item.get("id")) for item in items)
    notes += [Note(0, f"the id {id} stands {count} times") for id, count in ids.items() if count > 1]
    named = tuple((0, str(item.get("url", ""))) for item in items)
    files = tuple((0, str(item[key])) for item in items for key in ("image", "banner_image") if key in item)
    files += tuple((0, str(value[key])) for key in ("home_page_url", "icon", "favicon") if key in value)
    return Feed(str(value.get("feed_url", "")), str(value.get("language", "")), named, files, tuple(notes))


def _atom_notes(root: Element) -> Iterator[Note]:
    for name in ("id", "title", "updated"):
        yield from _single(root, name)
    if not _link(root, "self") or not _link(root, "alternate"):
        yield Note(root.line, "a link with rel=self or rel=alternate is missing")
    has_author = bool(_children(root, "author"))
    for entry in _children(root, "entry"):
        for name in ("id", "title", "updated"):
            yield from _single(entry, name)
        if not _link(entry, "alternate"):
            yield Note(entry.line, "the entry has no link to its story")
        if not has_author and not _children(entry, "author"):
            yield Note(entry.line, "neither entry nor feed has an author")
    for person in root.find(f"{_ATOM}author"):
        yield from _single(person, "name")
    for name in ("updated", "published"):
        for element in root.find(_ATOM + name):
            if not is_moment(element.text):
                yield Note(element.line, f"<{name}> is no moment of RFC 3339: {element.text!r}")


def _json_notes(value: dict[str, object], items: list[dict[str, object]]) -> Iterator[Note]:
    if value.get("version") != _JSON_FEED:
        yield Note(0, f'"version" is not {_JSON_FEED}')
    for key in ("title", "feed_url", "home_page_url"):
        if not isinstance(value.get(key), str) or not value[key]:
            yield Note(0, f'"{key}" is missing')
    for number, item in enumerate(items, 1):
        if not isinstance(item.get("id"), str) or not item["id"]:
            yield Note(0, f'item {number} has no "id"')
        if not (item.get("content_text") or item.get("content_html")):
            yield Note(0, f"item {number} has neither content_text nor content_html")
        for key in ("date_published", "date_modified"):
            if key in item and not is_moment(str(item[key])):
                yield Note(0, f'item {number}: "{key}" is no moment of RFC 3339: {item[key]!r}')


def _addresses(sites: Sites, site: SiteFacts, path: str, feed: Feed) -> Iterator[Note]:
    """Yield what the addresses in a feed do not lead to."""
    if feed.notes and not feed.own:
        return
    if feed.own != site.address(path) and not _has_moved(sites, site, path, feed):
        yield Note(0, f"the feed says it is at {feed.own or 'no address'}, and is at {site.address(path)}")
    folder = path.partition("/")[0]
    if parse_tag(feed.language) is None or (parse_tag(folder) is not None and feed.language != folder):
        yield Note(0, f'the feed\'s language is "{feed.language}"')
    for line, address in feed.entries:
        page = sites.page_at(address)
        if not address:
            yield Note(line, "an entry names no story")
        elif page is None and not sites.is_unbuilt(address):
            yield Note(line, f"{address} is not the address of a page of ours")
        elif page is not None and not is_offered(sites, page):
            yield Note(line, f"{address} is not offered in its language")
    for line, address in feed.files:
        if sites.absolute(address).problem is Problem.MISSING and (line, address) not in feed.entries:
            yield Note(line, f"{address}: {Problem.MISSING.value}")


def _has_moved(sites: Sites, site: SiteFacts, path: str, feed: Feed) -> bool:
    """Tell whether a feed names the address to which it has moved: where one of ours is that says the same."""
    target = sites.absolute(feed.own)
    return target.site == site.id and is_feed(target.path) and site.texts.get(target.path) == site.texts[path]


def is_moment(text: str) -> bool:
    """Tell whether a text is a moment of RFC 3339."""
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return bool(_MOMENT.fullmatch(text))


def _unread(notes: Iterable[Note]) -> Feed:
    return Feed("", "", (), (), tuple(notes))


def _children(element: Element, name: str) -> list[Element]:
    return [child for child in element.children if isinstance(child, Element) and child.tag == _ATOM + name]


def _text(element: Element, name: str) -> str:
    return " ".join(child.text for child in _children(element, name))


def _single(element: Element, name: str) -> Iterator[Note]:
    found = _children(element, name)
    if len(found) != 1 or not found[0].text:
        of = element.tag.removeprefix(_ATOM)
        yield Note(element.line, f"<{of}> needs one <{name}> with words")


def _link(element: Element, relation: str) -> str:
    """Return the address of a link by its relation, which is "alternate" where none is said."""
    links = [link.attributes for link in _children(element, "link")]
    return next((link.get("href", "") for link in links if link.get("rel", "alternate") == relation), "")


def _is_absolute(address: str) -> bool:
    return bool(urlsplit(address).netloc)
