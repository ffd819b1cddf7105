"""Numbers without a unit that count nothing: an age ("Wren, 47,"), a day ("on 3, 5 and 9 May")."""

import re
from collections.abc import Sequence

from bot.figures.measure import Measure
from bot.figures.moments import When

OLDEST, LONGEST = 120, 31  # years, days of a month
_WHO = r"(?:man|woman|boy|girl|teenager|youth|suspect|driver|victim|child|pupil|student)"
_IS = r"(?:is|was|will be|would be|turns|turned|had turned|has turned)(?: (?:now|then|just|only))?"
_BEFORE = re.compile(
    rf"\b{_WHO} of $|\baged $|\bages? (?:of [^,.;]{{1,40}} )?(?:as|is|was|at|of) $",
    re.IGNORECASE,
)
# "Ada Wren is 58" where nothing stands before the name: "the number of homes in Upper Orrin is 58".
_SAID = re.compile(
    rf"(?:\b(?i:who|he|she|i)(?:['’][sm])? |^\W*(?:[A-ZÀ-Þ][\w’'-]+ ){{2,4}}){_IS} $|"
    r"\b(?i:who|he|she|i)['’][sm] $"
)
_OVER = re.compile(r"\s*(?:$|[.,;:!?)”\"]|(?:and|but|or|when|at|next|this|last|in|on)\b)")
_BESIDE = re.compile(r"[^\W\d_](?:, | \()$")
_CLOSES = re.compile(r"[,)]")
_ROW = re.compile(r"(?:,\s\d{1,2}){0,8},?\s(?:(?:and|or|&)\s)?")


def is_age(text: str, one: Measure) -> bool:
    """Whether the number `one` of a text is an age."""
    if isinstance(one.value, When) or not 0 <= one.value <= OLDEST:
        return False
    before, behind = text[: one.start], text[one.end :]
    near = before[-60:]
    if _BEFORE.search(near):
        return True
    if _BESIDE.search(near) and _CLOSES.match(behind):
        return True
    return bool(_SAID.search(near if len(before) <= 60 else f"…{near}") and _OVER.match(behind))


def is_day(text: str, one: Measure, figures: Sequence[Measure]) -> bool:
    """Whether the number `one` of a text is a day in a row of them that ends with its month.

    Args:
        figures: those of the text.
    """
    if isinstance(one.value, When) or not 1 <= one.value <= LONGEST:
        return False
    date = next((it for it in figures if it.kind == "date" and it.start > one.end), None)
    return bool(date and date.text[0].isdigit() and _ROW.fullmatch(text[one.end : date.start]))
