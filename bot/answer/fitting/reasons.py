"""Whether a sentence can tell why: it says that something was for, after or because of another.

Reasons are told in many ways and without "because" as well: by what somebody wants, fears, rules or
lacks. A sentence with none of these says that it is so, and not why.
"""

import re
from collections.abc import Callable

from bot.answer.fitting.scale import CANNOT, SURE
from bot.question.terms import words
from ingest.indexes.terms import stem

_TELLS = re.compile(
    r"\b(?:because|since (?!(?:\w+ )?\d|then|last|the)|due to|owing|thanks to|so that|so as|"
    r"in (?:order|protest|response|reaction|return|retaliation|an? (?:bid|attempt|effort))|"
    r"as a result|result(?:ed|s|ing) (?:in|from)|caus\w+|reasons?|motiv\w+|blam\w+|amid|after|"
    r"follow(?:s|ed|ing)|for fear|prompt(?:s|ed|ing)|forc(?:e[sd]?|ing)|led to|leads? to|"
    r"trigger\w*|spark\w*|driven by|drove|given (?!\d)|worr\w+|fear\w*|concern(?:s|ed)|"
    r"cit(?:es|ed|ing)|argu\w+|accus\w*|alleg\w*|suspect\w*|need(?:s|ed|ing)?|desir\w+|"
    r"want(?:s|ed|ing)?|hop(?:e[sd]?|ing)|why|explain\w*|by \w+ing|for (?:\w+ ){0,2}\w+ing|"
    r"refus\w+|fail\w*|lack\w*|without|unable|too|lost|los(?:es?|ing|s)|damag\w+|broke\w*|"
    r"crack\w*|ill|illness|injur\w*|mean(?:s|t|ing)|allow\w*|help(?:s|ed|ing)?|"
    r"mak(?:es?|ing)|would|could|should|over (?!\d)|as (?:it|he|she|they|the|an?)|"
    r"to (?:avoid|make|help|give|keep|prevent|save|protect|cut|allow|ensure|stop|reduce|raise|get|"
    r"become|be|show|find|gain|win|take|meet|pay|create|improve|increase|provide))\b|"
    r", (?:\w+ly )?\w+ing\b",
    re.IGNORECASE,
)


def asked(question: str) -> Callable[[str], float]:
    """How surely a sentence in English can tell why; the question's own words tell nothing."""
    own = frozenset(stem(word.casefold()) for word in words(question))

    def tells(said: str) -> float:
        found = (match[0] for match in _TELLS.finditer(said))
        is_told = any(stem(one.casefold()) not in own for one in found)
        return SURE if is_told else CANNOT

    return tells
