"""Words are set as HarfBuzz and Unicode say, in lines of like width, and never out of their room."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sitegen import fonts
from sitegen.lettering import (
    Box,
    LetteringError,
    Setting,
    Style,
    coverage,
    fit,
    lacking,
    levels,
    line_runs,
    mask,
    opportunities,
    ranges,
)
from sitegen.lettering.shaping import Glyph
from tests import lettering
from tests.lettering import ALEGREYA, AMIRI, MARKAZI, NASTALIQ, TITLES

ROOM = Box(width=576, height=250, size=72, least=38, lines=4)
CASES = lettering.cases()


def _set(text: str, tag: str, room: Box = ROOM) -> Setting:
    return fit(text, lettering.style(tag), room, CASES)


def _lines(text: str, tag: str, room: Box = ROOM) -> list[str]:
    return [line.text for line in _set(text, tag, room).lines]


def _one_line(text: str, tag: str) -> dict[int, Glyph]:
    """Return the first glyph of each character of a text on one line, by its place in the text."""
    setting = _set(text, tag, Box(width=5000, height=300, size=60, least=20, lines=1))
    assert len(setting.lines) == 1
    found: dict[int, Glyph] = {}
    for run in setting.lines[0].runs:
        for glyph in run.glyphs:
            found.setdefault(glyph.cluster, glyph)
    return found


@pytest.mark.parametrize(
    ("tag", "face", "text"),
    [
        ("ur", NASTALIQ, "تیرہ دروازے اور ایک حمام"),
        ("ur", NASTALIQ, "پہاڑوں کی گونج، ستلج کے کنارے"),
        ("ar", AMIRI, "القلعة القديمة فوق الوادي والله أعلم"),
        ("fa", MARKAZI, "قلعه‌ای که می‌درخشد"),
        ("en", ALEGREYA, "The first flight of fine stairs"),
    ],
)
def test_words_of_one_script_are_shaped_as_harfbuzz_shapes_them(tag: str, face: str, text: str) -> None:
    content = (lettering.PACKAGES / face).read_bytes()
    setting = _set(text, tag, Box(width=5000, height=300, size=60, least=20, lines=1))

    em = fonts.metrics(content).units_per_em
    made = [glyph.number for run in setting.lines[0].runs for glyph in run.glyphs]

    assert made == [glyph.number for glyph in fonts.shape(content, text)]
    assert setting.lines[0].width == pytest.approx(sum(g.advance for g in fonts.shape(content, text)) / em)


@pytest.mark.parametrize("tag", ["ur", "ar"])
def test_brackets_and_latin_words_land_right_in_a_line_from_the_right(tag: str) -> None:
    text = TITLES[tag]
    places = _one_line(text, tag)
    latin = [places[text.index("UNESCO") + at].x for at in range(len("UNESCO 1981"))]

    assert latin == sorted(latin), "Latin letters and digits run from the left"
    assert places[0].x > places[text.index("(")].x > max(latin), "what is opened stands on the right"
    assert places[text.index(")")].x < min(latin)
    assert places[len(text) - 1].x < places[text.index(")")].x


def test_a_bracket_between_latin_words_keeps_to_its_pair() -> None:
    # Without rule N0 the closing bracket would go with the letter after it, and stand to the right of all.
    text = "شہر (a) b"
    order = [text[start:end] for start, end, _ in line_runs(levels(text, "rtl"))]

    assert order == ["b", ") ", "a", "شہر ("]


def test_levels_are_those_of_the_algorithm_with_isolates_and_marks() -> None:
    assert levels("ab 12", "ltr") == (0, 0, 0, 0, 0)
    assert levels("ab \N{RIGHT-TO-LEFT ISOLATE}اب\N{POP DIRECTIONAL ISOLATE} c", "ltr") == (0, 0, 0, 0, 1, 1, 0, 0, 0)
    assert levels("می\N{ZERO WIDTH NON-JOINER}روم", "rtl") == (1,) * 6
    assert levels("", "rtl") == ()


@settings(deadline=None, max_examples=200)
@given(st.text("ab1 (.)ابہ۱؟\u200c\u2067\u2069é𝒳", max_size=24), st.sampled_from(["ltr", "rtl"]))
def test_every_character_has_a_level_and_stands_in_one_run(text: str, direction: str) -> None:
    found = levels(text, direction)
    runs = line_runs(found)

    assert len(found) == len(text)
    assert sorted(at for start, end, _ in runs for at in range(start, end)) == list(range(len(text)))


@pytest.mark.parametrize("tag", TITLES)
@pytest.mark.parametrize(
    "room",
    [
        ROOM,
        Box(width=864, height=340, size=100, least=50, lines=4),
        Box(width=240, height=90, size=60, least=30, lines=3),
    ],
)
def test_titles_stay_in_their_room_with_all_their_ink(tag: str, room: Box) -> None:
    style = lettering.style(tag)
    setting = _set(TITLES[tag], tag, room)
    made = mask(setting, 500, 500, room.width, from_right=style.direction == "rtl")

    assert made is not None
    ink = Image.frombuffer("L", (made.width, made.height), made.pixels, "raw", "L", made.stride, -1).getbbox()
    assert ink is not None
    # A swash may reach over the end of its line by a part of its size, as it does between other words.
    over = setting.size * 0.2
    assert made.left + ink[0] >= 500 - over
    assert made.left + ink[2] <= 500 + room.width + over
    assert made.top + ink[1] >= 499
    assert made.top + ink[3] <= 500 + room.height + 1
    assert "".join(line.text for line in setting.lines).replace(" ", "") == TITLES[tag].replace(" ", "")


@pytest.mark.parametrize("tag", ["ur", "ar", "fa", "en"])
def test_no_ink_of_one_line_touches_that_of_the_next(tag: str) -> None:
    setting = _set(TITLES[tag], tag, Box(width=300, height=900, size=60, least=30, lines=6))

    assert len(setting.lines) > 1
    for upper, lower in pairwise(setting.lines):
        assert upper.below + lower.above < setting.pitch


@pytest.mark.parametrize("tag", TITLES)
def test_lines_are_of_like_width(tag: str) -> None:
    setting = _set(TITLES[tag], tag)

    widths = [line.width for line in setting.lines]
    assert min(widths) > 0.4 * max(widths)


def test_a_title_is_as_large_as_asked_for_where_it_fits_and_no_smaller_than_it_must() -> None:
    assert _set("Tea", "en").size == 72
    assert _set("Geschichtenerzählerinnen und Geschichtenerzähler", "de").size < 72
    # A word that is too long at the least size is broken only below it.
    assert all(len(line) > 20 for line in _lines("Geschichtenerzählerinnenvereinsvorsitzende", "de"))


@pytest.mark.parametrize("text", ["x" * 3000, "word " * 600, "漢" * 2000, "ہزار " * 500, "\u0651" * 200 + "a"])
def test_what_is_far_too_long_ends_with_an_ellipsis_in_its_room(text: str) -> None:
    style = Style(
        typefaces=tuple(lettering.style(tag).typefaces[0] for tag in ("en", "ur", "ja")), language="en", direction="ltr"
    )
    setting = fit(text, style, ROOM, CASES)

    assert setting.width <= ROOM.width
    assert setting.height <= ROOM.height
    assert len(text) < 300 or setting.lines[-1].text.endswith("…")


def _breaks(text: str) -> list[str]:
    starts = [0, *(at for at, _ in opportunities(text)), len(text)]
    return [text[start:end] for start, end in pairwise(starts)]


def test_lines_may_end_between_words_and_after_hyphens() -> None:
    assert _breaks("A well-kept fort – and K2") == ["A ", "well-", "kept ", "fort – ", "and ", "K2"]
    assert _breaks("« Un mot » !") == ["« Un ", "mot » !"]
    assert _breaks("10-12\N{NO-BREAK SPACE}km") == ["10-", "12\N{NO-BREAK SPACE}km"]


def test_chinese_and_japanese_lines_keep_the_rules_of_kinsoku() -> None:
    assert _breaks("城市（旧），好。") == ["城", "市", "（旧），", "好。"]
    assert _breaks("「キャラ」へ") == ["「キャ", "ラ」", "へ"]
    assert _breaks("前的K2峰") == ["前", "的", "K2", "峰"]
    assert _lines("風が刻んだ海岸、マクラーンとヒンゴル", "ja") == ["風が刻んだ海岸、", "マクラーンと", "ヒンゴル"]
    assert _lines("風が刻んだ海岸、マクラーン", "ja") == ["風が刻んだ", "海岸、マクラーン"]
    assert _lines("摩亨佐达罗：一座会洗手的城市", "zh-Hans") == ["摩亨佐达罗：", "一座会洗手的城市"]


def test_letters_that_no_face_has_are_named_and_not_drawn() -> None:
    with pytest.raises(LetteringError) as refused:
        _set("A fort ᚠ in ௵ Hunza", "en")

    assert refused.value.letters == "௵ᚠ"


def test_a_face_says_which_letters_it_has() -> None:
    known = coverage((lettering.PACKAGES / NASTALIQ).read_bytes())

    assert lacking("ہنزہ، گلگت\N{ZERO WIDTH NON-JOINER}", known.__contains__) == ""
    assert lacking("Hunza 汉", known.__contains__) == "汉"
    with pytest.raises(LetteringError):
        coverage(b"no font")


def test_figures_are_as_high_as_capitals() -> None:
    setting = _set("K2", "en")
    letter, figure = (glyph for run in setting.lines[0].runs for glyph in run.glyphs)
    font = setting.lines[0].runs[0].case.font

    assert font.get_glyph_extents(figure.number).y_bearing >= 0.9 * font.get_glyph_extents(letter.number).y_bearing


def test_ranges_are_those_of_style_sheets() -> None:
    assert ranges("U+20, U+600-6FF") == ((0x20, 0x20), (0x600, 0x6FF))
    assert ranges("") == ()
    with pytest.raises(ValueError, match="600"):
        ranges("600-6FF")
