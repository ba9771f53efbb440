"""What all tests share."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.session import Built, Options, Reading, Session
from tests.pages import Sites
from tests.support import SmallProject, parse_files, picture

ProjectFactory = Callable[[str], SmallProject]

#: The project that this is the test of: its content, catalogs and theme.
PROJECT = Path(__file__).parents[1]
_OPTIONS = Options(now=datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the golden pages be rewritten."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected pages of the golden site")


@pytest.fixture
def project(tmp_path: Path) -> ProjectFactory:
    """Make small projects from one string with `-- path --` sections."""

    def make(text: str) -> SmallProject:
        return SmallProject(tmp_path, parse_files(text))

    return make


@pytest.fixture(scope="session")
def own_session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """The project itself, with an output folder of its own.

    Pictures are taken out of the project's store, as far as `make site` has put them there; what the
    store remembers of builds is left alone.
    """
    folder = tmp_path_factory.mktemp("project")
    objects = PROJECT / ".sitegen" / "store" / "objects"
    objects.mkdir(parents=True, exist_ok=True)
    (folder / "store").mkdir()
    (folder / "store" / "objects").symlink_to(objects)
    return Session(PROJECT, folder / "public", folder / "store")


@pytest.fixture(scope="session")
def own_build(own_session: Session) -> Built:
    """The project's own sites, built once."""
    return own_session.build(_OPTIONS)


@pytest.fixture(scope="session")
def faults(own_build: Built) -> list[str]:
    """What is wrong with the project, as it is printed."""
    return [str(fault) for fault in own_build.found]


@pytest.fixture(scope="session")
def reading(own_session: Session) -> Reading:
    """What the project says."""
    found, _, _ = own_session.read(_OPTIONS)
    assert found is not None
    return found


@pytest.fixture(scope="session")
def sites(own_session: Session, own_build: Built, reading: Reading, faults: list[str]) -> Sites:
    """The project's own sites with all their pages read."""
    assert own_build.published, "\n".join(faults)
    return Sites.read(own_session.output, {site.id: site.base_url for site in reading.config.sites})


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """Sites of the project's own theme with a story that has nothing, and one that has everything."""
    root = tmp_path_factory.mktemp("odd")
    shutil.copytree(PROJECT / "themes", root / "themes", ignore=shutil.ignore_patterns("node_modules"))
    shutil.copytree(PROJECT / "tests" / "cases" / "odd", root, dirs_exist_ok=True)
    project = SmallProject(root, {"content/site.yaml": (root / "content/site.yaml").read_bytes()})
    project.write("content/stories/everything/cover.jpg", picture(600, 400))
    found = project.build().found
    assert [str(fault) for fault in found if fault.code != "font-missing"] == []
    addresses = {"portal": "https://portal.example.org/below/a/path/"}
    addresses |= {id: f"https://{id}.example.org/" for id in ("berlin", "vienna")}
    return Sites.read(root / "public", addresses)
