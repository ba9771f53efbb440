"""The search index of a site: what it holds, when it is made, and that its bytes repeat."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest

from sitegen import search, shortcuts
from sitegen.check import check
from sitegen.search import Program
from sitegen.session import Options
from tests.conftest import ProjectFactory
from tests.support import NOW, SITE, SmallProject, shown, snapshot

INDEX = "public/portal/assets/search"
#: What Pagefind writes before the JSON in its packed files.
_MARK = b"pagefind_dcd"
STORIES = """
    -- themes/plain/templates/search.html --
    {% extends "base.html" %}
    {% block main %}
    <p>{{ content.index }} {{ content.digits }}</p>
    {% for entry in content.stories %}
    <a href="{{ entry.url }}">{{ entry.title }}</a>{% if entry.badge %} {{ entry.badge }}{% endif %}
    {% endfor %}
    {% endblock %}
    -- themes/plain/templates/story.html --
    {% extends "base.html" %}
    {% block main %}
    <h1{{ content.title.attributes }} data-pagefind-body data-pagefind-weight="9">{{ content.title.plain }}</h1>
    <div{% if page.listed %} data-pagefind-body{% endif %}>
    {{ body }}
    </div>
    {% endblock %}
    -- content/stories/coffee/index.md --
    ---
    title: Coffee
    date: 2026-01-02
    ---
    Drink it slowly in the café.
    -- content/stories/tea/index.md --
    ---
    title: Tea
    date: 2026-01-01
    ---
    Pour it from high.
    -- content/stories/salt/index.md --
    ---
    title: Salt
    date: 2026-01-03
    status: draft
    ---
    Not yet told.
    -- locales/fr/LC_MESSAGES/stories/tea.po --
    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\\n"
    "Language: fr\\n"

    msgid "Tea"
    msgstr "Thé"

    msgid "Pour it from high."
    msgstr "Versez-le de haut."
    """


@pytest.fixture
def tales(project: ProjectFactory) -> SmallProject:
    """A project whose theme has a page for searching."""
    return project(STORIES)


def _texts(root: Path, tag: str) -> dict[str, str]:
    """Return what the index of a language holds, by path of the page."""
    found = {}
    for path in (root / INDEX / "fragment").glob(f"{tag}_*.pf_fragment"):
        page = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_MARK))
        found[page["url"].lstrip("/")] = page["content"]
    return found


def test_each_language_has_an_index_of_what_its_pages_say(tales: SmallProject) -> None:
    built = tales.build()

    assert tales.messages(built) == []
    english, french = _texts(tales.root, "en"), _texts(tales.root, "fr")
    assert english.keys() == {"en/stories/coffee/index.html", "en/stories/tea/index.html"}
    assert "Drink it slowly in the café." in english["en/stories/coffee/index.html"]
    assert "Versez-le de haut." in french["fr/stories/tea/index.html"]


def test_words_are_indexed_as_people_may_type_them_too(tales: SmallProject) -> None:
    tales.build()

    assert _texts(tales.root, "en")["en/stories/coffee/index.html"].endswith("cafe.")


def test_of_a_text_that_is_not_offered_in_a_language_only_the_title_is_indexed(tales: SmallProject) -> None:
    tales.build()

    coffee = _texts(tales.root, "fr")["fr/stories/coffee/index.html"]
    assert "Coffee" in coffee
    assert "Drink" not in coffee


def test_nothing_is_published_that_a_reader_does_not_need(tales: SmallProject) -> None:
    tales.build()

    files = {path.name for path in (tales.root / INDEX).iterdir() if path.is_file()}
    assert {name for name in files if not name.endswith(".pf_meta")} == {
        "pagefind-entry.json",
        "pagefind-worker.js",
        "pagefind.js",
        "wasm.en.pagefind",
        "wasm.fr.pagefind",
        "wasm.unknown.pagefind",
    }
    assert list(json.loads((tales.root / INDEX / "pagefind-entry.json").read_bytes())["languages"]) == [
        "en",
        "fr",
        "ur",
    ]


def test_an_index_that_is_made_again_has_the_same_bytes(tales: SmallProject) -> None:
    tales.build()

    tales.build(output="again", store="another-store")

    assert snapshot(tales.root / "again") == snapshot(tales.root / "public")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/stories/coffee/index.md", "slowly", "quickly"),
        ("content/stories/coffee/index.md", "title: Coffee", "title: Mocha"),
        ("content/stories/salt/index.md", "status: draft", "status: published"),
        ("content/site.yaml", "[en, fr, ur]", "[ur, en]"),
        ("locales/fr/LC_MESSAGES/stories/tea.po", "de haut", "doucement"),
        ("themes/plain/templates/story.html", ' data-pagefind-weight="9"', ""),
        ("themes/plain/templates/base.html", "<main>", '<main id="main">'),
    ],
)
def test_a_warm_index_equals_a_cold_one(tales: SmallProject, path: str, old: str, new: str) -> None:
    tales.build()
    tales.edit(path, old, new)

    tales.build()

    with shortcuts.off():
        tales.build(output="cold", store="cold-store")
    assert snapshot(tales.root / "public") == snapshot(tales.root / "cold")


def test_a_build_that_changes_no_page_leaves_the_index_alone(tales: SmallProject) -> None:
    tales.build()

    assert tales.build().made == frozenset()


def test_a_translation_changes_the_index_of_its_language_only(tales: SmallProject) -> None:
    tales.build()
    tales.edit("locales/fr/LC_MESSAGES/stories/tea.po", "de haut", "doucement")

    written = tales.build().written

    names = {path.rpartition("/")[2].partition("_")[0] for path in written if "/assets/search/" in path}
    assert names == {"fr", "pagefind-entry.json", "pagefind.fr"}
    assert "doucement" in _texts(tales.root, "fr")["fr/stories/tea/index.html"]


def test_an_index_that_was_damaged_is_made_again(tales: SmallProject) -> None:
    tales.build()
    before = snapshot(tales.root / "public")
    for path in (tales.root / INDEX / "fragment").iterdir():
        path.write_bytes(b"odd")
    (tales.root / INDEX / "pagefind.js").unlink()
    shutil.rmtree(tales.root / ".sitegen/store/objects")

    tales.build(verify=True)

    assert snapshot(tales.root / "public") == before


def test_a_site_with_an_index_passes_its_check(tales: SmallProject) -> None:
    tales.build()

    found = check(tales.session(), Options(now=NOW)).found

    assert [str(fault) for fault in found if fault.code in ("not-up-to-date", "file-changed", "dead-link")] == []


def test_an_index_of_other_pages_is_not_up_to_date(tales: SmallProject) -> None:
    tales.build()
    manifest = tales.root / "public/portal/.sitegen.json"
    files = json.loads(manifest.read_bytes())
    files["assets/search/pagefind.js"][0] = "0" * 40
    manifest.write_text(json.dumps(files))

    found = check(tales.session(), Options(now=NOW)).found

    assert "not-up-to-date" in {fault.code for fault in found}


def test_search_that_is_off_leaves_nothing_behind(tales: SmallProject) -> None:
    tales.build()
    tales.write("content/site.yaml", SITE + "features: {search: false}\n")

    built = tales.build()

    assert tales.messages(built) == []
    assert not (tales.root / INDEX).exists()
    assert not (tales.root / "public/portal/en/search").exists()


def test_a_theme_without_a_page_for_it_has_no_search(tales: SmallProject) -> None:
    tales.remove("themes/plain/templates/search.html")

    built = tales.build()

    assert tales.messages(built) == []
    assert not any("search" in path for path in built.written)


def test_a_preview_lists_titles_and_makes_no_index(tales: SmallProject) -> None:
    tales.build(output="preview", preview=True)

    page = (tales.root / "preview/portal/en/search/index.html").read_text("utf-8")
    assert "<p> 0123456789</p>" in page
    assert "../stories/coffee/index.html" in page
    assert not (tales.root / "preview/portal/assets/search").exists()


def test_the_page_lists_all_stories_in_the_alphabet_and_says_where_the_index_is(tales: SmallProject) -> None:
    tales.build()

    page = tales.page("fr/search/index.html")
    assert "../../assets/search/ 0123456789" in page
    listed = page.partition("<p>../../")[2].partition("</main>")[0]
    assert listed.index("Coffee") < listed.index("Thé")
    assert '<span lang="en" dir="ltr">English</span>' in listed


def test_without_pagefind_a_build_says_so_and_goes_on(tales: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "program", lambda: Program("", "", str(tales.root / "nowhere")))

    built = tales.build()

    assert tales.messages(built) == [
        "content/site.yaml: warning[search-missing]: Pagefind is not installed, so searching finds titles only\n"
        "  hint: run `make site`, or pip install 'sitegen[search]'; or turn off search in the features of this file"
    ]
    assert built.published
    assert not (tales.root / INDEX).exists()

    monkeypatch.undo()
    again = tales.build()

    assert tales.messages(again) == []
    assert (tales.root / INDEX / "pagefind.js").exists()


@pytest.mark.parametrize("program", ["/bin/false", "/bin/cat", "/nowhere/pagefind", "/"])
def test_a_program_that_does_not_answer_keeps_the_site_as_it_was(
    tales: SmallProject, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    tales.build()
    before = shown(tales.root / "public")
    tales.edit("content/stories/coffee/index.md", "slowly", "quickly")
    monkeypatch.setattr(search, "program", lambda: Program(program, "1.5.2", ""))

    built = tales.build()

    assert [fault.code for fault in built.found] == ["search-broken"]
    assert not built.published
    assert shown(tales.root / "public") == before
