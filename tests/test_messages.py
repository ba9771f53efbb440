"""`sitegen messages`: catalogs follow their sources, and nothing a translator did is lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen import cli
from sitegen.messages import extract, status, update
from sitegen.session import Options
from tests.conftest import ProjectFactory
from tests.support import NOW, SmallProject, snapshot

OPTIONS = Options(now=NOW)
STORY = """
    -- content/stories/coffee/index.md --
    ---
    title: Coffee
    date: 2026-01-02
    ---
    Drink it slowly, and never alone.

    ## How

    From a small cup.
    """
CATALOG = "locales/fr/LC_MESSAGES/stories/coffee.po"


@pytest.fixture
def coffee(project: ProjectFactory) -> SmallProject:
    """A story with a French catalog, fully translated."""
    made = project(STORY)
    update(made.session(), OPTIONS)
    for id, said in {
        "Coffee": "Café",
        "Drink it slowly, and never alone.": "À boire lentement, jamais seul.",
        "How": "Comment",
        "From a small cup.": "Dans une petite tasse.",
    }.items():
        made.edit(CATALOG, f'msgid "{id}"\nmsgstr ""', f'msgid "{id}"\nmsgstr "{said}"')
    return made


def test_a_catalog_lists_its_story_in_order_with_words_for_the_translator(project: ProjectFactory) -> None:
    made = project(STORY)

    update(made.session(), OPTIONS, ("fr",))

    text = (made.root / CATALOG).read_text("utf-8")
    assert text.partition("\n\n")[2] == (
        "#. title, at most 70 characters\n"
        "#: content/stories/coffee/index.md\n"
        'msgid "Coffee"\n'
        'msgstr ""\n'
        "\n"
        "#. paragraph\n"
        "#: content/stories/coffee/index.md\n"
        'msgid "Drink it slowly, and never alone."\n'
        'msgstr ""\n'
        "\n"
        "#. heading, level 2\n"
        "#: content/stories/coffee/index.md\n"
        'msgid "How"\n'
        'msgstr ""\n'
        "\n"
        "#. paragraph under “How”\n"
        "#: content/stories/coffee/index.md\n"
        'msgid "From a small cup."\n'
        'msgstr ""\n'
        "\n"
        "#. address: small letters and digits, joined by hyphens; empty keeps it\n"
        "#: content/stories/coffee/index.md\n"
        'msgctxt "slug"\n'
        'msgid "coffee"\n'
        'msgstr ""\n'
    )


def test_a_second_update_writes_nothing(coffee: SmallProject) -> None:
    assert update(coffee.session(), OPTIONS).written == ()


def test_a_changed_paragraph_turns_fuzzy_and_keeps_what_it_was(coffee: SmallProject) -> None:
    coffee.edit("content/stories/coffee/index.md", "and never alone", "and never in a hurry")

    written = update(coffee.session(), OPTIONS).written

    assert CATALOG in written
    assert (
        "#, fuzzy\n"
        '#| msgid "Drink it slowly, and never alone."\n'
        'msgid "Drink it slowly, and never in a hurry."\n'
        'msgstr "À boire lentement, jamais seul."\n'
    ) in (coffee.root / CATALOG).read_text("utf-8")


def test_a_removed_paragraph_comes_back_with_its_translation(coffee: SmallProject) -> None:
    source = "content/stories/coffee/index.md"
    coffee.edit(source, "From a small cup.\n", "")
    update(coffee.session(), OPTIONS)
    assert '#~ msgstr "Dans une petite tasse."' in (coffee.root / CATALOG).read_text("utf-8")

    coffee.edit(source, "## How\n", "## How\n\nFrom a small cup.\n")
    update(coffee.session(), OPTIONS)

    assert '\nmsgid "From a small cup."\nmsgstr "Dans une petite tasse."\n' in (coffee.root / CATALOG).read_text(
        "utf-8"
    )


def test_a_broken_source_makes_nothing_obsolete(coffee: SmallProject) -> None:
    before = snapshot(coffee.root / "locales")
    coffee.edit("content/stories/coffee/index.md", "title: Coffee", "titel: Coffee")

    updated = update(coffee.session(), OPTIONS)

    assert updated.written == ()
    assert [fault.code for fault in updated.found] == ["missing-title", "unknown-key"]
    assert snapshot(coffee.root / "locales") == before


def test_status_counts_messages_in_each_state(coffee: SmallProject) -> None:
    coffee.edit("content/stories/coffee/index.md", "and never alone", "and never in a hurry")
    coffee.edit("content/stories/coffee/index.md", "From a small cup.", "See [here](#how).")
    update(coffee.session(), OPTIONS)
    coffee.edit(CATALOG, 'msgid "See [here](#how)."\nmsgstr ""', 'msgid "See [here](#how)."\nmsgstr "Voir ici."')

    rows = {(row.tag, row.domain): row.tally for row in status(coffee.session(), OPTIONS).rows}

    assert rows["fr", "stories/coffee"].messages == {
        "translated": 2,
        "fuzzy": 1,
        "untranslated": 0,
        "broken": 1,
        "obsolete": 2,
    }


def test_check_names_the_catalog_and_the_line(coffee: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    coffee.edit(CATALOG, "Dans une petite tasse.", "Dans une `petite` tasse.")

    code = cli.main(["messages", "check", "--strict", "-C", str(coffee.root)])

    assert code == cli.FAULTS
    assert capsys.readouterr().err == (
        f"{CATALOG}:33: warning[code-changed]: the code petite is not in the source as often\n"
        "  hint: remove petite. The source text is shown until then.\n"
    )


def test_templates_are_written_for_every_domain(coffee: SmallProject) -> None:
    written = extract(coffee.session(), OPTIONS).written

    assert written == tuple(f"locales/templates/{domain}.pot" for domain in ("site", "stories/coffee", "theme"))
    assert extract(coffee.session(), OPTIONS).written == ()


def test_templates_do_not_disturb_a_build(coffee: SmallProject) -> None:
    extract(coffee.session(), OPTIONS)

    assert coffee.messages(coffee.build()) == []


def test_catalogs_pass_msgfmt(coffee: SmallProject) -> None:
    for path in sorted((coffee.root / "locales").rglob("*.po")):
        done = subprocess.run(
            ["msgfmt", "--check", "-o", "/dev/null", path], capture_output=True, text=True, check=False
        )

        assert (done.returncode, done.stderr) == (0, ""), path


def test_references_have_lines_only_when_they_are_asked_for(coffee: SmallProject) -> None:
    cli.main(["messages", "update", "-C", str(coffee.root)])
    catalog = coffee.root / "locales/fr/LC_MESSAGES/stories/coffee.po"
    plain = catalog.read_bytes()
    text = (coffee.root / "content/stories/coffee/index.md").read_text("utf-8")
    line = text.splitlines().index("title: Coffee") + 1

    cli.main(["messages", "update", "--lines", "-C", str(coffee.root)])

    assert f"#: content/stories/coffee/index.md:{line}\n" in catalog.read_text("utf-8")
    cli.main(["messages", "update", "-C", str(coffee.root)])
    assert catalog.read_bytes() == plain


def test_pybabel_extracts_updates_and_compiles(coffee: SmallProject) -> None:
    root = Path(__file__).parent.parent
    shutil.copy(root / "babel.cfg", coffee.root)
    words = ["-k", "t", "-k", "nt:1,2", "-k", "pt:1c,2", "-k", "pgettext:1c,2"]

    _pybabel(coffee.root, "extract", "-F", "babel.cfg", *words, "-o", "all.pot", ".")
    text = (coffee.root / "all.pot").read_text("utf-8")
    assert 'msgid "From a small cup."' in text
    assert 'msgid "{n} story"\nmsgid_plural "{n} stories"' in text

    extract(coffee.session(), OPTIONS)
    template = "locales/templates/theme.pot"
    _pybabel(coffee.root, "update", "-D", "theme", "-i", template, "-d", "locales", "-l", "fr", "--no-wrap")
    assert 'msgid "{n} story"\n' in (coffee.root / "locales/fr/LC_MESSAGES/theme.po").read_text("utf-8")
    _pybabel(coffee.root, "compile", "-D", "stories/coffee", "-d", "locales", "-l", "fr")
    assert (coffee.root / CATALOG).with_suffix(".mo").exists()


def _pybabel(folder: Path, *arguments: str) -> None:
    program = Path(sys.executable).with_name("pybabel")
    done = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
