"""Take a snapshot of a project's files, with what an earlier one saw of them.

Links, pipes and devices are refused by name, so that nothing outside the project can come into it.
"""

from __future__ import annotations

import contextlib
import os
import stat
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from sitegen import digest, stamps
from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.limits import FILE_BYTES, NAME_BYTES, PATH_BYTES
from sitegen.stamps import Numbers
from sitegen.tree import SOURCES, DiskTree, Known, read_file

_SKIPPED = {"node_modules", "__pycache__"}
#: Files of translators' and editors' tools that may lie about: backups, templates, compiled catalogs.
_PASSED_OVER = ("~", ".mo", ".pot", ".swp", ".swx", ".tmp", ".part", ".bak", ".orig")
#: Up to this size a file that was read for its digest is held until it is asked for, and so much of all in all.
_SMALL, _HELD = 64 * 1024, 64 << 20


def scan(
    root: Path, known: Known | None = None, at: int = 0, seen: Mapping[str, Numbers] | None = None
) -> tuple[DiskTree, tuple[Diagnostic, ...]]:
    """Read the state of a project's source folders.

    A folder that `known` tells to be unchanged is not listed again, and a file not read; `at` is a moment before this
    by the clock of the file system, or 0 when no stamp is to be believed by the next scan. `seen` are the stamps of all
    that is known, folders with `/` at their end, if they were taken since `at`. Returns the tree and an error for every
    entry that is neither a plain file nor a folder.
    """
    known = known or Known()
    folders, names = _unchanged_folders(root, known, seen), list(known.files)
    if folders is None:
        folders, names = _listed(root)
        seen = None
    tree, found = _snapshot(root, known, at, names, folders, seen)
    if found and names == list(known.files):
        # A folder may have the name that a file had.
        folders, names = _listed(root)
        return _snapshot(root, known, at, names, folders)
    return tree, found


def _snapshot(
    root: Path,
    known: Known,
    at: int,
    names: Sequence[str],
    folders: dict[str, tuple[Numbers, str]],
    seen: Mapping[str, Numbers] | None = None,
) -> tuple[DiskTree, tuple[Diagnostic, ...]]:
    """Read what is not known of files, and give a name to what is wrong with them."""
    files: dict[str, tuple[Numbers, str]] = {}
    digests: dict[str, str] = {}
    spelled: dict[str, str] = {}
    fresh: dict[str, tuple[str, bytes]] = {}
    room = _HELD
    found: list[Diagnostic] = []
    now = _stamps(root, names, seen)
    for name, numbers in zip(names, now, strict=True):
        path = name if name.isascii() else unicodedata.normalize("NFC", name)
        value = known.digest_of(name, numbers)
        if value is None:
            # What is gone since its folder was listed, as editors' files are all the time, was never there.
            with contextlib.suppress(FileNotFoundError):
                fault = _refusal(os.lstat(f"{root}/{name}"), path, digests)
                if fault is not None:
                    found.append(fault)
                    continue
                content = read_file(f"{root}/{name}", numbers[0])
                value = digest.of_bytes(content)
                if len(content) <= min(_SMALL, room):
                    fresh[path] = value, content
                    room -= len(content)
        elif path in digests:
            found.append(_collision(path))
            continue
        if value is not None:
            digests[path] = value
            files[name] = numbers, value
            if name != path:
                spelled[path] = name
    # What was refused is looked for again, whether its folder is unchanged or not.
    kept = Known(files, {} if found else folders, _doubts(files, folders, at), _token(files, folders))
    return DiskTree(root, dict(sorted(digests.items())), kept, spelled, fresh), tuple(found)


def _doubts(
    files: Mapping[str, tuple[Numbers, str]], folders: Mapping[str, tuple[Numbers, str]], at: int
) -> frozenset[str]:
    names = [*files, *(f"{name}/" for name in folders)]
    values = [numbers for numbers, _ in (*files.values(), *folders.values())]
    return frozenset(names[index] for index in stamps.unsettled(values, at))


def _token(files: Mapping[str, tuple[Numbers, str]], folders: Mapping[str, tuple[Numbers, str]]) -> str:
    each = (f"{name}\0{value}" for entries in (files, folders) for name, (_, value) in entries.items())
    return digest.of_bytes("\0".join(each).encode("utf-8", "surrogateescape"))


def _stamps(root: Path, names: Sequence[str], seen: Mapping[str, Numbers] | None, end: str = "") -> Sequence[Numbers]:
    """Return what the file system says of entries, or said a moment ago; `end` is that of their names there."""
    if seen is not None:
        return [seen[name + end] for name in names]
    return stamps.rows(stamps.take(names, f"{root}/"))


def _unchanged_folders(
    root: Path, known: Known, seen: Mapping[str, Numbers] | None
) -> dict[str, tuple[Numbers, str]] | None:
    """Return the folders that are known with their stamps now; None when a name came or went, or nothing is known."""
    now = _stamps(root, list(known.folders), seen, "/")
    folders = {}
    for (name, (numbers, listing)), stamp in zip(known.folders.items(), now, strict=True):
        same = stamp == numbers and f"{name}/" not in known.doubts
        if not same and stamps.listing(f"{root}/{name}") != listing:
            return None
        folders[name] = stamp, listing
    return folders or None


def _listed(root: Path) -> tuple[dict[str, tuple[Numbers, str]], list[str]]:
    """Return all source folders, and the names of all files in them; of what is too deep, the folder as a file."""
    folders: dict[str, tuple[Numbers, str]] = {}
    names: list[str] = []
    for source in SOURCES:
        numbers = stamps.of(f"{root}/{source}")
        if numbers == stamps.MISSING:
            folders[source] = numbers, ""
        elif not stat.S_ISDIR(os.lstat(f"{root}/{source}").st_mode):
            names.append(source)
        else:
            _walk(f"{root}/", source, folders, names)
    return folders, names


def is_passed_over(path: str) -> bool:
    """Tell whether a file is none of a build's business, for its name or that of a folder in its path."""
    return any(name.startswith(".") or name in _SKIPPED or name.endswith(_PASSED_OVER) for name in path.split("/"))


def _walk(base: str, folder: str, folders: dict[str, tuple[Numbers, str]], names: list[str]) -> None:
    """Add what is below a folder."""
    if len(os.fsencode(folder)) > PATH_BYTES:
        names.append(folder)
        return
    numbers = stamps.of(base + folder)
    inner: list[os.DirEntry[str]] = []
    with contextlib.suppress(FileNotFoundError), os.scandir(base + folder) as entries:
        inner = sorted(entries, key=lambda item: item.name)
    folders[folder] = numbers, stamps.digest_of_names(entry.name for entry in inner)
    for entry in inner:
        if is_passed_over(entry.name):
            continue
        path = f"{folder}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            _walk(base, path, folders, names)
        else:
            names.append(path)


def _refusal(status: os.stat_result, path: str, seen: Mapping[str, str]) -> Diagnostic | None:
    if stat.S_ISLNK(status.st_mode):
        return error("not-a-file", Span(path), "this is a link", "put the file itself here")
    if len(os.fsencode(path)) > PATH_BYTES or len(os.fsencode(path.rpartition("/")[2])) > NAME_BYTES:
        message = f"this name is too long: {NAME_BYTES} bytes are read, and {PATH_BYTES} with its folders"
        return error("bad-name", Span(path), message, "rename it, or put it into fewer folders")
    if not stat.S_ISREG(status.st_mode):
        return error("not-a-file", Span(path), "this is neither a file nor a folder", "remove it")
    if path in seen:
        return _collision(path)
    if status.st_size > FILE_BYTES:
        message = f"the file has {status.st_size / 2**20:,.0f} MiB; {FILE_BYTES >> 20} are read"
        return error("file-too-large", Span(path), message, "keep originals elsewhere; put what is shown here")
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return error("not-a-file", Span(ascii(path)), "the name of this file is not UTF-8", "rename it")
    return None


def _collision(path: str) -> Diagnostic:
    return error("path-collision", Span(path), "two files have this name in different Unicode forms", "rename one")


def load(path: Path) -> Known:
    """Read what an earlier scan saw; anything odd counts as nothing known."""
    record = stamps.Record.load(str(path))
    if record is None:
        return Known()
    rows = zip(stamps.rows(record.numbers), record.digests(), strict=True)
    entries = dict(zip(record.names, rows, strict=True))
    files = {name: value for name, value in entries.items() if not name.endswith("/")}
    folders = {name[:-1]: value for name, value in entries.items() if name.endswith("/")}
    return Known(files, folders, frozenset(record.names[index] for index in record.doubts), record.token)


def save(path: Path, root: Path, known: Known) -> None:
    """Write down what a scan saw. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    names = [*known.files, *(f"{name}/" for name in known.folders)]
    values = [*known.files.values(), *known.folders.values()]
    doubts = [index for index, name in enumerate(names) if name in known.doubts]
    numbers = stamps.flat(numbers for numbers, _ in values)
    record = stamps.Record(f"{root.absolute()}/", known.token, names, numbers, doubts)
    record.save(str(path), [value for _, value in values])
