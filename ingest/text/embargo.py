"""Lines that say that an article is not to be published yet: "EMBARGOED UNTIL 5 January 2030"."""

import re
from datetime import datetime

from ingest.text import dates
from ingest.text.prose import is_ended, words

LONGEST = 160  # characters of such a line
LONGEST_REST = 4  # words behind the day: "Not for earlier publication."
_BEGINS = re.compile(
    r"\W{0,5}(?:strictly |under (?:strict )?|strict )?(?:embargoed\b|embargo(?=\s*:\s*\d)|"
    r"embargo (?=until|till|bis|hasta|fino|tot|jusqu|até)|sperrfrist\b|sous embargo\b|"
    r"bajo embargo\b|sotto embargo\b|onder embargo\b|sob embargo\b|"
    r"not for (?:immediate )?(?:publication|release|broadcast)\b|"
    r"under (?:strict )?embargo\b)",
    re.IGNORECASE,
)
# What may follow where the line says nothing else: until when, and that it is not for print.
_GOES_ON = re.compile(
    r"\W*(?:not for \w+\W*)?"
    r"(?:(?:until|till|to|for|before|bis|hasta|fino|tot|jusqu|até)\b.*|[\d\W].*)?",
    re.IGNORECASE,
)
_HEADLINE = re.compile(r":\s+(?=[^\W\d])")  # "Embargoed until Monday: Pool to close"


def begins(line: str) -> bool:
    """Whether a line, or a headline, begins with an embargo."""
    return bool(_BEGINS.match(line[:LONGEST]))


def is_line(line: str) -> bool:
    """Whether a line says that and nothing else."""
    found = _BEGINS.match(line) if len(line) <= LONGEST else None
    behind = line[found.end() :] if found else ""
    said = behind.lstrip(" :–—-")
    is_alone = found and _GOES_ON.fullmatch(behind) and not _HEADLINE.search(said)
    return bool(is_alone) and not _tells_more(line)


def _tells_more(line: str) -> bool:
    """Whether a sentence follows the day: "Embargoed until 5 January 2030. The pool closes."."""
    day = dates.find(line)
    behind = line.partition(day[1])[2] if day else ""
    return is_ended(behind) and words(behind) > LONGEST_REST


def until(line: str) -> str:
    """The day that a line, or a paragraph, names which begins with an embargo; "" for none."""
    return end(line) if begins(line) else ""


def end(line: str) -> str:
    """The day until which it holds, ISO 8601; "" where the line does not say."""
    found = dates.find(line[:LONGEST])
    return found[0] if found else ""


def is_over(line: str) -> bool:
    """Whether the day that it names has come. It asks the clock."""
    day = end(line)
    return bool(day) and has_come(day)


def has_come(day: str) -> bool:
    """Whether a day, a month or a year has begun, where this machine stands."""
    return day <= datetime.now().astimezone().date().isoformat()[: len(day)]
