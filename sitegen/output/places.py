"""Operations on folders of files that may have second names: a file is made anew, never opened for writing."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import shutil
from collections.abc import Callable, Iterable

from sitegen import stamps
from sitegen.output import apart

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW


def create(path: str, content: bytes, *, durably: bool = False) -> None:
    """Make a file that is not there; with `durably` it is on the disk afterwards."""
    descriptor = os.open(path, _NEW, 0o666)
    try:
        stamps.write(descriptor, content)
        if durably:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: str) -> None:
    """Take a name away, whatever it names; it need not be there."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    except (IsADirectoryError, PermissionError):
        # macOS says "not permitted" of folders.
        if not is_folder(path):
            raise
        shutil.rmtree(path)


def rename(path: str, target: str) -> None:
    """Give a file another name, in the place of whatever file has it."""
    os.replace(path, target)


def link(source: str, target: str) -> bool:
    """Give a file or link a second name; tell whether it has one, since where there are no hard links it is copied.

    Raises `OSError`: when the file is gone, the place is taken or has no folder, or there is no room.
    """
    try:
        os.link(source, target, follow_symlinks=False)
    except (FileNotFoundError, FileExistsError, NotADirectoryError):
        raise
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
        return False
    return True


def clone(source: str, target: str) -> bool:
    """Make a folder with all that another one holds, by second names; tell whether all of them are."""
    apart.make(target)
    are_linked = True
    pending = [""]
    while pending:
        folder = pending.pop()
        with os.scandir(source + folder) as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    os.mkdir(target + path)
                    pending.append(path)
                else:
                    are_linked &= link(source + path, target + path)
    return are_linked


def twin(source: str, target: str, folders: Iterable[str], files: Iterable[str]) -> bool:
    """Do what `clone` does for a folder of which all is known: folders, parents first, and files, by paths in it."""
    apart.make(target)
    for path in folders:
        os.mkdir(f"{target}/{path}")
    are_linked = True
    for path in files:
        are_linked &= link(f"{source}/{path}", f"{target}/{path}")
    return are_linked


def is_folder(path: str) -> bool:
    """Tell whether a name is that of a folder itself, and not of a link to one."""
    return os.path.isdir(path) and not os.path.islink(path)


def exchange(fresh: str, live: str) -> None:
    """Put the fresh folder in the place of the live one; what was live is then called `fresh`.

    Where the system does not do it in one step it takes two, and `mend` ends them.
    """
    if not os.path.lexists(live):
        os.rename(fresh, live)
        return
    if _swapped(fresh, live):
        return
    aside = _aside(live)
    remove(aside)
    os.rename(live, aside)
    os.rename(fresh, live)
    os.rename(aside, fresh)


def supplant(fresh: str, live: str) -> None:
    """Put a file in the place of another one, which is removed: what `rename` does, without waiting for the disk.

    When a file is renamed over another one, ext4 begins to write it at once, so that a crash leaves one of the two;
    that takes milliseconds where others write too. With names that are exchanged it does not do this.
    """
    if _swapped(fresh, live):
        os.unlink(fresh)
    else:
        os.replace(fresh, live)


def _swapped(one: str, other: str) -> bool:
    """Exchange two names in one step, which `renameat2(RENAME_EXCHANGE)` of Linux does (63 µs on ext4); tell whether
    that was possible.
    """
    swap = _renameat2()
    return swap is not None and swap(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0


@functools.cache
def _renameat2() -> Callable[..., int] | None:
    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)


def mend(live: str) -> None:
    """End what a run has begun that was killed between the two steps of an exchange: one of the folders is back."""
    with contextlib.suppress(OSError):
        if os.path.lexists(live):
            remove(_aside(live))
        else:
            os.rename(_aside(live), live)


def _aside(live: str) -> str:
    folder, name = os.path.split(live)
    return f"{folder}/.{name}.old"
