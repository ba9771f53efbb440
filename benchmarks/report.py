"""What was measured, as tables in Markdown and as JSON."""

from __future__ import annotations

import dataclasses
import json
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.ours import PLAIN, WITH_MISSIONS
from benchmarks.peers.hugo import NAME_OF as HUGO
from benchmarks.results import Results, cpu, growth, median, ratio, wall
from benchmarks.rounds import COLD, MESSAGE, NOTHING, STORY, TEMPLATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """One line of the goals: what must be, what would be good, and what was measured; ratios, lower is better."""

    name: str
    must: float
    aim: float
    found: float | None

    @property
    def verdict(self) -> str:
        """What is to be said of it in a word."""
        if self.found is None:
            return "not measured"
        if self.found <= self.aim:
            return "aim"
        return "must" if self.found <= self.must else "missed"


def goals(results: Results) -> list[Goal]:
    """Return all goals with what was measured of each."""
    rounds, grown, stories = results.rounds, results.grown, results.stories
    more = f"{stories * results.growth:,} × 4" if grown else "5 times as many"
    pictures = results.pictures or {}
    rows: list[tuple[str, float, float, float | None]] = [
        (f"cold, {stories:,} × 4, cpu", 0.8, 0.5, ratio(rounds, COLD, PLAIN, HUGO, cpu)),
        (f"cold, {more}, cpu", 0.8, 0.4, ratio(grown, COLD, PLAIN, HUGO, cpu)),
        (f"cold, {more}, cpu, against sitegen with {stories:,}", 5.5, 5, growth(rounds, grown, COLD, PLAIN)),
        ("nothing changed, wall", 1 / 50, 1 / 100, ratio(rounds, NOTHING, PLAIN, HUGO, wall)),
        ("one story edited, wall", 1 / 20, 1 / 40, ratio(rounds, STORY, PLAIN, HUGO, wall)),
        ("one message edited, wall", 1 / 15, 1 / 30, ratio(rounds, MESSAGE, PLAIN, HUGO, wall)),
        ("one template edited, wall", 1 / 2, 1 / 5, ratio(rounds, TEMPLATE, PLAIN, HUGO, wall)),
        ("`serve`: from saving to the new page", 1 / 50, 1 / 200, _latency(results)),
        ("peak memory", 1 / 2, 1 / 4, _memory(results)),
        ("40 photos in 4 widths, cpu", 0.2, 0.135, pictures.get("Hugo")),
        ("40 photos in 4 widths, cpu, against sharp", 1.0, 0.65, pictures.get("sharp")),
        ("four more missions, cpu, against the portal alone", 2.5, 1.8, _missions(results)),
    ]
    return [Goal(name=name, must=must, aim=aim, found=found) for name, must, aim, found in rows]


def markdown(results: Results) -> str:
    """Return the report: the goals, what each generator took, what differs."""
    lines = [
        f"{results.stories:,} stories in 4 languages, rounds: {len(results.rounds)}. {results.machine}.",
        "",
        "Goals, against Hugo where nothing else is said:",
        "",
        *_table(["what", "must", "aim", "measured", ""], map(_goal_cells, goals(results)), numbers=(1, 2, 3)),
        "",
        "What each took, in seconds of processor (cpu) and of time (wall), medians of the rounds it took part in:",
        "",
        *_table(_HEAD, (_cost_cells(results, name) for name in results.made), numbers=range(1, len(_HEAD))),
        "",
        "What each made:",
        "",
        *_table(["generator", "pages", "MB of pages", "files", ""], _made_cells(results), numbers=(1, 2, 3)),
    ]
    return "\n".join(lines) + "\n"


def as_json(results: Results) -> str:
    """Return everything that was measured, and the goals."""
    value = dataclasses.asdict(results)
    value["goals"] = [dataclasses.asdict(goal) | {"verdict": goal.verdict} for goal in goals(results)]
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


_HEAD = ["generator", "cold cpu", "of Hugo's", "cold wall", "nothing", "story", "message", "template", "serve", "MB"]


def _goal_cells(goal: Goal) -> list[str]:
    found = "–" if goal.found is None else _as_ratio(goal.found)
    return [goal.name, f"≤ {_as_ratio(goal.must)}", f"≤ {_as_ratio(goal.aim)}", found, goal.verdict]


def _cost_cells(results: Results, name: str) -> list[str]:
    rounds = results.rounds
    against = ratio(rounds, COLD, name, HUGO, cpu)
    waits = results.latencies.get(name)
    memory = results.memory.get(name)
    return [
        f"{name} {results.made[name].version}",
        _seconds(median(rounds, COLD, name, cpu)),
        "–" if against is None else f"{against:.2f}",
        _seconds(median(rounds, COLD, name, wall)),
        *(_seconds(median(rounds, what, name, wall)) for what in (NOTHING, STORY, MESSAGE, TEMPLATE)),
        _seconds(statistics.median(waits) if waits else None),
        f"{memory:.0f}" if memory else "–",
    ]


def _made_cells(results: Results) -> Iterator[list[str]]:
    for name, made in results.made.items():
        yield [name, f"{made.pages:,}", f"{made.megabytes:.1f}", f"{made.files:,}", "; ".join(made.notes)]


def _latency(results: Results) -> float | None:
    ours, theirs = results.latencies.get(PLAIN), results.latencies.get(HUGO)
    return statistics.median(ours) / statistics.median(theirs) if ours and theirs else None


def _memory(results: Results) -> float | None:
    ours, theirs = results.memory.get(PLAIN), results.memory.get(HUGO)
    return ours / theirs if ours and theirs else None


def _missions(results: Results) -> float | None:
    return ratio(results.missions, COLD, WITH_MISSIONS, PLAIN, cpu)


def _as_ratio(value: float) -> str:
    """Return a ratio as people read it: a small one as a part of one."""
    return f"1/{1 / value:.0f}" if 0 < value < 0.1 else f"{value:.3g}"


def _seconds(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int]) -> Iterator[str]:
    right = set(numbers)
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---:' if column in right else '---' for column in range(len(head)))} |"
    yield from (f"| {' | '.join(row)} |" for row in rows)
