"""Libraries of every schema, made from `tests/data/schemas`, and upgrades that are killed.

As a program (LIBRARY, FOLDER) it upgrades copies of a library, each in a forked process that is
shot before one of the statements, and writes a line of JSON for each: what stood there afterwards.
"""

import json
import os
import re
import resource
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from ingest.errors import DataFolderError
from ingest.stored.database import LIBRARY
from ingest.stored.migrate import upgrade

DUMPS = Path(__file__).parent / "data" / "schemas"
STEP = 3  # statements from one kill to the next
LIMIT = 60_000  # bytes that a file may grow to: less than the library of schema 1 has


def made(folder: Path, schema: str, change: str = "") -> Path:
    """The library in `folder`, as the version of that schema wrote it; `change` is more SQL."""
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / LIBRARY)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.executescript((DUMPS / f"{schema}.sql").read_text(encoding="utf-8"))
        db.executescript(change)
    return folder / LIBRARY


def dumped(library: Path) -> list[str]:
    """All that it holds."""
    with closing(sqlite3.connect(library)) as db:
        return list(db.iterdump())


def schema_of(library: Path) -> str:
    with closing(sqlite3.connect(library)) as db:
        return str(db.execute("SELECT value FROM facts WHERE name = 'schema'").fetchone()[0])


def tables(library: Path) -> list[tuple[str, str]]:
    """Every table and index with its SQL; quotes around a plain name say nothing."""
    with closing(sqlite3.connect(library)) as db:
        found = "SELECT name, sql FROM sqlite_master WHERE sql > '' ORDER BY name"
        rows = db.execute(found).fetchall()
    return [(name, " ".join(re.sub(r'"(?!end")(\w+)"', r"\1", sql).split())) for name, sql in rows]


def _statements(library: Path, folder: Path) -> int:
    """How many an upgrade has; this one loads what the forked ones use."""
    seen = []
    sa.event.listen(sa.Engine, "before_cursor_execute", lambda *said: seen.append(said[2]))
    (folder / "whole").mkdir()
    upgrade(Path(shutil.copyfile(library, folder / "whole" / LIBRARY)))
    return len(seen) + 1  # and the commit


def _shot(library: Path, last: int) -> bool:
    """Upgrade in another process, with a kill before the statement of that number."""
    child = os.fork()
    if child == 0:
        seen = 0

        def shoot(*_: object) -> None:
            nonlocal seen
            seen += 1
            if seen > last:
                os.kill(os.getpid(), signal.SIGKILL)

        sa.event.listen(sa.Engine, "before_cursor_execute", shoot)
        sa.event.listen(sa.Engine, "commit", shoot)
        upgrade(library)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _short_of_room(library: Path) -> str:
    """What an upgrade says where no file may grow beyond LIMIT."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT))
        try:
            upgrade(library, keep_copy=False)
        except DataFolderError as error:
            os.write(writing, str(error).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as says:
        os.wait()
        return says.read()


def _told(what: dict[str, object]) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")


def main(library: Path, folder: Path) -> None:
    before = dumped(library)
    for last in (*range(0, _statements(library, folder), STEP), 10_000):
        copy = folder / str(last) / LIBRARY
        copy.parent.mkdir()
        shutil.copyfile(library, copy)
        killed = _shot(copy, last)
        state = "old" if dumped(copy) == before else schema_of(copy)
        _told({"before": last, "killed": killed, "state": state})
    _told({"says": _short_of_room(library), "is": dumped(library) == before})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
