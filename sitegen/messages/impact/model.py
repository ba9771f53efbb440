"""The values that `messages impact` tells."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic, Span
from sitegen.values import dataclass


class Change(enum.Enum):
    """What an edit did to a segment. `COSMETIC`: only opaque things changed, such as a number or punctuation."""

    CHANGED = "changed"
    COSMETIC = "cosmetic"
    NEW = "new"
    MOVED = "moved"
    REMOVED = "removed"


class Outcome(enum.Enum):
    """What becomes of a segment in one language.

    `STALE`: what was translated is a draft now, or gone. `UNTRANSLATED`: there never was a translation. `CARRIED`: it
    stays translated. `WAITING`: it was not translated before the edit either.
    """

    STALE = "stale"
    UNTRANSLATED = "untranslated"
    CARRIED = "carried"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What an edit does to one segment: as it is now, or was when it is removed.

    `former` is what it was made from, if it was. `small` tells that the two are so alike that only a slip may have
    been mended. `outcomes` are by language, in the order of the project's.
    """

    change: Change
    span: Span
    text: str
    words: int
    former: str | None = None
    small: bool = False
    outcomes: tuple[tuple[str, Outcome], ...] = ()

    def languages(self, outcome: Outcome) -> tuple[str, ...]:
        """Return the languages in which just this becomes of it."""
        return tuple(tag for tag, other in self.outcomes if other is outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextImpact:
    """What an edit does to one text. `former` is its domain at the revision, empty when it is new.

    `kept` counts the segments that are as before, wherever in the text they stand now.
    """

    domain: str
    path: str
    former: str
    removed: bool
    kept: int
    effects: tuple[Effect, ...]

    @property
    def is_small(self) -> bool:
        """Whether all that becomes stale is so little changed that translations may still be right."""
        stale = [effect for effect in self.effects if effect.languages(Outcome.STALE)]
        return bool(stale) and all(effect.small for effect in stale)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What an edit asks for in one language: segments by what becomes of them, and words to translate."""

    tag: str
    segments: Counter[Outcome]
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What the texts differ in from a revision, and what it asks of translators. Only texts that differ are listed.

    `skipped` are the domains of texts that had errors at the revision, so that nothing can be said of them.
    """

    revision: str
    commit: str = ""
    texts: tuple[TextImpact, ...] = ()
    skipped: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    found: tuple[Diagnostic, ...] = ()

    @property
    def effects(self) -> Iterator[Effect]:
        """All effects, text by text."""
        return (effect for text in self.texts for effect in text.effects)

    def count(self, change: Change) -> int:
        """Return how many segments were changed in one way."""
        return sum(effect.change is change for effect in self.effects)

    @property
    def stale(self) -> tuple[Effect, ...]:
        """The segments that become stale in any language."""
        return tuple(effect for effect in self.effects if effect.languages(Outcome.STALE))

    @property
    def loads(self) -> tuple[Load, ...]:
        """What the edit asks for, by language; languages that it does not touch are left out."""
        loads = []
        for tag in self.tags:
            segments: Counter[Outcome] = Counter()
            words = 0
            for effect in self.effects:
                outcome = dict(effect.outcomes).get(tag)
                if outcome is not None:
                    segments[outcome] += 1
                    words += effect.words * (outcome in (Outcome.STALE, Outcome.UNTRANSLATED))
            if segments:
                loads.append(Load(tag=tag, segments=segments, words=words))
        return tuple(loads)
