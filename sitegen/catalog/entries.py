"""Put the pieces of a PO file together to messages, and say what keeps a piece from fitting.

Knows the grammar of one entry; what holds between entries (duplicates, plural rules) is `po`'s to check.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from sitegen.catalog.model import Message
from sitegen.catalog.notes import gathered
from sitegen.catalog.quoting import BROKEN, QUOTED, bad_escapes, unquote
from sitegen.catalog.scan import DOMAIN, JUNK, Piece, scan
from sitegen.catalog.usual import may_be_usual, run
from sitegen.diagnostics import Diagnostic, Span, error
from sitegen.limits import CATALOG_FAULTS
from sitegen.patterns import late
from sitegen.values import dataclass

#: The order in which the keywords of one entry may follow each other; `|` means previous.
_ORDER = ("|msgctxt", "|msgid", "|msgid_plural", "msgctxt", "msgid", "msgid_plural", "msgstr")
_RANK = {keyword: rank for rank, keyword in enumerate(_ORDER)}

#: What an entry looks like as a row of keywords.
_SIGNATURE = late(
    r"(?:(?:\|msgctxt )?\|msgid (?:\|msgid_plural )?)?(?:msgctxt )?msgid (?:msgstr|msgid_plural(?: msgstr\[\])+)"
)

_CONFLICT = late(r"<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|")
_SUSPECT = late(r"[\\\0\x04]")
_REST_OF_LINE = late(r"[ \t\r\f\v]*+\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one entry: a message, or None and the reasons. `end` is where its text ends in the file."""

    message: Message | None
    faults: tuple[Diagnostic, ...]
    end: int


def outcomes(text: str, charset: str, path: str) -> Iterator[Outcome]:
    """Yield what came of each entry of a file. `charset` is the encoding the text had, `path` the file's."""
    begin, line = 0, 1
    while outcome := _outcome(text, begin, line, charset, path):
        yield outcome
        line += text.count("\n", begin, outcome.end)
        begin = outcome.end


def sound(text: str) -> tuple[list[Message], int] | None:
    """Return the messages of a file that was UTF-8, and where the last one ends; None where there is a fault.

    This is the fast way to what `outcomes` says: only an entry that is not a usual one is read piece by piece.
    """
    if not may_be_usual(text):
        return None
    found: list[Message] = []
    begin, line = 0, 1
    while True:
        messages, begin, line = run(text, begin, line)
        found += messages
        outcome = _outcome(text, begin, line, "UTF-8", "") if begin < len(text) else None
        if outcome is None:
            return found, begin
        if outcome.message is None:
            return None
        found.append(outcome.message)
        line += text.count("\n", begin, outcome.end)
        begin = outcome.end


def _outcome(text: str, begin: int, line: int, charset: str, path: str) -> Outcome | None:
    """Return what came of the entry that begins at a place, piece by piece; None at the end of the file."""
    entry = next(_entries(scan(text, begin, line)), None)
    if not entry:
        return None
    last = entry.sections[-1].end
    rest = _REST_OF_LINE.match(text, last)
    end = rest.end() if rest else last
    told = itertools.islice(_faults(entry, charset), CATALOG_FAULTS)
    faults = tuple(error("po-syntax", Span(path, at), what, hint) for at, what, hint in told)
    if faults:
        return Outcome(message=None, faults=faults, end=end)
    texts = {_keyword(piece): unquote(piece.text, charset) for piece in entry.sections if piece.kind != "msgstr"}
    msgid = next(piece for piece in entry.sections if _keyword(piece) == "msgid")
    notes = gathered((piece.kind, piece.text) for piece in entry.comments)
    message = Message(
        **notes._asdict(),
        id=texts["msgid"],
        strings=tuple(unquote(piece.text, charset) for piece in entry.sections if piece.kind == "msgstr"),
        context=texts.get("msgctxt"),
        plural_id=texts.get("msgid_plural"),
        previous_id=texts.get("|msgid"),
        previous_context=texts.get("|msgctxt"),
        previous_plural=texts.get("|msgid_plural"),
        obsolete=msgid.mark == "#~",
        line=msgid.line,
        source_text=text[begin:end],
    )
    return Outcome(message=message, faults=(), end=end)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """The pieces of one entry: its comments, then its keywords with their strings."""

    comments: tuple[Piece, ...]
    sections: tuple[Piece, ...]


def _entries(pieces: Iterable[Piece]) -> Iterator[_Entry]:
    """Group pieces: an entry ends where a comment, junk, or a keyword that may not follow the last one begins.

    No entry has a thousand keywords; where a file has a million of them in a row, they are not gathered.
    """
    comments: list[Piece] = []
    sections: list[Piece] = []
    for piece in pieces:
        rank = _RANK.get(_keyword(piece), -1)
        if sections and (len(sections) >= CATALOG_FAULTS or not _continues(sections[-1], piece, rank)):
            yield _Entry(comments=tuple(comments), sections=tuple(sections))
            comments, sections = [], []
        if rank >= 0 or piece.kind == JUNK:
            sections.append(piece)
        elif piece.kind != DOMAIN:
            comments.append(piece)
    if sections:
        yield _Entry(comments=tuple(comments), sections=tuple(sections))


def _keyword(piece: Piece) -> str:
    return f"|{piece.kind}" if piece.mark.endswith("|") else piece.kind


def _continues(last: Piece, piece: Piece, rank: int) -> bool:
    if piece.kind == JUNK:
        return True
    if last.kind == JUNK:  # the rest of a damaged entry is not reported a second time
        return piece.kind in ("msgid_plural", "msgstr")
    return rank > _RANK[_keyword(last)] or (last.number is not None and piece.number is not None)


def _faults(entry: _Entry, charset: str) -> Iterator[tuple[int, str, str]]:
    """Yield what is wrong with an entry: the line, what it is, and what to do."""
    sections = entry.sections
    damaged = [piece for piece in sections if piece.kind == JUNK]
    for piece in damaged:
        yield piece.line, *_damage(piece.text.partition("\n")[0].rstrip(), piece.mark)
    if not damaged:
        if wrong := _misfit(tuple((_keyword(piece), piece.number is not None) for piece in sections)):
            yield next((piece.line for piece in sections if _keyword(piece) == "msgid"), sections[0].line), *wrong
        elif len(sections) > 2:
            yield from _misnumbered(sections)
        yield from _half_obsolete(sections)
    for piece in sections:
        if piece.kind != JUNK and _SUSPECT.search(piece.text):
            yield from _unfit_text(piece, charset)


def _damage(line: str, mark: str) -> tuple[str, str]:
    """Explain a line that is neither a comment nor a keyword with its text."""
    if _CONFLICT.match(line):
        return (
            "a merge conflict was left in the file",
            "keep one side and delete the lines <<<<<<<, ======= and >>>>>>>",
        )
    word = re.split(r"\W", line, maxsplit=1)[0]
    if '"' in QUOTED.sub("", line):
        return "a text has no closing quote", 'end the line with "; a quote inside a text is written \\"'
    if word == "msgstr" and mark.endswith("|"):
        return "there is no previous msgstr", f"delete the {mark} msgstr; only the previous source text is kept"
    if word in _ORDER:
        return f"{word} has no text in quotes after it", f'write {word} "…", or {word} "" for an empty text'
    if line.startswith('"'):
        return "this text belongs to no msgid or msgstr", "its lines need the same #~ or #| at their start, or none"
    return (
        f"this is no part of a PO file: {line[:60]!r}",
        'a comment begins with #, and a quote in a text is written \\"',
    )


@functools.lru_cache(maxsize=256)
def _misfit(shape: tuple[tuple[str, bool], ...]) -> tuple[str, str] | None:
    """Say why these keywords, each with or without a number, make no entry; None when they do."""
    signature = " ".join(f"{keyword}[]" if numbered else keyword for keyword, numbered in shape)
    if _SIGNATURE.fullmatch(signature):
        return None
    words = signature.split()
    if "msgid" not in words:
        return f"{words[-1].replace('|', '#| ')} stands without a msgid", "every entry has a msgid and a msgstr"
    if "msgid_plural" in words and "msgstr[]" not in words:
        return "an entry with msgid_plural has no msgstr[0]", 'write msgstr[0] "" and one for each other plural form'
    if "msgid_plural" not in words and "msgstr[]" in words:
        return "msgstr[0] stands without a msgid_plural", "write msgstr, or add the msgid_plural of the source"
    if not {"msgstr", "msgstr[]"} & set(words):
        return "msgid has no msgstr", 'write msgstr "" below it when there is no translation yet'
    return (
        f"these keywords make no entry: {signature.replace('|', '#| ')}",
        "their order is msgctxt, msgid, msgid_plural, msgstr",
    )


def _misnumbered(sections: Sequence[Piece]) -> Iterator[tuple[int, str, str]]:
    forms = [piece for piece in sections if piece.number is not None]
    for at, piece in enumerate(forms):
        if piece.number != at:
            yield piece.line, f"msgstr[{piece.number}] stands where msgstr[{at}] belongs", "number them 0, 1, 2 …"
            return


def _half_obsolete(sections: Sequence[Piece]) -> Iterator[tuple[int, str, str]]:
    for piece in sections:
        if piece.mark.startswith("#~") != sections[0].mark.startswith("#~"):
            yield piece.line, "only some lines of this entry begin with #~", "begin all of them with #~, or none"
            return


def _unfit_text(piece: Piece, charset: str) -> Iterator[tuple[int, str, str]]:
    for breaks, escape in bad_escapes(piece.text):
        hint = r"a backslash is written \\; the escapes are \n \t \" \\ \r \a \b \f \v"
        shown = escape if escape.isprintable() else ascii(escape)
        yield piece.line + breaks, f"the escape {shown} means nothing", hint
    text = unquote(piece.text, charset)
    for character in "\0\x04":
        if character in text:
            what = f"a text holds the character U+{ord(character):04X}"
            yield piece.line, what, "delete it; compiled catalogs use it to part texts from each other"
    if BROKEN.search(text) and not BROKEN.search(piece.text):
        yield piece.line, f"an escape in this text is no character in {charset}", "write the character itself"
