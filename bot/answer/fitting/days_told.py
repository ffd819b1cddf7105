"""The days that the words of an article name, counted from the day it came out on."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.figures import moments
from bot.figures.moments import When
from bot.question.days import Days, ago, this_or_last
from ingest.article import Article

_Span = tuple[date, date]
# What is counted from the article's day in a unit that moments.py leaves open.
_COUNTED = re.compile(
    r"\b(?:(?P<which>this|last|past|previous|next)\s"
    r"(?P<unit>week|quarter|weekend|decade|spring|summer|autumn|fall|winter)|"
    r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s"
    r"(?P<units>days?|weeks?|months?|years?)\sago)\b",
    re.IGNORECASE,
)
_SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})
# What is to come: a weekday beside it is the next one.
_AHEAD = re.compile(
    r"\b(?:will|would|shall|due|set|expect\w*|schedul\w+|forecasts?|warnings?|plan(?:s|ned)?|"
    r"until|till|ahead|(?:is|are|was|were) to|(?:begin|open|start|close|end|come)s?(?: out)? on|"
    r"takes? place)\b|\bnext [A-Z]|\bfor [A-Z][a-z]+day\b"
)
_IF = re.compile(r"\b(?:if|unless)\b", re.IGNORECASE)
_FROM = frozenset({"since", "from", "after"})
_OPEN = re.compile(
    rf"\b(?P<word>{'|'.join(_FROM)}|until|till|by|before)\s(?:\w+\s){{0,2}}$", re.IGNORECASE
)
_LEFT = 20  # characters before a time that such a word is looked for in


def out_on(article: Article) -> date | None:
    """The last day on which it may have come out; None where nothing is known of it."""
    return date.fromisoformat(article.last_day) if article.last_day else None


def is_ahead(text: str) -> bool:
    """Whether a sentence has words of what is to come."""
    return bool(_AHEAD.search(text))


def spans(text: str, article: Article) -> list[_Span]:
    """The days that a text of the article names, in its order, each from the first to the last.

    "Since May" goes on, and "until May" began before; a weekday of what is to come is both the last
    and the next one, as it may be either.
    """
    told, found = out_on(article), list[tuple[int, _Span]]()
    for start, when in _named(text, article):
        days = _resolved(when, told)
        if days is None:
            continue
        if opens := _OPEN.search(text[max(0, start - _LEFT) : start]):
            days = _opened(opens["word"].casefold(), days, told)
        elif isinstance(when, When) and when.weekday >= 0 and is_ahead(text):
            found.append((start, (days[0] + timedelta(days=7), days[1] + timedelta(days=7))))
        found.append((start, days))
    return [days for _, days in sorted(found)]


def _opened(word: str, days: _Span, told: date | None) -> _Span:
    """The days from or up to a time; what has been so since then was so on the article's day."""
    if word == "since":
        return days[0], max(told or date.max, days[0])
    if word in _FROM:
        return days[0], date.max
    return min(days[0], told or days[0]), days[1]


def is_over(text: str, article: Article, today: str) -> bool:
    """Whether a sentence tells what is to come, or may, and all dates in it are over today.

    Args:
        today: ISO.
    """
    told = out_on(article)
    if told is None or not (is_ahead(text) or is_condition(text)):
        return False
    named = [
        days[1]
        for _, _, when in moments.find(text, day=article.published_at)
        if when.weekday < 0 and (days := days_of(when, told))
    ]
    return bool(named) and all(told < one and one.isoformat() < today for one in named)


def is_condition(text: str) -> bool:
    """Whether a sentence tells what is so only if something comes."""
    return bool(_IF.search(text))


def days_of(when: When, told: date | None) -> _Span | None:
    """The days that a date of an article means; None where that is not known.

    One without its year is of the year that brings it nearest to the article's day, a weekday the
    last one up to it.
    """
    if when.days or told is None or when.words:
        return when.days
    if when.weekday >= 0:
        day = told - timedelta(days=(told.weekday() - when.weekday) % 7)
        return day, day
    if not when.month:
        return None
    years = (replace(when, year=told.year + beside).days for beside in (-1, 0, 1))
    return min(filter(None, years), key=lambda days: abs((days[0] - told).days), default=None)


def _named(text: str, article: Article) -> Iterator[tuple[int, When | re.Match[str]]]:
    for start, _, when in moments.find(text, day=article.published_at):
        if not when.words:
            yield start, when
    for match in _COUNTED.finditer(text):
        yield match.start(), match


def _resolved(when: When | re.Match[str], told: date | None) -> _Span | None:
    if isinstance(when, When):
        return days_of(when, told)
    if told is None:
        return None
    days: Days | None
    if when["count"]:
        days = ago(when["count"], when["units"], told, around=True)
    else:
        days = this_or_last(when["which"], when["unit"], told)
    if not days or not days[0] or not days[1]:
        return None
    return days[0], days[1]
