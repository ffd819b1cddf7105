"""Whether a sentence tells the relation that a question asks for: who owns, wrote or founded it.

The entity may be right and the relation another: who designed a bridge did not build it. What is
asked for in one word is told in a few others, which stand in telling.py; a verb that does not stand
there may be told in any words. Where no sentence tells the relation, nor the ones beside it, the
articles do not say it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.answer.fitting import kinds, whose
from bot.answer.fitting.scale import CANNOT, MAY, SURE
from bot.answer.fitting.telling import OF_SUM, OF_WHEN, OF_WHO
from bot.answer.fitting.whose import stems
from bot.figures.figures import measures
from bot.question.terms import content_words, words
from bot.question.wording import names

_SUMS = ("money", "count")
_ADVERB = (
    r"(?:(?:first|originally|also|really|actually|finally|ever|once|now|has|have|had|will|is|was|"
    r"were|are|did|does)\s)*"
)
_ASKS_WHO = rf"^\W*(?:(?:and|so|but)\s)?(?:by )?(?:who|whom)(?:['’]s)?\s{_ADVERB}(?:the\s)?"
# "Who was the bridge designed by?", "Whom did Ada marry?", "Who is Ada married to?"
_WHO_OF = (
    r"^\W*(?:(?:and|so|but)\s)?(?:by )?(?:who|whom)\s(?:did|does|is|was|were|has|had)\s"
    r"(?:\S+\s){1,6}?"
)
_ASKS_WHEN = (
    r"^\W*(?:when|(?:in |on )?(?:what|which) (?:year|date|day|month)) "
    r"(?:was|were|is|did|does|will|had)\s"
    r"(?P<of>(?:\S+\s){1,5}?)(?:also |first |be |finally )?"
)
_ASKS_WHAT = (
    r"^\W*(?:what|how (?:much|big|large|high))(?:['’]s)?\s(?:(?:is|was|were|are)\s)?"
    r"(?:(?:the|its|their|his|her)\s|[\w’'-]+['’]s?\s)?"
)
_LIGHT = stems("make made do did have had get got post posted report reported record recorded")
_NOTHING = re.compile(r"\b(?:no|not|neither|nothing|even)\b", re.IGNORECASE)
# "What pay rise did they get?" asks for no pay.
_NO_NOUN = r"(?=\W*$| (?:of|did|does|do|has|have|had|was|were|is|are|at|for|in|on|by|last|this)\b)"
_LEANS = re.compile(r"^\W*(?:the|its?|his|her|their|he|she|they|this|these|that)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that is asked for."""

    plain: re.Pattern[str]  # what tells it and nothing else
    told: re.Pattern[str]  # what may tell it as well
    kind: str  # of what is asked for: "person", "date", "sum"
    asked: frozenset[str]  # the words of the question
    of: tuple[frozenset[str], ...]  # the names in it, in stems
    matter: frozenset[str]  # its other words, in stems
    subject: frozenset[str] = frozenset()  # the name of whom it is asked, where it is of a name

    def tells(self, sentence: str, beside: str, before: str) -> float:
        """How surely a sentence can tell it.

        Args:
            beside: its headline and the sentences before and behind it.
            before: its headline and what its passage says before it.
        """
        told = [match.span() for match in self.told.finditer(sentence)]
        if told and all(whose.is_of_another(sentence, one, self.subject) for one in told):
            return CANNOT
        if not told:
            is_near = self.kind == "person" and self.told.search(beside)
            return MAY if is_near else CANNOT
        is_of_kind = self._is_of_kind(sentence)
        plain = [match.span() for match in self.plain.finditer(sentence)]
        is_plain = any(not whose.is_of_another(sentence, one, self.subject) for one in plain)
        if self.kind == "sum" and not is_of_kind and not _NOTHING.search(sentence):
            return CANNOT
        around = before if _LEANS.match(sentence) else beside
        is_sure = is_plain and is_of_kind and self._is_about(f"{sentence} {around}")
        return SURE if is_sure else MAY

    def _is_of_kind(self, sentence: str) -> bool:
        if self.kind == "sum":
            return any(one.kind in _SUMS for one in measures(sentence))
        return kinds.holds(self.kind, sentence, set(self.asked), str.casefold) > 0

    def _is_about(self, text: str) -> bool:
        said = stems(text)
        every = [one for one in (*self.of, self.matter) if one]
        return bool(every) and all(2 * len(one & said) >= len(one) for one in every)


@dataclass(frozen=True, slots=True)
class _Form:
    asks: re.Pattern[str]
    plain: re.Pattern[str]
    told: re.Pattern[str]
    kind: str


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_FORMS = tuple(
    _Form(
        _pattern(rf"{asks}(?P<verb>{one.asked})\b{behind}"),
        _pattern(rf"\b(?:{one.plain})\b"),
        _pattern(rf"\b(?:{one.plain}|{one.wide})\b"),
        kind,
    )
    for asks, several, kind, behind in (
        (_ASKS_WHO, OF_WHO, "person", ""),
        (_WHO_OF, OF_WHO, "person", ""),
        (_ASKS_WHEN, OF_WHEN, "date", ""),
        (_ASKS_WHAT, OF_SUM, "sum", _NO_NOUN),
    )
    for one in several
)


@lru_cache(maxsize=64)
def asked(question: str) -> Relation | None:
    """The relation that a question asks for; None where it asks for none that is known."""
    question = question[:300]
    for form in _FORMS:
        if found := form.asks.match(question):
            return _relation(question, found, form)
    return None


def _relation(question: str, found: re.Match[str], form: _Form) -> Relation:
    of = tuple(stems(name) for name in names(question))
    return Relation(
        plain=form.plain,
        told=form.told,
        kind=form.kind,
        asked=frozenset(word.casefold() for word in words(question)),
        of=of,
        matter=stems(" ".join(content_words(question))) - _LIGHT.union(*of) - stems(found["verb"]),
        subject=whose.asked(form.asks, question) if form.kind == "date" else frozenset(),
    )
