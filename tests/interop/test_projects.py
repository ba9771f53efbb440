"""Projects whose catalogs go through other programs are built as before; the project's own pass their checks."""

from __future__ import annotations

import csv
import gettext
import io
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from sitegen.catalog import Catalog, plural_index, read
from sitegen.messages import extract, status, update
from sitegen.session import Options, Session
from tests.conftest import ProjectFactory
from tests.interop.programs import BIN, PROGRAMS, run
from tests.support import NOW, SmallProject, shown

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"
OPTIONS = Options(now=NOW)
STORY = "content/stories/coffee/index.md"
#: Programs that write a catalog anew without being asked to change anything; `msgmerge` wants a template besides.
QUIET = [program for program in PROGRAMS if program not in ("msgattrib --clear-fuzzy", "pybabel update")]
#: The tests of pofilter whose faults break something, and some more that hold for prose.
POFILTER = (
    *("blank", "compendiumconflicts", "doublespacing", "emails", "endwhitespace", "escapes", "filepaths", "functions"),
    *("kdecomments", "newlines", "nplurals", "options", "printf", "purepunc", "short", "startwhitespace", "tabs"),
    *("urls", "validchars", "variables"),
)


@pytest.fixture
def coffee(project: ProjectFactory) -> SmallProject:
    """A project in French, with a draft, an obsolete message, and texts long enough to be wrapped."""
    long = "Roast it slowly, over a small fire, until it smells of bread and the street knows that there is coffee."
    made = project(f"-- {STORY} --\n---\ntitle: Coffee\ndate: 2026-01-02\n---\n{long}\n\nFrom a cup.\n\nGone soon.\n")
    update(made.session(), OPTIONS, ("fr",))
    for path in sorted((made.root / "locales").rglob("*.po")):
        name = path.relative_to(made.root).as_posix()
        text = re.sub(r'(slug"\nmsgid "(.+)"\nmsgstr) ""', r'\1 "\2"', path.read_text("utf-8"))
        text = re.sub(r'msgid "(.+)"\nmsgstr ""', r'msgid "\1"\nmsgstr "« \1 »"', text)
        made.write(name, re.sub(r'msgstr\[(\d)\] ""', r'msgstr[\1] "{n}, \1"', text))
    made.edit(STORY, "\n\nGone soon.", "")
    made.edit(STORY, "From a cup.", "From a small cup.")
    update(made.session(), OPTIONS, ("fr",))
    return made


def pairs(made: SmallProject) -> Mapping[Path, Path]:
    """Return the French catalogs of a project and their templates."""
    extract(made.session(), OPTIONS)
    folder = made.root / "locales" / "fr" / "LC_MESSAGES"
    templates = made.root / "locales" / "templates"
    return {path: templates / path.relative_to(folder).with_suffix(".pot") for path in sorted(folder.rglob("*.po"))}


@pytest.mark.parametrize("program", QUIET)
def test_pages_are_the_same_after_a_program_has_written_all_catalogs(program: str, coffee: SmallProject) -> None:
    before = coffee.build()
    pages = shown(coffee.root / "public")

    for path, template in pairs(coffee).items():
        PROGRAMS[program](path, template)
    after = coffee.build()

    assert coffee.messages(after) == coffee.messages(before)
    assert shown(coffee.root / "public") == pages
    assert after.written == frozenset()


@pytest.mark.parametrize("program", ["msgcat", "msgmerge --previous", "Translate Toolkit (Weblate)", "polib"])
def test_an_update_has_nothing_to_do_after_a_program(program: str, coffee: SmallProject) -> None:
    for path, template in pairs(coffee).items():
        PROGRAMS[program](path, template)

    assert update(coffee.session(), OPTIONS, ("fr",)).written == ()


def test_pybabel_begins_a_language_that_the_build_reads(coffee: SmallProject) -> None:
    templates = set(pairs(coffee).values())
    for template in templates:
        domain = template.relative_to(coffee.root / "locales" / "templates").with_suffix("").as_posix()
        options = ("-D", domain, "-i", template, "-d", coffee.root / "locales", "-l", "ur")
        run(BIN / "pybabel", "-q", "init", *options, folder=coffee.root)

    built = coffee.build()

    assert coffee.messages(built) == []
    assert "stories/coffee/index.html" in coffee.page("ur/index.html")


@pytest.mark.parametrize("path", sorted(LOCALES.rglob("*.po")), ids=lambda path: path.relative_to(LOCALES).as_posix())
def test_a_catalog_of_the_project_passes_msgfmt_check(path: Path) -> None:
    done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("domain", ["theme", "stories/hunza"])
def test_catalogs_compiled_by_pybabel_say_what_ours_say(domain: str, tmp_path: Path) -> None:
    shutil.copytree(LOCALES / "ar", tmp_path / "ar")

    run(BIN / "pybabel", "-q", "compile", "-D", domain, "-d", tmp_path, folder=tmp_path)

    po = tmp_path / "ar" / "LC_MESSAGES" / f"{domain}.po"
    catalog, _ = read(po.read_bytes(), po.name)
    assert catalog is not None
    compiled = gettext.GNUTranslations(io.BytesIO(po.with_suffix(".mo").read_bytes()))
    said = [message for message in catalog.messages if message.translated]
    assert len(said) > 50
    for message in said:
        if message.plural_id is not None:
            for number in (0, 1, 2, 3, 11, 100):
                form = message.strings[plural_index(catalog.plural_forms, number)]
                assert compiled.ngettext(message.id, message.plural_id, number) == form
        elif message.context is None:
            assert compiled.gettext(message.id) == message.strings[0]
        else:
            assert compiled.pgettext(message.context, message.id) == message.strings[0]


def test_pofilter_finds_nothing_that_breaks_something(tmp_path: Path) -> None:
    tests = [f"--test={test}" for test in POFILTER]

    run(BIN / "pofilter", "--progress=none", *tests, LOCALES, tmp_path / "found", folder=tmp_path)

    # To pofilter a mail address before a bracket of full width is another one than before a narrow one.
    wide = {"ja", "zh_Hans"}
    found = [path for path in sorted((tmp_path / "found").rglob("*.po")) if not wide.intersection(path.parts)]
    assert [path for path in found if "(pofilter)" in path.read_text("utf-8")] == []


def counted_by_pocount(locales: Path, tags: Iterable[str]) -> dict[tuple[str, str], tuple[int, ...]]:
    """Return what `pocount` counts in each catalog: translated, fuzzy and untranslated messages."""
    counted = run(BIN / "pocount", "--csv", *(locales / tag / "LC_MESSAGES" for tag in tags), folder=locales)
    found = {}
    for line in csv.DictReader(io.StringIO(counted.decode())):
        path = Path(line["Filename"]).relative_to(locales)
        key = (path.parts[0], path.relative_to(f"{path.parts[0]}/LC_MESSAGES").with_suffix("").as_posix())
        found[key] = tuple(int(line[f"{kind} Messages"]) for kind in ("Translated", "Fuzzy", "Untranslated"))
    return found


def counted_by_status(session: Session) -> dict[tuple[str, str], tuple[int, ...]]:
    """Return what `messages status` counts; what is broken is a translation for others, and so is an address."""
    rows = [(row.tag, row.domain, row.tally.messages) for row in status(session, OPTIONS).rows]
    reading, _, _ = session.read(OPTIONS)
    assert reading is not None
    counted: dict[tuple[str, str], tuple[int, ...]] = {}
    for tag, name, n in rows:
        catalog = reading.catalogs.get((name, tag), Catalog())
        slugs = [m for m in catalog.messages if not m.obsolete and re.search(r"(?:^|\.)slug$", m.context or "")]
        written, drafts = sum(m.translated for m in slugs), sum(m.fuzzy for m in slugs)
        empty = len(slugs) - written - drafts
        counted[tag, name] = (n["translated"] + n["broken"] + written, n["fuzzy"] + drafts, n["untranslated"] + empty)
    return counted


def test_pocount_counts_the_messages_that_status_counts(coffee: SmallProject) -> None:
    coffee.edit("locales/fr/LC_MESSAGES/theme.po", 'msgstr "« Stories »"', 'msgstr ""')

    theirs = counted_by_pocount(coffee.root / "locales", ["fr"])

    ours = counted_by_status(coffee.session())
    assert theirs == {key: ours[key] for key in theirs}
    assert theirs["fr", "stories/coffee"] == (3, 1, 0)
    assert theirs["fr", "theme"][2] == 1


def test_pocount_counts_the_catalogs_of_the_project_as_status_does(own_session: Session) -> None:
    ours = counted_by_status(own_session)

    theirs = counted_by_pocount(LOCALES, ["ar", "fr", "tr", "ur"])

    # Messages that the texts have and a catalog not yet has are counted by `messages status` only.
    current = {key: counts for key, counts in theirs.items() if sum(counts) == sum(ours[key])}
    assert len(current) > 50
    assert current == {key: ours[key] for key in current}


def test_weblate_finds_each_catalog_and_its_template(coffee: SmallProject) -> None:
    text = (ROOT / "docs" / "translators.md").read_text("utf-8")
    pattern = re.search(r"^    (locales/\(\?P<language>.+)$", text, re.MULTILINE)
    assert pattern is not None

    for path, template in pairs(coffee).items():
        found = re.fullmatch(pattern[1], path.relative_to(coffee.root).as_posix())
        assert found is not None
        assert (coffee.root / "locales" / "templates" / f"{found['component']}.pot") == template
        assert template.exists()
    found_here = [re.fullmatch(pattern[1], path.relative_to(ROOT).as_posix()) for path in LOCALES.rglob("*.po")]
    assert all(found_here)
