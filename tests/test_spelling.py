"""A slip in a word is read as what is meant, and said; a name of its own is left alone."""

import asyncio

import pytest
from newsroom import newsroom

from bot.ask import answer
from bot.question.spelling import read
from bot.question.understanding import understand

MORE = [
    {
        "id": "norlund",
        "title": "Norlund elects its first woman as mayor",
        "source": "Harbour Ledger",
        "published_at": "2025-04-02",
        "text": "Signe Torvald has been elected mayor of Norlund. She beat Oskar Liden by 4 votes. "
        "Turnout fell to a record low after a storm warning. "
        "The count in Norlund Market was watched by Judge Ketola.",
    },
    {
        "id": "two",
        "title": "Two villages, one school",
        "source": "Harbour Ledger",
        "published_at": "2025-04-05",
        "text": "The villages of Tofsdal and Tofsval are to share a school.",
    },
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("spelling"), more=MORE)
    yield store
    store.close()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("who leads norlnud", "who leads norlund"),  # swapped
        ("who is oskar lidden", "who is oskar liden"),  # beside his first name
        ("Who counts in Norlnud Market?", "Who counts in Norlund Market?"),
        ("Norlnud Market: who counted?", "Norlund Market: who counted?"),
        ("Who is Oskar Lidden?", "Who is Oskar Liden?"),  # doubled within
        ("Who is Signe Torvalt?", "Who is Signe Torvald?"),  # beside her first name
        ("norlund record lwo turnout", "norlund record low turnout"),  # beside its neighbour
        ("norlund storm warnng", "norlund storm warning"),
        ("How high is the ferrry fare?", "How high is the ferry fare?"),  # doubled, and no name
    ],
)
def test_a_slip_is_read_as_what_is_meant(store, text, meant):
    assert read(store, understand(text)).text == meant


@pytest.mark.parametrize(
    "text",
    [
        "Who leads Norland?",  # another letter, and nothing beside it
        "Who leads Norlnud?",  # may be known elsewhere
        "Norlnud has elected whom?",
        "How high is the Saltmarhs ferry fare?",  # what stands beside it is of no name
        "Who is Anders Tovrald?",  # another's name stands beside it
        "Where was Judge Keotla?",  # a title is many people's
        "Who is Torvalda?",  # another end
        "who is torrvald",  # a letter more makes a name of another's, written small too
        "Who is Signe Thorvaldsen?",  # not near
        "Who teaches in Tofsgal?",  # near to two
        "Who is Haverrkamp?",  # Basset is not Bassett
        "norlund storm wrn",  # two letters off
        "norlund rec lwo",
        "Who misruled Norlund?",  # a word like any other
        "Who is Hanson?",  # a name of ordinary English
        "Who is Haverkamp?",  # stands there
        "Was ist mit Norlnud geschehen, und wer hat dort die Wahl gewonnen?",
    ],
)
def test_a_name_of_its_own_is_left_alone(store, text):
    assert read(store, understand(text)).read_as == ()


def test_it_is_said_and_can_be_taken_off(store):
    asked = understand("Where is Norlnud Market?")
    told = asyncio.run(answer(store, asked))
    assert "Norlund" in told.text
    assert told.question == "Where is Norlnud Market?"
    assert told.searched.understood.made_whole == "Where is Norlund Market?"
    (note,) = [one.text for one in told.notes if one.kind == "read_as"]
    assert "“Norlnud”" in note
    assert "“Norlund”" in note
    left = asyncio.run(answer(store, understand("Where is Norlnud Market?", ignore=("spelling",))))
    assert left.searched.understood.made_whole == ""
    assert "read_as" not in [one.kind for one in left.notes]
