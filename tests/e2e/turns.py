"""Which pages are looked at: all of them, or in each turn others."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tests.kinds import Kind

#: One language for each way in which scripts differ most: Latin, Nastaliq, Naskh, and no spaces between words.
LANGUAGES = ("en", "ur", "ar", "zh-Hans")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (360, 1280)
_SCREENS = tuple(itertools.product(SCHEMES, WIDTHS))


@dataclass(frozen=True, kw_only=True)
class Look:
    """A page as it is looked at. `page` is `<site>/<path>`."""

    kind: Kind
    page: str
    scheme: Literal["light", "dark"] = "light"
    width: int = 1280

    def __str__(self) -> str:
        return f"{self.page} ({self.kind.name}), {self.scheme}, {self.width}"


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Picks from what there is by a number. What was picked is `told` at the end of the run."""

    number: int
    told: list[str]

    def looks(self, kinds: Sequence[Kind], part: str) -> list[Look]:
        """Return a page of each kind, in one of the languages and on one of the screens."""
        found = []
        for place, kind in enumerate(kinds, self.number):
            offered = _offered(kind)
            pages = kind.pages[offered[place % len(offered)]]
            # The languages go round in four steps, so the screens have to go on where they begin again.
            scheme, width = _SCREENS[place // len(offered) % len(_SCREENS)]
            found.append(Look(kind=kind, page=pages[self.number // 7 % len(pages)], scheme=scheme, width=width))
        self.told.append(f"  {part}: " + " · ".join(f"{look.page} {look.scheme} {look.width}" for look in found))
        return found

    def few(self, kinds: Sequence[Kind], count: int, part: str) -> list[Look]:
        """Return the same of a few kinds."""
        start = self.number % len(kinds)
        taken = [*kinds[start:], *kinds[:start]][:: max(1, len(kinds) // count)][:count]
        return self.looks(taken, part)


def every(kinds: Iterable[Kind]) -> list[Look]:
    """Return a page of each kind in each of the languages on each of the screens; none twice."""
    return [replace(look, scheme=scheme, width=width) for look in each(kinds) for scheme, width in _SCREENS]


def each(kinds: Iterable[Kind]) -> list[Look]:
    """Return a page of each kind in each of the languages, on one screen; none twice."""
    looks = [
        Look(kind=kind, page=kind.example.get(tag) or kind.pages[tag][0]) for kind in kinds for tag in _offered(kind)
    ]
    return list({look.page: look for look in looks}.values())


def _offered(kind: Kind) -> list[str]:
    return [tag for tag in LANGUAGES if tag in kind.pages] or sorted(kind.pages)[:1]
