"""Points in time as writers put them, in the time zones of summer and winter."""

from __future__ import annotations

import datetime

import pytest

from sitegen.moments import Moment, Zone, written
from sitegen.shape import Faults, Scalar


def _read(text: str, zone: str = "Asia/Karachi", *, through: bool = False) -> tuple[str | None, list[str]]:
    """Return a moment in UTC as it is written, and what is wrong with it."""
    faults = Faults("x.md")
    moment = Moment(zone, through=through).read(Scalar(text=text, line=3), faults, "publish")
    return moment.isoformat(timespec="minutes") if moment else None, [str(fault) for fault in faults.found]


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("2026-12-01T08:00+05:00", "Europe/Berlin", "2026-12-01T03:00+00:00"),
        ("2026-12-01T03:00Z", "Europe/Berlin", "2026-12-01T03:00+00:00"),
        ("2026-12-01T08:00", "Asia/Karachi", "2026-12-01T03:00+00:00"),
        ("2026-12-01 08:00:00", "Asia/Karachi", "2026-12-01T03:00+00:00"),
        ("2026-12-01", "Asia/Karachi", "2026-11-30T19:00+00:00"),
        ("2026-07-01T08:00", "Europe/Berlin", "2026-07-01T06:00+00:00"),
        ("2026-12-01T08:00", "Europe/Berlin", "2026-12-01T07:00+00:00"),
        ("2026-12-01T08:00", "UTC", "2026-12-01T08:00+00:00"),
    ],
)
def test_a_time_without_an_offset_is_meant_in_the_time_zone(text: str, zone: str, expected: str) -> None:
    assert _read(text, zone) == (expected, [])


def test_a_day_that_something_lasts_through_ends_with_the_day() -> None:
    assert _read("2026-12-31", through=True) == ("2026-12-31T19:00+00:00", [])


def test_a_day_begins_when_clocks_skip_its_midnight() -> None:
    # Beirut goes from 2026-03-28 24:00 to 2026-03-29 01:00.
    assert _read("2026-03-29", "Asia/Beirut") == ("2026-03-28T22:00+00:00", [])


def test_a_time_that_clocks_skip_is_refused_with_the_time_they_show_instead() -> None:
    assert _read("2026-03-29T02:30", "Europe/Berlin") == (
        None,
        [
            'x.md:3: error[clock-change]: "publish" is a time that clocks in Europe/Berlin skip: 2026-03-29T02:30\n'
            "  hint: write 2026-03-29T03:30+02:00"
        ],
    )


def test_a_time_that_comes_twice_is_refused_with_both() -> None:
    assert _read("2026-10-25T02:30", "Europe/Berlin") == (
        None,
        [
            'x.md:3: error[clock-change]: "publish" is a time that comes twice in Europe/Berlin: 2026-10-25T02:30\n'
            "  hint: write 2026-10-25T02:30+02:00 for the first, 2026-10-25T02:30+01:00 for the second"
        ],
    )


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "",
        "2026-02-30",
        "2026-13-01T08:00",
        "2026-12-01T25:00",
        "20261201",
        "2026-12",
        "2026-12-01T08",
        "2026-12-01T08:00+99:00",
        "0001-01-01",
        "0001-01-01T00:00+14:00",
        "9999-12-31",
        "9999-12-31T23:59-12:00",
    ],
)
def test_what_is_no_point_in_time_is_refused(text: str) -> None:
    moment, found = _read(text)

    assert moment is None
    assert [fault.partition(": ")[2].partition(":")[0] for fault in found] == ["error[bad-date]"]


@pytest.mark.parametrize("name", ["Asia/Karachii", "localtime", "posix/UTC", "right/UTC", "Asia", "posixrules"])
def test_what_is_no_time_zone_is_refused(name: str) -> None:
    faults = Faults("site.yaml")

    assert Zone().read(Scalar(text=name, line=1), faults, "time_zone") is None
    assert [fault.code for fault in faults.found] == ["unknown-time-zone"]


def test_the_nearest_time_zone_is_suggested() -> None:
    faults = Faults("site.yaml")

    Zone().read(Scalar(text="Asia/Karachii", line=1), faults, "time_zone")

    assert faults.found[0].hint == 'did you mean "Asia/Karachi"?'


def test_a_moment_is_written_as_the_clocks_of_a_place_show_it() -> None:
    moment = datetime.datetime(2026, 12, 1, 3, tzinfo=datetime.UTC)

    assert written(moment, "Asia/Karachi") == "2026-12-01T08:00+05:00"
