"""The figures of a text, normalised: sums, shares, counts, dates, lengths of way and time.

`measures` finds them; `same` tells whether two are one value written in two ways, and `carries`
whether one that is given bears out one that is said (both are `measure`'s).
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from bot.figures import clock, moments
from bot.figures.language import language_of
from bot.figures.measure import Measure, carries, same
from bot.figures.numerals import Number, begins, may_hold_number, number
from bot.figures.parts import parted
from bot.figures.ranges import Read, joined
from bot.figures.tokens import Token, tokens
from bot.figures.units import NATIONS, PREFIXES, UNITS, Unit

__all__ = ["Measure", "carries", "measures", "same"]

KEPT = 2048  # sentences whose figures are remembered: an answer asks for them again and again
# Words before a figure -> how exact it is.
_HEDGES = {
    **dict.fromkeys(
        "about around roughly some approximately circa approx rund etwa ungefähr circa environ "
        "quelque unos alrededor ~ ≈".split(),
        "about",
    ),
    **dict.fromkeys("nearly almost fast knapp beinahe presque casi".split(), "nearly"),
    **dict.fromkeys("over exceeding above über > mehr".split(), "more than"),
    **dict.fromkeys("under below < unter weniger".split(), "less than"),
    **dict.fromkeys("mindestens".split(), "at least"),
    **dict.fromkeys("höchstens maximal".split(), "at most"),
}
_PHRASES = {
    ("more", "than"): "more than",
    ("mehr", "als"): "more than",
    ("plus", "de"): "more than",
    ("más", "de"): "more than",
    ("less", "than"): "less than",
    ("fewer", "than"): "less than",
    ("weniger", "als"): "less than",
    ("moins", "de"): "less than",
    ("menos", "de"): "less than",
    ("at", "least"): "at least",
    ("au", "moins"): "at least",
    ("al", "menos"): "at least",
    ("at", "most"): "at most",
    ("up", "to"): "at most",
    ("bis", "zu"): "at most",
    ("jusqu'à",): "at most",
    ("près", "de"): "nearly",
    ("close", "to"): "nearly",
    ("just", "over"): "more than",
    ("just", "under"): "nearly",
}
# What may stand between a number and the thing that it counts and is not that thing.
_NOT_THINGS = frozenset(
    "a an the of and or in on at to for from by with as than that which who was were is are be "
    "have has had will would more less other per der die das und in im am von le la les des de et "
    "du en el los las y".split()
)


@lru_cache(maxsize=KEPT)
def measures(text: str, *, day: str = "") -> tuple[Measure, ...]:
    """The figures in `text`, in order.

    Args:
        day: the article's date, ISO as far as it is known: it settles "yesterday", "last year".
    """
    found: list[Measure] = []
    for start, end, when in moments.find(text, day):
        found.append(Measure(kind="date", value=when, start=start, end=end, text=text[start:end]))
    if may_hold_number(text):
        for start, end, minutes in clock.find(text):
            found.append(
                Measure(kind="time", value=minutes, start=start, end=end, text=text[start:end])
            )
        taken = sorted((one.start, one.end) for one in found)
        found += _numbers(text, taken)
    return tuple(parted(text, sorted(found, key=lambda one: (one.start, one.end))))


def _numbers(text: str, taken: Sequence[tuple[int, int]]) -> list[Measure]:
    parts = tokens(text)
    language = ""  # told where there is something to read
    found: list[Read] = []
    i, place = 0, 0
    while i < len(parts):
        while place < len(taken) and taken[place][1] <= parts[i].start:
            place += 1
        if (place < len(taken) and taken[place][0] < parts[i].end) or not begins(parts[i]):
            i += 1
            continue
        language = language or language_of(text)
        read = number(parts, i, language)
        if read is None or _within_word(text, parts, i, read):
            i += 1
            continue
        one, i = _measure(text, parts, i, read)
        found.append(one)
    return joined(text, found)


def _within_word(text: str, parts: list[Token], i: int, read: Number) -> bool:
    """A18, Covid-19, 737-800 and B2B: parts of a name, no figures. Currencies may touch."""
    part = parts[i]
    if read.spelt:
        return False
    before = text[part.start - 1] if part.start else " "
    if before.isalpha() and _prefix(parts, i) is None:
        return True
    if i > 1 and parts[i - 2].low in {"over", "under", "mid"}:  # the over-75s
        return False
    return before == "-" and part.start > 1 and text[part.start - 2].isalpha()


def _prefix(parts: list[Token], i: int) -> tuple[str, int] | None:
    """A currency before the number and the token where it begins."""
    if i and parts[i - 1].low in PREFIXES:
        sign = parts[i - 1].low
        glued = i > 1 and parts[i - 2].end == parts[i - 1].start
        if sign == "$" and glued and f"{parts[i - 2].low}$" in PREFIXES:
            return PREFIXES[f"{parts[i - 2].low}$"], i - 2
        return PREFIXES[sign], i - 1
    return None


def _measure(text: str, parts: list[Token], i: int, read: Number) -> tuple[Read, int]:
    """The figure whose number is `read`, and the token behind it."""
    start, end = i, read.next
    kind, unit, value, factor = read.kind, "", read.value, Decimal(1)
    prefix = _prefix(parts, i)
    after = _unit(parts, end) if read.kind == "count" else None
    if prefix:
        (unit, start), kind = prefix, "money"
        if after and after[0][0] == "money" and after[0][2] == 1:  # $5 US dollars
            end = after[1]
    elif after:
        (kind, unit, factor), end = after
    elif read.kind == "percent":
        unit = "%"
    if kind == "duration" and unit == "month" and factor == 12 and _is_old(parts, end):
        kind, unit, factor = "age", "year", Decimal(1)
    elif not unit and kind == "count" and i and parts[i - 1].low in {"aged", "age"}:
        kind, unit = "age", "year"
    value = value * factor
    if start and parts[start - 1].low in {"-", "−"} and _is_minus(text, parts, start):
        value, start = -value, start - 1
    first, last = parts[start].start, parts[end - 1].end
    made = Measure(
        kind=kind,
        value=value,
        unit=unit,
        start=first,
        end=last,
        text=text[first:last],
        exact="some" if read.vague else _hedge(parts, start),
        of=_rate(parts, end) or ("" if unit and kind != "percent" else _thing(parts, end)),
        soft=read.spelt and not unit and parts[i].low in {"one", "first", "second", "half"},
    )
    return Read(made, factor, read.power), max(end, i + 1)


def _is_old(parts: list[Token], at: int) -> bool:
    """59-year-old, 59 years old, 59 years of age."""
    low = [part.low for part in parts[at : at + 2]]
    return low[:1] == ["old"] or low in (["-", "old"], ["of", "age"])


def _unit(parts: list[Token], at: int) -> tuple[Unit, int] | None:
    """The unit at token `at` and the token behind it."""
    low = [part.low for part in parts[at : at + 5]] + [""] * 5
    if low[0] == "-":
        unit = UNITS.get(low[1])
        return (unit, at + 2) if unit and parts[at].end == parts[at + 1].start else None
    if low[0] in {"d'euros", "d’euros"}:
        return UNITS["euros"], at + 1
    if low[0] in {"de", "of"} and low[1] in UNITS and UNITS[low[1]][0] == "money":
        return UNITS[low[1]], at + 2  # millones de euros
    if low[0] == "pour" and low[1] == "cent":
        return UNITS["percent"], at + 2
    if low[0] in {"per", "por"} and low[1] in {"cent", "ciento", "cento"}:
        return _points(UNITS["percent"], low[2], at + 2)
    if low[0] in NATIONS:
        shift = 2 if low[0] in {"hong", "u"} else 1
        while shift < 4 and low[shift] in {".", "s", "kong"}:
            shift += 1
        if low[shift] in {"dollar", "dollars"}:
            return ("money", NATIONS[low[0]], Decimal(1)), at + shift + 1
    if low[0] in {"°", "º"} and low[1] in {"c", "f"}:
        return UNITS[f"°{low[1]}"], at + 2
    if low[0] in {"degrees", "degree", "grad"}:
        if low[1] in {"celsius", "centigrade", "fahrenheit", "c", "f"}:
            known = UNITS.get(low[1]) or UNITS[f"°{low[1]}"]
            return known, at + 2
        return UNITS["°"], at + 1
    if low[0] in {"basis", "basispunkte"}:
        return ("points", "pp", Decimal("0.01")), at + (2 if low[0] == "basis" else 1)
    if low[0] == "prozentpunkte":
        return ("points", "pp", Decimal(1)), at + 1
    if low[0] in {"square", "sq", "cubic"} and low[1] in UNITS:
        _, name, factor = UNITS[low[1]]
        power = 3 if low[0] == "cubic" else 2
        return ("area", f"{name}{power}", factor**power), at + 2
    is_way = low[0] in {"km", "kilometres", "kilometers", "miles"}
    if is_way and low[1] in {"/", "per", "an"} and low[2] in {"h", "hour"}:
        return UNITS["mph" if low[0] == "miles" else "km/h"], at + 3
    if low[0] in {"c", "f"} and parts[at].text.isupper() and parts[at].start == parts[at - 1].end:
        return UNITS[f"°{low[0]}"], at + 1  # 38C
    if low[0] == "p" and parts[at].start == parts[at - 1].end:
        return UNITS["pence"], at + 1
    if low[0] == "m" and parts[at].start != parts[at - 1].end:
        return UNITS["metres"], at + 1
    unit = UNITS.get(low[0])
    if unit is None or (low[0] in {"second", "w", "min", "mi", "ha"} and low[1] == "of"):
        return None
    if low[0] in {"foot", "quarter"} and low[1] == "soldiers":
        return None
    return _points(unit, low[1], at + 1)


def _points(unit: Unit, following: str, end: int) -> tuple[Unit, int]:
    if unit[0] == "percent" and following in {"point", "points"}:
        return ("points", "pp", Decimal(1)), end + 1
    return unit, end


def _hedge(parts: list[Token], start: int) -> str:
    before = tuple(part.low for part in parts[max(0, start - 2) : start])
    if before in _PHRASES:
        return _PHRASES[before]
    if before[-1:] in _PHRASES:
        return _PHRASES[before[-1:]]
    return _HEDGES.get(before[-1], "") if before else ""


def _rate(parts: list[Token], at: int) -> str:
    """ "per month" of "€940 a month"."""
    low = [part.low for part in parts[at : at + 2]]
    if len(low) == 2 and low[0] in {"a", "an", "per", "each", "every", "/", "pro", "par", "im"}:
        unit = UNITS.get(low[1])
        if unit and (unit[0] == "duration" or low[0] not in {"a", "an", "im"}):
            return f"per {unit[1]} {unit[2]}"
    return ""


def _thing(parts: list[Token], at: int) -> str:
    """What is counted: the last of up to three plain words behind the number."""
    found = ""
    for part in parts[at : at + 3]:
        if not part.text[0].isalpha() or part.low in _NOT_THINGS:
            break
        found = part.low
        if part.low.endswith("s") or part.low in {"people", "men", "women", "children"}:
            break
    return found


def _is_minus(text: str, parts: list[Token], start: int) -> bool:
    sign = parts[start - 1]
    return sign.end == parts[start].start and (sign.start == 0 or text[sign.start - 1] in " (")
