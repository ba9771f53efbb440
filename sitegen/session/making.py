"""The making of units: planned, rendered and written where the next state of a site is made, by several processes.

What goes to another process is the name of a unit, what comes back are digests. The processes are forked when all
is read, so they have the texts, catalogs and templates without anything being sent to them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sitegen import digest
from sitegen.diagnostics import Diagnostic, FaultError
from sitegen.output import Folder, Writer
from sitegen.plan import Planner, Unit
from sitegen.recipes import Recipe
from sitegen.render import Kitchen
from sitegen.session.memory import Record, record
from sitegen.stages import QUIET, Spent, Stages

#: The stage in which units are made.
PAGES = "pages"
#: How many units one task makes: enough that sending it costs nothing, few enough that all processes end together.
_BATCH = 64
#: Fewer units than this are made at once here: starting processes takes longer.
_FEW = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What came of one unit: what is remembered of it, the digest of each page and whether it was written.

    `materials` are the recipes of the files that its pages show. `kept` are pages whose template failed.
    """

    site: str
    tag: str
    name: str
    record: Record
    pages: tuple[tuple[str, str, bool], ...]
    materials: Mapping[str, Recipe]
    kept: tuple[str, ...] = ()
    faults: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """All that making units takes; `units` are those of all sites, by site, language and name."""

    planner: Planner
    kitchen: Kitchen
    folders: Mapping[str, Folder]
    writers: Mapping[str, Writer]
    units: Mapping[tuple[str, str, str], Unit] = field(default_factory=dict)
    stages: Stages = QUIET

    def make(self, unit: Unit) -> Made:
        """Make the pages of a unit and write those that changed."""
        with self.stages.stage(f"{PAGES}/plan"):
            planned = self.planner.sites[unit.site].plan(unit)
        folder = self.folders[unit.site]
        pages: list[tuple[str, str, bool]] = []
        kept: list[str] = []
        faults: list[Diagnostic] = []
        for path, recipe in planned.pages.items():
            try:
                with self.stages.stage(f"{PAGES}/render"):
                    content = self.kitchen.make(recipe, planned.documents)
            except FaultError as fault:
                faults.append(fault.diagnostic)
                kept += [path] if path in folder.files else []
                continue
            value = digest.of_bytes(content)
            before = folder.files.get(path)
            changed = before is None or before.digest != value or not folder.is_intact(path)
            if changed:
                with self.stages.stage(f"{PAGES}/write"):
                    self.writers[unit.site].write(path, content)
            pages.append((path, value, changed))
        return Made(
            site=unit.site,
            tag=unit.tag,
            name=unit.name,
            record=record(unit, planned),
            pages=tuple(pages),
            materials=planned.materials,
            kept=tuple(kept),
            faults=tuple(faults),
        )


def make_all(workshop: Workshop, units: Sequence[Unit]) -> Iterator[Made]:
    """Make units, side by side where there are many and the machine has the processors."""
    processes = min(os.cpu_count() or 1, len(units) // (_FEW // 2))
    if processes < 2 or not hasattr(os, "fork"):
        yield from map(workshop.make, units)
        return
    # Large to import, and most builds make a page or two.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    names = [(unit.site, unit.tag, unit.name) for unit in units]
    batches = [names[first : first + _BATCH] for first in range(0, len(names), _BATCH)]
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
    assert _workshop is not None, "only processes of `make_all` call this"
    _workshop.stages.take()  # what this process was forked with is its parent's
    return [_workshop.make(_workshop.units[name]) for name in names], _workshop.stages.take()
