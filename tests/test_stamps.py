"""What a file system says of many files is what it says of each."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest

from sitegen import stamps


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files, folders and a link, more than are looked at by their whole paths."""
    for number in range(20):
        (tmp_path / f"{number}/below").mkdir(parents=True)
        (tmp_path / f"{number}/text.md").write_text("word " * number)
    (tmp_path / "link").symlink_to("nowhere")
    return tmp_path


def _names(folder: Path) -> list[str]:
    return ["", *(f"{path.relative_to(folder)}{'/' if path.is_dir() else ''}" for path in sorted(folder.rglob("*")))]


@pytest.mark.parametrize("few", [0, 1_000], ids=["from the folder", "by whole paths"])
def test_many_entries_have_the_numbers_of_each(folder: Path, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(stamps, "_FEW", few)
    names = _names(folder)

    found = stamps.rows(stamps.take(names, f"{folder}/"))

    assert found == [stamps.of(f"{folder}/{name}") for name in names]
    assert stamps.MISSING not in found


def test_what_is_not_there_is_missing_and_the_rest_is_not(folder: Path) -> None:
    names = [*_names(folder), "21/text.md", "1/text.md/below"]

    found = stamps.rows(stamps.take(names, f"{folder}/"))

    assert found[-2:] == [stamps.MISSING] * 2
    assert stamps.MISSING not in found[:-2]


def test_nothing_is_there_without_the_folder(folder: Path) -> None:
    assert set(stamps.rows(stamps.take(_names(folder)[1:], f"{folder}/gone/"))) == {stamps.MISSING}


def test_names_without_a_base_are_whole_paths(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    names = _names(folder)[1:]

    assert stamps.take(names) == stamps.take(names, f"{folder}/")


def _open() -> set[int]:
    found = set()
    for number in range(64):
        with contextlib.suppress(OSError):
            os.fstat(number)
            found.add(number)
    return found


def test_looking_leaves_nothing_open(folder: Path) -> None:
    before = _open()

    stamps.take(_names(folder), f"{folder}/")
    stamps.take([*_names(folder), "gone"], f"{folder}/")

    assert _open() == before
