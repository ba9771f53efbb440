"""WebVTT: what browsers read is read, what they pass over in silence is told, what is written is valid."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sitegen.diagnostics import has_errors
from sitegen.limits import CUE_CHARACTERS, CUES, SUBTITLE_BYTES
from sitegen.webvtt import Shown, long_lines, markup, normal, read, safe, visible, write

HEAD = "WEBVTT\n\n"
TIME = "00:01.000 --> 00:02.000\n"


def faults(text: str | bytes) -> list[str]:
    """Return what is wrong with a file, without hints."""
    content = text.encode() if isinstance(text, str) else text
    return [f"{d.span.line} {d.severity.value} {d.code}: {d.message}" for d in read(content, "a.en.vtt")[1]]


def cues(text: str) -> list[tuple[str, int, int, str, str]]:
    """Return id, start, end, timing line and text of each cue of a file."""
    return [(c.id, c.start, c.end, c.timing, c.text) for c in read(text.encode(), "a.en.vtt")[0]]


# Files --------------------------------------------------------------------------------------------------


def test_a_cue_has_an_id_times_settings_and_lines_of_text() -> None:
    text = (
        "WEBVTT - a title\n\nopening\n00:00.500 --> 00:02.000 align:start position:10%\nOne line,\n  another  one.\n\n"
        "100:00:00.000\t-->\t100:00:01.000\nLate.\n"
    )

    assert faults(text) == []
    assert cues(text) == [
        (
            "opening",
            500,
            2000,
            "00:00.500 --> 00:02.000 align:start position:10%",
            "One line,\nanother one.",
        ),
        ("", 360_000_000, 360_001_000, "100:00:00.000 --> 100:00:01.000", "Late."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffWEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n",
        "WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\nHello.\r\n",
        "WEBVTT\r\r00:01.000 --> 00:02.000\rHello.\r",
        "WEBVTT\tx\nKind: captions\nLanguage: en\n\n\n\n00:01.000 --> 00:02.000\nHello.",
        "WEBVTT\n00:01.000 --> 00:02.000\nHello.",
        "WEBVTT\n\nNOTE\nfor nobody\n\nNOTE a word\n\n00:01.000-->00:02.000\nHello.\n\n",
    ],
    ids=["mark", "crlf", "cr", "header", "no empty line", "comments"],
)
def test_files_that_browsers_read_alike_are_read_alike(text: str) -> None:
    assert faults(text) == []
    assert [(start, end, words) for _, start, end, _, words in cues(text)] == [(1000, 2000, "Hello.")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["1 error subtitle-format: the file does not begin with WEBVTT"]),
        ("WEBVTTX\n\n", ["1 error subtitle-format: the file does not begin with WEBVTT"]),
        (
            "1\n00:00:01,000 --> 00:00:02,000\nA SubRip file.\n",
            ["1 error subtitle-format: the file does not begin with WEBVTT"],
        ),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n\xff", ["4 error bad-encoding: the byte 0xff is not UTF-8"]),
        (b"\x1a\x45\xff\xa3", ["1 error bad-encoding: the byte 0xff is not UTF-8"]),
        (
            HEAD + "00:01,000 --> 00:02,000\nA",
            ["3 error subtitle-timing: “00:01,000 --> 00:02,000” is not a timing"],
        ),
        (HEAD + "0:01.000 --> 0:02.000\nA", ["3 error subtitle-timing: “0:01.000 --> 0:02.000” is not a timing"]),
        (HEAD + "00:60.000 --> 01:02.000\nA", ["3 error subtitle-timing: “00:60.000 --> 01:02.000” is not a timing"]),
        (HEAD + "٠٠:٠١.٠٠٠ --> 00:02.000\nA", ["3 error subtitle-timing: “٠٠:٠١.٠٠٠ --> 00:02.000” is not a timing"]),
        (HEAD + "00:02.000 --> 00:01.000\nA", ["3 error subtitle-timing: the cue ends before it starts"]),
        (HEAD + "00:02.000 --> 00:02.000\nA", ["3 error subtitle-timing: the cue ends when it starts"]),
        (
            HEAD + "00:03.000 --> 00:04.000\nA\n\n" + TIME + "B",
            ["6 error subtitle-timing: the cue starts at 00:01, before the one above it"],
        ),
        (
            HEAD + TIME + "A\n\n00:01.500 --> 00:03.000\nB",
            ["6 warning subtitle-overlap: the cue starts before an earlier one ends, so both are shown"],
        ),
        (
            HEAD + TIME + "\n00:03.000 --> 00:04.000\nB",
            ["3 warning subtitle-empty: this cue has no text and is left out"],
        ),
        (
            HEAD + TIME + "<i> </i>\n\n" + TIME + "A",
            ["3 warning subtitle-empty: this cue has no text and is left out"],
        ),
        (
            HEAD + TIME,
            [
                "3 warning subtitle-empty: this cue has no text and is left out",
                "0 error subtitle-format: the file has no cues",
            ],
        ),
        (HEAD, ["0 error subtitle-format: the file has no cues"]),
        (
            HEAD + TIME + "A first line.\n\nA second.\n",
            ["6 error subtitle-format: “A second.” belongs to no cue: there is no timing above it"],
        ),
        (
            "WEBVTT\n\nSTYLE\n::cue { background: url(https://a.org) }\n\nREGION\nid:a\n\n" + TIME + "A",
            [
                "3 warning subtitle-dropped: the block STYLE is left out; subtitles look as the theme wants",
                "6 warning subtitle-dropped: the block REGION is left out; subtitles look as the theme wants",
            ],
        ),
        (
            HEAD + "00:01.000 --> 00:02.000 region:a line:200% align:start\nA",
            [
                "3 warning subtitle-dropped: the setting “region:a” is left out",
                "3 warning subtitle-dropped: the setting “line:200%” is left out",
            ],
        ),
        (
            HEAD + "a\n" + TIME + "A\n\na\n00:03.000 --> 00:04.000\nB",
            ["7 warning subtitle-dropped: the id “a” is left out"],
        ),
        (HEAD + TIME + "<font color=red>A</font>", ["4 warning subtitle-markup: there is no tag <font> in subtitles"]),
        (HEAD + TIME + "<i>A", ["4 warning subtitle-markup: <i> is not closed"]),
        (HEAD + TIME + "A</i>", ["4 warning subtitle-markup: </i> closes nothing"]),
        (
            HEAD + TIME + "<i><b>A</i></b>",
            ["4 warning subtitle-markup: </i> stands before </b>", "4 warning subtitle-markup: </b> closes nothing"],
        ),
        (HEAD + TIME + "1 < 2", ["4 warning subtitle-markup: a < begins no tag"]),
        (HEAD + TIME + "<v>A", ["4 warning subtitle-markup: <v> lacks the name of a voice"]),
        (HEAD + TIME + "<lang>A</lang>", [
            "4 warning subtitle-markup: <lang> names no language",
            "4 warning subtitle-markup: </lang> closes nothing",
        ]),
        (HEAD + TIME + "<rt>A", ["4 warning subtitle-markup: <rt> stands outside of <ruby>"]),
        (HEAD + TIME + "A <00:03.000>B", ["4 warning subtitle-markup: the times within the cue are not in order"]),
        (HEAD + TIME + "A\0B", ["4 error bad-character: the character U+0000 is not allowed"]),
        (HEAD + TIME + "A&#xE000;B", ["4 error bad-character: the character U+E000 is not allowed"]),
        (HEAD + TIME + "A\u202eB", ["4 error bidi-unbalanced: a direction control is opened and not closed"]),
        (HEAD + TIME + "A&#x202e;B", ["4 error bidi-unbalanced: a direction control is opened and not closed"]),
        (HEAD + TIME + "A\u202eB\u202c", ["4 error bidi-override: a control turns the order of letters"]),
        (HEAD + "NOTE i18n: skp\n\n" + TIME + "A", ['3 error i18n-directive: there is no directive "i18n: skp"']),
        (HEAD + TIME + "A\n\nNOTE i18n: skip", ["6 error i18n-directive: i18n: nothing comes after this skip"]),
        (
            HEAD + TIME + "a" * (CUE_CHARACTERS + 1),
            [f"4 error subtitle-limit: the cue has {CUE_CHARACTERS + 1:,} characters; {CUE_CHARACTERS:,} are read"],
        ),
        (
            HEAD + f"{TIME}A\n\n" * (CUES + 1),
            [f"{3 * CUES + 3} error subtitle-limit: the file has {CUES + 1:,} cues; {CUES:,} are read"],
        ),
        (
            HEAD + "\n" * SUBTITLE_BYTES,
            [f"0 error subtitle-limit: the file has {SUBTITLE_BYTES + 8:,} bytes; {SUBTITLE_BYTES:,} are read"],
        ),
        (
            HEAD + TIME + "a" * 43,
            ["4 note subtitle-large: the cue is large: more than 2 lines of 42 characters cover the film"],
        ),
        (
            HEAD + TIME + "a\nb\nc",
            ["4 note subtitle-large: the cue is large: more than 2 lines of 42 characters cover the film"],
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_told_with_its_line(text: str | bytes, found: list[str]) -> None:
    told = [fault for fault in faults(text) if "subtitle-overlap" not in fault or "overlap" in str(found)]

    assert told == found


def test_an_arrow_within_a_text_begins_a_new_cue_as_in_browsers() -> None:
    text = HEAD + TIME + "One.\n00:02.000 --> 00:03.000\nTwo.\n"

    assert [(words, start) for _, start, _, _, words in cues(text)] == [("One.", 1000), ("Two.", 2000)]


def test_comments_to_translators_are_for_the_next_cue() -> None:
    text = (
        HEAD + 'NOTE i18n: note A carved\nstamp.\n\nNOTE i18n: context="craft"\n\n' + TIME + "A block.\n\n"
        "NOTE i18n: skip\n\n00:02.000 --> 00:03.000\nLa la.\n\n00:03.000 --> 00:04.000\nThe end.\n"
    )

    found, told = read(text.encode(), "a.en.vtt")

    assert told == ()
    assert [(cue.note, cue.context, cue.translated) for cue in found] == [
        ("A carved stamp.", "craft", True),
        ("", None, False),
        ("", None, True),
    ]


# Texts --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", "plain"),
        ("<i>a</i> <b>b</b> <u>c</u>", "<i>a</i> <b>b</b> <u>c</u>"),
        ("<v.loud.first Ali Khan>a", "<v.loud.first Ali Khan>a</v>"),
        ("<c.red>a</c> <00:01.500>b", "<c.red>a</c> <00:01.500>b"),
        ("<lang ur>ہنزہ</lang>", "<lang ur>ہنزہ</lang>"),
        ("<ruby>漢<rt>かん</rt></ruby>", "<ruby>漢<rt>かん</rt></ruby>"),
        ("R&D &amp; &lt; &#x41; &lrm;", "R&amp;D &amp; &lt; &#x41; &lrm;"),
        ("1 < 2 > 1", "1 &lt; 2 > 1"),
        ("a --> b", "a --&gt; b"),
        ("a --<x>> b", "a --&gt; b"),
        ("<v a-->b", "<v a>b</v>"),
        ("a\n<x>\nb", "a\nb"),
        ("<script>a</script>", "a"),
        ("<i><b>a</i>b", "<i><b>a</b></i>b"),
        ("<i", "&lt;i"),
    ],
)
def test_the_text_of_a_cue_is_written_so_that_it_is_valid_and_loses_no_word(text: str, written: str) -> None:
    assert safe(text) == written
    assert safe(written) == written


def test_words_are_read_without_tags() -> None:
    assert visible("<v Ali>1 &lt; 2</v> <00:01.000>&amp; more") == "1 < 2 & more"


def test_wide_letters_count_two_and_marks_none() -> None:
    assert long_lines("字" * 21) == ()
    assert long_lines("字" * 22) == (44,)
    assert long_lines("<i>" + "ک\u0650" * 42 + "</i>") == ()


def test_the_normal_form_keeps_where_lines_break() -> None:
    assert normal(" e\u0301  a \n\n \n b\t") == "é a\nb"
    assert normal(normal("a \n b")) == normal("a \n b")


# Written files ------------------------------------------------------------------------------------------


def shown(text: str, language: str) -> Shown:
    return Shown(id="", timing="00:01.000 --> 00:02.000", text=text, language=language)


def test_a_written_file_has_ids_and_timings_as_in_the_source() -> None:
    cue = Shown(id="one", timing="00:01.000 --> 00:02.000 align:start", text="Un.\nDeux.", language="fr")

    written = write([cue, shown("Trois.", "fr")], "fr")

    assert written.decode() == (
        "WEBVTT\n\none\n00:01.000 --> 00:02.000 align:start\nUn.\nDeux.\n\n00:01.000 --> 00:02.000\nTrois.\n"
    )


def test_a_cue_in_another_language_is_marked_with_it() -> None:
    assert "\n<lang en><i>One</i>\ntwo.</lang>\n" in write([shown("<i>One</i>\ntwo.", "en")], "fr").decode()
    assert "\n♪\n" in write([shown("♪", "")], "fr").decode()


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("ہنزہ", "ur", "ہنزہ"),
        ("K2 بلند ہے\nبہت", "ur", "&rlm;K2 بلند ہے\nبہت"),
        ("<i>K2</i> بلند ہے", "ur", "&rlm;<i>K2</i> بلند ہے"),
        ("1947", "ur", "&rlm;1947"),
        ("\u2068K2\u2069 بلند", "ur", "\u2068K2\u2069 بلند"),
        ("ہنزہ is a valley", "en", "&lrm;ہنزہ is a valley"),
        ("1947", "en", "1947"),
    ],
)
def test_each_line_runs_in_the_direction_of_its_language(text: str, language: str, written: str) -> None:
    assert write([shown(text, language)], language).decode().partition("02.000\n")[2] == written + "\n"


# Laws ---------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *("WEBVTT", "\n", "\n\n", "\r\n", "NOTE", "STYLE", "-->", " --> ", "--", ">", "<", "</", "i", "<i>", "</i>"),
        *("00:01.000", "00:02.000", "<00:01.500>", "&", "&lt;", "&#", ";", ".", " ", "\t", "align:start", "\0"),
        *("a", "ہ", "<v A>", "<lang ur>", "<ruby>", "<rt>", "{", "i18n: skip", "\x1b", "\ufeff", "é", "\u202e"),
    ]
)


#: Payloads of cues, of which some end where none was meant to.
PAYLOADS = st.lists(st.lists(PIECES, min_size=1, max_size=12).map("".join), min_size=1, max_size=4)


@given(PAYLOADS)
@example(["00:01.000 --<x>> 00:09.000"])
@settings(max_examples=500, deadline=None)
def test_what_was_read_is_written_so_that_it_is_read_the_same(payloads: list[str]) -> None:
    text = "".join(f"00:0{n}.000 --> 00:0{n + 1}.000\na{payload}\n\n" for n, payload in enumerate(payloads))
    found, noticed = read((HEAD + text).encode(), "a.en.vtt")
    assume(not has_errors(noticed))
    written = write([Shown(id=c.id, timing=c.timing, text=c.text, language="en") for c in found], "en")

    again, told = read(written, "a.en.vtt")

    assert [(c.id, c.timing) for c in again] == [(c.id, c.timing) for c in found]
    marks = re.compile("[\u200e\u200f]")
    assert [_words(marks.sub("", visible(c.text))) for c in again] == [_words(visible(c.text)) for c in found]
    assert {fault.code for fault in told} <= {"subtitle-overlap", "subtitle-large", "subtitle-markup"}
    assert all(fault.message == "the times within the cue are not in order" for fault in told
               if fault.code == "subtitle-markup")  # fmt: skip


def _words(text: str) -> str:
    return "".join(text.split())


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=500, deadline=None)
def test_no_text_gets_out_of_its_cue(text: str) -> None:
    written = safe(normal(text))

    assert "-->" not in written
    assert "\n\n" not in written
    assert markup(written).faults == ()
