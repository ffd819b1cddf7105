"""The library: the one truth about articles, passages and where they came from.

SQLAlchemy Core over SQLite, so that PostgreSQL can take its place. The indexes are derived from
what stands here. A change and the list of passages that the indexes have yet to take over
(`unindexed`) are written in one transaction, so a crash in between is made good at the next start.
"""

import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ingest import tables
from ingest.article import Article, canonical_url
from ingest.errors import ArticleNotFound, DataFolderError
from ingest.records import (
    Counts,
    Embedded,
    NewArticle,
    SourceRecord,
    StoredPassage,
    article_of,
    packed,
    said_by,
    stored_of,
)
from ingest.tables import SCHEMA, articles, facts, holdings, metadata, passages, sources, unindexed

LIBRARY = "library.sqlite"  # its file in the data folder


class Library:
    """Open the library in `folder`, made if it is not there and `make` is true.

    Raises:
        DataFolderError: the file is not there, does not answer, or is another version's.
    """

    def __init__(self, folder: Path, *, make: bool = True) -> None:
        self.path = folder / LIBRARY
        if not make:
            must_exist(folder)
        self._engine = sa.create_engine(
            f"sqlite:///{self.path}", connect_args={"timeout": 30, "check_same_thread": False}
        )
        sa.event.listen(self._engine, "connect", tables.configure)
        sa.event.listen(self._engine, "begin", tables.begin)
        try:
            with self._asked() as db:
                written = tables.written_in(db)
                if written is None:
                    metadata.create_all(db)
                    db.execute(facts.insert().values(name="schema", value=SCHEMA))
        except DataFolderError:
            self.close()
            raise
        if written not in {None, SCHEMA}:
            self.close()
            raise DataFolderError(
                f"The library {self.path} has schema {written}, this version reads {SCHEMA}. "
                "Use the version that wrote it, or another --data folder."
            )

    @contextmanager
    def _asked(self) -> Iterator[sa.Connection]:
        """One transaction: written as a whole at its end, or not at all.

        Raises:
            DataFolderError: SQLite did not answer.
        """
        try:
            with self._engine.begin() as db:
                yield db
        except sa.exc.DBAPIError as error:
            raise DataFolderError(
                f"The library {self.path} did not answer: {error.orig}. Check the folder's "
                "permissions and free space; if the file is damaged, put back a copy of it, or "
                "move it away and ingest again."
            ) from error

    def close(self) -> None:
        self._engine.dispose()

    # ---- facts

    def fact(self, name: str) -> str | None:
        with self._asked() as db:
            return db.scalar(sa.select(facts.c.value).where(facts.c.name == name))

    def set_fact(self, name: str, value: str) -> None:
        with self._asked() as db:
            db.execute(sa.delete(facts).where(facts.c.name == name))
            db.execute(facts.insert().values(name=name, value=value))

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

    def content_hashes(self, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Of those ids that are stored: id -> (content hash, publication date)."""
        columns = (articles.c.id, articles.c.content_hash, articles.c.published_at)
        with self._asked() as db:
            rows = _select_in(db, columns, articles.c.id, ids)
        return {row.id: (row.content_hash, row.published_at) for row in rows}

    def outlets(self) -> list[str]:
        """The outlets that occur, by name."""
        with self._asked() as db:
            found = sa.select(articles.c.source).distinct().order_by(articles.c.source)
            return [name for name in db.scalars(found) if name]

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
        """Of those passage ids that are stored: id -> passage, article and vector."""
        with self._asked() as db:  # one transaction: an article may be replaced meanwhile
            rows = _select_in(db, (passages,), passages.c.id, ids)
            wanted = {row.article_id for row in rows}
            held = {row.id: row for row in _select_in(db, (articles,), articles.c.id, wanted)}
        whole = {article_id: article_of(row) for article_id, row in held.items()}
        return {
            row.id: stored_of(row, whole[row.article_id], held[row.article_id].story)
            for row in rows
            if row.article_id in whole  # other databases may have let it go between the two
        }

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

    def spans(self, article_id: str) -> list[tuple[int, int]]:
        """Where the passages of an article start and end, in order; [] where it has none."""
        with self._asked() as db:
            columns = sa.select(passages.c.start, passages.c.end)
            rows = db.execute(
                columns.where(passages.c.article_id == article_id).order_by(passages.c.start)
            )
            return [(row.start, row.end) for row in rows]

    # ---- the ledger

    def source(self, uri: str) -> SourceRecord | None:
        with self._asked() as db:
            row = db.execute(sa.select(sources).where(sources.c.uri == uri)).first()
            if row is None:
                return None
            held = db.scalars(sa.select(holdings.c.article_id).where(holdings.c.uri == uri))
            return SourceRecord(
                uri=uri,
                fingerprint=row.fingerprint,
                article_ids=tuple(held),
                problems=tuple((where, reason) for where, reason in row.problems),
                validators=row.validators,
            )

    def held_only_by(self, uri: str) -> set[str]:
        """The articles that stand in this source and in no other."""
        other = holdings.alias()
        elsewhere = sa.exists().where(
            other.c.article_id == holdings.c.article_id, other.c.uri != uri
        )
        with self._asked() as db:
            alone = sa.select(holdings.c.article_id).where(holdings.c.uri == uri, ~elsewhere)
            return set(db.scalars(alone))

    def also_held_by(self, uri: str) -> set[str]:
        """The other sources in which articles of this one stand."""
        other = holdings.alias()
        with self._asked() as db:
            found = (
                sa.select(other.c.uri)
                .join(holdings, holdings.c.article_id == other.c.article_id)
                .where(holdings.c.uri == uri, other.c.uri != uri)
            )
            return set(db.scalars(found.distinct()))

    def let_go(self, uri: str, gone: Iterable[str]) -> None:
        """Of the articles in this source, those that are `gone` hold none any more.

        Should one come back, it is read anew.
        """
        with self._asked() as db:
            own = list(db.scalars(sa.select(holdings.c.article_id).where(holdings.c.uri == uri)))
            for one in gone:
                db.execute(sources.update().where(sources.c.uri == one).values(fingerprint=""))
                for some in _slices(own):
                    theirs = (holdings.c.uri == one) & holdings.c.article_id.in_(some)
                    db.execute(sa.delete(holdings).where(theirs))

    # ---- writing

    def store(
        self, new: Sequence[NewArticle], records: Sequence[SourceRecord], remove: Iterable[str] = ()
    ) -> None:
        """Write articles, ledger lines and removals in one transaction.

        An article that is already stored is replaced whole. The passages that the indexes must
        drop or take over stand in `unindexed` until `indexed` takes them off.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._asked() as db:
            for article_id in remove:
                _drop(db, article_id)
                db.execute(sa.delete(holdings).where(holdings.c.article_id == article_id))
            for item in new:
                _drop(db, item.article.id)
                _insert(db, item, now)
            for record in records:
                db.execute(sa.delete(holdings).where(holdings.c.uri == record.uri))
                db.execute(sa.delete(sources).where(sources.c.uri == record.uri))
                db.execute(
                    sources.insert().values(
                        uri=record.uri,
                        fingerprint=record.fingerprint,
                        problems=[list(problem) for problem in record.problems],
                        validators=dict(record.validators),
                        ingested_at=now,
                    )
                )
                if record.article_ids:
                    db.execute(
                        holdings.insert(),
                        [{"uri": record.uri, "article_id": held} for held in record.article_ids],
                    )

    def replace_vectors(self, made: dict[str, Embedded]) -> None:
        """Put other vectors on known passages, and on their sentences: the model was changed."""
        with self._asked() as db:
            changed = (
                passages.update()
                .where(passages.c.id == sa.bindparam("passage"))
                .values(vector=sa.bindparam("new"), sentence_vectors=sa.bindparam("parts"))
            )
            db.execute(
                changed,
                [
                    {"passage": key, "new": packed(one.vector), "parts": one.sentences}
                    for key, one in made.items()
                ],
            )

    def waiting(self) -> list[str]:
        """Ids of passages that the indexes have yet to drop or take over."""
        with self._asked() as db:
            return list(db.scalars(sa.select(unindexed.c.passage_id)))

    def indexed(self, ids: Sequence[str]) -> None:
        """The indexes now agree with the library on these passages."""
        with self._asked() as db:
            for some in _slices(ids):
                db.execute(sa.delete(unindexed).where(unindexed.c.passage_id.in_(some)))


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
    if not is_there:
        raise DataFolderError(
            f"There is no library in {folder}. Run `newsdesk ingest`, or check --data."
        )


def _select_in(
    db: sa.Connection, columns: Any, key: sa.Column[str], ids: Iterable[str]
) -> list[sa.Row[Any]]:
    rows: list[sa.Row[Any]] = []
    for some in _slices(list(ids)):
        rows += db.execute(sa.select(*columns).where(key.in_(some)))
    return rows


def _drop(db: sa.Connection, article_id: str) -> None:
    gone = list(db.scalars(sa.select(passages.c.id).where(passages.c.article_id == article_id)))
    if gone:
        _mark(db, gone)
        db.execute(sa.delete(passages).where(passages.c.article_id == article_id))
    db.execute(sa.delete(articles).where(articles.c.id == article_id))


def _insert(db: sa.Connection, item: NewArticle, now: str) -> None:
    article = item.article
    said = said_by(article) | {"ingested_at": now}
    db.execute(
        articles.insert().values(
            id=article.id,
            address=canonical_url(article.url),
            story=item.story,
            signature=item.signature,
            **said,
        )
    )
    rows: list[dict[str, Any]] = [
        {
            "id": passage.id,
            "article_id": article.id,
            "start": passage.start,
            "end": passage.end,
            "sentences": [list(span) for span in passage.sentences],
            "embedded": made.embedded,
            "vector": packed(made.vector),
            "sentence_vectors": made.sentences,
        }
        for passage, made in zip(item.passages, item.vectors, strict=True)
    ]
    if rows:
        db.execute(passages.insert(), rows)
        _mark(db, [row["id"] for row in rows])


def _mark(db: sa.Connection, ids: Sequence[str]) -> None:
    for some in _slices(ids):
        db.execute(sa.delete(unindexed).where(unindexed.c.passage_id.in_(some)))
    db.execute(unindexed.insert(), [{"passage_id": one} for one in ids])


def _slices(ids: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    """SQL takes a limited number of parameters."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
