"""The times that a question speaks of."""

import time
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.question.periods import find
from ingest.article import Span

NOW = "2022-06-17"  # a Friday


def days(text):
    return [(one.period.first_day, one.period.last_day) for one in find(text, NOW)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("What happened in January 2025?", "2025-01-01", "2025-01-31"),
        ("Who spoke on 3 March 2024?", "2024-03-03", "2024-03-03"),
        ("Who spoke on the 3rd of March 2024?", "2024-03-03", "2024-03-03"),
        ("Who spoke on October 22, 2023?", "2023-10-22", "2023-10-22"),
        ("Who spoke on Oct. 22, 2021?", "2021-10-22", "2021-10-22"),
        ("Who spoke on 2021-10-22?", "2021-10-22", "2021-10-22"),
        ("Who spoke on Sunday 5 June 2022?", "2022-06-05", "2022-06-05"),
        ("What has changed since 2019?", "2019-01-01", ""),
        ("Who led it before June 2021?", "", "2021-05-31"),
        ("Who led it until June 2021?", "", "2021-06-30"),
        ("Who led it after June 2021?", "2021-07-01", ""),
        ("How much will it cost by 2028?", "", "2028-12-31"),
        ("How much rain fell between May and July 2021?", "2021-05-01", "2021-07-31"),
        ("how much rain fell between may and july 2021", "2021-05-01", "2021-07-31"),
        ("what fell between jan and mar 2021", "2021-01-01", "2021-03-31"),
        ("How much rain fell from November to February 2022?", "2021-11-01", "2022-02-28"),
        ("Who led it between 2021 and 2019?", "2019-01-01", "2021-12-31"),
        ("What was sold in the first quarter of 2024?", "2024-01-01", "2024-03-31"),
        ("What was sold in Q3 2021?", "2021-07-01", "2021-09-30"),
        ("What was sold in the second half of 2021?", "2021-07-01", "2021-12-31"),
        ("Who toured in summer 2021?", "2021-06-01", "2021-08-31"),
        ("Who toured in the winter of 2020?", "2020-12-01", "2021-02-28"),
        ("Which bands were known in the 1990s?", "1990-01-01", "1999-12-31"),
        ("Which bands were known in the '90s?", "1990-01-01", "1999-12-31"),
        ("Who ruled in the late 19th century?", "1867-09-01", "1900-12-31"),
        ("Which town was burnt down in 1169?", "1169-01-01", "1169-12-31"),
        ("Who ruled in the 19th century?", "1801-01-01", "1900-12-31"),
        ("What was spent in fiscal year 2021?", "2021-01-01", "2021-12-31"),
        ("What was built in late 2021?", "2021-09-01", "2021-12-31"),
        ("Who resigned in May?", "2022-05-01", "2022-05-31"),
        ("Who resigned in November?", "2021-11-01", "2021-11-30"),
        ("Who resigned on 29 February?", "2020-02-29", "2020-02-29"),
        ("Who resigned between 5 and 9 June?", "2022-06-05", "2022-06-09"),
        ("Who resigned from 5 to 9 March 2021?", "2021-03-05", "2021-03-09"),
        ("Who resigned from March 5 to 9, 2021?", "2021-03-05", "2021-03-09"),
        ("Who resigned on June 5–9?", "2022-06-05", "2022-06-09"),
        ("Who resigned between 28 and 3 June?", "2022-05-28", "2022-06-03"),
        ("Who resigned between 5 and 9 pm in June?", "2022-06-01", "2022-06-30"),
        ("Who resigned in the first week of June?", "2022-06-01", "2022-06-07"),
        ("Who resigned in the last week of May 2021?", "2021-05-25", "2021-05-31"),
        ("Who resigned in the second half of May?", "2022-05-16", "2022-05-31"),
        ("Who resigned on the first weekend of June?", "2022-06-04", "2022-06-05"),
        ("Who resigned on the last weekend of May?", "2022-05-28", "2022-05-29"),
        ("Who resigned at the end of May?", "2022-05-21", "2022-05-31"),
    ],
)
def test_an_absolute_time_is_its_days(text, first, last):
    assert days(text) == [(first, last)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Who resigned today?", "2022-06-17", "2022-06-17"),
        ("Who resigned yesterday?", "2022-06-16", "2022-06-16"),
        ("Who resigned the day before yesterday?", "2022-06-15", "2022-06-15"),
        ("Who resigned this week?", "2022-06-10", "2022-06-17"),
        ("Who resigned last week?", "2022-06-06", "2022-06-12"),
        ("Who will resign next week?", "2022-06-20", "2022-06-26"),
        ("Who resigned this month?", "2022-06-01", "2022-06-30"),
        ("Who resigned last month?", "2022-05-01", "2022-05-31"),
        ("Who resigned last summer?", "2021-06-01", "2021-08-31"),
        ("Who resigned last year?", "2021-01-01", "2021-12-31"),
        ("Who resigned over the last decade?", "2012-06-19", "2022-06-17"),
        ("Who has resigned recently?", "2022-04-18", "2022-06-17"),
        ("Who resigned in the past three days?", "2022-06-14", "2022-06-17"),
        ("Who resigned on Tuesday?", "2022-06-14", "2022-06-14"),
        ("Who resigned early Tuesday?", "2022-06-14", "2022-06-14"),
        ("Who resigned on Friday?", "2022-06-17", "2022-06-17"),
        ("Who resigned last Friday?", "2022-06-10", "2022-06-10"),
        ("Who resigned two weeks ago?", "2022-05-30", "2022-06-07"),
        ("Who resigned two days ago?", "2022-06-15", "2022-06-15"),
    ],
)
def test_a_relative_time_is_counted_from_now(text, first, last):
    assert days(text) == [(first, last)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Who won the 2021 marathon?", "2021-01-01", "2021-12-31"),
        ("Who won its 2020 women’s race?", "2020-01-01", "2020-12-31"),
        ("What did the 1953 flood destroy?", "1953-01-01", "1953-12-31"),
    ],
)
def test_a_year_before_a_noun_is_when_it_was(text, first, last):
    assert days(text) == [(first, last)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("When is the last bus from July?", "2022-07-01"),
        ("Who will speak in August?", "2022-08-01"),
        ("Is the bridge open on 3 July?", "2022-07-03"),
        ("Who spoke in August?", "2021-08-01"),
        ("What do we know of the fire in August?", "2021-08-01"),
        ("Who is the man who died in August?", "2021-08-01"),
        ("When is the fair in May?", "2022-05-01"),  # it may just have been
    ],
)
def test_a_month_of_what_is_or_will_be_is_the_next_where_that_is_nearer(text, first):
    assert days(text)[0][0] == first


@pytest.mark.parametrize("day", ["2022-06-13", "2022-06-16", "2022-06-19"])
def test_last_week_and_next_week_are_whole_weeks_from_monday_on_any_day(day):
    found = [one.period for one in find("Who left last week, and who comes next week?", day)]
    assert [(one.first_day, one.last_day) for one in found] == [
        ("2022-06-06", "2022-06-12"),
        ("2022-06-20", "2022-06-26"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "What has changed since the merger?",
        "Who won the 2022 Stanley Cup?",
        "Which airline flew the Boeing 737?",
        "Where was the 1,850-year-old coin found?",
        "Did May resign?",
        "Who led the March for Our Lives?",
        "May I ask who led it?",
        "Who sat on the Jan. 6 committee?",
        "Who won on Monday Night Football?",
        "What is cheap on Black Friday?",
        "Who ran in 2000 meters?",
        "Who gave 2000 dollars?",
        "How did the 2000 staff vote?",
        "Who owns the 2000 square metre site?",
        "Who fed the 2000 men?",
        "Who was born on February 30, 2021?",
        "Who wrote Blade Runner 2049?",
        "Which flight left at 20:21?",
        "How soon is it ready for children of 6 months?",
        "Who told June about it?",
        "Who resigned before May did?",
        "What was built in May's name?",
        "",
    ],
)
def test_what_only_looks_like_a_time_is_none(text):
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("What did the report of October 22, 2021, say?", "published"),
        ("What did yesterday's article say?", "published"),
        ("Which was reported by the Post on 3 March 2021?", "published"),
        ("What do articles from last week say?", "published"),
        ("Who resigned this week?", "published"),
        ("Who won in 1994?", "event"),
        ("How many cases were reported in 2021?", "event"),
        ("Who resigned on Tuesday?", "event"),
        ("What has changed since 2019?", "event"),
        ("Who has resigned recently?", "recent"),
        ("How many people live there today?", "recent"),
        ("Who resigned today?", "published"),
        ("Who has resigned in recent years?", "recent"),
    ],
)
def test_a_time_is_that_of_the_report_or_of_what_happened(text, of):
    assert [one.period.of for one in find(text, NOW)] == [of]


def test_times_that_contradict_each_other_are_both_given_with_their_words():
    found = [one.period for one in find("Who resigned in 2019, this week?", NOW)]
    assert [one.said for one in found] == ["2019", "this week"]
    assert found[0].last_day < found[1].first_day


def test_a_month_within_a_name_that_is_taken_is_none():
    text = "What did Business Today say?"
    assert [one.period.said for one in find(text, NOW)] == ["Today"]
    assert find(text, NOW, [Span(9, 23)]) == ()


PIECES = (
    "in on since before after between and from to the of early late this last next past ago 3 20 "
    "2021 1999 2022-05-01 May March Jan. June 30 31 29 February week weeks month years quarter "
    "first half Q1 '90s 19th century Tuesday summer weekend decade yesterday recently report , ? "
    "published a few zero 999 century 🚢"
).split()


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join), st.dates())
@example("the last 999 years, 999 years ago", date(1000, 1, 1))
@example("yesterday", date(1, 1, 1))
@example("next decade and next year", date(9999, 12, 31))
@example("this weekend, next Tuesday, last summer", date(9999, 12, 31))
def test_any_words_give_days_in_order_and_the_words_that_said_so(text, now):
    for one in find(text, now.isoformat()):
        first, last = one.period.first_day, one.period.last_day
        assert not (first and last) or date.fromisoformat(first) <= date.fromisoformat(last)
        assert one.period.said == text[one.span.start : one.span.end]


@pytest.mark.parametrize("piece", ["in 20", "the ", "May ", "between 2020 and ", "1,", "last "])
def test_an_endless_question_takes_no_endless_time(piece):
    started = time.process_time()
    find(piece * (20_000 // len(piece)), NOW)
    assert time.process_time() - started < 2
