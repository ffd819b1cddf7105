"""The articles of a library as lists: filtered, a page at a time, and counted by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ingest.article import Article
from ingest.database import Database
from ingest.limits import Limits
from ingest.records import article_of
from ingest.tables import articles


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list."""

    total: int  # of all pages
    articles: tuple[Article, ...]  # without their texts


class Listing:
    """Reads what `Database` holds; nothing is kept."""

    def __init__(self, database: Database) -> None:
        self._asked = database.asked

    def articles(
        self, *, words: str = "", limits: Limits | None = None, limit: int = 20, offset: int = 0
    ) -> Listed:
        """The newest first, those without a date last.

        Args:
            words: each of them must stand in the headline or the outlet; SQLite folds the case of
                ASCII letters alone.
            limit, offset: how many, after how many.

        Raises:
            DataFolderError: SQLite did not answer.
        """
        wanted = sa.and_(*_conditions(words, limits or Limits()))
        columns = [one for one in articles.c if one.name not in {"text", "signature"}]
        found = (
            sa.select(*columns, sa.literal("").label("text"))
            .where(wanted)
            .order_by(articles.c.published_at == "", articles.c.published_at.desc(), articles.c.id)
            .limit(limit)
            .offset(offset)
        )
        with self._asked() as db:
            total = db.scalar(sa.select(sa.func.count()).select_from(articles).where(wanted)) or 0
            return Listed(total, tuple(article_of(row) for row in db.execute(found)))

    def by_month(self) -> list[tuple[str, str, int]]:
        """(`YYYY-MM`, outlet, how many articles), by month; what has a year alone is left out."""
        month = sa.func.substr(articles.c.published_at, 1, 7)
        counted = (
            sa.select(month, articles.c.source, sa.func.count())
            .where(sa.func.length(articles.c.published_at) >= len("2025-01"))
            .group_by(month, articles.c.source)
            .order_by(month, articles.c.source)
        )
        with self._asked() as db:
            return [(when, outlet, count) for when, outlet, count in db.execute(counted)]


def _conditions(words: str, limits: Limits) -> Sequence[sa.ColumnElement[Any]]:
    found: list[sa.ColumnElement[Any]] = [sa.true()]
    for word in words.split()[:20]:
        pattern = f"%{word.translate(_LITERAL)}%"
        named = (articles.c.title, articles.c.source)
        found.append(sa.or_(*(column.ilike(pattern, escape="\\") for column in named)))
    if limits.sources:
        lower = [name.casefold() for name in limits.sources]
        found.append(sa.func.lower(articles.c.source).in_(lower))
    if limits.first_day:
        found.append(articles.c.published_at >= limits.first_day)
    if limits.last_day:
        found.append(sa.func.substr(articles.c.published_at, 1, 10) <= limits.last_day)
        found.append(articles.c.published_at != "")
    return found


_LITERAL = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})
