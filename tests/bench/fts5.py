"""The words index that was: SQLite's FTS5, kept to be measured beside tantivy (scale.py)."""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from ingest.limits import Limits
from ingest.stored.records import StoredPassage

SCHEMA = """
CREATE TABLE IF NOT EXISTS passages (
    row INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL,
    first_day TEXT NOT NULL, last_day TEXT NOT NULL, source TEXT NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
    title, text, tokenize = "porter unicode61 remove_diacritics 2");
"""


class Fts5:
    """Open it in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / "fts5.sqlite")
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.executescript(SCHEMA)

    def close(self) -> None:
        self._db.close()

    def replace(self, drop: Sequence[str], add: Iterable[StoredPassage]) -> None:
        with self._db as db:
            for key in drop:
                row = db.execute("SELECT row FROM passages WHERE id = ?", (key,)).fetchone()
                if row:
                    db.execute("DELETE FROM words WHERE rowid = ?", row)
                    db.execute("DELETE FROM passages WHERE row = ?", row)
            for stored in add:
                article = stored.article
                row = db.execute(
                    "INSERT INTO passages (id, first_day, last_day, source) VALUES (?, ?, ?, ?)",
                    (
                        stored.passage.id,
                        article.first_day,
                        article.last_day,
                        article.source.casefold(),
                    ),
                ).lastrowid
                says = (row, article.title, stored.passage.text)
                db.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", says)

    def search(self, terms: Sequence[str], *, k: int, limits: Limits) -> list[tuple[str, float]]:
        found = [word for term in terms for word in re.findall(r"\w+", term)]
        match = " OR ".join(f'"{word}"' for word in dict.fromkeys(found))
        outlets = [name.casefold() for name in limits.sources]
        within = f"AND source IN ({','.join('?' * len(outlets))}) " if outlets else ""
        query = (
            "SELECT passages.id, -bm25(words, 2.0, 1.0) AS score "
            "FROM words JOIN passages ON passages.row = words.rowid "
            f"WHERE words MATCH ? AND last_day >= ? AND first_day <= ? {within}"
            "ORDER BY score DESC, passages.id LIMIT ?"
        )
        days = limits.first_day, limits.last_day or "9999"
        return self._db.execute(query, (match, *days, *outlets, k)).fetchall()
