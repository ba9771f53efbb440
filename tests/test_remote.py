"""Pages made by an executor that has nothing of the project: by value, with the same bytes."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from sitegen import cli, shortcuts
from sitegen.diagnostics import FaultError
from sitegen.session import Built, Options, Session, bench, parcels
from sitegen.session.cluster import cluster
from sitegen.session.remote import Remote
from tests.support import NOW, SITE, SmallProject, picture, snapshot

STORY = """\
---
title: Story {0}
date: 2026-01-02
summary: What there is to say of {0}.
topics: [hills]
region: north
cover: {{file: tree.jpg, alt: A tree}}
---
It has the *number* {0}, and leads to [the next](../s{1}/index.md).

![Leaves](tree.jpg "Leaves")

!!! care "In short"

    Nobody knows.
"""
#: Without a summary and without translations, so that others show more of it.
PLAIN = "---\ntitle: Plain\ndate: 2026-03-04\ntopics: [hills]\n---\nFirst words.\n\nSecond words.\n"
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: fr\\n"\n\n'
SAID = 'msgid "{}"\nmsgstr "{}"\n\n'
FRENCH = {
    "Story {0}": "Histoire {0}",
    "What there is to say of {0}.": "Ce qu’il y a à dire de {0}.",
    "It has the *number* {0}, and leads to [the next](../s{1}/index.md).": "Le *numéro* {0}, puis "
    "[la suivante](../s{1}/index.md).",
    "Nobody knows.": "Nul ne le sait.",
}
MISSION = "name: Tales in Bern\ntagline: Far\nbase_url: https://bern.example.org/\ncity: Bern\nlanguages: [fr, en]\n"
MISSION_ABOUT = "---\ntitle: Here\ndate: 2026-01-01\n---\nWe are here.\n"
COUNT = 24


@pytest.fixture
def shelf(tmp_path: Path) -> SmallProject:
    """A portal and a mission with enough stories for several machines, some of them translated."""
    files: dict[str, str | bytes] = {"content/site.yaml": SITE, "content/missions/bern.yaml": MISSION}
    files["content/missions/bern/here.md"] = MISSION_ABOUT
    files["content/stories/plain.md"] = PLAIN
    files["content/pages/about.md"] = "---\ntitle: About\ndate: 2026-01-01\n---\nThis is us.\n"
    files["locales/fr/LC_MESSAGES/missions/bern.po"] = HEAD + SAID.format("Nobody knows.", "On ne sait pas.")
    for n in range(COUNT):
        following = (n + 1) % COUNT
        files[f"content/stories/s{n}/index.md"] = STORY.format(n, following)
        files[f"content/stories/s{n}/tree.jpg"] = picture()
        if n % 2:
            said = (SAID.format(*(text.format(n, following) for text in pair)) for pair in FRENCH.items())
            files[f"locales/fr/LC_MESSAGES/stories/s{n}.po"] = HEAD + "".join(said)
    return SmallProject(tmp_path, files)


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    """An executor of this process; what is sent to it is bytes all the same."""
    with ThreadPoolExecutor(2) as executor:
        yield executor


class Watched(Executor):
    """An executor that looks at what is sent and what comes back."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self.sent: list[parcels.Batch] = []
        self.back: list[bytes] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run a task."""
        future = self._executor.submit(fn, *args, **kwargs)
        self.sent.append(parcels.unpack_batch(args[-1]))
        self.back.append(future.result())
        return future

    @property
    def results(self) -> list[parcels.Result]:
        """What came back."""
        return [result for content in self.back for result in parcels.unpack_results(content)]


def _build(project: SmallProject, executor: Executor, name: str = "remote") -> Built:
    hands = Remote(executor=executor, name="somewhere", places=2)
    session = Session(project.root, project.root / name, project.root / ".sitegen" / name, hands=hands)
    return session.build(Options(now=NOW))


def test_pages_made_by_value_are_those_made_here(shelf: SmallProject, threads: ThreadPoolExecutor) -> None:
    watched = Watched(threads)
    here = shelf.build(output="here")

    there = _build(shelf, watched)

    assert snapshot(shelf.root / "remote") == snapshot(shelf.root / "here")
    assert (there.made, there.written, there.found) == (here.made, here.written, here.found)
    lacking = [result for result in watched.results if result is None]
    assert len(watched.results) > 5 * COUNT
    # The lists of credits show something of the blocks of all texts.
    assert len(lacking) <= len({path for path in here.made if path.endswith("credits/index.html")})


def test_processes_that_are_not_forked_make_the_same_pages(shelf: SmallProject) -> None:
    shelf.build(output="here")

    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        _build(shelf, executor)

    assert snapshot(shelf.root / "remote") == snapshot(shelf.root / "here")


def test_the_slow_ways_are_taken_there_when_they_are_taken_here(
    shelf: SmallProject, threads: ThreadPoolExecutor
) -> None:
    _build(shelf, threads)

    with shortcuts.off():
        watched = Watched(threads)
        _build(shelf, watched, "slowly")

    assert snapshot(shelf.root / "slowly") == snapshot(shelf.root / "remote")
    assert watched.sent


def test_of_pages_that_are_as_they_were_only_the_digest_comes_back(
    shelf: SmallProject, threads: ThreadPoolExecutor
) -> None:
    _build(shelf, threads)
    theme = "themes/plain/templates/story.html"
    shelf.write(theme, (shelf.root / theme).read_bytes() + b"{# Nobody sees this. #}")
    watched = Watched(threads)

    built = _build(shelf, watched)

    assert f"portal/en/stories/s{COUNT - 1}/index.html" in built.made
    assert built.written == frozenset()
    assert [result[1] for result in watched.results if result and result[1]] == []


def test_an_edit_gives_the_same_pages_here_and_there(shelf: SmallProject, threads: ThreadPoolExecutor) -> None:
    _build(shelf, threads)
    shelf.edit("content/site.yaml", "tagline: Short ones", "tagline: Long ones")
    shelf.edit("content/stories/s3/index.md", "It has", "It surely has")

    _build(shelf, threads)

    shelf.build(output="here")
    assert snapshot(shelf.root / "remote") == snapshot(shelf.root / "here")


def test_what_is_sent_with_a_batch_grows_with_the_batch_and_not_with_the_project(
    shelf: SmallProject, threads: ThreadPoolExecutor
) -> None:
    watched = Watched(threads)

    _build(shelf, watched)

    for batch in watched.sent:
        assert set(batch.texts) <= {unit.name for unit in batch.units}
    assert any(len(batch.texts) > 1 for batch in watched.sent)


def test_a_fault_of_a_template_is_told_alike(shelf: SmallProject, threads: ThreadPoolExecutor) -> None:
    shelf.edit("themes/plain/templates/story.html", "{{ body }}", "{{ body }}{{ content.nothing }}")

    there = _build(shelf, threads)

    here = shelf.build(output="here")
    assert [fault.code for fault in there.found] == ["template-undefined"]
    assert there.found == here.found
    assert not (shelf.root / "remote" / "portal").exists()


def test_what_is_worth_no_journey_is_made_here(shelf: SmallProject, threads: ThreadPoolExecutor) -> None:
    _build(shelf, threads)
    shelf.edit("content/stories/plain.md", "First words", "Other words")
    watched = Watched(threads)

    built = _build(shelf, watched)

    assert "portal/en/stories/plain/index.html" in built.written
    assert watched.sent == []


def test_work_that_is_lost_leaves_the_sites_as_they_were(shelf: SmallProject) -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        _build(shelf, executor)
        before = snapshot(shelf.root / "remote")
        shelf.edit("content/site.yaml", "tagline: Short ones", "tagline: Long ones")
        os.kill(executor.submit(os.getpid).result(), signal.SIGKILL)

        built = _build(shelf, executor)

    assert not built.published
    assert [fault.code for fault in built.found] == ["executor-lost"]
    assert str(built.found[0]).startswith("somewhere: error[executor-lost]: the work was lost: ")
    assert snapshot(shelf.root / "remote") == before


def test_another_program_makes_nothing(shelf: SmallProject, threads: ThreadPoolExecutor) -> None:
    class Other(Watched):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            return threads.submit(fn, "another program", *args[1:])

    built = _build(shelf, Other(threads))

    assert [fault.code for fault in built.found] == ["executor-differs"]
    assert not built.published


def test_a_machine_without_the_program_is_told(shelf: SmallProject, threads: ThreadPoolExecutor) -> None:
    class Bare(Watched):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            return threads.submit(__import__, "sitegen_that_is_not_installed")

    built = _build(shelf, Bare(threads))

    assert [fault.code for fault in built.found] == ["executor-differs"]
    assert "it cannot load sitegen" in built.found[0].message


def test_a_process_holds_the_last_builds_only(shelf: SmallProject, threads: ThreadPoolExecutor) -> None:
    for tagline in ("One", "Two", "Three"):
        shelf.edit("content/site.yaml", SITE.splitlines()[1], f"tagline: {tagline}")
        _build(shelf, threads, tagline)
        shelf.edit("content/site.yaml", f"tagline: {tagline}", SITE.splitlines()[1])

    assert len(bench._benches) == 2


# The command line, and dask.distributed ------------------------------------------------------------------------


def _arguments(project: SmallProject, *more: str) -> list[str]:
    return ["build", "-C", str(project.root), "--now", "2026-06-01T00:00+00:00", *more]


def _served() -> int:
    return len(bench._benches)


def test_a_cluster_makes_the_same_pages(shelf: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    distributed = pytest.importorskip("distributed")
    shelf.build(output="here")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as machines:
        place = machines.scheduler_address.removeprefix("tcp://")

        status = cli.main(_arguments(shelf, "--executor", f"dask://{place}"))

        with distributed.Client(machines, set_as_default=False) as client:
            served = client.run(_served)
    assert status == cli.FINE
    assert " made, 0 reused, " in capsys.readouterr().out
    assert snapshot(shelf.root / "public") == snapshot(shelf.root / "here")
    assert 1 in served.values(), "workers have made pages"


def test_nobody_at_the_address_of_a_cluster_is_a_fault() -> None:
    pytest.importorskip("distributed")

    with pytest.raises(FaultError) as raised, cluster("127.0.0.1:1", patience=0.2):
        pass

    assert raised.value.diagnostic.code == "executor-unreachable"


def test_a_cluster_without_the_extra_is_a_fault_with_a_remedy(
    shelf: SmallProject, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    assert cli.main(_arguments(shelf, "--executor", "dask://127.0.0.1:8786")) == cli.USAGE

    assert capsys.readouterr().err == (
        "dask://127.0.0.1:8786: error[executor-missing]: dask.distributed is not installed\n"
        "  hint: pip install 'sitegen[dask]', here and on all machines of the cluster\n"
    )
    assert not (shelf.root / "public").exists()


@pytest.mark.parametrize(
    "more",
    [
        ("--executor", "dask://nowhere"),
        ("--executor", "tcp://localhost:8786"),
        ("--jobs", "0"),
        ("--jobs", "many"),
        ("--jobs", "2", "--executor", "dask://localhost:8786"),
    ],
)
def test_hands_that_nobody_can_be_are_refused(shelf: SmallProject, more: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(_arguments(shelf, *more))

    assert ended.value.code == cli.USAGE


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_any_number_of_processes_makes_the_same_pages(shelf: SmallProject, jobs: str) -> None:
    shelf.build(output="here")

    assert cli.main(_arguments(shelf, "--jobs", jobs)) == cli.FINE

    assert snapshot(shelf.root / "public") == snapshot(shelf.root / "here")
