"""Canonical addresses and the graph of translations (hreflang) over all built sites together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from sitegen import urls
from sitegen.check.pages import Alternate, Page
from sitegen.check.sites import SiteFacts, Sites
from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.locales import parse_tag

_DEFAULT = "x-default"
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


def faults(sites: Sites, site: SiteFacts) -> Iterator[Diagnostic]:
    """Yield what is wrong with the canonical addresses and translations that a site's pages name."""
    for page in site.pages.values():
        if page.is_known or page.canonicals:
            yield from _canonical(sites, page)
        yield from _alternates(sites, page)


def is_listed(sites: Sites, page: Page) -> bool:
    """Tell whether a page is offered to search engines: known by its own address, and named as a translation."""
    own = sites.address_of(page)
    return page.is_known and _is_canonical(sites, page) and any(other.address == own for other in page.alternates)


def is_offered(sites: Sites, page: Page) -> bool:
    """Tell whether a page may be recommended in its language: it is listed, or the one that is its canonical is.

    The feed of a mission leads to the mission's own pages, also where the portal's are canonical.
    """
    for reference in page.canonicals[:1]:
        if sites.is_unbuilt(reference.address):
            return page.is_known
        target = sites.page_at(reference.address)
        return target is not None and target.language == page.language and is_listed(sites, target)
    return False


def _is_canonical(sites: Sites, page: Page) -> bool:
    return [reference.address for reference in page.canonicals] == [sites.address_of(page)]


def _canonical(sites: Sites, page: Page) -> Iterator[Diagnostic]:
    if len(page.canonicals) != 1:
        message = f"the page has {len(page.canonicals)} canonical addresses"
        hint = 'every page that can be found has one <link rel="canonical">'
        yield error("bad-canonical", Span(page.place), message, hint)
        return
    reference = page.canonicals[0]
    span = Span(page.place, reference.line)
    target = sites.page_at(reference.address)
    if not urlsplit(reference.address).netloc:
        yield error("bad-canonical", span, f"{reference.address} is not absolute", "write the full address")
    elif target is None and not sites.is_unbuilt(reference.address):
        hint = "name the address of a page as its host serves it, without index.html"
        yield error("bad-canonical", span, f"{reference.address} is not the address of a page of ours", hint)
    elif target is not None and not _is_canonical(sites, target):
        hint = "name the page that is its own canonical"
        yield error("bad-canonical", span, f"{reference.address} is canonical elsewhere itself", hint)
    for stated in page.stated:
        if stated.address != reference.address:
            message = f"og:url is {stated.address}, the canonical address {reference.address}"
            yield error("bad-canonical", Span(page.place, stated.line), message, "print the canonical address in both")


def _alternates(sites: Sites, page: Page) -> Iterator[Diagnostic]:
    own = sites.address_of(page)
    counts = Counter(other.hreflang for other in page.alternates)
    for tag, count in counts.items():
        if count > 1:
            yield _fault(page, page.alternates[0], f'the language "{tag}" stands {count} times', "name each one once")
    if page.alternates and not _is_canonical(sites, page):
        hint = "only a page that is its own canonical names translations"
        yield _fault(page, page.alternates[0], "the page is canonical elsewhere and names translations", hint)
        return
    mine = [other for other in page.alternates if other.address == own]
    if page.alternates and not mine:
        yield _fault(page, page.alternates[0], "the page is not among its own translations", f"add {own}")
    if page.path == urls.CHOOSER and page.alternates and all(other.hreflang != _DEFAULT for other in mine):
        yield _fault(page, page.alternates[0], "the language chooser is no x-default", f"add x-default with {own}")
    for other in page.alternates:
        yield from _alternate(sites, page, other)


def _alternate(sites: Sites, page: Page, other: Alternate) -> Iterator[Diagnostic]:
    tag, address = other.hreflang, other.address
    if tag != _DEFAULT and parse_tag(tag) is None and not _TAG.fullmatch(tag):
        yield _fault(page, other, f'"{tag}" is not the tag of a language', "write a tag of BCP 47, as in ur")
    if not urlsplit(address).netloc:
        yield _fault(page, other, f"{address} is not absolute", "write the full address")
        return
    target = sites.page_at(address)
    if target is None:
        if not sites.is_unbuilt(address):
            yield _fault(page, other, f"{address} is not the address of a page of ours", "name one that is built")
        return
    if not _is_canonical(sites, target):
        yield _fault(page, other, f"{address} is canonical elsewhere", "name the page that is its own canonical")
    elif all(back.address != sites.address_of(page) for back in target.alternates):
        yield _fault(page, other, f"{address} does not name this page in return", "translations name each other")
    if tag != _DEFAULT and target.language != tag:
        message = f'{address} is named as "{tag}" and is in "{target.language}"'
        yield _fault(page, other, message, "name each page by its own language")


def _fault(page: Page, other: Alternate, message: str, hint: str) -> Diagnostic:
    return error("bad-hreflang", Span(page.place, other.line), message, hint)
