"""Whether two figures may both be right: rounded, hedged, as a range, or in another unit."""

from dataclasses import replace
from decimal import Decimal

from bot.figures import moments
from bot.figures.figures import Measure, carries, same
from bot.figures.moments import When

ROUNDED = Decimal("0.05")  # a figure with fewer digits may be the other one, rounded
_ROUND_FROM = 100  # smaller counts are not rounded without a word that says so
CONVERTED = Decimal(
    "0.03"
)  # share of it by which a figure in another unit may be off: 40 m, 130 feet
# Unit -> the one that it is converted to, and how many of that it is.
_UNITS = {
    unit: (to, Decimal(factor))
    for unit, to, factor in (
        ("mile", "m", "1609.344"),
        ("yard", "m", "0.9144"),
        ("foot", "m", "0.3048"),
        ("inch", "m", "0.0254"),
        ("hectare", "m2", "10000"),
        ("acre", "m2", "4046.86"),
        ("mile2", "m2", "2589988"),
        ("mph", "km/h", "1.609344"),
        ("gallon", "litre", "3.785"),
        ("ounce", "g", "28.35"),
        ("lb", "g", "453.592"),
    )
}


def converted(one: Measure) -> Measure:
    """A length, area, speed or weight in the metric unit; any other figure as it is."""
    if one.unit not in _UNITS or isinstance(one.value, When):
        return one
    unit, factor = _UNITS[one.unit]
    upto = None if one.upto is None else one.upto * factor
    return replace(one, value=one.value * factor, upto=upto, unit=unit)


def _is_converted(a: Measure, b: Measure) -> bool:
    if isinstance(a.value, When) or isinstance(b.value, When):
        return False
    if a.upto is not None or b.upto is not None:
        return _overlap(a, b)
    return carries(a, b) or carries(b, a) or abs(a.value - b.value) <= CONVERTED * abs(a.value)


def agree(a: Measure, b: Measure) -> bool:
    """Whether two figures may both be right about one thing."""
    if a.unit != b.unit and converted(a).unit == converted(b).unit:
        return _is_converted(converted(a), converted(b))
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
