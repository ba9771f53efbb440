"""The command line: arguments in, diagnostics out, exit status.

The only module that prints, reads the environment or looks at a clock. Exit status: 0 fine, 1 faults in
content, 2 usage or configuration.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import io
import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import __version__
from sitegen.diagnostics import Diagnostic, Severity, has_errors, report

if TYPE_CHECKING:  # a command imports what it needs when it runs, so that --help and faults are quick
    from sitegen.messages import Updated
    from sitegen.session import Built, Options, Session

FINE, FAULTS, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    parsed = _parser().parse_args(arguments)
    root = Path(parsed.C)
    if not (root / "content").is_dir():
        return _usage(f"{root}: there is no folder content/ here", "run sitegen in a project, or name one with -C")
    for folder in (parsed.output, parsed.store):
        if folder and _is_source(root, Path(folder)):
            return _usage(
                f"{folder}: other things stand there",
                "name a folder of its own, outside of content, locales and themes",
            )
    try:
        return int(parsed.run(root, parsed))
    except BrokenPipeError:
        # Whoever read the output has heard enough. Python would complain again when it closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except OSError as problem:
        place = problem.filename2 or problem.filename or root
        return _usage(f"{place}: {problem.strerror or problem}", "make room or mend permissions, then run it again")
    except KeyboardInterrupt:
        return 130


def _is_source(root: Path, folder: Path) -> bool:
    """Tell whether a folder that is to be written is nobody's output: a source, the project, a home, the root."""
    from sitegen.tree import SOURCES

    resolved = folder.resolve()
    if resolved in (root.resolve(), Path.home().resolve(), Path(resolved.anchor)):
        return True
    return any(resolved.is_relative_to((root / name).resolve()) for name in SOURCES)


# Commands ---------------------------------------------------------------------------------------------


def _build(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.build import build
    from sitegen.moments import written

    built, lines = build(_session(root, parsed), _options(parsed))
    if parsed.json:
        _print_json(
            {
                "published": built.published,
                "made": sorted(built.made),
                "written": sorted(built.written),
                "removed": sorted(built.removed),
                "total": built.total,
                "next_change": written(built.next_change, built.time_zone) if built.next_change else None,
                "diagnostics": _as_json(built.found),
            }
        )
    else:
        _tell(built.found)
        print("\n".join(lines))
    return FINE if built.published else max(FAULTS, _status_of(built.found))


def _serve(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.serve import HOST, serve
    from sitegen.session import Session

    store = Path(parsed.store) if parsed.store else root / ".sitegen" / "store"
    session = Session(root, root / ".sitegen" / "preview", store)
    options = dataclasses.replace(_options(parsed), drafts=True, preview=True)

    def tell(built: Built) -> None:
        _tell(built.found)
        print(f"{len(built.made)} made, {len(built.written)} written", flush=True)

    def ready() -> None:
        print(f"preview on http://{HOST}:{parsed.port}/ (stop it with Ctrl+C)", flush=True)

    serve(session, options, parsed.port, tell, ready)
    return FINE


def _shelf(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.status import as_data, status, table

    shelf = status(_session(root, parsed), _options(parsed))
    if parsed.json:
        _print_json({"rows": [as_data(row) for row in shelf.rows], "diagnostics": _as_json(shelf.found)})
    else:
        _tell(fault for fault in shelf.found if fault.severity is Severity.ERROR)
        print("\n".join(table(shelf.rows)))
    return _status_of(shelf.found)


def _new(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.new import new_mission, new_text

    session, options = _session(root, parsed), _options(parsed)
    if parsed.kind == "mission":
        made = new_mission(session, options, parsed.name)
    else:
        made = new_text(session, options, {"story": "stories", "page": "pages"}[parsed.kind], parsed.name)
    if parsed.json:
        _print_json({"path": made.path or None, "diagnostics": _as_json(made.found)})
    else:
        _tell(made.found)
        print(f"wrote {made.path}") if made.path else None
    return FINE if made.path else max(FAULTS, _status_of(made.found))


def _check(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.check import check, counts, summary

    checked = check(_session(root, parsed), _options(parsed))
    totals = counts(checked.found)
    if parsed.json:
        sites = {looked.site: dataclasses.asdict(looked) for looked in checked.sites}
        sources = {"texts": checked.texts, "catalogs": checked.catalogs}
        _print_json({"counts": totals, "diagnostics": _as_json(checked.found), "sites": sites, "sources": sources})
    else:
        _tell(checked.found)
        print("\n".join(summary(checked)))
    if parsed.strict and totals["warning"]:
        return max(FAULTS, _status_of(checked.found))
    return _status_of(checked.found)


def _why(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.why import why

    lines, found = why(_session(root, parsed), parsed.path, _options(parsed))
    if parsed.json:
        _print_json({"lines": lines, "diagnostics": _as_json(found)})
    else:
        _tell(found)
        print("\n".join(lines)) if lines else None
    return _status_of(found)


def _extract(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.messages import extract

    return _updated(extract(_session(root, parsed), _options(parsed)), parsed)


def _update(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.messages import update

    return _updated(update(_session(root, parsed), _options(parsed), tuple(parsed.language)), parsed)


def _updated(updated: Updated, parsed: argparse.Namespace) -> int:
    if parsed.json:
        _print_json({"written": updated.written, "diagnostics": _as_json(updated.found)})
    else:
        _tell(updated.found)
        print("\n".join(f"wrote {path}" for path in updated.written) or "nothing to write")
    return _status_of(updated.found)


def _status(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.messages import status
    from sitegen.messages.status import table

    result = status(_session(root, parsed), _options(parsed))
    if not parsed.json:
        _tell(fault for fault in result.found if fault.severity is Severity.ERROR)
    if parsed.json:
        rows = [
            {"language": row.tag, "domain": row.domain, "messages": row.tally.messages, "words": row.tally.words}
            for row in result.rows
        ]
        _print_json({"rows": rows, "diagnostics": _as_json(result.found)})
    else:
        print("\n".join(table(result.rows)))
    return _status_of(result.found)


def _check_messages(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.messages import status

    found = [
        fault
        for fault in status(_session(root, parsed), _options(parsed)).found
        if fault.span.path.startswith("locales/") or fault.severity is Severity.ERROR
    ]
    if parsed.json:
        _print_json({"diagnostics": _as_json(found)})
    else:
        _tell(found)
        print(f"{len(found)} found" if found else "all catalogs are sound")
    if parsed.strict and found and not has_errors(found):
        return FAULTS
    return _status_of(found)


def _status_of(found: Iterable[Diagnostic]) -> int:
    """Return the exit status of a run: what is wrong with the configuration weighs more than with content."""
    from sitegen.config import is_settings

    errors = [fault for fault in found if fault.severity is Severity.ERROR]
    codes = ("unknown-site", "foreign-output", "manifest-damaged", "missing-theme")
    configured = any(fault.code in codes or is_settings(fault.span.path) for fault in errors)
    return USAGE if configured else FAULTS if errors else FINE


# Arguments ----------------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sitegen", description="Turn stories into web sites in many languages.")
    parser.add_argument("--version", action="version", version=f"sitegen {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    common = _common()

    build = commands.add_parser("build", parents=[common], help="make the sites")
    build.add_argument("--site", action="append", default=[], metavar="ID", help="only this site; may be repeated")
    build.add_argument("--drafts", action="store_true", help="show unpublished texts too, marked as drafts")
    build.add_argument("--strict", action="store_true", help="publish nothing when there are warnings")
    build.add_argument("--verify", action="store_true", help="read every file anew instead of trusting its stamp")
    build.set_defaults(run=_build)

    serve = commands.add_parser("serve", parents=[common], help="show a live preview on this machine")
    serve.add_argument("--site", action="append", default=[], metavar="ID", help="only this site; may be repeated")
    serve.add_argument("--port", type=_port, default=5500, metavar="N", help="the port to listen on (default: 5500)")
    serve.set_defaults(run=_serve)

    new = commands.add_parser("new", help="write a starter file for a story, a page or a mission")
    kinds = new.add_subparsers(title="kinds", required=True, dest="kind", metavar="KIND")
    for kind, name in (("story", "SLUG"), ("page", "SLUG"), ("mission", "ID")):
        made = kinds.add_parser(kind, parents=[common], help=f"a {kind}")
        made.add_argument("name", metavar=name, help="its name in addresses, as in makran-hingol")
        made.set_defaults(run=_new)

    shelf = commands.add_parser("status", parents=[common], help="show the shelf: every text, and what is due")
    shelf.set_defaults(run=_shelf)

    check = commands.add_parser("check", parents=[common], help="look at the sources and the built sites")
    check.add_argument("--site", action="append", default=[], metavar="ID", help="only this site; may be repeated")
    check.add_argument("--strict", action="store_true", help="fail when there are warnings")
    check.set_defaults(run=_check)

    why = commands.add_parser("why", parents=[common], help="say which field of an output's recipe changed")
    why.add_argument("path", metavar="PATH", help="an output, as in portal/ur/index.html")
    why.set_defaults(run=_why)

    messages = commands.add_parser("messages", help="work with catalogs of translations")
    actions = messages.add_subparsers(title="actions", required=True, metavar="ACTION")
    extract = actions.add_parser("extract", parents=[common], help="write templates to locales/templates/")
    extract.set_defaults(run=_extract)
    update = actions.add_parser("update", parents=[common], help="bring the catalogs up to date with the sources")
    update.add_argument("--language", action="append", default=[], metavar="TAG", help="only this one; may be repeated")
    update.set_defaults(run=_update)
    status = actions.add_parser("status", parents=[common], help="tell how much is translated")
    status.set_defaults(run=_status)
    catalogs = actions.add_parser("check", parents=[common], help="say what is wrong with the catalogs")
    catalogs.add_argument("--strict", action="store_true", help="fail when there are warnings")
    catalogs.set_defaults(run=_check_messages)
    return parser


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("-C", default=".", metavar="DIR", help="the project (default: this folder)")
    common.add_argument("--output", metavar="DIR", help="holds one folder a site (default: public)")
    common.add_argument("--store", metavar="DIR", help="keeps what was dear to make (default: .sitegen/store)")
    common.add_argument("--now", type=_moment, metavar="TIME", help="what counts as now, as in 2026-10-20T08:00+05:00")
    common.add_argument("--json", action="store_true", help="print the result for a machine")
    return common


def _moment(text: str) -> datetime.datetime:
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        moment = datetime.datetime.min
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError("write it with its offset, as in 2026-10-20T08:00+05:00")
    return moment


def _port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("write a number from 1 to 65535")
    return int(text)


def _now(parsed: argparse.Namespace) -> datetime.datetime:
    if parsed.now is not None:
        return parsed.now  # type: ignore[no-any-return]  # argparse keeps no types
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if re.fullmatch(r"[0-9]{1,11}", epoch):
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    return datetime.datetime.now(datetime.UTC)


def _options(parsed: argparse.Namespace) -> Options:
    from sitegen.session import Options

    return Options(
        now=_now(parsed),
        sites=tuple(getattr(parsed, "site", ())),
        drafts=getattr(parsed, "drafts", False),
        verify=getattr(parsed, "verify", False),
        strict=getattr(parsed, "strict", False),
    )


def _session(root: Path, parsed: argparse.Namespace) -> Session:
    from sitegen.session import Session

    def waiting() -> None:
        print("another build is writing here; waiting for it", file=sys.stderr)

    output = Path(parsed.output) if parsed.output else root / "public"
    store = Path(parsed.store) if parsed.store else root / ".sitegen" / "store"
    return Session(root, output, store, waiting)


# Printing -----------------------------------------------------------------------------------------------


def _tell(found: Iterable[Diagnostic]) -> None:
    for line in report(found):
        print(line, file=sys.stderr)


def _print_json(value: object) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True))


def _as_json(found: Iterable[Diagnostic]) -> list[dict[str, object]]:
    return [
        {
            "path": d.span.path,
            "line": d.span.line,
            "severity": d.severity.value,
            "code": d.code,
            "message": d.message,
            "hint": d.hint,
        }
        for d in found
    ]


def _usage(message: str, hint: str) -> int:
    print(f"{message}\n  hint: {hint}", file=sys.stderr)
    return USAGE


if __name__ == "__main__":
    sys.exit(main())
