"""Which values a sentence has of what is asked, and when two of them may both be right."""

import time

import pytest

from bot.differ import holders, sameness
from bot.differ.values import agree, apart, asked, comparable
from bot.question.understanding import understand

MANY = "How many homes were flooded?"
MUCH = "How much did the dam cost?"
WHEN = "When does the dam open?"
SHARE = "What percentage of voters said yes?"


def values(question, sentence, day="2025-03-04"):
    return asked(understand(question, now="2025-07-01"), sentence, day)


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        (MANY, "On 3 May 312 homes and a mill for £3 million were lost.", ["312"]),
        (MUCH, "The dam cost £3 million and has 40 gates.", ["£3 million"]),
        (WHEN, "The dam opens on 3 May with 40 gates.", ["3 May"]),
        (WHEN, "It is the third price since January, and the dam opens on 3 May.", ["3 May"]),
        (SHARE, "Of 4,000 voters 54 per cent said yes.", ["54 per cent"]),
        ("How many hectares burned?", "Six houses and 40 hectares burned.", ["40 hectares"]),
        ("How long is the dam?", "The dam is 90 metres long and has 40 gates.", ["90 metres"]),
        ("How strong was the wind?", "A wind of 90 km/h hit 40 gates.", ["90 km/h"]),
        ("What was the death toll?", "By noon 14 people had died.", ["14"]),
        ("What profit did it make?", "It made a profit of £3 million with 40 men.", ["£3 million"]),
        ("Which company owns the dam?", "The dam cost £3 million.", []),
        ("Who heads the board?", "The board is headed by Nora Lund.", ["Nora Lund"]),
        ("Who will lead the board?", "The board was led by Nora Lund.", ["Nora Lund"]),
        ("Who heads the board?", "Nora Lund, Piet Ager and Jan Ems head the board.", []),
        ("Who heads the board?", "Nora Lund left the meeting.", []),
        (
            "Did the council approve the dam?",
            "The council did not approve the dam.",
            ["not approve"],
        ),
        ("Did the council approve the dam?", "First approved, the dam was then rejected.", []),
        # Of all that is told about a town, one thing may be cancelled and another permitted.
        ("What is the latest on Wendel?", "In Wendel bus 14 is cancelled.", []),
        ("What is the latest on the cancelled bus?", "Bus 14 is cancelled.", ["cancelled"]),
    ],
)
def test_only_what_is_asked_for_is_a_value(question, sentence, found):
    assert [one.text for one in values(question, sentence)] == found


@pytest.mark.parametrize(
    ("question", "ours", "theirs", "both_right"),
    [
        (MANY, "312 homes", "three hundred and twelve homes", True),
        (MANY, "more than 300 homes", "312 homes", True),
        (MANY, "about 310 homes", "312 homes", True),
        (MANY, "1,240 homes", "1,200 homes", True),
        (MANY, "12 homes", "10 homes", False),
        (MANY, "312 homes", "274 homes", False),
        (MUCH, "$1.2 billion", "1,200 million dollars", True),
        (MUCH, "$1.2 billion", "$900 million", False),
        (SHARE, "half of them", "50 per cent", True),
        (SHARE, "54 per cent", "58 per cent", False),
        (WHEN, "on 14 July 2025", "on July 14", True),
        (WHEN, "on 14 July", "on 28 July", False),
    ],
)
def test_rounded_and_hedged_values_may_both_be_right(question, ours, theirs, both_right):
    (a,), (b,) = values(question, f"It is {ours}."), values(question, f"It is {theirs}.")
    assert comparable(a, b)
    assert agree(a, b) is both_right is agree(b, a)


def test_sums_of_two_currencies_are_not_compared():
    (a,), (b,) = values(MUCH, "It cost £3 million."), values(MUCH, "It cost €4 million.")
    assert not comparable(a, b)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("profit in the first quarter", "profit in the whole of last year", True),
        ("profit in the first quarter", "profit in the second quarter", True),
        ("profit in the first quarter", "first-quarter profit", False),
        ("sales in 2023", "sales in 2024", True),
        ("invested since 2019", "invested in 2019", True),
        ("rent of £900 a month", "rent of £9,000 a year", True),
        ("hurt on Tuesday", "hurt in the whole of last year", True),
        ("hurt on 3 March 2025", "hurt on Monday", False),
        ("hurt", "hurt in March 2025", False),
    ],
)
def test_other_times_are_told_by_what_is_as_long_as_a_month(one, other, differ):
    spans = [sameness.spans_of_time(text, "2025-03-04") for text in (one, other)]
    assert sameness.other_time(*spans) is differ


@pytest.mark.parametrize(
    ("one", "other", "exclude"),
    [
        ("nine were killed", "nine were injured", True),
        ("nine were killed", "nine people died", False),
        ("nine were killed and two hurt", "two were hurt", False),
        ("640 cattle were culled", "580 sheep were culled", True),
        ("the net profit", "the gross profit", True),
    ],
)
def test_of_some_things_one_excludes_the_other(one, other, exclude):
    assert sameness.excludes(one, other) is exclude


def test_places_differ_where_nothing_around_names_the_other():
    here, there = "The river rose in Wick.", "The river rose in Aldham."
    assert sameness.other_place(here, there, here, there)
    assert not sameness.other_place(here, there, here, f"{there} Wick was dry.")


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("How old is Ada Wren?", "Ada Wren, who is 58 and sails, spoke.", ["58"]),
        ("How many jobs will go?", "The mill will cut 60 jobs and not 90.", ["60"]),
        ("How many jobs will go?", "The mill will cut 240 of its 1,150 jobs.", ["240"]),
        ("How many people died?", "Four of the nine people who died swam.", ["Four", "nine"]),
        ("How many jobs will go?", "It raised the number of jobs that go from 40 to 65.", ["65"]),
        (
            "How many jobs will go?",
            "Tickets are sold from 40 to 65 at 12 shops.",
            ["40", "65"],
        ),
        (
            "Wie viele Stellen fallen weg? How many jobs?",
            "Statt 220 gehen nur 150 Stellen.",
            ["150"],
        ),
        ("How many people were injured?", "Nine people died and 14 were injured.", ["14"]),
        ("How many people died?", "Nine people died and 14 were injured.", ["Nine"]),
        ("How many homes burned?", "The fire drove 600 people from home.", []),
        ("How many people fled?", "The fire burned 540 homes.", []),
        ("How old is the driver?", "Police held a man of 23 at noon.", ["23"]),
        ("How old is the driver?", "Ada Wirth, 47, drove one of 12 vans.", ["47"]),
        (WHEN, "The dam opens on 3 May, the council said on Monday.", ["3 May"]),
        ("When did she say so?", "She said on 3 May that it leaks.", ["3 May"]),
        ("Have seven people died?", "Nine people died when 12 vans collided.", ["Nine"]),
        ("Have seven people died?", "Twelve vans collided.", []),
    ],
)
def test_only_figures_that_hold_and_count_what_is_asked_are_values(question, sentence, found):
    assert [one.text for one in values(question, sentence)] == found


def test_how_far_something_fell_is_another_value_than_where_it_stands():
    fell, stands = (
        values("What share of seats did it lose?", text)[0]
        for text in ("It fell 9 per cent.", "It holds 9 per cent.")
    )
    assert (fell.is_change, stands.is_change) == (True, False)


def test_a_long_run_of_capitals_takes_no_long_time():
    question = understand("Who heads the board?", now="2025-07-01")
    started = time.monotonic()
    holders.find(question, f"board headed by {'A' * 20_000} {'Ab-' * 10_000}")
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("ours", "theirs", "is_one"),
    [
        ("It drifted 40 kilometres.", "It drifted 40 miles.", False),
        ("It drifted 42.2 kilometres.", "It drifted 26.2 miles.", True),
        ("It drifted 40 metres.", "It drifted 131 feet.", True),
        ("It drifted more than 40 kilometres.", "It drifted 26 miles.", True),
        ("It drifted 3,200 metres.", "It drifted 3.2 kilometres.", True),
    ],
)
def test_a_way_is_held_against_one_in_another_unit(ours, theirs, is_one):
    (a,), (b,) = (values("How far did it drift?", text) for text in (ours, theirs))
    assert comparable(a, b)
    assert agree(a, b) is is_one
    assert (apart(a, b) < 0.05) is is_one


def test_a_place_on_a_scale_counts_nothing():
    text = "A quake of magnitude 6.1 killed 14 people."
    assert [one.text for one in values("How many people died?", text)] == ["14"]


def test_a_quarter_is_no_name():
    assert understand("What was the profit of Brune Oil in Q4?").names == ("Brune Oil",)


def test_the_lowest_price_since_a_year_is_not_of_that_year():
    lowest, always = (
        sameness.spans_of_time(f"It {one} since 2021.", "2026-03-02")
        for one in ("fell to 158p, the lowest price", "has stood at 158p")
    )
    assert (lowest, always) == (frozenset(), {"y2021since"})
