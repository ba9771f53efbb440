"""Status as pages to be published: one for all languages, and one for each.

Pages are trees until they are written, so that no title can say anything to a browser; they have no script and load
nothing, and a bar says with its pattern and in words what it says with its colour. They are in English; what is in
another language is marked. Each page stands alone, also when it is opened from disk.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from importlib import resources
from urllib.parse import quote
from xml.etree import ElementTree as ET

from sitegen.locales import direction, name_in, native_name
from sitegen.messages.status.model import Row, SiteTotal, Status, Total, waiting, words_done
from sitegen.translations import BROKEN, FUZZY, STATES, TRANSLATED, UNTRANSLATED, Tally

INDEX = "index.html"
#: How many texts the first page lists; each language's own page lists all.
_FIRST = 12
#: The states that a bar shows, in its order.
_SHOWN = (TRANSLATED, FUZZY, BROKEN, UNTRANSLATED)
_MEANINGS = {
    TRANSLATED: "readers see the translation",
    FUZZY: "a draft that somebody has to look at; readers see the source",
    BROKEN: "drops or adds something that it may not; readers see the source",
    UNTRANSLATED: "readers see the source",
    "obsolete": "its source is gone; kept in case it comes back, and not counted",
}

_Child = ET.Element | str | None


def pages(status: Status, catalogs: str) -> dict[str, bytes]:
    """Return the pages by name. `catalogs` is what an address of a catalog begins with; empty for no links."""
    made = {INDEX: _index(status, catalogs)}
    for total in status.languages:
        made[_file(total.tag)] = _language(status, total, catalogs)
    return {name: _written(page) for name, page in made.items()}


def _file(tag: str) -> str:
    return f"{tag}.html"


# Whole pages ----------------------------------------------------------------------------------------------


def _index(status: Status, catalogs: str) -> ET.Element:
    portal = _foreign("span", status.name, status.language)
    due = status.due
    return _page(
        f"Translations of {status.name}",
        _tag("header", {}, _tag("h1", {}, "Translations of ", portal), _day(status)),
        _section("Languages", "cards", [_language_card(total) for total in status.languages]),
        _section("Waiting longest", "texts", [_text(row, catalogs, name=True) for row in due[:_FIRST]])
        if due
        else _tag("p", {"class": "done"}, "Nothing is waiting: all that readers see is translated."),
        _section("Sites", "cards", [_site_card(site, status.sites) for site in _ids(status.sites)]),
        _legend(),
    )


def _language(status: Status, total: Total, catalogs: str) -> ET.Element:
    due = [row for row in status.due if row.tag == total.tag]
    mine = [row for row in status.rows if row.tag == total.tag]
    done = [row for row in mine if row.counts and row.is_complete]
    gone = [row for row in mine if not row.counts]
    name = name_in(total.tag, "en")
    back = _tag("p", {"class": "way"}, _tag("a", {"href": INDEX}, "All languages"))
    heading = _tag("h1", {}, f"{name} ", _own_name(total.tag, name))
    return _page(
        f"{name}: translations of {status.name}",
        _tag("header", {}, back, heading, _day(status), _bar(total.tally), _sentence(total.tally), _table(total.tally)),
        _section("To work on, the longest waiting first", "texts", [_text(row, catalogs) for row in due]),
        _folded(f"Complete ({len(done)})", [_text(row, catalogs) for row in done]),
        _folded(f"Withdrawn or expired, not counted ({len(gone)})", [_text(row, catalogs) for row in gone]),
        _legend(),
    )


def _page(title: str, *children: _Child) -> ET.Element:
    styles = resources.files(__package__).joinpath("status.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = _tag(
        "head",
        {},
        _tag("meta", {"charset": "utf-8"}),
        _tag("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        _tag("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        _tag("meta", {"name": "color-scheme", "content": "light dark"}),
        _tag("meta", {"name": "robots", "content": "noindex"}),
        _tag("title", {}, title),
        _tag("style", {}, styles),
    )
    body = _tag("body", {}, _patterns(), _tag("main", {}, *children))
    return _tag("html", {"lang": "en", "dir": "ltr"}, head, body)


def _written(page: ET.Element) -> bytes:
    return f"<!doctype html>\n{ET.tostring(page, encoding='unicode', method='html')}\n".encode()


# Parts ----------------------------------------------------------------------------------------------------


def _day(status: Status) -> ET.Element:
    day = _tag("time", {"datetime": status.today.isoformat()}, status.today.isoformat())
    unsure = "" if status.history == "git" else " Texts may have been waiting longer than is known here."
    return _tag("p", {"class": "day"}, "As of ", day, f".{unsure}")


def _section(title: str, kind: str, items: list[ET.Element]) -> ET.Element | None:
    if not items:
        return None
    listed = _tag("ul", {"class": kind}, *(_tag("li", {}, item) for item in items))
    return _tag("section", {}, _tag("h2", {}, title), listed)


def _folded(title: str, items: list[ET.Element]) -> ET.Element | None:
    if not items:
        return None
    listed = _tag("ul", {"class": "texts"}, *(_tag("li", {}, item) for item in items))
    return _tag("details", {"class": "folded"}, _tag("summary", {}, _tag("h2", {}, title)), listed)


def _language_card(total: Total) -> ET.Element:
    name = name_in(total.tag, "en")
    link = _tag("a", {"href": quote(_file(total.tag))}, name)
    texts = f"{total.complete} of {total.texts} catalogs complete"
    return _tag(
        "article",
        {"class": "card"},
        _tag("h3", {}, link, " ", _own_name(total.tag, name)),
        _tag("p", {"class": "share"}, f"{_share(total.tally)} %"),
        _bar(total.tally),
        _sentence(total.tally),
        _tag("p", {"class": "small"}, texts, "; waiting since " if total.since else "", _time(total.since)),
    )


def _ids(sites: Iterable[SiteTotal]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(total.site for total in sites))


def _site_card(site: str, totals: Iterable[SiteTotal]) -> ET.Element:
    rows = []
    for total in totals:
        if total.site == site:
            rows += [
                _tag("dt", {}, name_in(total.tag, "en"), " ", _tag("span", {"class": "share"}, _percent(total.tally))),
                _tag("dd", {}, _bar(total.tally)),
            ]
    return _tag("article", {"class": "card"}, _tag("h3", {}, site), _tag("dl", {}, *rows))


def _text(row: Row, catalogs: str, *, name: bool = False) -> ET.Element:
    """Return a text in one language; with `name` the language is named, as on the page of all languages."""
    title = _foreign("span", row.title, row.language) if row.title else _DOMAINS.get(row.domain, row.domain)
    heading = _tag("a", {"href": row.url}, title) if row.url else title
    language = _tag("a", {"href": quote(_file(row.tag))}, name_in(row.tag, "en")) if name else None
    path: _Child = _tag("code", {}, row.catalog)
    if catalogs:
        path = _tag("a", {"href": catalogs + quote(row.catalog)}, path)
    since = _tag("p", {"class": "since"}, "since ", _time(row.since)) if row.since else None
    notes = [_tag("span", {"class": "note"}, note) for note in _notes(row)]
    return _tag(
        "article",
        {"class": "text"},
        _tag("h3", {}, heading, *notes),
        _tag("p", {"class": "path"}, language, " · " if language is not None else "", path),
        since,
        _tag("p", {"class": "share"}, f"{_share(row.tally)} %"),
        _bar(row.tally),
        _sentence(row.tally),
        None if name else _tag("details", {}, _tag("summary", {}, "Numbers"), _table(row.tally)),
    )


_DOMAINS = {"site": "Words of the sites", "theme": "Words of menus, buttons and notices"}


def _notes(row: Row) -> list[str]:
    notes = [row.state] if row.state not in ("", "published") else []
    if not row.readable:
        notes.append("the catalog cannot be read")
    elif not row.has_catalog:
        notes.append("no catalog yet")
    return notes


def _sentence(tally: Tally) -> ET.Element:
    """Return what is to be done in words."""
    due = waiting(tally.messages)
    if not due:
        return _tag("p", {"class": "sum"}, f"{tally.total_words:,} words, all translated")
    states = ", ".join(f"{tally.messages[s]:,} {s}" for s in (FUZZY, UNTRANSLATED, BROKEN) if tally.messages[s])
    words = f"{waiting(tally.words):,} of {tally.total_words:,} words to do"
    return _tag("p", {"class": "sum"}, f"{words}, in {due:,} segment{'s' * (due != 1)}: {states}")


def _table(tally: Tally) -> ET.Element:
    head = _tag("tr", {}, *(_tag("th", {"scope": "col"}, text) for text in ("State", "Words", "Segments")))
    rows = [
        _tag(
            "tr",
            {},
            _tag("th", {"scope": "row"}, state),
            _tag("td", {}, f"{tally.words[state]:,}"),
            _tag("td", {}, f"{tally.messages[state]:,}"),
        )
        for state in STATES
    ]
    return _tag("table", {}, _tag("thead", {}, head), _tag("tbody", {}, *rows))


def _bar(tally: Tally) -> ET.Element:
    """Return a bar of the words in each state; each state has a pattern of its own, and all is said in words."""
    total = tally.total_words
    parts, at = [], 0.0
    for state in _SHOWN:
        size = 100 * tally.words[state] / total if total else 100.0 * (state == TRANSLATED)
        if size:
            parts.append(_tag("rect", {"class": state, "x": f"{at:.2f}%", "width": f"{size:.2f}%", "height": "100%"}))
        at += size
    said = ", ".join(f"{tally.words[state]:,} words {state}" for state in _SHOWN if tally.words[state])
    label = f"{_percent(tally)}: {said}" if said else _percent(tally)
    return _tag("svg", {"class": "bar", "role": "img", "aria-label": label}, *parts)


def _patterns() -> ET.Element:
    """Return the patterns of bars, once a page: stripes for drafts, a grid for what is broken, dots for nothing."""

    def pattern(state: str, *shapes: ET.Element) -> ET.Element:
        ground = _tag("rect", {"class": f"ground-{state}", "width": "6", "height": "6"})
        size = {"id": f"pattern-{state}", "width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
        return _tag("pattern", size, ground, *shapes)

    def line(path: str, state: str) -> ET.Element:
        return _tag("path", {"d": path, "class": f"line-{state}"})

    return _tag(
        "svg",
        {"class": "patterns", "width": "0", "height": "0", "aria-hidden": "true"},
        pattern(FUZZY, line("M-1 1l2-2M0 6l6-6M5 7l2-2", FUZZY)),
        pattern(BROKEN, line("M0 0l6 6M6 0l-6 6", BROKEN)),
        pattern(UNTRANSLATED, _tag("circle", {"cx": "3", "cy": "3", "r": ".8", "class": f"line-{UNTRANSLATED}"})),
    )


def _legend() -> ET.Element:
    items = []
    for state, meaning in _MEANINGS.items():
        swatch = _tag("svg", {"class": "swatch", "aria-hidden": "true"}, _whole(state)) if state in _SHOWN else None
        items += [_tag("dt", {}, swatch, state), _tag("dd", {}, meaning)]
    return _tag("footer", {}, _tag("h2", {}, "What the states mean"), _tag("dl", {"class": "legend"}, *items))


def _whole(state: str) -> ET.Element:
    return _tag("rect", {"class": state, "width": "100%", "height": "100%"})


def _percent(tally: Tally) -> str:
    return f"{_share(tally)} %"


def _share(tally: Tally) -> str:
    done = words_done(tally)
    return str(int(done)) if done == int(done) else str(done)


def _time(day: object) -> ET.Element | None:
    return _tag("time", {"datetime": str(day)}, str(day)) if day else None


def _own_name(tag: str, known: str) -> ET.Element | None:
    """Return what a language calls itself, unless that is said already."""
    own = native_name(tag)
    return None if own == known else _foreign("span", own, tag)


def _foreign(name: str, text: str, language: str) -> ET.Element:
    """Return text in a language; a direction of its own keeps it from turning what stands around it."""
    if language == "en":
        return _tag(name, {}, text)
    return _tag(name, {"lang": language, "dir": direction(language)}, text)


def _tag(name: str, attributes: dict[str, str], *children: _Child) -> ET.Element:
    """Return an element with its children; what is None is left out."""
    made = ET.Element(name, attributes)
    for child in children:
        if isinstance(child, str):
            last = made[-1] if len(made) else None
            if last is None:
                made.text = (made.text or "") + child
            else:
                last.tail = (last.tail or "") + child
        elif child is not None:
            made.append(child)
    return made
