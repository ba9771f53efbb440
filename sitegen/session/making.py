"""The making of units: planned, rendered and written where the next state of a site is made, by several processes.

What goes to another process is the name of a unit, what comes back are digests. The processes are forked when all
is read, so they have the texts, catalogs and templates without anything being sent to them. Machines that have not
are the business of `remote`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from types import MappingProxyType
from typing import Protocol

from sitegen import digest
from sitegen.diagnostics import Diagnostic, FaultError
from sitegen.output import Folder, Writer
from sitegen.plan import Planner, Unit
from sitegen.recipes import PageRecipe, Recipe
from sitegen.render import Kitchen
from sitegen.session.memory import Record, record
from sitegen.session.mending import Mended, Seams
from sitegen.stages import QUIET, Spent, Stages
from sitegen.values import dataclass

#: The stage in which units are made.
PAGES = "pages"
#: How many units one task makes: enough that sending it costs nothing, few enough that all processes end together.
BATCH = 64
#: Fewer units than this are made at once here: starting processes takes longer.
FEW = 96
_NOTHING: Mapping[str, str] = MappingProxyType({})
_NO_RECIPES: dict[str, Recipe] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What came of one unit: what is remembered of it, the digest of each page and whether it was written.

    `materials` are the recipes of the files that its pages show. `kept` are pages whose template failed, as far as they
    are there. `seams` tell where parts stand on pages.
    """

    site: str
    tag: str
    name: str
    record: Record
    pages: tuple[tuple[str, str, bool], ...]
    materials: Mapping[str, Recipe]
    kept: tuple[str, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    seams: tuple[Seams, ...] = ()


def cook(planner: Planner, kitchen: Kitchen, unit: Unit, stages: Stages = QUIET) -> tuple[Made, dict[str, bytes]]:
    """Make the pages of a unit, and write none of them; return their bytes by path as well."""
    with stages.stage(f"{PAGES}/plan"):
        planned = planner.sites[unit.site].plan(unit)
    contents: dict[str, bytes] = {}
    faults: list[Diagnostic] = []
    seams: list[Seams] = []
    for path, recipe in planned.pages.items():
        try:
            with stages.stage(f"{PAGES}/render"):
                if isinstance(recipe, PageRecipe):
                    shown = kitchen.show(recipe, planned.documents)
                    contents[path] = shown.html.encode()
                    if shown.names:
                        seams.append(Seams(path, recipe.template, shown.names, shown.places))
                else:
                    contents[path] = kitchen.make(recipe)
        except FaultError as fault:
            faults.append(fault.diagnostic)
    made = Made(
        site=unit.site,
        tag=unit.tag,
        name=unit.name,
        record=record(unit, planned),
        pages=tuple((path, digest.of_bytes(content), False) for path, content in contents.items()),
        materials=planned.materials,
        kept=tuple(path for path in planned.pages if path not in contents),
        faults=tuple(faults),
        seams=tuple(seams),
    )
    return made, contents


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """All that making units takes; `units` are those of all sites, by site, language and name.

    `sources` gives the bytes of a file of the project. `there` tells, by path, the digests of the sound pages that a
    unit gave in the last build, as far as that is known, and `again` whether any did. `mend` gives the page of a unit
    of which only templates changed, if it can.
    """

    planner: Planner
    kitchen: Kitchen
    folders: Mapping[str, Folder]
    writers: Mapping[str, Writer]
    sources: Callable[[str], bytes]
    there: Callable[[Unit], Mapping[str, str]] = lambda unit: _NOTHING
    mend: Callable[[Unit], Mended | None] = lambda unit: None
    units: Mapping[tuple[str, str, str], Unit] = field(default_factory=dict)
    again: bool = False
    stages: Stages = QUIET

    def make(self, unit: Unit) -> Made:
        """Make the pages of a unit and write those that changed."""
        with self.stages.stage(f"{PAGES}/mend"):
            mended = self.mend(unit)
        if mended is None:
            return self.put(*cook(self.planner, self.kitchen, unit, self.stages))
        path = mended.seams.path
        made = Made(
            site=unit.site,
            tag=unit.tag,
            name=unit.name,
            record=mended.record,
            pages=((path, mended.digest, False),),
            materials=_NO_RECIPES,
            seams=(mended.seams,),
        )
        return self.put(made, {path: mended.content})

    def put(self, made: Made, contents: Mapping[str, bytes]) -> Made:
        """Write the pages of a unit that changed."""
        folder = self.folders[made.site]
        pages = []
        for path, value, _ in made.pages:
            before = folder.files.get(path)
            changed = before is None or before.digest != value or not folder.is_intact(path)
            if changed:
                with self.stages.stage(f"{PAGES}/write"):
                    self.writers[made.site].write(path, contents[path])
            pages.append((path, value, changed))
        return replace(made, pages=tuple(pages), kept=tuple(path for path in made.kept if path in folder.files))


class Hands(Protocol):
    """Who makes units."""

    def make_all(self, workshop: Workshop, units: Sequence[Unit]) -> Iterator[Made]:
        """Make units and yield what came of them, in their order. Raises `FaultError` when that is not possible."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """Processes of this machine; without `jobs` as many as it has processors, and one where there is little to do.

    More of them take more processor time and memory in all. With `sparing` one makes what is made for the first time;
    who edits waits for the pages that were there before.
    """

    jobs: int | None = None
    sparing: bool = False

    def make_all(self, workshop: Workshop, units: Sequence[Unit]) -> Iterator[Made]:
        """Make units, side by side where there are many and the machine has the processors."""
        usual = 1 if self.sparing and not workshop.again else os.cpu_count()
        processes = min(self.jobs or usual or 1, len(units) // (FEW // 2))
        if processes < 2 or not hasattr(os, "fork"):
            yield from map(workshop.make, units)
            return
        # Large to import, and most builds make a page or two.
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        names = [(unit.site, unit.tag, unit.name) for unit in units]
        batches = [names[first : first + BATCH] for first in range(0, len(names), BATCH)]
        global _workshop
        _workshop = workshop
        try:
            with ProcessPoolExecutor(processes, multiprocessing.get_context("fork")) as executor:
                for made, spent in executor.map(make_batch, batches):
                    workshop.stages.add(spent)
                    yield from made
        finally:
            _workshop = None


#: What the processes of a pool have been forked with.
_workshop: Workshop | None = None


def make_batch(names: Iterable[tuple[str, str, str]]) -> tuple[list[Made], dict[str, Spent]]:
    """Make units by their names, in a process that was forked with the workshop; tell how long it took."""
    assert _workshop is not None, "only processes of `Local` call this"
    _workshop.stages.take()  # what this process was forked with is its parent's
    return [_workshop.make(_workshop.units[name]) for name in names], _workshop.stages.take()
