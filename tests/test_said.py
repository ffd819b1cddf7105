"""Who said what is quoted in a question."""

import asyncio

import pytest
from newsroom import newsroom

from bot.answer.answer import Outcome
from bot.answer.forms.said import said_by
from bot.ask import answer
from bot.question.understanding import understand

MORE = [
    {
        "id": "pier",
        "title": "Ulvsund pier to close for the winter",
        "source": "Harbour Ledger",
        "published_at": "2025-04-02",
        "text": "The pier at Ulvsund will be shut from October to March.\n\n"
        "“It creaked like an old door. Then the lamps went out,” said Berit Noll, who sells tea "
        "there. “We ran.”\n\n"
        "Anglers called the plan “a farce”.\n\n"
        "Harbour master Odd Fenn told the Ledger that the piles were sound. “Nobody will be cut "
        "off,” he said.",
    },
    {
        "id": "choir",
        "title": "Choir wins again",
        "source": "Harbour Ledger",
        "published_at": "2025-04-09",
        "text": "The Ulvsund choir has won the cup. A rival called the jury’s marks “a farce”, "
        "and the mayor wished them “fair winds”.",
    },
    {
        "id": "rowers",
        "title": "Regatta called off",
        "source": "Harbour Ledger",
        "published_at": "2025-04-11",
        "text": "The regatta was called off because of the wind.\n\n"
        "The rowing club of Brevik had trained for the regatta all winter.\n\n"
        "“We were robbed of our spring,” the trainer said.",
    },
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("said"), more=MORE)
    yield store
    store.close()


def told(store, text):
    return asyncio.run(answer(store, understand(text, now="2025-05-01")))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('Who said "It creaked like an old door"?', ["Berit Noll"]),
        ("Who said “then the lamps went out”?", ["Berit Noll"]),
        ('Who said "We ran"?', ["Berit Noll", "We ran."]),
        ('Who called the plan "a farce"?', ["Anglers"]),
        ('Who called the marks "a farce"?', ["A rival"]),
        ('Which harbour master said "Nobody will be cut off"?', ["Odd Fenn", "cut off"]),
        ('Did Berit Noll say "Nobody will be cut off"?', ["Odd Fenn", "cut off"]),
    ],
)
def test_the_sentence_that_has_the_words_answers_with_its_speaker(store, text, said):
    answered = told(store, text)
    assert answered.outcome is Outcome.ANSWERED
    assert all(one in answered.text for one in said)
    assert len({one.article.id for one in answered.citations}) == 1


@pytest.mark.parametrize(
    "text",
    [
        'Who said "It creaked like an old boat"?',  # nobody did
        'Who called the ferry fare "a farce"?',  # nobody did of that
    ],
)
def test_words_that_stand_nowhere_so_are_nobodys(store, text):
    assert told(store, text).outcome is Outcome.NO_ANSWER


def test_what_an_article_says_of_its_own_is_nobodys(store):
    asked = understand('Who said "The pier at Ulvsund will be shut"?')
    assert not said_by(store, asked).chosen


def test_whose_trainer_said_it_another_sentence_tells(store):
    said = asyncio.run(
        answer(
            store, understand("Which rowing club’s trainer said “We were robbed of our spring”?")
        )
    )
    told = [one.text for one in said.statements]
    assert "robbed of our spring" in told[0]
    assert any("club of Brevik" in one for one in told[1:])
    assert {one.article.id for one in said.citations} == {"rowers"}
