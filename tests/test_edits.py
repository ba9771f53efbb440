"""A build after an edit looks at the units of edited texts alone, unless anything else can be another thing."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitegen import shortcuts
from sitegen.plan.site import SitePlanner
from sitegen.plan.units import Unit
from sitegen.session import Built, Options
from tests.support import NOW, SmallProject, picture, snapshot

COFFEE = "content/stories/coffee/index.md"
CATALOG = "locales/fr/LC_MESSAGES/stories/coffee.po"
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Sitegen-Segmentation: 1\\n"\n'
TEXT = "---\ntitle: Coffee\ndate: 2026-01-02\nsummary: A cup.\n---\nSlowly, then again.\n\n## How\n\nWith a friend.\n"
TEA = "---\ntitle: Tea\ndate: 2026-01-01\nsummary: A pot.\n---\nPour [it](coffee/index.md).\n"

Edit = Callable[[SmallProject], object]


@pytest.fixture
def coffee(tmp_path: Path) -> SmallProject:
    project = SmallProject(
        tmp_path,
        {
            COFFEE: TEXT,
            "content/stories/tea.md": TEA,
            "content/stories/salt.md": "---\ntitle: Salt\ndate: 2025-01-01\nstatus: draft\n---\nA pinch.\n",
            CATALOG: f'{HEADER}\nmsgid "Slowly, then again."\nmsgstr "Lentement."\n',
        },
    )
    project.build()
    return project


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sites of which all units were looked at."""
    sites: list[str] = []
    real = SitePlanner.units

    def units(self: SitePlanner) -> Iterator[Unit]:
        sites.append(self.site.id)
        return real(self)

    monkeypatch.setattr(SitePlanner, "units", units)
    return sites


def _built(project: SmallProject, now: datetime.datetime = NOW) -> Built:
    """Build what changed, and hold it to what is built from nothing the slow ways."""
    built = project.build(now=now)
    with shortcuts.off():
        cold = project.build(output="cold", store="cold-store", now=now)
    assert snapshot(project.root / "public") == snapshot(project.root / "cold")
    assert project.messages(built) == project.messages(cold)
    assert (built.next_change, built.total) == (cold.next_change, cold.total)
    shutil.rmtree(project.root / "cold")
    shutil.rmtree(project.root / "cold-store")
    return built


def _pages(*tags: str) -> set[str]:
    return {f"portal/{tag}/stories/coffee/index.html" for tag in tags}


def test_an_edited_text_and_its_catalogs_are_all_that_is_looked_at(coffee: SmallProject, looked: list[str]) -> None:
    coffee.edit(COFFEE, "a friend", "two friends")
    assert coffee.build().made == _pages("en", "fr", "ur")
    coffee.edit(CATALOG, "Lentement", "Sans hâte")
    assert coffee.build().written == _pages("fr")
    coffee.edit(COFFEE, "two friends", "three friends")
    coffee.edit("content/stories/tea.md", "Pour", "Do pour")
    assert len(coffee.build().made) == 6

    assert looked == []
    assert _built(coffee).made == set()


def test_a_text_with_something_to_say_of_it_says_it_again(coffee: SmallProject, looked: list[str]) -> None:
    coffee.edit(CATALOG, "Lentement.", "Lentement. <b>")
    _built(coffee)
    coffee.edit("content/stories/tea.md", "Pour", "Do pour")

    assert "fr" in str(_built(coffee).found)


@pytest.mark.parametrize(
    "edit",
    [
        lambda project: project.edit(COFFEE, "title: Coffee", "title: Strong coffee"),
        lambda project: project.edit(COFFEE, "title: Coffee", "title: Coffee\nstatus: draft"),
        lambda project: project.edit(COFFEE, "title: Coffee", "title: Coffee\nstatus: withdrawn"),
        lambda project: project.edit(COFFEE, "title: Coffee", "title: Coffee\nexpires: 2026-07-01"),
        lambda project: project.edit(COFFEE, "title: Coffee", "title: Coffee\naliases: [mocha]"),
        lambda project: project.edit("content/stories/salt.md", "status: draft", "status: published"),
        lambda project: project.edit("content/site.yaml", "name: Tales", "name: Yarns"),
        lambda project: project.edit("themes/plain/templates/story.html", "{{ body }}", "<hr>{{ body }}"),
        lambda project: project.write(CATALOG, HEADER + '\nmsgctxt "slug"\nmsgid "coffee"\nmsgstr "cafe"\n'),
        lambda project: project.write(CATALOG, HEADER + '\nmsgctxt "title"\nmsgid "Coffee"\nmsgstr "Café"\n'),
        lambda project: project.write("content/stories/sage.md", TEA.replace("Tea", "Sage")),
        lambda project: project.remove(CATALOG),
        lambda project: project.remove("content/stories/tea.md"),
        lambda project: project.write("content/stories/coffee/cup.jpg", picture()),
        lambda project: (project.root / "public/portal/fr/stories/tea/index.html").write_text("defaced"),
        lambda project: (project.root / "public/portal/fr/stories/tea/index.html").unlink(),
        lambda project: shutil.rmtree(project.root / "public/portal"),
    ],
)
def test_whatever_else_changes_has_everything_looked_at(coffee: SmallProject, looked: list[str], edit: Edit) -> None:
    edit(coffee)
    coffee.edit(COFFEE, "a friend", "two friends")

    coffee.build()

    assert looked == ["portal"]
    _built(coffee)


def test_a_heading_to_which_others_link_has_everything_looked_at(coffee: SmallProject, looked: list[str]) -> None:
    coffee.edit("content/stories/tea.md", "index.md", "index.md#how")
    coffee.build()
    looked.clear()
    coffee.edit(COFFEE, "a friend", "two friends")

    coffee.build()

    assert looked == ["portal"]
    _built(coffee)


@pytest.mark.parametrize("options", [{"drafts": True}, {"preview": True}], ids=str)
def test_what_is_asked_for_has_everything_looked_at(
    coffee: SmallProject, looked: list[str], options: dict[str, bool]
) -> None:
    coffee.edit(COFFEE, "a friend", "two friends")

    coffee.session().build(Options(now=NOW, **options))  # type: ignore[arg-type]

    assert looked == ["portal"]


def test_what_comes_or_goes_by_the_clock_is_seen_with_an_edit(coffee: SmallProject, looked: list[str]) -> None:
    coffee.edit("content/stories/tea.md", "title: Tea", "title: Tea\nexpires: 2026-07-01")
    coffee.build()
    looked.clear()
    coffee.edit(COFFEE, "a friend", "two friends")
    coffee.build(now=NOW + datetime.timedelta(days=1))
    assert looked == []

    coffee.edit(COFFEE, "two friends", "three friends")
    for days in (400, 0):
        coffee.build(now=NOW + datetime.timedelta(days=days))
        assert looked.pop() == "portal"
    _built(coffee, now=NOW + datetime.timedelta(days=400))


def test_an_edit_that_shows_another_picture_gives_and_takes_files(coffee: SmallProject, looked: list[str]) -> None:
    coffee.write("content/stories/coffee/cup.jpg", picture())
    coffee.build()
    looked.clear()
    for old, new in (("a friend.", "a friend.\n\n![A cup](cup.jpg)"), ("![A cup](cup.jpg)", "")):
        coffee.edit(COFFEE, old, new)
        _built(coffee)


def test_a_template_that_fails_on_an_edited_text_publishes_nothing(coffee: SmallProject, looked: list[str]) -> None:
    template = "themes/plain/templates/story.html"
    coffee.edit(template, "{{ body }}", "{{ body }}{% if 'two' in body %}{{ content.nothing }}{% endif %}")
    coffee.build()
    looked.clear()
    before = snapshot(coffee.root / "public")
    coffee.edit(COFFEE, "a friend", "two friends")

    assert [fault.code for fault in coffee.build().found] == ["template-undefined"]

    assert snapshot(coffee.root / "public") == before
    coffee.edit(COFFEE, "two friends", "three friends")
    assert coffee.build().made == _pages("en", "fr", "ur")
    assert looked == []
    _built(coffee)
