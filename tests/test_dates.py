"""Dates as people write them, and what only looks like one."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis.strategies import text

from ingest.text import dates


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
        ("1/23/2025", "2025-01-23"),
        ("05.03.2025", "2025-03-05"),
        ("5. 3. 2025", "2025-03-05"),
        ("2025/03/05", "2025-03-05"),
        ("Thu, 23 Jan 2025 10:00:00 GMT", "2025-01-23T10:00:00+00:00"),
        ("Mar 5, 2025, 3:04 p.m. ET", "2025-03-05T15:04:00-05:00"),
        ("July 5, 2025 at 12:04 am ET", "2025-07-05T00:04:00-04:00"),
        ("5 March 2025 15:04 +0530", "2025-03-05T15:04:00+05:30"),
        ("5. März 2025, 8.15 Uhr", "2025-03-05T08:15:00"),
        ("5 March 2025, 3 p.m. IST", "2025-03-05T15:00:00"),  # of India, Ireland or Israel
        ("5 March 2025, 31:04", "2025-03-05"),
        ("le 1er février 2025", "2025-02-01"),
        ("5 de marzo de 2025", "2025-03-05"),
        ("5 de março de 2025", "2025-03-05"),
        ("5 gennaio 2025", "2025-01-05"),
        ("5 mei 2025", "2025-05-05"),
        ("23-Jan-2025", "2025-01-23"),
        ("2025年1月23日", "2025-01-23"),
        ("2025", "2025"),
        ("2025-01", "2025-01"),
        ("Jan 2025", "2025-01"),
        ("enero de 2025", "2025-01"),
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
        *(
            "",
            "0",
            "0000",
            "1234",
            "2025-13",
            "Jan 3025",
            "May",
            "10:30",
            "nan",
            "None",
            "x" * 5000,
        ),
        *("2025-02-30", "2025-13-01", "31 February 2025", "2025-01-23T25:00", "0000-00-00"),
        *("0001-01-01", "9999-12-31", "3025-01-01", "1 January 3025"),
        *("yesterday", "today", "now", "2 hours ago", "in 3 days", "next Monday"),
    ],
)
def test_what_is_no_date_is_unknown(written):
    assert dates.iso(written) == ""


def test_the_first_real_date_in_a_text_is_found_with_its_words():
    text = "Room 2025-02-31, seen on 3 Feb. 2025 and on 4 Feb. 2025"
    assert dates.find(text) == ("2025-02-03", "3 Feb. 2025")


@pytest.mark.parametrize("text", ["12025-01-23", "Order 7 May 20251", "no date", "set 2025"])
def test_digits_that_go_on_are_no_date(text):
    assert dates.find(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Spring issue, March 2025", ("2025-03", "March 2025")),
        ("March 2025 and 4 May 2024", ("2024-05-04", "4 May 2024")),  # a day says more
        ("It may 2025 times", None),
        ("In 2025 the pool closed", None),  # a year in a text is no date of it
        ("31 February 2025", None),
    ],
)
def test_a_month_is_a_date_where_no_day_stands_and_a_year_is_none(text, found):
    assert dates.find(text) == found


def test_a_date_that_two_countries_read_differently_is_known_to_the_year():
    assert dates.iso("5/3/2025") == "2025"
    assert dates.iso("5/3/2025", day_first=True) == "2025-03-05"
    assert dates.iso("5/3/2025", day_first=False) == "2025-05-03"
    assert dates.iso("3/3/2025") == "2025-03-03"
    assert dates.iso("13/13/2025") == ""


@pytest.mark.parametrize(
    ("text", "language", "order"),
    [
        ("On 5/3/2025 and on 23/4/2025", "", True),
        ("On 5/3/2025 and on 4/23/2025", "de", False),
        ("On 4/23/2025 and on 23/4/2025", "", None),
        ("On 5/3/2025", "de", True),
        ("On 5/3/2025", "en-US", False),
        ("On 5/3/2025", "en_GB", True),
        ("On 5/3/2025", "en", None),
        ("On 5/3/2025", "", None),
    ],
)
def test_a_document_tells_how_it_writes_its_dates(text, language, order):
    assert dates.day_first(text, language) is order


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("https://gazette.example/2025/01/23/pool", "2025-01-23"),
        ("https://gazette.example/news/2025/1/3/pool.html", "2025-01-03"),
        ("https://gazette.example/uk/2025/jan/23/pool", "2025-01-23"),
        ("https://gazette.example/2025-01-23-pool", "2025-01-23"),
        ("https://gazette.example/pool-20250123.html", "2025-01-23"),
        ("https://gazette.example/2025/01/pool", "2025-01"),
        ("https://gazette.example/2025/13/45/pool", ""),
        ("https://gazette.example/2025/pool", ""),
        ("https://gazette.example/a/20250123456", ""),
        ("https://gazette.example/pool?from=/2025/01/23/", ""),
        ("https://2025/01/23", ""),
        ("", ""),
    ],
)
def test_an_address_may_hold_the_date(url, date):
    assert dates.in_address(url) == date


def test_what_lies_ahead_of_now_was_not_published():
    now = datetime.now(UTC)
    assert not dates.is_ahead((now + timedelta(days=1)).isoformat())
    assert dates.is_ahead((now + timedelta(days=4)).date().isoformat())
    assert dates.is_ahead(str(now.year + 1))
    assert not dates.is_ahead(str(now.year))
    assert not dates.is_ahead("")


@given(text())
def test_whatever_is_found_is_a_moment_and_stands_in_the_text(written):
    found = dates.find(written)
    for value in (dates.iso(written), found[0] if found else ""):
        dates.moment(value)
    assert found is None or found[1] in written


@pytest.mark.parametrize(
    "piece", ["jan ", "1.2.", "2025-", "1 de ", "12 ", "may 2025", "5/3/20251 "]
)
def test_an_endless_text_is_searched_in_no_endless_time(piece):
    started = time.process_time()
    dates.find(piece * (200_000 // len(piece)))
    dates.day_first(piece * (200_000 // len(piece)))
    dates.in_address("https://gazette.example/" + piece * 50_000)
    assert time.process_time() - started < 5


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
    assert dates.moment("2025") < dates.moment("2025-01-02") < dates.moment("2025-02")
    assert dates.moment("2025-01-28") < dates.moment("2025-01-28T00:01:00+00:00")


def test_no_date_is_older_than_any():
    assert dates.moment("") < dates.moment("1600-01-01")
