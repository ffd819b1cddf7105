"""Quarters and halves of a year: what was earned in one is not what was earned in another.

"The third quarter", "Q3", "third-quarter" and "the three months to September" are parts that
figures are reported for; a question that names one is answered by what is told of that one.
"""

import re

_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "1st": 1, "2nd": 2}
_NUMBERS |= {"3rd": 3, "4th": 4}
_NAMED = re.compile(
    rf"\b(?P<nth>{'|'.join(_NUMBERS)})[ -](?:\w+ )?(?P<unit>quarter|half)|"
    r"\b(?P<letter>[QH])(?P<digit>[1-4])\b|"
    r"\b(?P<months>three|six|nine|3|6|9) months\b",
    re.IGNORECASE,
)
# Halves of a match, quarters of a city.
_NO_YEAR = re.compile(r"\b(?:match|goal|kick|minute|game|half-time|scored)\b", re.IGNORECASE)


def named(text: str) -> frozenset[str]:
    """The parts of a year in a text: "q3", "h1", "9m"; none where it speaks of a match."""
    if _NO_YEAR.search(text):
        return frozenset()
    return frozenset(map(_key, _NAMED.finditer(text)))


def _key(match: re.Match[str]) -> str:
    if match["months"]:
        word = match["months"].casefold()
        return f"{({'three': 3, 'six': 6, 'nine': 9} | {'3': 3, '6': 6, '9': 9})[word]}m"
    if match["letter"]:
        return f"{match['letter']}{match['digit']}".casefold()
    unit = "q" if match["unit"].casefold() == "quarter" else "h"
    return f"{unit}{_NUMBERS[match['nth'].casefold()]}"


def is_of_another(asked: frozenset[str], sentence: str, beside: str) -> bool:
    """Whether a sentence tells of other parts than are asked for.

    Args:
        asked: of a question, see `named`; without one it is of none.
        beside: its headline and the sentences before and behind it, where it names none itself.
    """
    said = asked and (named(sentence) or named(beside))
    return bool(said) and not asked & said
