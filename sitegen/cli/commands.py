"""All commands: what is given to them, and what is refused before one runs."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from sitegen import __version__
from sitegen.cli import sites, starting
from sitegen.cli.options import common


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    parsed = _parser(arguments[0] if arguments else "").parse_args(arguments)
    return starting.start(parsed)


def _parser(first: str) -> argparse.ArgumentParser:
    """Return a parser that knows all commands; where the first argument names one about sites, only those."""
    parser = argparse.ArgumentParser(prog="sitegen", description="Turn stories into web sites in many languages.")
    parser.add_argument("--version", action="version", version=f"sitegen {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    sites.register(commands, common())
    if first not in sites.COMMANDS:
        from sitegen.cli import catalogs, sharing, shelf  # half as much as a build after an edit has to import

        for module in (shelf, sharing, catalogs):
            module.register(commands, common())
    return parser
