"""Watches a project's source folders; no change is lost, however quickly they come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from watchfiles import DefaultFilter, watch

from sitegen.tree import SOURCES

#: Milliseconds: how long to wait for more changes, and how often to look for folders that were not there.
_STEP, _DEBOUNCE, _LOOK = 5, 20, 1000


def changes(root: Path) -> Iterator[None]:
    """Yield after every change below the source folders, for ever.

    Changes that come while the caller is busy are kept and yield once more. A source folder that is
    made later is found within a second.
    """
    while True:
        folders = [root / name for name in SOURCES if (root / name).is_dir()]
        missing = [root / name for name in SOURCES if root / name not in folders]
        watching = watch(
            *folders,
            watch_filter=DefaultFilter(),
            step=_STEP,
            debounce=_DEBOUNCE,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
        )
        for changed in watching:
            if changed:
                yield
            if any(folder.is_dir() for folder in missing) or not all(folder.is_dir() for folder in folders):
                break
        yield
