"""A folder that the disk keeps apart from what was beside it.

ext4 puts a new folder near the one it is made in, and new files near their folder. Where it keeps no journal it does
not take the number (inode) of a file again that was deleted in the last five minutes, and for each new file it looks
through all those: after a site of 1,000 stories was deleted, making it again took 4.0 s of processor instead of 0.4.
What stands in a folder that is "the top of a hierarchy" (`chattr +T`) is put where few folders are, anywhere on the
disk (`find_group_orlov` and `find_inode_bit` in Linux's fs/ext4/ialloc.c). That is often where a site was deleted just
now. So places are tried until there is one in which folders are made quickly: in a build after a build that was deleted
that saves up to half of all the time.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator

# FS_IOC_GETFLAGS, FS_IOC_SETFLAGS and FS_TOPDIR_FL of linux/fs.h; where the numbers are others, systems refuse these.
_GET_FLAGS = 0x80086601
_SET_FLAGS = 0x40086602
_TOP = 0x00020000
#: How many folders are made at most, to see where they come to stand.
_TRIES = 48
#: Folders with numbers this near to each other are looked at once.
_NEAR = 65_536
#: How many folders are made to see how long that takes; the first ones may fill gaps.
_PROBES = 24
#: In nanoseconds. To make a folder takes 20,000 where nothing was deleted, and up to 900,000 where a site was.
_QUICK = 50_000


def make(path: str) -> None:
    """Make a folder for many files. Raises `OSError`.

    A run that is killed may leave some beside it: `leftovers` names them.
    """
    with _top_of_hierarchy(os.path.dirname(path)) as is_one:
        if not is_one:
            os.mkdir(path)
            return
        tried, best = _tried(path)
    os.rename(best, path)
    for folder in tried:
        if folder != best:
            os.rmdir(folder)


def _tried(path: str) -> tuple[list[str], str]:
    """Make folders beside a path, and return them and the one in which others are made most quickly."""
    tried: list[str] = []
    delays: dict[str, int] = {}
    places: list[int] = []
    while len(tried) < _TRIES and min(delays.values(), default=_QUICK) >= _QUICK:
        folder = f"{path}.{os.urandom(4).hex()}"
        os.mkdir(folder)
        tried.append(folder)
        number = os.stat(folder).st_ino
        if all(abs(number - place) > _NEAR for place in places):
            places.append(number)
            delays[folder] = _delay(folder)
    return tried, min(delays, key=delays.__getitem__)


def _delay(folder: str) -> int:
    """Return how long it takes to make a folder in a folder, in nanoseconds, once there are some."""
    delays = []
    for number in range(_PROBES):
        before = time.perf_counter_ns()
        os.mkdir(f"{folder}/{number}")
        delays.append(time.perf_counter_ns() - before)
    for number in range(_PROBES):
        os.rmdir(f"{folder}/{number}")
    return sorted(delays[_PROBES // 2 :])[_PROBES // 4]


def leftovers(path: str) -> list[str]:
    """Return the paths of folders that `make` has left. Raises `OSError`."""
    folder, name = os.path.split(path)
    return [f"{folder}/{entry}" for entry in os.listdir(folder) if entry.startswith(f"{name}.")]


@contextlib.contextmanager
def _top_of_hierarchy(folder: str) -> Iterator[bool]:
    """Let a folder be the top of a hierarchy for a while, and tell whether it is: not all systems know of it."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        flags = _flags(descriptor)
        is_one = flags is not None and _set(descriptor, flags | _TOP)
        try:
            yield is_one
        finally:
            if is_one and flags is not None:
                _set(descriptor, flags)
    finally:
        os.close(descriptor)


def _flags(descriptor: int) -> int | None:
    try:
        return int.from_bytes(fcntl.ioctl(descriptor, _GET_FLAGS, bytes(4)), "little")
    except OSError:
        return None


def _set(descriptor: int, flags: int) -> bool:
    try:
        fcntl.ioctl(descriptor, _SET_FLAGS, flags.to_bytes(4, "little"))
    except OSError:
        return False
    return True
