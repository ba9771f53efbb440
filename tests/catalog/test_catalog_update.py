"""Bringing catalogs up to date with their sources: what is kept, carried, drafted and put aside."""

import dataclasses
import time

import pytest

from sitegen.catalog import Catalog, Message, Wanted, new, plural_forms, read, update, write

ENGLISH = "The valley turns gold in the last week of October"
EDITED = "The valley turns gold in the first week of October"
URDU = "اکتوبر کے آخری ہفتے میں وادی سنہری ہو جاتی ہے"


def catalog(*messages: Message) -> Catalog:
    return dataclasses.replace(new("ur", plural_forms("ur"), "stories/hunza"), messages=messages)


def done(id: str, string: str, context: str | None = None) -> Message:
    return Message(id=id, strings=(string,), context=context)


def draft(id: str, string: str, previous: str) -> Message:
    return Message(id=id, strings=(string,), flags=("fuzzy",), previous_id=previous)


def gone(message: Message) -> Message:
    return dataclasses.replace(message, obsolete=True)


def test_a_wanted_message_keeps_its_translation_and_gets_new_notes() -> None:
    old = catalog(
        dataclasses.replace(done("Tea", "چائے"), comments=("mine",), extracted=("title",), references=("a.md",))
    )

    after = update(old, [Wanted(id="Tea", extracted=("caption",), references=("b.md", "c.md"), flags=("no-wrap",))])

    assert after.messages == (
        Message(
            id="Tea",
            strings=("چائے",),
            comments=("mine",),
            extracted=("caption",),
            references=("b.md", "c.md"),
            flags=("no-wrap",),
        ),
    )


def test_messages_stand_in_the_order_of_their_sources_and_obsolete_ones_below() -> None:
    old = catalog(gone(done("Z", "ز")), done("A", "ا"), done("B", "ب"), done("C", "پ"))

    after = update(old, [Wanted(id="C"), Wanted(id="New"), Wanted(id="A")])

    assert after.messages == (
        done("C", "پ"),
        Message(id="New"),
        done("A", "ا"),
        gone(done("Z", "ز")),
        gone(done("B", "ب")),
    )


def test_a_text_that_occurs_twice_is_one_message_with_both_references() -> None:
    after = update(catalog(), [Wanted(id="Tea", references=("a.md",)), Wanted(id="Tea", references=("b.md", "a.md"))])

    assert after.messages == (Message(id="Tea", references=("a.md", "b.md")),)


def test_a_removed_translation_becomes_obsolete_and_revives_with_its_source() -> None:
    old = catalog(dataclasses.replace(done("Tea", "چائے"), comments=("mine",), references=("a.md",)))

    without = update(old, [])
    again = update(without, [Wanted(id="Tea", references=("a.md",))])

    assert without.messages == (Message(id="Tea", strings=("چائے",), comments=("mine",), obsolete=True),)
    assert again == old


def test_a_removed_message_without_translation_is_forgotten() -> None:
    assert update(catalog(Message(id="Tea")), []).messages == ()


def test_an_edited_text_gets_a_draft_with_the_text_it_was_made_for() -> None:
    after = update(catalog(done(ENGLISH, URDU)), [Wanted(id=EDITED)])

    assert after.messages == (draft(EDITED, URDU, ENGLISH), gone(done(ENGLISH, URDU)))


def test_an_edit_taken_back_gives_the_translation_back() -> None:
    old = catalog(done(ENGLISH, URDU))

    after = update(update(old, [Wanted(id=EDITED)]), [Wanted(id=ENGLISH)])

    assert after.find(None, ENGLISH) == done(ENGLISH, URDU)


def test_a_draft_edited_again_still_shows_the_text_it_was_made_for() -> None:
    twice = EDITED.replace("gold", "golden")

    after = update(update(catalog(done(ENGLISH, URDU)), [Wanted(id=EDITED)]), [Wanted(id=twice)])

    assert after.messages == (draft(twice, URDU, ENGLISH), gone(done(ENGLISH, URDU)))


def test_a_text_too_unlike_gets_no_draft() -> None:
    after = update(catalog(done(ENGLISH, URDU)), [Wanted(id="The valley is best seen in spring")])

    assert after.messages == (Message(id="The valley is best seen in spring"), gone(done(ENGLISH, URDU)))


def test_the_most_alike_go_together_and_each_only_once() -> None:
    first = "one two three four five six seven eight nine ten"
    second = "one two three four five six seven eight nine zero"
    old = catalog(done(first, "first"), done(second, "second"))

    after = update(old, [Wanted(id=second + " end"), Wanted(id=first + " end"), Wanted(id=first + " or so")])

    assert [(message.strings, message.previous_id) for message in after.messages if not message.obsolete] == [
        (("second",), second),
        (("first",), first),
        (("",), None),
    ]


def test_one_text_in_two_contexts_renamed_together_keeps_them_apart() -> None:
    old = catalog(done(ENGLISH, "menu", "menu"), done(ENGLISH, "title", "title"))

    after = update(old, [Wanted(id=EDITED, context="title"), Wanted(id=EDITED, context="menu")])

    drafts = [(message.context, message.strings, message.previous_context) for message in after.messages[:2]]
    assert drafts == [("title", ("title",), "title"), ("menu", ("menu",), "menu")]


def test_a_text_moved_from_no_context_into_one_keeps_its_translation() -> None:
    after = update(catalog(done("Tea", "چائے")), [Wanted(id="Tea", context="menu")])

    assert after.messages == (done("Tea", "چائے", "menu"), gone(done("Tea", "چائے")))


def test_a_text_moved_between_contexts_is_for_somebody_to_look_at() -> None:
    after = update(catalog(done("Tea", "چائے", "menu")), [Wanted(id="Tea", context="title")])

    assert after.messages[0] == Message(
        id="Tea", context="title", strings=("چائے",), flags=("fuzzy",), previous_id="Tea", previous_context="menu"
    )


def test_the_exact_text_in_another_catalog_is_used() -> None:
    other = catalog(
        done("Tea", "wrong context", "menu"), draft("Milk", "unsure", "Cream"), gone(done("Coffee", "قہوہ"))
    )
    third = catalog(done("Tea", "چائے"), done("Milk", "دودھ"), done("Coffee", "کافی"))

    after = update(catalog(), [Wanted(id="Tea"), Wanted(id="Milk"), Wanted(id="Coffee")], elsewhere=[other, third])

    assert after.messages == (done("Tea", "چائے"), done("Milk", "دودھ"), done("Coffee", "قہوہ"))


def test_what_is_translated_here_does_not_follow_other_catalogs() -> None:
    after = update(catalog(done("Tea", "چائے")), [Wanted(id="Tea")], elsewhere=[catalog(done("Tea", "چا"))])

    assert after.messages == (done("Tea", "چائے"),)


def test_a_translation_with_the_plural_forms_of_another_rule_is_not_used() -> None:
    other = Message(id="One cup", plural_id="Cups", strings=("a", "b", "c"))

    after = update(catalog(), [Wanted(id="One cup", plural_id="Cups")], elsewhere=[catalog(other)])

    assert after.messages == (Message(id="One cup", plural_id="Cups", strings=("", "")),)


def test_a_new_plural_message_has_a_string_for_each_form() -> None:
    arabic = new("ar", plural_forms("ar"), "theme")

    after = update(arabic, [Wanted(id="One cup", plural_id="Cups")])

    assert after.messages == (Message(id="One cup", plural_id="Cups", strings=("",) * 6),)


def test_a_text_that_gets_a_plural_keeps_its_translation_as_a_draft_of_each_form() -> None:
    after = update(catalog(done("One cup", "پیالی")), [Wanted(id="One cup", plural_id="Cups")])

    assert after.messages == (
        Message(id="One cup", plural_id="Cups", strings=("پیالی", "پیالی"), flags=("fuzzy",), previous_id="One cup"),
    )


def test_a_text_that_loses_its_plural_keeps_the_other_forms_as_comments() -> None:
    old = catalog(Message(id="One cup", plural_id="Cups", strings=("پیالی", "پیالیاں")))

    after = update(old, [Wanted(id="One cup")])

    assert after.messages == (
        Message(
            id="One cup",
            strings=("پیالیاں",),
            comments=("msgstr[0]: پیالی",),
            flags=("fuzzy",),
            previous_id="One cup",
            previous_plural="Cups",
        ),
    )


def test_an_edited_plural_text_is_for_somebody_to_look_at() -> None:
    old = catalog(Message(id="One cup", plural_id="Cups", strings=("پیالی", "پیالیاں")))

    after = update(old, [Wanted(id="One cup", plural_id="Many cups")])

    assert after.messages == (
        Message(
            id="One cup",
            plural_id="Many cups",
            strings=("پیالی", "پیالیاں"),
            flags=("fuzzy",),
            previous_id="One cup",
            previous_plural="Cups",
        ),
    )


@pytest.mark.parametrize(
    ("before", "after", "translation", "carried"),
    [
        ("Open since 1935.", "Open since 1936.", "1935 سے کھلا ہے۔", "1936 سے کھلا ہے۔"),
        ("Open since 1935.", "Open since 1936.", "۱۹۳۵ سے کھلا ہے۔", "۱۹۳۶ سے کھلا ہے۔"),
        ("1,000 of 20,000 seats", "1,500 of 21,000 seats", "20.000 میں سے 1.000", "21.000 میں سے 1.500"),
        ("1,000 of 20,000 seats", "2,000 of 21,000 seats", "۲۰٬۰۰۰ میں سے ۱٬۰۰۰", "۲۱٬۰۰۰ میں سے ۲٬۰۰۰"),
        ("1,000 seats", "1,200 seats", "1\u202f000 نشستیں", "1\u202f200 نشستیں"),
        ("A height of 2.5 m", "A height of 3.25 m", "بلندی 2,5 میٹر", "بلندی 3,25 میٹر"),
        ("Cold: -5 °C", "Cold: -15 °C", "سردی: −5 °C", "سردی: −15 °C"),
        ("A cup for 2.[^1]", "A cup for 2.[^2]", "2 کے لیے پیالی[^1]۔", "2 کے لیے پیالی[^2]۔"),
        ("'Qissa' - a bazaar", "“Qissa” – a bazaar", "قصہ: ایک بازار", "قصہ: ایک بازار"),
        ("A well-known\u00a0inn", "A well known inn", "ایک مشہور سرائے", "ایک مشہور سرائے"),
        ("See HTTPS://A.org/x now", "See https://a.org/x now", "HTTPS://A.org/x دیکھیں", "https://a.org/x دیکھیں"),
        (
            "See [K2](../k2/index.md).",
            "See [K2](../k2.md).",
            "[کے ٹو](../k2/index.md) دیکھیں",
            "[کے ٹو](../k2.md) دیکھیں",
        ),
        ("![Poplars](a.jpg)", "![Poplars](b-2.jpg)", "![چنار](a.jpg)", "![چنار](b-2.jpg)"),
        (
            "At https://a.org/x, daily",
            "At https://b.org/y, daily",
            "روزانہ https://a.org/x پر",
            "روزانہ https://b.org/y پر",
        ),
        ("Tea, milk and sugar", "Tea,  milk – and sugar!", "چائے، دودھ اور چینی", "چائے، دودھ اور چینی"),
        ("From 5 to 7 in 2020", "From 7 to 5 in 2021", "2020 میں 5 سے 7", "2021 میں 7 سے 5"),
        ("Room 12 of 2", "Room 13 of 2", "2 میں سے کمرہ 12", "2 میں سے کمرہ 13"),
    ],
)
def test_an_edit_of_opaque_things_is_carried_into_the_translation(
    before: str, after: str, translation: str, carried: str
) -> None:
    updated = update(catalog(done(before, translation)), [Wanted(id=after)])

    assert updated.messages == (done(after, carried), gone(done(before, translation)))


@pytest.mark.parametrize(
    ("before", "after", "translation"),
    [
        ("Open since 1935.", "Open since 1936.", "۱۹۳۵ نہیں، 1935 سے کھلا ہے۔"),
        ("Open since 1935.", "Open since 1936.", "انیس سو پینتیس سے کھلا ہے۔"),
        ("Open since 1935.", "Open since 1936.", "1۹۳۵ سے کھلا ہے۔"),
        ("A total of 999 seats", "A total of 1,000 seats", "کل 999 نشستیں"),
        ("A total of 1,000 seats", "A total of 1.000 seats", "کل 1.000 نشستیں"),
        ("A total of 1.500 or 1,500 m", "A total of 1.600 or 1,500 m", "1.500 یا 1,500 میٹر"),
        ("Cold as -5 °C here", "Cold as 5 °C here", "یہاں -5 °C"),
        ("Open from 5–7 each day", "Open from 5, 7 each day", "روز 5–7 کھلا ہے"),
        ("For 1 cup of tea, please", "For 2 cup of tea, please", "براہ کرم 1 پیالی چائے"),
        ("They drink tea here now.", "They drink tea here now?", "وہ یہاں چائے پیتے ہیں۔"),
        ("We open it every day now", "We open it everyday now", "ہم اسے روز کھولتے ہیں"),
        ("They re-sign the contract", "They resign the contract", "وہ پھر دستخط کرتے ہیں"),
        ("Open since 1935.", "Open since 1936.", "1935 سے کھلا ہے، ہاں 1935 سے"),
        ("Rooms 5 and 5", "Rooms 5 and 6", "کمرے 5 اور 5"),
        ("Type `a.b` here please now", "Type `a,b` here please now", "یہاں `a.b` لکھیں"),
        ("Welcome to the old town, {name1}", "Welcome to the old town, {name2}", "خوش آمدید {name1}"),
        ("See [the old fort](a.md) of Baltit", "See the old fort (a.md) of Baltit", "[قلعہ](a.md) دیکھیں"),
        ("Climb the mountain K2 with a guide", "Climb the mountain K3 with a guide", "K2 پر چڑھیں"),
    ],
)
def test_an_edit_that_may_change_the_translation_makes_a_draft(before: str, after: str, translation: str) -> None:
    updated = update(catalog(done(before, translation)), [Wanted(id=after)])

    assert updated.messages == (draft(after, translation, before), gone(done(before, translation)))


def test_a_draft_stays_one_when_only_opaque_things_are_edited() -> None:
    old = catalog(draft("Open since 1935", "1935 سے", "Closed since 1935"))

    assert update(old, [Wanted(id="Open since 1936")]).messages == (
        draft("Open since 1936", "1935 سے", "Closed since 1935"),
    )


def test_entries_that_did_not_change_keep_their_bytes() -> None:
    content = 'msgid ""\n"Drink it "\n"slowly."\nmsgstr   "آہستہ پیو۔"\n\n#: a.md:12\nmsgid "Tea"\nmsgstr  "چائے"\n'
    old, _ = read(content.encode(), "a.po")
    assert old is not None

    after = update(old, [Wanted(id="Drink it slowly."), Wanted(id="Tea", references=("a.md",))])

    assert write(after).decode() == content.replace(
        '#: a.md:12\nmsgid "Tea"\nmsgstr  ', '#: a.md\nmsgid "Tea"\nmsgstr '
    )


def test_5000_messages_with_500_edited_take_less_than_two_seconds() -> None:
    texts = [" ".join(f"word{(at * 7 + step * step) % 997}" for step in range(20)) + f" {at}" for at in range(5000)]
    old = catalog(*(done(text, f"ترجمہ {text}") for text in texts))
    edited = [f"new {text}" if at % 10 == 0 else text for at, text in enumerate(texts)]

    started = time.process_time()
    after = update(old, [Wanted(id=text) for text in edited])
    taken = time.process_time() - started

    assert sum(message.fuzzy for message in after.messages) == 500
    assert taken < 2


def test_a_table_of_like_rows_does_not_take_forever() -> None:
    old = catalog(*(done(f"Row {at} of the table", f"قطار {at}") for at in range(2000)))

    started = time.process_time()
    after = update(old, [Wanted(id=f"Row {at} in the table") for at in range(2000)])
    taken = time.process_time() - started

    assert len(after.messages) == 4000
    assert taken < 5


def test_a_number_carried_over_serves_the_same_text_in_another_context_at_once() -> None:
    old = catalog(done("10 cups", "10 پیالیاں"))
    wishes = [Wanted(id="12 cups"), Wanted(id="12 cups", context="menu")]

    once = update(old, wishes)

    assert [message.strings for message in once.messages if not message.obsolete] == [("12 پیالیاں",)] * 2
    assert update(once, wishes) == once
