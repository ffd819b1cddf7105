"""Sentences of two or three words that say something by themselves, and those that do not."""

import asyncio

import pytest
from newsroom import newsroom

from bot.answer.extracted.candidate import stands
from bot.ask import answer
from bot.question.posed import pose

FIRE = {
    "id": "fire",
    "title": "Fire in the cork works at Tamble",
    "source": "Wendel Valley Post",
    "published_at": "2025-02-12",
    "text": "A fire destroyed the cork works at Tamble on Tuesday night. Nobody was killed. "
    "The brigade of the valley fought the flames with eleven engines until the morning.",
}


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody was killed.",
        "Nobody died.",
        "“None survived.”",
        "Two were hurt.",
        "Both survived.",
        "All were rescued.",
        "12 fled.",
        "Lund was acquitted.",
        "She was 83.",
        "Tickets from £12.50.",
        "Entry is free.",
        "Trains were cancelled.",
        "Niemand wurde verletzt.",
        "Nadie murió.",
        "Nessuno è morto.",
        "Ninguém ficou ferido.",
        "Personne n’est mort.",
        "Niemand raakte gewond.",
    ],
)
def test_with_a_subject_and_a_verb_it_stands(sentence):
    assert stands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Subscriptions from £2.",
        "Read more.",
        "Sign up now.",
        "All rights reserved.",
        "Alle Rechte vorbehalten.",
        "Comments are closed.",
        "None of this.",
        "Nobody here.",
        "Nobody was killed",  # a heading, or cut off
        "Was nobody killed?",
        "It failed.",
        "They were killed.",
        "That was all.",
        "Two more.",
        "Both sides.",
        "12.",
    ],
)
def test_without_it_does_not(sentence):
    assert not stands(sentence)


def test_it_is_an_answer(tmp_path):
    store = newsroom(tmp_path, more=[FIRE])
    try:
        for question in (
            "Was anybody killed in the fire at Tamble?",
            "How many were killed in the fire at Tamble?",
        ):
            given = asyncio.run(answer(store, pose(store, question)))
            assert "Nobody was killed." in [one.text for one in given.statements], question
            assert "Nobody was killed." in [one.quote for one in given.citations], question
    finally:
        store.close()
