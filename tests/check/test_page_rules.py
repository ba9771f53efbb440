"""What is wrong on one page: access for all, and what could act. Each rule once kept and once broken."""

from __future__ import annotations

import pytest

from sitegen.check import access, markup, safety
from tests.check.support import POLICY, html, told

IMAGE = '<img src="a.jpg" width="4" height="3" alt="A cup">'


def _access(page: str) -> list[str]:
    return told(access.faults(markup.read(page).root, "p.html"))


def _safety(page: str) -> list[str]:
    return told(safety.faults(markup.read(page).root, "p.html"))


def test_nothing_is_wrong_with_a_sound_page() -> None:
    page = html(
        f"""<h2 id="a">One</h2><h3>Two</h3><h2>Three</h2>{IMAGE}<a href="x.html">{IMAGE}</a>
        <a href="y.html" aria-labelledby="a"></a><a name="old"></a><p lang="ur" dir="rtl">چائے</p>
        <i lang="bsk">Hunza</i>
        <form><label>Words <input name="q"></label><label for="n">Name</label><input id="n"><input type="submit">
        <input type="hidden" name="h"><button aria-label="Go"></button></form>
        <script src="a.js"></script><script type="application/ld+json">{{"@type": "Article"}}</script>"""
    )

    assert _access(page) == []
    assert _safety(page) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<img src="x/a.jpg" width="4" height="3">', "image-without-alt: a.jpg has no alternative text"),
        ('<img src="a.jpg" alt="" width="4">', "image-without-size: a.jpg has no width and height"),
        ('<img src="a.jpg" alt="" width="0" height="3">', "image-without-size: a.jpg has no width and height"),
        ("<h1>Again</h1>", "heading-order: the page has 2 h1"),
        ("<h3>Deep</h3>", "heading-order: <h3> follows <h1>, so a level is missing"),
        ("<h2> </h2>", "heading-order: <h2> is empty"),
        ('<p lang="urdu">x</p>', 'page-language: "urdu" is not the tag of a language'),
        ('<p lang="">x</p>', 'page-language: "" is not the tag of a language'),
        ('<p lang="ur">x</p>', 'page-language: <p lang="ur"> runs in the wrong direction'),
        ('<p lang="tr" dir="rtl">x</p>', 'page-language: <p lang="tr"> runs in the wrong direction'),
        ("<button></button>", "unlabelled-control: <button> has no name"),
        ('<a href="x.html"> </a>', "unlabelled-control: <a> has no name"),
        ('<input name="q">', "unlabelled-control: <input> has no name"),
        ('<label for="q"></label><input id="q">', "unlabelled-control: <input> has no name"),
        ("<details><summary></summary></details>", "unlabelled-control: <summary> has no name"),
        ("<select></select>", "unlabelled-control: <select> has no name"),
        (
            '<nav aria-labelledby="gone"></nav>',
            'unresolved-reference: <nav aria-labelledby="gone">: there is no such element on the page',
        ),
        ('<label for="g">x</label>', 'unresolved-reference: <label for="g">: there is no such element on the page'),
    ],
)
def test_what_keeps_readers_out_is_found(body: str, expected: str) -> None:
    assert _access(html(body)) == [f"p.html:4 {expected}"]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (html(h1=""), "p.html:2 heading-order: the page has 0 h1"),
        (html().replace("<title>Tea", "<title>"), "p.html:3 page-without-title: the page has no title, or several"),
        (html(head="<title>Two</title>"), "p.html:3 page-without-title: the page has no title, or several"),
        (html(lang=""), 'p.html:2 page-language: "" is not the tag of a language'),
        (html(lang="ur"), 'p.html:2 page-language: the page is in "ur" and has dir="ltr"'),
        (html(way="rtl"), 'p.html:2 page-language: the page is in "en" and has dir="rtl"'),
    ],
)
def test_what_is_wrong_with_a_page_as_a_whole_is_found(page: str, expected: str) -> None:
    assert _access(page) == [expected]


def test_a_drawing_with_a_title_has_words_and_so_has_its_link() -> None:
    assert _access(html('<a href="x.html"><svg><title>Map</title></svg></a>')) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<style>p { color: red }</style>", "inline-code: <style> on the page"),
        ("<script>go()</script>", "inline-code: a script on the page itself"),
        ('<script type="importmap">{}</script>', "inline-code: a script on the page itself"),
        ('<p style="color: red">x</p>', "inline-code: <p style>"),
        ('<p onclick="go()">x</p>', "inline-code: <p onclick>"),
        ('<a href=" javascript:go()">x</a>', "inline-code: <a href> runs a script"),
        ('<link rel="preconnect" href="https://x.org">', "foreign-request: the page speaks to another host"),
        ('<script type="application/ld+json">[]</script>', "bad-structured-data: there is no object in it"),
    ],
)
def test_what_could_act_is_found(body: str, expected: str) -> None:
    assert _safety(html(body)) == [f"p.html:4 {expected}"]


def test_structured_data_that_is_no_json_is_found_in_its_line() -> None:
    (found,) = _safety(html('<script type="application/ld+json">\n{"a": }</script>'))

    assert found.startswith("p.html:5 bad-structured-data: this is not JSON: Expecting value")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (html().replace(POLICY, ""), "p.html missing-policy: the page has no Content-Security-Policy"),
        (html(head=POLICY), "p.html missing-policy: the page has no Content-Security-Policy"),
        (html().replace("default-src 'self'", "x"), "p.html missing-policy: the page has no Content-Security-Policy"),
        (
            html().replace(POLICY, f'<link rel="stylesheet" href="a.css">{POLICY}'),
            "p.html:3 missing-policy: <link> stands before the policy",
        ),
    ],
)
def test_a_policy_that_does_not_hold_is_found(page: str, expected: str) -> None:
    assert _safety(page) == [expected]
