"""A text taken apart for whoever looks for figures in it: numbers, words and signs."""

import re
from typing import NamedTuple

# A sign before the digits belongs to no number here: "10-15" is a range, and degrees say so.
TOKEN = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3}){1,6}(?:[.,]\d{1,9})?(?![\d.,]{0,3}\d)|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|[½¼¾⅓⅔]|[^\w\s]"
)


class Token(NamedTuple):
    """A number, a word or a sign, and where it stands."""

    text: str
    low: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """`text` taken apart; linear in its length."""
    return [Token(one[0], one[0].lower(), one.start(), one.end()) for one in TOKEN.finditer(text)]
