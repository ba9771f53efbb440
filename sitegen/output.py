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
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sitegen import digest
from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.store import write_durably
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
    """One site's folder. `known` spares reading files that are certainly unchanged.

    `manifest` is the name of the file that marks a folder as ours; what is no site has one of its own.
    """

    def __init__(self, path: Path, known: Known, manifest: str = MANIFEST) -> None:
        self.path = path
        self.manifest = manifest
        self._known = known
        self.files: Mapping[str, Made] = {}
        self._damaged = False
        try:
            self.files = _unpacked((path / manifest).read_bytes())
        except FileNotFoundError:
            pass  # a folder that is new, or not ours
        except (OSError, ValueError, TypeError, AttributeError):
            self._damaged = True

    def check(self, planned: Iterable[str]) -> tuple[Diagnostic, ...]:
        """Refuse a folder that is not ours, and files of others where ours would stand."""
        span = Span(self.path.name)
        if self.path.is_symlink() or (self.path.exists() and not self.path.is_dir()):
            return (error("foreign-output", span, "this is not a folder", "name another one with --output"),)
        if self._damaged:
            message = f"{self.manifest}, which says what sitegen wrote here, cannot be read"
            return (error("manifest-damaged", span, message, "move the folder away and build again"),)
        if self.path.exists() and not (self.path / self.manifest).exists() and any(self.path.iterdir()):
            hint = "name another folder with --output, or empty this one yourself"
            return (error("foreign-output", span, f"{self.path.name}/ holds files that sitegen did not write", hint),)
        hint = "move it away; sitegen overwrites nothing that it did not write"
        return tuple(
            error("foreign-output", Span(f"{self.path.name}/{path}"), "a file of this name is not ours", hint)
            for path in sorted(self._taken(planned))
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

    def foreign(self) -> Iterator[os.DirEntry[str]]:
        """Yield what is in the folder and not ours, parents first: files, links, and folders.

        A folder is ours when one of our files stands in it. Raises `OSError` for what cannot be listed.
        """
        ours = {parent.as_posix() for path in self.files for parent in PurePosixPath(path).parents}
        yield from self._foreign(self.path, ours)

    def _foreign(self, folder: Path, ours: set[str]) -> Iterator[os.DirEntry[str]]:
        with os.scandir(folder) as entries:
            for entry in sorted(entries, key=lambda item: item.name):
                path = Path(entry.path).relative_to(self.path).as_posix()
                is_folder = entry.is_dir(follow_symlinks=False)
                if path not in self.files and path not in ours and path != self.manifest:
                    yield entry
                if is_folder:
                    yield from self._foreign(Path(entry.path), ours)

    def _taken(self, planned: Iterable[str]) -> set[str]:
        """Return names of others at which, or in the way to which, one of our files would stand."""
        taken = set()
        parents: set[str] = set()
        for path in planned:
            parents |= {parent.as_posix() for parent in PurePosixPath(path).parents}
            if path not in self.files and os.path.lexists(self.path / path):
                taken.add(path)
        for path in parents - {"."} - self.files.keys():
            place = self.path / path
            if os.path.lexists(place) and (place.is_symlink() or not place.is_dir()):
                taken.add(path)
        return taken


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes files where the next state of a folder is made; another process may hold it."""

    fresh: str

    def write(self, path: str, content: bytes) -> None:
        """Write a file that is not there yet."""
        target = f"{self.fresh}/{path}"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        try:
            file = os.open(target, flags, 0o666)
        except FileNotFoundError:
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            file = os.open(target, flags, 0o666)
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(file, left) :]
        finally:
            os.close(file)


class Stage:
    """The next state of a site's folder while it is made; nothing is seen of it before `switch`."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._fresh = folder.path.with_name(f".{folder.path.name}.{secrets.token_hex(4)}.next")
        self._files: dict[str, Made] = {}
        self._written: set[str] = set()
        self._removed: frozenset[str] = frozenset()
        # What a build that was killed has left. It holds second names of live files, so nothing is written there.
        for left in folder.path.parent.glob(f".{folder.path.name}.*.next"):
            shutil.rmtree(left, ignore_errors=True)

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
        with target.open("xb") as file:
            file.write(content)

    def writer(self) -> Writer:
        """Return what writes files that are then adopted."""
        return Writer(str(self._fresh))

    def adopt(self, path: str, key: str, digest: str, *, written: bool) -> None:
        """Take in a file that was made elsewhere, and written through `writer` unless it is there already."""
        self._files[path] = Made(key, digest)
        if written:
            self._written.add(path)

    def keep(self, path: str) -> None:
        """Take a file over as it is, with the recipe it was made of."""
        self._files[path] = self._folder.files[path]

    def complete(self) -> None:
        """Fill the next state with all that stays: our files, and those of others. Last chance to fail."""
        folder = self._folder
        self._removed = frozenset(folder.files.keys() - self._files.keys())
        if not self._changes:
            return
        self._fresh.mkdir(parents=True, exist_ok=True)
        for path in self._files.keys() - self._written:
            target = self._fresh / path
            target.parent.mkdir(parents=True, exist_ok=True)
            _link(folder.path / path, target)
        for entry in folder.foreign() if folder.path.exists() else ():
            target = self._fresh / Path(entry.path).relative_to(folder.path)
            target.parent.mkdir(parents=True, exist_ok=True)
            if entry.is_dir(follow_symlinks=False):
                target.mkdir(exist_ok=True)
            else:
                _link(Path(entry.path), target)
        write_durably(self._fresh / folder.manifest, _packed(self._files))

    def switch(self) -> Change:
        """Make the folder hold exactly what was put and kept, and what others had in it."""
        folder = self._folder
        if self._changes:
            _exchange(self._fresh, folder.path)
        elif self._files != folder.files:
            write_durably(folder.path / folder.manifest, _packed(self._files))
        folder.files = self._files
        self.discard()
        return Change(written=frozenset(self._written), removed=self._removed)

    def discard(self) -> None:
        """Forget what was made; the folder stays as it is."""
        shutil.rmtree(self._fresh, ignore_errors=True)

    @property
    def _changes(self) -> bool:
        return bool(self._written or self._removed or not self._folder.path.exists())


def left_folders(folder: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of folders that sitegen wrote into an output folder, other than `names`."""
    known = frozenset(names)
    manifests = sorted(folder.glob(f"*/{MANIFEST}"))
    return tuple(
        path.parent.name for path in manifests if not path.parent.name.startswith(".") and path.parent.name not in known
    )


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


def _unpacked(content: bytes) -> dict[str, Made]:
    entries = json.loads(content)
    return {str(path): Made(str(key), str(value)) for path, (key, value) in entries.items()}


def _link(source: Path, target: Path) -> None:
    """Give a file or link a second name; copy it where the file system has no hard links."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _exchange(fresh: Path, live: Path) -> None:
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
