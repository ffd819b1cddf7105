"""Whether a quote carries a statement."""

import pytest

from bot.answer.support import check, figures

QUOTE = "The council approved £46.2 million for the Quayside tramway by 31 votes to 22."


@pytest.mark.parametrize(
    ("statement", "verdict"),
    [
        ("The council approved £46.2 million for the tramway.", "supported"),
        ("The council approved £48.2 million for the tramway.", "unsupported"),
        ("By 31 votes to 22 the council approved the Quayside tramway.", "supported"),
        ("Ferries to the island were cancelled after storms.", "unsupported"),
        ("The council approved the tramway despite angry protests.", "partly"),
    ],
)
def test_a_statement_is_held_against_its_quote(statement, verdict):
    assert check(statement, QUOTE).verdict == verdict


def test_separators_of_thousands_do_not_make_another_number():
    assert figures("1,200 people, 3.5 per cent, in 2025.") == {"1200", "3.5", "2025"}


def test_a_statement_that_says_nothing_is_not_supported():
    assert check("It is so.", QUOTE).verdict == "unsupported"
