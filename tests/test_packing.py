"""Values to bytes and back."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import marshal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.later import Later
from sitegen.packing import Codec


class Colour(enum.Enum):
    RED = "red"


@dataclasses.dataclass(frozen=True, slots=True)
class Leaf:
    words: str
    day: datetime.date | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Tree:
    leaves: tuple[object, ...]
    known: dict[str, object]
    colour: Colour = Colour.RED


CODEC = Codec(Leaf, Tree, Colour)
plain = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(), st.binary())
leaves = st.builds(Leaf, st.text(), st.one_of(st.none(), st.dates()))
values = st.recursive(
    st.one_of(plain, leaves, st.datetimes(timezones=st.just(datetime.UTC)), st.frozensets(st.integers(), max_size=3)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.builds(Tree, st.lists(inner, max_size=3).map(tuple), st.dictionaries(st.text(), inner, max_size=3)),
    ),
    max_leaves=12,
)


@given(values)
def test_what_was_packed_comes_back(value: object) -> None:
    assert CODEC.unpack(CODEC.pack(value)) == value
    assert type(CODEC.unpack(CODEC.pack(value))) is type(value)


def test_bytes_hold_nothing_but_plain_values() -> None:
    assert marshal.loads(CODEC.pack(Leaf("tea"))) == (0, "tea", None)


@pytest.mark.parametrize("value", [object(), [1], {1, 2}, Later, lambda: 0])
def test_what_a_codec_does_not_know_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="cannot be packed"):
        CODEC.pack((value,))


@dataclasses.dataclass(frozen=True)
class Story(Later):
    title: str
    body: str


def test_a_value_is_made_when_it_is_asked_for() -> None:
    asked = []

    def make() -> Story:
        asked.append(1)
        return Story("Tea", "Pour it.")

    story = Story.later(make, title="Tea")
    assert (story.title, asked) == ("Tea", [])
    assert story == Story("Tea", "Pour it.")
    assert (story.body, asked) == ("Pour it.", [1])


def test_a_value_that_is_made_later_has_no_other_fields() -> None:
    story = Story.later(lambda: Story("Tea", "Pour it."))

    with pytest.raises(AttributeError):
        story.writer  # noqa: B018
