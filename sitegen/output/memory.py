"""What is remembered of a site's folder from one run to the next: what its files and folders looked like.

All of it can be lost without harm; then everything is read again. Kept in a form of which `uptodate` can read just
what it needs.
"""

from __future__ import annotations

import os
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
    record = stamps.Record.load(path)
    if record is None:
        return Memory()
    # The manifest stands first among the files: to `uptodate` it is one of them.
    names, digests, keys = record.names[1:], record.digests()[1:], record.more(0).split(_END)
    folders, loose, idle, foreign = record.more(1)
    return Memory(
        token=record.token,
        files=dict(zip(names, map(Made, keys, digests), strict=True)),
        stamps=dict(zip(names, stamps.rows(record.numbers)[1:], strict=True)),
        doubts=frozenset(record.names[index] for index in record.doubts),
        folders=_rows(folders),
        open=frozenset(loose),
        idle=_rows(idle),
        foreign=foreign,
    )


def write(path: str, live: str, manifest: str, memory: Memory) -> None:
    """Write a memory of the folder `live`; `manifest` is the name of the file that marks it. Raises `OSError`."""
    base = f"{os.path.abspath(live)}/"
    names = [manifest, *memory.files]
    numbers = stamps.flat([stamps.of(base + manifest), *(memory.stamps.get(n, stamps.MISSING) for n in memory.files)])
    doubts = [index for index, name in enumerate(names) if name in memory.doubts or name == manifest]
    digests = [memory.token, *(made.digest for made in memory.files.values())]
    rest = (_packed(memory.folders), sorted(memory.open), _packed(memory.idle), dict(memory.foreign))
    record = stamps.Record(base, memory.token, names, numbers, doubts)
    record.save(path, digests, _END.join(made.key for made in memory.files.values()), rest)


def _packed(rows: Mapping[str, Numbers]) -> tuple[str, bytes]:
    return _END.join(rows), stamps.flat(rows.values())


def _rows(packed: tuple[str, bytes]) -> dict[str, Numbers]:
    names, numbers = packed
    return dict(zip(names.split(_END), stamps.rows(numbers), strict=True)) if numbers else {}
