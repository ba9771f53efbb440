"""Where the addresses of built sites lead, and which pages nobody is led to."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.check.pages import Page, Reference, Use
from sitegen.check.safety import foreign
from sitegen.check.sites import Problem, SiteFacts, Sites, Target
from sitegen.diagnostics import Diagnostic, Span, error, warning

#: Fragments by which HTML means the top of a page, whatever ids there are.
_TOP = ("", "top")
#: Begins a fragment that tells a browser what to mark, not where to find it.
_TEXT_FRAGMENT = ":~:"
_HINTS = {
    Problem.MISSING: "build again; if it stays, the theme or the text names a file that is not published",
    Problem.LEAVES: "a site must work alone; name the other one by its full address",
    Problem.FOLDER: "write …/index.html",
    Problem.ROOTED: "write it relative to the page, as urls do in views",
    Problem.SCHEME: "write an https, mailto or tel address, or a relative path",
}


def faults(sites: Sites, site: SiteFacts) -> Iterator[Diagnostic]:
    """Yield the addresses in pages and style sheets of a site that lead nowhere, and those that ask others."""
    for page in site.pages.values():
        for reference in page.references:
            yield from _check(sites, site, page.path, reference)
    for path, references in site.styles.items():
        for reference in references:
            yield from _check(sites, site, path, reference)


def unreachable(sites: Sites, site: SiteFacts) -> tuple[Page, ...]:
    """Return the pages to which no way of links leads from the root of a site.

    Pages for missing addresses, those that lead on, and those that search engines are to pass over are not missed.
    """
    reached = {"index.html"}
    waiting = ["index.html"]
    while waiting:
        page = site.pages.get(waiting.pop())
        for reference in page.references if page else ():
            if reference.use is Use.LINK:
                target = sites.resolve(site.id, page.path if page else "", reference.address)
                if target.site == site.id and target.path in site.pages and target.path not in reached:
                    reached.add(target.path)
                    waiting.append(target.path)
    return tuple(page for path, page in site.pages.items() if path not in reached and page.is_known)


def orphans(sites: Sites, site: SiteFacts) -> Iterator[Diagnostic]:
    """Yield a warning for each page that nobody is led to."""
    for page in unreachable(sites, site):
        hint = "link to it, or take away what makes it, such as a topic without stories"
        yield warning("unreachable-page", Span(page.place), "no link leads here from the front page", hint)


def _check(sites: Sites, site: SiteFacts, path: str, reference: Reference) -> Iterator[Diagnostic]:
    place = f"{site.place}/{path}"
    stranger = foreign(reference, place)
    if stranger is not None:
        yield stranger
        return
    target = sites.resolve(site.id, path, reference.address)
    span = Span(place, reference.line)
    if target.problem is not None:
        code = "dead-link" if target.problem in (Problem.MISSING, Problem.SCHEME) else "link-not-portable"
        message = f"{reference.address[:80] or 'an empty address'}: {target.problem.value}"
        yield error(code, span, message, _HINTS[target.problem])
    elif not _is_there(sites, target):
        message = f"{reference.address[:80]}: there is no element with this id"
        yield error("dead-fragment", span, message, "name the id of an element, or take the # part off")


def _is_there(sites: Sites, target: Target) -> bool:
    """Tell whether a fragment leads to an element, as far as the target is a page of ours."""
    facts = sites.built.get(target.site)
    page = facts.pages.get(target.path) if facts else None
    fragment = target.fragment
    return page is None or fragment in _TOP or fragment in page.ids or fragment.startswith(_TEXT_FRAGMENT)
