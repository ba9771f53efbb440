"""What sites have besides texts and lists can be turned off in `content/site.yaml`."""

from __future__ import annotations

import dataclasses

import pytest

from sitegen.check import check
from sitegen.config import Features
from sitegen.session import Options
from tests.conftest import PROJECT, ProjectFactory
from tests.support import NOW, SITE, SmallProject, snapshot

ALL = tuple(field.name for field in dataclasses.fields(Features))
#: What is said of pages that lead to what is not there, or are led to by nothing. The small theme has other faults.
LEADING = {"bad-feed", "bad-sitemap", "dead-link", "link-not-portable", "not-in-sitemap", "unreachable-page"}
STORIES = """
    -- content/stories/coffee/index.md --
    ---
    title: Coffee
    date: 2026-01-02
    summary: A cup of it.
    topics: [hills]
    region: north
    place: {name: Hunza, latitude: 36.3, longitude: 74.7}
    credits: [{role: writer, name: Story desk}]
    ---
    Drink it slowly.
    -- content/stories/tea/index.md --
    ---
    title: Tea
    date: 2026-01-01
    summary: A pot of it.
    topics: [hills]
    region: north
    ---
    Drink it warm.
    -- content/events/fair.yaml --
    name: The fair
    starts: 2026-07-07
    place: {name: Hunza}
    story: coffee
    updated: 2026-01-01
    """


def _site(*off: str) -> str:
    settings = SITE.replace("[en, fr, ur]", "[en]").replace("[stories]", "[stories, topics, regions, places, credits]")
    return settings + "features:\n" + "".join(f"  {name}: false\n" for name in off)


def _build(project: SmallProject, *off: str) -> set[str]:
    project.write("content/site.yaml", _site(*off))
    built = project.build()
    assert project.messages(built) == []
    return set(snapshot(project.root / "public/portal")) - {".sitegen.json"}


def test_without_features_texts_lists_and_one_feed_are_left(project: ProjectFactory) -> None:
    made = _build(project(STORIES), *ALL)

    assert {path for path in made if not path.startswith("assets/")} == {
        "404.html",
        "index.html",
        "en/404.html",
        "en/feed.xml",
        "en/index.html",
        "en/stories/coffee/index.html",
        "en/stories/index.html",
        "en/stories/tea/index.html",
        "en/topics/hills/index.html",
        "en/topics/index.html",
    }


@pytest.mark.parametrize(
    ("feature", "gone"),
    [
        ("credits", {"en/credits/index.html"}),
        ("events", {"en/events.ics", "en/events/fair.ics", "en/events/index.html"}),
        ("places", {"en/places/index.html"}),
        ("regions", {"en/regions/index.html", "en/regions/north/index.html"}),
        ("sitemaps", {"robots.txt", "sitemap.xml", "sitemaps/en.xml"}),
        ("json_feeds", {"en/feed.json", "en/topics/hills/feed.json"}),
        ("topic_feeds", {"en/topics/hills/feed.json", "en/topics/hills/feed.xml"}),
        ("fonts", set()),
        ("related", set()),
        ("schema", set()),
        ("sharing", set()),
    ],
)
def test_a_feature_that_is_off_takes_its_files_along(project: ProjectFactory, feature: str, gone: set[str]) -> None:
    site = project(STORIES)
    before = _build(site)

    after = _build(site, feature)

    assert before - after == gone
    assert after - before == set()


@pytest.mark.parametrize("off", [(name,) for name in ALL] + [ALL])
def test_nothing_leads_to_what_is_off(project: ProjectFactory, off: tuple[str, ...]) -> None:
    site = project(STORIES)
    _build(site, *off)

    checked = check(site.session(), Options(now=NOW))

    assert [str(fault) for fault in checked.found if fault.code in LEADING] == []


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        ("related", "../tea/index.html"),
        ("schema", "application/ld+json"),
        ("sharing", "og:title"),
        ("regions", "North"),
        ("events", "The fair"),
    ],
)
def test_a_story_lacks_what_is_off(project: ProjectFactory, feature: str, words: str) -> None:
    site = project(STORIES)
    _build(site)
    assert words in site.page("en/stories/coffee/index.html")

    _build(site, feature)

    assert words not in site.page("en/stories/coffee/index.html")


def test_turning_features_off_and_on_again_gives_the_same_site(project: ProjectFactory) -> None:
    site = project(STORIES)
    _build(site)
    cold = snapshot(site.root / "public/portal")

    _build(site, *ALL)
    _build(site)

    assert snapshot(site.root / "public/portal") == cold


def test_a_preview_sends_robots_away_without_sitemaps_too(project: ProjectFactory) -> None:
    site = project(STORIES)
    site.write("content/site.yaml", _site("sitemaps"))

    site.build(preview=True)

    assert (site.root / "public/portal/robots.txt").read_text("ascii") == "User-agent: *\nDisallow: /\n"


def test_every_feature_is_documented() -> None:
    formats = (PROJECT / "docs/formats.md").read_text("utf-8")

    assert [name for name in ALL if f"| `{name}` |" not in formats] == []
