"""What the library takes and gives, and how a row becomes one of our nouns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.article import Article, Passage, Span

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPassage:
    """A passage with its article and its vector, as the indexes and the ranking need it."""

    passage: Passage
    article: Article
    story: str
    vector: Vector  # shape (d,), float32, unit length


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArticle:
    """An article ready to be stored, with its passages and one vector for each."""

    article: Article
    story: str
    passages: Sequence[Passage]
    vectors: Vector  # shape (len(passages), d)


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One line of the ledger."""

    uri: str
    # Changes with the source's bytes and the way they are parsed; "" while not read to its end.
    fingerprint: str
    article_ids: tuple[str, ...]
    problems: tuple[tuple[str, str], ...] = ()  # (where, reason)


@dataclass(frozen=True, slots=True)
class Counts:
    articles: int
    passages: int
    stories: int


def article_of(row: Any) -> Article:
    return Article(
        id=row.id,
        title=row.title,
        text=row.text,
        source=row.source,
        url=row.url,
        authors=tuple(row.authors),
        published_at=row.published_at,
        dated_by=row.dated_by,
    )


def stored_of(row: Any, article: Article, story: str) -> StoredPassage:
    passage = Passage(
        article_id=article.id,
        start=row.start,
        text=article.text[row.start : row.end],
        sentences=tuple(Span(start, end) for start, end in row.sentences),
    )
    vector = np.frombuffer(row.vector, dtype="<f4").astype(np.float32)
    return StoredPassage(passage=passage, article=article, story=story, vector=vector)


def packed(vector: Vector) -> bytes:
    return np.ascontiguousarray(vector, dtype="<f4").tobytes()
