"""Whether the later of two values has taken the place of the earlier one."""

import re
from datetime import date

from bot.differ import sameness
from bot.differ.sentences import Told
from bot.differ.values import Value
from ingest.article import Article

APART = 30  # days between articles from which a value has changed rather than been disputed
_REVISED = re.compile(
    r"\b(?:revis|updat|correct|restat|rais|risen|rose|lower|cut|increas|climb|grew|grown|jump|fell|fall|"
    r"delay|postpone|push(?:ed)? back|brought forward|earlier|previous|former|originally|initial|"
    r"instead|succe(?:ed|ss)|replac|t(?:ake|ook)s? over|up from|down from|no longer|now)\w*",
    re.IGNORECASE,
)
# What is taken anew day by day: two days' values are both right.
_SERIES = re.compile(
    r"\b(?:averag\w+|index|cases|infections|hospitali[sz]\w+|jackpots?|contained|containment|"
    r"shares?|stocks?|temperatures?|missing|"
    r"(?:an?|per) (?:gallon|litre|liter|barrel|tonne|ounce|share))\b",
    re.IGNORECASE,
)


def is_update(ours: Told, value: Value, theirs: Told, other: Value) -> tuple[bool, bool]:
    """Whether the later of the two replaces the other, and whether it does no more than that.

    An outlet that says otherwise a day later has updated its own figure; a series goes on, whoever
    tells it. Another outlet's later figure, where it is a higher count or told as revised, is both
    shown as a disagreement and named as the newer one; after APART days it is an update alone.
    """
    gap = days_between(ours.hit.article, theirs.hit.article)
    if not gap:
        return False, False
    outlet = ours.hit.article.source
    same_outlet = bool(outlet) and outlet == theirs.hit.article.source
    clauses = [
        sameness.clause(told.text, one.start, one.end)
        for told, one in ((ours, value), (theirs, other))
    ]
    if same_outlet or abs(gap) > APART or all(map(_SERIES.search, clauses)):
        return True, True
    clause = clauses[gap > 0]
    has_grown = _is_higher(other, value) if gap > 0 else _is_higher(value, other)
    return is_revision(clause) or has_grown, False


def is_revision(text: str) -> bool:
    """Whether `text` has a word for a value that is no longer what it was."""
    return bool(_REVISED.search(text))


def days_between(one: Article, other: Article) -> int:
    """Days from the one's publication to the other's; 0 where that is not known."""
    if len(one.published_at) < 10 or len(other.published_at) < 10:
        return 0
    first, last = (date.fromisoformat(item.published_at[:10]) for item in (one, other))
    return (last - first).days


def _is_higher(newer: Value, older: Value) -> bool:
    """Whether both are counts, and the newer one is the higher."""
    one, other = newer.measure, older.measure
    if not one or not other or one.kind != "count":
        return False
    return float(str(one.value)) > float(str(other.value))
