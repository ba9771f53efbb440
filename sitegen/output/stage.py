"""The next state of a site's folder while it is made; nothing is seen of it before the switch."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping, Set
from typing import TYPE_CHECKING

from sitegen import digest, stamps
from sitegen.output import places
from sitegen.output.fresh import Fresh, beside
from sitegen.output.looking import Files, Folders, loose
from sitegen.output.manifest import Made, folders
from sitegen.stamps import Numbers
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.output.folder import Folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a publication did to a site's folder: paths relative to it."""

    written: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes files of the next state from another process. What it wrote is told to the stage with `adopt`."""

    live: str
    is_new: bool

    def write(self, path: str, content: bytes) -> None:
        """Make a file. Raises `OSError`."""
        fresh = Fresh(self.live)
        fresh.is_new = self.is_new
        fresh.write(path, content)


class Stage:
    """The next state of a site's folder. What is not mentioned stays as it is."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._live = str(folder.path)
        self._files: dict[str, Made] = dict(folder.files)
        self._fresh: Fresh | None = None
        #: Files made in the fresh folder, and those of them whose bytes are others than before.
        self._anew: set[str] = set()
        self._written: set[str] = set()
        self._removed: frozenset[str] = frozenset()
        self._next: tuple[str, Files, Folders] | None = None

    def put(self, path: str, key: str, content: bytes) -> bool:
        """Add a file that was made. Equal bytes that are there are not written again; tell whether they were."""
        made = Made(key, digest.of_bytes(content))
        self._files[path] = made
        if path in self._anew or not self._stands(path, made.digest):
            self._opened().write(path, content)
            self._note(path, made.digest)
            return True
        return False

    def adopt(self, path: str, key: str, value: str) -> None:
        """Add a file that a `writer` has made already, given the digest of its bytes.

        All that a writer makes is adopted, or the stage discarded: nobody knows of the rest.
        """
        self._files[path] = Made(key, value)
        self._opened().note(path)
        self._note(path, value)

    def keep(self, path: str, key: str = "") -> None:
        """Take a file over as it is, with the recipe it was made of, or as one that another recipe gives as well."""
        before = self._folder.files[path]
        self._files[path] = Made(key, before.digest) if key else before

    def digest(self, path: str) -> str:
        """Return the digest of a file's bytes as they will be."""
        return self._files[path].digest

    def read(self, path: str) -> bytes:
        """Return a file's bytes as they will be. Raises `OSError`."""
        with open(self._place(path), "rb") as file:
            return file.read()

    def size(self, path: str) -> int:
        """Return how many bytes a file will have. Raises `OSError`."""
        return os.stat(self._place(path)).st_size

    def _place(self, path: str) -> str:
        folder = self._fresh.path if self._fresh is not None and path in self._anew else self._live
        return f"{folder}/{path}"

    def remove(self, path: str) -> None:
        """Take a file of ours away."""
        del self._files[path]

    def only(self, paths: Iterable[str]) -> None:
        """Take away all files but these."""
        for path in self._files.keys() - set(paths):
            del self._files[path]

    def writer(self) -> Writer:
        """Return what lets other processes make files of the next state."""
        return Writer(self._live, self._opened().is_new)

    def complete(self) -> None:
        """Bring the next state to its end, with what others have in the folder.

        It is the last chance to fail: raises `OSError` and leaves the folder as it is.
        """
        folder = self._folder
        self._removed = frozenset(folder.files.keys() - self._files.keys())
        if not self._changes:
            return
        fresh = self._opened()
        around = folder.around()
        for path in (*sorted(self._removed), *sorted(self._anew - self._files.keys())):
            fresh.remove(path)
        fresh.restore_if_other(path for path in folder.seen().moved if path not in self._anew | self._removed)
        fresh.carry(around.foreign, self._files)
        content = folder.manifest_of(self._files)
        fresh.sign(folder.manifest, content)
        self._close(fresh, digest.of_bytes(content))

    def switch(self) -> Change:
        """Make the folder hold what was put, adopted and kept, and what others had in it. Raises `OSError`."""
        folder = self._folder
        if self._next is not None:
            before = folder.around().rows
            assert self._fresh is not None
            places.exchange(self._fresh.path, self._live)
            folder.become(self._files, *self._next, before)
            if not before:
                self._prepare()
        elif self._files != folder.files:
            self._rename_recipes()
        return Change(written=frozenset(self._written), removed=self._removed)

    def discard(self) -> None:
        """Forget what was made and not published; the folder stays as it is."""
        if self._fresh is not None and self._next is None:
            folder, around, rows = self._folder, self._folder.around(), self._rows(self._fresh)
            self._fresh.discard(around.rows, rows)
            seen = self._seen(self._fresh, self._live, folder.files, frozenset())
            folder.become(folder.files, folder.token, seen, around, rows)
        self._fresh = None

    @property
    def _changes(self) -> bool:
        return bool(self._written or self._removed or not self._folder.path.exists())

    def _stands(self, path: str, value: str) -> bool:
        before = self._folder.files.get(path)
        return before is not None and before.digest == value and self._folder.is_intact(path)

    def _note(self, path: str, value: str) -> None:
        self._anew.add(path)
        if self._stands(path, value):
            self._written.discard(path)
        else:
            self._written.add(path)

    def _opened(self) -> Fresh:
        if self._fresh is None:
            self._folder.seen()  # before files get second names, which changes their stamps
            fresh = Fresh(self._live)
            fresh.open()
            self._fresh = fresh
        return self._fresh

    def _close(self, fresh: Fresh, token: str) -> None:
        """See what the next state looks like, and write down in what it differs from the present one."""
        rows = self._rows(fresh)
        around = self._folder.around()
        at = stamps.of(f"{fresh.path}/{self._folder.manifest}")[1]
        seen = self._seen(fresh, fresh.path, self._files, self._anew)
        fresh.close(around.rows, rows)
        self._next = (token, seen, Folders(rows, loose(rows, at), around.foreign, frozenset()))

    def _rows(self, fresh: Fresh) -> dict[str, Numbers]:
        """Return the stamps of the fresh folder's folders; what was seen of the others before is still right."""
        known = self._folder.idle
        if fresh.is_new or not known or known[""][3] != stamps.of(fresh.path)[3]:
            names = {"", *folders(self._files), *self._folder.around().rows, *fresh.altered}
            rows: dict[str, Numbers] = {}
        else:
            names, rows = fresh.altered, dict(known)
        ordered = sorted(names)
        for name, numbers in zip(ordered, stamps.rows(stamps.take(ordered, f"{fresh.path}/")), strict=True):
            if numbers == stamps.MISSING:
                rows.pop(name, None)
            else:
                rows[name] = numbers
        return rows

    def _seen(self, fresh: Fresh, base: str, files: Mapping[str, Made], anew: Set[str]) -> Files:
        """Return what files below `base` look like: made `anew`, with a second name since now, or as before."""
        before = self._folder.seen()
        linked = set(before.sound) if fresh.is_new else fresh.linked
        names = sorted((anew | linked) & files.keys())
        at = self._folder.moment()
        now = dict(zip(names, stamps.rows(stamps.take(names, f"{base}/")), strict=True))
        for path in linked - anew:
            if path in now and not _is_same(now[path], before.sound.get(path)):
                del now[path]
        sound = {**before.sound, **now}
        sound = {path: sound[path] for path in files if path in sound}
        paths = list(now)
        young = {paths[index] for index in stamps.unsettled(list(now.values()), at)}
        return Files(sound, (), frozenset(((before.doubts - now.keys()) | young) & sound.keys()))

    def _prepare(self) -> None:
        """Make the idle folder of a site that is new, so that its next build does as much as has changed.

        Readers have the site already: when there is no room for it, the next build tries again.
        """
        folder, fresh = self._folder, Fresh(self._live)
        with contextlib.suppress(OSError):
            if folder.around().foreign:
                fresh.open()
            else:
                fresh.copy(sorted(folders(self._files)), (*self._files, folder.manifest))
            rows = self._rows(fresh)
            fresh.close(folder.around().rows, rows)
            seen = self._seen(fresh, self._live, folder.files, frozenset())
            folder.become(folder.files, folder.token, seen, folder.around(), rows)

    def _rename_recipes(self) -> None:
        """Publish a manifest that names other recipes for the same bytes."""
        folder = self._folder
        content = folder.manifest_of(self._files)
        beside_it = f"{beside(self._live)[0]}.manifest"
        places.remove(beside_it)
        places.create(beside_it, content, durably=True)
        places.rename(beside_it, f"{self._live}/{folder.manifest}")
        around = folder.around()
        rows = {**around.rows, "": stamps.of(self._live)}
        folder.become(self._files, digest.of_bytes(content), folder.seen(), around._replace(rows=rows), folder.idle)


def _is_same(now: Numbers, before: Numbers | None) -> bool:
    """Tell whether a file that got a second name, and so another ctime, is otherwise what it was."""
    return before is not None and (now[0], now[1], now[3]) == (before[0], before[1], before[3])
