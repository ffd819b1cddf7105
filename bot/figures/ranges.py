"""Two figures that are one: "3 to 5 per cent", "$10-15 million", a score of 3-1."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.figures.measure import Measure
from bot.figures.moments import When

_AND = frozenset({"and", "und", "et", "or", "oder", "ou", "y"})
_LINKS = _AND | {"-", "–", "to", "bis", "à"}
_BETWEEN = re.compile(r"\b(?:between|zwischen|entre)\s*$")
_FROM = re.compile(r"\b(?:from|von|de|by|[a-z]{1,9}ed|rose|fell|grew)\s*$")


@dataclass(frozen=True, slots=True)
class Read:
    """A figure and how its number was scaled: its neighbour in a range may share that."""

    measure: Measure
    factor: Decimal  # of its unit
    power: int  # of ten


def joined(text: str, found: list[Read]) -> list[Measure]:
    """Ranges and scores made one; "3 to 5 per cent" says per cent of both."""
    made: list[Read] = []
    for one in found:
        last = made[-1] if made else None
        between = text[last.measure.end : one.measure.start].strip().lower() if last else ""
        if last is None or between not in _LINKS or last.measure.upto is not None:
            made.append(one)
            continue
        last, one = _alike(last, one)
        made[-1] = last
        before = text[max(0, last.measure.start - 12) : last.measure.start].lower()
        # "Between 3 and 5" is a range; "rose from 3 to 5" has two figures, and "3 and 5" too.
        is_range = bool(_BETWEEN.search(before)) if between in _AND else not _FROM.search(before)
        first, other = last.measure, one.measure
        alike = (first.kind, first.unit) == (other.kind, other.unit) and first.kind != "ordinal"
        if is_range and alike and isinstance(other.value, Decimal):
            whole = replace(
                first,
                end=other.end,
                text=text[first.start : other.end],
                upto=other.value,
                of=other.of,
                soft=False,
            )
            made[-1] = Read(whole, one.factor, one.power)
        else:
            made.append(one)
    return [one.measure for one in made]


def _alike(a: Read, b: Read) -> tuple[Read, Read]:
    """The 3 of "3 to 5 per cent" and the 15 of "$10-15 million" take what the other says."""
    behind = not b.measure.text.startswith(tuple("$£€¥₹"))  # "2 and £5" are no two sums
    if b.measure.unit and behind and a.measure.kind == "count" and not a.measure.of:
        a = _taking(a, b)
    elif a.measure.kind == "money" and b.measure.kind == "count" and not b.measure.of:
        b = _taking(b, a)
    same_unit = (a.measure.kind, a.measure.unit) == (b.measure.kind, b.measure.unit)
    value = a.measure.value
    if same_unit and b.power and not a.power and isinstance(value, Decimal) and value < 1000:
        # $10 to $15 million
        a = replace(a, measure=replace(a.measure, value=value * 10**b.power))
    return a, b


def _taking(bare: Read, other: Read) -> Read:
    if isinstance(bare.measure.value, When):
        return bare
    value = bare.measure.value * other.factor
    kind, unit = other.measure.kind, other.measure.unit
    measure = replace(bare.measure, kind=kind, unit=unit, value=value)
    return Read(measure, other.factor, bare.power)
