"""A library that another connection keeps others from, or takes something out of, for tests."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from ingest.store import Store


@contextmanager
def locked(store: Store) -> Iterator[None]:
    """Somebody else writes to the library, and does not come to an end."""
    with closing(sqlite3.connect(store.library.database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def unreadable(store: Store, table: str = "articles") -> Iterator[None]:
    """The library lacks one of its tables."""
    with closing(sqlite3.connect(store.library.database.path, isolation_level=None)) as other:
        other.execute(f"ALTER TABLE {table} RENAME TO gone")
        store.library.at_hand.changed()
        store.library.names.changed()
        yield
        other.execute(f"ALTER TABLE gone RENAME TO {table}")
