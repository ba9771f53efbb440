"""The folder that a site's next state is made in, while nobody sees it.

The first time it is empty. Later it is the one that was seen before the last switch, brought into step with the
present one: so a build does as much as has changed, however large a site is.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence

from sitegen import stamps
from sitegen.output import apart, journal, places
from sitegen.output.journal import Journal
from sitegen.stamps import Numbers

#: How often a file is tried to be made while what stands in its way is cleared: a name, a folder, a file for a folder.
_ATTEMPTS = 3


def beside(live: str) -> tuple[str, str]:
    """Return the paths of a site's idle folder and of its journal."""
    folder, name = os.path.split(live)
    return f"{folder}/.{name}.idle", f"{folder}/.{name}.journal"


def doubt(live: str, paths: Sequence[str]) -> None:
    """Let the idle folder be made anew when one of some files should have a second name there, and has none."""
    idle, record = beside(live)
    known = journal.read(record, live, idle) if paths else None
    if known is None:
        return
    shared = set(paths) - set(known.lacks)
    if any(stamps.of(f"{live}/{path}")[3] != stamps.of(f"{idle}/{path}")[3] for path in shared):
        stamps.forget(record)


class Fresh:
    """The next state of a folder. `open` it, change it, `close` it; then the two can change places."""

    def __init__(self, live: str) -> None:
        self.live = live
        self.path, self._journal = beside(live)
        #: Files in which the two folders may differ.
        self.touched: set[str] = set()
        #: Files of the live folder that have a second name since now, and so another ctime.
        self.linked: set[str] = set()
        #: Folders in which a name came or went; of a folder that is new all of them did.
        self.altered: set[str] = set()
        self.is_new = False
        self._foreign: list[str] = []
        self._branches: set[str] = set()
        self._folders: set[str] = {""}
        self._shares = True

    def open(self) -> None:
        """Bring the idle folder into step with the live one, or make it. Raises `OSError`."""
        if not os.path.lexists(self.live):
            os.makedirs(os.path.dirname(self.live), exist_ok=True)
            self._clear()
            apart.make(self.path)
            self.is_new = True
            return
        known = journal.read(self._journal, self.live, self.path)
        if known is None:
            self._clear()
            self._shares = places.clone(self.live, self.path)
            self.is_new = True
            return
        stamps.forget(self._journal)
        self._foreign, self._branches = known.foreign, known.branches
        for path in known.lacks:
            self.restore(path)

    def copy(self, folders: Iterable[str], files: Iterable[str]) -> None:
        """Make the idle folder of a live one that holds just these, parents first. Raises `OSError`."""
        self._clear()
        self._shares = places.twin(self.live, self.path, folders, files)
        self.is_new = True

    def _clear(self) -> None:
        """Remove what a run left that was killed. It holds second names of live files, so nothing is written there."""
        stamps.forget(self._journal)
        for path in (self.path, *apart.leftovers(self.path)):
            places.remove(path)

    def write(self, path: str, content: bytes) -> None:
        """Make a file anew."""
        self.touched.add(path)
        self._place(path, lambda target: places.create(target, content))

    def sign(self, manifest: str, content: bytes) -> None:
        """Make the manifest, and have it on the disk. It is another one in each of the two folders, always."""
        self._place(manifest, lambda target: places.create(target, content, durably=True))

    def note(self, path: str) -> None:
        """Know of a file that another process has made."""
        self.touched.add(path)
        folder = _parent(path)
        self.altered.add(folder)
        while folder:
            folder = _parent(folder)
            self.altered.add(folder)

    def remove(self, path: str) -> None:
        """Take a file away, and the folders that are empty without it."""
        self.touched.add(path)
        with contextlib.suppress(NotADirectoryError):
            places.remove(f"{self.path}/{path}")
        folder = _parent(path)
        self.altered.add(folder)
        with contextlib.suppress(OSError):
            while folder:
                os.rmdir(f"{self.path}/{folder}")
                self._folders.discard(folder)
                folder = _parent(folder)
                self.altered.add(folder)

    def restore(self, path: str) -> None:
        """Make a name mean what it means in the live folder."""
        source = f"{self.live}/{path}"
        if not os.path.lexists(source):
            self.remove(path)
        elif places.is_folder(source):
            self._make_folder(path)
        else:
            self._place(path, lambda target: self._link(source, target))
            self.linked.add(path)

    def restore_if_other(self, paths: Iterable[str]) -> None:
        """Make files those of the live folder where they are others."""
        for path in paths:
            if stamps.of(f"{self.live}/{path}")[3] != stamps.of(f"{self.path}/{path}")[3]:
                self.restore(path)

    def carry(self, foreign: Mapping[str, bool], ours: Mapping[str, object]) -> None:
        """Take over what others have in the live folder: path to whether it is a folder, parents first."""
        before, self._foreign = self._foreign, sorted({*self._foreign, *foreign})
        for path in sorted(set(before) - foreign.keys() - ours.keys(), reverse=True):
            with contextlib.suppress(OSError):
                os.unlink(f"{self.path}/{path}")
            with contextlib.suppress(OSError):
                os.rmdir(f"{self.path}/{path}")
            self.altered.add(_parent(path))
        for path, is_folder in foreign.items():
            if is_folder:
                self._make_folder(path)
            else:
                self.restore_if_other((path,))
        self._foreign = list(foreign)

    def close(self, live: Mapping[str, Numbers], fresh: Mapping[str, Numbers]) -> None:
        """Write down in what the two folders differ, given the stamps of all folders in each. Raises `OSError`.

        Where files cannot be shared nothing is written: the next run copies what it needs.
        """
        if self._shares and live:
            changed = fresh if self.is_new else self.altered
            branches = {"", *self._branches, *(_parent(folder) for folder in changed)}
            journal.write(self._journal, Journal(sorted(self.touched), self._foreign, branches), (live, fresh))

    def discard(self, live: Mapping[str, Numbers], fresh: Mapping[str, Numbers]) -> None:
        """Leave a folder that does not become the live one to the next run, which takes back what this one did."""
        if not live:
            with contextlib.suppress(OSError):
                self._clear()
            return
        with contextlib.suppress(OSError):
            stamps.forget(self._journal)
            self.close(live, fresh)

    def _place(self, path: str, make: Callable[[str], object]) -> None:
        """Make something under a name, after whatever has this name or stands in its way is gone."""
        self.altered.add(_parent(path))
        target = f"{self.path}/{path}"
        if not self.is_new:
            with contextlib.suppress(NotADirectoryError):
                places.remove(target)
        else:
            self._make_folder(_parent(path))
        for _ in range(_ATTEMPTS):
            try:
                make(target)
                return
            except (FileNotFoundError, NotADirectoryError):
                self._make_folder(_parent(path))
            except FileExistsError:
                places.remove(target)
        make(target)

    def _link(self, source: str, target: str) -> None:
        self._shares &= places.link(source, target)

    def _make_folder(self, folder: str) -> None:
        if folder in self._folders:
            return
        path = f"{self.path}/{folder}"
        try:
            os.mkdir(path)
        except FileExistsError:
            if not places.is_folder(path):
                places.remove(path)
                os.mkdir(path)
        except (FileNotFoundError, NotADirectoryError):
            self._make_folder(_parent(folder))
            os.mkdir(path)
        self._folders.add(folder)
        self.altered |= {folder, _parent(folder)}


def _parent(path: str) -> str:
    return path.rpartition("/")[0]
