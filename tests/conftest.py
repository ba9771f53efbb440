"""What all tests share."""

from __future__ import annotations

import datetime
import gc
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sitegen.session import Built, Options, Reading, Session
from tests.pages import Sites
from tests.support import SmallProject, parse_files, picture

ProjectFactory = Callable[[str], SmallProject]

#: The project that this is the test of: its content, catalogs and theme.
PROJECT = Path(__file__).parents[1]
_OPTIONS = Options(now=datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC))
#: What a run says at its end: it is worth knowing, and is other each time.
TOLD = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the golden pages be rewritten."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected pages of the golden site")


def pytest_collection_finish() -> None:
    """Leave thousands of tests, which stay to the end, out of what is searched for garbage."""
    gc.freeze()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what is to be told over to the process that shares out the tests, if this is one of several."""
    if (handed := getattr(session.config, "workeroutput", None)) is not None:
        handed["told"] = session.config.stash.get(TOLD, [])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take what one of several processes has to tell."""
    told = node.config.stash.setdefault(TOLD, [])
    told += [line for line in getattr(node, "workeroutput", {}).get("told", []) if line not in told]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell it."""
    for line in terminalreporter.config.stash.get(TOLD, []):
        terminalreporter.write_line(line)


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
    read = Sites.read(own_session.output, {site.id: site.base_url for site in reading.config.sites})
    # Millions of elements that stay to the end: with them each search for garbage took longer than most tests.
    gc.collect()
    gc.freeze()
    return read


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
