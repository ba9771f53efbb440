"""What sites show alike is planned once, and nobody can tell: a site has the bytes that it has alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sitegen import shortcuts
from sitegen.plan.texts import TextPlanner
from sitegen.stories import Story
from sitegen.views import StoryView, WhereView
from tests.support import SmallProject, picture, snapshot

HEAD = "date: 2026-02-10\nsummary: Hot.\ntopics: [hills]\nstatus: published\n---\n\n"
TEA = f"---\ntitle: Tea\n{HEAD}A pot. [How](../coffee.md)\n"
COFFEE = f"---\ntitle: Coffee\n{HEAD}A cup.\n"
CATALOG = """\
msgid ""
msgstr ""
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""
PARIS = "name: Paris\ncity: Paris\nlanguages: {languages}\nbase_url: https://paris.example.org/\n"


@pytest.fixture
def two(tmp_path: Path) -> SmallProject:
    """A portal and a mission with the same languages."""
    files = {"content/stories/tea/index.md": TEA, "content/stories/coffee.md": COFFEE}
    project = SmallProject(tmp_path, files)
    project.write("content/missions/paris.yaml", PARIS.format(languages="[fr, en, ur]"))
    project.write("locales/fr/LC_MESSAGES/stories/tea.po", CATALOG + 'msgid "Tea"\nmsgstr "Thé"\n')
    return project


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of stories that are planned."""
    paths: list[str] = []
    plan = TextPlanner.story

    def noted(self: TextPlanner, story: Story, path: str, where: WhereView | None = None) -> StoryView:
        paths.append(path)
        return plan(self, story, path, where)

    monkeypatch.setattr(TextPlanner, "story", noted)
    return paths


def _as_from_nothing(project: SmallProject) -> bool:
    """Tell whether the sites have the bytes that a build gives them that takes no short ways."""
    with shortcuts.off():
        project.build(output="cold", store="cold-store")
    same = snapshot(project.root / "public") == snapshot(project.root / "cold")
    shutil.rmtree(project.root / "cold")
    return same


def test_a_text_that_two_sites_show_alike_is_planned_once(two: SmallProject, planned: list[str]) -> None:
    two.build()

    assert sorted(planned) == sorted(set(planned))
    assert len(planned) == 6
    assert _as_from_nothing(two)


@pytest.mark.parametrize("languages", ["[fr, en]", "[ur, fr, en, tr]", "[{tag: fr, fallback: [ur]}, en, ur]"])
def test_a_site_with_other_languages_shows_its_own(two: SmallProject, languages: str) -> None:
    two.edit("content/site.yaml", "[en, fr, ur]", "[en, fr, ur, tr]")
    two.write("content/missions/paris.yaml", PARIS.format(languages=languages))
    two.build()

    assert _as_from_nothing(two)


@pytest.mark.parametrize(
    ("id", "text"),
    [("Tea", "Du thé"), ("A pot. [How](../coffee.md)", "Une théière. [Comment](../coffee.md)"), ("Hills", "Monts")],
)
def test_a_mission_with_words_of_its_own_says_them(two: SmallProject, id: str, text: str) -> None:
    context = 'msgctxt "topics.hills"\n' if id == "Hills" else ""
    two.write("locales/fr/LC_MESSAGES/missions/paris.po", f'{CATALOG}{context}msgid "{id}"\nmsgstr "{text}"\n')
    two.build()
    page = (two.root / "public/paris/fr/stories/tea/index.html").read_text("utf-8")

    assert text.partition(" [")[0] in page
    assert text.partition(" [")[0] not in two.page("fr/stories/tea/index.html")
    assert _as_from_nothing(two)


def test_a_link_that_one_site_has_no_page_for_is_told_for_that_site(two: SmallProject) -> None:
    two.edit("content/stories/coffee.md", "status: published", "status: draft")
    first = [str(fault) for fault in two.build().found]
    with shortcuts.off():
        assert [str(fault) for fault in two.build(output="cold", store="cold-store").found] == first


def test_pictures_of_a_text_are_on_each_site_that_shows_it(two: SmallProject) -> None:
    two.write("content/stories/tea/pot.jpg", picture(60, 40))
    two.edit("content/stories/tea/index.md", "A pot.", "![A pot](pot.jpg)\n\nA pot.")
    two.build()

    folders = (two.root / "public" / site / "pictures" for site in ("portal", "paris"))
    on_portal, on_mission = ({path.name for path in folder.iterdir()} for folder in folders)
    assert on_portal == on_mission
    assert _as_from_nothing(two)
