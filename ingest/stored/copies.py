"""Copies of a database file: one moment's state, whole."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path


def copy(database: Path, to: Path) -> None:
    """Write all that `database` holds at this moment to a new file.

    `VACUUM INTO`, since the backup interface begins anew at every write of others.

    Raises:
        sqlite3.Error: it cannot be read, or `to` cannot be written.
    """
    with closing(sqlite3.connect(database, timeout=30)) as db:
        db.execute("VACUUM INTO ?", (str(to),))


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
