"""What is to be translated: the messages of one story, page, theme or of the sites, in source order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, partial
from typing import NamedTuple

from sitegen.config import MAP_FILE, PORTAL, Config
from sitegen.diagnostics import Span
from sitegen.later import Later
from sitegen.locales import gettext_name
from sitegen.markdown import Document
from sitegen.segments import (
    Segment,
    count_words,
    is_plain,
    role_words,
)
from sitegen.slugs import SLUG
from sitegen.stories import Library, Story, cue_segments, segments
from sitegen.theme import Theme
from sitegen.values import dataclass

SITE = "site"
THEME = "theme"

Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One message to be translated: its source segment, the language that is in, its plural if it has one.

    `only` names the languages it is wanted in; empty means all. `site` is the id of the one site that says it;
    empty where several may. A `slug` may stay empty: it is never said, and no text is less translated without it.
    """

    segment: Segment
    language: str
    plural: str | None = None
    only: tuple[str, ...] = ()
    site: str = ""
    slug: bool = False

    @property
    def key(self) -> Key:
        """What a catalog knows it by."""
        return self.segment.key

    def is_for(self, tag: str) -> bool:
        """Tell whether it is to be translated into a language."""
        return self.language != tag and (not self.only or tag in self.only)


class _Asked(NamedTuple):
    """What of an entry counts in every language, told once: its key, its words, whether its texts are plain ones."""

    entry: Entry
    key: Key
    words: int
    plain: bool


@dataclass(frozen=True, kw_only=True)
class Domain(Later):
    """The messages of one catalog, once each, in source order.

    `document` is what prose stands in; its first paragraph is `shown` elsewhere if nothing else sums the text up.
    """

    name: str
    entries: tuple[Entry, ...]
    document: Document
    shown: bool = False

    @property
    def keys(self) -> tuple[Key, ...]:
        """What a catalog knows the messages by."""
        return tuple(entry.key for entry in self.entries)

    @cached_property
    def front(self) -> tuple[Key, ...]:
        """The messages of a text that others show: those that do not stand in its body, and its credits."""
        body = {(block.context, block.text) for block in self.document.messages if block.context != "credit"}
        first = next((block for block in self.document.messages if block.tag == "p"), None) if self.shown else None
        if first is not None:
            body.discard((first.context, first.text))
        return tuple(entry.key for entry in self.entries if not entry.slug and entry.key not in body)

    def for_language(self, tag: str) -> tuple[Entry, ...]:
        """Return what is to be translated into a language: all that is not written in it."""
        return tuple(entry for entry in self.entries if entry.is_for(tag))

    @cached_property
    def asked(self) -> tuple[_Asked, ...]:
        """What is to be translated into any language, without slugs."""
        return tuple(
            _Asked(
                entry,
                entry.key,
                count_words(entry.segment.text),
                not entry.segment.cue and is_plain(entry.segment.text) and is_plain(entry.plural or ""),
            )
            for entry in self.entries
            if not entry.slug
        )


def domains(config: Config, library: Library, theme: Theme) -> dict[str, Domain]:
    """Return all domains of a project by name."""
    nothing = Document(blocks=())
    found = [
        Domain(name=SITE, entries=_once(_site_entries(config)), document=nothing),
        Domain(name=THEME, entries=_once(_theme_entries(theme, config.source_language)), document=nothing),
    ]
    for story in library.all:
        make = partial(domain_of, story, config)
        found.append(Domain.later(make, name=story.domain, document=story.document))
    return {domain.name: domain for domain in found}


def domain_of(story: Story, config: Config) -> Domain:
    """Return the domain of a text; that of a mission's page is translated into the mission's languages only."""
    only = next((site.tags for site in config.sites if site.id == story.site), ())
    said = [*((segment, story.language) for segment in segments(story)), *cue_segments(story)]
    entries = [Entry(segment=segment, language=language, only=only) for segment, language in said]
    entries.append(replace(_slug(story.slug, SLUG, story.path, story.language), only=only))
    return Domain(name=story.domain, entries=_once(iter(entries)), document=story.document, shown=not story.summary)


def catalog_path(domain: str, tag: str) -> str:
    """Return where the catalog of a domain in a language stands, as gettext wants it."""
    return f"{catalog_folder(tag)}{domain}.po"


def catalog_folder(tag: str) -> str:
    """Return the folder in which the catalogs of a language stand, with a slash at its end."""
    return f"locales/{gettext_name(tag)}/LC_MESSAGES/"


def _once(entries: Iterator[Entry]) -> tuple[Entry, ...]:
    seen: dict[tuple[Key, str], Entry] = {}
    for entry in entries:
        seen.setdefault((entry.key, entry.language), entry)
    return tuple(seen.values())


#: The contexts of what stands on maps.
RIVER = "map.river"
NAME_ON_MAP = "map.name"
#: What all sites say of each mission.
_NAMED_EVERYWHERE = ("city", "country")


def _site_entries(config: Config) -> Iterator[Entry]:
    for site in config.sites:
        prefix = "" if site.id == PORTAL else f"missions.{site.id}."
        texts = {
            "name": (site.name, "name of the site"),
            "tagline": (site.tagline, "what the site is, in a few words"),
            "city": (site.city, "name of a city"),
            "country": (site.country, "name of a country"),
            "greeting": (site.greeting, "greeting on the home page"),
            "contact": (site.contact.label if site.contact else "", "name of an office"),
        }
        for field, (text, role) in texts.items():
            if text:
                own = site.id != PORTAL and field not in _NAMED_EVERYWHERE
                entry = _phrase(text, f"{prefix}{field}", role, site.path, site.language)
                yield replace(entry, only=site.tags, site=site.id) if own else entry
    portal = config.sites[0]
    introductions = dict(config.introductions)
    for field, role, subjects in (("topics", "topic", config.topics), ("regions", "region", config.regions)):
        for key, name in subjects:
            yield _phrase(name, f"{field}.{key}", f"name of a {role}", portal.path, portal.language)
            if introduction := introductions.get(f"{field}.{key}"):
                context = f"{field}.{key}.introduction"
                comment = f"words above the stories of a {role}"
                yield _phrase(introduction, context, comment, portal.path, portal.language)
    for river in config.map.rivers:
        yield _phrase(river.name, RIVER, "name of a river", MAP_FILE, portal.language)
    for shown in config.map.names:
        yield _phrase(shown.name, NAME_ON_MAP, "name on a map, such as that of a sea", MAP_FILE, portal.language)
    for field, subjects in (("topics", config.topics), ("regions", config.regions)):
        for key, _ in subjects:
            yield _slug(key, f"{field}.{key}.{SLUG}", portal.path, portal.language)


def _phrase(text: str, context: str, role: str, path: str, language: str) -> Entry:
    segment = Segment(text=text, span=Span(path), context=context, comments=role_words(role), prose=False)
    return Entry(segment=segment, language=language)


#: Short enough for programs that wrap comments.
_SLUG_RULES = "address: small letters and digits, joined by hyphens; empty keeps it"


def _slug(slug: str, context: str, path: str, language: str) -> Entry:
    return replace(_phrase(slug, context, _SLUG_RULES, path, language), slug=True)


def _theme_entries(theme: Theme, language: str) -> Iterator[Entry]:
    for message in (*BUILT_IN, *((m.context, m.id, m.plural, m.span) for m in theme.messages)):
        context, id, plural, span = message
        segment = Segment(text=id, span=span, context=context, prose=False)
        yield Entry(segment=segment, language=language, plural=plural)


#: Words that the renderer itself puts on a page (rule S17); they are translated with the theme.
BACKLINK = "Back to where footnote {number} stands in the text"
TABLE = "Table"
#: The title of a page of a list that runs over several.
PAGED = "{title} – page {number}"
#: The name of an event in a calendar file, while its date may still change.
TENTATIVE = "{name} (to be confirmed)"
_RENDERER = Span("sitegen/translations/domains.py")
BUILT_IN: tuple[tuple[str | None, str, str | None, Span], ...] = (
    (None, BACKLINK, None, _RENDERER),
    (None, TABLE, None, _RENDERER),
    (None, "Stories", None, _RENDERER),
    (None, "Topics", None, _RENDERER),
    (None, "Regions", None, _RENDERER),
    (None, "Places", None, _RENDERER),
    (None, "Events", None, _RENDERER),
    (None, TENTATIVE, None, _RENDERER),
    (None, "Credits", None, _RENDERER),
    (None, PAGED, None, _RENDERER),
    (None, "Page not found", None, _RENDERER),
)
