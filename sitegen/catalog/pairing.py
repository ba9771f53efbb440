"""Pair new messages with the removed ones they were probably made from (rule S15).

Each removed message goes to one new message: first those that differ in opaque things only, then the most alike, where
a pair between the same neighbours and in the same context goes before others. A paragraph that was cut into several is
the one exception: each part may have the old translation, as long as no two parts claim the same words of it.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence

from sitegen.catalog import opaque, similar
from sitegen.catalog.model import Key, Message
from sitegen.values import dataclass

#: What counts for a pair besides its likeness: that it stands between the same neighbours, in the same context, and
#: that the text was there until now.
_SAME_PLACE, _SAME_CONTEXT, _RECENT = 0.1, 0.1, 0.02

#: How alike two texts between the same neighbours are at least.
_LEAST_IN_PLACE = 0.45

#: How many texts a gap between two neighbours has at most for its place to mean anything.
_GAP = 4

#: How much of a new text a part of a removed one has to be.
_LEAST_PART = 0.8


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


#: For each message that comes or goes, the neighbours that stay and how far it is from the first of them.
Places = dict[Key, tuple[Key | None, Key | None]]


def places(order: Sequence[Key], staying: Collection[Key]) -> Places:
    """Return between which staying messages the others of a text stand.

    A gap of many, or one that is the whole text, says nothing.
    """
    found: Places = {}
    gap: list[Key] = []
    before: Key | None = None
    for key in (*order, None):
        if key is not None and key not in staying:
            gap.append(key)
            continue
        if len(gap) <= _GAP and (before, key) != (None, None):
            found |= dict.fromkeys(gap, (before, key))
        before, gap = key, []
    return found


def pairs(
    fresh: Sequence[Wanted], removed: Sequence[Message], new_places: Places, old_places: Places
) -> Iterator[tuple[Wanted, Message]]:
    """Yield which new message was probably made from which removed one. Each new one comes once at most."""
    old = sorted(removed, key=lambda source: source.obsolete)
    found = list(_same_skeletons(fresh, old))
    taken = {want.key for want, _ in found}
    used = {source.key for _, source in found}
    new = [want for want in fresh if want.key not in taken]
    old = [source for source in old if source.key not in used]
    found += _most_alike(new, old, new_places, old_places)
    taken |= {want.key for want, _ in found}
    yield from found
    yield from _parts([want for want in new if want.key not in taken], old, found)


def skeleton(message: Wanted | Message) -> Key:
    """Return the context and what is not opaque of the text."""
    return (message.context, opaque.skeleton(message.id))


def _same_skeletons(fresh: Iterable[Wanted], removed: Iterable[Message]) -> Iterator[tuple[Wanted, Message]]:
    """Pair messages of one context that differ in opaque things only: those with equal tokens, then in their order."""
    waiting: defaultdict[Key, dict[Key, Message]] = defaultdict(dict)
    equals: defaultdict[tuple[Key, tuple[str, ...]], deque[Key]] = defaultdict(deque)
    for source in removed:
        group = skeleton(source)
        waiting[group][source.key] = source
        equals[group, tuple(opaque.tokens(source.id))].append(source.key)
    later = []
    for want in fresh:
        group = skeleton(want)
        if group not in waiting:
            continue
        if same := equals.get((group, tuple(opaque.tokens(want.id)))):
            yield want, waiting[group].pop(same.popleft())
        else:
            later.append((group, want))
    for group, want in later:
        if waiting[group]:
            yield want, waiting[group].pop(next(iter(waiting[group])))


def _most_alike(
    new: Sequence[Wanted], old: Sequence[Message], new_places: Places, old_places: Places
) -> Iterator[tuple[Wanted, Message]]:
    """Pair the most alike, each once."""
    ranked = []
    likely = similar.candidates([want.id for want in new], [source.id for source in old], _LEAST_IN_PLACE)
    for ratio, at, other in likely:
        want, source = new[at], old[other]
        in_place = want.key in new_places and new_places[want.key] == old_places.get(source.key)
        if in_place or ratio >= similar.LEAST_RATIO:
            rank = ratio + _SAME_PLACE * in_place + _SAME_CONTEXT * (want.context == source.context)
            ranked.append((-rank - _RECENT * (not source.obsolete), at, other))
    taken: set[int] = set()
    used: set[int] = set()
    for _, at, other in sorted(ranked):
        if at not in taken and other not in used:
            taken.add(at)
            used.add(other)
            yield new[at], old[other]


def _parts(
    new: Sequence[Wanted], old: Sequence[Message], found: Iterable[tuple[Wanted, Message]]
) -> Iterator[tuple[Wanted, Message]]:
    """Pair texts with removed ones of which they are a part that no other text has claimed, the longest first."""
    ids = [source.id for source in old]
    rest = {source.key: similar.bigrams(source.id) for source in old}
    for want, source in found:
        if source.key in rest:
            rest[source.key] -= similar.bigrams(want.id)
    longest_first = sorted(range(len(new)), key=lambda at: (-len(new[at].id), at))
    containers = similar.containers([want.id for want in new], ids)
    for at in longest_first:
        wanted = similar.bigrams(new[at].id)
        for other in containers[at]:
            source = old[other]
            if len(wanted & rest[source.key]) >= _LEAST_PART * len(wanted):
                rest[source.key] -= wanted
                yield new[at], source
                break
