"""The times that a question speaks of, absolute or counted from its "now".

dateparser, which the project has for other languages' dates, was measured on questions first: it
gives points where a question means ranges ("in 2019", "this week"), takes ages and quantities for
dates, and needs 4 ms a question and 0.3 s at start. The rules here are grammar: what a time is
made of, the preposition before it, and what follows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from bot.question import times
from bot.question.days import Days
from bot.question.times import LEFT, Time
from ingest.article import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A range of days that a question names."""

    first_day: str  # `YYYY-MM-DD`, included; "" for an open start ("before June 2023")
    last_day: str  # `YYYY-MM-DD`, included; "" for an open end ("since 2019")
    said: str  # the question's words for it: "this week"
    # "published": when the article came out, or a range around now, in which what happened was also
    # reported. "event": when the thing happened; it may have been reported at any time after, and
    # a plan before. "recent": no more than a wish for the recent, "recently", "in recent years".
    of: Literal["published", "event", "recent"] = "event"


_BEFORE = re.compile(
    r"\b(before|until|till|prior to|through)(?: about| around| the end of)? $", re.I
)
_AFTER = re.compile(
    r"\b(since|after|from|following|starting(?: in| on)?)(?: about| around| early)? $", re.I
)
# What was known by then is asked for: "the toll as of 6 May"; "by" may mean it.
_KNOWN = re.compile(r"\b(as (?:of|at)|by|up to)(?: about| around| the end of)? $", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|shall|going to|expect(?:s|ed)?|plan(?:s|ned)?)\b", re.IGNORECASE)
# Asked of what is so or will be, a month is the next one where that is nearer than the last.
_IS = re.compile(
    r"\b(?:is|are|does|do(?! (?:we|you|they|i)\b)|will|shall|can|should)\b", re.IGNORECASE
)
_WAS = re.compile(
    r"\b(?:did|was|were|had|has|have|won|said|known|"
    r"(?!(?:plann|expect|schedul|suppos|need|open|clos|reopen)ed\b)\w{2,}ed)\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(between|from)(?: about| around)? $", re.IGNORECASE)
_TO = re.compile(r"^ ?(?:and|to|until|till|through|-|–|—) ?$", re.IGNORECASE)
_REPORT = (
    r"reports?|reported|reporting|articles?|stor(?:y|ies)|piece|coverage|covered|published|posted|"
    r"wrote|written|newspaper|edition|issue|column|headlines?|interview"
)
_REPORT_BEFORE = re.compile(rf"\b(?:{_REPORT})\b(?:[^.?!;]|[.?!;](?!\s))*$", re.IGNORECASE)
_REPORT_AFTER = re.compile(
    r"^(?:['’]s)?,? (?:\S{1,30} ){0,2}?(?:articles?|reports?|stor(?:y|ies)|piece|edition|issue|"
    r"coverage|column|headlines?|news(?:paper)?)\b",
    re.IGNORECASE,
)
_SOON = timedelta(days=92)  # in which what is asked about as to come may lie
_FIRST_YEAR, _LAST_YEAR = 1000, 9000  # of a "now" that leaves room for what is counted from it
_NEAR = 160  # characters before a time in which a report that it dates is named


@dataclass(frozen=True, slots=True)
class Spoken:
    """A period and where it stands in the question, its preposition included."""

    period: Period
    span: Span
    # It ends what may be told: "as of" does in any question, "by" where a count or a sum is asked.
    closes: Literal["", "as of", "by"] = ""


def find(text: str, today: str, taken: Sequence[Span] = ()) -> tuple[Spoken, ...]:
    """The periods in `text`, in the order in which it names them, and where.

    Args:
        today: ISO date that "this week" and a month without a year are counted from.
        taken: what is no time, whatever it says: the names of outlets.
    """
    now = date.fromisoformat(today)
    if not _FIRST_YEAR <= now.year <= _LAST_YEAR:
        return ()
    is_ahead = bool(_IS.search(text)) and not _WAS.search(text)
    named = [
        _coming(time, now) if is_ahead else time
        for time in times.find(text, now)
        if not any(one.start < time.end and time.start < one.end for one in taken)
    ]
    found: list[Spoken] = []
    skip = False
    for number, time in enumerate(named):
        if skip:
            skip = False
            continue
        following = named[number + 1] if number + 1 < len(named) else None
        left = text[max(0, time.start - LEFT) : time.start]
        if (
            following
            and (begins := _FROM.search(left))
            and _TO.match(text[time.end : following.start])
        ):
            start = time.start - len(left) + begins.start()
            found.append(_spoken(text, start, following.end, _range(time, following), now, time))
            skip = True
            continue
        if time.is_span and (begins := _FROM.search(left)):
            start = time.start - len(left) + begins.start()
            found.append(_spoken(text, start, time.end, time.days, now, time))
            continue
        found.append(_with_preposition(text, time, left, now))
    return tuple(found)


def closing(spoken: Sequence[Spoken], kind: str) -> Spoken | None:
    """The time up to which articles may tell the answer; None where any may, as of several times.

    Args:
        kind: of answer that is wanted, see `Question.kind`.
    """
    known = {"as of"} | ({"by"} if kind in {"number", "money"} else set())
    return spoken[0] if len(spoken) == 1 and spoken[0].closes in known else None


def _coming(time: Time, now: date) -> Time:
    """A month or a day without its year, which is over, a year on where that is soon and nearer."""
    first, last = time.days
    if not time.loose or not first or not last or last >= now:
        return time
    ahead = _moved(first, first.year + 1), _moved(last, last.year + 1)
    away = ahead[0] - now
    return replace(time, days=ahead) if away < now - last and away <= _SOON else time


def _range(one: Time, other: Time) -> Days:
    """From the first to the last of two times; the first may take its year from the second."""
    first, last = one.days[0], other.days[1]
    if one.loose and not other.loose and first:
        first = _moved(first, other.days[0].year if other.days[0] else first.year)
    if first and last and first > last:
        if one.loose:
            first = _moved(first, first.year - 1)
        else:  # the wrong way round
            first, last = other.days[0], one.days[1]
    return first, last


def _moved(day: date, to: int) -> date:
    return day.replace(year=to, day=min(day.day, 28) if day.month == 2 else day.day)


def _with_preposition(text: str, time: Time, left: str, now: date) -> Spoken:
    first, last = time.days
    start = time.start
    if (known := _KNOWN.search(left)) and not time.vague:
        start -= len(left) - known.start()
        spoken = _spoken(text, start, time.end, (None, last), now, time)
        if known[1].lower().startswith("as"):
            return replace(spoken, closes="as of")
        is_past = first == last and not _AHEAD.search(text)
        return replace(spoken, closes="by" if is_past else "")
    if before := _BEFORE.search(left):
        start -= len(left) - before.start()
        exclusive = before[1].lower() in {"before", "prior to"}
        last = first - timedelta(days=1) if exclusive and first else last
        first = None
    elif after := _AFTER.search(left):
        word = after[1].lower()
        # "the report from 3 March" is that day's, and so is "after the report of 3 March".
        if word != "from" or _is_start(text[: time.start - len(left) + after.start()]):
            start -= len(left) - after.start()
            if word in {"after", "following"} and last:
                first = last + timedelta(days=1)
            last = None
    return _spoken(text, start, time.end, (first, last), now, time)


def _is_start(before: str) -> bool:
    """Whether "from" opens a stretch of time and does not date the noun before it."""
    return not re.search(rf"\b(?:{_REPORT})[ ,]*$", before, re.IGNORECASE)


def _spoken(text: str, start: int, end: int, days: Days, now: date, time: Time) -> Spoken:
    first, last = days
    of: Literal["published", "event", "recent"] = "event"
    if time.vague:
        of = "recent"
    elif (first and last and first <= now <= last) or _dates_a_report(text, start, end, days):
        of = "published"
    return Spoken(
        Period(
            first_day=first.isoformat() if first else "",
            last_day=last.isoformat() if last else "",
            said=text[start:end],
            of=of,
        ),
        Span(start, end),
    )


def _dates_a_report(text: str, start: int, end: int, days: Days) -> bool:
    """Whether the time says when a report came out, by the words around it.

    A report is dated to the day, or has a noun of its own: "cases reported in 2021" is no such.
    """
    if _REPORT_AFTER.match(text[end : end + 80]):
        return True
    before = text[max(0, start - _NEAR) : start]
    if not _REPORT_BEFORE.search(before):
        return False
    first, last = days
    to_the_day = first is not None and last is not None and (last - first).days <= 7
    return to_the_day or bool(
        re.search(r"\b(?:articles?|reports?|stor(?:y|ies)|coverage|piece)\b", before[-60:], re.I)
    )
