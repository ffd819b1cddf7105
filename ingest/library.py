"""The library: the one truth about articles, passages and where they came from.

SQLAlchemy Core over SQLite, so that PostgreSQL can take its place. The indexes are derived from
what stands here. A change and the list of passages that the indexes have yet to take over
(`unindexed`) are written in one transaction, so a crash in between is made good at the next start.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy.dialects.sqlite import insert as upsert

from ingest.article import Article, Passage, Span
from ingest.errors import ArticleNotFound, DataFolderError

Vector = NDArray[np.float32]
SCHEMA = "1"  # raised with every change of the tables below

metadata = sa.MetaData()
facts = sa.Table(  # what the library knows about itself: schema, embedding model
    "facts", metadata, sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text)
)
articles = sa.Table(
    "articles",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False, index=True),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("authors", sa.JSON, nullable=False),
    sa.Column("published_at", sa.Text, nullable=False, index=True),
    sa.Column("dated_by", sa.Text, nullable=False),
    sa.Column("content_hash", sa.Text, nullable=False),
    sa.Column("story", sa.Text, nullable=False, index=True),
    sa.Column("ingested_at", sa.Text, nullable=False),
)
passages = sa.Table(
    "passages",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("article_id", sa.ForeignKey("articles.id"), nullable=False, index=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("sentences", sa.JSON, nullable=False),  # [[start, end], ...] in the article's text
    sa.Column("vector", sa.LargeBinary, nullable=False),  # float32, unit length
)
sources = sa.Table(  # the ledger: what was read, and with what outcome
    "sources",
    metadata,
    sa.Column("uri", sa.Text, primary_key=True),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("problems", sa.JSON, nullable=False),
    sa.Column("ingested_at", sa.Text, nullable=False),
)
holdings = sa.Table(  # which source holds which article; a copy may stand in several
    "holdings",
    metadata,
    sa.Column("uri", sa.Text, primary_key=True),
    sa.Column("article_id", sa.Text, primary_key=True, index=True),
)
unindexed = sa.Table(  # passages that the indexes must drop or take over
    "unindexed", metadata, sa.Column("passage_id", sa.Text, primary_key=True)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPassage:
    """A passage with its article and its vector, as the indexes and the ranking need it."""

    passage: Passage
    article: Article
    story: str
    vector: Vector  # shape (d,), float32, unit length


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArticle:
    """An article ready to be stored, with its passages and one vector for each."""

    article: Article
    story: str
    passages: Sequence[Passage]
    vectors: Vector  # shape (len(passages), d)


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One line of the ledger."""

    uri: str
    fingerprint: str  # changes when the source's bytes, or the way they are parsed, change
    article_ids: tuple[str, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    articles: int
    passages: int
    stories: int


class Library:
    """Open the library in `folder`, made if it is not there and `make` is true.

    Raises:
        DataFolderError: the file is not there, cannot be opened, or is another version's.
    """

    def __init__(self, folder: Path, *, make: bool = True) -> None:
        self.path = folder / "library.sqlite"
        if not make and not self.path.is_file():
            raise DataFolderError(
                f"There is no library in {folder}. Run `newsdesk ingest`, or check --data."
            )
        self._engine = sa.create_engine(
            f"sqlite:///{self.path}", connect_args={"timeout": 30, "check_same_thread": False}
        )
        sa.event.listen(self._engine, "connect", _configure)
        try:
            with self._engine.begin() as db:
                metadata.create_all(db)
                written = db.scalar(sa.select(facts.c.value).where(facts.c.name == "schema"))
                if written is None:
                    db.execute(facts.insert().values(name="schema", value=SCHEMA))
        except sa.exc.DatabaseError as error:
            raise DataFolderError(
                f"The library {self.path} cannot be opened: {error.orig}. "
                "Check the folder's permissions and free space, or restore a backup."
            ) from error
        if written not in {None, SCHEMA}:
            raise DataFolderError(
                f"The library {self.path} has schema {written}, this version reads {SCHEMA}. "
                "Use the version that wrote it, or another --data folder."
            )

    def close(self) -> None:
        self._engine.dispose()

    # ---- facts

    def fact(self, name: str) -> str | None:
        with self._engine.connect() as db:
            return db.scalar(sa.select(facts.c.value).where(facts.c.name == name))

    def set_fact(self, name: str, value: str) -> None:
        with self._engine.begin() as db:
            db.execute(sa.delete(facts).where(facts.c.name == name))
            db.execute(facts.insert().values(name=name, value=value))

    # ---- reading

    def counts(self) -> Counts:
        with self._engine.connect() as db:
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
        with self._engine.connect() as db:
            row = db.execute(sa.select(articles).where(articles.c.id == article_id)).first()
        if row is None:
            raise ArticleNotFound(article_id)
        return _article(row)

    def content_hashes(self, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Of those ids that are stored: id -> (content hash, publication date)."""
        columns = (articles.c.id, articles.c.content_hash, articles.c.published_at)
        return {
            row.id: (row.content_hash, row.published_at)
            for row in self._select_in(columns, articles.c.id, ids)
        }

    def outlets(self) -> list[str]:
        """The outlets that occur, by name."""
        with self._engine.connect() as db:
            found = sa.select(articles.c.source).distinct().order_by(articles.c.source)
            return [name for name in db.scalars(found) if name]

    def newest_date(self) -> str:
        """The latest publication date of any article, "" without one."""
        with self._engine.connect() as db:
            return db.scalar(sa.select(sa.func.max(articles.c.published_at))) or ""

    def passages(self, ids: Iterable[str]) -> dict[str, StoredPassage]:
        """Of those passage ids that are stored: id -> passage, article and vector."""
        rows = self._select_in((passages,), passages.c.id, ids)
        wanted = {row.article_id for row in rows}
        held = {row.id: row for row in self._select_in((articles,), articles.c.id, wanted)}
        whole = {article_id: _article(row) for article_id, row in held.items()}
        return {
            row.id: _stored(row, whole[row.article_id], held[row.article_id].story) for row in rows
        }

    def all_passages(self, batch: int = 1000) -> Iterator[list[StoredPassage]]:
        """Every passage, in order of id, `batch` at a time: what the indexes are rebuilt from."""
        after = ""
        while True:
            with self._engine.connect() as db:
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
            yield [held[passage_id] for passage_id in ids]
            after = ids[-1]

    # ---- the ledger

    def source(self, uri: str) -> SourceRecord | None:
        with self._engine.connect() as db:
            row = db.execute(sa.select(sources).where(sources.c.uri == uri)).first()
            if row is None:
                return None
            held = db.scalars(sa.select(holdings.c.article_id).where(holdings.c.uri == uri))
            return SourceRecord(
                uri=uri,
                fingerprint=row.fingerprint,
                article_ids=tuple(held),
                problems=tuple(row.problems),
            )

    def held_only_by(self, uri: str) -> set[str]:
        """The articles that stand in this source and in no other."""
        other = holdings.alias()
        elsewhere = sa.exists().where(other.c.article_id == holdings.c.article_id, other.c.uri != uri)
        with self._engine.connect() as db:
            alone = sa.select(holdings.c.article_id).where(holdings.c.uri == uri, ~elsewhere)
            return set(db.scalars(alone))

    # ---- writing

    def store(
        self, new: Sequence[NewArticle], records: Sequence[SourceRecord], remove: Iterable[str] = ()
    ) -> None:
        """Write articles, ledger lines and removals in one transaction.

        An article that is already stored is replaced whole. The passages that the indexes must
        drop or take over stand in `unindexed` until `indexed` takes them off.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._engine.begin() as db:
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
                        problems=list(record.problems),
                        ingested_at=now,
                    )
                )
                if record.article_ids:
                    db.execute(
                        holdings.insert(),
                        [{"uri": record.uri, "article_id": held} for held in record.article_ids],
                    )

    def replace_vectors(self, vectors: dict[str, Vector]) -> None:
        """Put other vectors (shape (d,)) on known passages: the model was changed."""
        with self._engine.begin() as db:
            changed = (
                passages.update()
                .where(passages.c.id == sa.bindparam("passage"))
                .values(vector=sa.bindparam("new"))
            )
            db.execute(
                changed, [{"passage": key, "new": _bytes(vector)} for key, vector in vectors.items()]
            )

    def waiting(self) -> list[str]:
        """Ids of passages that the indexes have yet to drop or take over."""
        with self._engine.connect() as db:
            return list(db.scalars(sa.select(unindexed.c.passage_id)))

    def indexed(self, ids: Sequence[str]) -> None:
        """The indexes now agree with the library on these passages."""
        with self._engine.begin() as db:
            for some in _slices(ids):
                db.execute(sa.delete(unindexed).where(unindexed.c.passage_id.in_(some)))

    # ---- inside

    def _select_in(
        self, columns: Any, key: sa.Column[str], ids: Iterable[str]
    ) -> list[sa.Row[Any]]:
        rows: list[sa.Row[Any]] = []
        with self._engine.connect() as db:
            for some in _slices(list(ids)):
                rows += db.execute(sa.select(*columns).where(key.in_(some)))
        return rows


def _configure(connection: Any, _record: Any) -> None:
    """Readers do not wait for a writer, and a committed change survives a crash."""
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _drop(db: sa.Connection, article_id: str) -> None:
    gone = list(db.scalars(sa.select(passages.c.id).where(passages.c.article_id == article_id)))
    if gone:
        _mark(db, gone)
        db.execute(sa.delete(passages).where(passages.c.article_id == article_id))
    db.execute(sa.delete(articles).where(articles.c.id == article_id))


def _insert(db: sa.Connection, item: NewArticle, now: str) -> None:
    article = item.article
    db.execute(
        articles.insert().values(
            id=article.id,
            title=article.title,
            text=article.text,
            source=article.source,
            url=article.url,
            authors=list(article.authors),
            published_at=article.published_at,
            dated_by=article.dated_by,
            content_hash=article.content_hash,
            story=item.story,
            ingested_at=now,
        )
    )
    rows = [
        {
            "id": passage.id,
            "article_id": article.id,
            "start": passage.start,
            "end": passage.end,
            "sentences": [list(span) for span in passage.sentences],
            "vector": _bytes(vector),
        }
        for passage, vector in zip(item.passages, item.vectors, strict=True)
    ]
    if rows:
        db.execute(passages.insert(), rows)
        _mark(db, [row["id"] for row in rows])


def _mark(db: sa.Connection, ids: Sequence[str]) -> None:
    db.execute(
        upsert(unindexed).on_conflict_do_nothing(), [{"passage_id": some} for some in ids]
    )


def _article(row: Any) -> Article:
    return Article(
        id=row.id,
        title=row.title,
        text=row.text,
        source=row.source,
        url=row.url,
        authors=tuple(row.authors),
        published_at=row.published_at,
        dated_by=row.dated_by,
    )


def _stored(row: Any, article: Article, story: str) -> StoredPassage:
    passage = Passage(
        article_id=article.id,
        start=row.start,
        text=article.text[row.start : row.end],
        sentences=tuple(Span(start, end) for start, end in row.sentences),
    )
    vector = np.frombuffer(row.vector, dtype="<f4").astype(np.float32)
    return StoredPassage(passage=passage, article=article, story=story, vector=vector)


def _bytes(vector: Vector) -> bytes:
    return np.ascontiguousarray(vector, dtype="<f4").tobytes()


def _slices(ids: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    """SQL takes a limited number of parameters."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
