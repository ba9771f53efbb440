"""The golden site: a small project with one of everything, and the pages it is to become.

`make golden` rewrites what is expected; read that difference as carefully as code.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sitegen.output import MANIFEST
from tests.support import THEME, SmallProject, snapshot

GOLDEN = Path(__file__).parent / "golden"
#: Pictures differ between versions of their libraries, and the manifest with every change of the code.
_NOT_PINNED = (".jpg", MANIFEST, ".lock")


def test_the_golden_site_is_built_as_expected(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    project = SmallProject(tmp_path, {})
    shutil.copytree(GOLDEN / "project", tmp_path, dirs_exist_ok=True)
    shutil.copytree(THEME, tmp_path / "themes" / "plain", dirs_exist_ok=True)

    built = project.build()

    assert project.messages(built) == []
    pages = {path: text for path, text in snapshot(tmp_path / "public").items() if not path.endswith(_NOT_PINNED)}
    if pytestconfig.getoption("--update-golden"):
        shutil.rmtree(GOLDEN / "expected", ignore_errors=True)
        for path, text in pages.items():
            (GOLDEN / "expected" / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / "expected" / path).write_bytes(text)
    assert pages == snapshot(GOLDEN / "expected")
