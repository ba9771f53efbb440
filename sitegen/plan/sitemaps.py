"""Sitemaps and robots.txt of one site, read off the recipes of its pages.

So whatever kind of page there is, its sitemap says what the page says: a page stands in it if it is its own
canonical and is offered in its language, with the translations that it names itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen import urls
from sitegen.config import Site
from sitegen.recipes import PageRecipe, Recipe, RobotsRecipe, SitemapEntry, SitemapIndexRecipe, SitemapRecipe
from sitegen.views import Card, FigureView, GalleryView, Home, Listing, StoryView, TextView, VideoView

#: The limits of https://www.sitemaps.org: addresses in one file, and its bytes (50 MiB there).
MAXIMUM_ENTRIES = 50_000
MAXIMUM_BYTES = 50_000_000
#: More than the bytes of the elements around one address.
_AROUND = 120


def sitemaps(site: Site, pages: Iterable[tuple[str, str, SitemapEntry]]) -> dict[str, Recipe]:
    """Return the recipes of a site's sitemaps and of their index.

    `pages` are the entries of all pages, each with its language and path.
    """
    found: dict[str, Recipe] = {}
    newest: list[tuple[str, str]] = []
    by_language: dict[str, list[SitemapEntry]] = {tag: [] for tag in site.tags}
    for tag, _, entry in sorted(pages, key=lambda page: page[1]):
        by_language[tag].append(entry)
    for tag, entries in by_language.items():
        for number, part in enumerate(split(entries), 1):
            path = urls.sitemap(tag, number)
            found[path] = SitemapRecipe(entries=tuple(part))
            newest.append((urls.absolute(site.base_url, path), max(entry.modified for entry in part)))
    return found | {urls.SITEMAP_INDEX: SitemapIndexRecipe(sitemaps=tuple(newest))}


def robots(site: Site, recipes: Mapping[str, Recipe], *, hidden: bool) -> dict[str, Recipe]:
    """Return the recipe of robots.txt, which sends robots away from what is hidden and else names the sitemap.

    Where there is nothing to say there is no file, and robots may read all (RFC 9309, 2.3.1.3).
    """
    if hidden:
        return {urls.ROBOTS: RobotsRecipe(sitemap="")}
    if urls.SITEMAP_INDEX in recipes:
        return {urls.ROBOTS: RobotsRecipe(sitemap=urls.absolute(site.base_url, urls.SITEMAP_INDEX))}
    return {}


def entries(site: Site, recipes: Mapping[str, Recipe]) -> Iterator[tuple[str, str, SitemapEntry]]:
    """Yield the entries of pages with language and path; the language chooser stands with the first language."""
    for path, recipe in recipes.items():
        if isinstance(recipe, PageRecipe) and _belongs(site, path, recipe):
            tag = site.tags[0] if path == urls.CHOOSER else recipe.page.language
            yield tag, path, _entry(site, path, recipe)


def _belongs(site: Site, path: str, recipe: PageRecipe) -> bool:
    content = recipe.content
    if isinstance(content, (StoryView, TextView)) and content.draft:
        return False
    return recipe.page.listed and recipe.page.canonical == urls.absolute(site.base_url, path)


def _entry(site: Site, path: str, recipe: PageRecipe) -> SitemapEntry:
    pictures = dict.fromkeys(urls.target(path, address) for address in _pictures(recipe))
    return SitemapEntry(
        url=recipe.page.canonical,
        modified=_modified(recipe),
        alternates=recipe.page.alternates,
        pictures=tuple(urls.absolute(site.base_url, picture) for picture in pictures),
    )


def _modified(recipe: PageRecipe) -> str:
    """Return the day on which what a page shows was last changed: for a list, the day of its newest story."""
    content = recipe.content
    if isinstance(content, StoryView):
        return (content.updated or content.date).iso
    if isinstance(content, TextView):
        return content.updated.iso
    cards: tuple[Card, ...] = ()
    if isinstance(content, Listing):
        cards = content.cards
    elif isinstance(content, Home):
        cards = (*((content.lead,) if content.lead else ()), *content.cards)
    return max((card.date.iso for card in cards), default="")


def _pictures(recipe: PageRecipe) -> Iterator[str]:
    """Yield the addresses of the pictures that belong to a text, as its page names them."""
    if isinstance(recipe.content, StoryView) and recipe.content.cover:
        yield recipe.content.cover.picture.src
    if recipe.body is not None:
        for insert, _, _ in recipe.body.inserts:
            figures = insert.pictures if isinstance(insert, GalleryView) else (insert,)
            yield from (figure.picture.src for figure in figures if isinstance(figure, FigureView))
            if isinstance(insert, VideoView):
                yield insert.still.src
        yield from (address for _, address, _, _ in recipe.body.images)


def split(entries: Sequence[SitemapEntry]) -> Iterator[list[SitemapEntry]]:
    """Split entries into files that keep to the limits."""
    part: list[SitemapEntry] = []
    size = 0
    for entry in entries:
        weight = _weight(entry)
        if part and (len(part) == MAXIMUM_ENTRIES or size + weight > MAXIMUM_BYTES):
            yield part
            part, size = [], 0
        part.append(entry)
        size += weight
    if part:
        yield part


def _weight(entry: SitemapEntry) -> int:
    """Return at least as many bytes as an entry takes; addresses are ASCII and hold nothing to be escaped."""
    addresses = [entry.url, *(f"{other.hreflang}{other.url}" for other in entry.alternates), *entry.pictures]
    return sum(len(address) + _AROUND for address in addresses) + _AROUND
