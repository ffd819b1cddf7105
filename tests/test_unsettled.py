"""What was not settled gives way to a later report, and what was to come to its day."""

import asyncio
import json

import pytest

from bot.answer.fitting.days_told import is_condition, is_over
from bot.ask import answer
from bot.differ.stages import COURSES, reached
from bot.question.posed import pose
from ingest.article import Article
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

NOW = "2025-10-01"
NEWS = [  # day, headline, text
    (
        "2025-03-03",
        "Mill at Tarn Holme burns",
        "The Skelding mill at Tarn Holme burned down on Monday night. The cause of the blaze at "
        "the Skelding mill is not yet known, fire officer Una Prest said.",
    ),
    (
        "2025-03-09",
        "Skelding mill: dust blamed",
        "Fire officer Una Prest said the blaze at the Skelding mill began when flour dust was lit "
        "by a broken lamp. The mill had insured itself for £2 million.",
    ),
    (
        "2025-05-06",
        "Board to weigh director's future",
        "The board of Lorne Museum has called a meeting to consider firing its director, "
        "Piet Quist.",
    ),
    (
        "2025-05-08",
        "Lorne Museum director goes",
        "The board of Lorne Museum voted unanimously to end the contract of its director, Piet "
        "Quist, with immediate effect.",
    ),
    (
        "2025-06-02",
        "Dockers at Port Vire pause strike",
        "The strike at Vireline has been suspended for a week. If there is no agreement by 9 June "
        "the strike at Vireline will go on, the union said. It has cost £3 million.",
    ),
    (
        "2025-06-12",
        "Vireline dockers take offer",
        "The dispute at Vireline is over. Dockers voted to take a rise of 5 per cent.",
    ),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("unsettled")
    rows = [
        {"id": f"u{n}", "source": "Dune Pilot", "published_at": day, "title": title, "text": text}
        for n, (day, title, text) in enumerate(NEWS)
    ]
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Store(folder / "data", Settings(), purpose="a test") as store:
        ingest(store, [folder / "news.jsonl"])
        yield store


def said(store, question, now=NOW):
    whole = asyncio.run(answer(store, pose(store, question, now=now)))
    return [one.text for one in whole.statements]


@pytest.mark.parametrize(
    ("question", "settled", "day", "before"),
    [
        ("What caused the blaze at the Skelding mill?", "flour dust", "", "2025-03-05"),
        (
            "Was Piet Quist fired?",
            "voted unanimously to end the contract",
            "Dune Pilot reported on",
            "2025-05-07",
        ),
        (
            "Is the strike at Vireline still on?",
            "The dispute at Vireline is over",
            "Dune Pilot reported on",
            "2025-06-05",
        ),
    ],
)
def test_what_was_settled_later_goes_first_and_has_its_day_where_it_took_a_place(
    store, question, settled, day, before
):
    first, *_ = said(store, question)
    assert settled in first
    assert day in first
    assert settled not in " ".join(said(store, question, now=before))


def test_what_was_so_if_nothing_came_by_its_day_is_not_told_behind_it(store):
    question = "What did the strike at Vireline cost?"
    assert "no agreement" not in " ".join(said(store, question))


def test_who_asks_whether_that_was_left_open_is_told_that_first(store):
    first, *_ = said(store, "Did the board of Lorne Museum consider firing Piet Quist?")
    assert "to consider firing" in first


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("The cause is not yet known.", True),
        ("“The cause is unclear,” she said.", True),
        ("The council is to consider closing it.", True),
        ("There are no plans for job cuts.", True),
        ("A lamp was the cause.", False),
        ("“A lamp was the cause,” she said.", False),
    ],
)
def test_what_is_not_settled_says_so(text, is_open):
    (course,) = (one for one in COURSES if one.is_open)
    assert reached(course, text) == (0 if is_open else 1)


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("It will open on 9 June.", True),
        ("If nobody pays by 9 June it will close.", True),
        ("It will open on 9 December.", False),
        ("It will open on Sunday.", False),
        ("It opened on 9 May.", False),
        ("It will close for a year from 9 June until 2026.", False),
    ],
)
def test_what_was_to_come_on_a_day_is_over_after_it(text, over):
    article = Article(id="a", title="", text=text, published_at="2025-06-02")
    assert is_over(text, article, NOW) is over
    assert is_condition(text) is text.startswith("If")
