"""The command about other networks: cards."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from sitegen.cli.options import Commands, options, session
from sitegen.cli.printing import FAULTS, FINE, as_json, print_json, status_of, tell, usage


def register(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command."""
    # Here the folder is that of the kit, not of sites.
    help = "make the share cards of a story, with captions, for other networks"
    made = commands.add_parser("cards", parents=[common], help=help, conflict_handler="resolve")
    made.add_argument("story", metavar="STORY", help="its name in addresses, as in makran-hingol")
    made.add_argument("--language", action="append", default=[], metavar="TAG", help="only this one; may be repeated")
    made.add_argument("--site", default="portal", metavar="ID", help="whose name is on them (default: portal)")
    where = made.add_mutually_exclusive_group()
    where.add_argument("--output", metavar="DIR", help="the folder to write (default: .sitegen/cards/<story>)")
    where.add_argument("--zip", metavar="FILE", help="write one ZIP file instead")
    made.set_defaults(run=_cards)


def _cards(root: Path, parsed: argparse.Namespace) -> int:
    from sitegen.kit import Wanted, archive, make, publish
    from sitegen.store import write_whole

    if parsed.zip and (not parsed.zip.lower().endswith(".zip") or Path(parsed.zip).is_dir()):
        return usage(f"{parsed.zip}: this is no name of a ZIP file", "end it in .zip, or name a folder with --output")
    target = Path(os.path.abspath(parsed.zip or parsed.output or _usual(root, parsed)))  # noqa: PTH100  # as elsewhere
    # The folder of sites is of no concern here.
    parsed.output = None
    run = session(root, parsed)
    kit = make(run, options(parsed), Wanted(slug=parsed.story, site=parsed.site, tags=_once(parsed.language)))
    found, files = kit.found, kit.files
    if files and parsed.zip:
        write_whole(target, archive(files))
    elif files and (refused := publish(files, target, run.store.root)):
        found, files = (*found, *refused), {}
    if parsed.json:
        about = {"path": str(target) if files else None, "files": list(files), "languages": list(kit.tags)}
        print_json({**about, "diagnostics": as_json(found)})
    else:
        tell(found)
        print(f"wrote {target}: {len(files)} files, in {', '.join(kit.tags)}") if files else None
    return FINE if files and not status_of(found) else max(FAULTS, status_of(found))


def _usual(root: Path, parsed: argparse.Namespace) -> Path:
    return root / ".sitegen" / "cards" / Path(parsed.story).name


def _once(tags: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tags))
