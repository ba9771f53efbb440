"""The plan: a pure function from what was read to recipes, without a disk."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from sitegen import digest
from sitegen.plan import Plan, Project, plan
from sitegen.recipes import PageRecipe, Recipe
from sitegen.session import read
from sitegen.store import MemoryStore
from sitegen.tree import MemoryTree
from tests.support import NOW, SITE, picture, theme_files

COFFEE = "content/stories/coffee/index.md"
FILES: dict[str, bytes] = {
    "content/site.yaml": SITE.encode(),
    COFFEE: b"---\ntitle: Coffee\ndate: 2026-01-02\ntopics: [hills]\n---\nSee [tea](../tea.md).\n\n![A cup](cup.jpg)\n",
    "content/stories/coffee/cup.jpg": picture(),
    "content/stories/tea.md": b"---\ntitle: Tea\ndate: 2026-01-01\n---\nPour it.\n",
}


def _plan(changes: Mapping[str, bytes] | None = None, now: datetime.datetime = NOW) -> Plan:
    tree = MemoryTree(theme_files() | FILES | dict(changes or {}))
    reading, found = read(tree, MemoryStore())
    assert reading is not None, found
    return plan(
        Project(
            config=reading.config,
            library=reading.library,
            theme=reading.theme,
            translations=reading.translations,
            permalinks=reading.permalinks,
            digests=tree.digests,
            installed=tree.find,
            now=now,
            licences={},
            letters=lambda path: None,
        )
    )


def _recipes(made: Plan) -> Mapping[str, Recipe]:
    return made.sites["portal"]


def test_equal_projects_have_equal_plans() -> None:
    assert digest.of(_recipes(_plan())) == digest.of(_recipes(_plan()))


def test_now_is_in_no_recipe() -> None:
    later = NOW + datetime.timedelta(days=400)

    assert _recipes(_plan(now=later)) == _recipes(_plan())


def test_a_recipe_holds_only_what_its_page_shows() -> None:
    changed = _recipes(_plan({COFFEE: FILES[COFFEE].replace(b"See [tea]", b"Look at [tea]")}))
    before = _recipes(_plan())

    differing = {path for path in changed if changed[path] != before.get(path)}
    assert differing == {
        f"{tag}/{path}"
        for tag in ("en", "fr", "ur")
        # The summary is the first paragraph, so the lists that show it change with it.
        for path in (
            "404.html",
            "index.html",
            "stories/coffee/index.html",
            "stories/index.html",
            "stories/tea/index.html",
            "topics/hills/index.html",
        )
    } | {"404.html", *(f"en/{path}feed.{format}" for path in ("", "topics/hills/") for format in ("json", "xml"))}


def test_every_story_has_a_page_in_every_language() -> None:
    recipes = _recipes(_plan())

    pages = {f"{tag}/stories/{slug}/index.html" for tag in ("en", "fr", "ur") for slug in ("coffee", "tea")}
    assert pages <= recipes.keys()


def test_pictures_are_planned_once_for_all_languages() -> None:
    recipes = _recipes(_plan())

    assert [path for path in recipes if path.startswith("pictures/")] == sorted(
        path for path in recipes if path.startswith("pictures/coffee-cup-") and path.endswith(".jpg")
    )
    assert len([path for path in recipes if path.startswith("pictures/")]) == 2


def test_a_page_names_its_theme_strings_and_no_others() -> None:
    recipe = _recipes(_plan())["en/stories/index.html"]

    assert isinstance(recipe, PageRecipe)
    assert [entry.id for entry in recipe.strings.entries] == ["Draft", "Page {number} of {total}", "{n} story"]
