"""Catalogs that are read at one go say what they say when they are read entry by entry."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from sitegen.catalog import read, read_plain
from tests.conftest import PROJECT

HEADER = '# Of tea.\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: fr\\n"\n'
CASES = sorted((PROJECT / "tests/cases/po").rglob("*.po"))
OWN = sorted((PROJECT / "locales").rglob("*.po"))
#: What is put into a catalog somewhere, so that something in it is odd.
ODDITIES = (
    '"',
    "\\",
    "\n",
    "\r",
    "#",
    "#~",
    "#, fuzzy\n",
    "# note\n",
    'msgctxt ""\n',
    "msgid",
    "\0",
    "\ufeff",
    " ",
    '""\n',
)


def _is_the_same(content: bytes) -> bool:
    """Tell whether a catalog was read at one go, having held that against what is read entry by entry."""
    plain = read_plain(content)
    if plain is None:
        return False
    catalog, faults = read(content, "x.po")
    assert faults == ()
    assert catalog is not None
    assert plain.strings == {message.key: message.strings[0] for message in catalog.messages}
    assert not any(message.flags or message.obsolete or message.plural_id for message in catalog.messages)
    assert (plain.header.fields, plain.header.plural_forms) == (catalog.fields, catalog.plural_forms)
    return True


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_known_case_is_read_alike_or_not_at_all(path: Path) -> None:
    _is_the_same(path.read_bytes())


def test_most_catalogs_of_the_project_are_plain() -> None:
    read_at_once = [path for path in OWN if _is_the_same(path.read_bytes())]

    assert len(read_at_once) > len(OWN) / 2


def test_an_oddity_anywhere_changes_nothing() -> None:
    entries = "".join(f'\n#. paragraph\n#: tea.md\nmsgid "Cup {n}, *hot*."\nmsgstr "Tasse {n}."\n' for n in range(4))
    whole = f'{HEADER}{entries}\nmsgctxt "slug"\nmsgid "tea"\nmsgstr ""\n'
    chance = random.Random(7)
    assert _is_the_same(whole.encode())
    for _ in range(4000):
        at = chance.randrange(len(whole) + 1)
        odd = chance.choice(ODDITIES)
        _is_the_same(f"{whole[:at]}{odd}{whole[at + chance.randrange(3) :]}".encode())
        _is_the_same(whole.encode()[: chance.randrange(len(whole))])


def test_two_entries_of_one_message_are_not_plain() -> None:
    twice = '\nmsgid "Tea"\nmsgstr "Thé"\n' * 2

    assert read_plain(f"{HEADER}{twice}".encode()) is None
