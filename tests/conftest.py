"""What all tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import SmallProject, parse_files

ProjectFactory = Callable[[str], SmallProject]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the golden pages be rewritten."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected pages of the golden site")


@pytest.fixture
def project(tmp_path: Path) -> ProjectFactory:
    """Make small projects from one string with `-- path --` sections."""

    def make(text: str) -> SmallProject:
        return SmallProject(tmp_path, parse_files(text))

    return make
