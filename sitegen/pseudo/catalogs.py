"""Pseudo-languages as languages of a project: its settings with them, and their catalogs, made and not read."""

from __future__ import annotations

from dataclasses import replace

from sitegen.catalog import Catalog, Message, plural_count, plural_forms, plural_index
from sitegen.config import Config, Language
from sitegen.locales import PSEUDO_TAGS, gettext_name, locale
from sitegen.pseudo.prose import pseudo_cue, pseudo_phrase, pseudo_prose
from sitegen.translations import Domain, Entry


def with_pseudo(config: Config) -> Config:
    """Return a project's settings with the pseudo-languages behind the languages of each site.

    They format dates, numbers and lists as `en` and `ar` do.
    """
    added = tuple(Language(tag=tag, locale=locale(tag)) for tag in PSEUDO_TAGS)
    return replace(config, sites=tuple(replace(site, languages=(*site.languages, *added)) for site in config.sites))


def catalog(domain: Domain, tag: str) -> Catalog:
    """Return the catalog of a domain in a pseudo-language: all its messages, translated by rule. Addresses stay.

    Each message has the line of its source, where a fault in it would have to be mended.
    """
    forms = plural_forms(gettext_name(locale(tag).cldr))
    header = Message(id="", strings=(f"Language: {gettext_name(tag)}\nPlural-Forms: {forms}\n",))
    messages = tuple(_message(entry, domain, tag, forms) for entry in domain.for_language(tag) if not entry.slug)
    return Catalog(header=header, messages=messages)


def _message(entry: Entry, domain: Domain, tag: str, forms: str) -> Message:
    segment = entry.segment
    strings: tuple[str, ...]
    if entry.plural is not None:
        one, many = pseudo_phrase(segment.text, tag), pseudo_phrase(entry.plural, tag)
        strings = tuple(one if form == plural_index(forms, 1) else many for form in range(plural_count(forms)))
    elif segment.prose:
        strings = (pseudo_prose(segment.text, tag, domain.document),)
    elif segment.cue:
        strings = (pseudo_cue(segment.text, tag),)
    else:
        strings = (pseudo_phrase(segment.text, tag),)
    return Message(
        id=segment.text, context=segment.context, plural_id=entry.plural, strings=strings, line=segment.span.line
    )
