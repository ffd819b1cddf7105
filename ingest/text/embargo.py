"""Lines that say that an article is not to be published yet: "EMBARGOED UNTIL 5 January 2030"."""

import re
from datetime import UTC, datetime

from ingest.text import dates

LONGEST = 160  # characters of such a line
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
    return bool(found and _GOES_ON.fullmatch(behind) and not _HEADLINE.search(said))


def end(line: str) -> str:
    """The day until which it holds, ISO 8601; "" where the line does not say."""
    found = dates.find(line[:LONGEST])
    return found[0] if found else ""


def is_over(line: str) -> bool:
    """Whether the day that it names has come. It asks the clock."""
    day = end(line)
    return bool(day) and dates.moment(day) <= datetime.now(UTC)
