"""Feeds and sitemaps against their standards and against the pages they name, with handmade files."""

from __future__ import annotations

import json

import pytest

from sitegen.check import feeds, sitemaps, xml
from sitegen.check.markup import Flaw
from tests.check.support import ANKARA, PORTAL, html, site, sites, told
from tests.check.test_languages import TEA, known

ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>{PORTAL}en/feed.xml</id><title>Tales</title><updated>2026-01-02T00:00:00Z</updated><author><name>Desk</name></author>
<link rel="self" href="{PORTAL}en/feed.xml"/><link href="{PORTAL}en/"/>
<entry><id>tea</id><title>Tea</title><updated>2026-01-02T00:00:00Z</updated>
<link href="{PORTAL}en/tea/"/></entry>
</feed>
"""
ITEM: dict[str, object] = {
    "id": "tea",
    "url": f"{PORTAL}en/tea/",
    "content_text": "Pour it.",
    "date_published": "2026-01-02T00:00:00+05:00",
    "image": f"{PORTAL}a.jpg",
}
JSON_FEED: dict[str, object] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Tales",
    "language": "en",
    "feed_url": f"{PORTAL}en/feed.json",
    "home_page_url": f"{PORTAL}en/",
    "items": [ITEM],
}
INDEX = f"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>{PORTAL}sitemaps/en.xml</loc><lastmod>2026-01-02</lastmod></sitemap>
</sitemapindex>
"""
SITEMAP = f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>{PORTAL}en/tea/</loc><lastmod>2026-01-02</lastmod>
<xhtml:link rel="alternate" hreflang="en" href="{TEA["en"]}"/>
<xhtml:link rel="alternate" hreflang="tr" href="{TEA["tr"]}"/>
<image:image><image:loc>{PORTAL}a.jpg</image:loc></image:image></url>
</urlset>
"""
PAGES = {
    "index.html": html('<a href="en/tea/index.html">x</a>', known(PORTAL)),
    "en/index.html": html(head=known(f"{PORTAL}en/")),
    "en/tea/index.html": html(head=known(TEA["en"], TEA)),
    "en/cold/index.html": html(head=known(f"{PORTAL}ur/cold/")),
    "ur/cold/index.html": html(head=known(f"{PORTAL}ur/cold/", {"ur": f"{PORTAL}ur/cold/"}), lang="ur", way="rtl"),
    "en/lost/index.html": html(head=known(f"{PORTAL}en/lost/", {"en": f"{PORTAL}en/lost/"})),
    "a.jpg": "",
}


def _feeds(files: dict[str, str]) -> list[str]:
    portal = site(PAGES | files)
    return told(feeds.faults(sites(portal), portal))


def _sitemaps(files: dict[str, str]) -> list[str]:
    portal = site(PAGES | files)
    return told(sitemaps.faults(sites(portal), portal))


# XML --------------------------------------------------------------------------------------------------------


def test_xml_is_read_with_lines_and_namespaces() -> None:
    root, flaws = xml.read('<a xmlns="urn:x">\n<b xml:lang="ur">چائے</b></a>')

    assert root is not None
    assert (root.tag, flaws) == ("{urn:x}a", ())
    (child,) = root.find()
    assert (child.tag, child.line, child.text) == ("{urn:x}b", 2, "چائے")
    assert child.attributes == {"{http://www.w3.org/XML/1998/namespace}lang": "ur"}


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("<a>\n<b></a>", Flaw(2, "mismatched tag")),
        ("", Flaw(1, "no element found")),
        ("<a>&nbsp;</a>", Flaw(1, "undefined entity")),
        (
            '<!DOCTYPE a [<!ENTITY x "&y;"><!ENTITY y "ha">]><a>&x;</a>',
            Flaw(1, "there is a document type, which is not read"),
        ),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', Flaw(1, "there is a document type, which is not read")),
    ],
)
def test_xml_that_is_broken_or_could_act_is_refused(text: str, flaw: Flaw) -> None:
    assert xml.read(text) == (None, (flaw,))


# Feeds --------------------------------------------------------------------------------------------------------


def test_sound_feeds_have_no_faults() -> None:
    assert _feeds({"en/feed.xml": ATOM, "en/feed.json": json.dumps(JSON_FEED)}) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("</feed>", "", ":8 bad-feed: no element found"),
        ("http://www.w3.org/2005/Atom", "urn:x", ":2 bad-feed: the root is not an Atom feed"),
        ("<title>Tales</title>", "", ":2 bad-feed: <feed> needs one <title> with words"),
        ("<id>tea</id>", "<id></id>", ":5 bad-feed: <entry> needs one <id> with words"),
        ("2026-01-02T00:00:00Z</updated>\n", "2026-02-30T00:00:00Z</updated>\n", ":5 bad-feed: <updated> is no moment"),
        ("2026-01-02T00:00:00Z</updated>\n", "2026-01-02</updated>\n", ":5 bad-feed: <updated> is no moment"),
        ("<author><name>Desk</name></author>", "", ":5 bad-feed: neither entry nor feed has an author"),
        ('<link rel="self"', '<link rel="via"', ":2 bad-feed: a link with rel=self or rel=alternate is missing"),
        (
            'rel="self" href="https://portal',
            'rel="self" href="https://else',
            " bad-feed: the feed says it is at https://el",
        ),
        ('xml:lang="en"', 'xml:lang="ur"', ' bad-feed: the feed\'s language is "ur"'),
        ("en/tea/", "en/nix/", f":5 bad-feed: {PORTAL}en/nix/ is not the address of a page of ours"),
        ("en/tea/", "en/cold/", f":5 bad-feed: {PORTAL}en/cold/ is not offered in its language"),
        (f'<link href="{PORTAL}en/tea/"/>', "", ":5 bad-feed: the entry has no link to its story"),
        (f"{PORTAL}en/tea/", "../tea/", ":6 bad-feed: the address '../tea/' is not absolute"),
        (
            "</entry>",
            f'<link rel="enclosure" href="{PORTAL}b.jpg"/></entry>',
            f":6 bad-feed: {PORTAL}b.jpg: there is no such file",
        ),
    ],
)
def test_what_is_wrong_with_an_atom_feed_is_found(old: str, new: str, expected: str) -> None:
    found = _feeds({"en/feed.xml": ATOM.replace(old, new, 1)})

    assert any(line.startswith(f"public/portal/en/feed.xml{expected}") for line in found), found


def test_an_entry_that_stands_twice_is_found() -> None:
    entry = ATOM[ATOM.index("<entry>") : ATOM.index("</feed>")]

    assert _feeds({"en/feed.xml": ATOM.replace("</feed>", entry + "</feed>")}) == [
        "public/portal/en/feed.xml:2 bad-feed: the id tea stands 2 times"
    ]


def test_the_feed_of_a_mission_leads_to_its_own_pages_though_the_portal_owns_the_story() -> None:
    portal = site(PAGES)
    feed = ATOM.replace(PORTAL, ANKARA)
    ankara = site(
        {"en/feed.xml": feed, "en/index.html": html(), "en/tea/index.html": html(head=known(TEA["en"]))}, "ankara"
    )

    assert told(feeds.faults(sites(portal, ankara), ankara)) == []
    assert told(feeds.faults(sites(ankara), ankara)) == []


@pytest.mark.parametrize(
    ("change", "item", "expected"),
    [
        ({"version": "1"}, {}, '"version" is not https://jsonfeed.org/version/1.1'),
        ({"title": ""}, {}, '"title" is missing'),
        ({"feed_url": PORTAL}, {}, f"the feed says it is at {PORTAL}, and is at {PORTAL}en/feed.json"),
        ({"language": "tr"}, {}, 'the feed\'s language is "tr"'),
        ({"home_page_url": f"{PORTAL}nix/"}, {}, f"{PORTAL}nix/: there is no such file"),
        ({}, {"id": 7}, 'item 1 has no "id"'),
        ({}, {"content_text": ""}, "item 1 has neither content_text nor content_html"),
        ({}, {"date_published": "soon"}, "item 1: \"date_published\" is no moment of RFC 3339: 'soon'"),
        ({}, {"url": f"{PORTAL}en/nix/"}, f"{PORTAL}en/nix/ is not the address of a page of ours"),
        ({}, {"url": ""}, "an entry names no story"),
        ({}, {"image": f"{PORTAL}b.jpg"}, f"{PORTAL}b.jpg: there is no such file"),
    ],
)
def test_what_is_wrong_with_a_json_feed_is_found(
    change: dict[str, str], item: dict[str, object], expected: str
) -> None:
    text = json.dumps(JSON_FEED | {"items": [ITEM | item]} | change)

    assert _feeds({"en/feed.json": text}) == [f"public/portal/en/feed.json bad-feed: {expected}"]


@pytest.mark.parametrize("text", ["{", "[]", '{"items": {}}'])
def test_a_json_feed_that_cannot_be_read_is_found(text: str) -> None:
    (found,) = _feeds({"en/feed.json": text})

    assert found.startswith("public/portal/en/feed.json:1 bad-feed: ")


# Sitemaps -------------------------------------------------------------------------------------------------------


def test_sound_sitemaps_have_no_faults() -> None:
    robots = f"User-agent: *\nSitemap: {PORTAL}sitemap.xml\n"

    assert _sitemaps({"sitemap.xml": INDEX, "sitemaps/en.xml": SITEMAP, "robots.txt": robots}) == []


def test_without_sitemaps_nothing_is_missed() -> None:
    assert _sitemaps({}) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("</urlset>", "", "sitemaps/en.xml:8 bad-sitemap: no element found"),
        ("urlset", "list", "sitemaps/en.xml:1 bad-sitemap: the root is neither urlset nor, in the index, sitemapindex"),
        (f"<loc>{PORTAL}en/tea/</loc>", "", "sitemaps/en.xml:3 bad-sitemap: <url> needs one <loc>"),
        ("2026-01-02", "2026-13-02", "sitemaps/en.xml:3 bad-sitemap: '2026-13-02' is not a date as in 2026-10-14"),
        (
            f"<loc>{PORTAL}en/tea/",
            f"<loc>{PORTAL}en/nix/",
            f"sitemaps/en.xml:3 bad-sitemap: {PORTAL}en/nix/ is not the address of a page of this site",
        ),
        (
            f"<loc>{PORTAL}en/tea/",
            f"<loc>{ANKARA}tr/tea/",
            f"sitemaps/en.xml:3 bad-sitemap: {ANKARA}tr/tea/ is not the address of a page of this site",
        ),
        (
            f"<loc>{PORTAL}en/tea/",
            f"<loc>{PORTAL}en/cold/",
            f"sitemaps/en.xml:3 bad-sitemap: {PORTAL}en/cold/ is canonical elsewhere, or not offered in its language",
        ),
        (
            'hreflang="tr"',
            'hreflang="de"',
            f"sitemaps/en.xml:3 bad-sitemap: {PORTAL}en/tea/ has other translations here than on its page",
        ),
        (f"{PORTAL}a.jpg", f"{PORTAL}b.jpg", f"sitemaps/en.xml:6 bad-sitemap: {PORTAL}b.jpg is not a file of ours"),
    ],
)
def test_what_is_wrong_with_a_sitemap_is_found(old: str, new: str, expected: str) -> None:
    found = _sitemaps({"sitemap.xml": INDEX, "sitemaps/en.xml": SITEMAP.replace(old, new)})

    assert f"public/portal/{expected}" in found


def test_an_address_that_stands_twice_is_found() -> None:
    entry = SITEMAP[SITEMAP.index("<url>") : SITEMAP.index("</urlset>")]
    double = SITEMAP.replace("</urlset>", entry + "</urlset>")

    assert _sitemaps({"sitemap.xml": INDEX, "sitemaps/en.xml": double}) == [
        f"public/portal/sitemaps/en.xml:7 bad-sitemap: {PORTAL}en/tea/ stands twice"
    ]


def test_a_sitemap_that_the_index_lacks_or_invents_is_found() -> None:
    files = {"sitemap.xml": INDEX.replace("en.xml", "fr.xml"), "sitemaps/en.xml": SITEMAP}

    assert _sitemaps(files) == [
        f"public/portal/sitemap.xml:2 bad-sitemap: {PORTAL}sitemaps/fr.xml is not a sitemap of this site",
        "public/portal/sitemaps/en.xml bad-sitemap: sitemap.xml does not name this sitemap",
        "public/portal/en/tea/index.html not-in-sitemap: no sitemap names this page",
    ]


def test_a_page_that_can_be_reached_and_stands_in_no_sitemap_is_found() -> None:
    empty = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>'

    assert _sitemaps({"sitemap.xml": empty}) == [
        "public/portal/en/tea/index.html not-in-sitemap: no sitemap names this page"
    ]


def test_robots_are_sent_to_a_sitemap_that_is_there() -> None:
    assert _sitemaps({"robots.txt": f"User-agent: *\nSitemap: {PORTAL}sitemap.xml\n"}) == [
        f"public/portal/robots.txt:2 bad-sitemap: {PORTAL}sitemap.xml is not a file of this site"
    ]
