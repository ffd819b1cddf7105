"""What is told of one quarter or half of a year is no answer for another."""

import asyncio

import pytest
from newsroom import newsroom

from bot.answer.answer import Outcome
from bot.answer.fitting.parts_of_year import is_of_another, named
from bot.ask import answer
from bot.question.understanding import understand

RESULTS = {
    "id": "results",
    "title": "Trevone Boatyards earns less",
    "source": "Harbour Ledger",
    "published_at": "2025-11-05",
    "text": "Trevone Boatyards made a profit of £4.1 million in the third quarter, the yard said "
    "on Wednesday. It sold 31 boats in the three months, four fewer than a year before.",
}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("What was the third-quarter profit?", {"q3"}),
        ("Profit in Q2 and in the second half", {"q2", "h2"}),
        ("in the first nine months", {"9m"}),
        ("a quarter of the town", set()),
        ("She scored in the first half of the match.", set()),
    ],
)
def test_parts_of_a_year_are_read(text, parts):
    assert named(text) == parts


@pytest.mark.parametrize(
    ("sentence", "beside", "another"),
    [
        ("Profit fell in the third quarter.", "", True),
        ("Profit fell in the second quarter.", "", False),
        ("Profit fell to £2 million.", "Results for the third quarter", True),
        ("Profit fell to £2 million.", "Results", False),
        ("In the first nine months profit fell.", "Second quarter", True),
    ],
)
def test_what_is_told_of_another_part(sentence, beside, another):
    assert is_of_another(named("the profit in Q2"), sentence, beside) is another


def test_one_quarter_is_not_given_for_another(tmp_path):
    with newsroom(tmp_path, more=[RESULTS]) as store:

        def asked(text):
            return asyncio.run(answer(store, understand(text, now="2025-12-01")))

        third = asked("What profit did Trevone Boatyards make in the third quarter?")
        assert "£4.1 million" in third.text
        second = asked("What profit did Trevone Boatyards make in the second quarter?")
        assert second.outcome is Outcome.NO_ANSWER
