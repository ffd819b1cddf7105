"""What the library takes and gives, and how a row becomes one of our nouns."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from ingest.article import Article, Passage, Span
from ingest.stored.tables import passages

Vector = NDArray[np.float32]
TOGETHER = 100  # passages whose sentences' vectors are unpacked at once, and kept while one is
# The fields of an article that are columns of the same name.
SAID = tuple(one.name for one in fields(Article) if one.name != "id")
# What a passage is made of; its sentences as JSON, which SQLAlchemy takes longer to read.
AS_STORED = (
    passages.c.id,
    passages.c.article_id,
    passages.c.start,
    passages.c.end,
    sa.type_coerce(passages.c.sentences, sa.Text),
    passages.c.vector,
    passages.c.sentence_vectors,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPassage:
    """A passage with its article and its vector, as the indexes and the ranking need it."""

    passage: Passage
    article: Article
    story: str
    vector: Vector  # shape (d,), float32, unit length
    sentence_vectors: Vector | None = None  # shape (len(passage.sentences), d), unit length


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """What the embedding model made of one passage."""

    embedded: str  # a hash of the text that was embedded; the same text needs no second run
    vector: Vector  # shape (d,), float32, unit length
    sentences: bytes | None = None  # see `packed_sentences`; None where the model gives none


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArticle:
    """An article ready to be stored, with its passages and one vector for each."""

    article: Article
    signature: bytes = b""  # of its text, see text/stories.py; without one it is a story of its own
    passages: Sequence[Passage]
    vectors: Sequence[Embedded]  # one for each passage


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One line of the ledger."""

    uri: str
    # Changes with the source's bytes and the way they are parsed; "" while not read to its end.
    fingerprint: str
    article_ids: tuple[str, ...]
    problems: tuple[tuple[str, ...], ...] = ()  # (where, reason), see errors.told
    validators: Mapping[str, str] = field(default_factory=dict)  # see sources/source.py


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One of the articles that tell a story, as far as a reader needs it to choose."""

    id: str
    title: str
    source: str
    published_at: str


@dataclass(frozen=True, slots=True)
class Counts:
    articles: int
    passages: int
    stories: int


def article_of(row: Any) -> Article:
    values = {name: getattr(row, name) for name in SAID}
    values |= {"authors": tuple(row.authors), "pages": tuple(row.pages)}
    return Article(id=row.id, **values)


def said_by(article: Article) -> dict[str, Any]:
    """What an article says, by the names of the columns."""
    values = {name: getattr(article, name) for name in SAID}
    return values | {
        "authors": list(article.authors),
        "pages": list(article.pages),
        "content_hash": article.content_hash,
    }


def stored_of(rows: Sequence[tuple[Any, Article, str]]) -> dict[str, StoredPassage]:
    """Rows of AS_STORED, each with its article and that one's story -> passages by id."""
    held: dict[str, StoredPassage] = {}
    for first in range(0, len(rows), TOGETHER):
        some = rows[first : first + TOGETHER]
        spans = [json.loads(row[4]) for row, *_ in some]
        packed = [(row[6], len(own)) for (row, *_), own in zip(some, spans, strict=True)]
        for (row, article, story), sentences, own in zip(
            some, spans, _all_unpacked(packed), strict=True
        ):
            key, _, start, end, _, vector, _ = row
            passage = Passage(
                article_id=article.id,
                start=start,
                text=article.text[start:end],
                sentences=tuple(map(Span._make, sentences)),
            )
            held[key] = StoredPassage(
                passage=passage,
                article=article,
                story=story,
                vector=_unpacked(vector),
                sentence_vectors=own,
            )
    return held


def embedded_of(row: Any) -> Embedded:
    return Embedded(
        embedded=row.embedded, vector=_unpacked(row.vector), sentences=row.sentence_vectors
    )


def packed(vector: Vector) -> bytes:
    return np.ascontiguousarray(vector, dtype="<f4").tobytes()


def _unpacked(vector: bytes) -> Vector:
    return np.frombuffer(vector, dtype="<f4").astype(np.float32)


def packed_sentences(vectors: Vector) -> bytes:
    """Vectors of unit length, shape (n, d), as n * d numbers of one byte, -127 to 127.

    Each vector is stretched so that its largest number becomes 127. By how much need not be kept:
    unit length says it. The cosine of a vector and what comes back is above .999.
    """
    largest = np.abs(vectors).max(axis=1, keepdims=True, initial=1e-12)
    return bytes(np.rint(vectors * (127 / largest)).astype(np.int8))


def unpacked_sentences(content: bytes | None, count: int) -> Vector | None:
    """What `packed_sentences` made of `count` vectors: shape (count, d); None for None."""
    if not content:
        return None
    vectors = np.frombuffer(content, np.int8).reshape(count, -1).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def _all_unpacked(packed: Sequence[tuple[bytes | None, int]]) -> list[Vector | None]:
    """`unpacked_sentences` of each; at once, where their vectors are of one length."""
    held = [(content, count) for content, count in packed if content]
    if len({divmod(len(content), count or 1) for content, count in held}) != 1:
        return [unpacked_sentences(*one) for one in packed]
    joined = b"".join(content for content, _ in held)
    whole = unpacked_sentences(joined, sum(count for _, count in held))
    found: list[Vector | None] = []
    place = 0
    for content, count in packed:
        if content and whole is not None:
            found.append(whole[place : place + count])
            place += count
        else:
            found.append(None)
    return found
