"""Whether fast ways are taken where there is a slow one that gives the same.

Each fast way has a slow one beside it that says what is right: the compact Markdown renderer beside Python-Markdown,
planning by unit beside planning everything. `off` makes a run take the slow ones, so that tests and users can
compare the two byte for byte. Knows nothing of what the ways are.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar

_on: ContextVar[bool] = ContextVar("shortcuts", default=True)


def on() -> bool:
    """Tell whether a fast way may be taken."""
    return _on.get()


@contextlib.contextmanager
def off() -> Iterator[None]:
    """Take the slow ways while the context lasts."""
    token = _on.set(False)
    try:
        yield
    finally:
        _on.reset(token)
