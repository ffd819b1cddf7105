"""A part and its whole: in "240 of its 1,150 jobs" both figures count jobs, and 240 are meant."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.figures.measure import Measure

_BETWEEN = re.compile(
    r"\s+(?:out )?of (?:(?:the|its|their|his|her|our|my|your|these|those|all|an?|about|around|some|"
    r"nearly|almost|roughly|over|more than|at least|estimated|total|original|first) ){0,4}",
    re.IGNORECASE,
)


def parted(text: str, found: Sequence[Measure]) -> list[Measure]:
    """The figures, with those marked of which the one before is a part.

    "One of the two men" is no part: that one is as often no figure.

    Args:
        found: in order.
    """
    made = list(found)
    for place in range(len(made) - 1):
        one, whole = made[place], made[place + 1]
        are_counts = all(it.kind == "count" and not it.unit for it in (one, whole))
        is_open = not one.soft and one.of in {"", "out"}
        if not are_counts or not is_open or not _is_between(text, one, whole):
            continue
        made[place + 1] = replace(whole, is_whole=True)
    return made


def noun_at(text: str, one: Measure, figures: Sequence[Measure]) -> int:
    """Where the noun begins that a figure counts, in characters: behind the whole of a part.

    Args:
        figures: those of the text.
    """
    whole = next((it for it in figures if it.is_whole and it.start > one.start), None)
    return whole.end if whole and _is_between(text, one, whole) else one.end


def _is_between(text: str, one: Measure, whole: Measure) -> bool:
    """Whether nothing stands between them but "of the"."""
    return bool(_BETWEEN.fullmatch(text[one.end : whole.start]))
