"""A catalog that another program has rewritten loses nothing but what docs/translators.md says."""

from __future__ import annotations

import dataclasses
import re
import subprocess
from pathlib import Path

import pytest
from translate.storage.pypo import pofile

from sitegen.catalog import read, write
from tests.interop.programs import PROGRAMS, losses, rewritten, understood

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "interop"
#: A catalog that has everything: plural forms, contexts, notes, drafts with all kinds of previous texts, obsolete ones.
CATALOG = (CASES / "hunza.po").read_bytes()
LOCALES = sorted((ROOT / "locales").rglob("*.po"))[::9]
TEMPLATE = (CASES / "hunza.pot").read_bytes()


def told() -> dict[str, set[str]]:
    """Return what the table in docs/translators.md says that each program loses."""
    section = (ROOT / "docs" / "translators.md").read_text("utf-8").partition("\n## What other programs keep\n")[2]
    rows = re.findall(r"^\| `?([^|`]+?)`? \| ([^|]+) \|", section.partition("\n## ")[0], re.MULTILINE)
    return {program: set(words.split("; ")) - {"nothing"} for program, words in rows[1:] if "--" not in words}


def test_the_table_names_the_programs_that_are_tried() -> None:
    assert told().keys() == PROGRAMS.keys()


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_loses_what_the_table_says_and_no_more(program: str, tmp_path: Path) -> None:
    before = understood(CATALOG)

    after = understood(rewritten(program, CATALOG, TEMPLATE, tmp_path))

    assert set(losses(before, after)) == told()[program]


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_a_program_has_written_is_written_byte_for_byte_and_passes_msgfmt_check(
    program: str, tmp_path: Path
) -> None:
    content = rewritten(program, CATALOG, TEMPLATE, tmp_path)

    done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", "-"], input=content, check=False)

    assert done.returncode == 0
    assert write(understood(content)) == content


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_translation_changed_after_a_program_changes_its_entry_only(program: str, tmp_path: Path) -> None:
    content = rewritten(program, CATALOG, TEMPLATE, tmp_path)
    catalog = understood(content)
    at = next(at for at, message in enumerate(catalog.messages) if message.id == "Karimabad")
    changed = dataclasses.replace(catalog.messages[at], strings=("کریم‌آباد",))

    written = write(
        dataclasses.replace(catalog, messages=(*catalog.messages[:at], changed, *catalog.messages[at + 1 :]))
    )

    assert written == content.replace("کریم آباد".encode(), "کریم‌آباد".encode())


def test_a_catalog_of_only_the_drafts_is_merged_back_by_msgcat(tmp_path: Path) -> None:
    (tmp_path / "all.po").write_bytes(CATALOG)
    command = "msgattrib --only-fuzzy all.po > drafts.po && msgcat --use-first drafts.po all.po"
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, check=True)

    after, faults = read(done.stdout, "a.po")

    assert faults == ()
    assert after is not None
    assert set(losses(understood(CATALOG), after)) == {"the order of messages"}


@pytest.mark.parametrize("path", [CASES / "hunza.po", *LOCALES], ids=lambda path: path.stem)
def test_weblate_writes_a_catalog_that_nobody_changed_byte_for_byte(path: Path) -> None:
    content = path.read_bytes()

    assert bytes(pofile.parsestring(content)) == content  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("width", [65535, -1])
def test_weblate_changes_one_line_for_one_translation_when_it_wraps_at_newlines_only(width: int) -> None:
    store = pofile(width=width)
    store.parse(CATALOG)
    unit = store.findunit("A fort given back")
    assert unit is not None

    unit.target = "ایک قلعہ جو واپس ملا"

    assert bytes(store) == CATALOG.replace("ایک قلعہ واپس".encode(), "ایک قلعہ جو واپس ملا".encode())
