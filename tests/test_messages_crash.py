"""An update that is killed, runs out of disk, or is not alone leaves each catalog old or new, and the next run ends it.

Runs are forked, so that they can really be killed at each of their operations on the catalogs.
"""

from __future__ import annotations

import errno
import io
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sitegen import cli
from sitegen.messages import update
from sitegen.session import Options
from tests.conftest import ProjectFactory
from tests.support import NOW, SmallProject, snapshot

OPTIONS = Options(now=NOW)
STORY = "content/stories/coffee/index.md"
CATALOG = "fr/LC_MESSAGES/stories/coffee.po"
#: What a file system is asked to do with a catalog.
EVENTS = {"open", "os.rename", "os.mkdir", "os.remove", "os.listdir", "os.scandir"}


@pytest.fixture
def coffee(project: ProjectFactory) -> SmallProject:
    """A story that was edited and renamed since its catalogs were brought up to date."""
    made = project("""
        -- content/stories/coffee/index.md --
        ---
        title: Coffee
        date: 2026-01-02
        ---
        Drink it slowly, and never alone.
        -- content/stories/tea/index.md --
        ---
        title: Tea
        date: 2026-01-02
        ---
        Pour it from high.

        It foams.
        """)
    update(made.session(), OPTIONS)
    made.edit(f"locales/{CATALOG}", 'and never alone."\nmsgstr ""', 'and never alone."\nmsgstr "À boire."')
    made.edit(STORY, "never alone", "never in a hurry")
    (made.root / "content/stories/tea").rename(made.root / "content/stories/chai")
    return made


def forked(run: Callable[[], int]) -> int:
    """Run something in a process of its own and return its exit status, negative for a signal."""
    child = os.fork()
    if child == 0:
        status = 99
        try:
            status = run()
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def counted(root: Path, act: Callable[[int], None]) -> None:
    """Call `act` before each operation on catalogs, with its number."""
    count = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event in EVENTS and arguments and str(arguments[0]).startswith(str(root / "locales")):
            count += 1
            act(count)

    sys.addaudithook(watch)
    sync = os.fsync

    def fsync(fd: Any) -> None:
        nonlocal count
        count += 1
        act(count)
        sync(fd)

    os.fsync = fsync


def outcome(coffee: SmallProject, folder: Path) -> dict[str, bytes]:
    """Return what a run that nobody disturbs makes of a copy of the project."""
    copy = SmallProject(folder, snapshot(coffee.root))
    update(copy.session(), OPTIONS)
    return snapshot(copy.root / "locales")


def test_a_run_killed_at_any_operation_leaves_old_or_new_catalogs_and_the_next_ends_it(
    coffee: SmallProject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = snapshot(coffee.root / "locales")
    after = outcome(coffee, tmp_path_factory.mktemp("whole"))
    sources = snapshot(coffee.root)
    killed = []
    for number in range(1, 500):
        made = SmallProject(tmp_path_factory.mktemp("killed"), sources)

        def run(made: SmallProject = made, number: int = number) -> int:
            counted(made.root, lambda count: os.kill(os.getpid(), signal.SIGKILL) if count == number else None)
            update(made.session(), OPTIONS)
            return 0

        status = forked(run)
        _check_whole(snapshot(made.root / "locales"), before, after)
        update(made.session(), OPTIONS)
        assert snapshot(made.root / "locales") == after
        killed.append(status == -signal.SIGKILL)
        if not killed[-1]:
            break

    assert status == 0
    assert len(killed) > 20


def _check_whole(now: dict[str, bytes], before: dict[str, bytes], after: dict[str, bytes]) -> None:
    """Each catalog is the old one or the new one, under its former name or the present one."""
    for path, content in now.items():
        if path.endswith(".po"):
            assert content in (before.get(path), after.get(path), before.get(path.replace("/chai.", "/tea."))), path
    for path in before:
        assert path in now or path.replace("/tea.", "/chai.") in now, path


def test_a_disk_that_is_full_at_any_write_leaves_old_or_new_catalogs_and_says_so(
    coffee: SmallProject, tmp_path_factory: pytest.TempPathFactory, capfd: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(coffee.root / "locales")
    after = outcome(coffee, tmp_path_factory.mktemp("whole"))
    sources = snapshot(coffee.root)
    for number in range(1, 500):
        made = SmallProject(tmp_path_factory.mktemp("full"), sources)

        def fill(count: int, number: int = number) -> None:
            if count == number:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        def run(made: SmallProject = made, fill: Callable[[int], None] = fill) -> int:
            counted(made.root, fill)
            return cli.main(["messages", "update", "-C", str(made.root), "--now", NOW.isoformat()])

        status = forked(run)
        _check_whole(snapshot(made.root / "locales"), before, after)
        assert update(made.session(), OPTIONS).found == ()
        assert snapshot(made.root / "locales") == after
        if status == cli.FINE:
            break
        assert status == cli.USAGE
        assert "Traceback" not in capfd.readouterr().err

    assert status == cli.FINE
    assert number > 20


@pytest.mark.parametrize("missing", ["all", "nearly all", "half", "one byte", "one byte of the longest"])
def test_a_file_that_cannot_be_written_whole_is_not_written_at_all(
    coffee: SmallProject, tmp_path_factory: pytest.TempPathFactory, missing: str
) -> None:
    before = snapshot(coffee.root / "locales")
    after = outcome(coffee, tmp_path_factory.mktemp("whole"))
    lengths = [len(content) for path, content in after.items() if content != before.get(path)]
    least, most = min(lengths), max(lengths)
    sizes = {"all": 0, "nearly all": 1, "half": least // 2, "one byte": least - 1, "one byte of the longest": most - 1}
    assert least < most

    def run() -> int:
        coffee.session().read(OPTIONS)
        sys.stdout = sys.stderr = io.StringIO()  # what tests print goes to a file, too
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (sizes[missing], sizes[missing]))
        return cli.main(["messages", "update", "-C", str(coffee.root), "--now", NOW.isoformat()])

    assert forked(run) == cli.USAGE

    now = snapshot(coffee.root / "locales")
    assert {path for path in now if path.endswith(".part")} == set()
    _check_whole(now, before, after)
    if sizes[missing] < least:
        assert all(content in before.values() for content in now.values())
    update(coffee.session(), OPTIONS)
    assert snapshot(coffee.root / "locales") == after


def test_two_updates_at_once_do_the_work_of_one(coffee: SmallProject, tmp_path_factory: pytest.TempPathFactory) -> None:
    after = outcome(coffee, tmp_path_factory.mktemp("whole"))
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            os._exit(1 if update(coffee.session(), OPTIONS).found else 0)
        children.append(child)

    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    assert snapshot(coffee.root / "locales") == after


@pytest.mark.parametrize("number", range(1, 8))
def test_what_a_translator_saves_meanwhile_is_not_lost(coffee: SmallProject, number: int) -> None:
    target = coffee.root / "locales" / CATALOG
    saved = target.read_bytes().replace('"À boire."'.encode(), '"À siroter."'.encode())

    def run() -> int:
        opened = 0

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal opened
            if event == "open" and str(arguments[0]) == str(target):
                opened += 1
                if opened == number:
                    target.with_name("saved").write_bytes(saved)
                    target.with_name("saved").replace(target)

        sys.addaudithook(watch)
        found = update(coffee.session(), OPTIONS).found
        if opened < number:
            target.write_bytes(saved)
        return 1 if found else 0

    assert forked(run) == 0
    update(coffee.session(), OPTIONS)

    assert "À siroter." in target.read_text("utf-8")


def test_what_killed_runs_left_is_cleared_away(coffee: SmallProject) -> None:
    left = coffee.root / "locales/fr/LC_MESSAGES/stories/.coffee.po.0123abcd.part"
    left.write_bytes(b"msgid")
    other = left.with_name(".notes.part")
    other.write_bytes(b"a translator's own")

    update(coffee.session(), OPTIONS)

    assert not left.exists()
    assert other.exists()
