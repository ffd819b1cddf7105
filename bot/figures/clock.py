"""Times of day as articles write them: 9:30 p.m., 21:30, 21 Uhr, nine in the evening."""

import re
from collections.abc import Iterator
from decimal import Decimal

_SPELT = "one two three four five six seven eight nine ten eleven twelve".split()
_CLOCK = re.compile(
    rf"\b(?P<spelt>{'|'.join(_SPELT)})\s(?:o['’]clock|(?P<half2>[ap]\.?m\.?)"
    r"|in\sthe\s(?P<part>morning|afternoon|evening))(?!\w)|"
    r"(?<![\d.,:])(?P<h1>\d{1,2})(?:[:.](?P<n1>\d\d))?\s?(?P<half>[ap]\.?m\.?)(?!\w)"
    r"|(?<![\d.,:])(?P<h2>[01]?\d|2[0-3]):(?P<n2>[0-5]\d)(?![\d:])"
    r"|(?<![\d.,:])(?P<h3>\d{1,2})(?:[.:](?P<n3>\d\d))?\s(?:Uhr|o['’]clock)\b"
    # An entry of a live blog: "14.15 One person has been hurt."
    r"|\A(?P<h4>[01]?\d|2[0-3])\.(?P<n4>[0-5]\d)(?=\s(?-i:[A-Z“\"]))",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[tuple[int, int, Decimal]]:
    """Each time of day in `text`: start, end, minutes from midnight."""
    for match in _CLOCK.finditer(text):
        if (minutes := _minutes(match)) is not None:
            yield match.start(), match.end(), minutes


def _minutes(match: re.Match[str]) -> Decimal | None:
    if match["spelt"]:
        late = match["part"] in {"afternoon", "evening"} or (match["half2"] or "a")[0] in "pP"
        return Decimal((_SPELT.index(match["spelt"].lower()) + 1) % 12 * 60 + late * 720)
    hour, minute, half = (
        next((match[one] for one in names if match[one]), "")
        for names in (("h1", "h2", "h3", "h4"), ("n1", "n2", "n3", "n4"), ("half",))
    )
    hours, minute = int(hour), minute or "0"
    if half := half.lower().replace(".", ""):
        if hours > 12:
            return None
        hours = hours % 12 + (12 if half == "pm" else 0)
    return Decimal(hours * 60 + int(minute)) if hours < 25 and int(minute) < 60 else None
