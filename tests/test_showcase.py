"""The questions that the page suggests over the sample articles are answered, with proof."""

import asyncio
from pathlib import Path

import pytest

from bot.answer.answer import Outcome
from bot.ask import answer
from bot.channels.page.desk import SAMPLE_OUTLET, SAMPLE_QUESTIONS
from bot.question.understanding import understand
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

ANSWERS = (
    ["£5.2 million"],
    ["an e-mail showed that she had known since November"],
    ["61,400 patients", "not 18,000"],
    ["£11.2 million and not the £8.7 million"],
    ["$500 billion"],
)
CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store(tmp_path_factory.mktemp("showcase"), Settings(), purpose="a test") as store:
        ingest(store, [CORPUS])
        yield store


@pytest.mark.parametrize(
    ("question", "says"),
    list(zip(SAMPLE_QUESTIONS, ANSWERS, strict=True)),
)
def test_a_suggested_question_is_answered(store, question, says):
    whole = asyncio.run(answer(store, understand(question)))
    assert whole.outcome is Outcome.ANSWERED
    for words in says:
        assert words in whole.text
    for citation in whole.citations:
        assert store.library.article(citation.article.id).text[citation.start : citation.end] == (
            citation.quote
        )


@pytest.mark.parametrize(
    "question",
    [
        "How do I bake sourdough bread?",
        "What is the capital of Australia?",
        "How many passengers does the Northgate airport handle?",
        "Who won the mayoral election in Port Averley in 2025?",
    ],
)
def test_what_the_sample_does_not_say_is_not_answered(store, question):
    assert asyncio.run(answer(store, understand(question))).outcome is Outcome.NO_ANSWER


def test_the_outlet_that_marks_the_sample_is_in_it(store):
    assert SAMPLE_OUTLET in store.library.outlets()
