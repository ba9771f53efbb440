"""One site in one run: which of its units are as they were, and what has to be made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sitegen import digest
from sitegen.diagnostics import Diagnostic, FaultError
from sitegen.output import Folder
from sitegen.plan import Unit, collisions, join, material_key, page_key
from sitegen.plan.site import SitePlanner
from sitegen.recipes import Recipe
from sitegen.render import Kitchen
from sitegen.session.edits import standing
from sitegen.session.indexing import Indexing
from sitegen.session.making import Made
from sitegen.session.memory import Indexed, Memory, is_alike
from sitegen.session.mending import Mender
from sitegen.session.verdicts import Options
from sitegen.session.weighing import Weighing
from sitegen.store import key as name_of
from sitegen.store import software
from sitegen.stories import STORY, Story
from sitegen.tree import DiskTree


class SiteRun:
    """The making of one site.

    `wanted` are the units to be made, `keys` what is known of each output by path, `memory` what is to be remembered.
    """

    def __init__(
        self,
        planner: SitePlanner,
        folder: Folder,
        kitchen: Kitchen,
        before: Memory,
        seams: Path,
        edited: tuple[Story, ...] | None = None,
    ) -> None:
        """`before` is what the last build remembered, and `seams` is the file that tells where parts of pages stand.

        With `edited`, units of other texts are as they were then.
        """
        self.folder = folder
        self.stage = folder.stage()
        self.found: list[Diagnostic] = []
        self.keys: dict[str, str] = {}
        self.made: set[str] = set()
        self.written: set[str] = set()
        self.removed: set[str] = set()
        self.memory = Memory(ledger=before.ledger)
        self._planner = planner
        self._kitchen = kitchen
        self._before = before
        self._materials: dict[str, Recipe] = {}
        units = planner.units() if edited is None else (unit for text in edited for unit in planner.units_of(text))
        self._units = {(unit.tag, unit.name): unit for unit in units}
        self._is_edit = edited is not None
        if self._is_edit:
            self._take_over()
        self.wanted = [unit for unit in self._units.values() if not self._is_there(unit)]
        self.mender = Mender(planner, kitchen, folder, before.records, seams)

    @property
    def id(self) -> str:
        """The id of the site."""
        return self._planner.site.id

    @property
    def again(self) -> bool:
        """Tell whether anything is known of a build before this one."""
        return len(self._before.records) > 0

    def _take_over(self) -> None:
        """Take all units over from the last build that are not looked at."""
        self.memory.records = self._before.records.copy()
        for name in self._units:
            self.memory.records.pop(name, None)
        for name in sorted(self.memory.records.faulty):
            self.found += self.memory.records[name].found()

    def _is_there(self, unit: Unit) -> bool:
        """Tell whether all that a unit gives is in the folder; if so, take it over."""
        record = self._before.records.get((unit.tag, unit.name))
        if record is None or record.key != page_key(unit):
            return False
        keys = dict.fromkeys(record.paths, record.key)
        keys.update(record.materials)
        if not all(self._holds(path, key) for path, key in keys.items()):
            return False
        self.keys |= keys
        self.memory.records[unit.tag, unit.name] = record
        if record.faults:
            self.found += record.found()
        return True

    def _holds(self, path: str, key: str) -> bool:
        before = self.folder.files.get(path)
        return before is not None and before.key == key and self.folder.is_intact(path)

    def there(self, unit: Unit) -> dict[str, str]:
        """Return the digests, by path, of the sound pages that a unit gave in the last build."""
        record = self._before.records.get((unit.tag, unit.name))
        paths = record.paths if record is not None else ()
        files = self.folder.files
        return {path: files[path].digest for path in paths if path in files and self.folder.is_intact(path)}

    def take(self, made: Made) -> None:
        """Take in what came of a unit."""
        unit = self._units[made.tag, made.name]
        key = made.record.key
        for path, value, written in made.pages:
            self.keys[path] = key
            if written:
                self.stage.adopt(path, key, value)
            else:
                self.stage.keep(path, key)
            self.made.add(f"{self.id}/{path}")
        for path in made.kept:
            self.keys[path] = self.folder.files[path].key
            self.stage.keep(path)
        self._materials |= made.materials
        # Of a page that was mended, all files that it shows are there.
        self.keys.update(made.record.materials)
        self.mender.note(unit, {path: value for path, value, _ in made.pages}, made.seams)
        self.found += made.record.found()
        if not made.faults:
            self.memory.records[made.tag, made.name] = made.record

    def _says_the_same(self) -> bool:
        """Tell whether an edit left the site with the same files, of which it would say the same."""
        now, before = self.memory.records, self._before.records
        return self._is_edit and all(
            name in now and (now[name] == before.get(name) or is_alike(now[name], before.get(name)))
            for name in self._units
        )

    def finish(self) -> None:
        """Plan what the site has once, when all its units are known; if they say the same, it is the same."""
        before = self._before
        if self._says_the_same():
            self.memory.once, self.memory.files, self.memory.fields = before.once, before.files, before.fields
            self.keys = {path: made.key for path, made in self.folder.files.items()} | self.keys
            self._materials = {}
            return
        if self._is_edit:
            for name, record in self.memory.records.items():
                if name not in self._units:
                    self.keys |= dict.fromkeys(record.paths, record.key) | dict(record.materials)
        records = self.memory.records.values()
        moved = {old: new for record in records for old, new in record.moved}
        said = (part for record in records if record.said for part in (*record.paths, record.said))
        self.memory.once = join(
            (software(), self._planner.state, *said, *(path for pair in moved.items() for path in pair))
        )
        self.memory.files = self._before.files
        if self.memory.once != self._before.once or not all(self._holds(*file) for file in self._before.files):
            entries = (entry for record in records for entry in record.sitemap_entries())
            once = self._planner.once(entries, moved)
            self._materials |= once
            self.memory.files = tuple((path, material_key(recipe)) for path, recipe in once.items())
        self.keys |= dict(self.memory.files)
        fields = self._before.fields
        self.memory.fields = {path: fields[path] for path in self.keys.keys() & fields.keys()}
        for path, recipe in self._materials.items():
            self.keys[path] = material_key(recipe)
            self.memory.fields[path] = digest.fields(recipe)
        self.found += collisions(self._planner.site, self.keys)
        self.found += self.folder.check(self.keys)

    def missing(self) -> Iterator[Recipe]:
        """Yield the recipes of the files that the folder does not hold already."""
        return (recipe for path, recipe in self._materials.items() if not self._holds(path, self.keys[path]))

    def make(self) -> None:
        """Make the files that pages show and that the site has once."""
        for path, recipe in self._materials.items():
            if self._holds(path, self.keys[path]):
                self.stage.keep(path)
                continue
            try:
                content = self._kitchen.make(recipe)
            except FaultError as fault:
                self.found.append(fault.diagnostic)
                if path in self.folder.files:
                    self.stage.keep(path)
                continue
            self.stage.put(path, self.keys[path], content)
            self.made.add(f"{self.id}/{path}")
        self._retain()

    @property
    def is_searched(self) -> bool:
        """Tell whether the site is to have a search index."""
        return self._planner.is_searched

    def index(self, indexing: Indexing) -> None:
        """Bring the search index up to date, once all pages are made."""
        if not indexing.program.path:
            self.found.append(indexing.missing)
            return
        recipes = indexing.recipes(self._searched())
        before = self._before.indexed
        if before.key == name_of(recipes) and all(self._holds(path, before.key) for path in before.paths):
            self._take_index(before)
            indexing.retain(before)
            return
        indexed, files, found = indexing.make(recipes, self.stage.read)
        self.found += (*found, *self.folder.check(files))
        for path, content in files.items():
            if self.stage.put(path, indexed.key, content):
                self.made.add(f"{self.id}/{path}")
        self._take_index(indexed)

    def _take_index(self, indexed: Indexed) -> None:
        self.memory.indexed = indexed
        self.keys |= dict.fromkeys(indexed.paths, indexed.key)

    def weigh(self, weighing: Weighing) -> None:
        """Hold the stories of the site to the budgets, once all files are made."""
        stories: defaultdict[str, list[str]] = defaultdict(list)
        for (tag, name), record in sorted(self.memory.records.items()):
            if name.startswith(f"{STORY}/"):
                stories[tag] += record.paths
        self.found += weighing.found(self.id, stories, self.stage)

    def _searched(self) -> dict[str, list[tuple[str, str]]]:
        """Return the paths and digests of the pages that are searched, by language."""
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for (tag, name), record in sorted(self.memory.records.items()):
            if self._planner.is_text(name):
                found[tag] += [(path, self.stage.digest(path)) for path in record.paths]
        return found

    def _retain(self) -> None:
        """Say of what stays that the store has use for it, though it was taken from the output."""
        for path, key in self.keys.items():
            if path.startswith(("pictures/", "assets/fonts/")):
                self._kitchen.retain(key)

    def complete(self) -> None:
        """Bring the next state of the site to its end."""
        self.stage.only(self.keys)
        self.stage.complete()

    def switch(self) -> None:
        """Publish what was made."""
        change = self.stage.switch()
        self.written = {f"{self.id}/{path}" for path in change.written}
        self.removed = {f"{self.id}/{path}" for path in change.removed}

    def stand(self, tree: DiskTree, options: Options, until: float | None) -> None:
        """Remember what the published state was made from; the plan holds `until` then, in seconds since 1970."""
        known = self._before.standing.outward if self._is_edit else {}
        self.memory.standing = standing(self._planner, self.folder, tree, options, until, known)
