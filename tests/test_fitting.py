"""What can be no answer: another thing is counted, no age or time is given, no such event told."""

from dataclasses import replace

import pytest
from newsroom import newsroom, said

from bot.answer.extracted.answering import answering
from bot.answer.extracted.candidate import Candidate
from bot.answer.fitting.able import can
from bot.answer.fitting.form import fits
from bot.question.posed import pose
from bot.question.understanding import understand
from bot.search.retrieve import search

CHIEF = {
    "id": "chief",
    "title": "Fire chief Aldo Renner honoured",
    "source": "Wendel Valley Post",
    "published_at": "2025-02-01",
    "text": "Fire chief Aldo Renner was given the keys of Orrin by the mayor on Saturday.\n\n"
    "Renner, 58, joined the brigade of the valley as a boy.\n\n"
    "Renner said that the flood had been the worst night of his life.",
}

MILL = {
    "id": "mill",
    "title": "Zwölf Tote in der Mühle von Krummnow",
    "source": "Krummnower Bote",
    "language": "de",
    "published_at": "2025-02-03",
    "text": "Bei der Explosion in der Mühle von Krummnow starben am Montag 12 Menschen.\n\n"
    "Die Feuerwehr sucht nach der Ursache, der Bürgermeister dankte den Helfern.",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("fitting"), more=[CHIEF, MILL])
    yield store
    store.close()


@pytest.mark.parametrize(
    ("question", "sentence", "sure"),
    [
        ("How old is Wren?", "Wren, 47, ran the buses.", 1.0),
        ("How old is Wren?", "Wren ran the buses.", 0.0),
        ("How old is Wren?", "Wren turned ninety on Tuesday.", 0.5),
        ("How old is Wren?", "Wren is in her late forties.", 0.5),
        ("How old is Wren?", "Wren is now 47.", 1.0),
        ("How many people died?", "About 90 people found shelter.", 0.0),
        ("How many people died?", "At least 90 people were killed.", 1.0),
        ("How many people died?", "The storm has claimed 12 people.", 1.0),
        ("How many people died?", "The river flooded 312 homes.", 0.0),
        ("How many of the 90 people on board died?", "The bodies of 12 people were found.", 1.0),
        ("How many of the 12 miners died?", "All 12 miners died.", 0.5),
        ("How many of the nine trams ran?", "Seven of the nine ran.", 0.5),
        ("How many people were hurt?", "Three men were taken to hospital.", 1.0),
        ("How many people were hurt?", "Three men were taken home.", 0.0),
        ("How many children came after two people died?", "Nine children came.", 1.0),
        ("When was the ferry founded?", "The fare rises on 1 March.", 0.0),
        ("When was the ferry founded?", "The line was set up in 1911.", 1.0),
        ("When was the ferry founded?", "Miners launched it in 1911.", 0.5),
        ("When was the ferry founded?", "Miners established it in 1911.", 1.0),
        ("When was the ferry founded?", "The hull of the Osterling, launched in 1911, rusts.", 0.0),
        ("When was the ferry founded?", "The ferry Osterling, launched in 1911, rusts.", 0.5),
        (
            "When was the ferry founded?",
            "The ferry of Wick, based in Averley, founded in 1911.",
            1.0,
        ),
        ("When was the ferry founded?", "The ferry opened a pier in 1911.", 0.0),
        ("When was the ferry founded?", "The ferry opened in 1911.", 0.5),
        ("When was the ferry founded?", "The ferry opened a year later, in 1911.", 0.5),
        ("When was the ferry founded?", "The ferry was set up two winters later, in 1911.", 1.0),
        ("When was the ferry founded?", "The ferry's men founded a ferry board in 1911.", 1.0),
        ("When was the ferry founded?", "The ferry is to open a pier in May 2025.", 0.0),
        ("When was Bell & Co founded?", "Bell & Co founded a bank on Tuesday to build ships.", 0.0),
        ("When was Bell & Co founded?", "Its owners created the company in 1911.", 1.0),
        ("When was Bell & Co founded?", "Bell & Co, which founded a bank, dates from 1911.", 1.0),
        ("When was the port of Wick founded?", "Men of Wick came in 1911 to found Averley.", 1.0),
        ("When was the port of Wick founded?", "Wick founded Averley in 1911.", 1.0),
        ("When was the port founded?", "The port went on to found Averley in 1911.", 1.0),
        ("When was the bank founded?", "Bell & Co founded a bank on Tuesday.", 1.0),
        ("When was the kirk built?", "The Osterling, launched in 1911, is a ship.", 0.0),
        ("When was the kirk built?", "The kirk was completed in 1911.", 1.0),
        ("When was Ada Wren born?", "Ada Wren (1911–1980) drew maps.", 1.0),
        ("When did Ada Wren die?", "Wren passed away on 3 May.", 1.0),
        ("When did Ada Wren die?", "Wren left us last night.", 0.5),
        ("When was the man who founded it elected?", "He was elected in May.", 1.0),
        ("When did the dam fail?", "The dam failed on Sunday.", 1.0),
        ("When did the dam fail?", "The dam failed after the storm.", 0.5),
        ("When is the fair?", "The fair is held at Easter.", 0.5),
        ("When did the dam fail?", "The dam has a gate.", 0.0),
        ("The dam failed when?", "The dam has a gate.", 0.0),
        ("When will the dam hold?", "The owner said on Tuesday that the dam will hold.", 0.0),
        ("When will the dam hold?", "The owner said on Tuesday that it will hold in May.", 1.0),
        ("When will the dam hold?", "Dearer than planned, it holds in spring 2029.", 1.0),
        ("When did Dora Tolmer die?", "Her husband, Ivo Tolmer, died in 2011.", 0.0),
        ("When did Dora Tolmer die?", "Dora Tolmer, her sister, died in 2011.", 1.0),
        ("Why did the dam fail?", "It failed because the gate was shut.", 1.0),
        ("Why did the dam fail?", "The gate was shut, blocking the water.", 1.0),
        ("Why did the dam fail?", "The council lost faith in it.", 1.0),
        ("Why did the dam fail?", "The dam has failed, the owner said on Tuesday.", 0.0),
        ("Why did the dam fail?", "It has failed twice since 2019.", 0.0),
        ("How old is the ferry?", "The ferry carried 214 passengers.", 0.0),
        ("How old is Wren?", "Wren took a seat held since 1995.", 0.0),
        ("When did the owner speak?", "The owner said on Tuesday that the dam will hold.", 1.0),
    ],
)
def test_how_surely_a_sentence_can_answer(question, sentence, sure):
    can = fits(understand(question))
    assert can is not None
    assert can(sentence) == sure


@pytest.mark.parametrize(
    "question",
    [
        "Who was mayor when the dam failed?",  # it asks who
        "What does the ferry carry?",
    ],
)
def test_of_other_questions_any_sentence_can(question):
    assert fits(understand(question)) is None


def test_an_age_is_said_alone(store):
    [one] = said(store, "How old is Aldo Renner?")
    assert one.startswith("Renner, 58, joined the brigade")


def test_what_counts_something_else_is_no_answer(store):
    assert said(store, "How many homes did the Wendel flood?")
    assert said(store, "How many people did the Wendel flood?") == []


def test_a_time_of_something_else_is_no_answer(store):
    assert said(store, "When will the fare on the Saltmarsh ferry rise?")
    assert said(store, "When was the Saltmarsh ferry founded?") == []


def test_of_what_another_language_says_nothing_is_known(store):
    question = pose(store, "How many people died in the mill of Krummnow?")
    hits = search(store, question, k=8).hits
    hit = next(one for one in hits if one.article.id == "mill")
    german = Candidate(hit=hit, span=hit.passage.sentences[0], probability=1.0)
    assert answering(question, [german], can(question)) == [german]
    as_english = replace(hit, article=replace(hit.article, language="en"))
    assert answering(question, [replace(german, hit=as_english)], can(question)) == []
