"""Copies of a database file: one moment's state, whole, and there after a loss of power."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

BESIDE = ("", "-wal", "-shm")  # the files of one SQLite database


def copy(database: Path, to: Path) -> None:
    """Write all that `database` holds at this moment to a new file.

    `VACUUM INTO`, since the backup interface begins anew at every write of others.

    Raises:
        sqlite3.Error: it cannot be read, or `to` cannot be written.
    """
    with closing(sqlite3.connect(database, timeout=30)) as db:
        db.execute("VACUUM INTO ?", (str(to),))


def keep(path: Path) -> None:
    """Have what was written there, or the names in a folder, outlive a loss of power."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(database: Path) -> None:
    """Take a database away, its log last but for itself."""
    for suffix in reversed(BESIDE):
        database.with_name(f"{database.name}{suffix}").unlink(missing_ok=True)


def before(library: Path, schema: str) -> Path:
    """Where a library is kept as it was before it was upgraded from that schema."""
    return library.with_name(f"library.schema-{schema}.sqlite")


def drop_before(library: Path, *, days: float = 0.0) -> None:
    """Take away what is kept of upgrades that many days ago, and longer.

    Raises:
        OSError: it cannot be taken away.
    """
    for kept in library.parent.glob("library.schema-*.sqlite*"):
        if time.time() - kept.stat().st_mtime >= days * 24 * 3600:
            kept.unlink(missing_ok=True)
