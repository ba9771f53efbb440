"""Pseudo-languages: what they keep, where they are built, and that nothing on a page escapes them."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from sitegen.cli import FINE, USAGE, main
from sitegen.diagnostics import Span
from sitegen.locales import (
    PSEUDO_TAGS,
    Locale,
    direction,
    format_date,
    format_length,
    format_minutes,
    format_month,
    format_time,
    locale,
    native_name,
    zone,
    zone_name,
)
from sitegen.markdown import Document, walk
from sitegen.pseudo import catalog
from sitegen.pseudo.prose import pseudo_prose
from sitegen.segments import Contract, Segment, compare
from sitegen.session import Options, Reading, Session
from sitegen.structured import Video, host
from sitegen.translations import TRANSLATED
from tests.conftest import PROJECT, ProjectFactory
from tests.escapes import Allowed, Escaped, escaped
from tests.support import NOW, SmallProject, picture

#: Units, and the letters of the compass: as they are written everywhere, ISO 6709.
_COORDINATES = re.compile(r"[\d.,٫]+° [NS] [\d.,٫]+° [EW]")
_FIGURES = r"(?<!\w)\d[\d.,٫٬]*"
_MINUTES = range(1, 61)
#: One text of each kind that the theme has a place for.
EACH_KIND = """
    -- content/site.yaml --
    name: Tales
    tagline: Short ones
    base_url: https://tales.example.org/
    languages: [en, ur]
    theme: safar
    topics: {hills: {name: Hills, introduction: Up and down.}, towns: Towns}
    regions: {north: {name: North, introduction: Cold.}, south: South}
    page_size: 1
    navigation: [stories, topics, regions, places, about]
    -- content/missions/berlin.yaml --
    name: Tales of Berlin
    city: Berlin
    country: Germany
    tagline: Shorter ones
    languages: [en]
    base_url: https://berlin.example.org/
    greeting: Good morning.
    contact: {label: Press, email: press@example.org}
    -- content/missions/berlin/old-town.md --
    ---
    title: The old town
    date: 2026-01-05
    summary: A walk.
    ---
    Here it is.
    -- content/pages/about.md --
    ---
    title: About
    date: 2026-01-05
    summary: Who we are.
    ---
    We are many.
    -- content/stories/gone.md --
    ---
    title: What is gone
    date: 2026-01-01
    status: withdrawn
    withdrawn: {date: 2026-02-01, reason: It was wrong.}
    ---
    Nothing.
    -- content/stories/tea.md --
    ---
    title: Tea
    date: 2026-01-01
    topics: [towns, hills]
    region: south
    aliases: [chai]
    ---
    Pour it from high.
    -- content/stories/well.md --
    ---
    title: کنواں
    date: 2026-01-01
    language: ur
    topics: [hills]
    ---
    پانی گہرا ہے۔ رسی لمبی ہے۔
    -- content/stories/coffee/index.md --
    ---
    title: Coffee
    date: 2026-01-02
    updated: 2026-03-04
    summary: A cup.
    topics: [hills]
    region: north
    place: {name: Upper village, latitude: 36.3, longitude: 74.66}
    cover: {file: cup.jpg, alt: A cup, credit: Picture desk}
    credits: [{role: writer, name: Story desk}, {role: reviewer, name: Facts}, {role: illustrator, name: Pens}]
    sources: [{title: A list, publisher: Road office, year: 1998}, {title: Another, url: "https://list.example.org/"}]
    ---
    Drink [it](https://coffee.example.org/ "The title of a link") slowly, see ![a small cup](cup.jpg "A title").[^1]

    ## A heading

    1. one
    2. two

    !!! facts "In short"
        Length
        :   80 metres

    > A quotation.

    | Load | Planks |
    | :--- | ---: |
    | Goat | 12 |

    ![The cup alone](cup.jpg "Seen from above.")

    Raw <span title="A title within">words</span> and `code`.

    ```gallery
    title: Cups
    pictures:
      - {file: cup.jpg, alt: A first cup, caption: The first., credit: Somebody}
      - {file: cup.jpg, alt: A second cup}
    ```

    ```quote
    text: Words on record.
    by: A potter
    source: The Potters’ Almanac
    ```

    ```video
    title: A film
    url: https://films.example.org/1
    still: cup.jpg
    alt: A still
    length: 3:20
    transcript: Somebody pours.
    credit: Film desk
    ```

    ```chart
    title: Cups a day
    unit: cups
    source: The almanac
    rows: [{label: Here, value: 3}, {label: There, value: 1}]
    ```

    ```itinerary
    title: A way
    source: The road office
    stops:
      - {place: Here, day: 1, height: 900}
      - {place: There, day: 2, distance: 4.5, time: two hours, text: Uphill., story: ../tea.md}
    ```

    [^1]: A note.
    """


def _read(session: Session) -> Reading:
    reading, _, found = session.read(Options(now=NOW, pseudo=True))
    assert reading is not None, found
    return reading


def _lengths(known: Locale) -> list[re.Pattern[str]]:
    """Return how lengths are written, which is CLDR's: of ways, of the scale of a map, and between its places."""
    units: tuple[Literal["kilometer"], Literal["meter"]] = ("kilometer", "meter")
    shown = {" ".join(format_length(known, count, unit).split()) for unit in units for count in (1, 2, 3, 11, 100)}
    # Arabic has words for one metre and for two, without a figure.
    return [re.compile(re.sub(r"^\d+", lambda _: _FIGURES, re.escape(text)) + r"(?!\w)") for text in sorted(shown)]


def _days_of_events(reading: Reading) -> set[datetime.date]:
    return {day for event in reading.events for date in event.dates for day in (date.first, date.last)}


def _hours(reading: Reading, known: Locale) -> Iterator[str]:
    """Yield the hours of events in the zones of their places and of the sites, and what these zones are called."""
    zones = {site.time_zone for site in reading.config.sites} | {event.time_zone for event in reading.events}
    yield from (zone_name(known, name) for name in zones)
    dates = [date for event in reading.events for date in event.dates]
    moments = [moment for date in dates for moment in (date.starts, date.ends) if moment]
    yield from (format_time(known, moment.astimezone(zone(name))) for moment in moments for name in zones)


def allowed(reading: Reading, tag: str) -> Allowed:
    """Return what may stand on pages in a pseudo-language as it is, by the reason."""
    known = locale(tag)
    texts = reading.library.all
    blocks = [block for text in texts for block in walk(text.document.blocks)]
    days = [day for text in texts for day in (text.date, text.updated) if day]
    days += [text.withdrawal.date for text in texts if text.withdrawal and text.withdrawal.date]
    fonts = {font.family.removesuffix(" Variable") for font in reading.theme.fonts}
    packages = {font.package for font in reading.theme.fonts}
    return Allowed(
        texts={
            "languages call themselves": frozenset(map(native_name, reading.config.tags)),
            "dates are CLDR's": frozenset(format_date(known, day) for day in days),
            "months are CLDR's": frozenset(format_month(known, day) for day in _days_of_events(reading)),
            "times and their zones are CLDR's": frozenset(_hours(reading, known)),
            "how long it takes to read is CLDR's": frozenset(format_minutes(known, count) for count in _MINUTES),
            "sites elsewhere are called by their addresses": frozenset(
                host(b.structured.url) for b in blocks if isinstance(b.structured, Video)
            ),
            "fonts are called by their names": frozenset({*fonts, *packages, "MIT AND OFL-1.1", "OFL-1.1"}),
        },
        forms=(*Allowed(texts={}).forms, _COORDINATES, *_lengths(known)),
    )


def _escaped(session: Session, reading: Reading) -> list[tuple[str, str, Escaped]]:
    return [
        (site.id, tag, text)
        for site in reading.config.sites
        for tag in PSEUDO_TAGS
        for text in escaped(session.output / site.id, tag, allowed(reading, tag))
    ]


# What they keep -------------------------------------------------------------------------------------------


def test_every_message_of_the_project_keeps_its_contract(own_session: Session) -> None:
    reading = _read(own_session)

    found = {(name, tag): reading.translations.holdings[(name, tag)] for name in reading.domains for tag in PSEUDO_TAGS}
    assert {str(fault) for holding in found.values() for fault in holding.found} == set()
    assert {key for key, held in found.items() if held.tally.messages[TRANSLATED] != held.tally.total} == set()
    assert sum(holding.tally.total for holding in found.values()) > 2000


def test_every_plural_form_of_the_project_is_filled(own_session: Session) -> None:
    reading = _read(own_session)

    forms = {tag: {len(m.strings) for m in catalog(reading.domains["theme"], tag).messages} for tag in PSEUDO_TAGS}
    assert forms == {"en-XA": {1, 2}, "ar-XB": {1, 6}}


def test_a_pseudo_language_makes_english_a_third_longer(own_session: Session) -> None:
    reading = _read(own_session)
    messages = [m for domain in reading.domains.values() for m in catalog(domain, "en-XA").messages if m.id.isascii()]

    before, after = (
        sum(map(len, texts)) for texts in (map(str, (m.id for m in messages)), (m.strings[0] for m in messages))
    )

    assert 1.3 <= after / before <= 1.4


@pytest.mark.parametrize("tag", PSEUDO_TAGS)
@pytest.mark.parametrize(
    "text",
    [
        "Plain words.",
        "A [link](../coffee/index.md) and [another](https://example.org/a_(b)?c=d&e=f \"With a title\").",
        "By [key][hunza], [Hunza], [Hunza][] and [^1] [no key] at all.",
        "See ![a cup](cup.jpg 'A cup') with `code`, ``more ` code`` and {placeholder}.",
        r"Escapes \* \[ \_ stay, &amp; &#8212; too, and **bold _with_ emphasis**.",
        'Raw <span lang="ur" dir="rtl" title="A title">ہُنزہ</span>, <kbd>Ctrl</kbd><br>and <https://example.org/a>.',
        "Write to a.b@example.org or see www.example.org/page, it says.[^1]",
        "یہ اردو ہے، [ہنزہ](../hunza/index.md) کے ساتھ۔",
        "漢字と[かな](../a/index.md)。",
        "A line  with a break\nand ~~tildes~~ `a` `b`.",
        "[Only a link](../coffee/index.md)",
        "A [ bracket, a < sign, a ` tick, an {open brace and a backslash \\",
    ],
)  # fmt: skip
def test_whatever_stands_in_a_paragraph_is_kept(text: str, tag: str) -> None:
    document = Document(blocks=(), references=(("hunza", "../hunza/index.md", ""),), footnotes=("1",))

    made = pseudo_prose(text, tag, document)

    segment, contract = Segment(text=text, span=Span("x.md")), Contract(document=document)
    assert compare(segment, made, contract, Span("x.po")) == compare(segment, text, contract, Span("x.po"))
    assert made != text


# Where they are built -------------------------------------------------------------------------------------


@pytest.fixture
def safar(tmp_path: Path, project: ProjectFactory) -> SmallProject:
    """One text of each kind in the project's own theme."""
    shutil.copytree(PROJECT / "themes", tmp_path / "themes", ignore=shutil.ignore_patterns("node_modules"))
    made = project(EACH_KIND)
    made.write("content/stories/coffee/cup.jpg", picture(600, 400))
    return made


def _pseudo_session(made: SmallProject) -> Session:
    return made.session(".sitegen/pseudo")


def test_no_text_of_any_kind_escapes_extraction(safar: SmallProject) -> None:
    session = _pseudo_session(safar)

    built = session.build(Options(now=NOW, pseudo=True))

    assert [str(fault) for fault in built.found if fault.code != "font-missing"] == []
    assert _escaped(session, _read(session)) == []


def test_a_word_that_a_template_holds_itself_is_found(safar: SmallProject) -> None:
    safar.edit("themes/safar/templates/parts/brand.html", "</a>", ' <small title="Hello">Welcome</small></a>')
    safar.edit("themes/safar/templates/base.html", ">{{ page.title.plain }} ·", ">Site: {{ page.title.plain }} ·")
    safar.edit("themes/safar/assets/css/prose.css", 'content: "\\2060"', 'content: "note"')
    session = _pseudo_session(safar)

    session.build(Options(now=NOW, pseudo=True))

    found = {(text.where, text.text) for _, _, text in _escaped(session, _read(session))}
    assert {("small", "Welcome"), ("small title", "Hello"), ("content", "note")} <= found
    assert any(where == "title" and text.startswith("Site: ") for where, text in found)


def test_a_text_that_is_not_translated_is_found(safar: SmallProject) -> None:
    safar.edit("content/stories/tea.md", "Pour it", "<!-- i18n: skip -->\nNot for translators.\n\nPour it")
    session = _pseudo_session(safar)

    session.build(Options(now=NOW, pseudo=True))

    assert {text.text for _, _, text in _escaped(session, _read(session))} == {"Not for translators."}


def test_pages_in_pseudo_languages_are_for_nobody_else(safar: SmallProject) -> None:
    session = _pseudo_session(safar)

    session.build(Options(now=NOW, pseudo=True))

    site = session.output / "portal"
    pages = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}
    assert [path for path, text in pages.items() if '<meta name="robots" content="noindex">' not in text] == []
    assert [
        path for path, text in pages.items() if re.search(r'<link rel="alternate" hreflang="(en-XA|ar-XB)', text)
    ] == []
    assert "hreflang" in pages["en/stories/coffee/index.html"]
    assert "canonical" not in pages["en-XA/stories/coffee/index.html"]
    assert (site / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    assert sorted(path.name for path in (site / "sitemaps").iterdir()) == ["en.xml", "ur.xml"]
    assert not (safar.root / "locales").exists()
    for tag in PSEUDO_TAGS:
        assert f'<html lang="{tag}" dir="{direction(tag)}">' in pages[f"{tag}/index.html"]


def test_a_folder_for_readers_is_not_built_over(safar: SmallProject, capsys: pytest.CaptureFixture[str]) -> None:
    safar.build()
    before = sorted(path.relative_to(safar.root) for path in (safar.root / "public").rglob("*"))

    status = main(["build", "--pseudo", "-C", str(safar.root), "--output", str(safar.root / "public")])

    assert status == USAGE
    assert "portal: error[pseudo-over-site]" in capsys.readouterr().err
    assert sorted(path.relative_to(safar.root) for path in (safar.root / "public").rglob("*")) == before


def test_the_command_builds_beside_what_is_published(safar: SmallProject) -> None:
    assert main(["build", "--pseudo", "-C", str(safar.root), "--now", NOW.isoformat()]) == FINE
    assert main(["build", "--pseudo", "-C", str(safar.root), "--now", NOW.isoformat()]) == FINE

    assert (safar.root / ".sitegen/pseudo/portal/ar-XB/index.html").exists()
    assert not (safar.root / "public").exists()


def test_pseudo_languages_are_none_of_a_project(project: ProjectFactory) -> None:
    made = project("")
    made.edit("content/site.yaml", "[en, fr, ur]", "[en, en-XA]")

    assert made.messages(made.build()) == [
        'content/site.yaml:4: error[unknown-language]: "en-XA" is a pseudo-language\n'
        "  hint: take it out; `sitegen build --pseudo` adds it to all sites"
    ]


@pytest.mark.long
def test_no_text_of_the_project_escapes_extraction(own_session: Session, tmp_path: Path) -> None:
    session = Session(PROJECT, tmp_path, own_session.store.root)
    now = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)

    session.build(Options(now=now, pseudo=True))

    assert _escaped(session, _read(session)) == []
