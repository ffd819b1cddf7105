"""The library's tables, and what every connection to them is told."""

from typing import Any

import sqlalchemy as sa

# Raised with every change of a table in the library's file, those of `bot` included, by a revision
# in `ingest/migrations` that makes the same change to a library of the version before.
SCHEMA = "2"

metadata = sa.MetaData()
facts = sa.Table(  # what the library knows about itself: schema, embedding model
    "facts", metadata, sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text)
)


def _said() -> tuple[sa.Column[Any], ...]:
    """What a version of an article says; the columns have the names of `Article`'s fields."""
    return (
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("authors", sa.JSON, nullable=False),
        sa.Column("published_at", sa.Text, nullable=False),
        sa.Column("dated_by", sa.Text, nullable=False),
        sa.Column("updated_at", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("pages", sa.JSON, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("ingested_at", sa.Text, nullable=False),
    )


articles = sa.Table(  # as they are now
    "articles",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    *_said(),
    sa.Column("address", sa.Text, nullable=False, index=True),  # canonical, to tell it by
    sa.Column("story", sa.Text, nullable=False, index=True),
    sa.Column("signature", sa.LargeBinary, nullable=False),  # of the text, see text/stories.py
    sa.Index("articles_source", "source"),
    sa.Index("articles_published_at", "published_at"),
)
versions = sa.Table(  # as they were: read by the answers that cited them, never searched
    "versions",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    *_said()[1:],
    sa.Column("replaced_at", sa.Text, nullable=False),
)
bands = sa.Table(  # parts of the signatures: articles that share one may be one story
    "bands",
    metadata,
    sa.Column("band", sa.LargeBinary, primary_key=True),
    sa.Column("article_id", sa.ForeignKey("articles.id"), primary_key=True, index=True),
)
passages = sa.Table(
    "passages",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("article_id", sa.ForeignKey("articles.id"), nullable=False, index=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("sentences", sa.JSON, nullable=False),  # [[start, end], ...] in the article's text
    sa.Column("embedded", sa.Text, nullable=False, index=True),  # a hash of what was embedded
    sa.Column("vector", sa.LargeBinary, nullable=False),  # float32, unit length
    sa.Column(
        "sentence_vectors", sa.LargeBinary
    ),  # see embedding/embed.py; NULL where the model gives none
)
sources = sa.Table(  # the ledger: what was read, and with what outcome
    "sources",
    metadata,
    sa.Column("uri", sa.Text, primary_key=True),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("problems", sa.JSON, nullable=False),
    sa.Column("validators", sa.JSON, nullable=False),  # see sources/source.py
    sa.Column("ingested_at", sa.Text, nullable=False),
)
holdings = sa.Table(  # which source holds which article; a copy may stand in several
    "holdings",
    metadata,
    sa.Column("uri", sa.Text, primary_key=True),
    sa.Column("article_id", sa.Text, primary_key=True, index=True),
)
unindexed = sa.Table(  # passages that the indexes must drop or take over
    "unindexed",
    metadata,
    sa.Column("passage_id", sa.Text, primary_key=True),
    sa.Column("article_id", sa.Text, nullable=False, index=True),
)
taken_down = sa.Table(  # articles that must not come back, and nothing of what they said
    "taken_down",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("address", sa.Text, nullable=False, index=True),
    sa.Column("at", sa.Text, nullable=False),
)


def configure(connection: Any, _record: Any) -> None:
    """Readers do not wait for a writer, and a committed change survives a crash."""
    connection.isolation_level = None  # `begin` begins; Python's driver would not for a SELECT
    # What is deleted is overwritten: an article that was taken down leaves no byte.
    told = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
    for pragma in (*told, "wal_autocheckpoint=0"):  # see `Database.written`
        connection.execute(f"PRAGMA {pragma}")


def begin(db: sa.Connection) -> None:
    """Several SELECTs of one transaction see one state of the library."""
    db.exec_driver_sql("BEGIN")


def written_in(db: sa.Connection) -> str | None:
    """The version that the library was written in, None for a new one."""
    if not sa.inspect(db).has_table(facts.name):
        return None
    return db.scalar(sa.select(facts.c.value).where(facts.c.name == "schema"))


def is_earlier(schema: str) -> bool:
    """Whether a library of that schema can be upgraded to this version's."""
    return schema.isdecimal() and 0 < int(schema) < int(SCHEMA)
