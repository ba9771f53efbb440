"""The command line: arguments in, diagnostics out, exit status.

The only package that prints, reads the environment or looks at a clock. Exit status: 0 fine, 1 faults in
content, 2 usage or configuration. A build of what did not change is answered before anything else is imported; each
other module registers its commands, and what they need is imported when they run.
"""

from __future__ import annotations

import gc
import io
import os
import sys

from sitegen.cli import early
from sitegen.cli.exits import FAULTS, FINE, USAGE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FAULTS", "FINE", "USAGE", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        status = early.build(given)
        if status is None:
            from sitegen.cli.commands import run

            status = run(given)
        if arguments is None:
            # The process ends. Python would look through all that is left for what can be freed, which takes a sixth of
            # a build after an edit.
            gc.freeze()
        return status
    except BrokenPipeError:
        # Whoever read the output has heard enough. Python would complain again when it closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        return 130
