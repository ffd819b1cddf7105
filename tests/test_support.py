"""Whether a quote carries a statement."""
# ruff: noqa: E501, a case reads best on one line

import time

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from bot.check.meaning import Vectors
from bot.check.speech import says
from bot.check.support import check, figures
from bot.question.terms import content_words
from ingest.article import Article
from ingest.sources import paths
from ingest.sources.files import read
from ingest.text.split import split

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
    found = check("It is so.", QUOTE)
    assert (found.verdict, found.score) == ("unsupported", 0.0)
    assert found.reasons == ("It says nothing that a quote could carry.",)


@pytest.mark.parametrize(
    ("quote", "statement", "reason"),
    [
        # figures
        (QUOTE, "The council approved €46.2 million for the tramway.", "It says €46.2 million"),
        ("Rent is €940 a month.", "Rent is €940 a week.", "by another time"),
        ("It sold 61 in 2019 and 54 in 2020.", "It sold 54 in 2019.", "It says 54 of 2019"),
        # names
        ("Ines Falk chairs the trust.", "Aldo Renner chairs the trust.", "the quote says Ines Falk"),
        ("She chairs the trust.", "Ines Falk chairs the trust.", "does not name Ines Falk"),
        # denials and opposites
        ("The dam is safe.", "The dam is not safe.", "It denies “safe”"),
        ("The firm failed to pay the crew.", "The firm paid the crew.", "The quote denies “pay”"),
        ("It is not only the dam.", "It is only the dam.", "not only so"),
        ("Turnout fell to 54 per cent.", "Turnout rose to 54 per cent.", "where the quote says “fell”"),
        # roles
        ("Strake sued Corrick Steel.", "Corrick Steel sued Strake.", "changed places"),
        ("Strake was sued by Corrick Steel.", "Strake sued Corrick Steel.", "changed places"),
        ("They moved from Elmsea to Thornby.", "They moved from Thornby to Elmsea.", "changed places"),
        ("Late on Monday, as Elmsea beat Thornby, it rained.", "Thornby beat Elmsea.", "changed places"),
        ("Shares in Corrick fell; experts at Halden cheered.", "Experts at Corrick cheered.", "in the place of Halden"),
        # speakers and quoted words
        ("Falk said Strake had left.", "Strake said Falk had left.", "changed places"),
        ("The dam is safe, Ines Falk told Aldo Renner.", "Aldo Renner said that the dam is safe.",
         "It has Aldo Renner say what Ines Falk says"),
        ("The board sat with Aldo Renner and the crew, the Quay Trust said.",
         "Aldo Renner said that the board sat.", "It has Aldo Renner say what Quay Trust says"),
        ("“It will hold,” said Falk.", "Falk said: “It must hold.”", "“It must hold.” do not stand"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(quote, statement, reason):
    found = check(statement, quote)
    assert found.verdict == "unsupported"
    assert reason in found.reasons[0]


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("Strake sued Corrick Steel.", "Corrick Steel was sued by Strake."),
        ("Halden will stop flying to Elmsea.", "Halden will no longer fly to Elmsea."),
        ("Falk, who chairs the Quay Trust, said the dam is safe.", "Falk said the dam is safe."),
        ("“It will hold,” said the mayor, Ines Falk.", "Ines Falk said it will hold."),
        ("The World Health Organization met.", "The WHO met."),
        ("Ukraine's president spoke.", "The Ukrainian president spoke."),
        ("It was No. 1 for nine weeks.", "It was No. 1 for nine weeks."),
        ("Strake met Falk.", "Falk met Strake."),
    ],
)
def test_what_is_said_in_other_words_is_right(quote, statement):
    assert check(statement, quote).verdict == "supported"


def test_what_the_quote_leaves_open_is_no_full_support():
    found = check("The bridge will close in May.", "The bridge may close in May.")
    assert (found.verdict, found.reasons) == ("partly", ("The quote leaves it open: “may”.",))


def test_a_weekday_is_settled_by_the_articles_day():
    statement, quote = "The council voted on 17 March 2025.", "The council voted on Monday."
    assert check(statement, quote, day="2025-03-18").verdict == "supported"
    assert check(statement, quote, day="2025-05-18").verdict == "unsupported"


def test_a_name_from_beside_the_quote_takes_nobodys_place():
    beside = "Colin Strake met Ines Falk. Ines Falk brought both sides together."
    quote = "Ines Falk brought both sides together."
    assert check("Colin Strake brought both sides together.", quote, beside=beside).verdict == (
        "unsupported"
    )


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("They signed the contract on Monday.", "supported"),
        ("The company signed the contract on Monday.", "supported"),
        ("Both sides signed the contract on Monday.", "unsupported"),
    ],
)
def test_a_name_from_beside_the_quote_needs_a_word_that_stands_for_it(quote, verdict):
    beside = f"Corrick Steel has talked for weeks. {quote}"
    found = check("Corrick Steel signed the contract on Monday.", quote, beside=beside)
    assert found.verdict == verdict


def test_vectors_are_asked_only_where_words_leave_it_open():
    asked = []

    def embed(texts):
        asked.extend(texts)
        return np.array([[1.0, 0.0]] * len(texts), np.float32)

    vectors = Vectors(embed)
    same, other = "The council approved the tramway.", "Politicians backed the trams."
    assert check(same, QUOTE, vectors=vectors).verdict == "supported"
    assert asked == []
    assert check(other, QUOTE).verdict == "unsupported"
    assert check(other, QUOTE, vectors=vectors).verdict == "partly"
    assert check(other, QUOTE, vectors=vectors).verdict == "partly"
    assert asked == [other, QUOTE]  # each once


def test_every_sentence_of_our_articles_follows_from_itself_and_from_its_passage():
    checked = 0
    for found in paths.walk([ROOT / "corpus"], max_mb=1):
        for article in read(found):
            for passage in split(article, words=140) if isinstance(article, Article) else ():
                for span in passage.sentences:
                    sentence = article.text[span.start : span.end]
                    if len(content_words(sentence)) < 3:
                        continue
                    day = article.published_at
                    assert check(sentence, sentence, day=day).verdict == "supported"
                    assert check(sentence, passage.text, day=day).verdict != "unsupported"
                    checked += 1
    assert checked > 300


@pytest.mark.parametrize(
    "piece", ["Falk said ", "not ", "“a” ", "A B ", "from A to B ", "5 in 2019 "]
)
def test_a_long_text_is_checked_in_no_time(piece):
    text = piece * (20_000 // len(piece))
    started = time.perf_counter()
    check(text, text)
    assert time.perf_counter() - started < 10


PIECES = (
    "Falk Ines said told the was sued by not n't from to 5 $3 May 2025 “ ” ' 's , . … : U.S. No."
)
TEXTS = st.lists(st.sampled_from(PIECES.split()) | st.text(max_size=3), max_size=14).map(" ".join)


@given(TEXTS, TEXTS)
def test_any_two_texts_are_compared_and_a_rejection_says_why(one, other):
    found = check(one, other, about=other, beside=one)
    assert found.verdict in {"supported", "partly", "unsupported"}
    assert 0 <= found.score <= 1
    assert found.verdict == "supported" or found.reasons


@pytest.mark.parametrize(
    ("sentence", "name", "speaks"),
    [
        ("“It will hold,” said the mayor, Ines Falk.", "Ines Falk", True),
        ("Ines Falk, head of the Quay Trust, said that it will hold.", "Falk", True),
        ("The board sat with Aldo Renner and the crew, the Quay Trust said.", "Aldo Renner", False),
        ("The Quay Trust was told of it.", "Quay Trust", False),
        ("Ines Falk opened the dam.", "Ines Falk", False),
    ],
)
def test_who_speaks_is_told_from_who_is_named(sentence, name, speaks):
    assert says(sentence, name) is speaks
