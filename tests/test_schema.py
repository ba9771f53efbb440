"""What pages tell machines: schema.org in JSON-LD, Open Graph in the head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from sitegen.recipes import Thing
from sitegen.render.machines import graph
from sitegen.session import Reading
from tests.feeds import INSTANT, NASTY, nasty_project
from tests.pages import Page, Sites, parse, record
from tests.places import story_of

#: What https://schema.org and Google's guidelines ask of each type that we use.
REQUIRED = {
    "EntryPoint": {"urlTemplate"},
    "SearchAction": {"target", "query-input"},
    "Article": {"headline", "inLanguage", "datePublished", "dateModified", "author", "publisher", "url"},
    "BreadcrumbList": {"itemListElement"},
    "CreativeWork": {"name"},
    "Event": {"name", "startDate", "location", "inLanguage", "url"},
    "GeoCoordinates": {"latitude", "longitude"},
    "ImageObject": {"url", "width", "height", "caption"},
    "ListItem": {"position", "name", "item"},
    "Organization": {"name"},
    "Place": {"name"},
    "WebSite": {"name", "url", "inLanguage", "publisher"},
}


def _things(page: Page) -> list[dict[str, Any]]:
    """Return what a page tells of, outermost things only."""
    scripts = [script for script in page.root.find("script") if "src" not in script.attributes]
    assert len(scripts) <= 1, page
    found = record(scripts[0]) if scripts else {"@graph": []}
    assert found is not None, page
    return list(found["@graph"])


def _all(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _all(part)


def _only(page: Page, kind: str) -> dict[str, Any]:
    (thing,) = [thing for thing in _things(page) if thing["@type"] == kind]
    return thing


@pytest.fixture(scope="session")
def pages(sites: Sites) -> list[Page]:
    """All pages of all sites."""
    return list(sites.pages.values())


def _is_listed(reading: Reading, page: Page) -> bool:
    readable = page.is_story and not page.is_left
    return readable and reading.translations.is_listed(story_of(reading, page).domain, page.tag)


def _canonical(page: Page) -> str:
    return page.root.only("link", rel="canonical").attributes["href"]


def test_every_thing_has_what_its_type_asks_for(pages: list[Page]) -> None:
    seen = set()
    for page in pages:
        for thing in _all(_things(page)):
            kind = thing["@type"]
            seen.add(kind)
            stub = "@id" in thing and not {"name", "headline"} & set(thing)
            assert stub or REQUIRED[kind] <= set(thing), f"{page}: {thing}"
            assert not [name for name, value in thing.items() if value in ("", [], None)], f"{page}: {thing}"
    assert seen == set(REQUIRED)


def test_a_story_offered_in_a_language_is_an_article_and_no_other_page_is(pages: list[Page], reading: Reading) -> None:
    for page in pages:
        kinds = [thing["@type"] for thing in _things(page)]
        assert kinds.count("Article") == _is_listed(reading, page), page


def test_an_article_says_what_its_page_says(pages: list[Page], reading: Reading) -> None:
    for page in [page for page in pages if _is_listed(reading, page)]:
        article = _only(page, "Article")
        url = _canonical(page)

        assert (article["url"], article["mainEntityOfPage"], article["@id"]) == (url, url, f"{url}#article"), page
        assert article["headline"] == page.root.only("h1").text, page
        assert article["inLanguage"] == page.tag, page
        assert INSTANT.fullmatch(article["datePublished"]), page
        assert article["dateModified"] >= article["datePublished"], page
        assert article["publisher"]["@id"] == "https://portal.example.org/#organization", page


def test_originals_and_translations_name_each_other(sites: Sites, pages: list[Page], reading: Reading) -> None:
    articles = {_canonical(page): _only(page, "Article") for page in pages if _is_listed(reading, page)}
    languages = {_canonical(page): story_of(reading, page).language for page in pages if _is_listed(reading, page)}
    translations = 0
    for url, article in articles.items():
        for other in article.get("workTranslation", []):
            translations += 1
            assert articles[other["url"]]["translationOfWork"]["@id"] == f"{url}#article"
            assert articles[other["url"]]["inLanguage"] == other["inLanguage"]
        if "translationOfWork" in article:
            original = articles[article["translationOfWork"]["url"]]
            assert url in [other["url"] for other in original["workTranslation"]]
        else:
            assert article["inLanguage"] == languages[url]
    assert translations >= 8


def test_a_story_with_a_place_says_where_it_lies(pages: list[Page], reading: Reading) -> None:
    placed = 0
    for page in [page for page in pages if _is_listed(reading, page)]:
        place = story_of(reading, page).place
        said = _only(page, "Article").get("contentLocation", {})
        assert bool(said) == (place is not None), page
        if place is not None and place.latitude is not None:
            placed += 1
            coordinates = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
            assert said == {"@type": "Place", "geo": coordinates, "name": said["name"]}, page
    assert placed > 5


def test_the_way_to_a_page_leads_over_pages_that_exist(sites: Sites, pages: list[Page]) -> None:
    ways = 0
    for page in pages:
        for thing in _things(page):
            if thing["@type"] != "BreadcrumbList":
                continue
            items = thing["itemListElement"]
            ways += 1
            assert [item["position"] for item in items] == list(range(1, len(items) + 1)), page
            targets = [sites.file_at(page.site, "", item["item"]) for item in items]
            assert all(target in sites.pages for target in targets), page
            assert (targets[0], targets[-1]) == ((page.site, f"{page.tag}/index.html"), (page.site, page.path)), page
    assert ways > 100


def test_home_pages_say_who_publishes_the_site(sites: Sites, pages: list[Page]) -> None:
    for page in pages:
        kinds = {thing["@type"] for thing in _things(page)}
        assert ({"Organization", "WebSite"} <= kinds) == (page.path == f"{page.tag}/index.html"), page


# Open Graph ------------------------------------------------------------------------------------------------------


def _properties(page: Page) -> list[tuple[str, str]]:
    metas = [meta.attributes for meta in page.root.find("meta") if "property" in meta.attributes]
    return [(meta["property"], meta["content"]) for meta in metas]


def test_every_page_can_be_shared(sites: Sites, pages: list[Page], reading: Reading) -> None:
    for page in [page for page in pages if not page.is_left]:
        said = dict(_properties(page))
        locales = [content for name, content in _properties(page) if name.startswith("og:locale")]

        assert {"og:type", "og:title", "og:site_name", "og:locale"} <= set(said), page
        assert all(said.values()), page
        assert said["og:type"] == ("article" if page.is_story else "website"), page
        assert said["og:locale"].startswith(page.root.attributes["lang"].partition("-")[0] + "_"), page
        assert all(re.fullmatch(r"[a-z]{2,3}_[A-Z]{2}", locale) for locale in locales), page
        assert len(locales) == len(set(locales)), page
        assert page.is_story == ("article:published_time" in said), page
        assert all(INSTANT.fullmatch(value) for name, value in said.items() if name.endswith("_time")), page


def test_a_shared_picture_is_as_large_as_it_says(sites: Sites, pages: list[Page]) -> None:
    seen: dict[str, tuple[str, ...]] = {}
    for page in pages:
        said = dict(_properties(page))
        if not said:
            continue  # a page that leads on says nothing of itself
        card = page.root.only("meta", name="twitter:card").attributes["content"]
        assert card == ("summary_large_image" if "og:image" in said else "summary"), page
        if "og:image" in said:
            names = ("og:image:width", "og:image:height", "og:image:type")
            seen[said["og:image"]] = tuple(said[name] for name in names)
            assert said["og:image:alt"], page
    for url, (width, height, kind) in seen.items():
        target = sites.file_at("portal", "", url)
        assert target is not None
        with Image.open(sites.folder.joinpath(*target)) as opened:
            assert (*map(str, opened.size), Image.MIME[opened.format or ""]) == (width, height, kind), url
    assert len(seen) >= 8


def test_the_languages_of_a_shared_page_are_those_in_which_it_is_offered(pages: list[Page], reading: Reading) -> None:
    for page in [page for page in pages if page.is_story and not page.is_left and page.site == "portal"]:
        domain = story_of(reading, page).domain
        locales = {content for name, content in _properties(page) if name == "og:locale:alternate"}
        tags = reading.config.sites[0].tags
        offered = {tag for tag in tags if reading.translations.is_listed(domain, tag)}
        assert {locale[:2] for locale in locales} == {tag[:2] for tag in offered - {page.tag}}, page


# What writers write ----------------------------------------------------------------------------------------------


def test_text_stays_in_its_place(tmp_path: Path) -> None:
    project = nasty_project(tmp_path)
    project.build()
    written = NASTY.replace("\u2028", "")

    page = Page(site="portal", path="en/stories/tea/index.html", root=parse(project.page("en/stories/tea/index.html")))

    article = _only(page, "Article")
    assert {article["headline"], article["description"], article["contentLocation"]["name"]} == {written}
    assert {article["author"][0]["name"], article["image"]["caption"], article["citation"][0]["name"]} == {written}
    assert article["citation"][0]["url"] == "https://example.org/?a=1&b=<2>"
    assert dict(_properties(page))["og:title"] == written


def test_nothing_in_a_record_can_end_it() -> None:
    said = graph((Thing(type="Place", properties=(("name", "</script><!-- & \u2028\u2029"), ("geo", None))),))

    assert said == (
        '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Place",'
        '"name":"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028\\u2029"}]}</script>'
    )


def test_a_page_without_a_record_has_no_script() -> None:
    assert graph(()) == ""
