"""What a question that names a time is told: what came out then, and what tells of its days.

"What happened in Northgate in May?" is not answered with June's news. A later article is of that
time as far as one of its sentences names a day of it ("the software arrived on 20 March"). For a
fact an article has to name the time, and a sentence of it may be of the time that it names itself,
else of the last one named before it, else of the article's own.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.answer.fitting.days_told import days_of, out_on, spans
from bot.figures import moments
from bot.question.days import MONTHS
from bot.question.periods import Period
from bot.search.rank import AFTERMATH, within
from ingest.article import Article, Span

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
# A month or a year at one end of a sentence is that of all it says: "In May it carried 8,000",
# "The town had 300 visitors in 2019."
_LONG = "|".join(sorted(one.capitalize() for one in MONTHS if len(one) > 3 or one == "may"))
_WHOLE = rf"(?:in|during|throughout) (?:(?:{_LONG})(?: \d{{4}})?|(?:1[5-9]|20)\d\d)"
_ITS_OWN = re.compile(
    rf"^\W{{0,3}}(?i:{_WHOLE})\b|\b{_WHOLE}[.”\"'’]{{0,3}}$|"
    r"^(?!(?:After|Before|When|Since|As|While|Although|Though|Because|If|Until|Once|[A-Z]\w+(?:ed|ing))"
    rf"\b)(?:[^,;:]|,(?=\d)){{1,200}}?\b{_WHOLE}[,;]"
)
_NEXT_TO = 366  # days
_FEW = 7  # days that an article may tell of without naming them
_FAR = 800  # characters before a sentence in which the time that it is of may be named


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
    named = [
        days
        for start, _, when in moments.find(sentence, day=article.published_at)
        if not moments.begins(sentence, start) and (days := days_of(when, out_on(article)))
    ]
    return any(
        one.first_day <= first.isoformat()
        and (not one.last_day or last.isoformat() <= one.last_day)
        for one in periods
        if one.of == "event"
        and (not article.last_day or article.last_day >= one.first_day or today <= one.last_day)
        for first, last in named
    )


def tells(article: Article, span: Span, periods: Sequence[Period], *, close: bool = False) -> bool:
    """Whether a sentence may tell what was so in one of the times: all may where nothing is known.

    Args:
        close: only if it names the time, or came out on the very days and names no other.
    """
    known = [one for one in periods if one.of == "event" and one.first_day and one.last_day]
    if article.language in {"", "en"} and any(
        _is_of_another(article, span, one) for one in periods
    ):
        return False
    if not known or len(known) < len(periods) or article.language not in {"", "en"}:
        return True
    if not article.last_day and not close:
        return True
    return any(_tells(article, span, one, close=close) for one in known)


def _tells(article: Article, span: Span, period: Period, *, close: bool) -> bool:
    first, last = date.fromisoformat(period.first_day), date.fromisoformat(period.last_day)
    sentence = article.text[span.start : span.end]
    own = spans(sentence, article)
    if _names(sentence, first, last) or any(_meet(days, first, last, close=close) for days in own):
        return True
    is_news = _is_news(article, first, last, close=close)
    if own:  # beside a date within it, something else may be news
        return is_news and not close and not _ITS_OWN.search(sentence.strip())
    if is_news or (not close and _counts(sentence, article, first, last)):
        return True
    before = spans(article.text[max(0, span.start - _FAR) : span.start], article)
    nearest = before[-1:] or spans(article.title, article)
    return any(_meet(days, first, last, close=close) for days in nearest)


def _is_of_another(article: Article, span: Span, period: Period) -> bool:
    """Whether the month asked about goes on yet, and all that a sentence says is of another."""
    if period.of != "published" or period.said.rpartition(" ")[2].lower() not in MONTHS:
        return False
    sentence = article.text[span.start : span.end].strip()
    first, last = date.fromisoformat(period.first_day), date.fromisoformat(period.last_day)
    own = spans(sentence, article) if _ITS_OWN.search(sentence) else []
    return bool(own) and not any(_meet(days, first, last, close=False) for days in own)


def _is_news(article: Article, first: date, last: date, *, close: bool) -> bool:
    """Whether an article came out in those days, or while they were still news.

    Args:
        close: only of a few days, and the day after; in a year more happened.
    """
    if not article.last_day or (close and (last - first).days >= _FEW):
        return False
    end = last + timedelta(days=1 if close else AFTERMATH)
    return article.last_day >= first.isoformat() and article.first_day <= end.isoformat()


def _counts(sentence: str, article: Article, first: date, last: date) -> bool:
    """Whether a sentence counts back or ahead to a time as far off as that."""
    told = date.fromisoformat(article.first_day), date.fromisoformat(article.last_day)
    away = max((told[0] - last).days, (first - told[1]).days)
    return bool((_BESIDE if away <= _NEXT_TO else _AWAY).search(sentence))


def _meet(days: tuple[date, date], first: date, last: date, *, close: bool) -> bool:
    """Whether two spans of days have one in common; `close`: whether the first is in the other."""
    if close:
        return first <= days[0] and days[1] <= last
    return days[0] <= last and first <= days[1]
