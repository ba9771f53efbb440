"""Catalogs cut by other rules: brought to the present ones, with nothing lost."""

from __future__ import annotations

import dataclasses

import pytest

from sitegen.catalog import Catalog, Message, new, plural_forms, with_field
from sitegen.diagnostics import Diagnostic
from sitegen.markdown import SEGMENTATION
from sitegen.segments import migration
from sitegen.segments.foreign import form, tidy


def catalog(*messages: Message, number: str = "1") -> Catalog:
    empty = with_field(new("ur", plural_forms("ur"), "a"), migration.FIELD, number)
    return dataclasses.replace(empty, messages=messages)


def without_final_blanks(text: str) -> str:
    """Do as rules might that take the blank before a colon away."""
    return text.replace(" :", ":")


def shorter_dashes(text: str) -> str:
    """Do as rules might that write one dash for two hyphens."""
    return text.replace("--", "–")


STEPS = (without_final_blanks, shorter_dashes)


def test_there_is_a_step_to_each_set_of_rules() -> None:
    assert len(migration.STEPS) == SEGMENTATION - 1


def test_translations_move_on_with_their_texts_through_all_steps() -> None:
    old = catalog(
        Message(id="Tea :", strings=("چائے",)),
        Message(id="Open 5--7", strings=("۵ تا ۷",), flags=("fuzzy",), previous_id="Open 5--6 :"),
        Message(id="Gone :", strings=("گیا",), obsolete=True),
    )

    after = migration.migrated(old, STEPS)

    assert after.messages == (
        Message(id="Tea:", strings=("چائے",)),
        Message(id="Open 5–7", strings=("۵ تا ۷",), flags=("fuzzy",), previous_id="Open 5–6:"),
        Message(id="Gone:", strings=("گیا",), obsolete=True),
    )
    assert after.fields[migration.FIELD] == "3"


def test_only_the_steps_that_a_catalog_lacks_are_taken() -> None:
    after = migration.migrated(catalog(Message(id="Tea : 5--7"), number="2"), STEPS)

    assert after.messages == (Message(id="Tea : 5–7"),)
    assert migration.migrated(after, STEPS) is after


def test_of_two_messages_that_become_one_the_finished_one_stays_and_the_other_is_noted() -> None:
    old = catalog(
        Message(id="Tea :", strings=("پرانی",), obsolete=True),
        Message(id="Tea:", strings=("چائے",)),
        Message(id="Milk :", strings=("",)),
        Message(id="Milk:", strings=("دودھ",), obsolete=True),
    )

    after = migration.migrated(old, STEPS)

    assert after.messages == (
        Message(id="Tea:", strings=("چائے",), comments=("msgstr: پرانی",)),
        Message(id="Milk:", strings=("دودھ",)),
    )


@pytest.mark.parametrize("number", ["", "0", "-1", "one", "١"])
def test_a_number_that_is_none_counts_as_another_program(number: str) -> None:
    old = catalog(Message(id="Tea :"), number=number)

    assert migration.version(old) is None
    assert migration.migrated(old, STEPS) is old


def test_newer_rules_are_refused_with_the_line_of_the_header() -> None:
    found = migration.check(catalog(number="4"), "a.po", STEPS)

    assert [(fault.code, fault.message) for fault in found if isinstance(fault, Diagnostic)] == [
        ("segmentation-newer", "this catalog has X-Sitegen-Segmentation 4, and this sitegen knows 3")
    ]
    assert migration.check(catalog(number="3"), "a.po", STEPS) == ()


# The spelling of other programs ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Drink it slowly.", "Drink it\nslowly."),
        ("Drink it slowly.", "Drink it  slowly.\n"),
        ("Café in the valley", "Cafe\u0301 in the valley"),
        ("*Never* **alone**, snake_case", "_Never_ __alone__, snake\\_case"),
        ("Use [brackets] and 1 < 2", "Use \\[brackets\\] and 1 &lt; 2"),
        ("In short", "## In short"),
        ("In short", "In short {#short .wide}"),
        ("In short", "In short\n{: .lead }"),
        ("Milk", "- Milk"),
        ("See https://example.org/x now", "See <https://example.org/x> now"),
        ("Keep `a_b  *c*` so", "Keep `a_b  *c*`\nso"),
        ('See [tea](../tea.md "Tea").', "See [tea](../tea.md)."),
        ("第一行第二行", "第一行\n第二行"),
        ("One line.\nAnother line.", "One line.  \nAnother line."),
    ],
)
def test_texts_that_programs_write_in_different_ways_are_one(ours: str, theirs: str) -> None:
    assert form(ours) == form(theirs)


def test_a_link_is_the_same_with_its_address_in_place() -> None:
    references = (("tea", "../tea.md", ""), ("here", "https://example.org/", ""))

    assert form("See [the tea][tea], [here][] and [here].", references) == form(
        "See [the tea](../tea.md), [here](https://example.org/) and [here](https://example.org/)."
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("See [tea](a.md)", "See [tea](b.md)"),
        ("Use `a_b`", "Use `a*b`"),
        ("Rooms 5 and 6", "Rooms 5 and 7"),
        ("now here", "nowhere"),
        ("Tea", "Teas"),
    ],
)
def test_different_texts_stay_different(one: str, other: str) -> None:
    assert form(one) != form(other)


def test_a_translation_is_made_one_of_ours() -> None:
    assert tidy("## En\nbref {#court}\n") == "En bref"
    assert tidy("Une ligne.  \nUne autre.") == "Une ligne.\nUne autre."
