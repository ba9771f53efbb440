"""The commands about sites: build, serve, check, why."""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen.cli.early import say
from sitegen.cli.options import Commands, executor, jobs, options, port, session, store_folder
from sitegen.cli.printing import FAULTS, FINE, as_json, print_json, status_of, tell
from sitegen.cli.progress import Progress, clock, since, table
from sitegen.cli.progress import as_json as profile_as_json
from sitegen.diagnostics import FaultError, report
from sitegen.stages import Stages

if TYPE_CHECKING:
    import argparse

    from sitegen.session import Built, Hands


#: The commands that this module has.
COMMANDS = ("build", "serve", "check", "why")


def register(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    make = commands.add_parser("build", parents=[common], help="make the sites")
    _which(make)
    make.add_argument("--drafts", action="store_true", help="show unpublished texts too, marked as drafts")
    make.add_argument("--strict", action="store_true", help="publish nothing when there are warnings")
    make.add_argument("--verify", action="store_true", help="read every file anew instead of trusting its stamp")
    who = make.add_mutually_exclusive_group()
    who.add_argument("--jobs", type=jobs, metavar="N", help="make pages with N processes")
    who.add_argument("--executor", type=executor, metavar="dask://HOST:PORT", help="make pages on a cluster")
    make.add_argument("--profile", action="store_true", help="tell where the time went")
    _pseudo(make, "add pseudo-languages to every site, in .sitegen/pseudo/ and for nobody else")
    make.set_defaults(run=build)

    serve = commands.add_parser("serve", parents=[common], help="show a live preview on this machine")
    _which(serve)
    serve.add_argument("--port", type=port, default=5500, metavar="N", help="the port to listen on (default: 5500)")
    _pseudo(serve, "add pseudo-languages to every site")
    serve.set_defaults(run=_serve)

    check = commands.add_parser("check", parents=[common], help="look at the sources and the built sites")
    _which(check)
    check.add_argument("--strict", action="store_true", help="fail when there are warnings")
    check.set_defaults(run=_check)

    why = commands.add_parser("why", parents=[common], help="say which field of an output's recipe changed")
    why.add_argument("path", metavar="PATH", help="an output, as in portal/ur/index.html")
    why.set_defaults(run=_why)


def _which(command: argparse.ArgumentParser) -> None:
    command.add_argument("--site", action="append", default=[], metavar="ID", help="only this site; may be repeated")


def _pseudo(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument("--pseudo", action="store_true", help=what)


def build(root: Path, parsed: argparse.Namespace) -> int:
    before = clock()
    progress = Progress(None if parsed.json or not sys.stderr.isatty() else sys.stderr)
    stages = Stages(clock if parsed.profile else None, progress.show)
    # Nearly all that is read stays to the end: looking for what can be freed takes a twentieth of a build and finds
    # nothing. 1,000 stories take no more memory without it.
    gc.disable()
    try:
        built = _built(root, parsed, stages, progress)
    finally:
        # What there is counts as old from here on, or all of it would be looked through at once.
        gc.freeze()
        gc.unfreeze()
        gc.enable()
        progress.clear()
    spent = since(before)
    said = _said(built, spent.wall)
    if parsed.profile:
        profile = stages.take()
        said["told"] += table(profile, spent)
        said["data"]["profile"] = profile_as_json(profile, spent)
    say(said, as_json=parsed.json)
    return FINE if built.published else max(FAULTS, status_of(built.found))


def _built(root: Path, parsed: argparse.Namespace, stages: Stages, progress: Progress) -> Built:
    with contextlib.ExitStack() as stack:
        with stages.stage("start"):
            from sitegen.build import again
            from sitegen.session import Built

            try:
                hands = stack.enter_context(_hands(parsed))
            except FaultError as fault:
                return Built(found=(fault.diagnostic,))
            run, asked = session(root, parsed, stages, progress.clear, hands), options(parsed)
        built = run.build(asked)
        if built.published:
            # The next build that finds nothing changed says this, and does not even import what made it.
            with contextlib.suppress(OSError), stages.stage("remember"):
                run.settle(asked, _said(again(built)))
        return built


def _hands(parsed: argparse.Namespace) -> contextlib.AbstractContextManager[Hands]:
    """Return who makes the pages of a build. Raises `FaultError` when that is a cluster that does not answer."""
    if parsed.executor is not None:
        from sitegen.session.cluster import cluster

        return cluster(parsed.executor)
    from sitegen.session import Local

    return contextlib.nullcontext(Local(jobs=parsed.jobs, sparing=True))


def _said(built: Built, seconds: float = 0) -> dict[str, Any]:
    """Return what is said of a build that took that long, as plain values: for people, and for machines."""
    from sitegen.build import summary
    from sitegen.moments import written

    data = {
        "published": built.published,
        "made": sorted(built.made),
        "written": sorted(built.written),
        "removed": sorted(built.removed),
        "total": built.total,
        "next_change": written(built.next_change, built.time_zone) if built.next_change else None,
        "diagnostics": as_json(built.found),
    }
    return {"told": report(built.found), "lines": summary(built, seconds), "data": data}


def _serve(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.serve import HOST, serve
    from sitegen.session import Session

    preview = Session(root, root / ".sitegen" / "preview", store_folder(root, parsed))

    def told(built: Built) -> None:
        tell(built.found)
        print(f"{len(built.made)} made, {len(built.written)} written", flush=True)

    def ready() -> None:
        print(f"preview on http://{HOST}:{parsed.port}/ (stop it with Ctrl+C)", flush=True)

    serve(preview, dataclasses.replace(options(parsed), drafts=True, preview=True), parsed.port, told, ready)
    return FINE


def _check(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.check import check, counts, summary

    checked = check(session(root, parsed), options(parsed))
    totals = counts(checked.found)
    if parsed.json:
        sites = {looked.site: dataclasses.asdict(looked) for looked in checked.sites}
        sources = {"texts": checked.texts, "catalogs": checked.catalogs}
        print_json({"counts": totals, "diagnostics": as_json(checked.found), "sites": sites, "sources": sources})
    else:
        tell(checked.found)
        print("\n".join(summary(checked)))
    if parsed.strict and totals["warning"]:
        return max(FAULTS, status_of(checked.found))
    return status_of(checked.found)


def _why(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.why import why

    lines, found = why(session(root, parsed), parsed.path, options(parsed))
    if parsed.json:
        print_json({"lines": lines, "diagnostics": as_json(found)})
    else:
        tell(found)
        print("\n".join(lines)) if lines else None
    return status_of(found)
