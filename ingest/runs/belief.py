"""What an article says of itself, and is not believed: the same at ingest and where one looks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice

from ingest.article import Article
from ingest.errors import Remark
from ingest.text import embargo
from ingest.text.dates import is_ahead, moment

LONGEST_EMBARGO = timedelta(days=30)
TOP_LINES = 3  # of a text, in which an embargo stands


def believed(article: Article, uri: str) -> tuple[Article, Remark | None]:
    """The article without a date that is yet to come: nobody would find it until then."""
    if not is_ahead(article.published_at):
        return article, None
    reason = f"is dated {article.published_at}, which is yet to come; kept without a date"
    remark = Remark(f"{uri} ({article.title})", reason)
    return replace(article, published_at="", dated_by=""), remark


def embargoed(article: Article, uri: str) -> Remark | None:
    """What to say of an article that is headed as one not to be published yet; None of others.

    It is stored: whether its readers may have it, nobody but the newsroom knows. One that names a
    day which has come is like any other, and so is one that was published long ago.
    """
    if article.published_at and moment(article.last_day) < datetime.now(UTC) - LONGEST_EMBARGO:
        return None
    top = islice((line for line in article.text.split("\n") if line), TOP_LINES)
    line = next(filter(embargo.is_line, top), article.title)
    if not embargo.begins(line) or embargo.is_over(line):
        return None
    until = f" until {embargo.end(line)}" if embargo.end(line) else ""
    reason = (
        f"is headed as under embargo{until}; it is stored, and answers may quote it: "
        f"`newsdesk remove {article.id}` takes it out"
    )
    return Remark(f"{uri} ({article.title})", reason)
