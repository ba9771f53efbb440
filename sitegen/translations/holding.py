"""What the catalog of a domain says of it, message by message.

Only a translation of the current text that keeps its contract is ever said (rules S14 and S16).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sitegen import shortcuts
from sitegen.catalog import Catalog, Message, Plain, state
from sitegen.diagnostics import Diagnostic, Span, warning
from sitegen.later import Later
from sitegen.limits import TEXT_WORK
from sitegen.markdown import work
from sitegen.proof import ignored
from sitegen.segments import (
    Contract,
    Verdict,
    compare,
    compare_cue,
    compare_phrase,
    count_words,
    is_plain,
)
from sitegen.slugs import is_slug, is_slug_context
from sitegen.translations.domains import Domain, Entry, Key
from sitegen.values import dataclass


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
