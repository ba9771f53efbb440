"""Headings that were changed: which ids they had before lead to them still, and where."""

from __future__ import annotations

import pytest

from sitegen.history import Heading, follow
from sitegen.messages import update
from sitegen.session import Options
from tests.conftest import ProjectFactory
from tests.pages import parse
from tests.support import NOW, SmallProject

OPTIONS = Options(now=NOW)
STORY = """\
---
title: Tea
date: 2026-01-01
---
Pour it.

## How to pour *it*

From high.[^1]

## Where it grows

On hills.

!!! note "Good to know"

    Hot.

[^1]: Very high.
"""
HISTORY = "locales/history/stories/tea.yaml"


def headings(*texts: str) -> tuple[Heading, ...]:
    """Return headings of words like `how-to-pour`; `id=words` where the two differ."""
    pairs = (text.partition("=") for text in texts)
    return tuple(Heading(id=id, words=words or id) for id, _, words in pairs)


def followed(before: tuple[Heading, ...], *texts: str) -> dict[str, tuple[str, ...]]:
    """Return the former ids of headings that have any, after a change; following it again must change nothing."""
    now = headings(*texts)
    ids = {heading.id for heading in now}
    found = follow(before, now, ids)
    assert follow(found, now, ids) == found
    return {heading.id: heading.former for heading in found if heading.former}


# What was made of which ---------------------------------------------------------------------------------------


def test_a_heading_that_was_reworded_keeps_its_former_id() -> None:
    before = headings("how-to-pour-it", "where-it-grows", "who-drinks-it")

    assert followed(before, "how-to-pour-it-well", "where-it-grows", "who-drinks-it") == {
        "how-to-pour-it-well": ("how-to-pour-it",)
    }


def test_a_heading_with_other_words_is_known_by_its_place_between_the_same_neighbours() -> None:
    before = headings("brewing", "harvest", "trade")

    assert followed(before, "brewing", "on-the-hills", "trade") == {"on-the-hills": ("harvest",)}


def test_headings_that_changed_places_and_words_are_known_by_their_words() -> None:
    before = headings("how-to-pour-the-tea", "where-the-plant-grows")

    assert followed(before, "where-the-tall-plant-grows", "how-to-pour-the-hot-tea") == {
        "where-the-tall-plant-grows": ("where-the-plant-grows",),
        "how-to-pour-the-hot-tea": ("how-to-pour-the-tea",),
    }


def test_of_a_heading_whose_id_alone_was_changed_the_words_tell() -> None:
    before = headings("pouring=how-to-pour", "growing=where-it-grows")

    assert followed(before, "where-it-grows", "how-to-pour") == {
        "where-it-grows": ("growing",),
        "how-to-pour": ("pouring",),
    }


def test_an_explicit_id_that_stays_needs_no_former_one() -> None:
    assert followed(headings("pour=how-to-pour"), "pour=quite-other-words") == {}


def test_a_removed_heading_leaves_nothing() -> None:
    before = headings("brewing", "harvest", "trade")

    assert followed(before, "brewing", "trade") == {}
    assert followed(before) == {}


def test_of_two_new_headings_in_place_of_one_neither_is_taken_for_it() -> None:
    assert followed(headings("brewing", "harvest"), "brewing", "trade-routes", "old-tools") == {}


def test_a_living_id_wins_over_a_former_one() -> None:
    before = follow(headings("harvest"), headings("picking"), {"picking"})
    assert before[0].former == ("harvest",)

    assert followed(before, "picking", "harvest") == {}


def test_a_change_that_is_taken_back_leads_on_from_what_it_was_meanwhile() -> None:
    once = follow(headings("harvest"), headings("picking"), {"picking"})

    assert followed(once, "harvest") == {"harvest": ("picking",)}


def test_former_ids_add_up_and_the_oldest_of_very_many_are_forgotten() -> None:
    known = headings("part-0")
    for number in range(1, 31):
        now = headings(f"part-{number}")
        known = follow(known, now, {f"part-{number}"})

    assert known[0].former == tuple(f"part-{number}" for number in range(10, 30))


# On pages ----------------------------------------------------------------------------------------------------


@pytest.fixture
def tea(project: ProjectFactory) -> SmallProject:
    """A story with headings whose history is written, and a page that leads to one of them."""
    made = project("")
    made.write("content/stories/tea.md", STORY)
    made.write("content/pages/about.md", STORY.replace("Pour it.", "See [how](../stories/tea.md#how-to-pour-it)."))
    assert made.build().found == ()
    assert HISTORY in update(made.session(), OPTIONS).written
    return made


def test_the_former_id_of_a_heading_is_a_target_without_words_in_every_language(tea: SmallProject) -> None:
    tea.edit("content/stories/tea.md", "## How to pour *it*", "## How to pour *it* well")
    catalog = "locales/ur/LC_MESSAGES/stories/tea.po"
    update(tea.session(), OPTIONS)
    tea.edit(catalog, 'msgid "How to pour *it* well"\nmsgstr ""', 'msgid "How to pour *it* well"\nmsgstr "*یوں* ڈالیں"')

    built = tea.build()

    assert [fault.code for fault in built.found] == ["moved-heading"]
    for tag, words in {"en": "How to pour it well", "fr": "How to pour it well", "ur": "یوں ڈالیں"}.items():
        heading = parse(tea.page(f"{tag}/stories/tea/index.html")).only("h2", id="how-to-pour-it-well")
        target = heading.only("span", id="how-to-pour-it")
        assert target.text == ""
        assert heading.text == words
        assert heading.only("em")


def test_a_link_to_a_former_id_works_names_the_present_one_and_is_told_as_a_note(tea: SmallProject) -> None:
    tea.edit("content/stories/tea.md", "## How to pour *it*", "## How to pour *it* well")

    for _ in ("before the update", "after it"):
        built = tea.build(strict=True)
        line = next(
            number for number, text in enumerate((tea.root / "content/pages/about.md").read_text().split("\n"), 1)
            if "#how-to" in text
        )  # fmt: skip
        assert built.published
        assert tea.messages(built) == [
            f"content/pages/about.md:{line}: note[moved-heading]: the heading"
            ' "#how-to-pour-it" of content/stories/tea.md is "#how-to-pour-it-well" now\n'
            "  hint: write #how-to-pour-it-well; the link works all the same"
        ]
        page = parse(tea.page("fr/about/index.html"))
        assert page.find("a", href="../stories/tea/index.html#how-to-pour-it-well")
        update(tea.session(), OPTIONS)


def test_a_link_to_a_heading_that_was_removed_is_an_error(tea: SmallProject) -> None:
    tea.edit("content/stories/tea.md", "## How to pour *it*\n\n", "")

    assert [fault.code for fault in tea.build().found] == ["missing-heading"]


def test_update_writes_what_headings_were_once_and_is_silent_then(tea: SmallProject) -> None:
    tea.edit("content/stories/tea.md", "## How to pour *it*", "## How to pour *it* well")

    assert HISTORY in update(tea.session(), OPTIONS).written
    assert update(tea.session(), OPTIONS).written == ()
    text = (tea.root / HISTORY).read_text("utf-8")
    assert text.endswith(
        "headings:\n  - id: how-to-pour-it-well\n    former:\n      - how-to-pour-it\n"
        "  - id: where-it-grows\n  - id: good-to-know\n"
    )


def test_the_heading_of_a_box_is_followed_too(tea: SmallProject) -> None:
    tea.edit("content/stories/tea.md", '"Good to know"', '"Very good to know"')

    tea.build()

    box = parse(tea.page("fr/stories/tea/index.html")).only("aside")
    assert box.only("span", id="good-to-know").text == ""


def test_a_story_under_a_new_name_takes_the_former_ids_with_it(tea: SmallProject) -> None:
    tea.edit("content/stories/tea.md", "## How to pour *it*", "## How to pour *it* well")
    update(tea.session(), OPTIONS)
    text = (tea.root / "content/stories/tea.md").read_text("utf-8")
    tea.remove("content/stories/tea.md")
    tea.write("content/stories/chai.md", text.replace("date:", "aliases: [tea]\ndate:"))
    tea.edit("content/pages/about.md", "tea.md", "chai.md")

    for _ in ("before the update", "after it"):
        assert "missing-heading" not in [fault.code for fault in tea.build().found]
        page = parse(tea.page("en/stories/chai/index.html"))
        assert page.only("h2", id="how-to-pour-it-well").only("span", id="how-to-pour-it")
        update(tea.session(), OPTIONS)


def test_ids_written_by_hand_into_history_do_no_harm(tea: SmallProject) -> None:
    nasty = '"><script>alert(1)</script>'
    tea.write(HISTORY, f"headings:\n  - id: how-to-pour-it\n    former: ['{nasty}', where-it-grows]\n")

    assert tea.build().found == ()

    page = tea.page("en/stories/tea/index.html")
    assert "<script>alert" not in page
    assert page.count('id="where-it-grows"') == 1


def test_an_id_that_no_page_can_have_is_told_with_its_line(tea: SmallProject) -> None:
    tea.write(HISTORY, "headings:\n  - id: how-to-pour-it\n    former: [a b]\n")

    assert [str(fault) for fault in tea.build().found] == [
        f'{HISTORY}:2: error[wrong-value]: "a b" is no id of a heading\n'
        "  hint: write it as it stands behind the # of an address"
    ]


@pytest.mark.parametrize("words", ["true", "null", "2026", "1e3", "a: b", "- x", "'", "# no", "ہنزہ", "a\u2028b"])
def test_headings_that_yaml_could_take_for_something_else_are_read_as_they_are_written(
    tea: SmallProject, words: str
) -> None:
    tea.edit("content/stories/tea.md", "## Where it grows", f"## {words} {{: #{words.split()[0].strip(':#')}x }}")

    update(tea.session(), OPTIONS)

    assert [fault for fault in tea.build().found if fault.span.path == HISTORY] == []
    assert update(tea.session(), OPTIONS).written == ()


def test_a_text_with_thousands_of_headings_has_a_history_that_can_be_read(tea: SmallProject) -> None:
    many = "".join(f"## Part {'long ' * 30}{number}\n\nIt.\n\n" for number in range(2000))
    tea.edit("content/stories/tea.md", "## Where it grows", f"{many}## Where it grows")

    update(tea.session(), OPTIONS)

    assert [fault for fault in tea.build().found if fault.span.path == HISTORY] == []
    assert update(tea.session(), OPTIONS).written == ()
