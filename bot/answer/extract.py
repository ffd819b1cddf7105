"""Hits -> the sentences that answer, chosen by a small logistic model; no chat model needed.

Each sentence of the best passages is described by a few numbers (FEATURES) and scored with
WEIGHTS, which `tests/quality/fit_extract.py` fits. A question whose best sentence stays below
THRESHOLD is one that the articles do not answer.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answer import kinds
from bot.answer.support import figures
from bot.question import Question, words
from bot.retrieve import Found, Hit
from ingest.article import Span
from ingest.store import Store

FEATURES = (
    "covered",  # share of the question's words, by rarity, in the sentence
    "covered_near",  # likewise in headline, neighbour sentences and itself
    "cosine",  # of question and sentence
    "passage_cosine",  # of question and passage
    "kind",  # 1 where the kind of answer that is asked for stands in it, -1 where it does not
    "place",  # 1 / rank of its passage
    "length",  # natural logarithm of its words
)
# Fitted by tests/quality/fit_extract.py; its figures are in docs/decisions/0005-extraction.md.
BIAS = -7.773
WEIGHTS = np.array([1.902, 1.685, 2.125, 2.286, 0.382, 1.115, 0.203])
THRESHOLD = 0.105
# A further sentence is shown when it is at least this share as likely to answer as the first.
NEXT_BEST = 0.4
SHORTEST, LONGEST = 4, 90  # words of a sentence that can stand as a statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One sentence that might answer."""

    hit: Hit
    span: Span
    probability: float  # that it answers, 0..1

    @property
    def text(self) -> str:
        return self.hit.article.text[self.span.start : self.span.end]


def candidates(store: Store, question: Question, found: Found) -> list[Candidate]:
    """Every sentence of the hits that can stand as a statement, likeliest answer first."""
    spans = [
        (hit, span)
        for hit in found.hits
        for span in hit.passage.sentences
        if SHORTEST <= len(hit.article.text[span.start : span.end].split()) <= LONGEST
    ]
    if not spans or not question.terms:
        return []
    scores = probabilities(features(store, question, found, spans))
    ranked = sorted(zip(spans, scores, strict=True), key=lambda one: -one[1])
    return [
        Candidate(hit=hit, span=span, probability=float(score)) for (hit, span), score in ranked
    ]


def choose(ranked: Sequence[Candidate], *, most: int) -> list[Candidate]:
    """Up to `most` sentences that answer, best first; [] where the articles do not say."""
    if not ranked or ranked[0].probability < THRESHOLD:
        return []
    least = NEXT_BEST * ranked[0].probability
    chosen: list[Candidate] = []
    for one in ranked:
        if len(chosen) == most or one.probability < least:
            break
        if not any(_says_the_same(one.text, other.text) for other in chosen):
            chosen.append(one)
    return chosen


def probabilities(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows of FEATURES -> probabilities, 0..1."""
    return np.asarray(1 / (1 + np.exp(-(table @ WEIGHTS + BIAS))))


def features(
    store: Store, question: Question, found: Found, spans: Sequence[tuple[Hit, Span]]
) -> NDArray[np.float64]:
    """Describe sentences: shape (len(spans), len(FEATURES))."""
    stem = store.index.words.stem
    rarity = store.index.words.rarity(question.terms)
    stems = {term: stem(term) for term in question.terms}
    total = sum(rarity.values()) or 1.0
    asked = set(stems.values())
    texts = [hit.article.text[span.start : span.end] for hit, span in spans]
    cosines = _cosines(store, found, spans)
    places = {id(hit): rank for rank, hit in enumerate(found.hits, start=1)}
    rows = []
    for (hit, span), text, cosine in zip(spans, texts, cosines, strict=True):
        inside = {stem(word) for word in words(text)}
        near = inside | {stem(word) for word in words(_around(hit, span))}
        rows.append(
            (
                sum(rarity[term] for term in question.terms if stems[term] in inside) / total,
                sum(rarity[term] for term in question.terms if stems[term] in near) / total,
                cosine,
                hit.cosine,
                kinds.holds(question.kind, text, asked, stem),
                1 / places[id(hit)],
                math.log(len(text.split())),
            )
        )
    return np.array(rows, dtype=np.float64)


def _cosines(store: Store, found: Found, spans: Sequence[tuple[Hit, Span]]) -> list[float]:
    """Of the question and each sentence.

    Where the library holds no vectors of sentences, all are embedded.
    """
    own = {
        (hit.passage.id, span): cosine
        for hit in found.hits
        for span, cosine in zip(hit.passage.sentences, hit.sentence_cosines or (), strict=False)
    }
    if all((hit.passage.id, span) in own for hit, span in spans):
        return [own[hit.passage.id, span] for hit, span in spans]
    texts = [hit.article.text[span.start : span.end] for hit, span in spans]
    cosines: list[float] = (store.embedder.texts(texts) @ found.vector).tolist()
    return cosines


def _around(hit: Hit, span: Span) -> str:
    """Headline and neighbour sentences: where names stand that a sentence says `he` or `it` for."""
    own = hit.passage.sentences
    place = own.index(span)
    beside = [own[other] for other in (place - 1, place + 1) if 0 <= other < len(own)]
    text = hit.article.text
    return " ".join([hit.article.title, *(text[one.start : one.end] for one in beside)])


def _says_the_same(one: str, other: str) -> bool:
    """Two sentences with the same figures that share four of five words.

    Another figure is another statement: that outlets differ is what a reader must see.
    """
    if figures(one) != figures(other):
        return False
    a, b = ({word.casefold() for word in words(text)} for text in (one, other))
    return len(a & b) >= 0.8 * min(len(a), len(b))
