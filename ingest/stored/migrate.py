"""A library that an earlier version wrote is given this version's tables.

What leads from one schema to the next stands in `ingest/migrations`, in Alembic's form and done by
its operations. Which schema a library has is said by the fact `schema` and not by a table of
Alembic's: earlier versions of the program read that fact and refuse what they do not know.
"""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from ingest.durable import keep
from ingest.errors import DataFolderError
from ingest.stored import copies, tables
from ingest.stored.tables import SCHEMA, facts

if TYPE_CHECKING:
    from alembic.script import Script

REVISIONS = Path(__file__).with_name("migrations")


def upgrade(library: Path, *, keep_copy: bool = True) -> None:
    """Bring the library in a file, which nobody else uses, to `SCHEMA`.

    One transaction: a kill, a full disk or an error leaves the library as it was.

    Args:
        keep_copy: keep it as it was in `copies.before(library, schema)`.

    Raises:
        DataFolderError: it could not be done, and the library is as it was.
    """
    engine = sa.create_engine(f"sqlite:///{library}", connect_args={"timeout": 30})
    sa.event.listen(engine, "connect", _configure)
    sa.event.listen(engine, "begin", _begin)
    try:
        with engine.begin() as db:
            written = tables.written_in(db) or ""
            if keep_copy:  # with the turn to write, so that nobody writes between the two
                _set_aside(library, written)
            for script in _scripts(written):
                _run(db, script)
            _refuse_loose_ends(db)
    except (sa.exc.DBAPIError, sqlite3.Error, OSError) as error:
        why = getattr(error, "orig", None) or error
        raise DataFolderError(
            f"The library {library} could not be upgraded to schema {SCHEMA}: {why}. It is as it "
            "was. Make room (with its copy and its log it takes six times its size meanwhile) and "
            "try again, or use the version that wrote it."
        ) from error
    finally:
        engine.dispose()


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # Python's driver would commit before some statements
    # A table that is made anew is referred to meanwhile; `_refuse_loose_ends` looks at the end.
    for pragma in ("synchronous=FULL", "secure_delete=ON", "foreign_keys=OFF"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(db: sa.Connection) -> None:
    db.exec_driver_sql("BEGIN IMMEDIATE")


def _set_aside(library: Path, schema: str) -> None:
    kept = copies.before(library, schema)
    new = kept.with_name(f"{kept.name}.part")
    new.unlink(missing_ok=True)
    try:
        copies.copy(library, new)
        keep(new)
        new.replace(kept)
        keep(library.absolute().parent)
    except BaseException:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise


def _scripts(written: str) -> "list[Script]":
    """The revisions that lead from there to `SCHEMA`, in order."""
    # Late, as below: it takes a tenth of a second, and a library is upgraded once.
    from alembic.script import ScriptDirectory

    directory = ScriptDirectory(os.fspath(REVISIONS), version_locations=[os.fspath(REVISIONS)])
    return list(directory.iterate_revisions(SCHEMA, written))[::-1]


def _run(db: sa.Connection, script: "Script") -> None:
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    with Operations.context(MigrationContext.configure(db)):
        script.module.upgrade()
    db.execute(facts.update().where(facts.c.name == "schema").values(value=script.revision))


def _refuse_loose_ends(db: sa.Connection) -> None:
    if loose := db.exec_driver_sql("PRAGMA foreign_key_check").all():
        raise sa.exc.IntegrityError(
            None, None, sqlite3.IntegrityError(f"{len(loose)} rows refer to what is not there")
        )
