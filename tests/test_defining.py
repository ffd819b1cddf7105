"""Sentences that say who or what is named."""

import pytest

from bot.answer.forms.defining import plainness
from bot.question.understanding import understand


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Lund, the mayor of Wick, resigned.",
        "Ada Lund, 47, ran the buses.",
        "Managing director Ada Lund blamed fuel.",
        "The retired judge Ada Lund will mediate.",
        "Ada Lund was a judge for nine years.",
        "Ada Lund, who leads the inquiry, was late.",
        "The council's transport chief, Ada Lund, was late.",
    ],
)
def test_a_sentence_that_says_who_it_is(sentence):
    assert plainness(sentence, "Ada Lund")


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Lund resigned on Monday.",
        "The board had asked for Ada Lund.",
        "Nobody told Ada Lund.",
        "Ada Lundgren, the mayor of Wick, resigned.",
        "It cost Ada Lund her post.",
        "Whether Ada Lund knew is disputed.",
        "In the winter, Ada Lund, like others, left.",
        "How far the new Ada Lund is like the old one, nobody has said.",
    ],
)
def test_a_sentence_that_only_names_it(sentence):
    assert not plainness(sentence, "Ada Lund")


def test_what_is_said_plainly_comes_first():
    said = ["Ada Lund is a judge.", "Ada Lund, a judge, left.", "Judge Ada Lund left."]
    said.insert(2, "A judge called Ada Lund left.")
    assert [plainness(one, "Ada Lund") for one in said] == [4, 3, 2, 1]


def test_what_somebody_did_says_less_of_who_it_is_than_a_post():
    assert plainness("Ada Lund, who had staked all on it, left.", "Ada Lund") == 1
    assert plainness("The road chief, Ada Lund, left.", "Ada Lund") == 3


def test_a_title_is_no_part_of_a_name():
    assert plainness("Dr Ina Lund, who runs the clinic, left.", "Dr Lund") == 3
    assert plainness("Dr Ina Lund left.", "Dr Lund") == 0


def test_what_is_called_so():
    assert plainness("They founded a joint company named Stargate.", "Stargate")
    assert plainness("The app is called GOV.UK Wallet.", "GOV.UK Wallet")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Who is Ada Lund?", "Ada Lund"),
        ("who's ada lund", "ada lund"),
        ("What is the GOV.UK Wallet?", "GOV.UK Wallet"),
        ("Who is the mayor?", ""),
        ("Who is next?", ""),
        ("What is the Orrin dam made of?", ""),
        ("who was running late", ""),
        ("what was first battle", ""),
        ("Who is Dr Ada Lund?", "Ada Lund"),
        ("who is dr ada lund", "ada lund"),
        ("Who is Dr Lund?", "Lund"),
        ("who is dr lund", "lund"),
        ("Who is Captain Ada Lund?", "Ada Lund"),
        ("Who is Captain Orrin?", "Captain Orrin"),
    ],
)
def test_who_is_asks_about_a_name_alone(text, name):
    topic = understand(text).topic
    assert (topic.text if topic and topic.defines else "") == name
