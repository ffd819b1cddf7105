"""The names that a library holds, outlets and authors, at hand: every question looks at them."""

from collections.abc import Iterable
from threading import Lock

import sqlalchemy as sa

from ingest.article import Article
from ingest.stored.database import Database
from ingest.stored.tables import articles


class KnownNames:
    """Read once and kept until the library changes, by `changed`, which every change must call.

    One process owns a data folder, so that nobody else changes it meanwhile.
    """

    def __init__(self, database: Database) -> None:
        self._asked = database.asked
        self._lock = Lock()
        self._changes = 0
        self._outlets: tuple[str, ...] | None = None
        self._authors: dict[str, None] | None = None
        self._listed: tuple[str, ...] = ()  # of `_authors`, while there are no more

    def outlets(self) -> tuple[str, ...]:
        """The outlets that occur, those with the most articles first, then by name.

        The same object until the library changes.
        """
        with self._lock:
            known, before = self._outlets, self._changes
        if known is not None:
            return known
        with self._asked() as db:
            often = sa.func.count().desc()
            found = sa.select(articles.c.source).group_by(articles.c.source)
            found = found.order_by(often, articles.c.source)
            names = tuple(name for name in db.scalars(found) if name)
        with self._lock:
            if self._changes == before:  # else they may be out of date already
                self._outlets = names
        return names

    def authors(self) -> tuple[str, ...]:
        """The authors that occur, and those of articles that are gone since this was first asked.

        The first time it looks at every article: 0.2 s for 30,000. After that the articles that
        come in add theirs.
        """
        with self._lock:
            known, listed, before = self._authors, self._listed, self._changes
        if known is not None and len(listed) == len(known):
            return listed
        if known is None:
            with self._asked() as db:
                found = db.scalars(sa.select(articles.c.authors).distinct())
                known = {name: None for names in found for name in names}
        listed = tuple(known)
        with self._lock:
            if self._changes == before:
                self._authors, self._listed = known, listed
        return listed

    def changed(self, new: Iterable[Article] = ()) -> None:
        """The library has other articles than before; `new` are those that came in."""
        with self._lock:
            self._changes += 1
            self._outlets = None
            if self._authors is not None:
                more = {name: None for article in new for name in article.authors}
                self._authors = self._authors | more
