"""Whose post a sentence speaks of: "the coach of Wickley Town" is not the coach of Alder Rovers.

A question for who holds a post names the post and, as a rule, where it is held. In a sentence
its word is bound to the organisation that is named beside it: "the coach of …", "…'s coach",
"… coach", "coaches …". A deputy, an assistant and a predecessor hold other posts.

Here for any post by its own word, so that values are told apart (holders.py) and no answer names
who holds it elsewhere (bot/answer/extracted/answering.py). How surely a sentence says who holds
one of the offices that other words tell as well ("boss", "city hall"), tells
bot/answer/fitting/offices.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from bot.question import wording
from bot.question.days import TIME_NAMES
from bot.question.terms import content_words, words
from bot.question.understanding import Question

_MOST = 8  # mentions in one sentence that are looked at
OWN, OPEN, OTHER = "own", "open", "other"  # of the place asked for, of none named, of another one
_BE = r"(?:['’]s|is|was|are|were|be|became|becomes|will be|has been|will become)"
_RANKS = (
    r"deputy|vice|former|ex|assistant|associate|late|previous|past|then|outgoing|retired|one-time|"
    r"shadow|honorary"
)
_ASKS = re.compile(
    rf"\bwho ?(?:now |currently )?{_BE} "
    r"(?:(?:the|an?|now|new|current|currently|today['’]s|present) )*"
    r"(?P<post>[a-z][\w-]+(?: [a-z][\w-]+){0,2}?) (?:of|at|for|in|with) (?:the )?(?=[A-Z])"
)
_ASKS_WHOSE = re.compile(
    rf"\bwho ?{_BE} (?:the )?(?P<whose>[A-Z].{{1,60}}?)['’]s? (?:(?:new|current|present) )*"
    r"(?P<post>[a-z][\w-]+(?: [a-z][\w-]+){0,2}?)(?= now| today| currently|\W*$)"
)
_ASKS_VERB = re.compile(
    r"\bwho (?:now |currently )?(?P<verb>(?:coach|lead|head|chair|manage|run|captain|direct|own|"
    r"edit|command|conduct|govern)e?s) (?:the )?(?=[A-Z])"
)
_WHERE = re.compile(r"^(?:,? (?:officer|general))? (?:of|at|for|in|with) ([^,.;:()]{2,70})")
_NAMED = re.compile(r"[A-Z][\w’'&.-]*")
_RUN = r"[A-Z][\w’'&.-]*(?: (?:(?:of|and|the|de|la|&) )*[A-Z][\w’'&.-]*)*"
_OBJECT = re.compile(r" (?:the )?([A-Z][\w’'&.-]*(?: [A-Z][\w’'&.-]*)*)")
_THING = re.compile(r"(?:the|this|that) ([a-z][\w-]+)")
_OWNER = re.compile(
    rf"({_RUN}) (?:(?:new|own|current|caretaker|interim|acting|long-serving|head|first|team|club|"
    r"group) )*$"
)
_POSSESSIVE = re.compile(r"['’]s?$")
# Whose coach it is under whom somebody won, the subject tells.
_UNDER = re.compile(r"\bunder (?:(?:its|their|the|a|new|caretaker|interim|acting|head) )*$")
_OF_A_NATION = re.compile(r"(?:ish|ese|ian|ean|can|man|ch|ic|qi|li|wiss|eek|rab)$")
_WHOSE = re.compile(
    r"\b(?:its|their|the (?:club|firm|company|group|bank|side|team)['’]s?) (?:\w+ )?$", re.I
)
_ONES_OWN = re.compile(r"\b(?:his|her) (?:\w+ )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Post:
    """What is asked for: a post, and the words of the names of where it is held."""

    name: str  # as the question has it
    word: re.Pattern[str]
    is_verb: bool
    where: frozenset[str]  # in lower case
    question: str

    def mentions(self, sentence: str, before: str = "") -> list[tuple[int, int, str]]:
        """Where a sentence speaks of such a post, and whether of that one.

        Args:
            before: the sentence before it, which may say whose "its" is.
        """
        return [
            (match.start(), match.end(), self._whose(sentence, match.start(), match.end(), before))
            for match in islice(self.word.finditer(sentence), _MOST)
        ]

    def held_in(self, sentence: str, before: str = "") -> str:
        """OWN, OPEN or OTHER as the nearest of its mentions is; "" without one."""
        found = {whose for _, _, whose in self.mentions(sentence, before)}
        return next((one for one in (OWN, OPEN, OTHER) if one in found), "")

    def is_named_in(self, text: str) -> bool:
        return bool(self.where & {word.casefold() for word in words(text)})

    def _whose(self, sentence: str, start: int, end: int, before: str) -> str:
        ahead, behind = sentence[:start], sentence[end:]
        if self.is_verb:
            object_ = _OBJECT.match(behind)
            return self._of(object_[1]) if object_ else OPEN
        rank = _RANK.search(ahead)
        if rank and rank[1].casefold() not in self.question.casefold():
            return OTHER
        if _ONES_OWN.search(ahead):  # "chose the banker as her deputy in Norland"
            return OWN if self.is_named_in(f"{before} {ahead}") else OPEN
        where = _WHERE.match(behind)
        if where and any(_places(where[1])):
            return self._of(where[1])
        if where and (thing := _THING.match(where[1])):
            named = re.search(rf"({_RUN}) {re.escape(thing[1])}\b", f"{before} {sentence}")
            if named and any(_places(named[1])):
                return self._of(named[1])
        if run := self._owner(ahead):
            return self._of(run)
        if _UNDER.search(ahead) and (subject := _subject(ahead)):
            return self._of(subject)
        if _WHOSE.search(ahead):
            return OWN if self.is_named_in(_subject(ahead) or _subject(before)) else OPEN
        return OPEN

    def _owner(self, ahead: str) -> str:
        """Whose it is by the name just before it, "" where there is none."""
        owner = _OWNER.search(ahead)
        run = _POSSESSIVE.sub("", owner[1]) if owner else ""
        if owner is None or not any(_places(run)):
            return ""
        is_name = " " in run or bool(owner.start())  # not a sentence's first word
        is_owner = run != owner[1]
        return run if is_owner or (is_name and not _OF_A_NATION.search(run)) else ""

    def _of(self, where: str) -> str:
        named = [one.casefold() for one in _places(where)]
        low = {word.casefold() for word in words(where)}
        letters = "".join(one[0] for one in named)
        short = {re.sub(r"\W", "", one) for one in (*self.where, *low)}
        is_same = bool(self.where & low) or letters in short or self._letters in short
        return OWN if is_same else OTHER

    @property
    def _letters(self) -> str:
        """The first letters of the names asked for, in their order: "us" of United States."""
        return "".join(
            one[0].casefold() for one in _places(self.question) if one.casefold() in self.where
        )


_RANK = re.compile(rf"\b({_RANKS})[ -](?:\w+ )?$", re.IGNORECASE)


def asked(question: Question) -> Post | None:
    """The post whose holder is asked for, None where it is none of a place that is named."""
    return _asked(question.text, question.names) if question.kind == "person" else None


@lru_cache(maxsize=256)  # the same for every sentence that a question is held against
def _asked(text: str, names: tuple[str, ...]) -> Post | None:
    text = text[:1].lower() + text[1:]
    where = frozenset(word.casefold() for name in names for word in words(name))
    if not where:
        return None
    if match := _ASKS.search(text) or _ASKS_WHOSE.search(text):
        word = re.compile(rf"\b{re.escape(match['post'])}\b(?!['’]s)", re.IGNORECASE)
        return Post(match["post"].casefold(), word, is_verb=False, where=where, question=text)
    if match := _ASKS_VERB.search(text):
        word = re.compile(rf"\b{match['verb']}\b", re.IGNORECASE)
        return Post(match["verb"].casefold(), word, is_verb=True, where=where, question=text)
    return None


def _places(text: str) -> Iterator[str]:
    """The words with a capital that may name where a post is held."""
    return (
        one[0]
        for one in _NAMED.finditer(text)
        if one[0].casefold() not in TIME_NAMES
        and ((len(one[0]) > 1 and one[0].isupper()) or content_words(one[0].casefold()))
    )


def _subject(text: str) -> str:
    """The first name in a text, "" where there is none."""
    return next((one for one in wording.names(f"x {text}") if any(_places(one))), "")
