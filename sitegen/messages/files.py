"""Catalogs and histories on the disk: each is the old one or the new one, whenever the power fails.

A file is written beside its place, brought to the disk and put there in one step; a catalog that is to have another
name gets that first. So a run that was killed leaves catalogs of before and after, and what it began to write, which
the next run clears away and does again. Two runs wait for each other.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from sitegen import digest
from sitegen.store import write_durably
from sitegen.tree import ChangedError, Tree

#: What a run that was killed leaves of a file.
_LEFT = re.compile(r"\..+\.(?:pot?|yaml)\.[0-9a-f]{8}\.part")


def clear(root: Path) -> None:
    """Remove what killed runs have left beside catalogs and histories. To be called by who holds the lock."""
    for path in sorted((root / "locales").rglob(".*.part")):
        if _LEFT.fullmatch(path.name):
            with contextlib.suppress(OSError):
                path.unlink()


def write(root: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write what differs from what is there, each file whole or not at all. Return what was written."""
    written = []
    for path, content in sorted(files.items()):
        target = root / path
        if not target.exists() or target.read_bytes() != content:
            write_durably(target, content)
            written.append(path)
    return tuple(written)


def replace(root: Path, tree: Tree, files: Mapping[str, bytes], moves: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Give files their new names, then their new content. Return what was written.

    Raises `ChangedError` when a file is not as it was when the tree was scanned: a translator has saved it meanwhile.
    """
    former = {to: name for name, to in moves}
    for path in files:
        _check(root / former.get(path, path), former.get(path, path), tree)
    for name, to in moves:
        _move(root / name, root / to)
    for path, content in sorted(files.items()):
        # Once more, as late as can be: writing the files before this one took its time.
        _check(root / path, former.get(path, path), tree)
        write_durably(root / path, content)
    return tuple(sorted(files))


def _check(file: Path, known: str, tree: Tree) -> None:
    """Raise `ChangedError` when a file is not what the tree has under the path `known`."""
    try:
        now = digest.of_bytes(file.read_bytes())
    except FileNotFoundError:
        now = None
    if now != tree.digests.get(known):
        raise ChangedError(known)


def _move(path: Path, to: Path) -> None:
    """Give a file another name, durably. A file that stands there already is never replaced."""
    to.parent.mkdir(parents=True, exist_ok=True)
    if to.exists():
        raise ChangedError(to.name)
    path.rename(to)
    for folder in {path.parent, to.parent}:
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
