"""Since which day a message has been waiting for its translator.

What git says of the catalog decides: a draft has been waiting since its previous text (`#|`) was noted, a message
without translation since its text came into the catalog, a broken one since its translation was last changed. A
message that the catalog does not have yet waits since its line in the source. Where git knows nothing, the text's own
age counts: `updated`, else `date`. Lines that are not committed are of today. No day lies in the future.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence

from sitegen.catalog import Catalog, Message
from sitegen.locales import zone
from sitegen.messages.status.model import WAITING
from sitegen.revisions import Repository
from sitegen.stories import Story
from sitegen.translations import BROKEN, FUZZY, Entry, Holding

_Times = tuple[int | None, ...]

_MSGID = re.compile(r"\s*msgid\b")
_LINES = {
    "previous": re.compile(r"\s*#\|"),
    "flags": re.compile(r"\s*#,.*\bfuzzy\b"),
    "msgid": re.compile(r"\s*(?:msgctxt|msgid|msgid_plural)\b"),
    "msgstr": re.compile(r"\s*msgstr\b"),
}
_CONTINUED = re.compile(r'\s*"')
#: Which lines of an entry tell since when it waits, by its state; the first kind that it has counts.
_TELLING = {FUZZY: ("previous", "flags", "msgid"), BROKEN: ("msgstr",)}


class Calendar:
    """Tells since when messages wait. `today` and the days of commits are those of the time zone `zone_name`."""

    def __init__(self, history: Repository | None, zone_name: str, today: datetime.date) -> None:
        self.today = today
        self._history = history
        self._zone = zone(zone_name)
        self._times: dict[str, _Times | None] = {}

    def since(
        self, entries: Iterable[Entry], holding: Holding, catalog: Catalog | None, path: str, story: Story | None
    ) -> datetime.date | None:
        """Return since when the oldest message of a catalog that needs work waits; None when none does.

        `path` is the catalog's; `story` is the text it translates, None for `site` and `theme`.
        """
        days = []
        for entry in entries:
            standing = holding.standings.get(entry.key)
            if standing is None or standing.state not in WAITING:
                continue
            if catalog is None:
                return self.of_text(story)
            if standing.message is not None:
                day = self._day(path, _telling(standing.message, standing.state))
            else:
                day = self._day(entry.segment.span.path, [entry.segment.span.line])
            days.append(day or self.of_text(story))
        return min(days, default=None)

    def of_file(self, path: str, story: Story | None) -> datetime.date:
        """Return since when a catalog that cannot be read waits: it was last changed then."""
        return self._day(path, [0]) or self.of_text(story)

    def of_text(self, story: Story | None) -> datetime.date:
        """Return the age of a text as its writer gives it; what has no date is of today."""
        return min(story.updated or story.date, self.today) if story else self.today

    def _day(self, path: str, lines: Sequence[int]) -> datetime.date | None:
        """Return the day on which the youngest of some lines was committed; line 0 means all."""
        if path not in self._times:
            self._times[path] = self._history.blame(path) if self._history else None
        times = self._times[path]
        if not times:
            return None
        told = times if 0 in lines else [times[line - 1] for line in lines if line <= len(times)]
        committed = [time for time in told if time is not None]
        if len(committed) < len(told) or not committed:
            return self.today
        moment = datetime.datetime.fromtimestamp(max(committed), self._zone)
        return min(moment.date(), self.today)


def _telling(message: Message, state: str) -> list[int]:
    """Return the lines of a catalog that tell since when a message waits."""
    numbered = _numbered(message)
    for kind in _TELLING.get(state, ("msgid",)):
        if numbered[kind]:
            return numbered[kind]
    return [message.line]


def _numbered(message: Message) -> dict[str, list[int]]:
    """Return the lines of an entry by what they say, counted as in the file."""
    written = (message.source_text or "").split("\n")
    begin = next((at for at, line in enumerate(written) if _MSGID.match(line)), 0)
    numbered: dict[str, list[int]] = {kind: [] for kind in _LINES}
    last = ""
    for number, line in enumerate(written, message.line - begin):
        kind = last if _CONTINUED.match(line) else next((k for k, p in _LINES.items() if p.match(line)), "")
        if kind:
            numbered[kind].append(number)
        last = kind
    return numbered
