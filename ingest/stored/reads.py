"""What is read from the library, step by step, inside one transaction of `Library`."""

from collections.abc import Iterable

import sqlalchemy as sa

from ingest.article import Article, Span
from ingest.stored.queries import COPIES, of_ids, select_in
from ingest.stored.records import AS_STORED, Copy, StoredPassage, article_of, stored_of
from ingest.stored.tables import articles, passages, versions


def whole(db: sa.Connection, ids: Iterable[str]) -> dict[str, Article]:
    """Of those articles that are stored: id -> article."""
    rows = select_in(db, (articles,), articles.c.id, ids)
    return {row.id: article_of(row) for row in rows}


def version(db: sa.Connection, article_id: str, number: int) -> Article | None:
    """An article in its version of that number, the newest or an older one."""
    for table in (articles, versions):
        wanted = (table.c.id == article_id) & (table.c.version == number)
        if row := db.execute(sa.select(table).where(wanted)).first():
            return article_of(row)
    return None


def numbered(db: sa.Connection, article_id: str) -> list[tuple[int, str]]:
    """The versions of an article, oldest first: (number, when it was ingested)."""
    return [
        (row.version, row.ingested_at)
        for table in (versions, articles)
        for row in db.execute(
            sa.select(table.c.version, table.c.ingested_at)
            .where(table.c.id == article_id)
            .order_by(table.c.version)
        )
    ]


def stored(db: sa.Connection, ids: Iterable[str]) -> dict[str, StoredPassage]:
    """Of those passages that are stored: id -> passage, article and vectors."""
    rows = select_in(db, AS_STORED, passages.c.id, ids)
    wanted = {row.article_id for row in rows}
    told = {row.id: row for row in select_in(db, (articles,), articles.c.id, wanted)}
    read = {article_id: article_of(row) for article_id, row in told.items()}
    return stored_of(
        [
            (row, read[row.article_id], told[row.article_id].story)
            for row in rows
            if row.article_id in read  # other databases may have let it go between the two
        ]
    )


def cuts(db: sa.Connection, article_id: str) -> list[list[Span]]:
    """The sentences of each passage of an article, in order."""
    rows = db.scalars(
        sa.select(passages.c.sentences)
        .where(passages.c.article_id == article_id)
        .order_by(passages.c.start)
    )
    return [[Span(*one) for one in row] for row in rows]


def also_in(db: sa.Connection, article_id: str) -> list[Copy]:
    """The other articles of its story, the first published first, those without a date last."""
    columns = (articles.c.id, articles.c.title, articles.c.source, articles.c.published_at)
    order = (articles.c.published_at == "", articles.c.published_at, articles.c.id)
    story = sa.select(articles.c.story).where(articles.c.id == article_id).scalar_subquery()
    others = (articles.c.story == story) & (articles.c.id != article_id)
    found = sa.select(*columns).where(others).order_by(*order)
    return [Copy(**row._mapping) for row in db.execute(found)]


def told_by(db: sa.Connection, stories: Iterable[str]) -> dict[str, list[Copy]]:
    """The articles of each story, in the order of `also_in`: story -> articles."""
    rows = [
        (story, Copy(id=key, title=title, source=source, published_at=day))
        for story, key, title, source, day in of_ids(db, COPIES, set(stories))
    ]
    rows.sort(key=lambda one: (one[1].published_at == "", one[1].published_at, one[1].id))
    told: dict[str, list[Copy]] = {}
    for story, copy in rows:
        told.setdefault(story, []).append(copy)
    return told
