"""Who holds a post now, what a thing cost in the end, and how many articles an overview is of."""

import asyncio
import json

import pytest

from bot.answer.answer import Outcome
from bot.answer.fitting import form, places
from bot.ask import answer
from bot.question.posed import pose
from bot.question.understanding import understand
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

# outlet, day, headline, text
NEWS = [
    ("Lathe Post", "2023-02-20", "Rates frozen", "Rates in Lathe will not rise this year. The "
     "mayor, Dora Fenn, said households had paid enough."),
    ("Lathe Post", "2024-05-02", "Lathe elects Arn Mehl", "Arn Mehl, a baker, was elected mayor of "
     "Lathe on Thursday."),
    ("Lathe Post", "2022-11-14", "Ward shut", "The clinic trust shut a ward. The trust’s chief "
     "executive, Gorm Lyle, said that patients came first at Oskel clinic trust."),
    ("Lathe Post", "2024-01-05", "Parking free", "Parking at the Oskel clinic will be free. The "
     "clinic trust’s chief executive, Ama Sund, who replaced Gorm Lyle, said it was right."),
    ("Lathe Post", "2023-03-12", "Baths stay shut", "The Lathe baths will not open this summer "
     "after cracks were found. The council put the cost of repairs to the baths at £2.4 million."),
    ("Lathe Post", "2023-11-20", "Baths repair bill rises", "The bill for repairing the Lathe "
     "baths has risen to £3.1 million."),
    ("Coast Wire", "2024-03-18", "Broken spring blamed", "The line was closed for eight days, and "
     "the repair cost the railway £4.6 million."),
    ("Lathe Post", "2024-05-23", "Swimmers return to Lathe baths", "The Lathe baths reopened on "
     "Saturday. The work cost £3.4 million, the council said. A swim costs £6."),
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("holding")
    rows = [
        {"id": f"h{n}", "source": outlet, "published_at": day, "title": head, "text": text}
        for n, (outlet, day, head, text) in enumerate(NEWS)
    ]
    rows += [
        {"id": f"m{n}", "source": "Coast Wire", "published_at": f"2021-07-{n + 1:02}",
         "title": f"{what} on show", "text": f"A show of {what.lower()} opened in {town}."}
        for n, (what, town) in enumerate(
            [("Kites", "Holm"), ("Lamps", "Quenby"), ("Bells", "Fenwick"), ("Saddles", "Marrow"),
             ("Globes", "Brennt"), ("Puppets", "Lunden"), ("Anchors", "Selm")])
    ]  # fmt: skip
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Store(folder / "data", Settings(), purpose="a test") as store:
        ingest(store, [folder / "news.jsonl"])
        yield store


def ask(store, question):
    return asyncio.run(answer(store, pose(store, question, now="2024-12-01")))


@pytest.mark.parametrize(
    ("question", "now"),
    [
        ("Who is the mayor of Lathe now?", "Arn Mehl"),
        ("Who is the current mayor of Lathe?", "Arn Mehl"),
        ("Who is now the mayor of Lathe?", "Arn Mehl"),
        ("who is mayor of lathe", "Arn Mehl"),
        ("who is ceo of oskel clinic trust", "Ama Sund"),
        ("Who runs the clinic trust now?", "Ama Sund"),
    ],
)
def test_who_holds_it_now_comes_first(store, question, now):
    first, *_ = ask(store, question).statements
    assert now in first.text
    assert "2024" in first.text


def test_what_reopened_is_open_though_it_was_told_that_it_would_not_open(store):
    first, *_ = ask(store, "is the lathe baths open").statements
    assert "reopened" in first.text


@pytest.mark.parametrize(
    "question",
    [
        "How much did the baths repairs cost in the end?",
        "What was the final cost of the baths repair?",
        "What was the final cost of the Lathe baths?",
    ],
)
def test_the_final_cost_comes_first_and_none_of_another_thing(store, question):
    first, *others = [one.text for one in ask(store, question).statements]
    assert "£3.4 million" in first
    assert not any("railway" in one or "£6" in one for one in others)


def test_a_cost_of_another_thing_does_not_stand_beside_it(store):
    told = ask(store, "How much did the Lathe baths repairs cost?").text
    assert "£2.4 million" in told
    assert "railway" not in told


def test_an_overview_that_is_cut_says_of_how_many(store):
    given = ask(store, "What happened in July 2021?")
    assert given.outcome is Outcome.PARTIAL
    (note,) = [one.text for one in given.notes if one.kind == "listed"]
    assert note == "7 articles fit the question; 5 of them are told of here."


@pytest.mark.parametrize("question", ["What happened in November 2022?", "What is the latest?"])
def test_one_that_is_whole_or_wants_the_newest_does_not(store, question):
    given = ask(store, question)
    assert given.outcome is Outcome.ANSWERED
    assert "listed" not in {one.kind for one in given.notes}


@pytest.mark.parametrize(
    ("question", "said", "says"),
    [
        ("Who came second in the vote?", "Candidate: Ada Lund; Votes: 410.", False),
        ("Who came second in the vote?", "Ada Lund was second with 410.", True),
        ("who came second", "Women: 1. Mia Orr 1:17:33. 2. Ada Lund 1:18:09.", True),
        ("who came second", "Women: 12. Ada Lund 1:18:09.", False),
        ("Who finished last in the race?", "Ada Lund came last.", True),
        ("Who finished last in the race?", "Candidate: Ada Lund; Votes: 41.", False),
    ],
)
def test_a_place_is_told_by_what_says_it(question, said, says):
    asked = places.asked(question)
    assert asked is not None
    assert asked(said) is says


@pytest.mark.parametrize("question", ["Who came second-hand?", "Who came to the second race?"])
def test_where_no_place_is_asked_for(question):
    assert places.asked(question) is None


def test_a_row_of_results_tells_no_day():
    fits = form.fits(understand("When was the half marathon?"))
    assert fits is not None
    assert not fits("Women: 2. Ada Lund (Wick) 1:18:09.")
    assert fits("The half marathon was on 12 October.")
