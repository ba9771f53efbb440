"""Usual entries are read in a fast way; it says just what the careful way says, of whatever file."""

import dataclasses
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen import shortcuts
from sitegen.catalog import Catalog, Message, read, write
from sitegen.catalog.model import sealed
from sitegen.catalog.usual import run
from sitegen.diagnostics import Diagnostic

ROOT = Path(__file__).parents[2]
CATALOGS = sorted([*ROOT.glob("locales/**/*.po"), *ROOT.glob("tests/cases/po/*/*.po")])

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ur\\n"\n'


def said(content: bytes) -> tuple[object, tuple[Diagnostic, ...]]:
    """Return all that reading a file tells, what takes no part in comparison included."""
    catalog, faults = read(content, "a.po")
    return catalog and everything(catalog), faults


def everything(catalog: Catalog) -> object:
    header = [catalog.header] if catalog.header else []
    fields = dataclasses.fields(Message)
    messages = [tuple(getattr(message, field.name) for field in fields) for message in (*header, *catalog.messages)]
    return catalog.header_at, catalog.newline, catalog.bom, catalog.trailing, messages


def said_carefully(content: bytes) -> tuple[object, tuple[Diagnostic, ...]]:
    with shortcuts.off():
        return said(content)


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_catalog_says_the_same_in_both_ways(path: Path) -> None:
    content = path.read_bytes()

    assert said(content) == said_carefully(content)


@pytest.mark.parametrize("path", sorted(ROOT.glob("locales/**/*.po")), ids=lambda path: str(path.relative_to(ROOT)))
def test_our_own_catalogs_are_usual_from_the_first_entry_to_the_last(path: Path) -> None:
    text = path.read_text("utf-8")

    found = run(text, 0, 1)

    assert text[found.end :].strip() == ""
    assert len(found.messages) > 1


EVERYTHING = """\

# by hand
#. a plural
#: content/a.md:3
#: content/b.md
#, fuzzy, no-wrap
#| msgctxt "shop"
#| msgid "One \\"old\\" cup"
#| msgid_plural ""
#| "Many old "
#| "cups"
msgctxt "menu"
msgid "One cup"
msgid_plural "Many cups"
msgstr[0] "ایک پیالی"
msgstr[1] ""
"بہت سی\\n"
"پیالیاں\\\\n"

#. gone
#~| msgid "Old tea"
#~ msgctxt "x"
#~ msgid ""
#~ "Tea "
#~ "with milk"
#~ msgstr "چائے"

msgid "Last"
msgstr "آخری"
"""


def test_every_part_of_a_usual_entry_is_read_in_the_fast_way() -> None:
    text = HEADER + EVERYTHING

    found = run(text, 0, 1)

    assert (found.end, found.line) == (len(text), text.count("\n") + 1)
    assert found.messages[1:] == [
        Message(
            id="One cup",
            plural_id="Many cups",
            context="menu",
            strings=("ایک پیالی", "بہت سی\nپیالیاں\\n"),
            comments=("by hand",),
            extracted=("a plural",),
            references=("content/a.md:3", "content/b.md"),
            flags=("fuzzy", "no-wrap"),
            previous_context="shop",
            previous_id='One "old" cup',
            previous_plural="Many old cups",
        ),
        Message(
            id="Tea with milk",
            context="x",
            strings=("چائے",),
            extracted=("gone",),
            previous_id="Old tea",
            obsolete=True,
        ),
        Message(id="Last", strings=("آخری",)),
    ]
    assert said(text.encode()) == said_carefully(text.encode())


# What stands in a line of a file that is nearly usual: often what the fast way takes, at times what it must not.
_INSIDE = ("", "a", "چائے", "tea", " ", "\\n", '\\"', "\\\\", "\\t", "\\", '"', '""', '" "', "\\q", "\\101", "\\\n")
insides = st.lists(st.sampled_from(_INSIDE + ("a", "tea", "چائے") * 4), max_size=4).map("".join)
strings = insides.map(lambda inside: f'"{inside}"')
marks = st.sampled_from([""] * 6 + ["#~ "] * 4 + ["#| ", "#~| ", "#~", "#|", " ", "\t"])
keywords = st.sampled_from(
    ["msgid", "msgid", "msgstr", "msgstr", "msgctxt", "msgid_plural", "msgstr[0]", "msgstr[1]", "domain", "msg", "x"]
)
gaps = st.sampled_from([" "] * 12 + ["", "  ", "\t"])
ends = st.sampled_from([""] * 20 + [" ", "\\", "\r", "\x0b", " # no", '"'])
notes = st.sampled_from(
    ["#", "# a", "#. b", "#: c.md:1 d.md", "#, fuzzy", "#, a b, fuzzy", "#x", "#~", "#|", "#~|", "# \\", "#= y"]
)
blanks = st.sampled_from(["", "", "", " ", "\x0c", "\r"])
keyword_lines = st.builds("{}{}{}{}{}".format, marks, keywords, gaps, strings, ends)
string_lines = st.builds("{}{}{}".format, marks, strings, ends)
lines = st.one_of(keyword_lines, keyword_lines, string_lines, notes, blanks)


@st.composite
def usual_entries(draw: st.DrawFn) -> list[str]:
    """Make the lines of an entry as tools write it, with texts that may be odd."""
    mark = draw(st.sampled_from(["", "", "#~ "]))
    above = draw(st.lists(notes, max_size=2))
    if draw(st.booleans()):
        above.append(f"{mark.strip() or '#'}| msgid {draw(strings)}")
    if draw(st.booleans()):
        above.append(f'{mark}msgctxt "{draw(st.sampled_from("abc"))}"')
    texts = ["msgid", *draw(st.sampled_from([["msgstr"], ["msgstr"], ["msgid_plural", "msgstr[0]", "msgstr[1]"]]))]
    below = []
    for keyword in texts:
        below.append(f"{mark}{keyword} {draw(strings)}")
        below += [f"{mark}{more}" for more in draw(st.lists(strings, max_size=2))]
    return [*[""] * draw(st.integers(0, 2)), *above, *below]


@st.composite
def nearly_usual(draw: st.DrawFn) -> bytes:
    """Make a file of usual entries in which a few lines are lost, exchanged or others."""
    found = [line for entry in draw(st.lists(usual_entries(), min_size=1, max_size=4)) for line in entry]
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(found)))
        found[at : at + draw(st.integers(0, 2))] = draw(st.lists(lines, max_size=2))
    text = "\n".join(found) + draw(st.sampled_from(["\n", "\n", "\n\n", ""]))
    return (draw(st.sampled_from([HEADER, HEADER, ""])) + text).encode()


@given(nearly_usual())
@settings(deadline=None, max_examples=600)
def test_what_is_nearly_usual_says_the_same_in_both_ways(content: bytes) -> None:
    assert said(content) == said_carefully(content)


@given(st.lists(lines, max_size=12).map("\n".join))
@settings(deadline=None, max_examples=500)
def test_loose_lines_say_the_same_in_both_ways(text: str) -> None:
    assert said(f"{HEADER}{text}\n".encode()) == said_carefully(f"{HEADER}{text}\n".encode())


_STRAY = ('"', "\\", "#", "#~", "#~ ", "#| ", "\n", "\n\n", " ", "\r", "\0", "\x04", 'msgid "x"\n', '"y"\n', "\\n", "é")


def spoilt(text: str, chance: random.Random) -> str:
    """Return a catalog with one thing about it changed: a line lost, doubled, moved or cut, or something stray."""
    lines = text.split("\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    way = chance.randrange(6)
    if way == 0:
        del lines[at]
    elif way == 1:
        lines.insert(at, lines[other])
    elif way == 2:
        lines[at], lines[other] = lines[other], lines[at]
    elif way == 3:
        lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
    else:
        cut = chance.randrange(len(lines[at]) + 1)
        lines[at] = lines[at][:cut] + chance.choice(_STRAY) + lines[at][cut:]
    return "\n".join(lines)


def check_spoilt(times: int) -> None:
    chance = random.Random(5)
    for path in CATALOGS:
        content = path.read_bytes()
        if len(content) > 60_000:
            continue
        for _ in range(times):
            changed = spoilt(content.decode("utf-8", "surrogateescape"), chance).encode("utf-8", "surrogateescape")
            assert said(changed) == said_carefully(changed), changed


def test_spoilt_catalogs_say_the_same_in_both_ways() -> None:
    check_spoilt(times=2)


@pytest.mark.long
def test_thousands_of_spoilt_catalogs_say_the_same_in_both_ways() -> None:
    check_spoilt(times=100)


def test_what_was_read_in_the_fast_way_is_written_as_it_was() -> None:
    content = (HEADER + EVERYTHING).encode()

    catalog, _ = read(content, "a.po")

    assert catalog is not None
    assert write(catalog) == content


def test_a_sealed_message_is_a_message_like_others() -> None:
    values: tuple[Any, ...] = ("i", ("s",), "x", "p", ("c",), ("e",), ("r",), ("f",), "pi", "px", "pp", True, 3, "text")
    names = [field.name for field in dataclasses.fields(Message)]
    order = "id strings context plural_id comments extracted references flags previous_id previous_context"

    message = sealed(*values)

    assert names == [*order.split(), "previous_plural", "obsolete", "line", "source_text"]
    assert type(message) is Message
    assert tuple(getattr(message, name) for name in names) == values
    assert message == Message(**dict(zip(names, values, strict=True)))
    assert hash(message) == hash(dataclasses.replace(message))
    with pytest.raises(dataclasses.FrozenInstanceError):
        message.id = "other"  # type: ignore[misc]
