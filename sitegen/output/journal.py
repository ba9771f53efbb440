"""What the folder that is made next lacks of the one that is seen, so that nothing but that need be done for it.

The journal names both folders by their inodes and says in which files they may differ, so it holds before the two
change places and after. It is gone while the idle folder is being changed: whoever finds none, or an odd one, or
folders that somebody moved about, makes the idle folder anew.
"""

from __future__ import annotations

import marshal
from collections.abc import Collection, Mapping
from typing import NamedTuple

from sitegen import stamps
from sitegen.output import places
from sitegen.stamps import Numbers


class Journal(NamedTuple):
    """In which files two folders may differ, and what of others they both hold. `branches` are folders with folders.

    When a folder in one of these is moved or removed, their stamp tells. What happens to files in the others is told by
    the files' own: they have a second name in the live folder, and losing the first is seen there.
    """

    lacks: list[str]
    foreign: list[str]
    branches: set[str]


def read(path: str, live: str, idle: str) -> Journal | None:
    """Return what an idle folder lacks; None when that cannot be told for certain."""
    parts = stamps.load(path)
    if parts is None or len(parts) != 3:
        return None
    lacks, foreign, roots = map(marshal.loads, parts)
    known = roots.get(stamps.of(idle)[3])
    if known is None or stamps.of(live)[3] not in roots or len(roots) != 2:
        return None
    names = list(known)
    now = stamps.rows(stamps.take(names, f"{idle}/"))
    if any(_place(numbers) != known[name] for name, numbers in zip(names, now, strict=True)):
        return None
    return Journal(lacks, foreign, set(known))


def write(path: str, journal: Journal, folders: Collection[Mapping[str, Numbers]]) -> None:
    """Write a journal of two folders, given the stamps of all folders in each. Raises `OSError`."""
    names = sorted(journal.branches)
    roots = {rows[""][3]: {name: _place(rows[name]) for name in names if name in rows} for rows in folders}
    places.create(path, stamps.packed(journal.lacks, journal.foreign, roots), durably=True)


def _place(numbers: Numbers) -> tuple[int, int]:
    """Return what changes when something is put into a folder or taken out, or another folder has its name."""
    return numbers[1], numbers[3]
