"""What kind of answer a sentence holds: a sum, a number, a date, a person, a place, a reason."""

import re
from collections.abc import Callable, Iterator

from bot.question.terms import CAPITAL, as_written, words

_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|"
    "millions?|billions?|half|twice|third|quarter|once"
)
_MONTHS = "Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec"
_SIGNS = {
    "money": re.compile(
        r"[$€£¥]\s?\d[\d.,]*|(?<!\d)(?<!\d[.,])\d[\d.,]*+\s*(?:[mb]n|million|billion|trillion)?\s*"
        r"(?:dollars?|euros?|pounds?|yen|francs?|cents?|pence|EUR|USD|GBP)\b|"
        r"(?<![\w.,])\d{1,4}(?:\.\d)?p\b",
        re.IGNORECASE,
    ),
    "age": re.compile(
        r"(?<=, )\d{1,3}(?=,)|\b\d{1,3}[- ](?:years?|months?|weeks?|days?)\b|"
        r"\baged? (?:of )?\d{1,3}\b|\b(?:is|was|be|turn(?:s|ed)?|now) \d{1,3}(?=[.,;]|$| when\b)|"
        r"\b(?:born|built|dat(?:es|ed|ing)|founded|established|opened|completed|since)\b[^.;]{0,40}?"
        r"\b(?:1\d|20)\d\d\b",
        re.IGNORECASE,
    ),
    "number": re.compile(rf"\d[\d.,]*|\b(?:{_NUMBER_WORDS})\b", re.IGNORECASE),
    "date": re.compile(
        rf"\b(?:1[5-9]|20)\d\d\b|\b(?:{_MONTHS})[a-z]*\b|"
        r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|"
        r"\b(?:yesterday|today|tomorrow|century|decade|spring|summer|autumn|winter|noon|midnight|"
        r"o['’]clock)\b|\b\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|\b\d{1,2}:\d\d\b"
    ),
    "person": re.compile(
        rf"\b{CAPITAL}[\w’'-]+ (?:{CAPITAL}\.? )?(?:(?:de|van|von|bin|al|der|la) )?"
        rf"{CAPITAL}[\w’'-]+"
    ),
    "place": re.compile(
        r"\b(?:in|at|near|from|to|of|outside|across|around) (?:the )?"
        rf"{CAPITAL}[\w’'-]+"
    ),
    "reason": re.compile(
        r"\b(?:because|since|due|after|as|so that|to avoid|caus\w+|forc\w+|led|over|reason|owing|"
        r"result\w*|in order|follow\w+|amid)\b",
        re.IGNORECASE,
    ),
}
KNOWN = frozenset(_SIGNS)
Stem = Callable[[str], str]
_NEAR = 8  # words to either side of an answer


def holds(kind: str, text: str, asked: set[str], stem: Stem) -> float:
    """Whether `text` holds an answer of that kind which the question did not bring itself.

    Args:
        kind: as `Question.kind`.
        asked: the stems of the question's words.

    Returns:
        1 if it does, -1 if not, 0 where the kind is unknown.
    """
    if kind not in _SIGNS:
        return 0.0
    return 1.0 if any(True for _ in _answers(kind, text, asked, stem)) else -1.0


def beside(kind: str, text: str, asked: set[str], stem: Stem) -> list[set[str]]:
    """For each answer of that kind in `text`: the stems of the words that stand near it."""
    if kind not in _SIGNS:
        return []
    places = [match.start() for match in _answers(kind, text, asked, stem)]
    stems = [stem(word) for word in words(text)] if places else []
    before = (len(as_written(text[:place])) for place in places)
    return [set(stems[max(0, place - _NEAR) : place + _NEAR + 1]) for place in before]


def _answers(kind: str, text: str, asked: set[str], stem: Stem) -> Iterator[re.Match[str]]:
    for match in _SIGNS[kind].finditer(text):
        if {stem(word) for word in words(match[0])} - asked:
            yield match
