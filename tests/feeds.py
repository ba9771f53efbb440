"""Feeds held against RFC 4287 (Atom) and JSON Feed 1.1, and a project whose texts try to break them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from tests.support import SITE, SmallProject, picture

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: RFC 3339, as RFC 4287 wants it: capital T and Z, an offset of whole minutes.
INSTANT = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-][0-2]\d:[0-5]\d)")
_ONCE = {"id", "title", "updated"}
_AT_MOST_ONCE = {"published", "summary", "content", "subtitle", "rights", "logo", "icon", "generator", "source"}
_KNOWN = {
    "feed": _ONCE
    | {"subtitle", "rights", "logo", "icon", "generator", "author", "contributor", "category", "link"}
    | {"entry"},
    "entry": _ONCE
    | {"published", "summary", "content", "rights", "source", "author", "contributor", "category", "link"},
    "author": {"name", "uri", "email"},
}


def atom_faults(content: bytes) -> list[str]:
    """Return what RFC 4287 does not allow in a feed."""
    root = ElementTree.fromstring(content)
    if root.tag != f"{ATOM}feed":
        return [f"the root is {root.tag}"]
    entries = root.findall(f"{ATOM}entry")
    found = [*_container_faults(root), *(fault for entry in entries for fault in _container_faults(entry))]
    if root.find(f"{ATOM}author") is None and any(entry.find(f"{ATOM}author") is None for entry in entries):
        found.append("an entry has no author, nor has the feed")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    found += [f"the id {id} stands twice" for id in sorted({str(id) for id in ids if ids.count(id) > 1})]
    if not any(link.get("rel") == "self" for link in root.findall(f"{ATOM}link")):
        found.append("the feed does not name itself")
    return found


def _container_faults(element: ElementTree.Element) -> Iterator[str]:
    kind = element.tag.removeprefix(ATOM)
    names = [child.tag.removeprefix(ATOM) for child in element]
    yield from (f"{kind}: {names.count(name)} times {name}" for name in sorted(_ONCE) if names.count(name) != 1)
    yield from (f"{kind}: {name} stands twice" for name in sorted(_AT_MOST_ONCE) if names.count(name) > 1)
    yield from (f"{kind}: {name} is not known there" for name in sorted(set(names) - _KNOWN[kind]))
    for child in element:
        yield from _child_faults(kind, child)
    links = element.findall(f"{ATOM}link")
    alternates = [(link.get("type"), link.get("hreflang")) for link in links if link.get("rel") == "alternate"]
    if len(alternates) != len(set(alternates)):
        yield f"{kind}: two alternates of one type and language"
    if kind == "entry" and not alternates and "content" not in names:
        yield "entry: neither content nor an alternate link"


def _child_faults(kind: str, child: ElementTree.Element) -> Iterator[str]:
    name, text = child.tag.removeprefix(ATOM), child.text or ""
    if name in ("updated", "published") and not INSTANT.fullmatch(text):
        yield f"{kind}: {name} is {text!r}"
    if name in ("id", "uri") and not _is_absolute(text):
        yield f"{kind}: the {name} {text!r} is no absolute address"
    if name == "link" and not _is_absolute(child.get("href", "")):
        yield f"{kind}: a link to {child.get('href')!r}"
    if name == "category" and not child.get("term"):
        yield f"{kind}: a category without a term"
    if name in ("title", "summary", "subtitle") and (child.get("type") not in (None, "text") or len(child)):
        yield f"{kind}: {name} is not plain text"
    if name == "author":
        names = [part.tag.removeprefix(ATOM) for part in child]
        if names.count("name") != 1 or not child.findtext(f"{ATOM}name") or set(names) - _KNOWN["author"]:
            yield f"{kind}: an author with {names}"
        yield from (fault for part in child for fault in _child_faults("author", part))


def json_faults(content: bytes) -> list[str]:
    """Return what JSON Feed 1.1 does not allow in a feed."""
    feed = json.loads(content)
    found = [] if feed.get("version") == "https://jsonfeed.org/version/1.1" else ["an unknown version"]
    if not isinstance(feed.get("title"), str) or not feed["title"]:
        found.append("no title")
    found += [
        f"{name} is no absolute address" for name in ("home_page_url", "feed_url") if not _is_absolute(feed[name])
    ]
    items = feed.get("items")
    if not isinstance(items, list):
        return [*found, "no items"]
    ids = [item.get("id") for item in items]
    found += ["an id stands twice"] if len(ids) != len(set(ids)) else []
    return [*found, *(fault for item in items for fault in _item_faults(item))]


def _item_faults(item: dict[str, Any]) -> Iterator[str]:
    if not isinstance(item.get("id"), str) or not item["id"]:
        yield "an item without id"
    if not item.get("content_text") and not item.get("content_html"):
        yield f"{item.get('id')}: no content"
    for name in ("url", "image", "external_url"):
        if name in item and not _is_absolute(item[name]):
            yield f"{item.get('id')}: {name} is no absolute address"
    for name in ("date_published", "date_modified"):
        if name in item and not INSTANT.fullmatch(item[name]):
            yield f"{item.get('id')}: {name} is {item[name]!r}"
    if any(not author.get("name") and not author.get("url") for author in item.get("authors", [])):
        yield f"{item.get('id')}: an author without a name"
    if not all(isinstance(tag, str) for tag in item.get("tags", [])):
        yield f"{item.get('id')}: a tag that is no text"


def entries(content: bytes) -> list[ElementTree.Element]:
    """Return the entries of an Atom feed."""
    return ElementTree.fromstring(content).findall(f"{ATOM}entry")


def text(element: ElementTree.Element, name: str) -> str:
    """Return the text of a child of an Atom element."""
    return element.findtext(f"{ATOM}{name}") or ""


def link(element: ElementTree.Element, rel: str) -> str:
    """Return the address of an Atom element's link of a relation; empty when there is none."""
    return next((str(found.get("href")) for found in element.findall(f"{ATOM}link") if found.get("rel") == rel), "")


def _is_absolute(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"\s", address)


#: A text that would end whatever it stands in, were it not written for XML, JSON and HTML as each wants it.
NASTY = "a <b> & \"c\" 'd' ]]> <!-- --> </title></script><script>alert(1)</script> \u202b قلعہ \u202c \u2028 &lt; %s"


def nasty_project(root: Path) -> SmallProject:
    """Return a project in which whatever can be written tries to get out of its place."""
    quoted = "'" + NASTY.replace("'", "''").replace("\u2028", "") + "'"
    story = (
        f"---\ntitle: {quoted}\ndate: 2026-01-02\nsummary: {quoted}\ntopics: [hills]\nplace: {{name: {quoted}}}\n"
        f"cover: {{file: cup.jpg, alt: {quoted}}}\ncredits: [{{role: writer, name: {quoted}}}]\n"
        f"sources: [{{title: {quoted}, publisher: {quoted}, url: 'https://example.org/?a=1&b=<2>'}}]\n---\nWords.\n"
    )
    site = SITE.replace("name: Tales", f"name: {quoted}").replace("Hills", quoted)
    files: dict[str, str | bytes] = {"content/site.yaml": site, "content/stories/tea/index.md": story}
    return SmallProject(root, files | {"content/stories/tea/cup.jpg": picture()})
