"""Of how many something is said: `all` in a statement where its quote has `some`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.check.reading import Reading, Word
from bot.figures.figures import Measure

_STRENGTH = {
    **dict.fromkeys("all every everyone everybody each both entire whole entirely".split(), 4),
    **dict.fromkeys("most mostly mainly largely majority".split(), 3),
    **dict.fromkeys("many much half".split(), 2),
    **dict.fromkeys("some several partly few part minority".split(), 1),
}
ALL, SOME = 4, 1
_MOSTLY = frozenset("mostly mainly largely partly".split())
_STOPS = frozenset("in on at for from to with by that who which when while because than as".split())
_NOT_ALL = frozenset("not nearly almost n".split())
_SAID_OF_NOTHING = {
    ("at", "most"),
    ("at", "all"),
    ("after", "all"),
    ("above", "all"),
    ("in", "all"),
    ("for", "all"),
    ("of", "all"),
}
_PART = re.compile(r"\s(?:of|in)\s")  # "one of the seven", "two thirds of"
HEADS = 3  # words behind it of which one is the thing that is counted


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many of a thing."""

    said: str
    strength: int  # 1 for some of them to 4 for all
    heads: frozenset[str]  # stems of the nearest words behind it


def widened(statement: Reading, quote: Reading) -> str:
    """Why a statement says of more of them what a quote says of some; "" where it does not."""
    theirs = list(_quantities(quote))
    if not theirs:
        return ""
    for one in _quantities(statement):
        same = [other for other in theirs if one.heads & other.heads]
        if same and all(other.strength < one.strength for other in same):
            return f"It says “{one.said}” where the quote says “{same[0].said}”."
    return ""


def _quantities(text: Reading) -> Iterator[Quantity]:
    words = text.words
    for i, word in enumerate(words):
        pair = words[i - 1].low if i else "", word.low
        if word.is_figure or (pair in _SAID_OF_NOTHING and not _is_of_the(words, i)):
            continue
        if strength := _STRENGTH.get(word.low):
            if strength == ALL and i and words[i - 1].low in _NOT_ALL:
                strength = SOME
            heads = _heads(words, i + 1)
            # "Mostly at its base", "all of them at its base"
            if word.low in _MOSTLY or [one.low for one in words[i + 1 : i + 3]] == ["of", "them"]:
                heads |= {"them"}
            yield Quantity(word.text, strength, heads)
    for one in text.figures:
        if is_part(one, text.text):
            behind = next((i for i, word in enumerate(words) if word.start >= one.end), len(words))
            yield Quantity(one.text, SOME, _heads(words, behind))


def _is_of_the(words: tuple[Word, ...], place: int) -> bool:
    return place + 1 < len(words) and words[place + 1].low in {"of", "the", "its", "their"}


def is_part(one: Measure, text: str) -> bool:
    """Whether a figure counts a part of something: "one of the seven", "15% of them"."""
    if one.kind not in {"count", "percent"} or one.unit not in {"", "%"}:
        return False
    return bool(_PART.match(text, one.end)) and one.value != 100


def _heads(words: tuple[Word, ...], start: int) -> frozenset[str]:
    found: list[str] = []
    for word in words[start : start + 8]:
        if word.clause != words[start].clause or word.low in _STOPS:
            break
        if word.low in _STRENGTH:
            break
        if word.matters:
            found.append(word.key)
        if len(found) == HEADS:
            break
    return frozenset(found)
