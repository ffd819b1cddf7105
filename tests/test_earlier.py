"""What was so before something is told from what came out before it."""

import asyncio

import pytest
from newsroom import newsroom

from bot.answer.answer import Outcome
from bot.answer.choose import find
from bot.answer.forms.earlier import before
from bot.ask import answer
from bot.question.understanding import understand

MORE = [
    {
        "id": "forecast",
        "title": "Analysts expect cheaper beer",
        "source": "Harbour Ledger",
        "published_at": "2025-03-01",
        "text": "The analysts expect a glass of beer to cost 30 crowns, a survey says.",
    },
    {
        "id": "merger",
        "title": "Merger of the Holm brewers goes ahead",
        "source": "Harbour Ledger",
        "published_at": "2025-03-20",
        "text": "The merger of the two Holm brewers was signed on Thursday. Both of them keep "
        "their names.",
    },
    {
        "id": "war",
        "title": "A diary of the war at Vik",
        "source": "Harbour Ledger",
        "published_at": "2025-03-25",
        "text": "A diary of the war of 1809 was found at Vik on Monday.",
    },
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("earlier"), more=MORE)
    yield store
    store.close()


def asked(store, text):
    question = understand(text, now="2025-04-01")
    return before(store, question, find(store, question))


@pytest.mark.parametrize(
    "text",
    [
        "What did analysts say of beer before the merger?",
        "Before the merger, what did analysts say of beer?",
    ],
)
def test_the_event_is_left_out_and_what_came_out_before_it_is_looked_through(store, text):
    then = asked(store, text)
    assert "merger" not in then.text
    assert then.limits.last_day == "2025-03-19"
    told = asyncio.run(answer(store, understand(text, now="2025-04-01")))
    assert {one.article.id for one in told.citations} == {"forecast"}
    assert told.question == text


@pytest.mark.parametrize(
    "text",
    [
        "What did the survey say?",
        "Who lived at Vik before the war?",  # of long ago
        "What did the survey say before the eclipse?",  # of which nothing is told
        "What did the survey say before the end of March?",
    ],
)
def test_a_question_without_such_an_event_stays_as_it_is(store, text):
    assert asked(store, text) is None


def test_what_nothing_said_before_is_not_told(store):
    told = asyncio.run(
        answer(store, understand("Who ran the ferry before the merger in Holm?", now="2025-04-01"))
    )
    assert told.outcome is Outcome.NO_ANSWER
