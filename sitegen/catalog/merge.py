"""Bring a catalog up to date with its sources (rule S15).

A message that is still wanted keeps what it has. One without a translation looks for one of just its text, then, if it
is new to the catalog, for one of a text much like it. Whatever was translated and is wanted no longer becomes obsolete,
and revives when its source returns. Only messages that are new look for drafts: so a second update has nothing to do.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Sequence

from sitegen.catalog import opaque, pairing, plurals
from sitegen.catalog.model import FUZZY, Catalog, Key, Message
from sitegen.catalog.pairing import Wanted, skeleton
from sitegen.catalog.spellings import NOTHING, Compendium


def update(
    old: Catalog, wanted: Sequence[Wanted], *, elsewhere: Sequence[Catalog] = (), compendium: Compendium = NOTHING
) -> Catalog:
    """Return the catalog with just the wanted messages live, in their order, and then the obsolete ones.

    A message wanted twice is one message with the references of both. `elsewhere` are other catalogs of the same
    language, of which the first with a translation of the exact text is used; then the compendium is asked. The header
    stays as it is.
    """
    forms = plurals.plural_count(old.plural_forms)
    unique = _unique(wanted)
    found = {message.key: message for message in old.messages if not message.obsolete or any(message.strings)}
    lacking = [want for key, want in unique.items() if key not in found or not any(found[key].strings)]
    exact = dict(_exact(lacking, [old, *elsewhere], compendium, forms))
    fresh = [want for want in lacking if want.key not in found and want.key not in exact]
    found |= {key: _filled(found.get(key), message) for key, message in exact.items()}

    removed = [message for message in old.messages if message.key not in unique and any(message.strings)]
    new_places = pairing.places(list(unique), found.keys())
    old_places = pairing.places([message.key for message in old.messages if not message.obsolete], unique.keys())
    drafts = list(pairing.pairs(fresh, removed, new_places, old_places))
    found |= {want.key: _draft(source, want, old.plural_forms) for want, source in drafts}
    # The same text in another context has a translation now, if a number in it was all that changed.
    carried = Catalog(messages=tuple(dataclasses.replace(found[want.key], context=want.context) for want, _ in drafts))
    lacking = [want for key, want in unique.items() if key not in found or not any(found[key].strings)]
    exact = dict(_exact(lacking, [carried], NOTHING, forms))
    found |= {key: _filled(found.get(key), message) for key, message in exact.items()}
    # What was only a draft lives on in the next one; it would be noise among the obsolete translations.
    moved = {source.key for want, source in drafts if source.fuzzy and found[want.key].strings == source.strings}

    live = [_shaped(found.get(key, Message(id=want.id)), want, forms) for key, want in unique.items()]
    obsolete = [_obsolete(message) for message in removed if message.key not in moved]
    return dataclasses.replace(old, messages=(*live, *obsolete))


def adopt(catalog: Catalog, keys: Collection[Key], sources: Sequence[Message]) -> tuple[Catalog, tuple[Key, ...]]:
    """Give the messages of `keys` that have no translation the most alike of `sources`, as drafts.

    Sources are messages that are at home in other catalogs of the language; each is used once. Returns the catalog
    and the keys of the sources that were used.
    """
    forms = plurals.plural_count(catalog.plural_forms)
    lacking = {
        message.key: Wanted(id=message.id, context=message.context, plural_id=message.plural_id)
        for message in catalog.messages
        if message.key in keys and not message.obsolete and not any(message.strings)
    }
    if not lacking or not sources:
        return catalog, ()
    drafts = {want.key: source for want, source in pairing.pairs(list(lacking.values()), sources, {}, {})}
    messages = []
    for message in catalog.messages:
        if message.key in drafts and not message.obsolete:
            draft = _draft(drafts[message.key], lacking[message.key], catalog.plural_forms)
            plural = draft if draft.plural_id == message.plural_id else _replural(draft, lacking[message.key], forms)
            message = _filled(message, dataclasses.replace(plural, context=message.context))
        messages.append(message)
    return dataclasses.replace(catalog, messages=tuple(messages)), tuple(source.key for source in drafts.values())


def departed(old: Catalog, new: Catalog) -> tuple[Message, ...]:
    """Return the messages that were live before an update, are not any more, and served none of the new ones."""
    used = {(message.previous_context, message.previous_id) for message in new.messages if not message.obsolete}
    carried = {skeleton(message) for message in new.messages if message.key not in old.keys and not message.obsolete}
    return tuple(
        message
        for message in new.messages
        if message.obsolete
        and old.find(message.context, message.id) is not None
        and message.key not in used
        and skeleton(message) not in carried
    )


def without_obsolete(catalog: Catalog, before: Catalog) -> Catalog:
    """Return the catalog without the messages that were obsolete before already."""
    gone = {message.key for message in before.messages if message.obsolete}
    kept = tuple(message for message in catalog.messages if not (message.obsolete and message.key in gone))
    return dataclasses.replace(catalog, messages=kept)


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


def _exact(
    lacking: Iterable[Wanted], catalogs: Sequence[Catalog], compendium: Compendium, forms: int
) -> Iterator[tuple[Key, Message]]:
    """Yield for each message the finished translation of just its text in the most fitting context, if there is one.

    One with another number of plural forms is of no use: its catalog follows another rule.
    """
    for want in lacking:
        sources = [source for catalog in catalogs for source in catalog.with_id(want.id) if _finished(source)]
        for known in (sources, compendium.find(want)):
            fitting = [source for source in known if source.plural_id is None or len(source.strings) == forms]
            if fitting:
                yield want.key, _copied(min(fitting, key=lambda source: _strangeness(source, want)), want)
                break


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


def _filled(message: Message | None, found: Message) -> Message:
    """Return a message that had no translation with one that was found; what its translator noted stays."""
    if message is None:
        return found
    comments = tuple(dict.fromkeys(message.comments + found.comments))
    flags = tuple(flag for flag in message.flags if flag != FUZZY) + ((FUZZY,) if found.fuzzy else ())
    return dataclasses.replace(
        message,
        plural_id=found.plural_id,
        strings=found.strings,
        comments=comments,
        flags=flags,
        previous_id=found.previous_id,
        previous_context=found.previous_context,
        previous_plural=found.previous_plural,
    )


def _draft(source: Message, want: Wanted, plural_forms: str) -> Message:
    """Return the translation of a removed message for a new one: finished after an opaque edit, otherwise fuzzy."""
    singular = source.plural_id is None and want.plural_id is None
    if singular and _finished(source) and skeleton(source) == skeleton(want):
        carried = opaque.carry(source.id, want.id, source.strings[0], plural_forms)
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
