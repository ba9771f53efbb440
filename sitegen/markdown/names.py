"""What the inline markup of a document may refer to, by name."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from sitegen.markdown.blocks import Document
from sitegen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What inline markup may refer to: link definitions by key, and the number of each footnote."""

    references: Mapping[str, tuple[str, str]]
    footnotes: Mapping[str, int]
    abbreviations: tuple[str, ...] = ()


_NOTHING = Names(references={}, footnotes={})


def names_of(document: Document) -> Names:
    """Return what the inline markup of a document may refer to."""
    if not (document.references or document.footnotes or document.abbreviations):
        return _NOTHING
    return _names(document.references, document.footnotes, document.abbreviations)


@functools.lru_cache(maxsize=64)
def _names(
    references: tuple[tuple[str, str, str], ...], footnotes: tuple[str, ...], abbreviations: tuple[tuple[str, str], ...]
) -> Names:
    return Names(
        references={key: (address, title) for key, address, title in references},
        footnotes={name: number for number, name in enumerate(footnotes, start=1)},
        abbreviations=tuple(short for short, _ in abbreviations),
    )
