"""Sitemaps, robots.txt and the translations that pages name, over all sites together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from sitegen.locales import language_and_territory
from sitegen.plan.sitemaps import MAXIMUM_BYTES, MAXIMUM_ENTRIES, split
from sitegen.recipes import SitemapEntry, SitemapRecipe
from sitegen.render.xml import sitemap
from sitegen.session import Reading
from sitegen.views import Alternate
from tests.conftest import ProjectFactory
from tests.pages import Page, Sites
from tests.places import path_of

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
LINK = "{http://www.w3.org/1999/xhtml}link"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A page as a sitemap tells of it."""

    site: str
    file: str
    url: str
    modified: str
    alternates: dict[str, str]
    pictures: list[str]


def _entries(folder: Path, site: str) -> list[Entry]:
    """Return the entries of the sitemaps that the index of a site names."""
    index = ElementTree.parse(folder / site / "sitemap.xml").getroot()
    assert index.tag == f"{MAP}sitemapindex"
    base = (folder / site / "robots.txt").read_text().rpartition("Sitemap: ")[2].strip().removesuffix("sitemap.xml")
    found = []
    for named in index:
        assert [child.tag for child in named] == [f"{MAP}loc", f"{MAP}lastmod"]
        path = (named.findtext(f"{MAP}loc") or "").removeprefix(base)
        entries = [_entry(site, path, url) for url in ElementTree.parse(folder / site / path).getroot()]
        assert named.findtext(f"{MAP}lastmod") == max(entry.modified for entry in entries)
        found += entries
    assert {entry.file for entry in found} == {f"sitemaps/{f.name}" for f in (folder / site / "sitemaps").iterdir()}
    return found


def _entry(site: str, file: str, url: ElementTree.Element) -> Entry:
    links = url.findall(LINK)
    assert url.tag == f"{MAP}url"
    assert {child.tag for child in url} <= {f"{MAP}loc", f"{MAP}lastmod", LINK, f"{IMAGE}image"}
    assert all(set(link.attrib) == {"rel", "hreflang", "href"} and link.get("rel") == "alternate" for link in links)
    alternates = {str(link.get("hreflang")): str(link.get("href")) for link in links}
    assert len(alternates) == len(links)
    return Entry(
        site=site,
        file=file,
        url=url.findtext(f"{MAP}loc") or "",
        modified=url.findtext(f"{MAP}lastmod") or "",
        alternates=alternates,
        pictures=[picture.findtext(f"{IMAGE}loc") or "" for picture in url.findall(f"{IMAGE}image")],
    )


@pytest.fixture(scope="session")
def entries(sites: Sites) -> list[Entry]:
    """The sitemaps of the project's own sites."""
    return [entry for site in sites.addresses for entry in _entries(sites.folder, site)]


def _page(sites: Sites, url: str) -> Page:
    target = sites.file_at("portal", "", url)
    assert target is not None, f"{url} is on none of our sites"
    return sites.pages[target]


def _links(page: Page) -> dict[str, str]:
    found = [link.attributes for link in page.root.find("link", rel="alternate") if "hreflang" in link.attributes]
    return {link["hreflang"]: link["href"] for link in found}


# Which pages there are -------------------------------------------------------------------------------------


def test_the_sitemaps_hold_every_page_that_is_its_own_canonical_once(sites: Sites, entries: list[Entry]) -> None:
    expected = {
        f"{sites.addresses[page.site]}{page.path.removesuffix('index.html')}"
        for page in sites.pages.values()
        if _links(page)
    }

    assert Counter(entry.url for entry in entries) == Counter(expected)
    assert {_page(sites, entry.url).site == entry.site for entry in entries} == {True}


def test_a_page_that_falls_back_is_in_no_sitemap_and_named_by_no_page(
    sites: Sites, entries: list[Entry], reading: Reading
) -> None:
    fallen = {
        "/" + path_of(reading, story.domain, tag).removesuffix("index.html")
        for story in reading.library.stories
        for tag in reading.config.tags
        if not reading.translations.is_listed(story.domain, tag)
    }
    named = {url for entry in entries for url in (entry.url, *entry.alternates.values())}
    named |= {url for page in sites.pages.values() for url in _links(page).values()}

    assert {urlsplit(url).path for url in named} & fallen == set()
    assert fallen


def test_each_sitemap_holds_pages_of_its_own_language(sites: Sites, entries: list[Entry]) -> None:
    for entry in entries:
        language = _page(sites, entry.url).root.attributes["lang"]
        assert entry.file == f"sitemaps/{language}.xml", entry.url


# The graph of translations ---------------------------------------------------------------------------------------


def test_translations_are_mutual_over_all_sites_in_pages_and_sitemaps(sites: Sites, entries: list[Entry]) -> None:
    graph = {entry.url: entry.alternates for entry in entries}
    for url, alternates in graph.items():
        assert _links(_page(sites, url)) == alternates, url
        assert url in alternates.values(), url
        for tag, other in alternates.items():
            assert graph[other] == alternates, f"{url}: {tag}"
            assert _page(sites, other).root.attributes["lang"] == tag or tag == "x-default", other


def test_just_home_pages_and_the_chooser_name_a_page_for_all_other_languages(
    sites: Sites, entries: list[Entry]
) -> None:
    homes = {base + place for site, base in sites.addresses.items() for place in ("", *_tags(sites, site))}

    assert {entry.url for entry in entries if "x-default" in entry.alternates} == homes
    for entry in entries:
        assert entry.alternates.get("x-default", sites.addresses[entry.site]) == sites.addresses[entry.site]


def _tags(sites: Sites, site: str) -> set[str]:
    return {f"{page.tag}/" for page in sites.pages.values() if page.site == site and page.tag}


def test_the_translations_of_a_story_may_be_on_several_sites(odd: Sites) -> None:
    found = [entry for site in odd.addresses for entry in _entries(odd.folder, site)]
    graph = {entry.url: entry.alternates for entry in found if "/stories/everything/" in entry.url}

    address = "https://portal.example.org/below/a/path/en/stories/everything/"
    assert graph == {address: {"en": address}}
    assert "https://berlin.example.org/de/stories/bare/" in {entry.url for entry in found}
    assert {entry.url for entry in found if entry.site == "vienna" and "/stories/b" in entry.url} == set()


# What else they say --------------------------------------------------------------------------------------------


def test_the_day_of_the_last_change_is_that_of_the_text(sites: Sites, entries: list[Entry], reading: Reading) -> None:
    stories = {
        path_of(reading, story.domain, tag).split("/")[2]: story
        for story in reading.library.stories
        for tag in reading.config.tags
    }
    for entry in entries:
        parts = urlsplit(entry.url).path.split("/")
        if parts[2:3] == ["stories"] and parts[3] not in ("", "page"):
            story = stories[parts[3]]
            assert entry.modified == str(story.updated or story.date), entry.url
        elif parts[1] and parts[2:3] == [""]:
            page = _page(sites, entry.url)
            links = [a.attributes["href"] for a in page.root.only("main").find("a")]
            slugs = {link.split("/")[1] for link in links if link.startswith("stories/")} & set(stories)
            assert entry.modified == str(max(stories[slug].date for slug in slugs)), entry.url


def test_pictures_of_a_text_stand_with_its_page(sites: Sites, entries: list[Entry]) -> None:
    for entry in entries:
        page = _page(sites, entry.url)
        own = page.root.only("article", kind="story").walk() if page.is_story else []
        names = [(element, {"img": "src", "video": "poster"}.get(element.tag)) for element in own]
        shown = [sites.file(page, element.attributes[name]) for element, name in names if name]
        assert [sites.file_at(page.site, "", picture) for picture in entry.pictures] == shown, entry.url
    assert sum(len(entry.pictures) for entry in entries) > 20


def test_robots_are_told_of_the_sitemaps(sites: Sites) -> None:
    for site, base in sites.addresses.items():
        text = (sites.folder / site / "robots.txt").read_text()

        assert text == f"User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n"


def test_robots_are_sent_away_from_a_preview(project: ProjectFactory) -> None:
    made = project("-- content/stories/tea.md --\n---\ntitle: Tea\ndate: 2026-01-01\n---\nPour.\n")
    made.build(preview=True)

    assert made.page("robots.txt") == "User-agent: *\nDisallow: /\n"


def test_a_story_that_comes_and_goes_takes_its_entries_with_it(project: ProjectFactory) -> None:
    made = project("-- content/stories/tea.md --\n---\ntitle: Tea\ndate: 2026-01-01\ntopics: [hills]\n---\nPour.\n")
    made.build()
    with_story = [entry.url for entry in _entries(made.root / "public", "portal")]
    made.remove("content/stories/tea.md")
    made.write("content/stories/salt.md", "---\ntitle: Salt\ndate: 2026-01-01\n---\nPour.\n")
    made.build()
    without = [entry.url for entry in _entries(made.root / "public", "portal")]

    base = "https://tales.example.org/"
    assert set(with_story) - set(without) == {
        f"{base}en/stories/tea/",
        *(f"{base}{tag}/topics/{path}" for tag in ("en", "fr", "ur") for path in ("", "hills/")),
    }


# Limits ----------------------------------------------------------------------------------------------------------


def _many(count: int, *, width: int = 10, others: int = 0) -> list[SitemapEntry]:
    url = "https://example.org/" + "a" * width
    alternates = tuple(Alternate(hreflang=f"l{number}", url=url) for number in range(others))
    return [
        SitemapEntry(url=f"{url}{number}", modified="2026-01-01", alternates=alternates, pictures=(url,))
        for number in range(count)
    ]


def test_a_sitemap_ends_after_fifty_thousand_pages() -> None:
    parts = list(split(_many(2 * MAXIMUM_ENTRIES + 1)))

    assert [len(part) for part in parts] == [MAXIMUM_ENTRIES, MAXIMUM_ENTRIES, 1]


def test_a_sitemap_ends_before_it_has_fifty_megabytes() -> None:
    entries = _many(700, width=2000, others=60)
    parts = list(split(entries))

    assert [entry for part in parts for entry in part] == entries
    assert len(parts) == 2
    assert all(len(sitemap(SitemapRecipe(entries=tuple(part)))) < MAXIMUM_BYTES for part in parts)


# Locales of Open Graph -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ur", "ur_PK"),
        ("en_GB", "en_GB"),
        ("en", "en_US"),
        ("ar_SA", "ar_SA"),
        ("zh_Hans", "zh_CN"),
        ("zh_Hant", "zh_TW"),
        ("pa_Arab", "pa_PK"),
        ("ca_ES_VALENCIA", "ca_ES"),
        ("es_419", "es_ES"),
        ("eo", "eo"),
    ],
)
def test_a_locale_is_written_with_its_country(name: str, expected: str) -> None:
    assert language_and_territory(name) == expected
