"""The values that `messages status` tells."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import ROUND_DOWN, Decimal

from sitegen.diagnostics import Diagnostic
from sitegen.revisions import Depth
from sitegen.stories import GONE
from sitegen.translations import BROKEN, FUZZY, STATES, TRANSLATED, UNTRANSLATED, Tally
from sitegen.values import dataclass

#: The states of a message that somebody has to work on.
WAITING = (FUZZY, UNTRANSLATED, BROKEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is asked for: tags, and texts by slug or domain. Empty means all."""

    languages: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One domain in one language.

    `state` is what the text is now (`draft`, `published` …), empty for `site` and `theme`; `title` and `url` are those
    of the text, and empty where it has none or no page. `has_catalog` tells whether the file `catalog` is there,
    `readable` whether it can be read: all of one that cannot counts as broken. `since` is the day since which the
    oldest message that needs work has been waiting; None where none does.
    """

    tag: str
    domain: str
    catalog: str
    source: str
    tally: Tally
    state: str = ""
    language: str = ""
    title: str = ""
    url: str = ""
    has_catalog: bool = True
    readable: bool = True
    since: datetime.date | None = None

    @property
    def counts(self) -> bool:
        """Whether anybody should still work on it: a text that was withdrawn or has expired is not shown again."""
        return self.state not in GONE

    @property
    def is_complete(self) -> bool:
        """Whether readers see all of it in the language."""
        return not waiting(self.tally.messages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """All domains of a language together. `texts` says how many they are, `complete` how many of them are complete."""

    tag: str
    tally: Tally
    texts: int
    complete: int
    since: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteTotal:
    """What readers of a site see in one of its languages; a mission's own wordings count as translations."""

    site: str
    tag: str
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How far translations are on a day, and what is wrong with sources and catalogs.

    `rows` come in the order of languages and domains. `name` is that of the portal, in the language `language`.
    """

    rows: tuple[Row, ...] = ()
    languages: tuple[Total, ...] = ()
    sites: tuple[SiteTotal, ...] = ()
    today: datetime.date = datetime.date.min
    history: Depth = "none"
    name: str = ""
    language: str = ""
    found: tuple[Diagnostic, ...] = ()

    @property
    def due(self) -> tuple[Row, ...]:
        """The rows that need work, the longest waiting first; of those that wait as long, the larger first."""
        rows = [row for row in self.rows if row.counts and not row.is_complete]
        order = list(dict.fromkeys(row.tag for row in self.rows))
        return tuple(
            sorted(rows, key=lambda r: (r.since or self.today, -waiting(r.tally.words), order.index(r.tag), r.domain))
        )


def waiting(counts: Mapping[str, int]) -> int:
    """Return how many of what was counted by state need work."""
    return sum(counts[state] for state in WAITING)


def added(tallies: Iterable[Tally]) -> Tally:
    """Return several tallies as one."""
    messages, words = dict.fromkeys(STATES, 0), dict.fromkeys(STATES, 0)
    for tally in tallies:
        for state in STATES:
            messages[state] += tally.messages[state]
            words[state] += tally.words[state]
    return Tally(messages=messages, words=words)


def percent(done: int, total: int) -> Decimal:
    """Return a share with one decimal, never rounded up to 100; all of nothing is 100."""
    if not total:
        return Decimal(100)
    return (Decimal(100) * done / total).quantize(Decimal("0.1"), rounding=ROUND_DOWN)


def words_done(tally: Tally) -> Decimal:
    """Return how many per cent of the words are translated."""
    return percent(tally.words[TRANSLATED], tally.total_words)


def is_under(tally: Tally, least: Decimal) -> bool:
    """Tell whether less than so many per cent of the words are translated, counted exactly."""
    return tally.words[TRANSLATED] * 100 < least * tally.total_words
