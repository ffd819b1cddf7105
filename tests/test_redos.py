"""Regular expressions: none can be kept busy by a text that was made for it."""

import gc
import importlib
import os
import signal
import time
from contextlib import contextmanager

import pytest
from attacks import every_pattern, files, texts

from bot.answer.forms.defining import plainness
from bot.conversation import followup, pointing
from bot.conversation.talk import Turn
from bot.question.chatter import chatter
from bot.question.understanding import understand
from ingest.errors import SourceError
from ingest.parse import formats
from ingest.parse.layout import byline, imprint, masthead
from ingest.settings import AnswerSettings
from ingest.text import furniture

# Of processor time; the slowest takes a tenth of it on a laptop, a third and more on a slow shared
# machine. What grows with the square of a long text takes more on either.
SECONDS = 2.5
SHORT, LONG = 500, 20_000  # characters
PARTS = 6  # of the patterns, each a test
HARDEST = 1  # of the texts of a pattern, that it is tried on at full length; all in `make soak`
QUESTION = AnswerSettings().max_question_chars
# Patterns whose time grows with the square of a text's length, and the longest text that the code
# around them shows them, in characters.
SHOWN = {
    **dict.fromkeys(
        [
            f"ingest.parse.layout.byline.{name}"
            for name in "_LABELS _BEFORE_DATE _BEFORE_MARK _LABEL_ALONE _LABEL_AT_END _DIVIDER "
            "_READING _WITH_AGENCY _DAY_AT_END _TIME".split()
        ],
        320,  # byline.LONGEST_LINE, and the divider that is put before a label
    ),
    "ingest.parse.layout.byline:": 320,
    "ingest.parse.layout.imprint:": 300,  # likewise
    "ingest.parse.layout.imprint._CREDIT": 300,
    "ingest.text.furniture:": 80,
    "ingest.text.furniture._COMPANY": 60,
    "ingest.text.furniture._CRUMBS": 200,
    "ingest.parse.layout.masthead._DIGEST_WORDS": 100,
    "ingest.parse.layout.masthead:": 100,
    "ingest.parse.pasted_mail._ADDRESS": 400,
    "bot.question": QUESTION,
    "bot.conversation": QUESTION,  # and sentences, which are shorter
    "bot.differ": 1_500,  # a sentence: split.LONGEST_CHARACTERS
    "bot.check.reading._OPENS": 6,
    "ingest.chat_models": 200,  # a name in config.yaml
    "ingest.embedding.embed": 200,  # likewise
}
NEWS = "The ferry will rise to four pounds on 1 March, the harbour office said. Nobody was hurt."
# Runs that take the longest in files, of some hundred that were tried; every one in `make soak`.
RUNS = ("[", "*", " ", "— ", "by Ann Lee, ", "a|")


@contextmanager
def at_most(seconds: float, what: str):
    """Stop what takes longer, by the processor's clock: a busy machine is no failure."""

    def over(*_):
        raise AssertionError(f"{what} takes more than {seconds} s")

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def longest(where: str) -> int:
    return min((size for name, size in SHOWN.items() if where.startswith(name)), default=LONG)


def spent(call, *given) -> float:
    begun = time.process_time()
    call(*given)
    return time.process_time() - begun


@pytest.fixture(scope="module")
def patterns():
    found, unknown = every_pattern()
    assert unknown == []  # give their names a value in attacks.INSTEAD
    return found


def test_every_pattern_is_found(patterns):
    where = {one.where for one in patterns}
    assert len(patterns) > 500
    assert any(one.startswith("bot.question.times:") for one in where)  # made in a function
    assert "ingest.parse.layout.byline._DIVIDER" in where  # a module's own
    assert any(one.startswith("bot.answer.fitting.kinds._SIGNS") for one in where)  # in a dict


@pytest.mark.parametrize("part", range(PARTS))
def test_no_pattern_is_kept_busy(patterns, part):
    gc.disable()
    try:
        for one in patterns[part::PARTS]:
            long = longest(one.where)
            attacks = list(texts(one.made, min(SHORT, long)))
            took = []
            for number, text in enumerate(attacks):
                with at_most(SECONDS, f"{one.where} ({one.made.pattern[:60]!r}) on {text[:20]!r}"):
                    took.append((spent(one.run, text), number))
            if long <= SHORT:
                continue
            hardest = list(texts(one.made, long))
            for _, number in sorted(took, reverse=True)[: None if "ALL" in os.environ else HARDEST]:
                text = hardest[number]
                with at_most(SECONDS, f"{one.where} ({one.made.pattern[:60]!r}) on {text[:20]!r}"):
                    one.run(text)
    finally:
        gc.enable()


@pytest.mark.parametrize("run", RUNS)
def test_no_file_takes_long_to_read(run, monkeypatch):
    for name, most in SHOWN.items():
        module, _, own = name.rpartition(".")
        if module.startswith("ingest.") and own.startswith("_"):
            home = importlib.import_module(module)
            monkeypatch.setattr(home, own, Watched(getattr(home, own), most))
    text = (run * LONG)[:LONG]
    for name, content in files(text, NEWS):
        with at_most(10, f"{name} of {run!r}"):
            found = list(formats.parse(content.encode(), file_name=name))
        assert found, name
        assert all(isinstance(one, SourceError) or one.text for one in found)
    with at_most(SECONDS, f"a line of {run!r}"):
        for line in (f"By {text}", f"{text} 5 January 2025"):
            byline.read_line(byline.Header(), line)
            imprint.read_imprint(byline.Header(), line)
            imprint.read_credit(byline.Header(), line)
        byline.tidy_names([text])
        furniture.crumbs(text)
        furniture.is_counter(text)
        furniture.rights_holder(f"© {text}")
        masthead.read([text])


class Watched:
    """A pattern that is shown no longer text than `SHOWN` has it."""

    def __init__(self, made, most):
        self._made, self._most = made, most

    def __getattr__(self, name):
        def shown(*given):
            assert len(given[-1]) <= self._most, self._made.pattern
            return getattr(self._made, name)(*given)

        return shown


@pytest.mark.parametrize(
    "text",
    [
        "and by " + "a" * 1900 + "(b",  # took 48 s with 200 letters
        "by a." + "b-c'" * 400 + "%?",
        "after X reported" + " a, and" * 270 + " %",
        "why" + ", the" * 350 + " 1%",
        "A" * 1990,
        "A of the " * 220,
        "? " * 990,
        "1 " * 990,
    ],
)
def test_no_question_takes_long_to_read(text):
    before = [Turn(question="Why did Helen Brack resign?", answer="Helen Brack resigned in May.")]
    with at_most(SECONDS, f"{text[:20]!r}"):
        chatter(text)
        pointing.about(text)
        pointing.pointing(text)
        followup.whole(text, before)
        understand(text, outlets=("Harbour Ledger", "Meridian Wire"), authors=("Ann Lee",))


@pytest.mark.parametrize(
    "piece", ["Helen Brack, a ", "Helen Brack is ", "called ", "the engineer ", "a, "]
)
def test_no_sentence_keeps_what_says_who_somebody_is_busy(piece):
    with at_most(SECONDS, piece):
        plainness(piece * (1_500 // len(piece)), "Helen Brack")
