"""The values that history is made of."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import field, replace

from sitegen.later import Later
from sitegen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """The slugs of a text in one language.

    `now` is the translated one that was in force when this was written, empty when there was none; `before` are
    earlier ones, the oldest first.
    """

    now: str = ""
    before: tuple[str, ...] = ()

    def moved_to(self, slug: str, taken: Set[str]) -> Former:
        """Return what is to be kept when `slug` is in force, empty for none; what is `taken` leads elsewhere now."""
        earlier = [*self.before, *([self.now] if self.now else [])]
        # A slug that comes back counts from its last time on.
        kept = dict.fromkeys(reversed([other for other in earlier if other != slug and other not in taken]))
        return Former(now=slug, before=tuple(reversed(kept)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of a source text. `words` are those of its text, joined by hyphens; `former` are ids it had before."""

    id: str
    words: str
    former: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class History(Later):
    """What is known of one text, topic or region: its slugs by language, and its headings in order."""

    slugs: Mapping[str, Former] = field(default_factory=dict)
    headings: tuple[Heading, ...] = ()

    def moved_to(self, slugs: Mapping[str, str], taken: Mapping[str, Set[str]]) -> History:
        """Return what is to be kept when these slugs are in force, by language; an empty one says that there is none.

        `taken` are by language what others stand at now. Languages that are not named stay as they are.
        """
        moved = {
            tag: self.slugs.get(tag, Former()).moved_to(slug, taken.get(tag, frozenset()))
            for tag, slug in slugs.items()
        }
        told = {**self.slugs, **moved}
        return replace(self, slugs={tag: told[tag] for tag in sorted(told) if told[tag] != Former()})
