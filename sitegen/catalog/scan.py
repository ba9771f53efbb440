"""Cut the text of a PO file into comments, and keywords with their strings.

Format: https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html and, where that is silent, what GNU msgfmt
takes: strings may follow each other on a line or on several, white space stands anywhere, a backslash at the end of a
line joins it with the next (but not within a keyword, a mark or an escape, where gettext lets it stand as well), and
`#~`, `#|` and `#~|` mark a line as obsolete, previous or both.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.catalog.quoting import STRING
from sitegen.patterns import late

#: The kinds of a piece besides the keywords and the two characters a comment begins with (`#.`, `#:`, `#,` …).
JUNK = "junk"
DOMAIN = "domain"
TRANSLATOR, EXTRACTED, REFERENCES, FLAGS = "# ", "#.", "#:", "#,"
_COMMENT_KINDS = (".", ":", ",")


class Piece(NamedTuple):
    """A comment, a keyword with its strings, or what can be neither.

    `kind` is a comment's first two characters, a keyword (`msgid`), or `JUNK`. `text` is a comment's text, or the
    strings with their quotes, or the junk. `number` is the one in `msgstr[0]`. A named tuple, because making one
    takes a third of the time of a frozen dataclass and a file can have a hundred thousand.
    """

    kind: str
    text: str
    mark: str
    number: int | None
    line: int
    end: int


_BLANK = r"[ \t\r\f\v]|\\\n"
_MARK = rf"(?>(?:(?:#~\|?|#\|)(?>(?:{_BLANK})*))+)"
# What says once more within a line what its mark has said, as where two lines were joined.
_AGAIN = {"": "(?!)", "#~": r"#~(?!\|)", "#|": r"#\|", "#~|": r"#~\|?|#\|"}
# A mark alone on its line is as good as an empty line.
_BETWEEN = rf"(?>(?:{_BLANK}|\n|{_MARK}(?=\n))*)"


@functools.cache
def _section(mark: str) -> re.Pattern[str]:
    """Return the pattern of a keyword with its strings, where each line begins with the mark.

    Few catalogs need one, as `usual` reads the others; the four take 3 ms to compile.
    """
    gap = rf"(?>(?:{_BLANK}|{_AGAIN[mark]}|\n{_BETWEEN}{re.escape(mark)})*)"
    domain = "(?!)" if mark.endswith("|") else "domain"
    keywords = "msgctxt|msgid_plural|msgid" if mark.endswith("|") else "msgctxt|msgid_plural|msgid|msgstr"
    number = rf"\[{gap}(?P<number>[0-9]{{1,9}}){gap}\]"
    # The name of a domain is one string; all other texts may stand in pieces.
    strings = rf"{STRING}(?(domain)|(?>(?:{gap}{STRING})*))"
    return re.compile(
        rf"(?P<keyword>{keywords}|(?P<domain>{domain}))(?:{gap}{number})?{gap}(?P<strings>{strings})", re.DOTALL
    )


_MARKS = late(_MARK)
_GAPS = late(rf"(?>(?:{_BLANK}|\n)*)")
_COMMENT = late(r"#[^\n]*+(?>(?:(?<=\\)\n[^\n]*+)*)")
# What cannot be understood ends where something understandable may begin again.
_JUNK = late(r"[^\n]*+(?>(?:\n[ \t]*+(?=[^\s#md])[^\n]*+)*)")


def scan(text: str, at: int, line: int) -> Iterator[Piece]:
    """Yield the pieces of a file in their order, from a place and its line on. White space between is left out."""
    counted, mark = at, ""
    while True:
        start = _end(_GAPS, text, at)
        if start == len(text):
            return
        line += text.count("\n", counted, start)
        counted = start
        if text.find("\n", at, start) >= 0:
            mark = ""  # a mark holds for the rest of its line
        at = start
        if marked := _MARKS.match(text, at):
            at = marked.end()
            mark = "#" + "~" * ("~" in marked[0]) + "|" * ("|" in marked[0])
        if text[at : at + 1] in ("", "\n"):
            continue
        found = _COMMENT.match(text, at)
        if found:
            yield Piece(*comment(found[0]), mark, None, line, found.end())
            # gettext takes the end of the line for a part of the comment, behind which a `|` goes on holding.
            at, mark = found.end() + 1, "#|" if mark.endswith("|") else ""
            continue
        piece = _keyword(text, at, mark, line)
        at = piece.end
        yield piece


def comment(written: str) -> tuple[str, str]:
    """Return the kind of a comment and its text."""
    joined = written.replace("\\\n", "")
    kind = joined[:2] if joined[1:2] in _COMMENT_KINDS else TRANSLATOR
    return kind, joined[len(kind.rstrip()) :].rstrip().removeprefix(" ")


def _keyword(text: str, at: int, mark: str, line: int) -> Piece:
    found = _section(mark).match(text, at)
    if not found:
        end = _end(_JUNK, text, at)
        return Piece(JUNK, text[at:end], mark, None, line, end)
    number = found["number"]
    return Piece(found["keyword"], found["strings"], mark, None if number is None else int(number), line, found.end())


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
