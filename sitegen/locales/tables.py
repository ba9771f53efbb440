"""The only door to Babel's CLDR: which locales it knows, and the data of one.

Babel opens `locale-data/<identifier>.dat`, so a text that comes from a file must never become an identifier
(CVE-2021-42771). Everything here goes through a table made from the names Babel itself lists.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any

import babel
from babel.core import get_global
from babel.localedata import LocaleDataDict, load, locale_identifiers

#: A CLDR identifier whose last part is no registered BCP 47 variant.
_NOT_BCP47 = frozenset({"en_US_POSIX"})

#: The tags that CLDR has set aside for pseudo-languages, and the locales that format them. Nobody writes these into
#: a file, so `identifiers` does not list them.
PSEUDO: Mapping[str, str] = MappingProxyType({"en-XA": "en", "ar-XB": "ar"})


@cache
def identifiers() -> Mapping[str, str]:
    """Return the table of known locales: BCP 47 tag → CLDR identifier, sorted by tag."""
    known = {_tag(name): name for name in locale_identifiers() if name not in _NOT_BCP47}
    return MappingProxyType(dict(sorted(known.items())))


def identifier(tag: str) -> str:
    """Return the CLDR identifier of a known tag or a pseudo-language; raise `ValueError` for any other text."""
    try:
        return PSEUDO.get(tag) or identifiers()[tag]
    except KeyError:
        raise ValueError(f"not a known language tag: {tag!r}") from None


@cache
def data(name: str) -> babel.Locale:
    """Return Babel's data for a CLDR identifier that `identifiers` lists; raise `ValueError` for any other text."""
    if name not in identifiers().values():
        raise ValueError(f"not a known CLDR locale: {name!r}")
    return _OwnData.parse(name)


class _OwnData(babel.Locale):
    """A locale of Babel that keeps to itself what it looks up.

    Babel (2.18) writes what an alias leads to into a table that locales share: when the Chinese names of months that
    stand alone have been read, those of Hebrew are Chinese too, and what a page says depends on what else is built. So
    each locale gets tables of its own.
    """

    _ALIASED = ("months", "days", "quarters")

    @cached_property
    def _data(self) -> LocaleDataDict:
        data: dict[str | int | None, Any] = dict(load(str(self)).items())
        for key in self._ALIASED:
            data[key] = copy.deepcopy(data[key])
        return LocaleDataDict(data)


@cache
def likely_subtags() -> Mapping[str, str]:
    """Return CLDR's table from a short identifier to the full one: `ur` → `ur_Arab_PK`."""
    return MappingProxyType(dict(get_global("likely_subtags")))


@cache
def language_aliases() -> Mapping[str, str]:
    """Return CLDR's table from a retired or three-letter language code to the current one: `urd` → `ur`."""
    return MappingProxyType(dict(get_global("language_aliases")))


def _tag(name: str) -> str:
    """Turn a CLDR identifier into its tag: only variants (`ca_ES_VALENCIA`) are written differently."""
    return "-".join(part if len(part) <= 4 else part.lower() for part in name.split("_"))
