"""A copy of the library, consistent whatever is written meanwhile, and a library from a copy.

The library is the truth, so it is all that a copy holds; the indexes are built from it. At every
moment of a restore a kill leaves the old library, the new one, or neither under its name and a
sentence that says so (`database.must_exist`):

1. A copy is made in the data folder, checked, marked "indexes to rebuild", upgraded if it is an
   earlier version's, and named `RESTORED`.
2. The library that stands there is named `OLD`, and `RESTORED` is named the library.
3. The indexes are rebuilt, which takes the mark off, and `OLD` is removed.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ingest.durable import keep
from ingest.errors import BackupError, DataFolderError, EarlierSchema
from ingest.indexes.index import Index
from ingest.store import MODEL_FACT, UNFINISHED, held
from ingest.stored import copies, migrate
from ingest.stored.database import LIBRARY, OLD, RESTORED, TO_REBUILD, damage_of, looked_at
from ingest.stored.library import Library
from ingest.stored.records import Counts
from ingest.stored.tables import SCHEMA, is_earlier

PART = f"{RESTORED}.part"  # not whole yet
HOLDS = (
    "lock",
    "holder.json",
    "holder.json.new",
    PART,
)  # what a folder that holds nothing may hold
PATIENCE = 5.0  # seconds to wait for a command that reads the library, `show` say
BESIDE = ("", "-wal", "-shm")  # the files of one SQLite database


@dataclass(frozen=True, slots=True)
class Restored:
    """What came out of a copy."""

    counts: Counts
    indexed: bool  # false where its passages have to be embedded again first: `reindex`


def backup(folder: Path, file: Path, *, force: bool = False) -> int:
    """Write a copy of the library in `folder` to `file`; return its size in bytes.

    It takes no lock: who serves or ingests goes on, and the copy is the library of one moment.

    Args:
        force: put it in the place of a file that is there; that stays until the copy is whole.

    Raises:
        BackupError: the file is there, cannot be written, or is the library itself.
        DataFolderError: there is no library, or it cannot be read.
    """
    with suppress(EarlierSchema):  # that is copied as it is, and upgraded when it is put back
        Library(folder, make=False).close()
    if file.is_dir() or (file.exists() and not force):
        raise BackupError(f"{file} is there already. Choose another name, or add --force.")
    if file.absolute().parent.resolve() == folder.resolve():
        raise BackupError(f"{file} lies in the data folder itself. Choose a place outside it.")
    with _beside(file) as copy:
        _copy(folder / LIBRARY, copy)
        if damage := damage_of(copy):
            raise DataFolderError(
                f"The library {folder / LIBRARY} is damaged: {damage[0]}. "
                "See `newsdesk doctor`; an older copy can be put back with `newsdesk restore`."
            )
        keep(copy)
        copy.replace(file)
        keep(file.absolute().parent)
    return file.stat().st_size


def restore(file: Path, folder: Path, *, force: bool = False) -> Restored:
    """Make `folder` hold the library that was copied to `file`; no model runs.

    Args:
        force: also where the folder is not empty; what it held is kept until all is done.

    Raises:
        BackupError: `file` is no whole copy of a library of this version or an earlier one, or the
            folder is not empty. Nothing was changed.
        DataFolderError: the folder cannot be written; DataFolderBusy: another process holds it.
        IndexUnavailable: the library is restored and the indexes could not be built.
    """
    _check(file)
    with held(folder, "newsdesk restore"):
        there = sorted(one.name for one in folder.iterdir() if one.name not in HOLDS)
        if there and not force:
            raise BackupError(
                f"The data folder {folder} is not empty ({', '.join(there[:3])}). "
                "Choose another one with --data, or add --force to replace what it holds."
            )
        _bring(file, folder)
        try:
            _exchange(folder)
        except OSError as error:
            raise DataFolderError(
                f"The restored library could not take its place in {folder}: {error}. Run "
                f"`newsdesk restore` with --force again; what was there is {LIBRARY} or {OLD}."
            ) from error
        restored = _indexed(folder)
        _remove(folder / OLD)
        return restored


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """A new name in the folder of `file`; nothing is left there if what is done with it fails."""
    try:
        with tempfile.TemporaryDirectory(
            prefix=f".{file.name}.", dir=file.absolute().parent
        ) as new:
            yield Path(new) / file.name
    except OSError as error:
        raise BackupError(
            f"The backup {file} cannot be written: {error.strerror or error}. "
            "Check the folder's permissions and free space."
        ) from error


def _copy(library: Path, copy: Path) -> None:
    try:
        copies.copy(library, copy)
    except sqlite3.Error as error:
        raise DataFolderError(
            f"The library {library} could not be copied to {copy.parent.parent}: {error}. "
            "Make room there, or choose another place; if the library is damaged, see "
            "`newsdesk doctor`."
        ) from error


def _check(file: Path) -> None:
    """Refuse what is no whole library, or a later version's; nothing is written beside `file`."""
    try:
        with file.open("rb") as handle:
            is_sqlite = handle.read(16) == b"SQLite format 3\x00"
    except OSError as error:
        raise BackupError(f"The backup {file} cannot be read: {error.strerror}.") from error
    if not is_sqlite:
        raise BackupError(
            f"{file} is no backup of a library. Choose one that `newsdesk backup` made."
        )
    log = file.with_name(f"{file.name}-wal")
    if log.exists() and log.stat().st_size:
        raise BackupError(
            f"{file} has a log of changes beside it, as a library in use has. Copy that library "
            "with `newsdesk backup` and restore the copy."
        )
    if damage := damage_of(file, alone=True):
        raise BackupError(f"The backup {file} is damaged: {damage[0]}. Choose another one.")
    schema = _fact(file, "schema")
    if schema is None:
        raise BackupError(
            f"{file} is no backup of a library. Choose one that `newsdesk backup` made."
        )
    if schema != SCHEMA and not is_earlier(schema):
        raise BackupError(
            f"The backup {file} has schema {schema}, this version reads {SCHEMA}. "
            "Use the version that made it."
        )


def _fact(file: Path, name: str) -> str | None:
    """A fact of the library in `file`, which nobody uses; None without it, or without a library."""
    try:
        with closing(looked_at(file, alone=True)) as db:
            row = db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    except sqlite3.Error:
        return None
    return str(row[0]) if row else None


def _bring(file: Path, folder: Path) -> None:
    """Step 1: the copy, whole and marked, under the name `RESTORED`."""
    new = folder / PART
    try:
        (folder / f"{PART}-journal").unlink(missing_ok=True)
        shutil.copyfile(file, new)
        with closing(sqlite3.connect(new)) as db, db:
            db.execute("INSERT OR REPLACE INTO facts VALUES (?, 'yes')", (TO_REBUILD,))
        if _fact(new, "schema") != SCHEMA:
            migrate.upgrade(new, keep_copy=False)  # `file` is a copy of it
        keep(new)
        new.replace(folder / RESTORED)
        keep(folder)
    except DataFolderError:  # it says itself what the upgrade met
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise DataFolderError(
            f"The data folder {folder} cannot be written: {error}. What it held is unchanged. "
            "Change its permissions or make room, then try again."
        ) from error


def _exchange(folder: Path) -> None:
    """Step 2: `RESTORED` takes the library's place."""
    library, old = folder / LIBRARY, folder / OLD
    _close_log(library)
    if library.exists() and old.exists() and _fact(library, TO_REBUILD):
        # A restore brought it and was cut off then: the old one is kept, this one is not.
        _remove(library)
    elif library.exists():
        _remove(old)
    for suffix in BESIDE:
        if (here := folder / f"{LIBRARY}{suffix}").exists():
            here.replace(folder / f"{OLD}{suffix}")
    (folder / RESTORED).replace(library)
    keep(folder)


def _remove(database: Path) -> None:
    for suffix in reversed(BESIDE):
        database.with_name(f"{database.name}{suffix}").unlink(missing_ok=True)


def _close_log(library: Path) -> None:
    """Have all in one file, and nobody reading it: who reads would take away the new one's log."""
    if not library.exists():
        return
    try:
        with closing(sqlite3.connect(library, timeout=PATIENCE)) as db:
            db.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise DataFolderError(
                f"Another process reads {library}. Stop it, then restore again; "
                "the library that was there is unchanged."
            ) from error
    except sqlite3.Error:
        pass  # it is damaged, and its files are put aside as they are


def _indexed(folder: Path) -> Restored:
    """Step 3: the indexes are built from what came."""
    library = Library(folder, make=False)
    try:
        counts = library.counts()
        if UNFINISHED in (library.database.fact(MODEL_FACT) or ""):
            return Restored(counts, indexed=False)  # vectors of two models: `reindex` makes them
        index = Index(folder, library, mend=True)
        try:
            index.rebuild()
        finally:
            index.close()
        return Restored(counts, indexed=True)
    finally:
        library.close()
