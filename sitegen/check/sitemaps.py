"""Sitemaps (https://www.sitemaps.org, with translations as xhtml:link) and what robots.txt says of them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import field

from sitegen.check import xml
from sitegen.check.feeds import is_moment
from sitegen.check.languages import is_listed
from sitegen.check.links import unreachable
from sitegen.check.markup import Element
from sitegen.check.sites import SiteFacts, Sites
from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.values import dataclass

INDEX = "sitemap.xml"
_ROBOTS = "robots.txt"
_FOLDER = "sitemaps/"
_NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_LINK = "{http://www.w3.org/1999/xhtml}link"
_IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}loc"
#: The limits of the protocol for one file.
_MOST_ADDRESSES = 50_000
_MOST_BYTES = 52_428_800
_AGAIN = "mend how sitemaps are made, or build again"
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass
class _Reading:
    """What was read of a site's sitemaps so far."""

    site: SiteFacts
    found: list[Diagnostic] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)

    def note(
        self, path: str, line: int, message: str, hint: str = "mend how sitemaps are made, or build again"
    ) -> None:
        self.found.append(error("bad-sitemap", Span(f"{self.site.place}/{path}", line), message, hint))


def faults(sites: Sites, site: SiteFacts) -> Iterator[Diagnostic]:
    """Yield what is wrong with the sitemaps of a site, and which pages are missing in them."""
    reading = _Reading(site)
    if _ROBOTS in site.texts:
        _robots(sites, reading)
    if INDEX in site.files:
        _file(sites, reading, INDEX)
        for path in sorted(site.texts):
            if path.startswith(_FOLDER) and path.endswith(".xml") and path not in reading.files:
                reading.note(path, 0, f"{INDEX} does not name this sitemap")
        hidden = {page.path for page in unreachable(sites, site)}
        for path, page in site.pages.items():
            if path not in reading.listed and path not in hidden and is_listed(sites, page):
                hint = f"every page that is canonical and offered in its language belongs into {INDEX}"
                reading.found.append(error("not-in-sitemap", Span(page.place), "no sitemap names this page", hint))
    yield from reading.found


def _file(sites: Sites, reading: _Reading, path: str) -> None:
    """Read one file: an index of others, or a list of addresses."""
    if path in reading.files:
        reading.note(path, 0, "this sitemap is named twice")
        return
    reading.files.add(path)
    text = reading.site.texts.get(path, "")
    root, flaws = xml.read(text)
    if root is None:
        for flaw in flaws:
            reading.note(path, flaw.line, flaw.message)
        return
    if root.tag == f"{_NS}sitemapindex" and path == INDEX:
        for element in root.find(f"{_NS}sitemap"):
            _part(sites, reading, path, element)
    elif root.tag == f"{_NS}urlset":
        entries = root.find(f"{_NS}url")
        if len(entries) > _MOST_ADDRESSES or len(text.encode()) > _MOST_BYTES:
            reading.note(path, 0, f"a sitemap holds at most {_MOST_ADDRESSES} addresses and {_MOST_BYTES >> 20} MB")
        for element in entries:
            _entry(sites, reading, path, element)
    else:
        reading.note(path, root.line, "the root is neither urlset nor, in the index, sitemapindex")


def _part(sites: Sites, reading: _Reading, path: str, element: Element) -> None:
    address = _only(reading, path, element, "loc")
    _modified(reading, path, element)
    target = sites.absolute(address)
    if target.site == reading.site.id and target.path in reading.site.texts:
        _file(sites, reading, target.path)
    elif address:
        reading.note(path, element.line, f"{address} is not a sitemap of this site")


def _entry(sites: Sites, reading: _Reading, path: str, element: Element) -> None:
    address = _only(reading, path, element, "loc")
    _modified(reading, path, element)
    page = sites.page_at(address)
    if page is None or page.site != reading.site.id:
        if address:
            reading.note(path, element.line, f"{address} is not the address of a page of this site")
        return
    if page.path in reading.listed:
        reading.note(path, element.line, f"{address} stands twice")
    reading.listed.add(page.path)
    if not is_listed(sites, page):
        reading.note(path, element.line, f"{address} is canonical elsewhere, or not offered in its language")
    links = [link for link in element.find(_LINK) if link.attributes.get("rel") == "alternate"]
    named = {(link.attributes.get("hreflang", ""), link.attributes.get("href", "")) for link in links}
    if named != {(other.hreflang, other.address) for other in page.alternates}:
        hint = "the sitemap names the translations that the page names"
        reading.note(path, element.line, f"{address} has other translations here than on its page", hint)
    for picture in element.find(_IMAGE):
        target = sites.absolute(picture.text)
        if target.problem is not None or not target.site:
            reading.note(path, picture.line, f"{picture.text} is not a file of ours")


def _only(reading: _Reading, path: str, element: Element, name: str) -> str:
    found = [child for child in element.children if isinstance(child, Element) and child.tag == _NS + name]
    if len(found) != 1 or not found[0].text:
        reading.note(path, element.line, f"<{element.tag.removeprefix(_NS)}> needs one <{name}>")
        return ""
    return found[0].text


def _modified(reading: _Reading, path: str, element: Element) -> None:
    for child in element.find(f"{_NS}lastmod"):
        if not _is_w3c_date(child.text):
            reading.note(path, child.line, f"{child.text!r} is not a date as in 2026-10-14")


def _is_w3c_date(text: str) -> bool:
    """Tell whether a text is a day or moment by https://www.w3.org/TR/NOTE-datetime."""
    if not _DAY.fullmatch(text):
        return is_moment(text)
    try:
        datetime.date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        return False
    return True


def _robots(sites: Sites, reading: _Reading) -> None:
    for number, line in enumerate(reading.site.texts[_ROBOTS].splitlines(), 1):
        name, _, value = line.partition(":")
        if name.strip().lower() == "sitemap":
            target = sites.absolute(value.strip())
            if target.site != reading.site.id or target.problem is not None:
                reading.note(_ROBOTS, number, f"{value.strip()} is not a file of this site")
