"""The life of a text: what is seen of it before, while and after it is published."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from sitegen import cli
from tests.conftest import ProjectFactory
from tests.pages import Element, parse
from tests.support import NOW, SITE, SmallProject, picture, snapshot

TEA = "content/stories/tea/index.md"
STORIES = """
    -- content/stories/coffee/index.md --
    ---
    title: Coffee
    date: 2026-01-02
    topics: [hills]
    ---
    After [tea](../tea/index.md), and [how to pour](../tea/index.md#pouring).
    -- content/stories/tea/index.md --
    ---
    title: Tea
    date: 2026-01-01
    topics: [hills]
    cover: {file: pot.jpg, alt: A pot}
    ---
    Water and leaves.

    ## Pouring

    From high.
    -- locales/fr/LC_MESSAGES/stories/tea.po --
    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\\n"
    "Language: fr\\n"

    msgid "Tea"
    msgstr "Thé"

    msgctxt "withdrawn.reason"
    msgid "A source was wrong."
    msgstr "Une source était fausse."
    """
TAGS = ("en", "fr", "ur")


@pytest.fixture
def stories(project: ProjectFactory) -> SmallProject:
    """Two stories; one links to the other."""
    made = project(STORIES)
    made.write("content/stories/tea/pot.jpg", picture())
    return made


def _mark(project: SmallProject, *lines: str) -> None:
    project.edit(TEA, "title: Tea\n", "\n".join(("title: Tea", *lines, "")))


def _page(project: SmallProject, path: str) -> Element:
    return parse(project.page(path))


# Withdrawn and expired ------------------------------------------------------------------------------------


def test_a_withdrawn_story_keeps_a_page_that_says_so_in_every_language(stories: SmallProject) -> None:
    _mark(stories, "status: withdrawn", "withdrawn: {date: 2026-05-01, reason: A source was wrong.}")

    built = stories.build()

    assert stories.messages(built) == []
    for tag in TAGS:
        page = _page(stories, f"{tag}/stories/tea/index.html")
        assert page.find("meta", name="robots", content="noindex")
        assert page.find("link", rel="canonical") == []
        assert [link for link in page.find("link", rel="alternate") if "hreflang" in link.attributes] == []
        assert "This page was withdrawn." in page.only("main").text
        assert "../coffee/index.html" in {link.attributes["href"] for link in page.only("main").find("a")}
    french = _page(stories, "fr/stories/tea/index.html").only("main").text
    assert french.startswith("Thé")
    assert "1 mai 2026 Une source était fausse." in french


def test_nothing_but_the_title_is_left_of_a_withdrawn_story(stories: SmallProject) -> None:
    _mark(stories, "status: withdrawn", "summary: A hot drink.")

    stories.build()

    files = snapshot(stories.root / "public")
    told = ("hot drink", "Water and leaves", "Pouring", "From high", "pot", "A pot")
    assert [path for path, content in files.items() if any(word.encode() in content for word in told)] == []
    assert [path for path in files if "pot" in path] == []


def test_a_withdrawn_story_stands_in_no_list(stories: SmallProject) -> None:
    _mark(stories, "status: withdrawn")

    stories.build()

    naming = {
        path.removeprefix("portal/")
        for path, content in snapshot(stories.root / "public").items()
        if b"stories/tea" in content or b"../tea/" in content
    }
    # The story that links to it, and the switch of languages on its own page.
    assert naming - {".sitegen.json"} == {
        f"{tag}/stories/{slug}/index.html" for tag in TAGS for slug in ("coffee", "tea")
    }


def test_a_link_to_a_withdrawn_story_stays_without_its_heading(stories: SmallProject) -> None:
    _mark(stories, "status: withdrawn")

    stories.build()

    links = _page(stories, "en/stories/coffee/index.html").only("main").find("a")
    assert [link.attributes["href"] for link in links if "tea" in link.attributes["href"]] == ["../tea/index.html"] * 2


def test_a_withdrawn_page_leaves_the_footer_and_keeps_its_address(stories: SmallProject) -> None:
    stories.write("content/pages/visas.md", "---\ntitle: Visas\ndate: 2026-01-01\nstatus: withdrawn\n---\nAsk us.\n")

    stories.build()

    assert "This page was withdrawn." in stories.page("en/visas/index.html")
    assert "visas" not in stories.page("en/index.html")


def test_a_story_withdrawn_before_its_time_leaves_no_page(stories: SmallProject) -> None:
    _mark(stories, "status: withdrawn", "publish: 2026-07-01")

    built = stories.build()

    assert not (stories.root / "public/portal/en/stories/tea").exists()
    assert {(fault.code, fault.span.line > 1) for fault in built.found} == {("unpublished-link", True)}


def test_an_expired_story_keeps_a_page_that_says_so(stories: SmallProject) -> None:
    _mark(stories, "expires: 2026-05-31")

    before = stories.build(now=NOW - datetime.timedelta(seconds=1))
    shown = stories.page("en/stories/tea/index.html")
    after = stories.build(now=NOW)

    assert "From high." in shown
    assert before.next_change == NOW
    assert "This page was here for a limited time." in stories.page("en/stories/tea/index.html")
    assert after.next_change is None
    assert [path for path in snapshot(stories.root / "public") if "pot" in path] == []
    assert stories.messages(after) == []


def test_the_preview_shows_what_was_withdrawn_as_readers_see_it(stories: SmallProject) -> None:
    _mark(stories, "status: withdrawn")

    stories.build(drafts=True, preview=True)

    assert "This page was withdrawn." in stories.page("en/stories/tea/index.html")


@pytest.mark.parametrize("line", ["status: draft", "publish: 2026-06-02"])
def test_what_is_not_published_yet_is_marked_as_a_draft(stories: SmallProject, line: str) -> None:
    _mark(stories, line)

    stories.build(drafts=True)

    cards = _page(stories, "en/stories/index.html").only("main").find("li")
    assert [card.text.startswith("Tea") for card in cards if "Draft" in card.text] == [True]


def test_a_story_that_comes_back_is_whole_again(stories: SmallProject) -> None:
    stories.build()
    before = snapshot(stories.root / "public")
    _mark(stories, "status: withdrawn")
    stories.build()
    stories.edit(TEA, "status: withdrawn\n", "")

    stories.build()

    assert snapshot(stories.root / "public") == before


# Schedules ------------------------------------------------------------------------------------------------


def test_a_local_time_is_meant_in_the_time_zone_of_the_site(
    stories: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    stories.write("content/site.yaml", SITE + "time_zone: Asia/Karachi\n")
    _mark(stories, "publish: 2026-12-01T08:00", "expires: 2026-12-31")
    run = ["build", "-C", str(stories.root), "--now"]

    cli.main([*run, "2026-12-01T07:59+05:00"])
    early = capsys.readouterr().out.splitlines()[-1]
    absent = not (stories.root / "public/portal/en/stories/tea").exists()
    cli.main([*run, "2026-12-01T03:00+00:00"])
    late = capsys.readouterr().out.splitlines()[-1]

    assert early == "the next text or event comes or goes on 2026-12-01T08:00+05:00"
    assert absent
    assert "From high." in stories.page("en/stories/tea/index.html")
    assert late == "the next text or event comes or goes on 2027-01-01T00:00+05:00"


def test_a_date_in_the_future_schedules_nothing(stories: SmallProject) -> None:
    stories.edit(TEA, "date: 2026-01-01", "date: 2027-01-01")

    built = stories.build()

    assert "From high." in stories.page("en/stories/tea/index.html")
    assert built.next_change is None


# Drafts ---------------------------------------------------------------------------------------------------

#: Words that stand nowhere else; each with the place of a story in which it stands.
WORDS = {
    "title": "qtitle",
    "summary": "qsummary",
    "text": "qtext",
    "heading": "qheading",
    "alt": "qalt",
    "caption": "qcaption",
    "cover": "qcover",
    "credit": "qcredit",
    "name": "qname",
    "place": "qplace",
    "source": "qsource",
    "publisher": "qpublisher",
    "translation": "qtranslation",
    "slug": "qslug",
    "file": "qfile",
    "alias": "qalias",
    "variant": "qvariant",
}
HIDDEN = {
    "a": "status: brief",
    "b": "status: draft",
    "c": "status: review",
    "d": "publish: 2026-06-01T00:01Z",
    "e": "status: withdrawn\npublish: 2026-07-01",
}


def _hide(project: SmallProject, mark: str, lines: str) -> None:
    """Add a story full of words that must not be seen, each with a mark of its own."""
    word = {place: f"{text}{mark}" for place, text in WORDS.items()}
    folder = f"content/stories/{word['slug']}"
    project.write(
        f"{folder}/index.md",
        f"""---
title: {word["title"]}
date: 2026-05-01
summary: {word["summary"]}
topics: [hills, towns]
region: north
{lines}
aliases: [{word["alias"]}]
place: {{name: {word["place"]}, latitude: 1, longitude: 2}}
cover: {{file: {word["file"]}.jpg, alt: {word["cover"]}, credit: {word["credit"]}}}
credits: [{{role: writer, name: {word["name"]}}}]
sources: [{{title: {word["source"]}, publisher: {word["publisher"]}}}]
---
{word["text"]}

## {word["heading"]}

![{word["alt"]}]({word["file"]}2.jpg "{word["caption"]}")
""",
    )
    for number, name in enumerate((f"{word['file']}", f"{word['file']}2", f"{word['file']}2.fr")):
        project.write(f"{folder}/{name}.jpg", picture(40 + number, 30, (ord(mark), 10 * number, 200)))
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: fr\\n"\n'
    messages = "".join(
        f'\nmsgid "{word[place]}"\nmsgstr "{word["translation"]} {place}"\n' for place in ("title", "summary", "text")
    )
    project.write(f"locales/fr/LC_MESSAGES/stories/{word['slug']}.po", header + messages)


def test_no_byte_of_the_output_tells_of_what_is_not_published(stories: SmallProject) -> None:
    stories.write(
        "content/missions/paris.yaml", "name: P\ncity: P\nlanguages: [fr, tr]\nbase_url: https://p.example.org/\n"
    )
    for mark, lines in HIDDEN.items():
        _hide(stories, mark, lines)
    private = "---\ntitle: qtitlep\ndate: 2026-01-01\nstatus: draft\naliases: [qaliasp]\n---\nqtextp\n"
    stories.write("content/pages/qslugp.md", private)
    originals = [path.read_bytes() for path in (stories.root / "content").rglob("q*.jpg")]

    built = stories.build()

    assert stories.messages(built) == []
    words = [text.encode() for text in WORDS.values()]
    files = snapshot(stories.root / "public")
    assert len(files) > 30
    assert [path for path in files if any(word in path.encode() for word in words)] == []
    assert [path for path, content in files.items() if any(word in content for word in words)] == []
    assert len(originals) == 15
    assert not set(files.values()) & set(originals)
    assert [path for path in files if "/pictures/" in path and "tea-pot" not in path] == []


def test_adding_what_is_not_published_changes_no_byte(stories: SmallProject) -> None:
    stories.build()
    before = snapshot(stories.root / "public")
    for mark, lines in HIDDEN.items():
        _hide(stories, mark, lines)

    built = stories.build()

    assert (built.written, built.removed) == (frozenset(), frozenset())
    assert snapshot(stories.root / "public") == before


def test_the_preview_shows_what_is_not_published(stories: SmallProject) -> None:
    for mark, lines in HIDDEN.items():
        _hide(stories, mark, lines)

    stories.build(drafts=True, preview=True)

    for mark in "abcd":
        page = stories.page(f"fr/stories/qslug{mark}/index.html")
        assert all(f"{word}{mark}" in page for word in ("qtranslation", "qcaption", "qcover", "qheading"))
    assert not Path(stories.root / "public/portal/fr/stories/qsluge").exists()
