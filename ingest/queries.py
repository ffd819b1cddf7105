"""What the library is asked with every question, by ids.

The statements are made once, and ids are handed over as one JSON list: SQLAlchemy takes as long to
make a statement, and SQLite to understand one with a parameter for each id, as to answer it.
"""

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from ingest.records import AS_STORED
from ingest.tables import articles, passages, unindexed

_IDS = sa.select(sa.func.json_each(sa.bindparam("ids")).table_valued("value").c.value)

# Passages with the version and story of their article, none that the indexes have yet to take over.
VISIBLE = (
    sa.select(*AS_STORED, articles.c.version, articles.c.story)
    .join(articles, articles.c.id == passages.c.article_id)
    .where(~sa.exists().where(unindexed.c.article_id == passages.c.article_id))
    .where(passages.c.id.in_(_IDS))
)
# Articles, and where the first passage of each starts.
LEADS = (
    sa.select(passages.c.article_id, sa.func.min(passages.c.start))
    .where(passages.c.article_id.in_(_IDS))
    .group_by(passages.c.article_id)
)
# The articles of stories, as `Copy` has them.
COPIES = sa.select(
    articles.c.story,
    articles.c.id,
    articles.c.title,
    articles.c.source,
    articles.c.published_at,
).where(articles.c.story.in_(_IDS))


def of_ids(db: sa.Connection, statement: sa.Select[Any], ids: Iterable[str]) -> list[Any]:
    """The rows that one of these statements finds for `ids`."""
    return list(db.execute(statement, {"ids": json.dumps(list(ids))}).all())


def select_in(
    db: sa.Connection, columns: Any, key: sa.Column[str], ids: Iterable[str]
) -> list[Any]:
    """The rows of which `key` is one of `ids`."""
    return of_ids(db, sa.select(*columns).where(key.in_(_IDS)), ids)
