"""The use case: events in order, proof in every statement, an honest end."""

import asyncio

import pytest
from chat_server import chat_server
from newsroom import newsroom

from bot import models
from bot.answer.answer import EXTRACTIVE, Outcome
from bot.answer.written import prompts
from bot.ask import answer, ask
from bot.events import Done, PassagesFound, Searching, Stated
from bot.question.understanding import understand
from ingest.settings import Settings

WHY = "Why did gate 3 of the Orrin dam fail?"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("ask"))
    yield store
    store.close()


def events(store, text, writers=()):
    async def collect():
        return [event async for event in ask(store, understand(text), writers=writers)]

    return asyncio.run(collect())


def test_the_stream_searches_finds_states_and_ends_with_the_whole_answer(store):
    stream = events(store, WHY)
    kinds = [type(event) for event in stream]
    stated = kinds.count(Stated)
    assert stated >= 1
    assert kinds == [Searching, PassagesFound, *[Stated] * stated, Done]
    whole = stream[-1].answer
    assert whole.statements == tuple(event.statement for event in stream[2:-1])
    assert whole.outcome is Outcome.ANSWERED
    assert whole.model == EXTRACTIVE
    assert whole.searched.articles == 5
    for citation in whole.citations:
        stored = store.library.article(citation.article.id)
        assert stored.text[citation.start : citation.end] == citation.quote != ""


def test_what_the_articles_do_not_say_is_said_with_the_nearest(store):
    whole = asyncio.run(answer(store, understand("Who invented the saxophone in Belgium?")))
    assert whole.outcome is Outcome.NO_ANSWER
    assert whole.text == "These articles do not say."
    assert (whole.statements, whole.citations) == ((), ())
    assert 1 <= len(whole.nearest) <= 3


@pytest.mark.parametrize("text", ["zxqv blorp?", "Wie schmeckt Zimt auf Quarzsand?", "😀😀😀"])
def test_a_question_that_nothing_is_near_to_costs_no_call_of_a_model(store, text):
    with chat_server() as script:
        script.reply = "The dam failed [1]."
        settings = Settings(chat_models=(script.settings(),))
        whole = asyncio.run(answer(store, understand(text), writers=models.writers(settings)))
        assert whole.outcome in {Outcome.NO_ANSWER, Outcome.CLARIFY}
        assert script.requests == []


def test_a_chat_model_writes_and_is_named(store):
    with chat_server() as script:
        script.reply = "A sheared drive shaft made gate 3 of the Orrin dam fail [1]."
        settings = Settings(chat_models=(script.settings(),))
        whole = asyncio.run(answer(store, understand(WHY), writers=models.writers(settings)))
    assert whole.model == "scripted"
    assert whole.text == "A sheared drive shaft made gate 3 of the Orrin dam fail. [1]"
    assert whole.citations[0].quote == (
        "Gate 3 of the Orrin dam failed because a drive shaft sheared."
    )


def test_a_model_that_finds_nothing_is_believed(store):
    with chat_server() as script:
        script.reply = prompts.NOTHING
        settings = Settings(chat_models=(script.settings(),))
        whole = asyncio.run(answer(store, understand(WHY), writers=models.writers(settings)))
    assert (whole.outcome, whole.model) == (Outcome.NO_ANSWER, "scripted")


def test_where_a_model_makes_it_all_up_nothing_of_it_is_shown(store):
    with chat_server() as script:
        script.reply = "Gate 3 was blown up by 17 saboteurs from Lisbon [1]."
        settings = Settings(chat_models=(script.settings(),))
        whole = asyncio.run(answer(store, understand(WHY), writers=models.writers(settings)))
    assert (whole.outcome, whole.model) == (Outcome.NO_ANSWER, "scripted")
    assert whole.nearest
    assert "Lisbon" not in whole.text


def test_the_second_model_is_asked_when_the_first_fails(store):
    with chat_server() as first, chat_server() as second:
        first.status = 500
        second.reply = "The drive shaft of gate 3 sheared [1]."
        both = (first.settings(name="first"), second.settings(name="second"))
        writers = models.writers(Settings(chat_models=both))
        whole = asyncio.run(answer(store, understand(WHY), writers=writers))
    assert whole.model == "second"


def test_when_every_model_fails_the_articles_answer_themselves(store):
    with chat_server() as script:
        script.status = 429
        settings = Settings(chat_models=(script.settings(),))
        whole = asyncio.run(answer(store, understand(WHY), writers=models.writers(settings)))
    assert whole.model == EXTRACTIVE
    assert "drive shaft sheared" in whole.text


@pytest.mark.parametrize("text", ["and what is it then?", "😀", "???"])
def test_a_question_that_names_nothing_is_asked_back_without_a_search(store, text):
    stream = events(store, text)
    assert [type(event) for event in stream] == [Searching, Done]
    whole = stream[-1].answer
    assert (whole.outcome, whole.citations) == (Outcome.CLARIFY, ())
    assert "not clear what is asked" in whole.text
