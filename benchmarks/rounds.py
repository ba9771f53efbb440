"""Rounds in which every contestant has its turn: built anew, built again, and after an edit.

The order changes from round to round, so that nobody always runs on a machine that another has warmed. Whoever cannot
leave out what did not change is built over its last output once, and that counts for every edit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.contestants import Contestant, Edit
from benchmarks.measuring import Cost, FailedError, remove, run

COLD, NOTHING, STORY, MESSAGE, TEMPLATE = "cold", "nothing changed", "story", "message", "template"
EDITS = (STORY, MESSAGE, TEMPLATE)

#: What a contestant's turn cost, by what was done.
Turn = Mapping[str, Cost]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round: the turns of those that took part, by name."""

    turns: Mapping[str, Turn]


def rounds(
    often: Sequence[Contestant], once: Sequence[Contestant], number: int, tell: Callable[[str], None]
) -> Iterator[Round]:
    """Yield so many rounds. `once` are those that are too slow to take part in more than the first."""
    for index in range(number):
        contestants = [*often, *(once if index == 0 else ())]
        start = index % len(contestants)
        turns = {}
        for contestant in (*contestants[start:], *contestants[:start]):
            tell(f"round {index + 1} of {number}: {contestant.name}")
            turns[contestant.name] = turn(contestant, index)
        yield Round(turns=turns)


def turn(contestant: Contestant, number: int) -> Turn:
    """Return what one turn of a contestant cost. Its project is left as it was."""
    costs = {COLD: cold(contestant), NOTHING: build(contestant)}
    for what in EDITS:
        if contestant.incremental:
            with made(contestant.edits[what], number):
                costs[what] = build(contestant)
                check(contestant, contestant.edits[what], number)
            build(contestant)
        else:
            costs[what] = costs[NOTHING]
    return costs


def cold(contestant: Contestant, *, memory: bool = False) -> Cost:
    """Build a project as on a new machine, and return what that cost."""
    remove(contestant.made)
    return build(contestant, memory=memory)


def build(contestant: Contestant, *, memory: bool = False) -> Cost:
    """Build a project, and return what that cost."""
    return run(contestant.commands, contestant.folder, contestant.environment, memory=memory)


@contextmanager
def made(edit: Edit, number: int) -> Iterator[None]:
    """Have an edit made for a while."""
    before = edit.path.read_text("utf-8")
    if before.count(edit.old) != 1:
        raise FailedError(f"{edit.path}: {edit.old!r} stands in it {before.count(edit.old)} times")
    edit.path.write_text(before.replace(edit.old, said(edit, number)), "utf-8")
    try:
        yield
    finally:
        edit.path.write_text(before, "utf-8")


def said(edit: Edit, number: int) -> str:
    """Return the words of an edit."""
    return edit.new.replace("#", str(number))


def check(contestant: Contestant, edit: Edit, number: int) -> None:
    """Raise `FailedError` if an edit cannot be seen: whoever is quick because it does nothing must not win."""
    page = (contestant.output / edit.page).read_text("utf-8")
    if f"edited{number}" not in page:
        raise FailedError(f"{contestant.name}: the edit of {edit.path.name} cannot be seen on {edit.page}")
