"""What was measured, and the ratios that are read off it: medians of ratios within rounds."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contestants import Contestant
from benchmarks.measuring import Cost
from benchmarks.rounds import Round


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a contestant is, and what a build of it leaves: pages and their megabytes, and all files."""

    version: str
    pages: int
    megabytes: float
    files: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """All that a run of the benchmark found.

    `grown` are rounds with `growth` times the stories, cold builds only; `missions` rounds of the portal alone and with
    four missions. `latencies` are seconds from saving to the new page. `pictures` are ratios by their names.
    """

    stories: int
    growth: int
    machine: str
    made: Mapping[str, Made]
    rounds: Sequence[Round]
    memory: Mapping[str, float]
    latencies: Mapping[str, Sequence[float]]
    grown: Sequence[Round] = ()
    missions: Sequence[Round] = ()
    pictures: Mapping[str, float] | None = None


def cpu(cost: Cost) -> float:
    """Return the processor time of a run."""
    return cost.cpu


def wall(cost: Cost) -> float:
    """Return the time of a run."""
    return cost.wall


def ratio(
    rounds: Sequence[Round], what: str, name: str, other: str, of: Callable[[Cost], float], base: str = ""
) -> float | None:
    """Return the median of the ratios that one contestant has to another in the rounds in which both took part.

    `base` is what the other did, if that is something else.
    """
    found = [
        of(turns[name][what]) / of(turns[other][base or what])
        for turns in (one.turns for one in rounds)
        if name in turns and other in turns
    ]
    return statistics.median(found) if found else None


def growth(rounds: Sequence[Round], grown: Sequence[Round], what: str, name: str) -> float | None:
    """Return how many times the processor time is that the grown corpus takes."""
    small, large = median(rounds, what, name, cpu), median(grown, what, name, cpu)
    return large / small if small and large else None


def median(rounds: Sequence[Round], what: str, name: str, of: Callable[[Cost], float]) -> float | None:
    """Return the median of what a contestant took."""
    found = [of(one.turns[name][what]) for one in rounds if name in one.turns]
    return statistics.median(found) if found else None


def made(contestant: Contestant) -> Made:
    """Look at what a contestant has built."""
    files = [path for path in contestant.output.rglob("*") if path.is_file()]
    pages = [path for path in files if path.suffix == ".html"]
    return Made(
        version=contestant.version,
        pages=len(pages),
        megabytes=sum(path.stat().st_size for path in pages) / 1e6,
        files=len(files),
        notes=contestant.notes,
    )


def machine(folder: Path) -> str:
    """Return what kind of machine this is: processor, memory, and the file system below a folder."""
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    kilobytes = int(Path("/proc/meminfo").read_text("ascii").split()[1])
    kind = names[0] if names else "unknown processor"
    return f"{len(names) or 1} × {kind}, {kilobytes / 1e6:.0f} GB of memory, {_file_system(folder)}"


def _file_system(folder: Path) -> str:
    """Return the kind of file system that a folder is on: the longest mount point above it tells."""
    where = folder.resolve()
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text("utf-8").splitlines()]
    above = [(len(point), kind) for point, kind in mounts if where.is_relative_to(point)]
    return max(above)[1] if above else "unknown file system"
