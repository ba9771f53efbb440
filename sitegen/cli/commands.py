"""All commands: what is given to them, and what is refused before one runs."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Sequence
from pathlib import Path

from sitegen import __version__
from sitegen.cli import sites
from sitegen.cli.options import common
from sitegen.cli.printing import usage

#: Most of what is read stays to the end, so that looking through it for what can be freed takes an eighth of the time
#: and finds little. 1,000 stories in four languages take no more memory with this.
_SELDOM = (50_000, 20, 50)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    gc.set_threshold(*_SELDOM)
    parsed = _parser(arguments[0] if arguments else "").parse_args(arguments)
    root = Path(parsed.C)
    if not (root / "content").is_dir():
        return usage(f"{root}: there is no folder content/ here", "run sitegen in a project, or name one with -C")
    for folder in (parsed.output, parsed.store, getattr(parsed, "html", None), getattr(parsed, "zip", None)):
        if folder and _is_source(root, Path(folder)):
            return usage(
                f"{folder}: other things stand there",
                "name a folder of its own, outside of content, locales and themes",
            )
    try:
        return int(parsed.run(root, parsed))
    except BrokenPipeError:
        raise  # whoever called knows what to do
    except OSError as problem:
        place = problem.filename2 or problem.filename or root
        return usage(f"{place}: {problem.strerror or problem}", "make room or mend permissions, then run it again")


def _is_source(root: Path, folder: Path) -> bool:
    """Tell whether a folder that is to be written is nobody's output: a source, the project, a home, the root."""
    from sitegen.tree import SOURCES

    resolved = folder.resolve()
    if resolved in (root.resolve(), Path.home().resolve(), Path(resolved.anchor)):
        return True
    return any(resolved.is_relative_to((root / name).resolve()) for name in SOURCES)


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
