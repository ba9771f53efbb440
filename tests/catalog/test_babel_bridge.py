"""Catalogs go to Babel and come back."""

import dataclasses
import gettext
import io
from pathlib import Path

import pytest
from babel.messages import catalog as babel
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from sitegen.catalog import Catalog, Message, from_babel, new, plural_forms, read, to_babel, with_field, write

ROOT = Path(__file__).parent.parent.parent
CATALOGS = sorted((ROOT / "locales").rglob("*.po")) + sorted((ROOT / "tests/golden/project/locales").rglob("*.po"))

CATALOG = dataclasses.replace(
    new("ar", plural_forms("ar"), "theme"),
    messages=(
        Message(id="Tea", strings=("شاي",), comments=("note",), extracted=("menu",), references=("a.html:3", "b.html")),
        Message(id="Tea", context="title", strings=("الشاي",), flags=("fuzzy",), previous_id="The tea"),
        Message(id="One cup", plural_id="Cups", strings=("a", "b", "c", "d", "e", "f"), previous_plural=None),
        Message(id="Milk", strings=("حليب",), obsolete=True),
        Message(id="Milk", context="title", strings=("الحليب",), obsolete=True),
    ),
)


def test_what_babel_knows_of_a_catalog_comes_back() -> None:
    assert from_babel(to_babel(CATALOG), "theme") == CATALOG


def test_babel_compiles_our_catalogs() -> None:
    compiled = io.BytesIO()

    write_mo(compiled, to_babel(CATALOG))

    compiled.seek(0)
    translations = gettext.GNUTranslations(compiled)
    assert translations.gettext("Tea") == "شاي"
    assert translations.pgettext("title", "Tea") == "Tea"
    assert [translations.ngettext("One cup", "Cups", number) for number in (0, 1, 2, 3, 11, 100)] == list("abcdef")


def test_babel_reads_our_files() -> None:
    found = read_po(io.BytesIO(write(CATALOG)), abort_invalid=True)

    assert [(message.id, message.string) for message in found if message.id] == [
        ("Tea", "شاي"),
        ("Tea", "الشاي"),
        (("One cup", "Cups"), ("a", "b", "c", "d", "e", "f")),
    ]
    assert list(found.check()) == []


def test_a_hostile_plural_rule_does_not_reach_babel() -> None:
    catalog = new("ur", "nplurals=99999999; plural=n;", "theme")

    assert to_babel(catalog).plural_forms == "nplurals=2; plural=(n != 1);"


def test_a_template_has_no_language() -> None:
    template = babel.Catalog()
    template.add("Tea", locations=[("a.html", 3)], context="menu")

    catalog = from_babel(template, "theme")

    assert (catalog.language, catalog.messages) == ("", (Message(id="Tea", context="menu", references=("a.html:3",)),))


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_catalog_of_the_project_goes_to_babel_and_comes_back(path: Path) -> None:
    catalog, _ = read(path.read_bytes(), path.name)
    assert catalog is not None

    there = to_babel(catalog)
    back = from_babel(there, "")

    assert len(there) + len(there.obsolete) == len(catalog.messages)
    assert back.messages == in_babels_order(catalog)
    assert {name: back.fields[name] for name in KEPT if name in catalog.fields} == {
        name: catalog.fields[name] for name in KEPT if name in catalog.fields
    }
    assert header_of(back).comments == header_of(catalog).comments


KEPT = ("Project-Id-Version", "PO-Revision-Date", "Last-Translator", "Language", "Language-Team", "Plural-Forms")


def in_babels_order(catalog: Catalog) -> tuple[Message, ...]:
    """Return messages as Babel has them: obsolete ones last, flags sorted, without previous contexts."""
    return tuple(
        dataclasses.replace(message, flags=tuple(sorted(message.flags)), previous_context=None)
        for message in sorted(catalog.messages, key=lambda message: message.obsolete)
    )


def header_of(catalog: Catalog) -> Message:
    assert catalog.header is not None
    return catalog.header


def test_flags_and_comments_are_those_of_the_file_and_not_what_babel_makes_of_them() -> None:
    message = Message(
        id="100 % of {n}",
        strings=("٪100 من {n}",),
        comments=("", "ask Ayesha", ""),
        extracted=("a", "a"),
        references=("a.md", "a.md"),
        flags=("no-wrap", "python-brace-format"),
    )
    catalog = dataclasses.replace(new("ar", plural_forms("ar"), "theme"), messages=(message,))

    assert from_babel(to_babel(catalog), "theme").messages == (message,)


def test_header_fields_that_babel_knows_come_back() -> None:
    fields = {
        "Project-Id-Version": "Tales of the valley 2.1",
        "Report-Msgid-Bugs-To": "desk@example.org",
        "POT-Creation-Date": "2024-09-11 22:10+0500",
        "PO-Revision-Date": "2024-09-12T08:00:00Z",
        "Last-Translator": "Ayesha <ayesha@example.org>",
        "Language-Team": "Urdu",
    }
    catalog = new("ur", plural_forms("ur"), "theme")
    for name, value in fields.items():
        catalog = with_field(catalog, name, value)
    header = dataclasses.replace(header_of(catalog), flags=("fuzzy",), comments=("one", "", "two"))

    back = from_babel(to_babel(dataclasses.replace(catalog, header=header)), "theme")

    assert {name: back.fields[name] for name in fields} == fields
    assert (header_of(back).flags, header_of(back).comments) == (("fuzzy",), ("one", "", "two"))


@pytest.mark.parametrize("language", ["en-GB", "not a language", "xx", "sr@latin", "", "\u0627"])
def test_no_name_of_a_language_stops_babel(language: str) -> None:
    catalog = dataclasses.replace(new(language, "nplurals=2; plural=(n != 1);", "a"), messages=CATALOG.messages[:1])

    assert from_babel(to_babel(catalog), "a").messages == CATALOG.messages[:1]
