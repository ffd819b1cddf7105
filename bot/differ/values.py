"""The values in a sentence that a question may ask for: figures, who holds a role, how it ended.

`asked` finds them, `comparable` tells whether two are values of one sort, and `agree` whether both
may be true of one thing: rounded, hedged, or as a range, they may.
"""

import math
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.differ import agreeing, holders, meant, outcomes, times
from bot.differ.agreeing import converted
from bot.figures import moments
from bot.figures.figures import Measure, measures, same
from bot.figures.moments import When
from bot.figures.sizes import SIZES
from bot.figures.units import DOLLARS, UNITS
from bot.question.terms import words
from bot.question.understanding import Question

# Of these a question that names no kind of answer is not taken to ask.
_BESIDE = frozenset({"date", "time", "ordinal", "age"})
_TIMES = frozenset({"date", "time"})
_SHARES = frozenset({"percent", "points"})
_ASKS_SHARE = re.compile(r"\b(?:per ?cent|percentage|percent|share|proportion|rate)\b", re.I)
_ASKS_COUNT = re.compile(r"\bhow many((?: \w+){0,2})", re.IGNORECASE)
_ASKS_MUCH = re.compile(r"\bhow much\b(?: (\w+))?", re.IGNORECASE)
_LONGER = frozenset("time longer older younger".split())
_DURATIONS = frozenset({"duration", "age"})
_AMOUNTS = frozenset("money percent points area weight volume length power data".split())
_ASKS_SIZE = re.compile(rf"\bhow ({'|'.join(SIZES)})\b", re.IGNORECASE)
_QUANTITIES = {
    word: frozenset(kinds.split())
    for words_, kinds in (
        ("toll number attendance population turnout crowd", "count percent"),
        (
            "budget price cost costs turnover revenue revenues sales profit loss value worth fee "
            "salary wage rent fine debt damage earnings income",
            "money",
        ),
        ("height length depth distance width", "length"),
        ("area", "area"),
        ("weight", "weight"),
        ("speed", "speed"),
        ("temperature", "temperature"),
        ("duration", "duration"),
        ("capacity", "count power volume"),
    )
    for word in words_.split()
}
_ASKS_QUANTITY = re.compile(
    rf"\bwhat(?:['’]s)?(?: [\w’'-]+){{0,6}}? ({'|'.join(_QUANTITIES)})\b", re.IGNORECASE
)
_SCALES = frozenset("mill mio mrd bn mn tn k m".split())
NUMERIC = frozenset({"money", "age", "number", "date"})  # kinds of answer that are figures
# "what profit", "what was the death toll": the noun may be one that has a figure.
_ASKS_WHAT = re.compile(
    r"\bwhat(?:['’]s)?(?: (?:is|are|was|were|the|kind of|its|their|total|net|annual|estimated|"
    r"official|current|latest|death))*\s+([a-z]{3,})\b",
    re.IGNORECASE,
)
QUARTER, MOST = 91, 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value as a sentence gives it."""

    sort: str  # "figure", "person" or "outcome"
    start: int  # in the sentence, in characters
    end: int
    text: str
    measure: Measure | None = None  # of a figure
    pole: tuple[int, bool] | None = None  # of an outcome: the pair, and whether it is the first
    things: tuple[str, ...] = ()  # what a figure counts: words behind it, in lower case
    is_change: bool = False  # by how many per cent something went up or down


def asked(question: Question, sentence: str, day: str) -> tuple[Value, ...]:
    """The values of `sentence` that may answer `question`, in order.

    Args:
        day: the article's, ISO.
    """
    if question.kind == "person":
        span = holders.find(question, sentence)
        return (_value("person", sentence, *span),) if span else ()
    if question.kind in NUMERIC or _kinds(question) or _asks_much(question.text):
        return _figures(question, sentence, day)
    if noun := _noun(question.text):
        found = _figures(question, sentence, day)
        if near := tuple(one for one in found if _is_beside(noun, sentence, one)):
            return near
    if question.kind not in {"yes_no", "", "how"}:
        return ()
    if (claim := meant.claimed(question)) and (counted := _counted(question, claim, sentence, day)):
        return counted
    return tuple(
        _value("outcome", sentence, one.start, one.end, pole=one.pole)
        for one in outcomes.find(question, sentence)
    )


def _counted(question: Question, claim: Measure, sentence: str, day: str) -> tuple[Value, ...]:
    """The figures that count what a claim counts: "Did seven people die?"."""
    found = _figures(replace(question, numbers=()), sentence, day)
    return tuple(
        one
        for one in found
        if one.measure
        and (one.measure.kind, one.measure.unit) == (claim.kind, claim.unit)
        and meant.counts_alike(question.text, claim, sentence, one.measure)
    )


def _value(
    sort: str, sentence: str, start: int, end: int, pole: tuple[int, bool] | None = None
) -> Value:
    return Value(sort=sort, start=start, end=end, text=sentence[start:end], pole=pole)


def _is_beside(noun: str, sentence: str, value: Value) -> bool:
    """Whether the noun stands at the figure: "a profit of 84 million", "84 million in profit"."""
    left = sentence[: value.start].casefold().split()[-5:]
    right = sentence[value.end :].casefold().split()[:3]
    return any(word.startswith(holders.begins(noun.casefold())) for word in (*left, *right))


def comparable(a: Value, b: Value) -> bool:
    """Whether both are values of one sort: sums of one currency, shares, counts, lengths."""
    if a.sort != b.sort:
        return False
    if a.measure and b.measure:
        if isinstance(a.measure.value, When) or isinstance(b.measure.value, When):
            return a.measure.kind == b.measure.kind
        units = {converted(one).unit for one in (a.measure, b.measure)}
        one_unit = len(units) == 1 or ("dollar" in units and units <= DOLLARS)
        return a.measure.kind == b.measure.kind and one_unit
    if a.pole and b.pole:
        return a.pole[0] == b.pole[0]
    return True


def agree(a: Value, b: Value) -> bool:
    """Whether two comparable values may both be right about one thing."""
    if a.measure and b.measure:
        return agreeing.agree(a.measure, b.measure)
    if a.pole and b.pole:
        return a.pole == b.pole
    # "Marsh" is "Helen Marsh".
    ours, theirs = ({word.casefold() for word in words(one.text)} for one in (a, b))
    return bool(ours & theirs)


def exactly(a: Value, b: Value) -> bool:
    """Whether two values are the same as they stand; hedges are looked through."""
    if a.measure and b.measure:
        return same(a.measure, b.measure)
    return agree(a, b)


def apart(a: Value, b: Value) -> float:
    """How far two comparable values lie apart: logarithm of their ratio; quarters, of dates."""
    if not a.measure or not b.measure:
        return 0.0
    one, other = converted(a.measure).value, converted(b.measure).value
    if isinstance(one, When) or isinstance(other, When):
        days = [value.days for value in (one, other) if isinstance(value, When)]
        first, last = days[0], days[-1]
        return abs((last[0] - first[0]).days) / QUARTER if first and last else 0.0
    if one * other <= 0:
        return 0.0 if one == other else MOST
    return min(MOST, abs(math.log(one / other)))


def _figures(question: Question, sentence: str, day: str) -> tuple[Value, ...]:
    wanted = _kinds(question)
    brought = [one for number in question.numbers for one in measures(number)]
    found = []
    for one in measures(sentence, day=day):
        if one.kind == "count" and meant.is_age(sentence, one):
            one = replace(one, kind="age", unit="year")
        fits = one.kind in wanted if wanted else one.kind not in _BESIDE
        if not fits or (one.soft and one.kind != "percent"):
            continue
        spelt = not any(char.isdigit() for char in one.text)
        if spelt and one.text.casefold().split()[-1].rstrip(".") in _SCALES:
            continue  # a mill, not a million
        if any(same(one, other) for other in brought):
            continue  # the question brings it
        if wanted is _TIMES and moments.begins(sentence, one.start):
            continue  # when something else began: "the third price since January"
        if (
            meant.is_mere_whole(sentence, one)
            or meant.is_of_scale(sentence, one)
            or meant.is_bare_year(one)
            or (isinstance(one.value, When) and one.value.words)
        ):
            continue
        if meant.is_former(sentence, one) or meant.counts_others(question, sentence, one):
            continue
        if wanted is _TIMES and times.is_of_other_verb(question.text, sentence, one):
            continue  # when somebody said so
        if isinstance(one.value, When):
            one = replace(one, value=times.in_its_year(one.value, day))
        things = meant.things(sentence, one)
        # "Mill Lane" and "2nd Street" are names.
        if (
            one.kind == "count"
            and not one.unit
            and one.text[:1].isalpha()
            and one.text[0].isupper()
        ):
            opens = not sentence[: one.start].strip("\"'“‘( ")
            if not opens:
                continue
        # A date ends with the dot of an abbreviation, or of the sentence.
        said = one.text.rstrip(".") if isinstance(one.value, When) else one.text
        found.append(
            Value(
                sort="figure",
                start=one.start,
                end=one.start + len(said),
                text=said,
                measure=one,
                things=things,
                is_change=one.kind in _SHARES and meant.is_change(sentence, one),
            )
        )
    return tuple(found)


def _kinds(question: Question) -> frozenset[str]:
    """The kinds of figures that are asked for; none for any."""
    return _kinds_of(question.kind, question.text)


# Of one question the same is asked for every sentence that is looked at.


@lru_cache(maxsize=256)
def _asks_much(text: str) -> bool:
    return bool(_ASKS_MUCH.search(text))


@lru_cache(maxsize=256)
def _noun(text: str) -> str:
    """The noun behind "what", "" where there is none."""
    match = _ASKS_WHAT.search(text)
    return match[1] if match else ""


@lru_cache(maxsize=256)
def _kinds_of(kind: str, text: str) -> frozenset[str]:
    if kind == "money":
        return frozenset({"money"})
    if kind == "date":
        return _TIMES
    if size := _ASKS_SIZE.search(text):
        told = SIZES[size[1].lower()]
        return told.sure | told.may
    if much := _ASKS_MUCH.search(text):
        return _DURATIONS if (much[1] or "").casefold() in _LONGER else _AMOUNTS
    if many := _ASKS_COUNT.search(text):
        unit = next((UNITS[word] for word in many[1].casefold().split() if word in UNITS), None)
        return frozenset({unit[0] if unit else "count"})
    if noun := _ASKS_QUANTITY.search(text):
        return _QUANTITIES[noun[1].casefold()]
    if _ASKS_SHARE.search(text):
        return _SHARES
    return frozenset()
