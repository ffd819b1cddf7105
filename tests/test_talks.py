"""Whole conversations over articles of their own: see tests/data/talks.txt."""

import re
import sys

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "tests" / "quality"))
from measure_talks import held, newsroom, talks

FLOOR = 0.9  # of the turns; 103 of 111 go as they should


@pytest.fixture(scope="module")
def conversations_held(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("talks"))
    yield {name: list(held(store, turns)) for name, turns in talks()[1].items()}
    store.close()


def test_conversations_go_as_they_should(conversations_held):
    turns = [one for held_so in conversations_held.values() for one in held_so]
    assert len(turns) > 100
    assert sum(turn.fits(got) for turn, got in turns) / len(turns) >= FLOOR


def test_brackets_never_nest_nor_pile_up(conversations_held):
    wholes = [
        got.searched.understood.made_whole
        for held_so in conversations_held.values()
        for _, got in held_so
        if got.searched.understood.made_whole
    ]
    assert len(wholes) > 50
    assert [one for one in wholes if one.count("(") > 1 or re.search(r"\([^)]*\(", one)] == []
    assert max(map(len, wholes)) < 110


def test_it_asks_back_and_takes_the_reply(conversations_held):
    asked, chosen = conversations_held["two of one kind"][1:3]
    assert asked[1].text == "Do you mean Clara Whitcombe or Vera Lindqvist?"
    assert asked[1].followups == ("How old is Clara Whitcombe?", "How old is Vera Lindqvist?")
    assert chosen[1].searched.understood.made_whole == "How old is Clara Whitcombe?"
