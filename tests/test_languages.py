"""`sitegen new language`: what it writes, what it refuses, and that the site builds in the language at once."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from babel import Locale

from sitegen.catalog import plural_index, read
from sitegen.cli import FAULTS, FINE, USAGE, main
from sitegen.session import Reading
from sitegen.shape import with_item
from sitegen.tree import Tree
from tests.conftest import ProjectFactory
from tests.support import NOW, SmallProject, snapshot

STORY = """
    -- content/stories/coffee/index.md --
    ---
    title: Coffee
    date: 2026-01-02
    topics: [hills]
    ---
    Drink it slowly.
    -- content/missions/paris.yaml --
    # Ours.
    name: Tales in Paris
    city: Paris
    languages:
      - en
      # The host's.
      - tag: fr
        locale: fr-FR   # of France

    # Where it will be.
    base_url: https://paris.example.org/
    """
#: Language, direction, and what `new language` writes as its plural rule: as Weblate and CLDR have it.
LANGUAGES = {
    "fa": ("rtl", "nplurals=2; plural=(n > 1);"),
    "ps": ("rtl", "nplurals=2; plural=(n != 1);"),
    "sd": ("rtl", "nplurals=2; plural=(n != 1);"),
    "zh-Hans": ("ltr", "nplurals=1; plural=0;"),
    "de": ("ltr", "nplurals=2; plural=(n != 1);"),
    "ru": (
        "ltr",
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    ),
    "he": ("rtl", "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);"),
    "hi": ("ltr", "nplurals=2; plural=(n > 1);"),
    "bn": ("ltr", "nplurals=2; plural=(n > 1);"),
    "ja": ("ltr", "nplurals=1; plural=0;"),
    "sw": ("ltr", "nplurals=2; plural=(n != 1);"),
    "pa-Arab": ("rtl", "nplurals=2; plural=(n > 1);"),
    "pt-BR": ("ltr", "nplurals=2; plural=(n > 1);"),
}
Run = Callable[..., int]


@pytest.fixture
def made(project: ProjectFactory) -> SmallProject:
    """A project with one story and one mission."""
    return project(STORY)


@pytest.fixture
def new(made: SmallProject) -> Run:
    """Call `sitegen new language` on the project."""
    return lambda *arguments: main(["new", "language", "-C", str(made.root), *arguments])


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_site_builds_in_a_new_language_at_once(made: SmallProject, new: Run, tag: str) -> None:
    direction, rule = LANGUAGES[tag]

    assert new(tag) == FINE

    assert made.messages(made.build()) == []
    assert f'<html lang="{tag}" dir="{direction}">' in made.page(f"{tag}/stories/coffee/index.html")
    assert '<p dir="ltr" lang="en">Drink it slowly.</p>' in made.page(f"{tag}/stories/coffee/index.html")
    folder = made.root / "locales" / tag.replace("-", "_") / "LC_MESSAGES"
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.po")) == [
        "site.po",
        "stories/coffee.po",
        "theme.po",
    ]
    for path in folder.rglob("*.po"):
        catalog, found = read(path.read_bytes(), path.name)
        assert (found, catalog and catalog.fields["Plural-Forms"]) == ((), rule)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_rule_tells_apart_what_cldr_tells_apart(tag: str) -> None:
    category = Locale.parse(tag.replace("-", "_")).plural_form

    pairs = {(category(number), plural_index(LANGUAGES[tag][1], number)) for number in range(1001)}

    assert len(pairs) == len({name for name, _ in pairs}) == len({form for _, form in pairs})


@pytest.mark.parametrize("tag", LANGUAGES)
def test_gettext_accepts_the_new_catalogs(made: SmallProject, new: Run, tag: str, tmp_path: Path) -> None:
    new(tag)

    for path in (made.root / "locales").rglob("*.po"):
        checked = subprocess.run(
            ["msgfmt", "--check", "-o", tmp_path / "out.mo", path], capture_output=True, text=True, check=False
        )
        assert (checked.returncode, checked.stderr) == (0, "")


def test_nothing_is_left_to_update(made: SmallProject, new: Run, capsys: pytest.CaptureFixture[str]) -> None:
    main(["messages", "update", "-C", str(made.root)])
    new("fa")
    capsys.readouterr()

    main(["messages", "update", "-C", str(made.root)])

    assert capsys.readouterr().out == "nothing to write\n"


def test_the_settings_keep_all_but_the_new_language(made: SmallProject, new: Run) -> None:
    before = (made.root / "content/missions/paris.yaml").read_text("utf-8")

    assert new("ar", "--mission", "paris", "--locale", "ar-SA", "--fallback", "ur", "--fallback", "fr") == FINE

    after = (made.root / "content/missions/paris.yaml").read_text("utf-8")
    added = "  - {tag: ar, locale: ar-SA, fallback: [ur, fr]}\n"
    assert after == before.replace("# of France\n", f"# of France\n{added}")
    assert "languages: [en, fr, ur]" in (made.root / "content/site.yaml").read_text("utf-8")
    made.build()
    page = (made.root / "public/paris/ar/stories/coffee/index.html").read_text("utf-8")
    assert "٢ يناير ٢٠٢٦" in page


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("languages: [en, ur]\n", "languages: [en, ur, fa]\n"),
        ("languages: [en, {tag: ur}, ]  # two\nname: x\n", "languages: [en, {tag: ur}, fa, ]  # two\nname: x\n"),
        (
            "languages: [\n  en,   # one\n  ur    # two\n]\n",
            "languages: [\n  en,   # one\n  ur,    # two\n  fa\n]\n",
        ),
        ("languages: [\r\n  en,\r\n  ur,\r\n]\r\n", "languages: [\r\n  en,\r\n  ur,\r\n  fa,\r\n]\r\n"),
        ("languages: [en,\n  ur] # ]\n", "languages: [en,\n  ur, fa] # ]\n"),
        ("languages:\n- en\n- 'ur'   # last\n# end\nx: y\n", "languages:\n- en\n- 'ur'   # last\n- fa\n# end\nx: y\n"),
        ("languages:\n  - tag: ur\n    digits: arab", "languages:\n  - tag: ur\n    digits: arab\n  - fa\n"),
        ("a: {languages: [no]}\r\nlanguages:\r\n - en\r\n", "a: {languages: [no]}\r\nlanguages:\r\n - en\r\n - fa\r\n"),
        ("\ufefflanguages: [en]\n", "\ufefflanguages: [en, fa]\n"),
        ('x: languages\ny: [1]\n"languages": [en]\n', 'x: languages\ny: [1]\n"languages": [en, fa]\n'),
        ("languages: []\n", None),
        ("languages: en\n", None),
        ("name: x\n", None),
    ],
)
def test_an_item_is_put_at_the_end_of_a_list(before: str, after: str | None) -> None:
    assert with_item(before, "languages", "fa") == after


SETTINGS, PARIS = "content/site.yaml", "content/missions/paris.yaml"
UNKNOWN = "error[unknown-language]: there is no language"
THERE = "is there already\n  hint: run `sitegen messages update` for its catalogs"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("fa_IR", f'{SETTINGS}: {UNKNOWN} "fa_IR"\n  hint: did you mean "fa-IR"?'),
        ("zh-hans", f'{SETTINGS}: {UNKNOWN} "zh-hans"\n  hint: did you mean "zh-Hans"?'),
        ("Persian", f'{SETTINGS}: {UNKNOWN} "Persian"\n  hint: did you mean "fa"?'),
        ("../etc", f'{SETTINGS}: {UNKNOWN} "../etc"\n  hint: write a BCP 47 tag, as in ur, tr or zh-Hans'),
        ("fa --locale fa_AF", f'{SETTINGS}: {UNKNOWN} "fa_AF"\n  hint: did you mean "fa-AF"?'),
        (
            "en-XA",
            f'{SETTINGS}: error[unknown-language]: "en-XA" is a pseudo-language\n'
            "  hint: `sitegen build --pseudo` adds it to all sites",
        ),
        (
            "fa --fallback de",
            f'{SETTINGS}: error[unknown-language]: "de" cannot stand in for what is not translated into fa\n'
            "  hint: name other languages of the project: en, fr, ur",
        ),
        ("ur", f'{SETTINGS}: error[already-there]: the language "ur" {THERE}'),
        ("fr --mission paris", f'{PARIS}: error[already-there]: the language "fr" {THERE}'),
        (
            "fa --mission pari",
            'content/missions: error[unknown-site]: there is no mission "pari"\n  hint: did you mean "paris"?',
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_touched(
    made: SmallProject, new: Run, capsys: pytest.CaptureFixture[str], arguments: str, message: str
) -> None:
    before = snapshot(made.root / "content")

    assert new(*arguments.split()) == USAGE

    assert capsys.readouterr().err.strip() == message
    assert snapshot(made.root / "content") == before
    assert not (made.root / "locales").exists()


def test_norwegian_stands_in_quotes(made: SmallProject, new: Run) -> None:
    assert new("no") == FINE
    assert 'languages: [en, fr, ur, "no"]\n' in (made.root / "content/site.yaml").read_text("utf-8")


def test_files_that_change_meanwhile_are_told(
    made: SmallProject, new: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(reading: Reading, tree: Tree, tag: str) -> dict[str, bytes]:
        made.edit("content/stories/coffee/index.md", "slowly", "quickly")
        return {path: tree.read(path) for path in tree.digests}

    monkeypatch.setattr("sitegen.languages.adding.catalogs_of", changed)
    before = (made.root / "content/site.yaml").read_bytes()

    assert new("fa") == FAULTS

    assert "content: error[changed-while-reading]" in capsys.readouterr().err
    assert (made.root / "content/site.yaml").read_bytes() == before


def test_with_an_error_in_a_text_nothing_is_touched(
    made: SmallProject, new: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    made.edit("content/stories/coffee/index.md", "date: 2026-01-02", "date: soon")
    before = snapshot(made.root / "content")

    assert new("fa") == FAULTS

    assert "content/stories/coffee/index.md:3: error[bad-date]" in capsys.readouterr().err
    assert snapshot(made.root / "content") == before
    assert not (made.root / "locales").exists()


def test_a_list_may_be_written_oddly(made: SmallProject, new: Run) -> None:
    made.edit("content/site.yaml", "[en, fr, ur]", '[en, fr, {"tag": ur}] # ]')
    made.edit("content/site.yaml", "languages:", '"languages" :')

    assert new("fa") == FINE
    assert '"languages" : [en, fr, {"tag": ur}, fa] # ]' in (made.root / "content/site.yaml").read_text("utf-8")


def test_settings_without_a_place_for_it_are_left(
    made: SmallProject, new: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.languages.adding.with_item", lambda text, key, item: None)

    assert new("fa") == USAGE

    assert capsys.readouterr().err == (
        'content/site.yaml: error[languages-not-edited]: no place was found for "fa"\n  hint: add fa to languages\n'
    )
    assert not (made.root / "locales").exists()


def test_a_full_disk_leaves_the_project_as_it_was(
    made: SmallProject, new: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(made.root / "content")
    calls = iter(range(100))

    def full(descriptor: int) -> None:
        if next(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("sitegen.store.os.fsync", full)

    assert new("fa") == USAGE
    assert "No space left on device" in capsys.readouterr().err
    assert snapshot(made.root / "content") == before
    assert snapshot(made.root / "locales") == {}


def test_catalogs_that_are_there_already_come_back(made: SmallProject, new: Run) -> None:
    made.write(
        "locales/fa/LC_MESSAGES/stories/coffee.po",
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: fa\\n"\n\n'
        'msgid "Drink it slowly."\nmsgstr "آهسته بنوشید."\n',
    )

    new("fa")
    made.build()

    assert "<p>آهسته بنوشید.</p>" in made.page("fa/stories/coffee/index.html")


def test_programs_are_told_what_the_language_is_like(
    made: SmallProject, new: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    new("he", "--json")

    told = json.loads(capsys.readouterr().out)
    assert told["written"][0] == "content/site.yaml"
    assert told["diagnostics"] == []
    about = told["language"]
    assert {key: about[key] for key in ("own_name", "direction", "script", "quotes", "own_order", "fallbacks")} == {
        "own_name": "עברית",
        "direction": "rtl",
        "script": "Hebr",
        "quotes": "”…” ’…’",
        "own_order": False,
        "fallbacks": ["en"],
    }
    assert about["package"] == "@fontsource-variable/noto-sans-hebrew"
    assert set("אבגדה") <= set(about["lacking"])


def test_people_are_told_what_the_language_still_needs(
    made: SmallProject, new: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    made.write(
        "themes/plain/theme.yaml",
        "styles: [css/plain.css]\nfonts:\n  - {family: Alef, package: alef, file: a.woff2, "
        "characters: אבגדהוזחטיכלםמןנסעףפץצקרשתׁ}\n",
    )

    new("he", "--now", NOW.isoformat())

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "added he to content/site.yaml, with 3 catalogs"
    assert "plural forms: 3 (one, two, other), nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);" in lines
    assert "fonts of the theme with all its letters: Alef" in lines
    assert "style: the theme has no rule for he; it gets the faces and sizes for Latin letters" in lines
    first, second = (f"locales/he/LC_MESSAGES/{domain}.po" for domain in ("site", "theme"))
    assert lines[-1] == f"next: translate {first} and {second}, whose words stand on every page"


def test_a_face_of_last_resort_counts_for_its_own_languages(
    made: SmallProject, new: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    made.write(
        "themes/plain/theme.yaml",
        "styles: [css/plain.css]\nfonts:\n  - {family: Song, package: song, file: a.woff2, texts: [zh-Hans]}\n",
    )

    new("he", "--now", NOW.isoformat())

    assert "fonts: the theme has none with " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rule", "styled"),
    [
        ('[lang|="he"] { --face-text: Alef, serif; }', True),
        (":lang(he) { color: red; font-family: Alef; }", True),
        ('[lang|="he"] { font-style: normal; }', False),
        ('[lang|="he"] { --face-names: var(--face-text); }', False),
        ('[lang|="hr"] { font-family: Alef; }', False),
    ],
)
def test_a_rule_counts_as_a_style_when_it_sets_faces(
    made: SmallProject, new: Run, capsys: pytest.CaptureFixture[str], rule: str, styled: bool
) -> None:
    made.write("themes/plain/assets/css/plain.css", rule)

    new("he", "--now", NOW.isoformat())

    assert ("style: the theme has no rule for he" in capsys.readouterr().out) is not styled
