"""A site's folder on disk against its manifest, and what must not be published at all."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from sitegen import digest
from sitegen.check import pictures
from sitegen.diagnostics import Diagnostic, Span, error, note
from sitegen.output import MANIFEST, Folder
from sitegen.values import dataclass

#: Files that people write for sitegen, not for readers.
_SOURCES = frozenset({".md", ".markdown", ".po", ".pot", ".mo", ".py"})
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDisk:
    """The bytes of a site's folder by path: files of ours, and those of others."""

    ours: Mapping[str, bytes]
    foreign: Mapping[str, bytes]


def load(folder: Folder) -> OnDisk:
    """Read a site's folder; what cannot be read is not there. Raises `OSError` when it cannot be listed."""
    ours = {}
    for path in folder.files:
        file = folder.path / path
        if file.is_file() and not file.is_symlink():
            ours[path] = file.read_bytes()
    foreign = {}
    for entry in folder.foreign():
        if entry.is_file(follow_symlinks=False):
            path = posixpath.join(*entry.path.removeprefix(str(folder.path)).strip("/").split("/"))
            foreign[path] = (folder.path / path).read_bytes()
    return OnDisk(ours=ours, foreign=foreign)


def faults(folder: Folder, disk: OnDisk, place: str) -> Iterator[Diagnostic]:
    """Yield where a folder is not what its manifest says."""
    for path, made in folder.files.items():
        span = Span(f"{place}/{path}")
        if path not in disk.ours:
            yield error("file-missing", span, f"{MANIFEST} names this file, and it is not there", "build again")
        elif digest.of_bytes(disk.ours[path]) != made.digest:
            hint = "build again, and change sources instead of what is built"
            yield error("file-changed", span, "the file is not what sitegen wrote", hint)
    for path in disk.foreign:
        hint = "sitegen leaves it alone; it is published with the site"
        yield note("foreign-file", Span(f"{place}/{path}"), "sitegen did not write this file", hint)


def published_sources(disk: OnDisk, originals: Mapping[str, str], place: str) -> Iterator[Diagnostic]:
    """Yield files that are for writers only. `originals` are source pictures, by the digest of their bytes."""
    hint = "remove it; only what sitegen makes of it is for readers"
    for path, content in {**disk.ours, **disk.foreign}.items():
        span = Span(f"{place}/{path}")
        name = posixpath.basename(path)
        if posixpath.splitext(name)[1].lower() in _SOURCES:
            yield error("source-published", span, "a source file is published", hint)
        elif name.startswith(".") and path in disk.ours:
            yield error("source-published", span, "a hidden file is published", hint)
        elif pictures.is_picture(path):
            original = originals.get(digest.of_bytes(content))
            if original is not None:
                yield error("source-published", span, f"the original {original} is published", hint)
            carried = pictures.metadata(content)
            if carried:
                message = f"the picture carries {', '.join(carried)}"
                yield error("picture-metadata", span, message, "build again; what sitegen makes carries nothing")


def outdated(folder: Folder, keys: Mapping[str, str], place: str) -> Iterator[Diagnostic]:
    """Yield one error when a site is not what a build would make now. `keys` are those of the plan, by path."""
    if not folder.files:
        yield error("not-built", Span(place), "this site is not built", "run `sitegen build`, then check again")
        return
    made = {path: entry.key for path, entry in folder.files.items()}
    differing = sorted(path for path in made.keys() | keys.keys() if made.get(path) != keys.get(path))
    if differing:
        shown = ", ".join(differing[:_SHOWN]) + (" …" if len(differing) > _SHOWN else "")
        message = f"{len(differing)} files are not what a build would make now: {shown}"
        hint = "run `sitegen build`, then check again; `sitegen why PATH` says why"
        yield error("not-up-to-date", Span(place), message, hint)
