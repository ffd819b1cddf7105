"""The names in a question that is typed in small letters."""

import asyncio

import pytest
from newsroom import newsroom

from bot.answer.choose import find
from bot.answer.extracted.uncased import named
from bot.ask import answer
from bot.question.common import is_common
from bot.question.posed import pose


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("uncased"))
    yield store
    store.close()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("how many homes did the wendel flood?", (("wendel",),)),
        (
            "did colin strake raise the saltmarsh ferry's fare?",
            (("colin", "strake"), ("saltmarsh",)),
        ),
        ("who refurbished the dam?", ()),  # stands nowhere, and is an ordinary word
        ("who leads marrowby council?", (("marrowby",),)),  # stands nowhere, and is none
        ("which ombudsman burgled a conker?", ()),  # no more do these, but none is used as a name
        ("did colin strake sail on monday?", (("colin", "strake"),)),
        ("who is the managing director?", ()),  # a title, written large at the beginning
        ("what happened to the river in january?", ()),
        ("wer leitet die marrowby untersuchung?", ()),  # which words are ordinary is not known
        ("How many homes did the wendel flood?", ()),  # not typed in small letters
    ],
)
def test_words_that_the_articles_write_large_are_names(store, text, names):
    question = pose(store, text)
    assert named(store, question, find(store, question)) == names


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("how many homes did the wendel flood?", "how many homes did the quillmere flood?"),
        # It stands in another article.
        ("why did gate 3 of the orrin dam fail?", "why did gate 3 of the saltmarsh dam fail?"),
    ],
)
def test_what_is_said_of_one_is_no_answer_about_another(store, question, other):
    asked = [asyncio.run(answer(store, pose(store, one))).outcome for one in (question, other)]
    assert asked == ["answered", "no_answer"]


def test_ordinary_words_are_told_from_others():
    words = ("ferries", "Refurbished", "quickly", "marrowby", "ysgawen")
    assert [is_common(word) for word in words] == [True, True, True, False, False]
