"""What may be no answer is shown as that."""

import asyncio

import pytest
from newsroom import newsroom

from bot.answer import write
from bot.answer.extracted.extract import THRESHOLD, extract
from bot.ask import answer
from bot.question.posed import pose
from bot.search.retrieve import search

FAILED = "Why did gate 3 of the Orrin dam fail?"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("unsure"))
    yield store
    store.close()


def chance(store, text):
    question = pose(store, text, now="2025-03-20")
    return extract(store, question, search(store, question, k=8)).chance


def kinds(store, text):
    given = asyncio.run(answer(store, pose(store, text, now="2025-03-20")))
    assert given.statements
    return [one.kind for one in given.notes]


def test_how_likely_the_articles_answer_is_known(store):
    assert THRESHOLD <= chance(store, FAILED) < 1


def test_what_is_less_likely_is_said_to_be_so(store, monkeypatch):
    own = chance(store, FAILED)
    monkeypatch.setattr(write, "DOUBTFUL", own)
    assert "unsure" not in kinds(store, FAILED)
    monkeypatch.setattr(write, "DOUBTFUL", own + 0.001)
    assert "unsure" in kinds(store, FAILED)
