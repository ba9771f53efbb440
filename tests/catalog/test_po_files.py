"""PO files, good and bad, are read as GNU msgfmt reads them.

The files stand in `tests/cases/po`: `good` ones msgfmt takes, `bad` ones it refuses. Where we differ with it stand the
others: `kinder`, where we take what does no harm on a page, and `stricter`, where we refuse what no page could show.
Beside a file of which something is reported stands a text with just what is said.
"""

import dataclasses
import subprocess
from pathlib import Path

import pytest

from sitegen.catalog import Catalog, Message, new, read, write
from sitegen.diagnostics import Span, error, has_errors, report

CASES = Path(__file__).parent.parent / "cases" / "po"
HEADER = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def cases(kind: str) -> list[Path]:
    return sorted((CASES / kind).glob("*.po"))


def name(path: Path) -> str:
    return path.stem


def has_plain_line_ends(path: Path) -> bool:
    content = path.read_bytes()
    return b"\r" not in content and b"\\\n" not in content


def said(path: Path) -> str:
    expected = path.with_suffix(".txt")
    return expected.read_text("utf-8") if expected.exists() else ""


def msgfmt_takes(content: bytes, *options: str) -> bool:
    command = ["msgfmt", *options, "--output-file=/dev/null", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("path", cases("good"), ids=name)
def test_what_msgfmt_takes_is_read_and_written_byte_for_byte(path: Path) -> None:
    content = path.read_bytes()

    catalog, faults = read(content, path.name)

    assert msgfmt_takes(content)
    assert "\n".join(report(faults)) == said(path).rstrip("\n")
    assert catalog is not None
    assert write(catalog) == content


@pytest.mark.parametrize("path", cases("bad"), ids=name)
def test_what_msgfmt_refuses_is_refused_with_line_and_reason(path: Path) -> None:
    content = path.read_bytes()

    catalog, faults = read(content, path.name)

    assert not msgfmt_takes(content, "--check-header")
    assert has_errors(faults)
    assert (catalog is None) == (not msgfmt_takes(content))
    assert "\n".join(report(faults)) == said(path).rstrip("\n")


@pytest.mark.parametrize("path", cases("kinder"), ids=name)
def test_what_does_no_harm_is_read_though_msgfmt_refuses_it(path: Path) -> None:
    content = path.read_bytes()

    catalog, faults = read(content, path.name)

    assert not msgfmt_takes(content)
    assert "\n".join(report(faults)) == said(path).rstrip("\n")
    assert catalog is not None
    assert write(catalog) == content


@pytest.mark.parametrize("path", cases("stricter"), ids=name)
def test_what_no_page_could_show_is_refused_though_msgfmt_takes_it(path: Path) -> None:
    content = path.read_bytes()

    catalog, faults = read(content, path.name)

    assert msgfmt_takes(content)
    assert catalog is None
    assert "\n".join(report(faults)) == said(path).rstrip("\n")


@pytest.mark.parametrize("path", cases("good"), ids=name)
def test_an_entry_written_anew_means_the_same(path: Path) -> None:
    catalog = read_good(path)
    anew = [dataclasses.replace(message, source_text=None) for message in catalog.messages]

    written = write(dataclasses.replace(catalog, messages=tuple(anew)))

    assert read(written, path.name)[0] == catalog
    assert msgfmt_takes(written)


@pytest.mark.parametrize("path", [path for path in cases("good") if has_plain_line_ends(path)], ids=name)
def test_line_ends_do_not_change_what_a_file_says(path: Path) -> None:
    catalog = read_good(path)
    content = path.read_bytes()

    windows, _ = read(content.replace(b"\n", b"\r\n"), path.name)

    assert windows == dataclasses.replace(catalog, newline="\r\n" if b"\n" in content else "\n")


def test_every_part_of_an_entry_is_understood() -> None:
    catalog = read_good(CASES / "good" / "comments-of-all-kinds.po")

    assert catalog.messages == (
        Message(
            id="Coffee %s",
            strings=("قہوہ %s",),
            comments=(
                " translator, two blanks",
                "translator, no blank",
                "",
                "#, not a flag",
                "=, unknown kind",
                "@ another",
            ),
            extracted=("extracted", "no blank", ""),
            references=("content/a.md:12", "content/b.md", "content/c.md"),
            flags=("python-format", "fuzzy", "no-wrap"),
        ),
    )


def test_previous_texts_are_understood() -> None:
    catalog = read_good(CASES / "good" / "previous-with-context-and-plural.po")

    assert catalog.messages == (
        Message(
            id="One cup",
            plural_id="Many cups",
            context="menu",
            strings=("ایک پیالی", "بہت سی پیالیاں"),
            flags=("fuzzy",),
            previous_context="shop",
            previous_id="One old cup",
            previous_plural="Many old cups",
        ),
    )


def test_a_live_message_before_an_obsolete_previous_one_stays_live() -> None:
    catalog = read_good(CASES / "good" / "live-before-obsolete-previous.po")

    assert catalog.messages == (
        Message(id="Coffee", strings=("قہوہ",)),
        Message(id="Tea", strings=("چائے",), previous_id="Older tea", obsolete=True),
    )


def test_messages_know_the_line_of_their_msgid() -> None:
    catalog = read_good(CASES / "good" / "comments-of-all-kinds.po")

    assert [message.line for message in catalog.messages] == [22]


def test_escapes_are_undone() -> None:
    catalog = read_good(CASES / "good" / "all-escapes.po")

    assert [message.id for message in catalog.messages] == ['\a\b\f\n\r\t\v\\" C:\\new']


def test_bytes_in_escapes_are_letters_of_the_charset() -> None:
    catalog = read_good(CASES / "good" / "octal-and-hex-escapes.po")

    assert [(message.id, message.strings) for message in catalog.messages] == [("café café A2", ("A2",))]


@pytest.mark.parametrize(
    ("file", "text"), [("latin-1", "café"), ("shift-jis", "表示 ソース"), ("windows-1256", "قهوة"), ("euc-kr", "커피")]
)
def test_other_charsets_are_decoded(file: str, text: str) -> None:
    catalog = read_good(CASES / "good" / f"{file}.po")

    assert [message.strings for message in catalog.messages] == [(text,)]


def test_a_message_is_found_in_exactly_its_context() -> None:
    catalog = read_good(CASES / "good" / "one-id-in-three-contexts.po")

    found = [catalog.find(context, "Coffee") for context in (None, "menu", "", "shop")]

    assert [message and message.strings for message in found] == [("قہوہ",), ("کافی",), ("کوفی",), None]


def test_obsolete_messages_are_not_found() -> None:
    catalog = read_good(CASES / "good" / "live-before-obsolete-previous.po")

    assert catalog.find(None, "Tea") is None


def test_what_msgmerge_writes_is_read(tmp_path: Path) -> None:
    old = HEADER + b'msgid "Tea with much milk"\nmsgstr "a"\n\nmsgid "Gone"\nmsgstr "b"\n'
    (tmp_path / "old.po").write_bytes(old)
    (tmp_path / "new.pot").write_bytes(HEADER + b'msgid "Tea with much more milk"\nmsgstr ""\n')
    command = ["msgmerge", "--quiet", "--previous", "old.po", "new.pot"]
    merged = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout

    catalog, faults = read(merged, "merged.po")

    assert faults == ()
    assert catalog is not None
    assert catalog.messages == (
        Message(id="Tea with much more milk", strings=("a",), flags=("fuzzy",), previous_id="Tea with much milk"),
        Message(id="Gone", strings=("b",), obsolete=True),
    )


def test_a_file_beyond_16_mib_is_refused_unread() -> None:
    content = HEADER + b"#" * (16 * 1024 * 1024)

    catalog, faults = read(content, "big.po")

    hint = "a catalog has at most 16 MiB; split it into domains"
    assert (catalog, faults) == (
        None,
        (error("po-limit", Span("big.po"), f"the file has {len(content)} bytes", hint),),
    )


def test_more_than_200_000_messages_are_refused() -> None:
    content = HEADER + b"".join(b'msgid "%d"\nmsgstr ""\n' % number for number in range(200_001))

    catalog, faults = read(content, "many.po")

    hint = "a catalog has at most 200000; split it into domains"
    what = "the file has more than 200000 messages"
    assert (catalog, faults) == (None, (error("po-limit", Span("many.po"), what, hint),))


def test_200_000_messages_are_read() -> None:
    content = HEADER + b"".join(b'msgid "%d"\nmsgstr ""\n' % number for number in range(200_000))

    catalog, faults = read(content, "many.po")

    assert faults == ()
    assert catalog is not None
    assert write(catalog) == content


@pytest.mark.parametrize("file", ["too-few-forms", "too-many-forms"])
def test_a_file_that_only_msgfmt_check_refuses_is_written_byte_for_byte(file: str) -> None:
    content = (CASES / "bad" / f"{file}.po").read_bytes()

    catalog, faults = read(content, file)

    assert {fault.code for fault in faults} == {"po-plural-count"}
    assert msgfmt_takes(content)
    assert catalog is not None
    assert write(catalog) == content


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        (b"x\n#\n" * 4_000_000, "po-syntax"),
        (b'"\xff"\n' * 1_000_000, "po-encoding"),
        (b'msgid "a"\nmsgstr "' + b"\\q" * 4_000_000 + b'"\n', "po-syntax"),
        (b'#~| msgid "x"\n' * 1_000_000, "po-syntax"),
    ],
    ids=["lines", "bytes", "escapes in one text", "previous texts"],
)
def test_of_a_file_that_is_all_faults_a_thousand_are_told(spoilt: bytes, code: str) -> None:
    catalog, faults = read(HEADER + spoilt, "bad.po")

    what = "the file has 1000 faults or more; the rest of it was not read"
    last = error("po-limit", Span("bad.po"), what, "see whether it is a PO file at all")
    assert catalog is None
    assert [fault.code for fault in faults] == [code] * 1000 + ["po-limit"]
    assert faults[-1] == last


def test_a_translation_beyond_20_000_characters_is_refused() -> None:
    content = HEADER + b'msgid "Coffee"\nmsgstr "%s"\n' % (b"x" * 20_001)

    catalog, faults = read(content, "long.po")

    hint = "a text has at most 20000 characters"
    assert (catalog, faults) == (
        None,
        (error("po-limit", Span("long.po", 3), "a text here has 20001 characters", hint),),
    )


@pytest.mark.parametrize(
    "hostile",
    [
        b'"' * 200_000,
        b'msgid "' + b"\\" * 200_001,
        b'"" ' * 100_000,
        b"#~ " * 100_000,
        b"msgid\n" * 50_000,
        b"\\\n" * 100_000,
    ],
    ids=["quotes", "backslashes", "empty texts", "marks", "keywords", "continued lines"],
)
def test_hostile_files_are_read_in_linear_time(hostile: bytes) -> None:
    read(HEADER + hostile, "hostile.po")  # quadratic work on any of these would take minutes


def test_a_new_catalog_passes_msgfmt_check_without_a_word() -> None:
    content = write(new("ur", "nplurals=2; plural=(n != 1);", "stories/hunza"))

    command = ["msgfmt", "--check", "--output-file=/dev/null", "-"]
    done = subprocess.run(command, input=content, capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")


def read_good(path: Path) -> Catalog:
    catalog, _ = read(path.read_bytes(), path.name)
    assert catalog is not None
    return catalog
