"""Publication dates: as people write them -> ISO 8601. A file's own time is never one."""

import re
from datetime import UTC, datetime

_MONTH = (
    r"(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|f[ée]v(?:rier)?|mar(?:ch|s)?|m[äa]rz|"
    r"apr(?:il)?|avr(?:il)?|may|mai|june?|juni|juin|july?|juli|juillet|aug(?:ust)?|ao[ûu]t|"
    r"sept?(?:ember|embre)?|oct(?:ober|obre)?|okt(?:ober)?|nov(?:ember|embre)?|dec(?:ember)?|"
    r"d[ée]c(?:embre)?|dez(?:ember)?)"
    r"\.?"
)
_CLOCK = r"\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?"
MONTH = re.compile(_MONTH + r"(?!\w)", re.IGNORECASE)
_DATE = re.compile(
    rf"(?<!\d)(\d{{4}}-\d{{2}}-\d{{2}}(?:[T ]{_CLOCK})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+{_MONTH},?\s+\d{{4}}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_IN_NAME = re.compile(
    r"(?<!\d)(20\d{2}|19\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)"
)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:$|[T ]\d)")
_SECONDS = re.compile(r"1\d{9}(\d{3})?")  # since 1970, or milliseconds
# Outside these years a date is a slip or a placeholder: one article of the year 9999 would be the
# newest for ever. No clock is asked, so that a file reads the same on every day.
FIRST_YEAR, LAST_YEAR = 1600, 2100


def find(text: str) -> tuple[str, str] | None:
    """The first date in `text`: (ISO 8601, the words it was written in). None without one."""
    for match in _DATE.finditer(text):
        if value := iso(match[0]):
            return value, match[0]
    return None


def iso(written: str) -> str:
    """One date or date-time as ISO 8601, "" if it is none. Day precision where no time is given.

    Only full dates count: "yesterday" and "3 hours ago" would mean another day at every reading.
    """
    written = written.strip()
    if not 6 <= len(written) <= 60:
        return ""
    try:
        if _SECONDS.fullmatch(written):
            value = datetime.fromtimestamp(int(written[:10]), UTC)
        else:
            value = datetime.fromisoformat(written)
    except ValueError:
        # 2025-13-01 is a slip, not the thirteenth of January written in some other order.
        return "" if _ISO_DAY.match(written) else _as_people_write(written)
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        return ""
    is_day = len(written) <= 10 and not _SECONDS.fullmatch(written)
    return value.date().isoformat() if is_day else value.isoformat()


def _as_people_write(written: str) -> str:
    # Late: dateparser takes a third of a second to import.
    import dateparser  # type: ignore[import-untyped]  # has no types

    found = dateparser.parse(
        written,
        languages=["en", "de", "fr"],
        settings={
            "STRICT_PARSING": True,
            "DATE_ORDER": "DMY",
            "RETURN_AS_TIMEZONE_AWARE": False,
            "PARSERS": ["absolute-time"],
        },
    )
    if not isinstance(found, datetime) or not FIRST_YEAR <= found.year <= LAST_YEAR:
        return ""
    return found.date().isoformat()


def moment(date: str) -> datetime:
    """When an ISO date was, to tell the newer of two. A day begins at 0:00, UTC where none is said.

    No date is older than any.
    """
    if not date:
        return datetime.min.replace(tzinfo=UTC)
    if len(date) < len("2025-01-23"):  # a year, or a month
        date += "-01-01"[len(date) - len("2025") :]
    value = datetime.fromisoformat(date)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def later(one: str, other: str) -> str:
    """The later of two ISO dates; "" where neither is known."""
    return max(one, other, key=moment)


def in_file_name(name: str) -> str:
    """The date in a file's name, `YYYY-MM-DD`, "" without one."""
    match = _IN_NAME.search(name)
    return iso(f"{match[1]}-{match[2]}-{match[3]}") if match else ""
