"""How long it takes from saving a text to having its new page on the disk, while a generator serves the project."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from benchmarks.contestants import Contestant, Edit
from benchmarks.measuring import FailedError, remove, started
from benchmarks.rounds import STORY, made

#: Seconds: how long a server may take to start, or to show an edit; between two looks; and of rest between edits.
_PATIENCE, _LOOK, _REST = 300.0, 0.0005, 1.0
#: Edits whose time does not count: the first after the start finds nothing read yet.
_WARM_UP = 2


def latencies(contestant: Contestant, number: int) -> list[float]:
    """Return the seconds that so many edits of a story took."""
    serving = contestant.serving
    if serving is None:
        return []
    remove(contestant.made)
    edit = contestant.edits[STORY]
    page = serving.output / edit.page
    with started(serving.command, contestant.folder, contestant.environment, contestant.folder / "serve.log"):
        _until(page, "</html>")
        time.sleep(_REST)
        return [_latency(edit, page, index) for index in range(number + _WARM_UP)][_WARM_UP:]


def _latency(edit: Edit, page: Path, number: int) -> float:
    with made(edit, number):
        begun = time.perf_counter()
        _until(page, f"edited{number}<", f"edited{number} ", f"edited{number}.", f"edited{number},")
        taken = time.perf_counter() - begun
    time.sleep(_REST)
    return taken


def _until(page: Path, *words: str) -> None:
    """Wait until one of the words stands on a page."""
    end = time.perf_counter() + _PATIENCE
    while time.perf_counter() < end:
        with suppress(OSError, UnicodeDecodeError):
            text = page.read_text("utf-8")
            if any(word in text for word in words):
                return
        time.sleep(_LOOK)
    raise FailedError(f"{page}: {words[0]!r} did not appear within {_PATIENCE:.0f} s")
