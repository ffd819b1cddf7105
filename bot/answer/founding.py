"""Whether what a sentence says was founded, built or launched can be what a question asks about.

"OpenAI founded a company in 2025" does not say when OpenAI was founded, nor does a ship that was
launched in 1979 say it of a ferry. Only what is plainly another thing is told apart: who founds
something is not founded, and what is said behind a name and a comma is said of that name.
"""

import re
from collections.abc import Iterable

from bot.question.terms import content_words, words
from ingest.terms import stem

_PASSIVE_ASKED = re.compile(r"^\W*(?:was|were|is|are|had|has|have)\b", re.IGNORECASE)
_CALENDAR = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Easter)"
)
_MEANT = re.compile(r"\bto (?:\w+ly )?$", re.IGNORECASE)  # "to build" is a wish
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


def subject(between: str) -> frozenset[str]:
    """The stems of what is asked about, of the words between "when" and "founded".

    None of them where the question does not have it in the passive: "When did they establish …?".
    """
    if not _PASSIVE_ASKED.match(between):
        return frozenset()
    return _stems(content_words(f"x {between}"))


def tells(told: re.Pattern[str], sentence: str, of: frozenset[str]) -> bool:
    """Whether a sentence tells, in one of those words, what can be of that subject.

    Args:
        of: see `subject`; of an empty one any word tells.
    """
    found = told.finditer(sentence)
    return any(not of or not _is_of_another(sentence, one, of) for one in found)


def _is_of_another(sentence: str, told: re.Match[str], of: frozenset[str]) -> bool:
    before, behind = sentence[: told.start()], sentence[told.end() :]
    if _MEANT.search(before):
        return True
    if _NAMED.search(before):
        return not of & _stems(words(before))
    founds = _OTHER_OBJECT.match(behind) and not _PASSIVE.search(before)
    return bool(founds) and bool(of & _stems(words(before))) and not of & _stems(words(behind))


def _stems(said: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word.casefold()) for word in said)
