"""A build that is killed, runs out of disk or is not alone: sites are the old ones or the new, and the next ends it.

Builds are forked, so that they can really be killed before each thing they ask the file system to do.
"""

from __future__ import annotations

import errno
import fcntl
import mmap
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sitegen import cli
from sitegen.output import places
from tests.conftest import ProjectFactory
from tests.support import NOW, SmallProject, snapshot
from tests.test_messages_crash import forked

STORY = "content/stories/tea.md"
#: What a file system is asked to do that changes it. Writing is not among what Python tells; it is counted apart.
EVENTS = {"open", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir"}
#: More than any of these builds does.
MANY = 10_000
MISSION = "name: Tales in Paris\ncity: Paris\nlanguages: [fr, en]\nbase_url: https://paris.example.org/\n"


@pytest.fixture
def tea(project: ProjectFactory) -> SmallProject:
    """Two stories on two sites, nothing built yet."""
    made = project("""
        -- content/stories/tea.md --
        ---
        title: Tea
        date: 2026-01-01
        ---
        Pour it from high.
        -- content/stories/milk.md --
        ---
        title: Milk
        date: 2026-01-02
        ---
        Drink it.
        """)
    made.write("content/missions/paris.yaml", MISSION)
    return made


def _first(tea: SmallProject) -> None:
    """Nothing is built yet."""


def _second(tea: SmallProject) -> None:
    """There is a site, and no folder beside it."""
    tea.build()
    for name in ("portal", "paris"):
        shutil.rmtree(tea.root / f"public/.{name}.idle")
    (tea.root / "public/portal/theirs.txt").write_text("mine")
    tea.edit(STORY, "from high", "from very high")


def _later(tea: SmallProject) -> None:
    """There is a folder beside the site, with the state before."""
    _second(tea)
    tea.build()
    tea.edit(STORY, "from very high", "with care")
    tea.remove("content/stories/milk.md")


def counted(act: Callable[[int], None]) -> None:
    """Call `act` with a number before each operation that changes the disk, and after each switch."""
    count = 0

    def note() -> None:
        nonlocal count
        count += 1
        act(count)

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        reads = event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if event in EVENTS and not reads:
            note()

    def around(name: str, after: bool = False) -> None:
        do = getattr(os, name) if hasattr(os, name) else getattr(places, name)

        def done(*arguments: Any) -> Any:
            note()
            result = do(*arguments)
            if after:
                note()
            return result

        setattr(os if hasattr(os, name) else places, name, done)

    around("write")
    around("fsync")
    around("exchange", after=True)
    sys.addaudithook(watch)


def build(tea: SmallProject, act: Callable[[int], None]) -> int:
    """Build in a process of its own, quietly; `act` may end it."""

    def run() -> int:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        counted(act)
        return cli.main(["build", "-C", str(tea.root), "--now", NOW.isoformat()])

    return forked(run)


def sites(tea: SmallProject) -> dict[str, dict[str, bytes]]:
    """Return the files of each site."""
    public = tea.root / "public"
    return {name: snapshot(public / name) for name in ("portal", "paris") if (public / name).exists()}


def outcome(tea: SmallProject, folder: Path) -> dict[str, dict[str, bytes]]:
    """Return what a build that nobody disturbs makes of a copy of the project."""
    copy = SmallProject(folder, snapshot(tea.root))
    copy.build()
    return sites(copy)


def _is_whole(tea: SmallProject, before: dict[str, dict[str, bytes]], after: dict[str, dict[str, bytes]]) -> None:
    """Each site is the old one or the new, or not there as before."""
    for name in ("portal", "paris"):
        assert sites(tea).get(name) in (before.get(name), after[name]), name


STATES = pytest.mark.parametrize("state", [_first, _second, _later], ids=lambda state: state.__name__.strip("_"))


def _try_all(
    tea: SmallProject, state: Callable[[SmallProject], None], step: int, tmp: Path, act: Callable[[], None]
) -> list[int]:
    """Disturb a build at each `step`-th operation there is; look at what it left, and let the next one end it."""
    state(tea)
    reached = mmap.mmap(-1, 1)  # shared with the builds
    before, after = sites(tea), outcome(tea, tmp)
    text = (tea.root / STORY).read_bytes()
    statuses: list[int] = []
    for number in range(1, MANY, step):
        reached[0] = 0

        def disturb(count: int, number: int = number) -> None:
            if count == number:
                reached[0] = 1
                act()

        status = build(tea, disturb)
        _is_whole(tea, before, after)
        tea.build()
        assert sites(tea) == after, number
        if not reached[0]:
            assert status == cli.FINE
            return statuses
        statuses.append(status)
        _restore(tea, state, text)
        assert sites(tea) == before, number
    raise AssertionError("a build without an end")


def _restore(tea: SmallProject, state: Callable[[SmallProject], None], text: bytes) -> None:
    """Bring everything back to where it was, by a build: so the folder beside a site is what disturbed builds left."""
    public = tea.root / "public"
    if state is _first:
        shutil.rmtree(public)
        return
    if state is _later:
        tea.write("content/stories/milk.md", "---\ntitle: Milk\ndate: 2026-01-02\n---\nDrink it.\n")
    tea.write(STORY, text.replace(b"with care", b"from very high") if state is _later else text.replace(b"very ", b""))
    tea.build()
    tea.write(STORY, text)
    if state is _later:
        tea.remove("content/stories/milk.md")
    else:
        for name in ("portal", "paris"):
            shutil.rmtree(public / f".{name}.idle", ignore_errors=True)


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _fill() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@STATES
def test_a_build_killed_at_some_operations_leaves_old_or_new_sites(
    tea: SmallProject, state: Callable[[SmallProject], None], tmp_path_factory: pytest.TempPathFactory
) -> None:
    statuses = _try_all(tea, state, 47, tmp_path_factory.mktemp("whole"), _kill)

    assert set(statuses) == {-signal.SIGKILL}
    assert len(statuses) > 2


@pytest.mark.long
@STATES
def test_a_build_killed_at_any_operation_leaves_old_or_new_sites(
    tea: SmallProject, state: Callable[[SmallProject], None], tmp_path_factory: pytest.TempPathFactory
) -> None:
    statuses = _try_all(tea, state, 1, tmp_path_factory.mktemp("whole"), _kill)

    assert set(statuses) == {-signal.SIGKILL}
    assert len(statuses) > 100


@STATES
def test_a_disk_that_is_full_at_some_operations_leaves_old_or_new_sites(
    tea: SmallProject, state: Callable[[SmallProject], None], tmp_path_factory: pytest.TempPathFactory
) -> None:
    statuses = _try_all(tea, state, 53, tmp_path_factory.mktemp("whole"), _fill)

    assert set(statuses) <= {cli.FINE, cli.USAGE}
    assert cli.USAGE in statuses


@pytest.mark.long
@STATES
def test_a_disk_that_is_full_at_any_operation_leaves_old_or_new_sites(
    tea: SmallProject, state: Callable[[SmallProject], None], tmp_path_factory: pytest.TempPathFactory
) -> None:
    statuses = _try_all(tea, state, 1, tmp_path_factory.mktemp("whole"), _fill)

    assert set(statuses) <= {cli.FINE, cli.USAGE}
    assert statuses.count(cli.USAGE) > 50


def test_two_builds_at_once_do_the_work_of_one(tea: SmallProject, tmp_path_factory: pytest.TempPathFactory) -> None:
    _later(tea)
    after = outcome(tea, tmp_path_factory.mktemp("whole"))
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            os._exit(0 if tea.build().published else 1)
        children.append(child)

    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    assert sites(tea) == after


def test_a_build_waits_for_another_and_says_so(tea: SmallProject, capfd: pytest.CaptureFixture[str]) -> None:
    (tea.root / "public").mkdir()
    lock = (tea.root / "public/.sitegen.lock").open("a")
    fcntl.flock(lock, fcntl.LOCK_EX)
    child = os.fork()
    if child == 0:
        os.close(lock.fileno())
        os._exit(cli.main(["build", "-C", str(tea.root), "--now", NOW.isoformat()]))
    told = ""
    for _ in range(2000):
        told += capfd.readouterr().err
        if told:
            break
        time.sleep(0.01)
    assert told == "another sitegen is writing here; waiting for it\n"
    assert sites(tea) == {}

    lock.close()

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == cli.FINE
    assert sites(tea).keys() == {"portal", "paris"}


def test_a_dead_builds_lock_blocks_nobody(tea: SmallProject, capfd: pytest.CaptureFixture[str]) -> None:
    _second(tea)
    assert build(tea, lambda count: _kill() if count == 20 else None) == -signal.SIGKILL

    assert cli.main(["build", "-C", str(tea.root), "--now", NOW.isoformat()]) == cli.FINE

    assert "waiting" not in capfd.readouterr().err
