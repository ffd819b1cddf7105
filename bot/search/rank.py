"""Passages found -> how likely each one is to hold what is asked: a small linear model.

A passage is described by a few numbers (FEATURES) and scored with WEIGHTS, fitted by
`tests/quality/fit_rank.py` as a conditional logit (McFadden, "Conditional logit analysis of
qualitative choice behavior", 1974): of a question's candidates, the one that holds the evidence is
chosen with a probability that is proportional to exp(score). How it came to these is in
docs/decisions/0004-ranking.md.
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bot.question.periods import Period
from bot.search.stems import Numbers, kept, number
from ingest.article import Article
from ingest.stored.records import StoredPassage, Vector

FEATURES = (
    "words",  # BM25, as a share of the best candidate's
    "article_words",  # likewise, of the best passage of its article
    "sentence_cosine",  # of the question alone, without what leads to it, and the nearest sentence
    "covered",  # share of the terms, by rarity, in headline or passage
    "covered_near",  # in two sentences that stand side by side
    "lead",  # 1 for the passage that the article begins with
    "outlet",  # 1 where the question names its outlet or author as the source
    "period",  # 1 where it was published when the question says
    "month",  # exp(-age / 30 days), where the question speaks of no time in the past
    "half_year",  # exp(-age / 180 days), likewise
)
WEIGHTS = np.array([2.992, 2.340, 12.474, 4.084, 4.085, 0.552, 2.273, 3.508, 1.915, 1.764])
# How likely it is that anything found holds evidence: a logistic model of the highest values of
# these features among a question's candidates, fitted by the same script.
EVIDENCE_FEATURES = ("sentence_cosine", "covered", "covered_near")
EVIDENCE_WEIGHTS, EVIDENCE_BIAS = np.array([16.887, 6.816, -1.318]), -10.086
FLOOR = 0.089  # below it nothing that was found is evidence, and no chat model is asked
MONTH, HALF_YEAR = 30.0, 180.0  # days
# How much more an article's age counts where the newest is asked for; the evaluation sets have too
# few such questions to fit it.
LATEST = 2.0
# Days after a thing happened in which it is still reported as news.
AFTERMATH = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One thing to be found: a question, or the part of one that needs its own evidence."""

    text: str
    terms: tuple[str, ...]
    vector: Vector  # of `text`, shape (d,), unit length
    asked: Vector  # of the sentence that asks, where `text` has several; else `vector`
    outlets: tuple[str, ...] = ()  # named as the source, as the library spells them
    authors: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    latest: bool = False
    today: str = ""  # `YYYY-MM-DD`


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that one of the indexes found."""

    stored: StoredPassage
    words: float  # BM25, 0 where no term stands in it


def evidence(table: NDArray[np.float64]) -> float:
    """How likely it is, 0..1, that one of the candidates holds evidence.

    Args:
        table: their features, shape (n, len(FEATURES)).
    """
    if not len(table):
        return 0.0
    highest = strongest(table)
    return float(1 / (1 + math.exp(-(highest @ EVIDENCE_WEIGHTS + EVIDENCE_BIAS))))


def scores(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows of FEATURES -> scores, to be compared with each other alone."""
    return np.asarray(table @ WEIGHTS)


def strongest(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """The highest value of each of EVIDENCE_FEATURES: shape (len(EVIDENCE_FEATURES),)."""
    columns = [FEATURES.index(name) for name in EVIDENCE_FEATURES]
    return np.asarray(table[:, columns].max(axis=0))


class Ranker:
    """What one search needs to score passages.

    Args:
        stem: what stands in the words index for a word.
        rarity: of each term of every aim, in nats.
        edge: the day from which an article's age counts, `YYYY-MM-DD`: that of the question, or of
            the newest article where that is older.
    """

    def __init__(self, stem: Callable[[str], str], rarity: Mapping[str, float], edge: str) -> None:
        self._stem, self._rarity, self._kept = stem, rarity, kept(stem)
        self._edge = date.fromisoformat(edge).toordinal() if edge else None

    def features(self, aim: Aim, candidates: Sequence[Candidate]) -> NDArray[np.float64]:
        """Shape (len(candidates), len(FEATURES))."""
        best = max((one.words for one in candidates), default=0.0) or 1.0
        in_article: dict[str, float] = {}
        for one in candidates:
            key = one.stored.article.id
            in_article[key] = max(in_article.get(key, 0.0), one.words)
        rows = []
        covered = self._covered(aim, candidates) if candidates else ()
        of_article: dict[str, tuple[float, ...]] = {}
        for one, shares in zip(candidates, covered, strict=True):
            article = one.stored.article
            if article.id not in of_article:
                of_article[article.id] = (
                    float(by(article, aim.outlets, aim.authors)),
                    float(any(within(article, period) for period in aim.periods)),
                    *self._age(article, aim),
                )
            rows.append(
                (
                    one.words / best,
                    in_article[article.id] / best,
                    _nearest(one.stored, aim.asked),
                    *shares,
                    float(one.stored.passage.start == 0),
                    *of_article[article.id],
                )
            )
        return np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))

    def _covered(self, aim: Aim, candidates: Sequence[Candidate]) -> list[list[float]]:
        """For each candidate `covered` and `covered_near`; see FEATURES."""
        weights: dict[int, float] = {}
        for term in aim.terms:
            weights[number(self._stem(term))] = self._rarity.get(term, 0.0)
        asked = np.array(sorted(weights), np.int64)
        rarity = np.array([weights[one] for one in asked.tolist()])
        texts = [self._kept.of(one.stored.passage) for one in candidates]
        titles = [self._kept.of_title(one.stored.article.title) for one in candidates]
        sentences = _places([len(one.lengths) for one in texts])  # of which candidate each is
        in_sentence = _there(
            asked,
            np.concatenate([one.numbers for one in texts]),
            _places([length for one in texts for length in one.lengths]),
            len(sentences),
        )
        beside = in_sentence.copy()  # a sentence and the next one, where that is of its passage
        both = sentences[:-1] == sentences[1:]
        beside[:-1][both] |= in_sentence[1:][both]
        seen = _there(
            asked, np.concatenate(titles), _places([len(one) for one in titles]), len(candidates)
        )
        np.logical_or.at(seen, sentences, in_sentence)
        near = np.zeros(len(candidates))
        np.maximum.at(near, sentences, beside @ rarity)
        shares = np.stack([seen @ rarity, near], axis=1) / (rarity.sum() or 1.0)
        whole: list[list[float]] = shares.tolist()
        return whole

    def _age(self, article: Article, aim: Aim) -> tuple[float, float]:
        """How recent it is, on two scales; 0 for an article without a date."""
        if self._edge is None or not article.last_day or not _wants_recent(aim):
            return 0.0, 0.0
        age = max(0, self._edge - date.fromisoformat(article.last_day).toordinal())
        share = LATEST if aim.latest else 1.0
        return share * math.exp(-age / MONTH), share * math.exp(-age / HALF_YEAR)


def _places(lengths: Sequence[int]) -> NDArray[np.intp]:
    """2, 1, 3 -> 0, 0, 1, 2, 2, 2."""
    return np.repeat(np.arange(len(lengths)), lengths)


def _there(
    asked: Numbers, numbers: Numbers, places: NDArray[np.intp], count: int
) -> NDArray[np.bool_]:
    """Which of `asked`, sorted, stand at each of `count` places: shape (count, len(asked)).

    Args:
        places: of each of `numbers`, where it stands.
    """
    found = np.zeros((count, len(asked)), np.bool_)
    if len(asked):
        column = np.minimum(np.searchsorted(asked, numbers), len(asked) - 1)
        is_asked = asked[column] == numbers
        found[places[is_asked], column[is_asked]] = True
    return found


def _nearest(stored: StoredPassage, asked: Vector) -> float:
    """Cosine of what is asked and the sentence nearest to it, of the passage where none is held."""
    if stored.sentence_vectors is None or not len(stored.sentence_vectors):
        return float(stored.vector @ asked)
    return float((stored.sentence_vectors @ asked).max())


def by(article: Article, outlets: Collection[str], authors: Collection[str]) -> bool:
    """Whether it is of an outlet or an author that the question names as its source."""
    return article.source in outlets or any(name in authors for name in article.authors)


def within(article: Article, period: Period) -> bool:
    """Whether it was published in that time, or soon after what happened then."""
    if not article.published_at or period.of == "recent":
        return False
    last = period.last_day
    if last and period.of == "event":
        last = date.fromordinal(date.fromisoformat(last).toordinal() + AFTERMATH).isoformat()
    return (not period.first_day or article.last_day >= period.first_day) and (
        not last or article.first_day <= last
    )


def _wants_recent(aim: Aim) -> bool:
    """Whether of two articles the newer one is likelier to be meant.

    Not where the question speaks of the past alone.
    """
    return aim.latest or all(
        one.of == "recent" or not one.last_day or one.last_day >= aim.today for one in aim.periods
    )
