"""Bring a catalog up to date with its sources (rule S15).

A message that is still wanted keeps what it has. A new one looks for a translation of just its text, then for one of a
text much like it. Whatever was translated and is wanted no longer becomes obsolete, and revives when its source
returns. Only messages that are new to the catalog look for a translation: so a second update has nothing to do.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sitegen.catalog import opaque, plurals, similar
from sitegen.catalog.model import FUZZY, Catalog, Key, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A message as the sources want it: its text, and what its translators should know."""

    id: str
    context: str | None = None
    plural_id: str | None = None
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What the message is looked up by."""
        return (self.context, self.id)


def update(old: Catalog, wanted: Sequence[Wanted], *, elsewhere: Sequence[Catalog] = ()) -> Catalog:
    """Return the catalog with just the wanted messages live, in their order, and then the obsolete ones.

    A message wanted twice is one message with the references of both. `elsewhere` are other catalogs of the same
    language, of which the first with a translation of the exact text is used. The header stays as it is.
    """
    forms = plurals.plural_count(old.plural_forms)
    unique = _unique(wanted)
    found = {message.key: message for message in old.messages if not message.obsolete or any(message.strings)}
    fresh = [want for key, want in unique.items() if key not in found]
    found |= {want.key: _copied(source, want) for want, source in _exact(fresh, [old, *elsewhere], forms)}

    removed = [message for message in old.messages if message.key not in unique and any(message.strings)]
    drafts = list(_alike([want for want in fresh if want.key not in found], removed))
    found |= {want.key: _draft(source, want) for want, source in drafts}
    # What was only a draft lives on in the next one; it would be noise among the obsolete translations.
    moved = {source.key for want, source in drafts if source.fuzzy and found[want.key].strings == source.strings}

    live = [_shaped(found.get(key, Message(id=want.id)), want, forms) for key, want in unique.items()]
    obsolete = [_obsolete(message) for message in removed if message.key not in moved]
    return dataclasses.replace(old, messages=(*live, *obsolete))


def _unique(wanted: Iterable[Wanted]) -> dict[Key, Wanted]:
    unique: dict[Key, Wanted] = {}
    for want in wanted:
        first = unique.setdefault(want.key, want)
        if first is not want:
            unique[want.key] = dataclasses.replace(
                first,
                plural_id=first.plural_id if first.plural_id is not None else want.plural_id,
                extracted=tuple(dict.fromkeys(first.extracted + want.extracted)),
                references=tuple(dict.fromkeys(first.references + want.references)),
                flags=tuple(dict.fromkeys(first.flags + want.flags)),
            )
    return unique


def _exact(fresh: Iterable[Wanted], catalogs: Sequence[Catalog], forms: int) -> Iterator[tuple[Wanted, Message]]:
    """Yield for each message the finished translation of just its text in the most fitting context, if there is one.

    One with another number of plural forms is of no use: its catalog follows another rule.
    """
    for want in fresh:
        sources = [source for catalog in catalogs for source in catalog.with_id(want.id) if _finished(source)]
        sources = [source for source in sources if source.plural_id is None or len(source.strings) == forms]
        if sources:
            yield want, min(sources, key=lambda source: _strangeness(source, want))


def _strangeness(source: Message, want: Wanted) -> int:
    """Rank a context: the same one is best, none at all is as good when a page is built (rule S10), others are not."""
    if source.context == want.context:
        return 0
    return 1 if source.context is None else 2


def _finished(message: Message) -> bool:
    return all(message.strings) and not message.fuzzy


def _copied(source: Message, want: Wanted) -> Message:
    if _strangeness(source, want) > 1:
        return _fuzzy(source, want)
    return Message(id=want.id, plural_id=source.plural_id, strings=source.strings, comments=source.comments)


def _alike(fresh: Sequence[Wanted], removed: Sequence[Message]) -> Iterator[tuple[Wanted, Message]]:
    """Pair new messages with removed ones they were probably made from, each at most once.

    Those that differ in opaque things only come first, then the most alike; but one in the same context goes before
    one in another, for a text that stands in two contexts may change in both.
    """
    edits = list(_same_skeletons(fresh, removed))
    yield from edits
    taken = {want.key for want, _ in edits}
    used = {source.key for _, source in edits}
    new = [want for want in fresh if want.key not in taken]
    old = [source for source in removed if source.key not in used]
    candidates = [
        (new[at].context != old[other].context, -ratio, at, other)
        for ratio, at, other in similar.candidates([want.id for want in new], [source.id for source in old])
    ]
    for _, _, at, other in sorted(candidates):
        if new[at].key not in taken and old[other].key not in used:
            taken.add(new[at].key)
            used.add(old[other].key)
            yield new[at], old[other]


def _same_skeletons(fresh: Iterable[Wanted], removed: Iterable[Message]) -> Iterator[tuple[Wanted, Message]]:
    """Pair messages of one context that differ in opaque things only, in their order."""
    waiting: defaultdict[Key, deque[Message]] = defaultdict(deque)
    for source in removed:
        waiting[_skeleton(source)].append(source)
    for want in fresh:
        sources = waiting.get(_skeleton(want))
        if sources:
            yield want, sources.popleft()


def _skeleton(message: Wanted | Message) -> Key:
    return (message.context, opaque.skeleton(message.id))


def _draft(source: Message, want: Wanted) -> Message:
    """Return the translation of a removed message for a new one: finished after an opaque edit, otherwise fuzzy."""
    singular = source.plural_id is None and want.plural_id is None
    if singular and _finished(source) and _skeleton(source) == _skeleton(want):
        carried = opaque.carry(source.id, want.id, source.strings[0])
        if carried is not None:
            return Message(id=want.id, strings=(carried,), comments=source.comments)
    return _fuzzy(source, want)


def _fuzzy(source: Message, want: Wanted) -> Message:
    """Return a translation for somebody to look at, with the text it was made for: a draft's own, if it was one."""
    inherits = source.fuzzy and source.previous_id is not None
    return Message(
        id=want.id,
        plural_id=source.plural_id,
        strings=source.strings,
        comments=source.comments,
        flags=(FUZZY,),
        previous_id=source.previous_id if inherits else source.id,
        previous_context=source.previous_context if inherits else source.context,
        previous_plural=source.previous_plural if inherits else source.plural_id,
    )


def _shaped(message: Message, want: Wanted, forms: int) -> Message:
    """Return a message with the notes of its source, and as many strings as that needs."""
    kept = message if message.plural_id == want.plural_id else _replural(message, want, forms)
    empty = ("",) * (1 if want.plural_id is None else forms)
    flags = ((FUZZY,) if kept.fuzzy else ()) + tuple(flag for flag in want.flags if flag != FUZZY)
    return dataclasses.replace(
        kept,
        context=want.context,
        strings=kept.strings if any(kept.strings) else empty,
        extracted=want.extracted,
        references=want.references,
        flags=kept.flags if set(flags) == set(kept.flags) else flags,
        obsolete=False,
    )


def _replural(message: Message, want: Wanted, forms: int) -> Message:
    """Return a message whose plural was added, changed or taken away. Its translation, if any, becomes fuzzy.

    Forms for which there is no place any more are kept as comments for the translator.
    """
    if not any(message.strings):
        return dataclasses.replace(message, plural_id=want.plural_id)
    strings, comments = message.strings, message.comments
    if want.plural_id is None:
        strings = message.strings[-1:]
        comments += tuple(f"msgstr[{at}]: {text}" for at, text in enumerate(message.strings[:-1]) if text)
    elif message.plural_id is None:
        strings = message.strings * forms
    draft = _fuzzy(message, want)
    return dataclasses.replace(draft, plural_id=want.plural_id, strings=strings, comments=comments, line=message.line)


def _obsolete(message: Message) -> Message:
    if message.obsolete:
        return message
    flags = (FUZZY,) if message.fuzzy else ()
    return dataclasses.replace(message, obsolete=True, extracted=(), references=(), flags=flags)
