"""Keeps two builds apart, and clears up behind one that was killed."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from sitegen.output import places
from sitegen.output.fresh import beside

LOCK = ".sitegen.lock"


@contextlib.contextmanager
def locked(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of an output folder; `waiting` is called when another build holds it.

    The lock is the system's: it goes with the process that holds it, however that ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        _clear_up(str(folder))
        yield


def _clear_up(folder: str) -> None:
    """End an exchange in two steps that was begun, and remove idle folders of sites that are no more."""
    for name in os.listdir(folder):
        if name.startswith(".") and name.endswith(".old"):
            places.mend(f"{folder}/{name[1:-4]}")
    for name in os.listdir(folder):
        if name.startswith(".") and name.endswith(".idle") and not os.path.lexists(f"{folder}/{name[1:-5]}"):
            for path in beside(f"{folder}/{name[1:-5]}"):
                places.remove(path)
