"""Events: their calendar page, the next dates on other pages, and the files for calendars."""

from __future__ import annotations

import datetime
import json
import re
from typing import Any

import pytest
from icalendar import Calendar

from sitegen.check import check
from sitegen.locales import format_days, format_months, locale, zone_name
from sitegen.messages import update
from sitegen.render.calendars import folded
from sitegen.session import Built, Options, Session
from tests.conftest import ProjectFactory
from tests.support import NOW, SITE, SmallProject, snapshot

PROJECT = """
    -- content/stories/coffee/index.md --
    ---
    title: Coffee
    date: 2026-01-02
    ---
    Drink it slowly.
    -- content/events/fair.yaml --
    name: The fair
    summary: "Cups; plates, and a \\\\ slash."
    starts: 2026-07-07
    ends: 2026-07-09
    place: {name: Hunza, latitude: 36.3, longitude: 74.7}
    story: coffee
    updated: 2026-01-05
    """


def _events(site: SmallProject, path: str = "en/events.ics", name: str = "portal") -> list[Any]:
    content = (site.root / "public" / name / path).read_bytes()
    return list(Calendar.from_ical(content).walk("VEVENT"))


def _build(site: SmallProject, now: str = "2026-06-01") -> None:
    built = site.build(now=datetime.datetime.fromisoformat(now).replace(tzinfo=datetime.UTC))
    assert built.published, site.messages(built)


def _rows(page: str) -> list[str]:
    """Return the name and the time of each row of a page of the small theme."""
    found = re.findall(r'<div class="event">\s*<h3>(.*?)</h3>\s*<p>(.*?)</p>', page, re.S)
    return [" ".join(re.sub(r"<[^>]*>", "", f"{name}: {when}").split()) for name, when in found]


# Pages ----------------------------------------------------------------------------------------------------


def test_the_next_dates_stand_on_home_on_the_story_and_on_the_calendar(project: ProjectFactory) -> None:
    site = project(PROJECT)

    _build(site)

    for page in ("en/index.html", "en/stories/coffee/index.html", "en/events/index.html"):
        assert _rows(site.page(page)) == ["The fair: 7 – 9 July 2026"], page
    assert 'href="../stories/coffee/index.html"' in site.page("en/events/index.html")
    assert 'href="fair.ics"' in site.page("en/events/index.html")
    assert 'href="events/fair.ics"' in site.page("en/index.html")


def test_what_is_past_leaves_pages_and_stays_in_calendars(project: ProjectFactory) -> None:
    site = project(PROJECT)
    last, over = "2026-07-09T23:59", "2026-07-10T00:00"

    _build(site, last)
    assert _rows(site.page("en/index.html")) == ["The fair: 7 – 9 July 2026"]
    before = _events(site)
    _build(site, over)

    assert _rows(site.page("en/index.html")) == []
    assert _rows(site.page("en/stories/coffee/index.html")) == []
    assert "No dates" in site.page("en/events/index.html")
    assert _events(site) == before


def test_a_later_build_is_the_same_as_one_begun_then(project: ProjectFactory) -> None:
    site = project(PROJECT)
    site.write(
        "content/events/tea.yaml", "name: Tea\ndates: [{starts: 2026-06-05}, {starts: 2027-06}]\nupdated: 2026-01-01\n"
    )
    for day in ("2026-06-01", "2026-06-06", "2026-07-10", "2027-07-01"):
        _build(site, day)
        now = datetime.datetime.fromisoformat(day).replace(tzinfo=datetime.UTC)
        site.build(output="cold", store=f"cold-{day}", now=now)

        assert snapshot(site.root / "public") == snapshot(site.root / "cold"), day


def test_a_build_knows_when_the_next_date_is_past(project: ProjectFactory) -> None:
    site = project(PROJECT)
    site.write(
        "content/events/late.yaml",
        "name: Late\nstarts: 2026-06-01T23:00\nends: 2026-06-02T01:30\nupdated: 2026-01-01\n",
    )

    built = site.build()
    assert built.next_change == datetime.datetime(2026, 6, 2, 1, 30, tzinfo=datetime.UTC)

    site.write("content/site.yaml", SITE + "features: {events: false}\n")
    assert site.build().next_change is None


def test_a_day_ends_where_the_event_is(project: ProjectFactory) -> None:
    site = project(PROJECT)
    site.edit("content/events/fair.yaml", "story:", "time_zone: Asia/Karachi\nstory:")

    assert site.build().next_change == datetime.datetime(2026, 7, 9, 19, tzinfo=datetime.UTC)


def test_hours_are_told_where_the_event_is_and_where_the_site_is(project: ProjectFactory) -> None:
    site = project(PROJECT)
    site.write(
        "content/events/match.yaml",
        "name: Match\nstarts: 2026-07-01T02:00\nends: 2026-07-01T04:30\ntime_zone: Asia/Karachi\nupdated: 2026-01-01\n",
    )
    site.write(
        "content/missions/paris.yaml",
        "name: P\ncity: Paris\ntime_zone: Asia/Tashkent\nlanguages: [en]\nbase_url: https://p.example.org/\n",
    )

    _build(site)

    portal = _text(site.page("en/events/index.html"))
    assert [line for line in portal if "AM Pakistan" in line] == ["2:00\u202fAM–4:30\u202fAM Pakistan"]
    assert [line for line in portal if line.endswith("UTC")] == ["June 30, 2026 9:00\u202fPM–11:30\u202fPM UTC"]
    # Clocks in Tashkent show the same, so the hours stand there once.
    mission = _text((site.root / "public/paris/en/events/index.html").read_text("utf-8"))
    assert [line for line in mission if "Uzbekistan" in line] == []


def test_hours_of_a_mission_s_own_events_are_those_of_its_clocks(project: ProjectFactory) -> None:
    site = project(PROJECT)
    mission = "name: P\ncity: Paris\ntime_zone: Europe/Paris\nlanguages: [fr]\nbase_url: https://p.example.org/\n"
    site.write("content/missions/paris.yaml", mission)
    site.write("content/missions/paris/events/tea.yaml", "name: Thé\nstarts: 2026-07-01T16:00\nupdated: 2026-01-01\n")

    _build(site)

    event = next(event for event in _events(site, "fr/events.ics", "paris") if event["SUMMARY"] == "Thé")
    assert event.decoded("DTSTART") == datetime.datetime(2026, 7, 1, 14, tzinfo=datetime.UTC)


def _text(page: str) -> list[str]:
    return [" ".join(line.split(" ")).strip() for line in re.sub(r"<[^>]*>", "", page).splitlines() if line.strip()]


def test_a_date_by_the_moon_is_never_shown_as_certain(project: ProjectFactory) -> None:
    site = project(PROJECT)
    site.write("content/events/eid.yaml", "name: Eid\nstarts: 2026-07-20\ncalendar: moon\nupdated: 2026-01-01\n")
    site.write("content/events/urs.yaml", "name: Urs\nwhen: 18 to 20 Safar\ncalendar: moon\nupdated: 2026-01-01\n")

    _build(site)

    assert _rows(site.page("en/events/index.html")) == [
        "The fair: 7 – 9 July 2026",
        "Eid: 20 July 2026 to be confirmed by the moon",
        "Urs: 18 to 20 Safar to be confirmed by the moon",
    ]
    tentative = {str(event["SUMMARY"]): str(event["STATUS"]) for event in _events(site)}
    assert tentative == {"The fair": "CONFIRMED", "Eid (to be confirmed)": "TENTATIVE"}
    assert not (site.root / "public/portal/en/events/urs.ics").exists()
    assert [thing["name"] for thing in _things(site)] == ["The fair"]


def _things(site: SmallProject) -> list[dict[str, object]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', site.page("en/events/index.html"))
    assert found
    return [thing for thing in json.loads(found[1])["@graph"] if thing["@type"] == "Event"]


def test_schema_org_is_told_when_and_where(project: ProjectFactory) -> None:
    site = project(PROJECT)

    _build(site)

    (thing,) = _things(site)
    assert (thing["startDate"], thing["endDate"]) == ("2026-07-07", "2026-07-09")
    assert thing["location"] == {
        "@type": "Place",
        "name": "Hunza",
        "geo": {"@type": "GeoCoordinates", "latitude": 36.3, "longitude": 74.7},
    }


def test_where_only_the_month_is_known_no_day_is_made_up(project: ProjectFactory) -> None:
    site = project(PROJECT)
    site.write("content/events/spring.yaml", "name: Spring\nstarts: 2026-06\nwhen: mid-June\nupdated: 2026-01-01\n")

    _build(site)

    assert _rows(site.page("en/events/index.html"))[0] == "Spring: June 2026 mid-June to be confirmed"
    assert [str(event["SUMMARY"]) for event in _events(site)] == ["The fair"]


def test_home_shows_three_events_and_each_of_them_once(project: ProjectFactory) -> None:
    site = project(PROJECT)
    dates = ", ".join(f"{{starts: 2026-06-{day:02}}}" for day in range(2, 9))
    site.write("content/events/weekly.yaml", f"name: Weekly\ndates: [{dates}]\nupdated: 2026-01-01\n")
    for month in ("08", "09"):
        site.write(f"content/events/m{month}.yaml", f"name: M{month}\nstarts: 2026-{month}-01\nupdated: 2026-01-01\n")

    _build(site)

    assert [row.partition(":")[0] for row in _rows(site.page("en/index.html"))] == ["Weekly", "The fair", "M08"]
    assert len(_rows(site.page("en/events/index.html"))) == 10


def test_an_event_of_a_mission_stands_on_its_site_alone(project: ProjectFactory) -> None:
    site = project(PROJECT)
    site.write(
        "content/missions/paris.yaml", "name: P\ncity: Paris\nlanguages: [fr]\nbase_url: https://p.example.org/\n"
    )
    site.write("content/missions/paris/events/soiree.yaml", "name: Soirée\nstarts: 2026-06-05\nupdated: 2026-01-01\n")

    _build(site)

    assert [str(event["UID"]) for event in _events(site)] == ["fair-2026@tales.example.org"]
    own = _events(site, "fr/events.ics", "paris")
    assert [str(event["UID"]) for event in own] == ["fair-2026@tales.example.org", "soiree-2026@p.example.org"]


def test_a_story_that_is_not_shown_takes_no_link_and_no_event_away(project: ProjectFactory) -> None:
    site = project(PROJECT)
    site.edit("content/stories/coffee/index.md", "date:", "status: draft\ndate:")

    _build(site)

    assert _rows(site.page("en/events/index.html")) == ["The fair: 7 – 9 July 2026"]
    assert "stories/coffee" not in site.page("en/events/index.html")


def test_a_project_without_events_has_no_calendar(project: ProjectFactory) -> None:
    site = project(PROJECT)
    site.remove("content/events/fair.yaml")

    _build(site)

    assert not (site.root / "public/portal/en/events").exists()
    assert not (site.root / "public/portal/en/events.ics").exists()
    assert "events" not in site.page("en/index.html")


def test_nothing_leads_nowhere(project: ProjectFactory) -> None:
    site = project(PROJECT)
    site.write("content/events/urs.yaml", "name: Urs\nwhen: 18 to 20 Safar\ncalendar: moon\nupdated: 2026-01-01\n")
    _build(site)

    found = check(site.session(), Options(now=NOW)).found

    assert [str(fault) for fault in found if fault.code in ("dead-link", "dead-anchor", "unreachable-page")] == []


# Words ----------------------------------------------------------------------------------------------------


def test_the_words_of_events_are_one_catalog(project: ProjectFactory) -> None:
    site = project(PROJECT)
    site.write(
        "content/missions/paris.yaml", "name: P\ncity: Paris\nlanguages: [fr]\nbase_url: https://p.example.org/\n"
    )
    site.write("content/missions/paris/events/tea.yaml", "name: Tea\nlanguage: en\nwhen: soon\nupdated: 2026-01-01\n")
    update(site.session(), Options(now=NOW))

    texts = {tag: _messages(site, tag) for tag in ("fr", "ur")}

    shared = ["The fair", "Cups; plates, and a \\\\ slash.", "Hunza"]
    assert texts == {"fr": [*shared, "Tea", "soon"], "ur": shared}


def _messages(site: SmallProject, tag: str) -> list[str]:
    text = (site.root / f"locales/{tag}/LC_MESSAGES/events.po").read_text("utf-8")
    return list(re.findall(r'^msgid "(.+)"$', text, re.M))


def test_a_translation_stands_on_pages_and_in_calendars_with_its_language(project: ProjectFactory) -> None:
    site = project(PROJECT)
    update(site.session(), Options(now=NOW))
    site.edit("locales/fr/LC_MESSAGES/events.po", 'msgid "The fair"\nmsgstr ""', 'msgid "The fair"\nmsgstr "La foire"')

    _build(site)

    assert "<h3>La foire</h3>" in site.page("fr/events/index.html")
    assert '<span lang="en" dir="ltr">Hunza</span>' in site.page("fr/events/index.html")
    (event,) = _events(site, "fr/events.ics")
    assert (str(event["SUMMARY"]), event["SUMMARY"].params["LANGUAGE"]) == ("La foire", "fr")
    assert (str(event["LOCATION"]), event["LOCATION"].params["LANGUAGE"]) == ("Hunza", "en")
    (other,) = _events(site)
    assert other["UID"] == event["UID"]


# Files for calendars --------------------------------------------------------------------------------------


def test_a_calendar_file_says_what_its_event_says(project: ProjectFactory) -> None:
    site = project(PROJECT)

    _build(site)

    (event,) = _events(site, "en/events/fair.ics")
    assert event.decoded("DTSTART") == datetime.date(2026, 7, 7)
    assert event.decoded("DTEND") == datetime.date(2026, 7, 10)  # the day after the last
    assert event.decoded("DTSTAMP") == datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC)
    assert str(event["DESCRIPTION"]) == "Cups; plates, and a \\ slash."
    assert (event["GEO"].latitude, event["GEO"].longitude) == (36.3, 74.7)
    assert str(event["URL"]) == "https://tales.example.org/en/stories/coffee/"


def test_hours_are_written_in_utc(project: ProjectFactory) -> None:
    site = project(PROJECT)
    site.edit("content/events/fair.yaml", "starts: 2026-07-07", "starts: 2026-07-07T10:00\ntime_zone: Asia/Karachi")
    site.edit("content/events/fair.yaml", "ends: 2026-07-09", "ends: 2026-07-07T18:00+05:00")

    _build(site)

    (event,) = _events(site)
    assert event.decoded("DTSTART") == datetime.datetime(2026, 7, 7, 5, tzinfo=datetime.UTC)
    assert event.decoded("DTEND") == datetime.datetime(2026, 7, 7, 13, tzinfo=datetime.UTC)


def test_a_date_that_moves_within_its_year_is_the_same_event(project: ProjectFactory) -> None:
    site = project(PROJECT)
    _build(site)
    before = [event["UID"] for event in _events(site)]

    site.edit("content/events/fair.yaml", "starts: 2026-07-07", "starts: 2026-07-08")
    _build(site)

    assert [event["UID"] for event in _events(site)] == before


def test_dates_of_one_year_are_several_events(project: ProjectFactory) -> None:
    site = project(PROJECT)
    dates = "dates: [{starts: 2027-03-21}, {starts: 2026-09-01}, {starts: 2026-03-21}]"
    site.write("content/events/fair.yaml", f"name: The fair\nupdated: 2026-01-01\n{dates}\n")

    _build(site)

    assert [str(event["UID"]).partition("@")[0] for event in _events(site)] == ["fair-2026", "fair-2026-2", "fair-2027"]


@pytest.mark.parametrize("text", ["a" * 300, "پاکستان " * 40, "山" * 90, "😀" * 60, "x" * 74 + "é", "x" * 75, ""])
def test_lines_are_folded_by_octets_and_within_no_character(text: str) -> None:
    line = f"SUMMARY:{text}"

    content = folded(line)

    assert content.endswith(b"\r\n")
    parts = content.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(part) <= 75 for part in parts)
    assert all(part.startswith(b" ") for part in parts[1:])
    assert "".join((parts[0].decode(), *(part[1:].decode() for part in parts[1:]))) == line


def test_calendar_files_are_read_alike_by_others(project: ProjectFactory) -> None:
    name = "Fête, “ends”; here: \\n " + "山" * 60
    site = project(PROJECT)
    site.write("content/events/odd.yaml", f"name: '{name}'\nstarts: 2026-08-01\nupdated: 2026-01-01\n")

    _build(site)

    content = (site.root / "public/portal/en/events/odd.ics").read_bytes()
    assert content.replace(b"\r\n", b"").count(b"\n") == 0
    (event,) = _events(site, "en/events/odd.ics")
    assert str(event["SUMMARY"]) == name
    assert Calendar.from_ical(content).errors == [] == event.errors


# Languages ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "days", "month", "zone"),
    [
        ("en-GB", "7–9", "July 2027", "Pakistan"),
        ("de", "7.–9.", "Juli 2027", "Pakistan"),
        ("ur", "7–9", "جولائی 2027", "پاکستان"),
        ("ar-SA", "٧–٩", "يوليو ٢٠٢٧", "باكستان"),
        ("zh-Hans", "7–9日", "2027年7月", "巴基斯坦"),
        ("fa", "۱۶–۱۸", "تیر ۱۴۰۶", "پاکستان"),
    ],
)
def test_days_months_and_zones_are_written_as_the_language_writes_them(
    tag: str, days: str, month: str, zone: str
) -> None:
    known = locale(tag)
    first, last = datetime.date(2027, 7, 7), datetime.date(2027, 7, 9)

    assert (format_days(known, first, last), format_months(known, first, last)) == (days, month)
    assert zone_name(known, "Asia/Karachi") == zone


@pytest.mark.parametrize(
    ("zone", "name"),
    [("America/New_York", "New York"), ("UTC", "UTC"), ("Etc/GMT-5", "GMT-5"), ("Europe/Istanbul", "Türkiye")],
)
def test_a_zone_of_a_large_country_is_called_by_its_city(zone: str, name: str) -> None:
    assert zone_name(locale("en"), zone) == name


def test_the_own_calendar_is_sound(own_build: Built, own_session: Session) -> None:
    folder = own_session.output
    files = sorted(folder.glob("*/*/events.ics")) + sorted(folder.glob("*/*/events/*.ics"))

    assert files
    for path in files:
        calendar = Calendar.from_ical(path.read_bytes())
        assert calendar.errors == []
        events: list[Any] = calendar.walk("VEVENT")
        for event in events:
            assert event.errors == []
            assert event.decoded("DTSTART") < event.decoded("DTEND")
