"""The type of the portal: every language's own text in the faces that the theme cuts for it, and its style files."""

from __future__ import annotations

import functools
import re
import textwrap
from pathlib import Path

import pytest

from sitegen import catalog, fonts
from sitegen.fonts import standins
from sitegen.locales import locale, quote_marks
from sitegen.render import styles
from sitegen.shape import Faults, compose
from sitegen.theme import SYSTEM_FONTS, Font
from sitegen.theme.settings import SETTINGS
from tests.conftest import ProjectFactory
from tests.support import SmallProject

ROOT = Path(__file__).parent.parent
THEME = ROOT / "themes" / "safar"
CSS = THEME / "assets" / "css"


@functools.cache
def theme_fonts() -> tuple[Font, ...]:
    faults = Faults("theme.yaml")
    node = compose((THEME / "theme.yaml").read_text(encoding="utf-8"), faults)
    assert node is not None
    settings = SETTINGS.read(node, faults, "theme.yaml")
    assert settings is not None, faults.found
    return settings.fonts


@functools.cache
def words() -> tuple[str, ...]:
    """Every word that the portal says in any language, once."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "content").rglob("*.md"))]
    for path in sorted((ROOT / "locales").glob("*/LC_MESSAGES/**/*.po")):
        found, _ = catalog.read(path.read_bytes(), path.name)
        assert found is not None
        texts += [text for message in found.messages for text in message.strings]
    return tuple(sorted({word for text in texts for word in text.split()}))


def whole(font: Font) -> bytes:
    return (THEME / "node_modules" / font.package / font.file).read_bytes()


CUT = [font for font in theme_fonts() if font.characters]
HEADLINES = [font for font in theme_fonts() if font.headlines]


@pytest.mark.parametrize("font", CUT, ids=lambda font: f"{font.family} {font.file.split('/')[-1]}")
def test_a_cut_face_sets_every_word_of_the_portal_as_the_whole_font_does(font: Font) -> None:
    # As browsers take them: runs of letters that the face has.
    runs = re.findall(f"[{re.escape(font.characters)}]+", "\n".join(words()))
    text = " ".join(sorted(set(runs)) or [font.characters])
    made = fonts.cut(whole(font), font.characters, weights=font.weights)

    for weight in sorted({font.weights[0], font.weights[-1]}):
        found, expected = (fonts.shape(content, text, weight=weight) for content in (made, whole(font)))

        assert len(found) > 3
        assert [glyph.cluster for glyph in found] == [glyph.cluster for glyph in expected]
        # A narrowed axis rounds lengths anew.
        slack = 2 * fonts.metrics(made).units_per_em // 1000
        lengths = [
            ((g.advance, g.right, g.up), (e.advance, e.right, e.up)) for g, e in zip(found, expected, strict=True)
        ]
        assert max(abs(a - b) for pair in lengths for a, b in zip(*pair, strict=True)) <= slack


@pytest.mark.parametrize("font", HEADLINES, ids=lambda font: font.family)
def test_a_face_for_headlines_sets_them_as_the_whole_font_does(font: Font) -> None:
    tag = font.headlines[0].replace("-", "_")
    found, _ = catalog.read((ROOT / "locales" / tag / "LC_MESSAGES" / "site.po").read_bytes(), "site.po")
    assert found is not None
    text = "".join(message.strings[0] for message in found.messages if len(message.id) <= 32)
    assert len(set(text)) > 40

    made = fonts.cut(whole(font), text, weights=font.weights, features=fonts.HORIZONTAL)

    one, other = fonts.shape(made, text), fonts.shape(whole(font), text)
    assert all(glyph.number for glyph in one)
    assert [(g.cluster, g.advance, g.right, g.up) for g in one] == [
        (g.cluster, g.advance, g.right, g.up) for g in other
    ]


@pytest.mark.parametrize("tag", ["de", "es", "fr", "id", "tr", "ru", "ur", "ar", "fa"])
def test_the_faces_have_every_letter_that_a_language_says(tag: str) -> None:
    said: set[str] = set()
    for path in sorted((ROOT / "locales" / tag / "LC_MESSAGES").rglob("*.po")):
        found, _ = catalog.read(path.read_bytes(), path.name)
        assert found is not None
        said.update(letter for message in found.messages for text in message.strings for letter in text)
    had = {letter for font in CUT for letter in font.characters} | set(fonts.ALWAYS_KEPT)

    assert sorted(letter for letter in said - had if not letter.isspace()) == []


# Stand-ins


def test_the_theme_may_name_just_the_system_fonts_whose_widths_are_known() -> None:
    assert sorted(standins.SYSTEM_FONTS) == sorted(SYSTEM_FONTS)


def test_a_stand_in_is_as_wide_as_the_font_it_stands_in_for() -> None:
    font = next(font for font in CUT if font.family == "Noto Naskh Arabic Variable")

    found = fonts.stand_in(whole(font), "Noto Naskh Arabic", slanted=False)

    assert found is not None
    assert found.names == ("Noto Naskh Arabic", "Noto Naskh Arabic UI")
    assert found.size == pytest.approx(100, abs=0.1)
    assert (found.ascent, found.descent) == (107, 63)


def test_a_font_without_letters_in_common_stands_in_for_nothing() -> None:
    font = next(font for font in CUT if font.family == "Noto Naskh Arabic Variable")

    assert fonts.stand_in(whole(font), "Georgia", slanted=False) is None
    assert fonts.stand_in(whole(font), "DejaVu Sans", slanted=True) is None


# Style sheets


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("a { color: red; } /* why */", "a { color: red; }"),
        ("a/**/b { }", "a b { }"),
        ('a { content: "/* words */"; }', 'a { content: "/* words */"; }'),
        ("a { content: '\\'/*'; } /* ' */ b { }", "a { content: '\\'/*'; }   b { }"),
        ("a { background: url(data:x/*y*/z); }", "a { background: url(data:x/*y*/z); }"),
        ("a { } /* never closed", "a { }"),
    ],
)
def test_comments_are_not_published(written: str, published: str) -> None:
    assert styles.join([written.encode()], [], []).decode() == published + "\n"


#: Sides of paper. A page has a start and an end, wherever its language begins to be read.
_SIDE = re.compile(
    r"(?:^|[;{\s])((?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|left|right"
    r"|border-(?:top|bottom)-(?:left|right)-radius)\s*:|\b(?:float|clear|text-align)\s*:\s*(left|right)\b"
)


@pytest.mark.parametrize("path", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_style_files_name_no_side_of_the_paper(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert [found[0].strip() for found in _SIDE.finditer(text)] == []


@pytest.mark.parametrize("path", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_gaps_slant_and_capitals_are_asked_of_the_script(path: Path) -> None:
    """Letters that join are torn by gaps, and Arabic and Chinese have neither slant nor capitals."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    values = re.findall(r"(?:[;{\s])(letter-spacing|font-style|text-transform|font-variant-caps)\s*:\s*([^;}]+)", text)

    allowed = {"normal", "none", "inherit", "var(--track-head)", "var(--track-caps)", "var(--caps)", "var(--slant)"}
    assert [pair for pair in values if pair[1].strip() not in allowed] == []


@pytest.mark.parametrize("tag", ["en", "ur", "ar", "tr", "fr", "zh-Hans", "de", "fa", "ru", "es", "ja", "id"])
def test_quotation_marks_are_those_of_the_language(tag: str) -> None:
    marks = quote_marks(locale(tag))
    rules = re.findall(r"([^{}]+)\{ quotes: ([^;]+); \}", (CSS / "scripts.css").read_text(encoding="utf-8"))

    found = [values for names, values in rules if f'[lang|="{tag.split("-")[0]}"]' in names]

    expected = (marks.opening, marks.closing, marks.inner_opening, marks.inner_closing)
    assert found == [" ".join(f'"{mark}"' for mark in expected)]


# Headlines

SITE = """
    -- content/site.yaml --
    name: Tales
    base_url: https://tales.example.org/
    languages: [en, zh-Hans]
    theme: plain
    -- content/stories/tea/index.md --
    ---
    title: Tea
    date: 2026-01-01
    summary: Black, with milk.
    ---
    Drink it slowly.

    ## A second cup

    Never say no.
    """
TEA = """
    msgid ""
    msgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: zh_Hans\\n"

    msgid "Tea"
    msgstr "{title}"

    msgid "Black, with milk."
    msgstr "红茶，加奶。"

    msgid "Drink it slowly."
    msgstr "慢慢喝。"

    msgid "A second cup"
    msgstr "第二杯"

    msgid "Never say no."
    msgstr "千万别拒绝。"
    """


@pytest.fixture
def tales(project: ProjectFactory) -> SmallProject:
    """A site in English and Chinese, with a theme that has a face for Chinese headlines."""
    made = project(SITE)
    font = next(font for font in HEADLINES if font.headlines == ("zh-Hans",))
    made.write("themes/plain/node_modules/song/song.woff2", fonts.cut(whole(font), "慢茶香红奶千字"))
    made.write(
        "themes/plain/theme.yaml",
        "styles: [css/plain.css]\nformats: [jpeg]\n"
        "fonts:\n  - {family: Song, package: song, file: song.woff2, headlines: [zh-Hans]}\n",
    )
    translate(made, "茶香")
    return made


def translate(made: SmallProject, title: str) -> None:
    path = "locales/zh_Hans/LC_MESSAGES/stories/tea.po"
    made.write(path, textwrap.dedent(TEA).strip().format(title=title) + "\n")


def style_of(made: SmallProject, page: str) -> str:
    """Return the name of the style sheet of a page."""
    found = re.search(r'href="[./]*assets/css/([^"]+)"', made.page(page))
    assert found
    return found[1]


def faces(made: SmallProject) -> list[frozenset[str]]:
    """Return the letters of the published faces."""
    paths = sorted((made.root / "public/portal/assets/fonts").glob("*.woff2"))
    return [fonts.coverage(path.read_bytes()) - fonts.ALWAYS_KEPT for path in paths]


def test_a_face_for_headlines_holds_the_letters_of_titles_and_no_others(tales: SmallProject) -> None:
    assert tales.messages(tales.build()) == []

    assert faces(tales) == [frozenset("茶香")]


def test_a_face_for_headlines_holds_the_letters_of_dates(tales: SmallProject) -> None:
    font = next(font for font in HEADLINES if font.headlines == ("zh-Hans",))
    tales.write("themes/plain/node_modules/song/song.woff2", fonts.cut(whole(font), "慢茶香年月日分"))

    tales.build()

    assert faces(tales) == [frozenset("茶香年月日")]


def test_a_face_for_headlines_holds_the_letters_of_events(tales: SmallProject) -> None:
    font = next(font for font in HEADLINES if font.headlines == ("zh-Hans",))
    tales.write("themes/plain/node_modules/song/song.woff2", fonts.cut(whole(font), "慢茶香会布客字"))
    tales.write(
        "content/events/fair.yaml",
        "name: Fair\nsummary: Guests.\nstarts: 2027-02\nwhen: told each year\nupdated: 2026-01-01\n",
    )
    tales.write(
        "locales/zh_Hans/LC_MESSAGES/events.po",
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
        '\nmsgctxt "fair.name"\nmsgid "Fair"\nmsgstr "会"\n'
        '\nmsgctxt "fair.when"\nmsgid "told each year"\nmsgstr "布"\n'
        '\nmsgctxt "fair.summary"\nmsgid "Guests."\nmsgstr "客字"\n',
    )

    tales.build()

    assert faces(tales) == [frozenset("茶香会布")]


def test_a_face_of_last_resort_holds_what_a_mission_says_in_its_own_language(tales: SmallProject) -> None:
    font = next(font for font in HEADLINES if font.headlines == ("zh-Hans",))
    tales.write("themes/plain/node_modules/song/song.woff2", fonts.cut(whole(font), "慢茶香京客您字"))
    tales.edit("themes/plain/theme.yaml", "headlines:", "texts:")
    tales.write(
        "content/missions/beijing.yaml",
        "name: 京\ncity: 京\nlanguage: zh-Hans\nlanguages: [zh-Hans]\n"
        "base_url: https://beijing.example.org/\ngreeting: 客您\n",
    )

    tales.build()

    assert faces(tales) == [frozenset("慢茶香京客您")]


def test_only_pages_in_a_language_have_the_face_for_its_headlines(tales: SmallProject) -> None:
    tales.build()
    before = {tag: style_of(tales, f"{tag}/stories/tea/index.html") for tag in ("en", "zh-Hans")}

    translate(tales, "红茶")
    tales.build()

    after = {tag: style_of(tales, f"{tag}/stories/tea/index.html") for tag in ("en", "zh-Hans")}
    assert faces(tales) == [frozenset("红茶")]
    assert after["en"] == before["en"] != before["zh-Hans"] != after["zh-Hans"]


def test_a_letter_in_running_text_makes_no_other_face(tales: SmallProject) -> None:
    tales.build()

    tales.edit("locales/zh_Hans/LC_MESSAGES/stories/tea.po", "慢慢喝。", "千千喝。")
    built = tales.build()

    assert {path for path in built.made if not path.startswith("portal/zh-Hans/")} == set()
