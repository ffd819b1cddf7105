"""Dates as people and machines write them -> ISO 8601, as far as they are known.

"2025", "2025-01", "2025-01-23" or a date-time: its length tells the precision. "Yesterday" and "3
hours ago" are no dates, they would mean another day at every reading; nor is a date without a year.
A file's own time is never one.
"""

import re
from datetime import UTC, datetime, timedelta

# English, German, French, Spanish, Italian, Portuguese and Dutch.
_NAMES = (
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari",
    "february feb febr februar feber février fevrier févr fevr fév fev febrero febbraio fevereiro "
    "februari",
    "march mar märz maerz mrz mär mars marzo março marco maart mrt",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mag maio mei",
    "june jun juni juin junio giugno giu junho",
    "july jul juli juillet juil julio luglio lug julho",
    "august aug août aout agosto ago augustus",
    "september sep sept septembre septiembre setiembre settembre setembro set",
    "october oct oktober okt octobre octubre ottobre ott outubro out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro",
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
# Without a day beside them, these are words of some language.
_WORDS = {"out", "set", "ago", "mag", "gen", "mar", "marco", "may", "mai", "mei", "mars"}
_BY_LENGTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
MONTH = re.compile(
    "(?:"
    + "|".join(one for one in _BY_LENGTH.split("|") if one not in _WORDS - {"mar", "may", "mai"})
    + r")\.?(?!\w)",
    re.IGNORECASE,
)
_CLOCK = r"\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?Z| ?[+-]\d{2}:?\d{2})?"
_MON = rf"(?P<{{0}}>{_BY_LENGTH})\.?(?!\w)"
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|ª|°)?"
_OF = r"(?:(?:of|de|del|di)\s{1,2})?"
_DATE = re.compile(
    rf"(?<!\d)(?<!\d[.,/-])(?:"
    rf"(?P<iso>\d{{4}}-\d{{2}}-\d{{2}}(?:[T ]{_CLOCK})?)"
    r"|(?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<s2>[-/.])\s?(?P<b>\d{1,2})(?P=s2)\s?(?P<y2>\d{4})"
    r"|(?P<y3>\d{4})\s?[年년]\s?(?P<m3>\d{1,2})\s?[月월](?:\s?(?P<d3>\d{1,2})\s?[日일])?"
    rf"|{_DAY.format('d4')}[\s/-]{{1,3}}{_OF}{_MON.format('m4')},?[\s/-]{{1,3}}{_OF}(?P<y4>\d{{4}})"
    rf"|{_MON.format('m5')}\s{{1,3}}{_DAY.format('d5')},?\s{{1,3}}(?P<y5>\d{{4}})"
    rf"|(?<!\w){_MON.format('m6')},?\s{{1,3}}{_OF}(?P<y6>\d{{4}})"
    r")(?!\d)(?![-/.]\d)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<![\d.:])(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::(?P<second>\d{2}))?)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?(?:\s?(?:uhr|hrs?)\b)?"
    r"(?:[\s(]{0,2}(?P<zone>(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|[A-Z]{1,4}\b))?"
)
_HOURS = {
    **{"Z": 0.0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1},
    **{"MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5},
    **{"MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "NST": -3.5},
    **{"JST": 9, "KST": 9, "HKT": 8, "SGT": 8, "PKT": 5, "AWST": 8, "ACST": 9.5, "AEST": 10},
    **{"AEDT": 11, "NZST": 12, "NZDT": 13, "WAT": 1, "CAT": 2, "SAST": 2, "EAT": 3, "BRT": -3},
}
_SEASONAL = {"ET": -5, "CT": -6, "MT": -7, "PT": -8}  # an hour later in the American summer
_IN_NAME = re.compile(
    r"(?<!\d)(20\d{2}|19\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)"
)
_IN_PATH = re.compile(
    r"/(?P<y>(?:19|20)\d{2})(?P<s>[/-])(?P<m>\d{1,2}|[a-z]{3})(?:(?P=s)(?P<d>\d{1,2}))?(?=[/_-]|$)"
    r"|[/_-](?P<y2>20\d{2})(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)",
    re.IGNORECASE,
)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:$|[T ]\d)")
_SECONDS = re.compile(r"1\d{9}(\d{3})?")  # since 1970, or milliseconds
_LONGEST = 60  # characters of one date
# Outside these years a date is a slip or a placeholder. See also `is_ahead`.
FIRST_YEAR, LAST_YEAR = 1600, 2100
_EARLY = timedelta(days=2)  # time zones, and what is dated for tomorrow's paper


def find(text: str, *, day_first: bool | None = None) -> tuple[str, str] | None:
    """The first date in `text`: (ISO 8601, the words it was written in). None without one.

    Never a bare year. "5/3/2025" is the day that `day_first` makes it, else the year alone: see
    `day_first`. A day anywhere comes before a month ("March 2025").
    """
    month = None
    for match in _DATE.finditer(text):
        value = _value(match, day_first)
        if value and (match["m6"] is None or _is_month(match)):
            if len(value) != len("2025-01"):
                return value, match[0]
            month = month or (value, match[0])
    return month


def _is_month(match: re.Match[str]) -> bool:
    """Whether it names a month and not a word of a sentence that a number follows."""
    name = match["m6"]
    return not name[0].islower() or (len(name) > 4 and name.lower() not in _WORDS)


def iso(written: str, *, day_first: bool | None = None) -> str:
    """One date or date-time as ISO 8601 as precise as it is written, "" if it is none.

    For a field that holds a date. A year alone counts here, and seconds since 1970.
    """
    written = " ".join(written.split()) if len(written) <= 2 * _LONGEST else ""
    if not 4 <= len(written) <= _LONGEST:
        return ""
    try:
        if _SECONDS.fullmatch(written):
            return _bounded(datetime.fromtimestamp(int(written[:10]), UTC))
        if re.fullmatch(r"\d{4}(-\d{2})?", written):
            return written if _bounded(datetime.fromisoformat(f"{written}-01-01"[:10])) else ""
        if re.match(r"\d{4}-?\d{2}|\d{4}-?W", written):
            value = _bounded(datetime.fromisoformat(written))
            return value[:10] if len(written) <= 10 else value
    except ValueError:
        # 2025-13-01 is a slip, not the thirteenth of January written in some other order.
        if _ISO_DAY.match(written) and not _DATE.match(written):
            return ""
    match = _DATE.search(written)
    if match is None:
        return ""
    value = _value(match, day_first)
    return _with_time(value, written[match.end() :]) if len(value) == len("2025-01-23") else value


def _bounded(value: datetime) -> str:
    return value.isoformat() if FIRST_YEAR <= value.year <= LAST_YEAR else ""


def _value(match: re.Match[str], day_first: bool | None) -> str:
    """ISO 8601 of one match of `_DATE`, "" for a day that never was."""
    part = match.groupdict()
    if part["iso"]:
        try:
            value = _bounded(
                datetime.fromisoformat(part["iso"].replace(",", ".").replace(" Z", "Z"))
            )
        except ValueError:
            return ""
        return value[:10] if len(part["iso"]) == len("2025-01-23") else value
    if part["y2"]:
        return _numeric(int(part["a"]), int(part["b"]), part["y2"], part["s2"] == "." or day_first)
    number = next(one for one in "13456" if part[f"y{one}"])
    month = part[f"m{number}"].lower().rstrip(".")
    day = part.get(f"d{number}")
    return _day(part[f"y{number}"], _MONTHS.get(month) or int(month), int(day) if day else 0)


def _numeric(first: int, second: int, year: str, day_first: bool | None) -> str:
    if day_first is None and first <= 12 and second <= 12 and first != second:
        return year if _day(year, 1, 1) else ""  # March or May: nobody can tell
    if first > 12 or (day_first and second <= 12):
        return _day(year, second, first)
    return _day(year, first, second)


def _day(year: str, month: int, day: int) -> str:
    """`YYYY-MM-DD`, or `YYYY-MM` for day 0."""
    try:
        value = _bounded(datetime(int(year), month, day or 1))
    except ValueError:
        return ""
    return value[: 10 if day else 7]


def _with_time(day: str, after: str) -> str:
    """The day with the time of day that stands after it, where one does."""
    match = _TIME.search(after[:_LONGEST])
    if match is None or not (match["minute"] or match["half"]):
        return day
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    time = f"{day}T{hour:02}:{match['minute'] or '00'}:{match['second'] or '00'}"
    try:
        value = datetime.fromisoformat(time)
        return datetime.fromisoformat(time + _offset(match["zone"] or "", value)).isoformat()
    except ValueError:
        return day


def _offset(zone: str, value: datetime) -> str:
    """`+hh:mm` of a time zone as people write it, "" where it is not known."""
    zone = zone.upper()
    if numbers := re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?", zone):
        return f"{numbers[1]}{int(numbers[2]):02}:{numbers[3] or '00'}"
    if zone in _SEASONAL:
        hours = _SEASONAL[zone] + float(_is_american_summer(value))
    elif zone in _HOURS:
        hours = _HOURS[zone]
    else:
        return ""
    minutes = abs(round(hours * 60))
    return f"{'-' if hours < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"


def _is_american_summer(value: datetime) -> bool:
    """From the second Sunday in March to the first one in November, two o'clock, since 2007."""
    march, november = datetime(value.year, 3, 8, 2), datetime(value.year, 11, 1, 2)
    start, end = (day + timedelta(days=6 - day.weekday()) for day in (march, november))
    return start <= value < end


def day_first(text: str, language: str = "") -> bool | None:
    """Whether "5/3/2025" in this document means the fifth of March; None where nothing tells.

    Its other dates tell, where one has a part above 12; else its language ("de", "en-US").
    """
    seen = set()
    for match in _DATE.finditer(text):
        if match["s2"] == "/" and max(int(match["a"]), int(match["b"])) > 12:
            seen.add(int(match["a"]) > 12)
    if len(seen) == 1:
        return seen.pop()
    code, _, region = language.lower().replace("_", "-").partition("-")
    if code != "en":
        return True if code else None
    return {"us": False, "": None, "ca": None, "ph": False}.get(region, True)


def moment(date: str) -> datetime:
    """When an ISO date was, to tell the newer of two. A year, month or day begins at its first
    instant, UTC where no zone is said.

    No date is older than any.
    """
    if not date:
        return datetime.min.replace(tzinfo=UTC)
    value = datetime.fromisoformat(date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def is_ahead(date: str) -> bool:
    """Whether an ISO date lies more than two days ahead of now: nothing was published then.

    It asks the clock. What is read today without a date would be read with one later; a source is
    read again only when it changes, so the library does not waver.
    """
    return bool(date) and moment(date) > datetime.now(UTC) + _EARLY


def later(one: str, other: str) -> str:
    """The later of two ISO dates; "" where neither is known."""
    return max(one, other, key=moment)


def in_file_name(name: str) -> str:
    """The date in a file's name, `YYYY-MM-DD`, "" without one."""
    match = _IN_NAME.search(name)
    return iso(f"{match[1]}-{match[2]}-{match[3]}") if match else ""


def in_address(url: str) -> str:
    """The date in an address's path: "/2025/01/23/" the day, "/2025/jan/" the month, else ""."""
    path = re.sub(r"^[a-z]+://[^/]*|[?#].*$", "", url[:2000], flags=re.IGNORECASE | re.DOTALL)
    for match in _IN_PATH.finditer(path):
        month = match["m"] or match["m2"]
        number = int(month) if month.isdigit() else _MONTHS.get(month.lower(), 0)
        day = match["d"] or match["d2"]
        if value := _day(match["y"] or match["y2"], number, int(day) if day else 0):
            return value
    return ""
