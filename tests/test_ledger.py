"""Values in a file to which changes are added: what is read is what was saved last, or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.ledger import Ledger

KEYS = st.sampled_from(["tea", "milk", "cake", ("en", "stories/tea")])
VALUES = st.one_of(st.integers(0, 9), st.binary(max_size=900), st.tuples(st.text(max_size=3)))
STATES = st.fixed_dictionaries({"records": st.dictionaries(KEYS, VALUES), "once": st.text(max_size=3), "files": VALUES})


def entries(count: int = 400) -> dict[str, bytes]:
    """Return so many entries that a few more are a little."""
    return {f"stories/{number}": b"%0100d" % number for number in range(count)}


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Return where a ledger is to stand, in a folder that is not there yet."""
    return str(tmp_path / "state/units.json")


@given(states=st.lists(STATES, min_size=1, max_size=12), opened=st.sets(st.integers(0, 11)))
def test_what_is_read_is_what_was_saved_last(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, Any]], opened: set[int]
) -> None:
    path = str(tmp_path_factory.mktemp("ledger") / "ledger")
    ledger = Ledger(path)
    for number, state in enumerate(states):
        if number in opened:  # by the next run
            ledger = Ledger(path)
            ledger.load()

        ledger.save(state)

        assert Ledger(path).load() == state


def test_a_change_is_added_behind_what_is_there(path: str) -> None:
    first = Ledger(path)
    first.save({"records": entries(), "once": "a"})
    before = Path(path).read_bytes()
    ledger = Ledger(path)
    known = ledger.load()
    known["records"]["stories/7"] = b"another"
    del known["records"]["stories/8"]

    ledger.save(known)

    after = Path(path).read_bytes()
    assert after.startswith(before)
    assert len(after) < len(before) + 300
    assert Ledger(path).load() == known


def test_what_did_not_change_is_not_written(path: str) -> None:
    ledger = Ledger(path)
    ledger.save({"records": entries()})
    before = Path(path).stat()

    ledger.save({"records": entries()})

    assert Path(path).stat() == before


def test_it_is_written_anew_when_much_was_added(path: str) -> None:
    ledger = Ledger(path)
    state = {"records": entries()}
    ledger.save(state)
    whole = Path(path).stat().st_size
    for number in range(400):
        state["records"] = state["records"] | {f"stories/{number}": b"y" * 100}

        ledger.save(state)

        assert Path(path).stat().st_size < 1.2 * whole
    assert Ledger(path).load() == state


def test_nothing_is_added_to_what_somebody_else_has_written(path: str) -> None:
    ledger, other = Ledger(path), Ledger(path)
    ledger.save({"records": entries(), "once": "mine"})
    other.save({"records": entries(), "once": "theirs"})

    ledger.save({"records": entries() | {"stories/1": b"z"}, "once": "mine"})

    assert Ledger(path).load() == {"records": entries() | {"stories/1": b"z"}, "once": "mine"}


def test_of_a_damaged_file_nothing_is_believed(path: str) -> None:
    ledger = Ledger(path)
    ledger.save({"records": {"tea": b"green"}, "once": "a"})
    first = Path(path).stat().st_size
    ledger.save({"records": {"tea": b"black"}, "once": "a"})
    whole = Path(path).read_bytes()
    assert len(whole) > first

    for place in range(len(whole)):
        if place != first:
            Path(path).write_bytes(whole[:place])
            assert Ledger(path).load() == {}
        Path(path).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert Ledger(path).load() == {}
    # As long as it was when the last addition began, it is what it was then.
    Path(path).write_bytes(whole[:first])
    assert Ledger(path).load()["records"] == {"tea": b"green"}


def test_a_file_that_cannot_be_read_is_written_anew(path: str) -> None:
    Path(path).parent.mkdir()
    Path(path).write_bytes(b"nonsense")
    ledger = Ledger(path)
    assert ledger.load() == {}

    ledger.save({"once": "a"})

    assert Ledger(path).load() == {"once": "a"}
