"""What a file system says of files, taken quickly and kept compactly: four numbers for each.

A file is taken to be unchanged when size, mtime, ctime and inode are what they were, and both times are at least one
step older than the moment at which that was true: file systems count time in steps, and within one a file can change
without its stamp. What is younger is *unsettled*, and read again. Some count in steps of two seconds (FAT) or of one
(HFS+, ext3); their times are whole seconds. Where a time is none, the step is that of the system's clock, which ticks
a hundred times a second or more often (exFAT: a hundred); ten such ticks are waited for.

This module is read before everything else when a build finds that it has nothing to do. So it imports nothing that
takes time: no `dataclasses`, no `typing`, no `pathlib`, no `hashlib`.
"""

from __future__ import annotations

import marshal
import os
import stat
import struct
import sys
import zlib
from functools import partial
from itertools import chain
from operator import attrgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

#: Size, mtime and ctime in nanoseconds, inode.
Numbers = tuple[int, int, int, int]
#: Nanoseconds after which a file system certainly gives another time to another change: one that counts in seconds,
#: and one that does not.
STEP = 2_000_000_000
FINE_STEP = 100_000_000
_SECOND = 1_000_000_000
#: What stands for an entry that is not there.
MISSING = (0, 0, 0, 0)
#: Raised when what is kept changes its form.
_FORM = b"sitegen 1 %d %d\n" % (marshal.version, sys.hexversion)

#: So many entries are looked at by their whole paths.
_FEW = 8
#: Opens a folder that only leads somewhere, which takes no permission to read it.
_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_CLOEXEC

#: The part of a file that begins with folders, in records that keep some.
_BESIDE = 3
_ROW = "4q"
_END = "\0"
_numbers = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")


def of(path: str) -> Numbers:
    """Return the numbers of a file, folder or link; `MISSING` when nothing has this name."""
    try:
        return _numbers(os.lstat(path))
    except OSError:
        return MISSING


def take(names: Iterable[str], base: str = "") -> bytes:
    """Return the numbers of many entries, one after the other: one system call each, and little else.

    `base` stands before each name, and ends with a slash. It is opened once, since looking a long path up takes a
    fifth of the time that all of this does.
    """
    names = list(names)
    try:
        folder = os.open(base, _FOLDER) if base and len(names) > _FEW else None
    except OSError:
        folder = None
    try:
        if folder is None:
            return flat(map(_numbers, map(os.lstat, [base + name for name in names])))
        below = [name or "." for name in names] if "" in names else names
        return flat(map(_numbers, map(partial(os.lstat, dir_fd=folder), below)))
    except OSError:
        return flat([of(base + name) for name in names])
    finally:
        if folder is not None:
            os.close(folder)


def rows(numbers: bytes) -> list[Numbers]:
    """Return the numbers of each entry as one value."""
    return list(struct.iter_unpack(_ROW, numbers))


def flat(values: Iterable[Numbers]) -> bytes:
    """Return values one after the other, as `take` does."""
    each = tuple(chain.from_iterable(values))
    return struct.pack(f"{len(each)}q", *each)


def differing(before: bytes, now: bytes) -> list[int]:
    """Return which entries of two equally long lists are not alike, counted from 0."""
    if before == now:
        return []
    return [index for index, (old, new) in enumerate(zip(rows(before), rows(now), strict=True)) if old != new]


def unsettled(values: Sequence[Numbers], at: int) -> list[int]:
    """Return which entries may have changed again without other numbers; `at` is when they were known to be right."""
    coarse, fine = at - STEP, at - FINE_STEP
    return [
        index
        for index, (_, changed, renamed, _) in enumerate(values)
        if (changed >= coarse or renamed >= coarse)
        and (changed >= fine or renamed >= fine or not (changed % _SECOND and renamed % _SECOND))
    ]


def moment(folder: str) -> int:
    """Return what time it is by the clock of a file system, in nanoseconds since 1970.

    It is that of a file made for it, since this clock is what stamps are held against. Raises `OSError` when nothing
    can be written there.
    """
    path = f"{folder}/.now.{os.getpid()}"
    descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_CLOEXEC, 0o666)
    try:
        return os.fstat(descriptor).st_mtime_ns
    finally:
        os.close(descriptor)
        os.unlink(path)


def packed(*parts: Any) -> bytes:
    """Return plain values as bytes that tell when they are not whole any more.

    Each part is packed by itself, so that one can be read without the others. `marshal` is quick and holds nothing
    but plain values; its form may change with Python's version, and then nothing is known.
    """
    return _sealed([marshal.dumps(part) for part in parts])


def _sealed(parts: list[bytes]) -> bytes:
    return sealed(marshal.dumps(parts))


def sealed(content: bytes) -> bytes:
    """Return bytes behind what tells when they are not whole any more."""
    return b"%s%08x%016x\n%s" % (_FORM, zlib.crc32(content), len(content), content)


def unpacked(raw: bytes) -> list[bytes] | None:
    """Return the parts of what was packed, for `marshal.loads`; None when it is damaged, cut off or of another form."""
    try:
        (content,) = unsealed(raw)
    except ValueError:
        return None
    parts = marshal.loads(content)
    return parts if isinstance(parts, list) else None


def unsealed(raw: bytes) -> list[memoryview]:
    """Return what was sealed, one behind the other. Raises `ValueError` when any is damaged, or of another form."""
    start, view = 0, memoryview(raw)
    found: list[memoryview] = []
    while start < len(raw) or not found:
        head = raw[start : start + len(_FORM) + 25]
        try:
            length = int(head[-17:-1], 16)
        except ValueError:
            raise ValueError("not the head of something sealed") from None
        start += len(head)
        content = view[start : start + length]
        if head != b"%s%08x%016x\n" % (_FORM, zlib.crc32(content), len(content)):
            raise ValueError("not whole")
        found.append(content)
        start += length
    return found


def load(path: str) -> list[bytes] | None:
    """Read a file of packed parts; None when there is none, or not a whole one."""
    try:
        with open(path, "rb") as file:
            return unpacked(file.read())
    except OSError:
        return None


def save(path: str, *parts: Any) -> None:
    """Write a file of packed parts, whole or not at all. Raises `OSError`."""
    replace(path, packed(*parts))


def replace(path: str, content: bytes) -> None:
    """Write a file whole or not at all. Raises `OSError`."""
    fresh = f"{path}.{os.getpid()}.part"
    try:
        descriptor = os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_CLOEXEC, 0o666)
        try:
            write(descriptor, content)
        finally:
            os.close(descriptor)
        os.replace(fresh, path)
    except OSError:
        forget(fresh)
        raise


class Record:
    """Files and folders of one place as they were when the digest of each was known, kept in a file.

    Names are relative to `base`; those of folders end with `/`, and their digest is that of the names in them. What
    is not there has no digest. Those at the indexes `doubts` may have been changed without their stamp telling.
    `token` stands for all digests. What else the file keeps behind this, another module knows.
    """

    __slots__ = ("_parts", "base", "doubts", "names", "numbers", "token")

    def __init__(self, base: str, token: str, names: list[str], numbers: bytes, doubts: list[int]) -> None:
        self.base = base
        self.token = token
        self.names = names
        self.numbers = numbers
        self.doubts = doubts
        self._parts: list[bytes] = []

    @classmethod
    def load(cls, path: str) -> Record | None:
        """Read a record; None when there is none, or it is damaged."""
        parts = load(path)
        if parts is None:
            return None
        base, token, names, numbers, doubts = marshal.loads(parts[0])
        record = cls(base, token, names.split(_END) if names else [], numbers, doubts)
        record._parts = parts
        return record

    def digests(self) -> list[str]:
        """Return the digest of each entry."""
        digests = marshal.loads(self._parts[1])
        assert isinstance(digests, str)
        return digests.split(_END) if self.names else []

    def more(self, index: int) -> Any:
        """Return what else is kept in the file, counted from 0."""
        return marshal.loads(self._parts[2 + index])

    def folders(self) -> tuple[list[str], bytes]:
        """Return names of folders that are kept beside those of the record, and their numbers, where there are any."""
        if len(self._parts) <= _BESIDE:
            return [], b""
        names, numbers = marshal.loads(self._parts[_BESIDE])[0]
        return names.split(_END) if numbers else [], numbers

    def save(self, path: str, digests: Iterable[str], *more: Any) -> None:
        """Write the record and what else is to be kept. Raises `OSError`."""
        save(path, self._head(), _END.join(digests), *more)

    def save_again(self, path: str) -> None:
        """Write a record that was read, with other doubts. Raises `OSError`."""
        replace(path, _sealed([marshal.dumps(self._head()), *self._parts[1:]]))

    def _head(self) -> tuple[Any, ...]:
        return self.base, self.token, _END.join(self.names), self.numbers, self.doubts


def digest_of_names(names: Iterable[str]) -> str:
    """Return the digest of the names in a folder."""
    from hashlib import blake2b  # only where something is not as it was: it takes 4 ms to import

    return blake2b(_END.join(sorted(names)).encode("utf-8", "surrogateescape"), digest_size=20).hexdigest()


def digest_of_file(path: str) -> str:
    """Return the digest of a plain file, as `digest.of_bytes` gives it; of what is none, or cannot be read, nothing."""
    from hashlib import blake2b  # as above

    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return ""
    with open(descriptor, "rb") as file:
        try:
            is_plain = stat.S_ISREG(os.fstat(descriptor).st_mode)
            return blake2b(file.read(), digest_size=20).hexdigest() if is_plain else ""
        except OSError:
            return ""


def listing(path: str) -> str:
    """Return the digest of the names in a folder; of what is none, nothing."""
    try:
        return digest_of_names(os.listdir(path)) if stat.S_ISDIR(os.lstat(path).st_mode) else ""
    except OSError:
        return ""


def forget(path: str) -> None:
    """Remove a file that need not be there."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass


def write(descriptor: int, content: bytes) -> None:
    """Write all of a content; the system may take it in parts."""
    written = os.write(descriptor, content)
    while written < len(content):
        written += os.write(descriptor, memoryview(content)[written:])
