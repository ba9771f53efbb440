"""The kinds of pages that sites have: found in the plan, by the template that made each page and what it shows.

Nothing is listed by hand, so that a template that is new is looked at from its first page on.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from sitegen.config import PORTAL
from sitegen.plan import Plan
from sitegen.recipes import PageRecipe
from sitegen.views import Redirect


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of page. `pages` are those of each language, as `<site>/<path>`; `example` the same one in each.

    `leads_on` when a reader is taken elsewhere as soon as the page is open.
    """

    name: str
    template: str
    pages: Mapping[str, tuple[str, ...]]
    example: Mapping[str, str]
    leads_on: bool = False


def kinds(plan: Plan) -> tuple[Kind, ...]:
    """Return the kinds of pages that a plan has, by name. Most pages are of several kinds."""
    found: dict[str, dict[str, PageRecipe]] = {}
    for site, recipes in plan.sites.items():
        for path, recipe in recipes.items():
            if isinstance(recipe, PageRecipe):
                for name in _names(site, recipe):
                    found.setdefault(name, {})[f"{site}/{path}"] = recipe
    return tuple(_kind(name, pages) for name, pages in sorted(found.items()))


def _names(site: str, recipe: PageRecipe) -> Iterator[str]:
    """Yield the kinds that a page is of: by template, by what is put into its text, by the kind of site."""
    base = PurePosixPath(recipe.template).stem
    if kind := getattr(recipe.content, "kind", ""):
        base = f"{base} of {kind}" if recipe.template == "listing.html" else kind
    if site != PORTAL:
        yield f"{base} of a mission"
        return
    pagination = getattr(recipe.content, "pagination", None)
    yield f"{base}, later page" if pagination and pagination.previous else base
    if getattr(recipe.content, "notice", None):
        yield f"{base}, not translated"
    for _, template, _ in recipe.body.inserts if recipe.body else ():
        yield f"{base} with {PurePosixPath(template).stem}"


def _kind(name: str, found: Mapping[str, PageRecipe]) -> Kind:
    pages: dict[str, tuple[str, ...]] = {}
    for path, recipe in sorted(found.items()):
        tag = recipe.page.language
        pages[tag] = (*pages.get(tag, ()), path)
    any_recipe = next(iter(found.values()))
    return Kind(
        name=name,
        template=any_recipe.template,
        pages=pages,
        example=_example(found),
        leads_on=isinstance(any_recipe.content, Redirect),
    )


def _example(found: Mapping[str, PageRecipe]) -> dict[str, str]:
    """Return one page in all its languages: of those in most languages, the one that most of them list."""

    def worth(path: str) -> tuple[int, int, str]:
        links = found[path].page.languages
        return -len(_same(path, found)), -sum(link.listed for link in links), path

    return _same(min(found, key=worth), found)


def _same(path: str, found: Mapping[str, PageRecipe]) -> dict[str, str]:
    """Return the same page in the languages that its switch leads to, as far as it is of the kind there as well."""
    folder = posixpath.dirname(path)
    same = {found[path].page.language: path}
    for link in found[path].page.languages:
        other = posixpath.normpath(posixpath.join(folder, link.url)) if link.url else path
        if other in found:
            same[found[other].page.language] = other
    return same
