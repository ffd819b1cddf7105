"""Question -> hits: passages found by their words and by their meaning, best first."""

from dataclasses import dataclass, replace

import numpy as np

from bot.errors import BadQuestion
from bot.question import Question
from ingest.article import Article, Passage
from ingest.limits import Limits
from ingest.records import StoredPassage, Vector
from ingest.store import Store

# How much a passage's nearness in meaning adds to its share of the best BM25 score. Words lead on
# news: names and figures decide. Measured in docs/decisions/0004-fusion.md.
MEANING_WEIGHT = 1.0
# Of the passage's vector, how much is taken off its sentences': they stand in it, so they resemble
# it more than themselves. Measured in docs/decisions/0005-extraction.md.
PASSAGE_SHARE = 0.5
MOST_NAMED = 12  # outlets named where an unknown one is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that may hold an answer, and how it was found."""

    passage: Passage
    article: Article
    story: str  # the same for copies of one article
    score: float  # 0..1 + MEANING_WEIGHT, comparable within one search alone
    words: float  # BM25, above 0, or 0 where no word of the question stands in it
    cosine: float  # of question and passage, -1..1
    # Of question and each sentence, -1..1; None where the library holds no vectors of sentences.
    sentence_cosines: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search gave, and the question's vector for whoever measures further."""

    hits: tuple[Hit, ...]
    vector: Vector  # shape (d,)


def search(store: Store, question: Question, *, k: int) -> Found:
    """The `k` passages that fit the question best, best first, one for each story and place.

    Raises:
        BadQuestion: an outlet is named that the library does not know.
        EmbeddingError, IndexUnavailable: a model or an index did not answer.
    """
    vector = store.embedder.question(question.text)
    limits = _effective(store, question.limits)
    width = max(store.settings.retrieval.candidates, 2 * k)

    def look() -> tuple[dict[str, float], dict[str, StoredPassage]]:
        by_words = dict(store.index.words.search(question.terms, k=width, limits=limits))
        by_meaning = store.index.vectors.search(vector, k=width, limits=limits)
        return by_words, store.library.visible([*by_words, *by_meaning])

    by_words, held = store.index.read(look)
    hits = [_hit(stored, vector, by_words.get(key, 0.0)) for key, stored in held.items()]
    shown = _one_per_story(_rank(hits))[:k]
    hits = [replace(hit, sentence_cosines=_near(held[hit.passage.id], vector)) for hit in shown]
    return Found(hits=tuple(hits), vector=vector)


def _effective(store: Store, limits: Limits) -> Limits:
    """Limits without a last day that excludes nothing: a filter on vectors costs time.

    Raises:
        BadQuestion: an outlet is named that the library does not know.
    """
    if limits.sources:
        known = store.library.outlets()
        names = {name.casefold() for name in known}
        if unknown := [name for name in limits.sources if name.casefold() not in names]:
            there = ", ".join(known[:MOST_NAMED]) + (" and others" if known[MOST_NAMED:] else "")
            raise BadQuestion(f"No outlet is called {unknown[0]!r}. There are: {there or 'none'}.")
    if limits.last_day and store.library.newest_date()[:10] <= limits.last_day:
        return replace(limits, last_day="")
    return limits


def _hit(stored: StoredPassage, question: Vector, words: float) -> Hit:
    return Hit(
        passage=stored.passage,
        article=stored.article,
        story=stored.story,
        score=0.0,
        words=words,
        cosine=float(np.dot(stored.vector, question)),
    )


def _near(stored: StoredPassage, question: Vector) -> tuple[float, ...] | None:
    """Cosines of the question and what each sentence says beside the rest of its passage."""
    if stored.sentence_vectors is None:
        return None
    own = stored.sentence_vectors - PASSAGE_SHARE * stored.vector
    return tuple((own @ question / np.linalg.norm(own, axis=1)).tolist())


def _rank(hits: list[Hit]) -> list[Hit]:
    best = max((hit.words for hit in hits), default=0.0) or 1.0
    scored = [
        replace(hit, score=hit.words / best + MEANING_WEIGHT * max(hit.cosine, 0.0)) for hit in hits
    ]
    return sorted(scored, key=lambda hit: (-hit.score, hit.passage.id))


def _one_per_story(hits: list[Hit]) -> list[Hit]:
    """Leave out a passage that another outlet's copy of the same article has shown already."""
    shown: dict[str, str] = {}  # story -> the article that stands for it
    return [hit for hit in hits if shown.setdefault(hit.story, hit.article.id) == hit.article.id]
