"""One figure of a text, and whether two are one value or the one bears out the other."""

from dataclasses import dataclass
from decimal import Decimal

from bot.figures import moments
from bot.figures.moments import When
from bot.figures.units import DOLLARS

NEAR = Decimal("0.05")  # "about 500" is anything within this share of it
ROUND = Decimal("0.005")
FAR = Decimal("1.5")  # nobody writes "more than 500" of what is above 750


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure of a text."""

    # "money", "percent", "points" (percentage points), "count", "ordinal", "date", "time" (of
    # day), "duration", "age", "length", "weight", "area", "volume", "speed", "power", "data",
    # "temperature"
    kind: str
    value: Decimal | When  # in `unit`; a When for a date; minutes from midnight for a time of day
    start: int  # in the text, in characters; with its unit
    end: int
    text: str  # as written
    # "USD" ("dollar" for a bare $), "%", "m", "mile", "s", "month", …; "" for counts. Units of one
    # system are one: see `units`.
    unit: str = ""
    upto: Decimal | None = None  # the other end of a range, or of a score: 3-1
    # "" as it stands; "about", "nearly", "more than", "at least", "less than", "at most"; "some"
    # for dozens and hundreds
    exact: str = ""
    # What is counted, the word behind it in lower case: "homes". Of a rate, "per month".
    of: str = ""
    is_whole: bool = False  # of which another figure is a part: 1,150 of "240 of its 1,150 jobs"
    soft: bool = False  # "one" or "first", which are as often no figure

    @property
    def days(self) -> str:
        """The days of a date in ISO form, `first/last`, "" for no date or one without a year."""
        days = self.value.days if isinstance(self.value, When) else None
        return "/".join(one.isoformat() for one in days) if days else ""


def same(a: Measure, b: Measure) -> bool:
    """Whether two figures are one value, as far as both say: "$1.2bn" and "1,200 million dollars",
    "23 January 2025" and "Jan. 23"; not 1.2bn euros. Hedges ("about") are looked through.
    """
    if isinstance(a.value, When) or isinstance(b.value, When):
        if isinstance(a.value, When) and isinstance(b.value, When):
            return moments.agree(a.value, b.value)
        return _is_year(a, b) or _is_year(b, a)
    if not _one_unit(a, b):
        return False
    if a.exact == "some" or b.exact == "some":
        return _some(a, b) or _some(b, a)
    if a.upto is not None or b.upto is not None:
        return {a.value, a.upto} == {b.value, b.upto}
    slack = Decimal(0)
    if a.kind == "percent" and b.kind == "percent" and not _ends(a.value) * _ends(b.value):
        slack = ROUND * 2 * 100  # two thirds and 67 per cent
    if "about" in (a.exact, b.exact) or "nearly" in (a.exact, b.exact):
        slack = max(slack, NEAR * max(abs(a.value), abs(b.value)))
    return abs(a.value - b.value) <= slack


def carries(given: Measure, said: Measure) -> bool:
    """Whether `given` in a quote bears out `said` in a statement; `said` may be coarser."""
    if isinstance(given.value, When) and isinstance(said.value, When):
        return moments.covers(said.value, given.value)
    if same(given, said):
        return True
    if isinstance(given.value, When) or isinstance(said.value, When) or not _one_unit(given, said):
        return False
    if said.upto is not None or given.exact in {"more than", "at least", "less than", "at most"}:
        return False
    value, ends = said.value, [given.value, given.value if given.upto is None else given.upto]
    if said.exact in {"more than", "at least"}:
        return value <= min(ends) <= value * FAR
    if said.exact in {"less than", "at most"}:
        return value / FAR <= max(ends) <= value
    return said.exact in {"about", "nearly"} and any(
        abs(end - value) <= NEAR * abs(value) for end in ends
    )


def _one_unit(a: Measure, b: Measure) -> bool:
    if a.unit == b.unit and a.kind == b.kind:
        return True
    units = {a.unit, b.unit}
    if "dollar" in units and units <= DOLLARS:
        return True
    if "pound" in units and units <= {"pound", "GBP", "lb"}:
        return True
    if "°" in units and all(one.startswith("°") for one in units):
        return True
    # An age: "Falk, 59" and "59 years old".
    return {a.kind, b.kind} == {"count", "age"} and "" in units


def _is_year(a: Measure, b: Measure) -> bool:
    """A year that was taken for a count."""
    when = a.value
    return isinstance(when, When) and b.kind == "count" and when == When(int(_whole(b)))


def _whole(one: Measure) -> Decimal:
    value = one.value
    is_whole = isinstance(value, Decimal) and value == value.to_integral_value()
    return value if is_whole and isinstance(value, Decimal) and value < 10_000 else Decimal(0)


def _ends(value: Decimal) -> bool:
    """Whether a decimal fraction says it exactly; a third does not."""
    return value == value.quantize(Decimal("0.0001")) if abs(value) < 10**9 else True


def _some(vague: Measure, other: Measure) -> bool:
    """Whether `other` is so many dozens, hundreds or thousands."""
    if vague.exact != "some" or isinstance(vague.value, When) or isinstance(other.value, When):
        return False
    if other.exact == "some":
        return vague.value == other.value
    return 2 * vague.value <= other.value < (200 if vague.value == 12 else vague.value * 1000)
