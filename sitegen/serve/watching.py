"""Watches a project's source folders; no change is lost, however quickly they come."""

from __future__ import annotations

import contextlib
import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue

from watchfiles import DefaultFilter, watch

from sitegen.tree import SOURCES

#: Milliseconds: how long to wait for more changes, how long at most, and how often to look for folders that were not
#: there. What a save of many steps leaves after so short a time is for whoever reads it to tell.
_STEP, _DEBOUNCE, _LOOK = 1, 5, 200


class Changes:
    """The changes of a project that nobody has taken yet. They are watched for by a thread of its own."""

    def __init__(self, root: Path) -> None:
        self._arrived: SimpleQueue[frozenset[str] | None] = SimpleQueue()
        threading.Thread(target=self._watch, args=(root,), daemon=True).start()

    def _watch(self, root: Path) -> None:
        for changed in changes(root):
            self._arrived.put(changed)

    def take(self, patience: float | None = None) -> frozenset[str] | None:
        """Wait for changes and return all that there are: files by their paths in the project.

        None when what changed is not known, as in the beginning. Waits `patience` seconds at most; then there are none.
        """
        found: frozenset[str] = frozenset()
        with contextlib.suppress(Empty):
            arrived = self._arrived.get(timeout=patience)
            while arrived is not None:
                found |= arrived
                arrived = self._arrived.get_nowait()
            return None
        return found


def changes(root: Path) -> Iterator[frozenset[str] | None]:
    """Yield once the source folders are watched, and then what changed below them, for ever.

    Files are told by their paths in the project. The first time, without any, says that nothing can be missed from now
    on; what changed before is for the caller to find. Changes that come while the caller is busy are kept and yield
    once more. A source folder that is made later is found soon.
    """
    base = f"{root.resolve()}/"
    while True:
        folders = [root.resolve() / name for name in SOURCES if (root / name).is_dir()]
        missing = [root.resolve() / name for name in SOURCES if root.resolve() / name not in folders]
        watching = watch(
            *folders,
            watch_filter=DefaultFilter(),
            step=_STEP,
            debounce=_DEBOUNCE,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
        )
        is_new = True
        for changed in watching:
            if changed or is_new:
                yield None if is_new else frozenset(_inside(path, base) for _, path in changed)
            is_new = False
            if any(folder.is_dir() for folder in missing) or not all(folder.is_dir() for folder in folders):
                break


def _inside(path: str, base: str) -> str:
    """Return the path in the project of a file that was told of, in the form in which a tree has it."""
    return unicodedata.normalize("NFC", path.removeprefix(base))
