"""The stages of a run: how far it is, and how long each takes, for whoever is told.

Nobody is told by default. There is no clock here: who wants to know times hands one in. Knows nothing of what is
done in a stage.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import NamedTuple


class Spent(NamedTuple):
    """Seconds: by the clock on the wall, and of the processor, of all processes that were begun and have ended."""

    wall: float
    cpu: float


#: Returns a point in time; only the differences between two of them count.
Clock = Callable[[], Spent]

_NOTHING = contextlib.nullcontext()


class Stages:
    """Where a run tells how far it is.

    With a `clock` it is recorded how long stages take. `show` is called with what is counted, how many are done, and
    how many there are to do.
    """

    def __init__(self, clock: Clock | None = None, show: Callable[[str, int, int], None] | None = None) -> None:
        self._clock = clock
        self._show = show
        self._spent: dict[str, Spent] = {}

    def stage(self, name: str) -> AbstractContextManager[None]:
        """Return what a stage is done in. One that is done in several parts takes as long as these together."""
        return _NOTHING if self._clock is None else self._timed(name, self._clock)

    def tell(self, what: str, done: int, of: int) -> None:
        """Tell how many of something are done."""
        if self._show is not None:
            self._show(what, done, of)

    def add(self, spent: Mapping[str, tuple[float, float]]) -> None:
        """Add what stages took in another process."""
        for name, (wall, cpu) in spent.items():
            before = self._spent.get(name, Spent(0, 0))
            self._spent[name] = Spent(before.wall + wall, before.cpu + cpu)

    def take(self) -> dict[str, Spent]:
        """Return what stages took since this was asked last, in the order in which they were first done."""
        spent, self._spent = self._spent, {}
        return spent

    @contextlib.contextmanager
    def _timed(self, name: str, clock: Clock) -> Iterator[None]:
        before = clock()
        # Its place is that of its beginning.
        self._spent.setdefault(name, Spent(0, 0))
        try:
            yield
        finally:
            after = clock()
            self.add({name: (after.wall - before.wall, after.cpu - before.cpu)})


#: Tells nobody.
QUIET = Stages()
