"""What the comments of an entry say: to people, of places in sources, and as flags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sitegen.catalog.model import FUZZY
from sitegen.catalog.scan import EXTRACTED, FLAGS, REFERENCES, TRANSLATOR
from sitegen.patterns import late

_REFERENCE = late("\u2068([^\u2069\n]*)\u2069(\\S*)|(\\S+)")


class Notes(NamedTuple):
    """The comments of an entry by kind: of translators, of writers, places in sources, flags."""

    comments: tuple[str, ...]
    extracted: tuple[str, ...]
    references: tuple[str, ...]
    flags: tuple[str, ...]


def gathered(comments: Iterable[tuple[str, str]]) -> Notes:
    """Return what comments say, each given as its kind and its text."""
    by_kind: dict[str, list[str]] = {TRANSLATOR: [], EXTRACTED: [], REFERENCES: [], FLAGS: []}
    for kind, text in comments:
        by_kind[kind].append(text)
    return Notes(
        tuple(by_kind[TRANSLATOR]),
        tuple(by_kind[EXTRACTED]),
        tuple(_references(by_kind[REFERENCES])),
        tuple(_flags(by_kind[FLAGS])),
    )


def _references(lines: Iterable[str]) -> Iterator[str]:
    """Yield references; a file name with blanks stands between U+2068 and U+2069."""
    for line in lines:
        if "\u2068" not in line:
            yield from line.split()
            continue
        for found in _REFERENCE.finditer(line):
            yield found[3] or f"{found[1]}{found[2]}"


def _flags(lines: Iterable[str]) -> Iterator[str]:
    """Yield flags, which stand between commas; gettext sees `fuzzy` between blanks too, and so must we."""
    for line in lines:
        for flag in filter(None, map(str.strip, line.split(","))):
            yield from flag.split() if FUZZY in flag.split() else (flag,)
