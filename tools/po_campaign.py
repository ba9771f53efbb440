"""Hold our reader of catalogs against GNU gettext on any folder of real catalogs, and on spoilt copies of them.

    python tools/po_campaign.py [--spoilt N] [--seed N] [--keep DIR] FOLDER…

For each `.po` and `.pot` below the folders it asks: does msgfmt give the same verdict? Is the file written byte for
byte as it was? Are there as many messages in each state as `msgfmt --statistics` and `msgattrib` count? Does what
Babel can hold come back from Babel? Does a translation that is changed change its own entry only, and does msgcat say
the same of our file as of one that polib changed? With `--spoilt N` it then spoils each file in N ways, as editors,
merges and transports do, and compares the verdicts; `--keep DIR` keeps those on which they differ.

Prints how much was asked and each kind of difference with its first file; the exit status is 1 if there was one. What
`sitegen/catalog/po.py` says we do otherwise on purpose is no difference. Needs gettext and polib, which
`make test` installs. No catalog of another project belongs into ours: point it at a folder elsewhere.
"""

from __future__ import annotations

import argparse
import dataclasses
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import polib

from sitegen.catalog import Catalog, Message, State, from_babel, read, state, to_babel, write
from sitegen.diagnostics import Diagnostic

#: Faults of a file that msgfmt takes: `po.py` gives the reason for each.
STRICTER = {"po-limit", "po-plural-count"}
#: What we say of charsets and characters that msgfmt does not look at.
STRICTER_WORDS = re.compile(
    r"the charset .* is not known|U\+0000|is no character in|is no text in|this message was defined before"
)
#: What msgfmt says where we only warn (`po-line-break`).
LINE_BREAK = "do not both"
#: What msgfmt says of a byte just behind a `#`.
BYTE_IN_COMMENT = re.compile(r":2: invalid multibyte sequence")
#: A catalog takes longer than this for each MiB only if something is wrong with the reader.
SECONDS_A_MIB = 2.0
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not as gettext has it: which kind, in which file, and what is said there."""

    kind: str
    path: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was asked of one file, how often, and what was found."""

    asked: Counter[str]
    differences: tuple[Difference, ...]
    seconds: float = 0.0
    spoilt: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)


def main(arguments: Sequence[str]) -> int:
    """Ask everything of all files; print what was found and return the exit status."""
    parser = argparse.ArgumentParser(description="hold our reader of catalogs against GNU gettext")
    parser.add_argument("folder", nargs="+", type=Path)
    parser.add_argument("--spoilt", type=int, default=0, metavar="N", help="spoilt copies made of each file")
    parser.add_argument("--seed", type=int, default=1, help="for the choice of what is spoilt")
    parser.add_argument("--jobs", type=int, default=1, help="processes at a time")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where spoilt files go on which verdicts differ")
    parsed = parser.parse_args(arguments)
    paths = sorted(path for folder in parsed.folder for path in folder.rglob("*.po*") if path.suffix in (".po", ".pot"))
    asked: Counter[str] = Counter()
    kinds: dict[str, list[Difference]] = {}
    with ProcessPoolExecutor(parsed.jobs) as pool:
        count = len(paths)
        for found in pool.map(_examined, paths, [parsed.spoilt] * count, [parsed.seed] * count, chunksize=4):
            asked += found.asked
            for difference in found.differences:
                kinds.setdefault(difference.kind, []).append(difference)
            for name, content in found.spoilt if parsed.keep else ():
                parsed.keep.mkdir(parents=True, exist_ok=True)
                (parsed.keep / name).write_bytes(content)
    sys.stdout.write("".join(f"{number:9} {what}\n" for what, number in sorted(asked.items())))
    for kind, differences in sorted(kinds.items(), key=lambda item: -len(item[1])):
        first = differences[0]
        sys.stdout.write(f"{len(differences):9} DIFFERENT {kind}\n          {first.path}: {first.words}\n")
    return 1 if kinds else 0


def _examined(path: Path, spoilt: int, seed: int) -> Findings:
    """Ask everything of one file and of its spoilt copies."""
    content = path.read_bytes()
    asked: Counter[str] = Counter({"files": 1, "bytes": len(content)})
    differences: list[Difference] = []
    catalog, faults, accepted, said = _verdicts(content, str(path))
    asked["taken by msgfmt"] += accepted
    if kind := _disagreement(content, faults, accepted, said):
        differences.append(Difference(kind=kind, path=str(path), words=said[:200]))
    if catalog is not None:
        asked["messages"] += len(catalog.messages)
        if write(catalog) != content:
            differences.append(Difference(kind="not written as it was", path=str(path), words=""))
        for what, ask in (("counts", _counted), ("Babel", _through_babel), ("one changed", _changed)):
            if accepted:
                asked[what] += 1
                words = ask(catalog, content)
                differences += [Difference(kind=f"{what}: {w}", path=str(path), words="") for w in words]
    kept: list[tuple[str, bytes]] = []
    for number in range(spoilt):
        name, damaged = _spoilt(content, random.Random(f"{seed} {number} {path.name} {len(content)}"))
        asked[f"spoilt by {name}"] += 1
        _, faults, accepted, said = _verdicts(damaged, str(path))
        if kind := _disagreement(damaged, faults, accepted, said):
            file = f"{name.replace(' ', '-')}-{path.stem}-{len(content)}-{number}.po"
            words = f"{name}: {said[:160]!r} {[str(fault) for fault in faults[:1]]} {file}"
            differences.append(Difference(kind=f"spoilt: {kind}", path=str(path), words=words))
            kept.append((file, damaged))
    return Findings(asked=asked, differences=tuple(differences), spoilt=tuple(kept))


# The verdict ----------------------------------------------------------------------------------------------


def _verdicts(content: bytes, path: str) -> tuple[Catalog | None, tuple[Diagnostic, ...], bool, str]:
    """Return what we make of a file, whether msgfmt takes it, and what that says."""
    start = time.process_time()
    catalog, faults = read(content, path)
    spent = time.process_time() - start
    done = subprocess.run(
        ["msgfmt", "--output-file=/dev/null", "-"], input=content.removeprefix(BOM), capture_output=True, check=False
    )
    said = done.stderr.decode("utf-8", "replace")
    if spent > SECONDS_A_MIB * max(1.0, len(content) / 2**20):
        raise AssertionError(f"{path}: {spent:.1f} s for {len(content)} bytes")
    return catalog, faults, done.returncode == 0, said


def _disagreement(content: bytes, faults: tuple[Diagnostic, ...], accepted: bool, said: str) -> str:
    """Say in which way two verdicts differ, or return the empty string when they do not, or do so on purpose."""
    errors = [fault for fault in faults if fault.severity.value == "error"]
    if accepted and errors:
        wrong = [e for e in errors if e.code not in STRICTER and not STRICTER_WORDS.search(e.message)]
        return f"we refuse: {_kind(wrong[0].message)}" if wrong else ""
    if not accepted and not errors:
        reasons = [line for line in said.splitlines() if "error" in line and "fatal error" not in line]
        warned = any(fault.code == "po-line-break" for fault in faults)
        others = [line for line in said.splitlines() if LINE_BREAK not in line and "fatal error" not in line]
        others = [line for line in others if line.strip() and not BYTE_IN_COMMENT.search(line)]
        if (warned or BYTE_IN_COMMENT.search(said)) and not others:
            return ""
        return f"msgfmt refuses: {_kind((reasons or others or ['nothing said'])[0])}"
    return ""


def _kind(words: str) -> str:
    """Take what differs from file to file out of a message."""
    return re.sub(r"\"[^\"]*\"|'[^']*'|<stdin>|\d+", "…", words)[:120]


# Counts ---------------------------------------------------------------------------------------------------


def _counted(catalog: Catalog, content: bytes) -> Iterator[str]:
    """Compare counts of states. Of a plural message gettext looks at the first form only; we want all of them."""
    ours = Counter(_state_of_first_form(message) for message in catalog.messages)
    ours[State.UNTRANSLATED] += catalog.header is not None and not catalog.header.strings[0]
    content = content.removeprefix(BOM)
    said = _run(["msgfmt", "--statistics", "--output-file=/dev/null", "-"], content, errors=True)
    for kind in (State.TRANSLATED, State.FUZZY, State.UNTRANSLATED):
        found = re.search(rf"(\d+) {kind.value}", said)
        if (int(found[1]) if found else 0) != ours[kind]:
            yield f"msgfmt --statistics counts other {kind.value} messages"
    live = [message for message in catalog.messages if not message.obsolete]
    kept = {
        "--only-obsolete": len(catalog.messages) - len(live),
        "--only-fuzzy --no-obsolete": sum(message.fuzzy for message in live),
        "--untranslated --no-obsolete": sum(not message.strings[0] for message in live),
    }
    for options, expected in kept.items():
        written = _run(["msgattrib", "--no-wrap", *options.split(), "-"], content)
        entries = re.findall(r"^(?:#~ )?msgid .*(?:\n(?:#~ )?\".*)*", written, re.MULTILINE)
        if sum(entry not in ('msgid ""', '#~ msgid ""') or "msgctxt" in entry for entry in entries) != expected:
            yield f"msgattrib {options} keeps another number of messages"


def _state_of_first_form(message: Message) -> State:
    if message.plural_id is not None and not message.obsolete:
        return state(dataclasses.replace(message, strings=message.strings[:1]))
    return state(message)


def _run(command: Sequence[str], content: bytes, *, errors: bool = False) -> str:
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, input=content, capture_output=True, check=False, env=environment)
    return (done.stderr if errors else done.stdout).decode("utf-8", "surrogateescape")


# Babel ----------------------------------------------------------------------------------------------------


def _through_babel(catalog: Catalog, _content: bytes) -> Iterator[str]:
    """Compare messages with what comes back from Babel, which sorts flags and has no previous context."""
    back = from_babel(to_babel(catalog), "")
    expected = [message for message in catalog.messages if not message.obsolete]
    expected += [message for message in catalog.messages if message.obsolete]
    if len(back.messages) != len(expected):
        yield "a message is lost"
        return
    for before, after in zip(expected, back.messages, strict=True):
        before = dataclasses.replace(before, flags=tuple(sorted(set(before.flags))), previous_context=None)
        for part in dataclasses.fields(Message):
            if part.compare and getattr(before, part.name) != getattr(after, part.name):
                yield f"{part.name} comes back otherwise"
                return


# One changed translation ----------------------------------------------------------------------------------


def _changed(catalog: Catalog, content: bytes) -> Iterator[str]:
    """Change one translation; compare the file with the one before and, by way of msgcat, with polib's."""
    live = [at for at, message in enumerate(catalog.messages) if not message.obsolete and message.plural_id is None]
    if not live:
        return
    at = live[len(live) // 2]
    before = catalog.messages[at]
    breaks = tuple("\n" * (before.id[edge] == "\n") for edge in (0, -1))
    said = f"{breaks[0]}abc{breaks[1]}" if before.id != "\n" else "\n"
    after = dataclasses.replace(before, strings=(said,))
    ours = write(dataclasses.replace(catalog, messages=(*catalog.messages[:at], after, *catalog.messages[at + 1 :])))
    above, _, below = content.partition((before.source_text or "").encode(catalog.charset, "surrogateescape"))
    if not (ours.startswith(above) and ours.endswith(below)):
        yield "more than the entry has changed"
    again, _ = read(ours, "")
    if again is None or again.messages[at] != after or again.messages[:at] != catalog.messages[:at]:
        yield "the file does not say what was changed"
    theirs = _changed_by_polib(content, catalog, before, said)
    if theirs is not None and _listed(ours) != _listed(theirs):
        yield "msgcat says something else of polib's file"


def _changed_by_polib(content: bytes, catalog: Catalog, message: Message, said: str) -> bytes | None:
    """Return the file with one translation changed by polib; None where polib is known to lose something."""
    if any((other.obsolete and other.previous_id is not None) or "" in other.extracted for other in catalog.messages):
        return None
    with tempfile.NamedTemporaryFile(suffix=".po") as file:
        Path(file.name).write_bytes(content)
        try:
            found = polib.pofile(file.name, wrapwidth=0)
        except (OSError, LookupError, UnicodeDecodeError):
            return None
    entry = found.find(message.id, by="msgid", msgctxt=message.context or False)
    if entry is None:
        return None
    entry.msgstr = said
    return str(found).encode(found.encoding)


def _listed(content: bytes) -> str:
    """Return the entries of a file as msgcat writes them, without the header, whose fields polib sorts."""
    return _run(["msgcat", "--no-wrap", "--to-code=UTF-8", "-"], content.removeprefix(BOM)).partition("\n\n")[2]


# Spoiling -------------------------------------------------------------------------------------------------


def _spoilt(content: bytes, chance: random.Random) -> tuple[str, bytes]:
    """Return a copy spoilt in one way, and the name of the way."""
    name = chance.choice(sorted(_WAYS))
    return name, _WAYS[name](content, chance)


def _at(content: bytes, chance: random.Random) -> int:
    return chance.randrange(len(content) + 1)


def _insert(*pieces: bytes) -> Callable[[bytes, random.Random], bytes]:
    """Return what puts one of some pieces somewhere into a file."""

    def inserted(content: bytes, chance: random.Random) -> bytes:
        at = _at(content, chance)
        return content[:at] + chance.choice(pieces) + content[at:]

    return inserted


def _lines(change: Callable[[list[bytes], int, random.Random], None]) -> Callable[[bytes, random.Random], bytes]:
    """Return what changes the lines of a file at one of them."""

    def changed(content: bytes, chance: random.Random) -> bytes:
        lines = content.split(b"\n")
        change(lines, chance.randrange(len(lines)), chance)
        return b"\n".join(lines)

    return changed


def _swap(lines: list[bytes], at: int, chance: random.Random) -> None:
    other = min(len(lines) - 1, at + chance.randrange(1, 4))
    lines[at], lines[other] = lines[other], lines[at]


def _join(lines: list[bytes], at: int, chance: random.Random) -> None:
    lines[at : at + 2] = [b"".join(lines[at : at + 2])]


def _put(*wanted: bytes) -> Callable[[list[bytes], int, random.Random], None]:
    return lambda lines, at, chance: lines.insert(at, chance.choice(wanted))


def _mark(*marks: bytes) -> Callable[[list[bytes], int, random.Random], None]:
    """Return what puts a mark before one to four lines."""

    def marked(lines: list[bytes], at: int, chance: random.Random) -> None:
        mark = chance.choice(marks)
        for number in range(at, min(len(lines), at + chance.randrange(1, 5))):
            lines[number] = mark + lines[number]

    return marked


def _charset(content: bytes, chance: random.Random) -> bytes:
    names = (b"ISO-8859-1", b"ASCII", b"windows-1256", b"EUC-JP", b"UTF-7", b"x-unknown", b"CHARSET", b"")
    return re.sub(rb"charset=[^\\\" ]+", b"charset=" + chance.choice(names), content, count=1)


def _flipped(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(max(1, len(content)))
    return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :] if content else b""


_CONFLICT = b"<<<<<<< ours\n", b"=======\n", b">>>>>>> theirs\n", b"||||||| base\n"
_WAYS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "cutting it off": lambda content, chance: content[: _at(content, chance)],
    "cutting off its beginning": lambda content, chance: content[_at(content, chance) :],
    "flipping a bit": _flipped,
    "a stray byte": _insert(b"\0", b"\r", b"\xff", b"\x80", b"\x1a", b"\x0c", b"\xc2\xa0", b"\xe2\x80\xa8"),
    "a stray character": _insert(b'"', b"\\", b"#", b"#~", b"[", b"\n", b"\\\n", b"\n\n", b"\\q", b"\\777", b"\\x"),
    "a lost line": _lines(lambda lines, at, chance: lines.__delitem__(at)),
    "a line twice": _lines(lambda lines, at, chance: lines.insert(at, lines[at])),
    "exchanged lines": _lines(_swap),
    "joined lines": _lines(_join),
    "a conflict mark": _lines(_put(*(mark.rstrip() for mark in _CONFLICT))),
    "a strange line": _lines(
        _put(b"msgid", b'msgid ""', b'msgstr ""', b'msgctxt "x"', b'"', b"#| ", b'domain "x"', b"x")
    ),
    "marked lines": _lines(_mark(b"#~ ", b"#| ", b"#~| ", b"# ", b"#, fuzzy\n", b" ")),
    "a long run of #~|": _lines(_put(b'#~| msgid "x"\n' * 300, b"#~|" * 300, b'#| "x"\n' * 300)),
    "another charset": _charset,
    "a byte order mark": lambda content, chance: BOM + content,
    "UTF-16": lambda content, chance: content.decode("utf-8", "replace").encode("utf-16"),
    "carriage returns": lambda content, chance: content.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\r"))),
    "an entry twice": lambda content, chance: content + b"\n\n".join(content.split(b"\n\n")[-2:]),
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
