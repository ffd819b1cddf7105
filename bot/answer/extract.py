"""Hits -> the sentences that answer, chosen by small logistic models; no chat model needed.

Each sentence of the hits is described by a few numbers (features.py) and scored with WEIGHTS. A
second model, over SIGNS, tells whether anything answers at all: where it stays below THRESHOLD, the
articles do not say. Of a question with several parts
each part gets its own sentence (parts.py). All weights are fitted by
`tests/quality/fit_extract.py`.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, islice

import numpy as np
from numpy.typing import NDArray

from bot.answer import able, fitting_abroad, of_time, parts, posted, short
from bot.answer.alone import stand_alone
from bot.answer.features import SIGNS, Table
from bot.check.mood import asks, bids, wants_orders
from bot.check.orders import unreadable, unsaid
from bot.check.support import figures
from bot.question.terms import words
from bot.question.understanding import Question
from bot.search.retrieve import Found, Hit
from ingest.article import Span
from ingest.store import Store

# Fitted by tests/quality/fit_extract.py; its figures are in docs/decisions/0005-extraction.md.
BIAS = -8.250
WEIGHTS = np.array([1.335, 1.713, 3.419, 1.670, 0.361, 1.296, 0.158, -0.179, 0.833, -1.983, 0.264])
SIGNS_BIAS = -4.563
SIGNS_WEIGHTS = np.array([-2.590, -2.905, 0.685, 3.306, -0.031, -1.104, 3.882, 0.926])
THRESHOLD = 0.241  # of SIGNS, below which nothing answers
# A further sentence is shown when it is at least this share as likely to answer as the first.
NEXT_BEST = 0.15
NAMED = 0.5  # and when its article speaks at least half as much of whom the question names
# Of a sentence that says the opposite, another is as good that is this share as likely.
NEARLY = 0.5
_OPPOSED, _MISSING = SIGNS.index("opposed"), SIGNS.index("missing")
SHORTEST, LONGEST = 4, 90  # words of a sentence that can stand as a statement, see also short.py
CONSIDERED = 25  # of the likeliest sentences, those of which the answer is made
# How much a sentence's words count against it: its probability by the fourth root of its length.
PRICE = 0.25
SHORT = 8  # words below which a sentence is no cheaper
_PROMISES = re.compile(
    r"\W{0,3}(?:how|why|what|where|when|who|which|whose|wie|warum|was|wo|woher|wann|wer|welche[rns]?|"
    r"comment|pourquoi|où|quand|qui)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!…][\"'”’»)\]]{0,3}\s*$")
_KEEPS = re.compile(r": \S+(?: \S+){3}")  # "Where to find it: the harbour shop has some again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One sentence that might answer."""

    hit: Hit
    span: Span
    probability: float  # that it answers, 0..1
    place: int = -1  # among the sentences of the table, where it is of one
    is_sure: bool = False  # it tells in words what is asked, see `answering`
    named: float = 1.0  # how far its article speaks of whom the question names, see naming.py
    said: str = ""  # as a statement that stands alone, see alone.py; "" for the sentence as it is

    @property
    def text(self) -> str:
        return self.hit.article.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Extract:
    """What the articles say to a question, in their own sentences."""

    chosen: tuple[Candidate, ...]  # in reading order; () where the articles do not say
    partial: bool = False  # a part of the question is left open
    is_list: bool = False  # each sentence stands for an article or an outlet of its own
    # All that was understood of a question in another language than the articles': its words that
    # stand in these; () for a question that was understood.
    carried: tuple[str, ...] = ()


def extract(store: Store, question: Question, found: Found) -> Extract:
    """The sentences that answer, at most `answer.max_statements` of `answer.max_words` in all.

    A question of several parts gets a sentence for each part that has one, however many these are.
    """
    if question.elsewhere and not question.outlets:
        return Extract(())  # it asks what others report than those whose articles there are
    table = Table(store, question, found)
    ranked = _ranked(table, CONSIDERED)
    settings = store.settings.answer
    wanted = parts.several(question)
    served = parts.evidence(store, table, wanted) if wanted else []
    if any(served):
        distinct = dict.fromkeys(one.sentence for one in served if one)
        chosen = [_candidate(table, one, 1.0) for one in distinct]
        shown = without_repeats(chosen)
        room = max(settings.max_words, sum(map(_length, shown)))
        return Extract(in_reading_order(alone(shown, room)), partial=not all(served))
    fit = answering(question, ranked)
    if not fit or not _answers(table, fit, ranked):
        return Extract(())
    chosen = choose(fit, most=settings.max_statements, max_words=settings.max_words)
    return Extract(in_reading_order(alone(chosen, settings.max_words)))


def candidates(store: Store, question: Question, found: Found) -> list[Candidate]:
    """Every sentence of the hits that can stand as a statement, likeliest answer first."""
    return _ranked(Table(store, question, found))


def _ranked(table: Table, most: int | None = None) -> list[Candidate]:
    """The sentences that can stand as a statement, likeliest first.

    Args:
        most: how many of them, where not all are wanted: to tell takes time.
    """
    scores = probabilities(table.features()) if table.sentences else np.zeros(0)
    may_bid = wants_orders(table.question.text)
    usable = (
        place
        for place in np.argsort(-scores, kind="stable").tolist()
        if stands(said := table.sentences[place].text) and (may_bid or not bids(said))
    )
    return [_candidate(table, place, float(scores[place])) for place in islice(usable, most)]


def _answers(table: Table, fit: Sequence[Candidate], ranked: Sequence[Candidate]) -> bool:
    """Whether the first of those that can answer does.

    "Nobody was killed" is near to no question; where it surely can answer, it does if the likeliest
    sentence of its article would.
    """
    first, can = fit[0], able.can(table.question)
    if first.is_sure or _passes(table, fit if can else ranked):
        return True
    if can is None or _length(first) >= SHORT:
        return False
    is_beside = first.hit.article.id == ranked[0].hit.article.id
    return is_beside and can(first.hit, first.span) == able.SURE and _passes(table, ranked)


def _passes(table: Table, ranked: Sequence[Candidate]) -> bool:
    """Whether the likeliest sentence answers, as far as its signs tell.

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
    return answerable(first) >= THRESHOLD


def answering(question: Question, ranked: Sequence[Candidate]) -> list[Candidate]:
    """Of the sentences that are likely enough to be shown those that can answer at all.

    Of what was news this week no article is that came out before, except where none came out since;
    of what happened in 2019 none is that can hardly speak of that year.
    One that may is none behind one that surely can; where something is to be counted, none beside
    one that surely counts it. Who holds an office, or what somebody or something did or has, may
    be told by a sentence that is not likely by its words. Of other languages than
    English no more is known than whether a sentence holds the figure that is asked for, see
    fitting_abroad.py.
    """
    if not ranked:
        return []
    likely = _in_time(question, _able(ranked))
    said = [(one.hit.article, one.text) for one in likely]
    likely = [likely[place] for place in fitting_abroad.able(question, said)]
    if (can := able.can(question)) is None:
        return posted.of_post(question, likely)
    if able.telling(question):
        told = [
            _sure(one, ranked[0])
            if _is_english(one)
            and can(one.hit, one.span) == able.SURE
            and all(figure in one.text for figure in question.numbers)
            else one
            for one in ranked
        ]
        told.sort(key=lambda one: not one.is_sure)
        likely = _in_time(question, _able(told))
    sure = [can(one.hit, one.span) if _is_english(one) else able.MAY for one in likely]
    if question.kind == "number":
        best = [max(sure, default=0.0)] * len(likely)
    else:
        best = list(accumulate(sure, max))
    fit = [one for one, own, least in zip(likely, sure, best, strict=True) if own and own >= least]
    return posted.of_post(question, fit)


def _is_english(one: Candidate) -> bool:
    return one.hit.article.language in {"", "en"}


def _sure(one: Candidate, first: Candidate) -> Candidate:
    return replace(one, is_sure=True, probability=max(one.probability, first.probability))


def _able(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Those likely enough, of articles that speak of whom the question names, if any does."""
    likely = NEXT_BEST * max((one.probability for one in ranked), default=0.0)
    named = NAMED * max((one.named for one in ranked), default=0.0)
    return [one for one in ranked[:CONSIDERED] if one.probability >= likely and one.named >= named]


def _in_time(question: Question, able: list[Candidate]) -> list[Candidate]:
    able = [one for one in able if of_time.may_tell(one.hit.article, question.periods)]
    first_days = [one.first_day for one in question.periods if one.of == "published"]
    if not first_days:
        return able
    days = [one.hit.article.last_day for one in able]
    since = [one for one, day in zip(able, days, strict=True) if not day or day >= min(first_days)]
    return since or able


def stands(sentence: str) -> bool:
    """Whether a sentence can be a statement: of some length, no question, no dateline or lead-in.

    "Harbour Town, Northland —" and "He said:" end where something else begins; "Where the money
    comes from" is a heading, which promises what it does not say.
    """
    return (
        (SHORTEST <= len(sentence.split()) <= LONGEST or short.says(sentence))
        and not asks(sentence)
        and not sentence.rstrip().endswith(("—", "–", "-", ":"))
        and not unreadable(sentence)
        and not (
            _PROMISES.match(sentence) and not (_ENDED.search(sentence) or _KEEPS.search(sentence))
        )
    )


def choose(ranked: Sequence[Candidate], *, most: int, max_words: int) -> list[Candidate]:
    """Up to `most` sentences of at most `max_words` words in all, or one that is longer alone.

    Taken one by one, likeliest first; of two that are as likely, the shorter one, because it leaves
    room for another (`PRICE`).
    """
    chosen: list[Candidate] = []
    for one in sorted(
        _able(ranked), key=lambda one: -one.probability / max(SHORT, _length(one)) ** PRICE
    ):
        if len(chosen) == most:
            break
        fits = sum(map(_length, [*chosen, one])) <= max_words
        if (fits or not chosen) and not any(says_the_same(one.text, o.text) for o in chosen):
            chosen.append(one)
    return chosen


def _length(one: Candidate) -> int:
    return len(one.text.split())


def alone(chosen: Sequence[Candidate], max_words: int) -> list[Candidate]:
    """The same, each said so that it stands alone, likeliest first where there is little room."""
    held = {(one.hit.article.id, one.span) for one in chosen}
    spare = max_words - sum(map(_length, chosen))
    shown = []
    for one in chosen:
        own = one.hit.passage.sentences
        number = own.index(one.span)
        if number and (
            (one.hit.article.id, own[number - 1]) in held or unsaid(one.hit.passage)[number - 1]
        ):
            shown.append(
                one
            )  # the sentence before is read just before it, or not meant for readers
            continue
        text = one.hit.article.text
        made = stand_alone(text, own, number, room=_length(one) + spare)
        spare -= sum(len(text[a:b].split()) for a, b in [made.span]) - _length(one)
        shown.append(replace(one, span=made.span, said=made.text))
    return shown


def in_reading_order(chosen: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The best article first, and within one article as it is read.

    Not by date: what was chosen first answers best, and the dates stand beside the quotes.
    """
    articles = list(dict.fromkeys(one.hit.article.id for one in chosen))
    return tuple(
        sorted(chosen, key=lambda one: (articles.index(one.hit.article.id), one.span.start))
    )


def without_repeats(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Each thing that is said once, where it is said first."""
    kept: list[Candidate] = []
    for one in chosen:
        if not any(says_the_same(one.text, other.text) for other in kept):
            kept.append(one)
    return kept


def probabilities(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows of FEATURES -> probabilities that a sentence answers, 0..1."""
    return np.asarray(1 / (1 + np.exp(-(table @ WEIGHTS + BIAS))))


def answerable(signs: NDArray[np.float64]) -> float:
    """SIGNS -> the probability that the articles answer, 0..1."""
    return float(1 / (1 + math.exp(-(signs @ SIGNS_WEIGHTS + SIGNS_BIAS))))


def says_the_same(one: str, other: str) -> bool:
    """Two sentences with the same figures that share four of five words.

    Another figure is another statement: that outlets differ is what a reader must see.
    """
    a, b = _words(one), _words(other)
    return len(a & b) >= 0.8 * min(len(a), len(b)) and figures(one) == figures(other)


@lru_cache(maxsize=512)  # each sentence is held against many
def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in words(text))


def _candidate(table: Table, place: int, probability: float) -> Candidate:
    one = table.sentences[place]
    return Candidate(
        hit=one.hit,
        span=one.span,
        probability=probability,
        place=place,
        named=table.speaks(place),
    )
