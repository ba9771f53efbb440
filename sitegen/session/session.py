"""A project on disk and the folders made of it."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from sitegen import digest, events, output, search, shortcuts, stamps, uptodate
from sitegen.config import Budgets
from sitegen.diagnostics import Diagnostic, FaultError, Span, arrange, error, has_errors
from sitegen.licences import licences
from sitegen.output import Folder
from sitegen.plan import Plan, Planner, Project, plan
from sitegen.plan.site import SitePlanner
from sitegen.render import Kitchen, renderer
from sitegen.repertoires import letters
from sitegen.scanning import load, save, scan
from sitegen.session import basis, memory
from sitegen.session.basis import Basis
from sitegen.session.edits import edited
from sitegen.session.facts import Facts
from sitegen.session.gone import gone_pages, gone_site
from sitegen.session.guard import check_pseudo
from sitegen.session.indexing import Indexing
from sitegen.session.making import PAGES, Hands, Local, Workshop
from sitegen.session.memory import Memory
from sitegen.session.packs import DamagedError
from sitegen.session.reading import LastGood, Reading, probe_picture, read
from sitegen.session.running import SiteRun
from sitegen.session.touching import Standing
from sitegen.session.verdicts import Built, Options, is_foreign, is_unfit, stops, unknown_sites
from sitegen.session.weighing import Weighing
from sitegen.stages import QUIET, Stages
from sitegen.store import DiskStore, Store
from sitegen.stories import next_change
from sitegen.tree import ChangedError, DiskTree, Known

#: How often a project is looked at anew when files change while they are read.
_ATTEMPTS = 5
_OWN_HANDS = Local()
_RESTLESS = error(
    "changed-while-reading", Span("content"), "files keep changing while they are read", "wait, then build again"
)


class Session:
    """A project folder, its output folder and its store.

    `waiting` is called while another build runs; `stages` are told how far a build is; `hands` make its pages.
    """

    def __init__(
        self,
        root: Path,
        output_folder: Path,
        store_folder: Path,
        waiting: Callable[[], None] = lambda: None,
        stages: Stages = QUIET,
        hands: Hands = _OWN_HANDS,
    ) -> None:
        self.root = root
        self.output = output_folder
        self.store = DiskStore(store_folder)
        self.stages = stages
        self._hands = hands
        self._told_to_wait = waiting
        self._last_good = LastGood()
        self._facts: Facts | None = None
        self._last: tuple[Standing, Options, Built] | None = None
        self._basis: Basis | None = None
        #: The file that tells which version of the program makes search indexes.
        self._witness = ""
        self.store.recall_software()

    def _waiting(self) -> None:
        uptodate.forget_glances()
        self._told_to_wait()

    def alone(self) -> contextlib.AbstractContextManager[None]:
        """Hold the lock of the project's own files: who changes catalogs waits for others who do."""
        return output.locked(self.root / ".sitegen", self._waiting)

    def scan(self, options: Options) -> tuple[DiskTree, tuple[Diagnostic, ...]]:
        """Take a snapshot of the project's files."""
        state = self._state_file("tree", self.root)
        state.parent.mkdir(parents=True, exist_ok=True)
        known = Known() if options.verify else load(state)
        glance = uptodate.take_glance(state.name)
        if glance is not None and glance.token == known.token and glance.names and glance.numbers:
            seen = dict(zip(glance.names, stamps.rows(glance.numbers), strict=True))
            snapshot, found = scan(self.root, known, glance.at, seen)
        else:
            snapshot, found = scan(self.root, known, stamps.moment(str(state.parent)))
        if snapshot.known != known:
            save(state, self.root, snapshot.known)
        return snapshot, found

    def read(
        self, options: Options, facts: Facts | None = None
    ) -> tuple[Reading | None, DiskTree, tuple[Diagnostic, ...]]:
        """Read the project as it is now, but for what `facts` know."""
        for _ in range(_ATTEMPTS):
            with self.stages.stage("scan"):
                tree, found = self.scan(options)
            with contextlib.suppress(ChangedError):
                last_good = self._last_good if options.preview else None
                reading, noticed = read(
                    tree, self.store, last_good, with_pseudo=options.pseudo, facts=facts, stages=self.stages
                )
                return reading, tree, (*found, *noticed)
        return None, tree, (*found, _RESTLESS)

    def plan(self, options: Options) -> tuple[Plan | None, DiskTree, tuple[Diagnostic, ...]]:
        """Read the project and decide what exists where."""
        _, planned, tree, found = self.survey(options)
        return planned, tree, found

    def survey(self, options: Options) -> tuple[Reading | None, Plan | None, DiskTree, tuple[Diagnostic, ...]]:
        """Do what `plan` does, and return what was read as well."""
        reading, tree, found = self.read(options)
        if reading is None or is_unfit(found):
            return reading, None, tree, found
        planned = plan(_project(reading, tree, options, self.store))
        return reading, planned, tree, (*found, *planned.found)

    def planner(self, options: Options) -> tuple[Planner | None, DiskTree, tuple[Diagnostic, ...]]:
        """Read the project and return what plans it, part by part; none when it cannot be planned."""
        reading, tree, found = self.read(options)
        if reading is None or is_unfit(found):
            return None, tree, found
        return Planner(_project(reading, tree, options, self.store)), tree, found

    def kitchen(self, planner: Planner, tree: DiskTree) -> Kitchen:
        """Return what makes the recipes of a plan."""
        return Kitchen(self.store, tree.read, renderer(tree, planner.project.theme, self.store))

    def build(self, options: Options, changed: Iterable[str] | None = None) -> Built:
        """Bring the output up to date; with errors in the project, leave it as it is.

        `changed` are all files that changed since the last build, for a preview that need not look for them. Raises
        `OSError` when the output cannot be written, with the old sites untouched.
        """
        if changed is not None and (built := self.touch(options, changed)) is not None:
            return built
        with output.locked(self.output, self._waiting):
            self._last = None
            for _ in range(_ATTEMPTS):
                try:
                    return self._build(options)
                except ChangedError:
                    pass
                except DamagedError:
                    self._known_facts().forget()
                except FaultError as fault:
                    return Built(found=(fault.diagnostic,))
        return Built(found=(_RESTLESS,))

    def touch(self, options: Options, changed: Iterable[str]) -> Built | None:
        """Make in a preview what an edit of a text changes; None when there is more to do, which `build` does.

        `changed` are all files that changed since the last build. Raises `OSError` when the output cannot be written.
        """
        if self._last is None or self._last[1] != options:
            return None
        standing, _, built = self._last
        with output.locked(self.output, self._waiting), contextlib.suppress(ChangedError, DamagedError):
            touched = standing.touch(changed)
            if touched is not None:
                return replace(built, made=touched.made, written=touched.written, removed=frozenset())
        return None

    def _known_facts(self) -> Facts:
        """Return what is known of texts and catalogs from the builds before."""
        if self._facts is None:
            self._facts = Facts(self._state_file("facts", self.output))
        return self._facts

    def folder(self, site: str, options: Options) -> Folder:
        """Return what a site's folder holds."""
        path = self.output / site
        state = self._state_file("output", path)
        glance = uptodate.take_glance(state.name)
        # One with names was found to be other than it was.
        unmoved = glance.token if glance is not None and glance.names is None else ""
        return Folder(path, state, verify=options.verify, unmoved=unmoved)

    def _build(self, options: Options) -> Built:
        facts = self._known_facts() if shortcuts.on() else None
        reading, tree, found = self.read(options, facts)
        if facts is not None:
            with self.stages.stage("remember"):
                facts.save()
        if reading is None or is_unfit(found):
            return Built(found=arrange(found))
        with self.stages.stage("plan"):
            planner = Planner(_project(reading, tree, options, self.store))
            ids = options.sites or tuple(planner.sites)
            found = (*found, *planner.noticed(), *unknown_sites(ids, planner.sites))
            folders = {id: self.folder(id, options) for id in ids if id in planner.sites}
            for id, folder in folders.items():
                found = (*found, *folder.check(()))
                if options.pseudo and not options.preview:
                    found = (*found, *check_pseudo(id, folder.files))
            if stops(found, options):
                return Built(found=arrange(found))
            templates = renderer(tree, reading.theme, self.store)
            kitchen = Kitchen(self.store, tree.read, templates)
            runs = {id: self._run(planner.sites[id], folder, kitchen, tree, options) for id, folder in folders.items()}
        try:
            if any(run.wanted for run in runs.values()):
                with self.stages.stage("templates"):
                    templates.load(reading.theme.templates)
            found = (*found, *self._make(planner, kitchen, tree.read, runs))
            if is_foreign(found) if options.preview else stops(found, options):
                return Built(found=arrange(found))
            tree.fresh.clear()
            gone, left = self._gone(reading, runs, options)
            self._switch(runs.values())
        finally:
            for run in runs.values():
                run.stage.discard()
        with self.stages.stage("remember"):
            due = _due(reading, options.now)
            for run in runs.values() if shortcuts.on() and not has_errors(found) else ():
                run.stand(tree, options, due.timestamp() if due else None)
            self._remember(runs, complete=not options.sites)
            self._basis = self._based_on(tree, runs, due)
        built = Built(
            made=frozenset().union(*(run.made for run in runs.values())),
            written=frozenset().union(*(run.written for run in runs.values())),
            removed=frozenset().union(*(run.removed for run in runs.values())),
            total=sum(len(run.keys) for run in runs.values()),
            published=True,
            next_change=due,
            time_zone=reading.config.time_zone,
            found=arrange((*found, *gone, *left)),
            lasting=arrange((*found, *left)),
        )
        if options.preview and shortcuts.on() and not has_errors(found):
            probe = partial(probe_picture, tree, self.store)
            standing = Standing(reading, tree, planner, kitchen, runs, probe, self._last_good)
            self._last = standing, options, built
        return built

    def _run(self, site: SitePlanner, folder: Folder, kitchen: Kitchen, tree: DiskTree, options: Options) -> SiteRun:
        before = memory.load(self._memory_file(site.site.id))
        seams = self._state_file("seams", folder.path)
        return SiteRun(site, folder, kitchen, before, seams, edited(before.standing, site, folder, tree, options))

    def _make(
        self, planner: Planner, kitchen: Kitchen, sources: Callable[[str], bytes], runs: Mapping[str, SiteRun]
    ) -> list[Diagnostic]:
        """Make what is missing on any site; return what is wrong, what templates did wrong once for all pages.

        Raises `FaultError` when there is nobody to make it.
        """
        wanted = [unit for run in runs.values() for unit in run.wanted]
        # Units of one text together, since sites share what is made of it.
        wanted.sort(key=lambda unit: (unit.name, unit.tag))
        workshop = Workshop(
            planner=planner,
            kitchen=kitchen,
            folders={id: run.folder for id, run in runs.items()},
            writers={id: run.stage.writer() for id, run in runs.items() if run.wanted},
            sources=sources,
            there=lambda unit: runs[unit.site].there(unit),
            mend=lambda unit: runs[unit.site].mender.mend(unit),
            units={(unit.site, unit.tag, unit.name): unit for unit in wanted},
            again=any(run.again for run in runs.values()),
            stages=self.stages,
        )
        faults: list[Diagnostic] = []
        with self.stages.stage(PAGES):
            for number, made in enumerate(self._hands.make_all(workshop, wanted), 1):
                runs[made.site].take(made)
                faults += made.faults
                self.stages.tell(PAGES, number, len(wanted))
        project = planner.project
        typefaces = project.theme.fonts if project.config.features.fonts else ()
        allowed = Budgets() if project.preview else project.config.budgets
        self._make_rest(kitchen, runs.values(), Weighing(allowed, typefaces, self.store))
        found = [fault for run in runs.values() for fault in run.found]
        return [*dict.fromkeys(found), *{(fault.code, fault.span): fault for fault in reversed(faults)}.values()]

    def _make_rest(self, kitchen: Kitchen, runs: Collection[SiteRun], weighing: Weighing) -> None:
        """Make what pages show, and what sites have once."""
        with self.stages.stage("plan"):
            for run in runs:
                run.finish()
        with self.stages.stage("pictures"):
            kitchen.prepare((recipe for run in runs for recipe in run.missing()), self.stages)
        with self.stages.stage("other files"):
            for run in runs:
                run.make()
        searched = [run for run in runs if run.is_searched]
        if searched:
            indexing = Indexing(search.program(), self.store)
            self._witness = indexing.program.witness
            with self.stages.stage("search"):
                for run in searched:
                    run.index(indexing)
        if weighing:
            with self.stages.stage("budgets"):
                for run in runs:
                    run.weigh(weighing)

    def _switch(self, runs: Collection[SiteRun]) -> None:
        """Publish what was made: all sites, once each of them is ready."""
        with self.stages.stage("write"):
            for run in runs:
                run.complete()
        with self.stages.stage("switch"):
            for run in runs:
                run.switch()

    def _gone(
        self, reading: Reading, runs: Mapping[str, SiteRun], options: Options
    ) -> tuple[list[Diagnostic], list[Diagnostic]]:
        """Return what readers will not find any more, and sites that stay without being made; in a preview nothing."""
        if options.preview:
            return [], []
        sites = {site.id: site for site in reading.config.sites}
        found = [
            fault
            for id, run in runs.items()
            for fault in gone_pages(sites[id], run.folder.files, run.keys, reading.permalinks.known)
        ]
        return found, [gone_site(name) for name in output.left_folders(self.output, sites)]

    def settle(self, options: Options, said: Mapping[str, object]) -> None:
        """Write down what the last build was made from, and what it would say if it were made again.

        Then the next one need not be made when nothing changed. Raises `OSError`.
        """
        if self._basis is None or options.preview or not shortcuts.on():
            return
        self.store.keep_software()
        basis.write(self._basis, self.root, self.output, str(self.store.root), options, said)

    def _based_on(self, tree: DiskTree, runs: Mapping[str, SiteRun], until: datetime.datetime | None) -> Basis:
        records = [(self._state_file("tree", self.root).name, tree.known.token)]
        records += [(self._state_file("output", run.folder.path).name, run.folder.token) for run in runs.values()]
        asides = basis.asides(self.root, self.output, tree, runs, self._witness)
        return Basis(records=tuple(records), asides=asides, until=until)

    def last(self, site: str) -> Memory:
        """Return what is remembered of the last build of a site."""
        return memory.load(self._memory_file(site))

    def _remember(self, runs: Mapping[str, SiteRun], *, complete: bool) -> None:
        """Write down what the next run and `why` can use. All of it can be lost without harm."""
        for run in runs.values():
            memory.save(self._memory_file(run.id), run.memory)
            run.mender.save({path: made.digest for path, made in run.folder.files.items() if path.endswith(".html")})
        for run in runs.values():  # last, when their files are a little older
            run.folder.remember()
        if complete and any(run.made for run in runs.values()):
            self.store.sweep()

    def _memory_file(self, site: str) -> Path:
        return self._state_file("units", self.output / site)

    def _state_file(self, kind: str, folder: Path) -> Path:
        return self.store.root / "state" / f"{kind}-{digest.of(str(folder.resolve()))[:16]}.json"


def _due(reading: Reading, now: datetime.datetime) -> datetime.datetime | None:
    """Return the next instant at which a text comes or goes, or a date of an event is past."""
    shown = reading.events if reading.config.features.events else ()
    return min(filter(None, (next_change(reading.library.all, now), events.next_change(shown, now))), default=None)


def _project(reading: Reading, tree: DiskTree, options: Options, store: Store) -> Project:
    return Project(
        config=reading.config,
        library=reading.library,
        theme=reading.theme,
        translations=reading.translations,
        permalinks=reading.permalinks,
        digests=tree.digests,
        installed=tree.find,
        now=options.now,
        licences=licences(tree, reading.theme),
        letters=letters(tree, store),
        drafts=options.drafts,
        preview=options.preview,
        events=reading.events,
    )
