"""A snapshot of the project's files: path to digest, and the only reader of project files.

Paths are relative to the project, with `/`, in NFC. Links, pipes and devices are refused by name, so
that nothing outside the project can come into it. A tree can also be made from a dict, for tests.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from sitegen import digest
from sitegen.diagnostics import Diagnostic, Span, error

#: Folders of a project that are sources. Everything else there is none of a build's business.
SOURCES = ("content", "locales", "themes")
_SKIPPED = {"node_modules", "__pycache__"}
#: Files of translators' and editors' tools that may lie about: backups, templates, compiled catalogs.
_PASSED_OVER = ("~", ".mo", ".pot", ".swp", ".swx", ".tmp", ".part", ".bak", ".orig")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file system says of a file: when all four are equal, the file is taken to be unchanged."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """Take the four numbers from a status."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier scan knew: path to stamp and digest, and when that was written down.

    A file changed within two seconds before `at` (nanoseconds since 1970) may have been changed again
    without its stamp telling, since file systems count time in steps; it is read anew.
    """

    stamps: Mapping[str, tuple[Stamp, str]] = field(default_factory=dict)
    at: int = 0

    def digest_of(self, path: str, stamp: Stamp) -> str | None:
        """Return the digest of a file that is certainly unchanged, else None."""
        before = self.stamps.get(path)
        settled = max(stamp.mtime_ns, stamp.ctime_ns) + 2_000_000_000 < self.at
        return before[1] if before and before[0] == stamp and settled else None


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
    stamps: Mapping[str, tuple[Stamp, str]] = field(repr=False)
    #: Paths as they are on disk, where they differ from their NFC form.
    spelled: Mapping[str, str] = field(repr=False)

    def read(self, path: str) -> bytes:
        """Return the content of a file; a link put in its place meanwhile is refused by the system.

        Raises `ChangedError` when it was changed since the snapshot: its bytes would be kept under the
        digest of others.
        """
        try:
            content = _read(self.root / self.spelled.get(path, path))
        except FileNotFoundError:
            raise ChangedError(path) from None
        if path in self.digests and digest.of_bytes(content) != self.digests[path]:
            raise ChangedError(path)
        return content

    def find(self, path: str) -> str | None:
        """Return the digest of a file of an installed package; None when it is not there."""
        try:
            return digest.of_bytes(_read(self.root / path))
        except OSError:
            return None


def scan(root: Path, known: Known) -> tuple[DiskTree, tuple[Diagnostic, ...]]:
    """Read the state of a project's source folders.

    A file that `known` tells to be unchanged is not read again. Returns the tree and an error for every
    entry that is neither a plain file nor a folder.
    """
    digests: dict[str, str] = {}
    stamps: dict[str, tuple[Stamp, str]] = {}
    spelled: dict[str, str] = {}
    found: list[Diagnostic] = []
    for name in SOURCES:
        for entry in _walk(root / name):
            raw = Path(entry.path).relative_to(root).as_posix()
            path = unicodedata.normalize("NFC", raw)
            fault = _refusal(entry, path, digests)
            if fault is not None:
                found.append(fault)
                continue
            stamp = Stamp.of(entry.stat(follow_symlinks=False))
            value = known.digest_of(path, stamp) or digest.of_bytes(_read(Path(entry.path)))
            digests[path] = value
            stamps[path] = (stamp, value)
            if raw != path:
                spelled[path] = raw
    ordered = {path: digests[path] for path in sorted(digests)}
    return DiskTree(root, ordered, stamps, spelled), tuple(found)


def _walk(folder: Path) -> Iterator[os.DirEntry[str]]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda item: item.name):
            if entry.name.startswith(".") or entry.name in _SKIPPED or entry.name.endswith(_PASSED_OVER):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path))
            else:
                yield entry


def _refusal(entry: os.DirEntry[str], path: str, seen: Mapping[str, str]) -> Diagnostic | None:
    if entry.is_symlink():
        return error("not-a-file", Span(path), "this is a link", "put the file itself here")
    if not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
        return error("not-a-file", Span(path), "this is neither a file nor a folder", "remove it")
    if path in seen:
        return error("path-collision", Span(path), "two files have this name in different Unicode forms", "rename one")
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return error("not-a-file", Span(ascii(path)), "the name of this file is not UTF-8", "rename it")
    return None


def _read(path: Path) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(descriptor, "rb") as file:
        return file.read()
