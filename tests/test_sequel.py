"""What became of something is told of that alone, and of nothing that sounds like it."""

import json

import pytest

from bot.answer import choose
from bot.answer.sequel import find
from bot.question.posed import pose
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

# day, headline, text
NEWS = [
    ("02-03", "Baker in court", "The baker Tilda Moor has been charged with perjury in Quenby."),
    ("04-03", "Baker cleared", "The baker Tilda Moor was acquitted of poaching in Quenby."),
    ("02-04", "Organist in court", "The organist Hugo Stam, 38, was charged with blackmail."),
    ("04-04", "Bus driver cleared", "The bus driver Hugo Stam, 63, was acquitted in Fenwick."),
    ("02-05", "Tenor in court", "The tenor Piet Oller was charged with stealing a harp."),
    ("04-05", "Tenor cleared", "Piet Oller was acquitted of theft. The harp was his own."),
    ("02-06", "In court", "Rasmus Vik is charged with doping, Greta Vik with bribery."),
    ("04-06", "Vik walks free", "Greta Vik was acquitted in Holm. Her brother was not in court."),
    ("02-07", "Rector under fire", "The rector Sanne Droop is under pressure over cold halls."),
    ("04-07", "A Droop goes", "Bram Droop, a son of the rector Sanne Droop, resigned as bursar."),
    ("02-08", "Curator under fire", "The curator Noor Hals is under pressure over a fake vase."),
    ("04-08", "Curator goes", "Hals resigned as the curator of vases at noon."),
    ("02-09", "Heath fire", "A fire near Castle Wren has burned 30 hectares of heath."),
    ("04-09", "Heath fire out", "The fire near Wren Point, of 700 hectares, is contained."),
    ("02-10", "Pumps stand still", "Engineers at the pumping works Delta 7 began a strike."),
    ("04-10", "Pumps run", "Engineers at the pumping works Delta 9 ended their strike."),
    ("02-11", "Weavers walk out", "Weavers at Saxby Mill began a strike over dust."),
    ("04-11", "Weavers back", "Weavers at Saxby Mill ended their strike over dust."),
    ("02-12", "Poll", "Rune Falk is a candidate for president of Ostmark, says a Danlod poll."),
    ("04-12", "Vote", "Lise Brandes was elected president of Vestmark in the race, Danlod said."),
    ("04-12", "Anglers vote", "Rune Falk was elected head of the anglers' club."),
    ("02-13", "Poll", "Jorun Aas is a candidate for mayor of Tveit, and ahead in a poll."),
    ("04-13", "Vote", "Olav Sund was elected mayor of Tveit, and Aas lost."),
    ("02-16", "Pier shut", "The pier at Orle was closed because of worms in its piles."),
    ("04-16", "Pier open", "The pier at Orle Sands, closed because of worms, has reopened."),
    ("02-14", "Diver seized", "The diver Kaja Prins was kidnapped off Bandar."),
    ("04-14", "Diver freed", "The diver Milan Roth, who was kidnapped off Bandar, was freed."),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sequel")
    rows = [
        {"id": f"a{n}", "source": "Fen Mail", "published_at": f"2025-{day}", "title": t, "text": x}
        for n, (day, t, x) in enumerate(NEWS)
    ]
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Store(folder / "data", Settings(), purpose="a test") as store:
        ingest(store, [folder / "news.jsonl"])
        yield store


def became(store, question):
    """What became of what the articles say to a question."""
    asked = pose(store, question, now="2025-10-01")
    found = choose.find(store, asked)
    chosen = choose.chosen(store, asked, found).chosen
    assert chosen
    early = [one for one in chosen if one.hit.article.first_day < "2025-03"]
    assert early
    return [one.now.text for one in find(store, asked, found, early)]


@pytest.mark.parametrize(
    "question",
    [
        "What is Tilda Moor charged with?",
        "What was Hugo Stam charged with?",
        "What is Rasmus Vik charged with?",
        "Is Sanne Droop still rector?",
        "How many hectares have burned near Castle Wren?",
        "Are the engineers at Delta 7 on strike?",
        "Are the engineers at the pumping works on strike?",
        "Is the pier at Orle closed?",
        "Was Rune Falk elected president?",
        "Who was kidnapped off Bandar?",
    ],
)
def test_what_became_of_another_is_no_sequel(store, question):
    assert became(store, question) == []


@pytest.mark.parametrize(
    ("question", "end"),
    [
        ("What is Piet Oller charged with?", "Piet Oller was acquitted of theft"),
        ("What is Greta Vik charged with?", "Greta Vik was acquitted"),
        ("Is Noor Hals still curator?", "Hals resigned"),
        ("Are the weavers at Saxby Mill on strike?", "ended their strike over dust"),
        ("Was Jorun Aas elected mayor of Tveit?", "Olav Sund was elected mayor of Tveit"),
    ],
)
def test_what_became_of_the_same_is_told(store, question, end):
    assert any(end in one for one in became(store, question))
