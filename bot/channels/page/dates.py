"""Dates as a reader of the page meets them: the day, and how long ago that was."""

import calendar
from datetime import date

from ingest.article import Article, in_words

_DAYS = 31  # up to which days are counted, then months
_MONTHS = 24  # and then years


def short(published_at: str) -> str:
    """An ISO date as far as it is known: `23 Jan 2025`, `Jan 2025`, `2025`; "" for ""."""
    if len(published_at) < len("2025-01"):
        return published_at
    name = calendar.month_name[int(published_at[5:7])]
    return in_words(published_at).replace(name, name[:3])


def ago(published_at: str, today: str) -> str:
    """How long before `today` an ISO date was: `today`, `3 days ago`, `22 months ago`.

    "" where there is no date, it is known only as a year, or it lies ahead.
    """
    if len(published_at) < len("2025-01"):
        return ""
    then = Article(id="", title="", text="", published_at=published_at).last_day
    before, now = date.fromisoformat(then), date.fromisoformat(today)
    days = (now - before).days
    if days < 0:
        return ""
    if days < 2 and len(published_at) >= len("2025-01-23"):
        return ("today", "yesterday")[days]
    if days <= _DAYS:
        return _counted(days, "day") if len(published_at) >= len("2025-01-23") else ""
    months = (now.year - before.year) * 12 + now.month - before.month - (now.day < before.day)
    return _counted(months, "month") if months < _MONTHS else _counted(months // 12, "year")


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}{'' if count == 1 else 's'} ago"
