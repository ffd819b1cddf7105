"""The rows of a table as sentences that stand alone: "Candidate: Ann Lee; Votes: 2,115."

A row says nothing without the names of its columns, and a quote is one sentence of the stored text.
So the names are stored with each row, in the letters of the table.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from ingest.text.prose import is_ended, is_prose

MOST_ROWS = 1_000  # that are told with the names of the columns; further ones are cells alone
LONGEST_ROW_WORDS = 100  # of a longer one each cell is a line
LONGEST_NAME_WORDS = 6  # of a column
LEAST_TABS = 3  # of the smallest table
_ROW = re.compile(r"\|.*\|")
_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_BAR = re.compile(r"(?<!\\)\|")
_FIGURE = re.compile(r"\d")
_PLACE = re.compile(r"(\d{1,4})[.)]")

Row = Sequence[str]


def told(lines: list[str]) -> list[str]:
    """The lines with every table among them told row by row.

    A table is what Markdown has for one: two lines or more of cells between bars, or a line of
    names above a rule of hyphens. Other lines with bars stay as they are.
    """
    if not any("|" in line for line in lines):
        return lines
    kept: list[str] = []
    number = 0
    while number < len(lines):
        end = _end(lines, number)
        if end == number:
            kept.append(lines[number])
            number += 1
            continue
        run = lines[number:end]
        has_names = len(run) > 1 and _is_rule(run[1])
        rows = [_cells(line) for line in run if not _is_rule(line)]
        kept += sentences(rows[1:], rows[0]) if has_names else sentences(rows)
        number = end
    return kept


def barred(text: str) -> str:
    """The text with bars for the tabs of every table in it that begins with names of columns.

    Such is what is copied out of a spreadsheet: three lines or more of as many cells.
    """
    if text.count("\t") < LEAST_TABS:
        return text
    lines = text.split("\n")
    kept: list[str] = []
    for width, run in groupby(lines, key=lambda line: line.strip().count("\t")):
        some = list(run)
        rows = [[cell.strip() for cell in line.strip().split("\t")] for line in some]
        if width and _has_names(rows):
            some = [f"| {' | '.join(row)} |" for row in rows]
        kept += some
    return "\n".join(kept)


def _end(lines: list[str], start: int) -> int:
    """Where the table that begins at a line ends; the line itself where none begins."""
    below = lines[start + 1] if start + 1 < len(lines) else ""
    if "|" in lines[start] and _is_rule(below) and not _is_rule(lines[start]):
        width = len(_cells(lines[start]))
        end = start + 2
        while end < len(lines) and "|" in lines[end] and len(_cells(lines[end])) == width:
            if end + 1 < len(lines) and _is_rule(lines[end + 1]):
                break  # the names of the next one
            end += 1
        return end
    end = start
    while end < len(lines) and _ROW.fullmatch(lines[end]):
        if end > start and end + 1 < len(lines) and _is_rule(lines[end + 1]):
            break
        end += 1
    return end if end - start > 1 else start


def _is_rule(line: str) -> bool:
    return "|" in line and bool(_RULE.fullmatch(line.strip()))


def _cells(line: str) -> list[str]:
    cells = [cell.replace("\\|", "|").strip() for cell in _BAR.split(line.strip())]
    return cells[line.startswith("|") : len(cells) - line.endswith("|")]


def sentences(rows: Sequence[Row], names: Row = ()) -> list[str]:
    """A line for each row.

    Args:
        rows: cells in one line each, "" for an empty one. A cell that ends with a colon names the
            one beside it.
        names: of the columns. Where there are none, the first row is taken for them if it has
            words alone and figures stand below it; a table with neither names nor figures is
            left in cells.
    """
    rows = [row for row in rows if any(row) and list(row) != list(names)]
    if not any(names):
        names = ()
        if _has_names(rows):
            names, rows = rows[0], rows[1:]
    if not (names or any(map(_FIGURE.search, _all(rows))) or any(map(_is_label, _all(rows)))):
        return [" | ".join(filter(None, row)) for row in rows]
    lines: list[str] = []
    for number, row in enumerate(rows):
        if row[0] and not any(row[1:]) and len(row) > 1:  # heads the rows below it
            lines.append(row[0])
        elif not names and any(map(is_prose, row)):  # columns of a page
            lines += filter(None, row)
        elif number >= MOST_ROWS:
            lines.append(" | ".join(filter(None, row)))
        elif sum(len(cell.split()) for cell in row) > LONGEST_ROW_WORDS:
            lines += [_ended(part) for part in _parts(row, names)]
        else:
            lines.append(_ended(_joined(_parts(row, names))))
    return lines


def _all(rows: Sequence[Row]) -> list[str]:
    return [cell for row in rows for cell in row]


def _has_names(rows: Sequence[Row]) -> bool:
    """Whether the first row names the columns: words alone, and below one of them figures alone."""
    # Two columns are as often a name and a value in each row: "Age | 44".
    if not rows or len(rows) < (4 if len(rows[0]) == 2 else 3) or len(rows[0]) < 2:
        return False
    first, body = rows[0], rows[1:]
    said = [cell for cell in first if cell]
    if len(said) < len(first) - (not first[0]) or len(set(said)) < len(said):
        return False
    if any(_FIGURE.search(cell) or len(cell.split()) > LONGEST_NAME_WORDS for cell in said):
        return False
    columns = [[row[n] for row in body if n < len(row) and row[n]] for n in range(len(first))]
    return any(len(one) > 1 and all(map(_FIGURE.search, one)) for one in columns)


def _parts(row: Row, names: Row) -> list[str]:
    """The cells that say something, with the names of their columns."""
    if not names and len(row) == 2 and all(row):
        return [f"{row[0].rstrip(': ')}: {row[1]}"]
    parts: list[str] = []
    for number, cell in enumerate(row):
        name = names[number].rstrip(":. ") if number < len(names) else ""
        if place := _PLACE.fullmatch(cell):
            cell = place[1]
        if not cell:
            continue
        is_named = bool(re.search(r"\w", name)) and len(name.split()) <= LONGEST_NAME_WORDS
        parts.append(f"{name}: {cell}" if is_named and name != cell.rstrip(":") else cell)
    return parts


def _joined(parts: Sequence[str]) -> str:
    line = ""
    for part in parts:
        between = "" if not line else " " if _is_label(line) else "; "
        line += between + part.rstrip("; ")
    return line


def _is_label(cell: str) -> bool:
    return len(cell) > 1 and cell.endswith(":")


def _ended(line: str) -> str:
    return line if is_ended(line) else f"{line}."
