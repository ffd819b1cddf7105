"""Dates as articles write them, in seven languages -> what they say of year, month, day, weekday.

Unlike `bot.question.times`, which reads what a question asks for, nothing is guessed: a date
without a year has none, unless the day of the article settles it ("yesterday").
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.figures import months
from bot.figures.numerals import ODD, seen_in

MONTHS = {
    name.lower(): n for names in months.NAMES.values() for n, name in enumerate(names, start=1)
} | {name[:3].lower(): n for n, name in enumerate(months.NAMES["en"], start=1)}
MONTHS |= {"sept": 9, "jänner": 1, "mär": 3, "okt": 10, "dez": 12, "déc": 12, "janv": 1, "févr": 2}
# Also words, or names of people: alone they are a month only behind a preposition.
_ALONE = [*months.NAMES["en"], *(name for name in months.NAMES["de"] if name != "Mai")]
_WEEKDAYS = {
    name: n
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "lunes martes miércoles jueves viernes sábado domingo",
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    )
    for n, name in enumerate(names.split())
}
_NEAR = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_NEAR |= {"heute": 0, "gestern": -1, "aujourd'hui": 0, "aujourd’hui": 0, "hier": -1, "demain": 1}
_NEAR |= {"hoy": 0, "ayer": -1, "mañana": 1}
_GERMAN_HIER = re.compile(r"\b(?:der|die|das|und|ist|nicht)\b", re.IGNORECASE)
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3}
_QUARTERS |= {"4th": 4, "final": 4, "last": 4}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:1\d|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_WD = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
# What stands before a month that has neither day nor year.
_IN = (
    "the in since until till by from last this next during of through im seit bis mid early late"
).split()
_DATE = re.compile(
    rf"""(?<![\w.,$€£/-])(?:
      (?P<iso>{_YEAR}-\d\d-\d\d)(?:T[\d:.]+)?
    | (?P<n1>\d{{1,2}})(?P<nsep>[./])(?P<n2>\d{{1,2}})(?P=nsep)(?P<n3>{_YEAR}|\d\d)
    | (?:(?:{_WD}),?\s(?:the\s|den\s|dem\s|le\s)?)?(?P<da>{_DAY})(?:st|nd|rd|th|er|º|\.)?
        (?:\s?(?:-|–|to|and|bis|und|au|et)\s?(?P<db>{_DAY})(?:st|nd|rd|th|\.)?)?
        \s(?:of\s|de\s|d['’])?(?P<m1>{_MONTH})\b\.?(?:,?\s(?:de\s|del\s)?(?P<y1>{_YEAR}))?
    | (?:(?:{_WD}),?\s)?(?P<m2>{_MONTH})\.?\s(?:the\s)?(?P<d2>{_DAY})(?:st|nd|rd|th)?
        (?:\s?(?:-|–|to|and)\s?(?P<d2b>{_DAY})(?:st|nd|rd|th)?(?!\d))?
        (?![\d:]|[.,]\d|\spercent|%)(?:,?\s(?P<y2>{_YEAR}))?
    | (?P<m3>{_MONTH})\b\.?,?\s(?:of\s|de\s|del\s)?(?P<y3>{_YEAR})
    | (?:the\s)?(?:(?P<qn>{"|".join(_QUARTERS)})\s(?P<qu>quarter|half)
        |(?P<qs>[QH][1-4]))(?:\sof|,)?\s(?P<qy>{_YEAR})
    | (?P<dec>(?:1[5-9]|20)\d0)['’]?(?:s|er)\b
    | (?P<near>{"|".join(_NEAR)})\b
    | (?P<w>last|this|next)\s(?P<u>week|month|year)\b
    | (?P<wd>{_WD})\b
    | (?:{"|".join(_IN)})[\s-](?P<m4>{"|".join(_ALONE)})\b(?!\s(?-i:[A-Z\d]))
    | (?P<y0>{_YEAR})
    )(?![\w%])(?!-\d)(?![.,]\d)""",
    re.VERBOSE | re.IGNORECASE,
)
# Where a date may begin: at a digit, or at one of these words.
_FIRST = re.compile(r"(?<![\w.,$€£/-])(?:\d|[^\W\d_]+)")
_OPENS = frozenset({*_WEEKDAYS, *MONTHS, *_QUARTERS, *_NEAR, *_IN, "aujourd", "q", "h"})
# One of these words stands in every date without a digit.
_TELLS = frozenset(
    {*_WEEKDAYS, *map(str.lower, _ALONE), "week", "month", "year", "aujourd", *_NEAR}
)
_SINCE = re.compile(r".{0,6}?\bsince\s", re.IGNORECASE | re.DOTALL)
# A year that counts or measures something is none: "2000 metres", "1500 people".
_COUNTED = re.compile(
    r"\s?(?:[-\s]?(?:m|km|kg|metres?|meters?|miles?|people|euros?|dollars?|pounds?|years?|percent|"
    r"per\scent|million|billion|feet|votes?|jobs|homes|troops|soldiers|tonnes?|tons?|hours|"
    r"minutes|seconds|employees|workers|cases|deaths|square|Menschen|Euro|personnes)\b|%)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class When:
    """What a date says; 0 for what it leaves open."""

    year: int = 0
    month: int = 0  # 1..12
    day: int = 0  # 1..31
    weekday: int = -1  # 0 is Monday; -1 where it is not the weekday that is named
    months: int = 1  # that it lasts from `month` on, where no day is named: 3 for a quarter
    years: int = 1  # 10 for a decade
    either: bool = False  # 3/4/2025: day and month may be the other way round
    near: date | None = None  # the article's day, where it is only a weekday
    words: str = ""  # "last week", where no day of the article settles it

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day that it may mean; None without a year."""
        if not self.year:
            return None
        try:
            if self.day:
                return (date(self.year, self.month, self.day),) * 2
            last_year, last = self.year + self.years - 1, 12
            if self.month:
                last_year, last = self.year, self.month + self.months - 1
            end = calendar.monthrange(last_year, last)[1]
            return date(self.year, self.month or 1, 1), date(last_year, last, end)
        except ValueError:
            return None  # 30 February


def find(text: str, day: str = "") -> Iterator[tuple[int, int, When]]:
    """Each date in `text`: start, end, what it says; two for a range of days.

    Args:
        day: the article's, ISO; as far as it is known it settles "yesterday" and "last year".
    """
    if not seen_in(text, _TELLS):
        return
    told = _told(day)
    for match in _dates(text):
        for when in _read(match, told):
            yield match.start(), match.end(), when


def _dates(text: str) -> Iterator[re.Match[str]]:
    """As `_DATE.finditer`, which tries its hundred words at every place: four times as long."""
    if ODD.search(text):
        yield from _DATE.finditer(text)
        return
    end = 0
    for first in _FIRST.finditer(text):
        may_open = first[0].isdecimal() or first[0].lower() in _OPENS
        if first.start() < end or not may_open:
            continue
        if match := _DATE.match(text, first.start()):
            yield match
            end = match.end()


def begins(text: str, start: int) -> bool:
    """Whether the date at `start` is that from which on something lasts: "since January"."""
    return bool(_SINCE.match(text, max(0, start - len("since ")), start + len("since ")))


def agree(a: When, b: When) -> bool:
    """Whether both may be one time: nothing that the one says contradicts the other."""
    if a.words or b.words:
        return a.words == b.words
    if a.weekday >= 0 or b.weekday >= 0:
        return _on_weekday(a, b) or _on_weekday(b, a)
    if a.either and a.day:
        turned = replace(a, either=False, day=a.month, month=a.day)
        if agree(turned, b):
            return True
    if b.either and b.day:
        return agree(b, replace(a, either=False)) if not a.either else a == b
    if (one := a.days) and (other := b.days):
        return one[0] <= other[1] and other[0] <= one[1]
    same_month = not a.month or not b.month or a.month == b.month
    same_day = not a.day or not b.day or a.day == b.day
    return same_month and same_day and (not a.year or not b.year or a.year == b.year)


def covers(said: When, given: When) -> bool:
    """Whether `given` carries `said`: they agree, and `said` is no more precise.

    A year that only `said` has may come from elsewhere: an article seldom repeats its own.
    """
    if not agree(said, given):
        return False
    if said.weekday >= 0 or given.weekday >= 0:
        return True
    return (not said.day or bool(given.day)) and (not said.month or bool(given.month))


def _on_weekday(a: When, b: When) -> bool:
    if a.weekday < 0:
        return False
    if b.weekday >= 0:
        return a.weekday == b.weekday
    if not (days := b.days) or not b.day:
        return False
    close = a.near is None or abs((days[0] - a.near).days) <= 8
    return days[0].weekday() == a.weekday and close


def _told(day: str) -> date | None:
    try:
        return date.fromisoformat(day[:10])
    except ValueError:
        return None  # only its month or year is known, or nothing


def _read(match: re.Match[str], told: date | None) -> list[When]:
    part = match.groupdict()
    if part["iso"]:
        year, month, day = (int(one) for one in part["iso"].split("-"))
        return _valid(When(year, month, day))
    if part["n1"]:
        return _valid(_numeric(int(part["n1"]), int(part["n2"]), int(part["n3"]), part["nsep"]))
    if part["m1"] or part["m2"]:
        name, said = part["m1"] or part["m2"], int(part["y1"] or part["y2"] or 0)
        days = (part["da"], part["db"]) if part["m1"] else (part["d2"], part["d2b"])
        month = MONTHS[name.lower()]
        # "may 3" and "mar 3" in lower case are words; "im 12 mai" is none.
        if name[0].islower() and part["m2"]:
            return []
        return [one for day in days if day for one in _valid(When(said, month, int(day)))]
    if part["m3"]:
        return [When(int(part["y3"]), MONTHS[part["m3"].lower()])]
    if part["qy"]:
        short = part["qs"] or ""
        half = (part["qu"] or "").lower() == "half" or short[:1].upper() == "H"
        number = int(short[1]) if short else _QUARTERS[part["qn"].lower()]
        length = 6 if half else 3
        number = min(number, 12 // length)
        return [When(int(part["qy"]), (number - 1) * length + 1, months=length)]
    if part["dec"]:
        return [When(int(part["dec"]), years=10)]
    if part["near"]:
        return _near(match, part["near"].lower(), told)
    if part["u"]:
        return [_relative(part["w"].lower(), part["u"].lower(), told)]
    if part["wd"]:
        name = part["wd"]
        known_small = name.lower() in {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}
        if name[0].islower() and not (known_small or name.lower() in _SPANISH):
            return []
        return [When(weekday=_WEEKDAYS[name.lower()], near=told)]
    if name := part["m4"]:
        return [When(month=MONTHS[name.lower()])] if name[0].isupper() else []
    if _COUNTED.match(match.string, match.end()):
        return []
    return [When(int(part["y0"]))]


_SPANISH = frozenset("lunes martes miércoles jueves viernes sábado domingo dimanche".split())


def _numeric(first: int, second: int, year: int, mark: str) -> When:
    if year < 100:
        year += 2000 if year < 70 else 1900
    if mark == "." or first > 12:
        return When(year, second, first)
    return When(year, first, second, either=first != second and second <= 12)


def _valid(when: When) -> list[When]:
    """A date that a calendar has, else nothing."""
    try:
        date(when.year or 2024, when.month, when.day)
    except ValueError:
        return []
    return [when]


def _near(match: re.Match[str], word: str, told: date | None) -> list[When]:
    if word == "hier" and _GERMAN_HIER.search(match.string):
        return []
    if told is None:
        return [When(words=f"day {_NEAR[word]}")]
    found = told + timedelta(days=_NEAR[word])
    return [When(found.year, found.month, found.day)]


def _relative(which: str, unit: str, told: date | None) -> When:
    back = {"this": 0, "next": 1}.get(which, -1)
    if told is None or unit == "week":
        return When(words=f"{unit} {back}")
    if unit == "year":
        return When(told.year + back)
    number = told.year * 12 + told.month - 1 + back
    return When(number // 12, number % 12 + 1)
