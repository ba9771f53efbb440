"""A snapshot of the project's files: path to digest, and the only reader of project files.

Paths are relative to the project, with `/`, in NFC. Links, pipes and devices are refused by name, so
that nothing outside the project can come into it. A tree can also be made from a dict, for tests.
"""

from __future__ import annotations

import contextlib
import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from sitegen import digest
from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.limits import FILE_BYTES, NAME_BYTES, PATH_BYTES

#: Folders of a project that are sources. Everything else there is none of a build's business.
SOURCES = ("content", "locales", "themes")
_SKIPPED = {"node_modules", "__pycache__"}
#: Files of translators' and editors' tools that may lie about: backups, templates, compiled catalogs.
_PASSED_OVER = ("~", ".mo", ".pot", ".swp", ".swx", ".tmp", ".part", ".bak", ".orig")


class Stamp(NamedTuple):
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
    stamps: Mapping[str, tuple[Stamp, str]] = field(repr=False)
    #: Paths as they are on disk, where they differ from their NFC form.
    spelled: Mapping[str, str] = field(repr=False)

    def read(self, path: str) -> bytes:
        """Return the content of a file; a link put in its place meanwhile is refused by the system.

        Raises `ChangedError` when it was changed since the snapshot: its bytes would be kept under the
        digest of others.
        """
        try:
            known = self.stamps.get(path)
            content = _read(f"{self.root}/{self.spelled.get(path, path)}", known[0].size if known else _CHUNK)
        except FileNotFoundError:
            raise ChangedError(path) from None
        if path in self.digests and digest.of_bytes(content) != self.digests[path]:
            raise ChangedError(path)
        return content

    def find(self, path: str) -> str | None:
        """Return the digest of a file of an installed package; None when it is not there."""
        try:
            return digest.of_bytes(_read(f"{self.root}/{path}"))
        except OSError:
            return None


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


def scan(root: Path, known: Known) -> tuple[DiskTree, tuple[Diagnostic, ...]]:
    """Read the state of a project's source folders.

    A file that `known` tells to be unchanged is not read again. Returns the tree and an error for every
    entry that is neither a plain file nor a folder.
    """
    digests: dict[str, str] = {}
    stamps: dict[str, tuple[Stamp, str]] = {}
    spelled: dict[str, str] = {}
    found: list[Diagnostic] = []
    for raw, entry in _sources(f"{root}"):
        path = raw if raw.isascii() else unicodedata.normalize("NFC", raw)
        # What is gone since its folder was listed, as editors' files are all the time, was never there.
        with contextlib.suppress(FileNotFoundError):
            status = entry.stat(follow_symlinks=False)
            fault = _refusal(status, path, entry.name, digests)
            if fault is not None:
                found.append(fault)
                continue
            stamp = Stamp.of(status)
            value = known.digest_of(path, stamp) or digest.of_bytes(_read(entry.path, stamp.size))
            digests[path] = value
            stamps[path] = (stamp, value)
            if raw != path:
                spelled[path] = raw
    ordered = {path: digests[path] for path in sorted(digests)}
    return DiskTree(root, ordered, stamps, spelled), tuple(found)


#: A path in the project, and what the system lists under it.
_Listed = tuple[str, os.DirEntry[str]]


def _sources(root: str) -> Iterator[_Listed]:
    """Yield all files of the source folders, those of a folder by name; of what is too deep, the folder."""
    with os.scandir(root) as entries:
        folders = {entry.name: entry for entry in entries}
    waiting: list[_Listed] = [(name, folders[name]) for name in reversed(SOURCES) if name in folders]
    while waiting:
        path, entry = waiting.pop()
        if not entry.is_dir(follow_symlinks=False) or _size(path) > PATH_BYTES:
            yield path, entry
        else:
            waiting += reversed(_listed(path, entry))


def _listed(folder: str, entry: os.DirEntry[str]) -> list[_Listed]:
    """Return what is in a folder, by name, without what other programs leave there."""
    with contextlib.suppress(FileNotFoundError), os.scandir(entry.path) as entries:
        return sorted(
            (f"{folder}/{item.name}", item)
            for item in entries
            if not (item.name.startswith(".") or item.name in _SKIPPED or item.name.endswith(_PASSED_OVER))
        )
    return []


def _size(name: str) -> int:
    """Return how many bytes a name has on disk."""
    return len(name) if name.isascii() else len(os.fsencode(name))


def _refusal(status: os.stat_result, path: str, name: str, seen: Mapping[str, str]) -> Diagnostic | None:
    if stat.S_ISLNK(status.st_mode):
        return error("not-a-file", Span(path), "this is a link", "put the file itself here")
    if _size(path) > PATH_BYTES or _size(name) > NAME_BYTES:
        message = f"this name is too long: {NAME_BYTES} bytes are read, and {PATH_BYTES} with its folders"
        return error("bad-name", Span(path), message, "rename it, or put it into fewer folders")
    if not stat.S_ISREG(status.st_mode):
        return error("not-a-file", Span(path), "this is neither a file nor a folder", "remove it")
    if path in seen:
        return error("path-collision", Span(path), "two files have this name in different Unicode forms", "rename one")
    if status.st_size > FILE_BYTES:
        message = f"the file has {status.st_size / 2**20:,.0f} MiB; {FILE_BYTES >> 20} are read"
        return error("file-too-large", Span(path), message, "keep originals elsewhere; put what is shown here")
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return error("not-a-file", Span(ascii(path)), "the name of this file is not UTF-8", "rename it")
    return None


#: How much of a file is read at once whose size is not known.
_CHUNK = 64 * 1024


def _read(path: str, size: int = _CHUNK) -> bytes:
    """Return the content of a file that probably has a given size: the system's own calls take a third of the time."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    try:
        content = os.read(descriptor, size + 1)
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
