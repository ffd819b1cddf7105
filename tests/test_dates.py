"""Dates as people write them, and what only looks like one."""

from datetime import UTC, datetime

import pytest

from ingest import dates


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2025-01-23", "2025-01-23"),
        ("20250123", "2025-01-23"),
        ("2025-01-23T10:30", "2025-01-23T10:30:00"),
        ("2025-01-23T10:30:00Z", "2025-01-23T10:30:00+00:00"),
        ("2025-01-23 10:30:00+05:30", "2025-01-23T10:30:00+05:30"),
        ("January 23, 2025", "2025-01-23"),
        ("Sept. 3, 2025", "2025-09-03"),
        ("3rd February 2025", "2025-02-03"),
        ("23. Januar 2025", "2025-01-23"),
        ("1. März 2025", "2025-03-01"),
        ("23 janvier 2025", "2025-01-23"),
        ("23/01/2025", "2025-01-23"),
        ("04/03/2025", "2025-03-04"),
        ("Thu, 23 Jan 2025 10:00:00 GMT", "2025-01-23"),
        ("1706000000", "2024-01-23T08:53:20+00:00"),
        ("1706000000000", "2024-01-23T08:53:20+00:00"),
        (" 2024-02-29 ", "2024-02-29"),
    ],
)
def test_a_date_is_read_however_it_is_written(written, value):
    assert dates.iso(written) == value


@pytest.mark.parametrize(
    "written",
    [
        *("", "0", "0000", "2025", "Jan 2025", "May", "10:30", "nan", "None", "x" * 5000),
        *("2025-02-30", "2025-13-01", "31 February 2025", "2025-01-23T25:00", "0000-00-00"),
        *("0001-01-01", "9999-12-31", "3025-01-01", "1 January 3025"),
        *("yesterday", "today", "now", "2 hours ago", "in 3 days", "next Monday"),
    ],
)
def test_what_is_no_full_date_is_unknown(written):
    assert dates.iso(written) == ""


def test_the_first_real_date_in_a_text_is_found_with_its_words():
    text = "Room 2025-02-31, seen on 3 Feb. 2025 and on 4 Feb. 2025"
    assert dates.find(text) == ("2025-02-03", "3 Feb. 2025")


@pytest.mark.parametrize("text", ["12025-01-23", "Order 7 May 20251", "no date", "March 2025"])
def test_digits_that_go_on_are_no_date(text):
    assert dates.find(text) is None


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2025-01-23-ferry.txt", "2025-01-23"),
        ("ferry_20250123.html", "2025-01-23"),
        ("ferry.2025.01.23.md", "2025-01-23"),
        ("2025-02-30.txt", ""),
        ("000_17035718bd06ed3b.txt", ""),
        ("ferry.txt", ""),
    ],
)
def test_a_file_name_may_hold_the_date(name, date):
    assert dates.in_file_name(name) == date


def test_moments_compare_across_time_zones():
    # 23:30 in New York is half past four in the morning of the next day in UTC.
    assert dates.moment("2025-01-27T23:30:00-05:00") > dates.moment("2025-01-28T01:00:00+00:00")
    assert dates.moment("2025-01-28T04:30:00") == datetime(2025, 1, 28, 4, 30, tzinfo=UTC)
    assert dates.moment("2025-01-28") < dates.moment("2025-01-28T00:01:00+00:00")


def test_no_date_is_older_than_any():
    assert dates.moment("") < dates.moment("1600-01-01")
