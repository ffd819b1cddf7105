"""What an article says of itself, and is not believed: the same at ingest and where one looks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice

from ingest.article import Article, in_words
from ingest.errors import Remark
from ingest.text import embargo
from ingest.text.dates import is_ahead, moment

LONGEST_EMBARGO = timedelta(days=30)
DAY = "2025-01-23"
TOP_LINES = 3  # of a text, in which an embargo stands


def believed(article: Article, uri: str) -> tuple[Article, Remark | None]:
    """The article without a date that is yet to come: nobody would find it until then."""
    if not is_ahead(article.published_at):
        return article, None
    reason = f"is dated {article.published_at}, which is yet to come; kept without a date"
    remark = Remark(f"{uri} ({article.title})", reason)
    return replace(article, published_at="", dated_by=""), remark


def embargoed(article: Article) -> str | None:
    """Until which day an article is not to be published, by what it is headed as.

    "" where it does not say; None of one that may be published: the day has come, or nothing names
    one and the article is a month old.
    """
    top = islice((line for line in article.text.split("\n") if line), TOP_LINES)
    headed = (one for one in top if embargo.is_line(one) or len(embargo.until(one)) >= len(DAY))
    line = next(headed, article.title)
    if not embargo.begins(line) or embargo.is_over(line):
        return None
    if day := embargo.end(line):
        return day
    is_old = article.published_at and moment(article.last_day) < datetime.now(UTC) - LONGEST_EMBARGO
    return None if is_old else ""


def early(article: Article, uri: str, *, withhold: bool) -> tuple[str, Remark | None]:
    """Until which day an article is left out, "" for one that is stored, and what to say of it.

    Where it names no day, nobody but the newsroom knows when its readers may have it.
    """
    if (day := embargoed(article)) is None:
        return "", None
    until = f" until {in_words(day)}" if day else ""
    if day and withhold:
        reason = (
            f"is headed as under embargo{until}, and left out; an ingest on that day or later "
            "takes it in (ingest.withhold_embargoed: false takes it now)"
        )
    else:
        day, reason = (
            "",
            (
                f"is headed as under embargo{until}; it is stored, and answers may quote it: "
                f"`newsdesk remove {article.id}` takes it out"
            ),
        )
    return day, Remark(f"{uri} ({article.title})", reason)
