"""A snapshot of the project's files: path to digest, and the only reader of project files.

Paths are relative to the project, with `/`, in NFC. `scanning` takes a snapshot; a tree can also be made from a dict,
for tests.
"""

from __future__ import annotations

import bisect
import os
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Protocol

from sitegen import digest, stamps
from sitegen.limits import FILE_BYTES
from sitegen.stamps import Numbers
from sitegen.values import dataclass

#: Folders of a project that are sources. Everything else there is none of a build's business.
SOURCES = ("content", "locales", "themes")


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier scan saw: the stamp and the digest of each file by its name on the disk, of each folder likewise.

    The digest of a folder is that of the names in it. Those in `doubts`, folders with a `/` behind them, may have been
    changed again without their stamp telling; they are read anew. `token` stands for all digests together.
    """

    files: Mapping[str, tuple[Numbers, str]] = field(default_factory=dict)
    folders: Mapping[str, tuple[Numbers, str]] = field(default_factory=dict)
    doubts: frozenset[str] = frozenset()
    token: str = ""

    def digest_of(self, name: str, numbers: Numbers) -> str | None:
        """Return the digest of a file that is certainly unchanged, else None."""
        before = self.files.get(name)
        return before[1] if before and before[0] == numbers and name not in self.doubts else None


class ChangedError(Exception):
    """Raised when a file is not any more what it was when the snapshot was taken; take another one."""


class Tree(Protocol):
    """The files of a project as they were when it was made."""

    @property
    def digests(self) -> Mapping[str, str]:
        """The digest of each file, by path, sorted."""
        ...

    def read(self, path: str) -> bytes:
        """Return the content of a file."""
        ...

    def find(self, path: str) -> str | None:
        """Return the digest of a file of an installed package, which is no source; None when it is not there."""
        ...


def below(digests: Mapping[str, str], folder: str) -> list[str]:
    """Return the paths below a folder, which ends with `/`, of the digests of a tree, which are sorted by path."""
    paths = list(digests)
    start = bisect.bisect_left(paths, folder)
    return paths[start : bisect.bisect_left(paths, f"{folder[:-1]}0", start)]  # 0 comes after /


class Watched:
    """A tree that notes in `looked` which files somebody asked for, with the digest of each, empty if there is none.

    Whoever goes through all paths does so unnoticed; only messages are made so.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.looked: dict[str, str] = {}
        self.digests: Mapping[str, str] = _WatchedDigests(self)

    def read(self, path: str) -> bytes:
        """Return the content of a file."""
        self.looked[path] = self._tree.digests.get(path, "")
        return self._tree.read(path)

    def find(self, path: str) -> str | None:
        """Return the digest of a file of an installed package."""
        return self._tree.find(path)

    @property
    def all(self) -> Mapping[str, str]:
        """The digests of all files."""
        return self._tree.digests


class _WatchedDigests(Mapping[str, str]):
    """The digests of a tree, noting who asks for which."""

    def __init__(self, watched: Watched) -> None:
        self._watched = watched

    def __getitem__(self, path: str) -> str:
        value = self._watched.all.get(path)
        self._watched.looked[path] = value or ""
        if value is None:
            raise KeyError(path)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._watched.all)

    def __len__(self) -> int:
        return len(self._watched.all)


@dataclass(frozen=True, slots=True)
class MemoryTree:
    """A tree made from a dict of path to content."""

    files: Mapping[str, bytes]

    @property
    def digests(self) -> Mapping[str, str]:
        """The digest of each file, by path, sorted."""
        return {path: digest.of_bytes(self.files[path]) for path in sorted(self.files)}

    def read(self, path: str) -> bytes:
        """Return the content of a file."""
        return self.files[path]

    def find(self, path: str) -> str | None:
        """Return the digest of a file of an installed package; None when it is not there."""
        return self.digests.get(path)


@dataclass(frozen=True, slots=True)
class DiskTree:
    """The files of a project on disk."""

    root: Path
    digests: Mapping[str, str]
    #: What the next scan can use.
    known: Known = field(repr=False)
    #: Paths as they are on disk, where they differ from their NFC form.
    spelled: Mapping[str, str] = field(repr=False)
    #: Small files that were read for their digest, with that, until somebody asks for them.
    fresh: dict[str, tuple[str, bytes]] = field(repr=False, compare=False, default_factory=dict)
    #: Stamp and digest of the files of installed packages that were asked for; of what is not there it is empty.
    asked: dict[str, tuple[Numbers, str]] = field(repr=False, compare=False, default_factory=dict)

    def read(self, path: str) -> bytes:
        """Return the content of a file; a link put in its place meanwhile is refused by the system.

        Raises `ChangedError` when it was changed since the snapshot: its bytes would be kept under the
        digest of others.
        """
        fresh = self.fresh.pop(path, None)
        if fresh is not None and fresh[0] == self.digests.get(path):
            return fresh[1]
        try:
            content = read_file(f"{self.root}/{self.spelled.get(path, path)}")
        except FileNotFoundError:
            raise ChangedError(path) from None
        if path in self.digests and digest.of_bytes(content) != self.digests[path]:
            raise ChangedError(path)
        return content

    def find(self, path: str) -> str | None:
        """Return the digest of a file of an installed package; None when it is not there."""
        if path not in self.asked:
            numbers = stamps.of(f"{self.root}/{path}")
            try:
                self.asked[path] = numbers, digest.of_bytes(read_file(f"{self.root}/{path}"))
            except OSError:
                self.asked[path] = numbers, ""
        return self.asked[path][1] or None


@dataclass(frozen=True, slots=True)
class EditedTree:
    """A tree with some files as they are to be, to see what comes of it before they are written."""

    before: Tree
    edited: Mapping[str, bytes]

    @property
    def digests(self) -> Mapping[str, str]:
        """The digest of each file, by path, sorted."""
        new = {path: digest.of_bytes(content) for path, content in self.edited.items()}
        return dict(sorted({**self.before.digests, **new}.items()))

    def read(self, path: str) -> bytes:
        """Return the content of a file."""
        return self.edited[path] if path in self.edited else self.before.read(path)

    def find(self, path: str) -> str | None:
        """Return the digest of a file of an installed package; None when it is not there."""
        return self.before.find(path)


#: How much of a file is read at once whose size is not known.
_CHUNK = 64 * 1024


def read_file(path: str, size: int = _CHUNK) -> bytes:
    """Return the content of a file that probably has a given size: the system's own calls take a third of the time."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    try:
        content = os.read(descriptor, max(size, 0) + 1)
        if len(content) == size:
            return content
        # A file that grows meanwhile is another one then, and found to be by its digest.
        parts = [content]
        while content and sum(map(len, parts)) <= FILE_BYTES:
            content = os.read(descriptor, _CHUNK)
            parts.append(content)
        return b"".join(parts)
    finally:
        os.close(descriptor)
