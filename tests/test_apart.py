"""A folder that the disk keeps apart: the same to everybody but the disk."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.output import apart
from tests.conftest import ProjectFactory

STORY = """
    -- content/stories/tea.md --
    ---
    title: Tea
    date: 2026-01-01
    topics: [hills]
    ---
    Pour it from high.
    """


@pytest.fixture
def memory_only() -> Iterator[Path]:
    """A folder on a disk that knows of no hierarchies."""
    folder = Path("/dev/shm") / f"sitegen-test-{os.getpid()}"
    if not folder.parent.is_dir():
        pytest.skip("no file system in memory here")
    folder.mkdir()
    yield folder
    subprocess.run(["rm", "-rf", str(folder)], check=True)


def _flags(folder: Path) -> str:
    said = subprocess.run(["lsattr", "-d", str(folder)], capture_output=True, text=True)
    if said.returncode:
        pytest.skip(f"this disk has no flags: {said.stderr.strip()}")
    return said.stdout.split()[0]


def test_the_folder_around_has_the_flags_it_had(tmp_path: Path) -> None:
    before = _flags(tmp_path)

    apart.make(f"{tmp_path}/site")

    assert list((tmp_path / "site").iterdir()) == []
    assert (list(tmp_path.iterdir()), _flags(tmp_path)) == ([tmp_path / "site"], before)


def test_a_top_of_a_hierarchy_stays_one(tmp_path: Path) -> None:
    _flags(tmp_path)
    if subprocess.run(["chattr", "+T", str(tmp_path)], capture_output=True).returncode:
        pytest.skip("this disk knows of no hierarchies")

    apart.make(f"{tmp_path}/site")

    assert "T" in _flags(tmp_path)


def test_disks_that_know_of_no_hierarchies_have_the_folder_too(memory_only: Path) -> None:
    apart.make(f"{memory_only}/site")

    assert list(memory_only.iterdir()) == [memory_only / "site"]


def test_a_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/page.html").touch()

    with pytest.raises(OSError, match="site"):
        apart.make(f"{tmp_path}/site")

    assert (tmp_path / "site/page.html").exists()


def test_what_a_killed_run_left_is_removed(project: ProjectFactory) -> None:
    made = project(STORY)
    left = made.root / "public/.portal.idle.0badcafe"
    left.mkdir(parents=True)

    assert made.build().published

    assert not left.exists()
    assert (made.root / "public/portal/en/stories/tea/index.html").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="where ext4 is")
def test_folders_made_one_after_another_stand_far_apart(tmp_path: Path) -> None:
    _flags(tmp_path)
    kind = subprocess.run(["stat", "-f", "-c", "%T", str(tmp_path)], capture_output=True, text=True).stdout.strip()
    if kind != "ext2/ext3":
        pytest.skip(f"this disk is {kind}")

    for number in range(8):
        apart.make(f"{tmp_path}/{number}")
    found = sorted((tmp_path / str(number)).stat().st_ino for number in range(8))

    # Numbers are given in groups, of 1,024 at the least; beside each other they would differ by 1.
    assert found[-1] - found[0] > 1024
