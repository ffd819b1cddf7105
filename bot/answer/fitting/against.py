"""What a sentence says against a question: it does not deny what that denies, or says the opposite.

"Who will not run?" is not answered by who runs, "the smallest harbour" not by the largest.
"""

import re
from decimal import Decimal

from bot.check import denial
from bot.check.reading import read
from bot.figures.figures import measures
from bot.question.terms import words
from ingest.indexes.terms import stem

_DENIES = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without)\b|n['’]t\b", re.IGNORECASE
)
# He is out of the race, skips it, was barred from it: it is denied in other words.
_IN_OTHER_WORDS = re.compile(
    r"\b(?:hardly|barely|unable|refus\w+|declin\w+|fail\w*|den(?:y|ies|ied|ying)|"
    r"reject\w*|withdr[ae]w\w*|(?:pull|drop|opt)(?:s|p?ed|p?ing|t?ed|t?ing)? out|skip\w*|"
    r"miss(?:e[ds]|ing)?|bann?(?:ed|ing|s)?|barr?(?:ed|ing|s)|block\w*|prevent\w*|prohibit\w*|"
    r"forb[ia]d\w*|exclu\w+|restrict\w*|cancel\w*|stop(?:s|ped|ping)?|halt\w*|quit\w*|"
    r"rul(?:e[ds]?|ing) out|out of|absen\w+|lack\w*|unless|except|avoid\w*|boycott\w*|abandon\w*|"
    r"scrap(?:s|ped|ping)?|suspend\w*|ineligible|disqualif\w+|only (?:if|be))\b",
    re.IGNORECASE,
)

_MAY_RANK = re.compile(r"\d(?:rd|th|st|nd)\b|\w{2}(?:th|ird)\b", re.IGNORECASE)

_OTHER_WAY = {"in": "out", "out": "in", "on": "off", "off": "on", "up": "down", "down": "up"}
_WAY = re.compile(r"\b([a-z]{3,}) (in|out|on|off|up|down)\b", re.IGNORECASE)
_PART_OF_YEAR = re.compile(r"\b\w+[ -](?:quarter|half)(?:ly|s|['’]s)?\b", re.IGNORECASE)


def leaves_undenied(question: str, sentence: str) -> bool:
    """Whether the question denies something and the sentence nothing, in no words.

    "What did not fail?" is about failing: that word denies nothing then.
    """
    if not _DENIES.search(question) or _DENIES.search(sentence):
        return False
    own = {stem(word.casefold()) for word in words(question)}
    other = _IN_OTHER_WORDS.finditer(sentence)
    return all(stem(match[0].split()[0].casefold()) in own for match in other)


def says_the_opposite(question: str, sentence: str) -> bool:
    """Whether one has a word where the other has its opposite: oldest and youngest, rose and fell.

    Not where either has both, or denies its own. "Ruled in" is the opposite of "ruled out".
    """
    return _turned(question, sentence) or bool(
        denial.opposite(read(question), read(sentence), is_asked=True)
    )


def _turned(question: str, sentence: str) -> bool:
    asked = _verbs(question)
    said = _verbs(sentence) if asked else set()
    return any((verb, _OTHER_WAY[way]) in said for verb, way in asked - said)


def _verbs(text: str) -> set[tuple[str, str]]:
    """Each word with "in" or "out", "on" or "off", "up" or "down" behind it."""
    return {(stem(verb.casefold()), way.casefold()) for verb, way in _WAY.findall(text)}


def ranks(text: str) -> frozenset[Decimal]:
    """The ranks from the third on that a text speaks of: a third bridge, the 14th edition."""
    text = _PART_OF_YEAR.sub(" ", text)
    if not _MAY_RANK.search(text):
        return frozenset()
    ordinals = (one for one in measures(text) if one.kind == "ordinal" and not one.soft)
    return frozenset(
        one.value for one in ordinals if isinstance(one.value, Decimal) and one.value > 2
    )
