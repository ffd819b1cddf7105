"""Whether the names of a statement are those of its quote, and none was put in another's place."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise

from bot.check.reading import TITLES, Reading, Word, read

# Countries and their people, where the one is not the other's beginning.
_SAME = [
    "us usa america american americans united states",
    "uk britain british briton britons united kingdom",
    "france french",
    "spain spanish",
    "netherlands dutch holland",
    "denmark danish",
    "poland polish",
    "sweden swedish",
    "turkey turkish",
    "ireland irish",
    "scotland scottish scots",
    "wales welsh",
    "greece greek",
    "switzerland swiss",
    "china chinese",
    "germany german deutschland",
    "norway norwegian",
    "finland finnish",
    "england english",
    "iraq iraqi",
    "eu european union",
    "nyc new york",
]
_ALIKE = {word: line.split() for line in _SAME for word in line.split()}
_STEM_ENDS = frozenset(("", "a", "e", "y", "o", "s"))
_ENDS = frozenset("s es n an ian ans ians ese i is ish ean eans isch ische ischen en e in".split())
# What a quote may say for a name that stands beside it.
_STANDS_FOR = frozenset(
    "he she it they his her their its him them we our i er sie es sein seine ihr ihre der die "
    "das il elle ils elles le la les lui leur son sa ses".split()
)
_THIRD = frozenset("he she his her him".split())
_WHOM = frozenset("him them it us ihm ihn ihnen lui leur".split())
_TO = frozenset("to from by with against for than".split())
# And with "the" before it.
_KINDS = frozenset(
    "company firm group bank club team agency maker giant startup lab retailer airline publisher "
    "party outlet newspaper president minister chancellor mayor chief director chairman chairwoman "
    "actor singer striker man woman boy girl suspect defendant author coach player driver teenager "
    "pair couple senator governor judge billionaire founder scientist lawyer".split()
)
STARTS = 60  # characters by which a quote is found in its passage
# Nobody has two of them at a time.
_OFFICES = frozenset("mayor governor minister senator chancellor judge ambassador bishop".split())


def missing(statement: Reading, texts: Iterable[Reading]) -> list[tuple[Word, ...]]:
    """The names of `statement`, run by run, of which a word is in none of the texts."""
    texts = list(texts)
    held, short = _held(texts), _abbreviations(texts)
    found = []
    for run in statement.runs:
        lacking = tuple(word for word in run if not _has_word(held, texts, word))
        if lacking and not (len(run) > 1 and "".join(word.low[0] for word in run) in short):
            found.append(lacking)
    return found


def holds(run: tuple[Word, ...], texts: Iterable[Reading]) -> bool:
    """Whether every word of a name is in one of the texts."""
    texts = list(texts)
    held = _held(texts)
    return all(_has_word(held, texts, word) for word in run)


def _has_word(held: set[str], texts: Iterable[Reading], word: Word) -> bool:
    if has(held, word.low):
        return True
    # An abbreviation has capitals alone: Ed is not Emma Dunn.
    return word.text.isupper() and any(word.low in initials(one) for one in texts)


def _held(texts: Iterable[Reading]) -> set[str]:
    return set().union(*(one.lows for one in texts))


def _abbreviations(texts: Iterable[Reading]) -> set[str]:
    return {word.low for one in texts for word in one.words if word.text.isupper()}


def has(held: set[str], low: str) -> bool:
    """Whether a name is among `held`: itself, its people, its possessive."""
    if low in held or any(one in held for one in _ALIKE.get(low, ())):
        return True
    # Ukraine and Ukrainian, Smith and Smiths; but Austria is not Australia, nor John Johnson.
    return any(_related(low, one) for one in held if one[:4] == low[:4])


def _related(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    common = 0
    while common < len(short) and short[common] == long[common]:
        common += 1
    return common >= 4 and short[common:] in _STEM_ENDS and long[common:] in _ENDS


def initials(text: Reading) -> set[str]:
    """WHO for World Health Organization, small words between left out or kept."""
    found: set[str] = set()
    words = text.words
    for run in text.runs:
        if len(run) > 1:
            found.add("".join(word.low[0] for word in run))
    capital = [word for word in words if word.text[0].isupper()]
    for first in range(len(capital)):
        for size in (3, 4, 5):
            part = capital[first : first + size]
            if len(part) == size and part[-1].end - part[0].start < 60:
                found.add("".join(word.low[0] for word in part))
    return found


def named_before(run: tuple[Word, ...], quote: Reading, about: Reading, beside: Reading) -> bool:
    """Whether each word of a name stands in the quote, the headline, or beside it up to the quote.

    What `he` stands for has been named by then.
    """
    passage, words = (" ".join(one.text.split()) for one in (beside, quote))
    start = passage.find(words[:STARTS])
    before = beside if start < 0 else read(passage[: start + len(words)])
    return holds(run, [quote, about, before])


def namesake(run: tuple[Word, ...], statement: Reading, quote: Reading) -> tuple[Word, ...]:
    """The name of the quote with the last word of a statement's name and another before it.

    The quote's Lionel Vance is not the Edmund Vance of the sentence beside it.
    """
    whole = statement.run_at.get(run[0].start, run)
    if len(whole) < 2:
        return ()
    for other in quote.runs:
        if len(other) > 1 and other[-1].low == whole[-1].low and other[0].low != whole[0].low:
            return other
    return ()


def opening(statement: Reading, texts: str) -> Word | None:
    """The first word of a statement, where it is a name by these texts.

    A capital says nothing of a first word: it is one that they write with a capital alone.
    """
    first = statement.words[0] if statement.words else None
    if first is None or first.is_name or first.is_figure or not first.matters:
        return None
    if not first.text[0].isupper() or statement.language == "de":
        return None
    name = first.text
    written = re.findall(rf"\b{re.escape(name)}\b", texts, re.IGNORECASE)
    return first if written and all(one == name for one in written) else None


def stands_for(
    quote: Reading, run: tuple[Word, ...] = (), statement: Reading | None = None
) -> bool:
    """Whether the quote has a word that may mean somebody named beside it: `he`, `the company`.

    Args:
        run: the name that it is to mean, in `statement`: behind a preposition it is no `he`; and
            what a statement in another language says of whom cannot be told.
    """
    words = _STANDS_FOR
    if statement is not None and statement.language != quote.language:
        return False
    if statement is not None and run:
        place = bisect_left(statement.words, run[0].start, key=lambda word: word.start)
        before = [one.low for one in statement.words[:place] if one.low != "the"]
        if before and before[-1] in _TO:
            words = _WHOM
    if statement is not None and _has_own(quote, statement):
        words -= _THIRD
    described = (two.low in _KINDS for one, two in pairwise(quote.words) if one.low == "the")
    return bool(quote.lows & words) or any(described)


def _has_own(quote: Reading, statement: Reading) -> bool:
    """Whether each `he` and `she` of the quote has somebody else right there: "Falk said that she".

    It is then no word for somebody named beside the quote.
    """
    pronouns = [word for word in quote.words if word.low in _THIRD]
    last = [
        next((w for w in quote.words if w.is_name and w.sentence == one.sentence), None)
        for one in pronouns
    ]
    return bool(pronouns) and all(
        name is not None
        and name.start < one.start
        and (not name.start or quote.text[name.start - 2] in ".!?\n")
        and not has(set(statement.lows), name.low)
        for one, name in zip(pronouns, last, strict=True)
    )


def replaced(run: tuple[Word, ...], statement: Reading, quote: Reading) -> tuple[Word, ...]:
    """The name of the quote in whose place `run` stands in the statement; () if in nobody's.

    It is one that the statement lacks and that has the same word beside it there.
    """
    own = _beside(run, statement)
    for other in quote.runs:
        around = _beside(other, quote)
        alike = sum(bool(one) and one == two for one, two in zip(own, around, strict=True))
        # A name that the statement has elsewhere may have got there by another order of words.
        if alike == 2 or (alike and not any(word.low in statement.lows for word in other)):
            return other
    return ()


def retitled(statement: Reading, quote: Reading) -> str:
    """Whether somebody has another office than in the quote, in words; "" where nobody has.

    "Finance minister Ines Falk" of the health minister, "Mayor Falk" of the governor.
    """
    offices = {run[-1].low: _office(run, quote) for run in quote.runs}
    for run in statement.runs:
        own, other = _office(run, statement), offices.get(run[-1].low, ())
        if not own or not other or _low(own) & _low(other) - _OFFICES:
            continue
        if own[-1].low != other[-1].low or (len(own) > 1 and len(other) > 1):
            said, theirs = (" ".join(word.text for word in one) for one in (own, other))
            return f"It says {said} {run[-1].text} where the quote says {theirs}."
    return ""


def _office(run: tuple[Word, ...], text: Reading) -> tuple[Word, ...]:
    """The office right before a name, with the word that says of what; () where there is none."""
    first = bisect_left(text.words, run[0].start, key=lambda word: word.start)
    if first and text.words[first - 1].low in _OFFICES:
        before = text.words[max(0, first - 2) : first]
        is_of = len(before) == 2 and (before[0].matters or before[0].low in TITLES - {"the", "a"})
        return before if is_of and before[0].clause == before[1].clause else before[-1:]
    # "Health Minister Ines Falk": all of it has capitals, and is one run with her.
    held = next((i for i, word in enumerate(run[:-1]) if word.low in _OFFICES), -1)
    return run[max(0, held - 1) : held + 1] if held >= 0 else ()


def _low(words: Iterable[Word]) -> set[str]:
    return {word.low for word in words}


def _beside(run: tuple[Word, ...], text: Reading) -> tuple[str, str]:
    """The words before and behind a name that matter, as they are compared."""
    first = bisect_left(text.words, run[0].start, key=lambda word: word.start)
    last = first + len(run) - 1
    before = next((w.key for w in reversed(text.words[:first]) if w.matters or w.is_figure), "")
    behind = next((w.key for w in text.words[last + 1 :] if w.matters or w.is_figure), "")
    return before, behind
