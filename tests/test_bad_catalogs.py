"""A catalog in any condition is told with its place, and does no harm to the sites or to its neighbours."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from sitegen import cli
from sitegen.messages import update
from sitegen.session import Options
from tests.conftest import ProjectFactory
from tests.support import NOW, SmallProject, snapshot

CATALOG = "locales/fr/LC_MESSAGES/stories/coffee.po"
HEADER = (
    b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=n>1;\\n"\n\n'
)
COMMANDS = (["build"], ["messages", "update"], ["messages", "status"], ["messages", "check"], ["messages", "extract"])
#: What a catalog can have become: each with the code of its first fault and the line that is named, if there is one.
BAD: dict[str, tuple[Callable[[], bytes], str, int]] = {
    "cut off in a text": (lambda: HEADER + b'msgid "Coffee"\nmsgstr "Caf', "po-syntax", 7),
    "cut off in a letter": (lambda: HEADER + b'msgid "Coffee"\nmsgstr "Caf\xc3', "po-encoding", 7),
    "cut off after a msgid": (lambda: HEADER + b'msgid "Coffee"\n', "po-syntax", 6),
    "binary": (lambda: random.Random(1).randbytes(200_000), "po-encoding", 1),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(5_000), "po-encoding", 1),
    "only NULs": (lambda: bytes(100_000), "po-syntax", 1),
    "UTF-16": (lambda: (HEADER + b'msgid "Coffee"\nmsgstr "a"\n').decode().encode("utf-16"), "po-encoding", 0),
    "Latin-1": (lambda: HEADER + 'msgid "Coffee"\nmsgstr "Café"\n'.encode("latin-1"), "po-encoding", 7),
    "an unknown charset": (lambda: HEADER.replace(b"UTF-8", b"utf-99"), "po-encoding", 1),
    "a merge conflict": (
        lambda: HEADER + b'<<<<<<< ours\nmsgid "Coffee"\nmsgstr "a"\n=======\nmsgid "Coffee"\nmsgstr "b"\n>>>>>>> x\n',
        "po-syntax",
        6,
    ),
    "one message twice": (lambda: HEADER + b'msgid "Coffee"\nmsgstr "a"\n\n' * 2, "po-duplicate", 9),
    "too many forms": (
        lambda: HEADER + b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[1] "x"\nmsgstr[2] "x"\n',
        "po-plural-count",
        6,
    ),
    "50 MB": (lambda: HEADER + b"# a comment\n" * (50_000_000 // 12), "po-limit", 0),
    "a million messages": (
        lambda: HEADER + b"".join(b'msgid"%x"msgstr""' % number for number in range(900_000)),
        "po-limit",
        0,
    ),
    "a text of 10 MB": (lambda: HEADER + b'msgid "Coffee"\nmsgstr "' + b"x" * 10_000_000 + b'"\n', "po-limit", 6),
    "a text on 1,000,000 lines": (
        lambda: HEADER + b'msgid "Coffee"\nmsgstr ""\n' + b'"x"\n' * 1_000_000,
        "po-limit",
        6,
    ),
    "a text of wrong escapes": (lambda: HEADER + b'msgid "a"\nmsgstr "' + b"\\q" * 1_000_000 + b'"\n', "po-syntax", 7),
    "10,000 previous texts": (lambda: HEADER + b'#~| msgid "x"\n' * 10_000, "po-syntax", 6),
    "100,000 forms": (
        lambda: HEADER + b'msgid "a"\nmsgid_plural "b"\n' + b"".join(b'msgstr[%d] ""\n' % n for n in range(100_000)),
        "po-syntax",
        1006,
    ),
    "only quotes": (lambda: HEADER + b'msgid "Coffee"\nmsgstr "' + b'"' * 1_000_001 + b"x", "po-syntax", 7),
}


@pytest.fixture
def coffee(project: ProjectFactory) -> SmallProject:
    """A published project with catalogs in two languages."""
    made = project("""
        -- content/stories/coffee.md --
        ---
        title: Coffee
        date: 2026-01-02
        ---
        From a small cup.
        """)
    update(made.session(), Options(now=NOW))
    assert made.build().published
    return made


@pytest.mark.parametrize(("make", "code", "line"), BAD.values(), ids=BAD)
def test_a_bad_catalog_is_told_with_its_place_and_nothing_is_touched(
    make: Callable[[], bytes], code: str, line: int, coffee: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    coffee.write(CATALOG, make())
    coffee.write("content/stories/tea.md", "---\ntitle: Tea\ndate: 2026-01-03\n---\nFrom a glass.\n")
    sites, catalogs = snapshot(coffee.root / "public"), snapshot(coffee.root / "locales")

    for command in COMMANDS:
        status = cli.main([*command, "-C", str(coffee.root), "--now", "2026-06-01T00:00:00Z"])

        said = capsys.readouterr().err
        place = f"{CATALOG}:{line}" if line else CATALOG
        found = re.search(rf"^{CATALOG}[:\d]*: error\[(?!po-limit\]: the file has 1000 faults).*$", said, re.MULTILINE)
        assert status == cli.FAULTS
        assert found is not None
        assert found[0].startswith(f"{place}: error[{code}]: ")
        assert "Traceback" not in said
        assert len(said) < 60_000
    assert snapshot(coffee.root / "public") == sites
    assert snapshot(coffee.root / "locales") == catalogs


@pytest.mark.parametrize(
    "forms",
    [
        "nplurals=99999999; plural=n;",
        "nplurals=2; plural=n%!2;",
        "nplurals=2; plural=" + "(" * 3_000 + "n" + ")" * 3_000 + ";",
        "nplurals=2; plural=" + "n*" * 400 + "n>1;",
        "nplurals=2; plural=" + "n?1:" * 200 + "0;",
    ],
    ids=["a huge count", "no Python", "deep", "a large product", "a long choice"],
)
def test_a_hostile_plural_rule_stops_nothing(
    forms: str, coffee: SmallProject, capsys: pytest.CaptureFixture[str]
) -> None:
    theme = "locales/fr/LC_MESSAGES/theme.po"
    text = (coffee.root / theme).read_text("utf-8")
    coffee.write(theme, re.sub(r"Plural-Forms: [^\\]+", lambda _: f"Plural-Forms: {forms}", text))

    for command in COMMANDS[:1] + COMMANDS[2:]:
        assert cli.main([*command, "-C", str(coffee.root), "--now", "2026-06-01T00:00:00Z"]) == 0
        assert "Traceback" not in capsys.readouterr().err
