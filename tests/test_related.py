"""Which stories stand under "more like this"."""

from __future__ import annotations

import datetime

from sitegen.markdown import Document
from sitegen.plan.related import Related
from sitegen.stories import STORY, Story


def _story(slug: str, day: int, topics: str = "", region: str | None = None) -> Story:
    return Story(
        kind=STORY,
        slug=slug,
        path=f"content/stories/{slug}.md",
        language="en",
        title=slug,
        date=datetime.date(2026, 1, day),
        summary="",
        document=Document(blocks=()),
        status="published",
        topics=tuple(topics.split()),
        region=region,
    )


def _ranked(story: Story, *others: Story, unlisted: str = "") -> list[str]:
    hidden = set(unlisted.split())
    related = Related((story, *others), lambda other: other.slug not in hidden)
    return [other.slug for other in related.to(story)]


ONE = _story("one", 1, "hills towns", "north")


def test_shared_topics_count_most_then_the_region() -> None:
    both, topic, region = _story("both", 2, "hills towns"), _story("topic", 3, "hills"), _story("near", 4, "", "north")

    assert _ranked(ONE, region, topic, both, _story("newest", 9)) == ["both", "topic", "near"]


def test_a_topic_and_the_region_count_more_than_a_topic() -> None:
    assert _ranked(ONE, _story("topic", 9, "hills"), _story("more", 2, "hills", "north")) == ["more", "topic"]


def test_what_the_reader_can_read_comes_before_what_is_closer() -> None:
    close = _story("close", 9, "hills", "north")

    assert _ranked(ONE, close, _story("far", 2), unlisted="close") == ["far", "close"]


def test_of_equally_close_ones_the_newer_comes_first_then_the_alphabet() -> None:
    others = [_story("old", 2, "hills"), _story("b", 5, "towns"), _story("a", 5, "hills")]

    assert _ranked(ONE, *others) == ["a", "b", "old"]
    assert _ranked(ONE, *reversed(others)) == ["a", "b", "old"]


def test_a_story_is_never_its_own_and_three_are_enough() -> None:
    assert _ranked(ONE) == []
    assert _ranked(ONE, *(_story(f"s{day}", day, "hills") for day in range(2, 9))) == ["s8", "s7", "s6"]


def test_stories_without_a_region_do_not_share_one() -> None:
    nowhere = _story("nowhere", 1, "hills")

    assert _ranked(nowhere, _story("also", 2), _story("hill", 1, "hills")) == ["hill", "also"]


def test_a_readable_story_is_found_behind_many_that_are_not() -> None:
    others = [_story(f"s{number}", 28, "hills") for number in range(40)]

    found = _ranked(ONE, *others, _story("told", 2, "hills"), unlisted=" ".join(story.slug for story in others))

    assert found[0] == "told"
