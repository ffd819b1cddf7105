"""What comes before what: `before` in one text where the other has `after`, of the same thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from bot.check.reading import Reading, Word

_IS_AFTER = {
    **dict.fromkeys("before until till by".split(), False),
    **dict.fromkeys("after since following from".split(), True),
}
# "No earlier than 4 May" is from 4 May on: what is denied is turned round.
_PHRASES = {
    ("earlier", "than"): False,
    ("later", "than"): True,
    ("ahead", "of"): False,
    ("prior", "to"): False,
}
_OF_DATES = frozenset({"by", "from"})  # of time only where a date follows
_TO_DATE = 12  # characters between: "by the end of March"
_DENY = frozenset("no not never n cannot".split())
_ONLY_BESIDE = frozenset("after since following from by earlier later".split())
_DENIED = 6  # words before it among which a denial turns it round: "will not open before May"


@dataclass(frozen=True, slots=True)
class Place:
    """A word of time, and what it is bound to."""

    said: str  # "before", "not before"
    is_after: bool
    heads: frozenset[str]  # stems: of a word, or of all of a date
    denial: Word | None  # that turns it round: the "not" of "not before May"


def turned(statement: Reading, quote: Reading) -> str:
    """Why the one has before a thing what the other has after it, in words; "" where none does."""
    theirs = list(places(quote))
    for one in places(statement):
        same = [other for other in theirs if other.heads == one.heads]
        if same and all(other.is_after != one.is_after for other in same):
            return f"It says “{one.said}” where the quote says “{same[0].said}”."
    return ""


def borne_out(text: Reading, other: Reading) -> set[int]:
    """Where a denial starts that only says when, as the other text does in other words.

    "It will not open before May" and "it will open no earlier than May".
    """
    theirs = {(one.heads, one.is_after) for one in places(other)}
    return {
        one.denial.start
        for one in places(text)
        if one.denial and (one.heads, one.is_after) in theirs
    }


def places(text: Reading) -> Iterator[Place]:
    """The words of time of a text that have something behind them in their sentence."""
    words = text.words
    for i, word in enumerate(words[:-1]):
        pair = word.low, words[i + 1].low
        last = i + 1 if pair in _PHRASES else i
        is_after = _PHRASES.get(pair, _IS_AFTER.get(word.low))
        if is_after is None or (word.low in _OF_DATES and not _has_date(text, word)):
            continue
        said = " ".join(one.low for one in words[i : last + 1])
        heads = _heads(word, words[last + 1 : last + 8])
        if not heads:
            continue
        if denial := _denial(words, i):
            said, is_after = f"{denial.text} {said}", not is_after
        yield Place(said, is_after, heads, denial)


def _heads(word: Word, behind: tuple[Word, ...]) -> frozenset[str]:
    """The first word behind it that matters, or the figure there, in any order of its words."""
    own = [one for one in behind if one.sentence == word.sentence]
    first = next((i for i, one in enumerate(own) if one.matters or one.is_figure), len(own))
    if first < len(own) and own[first].is_figure:
        figure = takewhile(lambda one: one.is_figure, own[first:])
        return frozenset(one.key for one in figure)
    return frozenset(one.key for one in own[first : first + 1])


def _has_date(text: Reading, word: Word) -> bool:
    # The word may be taken for a part of the date: "from April".
    return any(
        one.kind == "date" and (one.start == word.start or 0 < one.start - word.end <= _TO_DATE)
        for one in text.figures
    )


def _denial(words: tuple[Word, ...], place: int) -> Word | None:
    """What turns the word of time at `place` round: "no later than", "will not open before"."""
    reach = 1 if words[place].low in _ONLY_BESIDE else _DENIED
    for one in words[max(0, place - reach) : place]:
        # The word of time may open a clause of its own.
        if one.low in _DENY and words[place].clause - one.clause in {0, 1}:
            return one
    return None
