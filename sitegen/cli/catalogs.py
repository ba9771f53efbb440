"""The commands about translations: messages extract, update, status, check."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.cli.options import Commands, options, session
from sitegen.cli.printing import FAULTS, as_json, print_json, status_of, tell
from sitegen.diagnostics import Severity, has_errors

if TYPE_CHECKING:
    from sitegen.messages import Updated


def register(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    messages = commands.add_parser("messages", help="work with catalogs of translations")
    actions = messages.add_subparsers(title="actions", required=True, metavar="ACTION")
    _register_extract(actions, common)
    _register_update(actions, common)
    _register_status(actions, common)
    _register_check(actions, common)


# Extracting and updating ----------------------------------------------------------------------------------


def _register_extract(actions: Commands, common: argparse.ArgumentParser) -> None:
    extract = actions.add_parser("extract", parents=[common], help="write templates to locales/templates/")
    extract.set_defaults(run=_extract)


def _register_update(actions: Commands, common: argparse.ArgumentParser) -> None:
    update = actions.add_parser("update", parents=[common], help="bring the catalogs up to date with the sources")
    update.add_argument("--language", action="append", default=[], metavar="TAG", help="only this one; may be repeated")
    update.set_defaults(run=_update)


def _extract(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.messages import extract

    return _updated(extract(session(root, parsed), options(parsed)), parsed)


def _update(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.messages import update

    return _updated(update(session(root, parsed), options(parsed), tuple(parsed.language)), parsed)


def _updated(updated: Updated, parsed: argparse.Namespace) -> int:
    if parsed.json:
        print_json({"written": updated.written, "diagnostics": as_json(updated.found)})
    else:
        tell(updated.found)
        print("\n".join(f"wrote {path}" for path in updated.written) or "nothing to write")
    return status_of(updated.found)


# How far translations are ---------------------------------------------------------------------------------


def _register_status(actions: Commands, common: argparse.ArgumentParser) -> None:
    status = actions.add_parser("status", parents=[common], help="tell how much is translated")
    status.set_defaults(run=_status)


def _status(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.messages import status
    from sitegen.messages.status import table

    result = status(session(root, parsed), options(parsed))
    if not parsed.json:
        tell(fault for fault in result.found if fault.severity is Severity.ERROR)
    if parsed.json:
        rows = [
            {"language": row.tag, "domain": row.domain, "messages": row.tally.messages, "words": row.tally.words}
            for row in result.rows
        ]
        print_json({"rows": rows, "diagnostics": as_json(result.found)})
    else:
        print("\n".join(table(result.rows)))
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
