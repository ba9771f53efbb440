"""Feeds: what stands in them, that they keep to their standards, and that no text gets out of its place."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sitegen.render.xml import add, xml
from sitegen.session import Reading
from tests.conftest import ProjectFactory
from tests.feeds import LANG, NASTY, atom_faults, entries, json_faults, link, nasty_project, text
from tests.pages import Sites
from tests.places import path_of
from tests.support import NOW, SmallProject

#: The project's own feeds -----------------------------------------------------------------------------------


def _files(sites: Sites, suffix: str) -> dict[tuple[str, str], bytes]:
    """Return the feeds of all sites by site and path."""
    return {
        (site, file.relative_to(sites.folder / site).as_posix()): file.read_bytes()
        for site in sites.addresses
        for file in sorted((sites.folder / site).rglob(f"feed.{suffix}"))
    }


def test_every_language_and_every_topic_has_both_feeds(sites: Sites, reading: Reading) -> None:
    topics = [f"topics/{key}" for key, _ in reading.config.topics]
    expected = {
        (site.id, f"{folder}feed")
        for site in reading.config.sites
        for tag in site.tags
        # A feed that moved is still read at its former address.
        for folder in (f"{tag}/", *(f"{tag}/{place}/" for place in topics), *_folders(reading, topics, tag))
    }

    for suffix in ("xml", "json"):
        assert {(site, path.removesuffix(f".{suffix}")) for site, path in _files(sites, suffix)} == expected


def _folders(reading: Reading, places: list[str], tag: str) -> list[str]:
    return [path_of(reading, place, tag).removesuffix("index.html") for place in places]


def test_feeds_keep_to_their_standards(sites: Sites) -> None:
    assert {
        place: atom_faults(content) for place, content in _files(sites, "xml").items() if atom_faults(content)
    } == {}
    assert {
        place: json_faults(content) for place, content in _files(sites, "json").items() if json_faults(content)
    } == {}


def test_a_feed_holds_the_stories_offered_in_its_language_newest_first(sites: Sites, reading: Reading) -> None:
    seen = 0
    for (site, path), content in _files(sites, "xml").items():
        tag, _, rest = path.partition("/")
        topics = {_folders(reading, [f"topics/{key}"], tag)[0]: key for key, _ in reading.config.topics}
        own = path.removesuffix("feed.xml")
        topic = topics.get(own, own.split("/")[2]) if rest.startswith("topics/") else None
        offered = [
            story
            for story in reading.library.stories
            if story.status == "published"
            and reading.translations.is_listed(story.domain, tag)
            and topic in (None, *story.topics)
        ]

        assert [text(entry, "id").split("/")[-2] for entry in entries(content)] == [story.slug for story in offered], (
            path
        )
        assert [text(entry, "published")[:10] for entry in entries(content)] == [str(s.date) for s in offered], path
        for entry, story in zip(entries(content), offered, strict=True):
            seen += 1
            page = sites.file_at(site, "", link(entry, "alternate"))
            assert page == (site, path_of(reading, story.domain, tag))
            assert text(entry, "title") == sites.pages[page].root.only("h1").text
            enclosure = sites.file_at(site, "", link(entry, "enclosure"))
            assert enclosure is not None
            assert sites.folder.joinpath(*enclosure).is_file()
    assert seen > 30


def test_both_formats_say_the_same(sites: Sites) -> None:
    as_json = _files(sites, "json")
    for (site, path), content in _files(sites, "xml").items():
        items = json.loads(as_json[(site, path.removesuffix("xml") + "json")])["items"]

        assert [
            (item["id"], item["url"], item["title"], item["content_text"], item["date_modified"]) for item in items
        ] == [
            (text(e, "id"), link(e, "alternate"), text(e, "title"), text(e, "summary"), text(e, "updated"))
            for e in entries(content)
        ]


def test_a_story_has_one_id_and_one_date_on_all_sites(sites: Sites) -> None:
    known: dict[str, set[str]] = {}
    for content in _files(sites, "xml").values():
        for entry in entries(content):
            known.setdefault(text(entry, "id"), set()).add(text(entry, "updated"))

    assert {id: updates for id, updates in known.items() if len(updates) > 1} == {}


def test_every_page_names_the_feeds_of_its_language_and_shows_a_link(sites: Sites) -> None:
    for page in sites.pages.values():
        if page.is_left:
            continue
        feeds = [e for e in page.root.find("link", rel="alternate") if "hreflang" not in e.attributes]
        shown = [a for a in page.root.find("a") if a.attributes.get("type") == "application/atom+xml"]
        targets = [sites.file(page, feed.attributes["href"]) for feed in feeds]

        parts = page.path.split("/")
        own = "/".join(parts[:3]) + "/" if parts[1:2] == ["topics"] and len(parts) > 3 else ""
        places = [place for place in (own, f"{page.tag}/") if place]
        found = bool(page.tag) and not page.path.endswith("404.html")
        formats = ("xml", "json")
        assert targets == [(page.site, f"{place}feed.{f}") for place in places for f in formats if found], page
        assert {sites.file(page, a.attributes["href"]) for a in shown} >= set(targets[:1]), page
        assert all(sites.folder.joinpath(*(sites.file(page, a.attributes["href"]) or ())).is_file() for a in shown), (
            page
        )
        assert shown or page.path == "index.html", page


# Small projects ---------------------------------------------------------------------------------------------

ZONES = """
    -- content/site.yaml --
    name: Tales
    base_url: https://tales.example.org/a/
    languages: [en]
    time_zone: Asia/Karachi
    theme: plain
    topics: {hills: Hills}
    -- content/missions/berlin.yaml --
    name: Tales in Berlin
    city: Berlin
    language: de
    languages: [de, en]
    time_zone: Europe/Berlin
    base_url: https://berlin.example.org/
    -- content/stories/tea.md --
    ---
    title: Tea
    date: 2026-01-02
    updated: 2026-05-02
    topics: [hills]
    ---
    Pour it from high.
    -- locales/de/LC_MESSAGES/stories/tea.po --
    msgid ""
    msgstr "Content-Type: text/plain; charset=UTF-8\\n"

    msgid "Pour it from high."
    msgstr "Hoch eingießen."
    """


def _feed(project: SmallProject, path: str) -> bytes:
    return (project.root / "public" / path).read_bytes()


def test_days_begin_in_the_time_zone_of_the_site_that_owns_a_language(project: ProjectFactory) -> None:
    made = project(ZONES)
    made.build()

    said = {
        path: [(text(e, "id"), text(e, "published"), text(e, "updated")) for e in entries(_feed(made, path))]
        for path in ("portal/en/feed.xml", "berlin/en/feed.xml", "berlin/de/topics/hills/feed.xml")
    }

    address = "https://tales.example.org/a/{}/stories/tea/"
    english = [(address.format("en"), "2026-01-02T00:00:00+05:00", "2026-05-02T00:00:00+05:00")]
    german = [(address.format("de"), "2026-01-02T00:00:00+01:00", "2026-05-02T00:00:00+02:00")]
    assert list(said.values()) == [english, english, german]
    assert text(entries(_feed(made, "berlin/de/feed.xml"))[0], "title") == "Tea"


def test_a_title_that_fell_back_says_its_language(project: ProjectFactory) -> None:
    made = project(ZONES)
    made.build()

    (entry,) = entries(_feed(made, "berlin/de/feed.xml"))

    languages = {child.tag.rpartition("}")[2]: child.get(LANG) for child in entry if child.text}
    assert languages == {"id": None, "title": "en", "published": None, "updated": None, "summary": None}


def test_an_id_stays_whatever_is_changed(project: ProjectFactory) -> None:
    made = project(ZONES)
    made.build()
    before = [text(entry, "id") for entry in entries(_feed(made, "berlin/de/feed.xml"))]

    made.edit("content/stories/tea.md", "title: Tea", "title: Chai")
    made.edit("content/stories/tea.md", "date: 2026-01-02", "date: 2025-01-02")
    made.edit("content/site.yaml", "languages: [en]", "languages: [en, de]")
    made.build()

    assert [text(entry, "id") for entry in entries(_feed(made, "berlin/de/feed.xml"))] == before


def test_feeds_that_did_not_change_are_not_made_again(project: ProjectFactory) -> None:
    made = project(ZONES)
    made.build()

    made.write("content/stories/salt.md", "---\ntitle: Salt\ndate: 2026-02-02\nstatus: draft\n---\nWait.\n")

    assert made.build(now=NOW.replace(year=2030)).made == frozenset()


def test_a_feed_without_stories_is_there_all_the_same(project: ProjectFactory) -> None:
    made = project(ZONES)
    made.remove("content/stories/tea.md")
    made.remove("locales/de/LC_MESSAGES/stories/tea.po")
    made.build()

    content = _feed(made, "portal/en/feed.xml")

    assert (atom_faults(content), entries(content)) == ([], [])
    assert b"<updated>1970-01-01T00:00:00+00:00</updated>" in content
    assert json_faults(_feed(made, "portal/en/feed.json")) == []


def test_a_feed_ends_after_thirty_stories(tmp_path: Path) -> None:
    head = "date: 2026-01-01\nupdated: 2026-{:02}-01"
    stories: dict[str, str | bytes] = {
        f"content/stories/s{number}.md": f"---\ntitle: S{number}\n{head.format(number % 9 + 1)}\n---\nWords.\n"
        for number in range(10, 45)
    }
    project = SmallProject(tmp_path, stories)
    project.build()

    content = _feed(project, "portal/en/feed.xml")

    assert [text(entry, "title") for entry in entries(content)] == [f"S{number}" for number in range(10, 40)]
    assert content.count(b"<updated>2026-09-01") == 4  # three of the thirty, and the feed


@pytest.mark.parametrize("line", ["status: draft", "publish: 2026-06-02"])
def test_a_draft_is_in_no_feed_and_in_no_sitemap_even_where_drafts_are_shown(
    project: ProjectFactory, line: str
) -> None:
    made = project(ZONES)
    made.edit("content/stories/tea.md", "topics:", f"{line}\ntopics:")
    made.build(drafts=True)

    assert "Tea" in made.page("en/index.html")
    told = [*made.root.glob("public/[!.]*/**/feed.*"), *made.root.glob("public/[!.]*/sitemaps/*")]
    assert [path.name for path in told if b"stories/tea" in path.read_bytes()] == []
    assert len(told) == 3 * 2 * 2 + 3


def test_years_long_ago_and_far_ahead_make_valid_feeds(project: ProjectFactory) -> None:
    made = project(ZONES)
    made.edit("content/stories/tea.md", "date: 2026-01-02", "date: 0001-01-01")
    made.edit("content/stories/tea.md", "updated: 2026-05-02", "updated: 9999-12-31")

    assert made.build().published
    assert atom_faults(_feed(made, "portal/en/feed.xml")) == []


# What writers and translators write ---------------------------------------------------------------------------


def test_text_stays_in_its_place_in_every_format(tmp_path: Path) -> None:
    project = nasty_project(tmp_path)
    written = NASTY.replace("\u2028", "")
    assert project.messages(project.build()) == []

    content = _feed(project, "portal/en/feed.xml")
    (entry,) = entries(content)
    (item,) = json.loads(_feed(project, "portal/en/feed.json"))["items"]

    assert (atom_faults(content), json_faults(_feed(project, "portal/en/feed.json"))) == ([], [])
    assert (text(entry, "title"), text(entry, "summary")) == (written, written)
    assert [child.get("label") for child in entry if child.get("label")] == [written]
    assert (item["title"], item["content_text"], item["authors"]) == (written, written, [{"name": written}])


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    root = ElementTree.Element("a", {"b": "c\x01d\ud800"})
    add(root, "e", "f\x00\x1f\ufffeg \U0001f5fb ]]>\n")

    assert [(part.text, part.get("b")) for part in ElementTree.fromstring(xml(root)).iter()] == [
        ("\n ", "cd"),
        ("fg \U0001f5fb ]]>\n", None),
    ]


# The checks themselves ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b"<id>https://tales.example.org/a/en/feed.xml</id>", b"", "feed: 0 times id"),
        (b"<published>2026-01-02T00:00:00+05:00", b"<published>2026-01-02", "entry: published is '2026-01-02'"),
        (b'rel="self"', b'rel="via"', "the feed does not name itself"),
        (b"<entry>", b"<entry><entry/>", "entry: entry is not known there"),
        (b'<category term="hills"', b"<category", "entry: a category without a term"),
        (b'type="text">Tea', b'type="html">Tea', "entry: title is not plain text"),
        (b'href="https://tales.example.org/a/en/stories/tea/"', b'href="tea/"', "entry: a link to 'tea/'"),
        (b"<name>Tales</name>", b"", "feed: an author with ['uri']"),
    ],
)
def test_a_damaged_feed_is_seen(project: ProjectFactory, old: bytes, new: bytes, fault: str) -> None:
    made = project(ZONES)
    made.build()
    content = _feed(made, "portal/en/feed.xml")

    assert old in content
    assert fault in atom_faults(content.replace(old, new))
