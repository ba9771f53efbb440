"""How a preview meets editors that save in several steps: what is half done is not shown as an error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tornado.ioloop import IOLoop

from sitegen.serve.preview import Watcher
from sitegen.session import Built, Options
from tests.support import NOW, SmallProject

PREVIEW = Options(now=NOW, drafts=True, preview=True)
STORY = "content/stories/coffee.md"
WHOLE = "---\ntitle: Coffee\ndate: 2026-01-02\nsummary: A cup.\n---\nSlowly, with two friends.\n"


class Steps:
    """Changes that come one after the other; each step is done when it is asked for."""

    def __init__(self, *steps: Callable[[], tuple[str, ...] | None]) -> None:
        self.steps = list(steps)

    def take(self, patience: float | None = None) -> frozenset[str] | None:
        """Do the next step; without one, nothing came."""
        done = self.steps.pop(0)() if self.steps else ()
        return None if done is None else frozenset(done)


@pytest.fixture
def coffee(tmp_path: Path) -> SmallProject:
    return SmallProject(tmp_path, {STORY: WHOLE.replace("two friends", "a friend")})


@pytest.fixture
def told() -> list[Built]:
    return []


@pytest.fixture
def watcher(coffee: SmallProject, told: list[Built]) -> Watcher:
    session = coffee.session(output="preview")
    session.build(PREVIEW)
    return Watcher(session, PREVIEW, told.append)


def _write(project: SmallProject, path: str, content: str) -> Callable[[], tuple[str, ...]]:
    def step() -> tuple[str, ...]:
        project.write(path, content)
        return (path,)

    return step


def _page(project: SmallProject) -> str:
    return (project.root / "preview/portal/en/stories/coffee/index.html").read_text("utf-8")


def test_a_text_that_is_emptied_and_then_written_is_shown_without_an_error(
    coffee: SmallProject, watcher: Watcher, told: list[Built]
) -> None:
    steps = Steps(*(_write(coffee, STORY, text) for text in ("", WHOLE[:9], WHOLE)))

    assert watcher.is_touched(IOLoop(make_current=False), steps)
    assert "two friends" in _page(coffee)
    assert [built.found for built in told] == [()]


def test_a_text_that_is_written_beside_its_place_and_renamed_is_shown(
    coffee: SmallProject, watcher: Watcher, told: list[Built]
) -> None:
    beside = "content/stories/sedQ1w2E3"

    def rename() -> tuple[str, ...]:
        (coffee.root / beside).replace(coffee.root / STORY)
        return beside, STORY

    assert watcher.is_touched(IOLoop(make_current=False), Steps(_write(coffee, beside, WHOLE), rename))
    assert "two friends" in _page(coffee)
    assert len(told) == 1


@pytest.mark.parametrize("text", ["", WHOLE.replace("Coffee", "Strong coffee")], ids=["broken", "another title"])
def test_what_is_no_step_is_left_to_a_build_of_everything(coffee: SmallProject, watcher: Watcher, text: str) -> None:
    assert not watcher.is_touched(IOLoop(make_current=False), Steps(_write(coffee, STORY, text)))


def test_a_folder_in_which_something_is_written_all_the_time_does_not_keep_it_waiting(
    coffee: SmallProject, watcher: Watcher
) -> None:
    endless = Steps(*(_write(coffee, f"content/stories/log{number}", "more") for number in range(100)))

    assert not watcher.is_touched(IOLoop(make_current=False), endless)
    assert len(endless.steps) > 80


def test_when_it_is_not_known_what_changed_everything_is_built(coffee: SmallProject, watcher: Watcher) -> None:
    assert not watcher.is_touched(IOLoop(make_current=False), Steps(lambda: None))
    assert not watcher.is_touched(IOLoop(make_current=False), Steps(_write(coffee, STORY, ""), lambda: None))
