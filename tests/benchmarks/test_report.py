"""The report of the benchmarks: ratios within rounds, and what is said of the goals."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.measuring import Cost, FailedError, run
from benchmarks.report import as_json, goals, markdown
from benchmarks.results import Made, Results, cpu, growth, ratio, wall
from benchmarks.rounds import COLD, MESSAGE, NOTHING, STORY, TEMPLATE, Round

MADE = Made(version="1", pages=5, megabytes=0.1, files=6, notes=("a note",))


def _round(ours: Mapping[str, float], theirs: float) -> Round:
    own = {what: Cost(cpu=taken, wall=taken) for what, taken in ours.items()}
    others = {what: Cost(cpu=theirs, wall=theirs) for what in (COLD, NOTHING, STORY, MESSAGE, TEMPLATE)}
    return Round(turns={"sitegen": own, "Hugo": others})


QUICK = {COLD: 2.0, NOTHING: 0.02, STORY: 0.15, MESSAGE: 0.4, TEMPLATE: 1.0}
RESULTS = Results(
    stories=1_000,
    growth=5,
    machine="two processors",
    made={"sitegen": MADE, "Hugo": MADE},
    rounds=(_round(QUICK, 4.0),),
    memory={"sitegen": 100.0, "Hugo": 400.0},
    latencies={"sitegen": [0.003, 0.1, 0.004], "Hugo": [1.0, 1.0, 1.2]},
    grown=(_round({COLD: 11.2}, 20.0),),
)


def test_a_ratio_is_the_median_of_ratios_within_rounds() -> None:
    rounds = [_round({COLD: 1.0}, 2.0), _round({COLD: 8.0}, 10.0), _round({COLD: 1.0}, 10.0)]

    assert ratio(rounds, COLD, "sitegen", "Hugo", cpu) == 0.5


def test_rounds_in_which_one_took_no_part_do_not_count() -> None:
    alone = Round(turns={"sitegen": {COLD: Cost(cpu=9, wall=9)}})

    assert ratio([alone], COLD, "sitegen", "Hugo", wall) is None
    assert ratio([alone, _round({COLD: 1.0}, 2.0)], COLD, "sitegen", "Hugo", wall) == 0.5


def test_growth_is_our_own() -> None:
    assert growth(RESULTS.rounds, RESULTS.grown, COLD, "sitegen") == 5.6


def test_each_goal_is_judged_by_its_numbers() -> None:
    verdicts = {goal.name: goal.verdict for goal in goals(RESULTS)}

    assert verdicts == {
        "cold, 1,000 × 4, cpu": "aim",
        "cold, 5,000 × 4, cpu": "must",
        "cold, 5,000 × 4, cpu, against sitegen with 1,000": "missed",
        "nothing changed, wall": "aim",
        "one story edited, wall": "must",
        "one message edited, wall": "missed",
        "one template edited, wall": "must",
        "`serve`: from saving to the new page": "aim",
        "peak memory": "aim",
        "40 photos in 4 widths, cpu": "not measured",
        "40 photos in 4 widths, cpu, against sharp": "not measured",
        "four more missions, cpu, against the portal alone": "not measured",
    }


def test_small_ratios_are_told_as_parts_of_one() -> None:
    lines = markdown(RESULTS).splitlines()

    assert "| nothing changed, wall | ≤ 1/50 | ≤ 1/100 | 1/200 | aim |" in lines
    assert "| one message edited, wall | ≤ 1/15 | ≤ 1/30 | 0.1 | missed |" in lines
    assert "| sitegen 1 | 2.00 | 0.50 | 2.00 | 0.020 | 0.15 | 0.40 | 1.00 | 0.004 | 100 |" in lines


def test_what_was_not_measured_is_no_number() -> None:
    bare = dataclasses.replace(RESULTS, memory={}, latencies={}, grown=())

    assert "| sitegen 1 | 2.00 | 0.50 | 2.00 | 0.020 | 0.15 | 0.40 | 1.00 | – | – |" in markdown(bare).splitlines()


def test_json_holds_the_rounds_and_the_goals() -> None:
    value = json.loads(as_json(RESULTS))

    assert value["rounds"][0]["turns"]["sitegen"]["cold"] == {"cpu": 2.0, "wall": 2.0, "memory": 0.0}
    assert [goal["verdict"] for goal in value["goals"]][:3] == ["aim", "must", "missed"]


def test_processor_time_is_that_of_a_command_with_its_children(tmp_path: Path) -> None:
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"

    cost = run([(sys.executable, "-c", parent)], tmp_path, {})

    assert cost.cpu >= 0.3


def test_memory_is_that_of_all_processes_together(tmp_path: Path) -> None:
    hold = "import time; held = bytearray(40_000_000); held[::4096] = b'x' * len(held[::4096]); time.sleep(0.6)"
    start = f"subprocess.Popen([sys.executable, '-c', {hold!r}])"
    parent = f"import subprocess, sys; one, other = {start}, {start}; one.wait(); other.wait()"

    cost = run([(sys.executable, "-c", parent)], tmp_path, {}, memory=True)

    assert cost.memory > 80


def test_a_command_that_fails_is_told_with_what_it_said(tmp_path: Path) -> None:
    command = (sys.executable, "-c", "print('no layout for page'); raise SystemExit(3)")

    with pytest.raises(FailedError, match=r"exit status 3\nno layout for page"):
        run([command], tmp_path, {})
