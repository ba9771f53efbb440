"""What several sites show alike, planned once for all of them.

Sites over the same stories mostly say the same of them in the same language: they differ in what stands around a
text. What a text's own view and running text depend on is known by digests before it is planned (`units`, `outward`);
where these are equal, so is what they give. Units of one text are made one after the other, so little has to be held.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from sitegen.diagnostics import Diagnostic
from sitegen.plan.units import Unit
from sitegen.recipes import BodyRecipe, Recipe
from sitegen.values import dataclass
from sitegen.views import Card, StoryView, TextView

#: The parts of a unit that decide what its text shows, besides the voice it is said in.
_PARTS = frozenset({"text", "translations", "addresses", "links", "related stories"})
#: How many texts and how many cards are held.
_TEXTS, _CARDS = 64, 8_192


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A text on its own page: its view, its running text, the files that these show, and what is wrong with it."""

    content: StoryView | TextView
    body: BodyRecipe
    materials: Mapping[str, Recipe]
    found: tuple[Diagnostic, ...]


class Commons:
    """Holds what sites may have in common; one that `is_shared` by no two holds nothing."""

    def __init__(self, *, is_shared: bool) -> None:
        self._is_shared = is_shared
        self._texts: dict[Hashable, Shown] = {}
        self._cards: dict[Hashable, Card] = {}

    def name(self, unit: Unit, path: str, voice: Hashable) -> Hashable:
        """Return what the text of a unit is known by on its page at `path`; None where it is not to be held.

        `voice` stands for all that decides how things are said: site, language and words that any text may show.
        """
        if not self._is_shared:
            return None
        return (path, unit.tag, unit.name, voice, *(value for name, value in unit.parts if name in _PARTS))

    def text(self, name: Hashable) -> Shown | None:
        """Return a text that was planned under this name."""
        return self._texts.get(name) if name is not None else None

    def put_text(self, name: Hashable, shown: Shown) -> None:
        """Hold a text that was planned."""
        if name is not None:
            if len(self._texts) >= _TEXTS:
                self._texts.clear()
            self._texts[name] = shown

    def card(self, name: Hashable) -> Card | None:
        """Return a card that was planned under this name."""
        return self._cards.get(name)

    def put_card(self, name: Hashable, card: Card) -> None:
        """Hold a card that was planned."""
        if self._is_shared:
            if len(self._cards) >= _CARDS:
                self._cards.clear()
            self._cards[name] = card
