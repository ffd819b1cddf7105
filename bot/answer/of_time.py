"""What an open question that names a time is told: what came out then, and what tells of its days.

"What happened in Northgate in May?" is not answered with June's news. A later article is of that
time as far as one of its sentences names a day of it ("the software arrived on 20 March").
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.figures import moments
from bot.figures.moments import When
from bot.question.periods import Period
from bot.search.rank import within
from ingest.article import Article


def came_out(article: Article, periods: Sequence[Period]) -> bool:
    """Whether it was published in one of the times themselves, not only soon after."""
    return any(within(article, replace(one, of="published")) for one in periods)


def names_a_day(sentence: str, article: Article, periods: Sequence[Period], *, today: str) -> bool:
    """Whether a sentence of the article names a day, or a span of days, of one of the times.

    A day without its year is of the year that brings it nearest to the article's, a weekday the
    last one up to it. What began then ("since January") is not of that time alone, and what was
    planned before it is told of a time that is not over yet.
    """
    told = date.fromisoformat(article.last_day) if article.last_day else None
    found = moments.find(sentence, day=article.published_at)
    spans = [
        days
        for start, _, when in found
        if not moments.begins(sentence, start) and (days := _days(when, told))
    ]
    return any(
        one.first_day <= first.isoformat()
        and (not one.last_day or last.isoformat() <= one.last_day)
        for one in periods
        if one.of == "event"
        and (not told or article.last_day >= one.first_day or today <= (one.last_day or today))
        for first, last in spans
    )


def _days(when: When, told: date | None) -> tuple[date, date] | None:
    """The days that are meant, None where that is not known."""
    if when.days or told is None or when.words:
        return when.days
    if when.weekday >= 0:
        day = told - timedelta(days=(told.weekday() - when.weekday) % 7)
        return day, day
    if not when.month:
        return None
    years = (replace(when, year=told.year + beside).days for beside in (-1, 0, 1))
    return min(filter(None, years), key=lambda days: abs((days[0] - told).days), default=None)
