"""How many articles an overview is of: "What happened in March?" is of all that came out in it.

The count is known where nothing but a time, an outlet or an author is named. Of a topic it is not:
which articles are about it is told by likeness alone.
"""

from dataclasses import replace

from bot.question.understanding import Question
from bot.search import rank
from ingest.article import Article
from ingest.limits import Limits
from ingest.store import Store
from ingest.stored import paging

MOST = 500  # articles of an author that are counted


def fitting(store: Store, question: Question) -> int:
    """How many articles an open question without a topic is of; 0 where that is not known.

    Raises:
        DataFolderError: the library did not answer.
    """
    if not _is_countable(question):
        return 0
    limits, database = _limits(question), store.library.database
    if limits is None:
        return 0
    if not question.authors:
        return paging.count(database, limits=limits)
    page = paging.listed(database, limits=limits, authors=question.authors, most=MOST)
    return 0 if page.after else len(page.articles)


def is_of(article: Article, question: Question) -> bool:
    """Whether an article is among those that are counted."""
    limits = _limits(question)
    if limits is None or not _is_countable(question):
        return False
    is_in_time = limits.first_day <= article.published_at[:10] <= (limits.last_day or "~")
    is_by = not question.authors or rank.by(article, (), question.authors)
    return is_in_time and is_by and (not limits.sources or article.source in limits.sources)


def _is_countable(question: Question) -> bool:
    topic, own = question.topic, question.limits
    if topic is None or topic.terms or topic.outlets or topic.speaks:
        return False
    if any(one.of != "recent" for one in question.periods) or own.first_day:
        return True
    # Who wants the latest does not want all of it.
    return not topic.newest and bool(question.outlets or question.authors or own.sources)


def _limits(question: Question) -> Limits | None:
    """The days and outlets that are asked for; None where these are several, or both set twice."""
    own, periods = question.limits, [one for one in question.periods if one.of != "recent"]
    if len(periods) > 1 or (question.outlets and question.authors) or question.elsewhere:
        return None
    if question.outlets and own.sources:
        return None
    period = periods[0] if periods else None
    first = max(own.first_day, period.first_day if period else "")
    last = min(filter(None, (own.last_day, period.last_day if period else "")), default="")
    sources = tuple(question.outlets) or own.sources
    return replace(own, first_day=first, last_day=last, sources=sources)
