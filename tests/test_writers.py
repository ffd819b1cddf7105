"""What somebody wrote, and what a paper or a columnist thinks: told from their own pieces."""

import asyncio

import pytest
from newsroom import newsroom

from bot.answer.answer import Outcome
from bot.ask import answer
from bot.question import posed
from bot.question.named import outlets, sources
from bot.question.writers import asked

AUTHORS = ("Ida Moller", "Jens Ahl", "Runa Ahl", "Per Skov")
MORE = [
    {
        "id": "depot-news",
        "title": "Skelde bus depot to move",
        "source": "The Morning Lantern",
        "authors": ["Per Skov"],
        "published_at": "2025-04-02",
        "text": "The bus depot of Skelde will move to the old airfield in 2027, the council said.",
    },
    {
        "id": "depot-view",
        "title": "Leave the depot where it is",
        "source": "The Morning Lantern",
        "authors": ["Ida Moller"],
        "kind": "opinion",
        "published_at": "2025-04-03",
        "text": "The Skelde depot belongs in the town. Moving it will cost drivers an hour a day.",
    },
    {
        "id": "harbour-view",
        "title": "Nobody asked for a marina",
        "source": "The Morning Lantern",
        "authors": ["Ida Moller"],
        "kind": "opinion",
        "published_at": "2025-02-20",
        "text": "A marina would turn the quays of Skelde into a car park for yachts.",
    },
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("writers"), more=MORE)
    yield store
    store.close()


def told(store, text):
    return asyncio.run(answer(store, posed.pose(store, text, now="2025-05-01")))


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("What did Ida Moller write about?", {"depot-view", "harbour-view"}),
        ("what has moller written", {"depot-view", "harbour-view"}),
        ("articles by Ida Moller", {"depot-view", "harbour-view"}),
        ("Which articles did Per Skov write?", {"depot-news"}),
        ("What does Ida Moller think of the Skelde depot?", {"depot-view"}),
        ("What did Ida Moller write about the marina?", {"harbour-view"}),
        ("What does The Morning Lantern think of the depot?", {"depot-view"}),
        ("What does the Lantern think of the depot?", {"depot-view"}),
        ("What is the Lantern's opinion of the depot?", {"depot-view"}),
        ("What does the Lantern think?", {"depot-view", "harbour-view"}),
    ],
)
def test_it_is_told_from_the_pieces_of_who_is_asked_about(store, text, articles):
    assert {one.article.id for one in told(store, text).citations} == articles


def test_what_they_did_not_write_about_is_not_told_and_their_name_is_known(store):
    said = told(store, "What does Ida Moller think of the Orrin dam?")
    assert said.outcome is Outcome.NO_ANSWER
    assert "unknown_name" not in [one.kind for one in said.notes]
    asked_of = told(store, "Where was Ida Moller born?")
    assert asked_of.outcome is Outcome.NO_ANSWER
    assert "unknown_name" not in [one.kind for one in asked_of.notes]


@pytest.mark.parametrize(
    "text",
    [
        "What did Nils Berg write about?",  # nobody here
        "What did Ahl write about?",  # one of two
        "What did Ida Moller say about the depot?",  # to whom?
        "Who is Ida Moller?",
        "What did the letter by Ida Moller cost?",
    ],
)
def test_a_question_for_something_else_asks_for_nobodys_writing(text):
    assert asked(text, (), AUTHORS) is None


@pytest.mark.parametrize(
    ("text", "known", "names"),
    [
        ("What does the Lantern say?", ("The Morning Lantern", "The Age"), True),
        ("What does the Lantern say?", ("The Morning Lantern", "Evening Lantern"), False),
        ("What does the Lantern say?", ("Morning Lantern", "Morning Lantern - Sport"), True),
        ("What does the Lantern of Vik say?", ("The Morning Lantern",), False),
        ("The Lantern says what of the fire?", ("The Morning Lantern",), False),
        ("What does Lantern say?", ("The Morning Lantern",), False),
        ("What does the lantern on the quay say?", ("The Morning Lantern",), False),
        ("What does the Sun say?", ("The Morning Sun",), False),
    ],
)
def test_an_outlet_is_known_by_its_last_word_where_no_other_has_it(text, known, names):
    assert bool(sources(outlets(text, known))) is names
