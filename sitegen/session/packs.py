"""A file with parts of any size, from which a run reads those that it needs."""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Iterable
from pathlib import Path

#: Where something stands in a pack: offset, length, checksum.
Place = tuple[int, int, int]


#: How many bytes wait in memory until they are written.
_MUCH = 4 << 20


class DamagedError(Exception):
    """Raised when a pack does not hold what its index says; all is read anew then."""


class Pack:
    """A file that is only added to. Its name changes when it is written anew, so no index names a wrong place."""

    def __init__(self, stem: Path | None) -> None:
        self._stem = stem
        self.name = ""
        self.size = 0
        self._written = 0
        self._new: dict[int, bytes] = {}
        self._file = -1

    def open(self, name: str, places: Iterable[Place]) -> bool:
        """Open the file of this name; False when it cannot hold what is to be found in it."""
        assert self._stem is not None, "only what is kept can be opened"
        if not name:
            return not tuple(places)
        try:
            self._file = os.open(self._stem.with_name(name), os.O_RDONLY)
            size = os.fstat(self._file).st_size
        except OSError:
            return False
        if any(start + length > size for start, length, _ in places):
            return False
        self.name, self.size, self._written = name, size, size
        return True

    def add(self, content: bytes) -> Place:
        """Add something; it is written by `flush`, or when there is a lot of it."""
        place = (self.size, len(content), zlib.crc32(content))
        self._new[self.size] = content
        self.size += len(content)
        if self.size - self._written > _MUCH:
            # On a disk that is full it stays here, and `flush` tells of it.
            with contextlib.suppress(OSError):
                self.flush()
        return place

    def get(self, place: Place) -> bytes:
        """Return what stands at a place. Raises `DamagedError`."""
        start, length, checksum = place
        content = self._new.get(start)
        if content is None:
            content = os.pread(self._file, length, start) if self._file >= 0 else b""
        if len(content) != length or zlib.crc32(content) != checksum:
            raise DamagedError
        return content

    def flush(self) -> None:
        """Write what was added. Raises `OSError`."""
        if self._stem is None or not self._new:
            return
        self.name = self.name or f"{self._stem.stem}-{os.urandom(4).hex()}.pack"
        self._stem.parent.mkdir(parents=True, exist_ok=True)
        target = self._stem.with_name(self.name)
        with target.open("r+b" if self._written else "wb") as file:
            file.seek(self._written)
            file.write(b"".join(self._new[start] for start in sorted(self._new)))
            file.truncate()
        self._new, self._written = {}, self.size
        if self._file < 0:
            self._file = os.open(target, os.O_RDONLY)
        for other in self._stem.parent.glob(f"{self._stem.stem}-*.pack"):
            if other.name != self.name:
                other.unlink(missing_ok=True)

    def rewrite(self, places: Iterable[Place]) -> dict[Place, Place]:
        """Begin a new file with what stands at places; return where each stands then."""
        contents = {place: self.get(place) for place in places}
        self.__init__(self._stem)  # type: ignore[misc]  # a new file, and nothing of the old one
        return {place: self.add(content) for place, content in contents.items()}
