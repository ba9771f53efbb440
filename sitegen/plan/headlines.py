"""The letters that titles and names in a language are written with, for faces that hold no others.

A face for Chinese holds thousands of letters and weighs megabytes. Cut to those of headlines it weighs less than one
photo, and running text is set in the reader's own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from sitegen.events import EVENTS
from sitegen.locales import Locale, format_date, format_length, format_minutes, format_month, name_in
from sitegen.plan.project import Project
from sitegen.stories import Library
from sitegen.translations import SITE, THEME

#: A string of theme or settings is a heading or a name up to this many characters in its source, else a sentence.
_LONGEST = 32
#: What is shown of a text beside its title is a name up to this many characters, such as that of a place.
_NAME = 10
#: What of an event stands in its headline: the ends of the contexts of its messages.
_SHOWN = (".name", ".when")


def headlines(project: Project, library: Library, tag: str) -> str:
    """Return the letters of titles and names in a language, each once, in the order of Unicode.

    They are some more than needed: which message is a title is not asked, only which are no sentences. Headings within
    texts are left out, since nobody knows them before all texts are read.
    """
    said = (*_translated(project, tag), *_written(project, library, tag), *_dates(project, tag))
    return "".join(sorted({letter for text in said for letter in text if not letter.isspace()}))


def all_letters(project: Project, library: Library, tag: str) -> str:
    """Return the letters of all texts in a language, each once: for a face of last resort.

    Readers whose system has any face for the language never load that one.
    """
    translations = project.translations
    said = {
        form
        for (_, language), holding in translations.holdings.items()
        if language == tag
        for forms in holding.strings.values()
        for form in forms
    }
    said |= {*_reckoned(project, tag), *_said_by_missions(project, tag)}
    said |= {block.text for text in library.all if text.language == tag for block in text.document.messages}
    letters = {letter for text in said for letter in text if letter.isprintable() and not letter.isspace()}
    return "".join(sorted(letters | set(headlines(project, library, tag))))


def _reckoned(project: Project, tag: str) -> Iterator[str]:
    """Yield what is made of numbers and names of languages in the words of CLDR."""
    yield from _dates(project, tag)
    for locale in _locales(project, tag):
        yield format_minutes(locale, 1)
        yield from (format_length(locale, 1, "kilometer"), format_length(locale, 1, "meter"))
    yield from (name_in(other, tag) for other in project.config.tags)


def _dates(project: Project, tag: str) -> Iterator[str]:
    """Yield a date of each month: the list of events has them for headings."""
    for locale in _locales(project, tag):
        yield from (format_date(locale, datetime.date(2026, month, 1)) for month in range(1, 13))
        yield from (format_month(locale, datetime.date(2026, month, 1)) for month in range(1, 13))


def _locales(project: Project, tag: str) -> set[Locale]:
    return {language.locale for site in project.config.sites for language in site.languages if language.tag == tag}


def _said_by_missions(project: Project, tag: str) -> Iterator[str]:
    """Yield what sites and events say in the language of their file, beside names and cities."""
    for site in project.config.sites:
        if site.language == tag:
            yield from (site.tagline, site.greeting, site.contact.label if site.contact else "")
    for event in project.events:
        if event.language == tag:
            yield from (event.summary, event.when, event.place.name if event.place else "")


def _translated(project: Project, tag: str) -> Iterator[str]:
    translations = project.translations
    for (domain, language), holding in translations.holdings.items():
        if language == tag:
            if domain in (SITE, THEME):
                short = (forms for key, forms in holding.strings.items() if len(key[1]) <= _LONGEST)
                yield from (form for forms in short for form in forms)
            elif domain == EVENTS:
                named = (forms for (context, _), forms in holding.strings.items() if (context or "").endswith(_SHOWN))
                yield from (form for forms in named for form in forms)
            else:
                # The title is the first of what others show of a text.
                yield from holding.front[:1]
                yield from (form for form in holding.front if len(form) <= _NAME and not form.endswith("。"))
    for (_, _, language), holding in translations.overrides.items():
        if language == tag:
            yield from (form for forms in holding.strings.values() for form in forms if len(form) <= _LONGEST)


def _written(project: Project, library: Library, tag: str) -> Iterator[str]:
    """Yield what was written in the language itself."""
    for text in library.all:
        if text.language == tag:
            yield text.title
            yield text.place.name if text.place else ""
    for site in project.config.sites:
        if site.language == tag:
            yield from (site.name, site.city, site.country)
    yield from (said for event in project.events if event.language == tag for said in (event.name, event.when))
    if project.config.source_language == tag:
        yield from (name for _, name in (*project.config.topics, *project.config.regions))
        yield from (message.id for message in project.theme.messages if len(message.id) <= _LONGEST)
