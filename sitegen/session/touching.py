"""A preview after an edit of one text: only what that text gives is read, planned and made.

A preview holds what it last built. When a file was edited that is the source or a catalog of a text, and neither what
others show of the text nor where it stands has changed, nothing but its own pages can be another: so says the key of
each unit (`plan.units`). Whatever is not so simple is left to a build of everything.

The pages take their places one by one, and nothing else is written (`output.showing`).
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from sitegen import stamps, stories
from sitegen.catalog import Catalog
from sitegen.catalog import read as read_catalog
from sitegen.output import Showing
from sitegen.permalinks import proposals
from sitegen.plan import Planner, page_key
from sitegen.render import Kitchen
from sitegen.scanning import is_passed_over
from sitegen.segments import migration
from sitegen.session.making import Made, cook
from sitegen.session.memory import is_alike
from sitegen.session.reading import LastGood, Reading
from sitegen.session.running import SiteRun
from sitegen.stories import ProbePicture, Story
from sitegen.translations import Domain, Holding, catalog_path, domain_of, hold
from sitegen.tree import DiskTree
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
        last_good: LastGood,
    ) -> None:
        self._reading = reading
        self._tree = tree
        self._planner = planner
        self._kitchen = kitchen
        self._probe = probe
        self._last_good = last_good
        self._is_sound = True
        self._records = {(id, *name): record for id, run in runs.items() for name, record in run.memory.records.items()}
        self._showings = {id: Showing(run.folder) for id, run in runs.items()}
        self._texts = {story.path: story for story in reading.library.all}
        self._catalogs = {
            catalog_path(story.domain, tag): story.path
            for story in reading.library.all
            for tag in reading.config.tags
            if tag != story.language
        }
        #: Catalogs that were read, with the digest of their bytes: of a text that is edited all are held anew.
        self._read: dict[str, tuple[str, Catalog]] = {}

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
        edits = []
        for path in sorted(texts):
            edit = self._edit(tree, path, contents.keys())
            if edit is None:
                return None
            edits.append(edit)
        return self._made(tree, edits)

    def _contents(self, changed: Iterable[str]) -> dict[str, str] | None:
        """Return the digests of files that are others now; None when a file came or went.

        What editors put beside a file while they save it comes and goes, and is no source.
        """
        found = {}
        for path in changed:
            before = self._tree.digests.get(path)
            place = f"{self._tree.root}/{self._tree.spelled.get(path, path)}"
            if before is None and (is_passed_over(path) or not os.path.lexists(place)):
                continue
            now = stamps.digest_of_file(place)
            if before is None or not now:
                return None
            if now != before:
                found[path] = now
        return found

    def _edit(self, tree: DiskTree, path: str, changed: Collection[str]) -> _Edit | None:
        """Read what changed of a text and its catalogs; None when there is any fault, or others may show another thing
        of it.
        """
        story, reading = self._texts[path], self._reading
        domain = reading.domains[story.domain] if path not in changed else None
        if domain is None:
            read, faults = stories.reload(tree, reading.config, self._probe, reading.histories, story, self._texts)
            if faults or read is None or _outward(read) != _outward(story):
                return None
            story, domain = read, domain_of(read, reading.config)
        catalogs: dict[str, Catalog] = {}
        holdings: dict[str, Holding] = {}
        for tag in reading.config.tags:
            place = catalog_path(domain.name, tag)
            if path not in changed and place not in changed:
                continue
            catalog: Catalog | None = None
            if place in tree.digests:
                catalog = self._catalog(tree, place)
                if catalog is None:
                    return None
                catalogs[place] = catalog
            held = self._held(story, domain, tag, catalog)
            if held is None:
                return None
            holdings[tag] = held
        return _Edit(story, domain, catalogs, holdings)

    def _catalog(self, tree: DiskTree, place: str) -> Catalog | None:
        """Return a catalog as it is now, of the present rules; None when there is any fault in it."""
        value, known = tree.digests[place], self._read.get(place)
        if known is not None and known[0] == value:
            return known[1]
        catalog, noticed = read_catalog(tree.read(place), place)
        if catalog is None or noticed or migration.check(catalog, place):
            return None
        catalog = migration.migrated(catalog)
        self._read[place] = value, catalog
        return catalog

    def _held(self, story: Story, domain: Domain, tag: str, catalog: Catalog | None) -> Holding | None:
        """Return what a catalog gives a text; None when there is any fault, or the text has another address by it."""
        place, reading = catalog_path(domain.name, tag), self._reading
        now = hold(domain, tag, catalog, place, reading.config.link_hosts)
        last = reading.translations.holdings[domain.name, tag]
        slugs = {slug.slug for slug in proposals(domain, tag, catalog, place)} if catalog is not None else set()
        in_force = reading.permalinks.slugs.get((domain.name, tag), story.slug)
        return None if now.found or last.found or (slugs or {story.slug}) != {in_force} else now

    def _made(self, tree: DiskTree, edits: list[_Edit]) -> Touched | None:
        """Make what edits change; None when that is not only the pages of their texts. Then this state is of no use."""
        self._is_sound = False
        parts = self._units(edits) if all(self._put(edit, tree) for edit in edits) else None
        if parts is None:
            return None
        made: set[str] = set()
        written: set[str] = set()
        for part, contents in parts:
            self._records[part.site, part.tag, part.name] = part.record
            for path, content in contents.items():
                made.add(f"{part.site}/{path}")
                try:
                    is_other = self._showings[part.site].put(path, content)
                except (FileNotFoundError, NotADirectoryError):
                    return None  # somebody took its folder away
                if is_other:
                    written.add(f"{part.site}/{path}")
        self._tree, self._is_sound = tree, True
        return Touched(frozenset(made), frozenset(written))

    def _units(self, edits: list[_Edit]) -> list[tuple[Made, dict[str, bytes]]] | None:
        """Make the units of texts; None when one of them says another thing to the site, or fails."""
        found = []
        for id in self._showings:
            for edit in edits:
                for unit in self._planner.sites[id].units_of(edit.story):
                    before = self._records.get((id, unit.tag, unit.name))
                    if before is not None and before.key == page_key(unit):
                        continue
                    made, contents = cook(self._planner, self._kitchen, unit)
                    if made.faults or not is_alike(made.record, before):
                        return None
                    found.append((made, contents))
        return found

    def _put(self, edit: _Edit, tree: DiskTree) -> bool:
        """Put a text in the place of what it was; tell whether all others show it as before."""
        translations, name = self._reading.translations, edit.domain.name
        self._texts[edit.story.path] = self._last_good.stories[edit.story.path] = edit.story
        _own(translations.domains)[name] = edit.domain
        for tag, holding in edit.holdings.items():
            place = catalog_path(name, tag)
            _own(translations.holdings)[name, tag] = holding
            _own(translations.digests)[name, tag] = tree.digests.get(place, "")
            if place in edit.catalogs:
                self._last_good.catalogs[place] = edit.catalogs[place], tree.digests[place]
        return self._planner.put(edit.story)


_K = TypeVar("_K")
_V = TypeVar("_V")


def _own(mapping: Mapping[_K, _V]) -> dict[_K, _V]:
    """Return a mapping of the reading that is held here, and nobody else has, as one that can be changed."""
    assert isinstance(mapping, dict)
    return mapping


@dataclass(frozen=True, slots=True)
class _Edit:
    """A text as it is, its catalogs by path, and what those give it by tag, as far as it may be another thing now."""

    story: Story
    domain: Domain
    catalogs: Mapping[str, Catalog]
    holdings: Mapping[str, Holding]


def _outward(story: Story) -> tuple[object, ...]:
    """Return what others may show of a text, or lead to."""
    return story.front, story.all_pictures, story.films, story.language, stories.heading_ids(story)
