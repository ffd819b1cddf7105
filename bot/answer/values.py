"""The values in a sentence that a question may ask for: figures, who holds a role, how it ended.

`asked` finds them, `comparable` tells whether two are values of one sort, and `agree` whether both
may be true of one thing: rounded, hedged, or as a range, they may.
"""

import math
import re
from dataclasses import dataclass
from decimal import Decimal

from bot import wording
from bot.answer import moments
from bot.answer.figures import Measure, carries, measures, same
from bot.answer.moments import When
from bot.answer.units import DOLLARS
from bot.question import Question, words
from bot.terms import content_words

# Of these a question that names no kind of answer is not taken to ask.
_BESIDE = frozenset({"date", "time", "ordinal", "age"})
_TIMES = frozenset({"date", "time"})
_SHARES = frozenset({"percent", "points"})
_ASKS_SHARE = re.compile(r"\b(?:per ?cent|percentage|percent|share|proportion|rate)\b", re.I)
_ASKS_COUNT = re.compile(r"\bhow many\b", re.IGNORECASE)
_ASKS_SIZE = re.compile(r"\bhow (long|far|large|big|tall|high|deep|wide|old|fast|heavy)\b", re.I)
_SIZES = {
    "long": {"length", "duration"},
    "far": {"length", "duration"},
    "large": {"area", "volume", "length", "count", "money"},
    "big": {"area", "volume", "length", "count", "money"},
    "tall": {"length"},
    "high": {"length", "count", "percent", "money"},
    "deep": {"length"},
    "wide": {"length"},
    "old": {"age", "duration"},
    "fast": {"speed", "duration"},
    "heavy": {"weight"},
}
# How a thing ended: words of the first row of a pair deny those of the second. Beginnings of words.
_POLES: tuple[tuple[str, str], ...] = (
    (
        "approv pass accept adopt endors authori back agre ratif gave the green light",
        "reject block refus veto declin turn down vote down oppos threw out denied",
    ),
    ("guilty convict", "acquit innocent cleared"),
    ("confirm", "deni deny"),
    ("reopen open", "shut clos"),
    ("surviv", "die dead"),
    ("succe", "fail"),
    ("allow permit legali", "ban prohibit forbid"),
    ("go ahead proceed", "cancel scrap call off called off abandon"),
    ("rise rose increas grow grew gain climb", "fall fell drop declin shrink shrank decreas"),
    ("grant", "denied refus"),
    ("uph", "overturn quash"),
)
_NOT = re.compile(r"\b(?:not|never|no longer)\b(?:\W+\w+){0,2}\W*$|n['’]t\b(?:\W+\w+){0,2}\W*$")
_NAME = r"[A-Z][\w’'-]*[a-z’'-]\w*|[A-Z]\."
_PERSON = re.compile(
    rf"(?:{_NAME})(?: (?:(?:de|van|von|der|den|la|bin|al|di|da) ){{0,2}}(?:{_NAME})){{0,3}}"
)
_NOT_PERSONS = re.compile(  # before a name: where, when, or of what
    r"\b(?:in|at|near|from|to|into|on|outside|across|since|until|the|an?|by the|of the) $"
)
_ASKS_WHO = re.compile(
    r"\bwho(?:m|se)?\b(?:['’]s)?(?: (?:is|are|was|were|will|has|had|have|be|been|being|became|"
    r"become|now|currently|the|an?|new|did|does|do|to))*\s+([a-z]\w+)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[A-Z]\w+(?:,| and|,? as well as) $")
_LISTS = re.compile(r"^,? (?:and|as well as) [A-Z]|^, [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?(?:,| and) ")
_NUMERIC = frozenset({"money", "number", "date"})
# "what profit", "what was the death toll": the noun may be one that has a figure.
_ASKS_WHAT = re.compile(
    r"\bwhat(?:['’]s)?(?: (?:is|are|was|were|the|kind of|its|their|total|net|annual|estimated|"
    r"official|current|latest|death))*\s+([a-z]{3,})\b",
    re.IGNORECASE,
)
QUARTER, MOST = 91, 10.0
_NEAR_ROLE = 60  # characters between a name and its role
ROUNDED = Decimal("0.05")  # a figure with fewer digits may be the other one, rounded
_ROUND_FROM = 100  # smaller counts are not rounded without a word that says so


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


def asked(question: Question, sentence: str, day: str) -> tuple[Value, ...]:
    """The values of `sentence` that may answer `question`, in order.

    Args:
        day: the article's, ISO.
    """
    if question.kind == "person":
        return _persons(question, sentence)
    if question.kind in _NUMERIC:
        return _figures(question, sentence, day)
    if noun := _ASKS_WHAT.search(question.text):
        found = _figures(question, sentence, day)
        if near := tuple(one for one in found if _is_beside(noun[1], sentence, one)):
            return near
    return _outcomes(question, sentence) if question.kind in {"yes_no", "", "how"} else ()


def _is_beside(noun: str, sentence: str, value: Value) -> bool:
    """Whether the noun stands at the figure: "a profit of 84 million", "84 million in profit"."""
    left = sentence[: value.start].casefold().split()[-5:]
    right = sentence[value.end :].casefold().split()[:3]
    return any(word.startswith(noun.casefold()[: _stem_length(noun)]) for word in (*left, *right))


def comparable(a: Value, b: Value) -> bool:
    """Whether both are values of one sort: sums of one currency, shares, counts, lengths."""
    if a.sort != b.sort:
        return False
    if a.measure and b.measure:
        if isinstance(a.measure.value, When) or isinstance(b.measure.value, When):
            return a.measure.kind == b.measure.kind
        units = {a.measure.unit, b.measure.unit}
        one_unit = len(units) == 1 or ("dollar" in units and units <= DOLLARS)
        return a.measure.kind == b.measure.kind and one_unit
    if a.pole and b.pole:
        return a.pole[0] == b.pole[0]
    return True


def agree(a: Value, b: Value) -> bool:
    """Whether two comparable values may both be right about one thing."""
    if a.measure and b.measure:
        return _figures_agree(a.measure, b.measure)
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
    one, other = a.measure.value, b.measure.value
    if isinstance(one, When) or isinstance(other, When):
        days = [value.days for value in (one, other) if isinstance(value, When)]
        first, last = days[0], days[-1]
        return abs((last[0] - first[0]).days) / QUARTER if first and last else 0.0
    if one * other <= 0:
        return 0.0 if one == other else MOST
    return min(MOST, abs(math.log(one / other)))


def _figures(question: Question, sentence: str, day: str) -> tuple[Value, ...]:
    wanted = _kinds(question)
    said = [one for number in question.numbers for one in measures(number)]
    found = []
    for one in measures(sentence, day=day):
        fits = one.kind in wanted if wanted else one.kind not in _BESIDE
        if not fits or (one.soft and one.kind != "percent"):
            continue
        if any(same(one, other) for other in said):
            continue  # the question brings it
        if _is_bare_year(one) or (isinstance(one.value, When) and one.value.words):
            continue
        things = _things(sentence, one)
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
        found.append(
            Value(
                sort="figure",
                start=one.start,
                end=one.end,
                text=one.text,
                measure=one,
                things=things,
            )
        )
    return tuple(found)


def _kinds(question: Question) -> frozenset[str]:
    """The kinds of figures that are asked for; none for any."""
    text = question.text
    if question.kind == "money":
        return frozenset({"money"})
    if question.kind == "date":
        return _TIMES
    if size := _ASKS_SIZE.search(text):
        return frozenset(_SIZES[size[1].lower()])
    if _ASKS_COUNT.search(text):
        return frozenset({"count"})
    if _ASKS_SHARE.search(text):
        return _SHARES
    return frozenset()


def _things(sentence: str, one: Measure) -> tuple[str, ...]:
    """The first content words behind a count, up to the next pause."""
    if one.unit and one.kind != "percent":
        return ()
    behind = re.split(
        r"[.,;:!?()–—]|\b(?:and|or|but|in|at|on|who|that|which)\b", sentence[one.end :]
    )
    return tuple(word.casefold() for word in content_words(behind[0].casefold())[:3])


def _is_bare_year(one: Measure) -> bool:
    value = one.value
    if one.kind != "count" or one.unit or isinstance(value, When):
        return False
    return 1500 <= value <= 2100 and one.text.isdigit() and not one.of


def _figures_agree(a: Measure, b: Measure) -> bool:
    if isinstance(a.value, When) and isinstance(b.value, When):
        return (
            moments.agree(a.value, b.value)
            or moments.covers(a.value, b.value)
            or moments.covers(b.value, a.value)
        )
    if same(a, b) or carries(a, b) or carries(b, a):
        return True
    if isinstance(a.value, When) or isinstance(b.value, When):
        return False
    if a.upto is not None or b.upto is not None:
        return _overlap(a, b)
    return _is_rounded(a, b)


def _overlap(a: Measure, b: Measure) -> bool:
    (low, high), (least, most) = (
        sorted((Decimal(str(one.value)), Decimal(str(one.value if one.upto is None else one.upto))))
        for one in (a, b)
    )
    return low <= most and least <= high


def _is_rounded(a: Measure, b: Measure) -> bool:
    """Whether the figure with fewer digits is the other one, rounded to as many."""
    x, y = (abs(Decimal(str(one.value))).normalize() for one in (a, b))
    if not x or not y or abs(x - y) > ROUNDED * max(x, y):
        return False
    coarse, fine = sorted((x, y), key=lambda one: len(one.as_tuple().digits))
    digits = len(coarse.as_tuple().digits)
    if digits == len(fine.as_tuple().digits):
        return False
    if a.kind == "count" and fine < _ROUND_FROM:
        return False
    unit = Decimal(1).scaleb(fine.adjusted() - digits + 1)
    return (fine / unit).to_integral_value() * unit == coarse


def _persons(question: Question, sentence: str) -> tuple[Value, ...]:
    """Who holds the role that is asked for: the name nearest to the word for it."""
    role = role_of(question)
    at = (
        re.search(rf"\b{re.escape(role[: _stem_length(role)])}\w*", sentence, re.I)
        if role
        else None
    )
    if not at:
        return ()
    known = {word.casefold() for word in words(question.text)}
    found = []
    for match in _PERSON.finditer(sentence):
        name, start = match[0], match.start()
        own = words(name)
        if (
            len(own) < 2
            or _LISTED.search(sentence[:start])
            or _LISTS.match(sentence[match.end() :])
        ):
            continue  # a surname alone may be a firm, and a list has several who are right
        if start == 0 and not content_words(own[0].casefold()):
            continue  # the sentence's first word: "At", "By"
        if known & {word.casefold() for word in own} or _NOT_PERSONS.search(sentence[:start]):
            continue
        if next(moments.find(name), None) or wording.kind(name):
            continue
        gap = max(at.start() - match.end(), start - at.end())
        if gap <= _NEAR_ROLE:
            name = name.rstrip(".")
            end = start + len(re.sub(r"['’]s?$", "", name))
            found.append(
                (gap, Value(sort="person", start=start, end=end, text=sentence[start:end]))
            )
    nearest = sorted(found, key=lambda one: one[0])
    if len(nearest) > 1 and nearest[0][0] == nearest[1][0]:
        return ()
    return tuple(one for _, one in nearest[:1])


def role_of(question: Question) -> str:
    """The word behind "who" that says what somebody does or is: "chairs", "mayor"."""
    match = _ASKS_WHO.search(question.text)
    return match[1].casefold() if match else ""


def _stem_length(word: str) -> int:
    """How much of a word its other forms share: "chairs" and "chaired"."""
    return max(3, len(re.sub(r"(?:ies|es|s|ed|ing|er)$", "", word))) if len(word) > 4 else len(word)


def _outcomes(question: Question, sentence: str) -> tuple[Value, ...]:
    """How it ended, in the words of a pair of opposites that the question speaks of."""
    text = question.text.casefold()
    found: list[Value] = []
    for number, pair in enumerate(_PATTERNS):
        if not any(one.search(text) for one in pair):
            continue
        for is_first, pattern in zip((True, False), pair, strict=True):
            for match in pattern.finditer(sentence):
                denied = _NOT.search(sentence[max(0, match.start() - 30) : match.start()])
                start = match.start()
                if denied:
                    start = max(0, match.start() - 30) + denied.start()
                found.append(
                    Value(
                        sort="outcome",
                        start=start,
                        end=match.end(),
                        text=sentence[start : match.end()],
                        pole=(number, is_first is not bool(denied)),
                    )
                )
    poles = {one.pole for one in found}
    return tuple(found[:1]) if len(poles) == 1 else ()


def _pattern(beginnings: str) -> re.Pattern[str]:
    phrases = re.sub(
        r"(gave the green light|turn down|vote down|threw out|go ahead|call off|called off)",
        lambda match: match[0].replace(" ", "~"),
        beginnings,
    )
    parts = [rf"{re.escape(one).replace('~', ' ')}\w*" for one in phrases.split()]
    return re.compile(rf"\b(?:{'|'.join(parts)})", re.IGNORECASE)


_PATTERNS = tuple((_pattern(one), _pattern(other)) for one, other in _POLES)
