"""Of which body or place an office is: "Corby City coach Erin Falk" coaches no other club.

What stands right before the office or behind it says whose it is, where that is a name: "mayor of
Wick", "Wick's mayor", "Mayor Rosa Lind of Wick". Otherwise it is not told. Names are one here that
are short for each other ("Man Utd"), since the question may be typed in small letters.
"""

import re
from collections.abc import Collection

from bot.check import names
from bot.question.common import is_common
from bot.question.days import MONTHS, TIME_NAMES
from bot.question.terms import CAPITAL, content_words, words

SAME, UNTOLD, OTHER = 1, 0, -1
_NEAR = 100  # characters to either side of an office

_NAME = rf"{CAPITAL}[\w&-]*(?: (?:of |the |de |and )?{CAPITAL}[\w&-]*){{0,5}}"
# "Coach Brandt at Wembley" is only there.
_BEHIND = re.compile(
    rf"^(?:(?: {CAPITAL}[\w’'-]+){{1,3}},? of| (?:of|at|for|in|to)) (?:the )?(?P<whose>{_NAME})"
)
_BEFORE = re.compile(
    rf"(?<![\w&-])(?P<whose>{_NAME})(?:(?:['’]s?)? (?:(?:head|first[- ]team|new|interim|"
    r"caretaker|acting|current|long-time|group) )?|['’]s? (?:[a-z-]+ ){1,2})$"
)
# Words that stand before an office and are no place or body: of a party, or where somebody is from.
_PARTIES = frozenset(
    "labour labor democrat democratic republican conservative liberal green greens tory socialist "
    "independent party social christian left right".split()
)
_PEOPLE = re.compile(r"(?:[a-z]an|ish|ese|[nrtl]ch|ss|aeli|aqi|ani)$")
_TITLES = frozenset("the mr mrs ms dr sir dame lord lady".split())
_PASSED = _PARTIES | _TITLES | TIME_NAMES | MONTHS.keys()


def asked(of: str) -> tuple[str, ...]:
    """What an office is asked of, as words in lower case; () where it is nothing that has a name.

    Args:
        of: the words of the question that say whose it is: "the mayor of the town" is any town's.
    """
    said = content_words(f"x {of}")
    if of == of.lower():
        return tuple(said) if any(not is_common(word) for word in said) else ()
    return tuple(word.casefold() for word in said if not word.islower())


def whose(sentence: str, office: re.Match[str], of: Collection[str], *, is_state: bool) -> int:
    """Whether an office that is told of there is that which is asked for: SAME, UNTOLD or OTHER.

    Args:
        of: see `asked`; without any it is.
        is_state: a people's name says whose it is: a French president is that of France.
    """
    if not of:
        return SAME
    before = sentence[max(0, office.start() - _NEAR) : office.start()]
    behind = sentence[office.end() : office.end() + _NEAR]
    found = [found["whose"] for found in (_BEHIND.match(behind), _BEFORE.search(before)) if found]
    told = [said for one in found if (said := _body(one, is_state=is_state))]
    if not told:
        return UNTOLD
    return SAME if any(_is_same(one, of) for one in told) else OTHER


def _body(name: str, *, is_state: bool) -> list[str]:
    said = [word.casefold() for word in words(name)]
    said = [word for word in said if word not in _PASSED and content_words(f"x {word}")]
    if len(said) == 1 and not is_state and _PEOPLE.search(said[0]):
        return []
    return said


def _is_same(told: Collection[str], of: Collection[str]) -> bool:
    """Whether two names may be one: one has all words of the other, or is short for it."""
    both = ((told, of), (of, told))
    return any(all(_has(held, word) for word in said) for said, held in both) or any(
        _has(held, "".join(word[0] for word in said)) for said, held in both if len(said) > 1
    )


def _has(held: Collection[str], word: str) -> bool:
    """Whether a word is among others, as its people or cut short: "Man Utd"."""
    return names.has(set(held), word) or any(
        _is_short(*sorted((one, word), key=len)) for one in held
    )


def _is_short(short: str, long: str) -> bool:
    if len(short) < 3 or short[0] != long[0]:
        return False
    letters = iter(long)
    return long.startswith(short) or (len(short) < 5 and all(one in letters for one in short))
