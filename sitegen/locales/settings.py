"""A locale: how the dates, numbers and lists of one language are written on one site.

A language tag says what people read; a locale also says which CLDR locale formats it (an Arabic page of the embassy in
Riyadh is `ar`, formatted as `ar_SA`), with which digits and in which calendar.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from sitegen.locales import tables
from sitegen.values import dataclass

Calendar = Literal["gregorian", "persian"]

#: Numbering systems that put ten digits in a row, and where their zero stands (CLDR `numberingSystems.xml`).
_ZEROS = {
    "adlm": 0x1E950,
    "arab": 0x660,
    "arabext": 0x6F0,
    "beng": 0x9E6,
    "cakm": 0x11136,
    "deva": 0x966,
    "gujr": 0xAE6,
    "guru": 0xA66,
    "hmnp": 0x1E140,
    "khmr": 0x17E0,
    "knda": 0xCE6,
    "laoo": 0xED0,
    "latn": 0x30,
    "mlym": 0xD66,
    "mtei": 0xABF0,
    "mymr": 0x1040,
    "nkoo": 0x7C0,
    "olck": 0x1C50,
    "orya": 0xB66,
    "tamldec": 0xBE6,
    "telu": 0xC66,
    "thai": 0xE50,
    "tibt": 0xF20,
}

#: The names of the numbering systems that a locale can ask for.
NUMBERING_SYSTEMS = frozenset(_ZEROS)

#: CLDR `calendarPreferenceData` names the Persian calendar first for Iran and Afghanistan. Pashto is left out: it is
#: written in Pakistan too, where it is not used.
_PERSIAN = frozenset({"fa", "fa_IR", "fa_AF"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """How one language is formatted; made by `locale`, which knows the defaults.

    `tag` is the BCP 47 tag of the text, `cldr` the CLDR identifier that formats it, `digits` a numbering system.
    """

    tag: str
    cldr: str
    digits: str = "latn"
    calendar: Calendar = "gregorian"


def locale(tag: str, cldr: str | None = None, digits: str | None = None, calendar: Calendar | None = None) -> Locale:
    """Return the locale of a known tag, with CLDR's own choice for whatever is not given.

    Digits by default are those of the CLDR locale: plain `ar` has 0-9, `ar_SA` has ٠-٩, `ur` 0-9, `fa` ۰-۹.

    `cldr` is taken with hyphens too (`ar-SA`). Raises `ValueError` for a name that is not known; what people wrote in
    a file is checked before, with `parse_tag` and `NUMBERING_SYSTEMS`.
    """
    name = tables.identifier((cldr or tag).replace("_", "-"))
    tables.identifier(tag)
    system = digits or tables.data(name).default_numbering_system
    if system not in NUMBERING_SYSTEMS:
        raise ValueError(f"not a known numbering system: {system!r}")
    preferred: Calendar = "persian" if name in _PERSIAN else "gregorian"
    return Locale(tag=tag, cldr=name, digits=system, calendar=calendar or preferred)


def translate_digits(locale: Locale, text: str) -> str:
    """Write the digits 0-9 of a text in the locale's numbering system."""
    return text.translate(_digits(locale.digits))


@cache
def _digits(system: str) -> dict[int, int]:
    return {ord("0") + value: _ZEROS[system] + value for value in range(10)}
