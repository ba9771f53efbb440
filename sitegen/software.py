"""Which code this is: the package's own files and the versions of the libraries it uses.

What a build keeps is of use only to the code that made it. Reading all of that code takes as long as a whole look at
an unchanged project, so what was read is kept with the stamps of the files. Imports little, as `stamps` does.
"""

from __future__ import annotations

import marshal
import os
import sys

from sitegen import stamps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

#: The libraries whose work is kept, as their records are called.
LIBRARIES = (
    "babel",
    "brotli",
    "fonttools",
    "jinja2",
    "markdown",
    "markupsafe",
    "nh3",
    "pillow",
    "python_bidi",
    "pyyaml",
    "uharfbuzz",
)
#: The name of the file in which it is kept.
KEPT = "software.bin"
PACKAGE = os.path.dirname(os.path.abspath(__file__))
#: What was recalled and nobody has asked for since.
_lately: dict[str, dict[str, str]] = {}
_RECORDS = (".dist-info", ".egg-info")


def code() -> list[str]:
    """Return the files of the package's own code, relative to it."""
    found: list[str] = []
    folders = [""]
    while folders:
        folder = folders.pop()
        with os.scandir(f"{PACKAGE}/{folder}") as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    found.append(folder + entry.name)
                elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                    folders.append(f"{folder}{entry.name}/")
    return sorted(found)


def records() -> dict[str, str]:
    """Return where each installed library says its version: `<name>-<version>.dist-info`, the first on Python's path.

    A library that is installed in another way is left out; `importlib.metadata` knows all of them.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            if name.endswith(_RECORDS) and "-" in name.removesuffix(_RECORDS[0]).removesuffix(_RECORDS[1]):
                library = name.partition("-")[0].lower()
                if library in LIBRARIES and library not in found:
                    found[library] = f"{folder or '.'}/{name}"
    return found


def recalled(path: str, code: str = "") -> dict[str, str] | None:
    """Return the digests that were kept of this code, by modules; None when it is not certainly that code.

    With `code`, the digest of all of it has to be that one.
    """
    _lately.pop(os.path.abspath(path), None)
    parts = stamps.load(path)
    if parts is None:
        return None
    names, numbers, is_settled, digests = map(marshal.loads, parts)
    if not is_settled or code not in ("", digests.get("")):
        return None
    now = _files()
    if names != [sys.version, *now] or stamps.take(now) != numbers or not isinstance(digests, dict):
        return None
    _lately[os.path.abspath(path)] = digests
    return digests


def recalled_lately(path: str) -> dict[str, str] | None:
    """Return what `recalled` has returned of a file, once; what it would return now if it has not."""
    return _lately.pop(os.path.abspath(path), None) or recalled(path)


def keep(path: str, digests: Mapping[str, str], numbers: bytes) -> None:
    """Write down digests of code. `numbers` were taken by `look` before the code was read. Raises `OSError`."""
    now = _files()
    at = stamps.moment(os.path.dirname(path))
    is_whole = len(now) == len(code()) + len(LIBRARIES) and stamps.take(now) == numbers
    is_settled = is_whole and not stamps.unsettled(stamps.rows(numbers), at)
    stamps.save(path, [sys.version, *now], numbers, is_settled, dict(digests))


def look() -> bytes:
    """Return the stamps of all code."""
    return stamps.take(_files())


def _files() -> list[str]:
    return [*(f"{PACKAGE}/{path}" for path in code()), *(f"{path}/METADATA" for _, path in sorted(records().items()))]
