"""What was known by a day, and what later articles tell of a day that is named."""

import asyncio

import pytest
from newsroom import newsroom

from bot.answer.answer import Outcome
from bot.ask import answer
from bot.question.understanding import understand

NOW = "2025-05-30"
MORE = [
    {
        "id": "quay-1",
        "title": "Four hurt as the Holm quay subsides",
        "source": "Harbour Ledger",
        "published_at": "2025-05-12",
        "text": "Four people were hurt when the Holm quay subsided on Monday, the council said.",
    },
    {
        "id": "quay-2",
        "title": "Holm quay: seven now known to be hurt",
        "source": "Harbour Ledger",
        "published_at": "2025-05-16",
        "text": "Seven people were hurt when the Holm quay subsided, the council said on Friday.",
    },
    {
        "id": "lock",
        "title": "The lock at Tessen opens to barges",
        "source": "Harbour Ledger",
        "published_at": "2025-05-28",
        "text": "The new lock at Tessen was opened to barges on Tuesday.\n\n"
        "Skippers had waited for it for six years.",
    },
    {
        "id": "bridge",
        "title": "Tessen bridge to be painted",
        "source": "Harbour Ledger",
        "published_at": "2025-05-29",
        "text": "The Tessen bridge will be painted red, the council said on Wednesday. It will "
        "be closed on Monday.",
    },
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("known_by"), more=MORE)
    yield store
    store.close()


def asked(store, text):
    return asyncio.run(answer(store, understand(text, now=NOW)))


@pytest.mark.parametrize(
    "text",
    [
        "How many people were hurt at the Holm quay as of 14 May?",
        "How many people had been hurt at the Holm quay by 14 May 2025?",
        "Holm quay hurt as of 14 May",
    ],
)
def test_what_was_known_by_a_day_is_told_from_the_articles_up_to_it(store, text):
    told = asked(store, text)
    assert {one.article.id for one in told.citations} == {"quay-1"}
    assert told.searched.last_day == "2025-05-14"


def test_by_a_day_limits_nothing_where_no_count_is_asked_for(store):
    assert understand("Who had left by 14 May?", now=NOW).limits.last_day == NOW
    assert understand("How many had left by May?", now=NOW).limits.last_day == NOW
    assert understand("Was it as of 14 May as in March 2025?", now=NOW).limits.last_day == NOW
    assert understand("How many will have left by 1 June?", now=NOW).limits.last_day == NOW


def test_a_time_that_was_taken_off_limits_nothing():
    taken_off = understand("The toll as of 14 May?", now=NOW, ignore=("period",))
    assert taken_off.limits.last_day == taken_off.today == NOW


def test_what_happened_on_a_day_is_told_from_an_article_that_names_it_later(store):
    told = asked(store, "What happened on Tuesday?")
    (one,) = told.citations
    assert (one.article.id, one.quote) == (
        "lock",
        "The new lock at Tessen was opened to barges on Tuesday.",
    )


def test_what_was_said_on_a_day_is_of_it_and_what_was_to_come_then_is_not(store):
    said = asked(store, "What happened on Wednesday?")
    assert [one.article.id for one in said.citations] == ["bridge", "lock"]
    assert "will be painted" in said.text
    assert asked(store, "What happened on Monday?").outcome is Outcome.NO_ANSWER


def test_a_day_that_later_articles_do_not_name_is_not_told_of(store):
    assert asked(store, "What happened on 26 May?").outcome is Outcome.NO_ANSWER


def test_this_week_is_the_last_seven_days_and_last_week_the_one_from_monday():
    this, last = (
        understand(f"Who left {one} week?", now=NOW).periods[0] for one in ("this", "last")
    )
    assert (last.first_day, last.last_day) == ("2025-05-19", "2025-05-25")
    assert (this.first_day, this.last_day) == ("2025-05-23", "2025-05-30")
