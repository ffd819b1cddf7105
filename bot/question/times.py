"""One time as a question names it ("3 March 2024", "this week", "the 1990s") -> its days.

Grammar alone: what a time is made of, the preposition before it, and what follows. Digits that
count or name something (1,850 years, 2000 metres, the 2022 cup) and names of people that are
months are none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.question.days import (
    AMBIGUOUS,
    MONTHS,
    Days,
    ago,
    day_of,
    decade,
    month,
    part_of,
    quarter,
    season,
    share_of,
    span_of,
    this_or_last,
    weekday,
    year,
)

RECENT = 60  # days that "recently" reaches back
LEFT = 40  # characters beside a time that its preposition and its noun are looked for in
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_COUNT = (
    r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|couple of|"
    r"few|several"
)
_UNIT = r"days?|weeks?|months?|years?|quarters?|weekends?"
_YEAR = r"(?:1\d|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SEASON = "spring|summer|autumn|fall|winter"
_TO = r"\s?(?:and|to|until|till|through|&|-|–|—)\s?(?:the\s)?"
# One time, without the preposition before it. Tried in this order at every place.
_TIME = re.compile(
    rf"""(?<![\w.,$€£/-])(?:
      (?P<iso>{_YEAR}-\d\d-\d\d)
    | (?:the\s)?(?P<f1>{_DAY}){_TO}(?P<l1>{_DAY})\s(?:of\s)?(?P<mr1>{_MONTH})\.?
        (?:,?\s(?P<yr1>{_YEAR}))?
    | (?P<mr2>{_MONTH})\.?\s(?P<f2>{_DAY}){_TO}(?P<l2>{_DAY})(?![\d:]|\s(?:of\s)?(?:{_MONTH})\b)
        (?:,?\s(?P<yr2>{_YEAR}))?
    | (?:the\s)?(?:(?P<ns>first|second|third|fourth|last|1st|2nd|3rd|4th)\s
        (?P<us>week|half|weekend)|(?P<ps>beginning|start|middle|end))\sof\s(?P<ms>{_MONTH})(?:,?\s(?:of\s)?(?P<ys>{_YEAR}))?
    | (?:{_WEEKDAY},?\s)?(?:the\s)?(?P<d1>{_DAY})\s(?:of\s)?(?P<m1>{_MONTH})\.?
        (?:,?\s(?P<y1>{_YEAR}))?
    | (?:{_WEEKDAY},?\s)?(?P<m2>{_MONTH})\.?\s(?P<d2>{_DAY})(?![\d:])(?:,?\s(?P<y2>{_YEAR}))?
    | (?:(?P<p3>early|mid|late)[\s-])?(?P<m3>{_MONTH})\.?,?\s(?:of\s)?(?P<y3>{_YEAR})
    | (?:the\s)?(?:(?P<qn>first|second|third|fourth|last|1st|2nd|3rd|4th)\s(?P<qu>quarter|half)
        |(?P<qs>[QH][1-4]))(?:\sof|,)?\s(?P<qy>{_YEAR})
    | (?:the\s)?(?:(?P<p4>early|mid|late)[\s-])?(?P<s4>{_SEASON}),?\s(?:of\s)?(?P<y4>{_YEAR})
    | (?:the\s)?(?:(?P<p5>early|mid|late)[\s-])?(?P<dec>{_YEAR[:-4]}\d0|['’]\d0)['’]?s
    | the\s(?:(?P<pc>early|mid|late)[\s-])?(?P<cent>1\d|2[01])(?:st|nd|rd|th)[\s-]century
    | the\sday\s(?P<rel1>before\syesterday)
    | (?P<rel2>today|tonight|yesterday|this\s(?:morning|afternoon|evening))
    | (?P<recent>recently|lately|(?:in|over)\srecent\s(?:days|weeks|months|years|times))
    | (?:(?:in|over|during|within|for)\s)?(?:the\s)?(?:past|last|previous|recent)\s
        (?P<n6>{_COUNT})\s(?P<u6>{_UNIT})
    | (?P<n7>{_COUNT}|many)\s(?P<u7>{_UNIT})\sago
    | (?:(?P<p8>early|mid|late|later|earlier)[\s-])?
        (?P<w8>this|last|past|previous|next|the\spast|the\slast)\s
        (?P<u8>week|month|year|quarter|weekend|decade|{_SEASON}|{_MONTH}|{_WEEKDAY})
    | (?:(?P<p9>early|mid|late)[\s-])?(?P<m9>{_MONTH})
    | (?:early\s|late\s)?(?P<wd>{_WEEKDAY})(?:\s(?:morning|afternoon|evening|night))?
    | (?:(?:the\s)?(?P<fy>(?:(?:fiscal|financial|tax)\s)?year)\s|(?P<p0>early|mid|late)[\s-])?
        (?P<y0>{_YEAR})
    )(?![\w%])(?!-\w)(?![.,]\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_IN = re.compile(
    r"\b(?:in|on|of|since|during|throughout|within|before|after|until|till|by|prior to|from|to|"
    r"between|and|for|around|about|through|late|early|mid|year|ending|ended|beginning|starting|"
    r"over|following|dated|as of|published|posted|reported|released|aired|[(,–-])[ ]?$",
    re.IGNORECASE,
)
# The time modifies a noun that is a name ("2022 Stanley Cup", "Monday Night Football").
_NAMED = re.compile(r"^ (?!I\b)[A-Z][\w&]|^ \d")
_PLURAL = re.compile(r"^ (?!was\b|has\b|is\b|does\b|as\b|its\b|this\b|vs\b|us\b)[a-z]+s\b")
# A year before a noun, of the thing that there was in it; "the 2000 staff" are counted.
_OF_A_YEAR, _LATELY = frozenset("the its their his her this".split()), (1900, 2099)
_HELD = re.compile(
    r" (?!(?:square|cubic|met(?:re|er)|kilo\w*|miles?|km|kg|mm?|cm|tons?|tonnes?|foot|feet|inch|"
    r"pound|dollar|euro|watt|volt|page|seat|seater|word|acre|hectare|year|odd|plus|or|and|to|strong|"
    r"staff|crew|personnel|people|men|women|children|cattle|sheep|fish|police|dead|injured|missing|"
    r"more|extra|additional|in|of|on|at|by|for|from|who|that|which|is|was|are|were|has|have|had)"
    r"\b(?!['’]))[a-z]{3}"
)
_JOINS = r"(?:and|or|to|until|till|through)"
_OPENS_TWO = re.compile(r"\b(?:in|between|from|since|during) $", re.IGNORECASE)
_MONTH_BEHIND = re.compile(rf" {_JOINS} (?:{_MONTH})\b", re.IGNORECASE)
_MONTH_BEFORE = re.compile(
    rf"\b(?:in|between|from|since|during) (?:{_MONTH})(?: \d{{4}})? {_JOINS} $", re.IGNORECASE
)
_PAST = re.compile(r"\b(?:did|was|were|had|has|have|\w{2,}ed|won|said|happen\w*)\b", re.IGNORECASE)
_BINDS = frozenset("on this last next every since until by from before after and".split())
_AFTER_CAPITAL = re.compile(r"[A-Z][\w’']* $")


@dataclass(frozen=True, slots=True)
class Time:
    """A time as it stands in the text, before its preposition is looked at."""

    start: int
    end: int
    days: Days
    loose: bool  # its year is counted back from now
    vague: bool  # "recently"
    is_span: bool = False  # it is from one day to another: "5 to 9 November"


def find(text: str, now: date) -> Iterator[Time]:
    """The times in `text`, in order."""
    for match in _TIME.finditer(text):
        if time := _read(match, now):
            yield time


def _read(match: re.Match[str], now: date) -> Time | None:
    """The days that one match means; None where it is no time, or no day that ever was."""
    text, start, end = match.string, match.start(), match.end()
    part = match.groupdict()
    left, right = text[max(0, start - LEFT) : start], text[end : end + LEFT]
    loose = vague = is_span = False
    days: Days | None
    if part["iso"]:
        days = day_of(part["iso"])
    elif part["mr1"] or part["mr2"]:
        one = "1" if part["mr1"] else "2"
        loose, is_span = not part[f"yr{one}"], True
        if loose and (not _IN.search(left) or _NAMED.match(right)) and not _is_adverb(left, right):
            return None
        ends = (_number(part[f"f{one}"]), _number(part[f"l{one}"]))
        days = span_of(part[f"mr{one}"], part[f"yr{one}"], now, *ends)
    elif part["ms"]:
        loose = not part["ys"]
        days = share_of(
            month(part["ms"], part["ys"], now), part["ns"] or part["ps"], part["us"] or ""
        )
    elif part["m1"] or part["m2"]:
        one = "1" if part["m1"] else "2"
        number, name, said_year = part[f"d{one}"], part[f"m{one}"], part[f"y{one}"]
        loose = not said_year
        if loose and (not _IN.search(left) or _NAMED.match(right)) and not _is_adverb(left, right):
            return None  # "the Jan. 6 committee"
        days = month(name, said_year, now, day=_number(number))
    elif part["m3"]:
        days = part_of(month(part["m3"], part["y3"], now), part["p3"])
    elif part["qy"]:
        days = quarter(part["qn"] or "", part["qu"] or "", part["qs"] or "", int(part["qy"]))
    elif part["s4"]:
        days = part_of(season(part["s4"], int(part["y4"])), part["p4"])
    elif part["dec"]:
        days = part_of(decade(part["dec"], now), part["p5"])
    elif part["cent"]:
        days = part_of(year(int(part["cent"]) * 100 - 99, int(part["cent"]) * 100), part["pc"])
    elif part["rel1"] or part["rel2"]:
        word = (part["rel1"] or part["rel2"]).lower()
        back = {"before yesterday": 2, "yesterday": 1}.get(word, 0)
        days = (now - timedelta(days=back),) * 2
        if word == "today" and not (_PAST.search(text) or right.startswith(("'", "’"))):
            # "Who lives there today?" means nowadays.
            days, vague = (now - timedelta(days=RECENT), now), True
    elif part["recent"]:
        unit = part["recent"].lower().rpartition(" ")[2]
        reach = {"days": 7, "weeks": 30, "months": 180, "years": 3 * 365}.get(unit, RECENT)
        days, vague = (now - timedelta(days=reach), now), True
    elif part["n6"]:
        days = ago(part["n6"], part["u6"], now)
    elif part["n7"]:
        days = ago(part["n7"], part["u7"], now, around=True)
    elif part["u8"]:
        if _NAMED.match(right) and part["u8"][0].isupper():
            return None
        days = part_of(this_or_last(part["w8"], part["u8"], now), part["p8"])
    elif part["m9"]:
        if not _is_month(part["m9"], part["p9"], left, right):
            return None
        days, loose = part_of(month(part["m9"], "", now), part["p9"]), True
    elif part["wd"]:
        if part["wd"][0].islower() or _NAMED.match(right) or _follows_a_name(left):
            return None
        days = weekday(part["wd"], now)
    else:
        if not _is_year(text, match, left, right):
            return None
        days = part_of(year(int(part["y0"])), part["p0"])
    return Time(start, end, days, loose, vague, is_span) if days else None


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _is_adverb(left: str, right: str) -> bool:
    """Whether a day without a preposition stands free: "stepped down June 30"."""
    return not left.lower().endswith(("the ", "a ")) and not re.match(r"[ ]?[\w(]", right)


def _follows_a_name(left: str) -> bool:
    """Whether a capitalised word that no sentence begins with stands right before."""
    match = _AFTER_CAPITAL.search(left)
    return match is not None and match[0].strip().lower() not in _BINDS


def _is_month(name: str, share: str | None, left: str, right: str) -> bool:
    """Whether a month's name without day and year is one, and no surname, verb or march."""
    if _is_of_two(left, right):
        return True
    if len(name) < 4 and name.lower() != "may":
        return False  # "in Jan" is somebody
    before = re.search(r"\b(\w+) $", left)
    word = before[1].lower() if before else ""
    if name[0].islower():
        return word == "in" and not re.match(r"[ ]\w", right)
    if _NAMED.match(right) or right.startswith("/"):
        return False
    if name.lower() in AMBIGUOUS:
        if right.startswith(("'", "’")) or re.match(r" (?:for|of|on|to) [A-Z]", right):
            return False
        sure = {"in", "since", "during", "until", "till", "throughout", "between", "late", "early"}
        return bool(share) or word in sure or (word in {"and", "to"} and _ranged(left))
    return bool(share) or bool(_IN.search(left))


def _is_of_two(left: str, right: str) -> bool:
    """Whether another month stands beside it: "between january and march"."""
    return bool(
        (_OPENS_TWO.search(left) and _MONTH_BEHIND.match(right)) or _MONTH_BEFORE.search(left)
    )


def _ranged(left: str) -> bool:
    return bool(re.search(rf"\b(?:between|from) (?:{_MONTH}|{_YEAR})\b", left, re.IGNORECASE))


def _is_year(text: str, match: re.Match[str], left: str, right: str) -> bool:
    """Whether four digits are a year: after a word that a time follows, and no quantity or name."""
    if match["p0"] or match["fy"]:
        return True
    if _PLURAL.match(right) or re.match(r" (?:euros?|dollars?|people|feet|percent|miles)\b", right):
        return False
    before = re.search(r"(\b\w+|[(]) ?$", left)
    word = before[1].lower() if before else ""
    sure = {"in", "since", "during", "until", "till", "before", "after", "by", "from", "throughout"}
    sure |= {"between", "around", "through", "early", "late", "mid", "("}
    if word in sure:
        return not (word in {"by", "from", "after", "before"} and _NAMED.match(right))
    if _NAMED.match(right):
        return False
    if word in _OF_A_YEAR:  # "the 2024 marathon", and not "the 1,200 staff"
        return bool(_HELD.match(right)) and _LATELY[0] <= int(match["y0"]) <= _LATELY[1]
    if word in {"and", "to"}:
        return bool(re.search(r"\b(?:between|from|and|in)\b[^.?!;]*$", left, re.IGNORECASE))
    return word in {"of", "for"} and not re.match(r"[ ][a-z]", right)
