"""At which line of a source each block stands. Python-Markdown keeps no lines, so they are looked for."""

from __future__ import annotations

import re

#: What may stand before a block on its line: quotes, items, definitions, headings, a footnote's name.
_LEAD = re.compile(r"[\s>]*(?:(?:[-*+]|\d+\.|:|#|\[\^[^\]\n]*\]:)[\s>]*)*")
_CELL_LEAD = re.compile(rf".*\|\s*|{_LEAD.pattern}")
_TITLE_LEAD = re.compile(r'.*!!!.*"')
_LEADS = {"td": _CELL_LEAD, "th": _CELL_LEAD, "title": _TITLE_LEAD}
_FOOTNOTE = re.compile(r"^[ >]*\[\^([^\]\n]*)\]:", re.MULTILINE)
#: How many places with the right words and the wrong lead are passed over before the first is taken.
_TRIES = 50
#: How far below the line before it the next line of a block may stand.
_REACH = 200


class Lines:
    """Finds the lines of blocks, which are asked for in the order in which they are written."""

    def __init__(self, text: str, first_line: int) -> None:
        # As Python-Markdown sees it: tabs are blanks there.
        self._text = text.expandtabs(4) if "\t" in text else text
        self._first_line = first_line
        self._position = 0
        #: A place, and how many lines end before it; what is looked for next is not far from it.
        self._known = (0, 0)
        self._footnotes: dict[str, int] | None = None
        #: The line found last.
        self.last = first_line

    def find(self, text: str, kind: str = "") -> int:
        """Return the line at which a block with this text starts, after all found before it.

        `kind` is the block's tag, or `title` for that of a box, since other things stand before a cell on its
        line than before a paragraph. 0 means that it was not found.
        """
        if "\n" in text or "\x02" in text:
            pieces = [line.strip() for line in text.split("\n") if line.strip() and "\x02" not in line]
        else:
            pieces = [text.strip()]
        if not pieces or not pieces[0]:
            return 0
        place = self._place(pieces[0], _LEADS.get(kind, _LEAD))
        if place < 0:
            place = self._text.find(pieces[0])
            return self._line(place) if place >= 0 else 0
        self._position = place + len(pieces[0])
        for piece in pieces[1:]:
            next_place = self._text.find(piece, self._position, self._position + len(piece) + _REACH)
            self._position = next_place + len(piece) if next_place >= 0 else self._position
        return self._line(place)

    def find_comment(self, text: str) -> int:
        """Return the line of a comment, which may stand anywhere."""
        place = self._text.find(text, self._position)
        return self._line(place if place >= 0 else self._text.find(text))

    def go_to_footnote(self, name: str) -> None:
        """Look from a footnote on: it is written anywhere and shown at the end."""
        if self._footnotes is None:
            self._footnotes = {}
            for match in _FOOTNOTE.finditer(self._text):
                self._footnotes.setdefault(match[1], match.start())
        self._position = self._footnotes.get(name, 0)

    def _place(self, piece: str, lead: re.Pattern[str]) -> int:
        first = place = self._text.find(piece, self._position)
        for _ in range(_TRIES):
            if place < 0 or lead.fullmatch(self._text, self._text.rfind("\n", 0, place) + 1, place):
                return place
            place = self._text.find(piece, place + 1)
        return first

    def _line(self, place: int) -> int:
        before, lines = self._known
        if place < before:
            lines -= self._text.count("\n", place, before)
        else:
            lines += self._text.count("\n", before, place)
        self._known = (place, lines)
        self.last = self._first_line + lines
        return self.last
