"""A question for a list gets a line from each article, and says what the list is of."""

import asyncio

import pytest
from newsroom import newsroom

from bot.answer.answer import Outcome
from bot.answer.forms import listed
from bot.ask import answer
from bot.question import posed
from bot.question.lists import listing

MORE = [
    {
        "id": f"poacher-{number}",
        "title": f"Court at Vik: {name}",
        "source": "Harbour Ledger",
        "published_at": f"2025-03-{number:02}",
        "text": f"{name} was fined at Vik on Monday for taking {number} lobsters out of season.",
    }
    for number, name in enumerate(("Arne Dahl", "Liv Moen", "Tor Eide"), start=10)
] + [
    {
        "id": "unfined",
        "title": "Court at Vik: skipper goes free",
        "source": "Harbour Ledger",
        "published_at": "2025-03-20",
        "text": "Skipper Odd Fenn was not fined. Neighbours said he should have been fined twice.",
    },
    {
        "id": "quits",
        "title": "Harbour board loses its head",
        "source": "Harbour Ledger",
        "published_at": "2025-03-21",
        "text": "Nora Hald has stepped down as head of the harbour board.",
    },
    {
        "id": "wrong",
        "title": "Correction: lobsters",
        "source": "The Vik Observer",
        "published_at": "2025-03-22",
        "text": "On Monday we gave the number of lobsters as 90. There were 33 of them.",
    },
    {
        "id": "view",
        "title": "Leave the lobsters alone",
        "source": "The Vik Observer",
        "kind": "opinion",
        "published_at": "2025-03-23",
        "text": "Nobody should eat a lobster in spring. The court was far too mild.",
    },
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("listed"), more=MORE)
    yield store
    store.close()


def told(store, text):
    return asyncio.run(answer(store, posed.pose(store, text, now="2025-04-01")))


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("List everyone who was fined", ["poacher-12", "poacher-11", "poacher-10"]),
        ("Which people have been fined for offences?", ["poacher-12", "poacher-11", "poacher-10"]),
        ("List everyone who was fined for taking 11 lobsters", ["poacher-11"]),
        ("Please name all people who have resigned.", ["quits"]),
        ("What corrections were published?", ["wrong"]),
        ("List the corrections by The Vik Observer in March", ["wrong"]),
        ("Which articles are opinion?", ["view"]),
    ],
)
def test_each_article_of_the_list_gets_a_line_the_newest_first(store, text, articles):
    said = told(store, text)
    assert list(dict.fromkeys(one.article.id for one in said.citations)) == articles
    assert said.outcome is Outcome.ANSWERED
    assert "listed" in [one.kind for one in said.notes]


def test_a_correction_is_listed_with_what_is_right(store):
    assert "There were 33" in told(store, "List all corrections").text


@pytest.mark.parametrize(
    "text", ["List the corrections in January", "List everyone who was knighted"]
)
def test_a_list_of_nothing_is_none(store, text):
    assert told(store, text).outcome is Outcome.NO_ANSWER


def test_a_list_that_is_longer_is_partial(store, monkeypatch):
    monkeypatch.setattr(listed, "MOST", 2)
    said = told(store, "List everyone who was fined")
    assert (said.outcome, len(said.statements)) == (Outcome.PARTIAL, 2)


@pytest.mark.parametrize(
    "text",
    [
        "Who was fined?",
        "Which columns did the temple lose?",
        "What opinions does the mayor hold?",
        "Which two people were fined?",
        "Which outlets reported different numbers?",
        "Which passengers were on the bus?",
        "List the three lakes of Vik",
    ],
)
def test_a_question_for_something_else_wants_no_list(text):
    assert listing(text) is None
