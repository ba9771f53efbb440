"""Time zones: which names are known, and when days begin in them."""

from __future__ import annotations

import datetime

import pytest

from sitegen.locales import instant, is_zone, suggest_zone


@pytest.mark.parametrize("name", ["Asia/Karachi", "UTC", "Europe/Istanbul", "America/Argentina/Ushuaia", "Etc/GMT-5"])
def test_names_of_the_tz_database_are_known(name: str) -> None:
    assert is_zone(name)


@pytest.mark.parametrize("name", ["", "America", "Karachi", "PKT", "../../etc/passwd", "/etc/passwd", "\0", "x" * 300])
def test_other_texts_are_no_zones(name: str) -> None:
    assert not is_zone(name)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Karachi", "Asia/Karachi"),
        ("asia/karachi", "Asia/Karachi"),
        ("Asia/Karachy", "Asia/Karachi"),
        ("New York", "America/New_York"),
        ("qqq", None),
    ],
)
def test_what_was_meant_is_suggested(text: str, zone: str | None) -> None:
    assert suggest_zone(text) == zone


@pytest.mark.parametrize(
    ("day", "zone", "expected"),
    [
        ((2026, 10, 14), "Asia/Karachi", "2026-10-14T00:00:00+05:00"),
        ((2008, 7, 1), "Asia/Karachi", "2008-07-01T00:00:00+06:00"),
        ((2026, 1, 1), "America/New_York", "2026-01-01T00:00:00-05:00"),
        ((2026, 7, 1), "UTC", "2026-07-01T00:00:00+00:00"),
        # The place's own time, 4:28:12 before Greenwich, to the minute.
        ((1900, 1, 1), "Asia/Karachi", "1900-01-01T00:00:00+04:28"),
        ((1, 1, 1), "Asia/Karachi", "0001-01-01T00:00:00+04:28"),
        ((9999, 12, 31), "Pacific/Kiritimati", "9999-12-31T00:00:00+14:00"),
    ],
)
def test_a_day_begins_at_midnight_of_its_zone(day: tuple[int, int, int], zone: str, expected: str) -> None:
    assert instant(datetime.date(*day), zone).isoformat() == expected
