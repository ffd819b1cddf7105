"""Who is meant by the word that a sentence begins with: said in brackets, or quoted along."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer.extracted.alone import stand_alone
from ingest.article import Span


def spans(*sentences):
    """The sentences as one text, and where each stands in it."""
    text, found = "", []
    for one in sentences:
        text += " " if text else ""
        found.append(Span(len(text), len(text) + len(one)))
        text += one
    return text, tuple(found)


def alone(*sentences, room=60):
    text, own = spans(*sentences)
    made = stand_alone(text, own, len(own) - 1, room=room)
    return made.text, text[made.span.start : made.span.end]


OPENING = "Mayor Ada Lund opened the bridge."


@pytest.mark.parametrize(
    ("before", "own", "said"),
    [
        ("Lund thanked the crew.", "She cut the ribbon.", "She [Ada Lund] cut the ribbon."),
        ("On Friday, Lund fell ill.", "Her deputy spoke.", "Her [Ada Lund] deputy spoke."),
        ("Ada Lund is 61. ", "He resigned.", "He [Ada Lund] resigned."),
        ("Lund fell ill.", "“It is done,” she said.", "“It is done,” she [Ada Lund] said."),
        ("Lund fell ill.", "In 2019 she resigned.", "In 2019 she [Ada Lund] resigned."),
        ("Lund fell ill.", "By the end, she left.", "By the end, she [Ada Lund] left."),
        ("Lund fell ill.", "Under her the town grew.", "Under her [Ada Lund] the town grew."),
    ],
)
def test_one_who_is_clear_is_named(before, own, said):
    assert alone(OPENING, "The crowd cheered Lund.", before.strip(), own) == (said, own)


def test_of_several_that_begin_with_she_all_are_of_one():
    told = (OPENING, "The crowd cheered.", "Lund fell ill.", "She slept.", "Her deputy spoke.")
    assert alone(*told)[0] == "Her [Ada Lund] deputy spoke."
    other = (OPENING, "The crowd cheered.", "Lund and Piet Maas met.", "She slept.", "She left.")
    assert alone(*other)[0] == "She slept. She left."


def test_a_company_that_the_sentence_before_is_about_is_named():
    told = ("Shares in Quillon fell.", "Quillon makes pumps.", "The company employs 300.")
    assert alone(*told)[0] == "The company [Quillon] employs 300."


@pytest.mark.parametrize(
    ("before", "own"),
    [
        ("Lund and Piet Maas met.", "He left early."),  # two
        ("Lund fell ill.", "After Maas spoke, he left."),  # Maas, or not
        ("“Lund must go,” the crowd sang.", "She stayed."),  # another speaks
        ("The Red Harbours won.", "He scored twice."),  # no person
        ("Rain fell all day.", "It stopped at six."),  # nobody
        ("If it rains, the match is off.", "The company will refund tickets."),  # a word, no name
        ("Lund met the union.", "The union wants more."),  # any group
        ("Both banks are closed.", "They open on Monday."),
        ("The bonus is £300.", "Last year it was £200."),
        ("The Harbour Club has won.", "In May it had lost."),
        ("Both banks are closed.", "After the vote, they will open."),
    ],
)
def test_where_none_is_clear_the_sentence_before_is_quoted_along(before, own):
    assert alone(OPENING, "The crowd cheered Lund.", before, own) == (f"{before} {own}",) * 2
    assert alone(OPENING, "The crowd cheered Lund.", before, own, room=3) == (own, own)


@pytest.mark.parametrize(
    "own",
    [
        "The bridge is 300 metres long.",
        "Lund resigned.",
        "“He lied,” said Lund.",
        "She, Lund, left.",
        "In the end the mayor said that she was ill.",
    ],
)
def test_what_stands_alone_stays_as_it_is(own):
    assert alone(OPENING, "Lund thanked the crew.", own) == (own, own)


def test_the_first_sentence_of_a_passage_has_none_before_it():
    assert alone("She cut the ribbon.") == ("She cut the ribbon.",) * 2


@given(st.lists(st.text("AaHe Lund.,“”\n", min_size=1, max_size=40), min_size=1, max_size=5))
def test_the_quote_is_whole_sentences_of_the_article(sentences):
    text, own = spans(*sentences)
    made = stand_alone(text, own, len(own) - 1, room=10)
    assert made.span.end == own[-1].end
    assert made.span.start in {one.start for one in own[-2:]}


def test_a_text_of_names_takes_no_time():
    names = " ".join(f"Aa{chr(97 + n % 26)}b" for n in range(20_000))
    started = time.monotonic()
    alone(f"{names} Lund x.", "Lund left.", "He won.")
    assert time.monotonic() - started < 1
