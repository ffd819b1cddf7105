"""What a sentence says against a question, and what no article can tell."""

from dataclasses import replace

import numpy as np
import pytest
from newsroom import newsroom

from bot.answer.extracted import answering, extract
from bot.answer.extracted.features import FEATURES, SIGNS, Table
from bot.answer.fitting import able
from bot.answer.fitting.against import leaves_undenied, says_the_opposite
from bot.answer.fitting.against import ranks as ranks_of
from bot.question.posed import pose
from bot.question.understanding import understand
from bot.search.retrieve import search


@pytest.mark.parametrize(
    ("question", "sentence", "undenied"),
    [
        ("Who will not run for mayor?", "Ines Prell will run for mayor.", True),
        ("Who won't sail on Sunday?", "Odo Marr sails on Sunday.", True),
        ("Who will not run for mayor?", "Odo Marr said he won't stand.", False),
        ("Who will not run for mayor?", "Odo Marr withdrew from the race.", False),
        ("Who won't sail on Sunday?", "Odo Marr is out of the regatta.", False),
        ("Who won't sail on Sunday?", "Odo Marr dropped out with a broken wrist.", False),
        ("Which boats cannot use the lock?", "Barges over 40 metres are barred from it.", False),
        ("Which boats cannot use the lock?", "Barges use it only if they are short.", False),
        ("What did not fail in the storm?", "The pumps failed in the storm.", True),
        ("Who will run for mayor?", "Ines Prell will run for mayor.", False),
        ("Who will run for mayor?", "Odo Marr will not.", False),
    ],
)
def test_a_denial_is_met_by_one_in_any_words(question, sentence, undenied):
    assert leaves_undenied(question, sentence) is undenied


@pytest.mark.parametrize(
    ("question", "sentence", "opposed"),
    [
        ("Which is the smallest lock on the canal?", "Fenn is the largest lock here.", True),
        ("Which tax rose in May?", "The harbour tax fell in May.", True),
        ("Which is the largest lock on the canal?", "Fenn is the largest lock here.", False),
        ("Which tax rose in May?", "The harbour tax fell before it rose in May.", False),
        ("Who keeps Fenn lock?", "Fenn is the largest lock here.", False),
        ("Who bought the lock in 1974?", "In 1974 the lock was sold to the county.", False),
        ("Did Odo Marr buy the lock?", "Odo Marr sold the lock.", True),
        ("How many rowers finished the race?", "About 90 rowers started; 71 finished.", False),
    ],
)
def test_the_opposite_is_seen(question, sentence, opposed):
    assert says_the_opposite(question, sentence) is opposed


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("Who came third in the race?", {3}),
        ("The 14th and the fifth edition", {14, 5}),
        ("Who came first, or second?", set()),  # "won", "the other"
        ("A third of them came on 4 May", set()),
        ("Who is the mother of Smith?", set()),
    ],
)
def test_ranks_are_read(text, ranks):
    assert ranks_of(text) == ranks


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("against"))
    yield store
    store.close()


def left(store, question, *days):
    """Of equally likely sentences of articles of these days, the days of those that can answer."""
    asked = pose(store, question, now="2025-03-14")
    some = understand("Orrin dam, Saltmarsh ferry, Wendel flood")
    ranked = extract.candidates(store, some, search(store, some, k=8))[: len(days)]
    dated = [
        replace(
            one,
            hit=replace(one.hit, article=replace(one.hit.article, published_at=day)),
            probability=0.5,
        )
        for one, day in zip(ranked, days, strict=True)
    ]
    fit = answering.answering(asked, dated, able.can(asked))
    return [one.hit.article.published_at for one in fit]


@pytest.mark.parametrize(
    ("question", "days", "kept"),
    [
        # What happened this week no article of another year tells.
        ("Which dam failed this week?", ["2016-04-02", "2025-03-12"], ["2025-03-12"]),
        # One of which the day is not known may.
        ("Which dam failed this week?", ["2016-04-02", ""], [""]),
        # Where none came out since, what there is is shown.
        ("Which dam failed this week?", ["2016-04-02"], ["2016-04-02"]),
        # Of the past those tell that are of that time, or name it.
        ("Which dam failed in 2016?", ["2016-04-02", "2025-03-12"], ["2016-04-02"]),
        ("Which dam leaked in 2019?", ["2016-04-02", "2025-03-12"], []),
        ("Which dam failed recently?", ["2016-04-02", "2025-03-12"], ["2016-04-02", "2025-03-12"]),
        ("Which dam failed?", ["2016-04-02", "2025-03-12"], ["2016-04-02", "2025-03-12"]),
    ],
)
def test_what_came_out_before_this_week_is_no_news_of_it(store, question, days, kept):
    assert left(store, question, *days) == kept


def test_of_yes_or_no_the_opposite_is_an_answer(store):
    signs = []
    for text in ("Did gate 3 of the Orrin dam open?", "Which gate of the Orrin dam opened?"):
        question = pose(store, text)
        table = Table(store, question, search(store, question, k=8))
        table.sentences = [replace(one, text="Gate 3 closed.") for one in table.sentences]
        signs.append(table.signs(0, 0.5)[SIGNS.index("opposed")])
    assert signs == [0.0, 1.0]


def test_a_quiz_that_asks_the_same_is_no_measure_of_what_answers(tmp_path):
    quiz = "Which part of the Orrin dam failed? Answers are on the last page of this issue."
    asked = "Which part of the Orrin dam failed?"
    own = [{"id": "quiz", "title": "The weekly quiz", "text": quiz}]
    with newsroom(tmp_path, more=own) as store:
        question = pose(store, asked)
        table = Table(store, question, search(store, question, k=8))
    behind = table.features()[:, FEATURES.index("behind")]
    tells = np.array([one.text != asked for one in table.sentences])
    assert not tells.all()
    assert behind[tells].max() == 0
