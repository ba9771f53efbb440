"""The making of units by an executor whose machines have nothing of the project: what they need goes to them by value.

The executor can be any `concurrent.futures.Executor`. Bytes are sent and bytes come back, so it does not matter how it
sends values; of pages that are as they were only the digest comes back.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from typing import Any

from sitegen import digest
from sitegen.diagnostics import FaultError, Span, error
from sitegen.plan import Unit
from sitegen.session import parcels
from sitegen.session.bench import make_batch
from sitegen.session.making import BATCH, FEW, Made, Workshop
from sitegen.session.parcels import Batch, Result
from sitegen.store import software
from sitegen.values import dataclass

#: How many batches wait for each that is being made: enough that nobody is idle, few enough to be held in memory.
_AHEAD = 3


def _by_value(basis: bytes) -> Any:
    return basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """Makes units with an executor, called `name` in messages, that makes as many batches at once as it has `places`.

    `share` returns what stands for the basis of a build among the arguments of a task, so that it need not be sent with
    each. Fewer units than `few` are made here. `lost` are exceptions of the executor's own that tell that it
    cannot go on.
    """

    executor: Executor
    name: str
    places: int
    few: int = FEW
    share: Callable[[bytes], Any] = _by_value
    lost: tuple[type[Exception], ...] = ()

    def make_all(self, workshop: Workshop, units: Sequence[Unit]) -> Iterator[Made]:
        """Make units; what is not worth sending, and what takes more than was sent, is made here."""
        if len(units) < self.few:
            yield from map(workshop.make, units)
            return
        for unit, result in self._results(workshop, units):
            yield workshop.make(unit) if result is None else workshop.put(*result)

    def _results(self, workshop: Workshop, units: Sequence[Unit]) -> Iterator[tuple[Unit, Result]]:
        basis = parcels.pack(parcels.basis(workshop))
        task = (software(), digest.of_bytes(basis), self._told(self.share, basis))
        waiting: deque[tuple[Batch, Future[bytes]]] = deque()
        for batch in _batches(workshop, units):
            if len(waiting) >= self.places * (1 + _AHEAD):
                yield from self._result(*waiting.popleft())
            packed = parcels.pack_batch(batch)
            waiting.append((batch, self._told(self.executor.submit, make_batch, *task, packed)))
        while waiting:
            yield from self._result(*waiting.popleft())

    def _result(self, batch: Batch, future: Future[bytes]) -> Iterator[tuple[Unit, Result]]:
        content = self._told(future.result)
        if not content:
            raise self._fault("executor-differs", "it runs another version of sitegen, Python or a library", _SAME)
        yield from zip(batch.units, parcels.unpack_results(content), strict=True)

    def _told(self, ask: Callable[..., Any], *arguments: Any) -> Any:
        """Ask the executor for something. Raises `FaultError` when it cannot go on."""
        lost: tuple[type[Exception], ...] = (BrokenExecutor, CancelledError, OSError, *self.lost)
        try:
            return ask(*arguments)
        except (ImportError, AttributeError) as problem:
            raise self._fault("executor-differs", f"it cannot load sitegen: {problem}", _SAME) from problem
        except lost as problem:
            text = str(problem) or type(problem).__name__
            hint = "see what its scheduler and workers say, or build without --executor"
            raise self._fault("executor-lost", f"the work was lost: {text}", hint) from problem

    def _fault(self, code: str, message: str, hint: str) -> FaultError:
        return FaultError(error(code, Span(self.name), message, hint))


_SAME = "install there what is installed here, with the same Python"


def _batches(workshop: Workshop, units: Sequence[Unit]) -> Iterator[Batch]:
    """Yield units in batches, each with the texts that its units are of."""
    project = workshop.planner.project
    texts = {story.domain: story for story in project.library.all}
    for first in range(0, len(units), BATCH):
        batch = tuple(units[first : first + BATCH])
        domains = dict.fromkeys(unit.name for unit in batch if unit.name in texts)
        yield Batch(
            units=batch,
            texts={name: parcels.text(texts[name], project.translations, project.config.tags) for name in domains},
            known={(unit.site, path): value for unit in batch for path, value in workshop.there(unit).items()},
        )
