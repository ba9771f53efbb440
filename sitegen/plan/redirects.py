"""Former addresses: the page at each that leads on, and the rules by which hosts do so themselves."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from sitegen import urls
from sitegen.config import Site
from sitegen.recipes import Recipe, RedirectsRecipe
from sitegen.values import dataclass
from sitegen.views import Link, Phrase, Redirect


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A place that has moved to `target`: a text by its domain, `topics/<key>` or `regions/<key>`.

    `canonical` is the address under which it is known, empty when it is gone; `about` the source of a text.
    """

    place: str
    target: str
    title: Phrase
    canonical: str
    about: str = ""


def followers(former: str, target: str, standing: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield what moved with the page at `target`, which was at `former`: itself, its feeds, the pages of its list."""
    yield from (
        (urls.feed(former, format), feed) for format in urls.FEEDS if (feed := urls.feed(target, format)) in standing
    )
    number = 1
    while (page := urls.numbered(target, number)) in standing:
        yield urls.numbered(former, number), page
        number += 1


def redirect(title: Phrase, path: str, target: str) -> Redirect:
    """Return what the page at the former path of something shows, which is now at `target`."""
    return Redirect(target=Link(text=title, url=urls.relative(path, target)))


def rules(site: Site, moved: Mapping[str, str]) -> dict[str, Recipe]:
    """Return the recipe of a site's rules under its path; nothing when nothing has moved.

    `moved` are the former paths with the present ones.
    """
    found = [(urls.rooted(site.base_url, old), urls.rooted(site.base_url, new)) for old, new in moved.items()]
    return {urls.REDIRECTS: RedirectsRecipe(rules=tuple(sorted(found)))} if found else {}
