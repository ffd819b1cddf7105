"""How long answers and conversations are kept, and what is deleted when that is over."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.conversation import corrections
from bot.conversation.claims import Claims
from bot.conversation.kept import Kept, iso
from bot.conversation.tables import answers, conversations
from ingest.settings import ConversationSettings
from ingest.stored.database import Database, slices

KEEP_DAYS = ConversationSettings().keep_days
COPIES_DAYS = 7.0  # that the library is kept for as it was before an upgrade


def expire(database: Database, kept: Kept, at: datetime, *, keep_days: int) -> int:
    """Delete what is too old at that moment, claims included; return how many answers went.

    Also the library as it was before an upgrade, which holds such answers.

    Answers go by when they were asked, conversations by when they were last used. It also takes
    out what a takedown has missed: one that was made by a program which knows no conversations.

    Raises:
        DataFolderError: the library did not answer.
    """
    before = iso(at - timedelta(days=keep_days))
    database.drop_copies(days=min(COPIES_DAYS, keep_days or COPIES_DAYS))
    with kept.read() as db:
        if db is None:
            return 0
        old = list(db.scalars(sa.select(answers.c.id).where(answers.c.asked_at < before)))
        missed = corrections.missed(db)
    for some in slices(old):  # so that nobody who writes meanwhile waits long
        with kept.written() as db:
            db.execute(sa.delete(answers).where(answers.c.id.in_(some)))
    with kept.written() as db:
        db.execute(sa.delete(conversations).where(conversations.c.used_at < before))
        for article_id in missed:
            corrections.withdraw(db, article_id)
    Claims(kept).expire(at)
    return len(old)
