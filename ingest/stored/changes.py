"""What a change of the library writes, step by step, inside one transaction of `Library`.

What takes an article out or puts one in returns ids for `grouping.settle`, to be called once, when
all is written.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from ingest.article import Article, address
from ingest.stored import grouping
from ingest.stored.database import slices
from ingest.stored.records import Embedded, NewArticle, packed, said_by
from ingest.stored.tables import (
    articles,
    holdings,
    passages,
    sources,
    taken_down,
    unindexed,
    versions,
)


def put(db: sa.Connection, item: NewArticle, now: str) -> set[str]:
    """Store an article with its passages; what it said before becomes an older version."""
    article = item.article
    version = _next_version(db, article)
    loose = drop(db, article.id, now)
    # What comes back as it was, at once or later, is that version again, not a further one.
    same = (versions.c.id == article.id) & (versions.c.version == version)
    db.execute(sa.delete(versions).where(same))
    db.execute(
        articles.insert().values(
            id=article.id,
            address=address(article.url),
            story=article.id,
            signature=item.signature,
            ingested_at=now,
            **said_by(article) | {"version": version},
        )
    )
    rows: list[dict[str, Any]] = [
        {
            "id": passage.id,
            "article_id": article.id,
            "start": passage.start,
            "end": passage.end,
            "sentences": [list(span) for span in passage.sentences],
            "embedded": made.embedded,
            "vector": packed(made.vector),
            "sentence_vectors": made.sentences,
        }
        for passage, made in zip(item.passages, item.vectors, strict=True)
    ]
    if rows:
        db.execute(passages.insert(), rows)
        mark(db, article.id, [row["id"] for row in rows])
    return loose | grouping.join(db, article.id, item.signature, article.published_at)


def drop(db: sa.Connection, article_id: str, now: str) -> set[str]:
    """Take an article and its passages out; what it said stays readable as a version."""
    row = db.execute(sa.select(articles).where(articles.c.id == article_id)).first()
    if row is None:
        return set()
    gone = list(db.scalars(sa.select(passages.c.id).where(passages.c.article_id == article_id)))
    mark(db, article_id, gone)
    db.execute(sa.delete(passages).where(passages.c.article_id == article_id))
    old = {name: value for name, value in row._mapping.items() if name in versions.c}
    db.execute(versions.insert().values(**old, replaced_at=now))
    loose = grouping.leave(db, article_id)
    db.execute(sa.delete(articles).where(articles.c.id == article_id))
    return loose


def take_down(db: sa.Connection, article_id: str, now: str) -> set[str]:
    """Take an article out with its history, and remember that it must not come back.

    The sources that hold it are forgotten, not read: their other articles stay where they are.
    """
    place = db.scalar(sa.select(articles.c.address).where(articles.c.id == article_id)) or ""
    loose = drop(db, article_id, now)
    db.execute(sa.delete(versions).where(versions.c.id == article_id))
    db.execute(sa.delete(holdings).where(holdings.c.article_id == article_id))
    db.execute(sa.delete(taken_down).where(taken_down.c.id == article_id))
    db.execute(taken_down.insert().values(id=article_id, address=place, at=now))
    return loose


def let_back_in(db: sa.Connection, article_id: str) -> bool:
    """Lift a takedown; every source is read again, since nobody knows where the article stood."""
    lifted = db.execute(sa.delete(taken_down).where(taken_down.c.id == article_id)).rowcount > 0
    if lifted:
        db.execute(sources.update().values(fingerprint="", validators={}))
    return lifted


def mark(db: sa.Connection, article_id: str, passage_ids: Sequence[str]) -> None:
    """List passages that the indexes must drop or take over."""
    for some in slices(passage_ids):
        db.execute(sa.delete(unindexed).where(unindexed.c.passage_id.in_(some)))
    if passage_ids:
        rows = [{"passage_id": one, "article_id": article_id} for one in passage_ids]
        db.execute(unindexed.insert(), rows)


def replace_vectors(db: sa.Connection, vectors: Mapping[str, Embedded]) -> None:
    """Put other vectors on known passages, id -> vectors."""
    rows = [
        {"key": key, "of": new.embedded, "whole": packed(new.vector), "parts": new.sentences}
        for key, new in vectors.items()
    ]
    changed = (
        passages.update()
        .where(passages.c.id == sa.bindparam("key"))
        .values(
            embedded=sa.bindparam("of"),
            vector=sa.bindparam("whole"),
            sentence_vectors=sa.bindparam("parts"),
        )
    )
    if rows:
        db.execute(changed, rows)


def _next_version(db: sa.Connection, article: Article) -> int:
    """The same while an article says the same, else one more than it ever had.

    An article that was taken out and comes back as it was has not changed either: where a run is
    cut off decides whether one that moves between sources is out for a moment.
    """
    for table in (articles, versions):
        columns = sa.select(table.c.version, table.c.content_hash)
        newest = columns.where(table.c.id == article.id).order_by(table.c.version.desc())
        if row := db.execute(newest).first():
            return int(row.version) + int(row.content_hash != article.content_hash)
    return 1
