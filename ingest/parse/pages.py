"""Pieces of text on pages -> paragraphs: columns in order, running heads out, words made whole.

Pure geometry and typography, as far as a PDF's pieces tell it: where each begins and how large it
is. How wide a piece is nobody says; it is guessed from its letters.
"""

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.text import clean

LETTER_WIDTH = 0.48  # of the type size, on average over a line of text
TOUCHING = 0.8  # of the type size, up to which a piece belongs to the one before it
EDGE_LINES = 2  # at the top and at the bottom of a page, where running heads stand
LEADING = 1.3  # times the usual distance of lines, from which on a gap divides paragraphs
LARGE_LEADING = 1.45  # times the size of the type: the lines of a headline are no nearer
INDENT = 0.7  # of the type size, from which on a line begins a paragraph
HALF_LINE = 0.5  # likewise; above the text, one that is shorter ends where its writer ended it
FULL_LINE = 0.75  # of the usual length; a shorter one that ends a sentence ends its paragraph
LEAST_PAIRS = 5  # lines beside each other that show columns drawn across
# What stands between two paragraphs of an article, an interview's question and its answer.
_BETWEEN = re.compile(r"(\n\n|(?<=\?) – )")
_SENTENCE_END = re.compile(r"[.!?…:。！？][\"'”’»)\]]*$")
_HYPHENS = ("-", "‐")
# A soft hyphen on a page is drawn like any other: some fonts have but one sign for both.
_SIGNS = str.maketrans(
    {"\u00ad": "-", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
)
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?P<word>[^\W\d]{1,10}\W{1,2})?(?P<number>\d{1,3})"
    r"(?:\W{1,3}(?:[^\W\d]{1,5}\W{1,2})?(?P<last>\d{1,3}))?\W{0,3}"
)
_BULLET = re.compile(r"^[•*·‣▪–-]\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text as it was drawn in one go; `y` grows towards the top of the page."""

    text: str
    x: float
    y: float
    size: float

    @property
    def end(self) -> float:
        """Where it ends, guessed."""
        return self.x + len(self.text.strip()) * self.size * LETTER_WIDTH


@dataclass(frozen=True, slots=True)
class Line(Piece):
    page: int = 0  # from 0


@dataclass(slots=True)
class Paragraph:
    """One paragraph, perhaps over several pages."""

    text: str
    size: float
    pages: list[tuple[int, int]] = field(default_factory=list)  # (first character, page)


def lines(pieces: Sequence[Piece], page: int) -> list[Line]:
    """The lines of one page in the order that they are read in."""
    rows: list[Piece] = []
    for piece in pieces:
        text = piece.text.replace("\n", " ").translate(_SIGNS)
        if not text.strip():
            if rows and text and not rows[-1].text.endswith(" "):
                rows[-1] = replace(rows[-1], text=rows[-1].text + " ")
            continue
        last = rows[-1] if rows else None
        if last and _is_beside(last, piece) and piece.x - last.end < TOUCHING * piece.size:
            size = max(last, piece, key=lambda one: len(one.text)).size
            rows[-1] = replace(last, text=last.text + text, size=size)
        else:
            rows.append(replace(piece, text=text))
    rows = _by_columns(rows)
    joined: list[Piece] = []
    for row in rows:
        if joined and _is_beside(joined[-1], row):
            gap = "" if row.x - joined[-1].end < 2 * row.size else " "  # a word may go on there
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text}{gap}{row.text}")
        else:
            joined.append(row)
    tidied = ((row, " ".join(clean.tidy(row.text).split())) for row in joined)
    return [Line(text, row.x, row.y, row.size, page) for row, text in tidied if text]


def _is_beside(left: Piece, right: Piece) -> bool:
    """On one height, the second further right."""
    return abs(left.y - right.y) < 0.35 * max(left.size, right.size) and right.x > left.x


def _by_columns(rows: list[Piece]) -> list[Piece]:
    """Rows in order of columns, where they were drawn straight across them.

    Most programs draw a column to its end; then the order is right as it is. Drawn across, line
    after line has a neighbour at the same place further right, and both are prose, not a table's
    figures.
    """
    rights = [right for left, right in pairwise(rows) if _is_beside(left, right)]
    starts = Counter(round(right.x / 4) for right in rights)
    if len(rights) < LEAST_PAIRS or 4 * len(rights) < len(rows):
        return rows
    if statistics.mean(len(right.text.split()) for right in rights) < 3:
        return rows
    edges = sorted(4 * start for start, count in starts.items() if count >= LEAST_PAIRS)
    edges = [one for n, one in enumerate(edges) if not n or one - edges[n - 1] > 12]
    if not edges or sum(min(abs(r.x - e) for e in edges) < 12 for r in rights) < 0.6 * len(rights):
        return rows
    bands: list[list[list[Piece]]] = [[[] for _ in range(len(edges) + 1)]]
    for row in sorted(rows, key=lambda one: -one.y):
        column = sum(row.x >= edge - 12 for edge in edges)
        if column < len(edges) and row.end > edges[column] + 0.15 * (edges[column] - row.x):
            bands += [[[row]], [[] for _ in range(len(edges) + 1)]]  # a headline over columns
        else:
            bands[-1][column].append(row)
    return [row for band in bands for column in band for row in column]


def without_running_heads(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The pages without what stands at the same edge of several but for its number; and that."""
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, page in enumerate(pages):
        for line in _edges(page):
            for place in (round(line.y / 6), round(line.y / 6) + 1):  # half a line apart is alike
                seen[_shape(line), place].add(number)
    with_text = sum(map(bool, pages))
    least = max(2, 0.4 * with_text)
    kept, heads = [], []
    for page in pages:
        edges = set(map(id, _edges(page)))
        body = []
        for line in page:
            places = (round(line.y / 6), round(line.y / 6) + 1)
            often = max(len(seen.get((_shape(line), place), ())) for place in places)
            if id(line) in edges and (often >= least or _is_page_number(line, page)):
                heads.append(line.text)
            else:
                body.append(line)
        kept.append(body)
    return kept, heads


def _is_page_number(line: Line, page: list[Line]) -> bool:
    """Whether a line says which page this is and nothing else: "3", "- 3 -", "Page 3 of 8"."""
    found = _PAGE_NUMBER.fullmatch(line.text)
    if not found or line.y not in (min(one.y for one in page), max(one.y for one in page)):
        return False
    number, last = int(found["number"]), int(found["last"] or 0)
    return number == line.page + 1 and (number <= last if last else not found["word"])


def _edges(page: list[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: line.y)
    return [*by_height[:EDGE_LINES], *by_height[EDGE_LINES:][-EDGE_LINES:]]


def _shape(line: Line) -> str:
    return _DIGITS.sub("#", line.text)


def body_size(pages: Sequence[list[Line]]) -> float:
    """The size that most letters have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def paragraphs(pages: Sequence[list[Line]]) -> list[Paragraph]:
    """The paragraphs of all pages; one that goes on over a page or column is one."""
    runs = [run for page in pages for run in _runs(page)]
    words = Counter(
        word.strip(".,;:!?()”“\"'").lower()
        for run in runs
        for line in run
        for word in line.text.split()[:-1]
    )
    usual_size = body_size(pages)
    found: list[Paragraph] = []
    before: Line | None = None
    is_above = True  # the text: in the lines of outlet, writer and day
    for run in runs:
        left = Counter(round(line.x) for line in run).most_common(1)[0][0]
        gaps = [above.y - line.y for above, line in pairwise(run)]
        usual = statistics.median_low([gap for gap in gaps if gap > 0] or [0])
        length = sorted(len(line.text) for line in run)[int(0.9 * (len(run) - 1))]
        indented = any(_indent(line, left) for line in run[1:])
        for number, line in enumerate(run):
            above = run[number - 1] if number else None
            is_set_alone = is_above and above and len(above.text) < HALF_LINE * length
            is_above = is_above and len(line.text) < FULL_LINE * length
            starts = (
                before is None
                or (is_set_alone and line.size < 1.08 * usual_size)
                or abs(line.size - before.size) > 0.08 * before.size
                or bool(_BULLET.match(line.text))
                or (
                    _starts_paragraph(above, line, left=left, usual=usual, length=length)
                    if above
                    else not _goes_over(before, line, indented=indented, left=left)
                )
            )
            if starts:
                found.append(Paragraph(line.text, line.size, [(0, line.page)]))
            else:
                _go_on(found[-1], line, words)
            before = line
    return found


def _runs(page: list[Line]) -> list[list[Line]]:
    """The lines of a page, cut where the next stands higher: at a new column."""
    runs: list[list[Line]] = []
    for line in page:
        if runs and line.y <= runs[-1][-1].y + 0.5 * line.size:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _starts_paragraph(above: Line, line: Line, *, left: float, usual: float, length: int) -> bool:
    """Whether a line begins a paragraph: after a gap, indented, or after a short last line."""
    gap = above.y - line.y
    if usual and gap > LEADING * usual and gap > LARGE_LEADING * line.size:
        return True
    is_short = len(above.text) < FULL_LINE * length
    if _indent(line, left) and (is_short or line.x - above.x > 0.5 * (line.x - left)):
        return True
    return _ends(above.text) and is_short


def _goes_over(before: Line, line: Line, *, indented: bool, left: float) -> bool:
    """Whether the first line of a page or column goes on with the last one of that before."""
    if not _ends(before.text) or line.text[:1].islower():
        return True
    return indented and not _indent(line, left)


def _indent(line: Line, left: float) -> bool:
    return INDENT * line.size < line.x - left < 5 * line.size


def _ends(text: str) -> bool:
    return bool(_SENTENCE_END.search(text))


def _go_on(paragraph: Paragraph, line: Line, words: Counter[str]) -> None:
    """Add a line, and make the word whole that is divided between the two."""
    text, first = paragraph.text, line.text.split(" ", 1)[0]
    divided = text.endswith(_HYPHENS) and text[-2:-1].isalpha()
    if divided and first[:1].islower():
        start = text.rsplit(None, 1)[-1][:-1]
        end = first.strip(".,;:!?()”“\"'")
        # A compound keeps its hyphen where the document writes it so elsewhere.
        kept = words[f"{start}-{end}".lower()] > words[f"{start}{end}".lower()]
        text = text if kept else text[:-1]
    elif not divided or not first[:1].isalnum():
        text += " "
    if paragraph.pages[-1][1] != line.page:
        paragraph.pages.append((len(text), line.page))
    paragraph.text = text + line.text


def page_starts(text: str, told: Sequence[Paragraph], count: int) -> tuple[int, ...]:
    """Where each of `count` pages starts in an article's text; a page without any where the next
    does.

    Args:
        text: some of the paragraphs in their order, divided by blank lines.
        told: all paragraphs.
    """
    places: list[tuple[int, int]] = []  # (character, page)
    offset = number = 0
    for line in _BETWEEN.split(text):
        for other in range(number, len(told)):
            cut = len(told[other].text) - len(line)  # a date may have been taken off its start
            if cut >= 0 and told[other].text.endswith(line):
                places += [(offset + max(0, at - cut), page) for at, page in told[other].pages]
                number = other + 1
                break
        offset += len(line)
    starts, place = [0], 0
    for page in range(1, count):
        while place < len(places) and places[place][1] < page:
            place += 1
        starts.append(places[place][0] if place < len(places) else len(text))
    return tuple(starts)
