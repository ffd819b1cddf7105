"""What `tests/bench/faults.py` judges by: that it would see what it is there to see."""

import json
import random
import re
import subprocess
import sys

import pytest
from conftest import ROOT

sys.path.append(str(ROOT / "tests" / "bench"))  # last: its names stand back behind all others

from clock import Clock
from desk import Broken, answer_in
from facts import GONE, Asked, Facts, said


def answer(fact, value, *, text="", article="", shift=0):
    whole = said(fact.name, value)
    end = whole.index(".") + 1
    quote = whole[:end]
    return {
        "outcome": "answered",
        "text": f"{quote} [1]",
        "statements": [{"text": text or quote}],
        "citations": [
            {
                "quote": quote,
                "start": shift,
                "end": end + shift,
                "article": {"id": article or fact.id},
            }
        ],
    }


@pytest.fixture
def facts():
    return Facts(random.Random(1))


def test_an_answer_is_held_against_what_the_article_may_say(facts):
    fact, other = facts.new(), facts.new()
    old = facts.plan(fact)
    facts.holds(fact, old)
    assert Asked.now(fact).wrong(answer(fact, old)) == ""
    new = facts.plan(fact)  # handed in and not acknowledged: either may be told
    asked = Asked.now(fact)
    assert [asked.wrong(answer(fact, value)) for value in (old, new)] == ["", ""]
    facts.holds(fact, new)
    assert "told:" in Asked.now(fact).wrong(answer(fact, old))
    assert asked.wrong(answer(fact, old)) == ""  # it was asked before
    assert "never was" in asked.wrong(answer(fact, 99_999))
    assert "cited" in asked.wrong(answer(fact, new, article=other.id))
    assert "no version" in asked.wrong(answer(fact, new, shift=1))
    twice = answer(fact, new)
    twice["statements"] *= 2
    assert "says twice" in asked.wrong(twice)
    assert "the outcome is error" in asked.wrong(answer(fact, new) | {"outcome": "error"})
    none = {"outcome": "no_answer", "text": "They do not say.", "statements": [], "citations": []}
    assert (asked.wrong(none), asked.found(none)) == ("", False)


def test_an_article_that_is_gone_must_not_be_told_of(facts):
    fact = facts.new()
    value = facts.plan(fact)
    facts.holds(fact, value)
    facts.plan(fact, GONE)
    assert Asked.now(fact).wrong(answer(fact, value)) == ""
    facts.holds(fact, GONE)
    assert "told:" in Asked.now(fact).wrong(answer(fact, value))


def test_a_stream_has_to_end_with_a_word():
    done = f"event: done\nid: 1-2\ndata: {json.dumps({'id': 'x'})}\n\n"
    begun = "event: sources\nid: 1-1\ndata: {}\n\n"
    assert answer_in(begun + done) == {"id": "x"}
    assert answer_in(f"{begun}event: error\nid: 1-2\ndata: {{}}\n\n") is None
    for cut in (begun, "", begun + done + done):
        with pytest.raises(Broken):
            answer_in(cut)


def test_a_clock_is_moved_under_a_program_and_under_it_alone(tmp_path):
    clock = Clock(tmp_path)
    if not clock.environment:
        pytest.skip("there is no C compiler (cc)")
    command = [sys.executable, "-c", "import datetime, time; print(time.time()); "
               "print(datetime.datetime.now().timestamp()); print(time.monotonic())"]  # fmt: skip
    told = []
    for seconds in (0, 86400):
        clock.move(seconds)
        done = subprocess.run(command, env=clock.environment, capture_output=True, text=True)
        told.append([float(line) for line in done.stdout.split()])
    apart = [after - before for before, after in zip(*told, strict=True)]
    assert [round(one / 86400, 2) for one in apart] == [1, 1, 0]


def test_every_test_that_the_page_names_is_there():
    page = (ROOT / "docs" / "reliability.md").read_text()
    named = set(re.findall(r"tests/[\w/]+\.py", page))
    assert len(named) > 8
    assert [one for one in sorted(named) if not (ROOT / one).is_file()] == []
