"""A correction takes the place of a sentence only where the value that it sets right is asked."""

import asyncio
import json

import pytest

from bot.answer.corrected import corrected
from bot.answer.extracted.candidate import Candidate
from bot.answer.room import Room
from bot.ask import answer
from bot.differ import withdrawn
from bot.question.posed import pose
from bot.search import retrieve
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

POST = "Vale Post"
# day, headline, text
NEWS = [
    (
        "2025-05-06",
        "Hatchery at Lunden",
        "The trout hatchery at Lunden, built for £640,000, is infected with a fungus, its keeper "
        "said.",
    ),
    (
        "2025-05-09",
        "Correction",
        "On Tuesday we wrote that the trout hatchery at Lunden was built for £640,000. "
        "It was built for £460,000.",
    ),
    ("2025-06-02", "Brennt hives", "The beekeepers of Brennt harvested 310 kilos of honey."),
    ("2025-06-03", "Lunden hives", "The beekeepers of Lunden harvested 310 kilos of honey."),
    (
        "2025-06-05",
        "Correction",
        "On Tuesday we reported that the beekeepers of Lunden harvested 310 kilos of honey. "
        "They harvested 130 kilos.",
    ),
    (
        "2025-04-02",
        "Vet suspended at Holm",
        "A vet at the Holm clinic, Dr Signe Vold, has been suspended while a complaint is looked "
        "into.",
    ),
    (
        "2025-04-12",
        "Correction",
        "In a report on 2 April we said that Dr Signe Vold had been suspended from the Holm "
        "clinic. Dr Vold was not suspended; she was on leave. We apologise to Dr Vold.",
    ),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("withdrawn")
    rows = [
        {"id": f"a{n}", "source": POST, "published_at": day, "title": title, "text": text}
        for n, (day, title, text) in enumerate(NEWS)
    ]
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Store(folder / "data", Settings(), purpose="a test") as store:
        ingest(store, [folder / "news.jsonl"])
        yield store


def ask(store, question):
    return asyncio.run(answer(store, pose(store, question, now="2025-06-10")))


def test_where_something_else_is_asked_the_sentence_stays_and_the_correction_follows(store):
    whole = ask(store, "Is the trout hatchery at Lunden infected?")
    first, second = [one.text for one in whole.statements]
    assert "is infected with a fungus" in first
    assert "It was built for £460,000" in second
    assert "withdrawn" in {one.kind for one in whole.notes}


@pytest.mark.parametrize(
    "question",
    ["How much did the trout hatchery at Lunden cost?", "What did the hatchery at Lunden cost?"],
)
def test_where_the_value_is_asked_the_correction_takes_its_place(store, question):
    whole = ask(store, question)
    assert "It was built for £460,000" in whole.statements[0].text
    assert not any("fungus" in one.text for one in whole.statements)


def test_another_village_keeps_its_figure(store):
    whole = ask(store, "How much honey did the beekeepers of Brennt harvest?")
    assert "Brennt harvested 310 kilos" in whole.statements[0].text
    assert "withdrawn" not in {one.kind for one in whole.notes}
    corrected = ask(store, "How much honey did the beekeepers of Lunden harvest?")
    assert "They harvested 130 kilos" in corrected.statements[0].text


@pytest.mark.parametrize(
    "question",
    [
        "Tell me about Signe Vold",
        "What happened to Signe Vold?",
        "Who is Signe Vold?",
        "Was Dr Vold suspended?",
        "Is Signe Vold suspended?",
    ],
)
def test_what_was_withdrawn_whole_is_left_out_and_no_regret_is_told(store, question):
    told = [one.text for one in ask(store, question).statements]
    assert len(told) == 1
    assert "Dr Vold was not suspended; she was on leave" in told[0]


def test_of_a_wrong_figure_the_rest_is_told_behind_the_correction(store):
    first, *others = [
        one.text for one in ask(store, "Tell me about the Lunden hatchery").statements
    ]
    assert "It was built for £460,000" in first
    assert any("fungus" in one for one in others)


def test_a_note_on_what_comes_nearest_quotes_a_correction_whole(store):
    whole = ask(store, "Why was Signe Vold suspended?")
    told = " ".join([*(one.text for one in whole.statements), *(one.text for one in whole.notes)])
    assert "said that Dr Signe Vold" in told
    assert "Dr Vold was not suspended" in told


def test_an_apology_is_not_told_beside_its_correction(store):
    question = pose(store, "What happened to Signe Vold?", now="2025-06-10")
    found = retrieve.search(store, question, k=10)
    (hit,) = [one for one in found.hits if "apologise" in one.passage.text]
    every = [Candidate(hit=hit, span=span, probability=1.0) for span in hit.passage.sentences]
    corrections = withdrawn.find(store, found.hits)
    (told,) = corrected(question, every, corrections, room=Room(5, 100))
    assert told.text.endswith("she was on leave.")
