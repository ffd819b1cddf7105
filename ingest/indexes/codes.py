"""Vectors within limits: the signs of every vector, held in memory and looked through at once.

A vector store searches its graph without limits; within days or outlets it first lists every
passage that it may find, which takes seconds among a million. Here a vector is one bit for each of
its numbers, 1 where that is positive: 48 bytes for 384. The share of bits in which two differ
follows the angle between them (Charikar, "Similarity estimation techniques from rounding
algorithms", 2002), so that the passages within the limits are looked through without a graph, and
the nearest of them are compared by vectors of one byte a number, which lie on disk. See
docs/decisions/0012-vector-leg.md.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.errors import IndexUnavailable
from ingest.indexes.words import day_number
from ingest.limits import Limits
from ingest.stored.records import StoredPassage, Vector

Row = tuple[str, int, int, str, bytes, bytes]  # see `row_of`
FILE = "codes.sqlite"
# How many of n are compared exactly: of the ten nearest, 98 in a hundred are then among them.
LEAST_REFINED, REFINED = 1000, 2.0  # times the root of n
BLOCK = 1 << 15  # looked through together: what they need stays in the processor's cache
_SCHEMA = """
CREATE TABLE IF NOT EXISTS codes (
    row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL, source INTEGER NOT NULL, code BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS vectors (row INTEGER PRIMARY KEY, vector BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS sources (number INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class _Table:
    """What is looked through; never changed, so that a search goes on while the next is made."""

    rows: NDArray[np.int64]  # shape (n,)
    first_days: NDArray[np.int32]  # shape (n,), see `day_number`
    last_days: NDArray[np.int32]
    sources: NDArray[np.int32]
    codes: NDArray[np.uint64]  # shape (words, n): bit by bit beside each other, 64 a word
    names: dict[str, int]  # of outlets


class Codes:
    """Open the codes in `folder`, made if they are not there.

    Raises:
        IndexUnavailable: SQLite cannot open what stands there, or does not answer later on.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._lock = threading.Lock()  # one connection, used from several threads in turn
        with self._translated():
            self._db = sqlite3.connect(self.path, check_same_thread=False, timeout=30)
        try:
            with self._asked() as db:
                db.execute("PRAGMA journal_mode=WAL")
                db.executescript(_SCHEMA)
                self._table = _read(db)
        except IndexUnavailable:
            self._db.close()
            raise

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def _asked(self) -> Iterator[sqlite3.Connection]:
        """The connection, one thread at a time; what is written is kept or dropped as a whole."""
        with self._translated(), self._lock, self._db as db:
            yield db

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, ValueError) as error:  # numpy's, where lengths differ
            raise IndexUnavailable(
                f"The codes index {self.path} did not answer: {error}. If the disk has room, "
                "rebuild it with `newsdesk reindex`; no article is lost."
            ) from error

    def count(self) -> int:
        return len(self._table.rows)

    def replace(self, drop: Sequence[str], add: Iterable[StoredPassage]) -> None:
        """Take `drop` out and put `add` in, all of it or nothing; twice is the same as once."""
        add = list({stored.passage.id: stored for stored in add}.values())
        with self._translated(), self._lock:
            with self._db as db:
                gone = set(_rows(db, [*drop, *(stored.passage.id for stored in add)]).values())
                for one in ("codes", "vectors"):
                    db.executemany(f"DELETE FROM {one} WHERE row = ?", [(row,) for row in gone])  # noqa: S608  # nosec B608
                names = [(stored.article.source.casefold(),) for stored in add]
                db.executemany("INSERT OR IGNORE INTO sources (name) VALUES (?)", names)
                known = dict(db.execute("SELECT name, number FROM sources"))
                added = []
                for stored in add:
                    key, first, last, source, code, vector = row_of(stored)
                    cursor = db.execute(
                        "INSERT INTO codes (id, first_day, last_day, source, code) "
                        "VALUES (?, ?, ?, ?, ?)",
                        (key, first, last, known[source], code),
                    )
                    added.append((cursor.lastrowid, first, last, known[source], code))
                    db.execute("INSERT INTO vectors VALUES (?, ?)", (cursor.lastrowid, vector))
                table = _changed(self._table, gone, _table(added, known))
            self._table = table

    def search(self, vector: Vector, *, k: int, limits: Limits) -> list[str]:
        """Ids of the `k` passages within `limits` nearest to `vector`, nearest first."""
        table = self._table
        with self._translated():
            rows = _near(table, _code(vector), k, limits)
        with self._asked() as db:
            found = db.execute(
                "SELECT row, vector FROM vectors WHERE row IN (SELECT value FROM json_each(?))",
                (json.dumps(rows.tolist()),),
            ).fetchall()
            if not found:
                return []
            near = np.frombuffer(b"".join(one for _, one in found), np.int8)
            numbers = near.reshape(len(found), -1).astype(np.float32)
            # Not `@`: BLAS starts threads for this much, which costs more than it takes.
            lengths = np.sqrt(np.maximum(np.einsum("ij,ij->i", numbers, numbers), 1e-12))
            cosines = np.einsum("ij,j->i", numbers, vector) / lengths
            order = np.argsort(-cosines, kind="stable")[:k]
            query = "SELECT id FROM codes WHERE row = ?"
            ids = [db.execute(query, (found[place][0],)).fetchone() for place in order]
        return [str(one[0]) for one in ids if one]

    # ---- looked over, see stored/verify.py

    def damage(self) -> list[str]:
        """What SQLite finds wrong with the file, in its words; [] where all is well."""
        with self._asked() as db:
            says = [one for (one,) in db.execute("PRAGMA integrity_check") if one != "ok"]
            for one, other in (("codes", "vectors"), ("vectors", "codes")):
                query = f"SELECT count(*) FROM {one} WHERE row NOT IN (SELECT row FROM {other})"  # noqa: S608  # nosec B608
                if count := db.execute(query).fetchone()[0]:
                    says.append(f"{count} {one} without {other}")
        return says

    def ids(self, batch: int) -> Iterator[list[str]]:
        """The ids of all passages that stand here, in order, `batch` at a time."""
        after = ""
        query = "SELECT id FROM codes WHERE id > ? ORDER BY id LIMIT ?"
        while True:
            with self._asked() as db:
                ids = [key for (key,) in db.execute(query, (after, batch))]
            if not ids:
                return
            yield ids
            after = ids[-1]

    def rows(self, ids: Sequence[str]) -> dict[str, Row]:
        """What stands here under those ids that are there; see `row_of`."""
        query = (
            "SELECT id, first_day, last_day, name, code, vector "
            "FROM codes JOIN vectors USING (row) JOIN sources ON number = source WHERE id = ?"
        )
        with self._asked() as db:
            found = (db.execute(query, (key,)).fetchone() for key in ids)
            return {row[0]: row for row in found if row}


def row_of(stored: StoredPassage) -> Row:
    """What is kept of a passage: id, first and last day, outlet, code, vector in bytes."""
    article, vector = stored.article, stored.vector
    largest = max(float(np.abs(vector).max()), 1e-12)
    return (
        stored.passage.id,
        day_number(article.first_day),
        day_number(article.last_day),
        article.source.casefold(),
        _code(vector).tobytes(),
        np.rint(vector * (127 / largest)).astype(np.int8).tobytes(),
    )


def _code(vector: Vector) -> NDArray[np.uint64]:
    """One bit for each number, 1 where it is above 0; shape (words,)."""
    bits = np.zeros(-(-len(vector) // 64) * 64, np.bool_)
    bits[: len(vector)] = vector > 0
    return np.packbits(bits).view(np.uint64)


def _rows(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, int]:
    query = "SELECT row FROM codes WHERE id = ?"
    found = {key: db.execute(query, (key,)).fetchone() for key in ids}
    return {key: row[0] for key, row in found.items() if row}


def _read(db: sqlite3.Connection) -> _Table:
    known = dict(db.execute("SELECT name, number FROM sources"))
    query = "SELECT row, first_day, last_day, source, code FROM codes ORDER BY row"
    return _table(db.execute(query).fetchall(), known)


def _table(rows: Sequence[tuple[Any, ...]], known: dict[str, int]) -> _Table:
    """The table of rows of (row, first day, last day, outlet, code)."""
    numbers = np.array([row[:4] for row in rows], np.int64).reshape(len(rows), 4)
    codes = np.frombuffer(b"".join(row[4] for row in rows), np.uint64)
    return _Table(
        rows=numbers[:, 0].copy(),
        first_days=numbers[:, 1].astype(np.int32),
        last_days=numbers[:, 2].astype(np.int32),
        sources=numbers[:, 3].astype(np.int32),
        codes=np.ascontiguousarray(codes.reshape(len(rows), -1).T if rows else codes[:, None]),
        names=known,
    )


def _changed(table: _Table, gone: set[int], added: _Table) -> _Table:
    """`table` without the rows that are gone and with those that came."""
    if not len(table.rows):
        return added
    kept = ~np.isin(table.rows, np.fromiter(gone, np.int64, len(gone)))
    if not len(added.rows):
        added = replace(added, codes=np.empty((len(table.codes), 0), np.uint64))
    return _Table(
        rows=np.concatenate([table.rows[kept], added.rows]),
        first_days=np.concatenate([table.first_days[kept], added.first_days]),
        last_days=np.concatenate([table.last_days[kept], added.last_days]),
        sources=np.concatenate([table.sources[kept], added.sources]),
        codes=np.concatenate([table.codes[:, kept], added.codes], axis=1),
        names=added.names,
    )


def _near(table: _Table, code: NDArray[np.uint64], k: int, limits: Limits) -> NDArray[np.int64]:
    """Rows of the passages within `limits` whose codes differ least from `code`."""
    if not len(table.rows):
        return table.rows
    if len(table.codes) != len(code):
        raise ValueError(f"it holds codes of {64 * len(table.codes)} bits, asked {64 * len(code)}")
    wanted = np.array([table.names.get(name.casefold(), -1) for name in limits.sources], np.int32)
    places, apart = [], []
    for start in range(0, len(table.rows), BLOCK):
        part = slice(start, start + BLOCK)
        inside = np.ones(len(table.rows[part]), np.bool_)
        if limits.first_day:
            inside &= table.last_days[part] >= day_number(limits.first_day)
        if limits.last_day:
            inside &= table.first_days[part] <= day_number(limits.last_day)
        if limits.sources:
            inside &= np.isin(table.sources[part], wanted)
        here = np.flatnonzero(inside)
        if not len(here):
            continue
        codes = table.codes[:, part]
        if few := 2 * len(here) < len(inside):
            codes = codes[:, here]
        differ = np.bitwise_count(codes[0] ^ code[0]).astype(np.uint16)
        for one, other in zip(codes[1:], code[1:], strict=True):
            differ += np.bitwise_count(one ^ other)
        places.append(here + start)
        apart.append(differ if few else differ[here])
    if not places:
        return table.rows[:0]
    place, differ = np.concatenate(places), np.concatenate(apart)
    refined = max(LEAST_REFINED, 5 * k, int(REFINED * len(place) ** 0.5))
    return table.rows[place[_least(differ, refined)]]


def _least(values: NDArray[np.uint16], count: int) -> NDArray[np.int64]:
    """Places of the `count` least values, in order of place; by counting, since they are small."""
    if len(values) <= count:
        return np.arange(len(values))
    upto = np.cumsum(np.bincount(values))
    most = int(np.searchsorted(upto, count))  # the largest value of which some are taken
    surplus = int(upto[most]) - count
    chosen = np.flatnonzero(values <= most)
    equal = np.flatnonzero(values[chosen] == most)
    return np.delete(chosen, equal[len(equal) - surplus :])
