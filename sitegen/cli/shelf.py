"""The commands about the shelf: new, status."""

from __future__ import annotations

import argparse
from pathlib import Path

from sitegen.cli.options import Commands, options, session
from sitegen.cli.printing import FAULTS, FINE, as_json, print_json, status_of, tell
from sitegen.diagnostics import Severity


def register(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    new = commands.add_parser("new", help="write a starter file for a story, a page or a mission")
    kinds = new.add_subparsers(title="kinds", required=True, dest="kind", metavar="KIND")
    for kind, name in (("story", "SLUG"), ("page", "SLUG"), ("mission", "ID")):
        made = kinds.add_parser(kind, parents=[common], help=f"a {kind}")
        made.add_argument("name", metavar=name, help="its name in addresses, as in makran-hingol")
        made.set_defaults(run=_new)

    shelf = commands.add_parser("status", parents=[common], help="show the shelf: every text, and what is due")
    shelf.set_defaults(run=_status)


def _new(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.new import new_mission, new_text

    run, asked = session(root, parsed), options(parsed)
    if parsed.kind == "mission":
        made = new_mission(run, asked, parsed.name)
    else:
        made = new_text(run, asked, {"story": "stories", "page": "pages"}[parsed.kind], parsed.name)
    if parsed.json:
        print_json({"path": made.path or None, "diagnostics": as_json(made.found)})
    else:
        tell(made.found)
        print(f"wrote {made.path}") if made.path else None
    return FINE if made.path else max(FAULTS, status_of(made.found))


def _status(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.status import as_data, status, table

    shelf = status(session(root, parsed), options(parsed))
    if parsed.json:
        print_json({"rows": [as_data(row) for row in shelf.rows], "diagnostics": as_json(shelf.found)})
    else:
        tell(fault for fault in shelf.found if fault.severity is Severity.ERROR)
        print("\n".join(table(shelf.rows)))
    return status_of(shelf.found)
