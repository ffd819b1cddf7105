"""The library: the one truth about articles, passages and where they came from.

The indexes are derived from what stands here. A change and the list of passages that the indexes
have yet to take over (`unindexed`) are written in one transaction, so a crash in between is made
good at the next start.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from ingest.article import Article, Span, passage_id
from ingest.errors import ArticleNotFound
from ingest.stored import changes, grouping, ledger, reads
from ingest.stored.at_hand import AtHand
from ingest.stored.database import Database, slices
from ingest.stored.known import KnownNames
from ingest.stored.ledger import Ledger
from ingest.stored.outlets import united
from ingest.stored.queries import LEADS, VISIBLE, of_ids, select_in
from ingest.stored.records import (
    Copy,
    Counts,
    Embedded,
    NewArticle,
    SourceRecord,
    StoredPassage,
    article_of,
    embedded_of,
    stored_of,
)
from ingest.stored.tables import articles, holdings, passages, taken_down, unindexed, versions
from ingest.text.dates import later


class Library:
    """Open the library in `folder`, made if it is not there and `make` is true.

    Raises:
        DataFolderError: its file is not there, does not answer, or is another version's;
            EarlierSchema where that is an earlier one.
    """

    def __init__(self, folder: Path, *, make: bool = True) -> None:
        self.database = Database(folder, make=make)
        self._asked, self._written = self.database.asked, self.database.written
        self.ledger = Ledger(self.database)
        self.names = KnownNames(self.database)
        self.at_hand = AtHand(self.counts, self.newest_date)
        # Called with the transaction of a takedown and the article's id, for what else holds words
        # of the article in the same file.
        self.when_taken_down: list[Callable[[sa.Connection, str], None]] = []

    def close(self) -> None:
        self.database.close()

    # ---- reading

    def counts(self) -> Counts:
        with self._asked() as db:
            return Counts(
                db.scalar(sa.select(sa.func.count()).select_from(articles)) or 0,
                db.scalar(sa.select(sa.func.count()).select_from(passages)) or 0,
                db.scalar(sa.select(sa.func.count(sa.distinct(articles.c.story)))) or 0,
            )

    def article(self, article_id: str) -> Article:
        """The stored article, whole.

        Raises:
            ArticleNotFound: there is none with that id.
        """
        with self._asked() as db:
            row = db.execute(sa.select(articles).where(articles.c.id == article_id)).first()
        if row is None:
            raise ArticleNotFound(article_id)
        return article_of(row)

    def version(self, article_id: str, number: int) -> Article:
        """An article as it was, or is, in its version of that number.

        Raises:
            ArticleNotFound: there is no such version, or it was taken down.
        """
        with self._asked() as db:
            found = reads.version(db, article_id, number)
        if found is None:
            raise ArticleNotFound(f"{article_id} version {number}")
        return found

    def versions(self, article_id: str) -> list[tuple[int, str]]:
        """The versions of an article, oldest first: (number, when it was ingested)."""
        with self._asked() as db:
            return reads.numbered(db, article_id)

    def ids_at(self, place: str) -> set[str]:
        """Those at an address (`article.address`), several where a source tells them apart."""
        with self._asked() as db:
            return set(db.scalars(sa.select(articles.c.id).where(articles.c.address == place)))

    def takedowns(self) -> tuple[frozenset[str], frozenset[str]]:
        """What must not come back: (ids, addresses)."""
        with self._asked() as db:
            rows = db.execute(sa.select(taken_down.c.id, taken_down.c.address)).all()
        return frozenset(row.id for row in rows), frozenset(row.address for row in rows) - {""}

    def known(self, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Of those ids that are stored: id -> (content hash, when published or last changed)."""
        columns = (
            articles.c.id,
            articles.c.content_hash,
            articles.c.published_at,
            articles.c.updated_at,
        )
        with self._asked() as db:
            rows = select_in(db, columns, articles.c.id, ids)
        return {row.id: (row.content_hash, later(row.published_at, row.updated_at)) for row in rows}

    def outlets(self) -> list[str]:
        """The outlets that occur, by name, each in one spelling."""
        return sorted(set(united(self.names.outlets()).values()))

    def oldest_date(self) -> str:
        """The earliest publication date of any article, "" without one."""
        dated = articles.c.published_at != ""
        with self._asked() as db:
            first = sa.select(sa.func.min(articles.c.published_at)).where(dated)
            return db.scalar(first) or ""

    def newest_date(self) -> str:
        """The latest publication date of any article, "" without one."""
        with self._asked() as db:
            return db.scalar(sa.select(sa.func.max(articles.c.published_at))) or ""

    def passages(self, ids: Iterable[str]) -> dict[str, StoredPassage]:
        """Of those passage ids that are stored: id -> passage, article and vectors."""
        with self._asked() as db:  # one transaction: an article may be replaced meanwhile
            return reads.stored(db, ids)

    def visible(self, ids: Iterable[str]) -> dict[str, StoredPassage]:
        """As `passages`, but none of an article that the indexes have yet to take over.

        For searches: a passage must not be found by words that it no longer has.
        """
        since = self.at_hand.articles.changes
        with self._asked() as db:  # one transaction, as above
            rows = of_ids(db, VISIBLE, ids)
            versions_now = {article_id: version for _, article_id, *_, version, _ in rows}
            told = self.at_hand.articles.get(versions_now)
            read = reads.whole(db, versions_now.keys() - told.keys())
            told |= read
            held = stored_of([(row[:-2], told[row[1]], row[-1]) for row in rows])
        self.at_hand.articles.keep(read.values(), since)
        return held

    def embedded(self, hashes: Iterable[str]) -> dict[str, Embedded]:
        """Of those texts that a stored passage was embedded from: hash -> their vectors."""
        columns = (passages.c.embedded, passages.c.vector, passages.c.sentence_vectors)
        with self._asked() as db:
            rows = select_in(db, columns, passages.c.embedded, hashes)
        return {row.embedded: embedded_of(row) for row in rows}

    def also_in(self, article_id: str) -> list[Copy]:
        """The other articles of its story, the first published first, those without a date last."""
        with self._asked() as db:
            return reads.also_in(db, article_id)

    def told_by(self, stories: Iterable[str]) -> dict[str, list[Copy]]:
        """The articles of each story, in the order of `also_in`: story -> articles."""
        with self._asked() as db:
            return reads.told_by(db, stories)

    def all_passages(self, batch: int = 1000) -> Iterator[list[StoredPassage]]:
        """Every passage, in order of id, `batch` at a time: what the indexes are rebuilt from."""
        after = ""
        while True:
            with self._asked() as db:
                found = (
                    sa.select(passages.c.id)
                    .where(passages.c.id > after)
                    .order_by(passages.c.id)
                    .limit(batch)
                )
                ids = list(db.scalars(found))
            if not ids:
                return
            held = self.passages(ids)
            yield [held[passage_id] for passage_id in ids if passage_id in held]
            after = ids[-1]

    def cuts(self, article_id: str) -> list[list[Span]]:
        """The sentences of each passage of an article, in order; [] where it has none."""
        with self._asked() as db:
            return reads.cuts(db, article_id)

    def leads(self, ids: Iterable[str]) -> list[str]:
        """Ids of the passages that those articles begin with, in no order."""
        with self._asked() as db:
            return [passage_id(key, start) for key, start in of_ids(db, LEADS, ids)]

    # ---- writing

    def store(
        self, new: Sequence[NewArticle], records: Sequence[SourceRecord], remove: Iterable[str] = ()
    ) -> None:
        """Write articles, ledger lines and removals in one transaction.

        An article that is already stored is replaced whole, and what it said before stays readable
        as an older version. The passages that the indexes must
        drop or take over stand in `unindexed` until `indexed` takes them off.
        """
        now = _now()
        with self._written() as db:
            loose: set[str] = set()  # whose stories may have fallen apart
            for article_id in remove:
                loose |= changes.drop(db, article_id, now)
                db.execute(sa.delete(holdings).where(holdings.c.article_id == article_id))
            for item in new:
                loose |= changes.put(db, item, now)
            grouping.settle(db, loose)
            for record in records:
                ledger.write(db, record, now)
        self._changed(item.article for item in new)

    def forget(self, uri: str) -> set[str]:
        """Take out a source that is no more, and the articles that stand nowhere else.

        Returns the ids of those articles; what they said stays readable as versions.
        """
        alone = self.ledger.held_only_by(uri)
        now = _now()
        with self._written() as db:
            loose = {one for article_id in alone for one in changes.drop(db, article_id, now)}
            grouping.settle(db, loose)
            ledger.strike(db, uri)
        self._changed()
        return alone

    def take_down(self, article_id: str) -> None:
        """Take an article out everywhere, history included; no source brings it back.

        Raises:
            ArticleNotFound: neither an article nor an older version has that id.
        """
        self.database.drop_copies()
        with self._written() as db:
            there = sa.union(
                sa.select(articles.c.id).where(articles.c.id == article_id),
                sa.select(versions.c.id).where(versions.c.id == article_id),
            )
            if db.execute(there).first() is None:
                raise ArticleNotFound(article_id)
            grouping.settle(db, changes.take_down(db, article_id, _now()))
            for also in self.when_taken_down:
                also(db, article_id)
        self._changed()

    def _changed(self, new: Iterable[Article] = ()) -> None:
        self.at_hand.changed()
        self.names.changed(new)

    def let_back_in(self, article_id: str) -> bool:
        """Lift a takedown; the next ingest of its source brings the article.

        Returns whether there was one.
        """
        with self._written() as db:
            return changes.let_back_in(db, article_id)

    def replace_vectors(self, vectors: Mapping[str, Embedded]) -> None:
        """Put other vectors on known passages, id -> vectors: the model was changed."""
        with self._written() as db:
            changes.replace_vectors(db, vectors)

    def waiting(self) -> list[str]:
        """Ids of passages that the indexes have yet to drop or take over."""
        with self._asked() as db:
            return list(db.scalars(sa.select(unindexed.c.passage_id)))

    def indexed(self, ids: Sequence[str]) -> None:
        """The indexes now agree with the library on these passages."""
        with self._written() as db:
            for some in slices(ids):
                db.execute(sa.delete(unindexed).where(unindexed.c.passage_id.in_(some)))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
