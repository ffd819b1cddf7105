"""Hits -> the sentences that answer, chosen by small logistic models; no chat model needed.

Each sentence of the hits is described by a few numbers (features.py) and scored with WEIGHTS. Those
of the likeliest are left that can answer (answering.py). A second model, over SIGNS, is the gate:
where it stays below THRESHOLD, the articles do not say. What is shown, and in which order, says
selection.py. Of a question with several parts each part gets its own sentence (parts.py). All
weights are fitted by `tests/quality/fit_extract.py`.
"""

import math
from collections.abc import Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from bot.answer.extracted import parts
from bot.answer.extracted.answering import answering, could
from bot.answer.extracted.candidate import Candidate, Extract, stands
from bot.answer.extracted.features import SIGNS, Table
from bot.answer.extracted.selection import (
    CONSIDERED,
    SHORT,
    alone,
    choose,
    in_reading_order,
    length,
    without_repeats,
)
from bot.answer.fitting import able, of_time, rounds
from bot.answer.fitting.called import as_called
from bot.answer.fitting.scale import SURE
from bot.check.mood import bids, wants_orders
from bot.question.understanding import Question
from bot.search.retrieve import Found
from ingest.store import Store

# Fitted by tests/quality/fit_extract.py; its figures are in docs/decisions/0005-extraction.md.
BIAS = -8.279
WEIGHTS = np.array([1.333, 1.759, 3.571, 1.440, 0.375, 1.336, 0.188, -0.239, 0.727, -1.804, 0.178])
SIGNS_BIAS = -4.692
SIGNS_WEIGHTS = np.array([-2.585, -2.907, 0.724, 3.755, -0.028, -1.345, 3.818, 0.916])
THRESHOLD = 0.208  # of SIGNS, below which nothing answers
FURTHER = 0.6  # of it, below which a sentence is none to stand beside the first
# Of a sentence that says the opposite, another is as good that is this share as likely.
NEARLY = 0.5
_OPPOSED, _MISSING = SIGNS.index("opposed"), SIGNS.index("missing")


def extract(store: Store, question: Question, found: Found, *, close: bool = False) -> Extract:
    """The sentences that answer, at most `answer.max_statements` of `answer.max_words` in all.

    A question of several parts gets a sentence for each part that has one, however many these are.

    Args:
        close: only those that are sure to be of the time that is asked about, see of_time.py, and
            only where the likeliest of them can answer.
    """
    if question.elsewhere and not question.outlets:
        return Extract(())  # it asks what others report than those whose articles there are
    question = as_called(question, found)
    table = Table(store, question, found)
    ranked = _ranked(table, CONSIDERED, close=close)
    settings = store.settings.answer
    wanted = parts.several(question)
    served = parts.evidence(store, table, wanted) if wanted else []
    if any(served):
        distinct = dict.fromkeys(one.sentence for one in served if one)
        chosen = [_candidate(table, one, 1.0) for one in distinct]
        shown = without_repeats(chosen)
        room = max(settings.max_words, sum(map(length, shown)))
        return Extract(in_reading_order(alone(shown, room)), partial=not all(served))
    can = able.can(question)
    fit = answering(question, ranked, can)
    if not fit or (close and fit[0].place != ranked[0].place):
        return Extract(())
    if not (chance := _chance(table, fit, ranked, can)):
        return Extract(())
    chosen = choose(
        fit,
        most=settings.max_statements,
        max_words=settings.max_words,
        belongs=lambda one: _belongs(table, one, can),
    )
    return Extract(in_reading_order(alone(chosen, settings.max_words)), chance=chance)


def candidates(store: Store, question: Question, found: Found) -> list[Candidate]:
    """Every sentence of the hits that can stand as a statement, likeliest answer first."""
    return _ranked(Table(store, question, found))


def _ranked(table: Table, most: int | None = None, *, close: bool = False) -> list[Candidate]:
    """The sentences that can stand as a statement, likeliest first.

    Args:
        most: how many of them, where not all are wanted: to tell takes time.
    """
    scores = probabilities(table.features()) if table.sentences else np.zeros(0)
    may_bid = wants_orders(table.question.text)
    periods, asked = table.question.periods, rounds.named(table.question.text)
    usable = (
        place
        for place in np.argsort(-scores, kind="stable").tolist()
        if stands(said := (one := table.sentences[place]).text)
        and (may_bid or not bids(said))
        and (not periods or of_time.tells(one.hit.article, one.span, periods, close=close))
        and rounds.tells(asked, one.hit.article, one.span)
    )
    return [_candidate(table, place, float(scores[place])) for place in islice(usable, most)]


def _chance(
    table: Table, fit: Sequence[Candidate], ranked: Sequence[Candidate], can: able.Can | None
) -> float:
    """How likely it is that the first of those that can answer does; 0 where that is too little.

    "Nobody was killed" is near to no question, being short; where it surely can answer, it does if
    the likeliest sentence of its article would.
    """
    first = fit[0]
    if first.is_sure:
        return 1.0
    if chance := _passing(table, _able(table.question, fit, ranked, can)):
        return chance
    if can is None or length(first) >= SHORT:
        return 0.0
    is_beside = first.hit.article.id == ranked[0].hit.article.id
    surely = is_beside and can(first.hit, first.span) == SURE
    return _passing(table, ranked) if surely else 0.0


def _able(
    question: Question,
    fit: Sequence[Candidate],
    ranked: Sequence[Candidate],
    can: able.Can | None,
) -> Sequence[Candidate]:
    """Those by the likeliest of which it is told whether anything answers.

    An earlier year's winner is as near to the question as this year's, who is told of in few words.
    """
    if can is None:
        return ranked
    if question.kind == "reason" and fit[0].hit.article.id == ranked[0].hit.article.id:
        return ranked  # it says what is so, and the article says why
    is_held_together = question.kind == "number" or able.telling(question)
    return fit if is_held_together else could(ranked, can)


def _belongs(table: Table, one: Candidate, can: able.Can | None) -> bool:
    """Whether a further sentence answers by itself, by the rules or by its signs."""
    if one.is_sure or (can is not None and can(one.hit, one.span) == SURE):
        return True
    return answerable(table.signs(one.place, one.probability)) >= FURTHER * THRESHOLD


def _passing(table: Table, ranked: Sequence[Candidate]) -> float:
    """How likely the likeliest sentence answers, as far as its signs tell; 0 below THRESHOLD.

    Where it says the opposite of what is asked ("closed" of when it opened), the next one may stand
    in its place that says no such thing, has all of the question's words about it and is nearly
    as likely.
    """
    least = NEARLY * ranked[0].probability
    first, *others = (
        table.signs(one.place, one.probability) for one in ranked[:2] if one.probability >= least
    )
    if first[_OPPOSED]:
        first = next((one for one in others if not one[_OPPOSED] and not one[_MISSING]), first)
    chance = answerable(first)
    return chance if chance >= THRESHOLD else 0.0


def probabilities(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows of FEATURES -> probabilities that a sentence answers, 0..1."""
    return np.asarray(1 / (1 + np.exp(-(table @ WEIGHTS + BIAS))))


def answerable(signs: NDArray[np.float64]) -> float:
    """SIGNS -> the probability that the articles answer, 0..1."""
    return float(1 / (1 + math.exp(-(signs @ SIGNS_WEIGHTS + SIGNS_BIAS))))


def _candidate(table: Table, place: int, probability: float) -> Candidate:
    one = table.sentences[place]
    return Candidate(
        hit=one.hit,
        span=one.span,
        probability=probability,
        place=place,
        named=table.speaks(place),
    )
