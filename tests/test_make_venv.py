"""The choice of a Python for the virtual environment, and the environment."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools import make_venv
from tools.make_venv import Speed, best

OURS, OTHER = (3, 11), (3, 14)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param({}, "first", id="alone"),
        pytest.param({"fast": Speed(OURS, 0.6)}, "fast", id="clearly faster"),
        pytest.param({"like it": Speed(OURS, 0.9)}, "first", id="hardly faster"),
        pytest.param({"new": Speed(OTHER, 0.5)}, "first", id="of another version, for which there may be no packages"),
        pytest.param({"fast": Speed(OURS, 0.6), "faster": Speed(OURS, 0.5)}, "faster", id="two that are faster"),
    ],
)
def test_the_fastest_is_chosen(others: dict[str, Speed], expected: str) -> None:
    assert best({"first": Speed(OURS, 1.0), **others}) == expected


def test_no_python_is_no_choice() -> None:
    assert best({}) is None


def test_the_python_that_was_asked_for_has_to_be_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "python"
    asked.write_text("#!/bin/sh\necho 2 7 0.1\n", "utf-8")
    asked.chmod(0o755)
    monkeypatch.setenv("PYTHON", str(asked))
    assert make_venv.main([str(tmp_path / "environment")]) == 1
    assert f"{asked} is no Python 3.11 or later" in capfd.readouterr().err
    assert not (tmp_path / "environment").exists()


def test_an_environment_has_pip_even_where_venv_cannot_bring_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    # As on Debian without python3-venv: the first way fails, and leaves a folder.
    asked, folder = tmp_path / "python", tmp_path / "environment"
    real = Path(sys.executable).resolve()
    asked.write_text(
        f'#!/bin/sh\ncase "$*" in "-m venv --clear"*|"-I -c"*) exec {real} "$@";; *) mkdir {folder}; exit 1;; esac\n',
        "utf-8",
    )
    asked.chmod(0o755)
    monkeypatch.setenv("PYTHON", str(asked))
    assert make_venv.main([str(folder)]) == 0, capfd.readouterr().err
    subprocess.run((folder / "bin/python", "-m", "pip", "--version"), check=True, capture_output=True)
