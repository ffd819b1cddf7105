"""What scale.py found, as a table in Markdown and as a drawing."""

from collections.abc import Iterator, Sequence
from math import log10
from typing import Any

WIDE, HIGH, EDGE = 640, 360, 60
COLOURS = ("#c4461f", "#1b6ca8", "#3b7d3b", "#7a4fa3", "#8a6d1b", "#555555", "#b03a7a")
MOST_MS = 10_000


def table(sizes: Sequence[int], results: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A line a figure, a column a number of passages."""
    yield "| | " + " | ".join(f"{size:,}" for size in sizes) + " |"
    yield "|---|" + "---|" * len(sizes)
    for name in dict.fromkeys(name for one in results for name in one):
        yield f"| {name} | " + " | ".join(_cell(one.get(name)) for one in results) + " |"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        p50, p95, spent_p50, spent_p95 = value
        return f"{p50:.1f} / {p95:.1f} ({spent_p50:.1f} / {spent_p95:.1f})"
    return f"{value:.3f}" if 0 < value < 1 else f"{value:,.1f}"


def drawn(sizes: Sequence[int], results: Sequence[dict[str, Any]]) -> str:
    """Processor milliseconds (p95) over the number of passages, both axes logarithmic, as SVG."""
    names = [name for name in results[0] if name.startswith(("both, ", "fts5, no limits"))]
    low, high = log10(min(sizes)), log10(max(sizes))

    def at(size: float, ms: float) -> tuple[float, float]:
        x = EDGE + (WIDE - 200 - EDGE) * (log10(size) - low) / max(high - low, 1e-9)
        return x, HIGH - EDGE - (HIGH - 2 * EDGE) * log10(max(ms, 1)) / log10(MOST_MS)

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" '
        'font-family="sans-serif" font-size="11" fill="#333333">',
        f'<rect width="{WIDE}" height="{HIGH}" fill="#ffffff"/>',
        f'<text x="{EDGE}" y="24" font-size="13">'
        "Both legs one after the other, p95, ms of the processor, by passages</text>",
    ]
    for ms in (1, 10, 100, 1000, 10_000):
        (left, y), (right, _) = at(min(sizes), ms), at(max(sizes), ms)
        lines.append(f'<path d="M{left:.0f} {y:.0f}H{right:.0f}" stroke="#dddddd"/>')
        lines.append(f'<text x="{left - 8:.0f}" y="{y + 4:.0f}" text-anchor="end">{ms:,}</text>')
    for size in sizes:
        x, y = at(size, 1)
        lines.append(f'<text x="{x:.0f}" y="{y + 18:.0f}" text-anchor="middle">{size:,}</text>')
    below = 0.0  # where the last label stands: each has room under the one above
    for name, colour in zip(sorted(names, key=lambda n: -results[-1][n][3]), COLOURS, strict=False):
        points = [at(size, one[name][3]) for size, one in zip(sizes, results, strict=True)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        lines.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        x, y = points[-1]
        below = max(y, below + 13)
        label = name.removeprefix("both, ").replace("fts5, ", "FTS5 alone, ")
        lines.append(f'<text x="{x + 8:.0f}" y="{below + 4:.0f}" fill="{colour}">{label}</text>')
    return "\n".join([*lines, "</svg>", ""])
