"""Which articles may tell what happened in a time that a question names."""

import asyncio

import pytest
from newsroom import newsroom

from bot.answer.answer import Outcome
from bot.answer.fitting.days_told import spans
from bot.answer.fitting.of_time import may_tell, tells
from bot.ask import answer
from bot.question.periods import find
from bot.question.understanding import understand
from ingest.article import Article, Span

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
    {
        "id": "sledge-prize",
        "title": "Ekholm takes the Rime Cup",
        "source": "Wendel Valley Post",
        "published_at": "2026-03-20",
        "text": "Tove Ekholm has won the Rime Cup for her sledge of birch. The jury of five met in "
        "Brenna. Last year's winner was Anders Holt. The gates will open at nine on Sunday.",
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


TOLD = (  # of 20 March 2026, a Friday
    "Ekholm has won the cup. Last year's winner was Holt. In 2023 the race was off. Storms came."
)


@pytest.mark.parametrize(
    ("question", "sentence", "may", "sure"),
    [
        ("Who won in 2025?", "Ekholm has won the cup.", False, False),
        ("Who won in 2025?", "Last year's winner was Holt.", True, True),
        ("Who won in 2023?", "Last year's winner was Holt.", False, False),
        ("What came in 2023?", "Storms came.", True, True),
        ("Who won on 19 March?", "Ekholm has won the cup.", True, True),
        ("Who won on 18 March?", "Ekholm has won the cup.", True, False),
        ("Who won on 20 March?", "Ekholm has won the cup.", True, True),
        ("Who won in February 2026?", "Ekholm has won the cup.", True, False),
        ("Who won in January 2026?", "Ekholm has won the cup.", False, False),
        ("Who won before 2020?", "Ekholm has won the cup.", True, True),
    ],
)
def test_a_sentence_is_of_the_time_it_names_else_of_the_last_one_named_before(
    question, sentence, may, sure
):
    article = Article(id="a", title="", text=TOLD, published_at="2026-03-20")
    start = TOLD.index(sentence)
    span = Span(start, start + len(sentence))
    periods = tuple(one.period for one in find(question, NOW))
    assert tells(article, span, periods) is may
    assert tells(article, span, periods, close=True) is sure


@pytest.mark.parametrize(
    ("sentence", "may"),
    [
        ("In September the baths had 900 guests.", False),
        ("The baths had 900 guests in September.", False),
        ("The baths had 900 guests in 2024.", False),
        ("The baths had 1,900 guests in September, the director said.", False),
        ("After it closed in September, the bath has opened again.", True),
        ("The baths had 700 guests in October.", True),
        ("The roof, torn off in September, was mended.", True),
        ("The baths had 700 guests.", True),
    ],
)
def test_a_month_at_one_end_of_a_sentence_is_that_of_all_it_says(sentence, may):
    article = Article(id="a", title="", text=sentence, published_at="2026-10-20")
    for now in (NOW, "2026-10-28"):
        periods = tuple(one.period for one in find("How many guests came in October?", now))
        assert tells(article, Span(0, len(sentence)), periods) is may


def test_without_a_day_of_the_article_only_what_it_names_is_sure():
    article, span = Article(id="a", title="", text="Ekholm won in 2025."), Span(0, 19)
    of_2024 = tuple(one.period for one in find("Who won in 2024?", NOW))
    of_2025 = tuple(one.period for one in find("Who won in 2025?", NOW))
    assert tells(article, span, of_2024)
    assert not tells(article, span, of_2024, close=True)
    assert tells(article, span, of_2025, close=True)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("It came on Sunday.", ["2026-03-15/2026-03-15"]),
        ("It will come on Sunday.", ["2026-03-15/2026-03-15", "2026-03-22/2026-03-22"]),
        ("It came two weeks ago.", ["2026-03-02/2026-03-10"]),
        ("It came last summer.", ["2025-06-01/2025-08-31"]),
        ("It came in May, not in June 2024.", ["2026-05-01/2026-05-31", "2024-06-01/2024-06-30"]),
        ("It has lain there since 2024.", ["2024-01-01/2026-03-20"]),
        ("It is shut until 9 April.", ["2026-03-20/2026-04-09"]),
        ("It is shut from 9 April.", ["2026-04-09/9999-12-31"]),
        ("It came at last.", []),
    ],
)
def test_days_are_counted_from_the_articles_own(text, named):
    article = Article(id="a", title="", text=text, published_at="2026-03-20")
    assert [f"{first}/{last}" for first, last in spans(text, article)] == named


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who won the Rime Cup in 2025?", "Last year's winner was Anders Holt."),
        ("At what time will the gates open on 22 March?", "The gates will open at nine on Sunday."),
    ],
)
def test_a_time_is_a_condition_and_no_word_to_be_matched(store, question, told):
    assert asked(store, question).text == f"{told} [1]"


def test_this_years_winner_answers_for_no_other_year(store):
    assert asked(store, "Who won the Rime Cup in 2024?").outcome is Outcome.NO_ANSWER
