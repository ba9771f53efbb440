"""Who says a message on a page: the language of the page, or the first of its chain that can (rule S18)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sitegen.config import Language
from sitegen.locales import fallbacks
from sitegen.segments import (
    Said,
)
from sitegen.stories import Story
from sitegen.translations.domains import Domain, Key
from sitegen.translations.holding import FUZZY, TRANSLATED, Holding, Tally
from sitegen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Translations:
    """What all catalogs say. `holdings` are by domain and tag, `overrides` by mission, domain and tag.

    `digests` are those of the files, by domain and tag; the domains of missions' own words are `missions/<id>`.
    """

    source_language: str
    domains: Mapping[str, Domain]
    holdings: Mapping[tuple[str, str], Holding]
    overrides: Mapping[tuple[str, str, str], Holding]
    listed_at: float
    digests: Mapping[tuple[str, str], str]

    def coverage(self, domain: str, tag: str) -> Tally | None:
        """Return how far a domain is in a language; None when it is written in that language."""
        holding = self.holdings.get((domain, tag))
        return holding.tally if holding is not None and holding.wanted else None

    def is_listed(self, domain: str, tag: str) -> bool:
        """Tell whether a story is translated well enough to be offered in a language (design, section 6).

        With the threshold at 80: from 80 % of its words on, or from 60 % when with the fuzzy ones it
        is 80 %, so that a typo mended in the source does not take the page out of every list.
        """
        tally = self.coverage(domain, tag)
        if tally is None:
            return True
        total = max(tally.total_words, 1)
        sure = 100 * tally.words[TRANSLATED] / total
        likely = 100 * (tally.words[TRANSLATED] + tally.words[FUZZY]) / total
        return sure >= self.listed_at or (sure >= 0.75 * self.listed_at and likely >= self.listed_at)

    def speaker(self, site: str, language: Language) -> Speaker:
        """Return what speaks on the pages of a site in a language."""
        return Speaker(self, site, language)


#: What a catalog says, in which language, and by which rule for plurals.
_Voice = tuple[Mapping[Key, tuple[str, ...]], str, str]


class Speaker:
    """Says messages in the language of a page, or in the first language of its chain that can."""

    def __init__(self, translations: Translations, site: str, language: Language) -> None:
        self._translations = translations
        self._site = site
        self.language = language
        self._voices: dict[tuple[str, str], tuple[_Voice, ...]] = {}

    def say(self, domain: str, key: Key, own: str) -> Said:
        """Return the text to show for a message whose source is in the language `own`."""
        forms = self.forms(domain, key, own)
        return Said(text=forms[0][0], language=forms[1]) if forms else Said(text=key[1], language=own)

    def language_of(self, domain: str, key: Key, own: str) -> str:
        """Return the language in which a message is said whose source is in the language `own`."""
        for strings, tag, _ in self._heard(domain, own):
            if strings.get(key):
                return tag
        return own

    def forms(self, domain: str, key: Key, own: str) -> tuple[tuple[str, ...], str, str] | None:
        """Return (strings, language, plural rule) of the translation to show; None when the source speaks."""
        for strings, tag, plural_forms in self._heard(domain, own):
            found = strings.get(key)
            if found:
                return found, tag, plural_forms
        return None

    def _heard(self, domain: str, own: str) -> tuple[_Voice, ...]:
        """Return who may speak for a domain whose source is in `own`, best first, until the source itself does."""
        voices = self._voices.get((domain, own))
        if voices is None:
            translations, chain = self._translations, self.chain(own)
            holdings = (
                (tag, holding)
                for tag in chain[: chain.index(own)]
                for holding in (
                    translations.overrides.get((self._site, domain, tag)),
                    translations.holdings.get((domain, tag)),
                )
            )
            voices = tuple(
                (holding.strings, tag, holding.plural_forms) for tag, holding in holdings if holding is not None
            )
            self._voices[domain, own] = voices
        return voices

    def forget(self, domain: str) -> None:
        """Look anew at who speaks for a domain."""
        self._voices = {key: voices for key, voices in self._voices.items() if key[0] != domain}

    def in_domain(self, domain: str, own: str) -> Callable[[Key], Said]:
        """Return `say` for one domain."""
        heard = self._heard(domain, own)

        def say(key: Key) -> Said:
            for strings, tag, _ in heard:
                found = strings.get(key)
                if found:
                    return Said(found[0], tag)
            return Said(key[1], own)

        return say

    def says_all(self, domain: str, keys: Iterable[Key], own: str) -> bool:
        """Tell whether all these messages of a domain are said in the language of the page."""
        heard = self._heard(domain, own)
        if heard and heard[0][1] == self.language.tag:
            return all(map(heard[0][0].get, keys))
        return own == self.language.tag

    def chain(self, own: str) -> tuple[str, ...]:
        """Return the languages in which a text whose source is in `own` may be said, best first (rule S18)."""
        source = self._translations.source_language
        return fallbacks(self.language.tag, self.language.fallback, source, own)


def said_of(story: Story, speaker: Speaker) -> Callable[[Key], Said]:
    """Return what says the messages of a story on the pages of a speaker."""
    return speaker.in_domain(story.domain, story.language)
