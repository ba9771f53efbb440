"""Carry translations over for an edit of which its writer says that it changes no meaning: `--minor STORY`."""

from __future__ import annotations

import dataclasses
from collections import Counter

from sitegen import catalog as po
from sitegen.catalog import Catalog, Key, Message
from sitegen.diagnostics import Diagnostic, Span, note
from sitegen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """A catalog with translations carried over, whose they are, and what was left a draft."""

    catalog: Catalog
    keys: frozenset[Key]
    found: tuple[Diagnostic, ...]


def vouched(before: Catalog, now: Catalog, path: str) -> Vouched:
    """Finish the drafts that an update made of finished translations of this catalog; `before` is as it was then.

    Addresses and numbers that changed are changed in the translation where that is certain, else it stays a draft.
    Only edits of this update count: nobody has vouched for older ones. `path` is the catalog's, for what is told.
    """
    messages: list[Message] = []
    keys: set[Key] = set()
    found: list[Diagnostic] = []
    for message in now.messages:
        source = _source(message, before)
        carried = None if source is None else _carried(source, message, now.plural_forms)
        if carried is not None:
            keys.add(message.key)
        elif source is not None:
            found.append(left(path, message, "an address or a number in it changed"))
        messages.append(carried or message)
    return Vouched(catalog=dataclasses.replace(now, messages=tuple(messages)), keys=frozenset(keys), found=tuple(found))


def left(path: str, message: Message, reason: str) -> Diagnostic:
    """Return that a translation stays a draft although a writer vouched for the edit."""
    shown = message.id if len(message.id) <= 60 else f"{message.id[:59]}…"
    what = f"the translation of “{shown}” stays a draft: {reason}"
    return note("minor-left", Span(path), what, "look at it, and take the mark fuzzy off")


def _source(message: Message, before: Catalog) -> Message | None:
    """Return the message a draft was made from, if that was finished until this update, and has no plural."""
    if message.obsolete or not message.fuzzy or message.previous_id is None or message.key in before.keys:
        return None
    source = before.find(message.previous_context, message.previous_id)
    if source is None or not source.translated or source.strings != message.strings:
        return None
    return source if source.plural_id is None and message.plural_id is None else None


def _carried(source: Message, message: Message, plural_forms: str) -> Message | None:
    """Return a message with the finished translation of its former text; None when it is not certain."""
    before, after = po.tokens(source.id), po.tokens(message.id)
    text: str | None = source.strings[0]
    if Counter(before) != Counter(after):
        changed = [(one, other) for one, other in zip(before, after, strict=False) if one != other]
        moved = any(one in after or other in before for one, other in changed)
        text = None if moved else po.carry(source.id, message.id, source.strings[0], plural_forms)
    if text is None:
        return None
    return dataclasses.replace(
        message,
        strings=(text,),
        flags=tuple(flag for flag in message.flags if flag != po.FUZZY),
        previous_id=None,
        previous_context=None,
        previous_plural=None,
    )
