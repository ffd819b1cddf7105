"""What a question wants told, in words: of whom, which deed or relation, and what is counted.

Two sentences tell the same relation where both have the question's words for it, or words for the
same. What holds both without a word of it, holds anything that is told of the names.
"""

import re
from collections.abc import Sequence
from functools import cached_property

from bot.answer.fitting import counting
from bot.differ import sameness
from bot.question.days import TIME_NAMES
from bot.question.terms import content_words, words
from bot.question.understanding import Question
from ingest.store import Store

ALIKE = 0.74  # cosine from which two words name one thing, or one deed
# A sum is a cost by itself, and news is of what is new: what is left to be told is of what.
_IMPLIED = frozenset("cost costs price prices worth value much amount sum number total new".split())
_TIMELESS = frozenset("now currently today still ever far already yet presently".split())
# Deeds that are told by several words.
_DEEDS = tuple(
    frozenset(one.split())
    for one in (
        "pay paid pays paying buy buys bought buying purchase purchased acquire acquired sale sold",
        "steal stole stolen take took taken rob robbed robbery theft",
        "start starts started begin begins began begun open opens opened opening",
        "sink sinks sank sunk",
        "flood floods flooded flooding water underwater inundated",
    )
)
_ORDINAL = re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|semi-?finals?)\b", re.IGNORECASE)
# Who is told of in short, stands before: "its", "the firm".
_SHORT = re.compile(
    r"^\W*(?:it|its|they|their|he|his|she|her|the (?:company|firm|group|bank|club|team|film))\b",
    re.IGNORECASE,
)
_THE = re.compile(r"^\W*the ([\w’'-]+)", re.IGNORECASE)
# A clause that has its subject from the rest of its sentence.
_LEANS = re.compile(r"^\W*(?:at|with|and|it|its|they|their|he|his|she|her)\b", re.IGNORECASE)


class Wanted:
    """The words of one question, held against texts."""

    def __init__(self, store: Store, question: Question) -> None:
        self.question = question
        self.stem, self.embedder = store.index.words.stem, store.embedder
        self.counted = counting.wanted(question.text) or ""  # "homes", "" for nothing
        self.names = frozenset(word for one in question.names for word in sameness.lows(one))

    @cached_property
    def relation(self) -> tuple[str, ...]:
        """The words for what is told of those who are named: "flood", "acquitted"."""
        beside = self.names | TIME_NAMES | _TIMELESS | sameness.lows(self.counted)
        rest = tuple(one.casefold() for one in self.question.terms)
        rest = tuple(one for one in rest if one not in beside and not one[0].isdigit())
        return tuple(one for one in rest if one not in _IMPLIED) or rest

    def names_it(self, text: str) -> bool:
        """Whether every name of the question stands in a text, and which one of several."""
        ordinals = map(str.casefold, _ORDINAL.findall(self.question.text))
        low = text.casefold()
        return all(_is_named(one, text) for one in self.question.names) and all(
            one in low for one in ordinals
        )

    def tells(self, text: str) -> bool:
        """Whether a text has a word for the relation."""
        relation = self.relation
        return any(self._stands(one, text) for one in relation) or any(
            self._is_like_one(one, text) for one in relation
        )

    def tells_all(self, text: str) -> bool:
        """Whether a text has all of its words."""
        return all(self.has(one, text) for one in self.relation)

    def is_about(self, sentence: str, clause: str) -> bool:
        """Whether a figure's clause tells the relation, and its sentence of whom."""
        counts = bool(self.counted) and self.has(self.counted, sentence)
        told = sum(self.has(one, sentence) for one in self.relation)
        the = _THE.match(sentence)
        is_short = bool(_SHORT.match(sentence) or (the and self.tells(the[1])))
        named = is_short or bool(self.names & sameness.lows(sentence))
        able = len(self.relation) + bool(self.names) + bool(self.counted)
        if told + named + counts < min(2, able):
            return False
        if not self.relation or self.tells(clause):
            return True
        if told == len(self.relation) and (told > 1 or _LEANS.match(clause)):
            return True
        return bool(told and self.counted) and self.has(self.counted, clause)

    def has(self, word: str, text: str) -> bool:
        """Whether that word, or one for the same, stands in a text."""
        return self._stands(word, text) or self._is_like_one(word, text)

    def _stands(self, word: str, text: str) -> bool:
        """Whether that word, or one that is known to be for the same, stands in a text."""
        if self.stem(word) in sameness.stems(text, self.stem):
            return True
        if sameness.fates(word) & sameness.fates(text):
            return True
        there = sameness.lows(text)
        return any(word in deed and deed & there for deed in _DEEDS)

    def _is_like_one(self, word: str, text: str) -> bool:
        """Whether by the model a word of a text names the same; a name is none for a thing."""
        plain = [one for one in content_words(text) if one.isalpha() and one.islower()]
        return self.is_alike(word, plain)

    def is_alike(self, word: str, others: Sequence[str]) -> bool:
        """Whether one of the others names the same thing, or deed."""
        if not others:
            return False
        own, *rest = self.embedder.words([one.casefold() for one in (word, *others)])
        return any(float(own @ one) >= ALIKE for one in rest)


def _is_named(name: str, text: str) -> bool:
    """Whether a text names it: half of its words, the first or the last among them."""
    own, there = words(name), frozenset(words(text))
    low = {one.casefold() for one in there}
    known = [one for one in own if one.casefold() in low]
    if not own or 2 * len(known) < len(own):
        return False
    if own[0] == known[0]:
        return True
    # "Selm Primary" is no other name for Ormley Primary.
    last = re.finditer(rf"(?:([\w’'-]+) )?\b{re.escape(own[-1])}\b", text)
    by_last = any(not one[1] or not one[1][0].isupper() or one[1] in own for one in last)
    return by_last and own[-1].casefold() not in sameness.ANYWHERE
