"""One site's folder as it is: the files that sitegen wrote, whether they are sound, and what others put there."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sitegen import digest, stamps
from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.output import fresh, memory, places
from sitegen.output.looking import Files, Folders, look_at_files, look_at_folders
from sitegen.output.manifest import MANIFEST, Made, folders, repacked, unpacked
from sitegen.output.memory import Memory
from sitegen.output.stage import Stage
from sitegen.stamps import Numbers

#: From so many young files on, the next run is spared reading them.
_MANY = 50


class Folder:
    """One site's folder.

    `memory_file` is where it is remembered what the files looked like, so that reading those is spared that are
    certainly unchanged; without one they are all read, and with `verify` too. `manifest` is the name of the file that
    marks a folder as ours; what is no site has one of its own. A folder is looked at once; what `stage` changes is
    known from then on, and changes of others are seen by the next `Folder`. Where what is remembered has the token
    `unmoved`, somebody has just looked: files and folders have the stamps that are remembered.
    """

    def __init__(
        self,
        path: Path,
        memory_file: Path | None = None,
        manifest: str = MANIFEST,
        *,
        verify: bool = False,
        unmoved: str = "",
    ) -> None:
        self.path = path
        self.manifest = manifest
        self.files: Mapping[str, Made] = {}
        #: The digest of the manifest; it tells one state of the folder from another.
        self.token = ""
        #: The manifest as it was when the folder was opened, and what it says.
        self._text = b""
        #: What the last change gave the folder beside this one.
        self.idle: Mapping[str, Numbers] = {}
        self._remembered = memory_file
        self._memory = memory.read(str(memory_file)) if memory_file and not verify else Memory()
        self._files: Files | None = None
        self._folders: Folders | None = None
        self._is_unmoved = bool(unmoved) and unmoved == self._memory.token
        self._damaged = False
        try:
            content = (path / manifest).read_bytes()
            self.token = digest.of_bytes(content)
            is_known = self.token == self._memory.token
            # What sitegen did not write in just this way is written anew as a whole.
            self._text = content if is_known else b""
            self.files = self._memory.files if is_known else unpacked(content)
        except (FileNotFoundError, NotADirectoryError):
            pass  # a folder that is new, or not ours
        except (OSError, ValueError, TypeError, AttributeError):
            self._damaged = True
        self._opened = self.files

    def manifest_of(self, files: Mapping[str, Made]) -> bytes:
        """Return the text of a manifest of files."""
        return repacked(self._text, self._opened, files)

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
        return path in self.seen().sound

    def stage(self) -> Stage:
        """Start the next state of the folder."""
        return Stage(self)

    def seen(self) -> Files:
        """Return what our files look like."""
        if self._files is None:
            before, moment = self._memory, self.moment()
            self._files = look_at_files(f"{self.path}/", self.files, before, moment, unmoved=self._is_unmoved)
        return self._files

    def around(self) -> Folders:
        """Return what the folders look like, and what others have in them."""
        if self._folders is None:
            rows = self._memory
            base, moment = f"{self.path}/", self.moment()
            self._folders = look_at_folders(base, self.files, self.manifest, rows, moment, unmoved=self._is_unmoved)
            self.idle = rows.idle
        return self._folders

    def become(
        self, files: Mapping[str, Made], token: str, seen: Files, around: Folders, idle: Mapping[str, Numbers]
    ) -> None:
        """Take over what a change has made of the folder."""
        self.files, self.token, self.idle = files, token, idle
        self._files, self._folders = seen, around

    def remember(self) -> None:
        """Write down what the folder looks like, for the next run. Raises `OSError`."""
        if self._remembered is None or not self.token:
            return
        self._rest()
        seen, around = self.seen(), self.around()
        # A stamp may be another because the idle folder lost a second name; after this nothing would tell.
        fresh.doubt(str(self.path), seen.moved)
        now = Memory(
            token=self.token,
            files=self.files,
            stamps=seen.sound,
            doubts=seen.doubts,
            folders=around.rows,
            open=around.open,
            idle=self.idle,
            foreign=around.foreign,
        )
        self._remembered.parent.mkdir(parents=True, exist_ok=True)
        memory.write(str(self._remembered), str(self.path), self.manifest, now)
        self._memory = now

    def _rest(self) -> None:
        """Look again at files that were too young to be told by their stamps: reading them is left to nobody then."""
        seen = self.seen()
        if len(seen.doubts) < _MANY:
            return
        at, names = self.moment(), sorted(seen.doubts)
        now = stamps.rows(stamps.take(names, f"{self.path}/"))
        young = set(stamps.unsettled(now, at))
        doubts = {path for index, path in enumerate(names) if index in young or now[index] != seen.sound[path]}
        self._files = seen._replace(doubts=frozenset(doubts))

    def foreign(self) -> Iterator[os.DirEntry[str]]:
        """Yield what is in the folder and not ours, parents first: files, links, and folders.

        A folder is ours when one of our files stands in it. Raises `OSError` for what cannot be listed.
        """
        yield from self._foreign(f"{self.path}/", "", folders(self.files))

    def _foreign(self, base: str, folder: str, ours: set[str]) -> Iterator[os.DirEntry[str]]:
        with os.scandir(base + folder) as entries:
            for entry in sorted(entries, key=lambda item: item.name):
                path = f"{folder}{entry.name}"
                if path not in self.files and path not in ours and path != self.manifest:
                    yield entry
                if entry.is_dir(follow_symlinks=False):
                    yield from self._foreign(base, f"{path}/", ours)

    def _taken(self, planned: Iterable[str]) -> set[str]:
        """Return names of others at which, or in the way to which, one of our files would stand."""
        if not os.path.lexists(self.path):
            return set()
        base = f"{self.path}/"
        planned = set(planned)
        new = planned - self.files.keys()
        taken = {path for path in new if os.path.lexists(base + path)}
        parents = folders(new) - self.files.keys()
        taken |= {path for path in parents if os.path.lexists(base + path) and not places.is_folder(base + path)}
        lost = (planned & self.files.keys()) - self.seen().sound.keys()
        taken |= {path for path in lost if places.is_folder(base + path)}
        return taken | (self.around().blocked & folders(planned) if self.around().blocked else set())

    def moment(self) -> int:
        """Return what time it is where the folder is remembered; 0 without that, so that no stamp is believed."""
        if self._remembered is None:
            return 0
        with contextlib.suppress(OSError):
            self._remembered.parent.mkdir(parents=True, exist_ok=True)
            return stamps.moment(os.fspath(self._remembered.parent))
        return 0


def left_folders(folder: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of folders that sitegen wrote into an output folder, other than `names`."""
    known = frozenset(names)
    manifests = sorted(folder.glob(f"*/{MANIFEST}"))
    return tuple(
        path.parent.name for path in manifests if not path.parent.name.startswith(".") and path.parent.name not in known
    )
