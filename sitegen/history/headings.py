"""Which heading was made of which, so that the ids they had before still lead to them."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from sitegen.history.model import Heading

#: How many former ids a heading keeps: the newest.
_MOST = 20
#: Places in two lists of headings that belong together.
_Pairs = dict[int, int]


def follow(before: Sequence[Heading], now: Sequence[Heading], ids: Set[str]) -> tuple[Heading, ...]:
    """Return the headings as they are now, each with the ids that it had before.

    `ids` are all ids of the text; what stands under one of them itself is not led elsewhere. A heading is known by
    its id; what is left over is paired by an id that came back, by equal words, by likeness (as rule S15 pairs
    messages), and last by its place, where one heading stands between the same neighbours as one did before. So
    one that was removed leaves nothing. Following twice is following once.
    """
    pairs = _paired(before, now)
    claimed = set(ids)
    followed = []
    for at, heading in enumerate(now):
        old = before[pairs[at]] if at in pairs else None
        earlier = dict.fromkeys((*old.former, old.id) if old else ())
        former = tuple(name for name in earlier if name not in claimed)[-_MOST:]
        claimed |= set(former)
        followed.append(replace(heading, former=former))
    return tuple(followed)


def _paired(before: Sequence[Heading], now: Sequence[Heading]) -> _Pairs:
    """Return, for the place of each heading that was there before, the place where it was."""
    pairs: _Pairs = {}
    for finder in (_same, _returned, _worded, _alike):
        used = set(pairs.values())
        new = [at for at in range(len(now)) if at not in pairs]
        old = [at for at in range(len(before)) if at not in used]
        for at, other in finder([before[at] for at in old], [now[at] for at in new]):
            if new[at] not in pairs and old[other] not in used:
                pairs[new[at]] = old[other]
                used.add(old[other])
    return pairs | dict(_between(before, now, pairs))


def _same(before: Sequence[Heading], now: Sequence[Heading]) -> Iterator[tuple[int, int]]:
    places = {heading.id: at for at, heading in enumerate(before)}
    return ((at, places[heading.id]) for at, heading in enumerate(now) if heading.id in places)


def _returned(before: Sequence[Heading], now: Sequence[Heading]) -> Iterator[tuple[int, int]]:
    """Yield headings whose id is a former one of what they were since: a change that was taken back."""
    places = {name: at for at, heading in enumerate(before) for name in heading.former}
    return ((at, places[heading.id]) for at, heading in enumerate(now) if heading.id in places)


def _worded(before: Sequence[Heading], now: Sequence[Heading]) -> Iterator[tuple[int, int]]:
    """Yield headings with equal words, of which only the id was changed, in their order."""
    places: defaultdict[str, deque[int]] = defaultdict(deque)
    for at, heading in enumerate(before):
        places[heading.words].append(at)
    return ((at, places[heading.words].popleft()) for at, heading in enumerate(now) if places.get(heading.words))


def _alike(before: Sequence[Heading], now: Sequence[Heading]) -> Iterator[tuple[int, int]]:
    """Yield headings with like words, the most alike first and then those that stand nearest."""
    # Its expressions are dear to compile, and few headings are both new and unlike any id.
    from sitegen.catalog import similar

    found = similar.candidates([_text(heading) for heading in now], [_text(heading) for heading in before])
    for _, _, at, other in sorted((-ratio, abs(at - other), at, other) for ratio, at, other in found):
        yield at, other


def _text(heading: Heading) -> str:
    return heading.words.replace("-", " ")


def _between(before: Sequence[Heading], now: Sequence[Heading], pairs: _Pairs) -> Iterator[tuple[int, int]]:
    """Yield headings that stand alone between the same neighbours."""
    known = {other: at for at, other in pairs.items()}
    gaps = _gaps([at if at in pairs else None for at in range(len(now))])
    old_gaps = _gaps([known.get(other) for other in range(len(before))])
    for gap, places in gaps.items():
        others = old_gaps.get(gap, ())
        if len(places) == len(others) == 1:
            yield places[0], others[0]


def _gaps(names: Sequence[int | None]) -> dict[tuple[int | None, int | None], list[int]]:
    """Return the places without a name by the names of those that stand before and behind them."""
    gaps: defaultdict[tuple[int | None, int | None], list[int]] = defaultdict(list)
    behind: list[int | None] = [None]
    for name in reversed(names):
        behind.append(behind[-1] if name is None else name)
    last: int | None = None
    for at, name in enumerate(names):
        if name is None:
            gaps[last, behind[len(names) - at]].append(at)
        else:
            last = name
    return gaps
