"""What stands in a site's folder and marks it as ours: of what each file was made, and what its bytes are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

#: The name of the file in every site's folder.
MANIFEST = ".sitegen.json"
#: So many entries are put into a text in the place of what they were.
_FEW = 16


class Made(NamedTuple):
    """A file of a site: the key of its recipe and the digest of its bytes."""

    key: str
    digest: str


def packed(files: Mapping[str, Made]) -> bytes:
    """Return the text of a manifest: sorted, without times, equal for equal files on every machine."""
    ordered = {path: files[path] for path in sorted(files)}
    return (json.dumps(ordered, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def repacked(content: bytes, before: Mapping[str, Made], files: Mapping[str, Made]) -> bytes:
    """Return what `packed` gives, made of what it gave before; none of that is known where it is empty.

    To sort and write all of it anew takes longer than to make a page.
    """
    changed = [path for path, made in files.items() if before.get(path) != made]
    if not content or len(changed) > _FEW or len(before) != len(files):
        return packed(files)
    for path in changed:
        old = _entry(path, before[path]) if path in before else b""
        if content.count(old) != 1:
            return packed(files)
        content = content.replace(old, _entry(path, files[path]))
    return content


def _entry(path: str, made: Made) -> bytes:
    return json.dumps({path: made}, ensure_ascii=False, separators=(",", ":"))[1:-1].encode()


def unpacked(content: bytes) -> dict[str, Made]:
    """Read a manifest. Raises `ValueError`, `TypeError` or `AttributeError` for what is none."""
    entries = json.loads(content)
    return {str(path): Made(str(key), str(value)) for path, (key, value) in entries.items()}


def folders(paths: Iterable[str]) -> set[str]:
    """Return the folders in which files stand, at any depth, without the one that holds them all."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found
