"""What is remembered of a site's folder from one run to the next: what its files and folders looked like.

All of it can be lost without harm; then everything is read again. Kept in a form of which `uptodate` can read just
what it needs.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from typing import NamedTuple

from sitegen import stamps
from sitegen.output.manifest import Made
from sitegen.stamps import Numbers

_END = "\0"


class Memory(NamedTuple):
    """What the last run saw. `token` is the digest of the manifest; `stamps` are those of sound files, by path.

    A file among `doubts` may have been changed again without its stamp telling. `folders` are those of the site by
    path, `open` those of them into which something may have come since, `idle` those of the folder beside it.
    `foreign` is what others have in the folder, and whether it is a folder.
    """

    token: str = ""
    files: Mapping[str, Made] = {}
    stamps: Mapping[str, Numbers] = {}
    doubts: frozenset[str] = frozenset()
    folders: Mapping[str, Numbers] = {}
    open: frozenset[str] = frozenset()
    idle: Mapping[str, Numbers] = {}
    foreign: Mapping[str, bool] = {}


def read(path: str) -> Memory:
    """Read a memory; of one that is not there, or damaged, nothing is known."""
    parts = stamps.load(path)
    if parts is None or len(parts) != 4:
        return Memory()
    (_, manifest, names, numbers, doubts), digests, keys, rest = map(marshal.loads, parts)
    paths = names.split(_END)
    digests, keys = digests.split(_END), keys.split(_END)
    # The manifest stands first among the files: to `uptodate` it is one of them.
    known = dict(zip(paths, stamps.rows(numbers), strict=True))
    del known[manifest]
    return Memory(
        token=digests[0],
        files=dict(zip(paths[1:], map(Made, keys, digests[1:]), strict=True)),
        stamps=known,
        doubts=frozenset(paths[index] for index in doubts),
        folders=_rows(rest[0]),
        open=frozenset(rest[1]),
        idle=_rows(rest[2]),
        foreign=rest[3],
    )


def write(path: str, live: str, manifest: str, mark: Numbers, memory: Memory) -> None:
    """Write a memory of the folder `live`; `manifest` is the name of the file that marks it, `mark` its stamp.

    Raises `OSError`.
    """
    files = {manifest: Made("", memory.token), **memory.files}
    seen = {manifest: mark, **memory.stamps}
    names = list(files)
    doubts = [index for index, name in enumerate(names) if name in memory.doubts or name == manifest]
    numbers = stamps.flat(seen.get(name, stamps.MISSING) for name in names)
    stamps.save(
        path,
        (f"{live}/", manifest, _END.join(names), numbers, doubts),
        _END.join(files[name].digest for name in names),
        _END.join(files[name].key for name in names[1:]),
        (_packed(memory.folders), sorted(memory.open), _packed(memory.idle), dict(memory.foreign)),
    )


def _packed(rows: Mapping[str, Numbers]) -> tuple[str, bytes]:
    return _END.join(rows), stamps.flat(rows.values())


def _rows(packed: tuple[str, bytes]) -> dict[str, Numbers]:
    names, numbers = packed
    return dict(zip(names.split(_END), stamps.rows(numbers), strict=True)) if numbers else {}
