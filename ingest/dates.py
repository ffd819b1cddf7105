"""Publication dates: as people write them -> ISO 8601. A file's own time is never one."""

import re

_MONTH = (
    r"(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|f[ée]v(?:rier)?|mar(?:ch|s)?|m[äa]rz|apr(?:il)?|"
    r"avr(?:il)?|may|mai|june?|juni|juin|july?|juli|juillet|aug(?:ust)?|ao[ûu]t|sept?(?:ember|embre)?|"
    r"oct(?:ober|obre)?|okt(?:ober)?|nov(?:ember|embre)?|dec(?:ember)?|d[ée]c(?:embre)?|dez(?:ember)?)"
    r"\.?"
)
_DATE = re.compile(
    rf"(\d{{4}}-\d{{2}}-\d{{2}}(?:[T ]\d{{2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?(?:Z|[+-]\d{{2}}:?\d{{2}})?)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+{_MONTH},?\s+\d{{4}}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})",
    re.IGNORECASE,
)
_IN_NAME = re.compile(r"(?<!\d)(20\d{2}|19\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")


def find(text: str) -> tuple[str, str] | None:
    """The first date in `text`: (ISO 8601, the words it was written in). None without one."""
    for match in _DATE.finditer(text):
        if value := iso(match[0]):
            return value, match[0]
    return None


def iso(written: str) -> str:
    """One date or date-time as ISO 8601, "" if it is none. Day precision where no time is given."""
    # Late: dateparser takes a third of a second to import.
    from datetime import datetime

    written = written.strip()
    try:
        value = datetime.fromisoformat(written)
        return value.date().isoformat() if len(written) <= 10 else value.isoformat()
    except ValueError:
        pass
    import dateparser

    found = dateparser.parse(
        written,
        languages=["en", "de", "fr"],
        settings={"STRICT_PARSING": True, "DATE_ORDER": "DMY", "RETURN_AS_TIMEZONE_AWARE": False},
    )
    return found.date().isoformat() if found else ""


def in_file_name(name: str) -> str:
    """The date in a file's name, `YYYY-MM-DD`, "" without one."""
    match = _IN_NAME.search(name)
    return iso(f"{match[1]}-{match[2]}-{match[3]}") if match else ""
