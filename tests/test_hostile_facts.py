"""An article that contradicts many others is shown to disagree, and is not the answer."""

import asyncio

import hostile_facts
import pytest
from chat_server import DONE, chat_server, event
from hostile_facts import POISONS, TOPICS

from bot import models
from bot.ask import answer
from bot.question.posed import pose
from ingest.settings import Settings


def asked(store, topic, writers=()):
    async def whole():
        question = pose(store, topic.question, now="2025-03-20")
        return await answer(store, question, writers=writers)

    return asyncio.run(whole())


def shown_to_differ(whole, topic):
    (difference,) = whole.disagreements
    *many, last = [one.value for one in difference.values]
    assert topic.false in last
    assert len(many) >= 3
    assert all(topic.false not in one for one in many)
    (note,) = [one.text for one in whole.notes if one.kind == "outvoted"]
    assert topic.false in note
    assert "updated_figure" not in [one.kind for one in whole.notes]
    return difference


KINDS = list(POISONS.values())


@pytest.fixture(scope="module", params=[0, 2])
def poisoned(request, tmp_path_factory):
    """Who prints the false article of each topic, and the library."""
    by = {topic: KINDS[(request.param + n) % len(KINDS)] for n, topic in enumerate(TOPICS)}
    folder = tmp_path_factory.mktemp("poisoned")
    with hostile_facts.library(folder, list(by.items())) as store:
        yield by, store


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.true)
def test_what_one_says_against_many_is_not_the_answer(poisoned, topic):
    by, store = poisoned
    whole = asked(store, topic)
    assert topic.true in whole.text
    assert topic.false not in whole.text
    difference = shown_to_differ(whole, topic)
    assert difference.values[-1].article.source in by[topic]


def test_what_a_model_took_from_the_one_is_told_to_be_alone(tmp_path):
    topic = TOPICS[1]
    with (
        hostile_facts.library(tmp_path, [(topic, POISONS["newest"])]) as store,
        chat_server() as script,
    ):

        def body(send, script):
            prompt = script.requests[-1]["messages"][1]["content"]
            place = prompt.split("£900 million")[0].count("<passage ")
            said = script.cited(f"The tram depot in Ely Park will cost £900 million [{place}].")
            send(event({"content": said}))
            send(event({}, "stop"))
            send(DONE)

        script.body = body
        whole = asked(store, topic, models.writers(Settings(chat_models=(script.settings(),))))
    assert whole.model == "scripted"
    shown_to_differ(whole, topic)


def test_two_against_two_are_both_told(tmp_path):
    topic = TOPICS[3]
    few = hostile_facts.Topic(topic.question, topic.true, topic.false, topic.told[:2], topic.lie)
    with hostile_facts.library(tmp_path, [(few, ("Daily Otter",))]) as store:
        whole = asked(store, topic)
    assert topic.true in whole.text
    assert topic.false in whole.text
    assert len(whole.disagreements) == 1
    assert "outvoted" not in [one.kind for one in whole.notes]
