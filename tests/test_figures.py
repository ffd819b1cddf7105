"""Figures: found, normalised, compared."""

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.figures import clock, moments, numerals
from bot.figures.figures import carries, measures, same
from bot.figures.moments import When
from bot.figures.tokens import tokens


def only(text, day=""):
    (found,) = measures(text, day=day)
    return found


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        ("It cuts 240 of its 1,150 jobs.", ["1,150"]),
        ("Nine of the 40 boats sank.", ["40"]),
        ("Of them 31 out of about 400 runners fell.", ["400"]),
        ("One of the two men fled.", []),
        ("Five of them left 12 boats.", []),
        ("In 40 of the £300 tents.", []),
    ],
)
def test_of_what_another_figure_is_a_part_is_marked(text, wholes):
    assert [one.text for one in measures(text) if one.is_whole] == wholes


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("$1.2bn", "money", "1200000000", "dollar"),
        ("five hundred billion dollars", "money", "500000000000", "dollar"),
        ("£46,200,000", "money", "46200000", "GBP"),
        ("a 46.2-million-euro bridge", "money", "46200000", "EUR"),
        ("46,2 Millionen Euro", "money", "46200000", "EUR"),
        ("3,5 Mrd. Euro", "money", "3500000000", "EUR"),
        ("46,2 millions d'euros", "money", "46200000", "EUR"),
        ("A$4 million", "money", "4000000", "AUD"),
        ("50p", "money", "0.5", "GBP"),
        ("12.5 per cent", "percent", "12.5", "%"),
        ("half of the boats", "percent", "50", "%"),
        ("three-quarters", "percent", "75", "%"),
        ("one in five", "percent", "20", "%"),
        ("25 basis points", "points", "0.25", "pp"),
        ("a dozen boats", "count", "12", ""),
        ("half a million", "count", "500000", ""),
        ("Did nine sailors die?", "count", "9", ""),
        ("Cuando nueve mueren", "count", "9", ""),
        ("two hundred and five", "count", "205", ""),
        ("two and a half million", "count", "2500000", ""),
        ("der fünfundzwanzig Menschen", "count", "25", ""),
        ("rund 1.200 Menschen und die Boote", "count", "1200", ""),
        ("les 12 500 habitants", "count", "12500", ""),
        ("the twenty-first time", "ordinal", "21", ""),
        ("0.5 km", "length", "500", "m"),
        ("5 miles", "length", "5", "mile"),
        ("half an hour", "duration", "1800", "s"),
        ("the 59-year-old", "age", "59", "year"),
        ("9:30 p.m.", "time", "1290", ""),
        ("14.15 The pier is shut.", "time", "855", ""),  # an entry of a live blog
        ("14.15 per cent of it", "percent", "14.15", "%"),
        ("-5 degrees", "temperature", "-5", "°"),
        ("38C in the shade", "temperature", "38", "°C"),
        ("4.5 million square miles", "area", "4500000", "mile2"),
        ("£3 mill", "money", "3000000", "GBP"),
        ("3 mill euros", "money", "3000000", "EUR"),
        ("Der Bau kostet 3 Mill. Euro", "money", "3000000", "EUR"),
        ("300 mill workers", "count", "300", ""),  # who work in one
        ("300 workers of the mill", "count", "300", ""),
        ("Did seven people die?", "count", "7", ""),  # no German article
        ("Ten die in a fire", "count", "10", ""),
    ],
)
def test_a_figure_is_read_with_its_unit(text, kind, value, unit):
    found = only(text)
    assert (found.kind, found.value, found.unit) == (kind, Decimal(value), unit)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("23 January 2025", When(2025, 1, 23)),
        ("January 23rd, 2025", When(2025, 1, 23)),
        ("2025-01-23", When(2025, 1, 23)),
        ("23/01/2025", When(2025, 1, 23)),
        ("3/4/2025", When(2025, 3, 4, either=True)),
        ("23. Januar 2025", When(2025, 1, 23)),
        ("Thursday, the 23rd of January", When(0, 1, 23)),
        ("le 1er mars", When(0, 3, 1)),
        ("23 de enero de 2025", When(2025, 1, 23)),
        ("Jan. 23", When(0, 1, 23)),
        ("in May", When(0, 5)),
        ("the third quarter of 2024", When(2024, 7, months=3)),
        ("the 1990s", When(1990, years=10)),
        ("yesterday", When(2025, 1, 23)),
        ("last month", When(2024, 12)),
        ("on Monday", When(weekday=0, near=date(2025, 1, 24))),
    ],
)
def test_a_date_says_what_it_says_and_the_articles_day_settles_the_rest(text, when):
    found = only(text, "2025-01-24")
    assert (found.kind, found.value) == ("date", when)


@pytest.mark.parametrize(
    "text", ["He may go.", "Covid-19 on the A18", "no one", "hier ist die Tür"]
)
def test_what_is_no_figure_is_none(text):
    assert [one for one in measures(text) if not one.soft] == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("$1.2bn", "1,200 million dollars", True),
        ("$1.2bn", "US$1.2 billion", True),
        ("$1.2bn", "1.2 billion euros", False),
        ("A$4", "US$4", False),
        ("£5 million", "five million pounds", True),
        ("23 January 2025", "Jan. 23", True),
        ("23 January 2025", "24 January", False),
        ("January 2025", "23 January 2025", True),
        ("23 January 2025", "2024", False),
        ("12 miles", "12 km", False),
        ("500 m", "0.5 km", True),
        ("48 hours", "two days", True),
        ("two-thirds", "66.7 per cent", True),
        ("half", "50%", True),
        ("3 per cent", "3 percentage points", False),
        ("10 to 15 miles", "10-15 miles", True),
        ("10 to 15 miles", "10 miles", False),
        ("hundreds", "312", True),
        ("dozens", "312", False),
        ("aged 59", "59 years old", True),
        ("3/4/2025", "4 March 2025", True),
        ("3/4/2025", "3 April 2025", True),
        ("$10-15 million", "$10 million to $15 million", True),
    ],
)
def test_two_figures_are_one_value_or_not(one, other, alike):
    a, b = only(one), only(other)
    assert same(a, b) is same(b, a) is alike


def test_a_weekday_is_a_date_near_the_articles_day():
    monday = only("on Monday", "2025-01-24")
    assert same(monday, only("20 January 2025"))
    assert not same(monday, only("21 January 2025"))
    assert not same(monday, only("2 June 2025"))  # a Monday months later


@pytest.mark.parametrize(
    ("given", "said", "borne"),
    [
        ("312 homes", "more than 300 homes", True),
        ("312 homes", "more than 400 homes", False),
        ("312 homes", "about 300 homes", True),
        ("312 homes", "about 200 homes", False),
        ("312 homes", "300 homes", False),
        ("23 January 2025", "January 2025", True),
        ("January 2025", "23 January 2025", False),
        ("Jan. 23", "23 January 2025", True),
    ],
)
def test_a_statement_may_be_coarser_than_its_quote_never_finer(given, said, borne):
    assert carries(only(given), only(said)) is borne


def test_what_is_counted_and_how_exactly_is_kept():
    first, second = measures("more than 312 homes and at least forty shops")
    assert (first.exact, first.of, second.exact, second.of) == (
        "more than",
        "homes",
        "at least",
        "shops",
    )


def test_a_range_and_a_rise_are_told_apart():
    assert [one.upto for one in measures("between 3 and 5 per cent")] == [Decimal(5)]
    rise = measures("It rose from 3 to 5 per cent.")
    assert [(one.value, one.unit) for one in rise] == [(Decimal(3), "%"), (Decimal(5), "%")]


WORDS = "one two hundred million and a half third - / $ 5 3.5 1,000 ² ½ ٣ May 2025 of in to k m bn"


@given(st.lists(st.sampled_from(WORDS.split()) | st.text(max_size=4), max_size=12))
def test_any_text_is_read_and_every_figure_is_a_slice_of_it(words):
    text = " ".join(words)
    for one in measures(text, day="2025-01-24"):
        assert text[one.start : one.end] == one.text
        assert same(one, one)


@pytest.mark.parametrize("piece", ["1", "1 111 ", "1,", "one hundred and ", "May ", "1-", "$", " "])
def test_long_nonsense_is_read_in_no_time(piece):
    started = time.process_time()
    measures(piece * (40_000 // len(piece)))
    assert time.process_time() - started < 5


WORDS = st.sampled_from(
    "a an one half dozen of the in out five Third un deux ein March may Monday yesterday next week "
    "year 3 2024 ½ - , . ' o’clock pm Aujourd'hui dreißig million score twenty mill heute "
    "Q1 H2 quarter 1990s 2025-01-24 3.4.25 mid-May late 3rd last".split()
)


@given(st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=8).map(" ".join))
def test_a_quick_look_misses_nothing_that_a_closer_one_finds(text):
    parts = tokens(text)
    for language in numerals.SMALL:
        for i, part in enumerate(parts):
            if numerals.number(parts, i, language):
                assert numerals.begins(part)
                assert numerals.may_hold_number(text)
    if next(clock.find(text), None):
        assert numerals.may_hold_number(text)
    dates = [one.span() for one in moments._DATE.finditer(text)]
    if dates:
        assert numerals.seen_in(text, moments._TELLS)
    assert [one.span() for one in moments._dates(text)] == dates


@pytest.mark.parametrize(
    "text",
    [
        *("Q1 2024", "H2, 2021", "the first quarter of 2023", "2025-01-24", "3.4.25", "1990s"),
        *("last week", "This month", "mid-May", "in MAY", "seit Januar", "aujourd’hui", "mañana"),
        *("Montag, 3. März", "3rd of May", "May 3-5, 2020", "Sept. 2021", "lundi", "since 1911"),
    ],
)
def test_a_date_is_found_wherever_one_may_begin(text):
    assert [one.span() for one in moments._dates(f"It was {text}.")] == [
        one.span() for one in moments._DATE.finditer(f"It was {text}.")
    ]
    assert next(moments._dates(f"It was {text}."), None)
