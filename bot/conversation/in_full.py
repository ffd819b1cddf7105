"""An answer that calls somebody by surname alone, with the name that the articles give in full.

"Haskell voted against it" tells of nobody whom "she" surely means; "Dora Haskell" does.
"""

import re
from collections.abc import Sequence

from bot.conversation.given_names import FEMALE, MALE
from bot.conversation.people import is_person, may_be_surname, named
from bot.question.common import is_common

LONGEST = 20_000  # characters of an article that are looked at
_MOST = 4  # surnames of an answer that are looked for


def lone(answer: str) -> list[str]:
    """The names of one word in an answer that stand in no longer one: surnames, and places."""
    found = named(answer)
    behind = {one.split()[-1] for one in found if " " in one}
    return [one for one in found if may_be_surname(one) and one not in behind][:_MOST]


def named_in_full(answer: str, texts: Sequence[str]) -> str:
    """`answer` with each surname that stands alone in it in full, where it first stands.

    One that several people in the articles bear, or nobody, stays.

    Args:
        texts: of the articles that the conversation quotes.
    """
    for surname in lone(answer):
        full = {one for text in texts for one in _bearers(surname, text[:LONGEST])}
        if len(full) == 1:
            answer = re.sub(rf"\b{re.escape(surname)}\b", full.pop(), answer, count=1)
    return answer


def _bearers(surname: str, text: str) -> set[str]:
    """Whom a text calls so, in full."""
    runs = re.finditer(rf"\b(?:[A-ZÀ-Þ][\w’'.-]{{1,30}}\s){{1,4}}{re.escape(surname)}\b", text)
    found = {one for match in runs for one in named(f"So {match[0]}")}
    return {one for one in found if one.endswith(f" {surname}") and _is_full(one, text)}


def _is_full(name: str, text: str) -> bool:
    first = name.split()[0].casefold()
    return is_person(name, text) and (first in FEMALE | MALE or not is_common(first))
