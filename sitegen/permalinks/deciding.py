"""Which translated slugs are in force, and what leads to whom: catalogs, history and sources taken together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from sitegen import urls
from sitegen.catalog import Catalog
from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, warning
from sitegen.history import Former, History
from sitegen.permalinks.form import fault
from sitegen.permalinks.model import Permalinks, renamed
from sitegen.permalinks.proposals import Proposed, proposals
from sitegen.stories import MISSION_PAGES, Library
from sitegen.translations import Domain, catalog_path
from sitegen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The addresses, and what is wrong with slugs."""

    permalinks: Permalinks
    found: tuple[Diagnostic, ...]


#: Catalogs by what they are of, a domain or a mission with words of its own, and by their language.
Catalogs = Mapping[tuple[str, str], Catalog]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is to be translated, and what catalogs say of it; `overrides` are those of missions.

    `proposed` are the slugs out of catalogs that need not be read again, by domain and tag.
    """

    domains: Mapping[str, Domain]
    catalogs: Catalogs
    overrides: Catalogs
    proposed: Mapping[tuple[str, str], tuple[Proposed, ...]] = field(default_factory=dict)


def decide(config: Config, library: Library, said: Said, histories: Mapping[str, History]) -> Decided:
    """Decide on the address of everything in every language.

    Of two that want one slug in a language, the one keeps it that history knows it of; if it knows of neither, the
    first in the order of places. The other one has the source's slug, which nobody may take.
    """
    deciding = _Deciding(config, library, histories)
    for tag in config.tags:
        deciding.decide(tag, list(_proposed(said, tag)))
    deciding.found += _of_missions(said)
    former = {tag: tuple(deciding.former(tag)) for tag in config.tags}
    permalinks = Permalinks(slugs=deciding.slugs, former=former, known=_known(histories))
    return Decided(permalinks=permalinks, found=tuple(dict.fromkeys(deciding.found)))


class _Deciding:
    """Hands out addresses. `slugs` are those in force so far, `found` what is wrong with others."""

    def __init__(self, config: Config, library: Library, histories: Mapping[str, History]) -> None:
        self.slugs: dict[tuple[str, str], str] = {}
        self.found: list[Diagnostic] = []
        self._histories = histories
        self._texts = {story.domain: story for story in library.all}
        subjects = (("topics", config.topics), ("regions", config.regions))
        self._places = (*self._texts, *(f"{kind}/{key}" for kind, pairs in subjects for key, _ in pairs))
        self._standing: defaultdict[str, list[str]] = defaultdict(list)
        for place in (*self._places, *sorted(library.faulty)):
            self._standing[_spot(place)].append(place)
        for alias, place in self._aliases():
            self._standing[_spot(alias)].append(place)

    def decide(self, tag: str, proposals: list[Proposed]) -> None:
        """Decide on the slugs that are proposed in a language."""
        claimed: defaultdict[str, list[str]] = defaultdict(list)
        for proposed in sorted(proposals, key=lambda proposed: (not self._is_recorded(proposed, tag), proposed.place)):
            kind, _, source = proposed.place.rpartition("/")
            if proposed.slug == source:
                continue
            wrong = fault(proposed.slug, tag, kind)
            spot = _spot(renamed(proposed.place, proposed.slug))
            other = "" if wrong else _beside(proposed.place, (*self._standing[spot], *claimed[spot]))
            if other:
                hint = "take another one; an address leads to one page only"
                wrong = (f'"{proposed.slug}" is the address of {other} here', hint)
            if wrong:
                code = "slug-taken" if other else "bad-slug"
                message, hint = wrong
                hint = f'{hint}. The address keeps "{source}" until then.'
                self.found.append(warning(code, proposed.span, message, hint))
            else:
                claimed[spot].append(proposed.place)
                self.slugs[proposed.place, tag] = proposed.slug

    def former(self, tag: str) -> Iterator[tuple[str, str]]:
        """Yield the former paths in a language with the places they lead to, the best claims first.

        These are what writers say, then sources' slugs where a translated one is in force, then what was in force
        when history was written, then what was before that, and last what the texts had that somebody came from.
        """
        claims = [self._aliases(), self._sources(tag), self._recorded(tag), self._before(tag), self._ancestors(tag)]
        for old, place in (claim for part in claims for claim in part):
            if _spot(old) != _spot(self._now(place, tag)):
                yield urls.text(tag, old), place

    def _aliases(self) -> Iterator[tuple[str, str]]:
        return ((alias.domain, story.domain) for story in self._texts.values() for alias in story.aliases)

    def _sources(self, tag: str) -> Iterator[tuple[str, str]]:
        return ((place, place) for place, other in self.slugs if other == tag)

    def _recorded(self, tag: str) -> Iterator[tuple[str, str]]:
        for place in self._places:
            former = self._record(place, tag)
            if former.now:
                yield renamed(place, former.now), place

    def _before(self, tag: str) -> Iterator[tuple[str, str]]:
        for place in self._places:
            yield from ((renamed(place, slug), place) for slug in reversed(self._record(place, tag).before))

    def _ancestors(self, tag: str) -> Iterator[tuple[str, str]]:
        """Yield what was the address of texts that are gone and have left theirs to others, as aliases."""
        for story in self._texts.values():
            for alias in story.aliases:
                former = self._record(alias.domain, tag)
                for slug in (former.now, *reversed(former.before)):
                    if slug and alias.domain not in self._texts:
                        yield renamed(alias.domain, slug), story.domain

    def _now(self, place: str, tag: str) -> str:
        slug = self.slugs.get((place, tag))
        return place if slug is None else renamed(place, slug)

    def _record(self, place: str, tag: str) -> Former:
        history = self._histories.get(place)
        return history.slugs.get(tag, _NOTHING) if history else _NOTHING

    def _is_recorded(self, proposed: Proposed, tag: str) -> bool:
        return self._record(proposed.place, tag).now == proposed.slug


_NOTHING = Former()


def _spot(place: str) -> str:
    """Return where a place stands below its language, as a file system without case tells places apart."""
    return urls.text("", place).casefold()


def _beside(place: str, others: Iterable[str]) -> str:
    """Return the first of others that stands on a site on which a place stands; empty when there is none."""
    site = _site(place)
    return next((other for other in others if other != place and (not site or _site(other) in ("", site))), "")


def _site(place: str) -> str:
    """Return the id of the mission on whose site alone something stands; empty for all."""
    return place.split("/")[1] if place.startswith(MISSION_PAGES) else ""


def _proposed(said: Said, tag: str) -> Iterator[Proposed]:
    for domain in said.domains.values():
        known = said.proposed.get((domain.name, tag))
        catalog = said.catalogs.get((domain.name, tag)) if known is None else None
        if known:
            yield from known
        if catalog is not None:
            yield from proposals(domain, tag, catalog, catalog_path(domain.name, tag))


def _of_missions(said: Said) -> Iterator[Diagnostic]:
    """Yield a fault for each slug among the own words of missions."""
    hint = "take it out: all sites have one address for a text, so that each can point to the others"
    for (mission, tag), catalog in sorted(said.overrides.items(), key=lambda item: item[0]):
        path = catalog_path(f"{MISSION_PAGES}{mission}", tag)
        for domain in said.domains.values():
            for proposed in proposals(domain, tag, catalog, path):
                if proposed.place.endswith(f"/{proposed.source}"):
                    message = f'the mission "{mission}" cannot give {proposed.place} another address'
                    yield warning("mission-slug", proposed.span, message, hint)


def _known(histories: Mapping[str, History]) -> dict[str, str]:
    """Return whose each path was that history tells of."""
    return {
        urls.text(tag, renamed(place, slug)): place
        for place, history in histories.items()
        for tag, former in history.slugs.items()
        for slug in (former.now, *former.before)
        if slug
    }
