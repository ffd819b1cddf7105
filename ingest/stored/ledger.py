"""The ledger: which source was read, with what outcome, and which articles stand in it."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from ingest.stored.database import Database, slices
from ingest.stored.records import SourceRecord
from ingest.stored.tables import holdings, sources


class Ledger:
    """The lines about sources in one library."""

    def __init__(self, database: Database) -> None:
        self._asked = database.asked

    def source(self, uri: str) -> SourceRecord | None:
        """The line of this source, None where it was never read."""
        with self._asked() as db:
            row = db.execute(sa.select(sources).where(sources.c.uri == uri)).first()
            if row is None:
                return None
            held = db.scalars(sa.select(holdings.c.article_id).where(holdings.c.uri == uri))
            return SourceRecord(
                uri=uri,
                fingerprint=row.fingerprint,
                article_ids=tuple(held),
                problems=tuple(map(tuple, row.problems)),
                validators=row.validators,
            )

    def below(self, folder: str) -> list[str]:
        """The sources whose name starts with `folder` and a slash, in order of name."""
        with self._asked() as db:
            inside = sources.c.uri.startswith(f"{folder.rstrip('/')}/", autoescape=True)
            return list(db.scalars(sa.select(sources.c.uri).where(inside).order_by(sources.c.uri)))

    def held_only_by(self, uri: str) -> set[str]:
        """The articles that stand in this source and in no other."""
        other = holdings.alias()
        elsewhere = sa.exists().where(
            other.c.article_id == holdings.c.article_id, other.c.uri != uri
        )
        with self._asked() as db:
            alone = sa.select(holdings.c.article_id).where(holdings.c.uri == uri, ~elsewhere)
            return set(db.scalars(alone))

    def count_held_only_by(self, uris: Sequence[str]) -> int:
        """How many articles stand in these sources and in no other."""
        theirs, held = set(uris), set[str]()
        with self._asked() as db:
            for some in slices(uris):
                inside = sa.select(holdings.c.article_id).where(holdings.c.uri.in_(some))
                held.update(db.scalars(inside))
            for some in slices(list(held)):
                places = sa.select(holdings).where(holdings.c.article_id.in_(some))
                held -= {one.article_id for one in db.execute(places) if one.uri not in theirs}
        return len(held)

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
                for some in slices(own):
                    theirs = (holdings.c.uri == one) & holdings.c.article_id.in_(some)
                    db.execute(sa.delete(holdings).where(theirs))


def write(db: sa.Connection, record: SourceRecord, now: str) -> None:
    """Put one line in the place of the one that stands there."""
    strike(db, record.uri)
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
        rows = [{"uri": record.uri, "article_id": held} for held in record.article_ids]
        db.execute(holdings.insert(), rows)


def strike(db: sa.Connection, uri: str) -> None:
    """Take out a source's line; its articles are not touched."""
    db.execute(sa.delete(holdings).where(holdings.c.uri == uri))
    db.execute(sa.delete(sources).where(sources.c.uri == uri))
