"""The SQLite file that holds the library: opened, asked in transactions, and told apart by schema.

SQLAlchemy Core, so that PostgreSQL can take its place.
"""

import json
import logging
import os
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ingest.errors import DataFolderError, EarlierSchema
from ingest.stored import copies, tables
from ingest.stored.tables import SCHEMA, facts, metadata
from ingest.stored.wal import lost_changes

LIBRARY = "library.sqlite"  # its file in the data folder
RESTORED = "library.restored.sqlite"  # a whole one that is about to take its place, see backup.py
OLD = "library.old.sqlite"  # the one in whose place it comes, until all is done
LOST = (
    "%s is damaged: %s or more of the changes that were written last are lost. They are answers "
    "and feedback; articles are written to the library itself. `newsdesk doctor` looks it over."
)
PATIENCE = 30.0  # seconds to wait for another writer
FOLDING = 0.2  # seconds to wait for readers, who block it, while writers wait
LONGEST_LOG = 4 << 20  # bytes; of kept answers
TO_REBUILD = "indexes to rebuild"  # the fact that they are half built, or another library's


log = logging.getLogger(__name__)


class Database:
    """Open the library's file in `folder`, made if it is not there and `make` is true.

    Raises:
        DataFolderError: the file is not there, does not answer, or is a later version's.
        EarlierSchema: it is to be upgraded first, see migrate.py.
    """

    def __init__(self, folder: Path, *, make: bool = True) -> None:
        self.path = folder / LIBRARY
        # os.path.exists is False where Path.exists would raise for want of permission.
        if not make or os.path.exists(folder / RESTORED):  # noqa: PTH110
            must_exist(folder)
        log_file = self.path.with_name(f"{LIBRARY}-wal")
        if lost := lost_changes(log_file):  # before SQLite takes it up to there and deletes it
            log.warning(LOST, log_file, lost)
        self._engine = sa.create_engine(
            f"sqlite:///{self.path}", connect_args={"timeout": PATIENCE, "check_same_thread": False}
        )
        sa.event.listen(self._engine, "connect", tables.configure)
        sa.event.listen(self._engine, "begin", tables.begin)
        try:
            with self.asked() as db:
                written = tables.written_in(db)
                if written is None:
                    metadata.create_all(db)
                    db.execute(facts.insert().values(name="schema", value=SCHEMA))
        except DataFolderError:
            self.close()
            raise
        if written not in {None, SCHEMA}:
            self.close()
            if tables.is_earlier(str(written)):
                raise EarlierSchema(str(self.path), str(written), SCHEMA)
            raise DataFolderError(
                f"The library {self.path} has schema {written}, this version reads {SCHEMA}. "
                "Use the version that wrote it, or another --data folder."
            )

    @contextmanager
    def asked(self) -> Iterator[sa.Connection]:
        """One transaction: written as a whole at its end, or not at all.

        Raises:
            DataFolderError: SQLite did not answer.
        """
        try:
            with self._engine.begin() as db:
                yield db
        except sa.exc.DBAPIError as error:
            raise self._unanswered(error.orig) from error
        # Damaged pages that look whole: what stands in a column is no text, or no list.
        except (UnicodeDecodeError, json.JSONDecodeError) as error:
            raise self._unanswered(error) from error

    @contextmanager
    def written(self, *, patience: float = PATIENCE, fold: bool = True) -> Iterator[sa.Connection]:
        """One transaction that writes.

        It has its turn from the start: one that begins by reading cannot always go on to write.

        Args:
            patience: seconds to wait for that turn.
            fold: have the log folded in afterwards; else only when it has grown long.

        Raises:
            DataFolderError: others took longer, or SQLite did not answer.
        """
        with self.asked() as db:
            before = db.exec_driver_sql("PRAGMA busy_timeout").scalar()
            db.exec_driver_sql(f"PRAGMA busy_timeout = {int(1000 * patience)}")
            try:
                db.exec_driver_sql("COMMIT")
                db.exec_driver_sql("BEGIN IMMEDIATE")
            finally:  # the connection goes back to all who use the library
                db.exec_driver_sql(f"PRAGMA busy_timeout = {before}")
            yield db
        if fold or self._log_is_long():
            self._fold()

    def _fold(self) -> None:
        """Have what was written in the file itself, and nothing in its log.

        What stands in a log that is damaged SQLite takes up to the damage, and says nothing; and
        where it was folded in half, pages of two moments stand together. So it is short-lived.
        Whoever reads meanwhile is waited for a moment; the next writer does it then.
        """
        own = sqlite3.connect(self.path, timeout=FOLDING)
        with suppress(sqlite3.Error), closing(own) as db:  # without room it stays a log
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _log_is_long(self) -> bool:
        try:
            return self.path.with_name(f"{LIBRARY}-wal").stat().st_size > LONGEST_LOG
        except OSError:
            return False

    def _unanswered(self, why: object) -> DataFolderError:
        return DataFolderError(
            f"The library {self.path} did not answer: {why}. Check the folder's permissions and "
            "free space; if the file is damaged, put back a copy of it with `newsdesk restore`, "
            "or move it away and ingest again."
        )

    def close(self) -> None:
        self._engine.dispose()

    def fact(self, name: str) -> str | None:
        """What the library knows about itself under this name."""
        with self.asked() as db:
            return db.scalar(sa.select(facts.c.value).where(facts.c.name == name))

    def set_fact(self, name: str, value: str) -> None:
        with self.written() as db:
            db.execute(sa.delete(facts).where(facts.c.name == name))
            db.execute(facts.insert().values(name=name, value=value))

    def drop_fact(self, name: str) -> None:
        with self.written() as db:
            db.execute(sa.delete(facts).where(facts.c.name == name))

    def checkpoint(self) -> bool:
        """Have the file hold all that was written, and nothing stand in the log beside it.

        False where another process reads, and the log goes on to hold what was deleted.
        """
        with self.asked() as db:
            db.exec_driver_sql("COMMIT")
            is_busy = db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
            db.exec_driver_sql("BEGIN")
        return not is_busy

    def damage(self) -> list[str]:
        """What SQLite finds wrong with its file, page by page; [] where all is well."""
        with self.asked() as db:
            says = [str(line) for line in db.exec_driver_sql("PRAGMA integrity_check").scalars()]
        return [] if says == ["ok"] else says

    def drop_copies(self, *, days: float = 0.0) -> None:
        """Take away what is kept of upgrades that many days ago: it holds what was deleted since.

        Raises:
            DataFolderError: it cannot be taken away.
        """
        try:
            copies.drop_before(self.path, days=days)
        except OSError as error:
            raise DataFolderError(
                f"A copy of the library from before an upgrade cannot be removed: {error}. "
                f"Remove library.schema-*.sqlite in {self.path.parent} yourself, then try again."
            ) from error


def looked_at(file: Path, *, alone: bool = False) -> sqlite3.Connection:
    """A connection that writes nothing.

    Args:
        alone: nobody else uses the file, and no file is made beside it.
    """
    how = "immutable=1" if alone else "mode=ro"
    return sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True, timeout=30)


def damage_of(file: Path, *, alone: bool = False) -> list[str]:
    """What SQLite finds wrong with any database file, in its words; [] where all is well."""
    try:
        with closing(looked_at(file, alone=alone)) as db:
            says = [str(line) for (line,) in db.execute("PRAGMA integrity_check")]
    except sqlite3.Error as error:
        return [str(error)]
    return [] if says == ["ok"] else says


def must_exist(folder: Path) -> None:
    """Refuse a folder without a library: for those who only read, and would answer from nothing.

    Raises:
        DataFolderError: there is none, or nobody may look.
    """
    try:
        is_there = stat.S_ISREG((folder / LIBRARY).stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        is_there = False
    except OSError as error:
        raise DataFolderError(
            f"The data folder {folder} cannot be read: {error.strerror}. "
            "Change its permissions, or choose another folder with --data."
        ) from error
    if not is_there and (folder / RESTORED).exists():
        raise DataFolderError(
            f"A restore into {folder} was cut off before its end. Run `newsdesk restore` with "
            f"--force again; a library that stood there is kept in {OLD}."
        )
    if not is_there:
        raise DataFolderError(
            f"There is no library in {folder}. Run `newsdesk ingest`, or check --data."
        )


def slices(ids: Sequence[Any], size: int = 500) -> Iterator[Sequence[Any]]:
    """SQL takes a limited number of parameters."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
