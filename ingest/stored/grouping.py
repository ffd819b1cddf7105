"""The stories in the library: which articles are copies of one another, kept up to date.

A story is what hangs together by `stories.same`, named by the smallest id in it. Two articles are
compared when they share a band and stand within WINDOW of each other there, in order of the day
of publication and the id: so an article is compared with a bounded number of others, however many
say nearly the same, and the stories depend on what is stored alone, never on the order in which
it came. `join` and `leave` keep what hangs together in one story; where something may have fallen
apart they return articles of that story, for `settle` to divide at the end of the transaction.
"""

import functools
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from ingest.article import Article
from ingest.stored.database import slices
from ingest.stored.tables import articles, bands
from ingest.text import stories

WINDOW = 16  # neighbours on either side that an article is compared with, in each of its bands
_HASH, _DAY = 8, 4  # bytes of a key in `bands`: the band, then the day


@dataclass(frozen=True, slots=True)
class _Signed:
    """What an article is told by."""

    signature: bytes
    first: int  # the days it can have been published on, as ordinals; 0 where unknown
    last: int

    @classmethod
    def of(cls, signature: bytes, published_at: str) -> "_Signed":
        when = Article(id="", title="", text="", published_at=published_at)
        try:
            days = [date.fromisoformat(day) for day in (when.first_day, when.last_day)]
        except ValueError:  # none, or none that there is
            return cls(signature, 0, 0)
        return cls(signature, *(day.toordinal() for day in days))

    def same(self, other: "_Signed") -> bool:
        days = max(self.first - other.last, other.first - self.last, 0)
        unknown = not (self.first and other.first)
        return stories.same(self.signature, other.signature, days=0 if unknown else days)

    @property
    def keys(self) -> list[bytes]:
        """Under which the article stands in `bands`, next to those of nearly the same day."""
        day = self.first.to_bytes(_DAY, "big")
        return [band + day for band in stories.bands(self.signature)]


@dataclass(frozen=True, slots=True)
class _Window:
    """The neighbours of an article in one band, nearest first."""

    before: list[str]
    after: list[str]

    @property
    def straddling(self) -> list[tuple[str, str]]:
        """The pairs that are within WINDOW of each other without the article, and not with it."""
        return [
            (one, self.after[WINDOW - 1 - place])
            for place, one in enumerate(self.before)
            if WINDOW - 1 - place < len(self.after)
        ]


def join(db: sa.Connection, article_id: str, signature: bytes, published_at: str) -> set[str]:
    """Take a new article into its story; it was inserted with its own id as `story`.

    Returns:
        Ids for `settle`.
    """
    own = _Signed.of(signature, published_at)
    if not (keys := own.keys):
        return set()
    db.execute(bands.insert(), [{"band": key, "article_id": article_id} for key in keys])
    windows = _windows(db, keys, article_id)
    known = _known(db, {one for window in windows for one in (*window.before, *window.after)})
    near = {one for one, (signed, _) in known.items() if own.same(signed)}
    parted = set[str]()
    for pair in {pair for window in windows for pair in window.straddling}:
        (one, story), (other, others) = (known[member] for member in pair)
        # Both may still hang together by way of the new one.
        if story == others and not near.issuperset(pair) and one.same(other):
            parted.update(pair)
    if near:
        _unite(db, {article_id, *near})
    return parted


def leave(db: sa.Connection, article_id: str) -> set[str]:
    """Take an article, yet to be deleted, out of its story.

    Returns:
        Ids for `settle`.
    """
    known = _known(db, {article_id})
    if article_id not in known:
        return set()
    own, story = known[article_id]
    others = sa.select(articles.c.id).where(articles.c.story == story, articles.c.id != article_id)
    loose = set(db.scalars(others))
    pairs = {pair for window in _windows(db, own.keys, article_id) for pair in window.straddling}
    db.execute(sa.delete(bands).where(bands.c.article_id == article_id))
    known = _known(db, {one for pair in pairs for one in pair})
    for pair in pairs:  # neighbours from now on
        if known[pair[0]][0].same(known[pair[1]][0]):
            _unite(db, pair)
    return loose


def settle(db: sa.Connection, loose: Collection[str]) -> None:
    """Divide the stories of these articles, if they hang together no longer."""
    unsettled = {story for _, story in _known(db, loose).values()}
    for story in sorted(unsettled):
        members = set(db.scalars(sa.select(articles.c.id).where(articles.c.story == story)))
        known = _known(db, members)
        while members:
            reached = [members.pop()]
            for article_id in reached:  # grows while it is read
                own, _ = known[article_id]
                windows = _windows(db, own.keys, article_id)
                beside = {one for window in windows for one in (*window.before, *window.after)}
                new = {one for one in beside & members if own.same(known[one][0])}
                members -= new
                reached += new
            _name(db, reached, min(reached))


def _unite(db: sa.Connection, ids: Collection[str]) -> None:
    known = _known(db, ids)
    held = {story for _, story in known.values()}
    name = db.scalar(sa.select(sa.func.min(articles.c.id)).where(articles.c.story.in_(held)))
    others = articles.c.story.in_(held - {name})
    db.execute(articles.update().where(others).values(story=name))


def _name(db: sa.Connection, ids: Iterable[str], name: str) -> None:
    for some in slices(sorted(ids)):
        own = articles.c.id.in_(some) & (articles.c.story != name)
        db.execute(articles.update().where(own).values(story=name))


def _known(db: sa.Connection, ids: Collection[str]) -> dict[str, tuple[_Signed, str]]:
    """Of those that are stored: id -> (what it is told by, its story)."""
    columns = (articles.c.id, articles.c.signature, articles.c.published_at, articles.c.story)
    return {
        row.id: (_Signed.of(row.signature, row.published_at), row.story)
        for some in slices(sorted(ids))
        for row in db.execute(sa.select(*columns).where(articles.c.id.in_(some)))
    }


def _windows(db: sa.Connection, keys: list[bytes], article_id: str) -> list[_Window]:
    """The neighbours of an article in each of its bands; those without any are left out."""
    values: dict[str, Any] = {"own": article_id}
    for number, key in enumerate(keys):
        band = key[:_HASH]
        values |= {f"key{number}": key, f"from{number}": band, f"to{number}": band + b"\xff" * _DAY}
    found: dict[int, _Window] = {}
    rows = db.execute(_neighbours(len(keys), WINDOW), values).all() if keys else []
    for row in sorted(rows, key=lambda row: (row.band, row.article_id)):
        window = found.setdefault(row.number, _Window([], []))
        beyond = (row.band, row.article_id) > (keys[row.number], article_id)
        (window.after if beyond else window.before).append(row.article_id)
    for window in found.values():
        window.before.reverse()
    return list(found.values())


@functools.lru_cache(maxsize=4)
def _neighbours(count: int, window: int) -> sa.TextClause:
    """One statement for all bands: asked one by one they would take most of the time."""
    sides = [(">=", "from", "<", "DESC"), ("<=", "to", ">", "ASC")]
    parts = [
        f"SELECT * FROM (SELECT {number} AS number, band, article_id FROM bands "  # noqa: S608  # nosec B608
        f"WHERE band {inside} :{end}{number} AND (band, article_id) {beyond} (:key{number}, :own) "
        f"ORDER BY band {order}, article_id {order} LIMIT {window}) AS {end}_{number}"
        for number in range(count)
        for inside, end, beyond, order in sides
    ]
    return sa.text(" UNION ALL ".join(parts))
