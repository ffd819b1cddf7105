"""The words index: BM25 over headline and text, in SQLite's FTS5, derived from the library.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with
FTS5's own k1 = 1.2 and b = 0.75, and Porter's stemmer on both sides.
"""

import math
import re
import sqlite3
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import Stemmer

from ingest.errors import IndexUnavailable
from ingest.limits import Limits  # bot imports it from here
from ingest.records import StoredPassage

TITLE_WEIGHT, TEXT_WEIGHT = 2.0, 1.0
Row = tuple[str, str, str, str, str]  # see `row_of`
_WORD = re.compile(r"\w+")
_ACCENTED = re.compile("([A-Za-z])[\u0300-\u036f]+")  # decomposed
_SCHEMA = """
CREATE TABLE IF NOT EXISTS passages (
    row INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL,
    first_day TEXT NOT NULL, last_day TEXT NOT NULL, source TEXT NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
    title, text, tokenize = "porter unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary USING fts5vocab (words, row);
"""


class WordsIndex:
    """Open the words index in `folder`, made if it is not there.

    Raises:
        IndexUnavailable: SQLite cannot open what stands there, or does not answer later on.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "words.sqlite"
        self._stem = Stemmer.Stemmer("porter").stemWord
        self._lock = threading.Lock()  # one connection, used from several threads in turn
        with self._translated():
            self._db = sqlite3.connect(self.path, check_same_thread=False, timeout=30)
        try:
            with self._asked() as db:
                db.execute("PRAGMA journal_mode=WAL")
                db.executescript(_SCHEMA)
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
        except sqlite3.Error as error:
            raise IndexUnavailable(
                f"The words index {self.path} did not answer: {error}. If the disk has room, "
                "rebuild it with `newsdesk reindex`; no article is lost."
            ) from error

    def count(self) -> int:
        with self._asked() as db:
            return int(db.execute("SELECT count(*) FROM passages").fetchone()[0])

    def replace(self, drop: Sequence[str], add: Iterable[StoredPassage]) -> None:
        """Take `drop` out and put `add` in, in one transaction."""
        with self._asked() as db:
            for passage_id in drop:
                row = db.execute("SELECT row FROM passages WHERE id = ?", (passage_id,)).fetchone()
                if row:
                    db.execute("DELETE FROM words WHERE rowid = ?", row)
                    db.execute("DELETE FROM passages WHERE row = ?", row)
            for stored in add:
                title, text, *limited_by = row_of(stored)
                cursor = db.execute(
                    "INSERT INTO passages (id, first_day, last_day, source) VALUES (?, ?, ?, ?)",
                    (stored.passage.id, *limited_by),
                )
                db.execute(
                    "INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)",
                    (cursor.lastrowid, title, text),
                )

    # ---- looked over, see verify.py

    def damage(self) -> list[str]:
        """What SQLite and FTS5 find wrong with the file, in their words; [] where all is well."""
        says = []
        with self._asked() as db:
            says += [one for (one,) in db.execute("PRAGMA integrity_check") if one != "ok"]
            (stray,) = db.execute(
                "SELECT count(*) FROM words_docsize WHERE id NOT IN (SELECT row FROM passages)"
            ).fetchone()
            (bare,) = db.execute(
                "SELECT count(*) FROM passages WHERE row NOT IN (SELECT id FROM words_docsize)"
            ).fetchone()
        if stray or bare:
            says.append(f"{stray} texts without a passage, {bare} passages without a text")
        try:
            with self._lock, self._db as db:
                db.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        except sqlite3.Error as error:
            says.append(f"FTS5: {error}")
        return says

    def ids(self, batch: int) -> Iterator[list[str]]:
        """The ids of all passages that stand here, in order, `batch` at a time."""
        after = ""
        query = "SELECT id FROM passages WHERE id > ? ORDER BY id LIMIT ?"
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
            "SELECT title, text, first_day, last_day, source FROM passages "
            "JOIN words ON words.rowid = passages.row WHERE id = ?"
        )
        with self._asked() as db:
            found = {key: db.execute(query, (key,)).fetchone() for key in ids}
        return {key: row for key, row in found.items() if row}

    def search(self, terms: Sequence[str], *, k: int, limits: Limits) -> list[tuple[str, float]]:
        """The `k` passages that match any of `terms` best: (passage id, BM25 above 0), best first.

        Terms are taken as plain words: operators and quotes in them mean nothing.
        """
        words = [word for term in terms for word in _WORD.findall(term)]
        if not words:
            return []
        match = " OR ".join(f'"{word}"' for word in dict.fromkeys(words))
        where, values = _where(limits)
        query = (
            # No word from outside but through `?`.
            f"SELECT passages.id, -bm25(words, {TITLE_WEIGHT}, {TEXT_WEIGHT}) AS score "  # noqa: S608
            "FROM words JOIN passages ON passages.row = words.rowid "
            f"WHERE words MATCH ?{where} ORDER BY score DESC, passages.id LIMIT ?"
        )
        with self._asked() as db:
            return db.execute(query, (match, *values, k)).fetchall()

    def rarity(self, terms: Sequence[str]) -> dict[str, float]:
        """How much each term tells: BM25's inverse document frequency, at least 0, in nats."""
        with self._asked() as db:
            total = db.execute("SELECT count(*) FROM passages").fetchone()[0]
            counts = {
                term: db.execute(
                    "SELECT doc FROM vocabulary WHERE term = ?", (self.stem(term),)
                ).fetchone()
                for term in terms
            }
        return {
            term: math.log(1 + (total - (n := row[0] if row else 0) + 0.5) / (n + 0.5))
            for term, row in counts.items()
        }

    def stem(self, word: str) -> str:
        """What stands in the index for `word`, as FTS5 makes it: no capitals, no accents.

        `remove_diacritics 2` takes the marks off Latin letters alone, so Cyrillic й stays, as do
        ø and ł, which have no decomposition. Near enough: the two stemmers part at ß and its like.
        """
        bare = _ACCENTED.sub(r"\1", unicodedata.normalize("NFD", word.lower()))
        return str(self._stem(unicodedata.normalize("NFC", bare)))


def row_of(stored: StoredPassage) -> Row:
    """What stands in the index of a passage: title, text, first and last day, outlet."""
    article = stored.article
    limited_by = article.first_day, article.last_day, article.source.casefold()
    return article.title, stored.passage.text, *limited_by


def _where(limits: Limits) -> tuple[str, list[str]]:
    """SQL for the limits.

    An article of which the month alone is known is found where a day of that month would be; one
    without a date only when no first day is asked.
    """
    clauses, values = "", []
    if limits.first_day:
        clauses += " AND passages.last_day >= ?"
        values.append(limits.first_day)
    if limits.last_day:
        clauses += " AND passages.first_day <= ?"
        values.append(limits.last_day)
    if limits.sources:
        clauses += f" AND passages.source IN ({', '.join('?' * len(limits.sources))})"
        values += [name.casefold() for name in limits.sources]
    return clauses, values
