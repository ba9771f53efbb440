"""What `sitegen build` says: in one line what was done, and what it would say if it were run again."""

from __future__ import annotations

import dataclasses

from sitegen.moments import written
from sitegen.session import Built


def again(built: Built) -> Built:
    """Return what a build that published would return if it were made again, with nothing changed."""
    nothing: frozenset[str] = frozenset()
    return dataclasses.replace(built, made=nothing, written=nothing, removed=nothing, found=built.lasting)


def summary(built: Built, seconds: float = 0) -> list[str]:
    """Return lines that say what a build did, and in how many seconds if it did anything."""
    if not built.published:
        return ["nothing was published; what was there stays as it was"]
    reused = built.total - len(built.made)
    done = f"{len(built.made)} made, {reused} reused, {len(built.written)} written, {len(built.removed)} removed"
    is_work = built.made or built.written or built.removed
    lines = [f"{done} in {seconds:.1f} s" if is_work else done]
    if built.next_change is not None:
        lines.append(f"the next text or event comes or goes on {written(built.next_change, built.time_zone)}")
    return lines
