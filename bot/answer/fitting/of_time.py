"""What a question that names a time is told: what came out then, and what tells of its days.

"What happened in Northgate in May?" is not answered with June's news. A later article is of that
time as far as one of its sentences names a day of it ("the software arrived on 20 March"). Of a
fact it is enough that an article names the time at all, since it may be told in another sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.figures import moments
from bot.figures.moments import When
from bot.question.days import MONTHS
from bot.question.periods import Period
from bot.search.rank import AFTERMATH, within
from ingest.article import Article

# A time that is told by how far it is from the article's own day: some years away, or next to it.
_AWAY = re.compile(
    r"\b(?:years|decades?|centur(?:y|ies)) (?:ago|earlier|before|later|on)\b|"
    r"\b(?:last|past|next) (?:\w+ )?(?:years|decades?|seasons)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:last|previous|next|following|coming|same) (?:years?|seasons?|spring|summer|autumn|fall|"
    rf"winter|months?|quarters?|weeks?|{'|'.join(sorted(MONTHS))})\b|"
    r"\b(?:year|months?|season|weeks?) (?:ago|earlier|before|later|on)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\w)(?:(?P<year>\d{4})(?:[/–-](?P<to>\d\d))?|['’](?P<short>\d\d))(?!\w)")
_NEXT_TO = 366  # days


def came_out(article: Article, periods: Sequence[Period]) -> bool:
    """Whether it was published in one of the times themselves, not only soon after."""
    return any(within(article, replace(one, of="published")) for one in periods)


def may_tell(article: Article, periods: Sequence[Period]) -> bool:
    """Whether an article in English may tell what happened in one of the times.

    It came out then, or some weeks before or after; or it names the time, or counts back or ahead
    to it. True where nothing is known of either: of an article without a date, and of a time that
    is open at one end.
    """
    known = [one for one in periods if one.of == "event" and one.first_day and one.last_day]
    if not article.last_day or article.language not in {"", "en"} or len(known) < len(periods):
        return True
    return not known or any(_may_tell(article, one) for one in known)


def _may_tell(article: Article, period: Period) -> bool:
    first, last = date.fromisoformat(period.first_day), date.fromisoformat(period.last_day)
    told = date.fromisoformat(article.first_day), date.fromisoformat(article.last_day)
    away = max((told[0] - last).days, (first - told[1]).days)
    text = f"{article.title}\n{article.text}"
    return (
        away <= AFTERMATH
        or _names(text, first, last)
        or bool((_BESIDE if away <= _NEXT_TO else _AWAY).search(text))
    )


def _names(text: str, first: date, last: date) -> bool:
    """Whether a text names the years or the month of some days: "2019", "2018/19", "’19"."""
    for match in _YEAR.finditer(text):
        if match["short"]:
            year = first.year + (int(match["short"]) - first.year) % 100
        else:
            year = int(match["year"])
            if year + 1 == first.year and match["to"] == f"{first.year % 100:02d}":
                return True
        if first.year <= year <= last.year:
            return True
    if (first.year, first.month) != (last.year, last.month):
        return False
    own = (one.capitalize() for one, number in MONTHS.items() if number == first.month)
    return bool(re.search(rf"\b(?:{'|'.join(own)})\b", text))


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
        and (not told or article.last_day >= one.first_day or today <= one.last_day)
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
