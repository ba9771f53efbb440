"""Catalogs go to Babel and come back."""

import dataclasses
import gettext
import io

from babel.messages import catalog as babel
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from sitegen.catalog import Message, from_babel, new, plural_forms, to_babel, write

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
