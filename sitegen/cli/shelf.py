"""The commands about the shelf: new, status."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path

from sitegen.cli.options import Commands, options, session
from sitegen.cli.printing import FAULTS, FINE, as_json, print_json, status_of, tell
from sitegen.diagnostics import Severity


def register(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the commands."""
    new = commands.add_parser("new", help="begin a story, a page, a mission or a language")
    kinds = new.add_subparsers(title="kinds", required=True, dest="kind", metavar="KIND")
    for kind, name in (("story", "SLUG"), ("page", "SLUG"), ("mission", "ID")):
        made = kinds.add_parser(kind, parents=[common], help=f"a {kind}")
        made.add_argument("name", metavar=name, help="its name in addresses, as in makran-hingol")
        made.set_defaults(run=_new)
    language = kinds.add_parser("language", parents=[common], help="a language, with all its catalogs")
    language.add_argument("tag", metavar="TAG", help="its BCP 47 tag, as in fa or zh-Hans")
    language.add_argument("--mission", action="append", default=[], metavar="ID", help="add it to this mission instead")
    language.add_argument("--locale", default="", metavar="TAG", help="whose dates and numbers it has, as in ar-SA")
    language.add_argument(
        "--fallback", action="append", default=[], metavar="TAG", help="what to show where it is not translated"
    )
    language.set_defaults(run=_new_language)

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


def _new_language(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.languages import Asked, new_language, sentences

    missions, fallback = tuple(parsed.mission), tuple(parsed.fallback)
    asked = Asked(tag=parsed.tag, missions=missions, locale=parsed.locale, fallback=fallback)
    added = new_language(session(root, parsed), options(parsed), asked)
    if parsed.json:
        about = dataclasses.asdict(added.profile) if added.profile else None
        written = [*added.settings, *added.catalogs]
        print_json({"written": written, "language": about, "diagnostics": as_json(added.found)})
    elif added.profile is None:
        tell(added.found)
    else:
        print(f"added {parsed.tag} to {', '.join(added.settings)}, with {len(added.catalogs)} catalogs")
        print("\n".join(sentences(added.profile)))
        on_every_page = [path for path in added.catalogs if path.endswith(("/theme.po", "/site.po"))]
        if on_every_page:
            print(f"next: translate {' and '.join(on_every_page)}, whose words stand on every page")
    return FINE if added.profile else max(FAULTS, status_of(added.found))


def _status(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.status import as_data, status, table

    shelf = status(session(root, parsed), options(parsed))
    if parsed.json:
        print_json({"rows": [as_data(row) for row in shelf.rows], "diagnostics": as_json(shelf.found)})
    else:
        tell(fault for fault in shelf.found if fault.severity is Severity.ERROR)
        print("\n".join(table(shelf.rows)))
    return status_of(shelf.found)
