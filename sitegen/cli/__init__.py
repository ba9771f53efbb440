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
    from collections.abc import Callable, Sequence

__all__ = ["FAULTS", "FINE", "USAGE", "main"]

#: Of eight bytes each.
_SLOTS = 70_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        status = early.build(given)
        if status is None:
            status = _with_room(_run)(given)
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


def _run(given: list[str]) -> int:
    plain = early.read(given)
    if plain is not None:
        from sitegen.cli import sites, starting

        plain.run = sites.build
        return starting.start(plain)
    from sitegen.cli.commands import run

    return run(given)


def _with_room(function: Callable[[list[str]], int]) -> Callable[[list[str]], int]:
    """Return a function with room on the stack for all that it calls.

    CPython keeps the frames of calls in chunks of 16 KB, since 3.11. A call across the end of one maps memory, and its
    return unmaps it: imports stand there often, and did it 3,000 times in a build after an edit. A chunk is
    the next power of two that the frame fits into. So a frame that would take a little more than half of a
    megabyte leaves the rest of it to others; what nobody uses of it takes no memory.
    """
    if sys.implementation.name != "cpython":
        return function
    from types import FunctionType

    assert isinstance(function, FunctionType), "what has no code has no frame"
    return FunctionType(function.__code__.replace(co_stacksize=_SLOTS), globals())
