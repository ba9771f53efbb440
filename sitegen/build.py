"""`sitegen build`: make the sites, and say in one line what was done."""

from __future__ import annotations

from sitegen.moments import written
from sitegen.session import Built, Options, Session


def build(session: Session, options: Options) -> tuple[Built, list[str]]:
    """Bring the sites up to date; return what was done, and lines that say it."""
    built = session.build(options)
    if not built.published:
        return built, ["nothing was published; what was there stays as it was"]
    reused = built.total - len(built.made)
    lines = [f"{len(built.made)} made, {reused} reused, {len(built.written)} written, {len(built.removed)} removed"]
    if built.next_change is not None:
        lines.append(f"the next text comes or goes on {written(built.next_change, built.time_zone)}")
    return built, lines
