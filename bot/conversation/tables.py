"""The tables of conversations, answers and feedback, in the library's own file.

They are made when something is first written to them, so that a library of an earlier version gets
them without a new schema; `newsdesk backup` copies them with the rest.
"""

from typing import Any

import sqlalchemy as sa

metadata = sa.MetaData()


def _of_answer(**options: Any) -> sa.Column[Any]:
    return sa.Column("answer_id", sa.ForeignKey("answers.id", ondelete="CASCADE"), **options)


conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("channel", sa.Text, nullable=False),  # "page", "rest", "slack", "command"
    sa.Column("owner", sa.Text, nullable=False, index=True),  # opaque, the channel's own
    sa.Column("created_at", sa.Text, nullable=False),
    sa.Column("used_at", sa.Text, nullable=False, index=True),
)
answers = sa.Table(
    "answers",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column(
        "conversation_id",
        sa.ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("asked_at", sa.Text, nullable=False, index=True),
    sa.Column("asker", sa.Text, nullable=False),  # opaque; told apart where several share a talk
    sa.Column("ref", sa.Text, nullable=False, index=True, default=""),  # read by no version now
    sa.Column("question", sa.Text, nullable=False),  # as asked
    sa.Column("whole", sa.Text, nullable=False),  # as made whole, "" where it stood alone
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("body", sa.JSON, nullable=False),  # `to_json` of the Answer
)
named = sa.Table(  # the articles that an answer names, to be found by
    "answer_articles",
    metadata,
    _of_answer(primary_key=True),
    sa.Column("article_id", sa.Text, primary_key=True, index=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("quoted", sa.Boolean, nullable=False),  # false: only as near to what was asked
)
feedback = sa.Table(
    "feedback",
    metadata,
    _of_answer(primary_key=True),
    sa.Column("owner", sa.Text, primary_key=True),  # who gave it: one each, the last holds
    sa.Column("given_at", sa.Text, nullable=False),
    sa.Column("thumb", sa.Text, nullable=False),  # "up" or "down"
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
)
claims = sa.Table(  # what is done once, by whichever process comes first
    "claims",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("claimed_at", sa.Text, nullable=False, index=True),
    sa.Column("finished", sa.Boolean, nullable=False),
)


def make(db: sa.Connection) -> None:
    """Make the tables that are missing."""
    for table in metadata.sorted_tables:
        db.execute(sa.schema.CreateTable(table, if_not_exists=True))
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            db.execute(sa.schema.CreateIndex(index, if_not_exists=True))


def are_there(db: sa.Connection) -> bool:
    return sa.inspect(db).has_table(claims.name)  # the last that is made
