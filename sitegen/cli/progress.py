"""How far a build is, in one line of a terminal, and where its time went, as a table."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator, Mapping
from typing import TextIO

from sitegen.stages import Spent

#: Seconds before anything is shown, and between two changes of what is shown.
_PATIENCE, _PAUSE = 1.0, 0.1
#: Goes to the beginning of the line and clears it.
_CLEAR = "\r\x1b[K"


def clock() -> Spent:
    """Return seconds by the clock, and those of the processor that this process and those it waited for took."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Spent(time.perf_counter(), time.process_time() + children.ru_utime + children.ru_stime)


def since(before: Spent) -> Spent:
    """Return how long it is since the clock told a time."""
    now = clock()
    return Spent(now.wall - before.wall, now.cpu - before.cpu)


class Progress:
    """One line about a build that takes longer than a second. `stream` is a terminal, or None where nobody looks.

    Whoever writes anything else there calls `clear` before.
    """

    def __init__(self, stream: TextIO | None, now: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._now = now
        self._next = now() + _PATIENCE
        self._counts: dict[str, tuple[int, int]] = {}
        self._is_shown = False

    def show(self, what: str, done: int, of: int) -> None:
        """Take in how many of something are done, and show it if it is time to."""
        if self._stream is None:
            return
        self._counts[what] = done, of
        moment = self._now()
        if moment >= self._next:
            self._next = moment + _PAUSE
            self._is_shown = True
            self._write(self._stream, _CLEAR + ", ".join(self._parts()))

    def clear(self) -> None:
        """Take the line away."""
        if self._stream is not None and self._is_shown:
            self._is_shown = False
            self._write(self._stream, _CLEAR)

    def _parts(self) -> Iterator[str]:
        for what, (done, of) in self._counts.items():
            # Of pages the units are counted in which they are planned, most of which are one page each.
            yield f"{what} {100 * done // max(of, 1)} %" if what == "pages" else f"{what} {done}/{of}"

    def _write(self, stream: TextIO, text: str) -> None:
        stream.write(text)
        stream.flush()


def table(spent: Mapping[str, Spent], whole: Spent) -> Iterator[str]:
    """Yield lines that tell where the time of a build went, in seconds. Parts of a stage are set in."""
    yield f"{'':16}{'wall':>9}{'cpu':>9}"
    for name, (wall, cpu) in _rows(spent, whole).items():
        stage, _, part = name.partition("/")
        yield f"{'  ' + part if part else stage:16}{wall:9.3f}{cpu:9.3f}"


def as_json(spent: Mapping[str, Spent], whole: Spent) -> dict[str, dict[str, float]]:
    """Return the same for machines."""
    return {name: {"wall": round(wall, 6), "cpu": round(cpu, 6)} for name, (wall, cpu) in _rows(spent, whole).items()}


def _rows(spent: Mapping[str, Spent], whole: Spent) -> dict[str, Spent]:
    stages = [value for name, value in spent.items() if "/" not in name]
    rest = Spent(whole.wall - sum(value.wall for value in stages), whole.cpu - sum(value.cpu for value in stages))
    return {**spent, "rest": rest, "all": whole}
