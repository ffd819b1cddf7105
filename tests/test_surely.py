"""What surely answers a short question, though it is near to nothing."""

import asyncio

import pytest
from newsroom import newsroom

from bot.answer.answer import Outcome
from bot.answer.choose import find
from bot.answer.extracted.candidate import Extract
from bot.answer.extracted.extract import extract
from bot.answer.extracted.surely import surely
from bot.ask import answer
from bot.question.understanding import understand

MORE = [
    {
        "id": "regatta",
        "title": "Ulvsund regatta ends in a protest",
        "source": "Harbour Ledger",
        "published_at": "2025-04-02",
        "text": "The Skua won the last race of the Ulvsund regatta by two lengths.\n\n"
        "The helmsman of the Kestrel Bay, Arne Dahl, was ruled out for a false start. His crew "
        "protested for an hour.",
    },
    {
        "id": "cannery",
        "title": "Cannery chief Moen goes after fire",
        "source": "Harbour Ledger",
        "published_at": "2025-04-09",
        "text": "Liv Moen has resigned as head of the Vik cannery, which burnt in February.\n\n"
        "She goes without a pension. Tor Eide will take over from her in June.\n\n"
        "Safety officer Ada Brun has left the company. An inspector had warned that the boilers "
        "be renewed.",
    },
    {
        "id": "shares",
        "title": "Brune Oil runs dry",
        "source": "Harbour Ledger",
        "published_at": "2025-04-11",
        "text": "Brune Oil has closed its last well. The shares fell to 158p.\n\n"
        "Its sales fell to £4 million, and its chief pumps water now.",
    },
    {
        "id": "inquiry",
        "title": "Judge to lead inquiry into cannery fire",
        "source": "Harbour Ledger",
        "published_at": "2025-04-16",
        "text": "The inquiry into the fire at Vik will be led by Judge Nora Hald. It hopes to "
        "publish its findings before the end of October.",
    },
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("surely"), more=MORE)
    yield store
    store.close()


def told(store, text):
    return asyncio.run(answer(store, understand(text, now="2025-05-01")))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Who was ruled out?", "Arne Dahl"),
        ("Who replaced Liv Moen?", "Tor Eide"),
        ("Who takes over from Moen?", "Tor Eide"),
        ("Will Liv Moen get a pension?", "without a pension"),
        ("Does Ada Brun still work for the cannery?", "has left the company"),
        ("Who warned about renewing boilers?", "An inspector had warned"),
        ("What is Brune Oil's share price?", "158p"),
        ("How much are shares in Brune Oil worth?", "158p"),
        ("When will the inquiry report?", "before the end of October"),
    ],
)
def test_it_is_told(store, text, said):
    assert said in told(store, text).text


@pytest.mark.parametrize(
    "text",
    [
        "Who was ruled in?",
        "Who was not ruled out?",  # the sentence says the contrary
        "Who replaced Arne Dahl?",
        "Will Liv Moen get a car?",
        "Does Tor Eide still work for the ferry?",
        "When will the regatta report?",
        "Who replaces safety officer Ada Brun at the cannery?",  # who leaves is not asked for
        "Who takes over from the helmsman of the Kestrel Bay, Arne Dahl?",
    ],
)
def test_what_no_sentence_says_is_not_told(store, text):
    assert told(store, text).outcome is Outcome.NO_ANSWER


def test_what_is_said_of_somebody_before_is_not_said_of_who_comes_next(store):
    asked = understand("Will Tor Eide get a pension?", now="2025-05-01")
    assert not surely(store, asked, find(store, asked), Extract(())).chosen


def test_the_models_find_nothing_there(store):
    asked = understand("When will the inquiry report?", now="2025-05-01")
    assert not extract(store, asked, find(store, asked)).chosen
