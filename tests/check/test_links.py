"""Where addresses lead: within a page, a site, to other sites of ours, to others."""

from __future__ import annotations

import pytest

from sitegen.check import links
from tests.check.support import html, site, sites, told

FILES = {"a.css": "", "a.jpg": "", "en/tea/index.html": html('<i id="cup"></i><i id="چائے"></i>')}


def _faults(body: str, path: str = "en/index.html", head: str = "") -> list[str]:
    portal = site(FILES | {path: html(body, head)})
    ankara = site({"index.html": html(), "tr/index.html": html('<i id="çay"></i>')}, "ankara")
    return told(links.faults(sites(portal, ankara), portal))


def test_addresses_that_lead_to_files_and_elements_are_sound() -> None:
    body = """
        <a href="tea/index.html#cup">1</a><a href="tea/index.html#%DA%86%D8%A7%D8%A6%DB%92">2</a><a href="#">3</a>
        <a href="#top">4</a><a href="https://ankara.example.org/below/tr/#%C3%A7ay">5</a><a href="mailto:a@b.org">6</a>
        <a href="https://elsewhere.org/x">7</a><a href="https://portal.example.org/en/tea/">8</a>
        <img src="../a.jpg" srcset="../a.jpg 1x, ../a.jpg 2x"><img src="data:image/png;base64,AA==">"""

    assert _faults(body, head='<link rel="stylesheet" href="../a.css">') == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<a href="nix/index.html">x</a>', "dead-link: nix/index.html: there is no such file"),
        ('<a href="Tea/index.html">x</a>', "dead-link: Tea/index.html: there is no such file"),
        ('<a href="">x</a><img src="../b.jpg">', "dead-link: ../b.jpg: there is no such file"),
        ('<img src="../a.jpg" srcset="../a.jpg 1x, ../b.jpg 2x">', "dead-link: ../b.jpg: there is no such file"),
        (
            '<video><track src="../films/b.fr.vtt" srclang="fr" label="Français"></video>',
            "dead-link: ../films/b.fr.vtt: there is no such file",
        ),
        ('<video poster="../b.jpg"></video>', "dead-link: ../b.jpg: there is no such file"),
        ('<a href="tea/index.html#pot">x</a>', "dead-fragment: tea/index.html#pot: there is no element with this id"),
        ('<a href="#pot">x</a>', "dead-fragment: #pot: there is no element with this id"),
        (
            '<a href="https://ankara.example.org/below/de/">x</a>',
            "dead-link: https://ankara.example.org/below/de/: there is no such file",
        ),
        (
            '<a href="https://ankara.example.org/below/tr/#kahve">x</a>',
            "dead-fragment: https://ankara.example.org/below/tr/#kahve: there is no element with this id",
        ),
        (
            '<a href="tea/">x</a>',
            "link-not-portable: tea/: it names a folder, which works from a host only",
        ),
        ('<a href="../../x.html">x</a>', "link-not-portable: ../../x.html: it leaves the site"),
        (
            '<a href="/en/tea/index.html">x</a>',
            "link-not-portable: /en/tea/index.html: it counts from the root of the host, so it does not work below a"
            " path or from disk",
        ),
        ('<a href="foo:bar">x</a>', "dead-link: foo:bar: nothing can be found by such an address"),
        (
            '<img src="https://x.org/a.jpg">',
            "foreign-request: the page loads from another host by itself: https://x.org/a.jpg",
        ),
        (
            '<script src="//x.org/a.js"></script>',
            "foreign-request: the page loads from another host by itself: //x.org/a.js",
        ),
        (
            '<iframe src="https://x.org/"></iframe>',
            "foreign-request: the page loads from another host by itself: https://x.org/",
        ),
        (
            '<form action="https://x.org/q"></form>',
            "foreign-request: the page sends to another host by itself: https://x.org/q",
        ),
    ],
)
def test_an_address_that_leads_nowhere_or_asks_others_is_found(body: str, expected: str) -> None:
    assert _faults(body) == [f"public/portal/en/index.html:4 {expected}"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<link rel="stylesheet" href="../b.css">', "dead-link: ../b.css: there is no such file"),
        (
            '<link rel="icon" href="https://x.org/i.svg">',
            "foreign-request: the page loads from another host by itself: https://x.org/i.svg",
        ),
        (
            '<link rel="alternate" type="application/atom+xml" href="feed.xml">',
            "dead-link: feed.xml: there is no such file",
        ),
        (
            '<meta property="og:image" content="https://portal.example.org/b.jpg">',
            "dead-link: https://portal.example.org/b.jpg: there is no such file",
        ),
        ('<meta http-equiv="refresh" content="0; url=nix.html">', "dead-link: nix.html: there is no such file"),
    ],
)
def test_addresses_in_the_head_are_looked_at(head: str, expected: str) -> None:
    assert _faults("", head=head) == [f"public/portal/en/index.html:3 {expected}"]


def test_only_a_page_for_missing_addresses_counts_from_the_root_of_the_host() -> None:
    ankara = site(
        {"index.html": html(), "404.html": html('<a href="/below/index.html">x</a><a href="/x">y</a>')}, "ankara"
    )

    assert told(links.faults(sites(ankara), ankara)) == [
        "public/ankara/404.html:4 link-not-portable: /x: it leaves the site"
    ]


def test_nothing_is_said_of_a_site_that_is_not_built() -> None:
    portal = site({"index.html": html('<a href="https://ankara.example.org/below/nix/#x">x</a>')})

    assert told(links.faults(sites(portal), portal)) == []


def test_addresses_in_style_sheets_are_looked_at_and_their_comments_are_not() -> None:
    css = '/* url(x.png)\n*/ p { background: url("../a.jpg") }\n@import "b.css"; i { src: url(https://x.org/f.woff2) }'
    portal = site({"index.html": html(), "a.jpg": "", "css/a.css": css})

    assert told(links.faults(sites(portal), portal)) == [
        "public/portal/css/a.css:3 dead-link: b.css: there is no such file",
        "public/portal/css/a.css:3 foreign-request: the page loads from another host by itself: https://x.org/f.woff2",
    ]


def test_a_page_to_which_no_links_lead_is_found() -> None:
    files = {
        "index.html": html('<a href="en/index.html">x</a>', '<link rel="next" href="en/alone/index.html">'),
        "en/index.html": html('<a href="tea/index.html#cup">x</a>'),
        "en/tea/index.html": html('<a href="../index.html">x</a>'),
        "en/alone/index.html": html('<a href="../other/index.html">x</a>'),
        "en/other/index.html": html('<a href="../alone/index.html">x</a>'),
        "en/moved/index.html": html(head='<meta http-equiv="refresh" content="0; url=../tea/index.html">'),
        "en/gone/index.html": html(head='<meta name="robots" content="noindex">'),
        "404.html": html(),
    }
    portal = site(files)

    assert told(links.orphans(sites(portal), portal)) == [
        "public/portal/en/alone/index.html unreachable-page: no link leads here from the front page",
        "public/portal/en/other/index.html unreachable-page: no link leads here from the front page",
    ]
