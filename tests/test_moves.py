"""Addresses that change: what leads on from them, and what is told when nothing does."""

from __future__ import annotations

import pytest

from sitegen.output import MANIFEST
from sitegen.session import Options
from sitegen.why import why
from tests.conftest import ProjectFactory
from tests.pages import parse
from tests.support import NOW, SmallProject, snapshot

STORY = "---\ntitle: {}\ndate: 2026-01-0{}\n{}---\n{}\n"
MISSION = "name: Tales in Paris\ncity: Paris\nlanguages: [fr, en]\nbase_url: https://paris.example.org/a b/\n"
TAGS = ("en", "fr", "ur")


@pytest.fixture
def tea(project: ProjectFactory) -> SmallProject:
    """Two stories and a page on the portal and on a mission's site in a folder of its host, built."""
    made = project("")
    made.write("content/missions/paris.yaml", MISSION.replace("a b", "safar"))
    made.write("content/stories/tea.md", STORY.format("Tea", 1, "", "Pour it."))
    made.write("content/stories/salt.md", STORY.format("Salt", 2, "", "Dig it."))
    made.write("content/pages/about.md", STORY.format("About", 1, "", "Us."))
    assert made.build().found == ()
    return made


def _move(project: SmallProject, old: str, new: str, alias: str) -> None:
    """Give a text another path and its former address as alias."""
    text = (project.root / old).read_text("utf-8").replace("---\n", f"---\naliases: [{alias}]\n", 1)
    project.remove(old)
    project.write(new, text)


# Redirects ------------------------------------------------------------------------------------------------


def test_a_renamed_story_leads_on_from_its_old_address_in_every_language(tea: SmallProject) -> None:
    _move(tea, "content/stories/tea.md", "content/stories/چائے.md", "tea")

    built = tea.build()

    assert tea.messages(built) == []
    for tag in TAGS:
        page = parse(tea.page(f"{tag}/stories/tea/index.html"))
        url = "../%DA%86%D8%A7%D8%A6%DB%92/index.html"
        assert page.only("meta", http_equiv="refresh").attributes["content"] == f"0; url={url}"
        assert page.only("main").only("a", href=url).text == "Tea"
        assert page.only("meta", name="robots").attributes["content"] == "noindex"
        assert page.attributes["lang"] == tag
    assert parse(tea.page("ur/stories/tea/index.html")).attributes["dir"] == "rtl"


def test_a_redirect_names_the_address_under_which_the_story_is_known(tea: SmallProject) -> None:
    _move(tea, "content/stories/tea.md", "content/stories/chai.md", "tea")

    tea.build()

    folder = tea.root / "public/paris/en/stories"
    old, new = (parse((folder / slug / "index.html").read_text("utf-8")) for slug in ("tea", "chai"))
    address = "https://tales.example.org/en/stories/chai/"
    assert old.only("link", rel="canonical").attributes["href"] == address
    assert new.only("link", rel="canonical").attributes["href"] == address


def test_the_rules_for_hosts_stand_at_the_root_of_each_site(tea: SmallProject) -> None:
    _move(tea, "content/stories/tea.md", "content/stories/chai.md", "tea, cha")

    tea.build()

    assert tea.page("_redirects").splitlines() == [
        f"/{tag}/stories/{old}/ /{tag}/stories/chai/ 301" for tag in TAGS for old in ("cha", "tea")
    ]
    assert (tea.root / "public/paris/_redirects").read_text().splitlines() == [
        f"/safar/{tag}/stories/{old}/ /safar/{tag}/stories/chai/ 301" for tag in ("en", "fr") for old in ("cha", "tea")
    ]


def test_without_moves_there_are_no_rules(tea: SmallProject) -> None:
    assert not (tea.root / "public/portal/_redirects").exists()


def test_a_story_can_become_a_page_and_a_page_a_story(tea: SmallProject) -> None:
    _move(tea, "content/stories/tea.md", "content/pages/drinks.md", "stories/tea")
    _move(tea, "content/pages/about.md", "content/stories/ourselves.md", "pages/about")

    built = tea.build()

    assert tea.messages(built) == []
    assert 'href="../../drinks/index.html"' in tea.page("en/stories/tea/index.html")
    assert 'href="../stories/ourselves/index.html"' in tea.page("en/about/index.html")


def test_former_addresses_of_a_story_lead_to_where_it_is_now(tea: SmallProject) -> None:
    _move(tea, "content/stories/tea.md", "content/stories/chai.md", "tea")
    tea.build()
    tea.edit("content/stories/chai.md", "aliases: [tea]", "aliases: [tea, chai]")
    (tea.root / "content/stories/chai.md").rename(tea.root / "content/stories/karak.md")

    built = tea.build()

    assert tea.messages(built) == []
    for old in ("tea", "chai"):
        assert 'href="../karak/index.html"' in tea.page(f"en/stories/{old}/index.html")


def test_an_alias_of_a_withdrawn_story_leads_to_the_page_that_says_so(tea: SmallProject) -> None:
    _move(tea, "content/stories/tea.md", "content/stories/chai.md", "tea")
    tea.edit("content/stories/chai.md", "title:", "status: withdrawn\ntitle:")

    tea.build()

    page = parse(tea.page("en/stories/tea/index.html"))
    assert page.only("main").find("a", href="../chai/index.html")
    assert page.find("link", rel="canonical") == []


def test_a_redirect_stands_in_no_list_and_no_switch(tea: SmallProject) -> None:
    _move(tea, "content/stories/tea.md", "content/stories/chai.md", "tea")

    tea.build()

    naming = {
        path.removeprefix("portal/")
        for path, content in snapshot(tea.root / "public").items()
        if b"stories/tea/" in content and path.startswith("portal/") and path.endswith(".html")
    }
    # The switch of languages leads from a former address straight to the story.
    assert naming == set()


def test_a_rules_file_of_somebody_else_is_not_written_over(tea: SmallProject) -> None:
    tea.write("public/portal/_redirects", "/mine /yours\n")
    _move(tea, "content/stories/tea.md", "content/stories/chai.md", "tea")

    built = tea.build()

    assert [str(fault.span) for fault in built.found if fault.code == "foreign-output"] == ["portal/_redirects"]
    assert tea.page("_redirects") == "/mine /yours\n"


def test_a_removed_alias_leaves_nothing_of_ours_behind(tea: SmallProject) -> None:
    _move(tea, "content/stories/tea.md", "content/stories/chai.md", "tea")
    tea.build()
    tea.edit("content/stories/chai.md", "aliases: [tea]\n", "")

    tea.build()

    paths = snapshot(tea.root / "public/portal")
    assert [path for path in paths if "tea" in path or path == "_redirects"] == []
    assert not (tea.root / "public/portal/en/stories/tea").exists()


def test_why_tells_of_a_redirect(tea: SmallProject) -> None:
    _move(tea, "content/stories/tea.md", "content/stories/chai.md", "tea")

    lines, _ = why(tea.session(), "portal/en/stories/tea/index.html", Options(now=NOW))

    assert lines[0] == "portal/en/stories/tea/index.html: changed since it was made:"
    assert "  addresses" in lines


# What is gone ---------------------------------------------------------------------------------------------


def test_a_removed_story_is_reported_once_with_its_address(tea: SmallProject) -> None:
    tea.remove("content/stories/tea.md")

    first = tea.build()
    second = tea.build()

    assert tea.messages(first) == [
        "paris/en/stories/tea/index.html: warning[page-gone]:"
        " https://paris.example.org/safar/en/stories/tea/ is gone, with 1 more in other languages\n"
        "  hint: add aliases: [stories/tea] to what it became, or bring it back with status: withdrawn to leave a page",
        "portal/en/stories/tea/index.html: warning[page-gone]:"
        " https://tales.example.org/en/stories/tea/ is gone, with 2 more in other languages\n"
        "  hint: add aliases: [stories/tea] to what it became, or bring it back with status: withdrawn to leave a page",
    ]
    assert first.published
    assert tea.messages(second) == []


@pytest.mark.parametrize("line", ["status: draft", "publish: 2026-07-01"])
def test_a_story_that_is_taken_back_is_reported(tea: SmallProject, line: str) -> None:
    tea.edit("content/stories/tea.md", "title:", f"{line}\ntitle:")

    assert {fault.code for fault in tea.build().found} == {"page-gone"}


def test_a_page_that_is_gone_does_not_stop_a_strict_build(tea: SmallProject) -> None:
    tea.remove("content/pages/about.md")

    built = tea.build(strict=True)

    assert built.published
    assert [fault.code for fault in built.found] == ["page-gone", "page-gone"]


def test_a_language_that_is_gone_is_reported_once(tea: SmallProject) -> None:
    tea.edit("content/site.yaml", "[en, fr, ur]", "[en, fr]")

    assert tea.messages(tea.build()) == [
        "portal/ur: warning[page-gone]: https://tales.example.org/ur/ is gone with 3 stories and pages\n"
        "  hint: bring the language back in content/site.yaml, or let the host lead readers to another one"
    ]


def test_a_preview_does_not_report_what_is_gone(tea: SmallProject) -> None:
    tea.remove("content/stories/tea.md")

    assert tea.build(drafts=True, preview=True).found == ()


def test_a_failed_build_reports_nothing_as_gone(tea: SmallProject) -> None:
    tea.remove("content/stories/tea.md")
    tea.edit("content/stories/salt.md", "date: 2026", "date: soon 2026")

    assert [fault.code for fault in tea.build().found] == ["bad-date"]


def test_the_site_of_a_mission_that_is_gone_stays_and_is_reported(tea: SmallProject) -> None:
    before = snapshot(tea.root / "public/paris")
    tea.remove("content/missions/paris.yaml")

    first, second = tea.build(), tea.build()

    message = (
        "paris: warning[site-gone]: no mission has this name any more, and its site stays here as it was\n"
        "  hint: bring content/missions/paris.yaml back, or delete the folder yourself"
    )
    assert tea.messages(first) == tea.messages(second) == [message]
    assert snapshot(tea.root / "public/paris") == before


def test_folders_of_others_are_not_reported(tea: SmallProject) -> None:
    tea.write("public/photos/index.html", "mine")

    assert tea.build().found == ()


def test_the_manifest_names_nothing_of_a_moved_story_but_its_paths(tea: SmallProject) -> None:
    _move(tea, "content/stories/tea.md", "content/stories/chai.md", "tea")

    tea.build()

    manifest = (tea.root / "public/portal" / MANIFEST).read_text("utf-8")
    assert "content/" not in manifest
