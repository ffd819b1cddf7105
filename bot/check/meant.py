"""Figures that a statement has worked out from its quote's: a day from "on Monday", a sum, a year.

What follows from the quote and the day of its article is not made up.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.check.reading import Reading
from bot.figures.measure import Measure, carries
from bot.figures.moments import When

_THE = re.compile(r"\b(?:of\sthe|the|these|those)\s$", re.IGNORECASE)
_NO_NOUN = re.compile(r"\s*(?:[,.;:)]|$|(?:is|are|was|were|have|had|has|said|say|will)\b)")
_AND = re.compile(r"[^.!?]{1,40}\b(?:and|plus)\s(?:(?:a|an|the|\w+)\s(?:of\s)?){0,2}")
_SPANS = {"hour": 3600, "day": 86400, "week": 7 * 86400, "fortnight": 14 * 86400}
_A_SPAN = re.compile(r"\b(?:an?|the|one)\s(hour|day|week|fortnight)\b", re.IGNORECASE)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_SEASON = re.compile(r"\b(spring|summer|autumn|winter)\s(?:of\s)?$", re.IGNORECASE)
_SEASON_LASTS, _YEAR = timedelta(days=92), timedelta(days=366)


def bears(given: Measure, one: Measure) -> bool:
    """Whether a figure of the quote bears out one of the statement.

    "On 21 October" is Tuesday, where the article is of that week: which year need not be said.
    """
    if carries(given, one):
        return True
    day, theirs = one.value, given.value
    if not isinstance(day, When) or not isinstance(theirs, When) or theirs.near is None:
        return False
    if day.year or not day.day or not day.month:
        return False
    return any(
        carries(given, replace(one, value=replace(day, year=theirs.near.year + years)))
        for years in (0, -1, 1)
    )


def is_counted_up(one: Measure, said: Reading, given: Reading) -> bool:
    """Whether a figure counts what the statement itself has named: "the two", a sum."""
    return _is_both(one, said) or _is_sum(one, said, given) or _is_spelled(one, given)


def _is_spelled(one: Measure, given: Reading) -> bool:
    """Whether a span of time is the quote's "a fortnight"."""
    spans = [_SPANS[found[1].casefold()] for found in _A_SPAN.finditer(given.text)]
    return one.kind == "duration" and one.unit == "s" and any(one.value == span for span in spans)


def _is_both(one: Measure, said: Reading) -> bool:
    """Whether "the two" points to what has been named, and counts nothing."""
    return bool(one.value == 2 and one.kind == "count" and not one.unit) and bool(
        _THE.search(said.text[: one.start]) and _NO_NOUN.match(said.text, one.end)
    )


def _is_sum(one: Measure, said: Reading, given: Reading) -> bool:
    """Whether it is the sum of two other figures of the statement, which are the quote's.

    "152 people: 143 passengers and a crew of nine".
    """
    if not isinstance(one.value, Decimal) or one.exact:
        return False
    parts = [
        (other, other.value)
        for other in said.figures
        if other.unit == one.unit
        and isinstance(other.value, Decimal)
        and any(carries(its, other) for its in given.figures)
    ]
    return any(
        of_a + of_b == one.value
        for n, (a, of_a) in enumerate(parts)
        for b, of_b in parts[n + 1 :]
        if _AND.fullmatch(said.text[a.end : b.start])
    )


def is_season(one: Measure, said: Reading, given: Reading) -> bool:
    """Whether it is the year of a season that the quote names without one: "before spring"."""
    when = one.value
    found = _SEASON.search(said.text[: one.start])
    near = _day(given)
    if not found or near is None or not isinstance(when, When) or not when.year:
        return False
    name = found[1].casefold()
    names = "autumn|fall" if name == "autumn" else name
    theirs = re.search(
        rf"\b(?:(next|last|this)\s)?(?:{names})\b(?!\s(?:of\s)?\d)",
        given.text,
        re.IGNORECASE,
    )
    if not theirs:
        return False
    begins = date(when.year, _SEASONS[name], 1)
    said_how = (theirs[1] or "").casefold()
    if said_how == "last":
        return timedelta(0) < near - begins < _YEAR
    return -_SEASON_LASTS < begins - near < _YEAR


def _day(text: Reading) -> date | None:
    """The day of its article."""
    try:
        return date.fromisoformat(text.day[:10])
    except ValueError:
        return None
