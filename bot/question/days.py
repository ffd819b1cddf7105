"""Calendar arithmetic for the times that a question speaks of: words -> (first day, last day)."""

import calendar
from datetime import date, timedelta

Days = tuple[date | None, date | None]  # both included, None for an open end

_LONG = [name.lower() for name in calendar.month_name]
MONTHS = {name: number for number, name in enumerate(_LONG) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
# Weekdays and months in full: capitals that are no name.
TIME_NAMES = frozenset(_LONG[1:]) | frozenset(name.lower() for name in calendar.day_name)
AMBIGUOUS = {"may", "march", "april", "june", "august"}  # also names of people, or words
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first month
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}
_COUNTS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"a": 1, "an": 1, "couple of": 2, "few": 3, "several": 5, "many": 10}
_LENGTHS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365, "weekend": 7}
_LENGTHS["decade"] = 3650
_WEEKDAYS = [name.lower() for name in calendar.day_name]
_SATURDAY = 5


def day_of(iso: str) -> Days | None:
    try:
        return (date.fromisoformat(iso),) * 2
    except ValueError:
        return None


def year(first: int, last: int = 0) -> Days:
    return date(first, 1, 1), date(last or first, 12, 31)


def _months(of: int, first: int, count: int) -> Days:
    """`count` months from month `first` of a year; months past December are the next year's."""
    last_year, last_month = of + (first + count - 2) // 12, (first + count - 2) % 12 + 1
    end = calendar.monthrange(last_year, last_month)[1]
    return date(of, first, 1), date(last_year, last_month, end)


def month(name: str, said_year: str | None, now: date, day: int = 0) -> Days | None:
    """A month, or a day of it; without a year, the last that has begun by `now`."""
    number = MONTHS[name.lower()]
    try:
        if said_year:
            found = date(int(said_year), number, day or 1)
        else:
            candidates = (_day(of, number, day or 1) for of in range(now.year, now.year - 5, -1))
            found = next(one for one in candidates if one and one <= now)
    except (ValueError, StopIteration):
        return None
    return (found, found) if day else _months(found.year, number, 1)


def _day(of: int, number: int, day: int) -> date | None:
    try:
        return date(of, number, day)
    except ValueError:
        return None  # 29 February, most years


def span_of(name: str, said_year: str | None, now: date, first: int, last: int) -> Days | None:
    """From one day of a month to another; from one of the month before where it is the later."""
    ends = month(name, said_year, now, day=last)
    if not ends or not ends[1]:
        return None
    end = ends[1]
    start = _day(end.year, end.month, first)
    if start and start > end:
        start = _day(end.year - (end.month == 1), (end.month - 2) % 12 + 1, first)
    return (start, end) if start else None


def share_of(days: Days | None, which: str, unit: str) -> Days | None:
    """Of a month, the "second" "week", "half" or "weekend"; its "beginning", "middle" or "end"."""
    first, last = days or (None, None)
    if first is None or last is None:
        return days
    which = which.lower()
    number = _ORDER.get(which, int(which[0]) if which[0].isdigit() else None)
    if not unit:
        share = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}.get(which)
        return part_of(days, share) if share else None
    if number is None or (unit == "half" and number > 2):
        return None
    if unit == "half":
        middle = first.replace(day=15)
        return (first, middle) if number == 1 else (middle + timedelta(days=1), last)
    # A week ends with its last day, a weekend begins with its Saturday.
    length = _LENGTHS["week"] if unit == "week" else 2
    if unit == "weekend":
        first += timedelta(days=(_SATURDAY - first.weekday()) % 7)
        last -= timedelta(days=(last.weekday() - _SATURDAY - 1) % 7)
    if not number:
        return last - timedelta(days=length - 1), last
    start = first + timedelta(days=7 * (number - 1))
    return start, start + timedelta(days=length - 1)


def quarter(order: str, unit: str, short: str, of: int) -> Days | None:
    """ "first", "quarter" or "Q1" of a year; "second", "half" or "H2"."""
    if short:
        unit, number = ("quarter" if short[0].upper() == "Q" else "half"), int(short[1])
    else:
        number = _ORDER[order.lower()] if order.lower() in _ORDER else int(order[0])
    each = 3 if unit.lower() == "quarter" else 6
    number = number or 12 // each
    return _months(of, (number - 1) * each + 1, each) if number <= 12 // each else None


def season(name: str, of: int) -> Days:
    """A season of the northern half of the earth; the winter of 2021 ends in 2022."""
    return _months(of, _SEASONS[name.lower()], 3)


def decade(said: str, now: date) -> Days:
    """ "1990" or "'90": ten years, those of the last century that has had them."""
    number = int(said.strip("'’"))
    if number < 100:
        number += now.year // 100 * 100
        number -= 100 if number > now.year else 0
    return year(number, number + 9)


def part_of(days: Days | None, share: str | None) -> Days | None:
    """The early, middle or late third."""
    if not days or not share or not days[0] or not days[1]:
        return days
    third = ((days[1] - days[0]) + timedelta(days=1)) / 3
    share = share.lower().removesuffix("er").replace("earli", "early")
    number = ("early", "mid", "late").index({"lat": "late"}.get(share, share))
    last = days[1] if number == 2 else days[0] + third * (number + 1)
    return days[0] + third * number, last


def ago(count: str, unit: str, now: date, *, around: bool = False) -> Days:
    """The last so many days, weeks, months or years; with `around`, the time so long ago."""
    number = _COUNTS[count.lower()] if count.lower() in _COUNTS else int(count)
    length = _LENGTHS[unit.lower().rstrip("s")]
    first = date.fromordinal(max(now.toordinal() - number * length, 1))
    if not around:
        return first, now
    slack = timedelta(days={1: 0, 7: 4}.get(length, length // 2))
    earliest = date.fromordinal(max(first.toordinal() - slack.days, 1))
    return earliest, min(first + slack, now)


def weekday(name: str, now: date) -> Days:
    """The last such day before now, or now."""
    back = (now.weekday() - _WEEKDAYS.index(name.lower())) % 7
    return (now - timedelta(days=back),) * 2


def this_or_last(which: str, unit: str, now: date) -> Days | None:
    """Up to now from a week ago for "this week", as newspapers say it; else a whole one."""
    which, unit = which.lower(), unit.lower()
    if which in {"past", "the past"} or (which == "the last" and unit in _LENGTHS):
        return ago("one", unit, now) if unit in _LENGTHS else this_or_last("last", unit, now)
    back = {"this": 0, "next": -1}.get(which, 1)
    if unit == "week":
        return _week(now, back)
    if unit == "weekend":
        saturday = now - timedelta(days=(now.weekday() - 5) % 7)
        saturday -= timedelta(days=7 * (back if back < 1 or saturday + timedelta(1) >= now else 0))
        return saturday, saturday + timedelta(days=1)
    if unit == "month":
        number = now.year * 12 + now.month - 1 - back
        return _months(number // 12, number % 12 + 1, 1)
    if unit == "quarter":
        number = now.year * 4 + (now.month - 1) // 3 - back
        return _months(number // 4, number % 4 * 3 + 1, 3)
    if unit == "year":
        return year(now.year - back)
    if unit == "decade":
        return decade(str((now.year // 10 - back) * 10), now)
    if unit in _WEEKDAYS:
        if which == "next":
            ahead = (_WEEKDAYS.index(unit) - now.weekday() - 1) % 7 + 1
            return (now + timedelta(days=ahead),) * 2
        # Said today, "last Tuesday" is that of a week ago.
        found = weekday(unit, now)
        return weekday(unit, now - timedelta(days=1)) if back and found[0] == now else found
    if unit in MONTHS:
        return _named(MONTHS[unit], 1, which, now)
    return _named(_SEASONS[unit], 3, which, now)


def _week(now: date, back: int) -> Days:
    """The days since this one of the week before; the week from Monday before this one or after."""
    if not back:
        return now - timedelta(days=7), now
    monday = now - timedelta(days=now.weekday() + 7 * back)
    return monday, monday + timedelta(days=6)


def _named(first: int, count: int, which: str, now: date) -> Days:
    """A month or season: "last" is the last that is over, "this" the one that is nearest to now."""
    every = [_months(of, first, count) for of in range(now.year - 2, now.year + 2)]
    if which == "last":
        return [days for days in every if days[1] and days[1] < now][-1]
    if which == "next":
        return next(days for days in every if days[0] and days[0] > now)
    return min(every, key=lambda days: _away(days, now))


def _away(days: Days, now: date) -> int:
    first, last = days
    if first is None or last is None or first <= now <= last:
        return 0
    return min(abs((now - first).days), abs((now - last).days))
