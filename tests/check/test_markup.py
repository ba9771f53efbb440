"""The strict reader of HTML: what it finds, in which line, and that it reads on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.check.markup import Flaw, read
from tests.check.support import html


def test_a_sound_page_has_no_flaws() -> None:
    body = """
        <p>One &amp; two, R&D, a & b, &#8377; and &eacute;<br>three</p><img src="a.jpg" alt="">
        <svg viewBox="0 0 1 1"><path d="M0 0"/></svg><script type="application/ld+json">{"a": "<b>"}</script>"""

    assert read(html(body)).flaws == ()


@pytest.mark.parametrize(
    ("body", "flaws"),
    [
        ("<p>one", ["</body> closes <p>"]),
        ("</p>", ["</p> closes <body>"]),
        ("<em><b>one</em></b>", ["</em> closes <b>", "</b> closes <body>"]),
        ('<a href="x" href="y">one</a>', ["an attribute of <a> stands twice"]),
        ('<i id="x"></i><b id="x"></b>', ['the id "x" stands twice']),
        ('<i id=""></i><b id="a b"></b>', ['"" is no id', '"a b" is no id']),
        ("<p>one<div></div></p>", ["<div> in a <p>"]),
        ('<a href="x"><b><a href="y">one</a></b></a>', ["<a> in a <a>"]),
        ('<button><input aria-label="x"></button>', ["<input> in a <button>"]),
        ("<p/>", ["<p/> opens <p> and does not close it"]),
        ("one < two", ["a bare < in the text"]),
        ("&notathing;", ["&notathing; is no character"]),
        ("&#xD800;", ["&#xD800; is no character"]),
        ('<i title="&nix;"></i>', ["&nix; is no character"]),
        ("<?php echo 1 ?>", ["<?php echo 1 ?> is not HTML"]),
        ("<!doctype html>", ["<!doctype html> is not the doctype of HTML, or not at the beginning"]),
    ],
)
def test_what_is_not_well_formed_is_found_in_its_line(body: str, flaws: list[str]) -> None:
    assert read(html(body)).flaws == tuple(Flaw(4, message) for message in flaws)


def test_what_is_open_at_the_end_is_found_where_it_was_opened() -> None:
    page = html("\n<p>").partition("</body>")[0]

    assert read(page).flaws == (
        Flaw(5, "<p> is never closed"),
        Flaw(4, "<body> is never closed"),
        Flaw(2, "<html> is never closed"),
    )


@pytest.mark.parametrize("text", ["", "words", "<html></html>", "<!doctype html><p>one</p>"])
def test_what_is_no_page_is_said(text: str) -> None:
    assert "a page is a doctype and one <html>" in [flaw.message for flaw in read(text).flaws]


def test_characters_are_read_as_a_browser_shows_them() -> None:
    page = read(html("<p>R&D &amp; &#8377;&copy; &copy</p>"))

    assert page.root.only("p").text == "R&D & ₹© ©"


def test_a_comment_is_no_flaw_and_is_known() -> None:
    page = read(html("<!-- mine -->"))

    assert (page.flaws, page.comments) == ((), (Flaw(4, "a comment: 'mine'"),))


@given(st.text(alphabet="<>/&;#!-=\"' abpdiv\n", max_size=60))
def test_any_text_at_all_is_read(text: str) -> None:
    assert read(text).root.text is not None
