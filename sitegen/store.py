"""The memo by recipe: bytes that were dear to make, found again by the digest of all they depend on.

An entry's key covers the recipe, the package's own code and the versions of the libraries, so an
upgrade never serves an old result. Entries carry a checksum: whatever is odd is a miss. Nothing is
invalidated; what several runs did not use is swept. Knows nothing of what the bytes mean.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import secrets
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from sitegen import digest
from sitegen import software as own

#: After how many runs that did not use an entry it is swept.
GENERATIONS = 8

#: What is known of this code: digests by the modules they are of, and the stamps of all of it before it was read.
_known: dict[str, str] = {}
_stamps: list[bytes] = []


def software(*modules: str) -> str:
    """Return the digest of the package's code and its libraries' versions.

    With `modules`, only the code of these: for results that are dear and depend on no other.
    """
    name = " ".join(modules)
    if name not in _known:
        if not _stamps:
            _stamps.append(own.look())
        package = Path(own.PACKAGE)
        wanted = [path for path in own.code() if not modules or path.removesuffix(".py").split("/")[0] in modules]
        code = {path: digest.of_bytes((package / path).read_bytes()) for path in wanted}
        _known[name] = digest.of((code, _versions(), sys.version))
    return _known[name]


@functools.cache
def _versions() -> dict[str, str]:
    """Return the version of each library, of the name of its record where it has one."""
    records = {name: Path(path).stem.partition("-")[2] for name, path in own.records().items()}
    if records.keys() == set(own.LIBRARIES):
        return records
    import importlib.metadata  # it takes 30 ms, and reads what the names say

    return {name: importlib.metadata.version(name) for name in own.LIBRARIES}


def key(recipe: object, *modules: str) -> str:
    """Return the name under which the result of a recipe is kept; `modules` are those that make it."""
    return digest.of((software(*modules), recipe))


class Store(Protocol):
    """Where results are kept between builds."""

    def get(self, key: str) -> bytes | None:
        """Return what was kept under a key, or None."""
        ...

    def put(self, key: str, content: bytes) -> None:
        """Keep content under a key."""
        ...

    def retain(self, key: str) -> None:
        """Say that an entry is of use, though nobody asked for it in this run."""
        ...


def memo(store: Store, recipe: object, make: Callable[[], bytes], *modules: str) -> bytes:
    """Return the bytes of a recipe, made now or found in the store.

    `modules` are those of the package whose code makes them, as in `images`; none means all.
    """
    name = key(recipe, *modules)
    found = store.get(name)
    if found is None:
        found = make()
        store.put(name, found)
    return found


class MemoryStore:
    """A store that ends with the process."""

    def __init__(self) -> None:
        self.entries: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """Return what was kept under a key, or None."""
        return self.entries.get(key)

    def put(self, key: str, content: bytes) -> None:
        """Keep content under a key."""
        self.entries[key] = content

    def retain(self, key: str) -> None:
        """Do nothing: all entries stay as long as the process."""


class DiskStore:
    """A store in a folder: one file an entry, its checksum in front."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.used: set[str] = set()

    def get(self, key: str) -> bytes | None:
        """Return what was kept under a key; None when there is nothing, or it is damaged."""
        self.used.add(key)
        try:
            raw = self._path(key).read_bytes()
        except OSError:
            return None
        checksum, content = raw[: digest.SIZE * 2], raw[digest.SIZE * 2 :]
        return content if checksum == digest.of_bytes(content).encode() else None

    def put(self, key: str, content: bytes) -> None:
        """Keep content under a key, whole or not at all."""
        self.used.add(key)
        write_whole(self._path(key), digest.of_bytes(content).encode() + content)

    def retain(self, key: str) -> None:
        """Say that an entry is of use, though nobody asked for it in this run."""
        self.used.add(key)

    def recall_software(self) -> None:
        """Take over what is kept of this code, so that it need not be read."""
        for name, value in (own.recalled_lately(self._software) or {}).items():
            _known.setdefault(name, value)

    def keep_software(self) -> None:
        """Keep what was read of this code for the next run. Raises `OSError`."""
        if _stamps:
            (self.root / "state").mkdir(parents=True, exist_ok=True)
            own.keep(self._software, _known, _stamps[0])

    @property
    def _software(self) -> str:
        return f"{self.root}/state/{own.KEPT}"

    def sweep(self) -> None:
        """Remove entries that none of the last `GENERATIONS` complete runs used.

        Entries that no run has listed yet count as used now; another process may be about to list them.
        """
        entries = {path.parent.name + path.name: path for path in (self.root / "objects").glob("??/[!.]*")}
        run, known = self._ages()
        run += 1
        ages = {name: run if name in self.used else known.get(name, run) for name in sorted(entries)}
        for name in [name for name, age in ages.items() if run - age >= GENERATIONS]:
            entries[name].unlink(missing_ok=True)
            del ages[name]
        text = json.dumps({"run": run, "used": ages}, separators=(",", ":"))
        write_whole(self.root / "used.json", text.encode())

    def _ages(self) -> tuple[int, dict[str, int]]:
        """Return the number of the last run, and that of the run in which each listed entry was last used."""
        try:
            listed = json.loads((self.root / "used.json").read_bytes())
            return int(listed["run"]), {str(name): int(age) for name, age in listed["used"].items()}
        except (OSError, ValueError, AttributeError, TypeError, KeyError):
            return 0, {}

    def _path(self, key: str) -> Path:
        return self.root / "objects" / key[:2] / key[2:]


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old content or the new, never a part."""
    _write(path, lambda fresh: fresh.write_bytes(content))


def write_durably(path: Path, content: bytes) -> None:
    """Write a file whole, and have it on the disk before going on: for what cannot be made again."""

    def write(fresh: Path) -> None:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    _write(path, write)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write several files, and none when there is no room for one of them; the last of them takes its place last.

    Each is on the disk beside its place before any takes it. What is made and not used is removed. Raises `OSError`.
    """
    fresh: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh[path] = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
            with fresh[path].open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for path in files:
            fresh[path].replace(path)
    finally:
        for part in fresh.values():
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def _write(path: Path, write: Callable[[Path], object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        write(fresh)
        fresh.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise
