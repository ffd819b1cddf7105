"""What is asked: words, kind, days."""

import pytest

from bot.errors import BadQuestion
from bot.question import content_words, understand


def test_the_words_that_only_ask_do_not_count():
    assert content_words("Who is the chairman of the Stargate venture?") == (
        "chairman",
        "Stargate",
        "venture",
    )


def test_initials_are_one_word_and_a_possessive_is_the_name():
    assert content_words("What did the U.K.'s minister say about Oracle’s stock?") == (
        "UK",
        "minister",
        "Oracle",
        "stock",
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What did O'Brien and D’Angelo do?", ("O'Brien", "D’Angelo")),
        ("What did the WHO tell the US?", ("WHO", "tell", "US")),
        ("Who is May?", ("May",)),
        ("May I ask what it is?", ("ask",)),
        ("WHO IS IT?", ()),
        ("Why didn't she say who's there?", ()),
        ("What isn’t known?", ("known",)),
    ],
)
def test_a_name_is_no_empty_word_and_an_empty_word_no_name(text, words):
    assert content_words(text) == words


def test_a_word_asked_twice_counts_once():
    assert content_words("tram or Tram or TRAM") == ("TRAM",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("How much did the bridge cost?", "money"),
        ("How many homes lost power?", "number"),
        ("When does the ferry leave?", "date"),
        ("Until what year does the contract run?", "date"),
        ("Who resigned?", "person"),
        ("Which engineer found the leak?", "person"),
        ("Where was the minister?", "place"),
        ("Why did the gate fail?", "reason"),
        ("Did the council agree?", "yes_no"),
        ("After the vote, did the council agree?", "yes_no"),
        ("How did the gate fail?", "how"),
        ("Which two bridges were closed?", "list"),
        ("What is the difference between a tram and a bus?", "comparison"),
        ("What did the council decide?", ""),
    ],
)
def test_the_kind_of_answer_is_read_from_the_question(text, kind):
    assert understand(text).kind == kind


def test_nothing_published_after_now_is_searched():
    limits = understand("What now?", now="2025-01-23T18:00", last_day="2025-06-01").limits
    assert (limits.first_day, limits.last_day) == ("", "2025-01-23")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"text": "  \n "}, "empty"),
        ({"text": "why? " * 20_000}, "99,999 characters and may have 2,000"),
        ({"text": "Why?", "now": "next Tuesday"}, "'now' is 'next Tuesday', which is no date"),
        ({"text": "Why?", "first_day": "2025-13-01"}, "'from' is '2025-13-01'"),
        (
            {"text": "Why?", "first_day": "2025-02-01", "last_day": "2025-01-01"},
            "runs backwards: from 2025-02-01 to 2025-01-01",
        ),
    ],
)
def test_an_unusable_question_is_refused_with_what_to_do(arguments, says):
    with pytest.raises(BadQuestion, match=says):
        understand(**arguments)


def test_half_a_character_does_no_harm():
    assert understand("Why \ud800 now\x00 Stargate?").text == "Why now Stargate?"
