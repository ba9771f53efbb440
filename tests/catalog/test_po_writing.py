"""What writing a changed catalog changes in its file, and what it leaves alone."""

import dataclasses
import subprocess

import pytest

from sitegen.catalog import Catalog, Message, new, plural_forms, read, with_field, write

FILE = """\
# Translators: Ayesha
msgid ""
msgstr ""
"X-Generator: Weblate 5.7\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Language: ur\\n"


#. a wrapped text
#: content/a.md
msgid ""
"Drink it "
"slowly."
msgstr ""
"آہستہ "
"پیو۔"
msgid "Tea"
msgstr   "چائے"

#~ msgid   "Milk"
#~ msgstr "دودھ"
# the end
"""


def changed(catalog: Catalog, id: str, **fields: object) -> Catalog:
    messages = [
        dataclasses.replace(message, **fields) if message.id == id else message  # type: ignore[arg-type]
        for message in catalog.messages
    ]
    return dataclasses.replace(catalog, messages=tuple(messages))


def read_text(text: str) -> Catalog:
    catalog, faults = read(text.encode(), "a.po")
    assert catalog is not None, faults
    return catalog


def written_alone(message: Message) -> str:
    return write(Catalog(messages=(message,))).decode()


def test_a_changed_message_is_written_unwrapped_and_its_neighbours_stay() -> None:
    catalog = changed(read_text(FILE), "Drink it slowly.", strings=("ٹھہر ٹھہر کر پیو۔",))

    text = write(catalog).decode()

    assert text == FILE.replace(
        'msgid ""\n"Drink it "\n"slowly."\nmsgstr ""\n"آہستہ "\n"پیو۔"\n',
        'msgid "Drink it slowly."\nmsgstr "ٹھہر ٹھہر کر پیو۔"\n',
    ).replace('"Language: ur\\n"\n\n\n#.', '"Language: ur\\n"\n\n#.')


def test_a_message_changed_back_is_written_as_it_was_read() -> None:
    once = changed(read_text(FILE), "Tea", strings=("کافی",))

    assert write(changed(once, "Tea", strings=("چائے",))).decode() == FILE


def test_windows_line_ends_and_byte_order_mark_are_kept() -> None:
    catalog, _ = read(b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode(), "a.po")
    assert catalog is not None

    content = write(changed(catalog, "Tea", strings=("ایک\nدو",)))

    expected = FILE.replace('msgid "Tea"\nmsgstr   "چائے"\n', '\nmsgid "Tea"\nmsgstr ""\n"ایک\\n"\n"دو"\n')
    assert content.decode() == "\ufeff" + expected.replace("\n", "\r\n")


def test_a_new_message_goes_below_a_last_line_without_end() -> None:
    catalog = read_text('msgid "Tea"\nmsgstr "چائے"')

    text = write(dataclasses.replace(catalog, messages=(*catalog.messages, Message(id="Milk")))).decode()

    assert text == 'msgid "Tea"\nmsgstr "چائے"\n\nmsgid "Milk"\nmsgstr ""\n'


def test_all_parts_stand_in_the_order_of_gettext() -> None:
    text = written_alone(
        Message(
            id="One cup\n",
            plural_id="Cups\n",
            context="menu",
            strings=("پیالی\n", "بہت\nپیالیاں\n"),
            comments=("ask Ayesha", ""),
            extracted=("paragraph under Drinks",),
            references=("content/a.md", "content/hot drinks.md:3"),
            flags=("fuzzy", "no-wrap"),
            previous_id="A cup",
            previous_context="card",
            previous_plural="Many\ncups",
        )
    )

    assert text == (
        "# ask Ayesha\n#\n#. paragraph under Drinks\n#: content/a.md \u2068content/hot drinks.md\u2069:3\n"
        '#, fuzzy, no-wrap\n#| msgctxt "card"\n#| msgid "A cup"\n#| msgid_plural ""\n#| "Many\\n"\n#| "cups"\n'
        'msgctxt "menu"\nmsgid "One cup\\n"\nmsgid_plural "Cups\\n"\nmsgstr[0] "پیالی\\n"\n'
        'msgstr[1] ""\n"بہت\\n"\n"پیالیاں\\n"\n'
    )


def test_each_line_of_an_obsolete_message_is_marked() -> None:
    text = written_alone(
        Message(
            id="Two\nlines", strings=("دو\nسطریں",), context="x", previous_id="Two", flags=("fuzzy",), obsolete=True
        )
    )

    assert text == (
        '#, fuzzy\n#~| msgid "Two"\n#~ msgctxt "x"\n#~ msgid ""\n#~ "Two\\n"\n#~ "lines"\n'
        '#~ msgstr ""\n#~ "دو\\n"\n#~ "سطریں"\n'
    )


@pytest.mark.parametrize("address", ["https://example.org/" + "a" * 500, "word " * 100 + "end"])
def test_long_texts_are_never_wrapped(address: str) -> None:
    assert written_alone(Message(id=address)) == f'msgid "{address}"\nmsgstr ""\n'


def test_a_backslash_at_the_end_of_a_comment_does_not_swallow_the_next_line() -> None:
    message = Message(id="Tea", comments=("see C:\\",))

    text = written_alone(message)

    assert text == '# see C:\\ \nmsgid "Tea"\nmsgstr ""\n'
    assert read_text(text).messages == (message,)


def test_a_letter_its_charset_lacks_turns_the_file_to_utf_8() -> None:
    catalog, _ = read(
        b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=ISO-8859-1\\n"\n"Language: fr\\n"\n\n'
        b'# caf\xe9\nmsgid "Coffee"\nmsgstr "caf\xe9"\n',
        "a.po",
    )
    assert catalog is not None

    text = write(changed(catalog, "Coffee", strings=("cœur",))).decode("utf-8")

    assert text == (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: fr\\n"\n\n'
        '# café\nmsgid "Coffee"\nmsgstr "cœur"\n'
    )


def test_a_letter_its_charset_has_is_written_in_it() -> None:
    header = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n'
    catalog, _ = read(header + b'\nmsgid "Tea"\nmsgstr ""\n', "a.po")
    assert catalog is not None

    assert write(changed(catalog, "Tea", strings=("thé",))) == header + b'\nmsgid "Tea"\nmsgstr "th\xe9"\n'


def test_a_header_field_is_set_in_its_place() -> None:
    catalog = with_field(with_field(read_text(FILE), "Language", "sd"), "X-Sitegen-Segmentation", "1")

    assert list(catalog.fields.items()) == [
        ("X-Generator", "Weblate 5.7"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Language", "sd"),
        ("X-Sitegen-Segmentation", "1"),
    ]


def test_a_new_catalog_is_the_same_bytes_every_time() -> None:
    assert write(new("ur", plural_forms("ur"), "stories/hunza")).decode() == (
        "# stories/hunza in ur\n"
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: sitegen\\n"\n'
        '"Report-Msgid-Bugs-To: \\n"\n'
        '"PO-Revision-Date: 1970-01-01 00:00+0000\\n"\n'
        '"Last-Translator: \\n"\n'
        '"Language-Team: \\n"\n'
        '"Language: ur\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
        '"X-Sitegen-Segmentation: 1\\n"\n'
    )


def test_msgcat_would_write_a_new_file_just_the_same() -> None:
    messages = (
        Message(id="Tea", strings=("چائے",), extracted=("a", "b"), references=("content/a.md", "content/b c.md:2")),
        Message(
            id="A\n\nB\n", strings=('ا\tب\\ "پ"\n\nت\n',), flags=("fuzzy",), previous_id="A\nB", previous_context="c"
        ),
        Message(id="One cup", plural_id="Cups", strings=("پیالی", "پیالیاں"), comments=("note", "")),
        Message(id="Milk", strings=("دودھ",), comments=("old",), context="menu", obsolete=True),
    )
    content = write(dataclasses.replace(new("ur", plural_forms("ur"), "a"), messages=messages))

    done = subprocess.run(["msgcat", "--no-wrap", "-"], input=content, capture_output=True, check=True)

    assert done.stdout.decode() == content.decode()
