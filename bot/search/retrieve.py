"""Question -> hits: passages found by their words and by their meaning, best first."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from bot.errors import BadQuestion
from bot.question.understanding import Question
from bot.search import arrange, rank
from bot.search.rank import Aim, Candidate, Ranker
from bot.search.rerank import rerank
from ingest.article import Article, Passage
from ingest.embedding.embed import DEFAULT
from ingest.limits import Limits
from ingest.store import Store
from ingest.stored.records import Copy, StoredPassage, Vector

# Of the passage's vector, how much is taken off its sentences': they stand in it, so they resemble
# it more than themselves. Measured in docs/decisions/0005-extraction.md.
PASSAGE_SHARE = 0.5
MOST_NAMED = 12  # outlets named where an unknown one is asked for
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that may hold an answer, or neighbours as one, and how it was found."""

    passage: Passage
    article: Article
    story: str  # the same for copies of one article
    score: float  # 0..1, how likely it holds the evidence beside the best one of the search
    words: float  # BM25, above 0, or 0 where no word of the question stands in it
    cosine: float  # of question and passage, -1..1
    # Of question and each sentence, -1..1; None where the library holds no vectors of sentences.
    sentence_cosines: tuple[float, ...] | None = None
    also_in: tuple[Copy, ...] = ()  # other articles that tell the same story
    # Those sentences' vectors, shape (sentences, d), unit length; None likewise.
    sentence_vectors: Vector | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search gave, and the question's vector for whoever measures further."""

    hits: tuple[Hit, ...]
    vector: Vector  # shape (d,)
    # How likely it is that anything found holds evidence, 0..1. 1 where another embedding model
    # than the packaged one is used, of whose cosines nothing is known.
    evidence: float

    @property
    def is_nothing(self) -> bool:
        """Whether what was found is so far from the question that none of it is evidence."""
        return self.evidence < rank.FLOOR


@dataclass(frozen=True, slots=True)
class Pool:
    """What the indexes found for one aim: passage id -> BM25, 0 where its words did not find it."""

    aim: Aim
    words: dict[str, float]


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What there is to rank."""

    pools: tuple[Pool, ...]  # for the question, then for each of its parts
    held: Mapping[str, StoredPassage]  # those that can be seen, by passage id
    ranker: Ranker

    def ids(self, pool: Pool) -> list[str]:
        """The passages of a pool that can be seen."""
        return [key for key in pool.words if key in self.held]

    def features(self, pool: Pool) -> NDArray[np.float64]:
        """Shape (len(ids), len(rank.FEATURES))."""
        candidates = [Candidate(self.held[key], pool.words[key]) for key in self.ids(pool)]
        return self.ranker.features(pool.aim, candidates)


def search(store: Store, question: Question, *, k: int) -> Found:
    """The `k` passages that fit the question best, best first, one for each story and place.

    Raises:
        BadQuestion: an outlet is named that the library does not know.
        EmbeddingError, IndexUnavailable: a model or an index did not answer.
    """
    looked = look_up(store, question, k=k)
    tables = [looked.features(pool) for pool in looked.pools]
    whole, *parts = (
        dict(zip(looked.ids(pool), rank.scores(table).tolist(), strict=True))
        for pool, table in zip(looked.pools, tables, strict=True)
    )
    order = [(looked.held[key], share) for key, share in arrange.combined(whole, parts)]
    vector = looked.pools[0].aim.vector
    found_by = {key: bm25 for pool in looked.pools[::-1] for key, bm25 in pool.words.items()}
    settings = store.settings.retrieval
    deep = max(k, settings.rerank_candidates) if settings.reranker else k
    runs = arrange.runs(order, deep)
    told = store.library.told_by({run.pieces[0].story for run in runs})
    hits = rerank([hit(run, vector, found_by, told) for run in runs], question, settings)[:k]
    known = store.embedder.name == DEFAULT
    evidence = rank.evidence(tables[0]) if known else 1.0
    return Found(hits=tuple(hits), vector=vector, evidence=evidence)


def look_up(store: Store, question: Question, *, k: int) -> LookedUp:
    """The candidates for the question and for each of its parts, not ranked yet.

    Raises: as `search`.
    """
    limits = effective(store, question.limits)
    width = max(store.settings.retrieval.candidates, 2 * k)
    aims = _aims(store, question)

    def look() -> tuple[tuple[Pool, ...], dict[str, StoredPassage]]:
        pools = tuple(_pool(store, aim, limits, width) for aim in aims)
        return pools, store.library.visible(dict.fromkeys(key for p in pools for key in p.words))

    pools, held = store.index.read(look)
    index = store.index.words
    rarity = index.rarity(tuple({term for aim in aims for term in aim.terms}))
    # The newest date may be a month or a year; its last day stands for it.
    newest = Article(
        id="", title="", text="", published_at=store.library.at_hand.newest_date()
    ).last_day
    edge = min(question.today, newest or question.today)
    return LookedUp(pools, held, Ranker(index.stem, rarity, edge))


def _aims(store: Store, question: Question) -> list[Aim]:
    """The question, then each part of it that needs its own evidence; the topic of an open one."""
    text = (question.topic and question.topic.text) or question.text
    asks = _SENTENCE_END.split(text)[-1]  # where others only lead to it
    whole = Aim(
        text=text,
        terms=question.matter or question.terms,
        vector=(vector := store.embedder.question(text)),
        asked=store.embedder.question(asks) if asks != text else vector,
        outlets=question.outlets,
        authors=question.authors,
        periods=question.periods,
        latest=question.latest,
        today=question.today,
    )
    parts = [
        replace(
            whole,
            text=part.text,
            terms=part.terms,
            vector=(vector := store.embedder.question(part.text)),
            asked=vector,
            outlets=part.outlets,
            periods=part.periods,
        )
        for part in question.parts
        if part.terms
    ]
    return [whole, *parts]


def _pool(store: Store, aim: Aim, limits: Limits, width: int) -> Pool:
    """What the two indexes find, and find again among what the question says where to look."""
    found: dict[str, float] = {}
    for within in _narrowed(aim, limits):
        near = store.index.vectors.search(aim.vector, k=width, limits=within)
        found = dict.fromkeys(near, 0.0) | found
        found |= dict(store.index.words.search(aim.terms, k=width, limits=within))
    return Pool(aim, found)


def _narrowed(aim: Aim, limits: Limits) -> list[Limits]:
    """The limits set by hand, then each with the outlets and the time that the question names."""
    narrower = [limits]
    if aim.outlets and not limits.sources:
        narrower.append(replace(limits, sources=aim.outlets))
    for period in aim.periods:
        if period.of == "published":
            first = max(limits.first_day, period.first_day)
            last = min(limits.last_day or period.last_day, period.last_day or limits.last_day)
            if not (first and last and first > last):
                narrower.append(replace(limits, first_day=first, last_day=last))
    return list(dict.fromkeys(narrower))


def effective(store: Store, limits: Limits) -> Limits:
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
    if limits.last_day and store.library.at_hand.newest_date()[:10] <= limits.last_day:
        return replace(limits, last_day="")
    return limits


def hit(
    run: arrange.Run,
    question: Vector,
    found_by: dict[str, float],
    told: Mapping[str, Sequence[Copy]],
) -> Hit:
    pieces = run.pieces
    story, article = pieces[0].story, pieces[0].article
    near = [_near(piece, question) for piece in pieces]
    return Hit(
        passage=run.passage,
        article=article,
        story=story,
        score=run.score,
        words=max(found_by.get(piece.passage.id, 0.0) for piece in pieces),
        cosine=max(float(np.dot(piece.vector, question)) for piece in pieces),
        sentence_cosines=_joined(near),
        also_in=tuple(copy for copy in told.get(story, ()) if copy.id != article.id),
        sentence_vectors=_stacked([piece.sentence_vectors for piece in pieces]),
    )


def _stacked(vectors: Sequence[Vector | None]) -> Vector | None:
    held = [one for one in vectors if one is not None]
    if len(held) < len(vectors):
        return None
    return held[0] if len(held) == 1 else np.concatenate(held)


def _joined(near: Sequence[tuple[float, ...] | None]) -> tuple[float, ...] | None:
    if any(one is None for one in near):
        return None
    return tuple(cosine for one in near for cosine in one or ())


def _near(stored: StoredPassage, question: Vector) -> tuple[float, ...] | None:
    """Cosines of the question and what each sentence says beside the rest of its passage."""
    if stored.sentence_vectors is None:
        return None
    own = stored.sentence_vectors - PASSAGE_SHARE * stored.vector
    return tuple((own @ question / np.linalg.norm(own, axis=1)).tolist())
