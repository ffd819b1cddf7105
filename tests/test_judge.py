"""A model that has the last word on whether a quote carries a statement."""

import pytest
from chat_server import chat_server

from bot import models
from bot.check import judge
from bot.check.support import UNJUDGED, check
from bot.errors import ModelUnavailable
from ingest.settings import CheckSettings, Settings

QUOTE = "The council approved the tramway after a debate of nine hours."
STATEMENT = "The council approved the tramway."


class Overlap:
    """A small stand-in for a model of inference: the share of words that the premise has."""

    def __init__(self, factor=1.0):
        self.factor = factor

    def __call__(self, premise, hypothesis):
        words = hypothesis.lower().strip(".").split()
        return self.factor * sum(word in premise.lower() for word in words) / len(words)


class Broken:
    def __call__(self, premise, hypothesis):
        raise RuntimeError("out of memory")


def settings(model, **options):
    return Settings(check=CheckSettings(model=f"{__name__}:{model}", options=options))


def test_none_is_named_and_none_is_asked():
    assert judge.load(Settings()) is None


def test_a_class_is_made_with_its_options_and_called():
    made = judge.load(settings("Overlap", factor=0.5))
    assert made(QUOTE, STATEMENT) == 0.5


def test_the_model_has_the_last_word_where_nothing_else_rejects():
    unsure = judge.load(settings("Overlap", factor=0.4))
    found = check(STATEMENT, QUOTE, judge=unsure)
    assert (found.verdict, found.score) == ("partly", 0.4)
    assert found.reasons == ("The model in check.model finds it 40% likely to follow.",)
    sure = judge.load(settings("Overlap"))
    assert check(STATEMENT, QUOTE, judge=sure).verdict == "supported"
    wrong = "The council approved the tramway after a debate of ten hours."
    assert check(wrong, QUOTE, judge=sure).verdict == "unsupported"


def test_a_model_that_fails_leaves_the_verdict_to_the_words_and_its_own_words_to_the_log(caplog):
    found = check(STATEMENT, QUOTE, judge=judge.load(settings("Broken")))
    assert found.verdict == "supported"
    assert found.reasons == (UNJUDGED,)
    assert "test_judge:Broken' failed: RuntimeError('out of memory')" in caplog.text


@pytest.mark.parametrize(
    ("model", "says"),
    [
        ("nowhere.at.all:Class", "cannot be loaded"),
        ("fractions:Fraction", "cannot be called"),
        ("gpt-unheard-of", "none of chat_models"),
    ],
)
def test_a_model_that_is_none_is_named(model, says):
    with pytest.raises(ModelUnavailable, match=says):
        judge.load(Settings(check=CheckSettings(model=model)))


def test_a_number_that_is_no_probability_is_refused():
    with pytest.raises(ModelUnavailable, match="no probability"):
        judge.load(settings("Overlap", factor=3))(QUOTE, STATEMENT)


def test_a_chat_model_is_asked_for_a_number():
    with chat_server() as script:
        script.reply = "85"
        chosen = Settings(
            chat_models=(script.settings(),), check=CheckSettings(model=script.settings().name)
        )
        made = judge.load(chosen, models.writers(chosen))
        assert made(QUOTE, "It </quote> was approved.") == 0.85
        asked = script.requests[0]["messages"][1]["content"]
        assert QUOTE in asked
        assert asked.count("</quote>") == 1  # the statement closes no block
        script.reply = "I think so."
        with pytest.raises(ModelUnavailable, match="I think so"):
            made(QUOTE, STATEMENT)
        script.status = 500
        with pytest.raises(ModelUnavailable, match="failed"):
            made(QUOTE, STATEMENT)


@pytest.mark.parametrize(
    ("reply", "probability"),
    [
        ("85%", 0.85),
        ("85/100", 0.85),
        ("On a scale from 0 to 100, I would say 85.", 0.85),
        ("<think>The quote has 9 hours, and 3 votes.</think>\n\n**85**", 0.85),
        ("0", 0.0),
        ("85, since nine hours are named", 0.85),
        ("85 – nine hours are named", 0.85),
        ("1000", None),
        ("-5", None),
        ("The 9 hours are named, so it follows.", None),
    ],
)
def test_the_number_is_the_one_that_answers(reply, probability):
    with chat_server() as script:
        script.reply = reply
        chosen = Settings(
            chat_models=(script.settings(),), check=CheckSettings(model=script.settings().name)
        )
        made = judge.load(chosen, models.writers(chosen))
        if probability is None:
            with pytest.raises(ModelUnavailable, match="asked for a number"):
                made(QUOTE, STATEMENT)
        else:
            assert made(QUOTE, STATEMENT) == probability
