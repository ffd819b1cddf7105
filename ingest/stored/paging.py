"""The library's articles in pages, the newest first, and counted: for lists, not for searches."""

import base64
import binascii
import json
from dataclasses import dataclass

import sqlalchemy as sa

from ingest.article import Article
from ingest.limits import Limits
from ingest.stored.database import Database
from ingest.stored.records import article_of
from ingest.stored.tables import articles, passages

MOST_WORDS = 20  # that are looked for; what else is typed makes no difference


@dataclass(frozen=True, slots=True)
class Page:
    """Some articles, and where the next page begins: "" on the last one."""

    articles: tuple[Article, ...]  # without their texts
    after: str


def listed(
    database: Database,
    *,
    limits: Limits = Limits(),  # noqa: B008, it is frozen
    language: str = "",
    title: str = "",
    words: str = "",
    authors: tuple[str, ...] = (),
    after: str = "",
    most: int = 50,
) -> Page:
    """A page of the articles within limits; those without a date come last.

    A page that begins after an article stays where it is when others come in.

    Args:
        title: words that the headline has to hold, as written, in any case of A to Z.
        words: each of them has to stand in the headline or the outlet, likewise.
        authors: one of them has to have written it, as the library spells them; () for anybody.
        after: of the page before, "" for the first.

    Raises:
        ValueError: `after` is none that a page gave.
        DataFolderError: the library did not answer.
    """
    of = articles.c
    columns = [one for one in of if one.name not in {"text", "signature"}]
    wanted = sa.select(*columns, sa.literal("").label("text"))
    wanted = wanted.where(*_conditions(limits, language, title, words))
    if authors:
        said = sa.cast(of.authors, sa.Text)
        wanted = wanted.where(sa.or_(*(_holds(said, json.dumps(name)) for name in authors)))
    wanted = wanted.order_by(of.published_at.desc(), of.id).limit(most + 1)
    if after:
        day, last = _place(after)
        wanted = wanted.where((of.published_at < day) | ((of.published_at == day) & (of.id > last)))
    with database.asked() as db:
        found = [article_of(row) for row in db.execute(wanted)]
    shown = tuple(found[:most])
    more = len(found) > most
    return Page(shown, _after(shown[-1]) if more else "")


def newest_passages(database: Database, *, most: int) -> list[str]:
    """Ids of the passages of the newest articles, in their order.

    Raises:
        DataFolderError: the library did not answer.
    """
    wanted = sa.select(passages.c.id).join(articles, articles.c.id == passages.c.article_id)
    wanted = wanted.order_by(articles.c.published_at.desc(), passages.c.id).limit(most)
    with database.asked() as db:
        return list(db.scalars(wanted))


def count(
    database: Database,
    *,
    limits: Limits = Limits(),  # noqa: B008, it is frozen
    words: str = "",
) -> int:
    """How many articles `listed` has, in all pages."""
    wanted = sa.select(sa.func.count()).select_from(articles)
    with database.asked() as db:
        return db.scalar(wanted.where(*_conditions(limits, "", "", words))) or 0


def by_month(database: Database) -> list[tuple[str, str, int]]:
    """(`YYYY-MM`, outlet, how many articles), by month; what has a year alone is left out."""
    of = articles.c
    month = sa.func.substr(of.published_at, 1, 7)
    counted = (
        sa.select(month, of.source, sa.func.count())
        .where(sa.func.length(of.published_at) >= len("2025-01"))
        .group_by(month, of.source)
        .order_by(month, of.source)
    )
    with database.asked() as db:
        return [(when, outlet, many) for when, outlet, many in db.execute(counted)]


def _conditions(
    limits: Limits, language: str, title: str, words: str
) -> list[sa.ColumnElement[bool]]:
    of = articles.c
    found: list[sa.ColumnElement[bool]] = [sa.true()]
    if limits.first_day:
        found.append(of.published_at >= limits.first_day)
    if limits.last_day:
        # A day's date-times sort behind the day, and before a character above all of theirs.
        found += [of.published_at <= f"{limits.last_day}~", of.published_at != ""]
    if limits.sources:
        # In any case of A to Z, as SQLite folds it.
        found.append(sa.func.lower(of.source).in_(map(sa.func.lower, limits.sources)))
    if language:
        found.append(of.language == language)
    if title:
        found.append(_holds(of.title, title))
    for word in words.split()[:MOST_WORDS]:
        found.append(_holds(of.title, word) | _holds(of.source, word))
    return found


def _holds(column: sa.ColumnElement[str], text: str) -> sa.ColumnElement[bool]:
    if "\0" in text:  # no article has one, and SQLite would compare what stands before it alone
        return sa.false()
    return column.contains(text, autoescape=True)


def _after(article: Article) -> str:
    place = f"{article.published_at}\n{article.id}"
    return base64.urlsafe_b64encode(place.encode("utf-8", "surrogatepass")).decode()


def _place(after: str) -> tuple[str, str]:
    try:
        place = base64.b64decode(after.encode("ascii"), altchars=b"-_", validate=True)
        day, _, article_id = place.decode("utf-8", "strict").partition("\n")
    except (binascii.Error, UnicodeError) as error:
        raise ValueError(after) from error
    if not article_id:
        raise ValueError(after)
    return day, article_id
