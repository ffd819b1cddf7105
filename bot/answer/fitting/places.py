"""Who came in which place: "Who came second in the vote?", "Who finished last?".

A row of votes does not say who was second, and nobody is counted out. A sentence that can answer
says the place itself, in words or as a number before the name.
"""

import re
from collections.abc import Callable
from functools import lru_cache

_ORDINALS = {
    "second": r"second|2nd|runners?-up",
    "third": r"third|3rd",
    "fourth": r"fourth|4th",
    "fifth": r"fifth|5th",
    "sixth": r"sixth|6th",
    "seventh": r"seventh|7th",
    "eighth": r"eighth|8th",
    "ninth": r"ninth|9th",
    "tenth": r"tenth|10th",
}
_LAST = r"last|bottom|rear"
_ASKS = re.compile(
    r"\bwho\s(?:came|comes|finished|finishes|ended|placed|ranked|was placed|polled|ran)\s"
    r"(?:in\s)?(?:the\s)?(?P<place>\w+)(?=\s(?:place|in|at|on|of|behind|for|overall)\b|\W*$)",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def asked(question: str) -> Callable[[str], bool] | None:
    """What tells whether a sentence says that place; None where none is asked for."""
    match = _ASKS.search(question[:300])
    place = match["place"].casefold() if match else ""
    words = _LAST if place == "last" else _of(place)
    if not words:
        return None
    number = next((n for n, one in enumerate(_ORDINALS, 2) if _of(place) == _ORDINALS[one]), 0)
    pattern = rf"\b(?:{words})\b"
    if number:
        pattern += rf"|(?:^|(?<=[\s(])){number}[.)] (?=\S)"
    return lambda said: bool(re.search(pattern, said, re.IGNORECASE))


def _of(place: str) -> str:
    return next((own for own in _ORDINALS.values() if place and re.fullmatch(own, place)), "")
