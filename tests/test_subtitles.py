"""Subtitles of films: found beside them, translated cue by cue, built in each language, shown by the video block."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sitegen.catalog import read as read_catalog
from sitegen.check import check
from sitegen.diagnostics import Span
from sitegen.messages import extract, status, update
from sitegen.segments import compare_cue
from sitegen.session import Options
from tests.conftest import ProjectFactory
from tests.support import NOW, SmallProject, picture, snapshot

WEBM = b"\x1a\x45\xdf\xa3" + b"\0" * 100
STORY = "content/stories/tea/index.md"
SOURCE = "content/stories/tea/pouring.en.vtt"
FRENCH = "locales/fr/LC_MESSAGES/stories/tea.po"
TEA = """
    -- content/stories/tea/index.md --
    ---
    title: Tea
    date: 2026-01-02
    ---
    Pour it.

    ```video
    title: A pouring
    file: pouring.webm
    still: pot.jpg
    alt: A stream of tea.
    transcript: Tea falls from high.
    ```
    -- content/stories/tea/pouring.en.vtt --
    WEBVTT

    STYLE
    ::cue { color: red }

    first
    00:00.000 --> 00:01.000 align:start
    Pour it.

    00:01.000 --> 00:02.500
    From <i>high</i>,
    <00:02.000>always.

    00:02.500 --> 00:03.000
    ♪

    00:03.000 --> 00:04.000
    Pour it.
    """
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: {}\\n"\n'


def said(*pairs: tuple[str, str], language: str = "fr") -> str:
    """Return a catalog with translations of subtitles."""
    messages = (f'\nmsgctxt "subtitle"\nmsgid "{id}"\nmsgstr "{text}"\n' for id, text in pairs)
    return HEADER.format(language) + "".join(messages)


POURED = ("Pour it.", "Versez.")
HIGH = ("From <i>high</i>,\\n<00:02.000>always.", "Toujours\\n<00:02.000>de haut.")


@pytest.fixture
def tea(project: ProjectFactory) -> SmallProject:
    """A story with a film and its subtitles in English."""
    made = project(TEA)
    made.write("content/stories/tea/pot.jpg", picture())
    made.write("content/stories/tea/pouring.webm", WEBM)
    return made


def tracks(project: SmallProject, tag: str) -> list[tuple[str, str, str, str, bool]]:
    """Return kind, language, label, content and whether it is shown by itself, for each track on the story's page."""
    page = project.page(f"{tag}/stories/tea/index.html")
    found = re.findall(r'<track kind="(\w+)" src="([^"]+)" srclang="([^"]+)" label="([^"]+)"( default)?>', page)
    folder = project.root / "public" / "portal" / tag / "stories" / "tea"
    return [
        (kind, language, label, (folder / address).read_text("utf-8"), bool(default))
        for kind, address, language, label, default in found
    ]


WRITTEN = """\
WEBVTT

first
00:00.000 --> 00:01.000 align:start
Pour it.

00:01.000 --> 00:02.500
From <i>high</i>,
<00:02.000>always.

00:02.500 --> 00:03.000
♪

00:03.000 --> 00:04.000
Pour it.
"""

# What is shown ------------------------------------------------------------------------------------------


def test_subtitles_beside_a_film_are_found_by_themselves_and_shown(tea: SmallProject) -> None:
    built = tea.build()

    assert tea.messages(built) == [
        f"{SOURCE}:3: warning[subtitle-dropped]: the block STYLE is left out; subtitles look as the theme wants\n"
        "  hint: remove it"
    ]
    assert tracks(tea, "en") == [("subtitles", "en", "English", WRITTEN, True)]


def test_a_language_without_a_translated_cue_has_the_source_alone(tea: SmallProject) -> None:
    assert tea.build().published

    assert tracks(tea, "ur") == tracks(tea, "en")


def test_a_translation_is_a_file_of_its_own_with_the_same_times_and_the_source_beside_it(tea: SmallProject) -> None:
    tea.write(FRENCH, said(POURED, HIGH))

    assert tea.build().published

    french, english = tracks(tea, "fr")
    assert french == (
        "subtitles",
        "fr",
        "Français",
        WRITTEN.replace("Pour it.", "Versez.").replace(
            "From <i>high</i>,\n<00:02.000>always.", "Toujours\n<00:02.000>de haut."
        ),
        True,
    )
    assert english == ("subtitles", "en", "English", WRITTEN, False)


def test_what_is_not_translated_falls_back_cue_by_cue_and_is_marked(tea: SmallProject) -> None:
    tea.write(FRENCH, said(POURED))

    assert tea.build().published

    content = tracks(tea, "fr")[0][3]
    assert "\n<lang en>From <i>high</i>,\n<00:02.000>always.</lang>\n" in content
    assert content.count("\nVersez.\n") == 2
    assert "\n♪\n" in content


def test_lines_of_a_right_to_left_language_run_from_the_right(tea: SmallProject) -> None:
    tea.write("locales/ur/LC_MESSAGES/stories/tea.po", said(("Pour it.", "K2 کی چائے۔"), language="ur"))

    assert tea.build().published

    assert "\n&rlm;K2 کی چائے۔\n" in tracks(tea, "ur")[0][3]


def test_a_file_made_by_hand_wins_over_translations(tea: SmallProject) -> None:
    tea.write(FRENCH, said(POURED, HIGH))
    tea.write("content/stories/tea/pouring.fr.vtt", "WEBVTT\n\n00:00.500 --> 00:03.900\nDu thé.\n")

    assert tea.build().published

    assert tracks(tea, "fr")[0][1:4] == ("fr", "Français", "WEBVTT\n\n00:00.500 --> 00:03.900\nDu thé.\n")


def test_subtitles_in_another_language_than_the_text_are_translated_from_it(tea: SmallProject) -> None:
    tea.remove(SOURCE)
    tea.write("content/stories/tea/pouring.ur.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nچائے۔\n")
    tea.write("locales/en/LC_MESSAGES/stories/tea.po", said(("چائے۔", "Tea."), language="en"))

    assert tea.build().published

    assert [(track[1], track[3].splitlines()[3]) for track in tracks(tea, "en")] == [("en", "Tea."), ("ur", "چائے۔")]
    assert [(track[1], track[3].splitlines()[3]) for track in tracks(tea, "fr")] == [("en", "Tea."), ("ur", "چائے۔")]
    assert [track[1] for track in tracks(tea, "ur")] == ["ur"]
    assert 'rel="canonical" href="https://tales.example.org/en/stories/tea/"' in tea.page("en/stories/tea/index.html")


def test_captions_are_called_so(tea: SmallProject) -> None:
    tea.edit(STORY, "alt: A stream", "track: captions\nalt: A stream")

    assert tea.build().published

    assert [track[0] for track in tracks(tea, "en")] == ["captions"]


def test_fixing_a_translated_cue_remakes_one_file_and_the_page_that_names_it(tea: SmallProject) -> None:
    tea.write(FRENCH, said(POURED, HIGH))
    tea.build()

    tea.edit(FRENCH, "Versez.", "On verse.")
    built = tea.build()

    written = sorted(re.sub(r"\.[0-9a-f]{10}\.", ".", path) for path in built.written)
    assert written == ["portal/films/tea-pouring.fr.vtt", "portal/fr/stories/tea/index.html"]
    tea.build(output="cold", store="cold-store")
    assert snapshot(tea.root / "public") == snapshot(tea.root / "cold")


def test_subtitles_have_their_words_and_no_others_in_a_pseudo_language(tea: SmallProject) -> None:
    built = tea.build(pseudo=True)

    assert {fault.code for fault in built.found} == {"subtitle-dropped"}
    content = tracks(tea, "en-XA")[0][3]
    assert re.sub(r"<[^<>]*>", "", content) != re.sub(r"<[^<>]*>", "", WRITTEN)
    assert re.findall(r"<[^<>]*>|^.*-->.*$", content, re.MULTILINE) == re.findall(
        r"<[^<>]*>|^.*-->.*$", WRITTEN, re.MULTILINE
    )


# What is told -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["pouring.vtt", "pouring.de.vtt", "poring.en.vtt", "pouring.en.VTT", "pouring.EN.vtt"])
def test_subtitles_that_belong_to_no_film_are_told(tea: SmallProject, name: str) -> None:
    tea.write(SOURCE, "WEBVTT\n\n00:00.000 --> 00:01.000\nPour it.\n")
    tea.write(f"content/stories/tea/{name}", "WEBVTT\n")

    assert tea.messages(tea.build()) == [
        f"content/stories/tea/{name}: warning[unread-file]: nobody reads these subtitles\n"
        "  hint: name them film.en.vtt, like the film that a text shows and their language: en, fr, ur"
    ]


def test_a_text_with_errors_does_not_make_its_subtitles_unread(tea: SmallProject) -> None:
    tea.edit(STORY, "date: 2026-01-02", "date: soon")

    assert {fault.code for fault in tea.build().found} == {"bad-date"}


def test_broken_subtitles_stop_the_build_with_their_place(tea: SmallProject) -> None:
    assert tea.build().published
    tea.edit(SOURCE, "00:01.000 --> 00:02.500", "00:01,000 --> 00:02,500")

    built = tea.build()

    assert not built.published
    assert [str(fault).splitlines()[0] for fault in built.found if fault.code == "subtitle-timing"] == [
        f"{SOURCE}:10: error[subtitle-timing]: “00:01,000 --> 00:02,500” is not a timing"
    ]


def test_a_file_without_cues_is_told(tea: SmallProject) -> None:
    tea.write(SOURCE, "WEBVTT\n")

    assert [str(fault).splitlines()[0] for fault in tea.build().found] == [
        f"{SOURCE}: error[subtitle-format]: the file has no cues"
    ]


def test_the_subtitles_of_a_draft_are_found_where_they_are_published(tea: SmallProject) -> None:
    tea.edit(SOURCE, "<00:02.000>always.", "poured by nobody before.")
    tea.edit(STORY, "date: 2026-01-02", "date: 2026-01-02\nstatus: draft")
    tea.build(drafts=True)

    found = check(tea.session(), Options(now=NOW)).found

    (place,) = [fault.span.path for fault in found if fault.span.path.endswith(".vtt") and "public" in fault.span.path]
    assert place.startswith("public/portal/films/tea-pouring.en.")
    assert {fault.code for fault in found if fault.span.path == place} == {"draft-published"}


# What translators see -----------------------------------------------------------------------------------


def test_each_cue_is_a_message_with_its_time_and_its_neighbours(tea: SmallProject) -> None:
    update(tea.session(), Options(now=NOW), ("fr",))

    catalog = (tea.root / FRENCH).read_text("utf-8")
    assert (
        "#. subtitle, 00:00–00:01, at most 42 characters a line\n"
        "#. after: From high, always.\n"
        "#: content/stories/tea/pouring.en.vtt\n"
        'msgctxt "subtitle"\n'
        'msgid "Pour it."\n'
        'msgstr ""\n'
        "\n"
        "#. subtitle, 00:01–00:02, at most 42 characters a line\n"
        "#. before: Pour it.\n"
        "#. after: ♪\n"
        "#: content/stories/tea/pouring.en.vtt\n"
        'msgctxt "subtitle"\n'
        'msgid ""\n'
        '"From <i>high</i>,\\n"\n'
        '"<00:02.000>always."\n'
        'msgstr ""\n'
        "\n"
        "#. address: small letters"
    ) in catalog
    assert catalog.count('msgid "Pour it."') == 2


def test_a_catalog_with_subtitles_is_accepted_by_msgfmt(tea: SmallProject) -> None:
    msgfmt = shutil.which("msgfmt")
    assert msgfmt, "gettext is missing: `make test` installs it, or says how"
    update(tea.session(), Options(now=NOW), ("fr",))
    text = (tea.root / FRENCH).read_text("utf-8")
    (tea.root / FRENCH).write_text(text.replace('always."\nmsgstr ""', 'always."\nmsgstr "Un,\\n<00:02.000>deux."'))

    done = subprocess.run(
        [msgfmt, "--check", "-o", "/dev/null", tea.root / FRENCH], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_a_change_of_times_makes_no_translation_stale(tea: SmallProject) -> None:
    tea.write(FRENCH, said(POURED, HIGH))
    update(tea.session(), Options(now=NOW), ("fr",))
    tea.edit(SOURCE, "00:03.000 --> 00:04.000", "00:03.500 --> 00:04.500")

    update(tea.session(), Options(now=NOW), ("fr",))

    catalog, _ = read_catalog((tea.root / FRENCH).read_bytes(), FRENCH)
    assert catalog is not None
    cues = [message for message in catalog.messages if message.context == "subtitle"]
    assert [(message.strings[0], message.fuzzy) for message in cues] == [
        ("Versez.", False),
        ("Toujours\n<00:02.000>de haut.", False),
    ]


def test_a_changed_cue_comes_back_as_a_draft_with_the_old_text(tea: SmallProject) -> None:
    tea.write(FRENCH, said(POURED, HIGH))
    update(tea.session(), Options(now=NOW), ("fr",))
    tea.edit(SOURCE, "always.", "always slowly.")

    update(tea.session(), Options(now=NOW), ("fr",))

    text = (tea.root / FRENCH).read_text("utf-8")
    assert '#| "<00:02.000>always."\n' in text
    assert "#, fuzzy\n" in text


def test_subtitles_count_as_words_of_their_text(tea: SmallProject) -> None:
    rows = {(row.tag, row.domain): row.tally for row in status(tea.session(), Options(now=NOW)).rows}

    assert rows[("fr", "stories/tea")].messages["untranslated"] == 7
    assert ("en", "stories/tea") not in rows


def test_a_template_has_the_subtitles(tea: SmallProject) -> None:
    extract(tea.session(), Options(now=NOW))

    assert 'msgctxt "subtitle"' in (tea.root / "locales/templates/stories/tea.pot").read_text("utf-8")


# The contract -------------------------------------------------------------------------------------------


def told(source: str, translation: str) -> tuple[bool, list[str]]:
    """Return whether a translation is broken, and what is said of it."""
    verdict = compare_cue(source, translation, Span("a.po", 1))
    return verdict.broken, [f"{fault.severity.value} {fault.code}: {fault.message}" for fault in verdict.found]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("<i>high</i>", "haut"),
        ("high", "<b>haut</b> et <i>bas</i>"),
        ("high", "<lang ur>ہنزہ</lang>"),
        ("<v Ali>high", "<v علی>اونچا"),
        ("a <00:01.500>b", "b\n<00:01.500>a"),
        ("<ruby>漢<rt>かん</rt></ruby>", "han"),
        ("one line", "une\n\nligne"),
        ("to Hunza", "vers --> Hunza"),
        ("R&D", "R&amp;D &lrm;"),
        ("a < b", "c < d"),
    ],
)
def test_a_translation_of_a_cue_may_be_made_for_its_language(source: str, translation: str) -> None:
    assert told(source, translation) == (False, [])


@pytest.mark.parametrize(
    ("source", "translation", "found"),
    [
        ("a <00:01.500>b", "a b", "subtitle-markup: the times within the subtitle are changed"),
        ("a <00:01.500>b", "a <00:01.600>b", "subtitle-markup: the times within the subtitle are changed"),
        ("a", "a <00:01.500>b", "subtitle-markup: the times within the subtitle are changed"),
        (
            "a <00:01.500>b <00:01.600>c",
            "a <00:01.600>b <00:01.500>c",
            "subtitle-markup: the times within the subtitle are changed",
        ),
        ("<c.red>a</c>", "a", "subtitle-markup: the translation drops <c.red>"),
        ("<v Ali>a", "a", "subtitle-markup: the translation drops <v>"),
        ("a", "<c>a</c>", "subtitle-markup: <c> is not in the source as often"),
        ("a", "<u>a</u>", "subtitle-markup: <u> is not in the source as often"),
        ("a", "<i>a", "subtitle-markup: <i> is not closed"),
        ("a", "<script>a</script>", "subtitle-markup: there is no tag <script> in subtitles"),
        ("a", "1 < 2", "subtitle-markup: a < begins no tag"),
        ("a", "<i></i>\n", "subtitle-empty: the translation has no words"),
        ("a", "a\u202e", "bidi-unbalanced: a direction control is opened and not closed"),
        ("a", "a\x07", "bad-character: the translation holds the invisible character U+0007"),
        ("a", "a" * 1001, "translation-too-long: the translation has 1,001 characters; 1,000 fit into a subtitle"),
        ("{n} cups", "tasses", "placeholder-changed: the translation drops {n}"),
    ],
)
def test_a_translation_that_does_other_things_to_the_film_is_held_back(
    source: str, translation: str, found: str
) -> None:
    broken, messages = told(source, translation)

    assert broken
    assert messages[0] == f"warning {found}"


@pytest.mark.parametrize("translation", ["a" * 43, "a\nb\nc"])
def test_a_translation_that_covers_the_film_is_told_and_shown(translation: str) -> None:
    message = "subtitle-large: the subtitle is large: more than 2 lines of 42 characters cover the film"

    assert told("a", translation) == (False, [f"note {message}"])


def test_a_broken_cue_falls_back_alone(tea: SmallProject) -> None:
    tea.write(FRENCH, said(POURED, (HIGH[0], "Toujours.")))

    built = tea.build()

    assert [str(fault) for fault in built.found if fault.code == "subtitle-markup"] == [
        f"{FRENCH}:11: warning[subtitle-markup]: the times within the subtitle are changed\n"
        "  hint: keep in order: <00:02.000>. The source text is shown until then."
    ]
    assert "<lang en>From" in tracks(tea, "fr")[0][3]
    assert "\nVersez.\n" in tracks(tea, "fr")[0][3]


def test_the_languages_of_missions_have_tracks_of_their_own(tea: SmallProject) -> None:
    tea.write(
        "content/missions/lyon.yaml",
        "name: L\ncity: Lyon\nlanguages: [fr]\nbase_url: https://lyon.example.org/\n",
    )
    tea.write(FRENCH, said(POURED))

    assert tea.build().published

    names = {path.name.split(".")[1] for path in Path(tea.root / "public/lyon/films").glob("*.vtt")}
    assert names == {"fr", "en"}
