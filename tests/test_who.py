"""Who somebody is, is told in whatever clause says it, with what says of which body."""

import asyncio
import json

import pytest

from bot.answer.answer import Outcome
from bot.ask import answer
from bot.question.posed import pose
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

NEWS = [
    (
        "Quarter at Fenn Freight",
        "Fenn Freight lost £2 million. The chief executive, Nia Corvan, blamed the price of fuel.",
    ),
    ("Goalless at Pell", "“I have seen better at a fair,” said the Pell manager, Stig Radd."),
    (
        "Shops ask for wardens",
        "The Guild of Shopkeepers disagreed. “We pay for it twice,” its "
        "district chairman, Vik Sandal, said.",
    ),
    (
        "Ferry carries fewer",
        "The ferry line carried 90,000 people last year. It has ordered a new "
        "boat, the Maid Ellen, which comes in May.",
    ),
    (
        "Storm over Pell",
        "The man killed when a chimney fell on his van was Dag Comber, a tiler "
        "from Pell, his family said.",
    ),
    (
        "Lock keeper goes",
        "Captain Liv Hadd will keep the lock from April. She follows Roald Tib, "
        "who retires after 19 years.",
    ),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("who")
    rows = [
        {
            "id": f"w{n}",
            "source": "Pell Echo",
            "published_at": "2025-05-01",
            "title": head,
            "text": text,
        }
        for n, (head, text) in enumerate(NEWS)
    ]
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Store(folder / "data", Settings(), purpose="a test") as store:
        ingest(store, [folder / "news.jsonl"])
        yield store


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who is Nia Corvan?", "The chief executive, Nia Corvan"),
        ("Who is Stig Radd?", "the Pell manager, Stig Radd"),
        ("Who is Vik Sandal?", "Guild of Shopkeepers disagreed. “We pay for it twice,” its"),
        ("What is the Maid Ellen?", "a new boat, the Maid Ellen"),
        ("Who is Dag Comber?", "Dag Comber, a tiler"),
        ("Who is Roald Tib?", "She follows Roald Tib"),
    ],
)
def test_the_sentence_that_says_who_it_is_is_told(store, question, told):
    given = asyncio.run(answer(store, pose(store, question, now="2025-05-20")))
    assert given.outcome is Outcome.ANSWERED
    assert told in given.text
