"""What a build tells while it runs, and how long its stages took."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sitegen import cli, output
from sitegen.cli.progress import Progress
from tests.support import SmallProject, picture

STORY = "---\ntitle: Story {0}\ndate: 2026-01-02\n---\nIt has the number {0}.\n"
WAITING = "another sitegen is writing here; waiting for it"
SUMMARY = re.compile(r"\d+ made, 0 reused, \d+ written, 0 removed in \d+\.\d s\n")


@pytest.fixture
def shelf(tmp_path: Path) -> SmallProject:
    """A project with some stories, enough for several processes, and one picture."""
    stories = {f"content/stories/s{n}/index.md": STORY.format(n) for n in range(40)}
    shown = {"content/stories/s0/index.md": STORY.format(0) + "\n![A tree](tree.jpg)\n"}
    return SmallProject(tmp_path, {**stories, **shown, "content/stories/s0/tree.jpg": picture()})


def _arguments(project: SmallProject, *more: str) -> list[str]:
    return ["build", "-C", str(project.root), "--now", "2026-06-01T00:00+00:00", *more]


def _on_a_terminal(project: SmallProject, *more: str) -> tuple[str, str]:
    """Build for somebody who looks at a terminal; return what is said there, and what elsewhere.

    Another holds the lock for more than a second, which makes any build one that takes long.
    """
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "sitegen.cli", *_arguments(project, *more)]
    with output.locked(project.root / "public", lambda: None):
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, text=True)
        os.close(theirs)
        seen = os.read(ours, 1000)
        time.sleep(1.1)
    try:
        while part := os.read(ours, 1000):
            seen += part
    except OSError:
        pass  # this is how a terminal ends
    os.close(ours)
    told, _ = running.communicate(timeout=60)
    assert running.returncode == cli.FINE
    return seen.decode(), told


def test_a_long_build_shows_on_a_terminal_how_far_it_is_and_takes_that_away(shelf: SmallProject) -> None:
    seen, told = _on_a_terminal(shelf)

    waiting, _, shown = seen.partition("\r\n")
    lines = shown.split("\r\x1b[K")
    assert waiting == WAITING
    assert re.match(r"stories \d+/40", lines[1])
    assert lines[-1] == "", "the last line is taken away"
    assert SUMMARY.fullmatch(told)


def test_nothing_is_shown_beside_a_result_for_machines(shelf: SmallProject) -> None:
    seen, told = _on_a_terminal(shelf, "--json")

    assert seen == f"{WAITING}\r\n"
    assert json.loads(told)["published"]


def test_nothing_is_shown_where_there_is_no_terminal(shelf: SmallProject) -> None:
    command = [sys.executable, "-m", "sitegen.cli", *_arguments(shelf)]
    with output.locked(shelf.root / "public", lambda: None):
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert running.stderr is not None
        seen = running.stderr.readline()
        time.sleep(1.1)
    told, rest = running.communicate(timeout=60)

    assert (seen, rest) == (f"{WAITING}\n", "")
    assert SUMMARY.fullmatch(told)


def test_the_line_says_how_many_stories_pages_and_pictures_are_done_ten_times_a_second_at_most() -> None:
    terminal, now = io.StringIO(), iter([0.0, 0.5, 1.1, 1.15, 1.3, 1.5])
    progress = Progress(terminal, lambda: next(now))

    progress.show("stories", 1, 40)
    early = terminal.getvalue()
    progress.show("stories", 40, 40)
    progress.show("pages", 1, 400)
    progress.show("pages", 200, 400)
    progress.show("pictures", 2, 3)
    progress.clear()

    assert early == "", "it does not take a second yet"
    assert terminal.getvalue().split("\r\x1b[K") == [
        "",
        "stories 40/40",
        "stories 40/40, pages 50 %",
        "stories 40/40, pages 50 %, pictures 2/3",
        "",
    ]


def test_a_build_of_less_than_a_second_shows_nothing() -> None:
    terminal = io.StringIO()
    progress = Progress(terminal, lambda: 0.0)

    progress.show("stories", 40, 40)
    progress.clear()

    assert terminal.getvalue() == ""


def test_a_profile_tells_where_the_time_went(shelf: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(_arguments(shelf, "--profile")) == cli.FINE

    told = capsys.readouterr()
    head, *rows = told.err.splitlines()
    names = [row[:16].rstrip() for row in rows]
    assert head.split() == ["wall", "cpu"]
    assert {"scan", "read texts", "read catalogs", "plan", "pages", "  render", "  write", "pictures"} <= set(names)
    assert {"write", "switch", "remember"} <= set(names)
    assert names[-2:] == ["rest", "all"]
    assert SUMMARY.fullmatch(told.out)


def test_a_profile_for_machines_counts_other_processes_too(
    shelf: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(_arguments(shelf, "--profile", "--json")) == cli.FINE

    profile = json.loads(capsys.readouterr().out)["profile"]
    parts = [spent["cpu"] for name, spent in profile.items() if name.startswith("pages/")]
    stages = [spent["wall"] for name, spent in profile.items() if "/" not in name and name != "all"]
    assert 0 < sum(parts) <= profile["pages"]["cpu"]
    assert sum(stages) == pytest.approx(profile["all"]["wall"], abs=0.001)


def test_a_build_that_does_nothing_says_no_time(shelf: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(_arguments(shelf))
    capsys.readouterr()

    cli.main(_arguments(shelf, "--verify"))

    assert re.fullmatch(r"0 made, \d+ reused, 0 written, 0 removed\n", capsys.readouterr().out)
