"""A folder that the disk keeps apart: the same to everybody but the disk."""

from __future__ import annotations

import fcntl
import os
import subprocess
from pathlib import Path

import pytest

from sitegen.output import apart
from tests.support import SmallProject


def _flags(folder: Path) -> bytes:
    """Return the flags of a folder, or nothing where a disk has none."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        return fcntl.ioctl(descriptor, apart._GET_FLAGS, bytes(4))
    except OSError:
        return b""
    finally:
        os.close(descriptor)


def test_the_folder_around_has_the_flags_it_had(tmp_path: Path) -> None:
    before = _flags(tmp_path)

    apart.make(f"{tmp_path}/site")

    assert list((tmp_path / "site").iterdir()) == []
    assert (list(tmp_path.iterdir()), _flags(tmp_path)) == ([tmp_path / "site"], before)


def test_a_top_of_a_hierarchy_stays_one(tmp_path: Path) -> None:
    with apart._top_of_hierarchy(str(tmp_path)) as is_one:
        before = _flags(tmp_path)
        assert not is_one or int.from_bytes(before, "little") & apart._TOP

        apart.make(f"{tmp_path}/site")

        assert _flags(tmp_path) == before


def test_disks_that_know_of_no_hierarchies_have_the_folder_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # No disk knows this request, so all refuse it.
    monkeypatch.setattr(apart, "_SET_FLAGS", 0x4004_7700)

    apart.make(f"{tmp_path}/site")

    assert list(tmp_path.iterdir()) == [tmp_path / "site"]


def test_a_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/page.html").touch()

    with pytest.raises(OSError, match="site"):
        apart.make(f"{tmp_path}/site")

    assert (tmp_path / "site/page.html").exists()


def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    made = SmallProject(tmp_path, {"content/stories/tea.md": "---\ntitle: Tea\ndate: 2026-01-01\n---\nPour it.\n"})
    left = tmp_path / "public/.portal.idle.0badcafe/7"
    left.mkdir(parents=True)

    assert made.build().published

    assert not left.parent.exists()
    assert (tmp_path / "public/portal/en/stories/tea/index.html").exists()


def test_folders_made_one_after_another_stand_far_apart_on_ext4(tmp_path: Path) -> None:
    kind = subprocess.run(["stat", "-f", "-c", "%T", str(tmp_path)], capture_output=True, text=True).stdout.strip()
    if kind != "ext2/ext3":
        pytest.skip(f"only ext4 numbers files by where they stand; this disk is {kind or 'none of Linux'}")

    for number in range(8):
        apart.make(f"{tmp_path}/{number}")
    found = sorted((tmp_path / str(number)).stat().st_ino for number in range(8))

    # Numbers are given in groups, of 1,024 at the least; beside each other they would differ by 1.
    assert found[-1] - found[0] > 1024


def test_the_place_in_which_folders_are_made_most_quickly_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with apart._top_of_hierarchy(str(tmp_path)) as is_one:
        if not is_one:
            pytest.skip("only ext4 has tops of hierarchies")
    monkeypatch.setattr(apart, "_NEAR", -1)
    delays = iter([9, 7, 8, *[10] * apart._TRIES])
    looked: dict[int, int] = {}

    def delay(folder: str) -> int:
        looked[Path(folder).stat().st_ino] = found = next(delays) * apart._QUICK
        return found

    monkeypatch.setattr(apart, "_delay", delay)

    apart.make(f"{tmp_path}/site")

    assert looked[(tmp_path / "site").stat().st_ino] == 7 * apart._QUICK
    assert (len(looked), list(tmp_path.iterdir())) == (apart._TRIES, [tmp_path / "site"])


def test_no_other_place_is_tried_where_folders_are_made_quickly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def delay(folder: str) -> int:
        looked.append(folder)
        return 0

    monkeypatch.setattr(apart, "_delay", delay)

    apart.make(f"{tmp_path}/site")

    assert len(looked) <= 1
    assert list(tmp_path.iterdir()) == [tmp_path / "site"]
