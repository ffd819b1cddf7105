"""What is the latest on something: the newest that names it, and no sentence on something else."""

import asyncio

import pytest
from newsroom import newsroom

from bot.answer.answer import Outcome
from bot.answer.forms.telling import is_of_many, leans
from bot.ask import answer
from bot.question.posed import pose
from bot.search import recent, stories

NOW = "2025-06-30"


def article(key, day, title, text):
    return {"id": key, "title": title, "published_at": day, "source": "Quay Echo", "text": text}


# Eighteen reports that are nearer to the mill by meaning than the newest one.
OLD = [
    article(
        f"mill-{number}",
        f"2025-0{4 + number // 9}-{10 + number}",
        f"Tallow Mill: the {what} of the mill",
        f"Tallow Mill is a mill, and the {what} of Tallow Mill is the talk of all who mill there."
        f"\n\nAt Tallow Mill the {what} counts for more than flour.",
    )
    for number, what in enumerate(
        "wheel race roof yard gate sluice stone floor hoist clerk miller owner sack belt shaft "
        "door lamp dog".split()
    )
]
MORE = [
    *OLD,
    article(
        "fire",
        "2025-06-28",
        "Crews fight blaze through the night",
        "Ninety firefighters could not save Tallow Mill, which burned to the ground on Friday."
        "\n\nThe owner said that it will be built again.",
    ),
    article(
        "letter",
        "2025-06-29",
        "5 things to know: Bergen Loop, Osk bridge, school meals",
        "Hello, remember to drink a glass of water before you read on today.\n\n"
        "The apparent theft took place while the guards were at lunch on Saturday.\n\n"
        "The Bergen Loop, a race of 90 kilometres, was won by Ida Storm in record time.\n\n"
        "No charges were brought against the drivers of the Osk bridge convoy.",
    ),
    article(
        "loop",
        "2025-06-20",
        "Bergen Loop gets a new course",
        "The club cut two hills out of the course for the sake of older riders.\n\n"
        "After the meeting, he promised a third hill for next year's riders.\n\n"
        "The Bergen Loop will start at the fish market for the first time.",
    ),
    article(
        "vane",
        "2025-06-21",
        "Osk Rovers and Corin Vane agree on five years",
        "Osk Rovers and Corin Vane have agreed on a contract of five years.\n\n"
        "Of the 9 million crowns that Vane is paid, 6 million are guaranteed.",
    ),
    article(
        "vane-too",
        "2019-04-02",
        "Olga Vane leaves the council",
        "Olga Vane leaves the council of Osk after nine years and goes to sea.",
    ),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("latest"), more=MORE)
    yield store
    store.close()


def asked(store, text, now=NOW):
    return asyncio.run(answer(store, pose(store, text, now=now)))


def cited(given):
    return {one.article.id for one in given.citations}


def test_the_newest_that_names_it_is_told_though_others_are_nearer(store):
    given = asked(store, "What is the latest on Tallow Mill?")
    assert given.citations[0].article.id == "fire"
    assert "burned to the ground" in given.statements[0].text


def test_the_newest_is_looked_at_beside_the_nearest(store, monkeypatch):
    monkeypatch.setattr(stories, "ARTICLES", 1)
    question = pose(store, "What happened at Tallow Mill?", now=NOW)
    assert "fire" in {hit.article.id for hit in stories.search(store, question, k=8).hits}
    monkeypatch.setattr(recent, "naming", lambda *_: [])
    assert "fire" not in {hit.article.id for hit in stories.search(store, question, k=8).hits}


def test_what_came_out_later_than_the_question_is_not_told(store):
    assert "fire" not in cited(asked(store, "latest on Tallow Mill", now="2025-06-27"))


def test_the_newest_are_looked_for_by_all_words_of_the_topic(store):
    question = pose(store, "latest on Tallow Mill", now=NOW)
    named = recent.naming(store, question, question.topic)
    assert named[0].article.id == "fire"
    days = [one.article.last_day for one in named]
    assert days == sorted(days, reverse=True)
    assert {one.article.id.partition("-")[0] for one in named} == {"fire", "mill"}


def test_of_a_round_up_the_item_alone_is_told(store):
    given = asked(store, "What is the latest on the Bergen Loop?")
    assert cited(given) == {"letter", "loop"}
    assert "won by Ida Storm" in given.statements[0].text
    assert not any(
        word in given.text for word in ("water", "theft", "charges", "The club", "he promised")
    )


def test_a_name_in_small_letters_with_words_that_are_said_in_others(store):
    given = asked(store, "corin vane guaranteed pay")
    assert given.outcome is Outcome.ANSWERED
    assert cited(given) == {"vane"}
    assert "6 million are guaranteed" in given.text


def test_what_is_years_older_is_no_news_beside_what_is_new(store):
    assert cited(asked(store, "latest on Vane")) == {"vane"}
    assert cited(asked(store, "latest on Vane", now="2019-05-01")) == {"vane-too"}


@pytest.mark.parametrize(
    ("sentence", "does"),
    [
        ("The company cut 300 jobs on Monday.", True),
        ("The company that runs the ferry cut 300 jobs.", False),
        ("The Wick company cut 300 jobs.", False),
        ("The Spanish government has fallen.", False),
        ("The Spanish official added that she will stay.", True),
        ("The governors of Osk and Wick met.", False),
        ("The mayor, Ada Lund, has resigned.", False),
        ("The mayor has resigned.", True),
        ("The 34-year-old was seen at the quay.", True),
        ("The ferry company has raised its fares.", False),
        ("In 2009, they lost to Wick.", True),
        ("After the vote on Monday he resigned.", True),
        ("After the vote Ada Lund said he resigned.", False),
        ("Then he left.", True),
        ("Then-mayor Ada Lund left.", False),
        ("As we told you yesterday, Ada Lund left.", True),
        ("Plus, our reporter tells what happened to Ada Lund.", True),
    ],
)
def test_a_sentence_leans_where_a_reader_cannot_tell_who_is_meant(sentence, does):
    assert leans(sentence, ("ferry",)) == does


@pytest.mark.parametrize(
    ("title", "does"),
    [
        ("5 things to know for Monday", True),
        ("Live updates: the flood of the Wendel", True),
        ("The week in pictures", True),
        ("Ferry strike, dam failure, school fire", True),
        ("Monday morning briefing", True),
        ("Ferry peace after nine weeks", False),
        ("Repair costs 11,200,000 crowns, auditor says", False),
    ],
)
def test_a_headline_says_that_its_page_is_of_many_matters(title, does):
    assert is_of_many(title) == does
