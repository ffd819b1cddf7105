"""Of whom a sentence says something: who is named before it is another than the one asked about.

"Lena Osk was elected on Sunday" does not say when Ada Quint was. Told by the names alone: what is
said behind a name, and no other than the one asked about stands there, is said of it.
"""

import re

from bot.check.reading import BASE, TITLES
from bot.question.terms import words
from bot.question.wording import names
from ingest.indexes.terms import stem

_ASKS_WHEN = re.compile(
    r"^\W*when (?:was|were|is|are|did|does|will|has|had) (?P<of>.+)", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_PASSIVE = re.compile(r"\b(?:was|were|been|is|are|be|being|got)\s(?:\w+ly\s)?$", re.IGNORECASE)
# A name that is no subject: "In Brinford, she was elected".
_PLACED = re.compile(
    r"\b(?:in|at|of|from|near|to|for|by|with|on|against|over|behind|after|before) (?:the )?$",
    re.IGNORECASE,
)


def is_of_another(sentence: str, told: tuple[int, int], subject: frozenset[str]) -> bool:
    """Whether what is told there is said of somebody else who is named.

    Args:
        told: where it begins and ends.
        subject: the name of whom it is asked, in stems; without one it is nobody else's.
    """
    if not subject:
        return False
    before, behind = sentence[: told[0]], sentence[told[1] :]
    own = subject - _of_namesakes(sentence, subject)
    if own & stems(before) or (not _PASSIVE.search(before) and own & stems(behind)):
        return False
    # "In Tamble" is one run of capitals.
    return any(
        not _PLACED.search(before[: before.find(one)]) and not _PLACED.match(f"{one.split()[0]} ")
        for one in names(f"x {before}")
    )


def _of_namesakes(sentence: str, subject: frozenset[str]) -> frozenset[str]:
    """The surname of the subject, where only others have it there: her husband's, her son's."""
    if len(subject) < 2:
        return frozenset()
    runs = [words(one) for one in names(f"x {sentence}")]
    last = [(run[-1], run[-2].casefold() if run[1:] else "") for run in runs if run]
    given = [first for surname, first in last if stem(surname.casefold()) in subject]
    is_others = bool(given) and all(
        first and stem(first) not in subject and first not in TITLES and len(first) > 1
        for first in given
    )
    return (
        frozenset(stem(one.casefold()) for one, _ in last) & subject if is_others else frozenset()
    )


def asked(asks: re.Pattern[str], question: str) -> frozenset[str]:
    """The name, in stems, that a question asks it of, which is all of the group "of"; else none."""
    found = asks.search(question)
    of = found["of"].strip() if found else ""
    return stems(of) if of and of in names(question) else frozenset()


def does(question: str) -> tuple[frozenset[str], str]:
    """Of whom a question asks when they did something, and the verb, in stems; (∅, "") of none."""
    found = _ASKS_WHEN.match(question)
    name = next((one for one in names(question) if found and found["of"].startswith(f"{one} ")), "")
    verb = words(found["of"][len(name) :])[:1] if found and name else []
    return (stems(name), _base(verb[0])) if verb else (frozenset(), "")


def is_done_by_another(sentence: str, subject: frozenset[str], verb: str) -> bool:
    """Whether a sentence has the verb, and only of somebody else who is named.

    Args:
        subject: the name of whom it is asked, in stems.
        verb: its stem.
    """
    told = [one.span() for one in _WORD.finditer(sentence) if _base(one[0]) == verb]
    return bool(told) and all(is_of_another(sentence, one, subject) for one in told)


def _base(word: str) -> str:
    low = word.casefold()
    return stem(BASE.get(low, low))


def stems(text: str) -> frozenset[str]:
    """Its words, as they are compared."""
    return frozenset(stem(word.casefold()) for word in words(text))
