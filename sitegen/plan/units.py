"""The units in which a site is planned, each known by the digests of what its plan depends on.

A text in one language is a unit, and so is a page of a list, or the feeds that belong to one. The key of a unit is
made of what goes into it: digests of settings, templates, sources, catalogs, and what others show on its pages. So it
is known without planning the unit, and a unit whose key is that of the last build need not be planned, nor made. It may
say more than its pages depend on, never less: `tests/test_laws.py` holds it to that.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import field

from sitegen import digest
from sitegen.diagnostics import Diagnostic
from sitegen.markdown import Document
from sitegen.recipes import CARD_MODULES, CardRecipe, FontRecipe, PictureRecipe, Recipe, SitemapEntry
from sitegen.store import key, software
from sitegen.values import dataclass
from sitegen.views import Frame

#: The unit of all that leads on from former addresses in a language.
REDIRECTS = "redirects"


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a site that is planned at once: in a language a text by its domain, a list by its path, or `REDIRECTS`.

    `parts` are digests by name: of what the plan depends on.
    """

    site: str
    tag: str
    name: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What a unit consists of.

    `pages` are its recipes by path, `materials` those of the files that they show. `entries` are what sitemaps
    say of its pages, by language and path. `moved` are former paths with the present ones.
    """

    pages: Mapping[str, Recipe]
    materials: Mapping[str, Recipe] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    entries: tuple[tuple[str, str, SitemapEntry], ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What is known of the only page of a unit without planning it: its template, its path, and some of its frame.

    `about` is what messages say of it.
    """

    template: str
    path: str
    about: str
    frame: Frame


def page_key(unit: Unit) -> str:
    """Return what a manifest knows the pages and feeds of a unit by: equal keys, equal recipes."""
    return join((software(), unit.site, unit.tag, unit.name, *(text for part in unit.parts for text in part)))


@functools.lru_cache(maxsize=16_384)
def material_key(recipe: Recipe) -> str:
    """Return what a manifest knows a file by that pages show, or that a site has once.

    Pictures, cards and fonts have the keys under which the store keeps them.
    """
    if isinstance(recipe, PictureRecipe):
        return key(recipe, "images")
    if isinstance(recipe, CardRecipe):
        return key(recipe, *CARD_MODULES)
    if isinstance(recipe, FontRecipe) and recipe.characters:
        return key(recipe, "fonts")
    return key(recipe)


def join(texts: Iterable[str]) -> str:
    """Return the digest of texts in a row; none of them may hold U+0000."""
    return hashlib.blake2b("\0".join(texts).encode("utf-8", "surrogatepass"), digest_size=digest.SIZE).hexdigest()
