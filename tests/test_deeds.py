"""What tells nothing of the deed that is asked about does not answer whether, when or by whom."""

import pytest
from newsroom import newsroom, said

from bot.answer.fitting.deeds import asked, is_known, tells

BREWERY = {
    "id": "brewery",
    "title": "Pellan brewery fined over spill",
    "source": "Wendel Valley Post",
    "published_at": "2025-03-04",
    "text": "The Pellan Brewery was fined £40,000 on Monday for a spill into the Wendel.\n\n"
    "The Pellan Brewery had admitted the spill before the court in Orrin.\n\n"
    "Its owner, Ida Maur, said on Tuesday that a filter had been fitted.",
}

MILL = {
    "id": "mill",
    "title": "Tarn Mill to be torn down",
    "source": "Wendel Valley Post",
    "published_at": "2025-03-06",
    "text": "Orrin council has refused permission to turn Tarn Mill into flats.\n\n"
    "Tarn Mill, built in 1902, stood empty for years.\n\n"
    "The drawings were by the architect Lea Thorn of Orrin.",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("deeds"), more=[BREWERY, MILL])
    yield store
    store.close()


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Will the Pellan Brewery appeal against the fine?", "appeal"),
        ("Did anyone die in the fire?", "die"),
        ("Has anybody been charged over the fire?", "charged"),
        ("Was the Tarn Mill fire deliberate?", "deliberate"),
        ("When was the Tarn Mill bridge restored?", "restored"),
        ("When did the councillors approve the plan?", "approve"),
        ("When is Wren's hearing?", "hearing"),
        ("How long did Ida Maur testify?", "testify"),
        ("Who refereed the match?", "refereed"),
        ("Who was arrested?", "arrested"),
        ("Who is Wren's publisher?", "publisher"),
        ("Who will be the next town clerk of Orrin?", "clerk"),
        ("Is there a storm warning?", "warning"),
        ("When will Ida Maur's trial take place?", "trial"),
        ("Will Ida Maur's trial go ahead?", "trial"),
        # Which word it is is not clear, or it says little.
        ("Did Orrin rule out the sale?", ""),
        ("Does Orrin make a profit?", ""),
        ("Who is Ida Maur?", ""),
        ("Who claimed that the mill was sold?", ""),
        ("Who among the owners was against it?", ""),
        ("Is the whole Orrin mill closing?", ""),
        ("Why did Wren resign?", ""),
        ("What did Wren write?", ""),
        ("How many people died?", ""),
    ],
)
def test_the_word_of_the_deed(question, word):
    assert asked(question) == word


@pytest.mark.parametrize(
    ("word", "sentence", "told"),
    [
        ("die", "Two people died.", True),
        ("die", "The blaze claimed two victims.", True),
        ("die", "Two people were hurt.", False),
        ("sacked", "The board dismissed Wren.", True),
        ("approve", "The council rejected it.", True),  # it answers whether
        ("testify", "Her testimony took an hour.", True),
        ("refereed", "The referee blew.", True),
        ("refereed", "Wren scored.", False),
        ("restored", "It was opened by the mayor.", False),
        ("sue", "The owners sued.", True),
        ("bought", "The firm buys it.", True),
    ],
)
def test_in_which_words_it_is_told(word, sentence, told):
    assert tells(word, sentence) is told


def test_of_most_words_others_are_not_known():
    assert is_known("sacked")
    assert not is_known("refereed")


def test_whether_is_not_answered_without_the_deed(store):
    assert said(store, "Was the Pellan Brewery fined?")
    assert said(store, "Will the Pellan Brewery appeal against the fine?") == []


def test_an_opposite_answers_whether(store):
    first, *_ = said(store, "Has Orrin council approved Tarn Mill flats?")
    assert MILL["text"].split("\n\n")[0] in first.replace("As of 6 March 2025, ", "")


def test_when_is_not_answered_with_the_day_of_another_deed(store):
    assert said(store, "When was Tarn Mill built?")
    assert said(store, "When was Tarn Mill restored?") == []


def test_who_somebody_is_is_not_answered_where_nobody_is_called_so(store):
    assert said(store, "Who is the owner of the Pellan Brewery?")
    assert said(store, "Who is the publisher of the Pellan Brewery?") == []
