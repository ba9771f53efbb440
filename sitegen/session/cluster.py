"""A cluster of dask.distributed as the hands of a build. The library is an extra, and imported only here."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sitegen.diagnostics import FaultError, Span, error
from sitegen.session.remote import Remote

#: Seconds until a scheduler has answered, and until it has a worker.
_PATIENCE = 10


@contextlib.contextmanager
def cluster(place: str, patience: float = _PATIENCE) -> Iterator[Remote]:
    """Return what makes units on a cluster, whose scheduler is at a place `host:port`.

    Raises `FaultError` when the library is not installed, or nobody answers.
    """
    span = Span(f"dask://{place}")
    try:
        import distributed
    except ImportError as problem:
        hint = "pip install 'sitegen[dask]', here and on all machines of the cluster"
        raise FaultError(error("executor-missing", span, "dask.distributed is not installed", hint)) from problem
    with contextlib.ExitStack() as stack:
        try:
            client = stack.enter_context(
                distributed.Client(f"tcp://{place}", timeout=patience, set_as_default=False, name="sitegen")
            )
            client.wait_for_workers(1, timeout=patience)
        except OSError as problem:  # a timeout is one too
            hint = "start one with `dask scheduler`, and workers with `dask worker`; or mend the address"
            message = "no scheduler with workers answers there"
            raise FaultError(error("executor-unreachable", span, message, hint)) from problem
        yield Remote(
            # Equal batches are not looked for: taking their digests once more would cost and find nothing.
            executor=client.get_executor(pure=False),
            name=str(span),
            places=sum(client.nthreads().values()),
            share=lambda basis: client.scatter([basis])[0],
            lost=(distributed.KilledWorker, distributed.client.FutureCancelledError),
        )
