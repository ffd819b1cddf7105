"""The relation that is asked for: told plainly, perhaps, or of somebody else or not at all."""

import asyncio

import pytest
from newsroom import newsroom

from bot.answer.fitting import relations, whose
from bot.ask import answer
from bot.question.posed import pose

PIER = {
    "id": "pier",
    "title": "Pier closes for a year",
    "source": "Wendel Valley Post",
    "published_at": "2025-03-03",
    "text": "The Wick Pier in Tamble, designed by Edda Maur, will be closed for a year from 1 May. "
    "The pier was opened in 1958. The county will pay £9 million for the repair.",
}
VOTE = {
    "id": "vote",
    "title": "Ballot in Tamble",
    "source": "Wendel Valley Post",
    "published_at": "2025-03-04",
    "text": "Otto Brand was elected to the council of Tamble on 2 March. Rosa Lind, who runs the "
    "library, congratulated him. Lind, 58, is a retired judge.",
}
FIRM = {
    "id": "firm",
    "title": "Kessler Works in the red",
    "source": "Harbour Ledger",
    "published_at": "2025-03-05",
    "text": "Kessler Works made a loss of £3 million in 2024. Its founder Nils Farr has left the "
    "board. The firm sold 900 pumps in Orrin.",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("relations"), more=[PIER, VOTE, FIRM])
    yield store
    store.close()


def said(store, text):
    whole = asyncio.run(answer(store, pose(store, text, now="2025-04-01")))
    return " ".join(one.text for one in whole.statements)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who designed the Wick Pier?", "Edda Maur"),
        ("Who is the designer of the Wick Pier?", "Edda Maur"),
        (
            "When was Edda Maur's Wick Pier opened?",
            "1958",
        ),  # and not refused since it will be closed
        ("When was Otto Brand elected?", "2 March"),
        ("Who founded Kessler Works?", "Nils Farr"),  # in few words of the question
        ("What profit did Kessler Works make?", "loss of £3 million"),
        ("What loss did Kessler Works make?", "loss of £3 million"),
        ("How old is Rosa Lind?", "58"),
    ],
)
def test_what_is_told_is_answered(store, question, told):
    assert told in said(store, question)


@pytest.mark.parametrize(
    "question",
    [
        "Who built the Wick Pier?",
        "Who owns the Wick Pier?",
        "Who painted the Wick Pier?",
        "When was Rosa Lind elected?",  # another was
        "When did Rosa Lind retire?",
        "How old is Otto Brand?",
        "Who founded the Tamble library?",
        "What revenue did Kessler Works have?",
        "Who bought Kessler Works?",
        "Who founded Kessler Works with a loss in 1911?",  # of no year is told
    ],
)
def test_what_is_told_of_another_relation_or_of_another_is_no_answer(store, question):
    assert said(store, question) == ""


@pytest.mark.parametrize(
    ("sentence", "beside", "sure"),
    [
        ("Nils Farr founded Kessler Works in 1990.", "", 1.0),
        ("Its founder Nils Farr has left.", "Kessler Works in the red", 1.0),
        ("Its founder Nils Farr has left.", "The red carpet", 0.5),  # of what is not known
        ("Kessler Works was started by Nils Farr.", "", 0.5),  # may be said of an engine
        ("Kessler Works was founded in 1990.", "", 0.5),  # by whom is not said
        ("Nils Farr runs Kessler Works.", "He founded it.", 0.5),
        ("Nils Farr runs Kessler Works.", "", 0.0),
    ],
)
def test_how_surely_a_sentence_tells_who_founded_it(sentence, beside, sure):
    relation = relations.asked("Who founded Kessler Works?")
    assert relation is not None
    assert relation.tells(sentence, beside, beside) == sure


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who owns Kessler Works?", "person"),
        ("Who was the pier designed by?", "person"),
        ("Who is Rosa Lind married to?", "person"),
        ("Who is the author of the report?", "person"),
        ("In what year was Rosa Lind born?", "date"),
        ("What was the profit of Kessler Works?", "sum"),
        ("How much profit did it make?", "sum"),
    ],
)
def test_a_relation_is_asked_for(question, kind):
    relation = relations.asked(question)
    assert relation is not None
    assert relation.kind == kind


@pytest.mark.parametrize(
    "question",
    [
        "Who won the vote?",  # is told in any words
        "Who wrote about the pier?",
        "Who saw the man that designed the pier?",
        "What pay rise did the nurses get?",
        "What did the founder of Kessler Works say?",
        "When did the owner of the pier come?",
    ],
)
def test_no_relation_is_asked_for(question):
    assert relations.asked(question) is None


def test_when_somebody_did_anything_is_not_told_by_when_another_did():
    subject, verb = whose.does("When did Rosa Lind sing in Tamble?")
    assert whose.is_done_by_another("Otto Brand sang on Sunday.", subject, verb)
    assert not whose.is_done_by_another("Lind sang on Sunday.", subject, verb)
    assert not whose.is_done_by_another("Otto Brand said that she sang.", frozenset(), "")
    assert not whose.is_done_by_another("Otto Brand spoke on Sunday.", subject, verb)
    assert whose.does("When did the choir sing?") == (frozenset(), "")
    assert whose.does("When is Rosa Lind?") == (frozenset(), "")


@pytest.mark.parametrize(
    ("sentence", "word", "another"),
    [
        ("Otto Brand was elected on Sunday.", "elected", True),
        ("Brand, who was elected on Sunday, left.", "elected", True),
        ("Rosa Lind was elected on Sunday.", "elected", False),
        ("She was elected on Sunday.", "elected", False),
        ("In Tamble she was elected on Sunday.", "elected", False),  # a place is no subject
        ("Otto Brand was glad that Lind was elected.", "elected", False),
        ("Tamble elected Rosa Lind on Sunday.", "elected", False),
        ("Otto Brand was elected, and Rosa Lind was not.", "elected", True),
    ],
)
def test_of_whom_it_is_said(sentence, word, another):
    start = sentence.index(word)
    told = (start, start + len(word))
    assert whose.is_of_another(sentence, told, whose.stems("Rosa Lind")) is another
