"""Sources that nothing is made of: pictures that no text shows."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from sitegen.check.pictures import SUFFIXES, is_picture
from sitegen.diagnostics import Diagnostic, Span, warning

_FOLDERS = ("content/stories/", "content/pages/")
#: A picture as texts name it, in prose, front matter or a block.
_NAMED = re.compile(rf"[\w./%-]+(?:{'|'.join(map(re.escape, sorted(SUFFIXES)))})(?![\w-])", re.IGNORECASE)


def orphan_pictures(paths: Iterable[str], texts: Mapping[str, str], tags: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Yield a warning for each picture beside a text that no text names. `texts` are the Markdown files by path.

    The drawing for one language, `map.ur.jpg`, belongs to `map.jpg`.
    """
    named: set[str] = set()
    beside: dict[str, str] = {}
    for at, text in texts.items():
        folder = posixpath.dirname(at)
        beside[folder] = beside.get(folder, "") + text
        found = {unquote(address) for address in _NAMED.findall(text)}
        named |= {posixpath.normpath(posixpath.join(folder, address)) for address in found}
    for path in paths:
        if path.startswith(_FOLDERS) and is_picture(path) and not named & set(_forms(path, tags)):
            folder, name = posixpath.split(path)
            # A name with spaces or signs in it is not found by its form.
            if name not in beside.get(folder, ""):
                hint = "show it in the text or as the cover, or remove it"
                yield warning("orphan-picture", Span(path), f"no text shows {name}", hint)


def _forms(path: str, tags: tuple[str, ...]) -> Iterator[str]:
    """Yield the path of a picture, and of the one of which it is a language's form."""
    yield path
    stem, suffix = posixpath.splitext(path)
    base, _, tag = stem.rpartition(".")
    if tag in tags:
        yield base + suffix
