"""Transactions on the tables of conversations."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import sqlalchemy as sa

from bot.conversation import tables
from ingest.stored.database import Database

PATIENCE = 1.0  # seconds that an answer waits for a library that another process writes to


class Kept:
    """The tables in one library's file; made when first written to."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._made = False

    @contextmanager
    def read(self) -> Iterator[sa.Connection | None]:
        """One transaction, or None where nothing was ever kept: looking makes no tables.

        Raises:
            DataFolderError: SQLite did not answer.
        """
        with self._database.asked() as db:
            self._made = self._made or tables.are_there(db)
            yield db if self._made else None

    @contextmanager
    def written(self) -> Iterator[sa.Connection]:
        """One transaction that waits for other writers no longer than an asker would.

        Raises:
            DataFolderError: they took longer, or SQLite did not answer.
        """
        with self._database.written(patience=PATIENCE, fold=False) as db:
            if not self._made:
                tables.make(db)
            yield db
        self._made = True


def now() -> str:
    return iso(datetime.now(UTC))


def iso(moment: datetime) -> str:
    """ISO 8601 in UTC, all of one length, so that they sort as times."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
