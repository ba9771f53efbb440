"""The start of a command whose arguments have been read."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.cli.printing import usage

if TYPE_CHECKING:
    import argparse

#: Most of what is read stays to the end, so that looking through it for what can be freed takes an eighth of the time
#: and finds little. 1,000 stories in four languages take no more memory with this.
_SELDOM = (50_000, 20, 50)


def start(parsed: argparse.Namespace) -> int:
    """Run a command where it may run, and return its exit status."""
    gc.set_threshold(*_SELDOM)
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
