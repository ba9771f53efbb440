"""What is to be translated, and what each language says of it.

A `Domain` lists the messages of one story, page, theme or of the sites, in source order. `Translations`
holds what the catalogs say, message by message: only a translation of the current text that keeps its
contract is ever said; for the rest the next language of the chain speaks (rules S14, S16 and S18).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial
from typing import NamedTuple

from sitegen import shortcuts
from sitegen.catalog import Catalog, Message, Plain, state
from sitegen.config import MAP_FILE, PORTAL, Config, Language
from sitegen.diagnostics import Diagnostic, Span, warning
from sitegen.later import Later
from sitegen.limits import TEXT_WORK
from sitegen.locales import fallbacks, gettext_name
from sitegen.markdown import Document, work
from sitegen.proof import ignored
from sitegen.segments import (
    Contract,
    Said,
    Segment,
    Verdict,
    compare,
    compare_cue,
    compare_phrase,
    count_words,
    is_plain,
    role_words,
)
from sitegen.slugs import SLUG, is_slug, is_slug_context
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
    return f"locales/{gettext_name(tag)}/LC_MESSAGES/{domain}.po"


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
_RENDERER = Span("sitegen/translations.py")
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


# What catalogs say --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How much of a domain is translated into a language: messages and words in each state."""

    messages: Mapping[str, int]
    words: Mapping[str, int]

    @property
    def total(self) -> int:
        """All messages that are to be translated."""
        return sum(count for name, count in self.messages.items() if name != OBSOLETE)

    @property
    def total_words(self) -> int:
        """All words that are to be translated."""
        return sum(count for name, count in self.words.items() if name != OBSOLETE)


TRANSLATED, FUZZY, UNTRANSLATED, BROKEN, OBSOLETE = "translated", "fuzzy", "untranslated", "broken", "obsolete"
STATES = (TRANSLATED, FUZZY, UNTRANSLATED, BROKEN, OBSOLETE)


class Standing(NamedTuple):
    """Which state one message is in, and the entry of the catalog that says so, if there is one."""

    state: str
    message: Message | None


_NOTHING = ("",)
_NOT_THERE = Standing(UNTRANSLATED, None)


@dataclass(frozen=True, kw_only=True)
class Holding(Later):
    """What one catalog gives a build: the translations that may be said, and how far it is.

    `wanted` tells whether anything is to be translated at all. `front` is what is said of what others show of a text.
    """

    strings: Mapping[Key, tuple[str, ...]]
    standings: Mapping[Key, Standing]
    plural_forms: str
    tally: Tally
    found: tuple[Diagnostic, ...]
    wanted: bool = True
    front: tuple[str, ...] = ()


def hold(domain: Domain, tag: str, catalog: Catalog | None, path: str, hosts: tuple[str, ...]) -> Holding:
    """Hold a catalog against its domain. `path` is the catalog's, for messages."""
    strings: dict[Key, tuple[str, ...]] = {}
    standings: dict[Key, Standing] = {}
    found: list[Diagnostic] = []
    messages, words = dict.fromkeys(STATES, 0), dict.fromkeys(STATES, 0)
    contract = Contract(document=domain.document, hosts=hosts)
    quickly = shortcuts.on()
    spent = 0
    for asked in domain.asked:
        entry, key, count, plain = asked
        if not entry.is_for(tag):
            continue
        message = _find(catalog, key)
        standing = _NOT_THERE if message is None else Standing(_state(message), message)
        if message is not None and standing.state == TRANSLATED:
            spent += sum(map(work, message.strings)) if entry.segment.prose else 0
            if spent > TEXT_WORK or not (plain and quickly and all(map(is_plain, message.strings))):
                span = Span(path, message.line)
                verdict = _exhausted(span) if spent > TEXT_WORK else _verdict(entry, message, contract, span)
                found += _unless_ignored(verdict, message)
                if verdict.broken:
                    standing = Standing(BROKEN, message)
            if standing.state == TRANSLATED:
                strings[key] = message.strings
        standings[key] = standing
        messages[standing.state] += 1
        words[standing.state] += count
    _count_obsolete(catalog, messages, words)
    return Holding(
        strings=strings,
        standings=standings,
        plural_forms=catalog.plural_forms if catalog is not None else "",
        tally=Tally(messages=messages, words=words),
        found=tuple(found),
        wanted=any(entry.is_for(tag) for entry in domain.entries),
        front=tuple(form for key in domain.front for form in strings.get(key, _NOTHING)) if strings else (),
    )


def hold_plain(domain: Domain, tag: str, plain: Plain, hosts: tuple[str, ...]) -> Holding | None:
    """Hold a plain catalog against its domain, as `hold` does; None where something is wrong, or not so plain.

    The standing of single messages is not told.
    """
    if work(plain.text) > TEXT_WORK:
        return None
    find = plain.strings.get
    strings: dict[Key, tuple[str, ...]] = {}
    total = every = done = 0
    contract, span = Contract(document=domain.document, hosts=hosts), Span("")
    for entry, key, count, is_simple in domain.asked:
        if entry.language == tag or not entry.is_for(tag):
            continue
        total += 1
        every += count
        said = find(key) or (find((None, key[1])) if key[0] is not None and key not in plain.strings else "")
        if said:
            if not (is_simple and is_plain(said)):
                verdict = compare(entry.segment, said, contract, span) if entry.segment.prose else None
                if verdict is None or verdict.broken or verdict.found:
                    return None
            strings[key] = (said,)
            done += count
    messages = {TRANSLATED: len(strings), UNTRANSLATED: total - len(strings)}
    words = {TRANSLATED: done, UNTRANSLATED: every - done}
    nothing = dict.fromkeys(STATES, 0)
    return Holding(
        strings=strings,
        standings={},
        plural_forms=plain.header.plural_forms,
        tally=Tally(messages=nothing | messages, words=nothing | words),
        found=(),
        wanted=any(entry.is_for(tag) for entry in domain.entries),
        front=tuple(form for key in domain.front for form in strings.get(key, _NOTHING)) if strings else (),
    )


def _state(message: Message) -> str:
    """Return in which state a live message is as far as its catalog says; most are finished and have no flags."""
    return TRANSLATED if not message.flags and all(message.strings) else state(message).value


def tally(states: Iterable[tuple[Entry, str]]) -> Tally:
    """Count messages and their words by state."""
    messages, words = dict.fromkeys(STATES, 0), dict.fromkeys(STATES, 0)
    for entry, name in states:
        messages[name] += 1
        words[name] += count_words(entry.segment.text)
    return Tally(messages=messages, words=words)


def _count_obsolete(catalog: Catalog | None, messages: dict[str, int], words: dict[str, int]) -> None:
    """Count what is obsolete, which only the catalog knows."""
    for message in catalog.messages if catalog is not None else ():
        if message.obsolete and not is_slug_message(message):
            messages[OBSOLETE] += 1
            words[OBSOLETE] += count_words(message.id)


def is_slug_message(message: Message) -> bool:
    """Tell whether a message of a catalog is that of a slug."""
    return message.context is not None and is_slug_context(message.context) and is_slug(message.id)


def _find(catalog: Catalog | None, key: Key) -> Message | None:
    """Look a message up by context and text, then by text alone (rule S10)."""
    if catalog is None:
        return None
    context, text = key
    return catalog.find(context, text) or (catalog.find(None, text) if context is not None else None)


def _verdict(entry: Entry, message: Message, contract: Contract, span: Span) -> Verdict:
    segment = entry.segment
    if segment.prose:
        return compare(segment, message.strings[0], contract, span)
    if segment.cue:
        return compare_cue(segment.text, message.strings[0], span)
    plural = (entry.plural or "") if message.plural_id is not None else ""
    return compare_phrase(segment.text, message.strings, span, plural=plural)


#: What may be let pass with a comment `sitegen: ignore link-changed`, for the translation is shown all the same.
ADVICE = frozenset({"link-changed", "link-dropped"})


def _unless_ignored(verdict: Verdict, message: Message) -> tuple[Diagnostic, ...]:
    if verdict.broken or not verdict.found:
        return verdict.found
    codes = ADVICE.intersection(ignored(message.comments))
    return tuple(fault for fault in verdict.found if fault.code not in codes)


def _exhausted(span: Span) -> Verdict:
    """Return the verdict on what stands behind more marks than the source of a catalog may have itself."""
    message = "the translations up to here have more marks such as [ < ` * _ than can be read in good time"
    fault = warning("translation-too-long", span, message, "take out the marks that the source has not")
    return Verdict(True, (fault,))


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
