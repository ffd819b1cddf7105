"""Which round of a contest is asked about: who won the semi-final did not win the final yet.

"The semi-final", "the last four", "the third stage", "stage three" and "the second round" are parts
of one contest, of which each has its own winner and score. A sentence is of the round that it
names, else of one that is named before it or in its headline.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.article import Article, Span

_ORDINALS = {
    "first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_NUMBERS = {
    word: n
    for n, word in enumerate("one two three four five six seven eight nine ten".split(), start=1)
}
_NOUNS = "stage|round|leg|heat|set|test|race|debate"
_ROUND = re.compile(
    r"\b(?:(?P<semi>semi[- ]?finals?|semis|last four)|(?P<quarter>quarter[- ]?finals?|last eight)|"
    r"(?P<sixteen>last (?:16|sixteen)|round of (?:16|sixteen))|(?P<group>group (?:stage|phase))|"
    # "The final", and not "the final report".
    r"(?P<final>finals?(?= (?:was|were|is|will|in|on|at|of|against|with|when|and|after|between|by|"
    r"for|to|as|but|that|which)\b|[^\w\s]|$))|"
    rf"(?P<nth>{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))(?: and \w+)?[ -](?P<of>{_NOUNS})s?|"
    rf"(?P<noun>{_NOUNS}) (?P<number>{'|'.join(_NUMBERS)}|\d{{1,2}}))(?!\w)",
    re.IGNORECASE,
)
FINAL = "final"
_FAR = 800  # characters before a sentence in which its round may be named


@lru_cache(maxsize=512)
def named(text: str) -> tuple[str, ...]:
    """The rounds in a text, in its order: "semi", "final", "stage 3"."""
    return tuple(map(_key, _ROUND.finditer(text)))


def tells(asked: tuple[str, ...], article: Article, span: Span) -> bool:
    """Whether a sentence may tell of a round that is asked for.

    Where no round is named it may be of the final or of a numbered one. Whoever tells of a
    semi-final says so somewhere.

    Args:
        asked: as `named` of the question; without one it is of any.
    """
    if not asked:
        return True
    if own := _of_kind(asked[0], named(article.text[span.start : span.end])):
        return bool({*asked} & {*own})
    if asked[0] == FINAL:  # who wins the cup wins its final
        return True
    before = f"{article.title}. {article.text[max(0, span.start - _FAR) : span.start]}"
    if near := _of_kind(asked[0], named(before)):
        return bool({*asked} & {*near})
    return asked[0][-1].isdigit() or bool({*asked} & {*named(article.text)})


def _of_kind(asked: str, said: Sequence[str]) -> list[str]:
    """Those that one stage, or one final, can be told from."""
    noun = asked.rpartition(" ")[0]
    return [one for one in said if one.rpartition(" ")[0] == noun]


def _key(match: re.Match[str]) -> str:
    name = match.lastgroup or ""
    if name in {"of", "number"}:
        noun = match["of"] or match["noun"]
        said = (match["nth"] or match["number"]).casefold()
        known = _ORDINALS | _NUMBERS
        number = known[said] if said in known else int(re.sub(r"\D", "", said))
        return f"{noun.casefold()} {number}"
    return name
