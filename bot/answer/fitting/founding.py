"""Whether what a sentence says was founded, built or launched can be what a question asks about.

"OpenAI founded a company in 2025" does not say when OpenAI was founded, nor does a ship that was
launched in 1979 say it of a ferry. Only what is plainly another thing is told apart: who founds
something is not founded, and what is said behind a name and a comma is said of that name.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.question.terms import content_words, words
from ingest.indexes.terms import stem

_PASSIVE_ASKED = re.compile(r"^\W*(?:was|were|is|are|had|has|have)\b", re.IGNORECASE)
_CALENDAR = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Easter)"
)
_MEANT = re.compile(r"\bto (?:\w+ly )?$", re.IGNORECASE)  # "to build" is a wish
_TO = re.compile(r"to\b", re.IGNORECASE)  # who came "to found Averley" founded it
_PREPOSITION = re.compile(r"\b(?:of|in|at|on|for|near|from|by|with|to)\b", re.IGNORECASE)
_NAMED = re.compile(
    rf"\b(?!{_CALENDAR})[A-Z][\w’'-]*(?:, | \()(?:which (?:was|had been) )?(?:\w+ly )?$"
)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|is|are|be|being|got)(?: (?:\w+ly|first|once|also|not|then))? $",
    re.IGNORECASE,
)
_OTHER_OBJECT = re.compile(
    rf" (?:(?:an?|another|its|their|his|her|our|two|three|several|many|new)\b|(?!{_CALENDAR})[A-Z])"
    r"(?! (?:year|month|week|day|decade|century|few)\b)"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about, in stems: "the Averley ferry of 1911"."""

    words: frozenset[str]
    head: str  # "ferry"


def subject(between: str) -> Subject | None:
    """What is asked about, of the words between "when" and "founded".

    None where the question does not have it in the passive: "When did they establish …?".
    """
    passive = _PASSIVE_ASKED.match(between)
    if not passive:
        return None
    asked = between[passive.end() :]
    said, first = content_words(asked), content_words(_PREPOSITION.split(asked)[0])
    return Subject(_stems(said), stem(first[-1].casefold())) if first else None


def tells(told: re.Pattern[str], sentence: str, of: Subject | None) -> bool:
    """Whether a sentence tells, in one of those words, what can be of that subject.

    Args:
        of: see `subject`; without one any word tells.
    """
    found = told.finditer(sentence)
    return any(not of or not _is_of_another(sentence, one, of) for one in found)


def _is_of_another(sentence: str, told: re.Match[str], of: Subject) -> bool:
    before, behind = sentence[: told.start()], sentence[told.end() :]
    if _MEANT.search(before):
        return True
    if _NAMED.search(before):
        return not of.words & _stems(words(before))
    if not _OTHER_OBJECT.match(behind) or _PASSIVE.search(before) or _TO.match(told[0]):
        return False
    return of.head in _stems(words(before)) and not of.words & _stems(words(behind))


def _stems(said: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word.casefold()) for word in said)
