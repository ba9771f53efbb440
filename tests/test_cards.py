"""Share cards: which story has one, what its page says of it, what is on it, and the kit for other networks."""

from __future__ import annotations

import io
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from sitegen import cards, cli
from sitegen.cards.shapes import draw_shape
from sitegen.plan.cards import hashtag
from sitegen.recipes import CardRecipe
from sitegen.session import Options, Session
from sitegen.session.remote import Remote
from tests import lettering
from tests.support import NOW, SITE, SmallProject, picture, shown

THEME = """\
styles: [css/plain.css]
widths: [32, 64]
formats: [jpeg]
cards:
  mark: sign.svg
  ornament: cell.svg
  colours: {ground: "#fbfcf9", text: "#131b2e", accent: "#a12d27", band: "#1b2a52", band_gold: "#f0bf5c"}
  fonts:
    - {package: latin, file: face.ttf, role: title, line_height: 1.04}
    - {package: latin, file: face.ttf, role: text}
    - {package: "@faces/urdu", file: a/face.ttf, role: title, languages: [ur], unicode_range: "U+20, U+600-6FF"}
    - {package: "@faces/urdu", file: a/face.ttf, role: text, languages: [ur], unicode_range: "U+20, U+600-6FF"}
"""
SIGN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0H8V8H0ZM2 2h4v4h-4z"/></svg>'
CELL = '<svg viewBox="0 0 9 9"><path fill="none" stroke="#000" d="M0 0L9 9M0 9L9 0"/></svg>'
TEA = """\
---
title: Tea on the pass
summary: Hot and sweet.
date: 2026-01-02
topics: [hills]
region: north
cover: {file: pot.jpg, alt: A pot}
status: published
---
Pour it from high.
"""
URDU = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: ur\\n"

msgid "Tea on the pass"
msgstr "درے پر چائے"

msgid "Hot and sweet."
msgstr "گرم اور میٹھی۔"

msgid "Pour it from high."
msgstr "اونچائی سے ڈالیں۔"

msgctxt "cover.alt"
msgid "A pot"
msgstr "ایک چائے دانی"
"""
_MODULES = "themes/plain/node_modules"


@pytest.fixture
def tea(tmp_path: Path) -> SmallProject:
    """A story in English and Urdu, not in French, and a theme that draws cards."""
    faces = {"latin/face.ttf": lettering.ALEGREYA, "@faces/urdu/a/face.ttf": lettering.NASTALIQ}
    files: dict[str, str | bytes] = {
        f"{_MODULES}/{path}": (lettering.PACKAGES / name).read_bytes() for path, name in faces.items()
    }
    files |= {f"{_MODULES}/{name}/package.json": '{"version": "1.0.0"}' for name in ("latin", "@faces/urdu")}
    files |= {
        "themes/plain/theme.yaml": THEME,
        "themes/plain/assets/sign.svg": SIGN,
        "themes/plain/assets/cell.svg": CELL,
        "content/stories/tea/index.md": TEA,
        "content/stories/tea/pot.jpg": picture(1200, 800),
        "locales/ur/LC_MESSAGES/stories/tea.po": URDU,
    }
    return SmallProject(tmp_path, files)


def _properties(project: SmallProject, page: str) -> dict[str, str]:
    found = re.findall(r'<meta property="(og:image[^"]*)" content="([^"]*)">', project.page(page))
    return dict(found)


def _cards(project: SmallProject) -> list[str]:
    folder = project.root / "public" / "portal" / "pictures"
    return sorted(path.name.partition(".")[0] for path in folder.glob("card-*"))


def _card(project: SmallProject, tag: str) -> Image.Image:
    (path,) = (project.root / "public" / "portal" / "pictures").glob(f"card-tea-{tag}.*")
    return Image.open(path)


def test_a_page_names_its_card_with_size_and_words(tea: SmallProject) -> None:
    built = tea.build()

    assert tea.messages(built) == []
    found = _properties(tea, "ur/stories/tea/index.html")
    address = found.pop("og:image")
    assert re.fullmatch(r"https://tales\.example\.org/pictures/card-tea-ur\.[0-9a-f]{10}\.jpg", address)
    assert found == {
        "og:image:type": "image/jpeg",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "درے پر چائے – ایک چائے دانی",
    }
    card = _card(tea, "ur")
    assert (card.format, card.size, card.mode) == ("JPEG", (1200, 630), "RGB")
    assert "exif" not in card.info


def test_a_language_in_which_a_story_is_not_offered_shows_its_cover(tea: SmallProject) -> None:
    tea.build()

    assert _cards(tea) == ["card-tea-en", "card-tea-ur"]
    assert "/pictures/tea-pot-" in _properties(tea, "fr/stories/tea/index.html")["og:image"]


def test_what_is_not_published_has_no_card(tea: SmallProject) -> None:
    tea.edit("content/stories/tea/index.md", "status: published", "status: draft")
    tea.build(drafts=True)

    assert _cards(tea) == []
    assert "/pictures/tea-pot-" in _properties(tea, "en/stories/tea/index.html")["og:image"]


def test_a_preview_draws_none(tea: SmallProject) -> None:
    tea.build(preview=True)

    assert _cards(tea) == []


def test_cards_can_be_turned_off(tea: SmallProject) -> None:
    tea.build()
    tea.write("content/site.yaml", SITE + "features: {cards: false}\n")
    built = tea.build()

    assert tea.messages(built) == []
    assert _cards(tea) == []
    assert "/pictures/tea-pot-" in _properties(tea, "en/stories/tea/index.html")["og:image"]


def test_a_story_without_a_cover_has_a_card_too(tea: SmallProject) -> None:
    tea.edit("content/stories/tea/index.md", "cover: {file: pot.jpg, alt: A pot}\n", "")
    tea.build()

    assert _properties(tea, "en/stories/tea/index.html")["og:image:alt"] == "Tea on the pass"
    assert _card(tea, "en").size == (1200, 630)


def test_only_the_card_whose_words_changed_is_drawn_anew(tea: SmallProject) -> None:
    tea.build()
    assert not tea.build().made

    tea.edit("locales/ur/LC_MESSAGES/stories/tea.po", "درے پر چائے", "درے کی چائے")
    made = {path for path in tea.build().made if "card" in path}

    assert {path.partition(".")[0] for path in made} == {"portal/pictures/card-tea-ur"}


def test_a_new_version_of_a_font_draws_all_anew(tea: SmallProject) -> None:
    tea.build()
    tea.write(f"{_MODULES}/latin/package.json", '{"version": "1.0.1"}')

    assert {path.partition(".")[0] for path in tea.build().made if "card" in path} == {
        "portal/pictures/card-tea-en",
        "portal/pictures/card-tea-ur",
    }


def test_equal_projects_have_equal_cards(tea: SmallProject) -> None:
    tea.build(output="one", store=".sitegen/one")
    tea.build(output="two", store=".sitegen/two")

    assert shown(tea.root / "one") == shown(tea.root / "two")


def test_cards_are_planned_on_other_machines_too(tea: SmallProject) -> None:
    with ThreadPoolExecutor(1) as executor:
        hands = Remote(executor=executor, name="somewhere", places=1)
        Session(tea.root, tea.root / "there", tea.root / ".sitegen" / "there", hands=hands).build(Options(now=NOW))
    tea.build(output="here")

    assert shown(tea.root / "there") == shown(tea.root / "here")


def test_a_missing_font_is_told_and_covers_are_shown(tea: SmallProject) -> None:
    tea.remove(f"{_MODULES}/latin/package.json")
    built = tea.build()

    (said,) = tea.messages(built)
    assert said.startswith("themes/plain/theme.yaml: warning[font-missing]: the font package latin is not installed")
    assert built.published
    assert _cards(tea) == []


def test_a_font_that_is_none_has_no_letters(tea: SmallProject) -> None:
    tea.write(f"{_MODULES}/latin/face.ttf", b"no font")
    built = tea.build()

    assert {fault.code for fault in built.found} == {"card-letters"}
    assert built.published


def test_letters_that_no_font_has_are_named_with_the_story(tea: SmallProject) -> None:
    tea.edit("content/stories/tea/index.md", "title: Tea on the pass", "title: Tea ᚠ on the ௵ pass")
    built = tea.build()

    said = [line for line in tea.messages(built) if "card-letters" in line]
    assert said == [
        "content/stories/tea/index.md:2: warning[card-letters]: no font of the theme's share cards has ௵ ᚠ, "
        "so there is none in en\n"
        "  hint: write it with other letters, or name a font that has them below `cards` in theme.yaml"
    ]
    assert "/pictures/tea-pot-" in _properties(tea, "en/stories/tea/index.html")["og:image"]
    assert not [fault for fault in tea.build(strict=False).found if fault.code == "card-broken"]


def test_a_drawing_that_cannot_be_read_stops_the_build(tea: SmallProject) -> None:
    tea.write("themes/plain/assets/cell.svg", "<svg")
    built = tea.build()

    assert not built.published
    assert {fault.code for fault in built.found} == {"card-broken"}
    assert "themes/plain/assets/cell.svg: the drawing cannot be read" in built.found[0].message


# What is on them ----------------------------------------------------------------------------------------


def _ratio(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    colours = ["#" + bytes(colour).hex() for colour in (one, other)]
    return cards.contrast(colours[0], colours[1])


@pytest.mark.parametrize("tag", ["en", "ur"])
def test_words_stand_on_the_side_where_reading_begins_and_can_be_read(tea: SmallProject, tag: str) -> None:
    tea.build()
    card = _card(tea, tag)
    # Of the side of the words, what lies within the leaf.
    panel = card.crop((60, 200, 480, 570) if tag == "en" else (720, 200, 1140, 570))
    counted = sorted(panel.getcolors(panel.width * panel.height) or [], reverse=True)
    ground = counted[0][1]
    assert isinstance(ground, tuple)
    dark = [colour for count, colour in counted if count > 40 and isinstance(colour, tuple) and sum(colour) < 200]

    assert dark, "the title is there"
    assert _ratio(ground, dark[0]) > 4.5


def test_the_ink_of_a_picture_follows_its_focus() -> None:
    from sitegen.cards.cropping import cropped

    wide = Image.new("L", (300, 100), 0)
    wide.paste(255, (0, 0, 60, 100))

    assert cropped(wide, (100, 100), (0.1, 0.5)).getpixel((5, 50)) == 255
    assert cropped(wide, (100, 100), (0.9, 0.5)).getpixel((5, 50)) == 0
    for size in ((852, 777), (1, 999), (740, 550)):
        assert cropped(Image.new("RGB", (1199, 803)), size, (1.0, 0.0)).size == size


def test_drawings_are_filled_by_the_even_odd_rule_and_stroked() -> None:
    sign, cell = draw_shape(SIGN.encode(), 80), draw_shape(CELL.encode(), 90)

    assert sign.getpixel((5, 5)) == 255
    assert sign.getpixel((40, 40)) == 0
    assert cell.getpixel((45, 45)) == 255
    assert cell.getpixel((45, 5)) == 0
    round_one = '<svg viewBox="0 0 10 10"><path d="M1 5a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z"/></svg>'
    ring = draw_shape(round_one.encode(), 100)
    assert ring.getbbox() == pytest.approx((10, 10, 90, 90), abs=1)
    assert sum(ring.histogram()[128:]) == pytest.approx(3.1416 * 40 * 40, rel=0.02)


@pytest.mark.parametrize(
    "svg", ["", "<svg/>", '<svg viewBox="0 0 9"/>', '<svg viewBox="0 0 9 9"><circle r="2"/></svg>']
)
def test_what_holds_no_path_is_refused(svg: str) -> None:
    with pytest.raises(cards.CardError):
        draw_shape(svg.encode(), 10)


def test_contrast_is_that_of_wcag() -> None:
    assert cards.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert cards.contrast("#fbfcf9", "#a12d27") == pytest.approx(7.0, abs=0.1)


# Kits ---------------------------------------------------------------------------------------------------


def _run(project: SmallProject, *arguments: str) -> int:
    return cli.main(["cards", "-C", str(project.root), "--now", "2026-06-01T00:00+00:00", *arguments])


def test_a_kit_has_three_pictures_and_the_words_in_each_language(
    tea: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(tea, "tea", "--output", str(tea.root / "kit")) == cli.FINE

    files = shown(tea.root / "kit")
    assert sorted(files) == [
        *(f"en/{name}" for name in ("alt.txt", "caption.txt")),
        *(f"en/tea-en-{size}.jpg" for size in ("1080x1080", "1080x1920", "1200x630")),
        "index.html",
        *(f"ur/{name}" for name in ("alt.txt", "caption.txt")),
        *(f"ur/tea-ur-{size}.jpg" for size in ("1080x1080", "1080x1920", "1200x630")),
    ]
    for name, content in files.items():
        if name.endswith(".jpg"):
            width, height = Image.open(io.BytesIO(content)).size
            assert name.endswith(f"{width}x{height}.jpg")
    assert files["en/caption.txt"].decode() == (
        "Tea on the pass\n\nHot and sweet.\n\nhttps://tales.example.org/en/stories/tea/\n\n#Hills #North\n"
    )
    assert files["ur/alt.txt"].decode() == "درے پر چائے – ایک چائے دانی\n"
    page = files["index.html"].decode()
    assert '<p class="words" lang="ur" dir="rtl">درے پر چائے' in page
    assert "<script" not in page
    assert capsys.readouterr().out == f"wrote {tea.root / 'kit'}: 11 files, in en, ur\n"


def test_a_kit_has_the_card_that_the_page_names(tea: SmallProject) -> None:
    tea.build()
    _run(tea, "tea", "--language", "ur", "--output", str(tea.root / "kit"))

    (named,) = (tea.root / "public" / "portal" / "pictures").glob("card-tea-ur.*")
    assert (tea.root / "kit" / "ur" / "tea-ur-1200x630.jpg").read_bytes() == named.read_bytes()
    assert not (tea.root / "kit" / "en").exists()


def test_a_zip_has_the_same_files_and_the_same_bytes_each_time(tea: SmallProject) -> None:
    for name in ("one.zip", "two.zip"):
        assert _run(tea, "tea", "--zip", str(tea.root / name)) == cli.FINE
    _run(tea, "tea")

    assert (tea.root / "one.zip").read_bytes() == (tea.root / "two.zip").read_bytes()
    with zipfile.ZipFile(tea.root / "one.zip") as packed:
        assert packed.testzip() is None
        assert {name: packed.read(name) for name in packed.namelist()} == shown(tea.root / ".sitegen" / "cards" / "tea")


def test_a_kit_leaves_a_folder_of_others_alone(tea: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    tea.write("kit/notes.txt", "mine")

    assert _run(tea, "tea", "--output", str(tea.root / "kit")) == cli.USAGE
    assert "foreign-output" in capsys.readouterr().err
    assert [path.name for path in (tea.root / "kit").iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("te",), cli.USAGE, 'error[unknown-text]: no story "te" is published\n  hint: did you mean "tea"?'),
        (("../tea",), cli.USAGE, "error[unknown-text]"),
        (("tea", "--site", "bern"), cli.USAGE, 'error[unknown-site]: there is no site "bern"'),
        (("tea", "--language", "de"), cli.USAGE, 'error[unknown-language]: the site has no language "de"'),
        (("tea", "--language", "fr"), cli.FAULTS, "error[no-card]: the story has no share card in fr"),
        (("tea", "--zip", "kit.rar"), cli.USAGE, "kit.rar: this is no name of a ZIP file"),
        (("tea", "--output", "content"), cli.USAGE, "other things stand there"),
    ],
)
def test_what_cannot_be_made_is_said(
    tea: SmallProject,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    status: int,
    said: str,
) -> None:
    monkeypatch.chdir(tea.root)

    assert _run(tea, *arguments) == status
    assert said in capsys.readouterr().err


def test_a_mission_shares_under_its_own_name(tea: SmallProject) -> None:
    mission = "name: Tales in Bern\nbase_url: https://bern.example.org/\ncity: Bern\nlanguages: [en]\n"
    tea.write("content/missions/bern.yaml", mission)
    planned, _, _ = tea.session().plan(Options(now=NOW))
    assert planned is not None
    recipes = [recipe for recipe in planned.sites["bern"].values() if isinstance(recipe, CardRecipe)]

    assert [recipe.card.site.text for recipe in recipes] == ["Tales in Bern"]
    assert _run(tea, "tea", "--site", "bern", "--output", str(tea.root / "kit")) == cli.FINE


def test_hashtags_are_one_word_each() -> None:
    assert hashtag("Living culture") == "#LivingCulture"
    assert hashtag("Gilgit-Baltistan") == "#GilgitBaltistan"
    assert hashtag("زندہ ثقافت") == "#زندہ_ثقافت"
    assert hashtag("生きた文化") == "#生きた文化"
    assert hashtag("Küste & Wüste") == "#KüsteWüste"
    assert hashtag("–") == ""
