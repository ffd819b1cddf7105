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
        ("The council did not approve £46.2 million for the Quayside tramway.", "unsupported"),
        ("The council approved £46.2 billion for the Quayside tramway.", "unsupported"),
        ("The council approved £46,200,000 for the Quayside tramway.", "supported"),
        ("The council in Lisbon approved £46.2 million for the tramway.", "unsupported"),
        ("The council approved the Quayside tramway by nine votes.", "unsupported"),
    ],
)
def test_a_statement_is_held_against_its_quote(statement, verdict):
    assert check(statement, QUOTE).verdict == verdict


def test_a_denial_in_the_quote_is_no_support():
    quote = "The dam did not cost £8.7 million, the authority said."
    found = check("The dam cost £8.7 million, the authority said.", quote)
    assert (found.verdict, found.reasons) == ("unsupported", ("The quote denies “cost”.",))


def test_outlet_headline_and_date_of_the_article_may_be_said():
    statement = "The council approved £46.2 million on 24 March 2025, the Courier reported."
    assert check(statement, QUOTE).verdict == "unsupported"
    about = "Council swallows tram The Northgate Courier 24 March 2025"
    assert check(statement, QUOTE, about=about).verdict == "supported"


def test_a_name_may_stand_beside_the_quote_where_the_quote_says_he():
    quote, statement = "He resigned on Monday.", "On Monday Strake resigned."
    assert check(statement, quote).verdict == "unsupported"
    assert check(statement, quote, beside=f"Colin Strake met them. {quote}").verdict == "supported"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,200 people, 3.5 per cent, in 2025.", {"1200", "3.5", "2025"}),
        ("3,5 Prozent", {"3.5"}),
        ("$1.2bn, 1,200 million and 1.2 billion", {"1200000000"}),
        ("twelve boats, 12 crews", {"12"}),
        ("one of them", set()),
        ("1.200.000 euros", {"1200000"}),
    ],
)
def test_one_number_written_in_several_ways_is_one_number(text, found):
    assert figures(text) == found


def test_a_statement_that_says_nothing_is_not_supported():
    assert check("It is so.", QUOTE).verdict == "unsupported"
