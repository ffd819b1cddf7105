"""Plots as inline SVG: no script, no network, colours by the page's style, a title for every one.

Lengths are in the units of the drawing, WIDTH of which are as wide as the page allows: few enough
for words to be read on a phone.
"""

import itertools
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

WIDTH = 400
LETTER = 8.2  # the most that one of a name or figure takes, in the page's fonts
GAP = 12  # between words and what they name
ROW = 34
_numbers = itertools.count(1)  # ids of titles, each once in a page


def bars(title: str, told: str, rows: Sequence[tuple[str, dict[str, Any]]]) -> str:
    """Shares as bars on a scale of 0 to 100%, each with its interval as a whisker.

    Args:
        told: the same in a sentence, for who does not see it.
        rows: (name, share as `figures.share` gives it).
    """
    values = [_value(share) for _, share in rows]
    left = GAP + LETTER * max((len(name) for name, _ in rows), default=0)
    room = WIDTH - left - GAP - LETTER * max(map(len, values), default=0)
    parts = [
        f'<line class="grid" x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{ROW * len(rows)}"/>'
        f'<text class="tick" x="{x:.1f}" y="{ROW * len(rows) + 14}">{100 * at:.0f}%</text>'
        for at in (0, 0.25, 0.5, 0.75, 1)
        for x in [left + at * room]
    ]
    for place, ((name, share), value) in enumerate(zip(rows, values, strict=True)):
        y = ROW * place
        parts += [
            f'<text class="name" x="{left - GAP:.1f}" y="{y + 21}">{escape(name)}</text>',
            f'<text class="value" x="{left + room + GAP:.1f}" y="{y + 21}">{value}</text>',
        ]
        if share["share"] is None:
            continue
        low, high = (left + share[end] * room for end in ("low", "high"))
        parts += [
            f'<rect class="bar" x="{left:.1f}" y="{y + 7}" width="{share["share"] * room:.1f}"'
            f' height="{ROW - 14}" rx="2"/>',
            f'<path class="whisker" d="M{low:.1f} {y + 17}H{high:.1f}M{low:.1f} {y + 12}v10'
            f'M{high:.1f} {y + 12}v10"/>',
        ]
    return _drawing(title, told, ROW * len(rows) + 20, parts)


def columns(title: str, told: str, rows: Sequence[tuple[str, int]]) -> str:
    """Counts as columns, the largest as high as the plot."""
    height, most = 150, max([1, *(count for _, count in rows)])
    step = WIDTH / max(1, len(rows))
    parts = [f'<line class="grid" x1="0" y1="{height + 18}" x2="{WIDTH}" y2="{height + 18}"/>']
    for place, (name, count) in enumerate(rows):
        tall, middle = height * count / most, step * (place + 0.5)
        parts += [
            f'<rect class="bar" x="{middle - step * 0.36:.1f}" y="{height + 18 - tall:.1f}"'
            f' width="{step * 0.72:.1f}" height="{tall:.1f}" rx="2"/>',
            f'<text class="count" x="{middle:.1f}" y="{height + 12 - tall:.1f}">{count}</text>',
            f'<text class="tick" x="{middle:.1f}" y="{height + 34}">{escape(name)}</text>',
        ]
    return _drawing(title, told, height + 40, parts)


def steps(title: str, told: str, lines: Sequence[tuple[str, Sequence[float]]]) -> str:
    """For each line the share of its values (seconds) that lie at or below a point, as steps."""
    height, left = 160, 50
    room = WIDTH - left - 30
    longest = max([value for _, values in lines for value in values] or [0.0]) or 1.0
    parts = [
        f'<line class="grid" x1="{left}" y1="{y:.1f}" x2="{WIDTH}" y2="{y:.1f}"/>'
        f'<text class="name" x="{left - 6}" y="{y + 4:.1f}">{100 * at:.0f}%</text>'
        for at in (0, 0.5, 1)
        for y in [10 + height * (1 - at)]
    ]
    for at in (0, 0.25, 0.5, 0.75, 1):
        x = left + at * room
        parts.append(
            f'<text class="tick" x="{x:.1f}" y="{height + 28}">{_time(at * longest)}</text>'
        )
    for kind, (name, values) in enumerate(lines):
        ordered = sorted(values)
        path = f"M{left} {10 + height}"
        for done, value in enumerate(ordered, start=1):
            x, y = left + room * value / longest, 10 + height * (1 - done / len(ordered))
            path += f"H{x:.1f}V{y:.1f}"
        parts.append(f'<path class="step step-{kind}" d="{path}H{left + room:.1f}"/>')
        y = height - 20 - 20 * kind
        parts.append(
            f'<path class="step step-{kind}" d="M{WIDTH - 150} {y}h30"/>'
            f'<text class="value" x="{WIDTH - 112}" y="{y + 5}">{escape(name)}</text>'
        )
    return _drawing(title, told, height + 34, parts)


def _value(share: dict[str, Any]) -> str:
    return "none" if share["share"] is None else f"{share['count']} of {share['of']}"


def _time(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{1000 * seconds:.0f} ms"


def _drawing(title: str, told: str, height: float, parts: Iterable[str]) -> str:
    number = next(_numbers)
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-labelledby="t{number} d{number}">'
        f'<title id="t{number}">{escape(title)}</title><desc id="d{number}">{escape(told)}</desc>'
        f"{''.join(parts)}</svg>"
    )
