"""Sentences that answer, and the ones that only resemble the question."""

from dataclasses import replace

import pytest
from newsroom import newsroom

from bot.answer import extract, kinds
from bot.question import understand
from bot.retrieve import search


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("extract"))
    yield store
    store.close()


def chosen(store, text, most=3, **limits):
    question = understand(text, **limits)
    ranked = extract.candidates(store, question, search(store, question, k=8))
    return [one.text for one in extract.choose(ranked, most=most)]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Why did gate 3 of the Orrin dam fail?", "because a drive shaft sheared"),
        ("How many homes were flooded by the Wendel?", "flooded 312 homes"),
        ("Who brought both sides of the ferry dispute together?", "Mediator Ines Haverkamp"),
        ("When was the last inspection of the dam put off?", "put off since 2021"),
    ],
)
def test_the_first_sentence_answers(store, question, sentence):
    assert sentence in chosen(store, question)[0]


@pytest.mark.parametrize(
    "question",
    [
        "How do I bake sourdough bread?",
        "Who won the chess championship in Reykjavik?",
        "What is the capital of Mongolia?",
        "😀",
    ],
)
def test_what_the_articles_do_not_say_is_not_answered(store, question):
    assert chosen(store, question) == []


@pytest.mark.parametrize(
    ("probabilities", "most", "shown"),
    [
        ((0.9, 0.8, 0.7, 0.6), 3, 3),
        ((0.9, 0.8, 0.7, 0.6), 1, 1),
        ((0.9, 0.37, 0.35), 3, 2),  # 0.36 is 0.4 of the first
        ((extract.THRESHOLD - 0.001, 0.05), 3, 0),
        ((), 3, 0),
    ],
)
def test_how_many_sentences_are_shown(store, probabilities, most, shown):
    question = understand("Orrin dam, Saltmarsh ferry, Wendel flood")
    ranked = extract.candidates(store, question, search(store, question, k=8))
    given = [
        replace(one, probability=probability)
        for one, probability in zip(ranked, probabilities, strict=False)
    ]
    assert extract.choose(given, most=most) == given[:shown]


def test_the_kind_of_answer_is_seen_and_what_the_question_brought_does_not_count():
    asked = {"2021"}
    seen = {
        text: kinds.holds("number", text, asked, str.casefold)
        for text in ("It rose by 7%.", "It rose in 2021.", "It rose.")
    }
    assert seen == {"It rose by 7%.": 1.0, "It rose in 2021.": -1.0, "It rose.": -1.0}
    assert kinds.holds("", "It rose by 7%.", asked, str.casefold) == 0.0


def test_two_sentences_that_say_the_same_are_shown_once():
    assert extract._says_the_same("The dam failed on Monday.", "the dam failed, on Monday night")
    assert not extract._says_the_same("The dam failed.", "The ferry sank on Monday.")


def test_outlets_that_differ_on_a_figure_are_both_shown():
    first = "The repair of the Orrin dam will cost £8.7 million."
    second = "The repair of the Orrin dam will cost £11.2 million."
    assert not extract._says_the_same(first, second)
    assert extract._says_the_same(first, first.replace("will cost", "is to cost"))


def test_sentences_are_compared_by_their_stored_vectors(store):
    question = understand("Why did gate 3 of the Orrin dam fail?")
    found = search(store, question, k=8)
    spans = [(hit, span) for hit in found.hits for span in reversed(hit.passage.sentences)]
    expected = [one for hit in found.hits for one in reversed(hit.sentence_cosines)]
    assert extract._cosines(store, found, spans) == expected


def test_without_stored_vectors_sentences_are_embedded(store):
    question = understand("Why did gate 3 of the Orrin dam fail?")
    found = search(store, question, k=8)
    some = [replace(hit, sentence_cosines=None) for hit in found.hits[:1]]
    bare = replace(found, hits=(*some, *found.hits[1:]))
    ranked = extract.candidates(store, question, bare)
    assert "because a drive shaft sheared" in ranked[0].text
    spans = [(one.hit, one.span) for one in ranked]
    alone = store.embedder.texts([one.text for one in ranked]) @ found.vector
    assert extract._cosines(store, bare, spans) == pytest.approx(alone.tolist(), abs=2e-3)


def test_a_repeated_sentence_is_shown_once(store):
    question = understand("Why did gate 3 of the Orrin dam fail?")
    best = extract.candidates(store, question, search(store, question, k=8))[0]
    assert extract.choose([best, best], most=3) == [best]
