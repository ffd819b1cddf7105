"""Several questions in one: each is answered by itself, and one left open makes it partial."""

import pytest
from newsroom import newsroom

from bot.answer.choose import chosen, find
from bot.question.posed import pose
from bot.question.understanding import questions, understand


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("choose"))
    yield store
    store.close()


def said(store, text):
    question = pose(store, text, now="2025-03-20")
    return chosen(store, question, find(store, question))


def test_each_of_two_questions_is_answered(store):
    made = said(
        store, "Why did gate 3 of the Orrin dam fail and how many homes did the Wendel flood?"
    )
    told = " ".join(one.text for one in made.chosen)
    assert "because a drive shaft sheared" in told
    assert "flooded 312 homes" in told
    assert not made.partial


def test_one_that_the_articles_do_not_say_is_left_open(store):
    made = said(store, "Why did gate 3 of the Orrin dam fail and who won the chess tournament?")
    assert "because a drive shaft sheared" in made.chosen[0].text
    assert made.partial


@pytest.mark.parametrize("other", ["Quillmere", "quillmere", "Saltmarsh"])
def test_one_about_somebody_else_is_left_open(store, other):
    text = "Why did gate 3 of the Orrin dam fail and how many homes did the {} flood?"
    whole, strange = said(store, text.format("Wendel")), said(store, text.format(other))
    assert {one.hit.article.id for one in whole.chosen} == {"dam", "flood-wire"}
    assert {one.hit.article.id for one in strange.chosen} == {"dam"}
    assert (whole.partial, strange.partial) == (False, True)


def test_where_none_is_answered_nothing_is(store):
    assert said(store, "Who won the chess tournament and who bakes sourdough bread?").chosen == ()


def test_one_of_them_may_be_open(store):
    made = said(store, "Why did gate 3 of the Orrin dam fail? And what's new with the ferry?")
    assert {one.hit.article.id for one in made.chosen} >= {"dam", "ferry-2"}


def test_each_question_has_its_own_words_kind_and_time():
    asked = understand("Who leads the inquiry and when did the ferry sail in 2024?")
    own = questions(asked)
    assert [one.text for one in own] == ["Who leads the inquiry", "when did the ferry sail in 2024"]
    assert [one.kind for one in own] == ["person", "date"]
    assert [len(one.periods) for one in own] == [0, 1]
    assert own[1].terms == ("ferry", "sail", "2024")


def test_what_points_back_takes_its_words_along():
    own = questions(understand("Who is the digital chief and who succeeds him?"))
    assert own[1].terms == ("digital", "chief", "succeeds")


@pytest.mark.parametrize(
    "text",
    [
        "Who leads the inquiry?",
        "What do the Harbour Ledger and the Courier say about the dam?",
        "Which company was founded in 2015, is run by Sam Altman, and also made ChatGPT?",
    ],
)
def test_one_question_is_not_several(text):
    assert questions(understand(text, outlets=("Harbour Ledger",))) == ()
