"""Of which round of a contest a sentence tells."""

import pytest

from bot.answer.fitting.rounds import named, tells
from ingest.article import Article, Span

CUP = (
    "Osk beat Vail 3-1 in the semi-final on Friday. She served nine aces. The final is on Sunday. "
    "Rain is expected. Quint won stage two of the tour. Her lead is four seconds."
)


@pytest.mark.parametrize(
    ("text", "rounds"),
    [
        ("Who won the semi-final?", ["semi"]),
        ("He lost in the last eight and the round of 16.", ["quarter", "sixteen"]),
        ("The men's final was won by Holt.", ["final"]),
        ("The final report and the final set.", []),
        ("The third and last stage, the 2nd leg, stage four", ["stage 3", "leg 2", "stage 4"]),
        ("The opening race of the group stage", ["race 1", "group"]),
        ("It rounds 3 capes.", []),
    ],
)
def test_rounds_are_told_in_words_or_figures(text, rounds):
    assert list(named(text)) == rounds


@pytest.mark.parametrize(
    ("question", "sentence", "may"),
    [
        ("Who won the semi-final?", "Osk beat Vail 3-1 in the semi-final on Friday.", True),
        ("Who won the semi-final?", "She served nine aces.", True),
        ("Who won the quarter-final?", "She served nine aces.", False),
        ("Who won the semi-final?", "The final is on Sunday.", False),
        ("Who won the final?", "Osk beat Vail 3-1 in the semi-final on Friday.", False),
        ("Who won the final?", "Her lead is four seconds.", True),
        ("Who won stage 2?", "Her lead is four seconds.", True),
        ("Who won stage 3?", "Quint won stage two of the tour.", False),
        ("Who won stage 3?", "Her lead is four seconds.", False),
        ("Who won the first round?", "Her lead is four seconds.", True),
        ("Who won?", "The final is on Sunday.", True),
    ],
)
def test_a_sentence_is_of_the_round_that_it_or_what_is_before_it_names(question, sentence, may):
    start = CUP.index(sentence)
    article = Article(id="a", title="Sport in short", text=CUP)
    assert tells(named(question), article, Span(start, start + len(sentence))) is may
