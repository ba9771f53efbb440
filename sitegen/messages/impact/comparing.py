"""Which segments an edit changes, told from the texts alone.

The texts at the revision are taken as a catalog in which each segment is translated by itself, with a note of where it
is from; the merge of `messages update` brings that up to date with the texts as they are now. So "changed", "cosmetic"
and "moved" mean here just what they will mean in every language.
"""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Mapping

from sitegen import catalog as po
from sitegen.catalog import Catalog, State, state
from sitegen.messages.impact.model import Change
from sitegen.messages.wanting import new_catalog, wanted
from sitegen.translations import Domain, Entry, Key
from sitegen.values import dataclass

Domains = Mapping[str, Domain]

_TWO_FORMS = "nplurals=2; plural=(n != 1);"
#: How much of the longer text two are alike in, at least, for the edit to be a small one.
_SMALL = 0.9
#: Texts with more characters are compared by words: the work of `difflib` grows with the square.
_LONG = 2000
#: How much of a text must stand in a new one for that to be the same one under another name.
_RENAMED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A segment of a revision: its domain, and the entry it was."""

    domain: str
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What was done to one segment of a text as it is now."""

    change: Change
    entry: Entry
    origin: Origin | None = None

    @property
    def is_small(self) -> bool:
        """Whether so little was changed that it may only have been a slip."""
        return self.origin is not None and _alike(self.origin.entry.segment.text, self.entry.segment.text) >= _SMALL


def renames(before: Domains, now: Domains) -> dict[str, str]:
    """Return, for each text that has another name now, what it was called: the vanished one it shares most with."""
    gone = {name: _keys(domain) for name, domain in before.items() if name not in now}
    found: dict[str, str] = {}
    for name, domain in now.items():
        if name not in before and gone:
            keys = _keys(domain)
            old, shared = max(((old, len(keys & others)) for old, others in gone.items()), key=lambda pair: pair[1])
            if shared >= _RENAMED * len(gone[old]) and shared:
                found[name] = old
                del gone[old]
    return found


class Comparison:
    """Two states of all texts. `former` names the texts that had another name before."""

    def __init__(self, before: Domains, now: Domains) -> None:
        self.before = before
        self.now = now
        self.former = renames(before, now)
        self._origins: dict[str, Origin] = {}
        self._mirrors = {name: self._mirror(domain) for name, domain in before.items()}

    def base(self, name: str) -> Domain | None:
        """Return what a text was at the revision, under whatever name; None when it is new."""
        return self.before.get(self.former.get(name, name))

    def is_edited(self, name: str) -> bool:
        """Tell whether anything of a text has to be translated anew, or no more."""
        base, now = self.base(name), self.now.get(name)
        return base is None or now is None or _keys(base) != _keys(now)

    def differences(self, name: str) -> list[Difference]:
        """Return what was done to each segment of a text that was not there before, in their order."""
        domain, base = self.now[name], self.base(name)
        mirror = self._mirrors[base.name] if base else _blank(name)
        elsewhere = [other for key, other in self._mirrors.items() if base is None or key != base.name]
        merged = po.update(mirror, wanted(domain.entries, name), elsewhere=elsewhere)
        known = _keys(base) if base else frozenset()
        return [self._difference(entry, merged) for entry in domain.entries if _key(entry) not in known]

    def removed(self, name: str, differences: list[Difference]) -> list[Entry]:
        """Return the segments of a text that are no more, and that none of the differences was made from."""
        base, now = self.base(name), self.now.get(name)
        keys = _keys(now) if now else frozenset()
        used = {(d.origin.domain, _key(d.origin.entry)) for d in differences if d.origin}
        entries = base.entries if base else ()
        return [e for e in entries if base and _key(e) not in keys and (base.name, _key(e)) not in used]

    def _difference(self, entry: Entry, merged: Catalog) -> Difference:
        message = merged.find(*entry.key)
        marks = [self._origins[note] for note in message.comments if note in self._origins] if message else []
        if message is None or not marks:
            return Difference(change=Change.NEW, entry=entry)
        origin = marks[0]
        if origin.entry.segment.text == entry.segment.text and origin.entry.plural == entry.plural:
            return Difference(change=Change.MOVED, entry=entry, origin=origin)
        change = Change.COSMETIC if state(message) is State.TRANSLATED else Change.CHANGED
        return Difference(change=change, entry=entry, origin=origin)

    def _mirror(self, domain: Domain) -> Catalog:
        """Return a catalog that translates each segment of a domain by itself, and notes which it is."""
        blank = po.update(_blank(domain.name), wanted(domain.entries, domain.name))
        entries = {entry.key: entry for entry in domain.entries}
        messages = []
        for message in blank.messages:
            note = f"origin {len(self._origins)}"
            self._origins[note] = Origin(domain=domain.name, entry=entries[message.key])
            strings = (message.id,) if message.plural_id is None else (message.id, message.plural_id)
            messages.append(dataclasses.replace(message, strings=strings, comments=(note,)))
        return dataclasses.replace(blank, messages=tuple(messages))


def _blank(name: str) -> Catalog:
    return new_catalog("", _TWO_FORMS, name)


def _key(entry: Entry) -> tuple[Key, str | None]:
    return (entry.key, entry.plural)


def _keys(domain: Domain) -> frozenset[tuple[Key, str | None]]:
    return frozenset(map(_key, domain.entries))


def _alike(one: str, other: str) -> float:
    """Return how much two texts have in common, between 0 and 1."""
    if len(one) + len(other) > 2 * _LONG:
        return difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()
