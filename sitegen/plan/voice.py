"""What is said on the pages of a site in one language: phrases, dates, numbers, strings of the theme."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from html import unescape
from typing import Literal

from sitegen.config import Language, Site
from sitegen.locales import (
    direction,
    format_date,
    format_length,
    format_list,
    format_minutes,
    format_number,
    name_in,
    native_name,
    translate_digits,
)
from sitegen.markdown import Document, inline_html, walk
from sitegen.recipes import StringEntry, Strings
from sitegen.segments import Said
from sitegen.stories import Story
from sitegen.theme import Template
from sitegen.translations import BACKLINK, SITE, TABLE, THEME, Key, Speaker, Translations, said_of
from sitegen.views import Day, Notice, Phrase


class Voice:
    """Speaks for one site in one language; all it returns is ready to be seen by templates."""

    def __init__(self, translations: Translations, site: Site, language: Language, source_language: str) -> None:
        self.language = language
        self.tag = language.tag
        self._site = site
        self._source_language = source_language
        self._speaker: Speaker = translations.speaker(site.id, language)
        self._strings: dict[tuple[str, ...], Strings] = {}
        self._phrases: dict[tuple[str, str | None, str], Phrase] = {}
        self._of_sites: dict[tuple[str, str, str], Phrase] = {}
        self._nothing = self.phrase(Said(text="", language=language.tag))

    def forget(self, domain: str) -> None:
        """Look anew at what is said of a text."""
        self._speaker.forget(domain)
        self._phrases = {key: phrase for key, phrase in self._phrases.items() if key[0] != domain}

    # Texts --------------------------------------------------------------------------------------------

    def phrase(self, said: Said) -> Phrase:
        """Return what was said, marked when it is not in the language of the page."""
        foreign = bool(said.text) and said.language != self.tag
        return Phrase(text=said.text, language=said.language, direction=direction(said.language), foreign=foreign)

    def own(self, text: str) -> Phrase:
        """Return text that is in the language of the page, such as a formatted number."""
        return self.phrase(Said(text=text, language=self.tag))

    def of_story(self, story: Story, text: str, context: str | None = None) -> Phrase:
        """Return a message of a story or page; an empty text is an empty phrase."""
        if not text:
            return self._nothing
        key = (story.domain, context, text)
        found = self._phrases.get(key)
        if found is None:
            found = self._phrases[key] = self.phrase(self._speaker.say(story.domain, (context, text), story.language))
        return found

    def of_site(self, site: Site, field: str, text: str) -> Phrase:
        """Return a text of a site's configuration; `field` is its context."""
        key = (field, text, site.language)
        found = self._of_sites.get(key)
        if found is None:
            found = self._of_sites[key] = self.phrase(self._speaker.say(SITE, (field, text), site.language))
        return found

    def of_theme(self, text: str, **values: str) -> Phrase:
        """Return a string that the planner itself puts on a page."""
        said = self._speaker.say(THEME, (None, text), self._source_language)
        filled = re.sub(r"\{(\w+)\}", lambda match: values.get(match[1], match[0]), said.text)
        return self.phrase(Said(text=filled, language=said.language))

    def sayer(self, story: Story) -> Callable[[Key], Said]:
        """Return what says the messages of a text."""
        return said_of(story, self._speaker)

    def message(self, domain: str, key: Key, language: str) -> Phrase:
        """Return a message whose source is in a language; an empty text is an empty phrase."""
        return self.phrase(self._speaker.say(domain, key, language)) if key[1] else self._nothing

    def cue(self, story: Story, key: Key, language: str) -> Said:
        """Return what is said for a subtitle whose source is in a language, which may not be the text's."""
        return self._speaker.say(story.domain, key, language)

    def chain(self, language: str) -> tuple[str, ...]:
        """Return the languages in which a text in a language may be said, best first."""
        return self._speaker.chain(language)

    def summary(self, story: Story) -> Phrase:
        """Return a text's summary: what its writer wrote, else its first paragraph without markup."""
        if story.summary:
            return self.of_story(story, story.summary)
        first = next((b for b in walk(story.document.blocks) if b.tag == "p" and b.message), None)
        if first is None:
            return self.own("")
        said = self.sayer(story)((first.context, first.text))
        return self.phrase(Said(text=_plain(said.text, story.document), language=said.language))

    def writers(self, story: Story) -> tuple[Phrase, ...]:
        """Return the names of those who wrote a text."""
        names = (credit.name for credit in story.credits if credit.role == "writer")
        return tuple(self.of_story(story, name, "credit") for name in names)

    # Numbers and dates --------------------------------------------------------------------------------

    def number(self, value: float | Decimal) -> str:
        """Return a number as the language writes it."""
        return format_number(self.language.locale, value)

    def measure(self, value: float, unit: Literal["kilometer", "meter"]) -> str:
        """Return a length with its unit as the language writes it."""
        return format_length(self.language.locale, value, unit)

    def digits(self, text: str) -> str:
        """Return a text, such as a length in time, with its digits as the language writes them."""
        return translate_digits(self.language.locale, text)

    def day(self, date: datetime.date) -> Day:
        """Return a date as the language writes it."""
        return Day(iso=date.isoformat(), text=format_date(self.language.locale, date))

    def minutes(self, story: Story) -> str:
        """Return how long a text takes to read."""
        return format_minutes(self.language.locale, story.minutes)

    def coordinates(self, latitude: float, longitude: float) -> str:
        """Return coordinates in degrees, always left to right."""
        north, east = ("N" if latitude >= 0 else "S"), ("E" if longitude >= 0 else "W")
        return f"{self.number(abs(latitude))}° {north} {self.number(abs(longitude))}° {east}"

    def names(self, tags: list[str]) -> str:
        """Return the names of languages in the language of the page, as a list within a sentence."""
        return format_list(self.language.locale, [name_in(tag, self.tag) for tag in tags])

    def joined(self, texts: list[str]) -> str:
        """Return texts as a list within a sentence."""
        return format_list(self.language.locale, texts)

    def badge(self, tag: str) -> Phrase:
        """Return a language's own name, marked as being in it."""
        return Phrase(text=native_name(tag), language=tag, direction=direction(tag), foreign=tag != self.tag)

    def notice(self, story: Story) -> Notice | None:
        """Return how much of a text is not in the language of the page; None when all of it is."""
        keys = [(None, story.title), *((block.context, block.text) for block in story.document.messages)]
        if self._speaker.says_all(story.domain, keys, story.language):
            return None
        languages = [self._speaker.language_of(story.domain, key, story.language) for key in keys]
        others = [language for language in languages if language != self.tag]
        if not others:
            return None
        return Notice(missing=len(others), total=len(keys), shown_in=self.names(sorted(set(others))))

    # Strings of the theme -----------------------------------------------------------------------------

    def strings(self, templates: tuple[Template, ...]) -> Strings:
        """Return what templates and their parts may say, in the language of the page."""
        name = tuple(template.name for template in templates)
        if name not in self._strings:
            keys = {(m.context, m.id) for template in templates for m in template.messages}
            entries = tuple(self._entry(key) for key in sorted(keys, key=lambda key: (key[0] or "", key[1])))
            self._strings[name] = Strings(locale=self.language.locale, entries=entries)
        return self._strings[name]

    def _entry(self, key: Key) -> StringEntry:
        context, id = key
        said = self._speaker.forms(THEME, key, self._source_language)
        if said is None:
            return StringEntry(context=context, id=id, forms=(), language=self._source_language)
        forms, language, plural_forms = said
        return StringEntry(context=context, id=id, forms=forms, language=language, plural_forms=plural_forms)

    @property
    def backlink(self) -> Phrase:
        """The label of a link from a footnote back to the text, with `{number}` in it."""
        return self.phrase(self._speaker.say(THEME, (None, BACKLINK), self._source_language))

    @property
    def table(self) -> str:
        """The label of a table that can be scrolled."""
        return self._speaker.say(THEME, (None, TABLE), self._source_language).text


def _plain(text: str, document: Document) -> str:
    """Return inline Markdown as plain text, for places that show no markup."""
    html = re.sub(r"<sup\b[^>]*>.*?</sup>", "", inline_html(text, document))
    return " ".join(unescape(re.sub(r"<[^<>]*>", "", html)).split())
