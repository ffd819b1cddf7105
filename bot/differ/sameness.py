"""Whether two sentences tell of one thing: what sets apart things that sound alike.

Two sentences may share nearly all their words and speak of two quarters, two towns, the dead and
the injured. Word classes tell: times as long as a month, places, groups of words of which one
excludes the others.
"""

import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import lru_cache

from bot.figures.figures import measures
from bot.figures.moments import When
from bot.question import wording
from bot.question.days import TIME_NAMES
from bot.question.terms import words
from ingest.article import Span

# Of each group a thing is one: beginnings of words, alternatives parted by bars.
_GROUPS = (
    "kill dead die death fatal victim drown perish bodies|injur wound hurt|missing|arrest detain|"
    "evacuat displac homeless|rescued saved|infect case|hospital",
    "revenue sales turnover|profit earning|loss losses|debt|fine penalt|salar wage|rent|tax",
    "men male boys|women female girls|children minors|adults",
    "import|export",
    "north|south|east|west",
    "domestic|foreign abroad overseas international",
    "net|gross",
    "minimum|maximum|average median",
    "single|return|monthly|annual yearly|weekly|daily|hourly",
    "cattle cow|sheep lamb|pig|chicken hen poultry|goat|horse",
    "buy bought purchas|sell sold",
    "upper|lower",
    "first|second|third|fourth|fifth",
    "demand ask seek|offer|accept agree deal settle award",
    "old former previous|new",
    "inner|outer",
    "hire recruit|fire dismiss lay laid layoff cut",
    "adult|child|student pupil|senior pensioner",
)
# Names that stand in articles of any matter.
ANYWHERE = TIME_NAMES | frozenset(
    "police council court hospital government parliament ministry department university school "
    "north south east west street road town city park river bridge mr mrs ms dr".split()
)
# What happened to people: a question for one is not answered by another.
_FATES = tuple(
    re.compile(rf"\b(?:{one})\w*", re.IGNORECASE)
    for one in (
        "kill|dead|die|death|fatal|drown|perish",
        "injur|wound|hurt",
        "missing",
        "arrest",
        "evacuat",
    )
)
_CLASSES = tuple(
    tuple(
        re.compile(rf"\b(?:{'|'.join(map(re.escape, one.split()))})\w*", re.IGNORECASE)
        for one in group.split("|")
    )
    for group in _GROUPS
)
_PAUSE = re.compile(r"[,;:–—()]\s|\s(?:and|but|while|whereas|after|before|compared|against)\s")
_PART = re.compile(
    r"\b(?:(first|second|third|fourth|final|last|1st|2nd|3rd|4th)[\s-](quarter|half|phase|stage|"
    r"round|leg|period|season|semester)|([QH][1-4])\b|(full|whole|entire)[\s-](?:of\s)?"
    r"(?:the\s)?(?:last\s|this\s)?(year)|(?:half[\s-](year)))",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:full|whole|entire|calendar|financial|fiscal)\b.{0,16}\byear|\bannual", re.I
)
_RATE = re.compile(
    r"\b(?:an?|per|each|every)\s(second|minute|hour|day|night|week|month|year|person|head|household|"
    r"student|share|ticket|tonne|barrel|litre|gallon)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:in|at|near|outside|around)\s(?:the\s)?((?:[A-Z][\w’'-]+)(?:\s[A-Z][\w’'-]+){0,2})"
)
# Of the lowest price since 2021 the time is now.
_SINCE_WHEN = re.compile(
    r"\b(?:[a-z]+est|most|least|worst|best|first|only|more|less|not)\b[^,;]{0,40} since (?:the )?$",
    re.IGNORECASE,
)
_MONTH_DAYS, _YEAR_DAYS = 27, 300


def is_mere_measure(text: str, start: int) -> bool:
    """Whether the time at `start` is one that now is held against: "the lowest since 2021"."""
    return bool(_SINCE_WHEN.search(text[:start]))


def clause(sentence: str, start: int, end: int) -> str:
    """The part of a sentence, between pauses, that holds `[start, end)`."""
    left = max((one.end() for one in _PAUSE.finditer(sentence) if one.end() <= start), default=0)
    right = next(
        (one.start() for one in _PAUSE.finditer(sentence) if one.start() >= end), len(sentence)
    )
    return sentence[left:right]


def excludes(one: str, other: str) -> bool:
    """Whether of some group of words each text has one that the other lacks."""
    both = zip(_classes(one), _classes(other), strict=True)
    return any(ours and theirs and not ours & theirs for ours, theirs in both)


@lru_cache(maxsize=512)
def fates(text: str) -> frozenset[int]:
    """Which of the dead, the injured, the missing and the arrested a text speaks of."""
    return frozenset(n for n, one in enumerate(_FATES) if one.search(text))


# Each sentence is held against several others, and so is what stands around it.


@lru_cache(maxsize=512)
def _classes(text: str) -> tuple[frozenset[int], ...]:
    """Of each group, the alternatives that stand in `text`."""
    return tuple(
        frozenset(n for n, pattern in enumerate(group) if pattern.search(text))
        for group in _CLASSES
    )


@lru_cache(maxsize=512)
def spans_of_time(text: str, day: str) -> frozenset[str]:
    """The times that `text` speaks of: "y2024", "m2025-03+1", "d2025-03-18", "p1 quarter".

    "n03" is March, of a year that is named or not.
    """
    found = set()
    for match in _PART.finditer(text):
        number, part = match[1] or match[3], match[2]
        if part or match[3]:
            found.add(_part(number.casefold(), (part or "").casefold()))
        elif match[6]:
            found.add("p1 half")
    if _WHOLE.search(text):
        found.add("whole")
    for one in measures(text, day=day):
        if not isinstance(one.value, When) or is_mere_measure(text, one.start):
            continue
        if one.value.weekday >= 0 and one.value.near:
            back = (one.value.near.weekday() - one.value.weekday) % 7
            found.add(f"d{one.value.near - timedelta(days=back)}")
        if one.value.month and not one.value.day and one.value.months == 1:
            found.add(f"n{one.value.month:02}")
        if not one.value.days:
            continue
        first, last = one.value.days
        long = (last - first).days
        if not long:
            found.add(f"d{first}")
        elif long > _YEAR_DAYS:
            since = re.search(r"\b(since|until|till|before|after|by) $", text[: one.start])
            found.add(f"y{first.year}{since[1].casefold() if since else ''}")
        elif long >= _MONTH_DAYS:
            found.add(f"m{first:%Y-%m}+{one.value.months}")
    found |= {f"per {match[1].casefold()}" for match in _RATE.finditer(text)}
    return frozenset(found)


def _part(number: str, part: str) -> str:
    if number[:1] in "qh" and number[1:].isdigit():
        part, number = {"q": "quarter", "h": "half"}[number[0]], number[1:]
    ordinals = {"first": "1", "second": "2", "third": "3", "fourth": "4", "final": "4", "last": "4"}
    return f"p{ordinals.get(number, number[:1])} {part}"


def other_time(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether two texts with those `spans_of_time` speak of different ones."""
    a, b = frozenset(ours), frozenset(theirs)
    for kinds in ("p", "y", "m", "n"):  # parts of years and rates; years; months
        one, other = ({span for span in spans if span[0] == kinds} for spans in (a, b))
        if one and other and not one & other:
            return True
    # A day, and a month or a year that it is not in.
    for near, far in ((a, b), (b, a)):
        days = {span[1:] for span in near if span[0] == "d"}
        long = {span[1:].partition("+")[0] for span in far if span[0] in "ym"}
        if days and long and not any(day.startswith(span) for day in days for span in long):
            return True
    # A part of the year, and the year as a whole.
    part = {span for span in a ^ b if span[0] == "p" and not span.startswith("per ")}
    whole = {span for span in a ^ b if span == "whole" or span[0] == "y"}
    return bool(part and whole and a and b)


def other_place(ours: str, theirs: str, about_ours: str, about_theirs: str) -> bool:
    """Whether each sentence names a place that nothing around the other one names.

    Args:
        ours, theirs: the sentences.
        about_ours, about_theirs: headline and passage of each.
    """
    a, b = _places(ours), _places(theirs)
    if not a or not b:
        return False
    here, there = lows(about_ours), lows(about_theirs)
    return not any(lows(one) & there for one in a) and not any(lows(one) & here for one in b)


@lru_cache(maxsize=512)
def _places(sentence: str) -> tuple[str, ...]:
    named = (match[1] for match in _PLACE.finditer(sentence))
    return tuple(one for one in named if not any(measures(f"on {one}", day="2025-01-01")))


@lru_cache(maxsize=512)
def lows(text: str) -> frozenset[str]:
    """The words of `text` in lower case."""
    return frozenset(word.casefold() for word in words(text))


@lru_cache(maxsize=512)
def stems(text: str, stem: Callable[[str], str]) -> frozenset[str]:
    """The stems of the words of `text`."""
    return frozenset(map(stem, words(text)))


def named(names: Iterable[str], text: str) -> frozenset[str]:
    """Those of the names all of whose words stand in the text."""
    there = lows(text)
    return frozenset(name for name in names if lows(name) <= there)


def is_of_other(names: Iterable[str], sentence: str) -> bool:
    """Whether a sentence has none of these names, and one of something else than a place or day."""
    if named(names, sentence):
        return False
    places = frozenset[str]().union(*map(lows, _places(sentence)))
    days = tuple(Span(one.start, one.end) for one in measures(sentence) if one.kind == "date")
    return any(not lows(name) <= places for name in wording.names(f"x {sentence}", _moved(days)))


def is_done_by_other(names: Iterable[str], sentence: str, deed: str) -> bool:
    """Whether it is another one than those of these names whose deed it is: "Osprey 1 lifted"."""
    doer = re.search(rf"([A-Z][\w’'-]*(?: [A-Z\d][\w’'-]*){{0,5}}),? {re.escape(deed)}\b", sentence)
    if doer is None or not wording.names(f"x {doer[1]}"):
        return False
    return is_of_other(names, sentence) and not named(names, doer[1])


def _moved(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Behind "x ", which makes a sentence's first word count as a name where it is none of many."""
    return tuple(Span(one.start + 2, one.end + 2) for one in spans)


def parts_names(names: Iterable[str], ours: str, theirs: str) -> bool:
    """Whether a name stands around one of two sentences and nowhere around the other."""
    here, there = lows(ours), lows(theirs)
    return any(bool(lows(name) & here) != bool(lows(name) & there) for name in names)


def shares_name(ours: str, theirs: str, stem: Callable[[str], str]) -> bool:
    """Whether a capitalised word, or run of them, of the one text stands in the other."""
    there = stems(theirs, stem)
    return any(stem(word) in there for name in wording.names(ours) for word in words(name))
