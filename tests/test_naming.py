"""Whether an article speaks of whom and what a question names."""

import asyncio

import pytest
from newsroom import newsroom

from bot.answer.fitting.naming import Named, named, numbered, unheard
from bot.ask import answer
from bot.question.posed import pose
from bot.question.understanding import understand
from ingest.article import Article

ARTICLE = Article(
    id="a",
    title="Ferry talks in Osaka",
    text="Japanese officials met Zoë Marlowe of the World Ferry Union. The UK stayed away.",
)


def share(question):
    runs = named(understand(question))
    rarity = {word: 2.0 for run in runs for word in run}
    return Named(runs, rarity).share(ARTICLE)


@pytest.mark.parametrize(
    "question",
    [
        "Whom did officials meet?",  # no name
        "Whom did officials meet in Osaka?",
        "Whom did officials of Japan meet?",
        "Did Zoe Marlowe speak?",
        "Did President Marlowe speak?",  # titles are no names
        "Where did the WFU meet?",
        "Why did the British stay away?",
        "Whom did they meet in Osakka?",  # misspelled
        "Whom did officials meet in May?",  # a time
        "Which African officials met?",  # of which kind somebody is
        "Which former IOC official met them?",
    ],
)
def test_a_name_stands_there_however_it_is_written(question):
    assert share(question) == 1


@pytest.mark.parametrize(
    ("question", "least"),
    [
        ("Whom did officials meet in Nagoya?", 0),
        ("Whom did officials of Japan meet in Nagoya?", 0),
        ("Did Zoe Harcourt speak?", 0.5),
        ("Where did the XQZ meet?", 0),
        ("Whom did they meet in Osborne?", 0),
        ("Which officials of the IOC met?", 0),
        ("Which Osborne officials met?", 0),
        ("Which African Union officials met?", 0.5),
    ],
)
def test_another_name_does_not(question, least):
    assert share(question) == least


LINES = Article(
    id="b",
    title="Trains on Line 4",
    text="A level 2 alert. At Orléans 3 it rained. Lines 4 and 6 are shut, like gate 12 and "
    "Falcon 9 itself.",
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When does Line 4 open?", 1),
        ("when does line 6 open?", 1),
        ("When does Line 3 open?", 0),
        ("when does line 12 open?", 0),
        ("Why is gate no. 2 shut?", 0),
        ("Why is gate number 12 shut?", 1),
        ("Why does a Falcon 8 not fly?", 0),
        ("Why is platform 2 shut?", 1),  # nothing is said of platforms
        ("Are 6 lines shut?", 1),
        ("Did it rain at Orléans 4?", 0),
        ("Was the alert of level 3?", 1),  # level 2 answers that
        ("Is Line 4.5 shut?", 1),  # no number of a thing
        ("What was shut in May 3 years ago?", 1),
    ],
)
def test_things_are_told_apart_by_their_numbers(question, expected):
    assert Named((), {}, numbered(understand(question))).share(LINES) == expected


def asked(store, question):
    return asyncio.run(answer(store, pose(store, question)))


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Why did gate 3 of the Orrin dam fail?", "Why did gate 3 of the Quillmere dam fail?"),
        ("How many homes did the Wendel flood?", "How many homes did the Quillmere flood?"),
        ("Why did gate 3 of the Orrin dam fail?", "Why did gate 4 of the Orrin dam fail?"),
        # It stands in another article.
        ("Why did gate 3 of the Orrin dam fail?", "Why did gate 3 of the Saltmarsh dam fail?"),
    ],
)
def test_what_is_said_of_one_is_no_answer_about_another(tmp_path, question, other):
    with newsroom(tmp_path) as store:
        assert asked(store, question).outcome == "answered"
        said = asked(store, other)
    assert said.outcome == "no_answer"
    notes = [one.text for one in said.notes if one.kind == "unknown_name"]
    assert notes == (["No article here has the name “Quillmere”."] if "Quill" in other else [])


def test_a_name_that_was_taken_for_one_like_it_is_said(tmp_path):
    store = newsroom(tmp_path)
    try:
        told = asyncio.run(answer(store, pose(store, "How many homes did the Wendell flood?")))
        assert "312 homes" in told.text
        (note,) = [one.text for one in told.notes if one.kind == "read_as"]
        assert "“Wendell”" in note
        assert "“Wendel”" in note
        told = asyncio.run(answer(store, pose(store, "How many homes did the Wendel flood?")))
        assert told.statements
        assert "read_as" not in [one.kind for one in told.notes]
    finally:
        store.close()


def test_a_name_that_stands_somewhere_is_not_unheard(tmp_path):
    with newsroom(tmp_path) as store:
        question = pose(store, "Did anybody of Quillmere or Saltmarsh speak?")
        assert unheard(store, question) == ("Quillmere",)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who mediates on the Saltmarsh ferry, and why did Zorba Quill resign?", ["Zorba Quill"]),
        # It stands there spelled a little otherwise.
        ("Who mediates the ferry dispute after nine weeks? Why did Ines Haverkampff resign?", []),
        # In German any noun has a capital.
        ("Warum hat Gate 3 am Damm von Orrin nach Protesten versagt?", []),
        ("Warum hat Gate 3 des Orrin Damms in Krummnow versagt?", ["Krummnow"]),
    ],
)
def test_a_partial_answer_names_whom_no_article_names(tmp_path, question, names):
    with newsroom(tmp_path) as store:
        given = asked(store, question)
    assert given.outcome == "partial"
    told = [one.text for one in given.notes if one.kind == "unknown_name"]
    assert len(told) == len(names)
    assert all(f"“{name}”" in one for one, name in zip(told, names, strict=True))
