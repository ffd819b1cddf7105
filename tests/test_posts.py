"""Whose post a sentence speaks of: that of the place asked for, of another one, of none named."""

import time
from dataclasses import replace

import pytest

from bot.differ import holders, posts
from bot.differ.posts import OPEN, OTHER, OWN
from bot.differ.sameness import is_done_by_other
from bot.question.understanding import understand

ABBOT = "Who is the steward of Fenby Abbey?"
LENDER = "Who is Corran Trust's finance director?"
STATES = "Who is the president of the United States?"
TEAM = "Who coaches Marl Rangers?"
COACH = "Who is the coach of Marl Rangers?"


def question(text, *names):
    return replace(understand(text), names=names, kind="person")


NAMES = {
    ABBOT: ("Fenby Abbey",),
    LENDER: ("Corran Trust",),
    STATES: ("United States",),
    TEAM: ("Marl Rangers",),
    COACH: ("Marl Rangers",),
}


@pytest.mark.parametrize(
    ("asked", "sentence", "whose"),
    [
        (ABBOT, "The steward of Fenby Abbey, Ida Moss, kept bees.", OWN),
        (ABBOT, "Fenby Abbey's new steward, Ida Moss, keeps bees.", OWN),
        (ABBOT, "A steward of Dunlow Priory, Otto Fenn, came too.", OTHER),
        (ABBOT, "Dunlow's steward, Otto Fenn, came too.", OTHER),
        (ABBOT, "The deputy steward of Fenby Abbey, Lars Pike, kept hens.", OTHER),
        (ABBOT, "The former steward, Ann Rook, kept hens.", OTHER),
        (ABBOT, "Ida Moss became steward in May.", OPEN),
        (ABBOT, "Dunlow priory sent Otto Fenn, the steward of the priory.", OTHER),
        (ABBOT, "Ida Moss kept bees.", ""),
        (LENDER, "Said Jo Wick, finance director of Harle Savings.", OTHER),
        (LENDER, "Said Jo Wick, the finance director of the lender Corran Trust.", OWN),
        (LENDER, "Corran Trust fell. Its finance director, Mo Wray, left.", OWN),
        (STATES, "The president of the US spoke.", OWN),
        (STATES, "French president Alma Roux spoke.", OPEN),
        (TEAM, "Pia Lund coaches Marl Rangers.", OWN),
        (TEAM, "Kai Storm coaches Wick Albion.", OTHER),
        (COACH, "Wick Albion won under caretaker coach Kai Storm.", OTHER),
        (COACH, "Wick Albion beat Marl Rangers under coach Kai Storm.", OTHER),
        (COACH, "On Saturday, Marl Rangers won under coach Pia Lund.", OWN),
    ],
)
def test_a_post_is_bound_to_the_place_beside_it(asked, sentence, whose):
    post = posts.asked(question(asked, *NAMES[asked]))
    assert post.held_in(sentence) == whose


@pytest.mark.parametrize(
    ("before", "whose"),
    [
        ("Corran Trust closed a branch.", OWN),
        ("Harle Savings praised Corran Trust.", OPEN),
        ("", OPEN),
    ],
)
def test_its_is_that_of_the_first_name_before(before, whose):
    post = posts.asked(question(LENDER, "Corran Trust"))
    assert post.held_in("Its finance director, Mo Wray, said so.", before) == whose


@pytest.mark.parametrize(
    ("asked", "sentence", "holder"),
    [
        (ABBOT, "The steward of Fenby Abbey, Ida Moss, kept bees.", "Ida Moss"),
        (ABBOT, "The steward of Dunlow Priory, Otto Fenn, came too.", None),
        (ABBOT, "The deputy steward of Fenby Abbey, Lars Pike, kept hens.", None),
        (ABBOT, "Ida Moss succeeds Ann Rook as steward of Fenby Abbey.", "Ida Moss"),
        (TEAM, "Kai Storm coaches Wick Albion.", None),
    ],
)
def test_who_holds_another_post_is_no_holder(asked, sentence, holder):
    span = holders.find(question(asked, *NAMES[asked]), sentence)
    assert (sentence[span.start : span.end] if span else None) == holder


def test_a_question_without_a_place_has_no_post():
    assert posts.asked(question("Who is the steward?")) is None
    assert posts.asked(question("Who found the ring at Fenby Abbey?", "Fenby Abbey")) is None


def test_a_month_before_a_name_is_no_part_of_it():
    span = holders.find(
        question(TEAM, *NAMES[TEAM]), "Since February Pia Lund coaches Marl Rangers."
    )
    assert span is not None
    assert span.start == len("Since February ")


def test_a_long_run_of_posts_takes_no_long_time():
    post = posts.asked(question(COACH, "Marl Rangers"))
    began = time.perf_counter()
    for text in ("Wick coach " * 2000, "Wick " * 5000, "Wick of the " * 2000):
        post.held_in(f"{text}coach of Wick", text)
        is_done_by_other(("Marl",), text, "lifted")
    assert time.perf_counter() - began < 1
