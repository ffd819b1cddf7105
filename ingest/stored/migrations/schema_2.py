"""Versions, takedowns, addresses, stories by signature, vectors of sentences.

Tables are made anew, since SQLite adds columns at the end alone and not without a default. What the
articles' own texts give (language, address, signature) is computed as for a new article; what only
their sources say (section, kind, updates, pages) stays unknown until these are read again. All
passages are embedded again, as the vectors of sentences are not to be had otherwise.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from ingest.article import address
from ingest.stored import grouping
from ingest.text.language import language
from ingest.text.stories import signature

revision = "2"
down_revision = "1"

BATCH = 500  # articles in memory at a time
EMPTIED = ("passages", "articles", "sources", "unindexed")  # in an order that no reference forbids


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _said() -> tuple[sa.Column[Any], ...]:
    return (
        _text("title"),
        _text("text"),
        _text("source"),
        _text("url"),
        sa.Column("authors", sa.JSON, nullable=False),
        _text("published_at"),
        _text("dated_by"),
        _text("updated_at"),
        _text("language"),
        _text("section"),
        _text("kind"),
        sa.Column("pages", sa.JSON, nullable=False),
        _text("content_hash"),
        _text("ingested_at"),
    )


def upgrade() -> None:
    """Every article keeps its id, its text and its date, every passage its place."""
    db = op.get_bind()
    for name in EMPTIED:
        for index in _indexes(db, name):
            op.drop_index(index)
        op.rename_table(name, f"{name}_1")
    _make()
    _articles(db)
    op.execute(
        'INSERT INTO passages (id, article_id, start, "end", sentences, embedded, vector) '
        "SELECT id, article_id, start, \"end\", sentences, '', vector FROM passages_1"
    )
    op.execute(
        "INSERT INTO sources (uri, fingerprint, problems, validators, ingested_at) "
        "SELECT uri, fingerprint, problems, '{}', ingested_at FROM sources_1"
    )
    for name in EMPTIED:
        op.drop_table(f"{name}_1")
    # The indexes are built from all passages, so none waits; until then they are another version's.
    op.execute("INSERT OR REPLACE INTO facts VALUES ('indexes to rebuild', 'yes')")
    op.execute(
        "UPDATE facts SET value = value || ' (reindex not finished)' "
        "WHERE name = 'embedding model' AND value NOT LIKE '% (reindex not finished)'"
    )


def _make() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        *_said(),
        _text("address"),
        _text("story"),
        sa.Column("signature", sa.LargeBinary, nullable=False),
    )
    op.create_index("articles_source", "articles", ["source"])
    op.create_index("articles_published_at", "articles", ["published_at"])
    op.create_index("ix_articles_address", "articles", ["address"])
    op.create_index("ix_articles_story", "articles", ["story"])
    op.create_table(
        "versions",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        *_said(),
        _text("replaced_at"),
    )
    op.create_table(
        "bands",
        sa.Column("band", sa.LargeBinary, primary_key=True),
        sa.Column(
            "article_id", sa.Text, sa.ForeignKey("articles.id"), primary_key=True, index=True
        ),
    )
    op.create_table(
        "passages",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("article_id", sa.Text, sa.ForeignKey("articles.id"), nullable=False, index=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("sentences", sa.JSON, nullable=False),
        sa.Column("embedded", sa.Text, nullable=False, index=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.Column("sentence_vectors", sa.LargeBinary),
    )
    op.create_table(
        "sources",
        sa.Column("uri", sa.Text, primary_key=True),
        _text("fingerprint"),
        sa.Column("problems", sa.JSON, nullable=False),
        sa.Column("validators", sa.JSON, nullable=False),
        _text("ingested_at"),
    )
    op.create_table(
        "unindexed",
        sa.Column("passage_id", sa.Text, primary_key=True),
        sa.Column("article_id", sa.Text, nullable=False, index=True),
    )
    op.create_table(
        "taken_down",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("address", sa.Text, nullable=False, index=True),
        _text("at"),
    )


def _articles(db: sa.Connection) -> None:
    new = sa.Table("articles", sa.MetaData(), autoload_with=db)
    loose = set[str]()
    for rows in _batches(db):
        for row in rows:
            made = signature(row.text)
            told = row._asdict() | {
                "version": 1,
                "updated_at": "",
                "language": language(row.text),
                "section": "",
                "kind": "",
                "authors": json.loads(row.authors),
                "pages": [],
                "address": address(row.url),
                "story": row.id,
                "signature": made,
            }
            db.execute(new.insert().values(told))
            loose |= grouping.join(db, row.id, made, row.published_at)
    grouping.settle(db, loose)


def _batches(db: sa.Connection) -> Iterator[Sequence[sa.Row[Any]]]:
    """The articles as they were, in order of id; lists as they stand in the file."""
    after = ""
    page = sa.text("SELECT * FROM articles_1 WHERE id > :after ORDER BY id LIMIT :most")
    while rows := db.execute(page, {"after": after, "most": BATCH}).all():
        yield rows
        after = rows[-1].id


def _indexes(db: sa.Connection, table: str) -> list[str]:
    return [str(one["name"]) for one in sa.inspect(db).get_indexes(table)]
