"""The commands about translations: messages extract, update, status, impact, check."""

from __future__ import annotations

import argparse
import dataclasses
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.cli.options import Commands, address, history, options, session, share
from sitegen.cli.printing import FAULTS, FINE, as_json, print_json, status_of, tell
from sitegen.diagnostics import Severity, has_errors

if TYPE_CHECKING:
    from sitegen.messages import Status, Updated


def register(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    messages = commands.add_parser("messages", help="work with catalogs of translations")
    actions = messages.add_subparsers(title="actions", required=True, metavar="ACTION")
    _register_extract(actions, common)
    _register_update(actions, common)
    _register_status(actions, common)
    _register_impact(actions, common)
    _register_check(actions, common)


# Extracting and updating ----------------------------------------------------------------------------------


def _register_extract(actions: Commands, common: argparse.ArgumentParser) -> None:
    extract = actions.add_parser("extract", parents=[common], help="write templates to locales/templates/")
    _lines(extract)
    extract.set_defaults(run=_extract)


def _register_update(actions: Commands, common: argparse.ArgumentParser) -> None:
    update = actions.add_parser("update", parents=[common], help="bring the catalogs up to date with the sources")
    update.add_argument("--language", action="append", default=[], metavar="TAG", help="only this one; may be repeated")
    update.add_argument(
        "--minor",
        action="append",
        default=[],
        metavar="STORY",
        help="a text whose edits change no meaning",
    )
    update.add_argument(
        "--compendium",
        action="append",
        default=[],
        metavar="FILE",
        help="a PO file with other translations",
    )
    update.add_argument("--no-obsolete", action="store_true", help="remove messages that were obsolete already")
    _lines(update)
    update.set_defaults(run=_update)


def _lines(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lines", action="store_true", help="write line numbers behind the names of sources")


def _extract(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.messages import extract

    return _updated(extract(session(root, parsed), options(parsed), lines=parsed.lines), parsed)


def _update(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.messages import Request, update

    request = Request(
        tags=tuple(parsed.language),
        minor=tuple(parsed.minor),
        compendia=tuple(parsed.compendium),
        no_obsolete=parsed.no_obsolete,
        lines=parsed.lines,
    )
    return _updated(update(session(root, parsed), options(parsed), request=request), parsed)


def _updated(updated: Updated, parsed: argparse.Namespace) -> int:
    if parsed.json:
        done = {"written": updated.written, "moved": updated.moved, "carried": dict(updated.carried)}
        print_json({**done, "diagnostics": as_json(updated.found)})
    else:
        tell(updated.found)
        lines = [f"moved {name} to {to}" for name, to in updated.moved]
        lines += [f"wrote {path}" for path in updated.written]
        if updated.carried:
            number, languages = sum(count for _, count in updated.carried), len(updated.carried)
            lines.append(f"translations carried over: {number}, in languages: {languages}")
        print("\n".join(lines) or "nothing to write")
    return status_of(updated.found)


# How far translations are ---------------------------------------------------------------------------------


def _register_status(actions: Commands, common: argparse.ArgumentParser) -> None:
    status = actions.add_parser("status", parents=[common], help="tell how much is translated")
    status.add_argument("--language", action="append", default=[], metavar="TAG", help="only this one; may be repeated")
    status.add_argument("--site", action="append", default=[], metavar="ID", help="only this site; may be repeated")
    status.add_argument("--story", action="append", default=[], metavar="SLUG", help="only this text; may be repeated")
    status.add_argument("--all", action="store_true", help="list what is complete too")
    status.add_argument("--html", metavar="DIR", help="write pages that can be published to this folder")
    status.add_argument("--catalogs", type=address, metavar="URL", help="where the pages link to: URL/locales/…")
    status.add_argument(
        "--fail-under", type=share, metavar="N", help="fail when a language has less than N %% of words"
    )
    status.set_defaults(run=_status)


def _status(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.messages.status import Selection, status
    from sitegen.messages.status.data import below
    from sitegen.messages.status.publishing import publish

    run = session(root, parsed)
    selection = Selection(languages=tuple(parsed.language), texts=tuple(parsed.story))
    result = status(run, options(parsed), selection, history(root))
    if parsed.html and (result.rows or not has_errors(result.found)):
        folder = Path(os.path.abspath(parsed.html))  # noqa: PTH100  # `absolute` keeps `..`, which has no neighbours
        refused = publish(result, folder, run.store.root, parsed.catalogs or "")
        result = dataclasses.replace(result, found=(*result.found, *refused))
    under = below(result, parsed.fail_under, by_site=bool(parsed.site)) if parsed.fail_under is not None else ()
    _tell_status(result, under, parsed)
    return max(status_of(result.found), FAULTS if under else FINE)


def _tell_status(result: Status, under: tuple[str, ...], parsed: argparse.Namespace) -> None:
    from sitegen.messages.status.data import as_data
    from sitegen.messages.status.table import table

    if parsed.json:
        print_json({**as_data(result), "below": under, "diagnostics": as_json(result.found)})
        return
    tell(fault for fault in result.found if fault.severity is Severity.ERROR)
    if result.rows or not has_errors(result.found):
        print("\n".join(table(result, complete=parsed.all)))
    for name in under:
        print(f"{name}: less than {parsed.fail_under} % of the words are translated", file=sys.stderr)


# What an edit asks of translators -------------------------------------------------------------------------


def _register_impact(actions: Commands, common: argparse.ArgumentParser) -> None:
    impact = actions.add_parser("impact", parents=[common], help="tell what edits of texts ask of translators")
    impact.add_argument("--base", default="HEAD", metavar="REV", help="compare with this commit (default: HEAD)")
    impact.set_defaults(run=_impact)


def _impact(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.messages.impact import impact
    from sitegen.messages.impact.telling import as_data, lines

    result = impact(session(root, parsed), options(parsed), history(root), parsed.base)
    if parsed.json:
        print_json({**as_data(result), "diagnostics": as_json(result.found)})
        return status_of(result.found)
    tell(fault for fault in result.found if fault.severity is Severity.ERROR)
    if result.texts or not has_errors(result.found):
        print("\n".join(lines(result)))
    return status_of(result.found)


# What is wrong with them ----------------------------------------------------------------------------------


def _register_check(actions: Commands, common: argparse.ArgumentParser) -> None:
    check = actions.add_parser("check", parents=[common], help="say what is wrong with the catalogs")
    check.add_argument("--strict", action="store_true", help="fail when there are warnings; notes never count")
    check.add_argument("--language", action="append", default=[], metavar="TAG", help="only this one; may be repeated")
    check.add_argument(
        "--story", action="append", default=[], metavar="SLUG", help="only this story, page or catalog; may be repeated"
    )
    check.set_defaults(run=_check)


def _check(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.messages import check

    found = check(session(root, parsed), options(parsed), tuple(parsed.language), tuple(parsed.story))
    counts = Counter(fault.code for fault in found)
    counted = any(fault.severity is Severity.WARNING for fault in found)
    if parsed.json:
        print_json({"diagnostics": as_json(found), "counts": counts})
    else:
        tell(found)
        width = max(map(len, counts), default=0)
        print("\n".join(f"{code.ljust(width)}  {counts[code]}" for code in sorted(counts)) or "all catalogs are sound")
    if parsed.strict and counted and not has_errors(found):
        return FAULTS
    return status_of(found)
