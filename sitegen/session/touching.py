"""A preview after an edit of one text: only what that text gives is read, planned and made.

A preview holds what it last built. When a file was edited that is the source or a catalog of a text, and neither what
others show of the text nor where it stands has changed, nothing but its own pages can be another: so says the key of
each unit (`plan.units`). Whatever is not so simple is left to a build of everything.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Mapping
from typing import TypeVar

from sitegen import digest, stories
from sitegen.catalog import Catalog
from sitegen.catalog import read as read_catalog
from sitegen.permalinks import proposals
from sitegen.plan import Planner, Unit
from sitegen.render import Kitchen
from sitegen.segments import migration
from sitegen.session.making import Made, Workshop
from sitegen.session.memory import Record
from sitegen.session.reading import Reading
from sitegen.session.running import SiteRun
from sitegen.stories import ProbePicture, Story
from sitegen.translations import Domain, Holding, catalog_path, domain_of, hold
from sitegen.tree import DiskTree, is_passed_over
from sitegen.values import dataclass


@dataclass(frozen=True, slots=True)
class Touched:
    """What came of an edit: output paths as `<site>/<path>` that were made, and those whose bytes changed."""

    made: frozenset[str]
    written: frozenset[str]


class Standing:
    """The last state of a preview, with all that it takes to go on from it. It is changed by `touch`."""

    def __init__(
        self,
        reading: Reading,
        tree: DiskTree,
        planner: Planner,
        kitchen: Kitchen,
        runs: Mapping[str, SiteRun],
        probe: ProbePicture,
    ) -> None:
        self._reading = reading
        self._tree = tree
        self._planner = planner
        self._kitchen = kitchen
        self._runs = runs
        self._probe = probe
        self._is_sound = True
        self._texts = {story.path: story for story in reading.library.all}
        self._catalogs = {
            catalog_path(story.domain, tag): story.path
            for story in reading.library.all
            for tag in reading.config.tags
            if tag != story.language
        }

    def touch(self, changed: Iterable[str]) -> Touched | None:
        """Make what changed files change; None when everything has to be built, with the state as it was.

        Raises `OSError` when the output cannot be written.
        """
        contents = self._contents(changed) if self._is_sound else None
        if contents is None or self._reading.translations.overrides or self._reading.library.faulty:
            return None
        tree = dataclasses.replace(self._tree, digests={**self._tree.digests, **contents})
        texts = {self._catalogs.get(path, path) for path in contents}
        if not texts <= self._texts.keys():
            return None
        edits = [self._edit(tree, path) for path in sorted(texts)]
        if any(edit is None for edit in edits):
            return None
        return self._made(tree, [edit for edit in edits if edit is not None])

    def _contents(self, changed: Iterable[str]) -> dict[str, str] | None:
        """Return the digests of files that are others now; None when a file came or went.

        What editors put beside a file while they save it comes and goes, and is no source.
        """
        found = {}
        for path in changed:
            before = self._tree.digests.get(path)
            place = self._tree.root / path
            if before is None and (is_passed_over(path) or not os.path.lexists(place)):
                continue
            try:
                now = digest.of_bytes(place.read_bytes())
            except OSError:
                return None
            if before is None:
                return None
            if now != before:
                found[path] = now
        return found

    def _edit(self, tree: DiskTree, path: str) -> _Edit | None:
        """Read a text and its catalogs anew; None when there is any fault, or others may show another thing of it."""
        before = self._texts[path]
        reading = self._reading
        story, faults = stories.reload(tree, reading.config, self._probe, reading.histories, before, self._texts)
        if faults or story is None or _outward(story) != _outward(before):
            return None
        domain = domain_of(story, reading.config)
        holdings: dict[str, Holding] = {}
        for tag in reading.config.tags:
            place = catalog_path(domain.name, tag)
            catalog: Catalog | None = None
            if place in tree.digests:
                catalog, noticed = read_catalog(tree.read(place), place)
                if catalog is None or noticed or migration.check(catalog, place):
                    return None
                catalog = migration.migrated(catalog)
            now = hold(domain, tag, catalog, place, reading.config.link_hosts)
            last = reading.translations.holdings[domain.name, tag]
            slugs = {slug.slug for slug in proposals(domain, tag, catalog, place)} if catalog is not None else set()
            in_force = reading.permalinks.slugs.get((domain.name, tag), story.slug)
            if now.found or last.found or (slugs or {story.slug}) != {in_force}:
                return None
            holdings[tag] = now
        return _Edit(story, domain, holdings)

    def _made(self, tree: DiskTree, edits: list[_Edit]) -> Touched | None:
        """Make what edits change; None when that is not only the pages of their texts. Then this state is of no use."""
        self._is_sound = False
        if not all(self._put(edit, tree) for edit in edits):
            return None
        stages = {id: run.folder.stage() for id, run in self._runs.items()}
        try:
            workshop = Workshop(
                planner=self._planner,
                kitchen=self._kitchen,
                folders={id: run.folder for id, run in self._runs.items()},
                writers={id: stage.writer() for id, stage in stages.items()},
                sources=tree.read,
            )
            made = self._units(workshop, edits)
            if made is None:
                return None
            for id, run in self._runs.items():
                run.stage = stages[id]
                run.go_on((unit, part) for unit, part in made if unit.site == id)
            self._tree, self._is_sound = tree, True
            return Touched(
                frozenset(f"{unit.site}/{path}" for unit, part in made for path, _, _ in part.pages),
                frozenset(f"{unit.site}/{path}" for unit, part in made for path, _, changed in part.pages if changed),
            )
        finally:
            for stage in stages.values():
                stage.discard()

    def _units(self, workshop: Workshop, edits: list[_Edit]) -> list[tuple[Unit, Made]] | None:
        """Make the units of texts; None when one of them says another thing to the site, or fails."""
        found = []
        for id, run in self._runs.items():
            for edit in edits:
                for unit in self._planner.sites[id].units_of(edit.story):
                    made = workshop.make(unit)
                    if made.faults or not _is_alike(made.record, run.memory.records.get((unit.tag, unit.name))):
                        return None
                    found.append((unit, made))
        return found

    def _put(self, edit: _Edit, tree: DiskTree) -> bool:
        """Put a text in the place of what it was; tell whether all others show it as before."""
        translations, name = self._reading.translations, edit.domain.name
        self._texts[edit.story.path] = edit.story
        _own(translations.domains)[name] = edit.domain
        for tag, holding in edit.holdings.items():
            _own(translations.holdings)[name, tag] = holding
            _own(translations.digests)[name, tag] = tree.digests.get(catalog_path(name, tag), "")
        return self._planner.put(edit.story)


_K = TypeVar("_K")
_V = TypeVar("_V")


def _own(mapping: Mapping[_K, _V]) -> dict[_K, _V]:
    """Return a mapping of the reading that is held here, and nobody else has, as one that can be changed."""
    assert isinstance(mapping, dict)
    return mapping


@dataclass(frozen=True, slots=True)
class _Edit:
    """A text as it is, and what catalogs give it by tag."""

    story: Story
    domain: Domain
    holdings: Mapping[str, Holding]


def _outward(story: Story) -> tuple[object, ...]:
    """Return what others may show of a text, or lead to."""
    return story.front, story.all_pictures, story.films, story.language, stories.heading_ids(story)


def _is_alike(now: Record, before: Record | None) -> bool:
    """Tell whether a unit gives the same pages, shows the same files and says the same in sitemaps, without a fault."""
    return before is not None and now._replace(key="", parts=(), entries=()) == before._replace(
        key="", parts=(), entries=()
    )
