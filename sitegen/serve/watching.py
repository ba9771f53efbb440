"""Watches a project's source folders; no change is lost, however quickly they come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from watchfiles import DefaultFilter, watch

from sitegen.tree import SOURCES

#: Milliseconds: how long to wait for more changes, and how often to look for folders that were not there.
_STEP, _DEBOUNCE, _LOOK = 5, 20, 200


def changes(root: Path) -> Iterator[None]:
    """Yield once the source folders are watched, and then after every change below them, for ever.

    The first time says that nothing can be missed from now on; what changed before is for the caller to
    find. Changes that come while the caller is busy are kept and yield once more. A source folder that
    is made later is found soon.
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
        is_new = True
        for changed in watching:
            if changed or is_new:
                yield
            is_new = False
            if any(folder.is_dir() for folder in missing) or not all(folder.is_dir() for folder in folders):
                break
