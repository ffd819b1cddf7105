"""Which articles may tell what happened in a time that a question names."""

import asyncio

import pytest
from newsroom import newsroom

from bot.answer.answer import Outcome
from bot.answer.fitting.of_time import may_tell
from bot.ask import answer
from bot.question.periods import find
from bot.question.understanding import understand
from ingest.article import Article

NOW = "2026-11-28"
MORE = [
    {
        "id": "sledge-race",
        "title": "Juhl wins the Brenna sledge race",
        "source": "Wendel Valley Post",
        "published_at": "2026-02-08",
        "text": "Mette Juhl won the Brenna sledge race on Sunday in 41 minutes. Forty teams "
        "started in the snow.",
    },
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("of_time"), more=MORE)
    yield store
    store.close()


def asked(store, text):
    return asyncio.run(answer(store, understand(text, now=NOW)))


@pytest.mark.parametrize(
    ("question", "published", "text", "may"),
    [
        ("Who won in 2019?", "2026-02-08", "Juhl won on Sunday.", False),
        ("Who won in 2019?", "2026-02-08", "In 2019 Juhl won.", True),
        ("Who won in 2019?", "2026-02-08", "Juhl won in the season 2018/19.", True),
        ("Who won in 2019?", "2026-02-08", "Juhl won in ’19.", True),
        ("Who won in 2019?", "2026-02-08", "Juhl won in the season 2019–20.", True),
        ("Who won in 2019?", "2026-02-08", "Juhl won lot 20190 in ’18.", False),
        ("Who won between 1000 and 1990?", "2026-02-08", "Juhl won in 1843.", True),
        ("Who won between 1000 and 1990?", "2026-02-08", "Juhl won on Sunday.", False),
        ("Who won in 2019?", "2026-02-08", "Juhl won seven years ago.", True),
        ("Who won in 2019?", "2026-02-08", "Juhl won last week.", False),
        ("Who won in 2019?", "2020-01-12", "Juhl won last month.", True),
        ("Who won in 2025?", "2026-02-08", "Juhl won a year earlier.", True),
        ("Who won in 2019?", "2019-07-01", "Juhl won on Sunday.", True),
        ("Who won in 2019?", "2019", "Juhl won on Sunday.", True),
        ("Who won in 2019?", "", "Juhl won on Sunday.", True),
        ("Who won in March?", "2026-07-08", "Juhl won on Sunday.", False),
        ("Who won in March?", "2026-07-08", "On 3 March Juhl won.", True),
        ("Who won in March?", "2026-04-08", "Juhl won.", True),
        ("Who will win in 2031?", "2026-07-08", "The race of 2031 will be hard.", True),
        ("Who will win in 2031?", "2026-07-08", "The race will be hard.", False),
        ("Who won before 2019?", "2026-02-08", "Juhl won on Sunday.", True),
        ("Who won?", "2026-02-08", "Juhl won on Sunday.", True),
    ],
)
def test_an_article_may_tell_of_its_own_time_and_of_those_it_names(question, published, text, may):
    periods = tuple(one.period for one in find(question, NOW))
    assert may_tell(Article(id="a", title="", text=text, published_at=published), periods) is may


def test_of_another_language_nothing_is_known():
    periods = tuple(one.period for one in find("Who won in 2019?", NOW))
    told = Article(id="a", title="", text="Juhl siegte.", published_at="2026-02-08", language="de")
    assert may_tell(told, periods)


def test_what_is_told_of_one_year_answers_for_no_other(store):
    assert "Mette Juhl" in asked(store, "Who won the Brenna sledge race in 2026?").text
    assert asked(store, "Who won the Brenna sledge race in 2011?").outcome is Outcome.NO_ANSWER
