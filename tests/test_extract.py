"""Sentences that answer, and the ones that only resemble the question."""

from dataclasses import replace

import pytest
from newsroom import newsroom

from bot.answer.extracted import candidate, extract, selection
from bot.answer.extracted import parts as answer_parts
from bot.answer.extracted.features import FEATURES, PART_FEATURES, SIGNS, Table
from bot.answer.fitting import kinds
from bot.question import parts
from bot.question.understanding import understand
from bot.search.retrieve import search


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("extract"))
    yield store
    store.close()


def said(store, text, **named):
    question = understand(text, **named)
    return extract.extract(store, question, search(store, question, k=8))


def chosen(store, text):
    return [one.text for one in said(store, text).chosen]


def given(store, *probabilities):
    """Sentences of the newsroom, with these chances."""
    question = understand("Orrin dam, Saltmarsh ferry, Wendel flood")
    ranked = extract.candidates(store, question, search(store, question, k=8))
    return [replace(one, probability=p) for one, p in zip(ranked, probabilities, strict=False)]


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
        ((0.8, 0.13, 0.11), 3, 2),  # 0.12 is 0.15 of the first
        ((), 3, 0),
    ],
)
def test_how_many_sentences_are_shown(store, probabilities, most, shown):
    able = given(store, *probabilities)
    assert len(selection.choose(able, most=most, max_words=100)) == shown


def test_all_statements_together_have_only_so_many_words(store):
    able = given(store, 0.9, 0.8, 0.7, 0.6)
    for limit in (10, 20, 30):
        shown = selection.choose(able, most=3, max_words=limit)
        lengths = [len(one.text.split()) for one in shown]
        assert len(shown) == 1 or sum(lengths) <= limit
    assert len(selection.choose(able, most=3, max_words=1)) == 1  # one, however long


def test_of_two_sentences_as_likely_the_shorter_comes_first(store):
    long, short = sorted(given(store, 0.5, 0.5, 0.5), key=lambda one: -len(one.text))[::2]
    assert selection.choose([long, short], most=1, max_words=60) == [short]


def test_one_article_is_read_in_its_order_and_the_best_article_first(store):
    dam = [one for one in given(store, *[0.5] * 9) if one.hit.article.id == "dam"]
    other = [one for one in given(store, *[0.5] * 9) if one.hit.article.id == "ferry-2"]
    dam.sort(key=lambda one: one.span.start)
    assert selection.in_reading_order([dam[1], other[0], dam[0]]) == (dam[0], dam[1], other[0])


def test_a_sentence_that_asks_answers_nothing():
    assert not candidate.stands("Why did gate 3 of the Orrin dam fail?")
    assert not candidate.stands("“Why did gate 3 of the Orrin dam fail?”")
    assert candidate.stands("Gate 3 of the Orrin dam failed at night.")
    assert not candidate.stands("It failed.")
    assert not candidate.stands("Orrin Bridge, Wendel Valley —")


def test_a_heading_that_promises_an_answer_gives_none():
    assert not candidate.stands("Where the money for it comes from")
    assert not candidate.stands("Warum die Brücke gesperrt ist")
    assert candidate.stands("What followed was a long silence.")
    assert candidate.stands("Bridge over the Orrin shut for good")  # says what it says
    assert candidate.stands("Where to cross: the upper bridge is open to carts again")
    assert not candidate.stands("Where to cross: a guide")


def test_each_part_of_a_question_gets_its_sentence(store):
    text = (
        "Did the Wendel Valley Post report that gate 3 of the Orrin dam failed, while the "
        "Meridian Wire reported that the river Wendel flooded 312 homes?"
    )
    outlets = ("Wendel Valley Post", "Meridian Wire", "Harbour Ledger")
    made = said(store, text, outlets=outlets)
    assert [one.hit.article.source for one in made.chosen] == [
        "Wendel Valley Post",
        "Meridian Wire",
    ]
    assert not made.partial


def test_yes_or_no_of_a_report_is_answered_by_what_it_says(store):
    text = "Does the Wendel Valley Post article suggest that gate 3 of the Orrin dam failed?"
    made = said(store, text, outlets=("Wendel Valley Post", "Harbour Ledger"))
    assert [one.hit.article.id for one in made.chosen] == ["dam"]
    question = understand(text, outlets=("Wendel Valley Post",))
    assert [part.outlets for part in answer_parts.several(question)] == [("Wendel Valley Post",)]
    assert answer_parts.several(replace(question, kind="person")) == ()


def test_a_part_that_nothing_is_evidence_for_is_left_open(store):
    text = (
        "Did the Wendel Valley Post report that gate 3 of the Orrin dam failed, while the "
        "Harbour Ledger reported that astronauts photographed Jupiter?"
    )
    made = said(store, text, outlets=("Wendel Valley Post", "Harbour Ledger"))
    assert made.partial
    assert "gate 3" in made.chosen[0].text.casefold()


def test_what_only_others_are_said_to_report_the_articles_do_not_say(store):
    text = "Why did gate 3 of the Orrin dam fail, according to the Northern Gazette article?"
    question = understand(text, outlets=("Harbour Ledger",))
    assert question.elsewhere
    assert said(store, text, outlets=("Harbour Ledger",)).chosen == ()
    assert said(store, text, outlets=("Wendel Valley Post", "Northern Gazette")).chosen


def test_the_numbers_have_names(store):
    question = understand("Why did gate 3 of the Orrin dam fail?")
    table = Table(store, question, search(store, question, k=8))
    count = len(table.sentences)
    assert table.features().shape == (count, len(FEATURES)) == (count, len(extract.WEIGHTS))
    assert table.signs(0, 0.5).shape == (len(SIGNS),) == extract.SIGNS_WEIGHTS.shape
    part = parts.Part(text="the Orrin dam", terms=("Orrin", "dam"))
    features = table.part_features(part, store.embedder.question(part.text))
    assert features.shape == (count, len(PART_FEATURES)) == (count, len(answer_parts.WEIGHTS))


def test_a_denial_that_no_sentence_makes_is_a_sign_that_nothing_answers(store):
    found = [
        Table(store, question, search(store, question, k=8)).signs(0, 0.5)[SIGNS.index("denied")]
        for question in map(understand, ("What did not fail at Orrin?", "What failed at Orrin?"))
    ]
    assert found == [1.0, 0.0]


def test_the_kind_of_answer_is_seen_and_what_the_question_brought_does_not_count():
    asked = {"2021"}
    seen = {
        text: kinds.holds("number", text, asked, str.casefold)
        for text in ("It rose by 7%.", "It rose in 2021.", "It rose.")
    }
    assert seen == {"It rose by 7%.": 1.0, "It rose in 2021.": -1.0, "It rose.": -1.0}
    assert kinds.holds("", "It rose by 7%.", asked, str.casefold) == 0.0


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Wren, 47, ran the buses.", 1.0),
        ("A 120-year-old bridge was shut.", 1.0),
        ("The bridge was built in 1905.", 1.0),
        ("He died aged 81.", 1.0),
        ("She was 83.", 1.0),
        ("He was 31 when the mine closed.", 1.0),
        ("It cost 47 crowns.", -1.0),
        ("In 1967 he sold the mine.", -1.0),
        ("It was 83 metres high.", -1.0),
    ],
)
def test_an_age_is_seen(text, held):
    assert kinds.holds("age", text, set(), str.casefold) == held


def test_two_sentences_that_say_the_same_are_shown_once():
    assert selection.says_the_same("The dam failed on Monday.", "the dam failed, on Monday night")
    assert not selection.says_the_same("The dam failed.", "The ferry sank on Monday.")


def test_outlets_that_differ_on_a_figure_are_both_shown():
    first = "The repair of the Orrin dam will cost £8.7 million."
    second = "The repair of the Orrin dam will cost £11.2 million."
    assert not selection.says_the_same(first, second)
    assert selection.says_the_same(first, first.replace("will cost", "is to cost"))


def test_without_stored_vectors_sentences_are_embedded(store):
    question = understand("Why did gate 3 of the Orrin dam fail?")
    found = search(store, question, k=8)
    bare = replace(found.hits[0], sentence_cosines=None, sentence_vectors=None)
    table = Table(store, question, replace(found, hits=(bare, *found.hits[1:])))
    alone = store.embedder.texts([one.text for one in table.sentences])
    assert table.vectors == pytest.approx(alone, abs=1e-6)
    cosines = table.features()[:, FEATURES.index("cosine")]
    assert cosines == pytest.approx(alone @ found.vector, abs=1e-5)
    ranked = extract.candidates(store, question, replace(found, hits=(bare, *found.hits[1:])))
    assert "because a drive shaft sheared" in ranked[0].text


def test_a_repeated_sentence_is_shown_once(store):
    best = given(store, 0.9)[0]
    assert selection.choose([best, best], most=3, max_words=60) == [best]


def test_what_counts_others_is_no_answer_where_an_article_speaks_of_whom_is_asked(tmp_path):
    juhl = {
        "id": "juhl",
        "title": "Juhl wins the Brenna sledge race",
        "published_at": "2026-02-08",
        "text": "Mette Juhl keeps nineteen dogs and has won the Brenna sledge race again. Her "
        "children waited at the finish in Brenna.",
    }
    vang = {
        "id": "vang",
        "title": "Kennels of Brenna",
        "published_at": "2026-02-10",
        "text": "Tore Vang, who keeps the kennels of Brenna, has seven children.",
    }
    store = newsroom(tmp_path, more=[juhl, vang])
    assert "seven" in chosen(store, "How many children does Tore Vang have?")[0]
    assert chosen(store, "How many children has the racer Mette Juhl of Brenna?") == []
    store.close()


def test_a_further_sentence_is_shown_only_if_it_answers_by_itself(tmp_path, monkeypatch):
    fund = {
        "id": "fund",
        "title": "Relief fund at Ostrey pays its first families",
        "published_at": "2026-03-02",
        "text": "The relief fund at Ostrey has paid 29 of 112 families, its treasurer Ilse Korn "
        "said on Friday. Mayor Jan Orth spent Easter in the hills and wants to rest. Paul Brandt "
        "filled in the form twice and then bought a broom. Korn wore a new hat and said that she "
        "had paid for it herself. The treasurer wants the rest to be paid by Easter.",
    }
    store = newsroom(tmp_path, more=[fund])
    question, beside = "When will the rest of the families be paid?", "bought a broom"
    assert beside not in " ".join(chosen(store, question))
    monkeypatch.setattr(extract, "FURTHER", 0.0)
    assert beside in " ".join(chosen(store, question))
    store.close()


def test_what_answers_by_itself_takes_the_room_of_what_does_not(store):
    first, second, third = given(store, 0.9, 0.8, 0.7)
    shown = selection.choose(
        [first, second, third], most=2, max_words=200, belongs=lambda one: one is third
    )
    assert shown == [first, third]
