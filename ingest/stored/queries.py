"""What the library is asked with every question, by ids.

SQLAlchemy takes as long to make a statement, and SQLite to understand one with a parameter for each
id, as to answer it: so they are made once, as SQL, and ids are handed over as one JSON list.
"""

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from ingest.stored.records import AS_STORED
from ingest.stored.tables import articles, passages, unindexed

_IDS = sa.select(sa.func.json_each(sa.bindparam("ids")).table_valued("value").c.value)


def _sql(statement: sa.Select[Any]) -> str:
    return str(statement.compile(dialect=sqlite.dialect()))


# Passages with the version and story of their article, none that the indexes have yet to take over.
VISIBLE = _sql(
    sa.select(*AS_STORED, articles.c.version, articles.c.story)
    .join(articles, articles.c.id == passages.c.article_id)
    .where(~sa.exists().where(unindexed.c.article_id == passages.c.article_id))
    .where(passages.c.id.in_(_IDS))
)
# Articles, and where the first passage of each starts.
LEADS = _sql(
    sa.select(passages.c.article_id, sa.func.min(passages.c.start))
    .where(passages.c.article_id.in_(_IDS))
    .group_by(passages.c.article_id)
)
# The articles of stories, as `Copy` has them.
COPIES = _sql(
    sa.select(
        articles.c.story,
        articles.c.id,
        articles.c.title,
        articles.c.source,
        articles.c.published_at,
    ).where(articles.c.story.in_(_IDS))
)


def of_ids(db: sa.Connection, statement: str, ids: Iterable[str]) -> list[Any]:
    """The rows that one of these statements finds for `ids`."""
    return list(db.exec_driver_sql(statement, (json.dumps(list(ids)),)).all())


def select_in(
    db: sa.Connection, columns: Any, key: sa.Column[str], ids: Iterable[str]
) -> list[Any]:
    """The rows of which `key` is one of `ids`, by the types of their columns."""
    found = sa.select(*columns).where(key.in_(_IDS))
    return list(db.execute(found, {"ids": json.dumps(list(ids))}).all())
