"""Questions that a row of a table answers, or a list of results, and what neither does."""
# ruff: noqa: E501, a case reads best on one line

import asyncio

import pytest
from newsroom import newsroom

from bot.answer.answer import Outcome
from bot.answer.choose import find
from bot.answer.extracted import league
from bot.answer.extracted.candidate import Extract
from bot.answer.extracted.tabled import tabled
from bot.ask import answer
from bot.question.understanding import understand

MORE = [
    {
        "id": "ballot",
        "title": "Fjelde keeps its mayor in Saturday's ballot",
        "source": "Harbour Ledger",
        "published_at": "2025-05-04",
        "text": "Mayor Runa Fjelde stays in office for four more years, the returning officer said."
        "\n\n| Candidate | List | Ballots |\n|---|---|---|\n| Runa Fjelde | Harbour | 4,102 |\n"
        "| Odd Kvam | Moorland | 3,977 |\n| Siri Kvam | Fishers | 812 |\n\n"
        "Odd Kvam said on Sunday that he would not ask for a recount.",
    },
    {
        "id": "skiing",
        "title": "Snow stops for the Hovden ski marathon",
        "source": "Harbour Ledger",
        "published_at": "2025-03-09",
        "text": "Some 900 skiers started on Sunday. Tuva Ness won the women's race by minutes."
        "\n\nMen's race: 1. Jarl Uvdal (Geilo) 2:11:40; 2. Ben Aas (Hovden) 2:13:05; "
        "3. Emil Stav (Voss) 2:13:58.\n\n"
        "Women's race: 1. Tuva Ness (Voss) 2:27:14; 2. Lea Holt (Hovden) 2:29:50.\n\n"
        "Sledge race: 1. Ola Rud 1:38:21.\n\nJuniors: 1. Pia Lund 0:58:10.\n\n"
        "Juniors: 2. Kai Moen 0:59:02.",
    },
    {
        "id": "league",
        "title": "The Vik curling league after its last day",
        "source": "Harbour Ledger",
        "published_at": "2025-03-20",
        "text": "The curling league of Vik ended on Thursday before a crowd of 300."
        "\n\n| Pos | Club | Points |\n|---|---|---|\n| 1 | Vik Stones | 31 |\n"
        "| 2 | Moss Brooms | 29 |\n| 3 | Skerry | 29 |",
    },
    {
        "id": "sleds",
        "title": "Tour of Finnmark: Rolf Aas takes stage three",
        "source": "Harbour Ledger",
        "published_at": "2025-03-23",
        "text": "Rolf Aas won the third stage of the Tour of Finnmark after an escape of 38 km."
        "\n\nOverall after stage 3: 1. Gro Vang (Alta) 11:42:10.\n\n"
        "Overall after stage 3: 2. Rolf Aas (Kestrel) +31s.",
    },
    {
        "id": "hockey",
        "title": "Aune go top of the Vestfold hockey league",
        "source": "Harbour Ledger",
        "published_at": "2025-03-22",
        "text": "Aune are top of the Vestfold hockey league after a win at Brevik on Friday."
        "\n\n| Pos | Team | P | W | D | L | GF | GA | Pts |\n|---|---|---|---|---|---|---|---|---|\n"
        "| 1 | Aune | 12 | 8 | 3 | 1 | 31 | 14 | 27 |\n"
        "| 2 | Brevik Blades | 11 | 7 | 0 | 4 | 26 | 17 | 21 |",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("tabled"), more=MORE)
    yield store
    store.close()


def told(store, text):
    return asyncio.run(answer(store, understand(text, now="2025-06-01")))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("How many ballots did Odd Kvam get?", "Candidate: Odd Kvam; List: Moorland; Ballots: 3,977."),
        ("Which list did Siri Kvam stand for?", "Candidate: Siri Kvam; List: Fishers; Ballots: 812."),
        ("Who was the candidate of the Moorland list?", "Candidate: Odd Kvam; List: Moorland; Ballots: 3,977."),
        ("How many points did the Moss Brooms get?", "Pos: 2; Club: Moss Brooms; Points: 29."),
        ("Which club came third in the curling league?", "Pos: 3; Club: Skerry; Points: 29."),
    ],
)  # fmt: skip
def test_a_row_is_the_whole_answer(store, text, said):
    given = told(store, text)
    assert given.text == f"{said} [1]"
    (citation,) = given.citations
    assert citation.quote == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Who came second in the men's race?", "Men's race: 1. Jarl Uvdal"),
        ("Who won the women's race?", "Women's race: 1. Tuva Ness"),
        ("Who won the Hovden ski marathon's women's race?", "Women's race: 1. Tuva Ness"),
        ("Who won the sledge race?", "Sledge race: 1. Ola Rud 1:38:21."),
        ("What was Ben Aas's time?", "Men's race: 1. Jarl Uvdal"),
        ("Who was second of the juniors?", "Juniors: 2. Kai Moen 0:59:02."),
        ("Who was second overall after stage 3?", "Overall after stage 3: 2. Rolf Aas"),
    ],
)
def test_a_list_of_results_is_the_whole_answer(store, text, said):
    given = told(store, text)
    assert given.text.startswith(said)
    assert len(given.citations) == 1


@pytest.mark.parametrize(
    "text",
    [
        "How many ballots did Gro Kvam get?",  # of another first name
        "How many ballots did the Temperance list get?",
        "Who came fourth in the men's race?",
        "Who came third in the women's race?",
        "How many points did Harbour get?",  # a list, and no club
        "Who won stage three of the Tour of Finnmark?",
        "Who won the second stage of the Tour of Finnmark?",
    ],
)
def test_what_no_row_says_is_not_answered_with_one(store, text):
    given = told(store, text)
    rows = ("Candidate:", "Pos:", "Men's race:", "Women's race:", "Overall")
    assert given.outcome is Outcome.NO_ANSWER or not given.text.startswith(rows)


def test_by_how_many_is_of_two_rows(store):
    asked = understand("By how many ballots did Runa Fjelde win?", now="2025-06-01")
    assert tabled(store, asked, find(store, asked)) == Extract(())


@pytest.mark.parametrize(
    ("asked", "column"),
    [
        ("How many points do Brevik Blades have?", "Pts: 21"),
        ("How many games have Brevik Blades lost?", "L: 4"),
        ("How many matches did Brevik Blades win?", "W: 7"),
        ("How many games have Brevik Blades played?", "P: 11"),
        ("How many goals have Brevik Blades conceded?", "GA: 17"),
    ],
)
def test_a_column_of_a_letter_is_known_beside_others_of_its_kind(store, asked, column):
    (row,) = told(store, asked).statements
    assert row.text.startswith("Pos: 2; Team: Brevik Blades; P: 11")
    assert f"; {column}" in row.text


@pytest.mark.parametrize(
    "asked",
    [
        "How many penalties did Brevik Blades have?",
        "How many games have Brevik Stones lost?",
        "How many games have Brevik Blades lost at home?",
    ],
)
def test_no_row_is_read_for_another_column_or_team(store, asked):
    asked = understand(asked, now="2025-06-01")
    assert tabled(store, asked, find(store, asked)) == Extract(())


def test_a_letter_alone_is_no_column_of_a_league():
    assert league.is_league(["Pos", "Team", "P", "W", "L", "Pts"])
    assert not league.is_league(["Name", "P", "Votes"])
    assert not league.asked_for("GF", frozenset(["goals", "conceded"]))
