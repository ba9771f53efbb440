"""Messages are counted in each state as gettext's own programs count them."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from sitegen.catalog import Catalog, State, read, state

ROOT = Path(__file__).parents[2]
CATALOGS = [*sorted((ROOT / "locales").rglob("*.po"))[::9], ROOT / "tests" / "cases" / "interop" / "hunza.po"]
HEADER = (
    'msgid ""\nmsgstr "Language: fa\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=n>1;\\n"\n'
)
ALL_KINDS = (
    'msgid "a"\nmsgstr "a"\n'
    'msgid "b"\nmsgstr ""\n'
    '#, fuzzy\nmsgid "c"\nmsgstr "c"\n'
    '#, fuzzy\nmsgid "d"\nmsgstr ""\n'
    'msgid "e"\nmsgid_plural "es"\nmsgstr[0] "e"\nmsgstr[1] "es"\n'
    'msgid "f"\nmsgid_plural "fs"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    '#, fuzzy\nmsgid "g"\nmsgid_plural "gs"\nmsgstr[0] "g"\nmsgstr[1] "gs"\n'
    '#~ msgid "h"\n#~ msgstr "h"\n'
    '#, fuzzy\n#~ msgid "i"\n#~ msgstr "i"\n'
)


def understood(content: bytes) -> Catalog:
    catalog, faults = read(content, "a.po")
    assert catalog is not None, faults
    return catalog


def counted(content: bytes) -> Counter[State]:
    return Counter(map(state, understood(content).messages))


def statistics(content: bytes) -> Counter[State]:
    """Return what `msgfmt --statistics` counts; it says nothing of obsolete messages."""
    command = ["msgfmt", "--statistics", "-o", "/dev/null", "-"]
    done = subprocess.run(command, input=content, capture_output=True, check=True, env={"PATH": "/usr/bin:/bin"})
    numbers = re.findall(r"(\d+) (translated|fuzzy|untranslated)", done.stderr.decode())
    return Counter({State(name): int(number) for number, name in numbers})


def kept(content: bytes, *options: str) -> set[str]:
    """Return the texts of the messages that `msgattrib` lets through."""
    done = subprocess.run(["msgattrib", *options, "-"], input=content, capture_output=True, check=True)
    return {message.id for message in understood(done.stdout).messages}


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.stem)
def test_a_catalog_of_the_project_is_counted_as_msgfmt_counts_it(path: Path) -> None:
    content = path.read_bytes()

    ours = counted(content)

    del ours[State.OBSOLETE]
    assert +ours == +statistics(content)


def test_messages_of_all_kinds_are_counted_as_msgfmt_counts_them() -> None:
    content = (HEADER + ALL_KINDS).encode()

    assert counted(content) == statistics(content) + Counter({State.OBSOLETE: 2})
    assert counted(content) == {State.TRANSLATED: 2, State.FUZZY: 2, State.UNTRANSLATED: 3, State.OBSOLETE: 2}


@pytest.mark.parametrize(
    ("options", "states"),
    [
        (("--translated", "--no-fuzzy", "--no-obsolete"), {State.TRANSLATED}),
        (("--translated", "--only-fuzzy", "--no-obsolete"), {State.FUZZY}),
        (("--untranslated", "--no-obsolete"), {State.UNTRANSLATED}),
        (("--only-obsolete",), {State.OBSOLETE}),
        (("--no-obsolete",), {State.TRANSLATED, State.FUZZY, State.UNTRANSLATED}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_msgattrib_picks_the_messages_of_a_state(options: tuple[str, ...], states: set[State]) -> None:
    content = (HEADER + ALL_KINDS).encode()

    ours = {message.id for message in understood(content).messages if state(message) in states}

    assert kept(content, *options) == ours


def test_a_message_that_lacks_a_form_is_untranslated_though_gettext_looks_at_the_first_only() -> None:
    content = (HEADER + 'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "a"\nmsgstr[1] ""\n').encode()

    assert counted(content) == {State.UNTRANSLATED: 1}
    assert statistics(content) == {State.TRANSLATED: 1}


def test_a_header_is_no_message_though_gettext_counts_it_when_it_is_empty() -> None:
    content = b'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "a"\n'

    assert counted(content) == {State.TRANSLATED: 1}
    assert statistics(content) == {State.TRANSLATED: 1, State.UNTRANSLATED: 1}


def test_a_fuzzy_mark_on_the_header_means_nothing() -> None:
    content = ("#, fuzzy\n" + HEADER + ALL_KINDS).encode()

    assert counted(content) == statistics(content) + Counter({State.OBSOLETE: 2})


def test_a_draft_stays_one_when_flags_stand_on_several_lines_of_which_gettext_reads_the_last() -> None:
    content = (HEADER + '#, fuzzy\n#, no-wrap\nmsgid "a"\nmsgstr "a"\n').encode()

    assert counted(content) == {State.FUZZY: 1}
    assert statistics(content) == {State.TRANSLATED: 1}
