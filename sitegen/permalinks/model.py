"""The addresses of a project, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from sitegen import urls
from sitegen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Permalinks:
    """The addresses of all texts, topics and regions in all languages.

    Places are domains of texts, `topics/<key>` and `regions/<key>`. `slugs` are the translated ones in force, by place
    and language; all others are the source's. `former` are by language the paths that lead on, best claim first, each
    with the place it leads to; one may be claimed twice, or stood at by somebody on one of the sites. `known` says
    whose each recorded path was, also of texts that are gone.
    """

    slugs: Mapping[tuple[str, str], str] = field(default_factory=dict)
    former: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)

    def path(self, place: str, tag: str) -> str:
        """Return where the page of a place stands in a language."""
        slug = self.slugs.get((place, tag))
        return urls.text(tag, place if slug is None else renamed(place, slug))


def renamed(place: str, slug: str) -> str:
    """Return a place with another slug."""
    return f"{place.rpartition('/')[0]}/{slug}"
