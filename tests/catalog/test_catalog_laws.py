"""Laws of catalogs, tried on whatever hypothesis can think of."""

import dataclasses
import subprocess

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.catalog import Catalog, Message, Wanted, new, plural_forms, read, update, write
from sitegen.catalog.quoting import quote, unquote
from sitegen.diagnostics import has_errors

# How long an example takes says something about the machine and nothing about the law.
unhurried = settings(deadline=None)

# All of Unicode but lone surrogates, NUL and U+0004, which no text may hold; those with a meaning in PO come often.
characters = st.one_of(
    st.sampled_from('\\"\n\t\r #~|,:.\u2068\u2069ab'),
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\x04"),
)
texts = st.text(characters, max_size=12)
ids = texts.filter(bool)
words = st.text("abپ012-/.", min_size=1, max_size=6)
notes = st.lists(
    st.text(characters.filter(lambda character: character != "\n"), max_size=8).map(str.rstrip), max_size=2
)
flags = st.lists(st.sampled_from(["fuzzy", "no-wrap", "python-format"]), max_size=2, unique=True)
contexts = st.none() | st.sampled_from(["menu", "title"]) | texts


@st.composite
def messages(draw: st.DrawFn) -> Message:
    """Make a message as a file in Urdu can hold it."""
    plural_id = draw(st.none() | texts)
    previous_id = draw(st.none() | texts)
    return Message(
        id=draw(ids),
        context=draw(contexts),
        plural_id=plural_id,
        strings=draw(st.tuples(texts) if plural_id is None else st.tuples(texts, texts)),
        comments=tuple(draw(notes)),
        extracted=tuple(draw(notes)),
        references=tuple(draw(st.lists(words, max_size=2))),
        flags=tuple(draw(flags)),
        previous_id=previous_id,
        previous_context=None if previous_id is None else draw(st.none() | texts),
        previous_plural=None if previous_id is None else draw(st.none() | texts),
        obsolete=draw(st.booleans()),
    )


def in_a_catalog(found: list[Message]) -> Catalog:
    return dataclasses.replace(new("ur", plural_forms("ur"), "a"), messages=tuple(found))


def msgfmt_takes(content: bytes) -> bool:
    command = ["msgfmt", "--output-file=/dev/null", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=False).returncode == 0


catalogs = st.lists(messages(), max_size=5, unique_by=lambda message: message.key).map(in_a_catalog)

# A few words only, so that texts are often alike, equal to others of the catalog, or different in a number.
_WORDS = ["the", "old", "fort", "of", "valley", "in", "5", "10", "."]
sentences = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=7).map(" ".join)
wanted = st.builds(Wanted, id=sentences, context=st.sampled_from([None, None, "menu"]), references=notes.map(tuple))
wishes = st.lists(wanted, max_size=8)


@st.composite
def translated(draw: st.DrawFn) -> Catalog:
    """Make a catalog of sentences with translations of all states."""
    keys = draw(st.lists(st.tuples(st.sampled_from([None, "menu"]), sentences), max_size=8, unique=True))
    return in_a_catalog(
        [
            Message(
                id=id,
                context=context,
                strings=(draw(st.sampled_from(["", f"ترجمہ {id}", "ایک", f"{number}"])),),
                flags=draw(st.sampled_from([(), (), ("fuzzy",)])),
                obsolete=draw(st.booleans()),
            )
            for number, (context, id) in enumerate(keys)
        ]
    )


@given(texts)
@unhurried
def test_a_text_unquoted_after_quoting_is_the_same(text: str) -> None:
    assert unquote(quote(text), "utf-8") == text


@given(catalogs)
@unhurried
def test_what_was_written_is_read_the_same(catalog: Catalog) -> None:
    again, faults = read(write(catalog), "a.po")

    assert again == catalog, faults
    assert write(again) == write(catalog)


@given(catalogs)
@settings(unhurried, max_examples=40)
def test_what_was_written_passes_msgfmt(catalog: Catalog) -> None:
    content = write(catalog)

    _, faults = read(content, "a.po")

    # The texts of hypothesis begin and end with line breaks as they like. Nothing else may be found.
    assert {fault.code for fault in faults} <= {"po-line-break"}
    assert msgfmt_takes(content) == (not faults)


@given(catalogs, st.integers(min_value=0, max_value=2000), st.binary(max_size=3))
@unhurried
def test_a_damaged_file_is_refused_or_kept_as_it_is(catalog: Catalog, at: int, junk: bytes) -> None:
    content = write(catalog)
    damaged = content[:at] + junk + content[at + 1 :]

    again, faults = read(damaged, "a.po")

    assert (again is None) == has_errors(fault for fault in faults if fault.code != "po-plural-count")
    assert again is None or write(again) == damaged


@st.composite
def mangled(draw: st.DrawFn) -> bytes:
    """Make a file with lines lost, doubled, moved or marked, as merges and careless editing leave it."""
    lines = write(draw(catalogs)).decode().split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at, to = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        mark = draw(st.sampled_from(["#", "#~ ", "#| ", "#~| ", " "]))
        change = draw(
            st.sampled_from([[], [lines[at], lines[to]], [lines[to]], [mark + lines[at].lstrip("#")], [lines[at][:-1]]])
        )
        lines[at : at + 1] = change
        lines = lines or [""]
    return "\n".join(lines).encode()


@given(mangled())
@settings(unhurried, max_examples=60)
def test_mangled_files_are_refused_where_msgfmt_refuses_them(content: bytes) -> None:
    _, faults = read(content, "a.po")

    # Plural rules and forms msgfmt looks at only when asked to, and then also at the header.
    assert msgfmt_takes(content) == all(fault.code in ("po-plural-count", "po-plural-forms") for fault in faults), (
        faults
    )


@given(st.binary(max_size=200))
@unhurried
def test_any_bytes_are_read_or_refused_with_a_reason(content: bytes) -> None:
    catalog, faults = read(content, "a.po")

    assert (catalog is None) == has_errors(fault for fault in faults if fault.code != "po-plural-count")


@given(translated(), wishes, st.lists(translated(), max_size=2))
@unhurried
def test_updating_twice_is_updating_once(catalog: Catalog, wishes: list[Wanted], elsewhere: list[Catalog]) -> None:
    once = update(catalog, wishes, elsewhere=elsewhere)

    assert update(once, wishes, elsewhere=elsewhere) == once
    assert write(update(once, wishes, elsewhere=elsewhere)) == write(once)


@given(translated(), wishes)
@unhurried
def test_an_update_has_all_wanted_messages_live_and_no_others(catalog: Catalog, wishes: list[Wanted]) -> None:
    after = update(catalog, wishes)

    live = [message.key for message in after.messages if not message.obsolete]
    assert live == list(dict.fromkeys(want.key for want in wishes))
    assert len({message.key for message in after.messages}) == len(after.messages)


@given(translated(), wishes)
@unhurried
def test_no_translation_is_ever_dropped(catalog: Catalog, wishes: list[Wanted]) -> None:
    after = update(catalog, wishes)

    finished = {(message.key, message.strings) for message in catalog.messages if any(message.strings)}
    kept = {(message.key, message.strings) for message in after.messages}
    lost = {strings for _, strings in finished - kept}
    # A draft may have moved on to the next version of its text.
    assert lost <= {message.strings for message in after.messages if message.fuzzy}


@given(translated(), wishes)
@unhurried
def test_a_source_that_returns_gets_its_translations_back(catalog: Catalog, wishes: list[Wanted]) -> None:
    before = [message for message in catalog.messages if message.translated]

    back = update(update(catalog, wishes), [Wanted(id=message.id, context=message.context) for message in before])

    assert [back.find(message.context, message.id) for message in before] == before


@given(translated(), wishes)
@unhurried
def test_nobody_but_a_translator_or_an_equal_text_finishes_a_translation(
    catalog: Catalog, wishes: list[Wanted]
) -> None:
    after = update(catalog, wishes)

    letters = {"".join(filter(str.isalpha, message.id)) for message in catalog.messages if not message.fuzzy}
    for message in after.messages:
        assert not message.translated or "".join(filter(str.isalpha, message.id)) in letters


@given(catalogs)
@unhurried
def test_an_updated_catalog_is_one_that_can_be_read(catalog: Catalog) -> None:
    after = update(catalog, [Wanted(id=message.id, plural_id=message.plural_id) for message in catalog.messages])

    again, faults = read(write(after), "a.po")

    assert again == after, faults
