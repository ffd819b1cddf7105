"""Everything that one person asked, was answered and thought, taken out of the library for good."""

from dataclasses import dataclass

import sqlalchemy as sa

from bot.conversation import tables
from bot.conversation.tables import answers, conversations, feedback
from ingest.stored.database import Database

PATIENCE = 30.0  # seconds that whoever writes meanwhile is waited for


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """By what the channels know somebody; what is "" or empty is not looked for."""

    owners: tuple[str, ...] = ()  # as `channels.rights.Caller.owner`, and a browser's token
    slack: str = ""  # the id of a member of a workspace
    conversation: str = ""  # one conversation, whoever had it


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """How much there was."""

    conversations: int = 0
    answers: int = 0
    feedback: int = 0  # on the answers that others were given, too


def forget(database: Database, who: Person) -> Forgotten:
    """Delete conversations, answers and feedback of `who`, in one transaction.

    What a server or other commands do meanwhile is no hindrance. An answer that is being written at
    this moment may be kept after it. The library as it was before an upgrade goes, too.

    Raises:
        DataFolderError: the library did not answer.
    """
    database.drop_copies()
    with database.written(patience=PATIENCE) as db:
        if not tables.are_there(db):
            return Forgotten()
        theirs = _owned(conversations.c.owner, who) | (conversations.c.id == who.conversation)
        own = sa.select(conversations.c.id).where(theirs)
        asked: sa.ColumnElement[bool] = answers.c.conversation_id.in_(own)
        if who.slack:  # in a thread that is somebody else's
            asked |= answers.c.asker == who.slack
        given = feedback.c.answer_id.in_(sa.select(answers.c.id).where(asked))
        gone = [
            db.execute(sa.delete(table).where(which)).rowcount
            for table, which in (
                (feedback, given | _owned(feedback.c.owner, who)),
                (answers, asked),
                (conversations, theirs),
            )
        ]
        return Forgotten(feedback=gone[0], answers=gone[1], conversations=gone[2])


def _owned(column: sa.Column[str], who: Person) -> sa.ColumnElement[bool]:
    """Rows of that person; those of nobody ("") are no one's."""
    owned: sa.ColumnElement[bool] = column.in_([one for one in who.owners if one])
    if who.slack:  # "slack:TEAM:USER", or with channel and thread between the two
        owned |= column.startswith("slack:") & column.endswith(f":{who.slack}", autoescape=True)
    return owned
