"""A folder that the disk keeps apart from what was beside it.

ext4 puts a new folder near the one it is made in, and new files near their folder. Where it keeps no journal it does
not take the number (inode) of a file again that was deleted in the last five minutes, and for each new file it looks
through all those: after a site of 1,000 stories was deleted, making it again took 4.0 s of processor instead of 0.4.
What stands in a folder that is "the top of a hierarchy" (`chattr +T`) is put anywhere on the disk, by its name
(`find_group_orlov` and `find_inode_bit` in Linux's fs/ext4/ialloc.c).
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator

# FS_IOC_GETFLAGS, FS_IOC_SETFLAGS and FS_TOPDIR_FL of linux/fs.h; where the numbers are others, systems refuse these.
_GET_FLAGS = 0x80086601
_SET_FLAGS = 0x40086602
_TOP = 0x00020000


def make(path: str) -> None:
    """Make a folder for many files. Raises `OSError`.

    A run that is killed may leave one beside it that is empty: `leftovers` names it.
    """
    with _top_of_hierarchy(os.path.dirname(path)) as is_one:
        if not is_one:
            os.mkdir(path)
            return
        elsewhere = f"{path}.{os.urandom(4).hex()}"
        os.mkdir(elsewhere)
    os.rename(elsewhere, path)


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
