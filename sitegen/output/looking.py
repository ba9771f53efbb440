"""What stands in a site's folder now, held against what was written and what was seen last."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

from sitegen import stamps
from sitegen.output import places
from sitegen.output.manifest import Made, folders
from sitegen.output.memory import Memory
from sitegen.stamps import Numbers


class Files(NamedTuple):
    """Our files. `sound` are as they were written, by path; of `moved` this was seen by reading them, as their stamps
    are not those that were known. `doubts` of the sound may change again without their stamps telling.
    """

    sound: dict[str, Numbers]
    moved: tuple[str, ...]
    doubts: frozenset[str]


class Folders(NamedTuple):
    """Folders by path, ours and those of others; into `open` ones something may come without their stamps telling.

    `foreign` is what others have put there, and whether it is a folder, parents first. Where one of our folders
    should be and something else is, `blocked` names it.
    """

    rows: dict[str, Numbers]
    open: frozenset[str]
    foreign: dict[str, bool]
    blocked: frozenset[str]


def look_at_files(base: str, files: Mapping[str, Made], memory: Memory, at: int, *, unmoved: bool = False) -> Files:
    """Look at our files below `base`; `at` is a moment before this, or 0 when no stamp is to be believed.

    Those that are `unmoved` are known to have the stamps that are remembered, and only what is in doubt is read.
    """
    if unmoved and memory.files is files and memory.stamps.keys() == files.keys():
        return _unmoved(base, files, memory, at)
    sound: dict[str, Numbers] = {}
    moved, doubts = [], []
    known, doubtful, made = memory.stamps, memory.doubts, memory.files
    are_made = made is files
    now = stamps.rows(stamps.take(files, base))
    for (path, entry), numbers in zip(files.items(), now, strict=True):
        is_known = known.get(path) == numbers and (are_made or made[path].digest == entry.digest)
        if is_known and path not in doubtful:
            sound[path] = numbers
        elif numbers != stamps.MISSING and stamps.digest_of_file(base + path) == entry.digest:
            sound[path] = numbers
            if not is_known:
                moved.append(path)
            if stamps.unsettled((numbers,), at):
                doubts.append(path)
    return Files(sound, tuple(moved), frozenset(doubts))


def _unmoved(base: str, files: Mapping[str, Made], memory: Memory, at: int) -> Files:
    """Return what our files look like whose stamps are those that are remembered."""
    sound, doubts = dict(memory.stamps), []
    for path in sorted(memory.doubts & files.keys()):
        if stamps.digest_of_file(base + path) != files[path].digest:
            del sound[path]
        elif stamps.unsettled((sound[path],), at):
            doubts.append(path)
    return Files(sound, (), frozenset(doubts))


def look_at_folders(
    base: str, files: Mapping[str, Made], manifest: str, memory: Memory, at: int, *, unmoved: bool = False
) -> Folders:
    """Look at the folders below `base`, and into those into which something came or may have come.

    Those that are `unmoved` are known to have the stamps that are remembered.
    """
    if memory.files is not files:
        memory = Memory()  # of another state, in which other files were ours
    ours = {"", *folders(files)} if not memory.folders else memory.folders.keys() - memory.foreign.keys()
    names = list(memory.folders or ours)
    if unmoved and memory.folders:
        rows, shut = dict(memory.folders), memory.folders.keys() - memory.open
    else:
        rows = dict(zip(names, stamps.rows(stamps.take(names, base)), strict=True))
        shut = {name for name, numbers in memory.folders.items() if _holds(rows[name], numbers)} - memory.open
    if rows.keys() == shut:
        return Folders(rows, frozenset(), dict(memory.foreign), frozenset())
    children: dict[str, list[tuple[str, bool]]] = {}
    for path, is_folder in memory.foreign.items():
        children.setdefault(path.rpartition("/")[0], []).append((path, is_folder))
    foreign = _foreign(base, ours, files.keys() | {manifest}, rows, shut, children)
    there = {name: rows[name] for name in (*ours, *foreign) if rows.get(name, stamps.MISSING) != stamps.MISSING}
    blocked = frozenset(name for name in there if name not in shut and not places.is_folder(base + name))
    return Folders(there, loose(there, at), dict(sorted(foreign.items())), blocked - foreign.keys())


def _foreign(
    base: str,
    ours: Set[str],
    files: Set[str],
    rows: dict[str, Numbers],
    shut: Set[str],
    known: Mapping[str, list[tuple[str, bool]]],
) -> dict[str, bool]:
    """Return what others have below our folders; of those that are `shut` it is `known`. Theirs are added to `rows`."""
    foreign: dict[str, bool] = {}
    pending = [*(ours - shut), *(known.keys() & ours & shut)]
    while pending:
        folder = pending.pop()
        if folder not in rows:
            rows[folder] = stamps.of(base + folder)
        for path, is_folder in known.get(folder, ()) if folder in shut else _listed(base, folder):
            if path not in files and path not in ours:
                foreign[path] = is_folder
                if is_folder:
                    pending.append(path)
    return foreign


def loose(rows: Mapping[str, Numbers], at: int) -> frozenset[str]:
    """Return the folders into which something may have come since `at` without their stamps telling."""
    names = list(rows)
    return frozenset(
        names[index] for index in stamps.unsettled([(0, mtime, mtime, 0) for _, mtime, _, _ in rows.values()], at)
    )


def _holds(now: Numbers, before: Numbers) -> bool:
    """Tell whether a folder is the same and no name came or went. Its ctime tells of its own name, which may change."""
    return now[1] == before[1] and now[3] == before[3]


def _listed(base: str, folder: str) -> Iterable[tuple[str, bool]]:
    start = f"{folder}/" if folder else ""
    try:
        with os.scandir(base + folder) as entries:
            return [(start + entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    except (FileNotFoundError, NotADirectoryError):
        return []
