"""A table of articles (.csv, .tsv) -> articles, one a row, by what its columns are called.

Spreadsheets and newsrooms' exports: divided by commas, semicolons, tabs or bars, with quotation
marks around what holds one of these or a line end. What each row says is record.py's.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from ingest.article import Article
from ingest.errors import SourceError
from ingest.parse import encoding, jsonl, pasted_mail, record
from ingest.parse.web import fragment
from ingest.text import dates
from ingest.text.names import people

DELIMITERS = ",;\t|"
LONGEST_HEAD = 2000  # characters of the line with the columns' names
LEAST_COLUMNS = 3  # of what only its first line shows to be a table
SHOWN = 12  # columns of a table that has none for the text
_END = "\ue000"  # a last row; where it is part of another, that one's quotation mark is open
_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # as some programs begin a file
_LINE_END = re.compile(r"[\r\n]")
_NOTHING = {"null", "nan", "none", "\\n", "n/a"}  # what programs write into empty cells
# What pasted heads call the same, and columns in other languages; see record.py.
_LIKE_LABELS = {
    **{"title": "title", "subject": "title", "authors": "authors", "date": "date"},
    **{"updated": "updated", "source": "source", "section": "section", "url": "url"},
}
_OTHER_NAMES = {
    **dict.fromkeys(
        ("article", "story", "copy", "artikel", "inhalt", "volltext", "artikeltext", "texte",
         "contenu", "corps", "texto", "contenido", "cuerpo", "testo", "contenuto", "tekst"), "text"
    ),
    **dict.fromkeys(
        ("überschrift", "schlagzeile", "titolo", "titular", "kop", "articletitle", "newstitle"),
        "title",
    ),
    **dict.fromkeys(("medium", "zeitung", "medio", "periódico", "fonte", "krant"), "source"),
    **dict.fromkeys(("journalist", "reporter", "autore", "auteurs"), "authors"),
    **dict.fromkeys(
        ("data", "publishedon", "dateofpublication", "erscheinungsdatum", "datedepublication",
         "fechadepublicación"), "date"
    ),
}  # fmt: skip
_GROUPS = (
    *(record.TEXT, record.TITLE, record.URL, record.OUTLET, record.AUTHORS, record.PUBLISHED),
    *(record.UPDATED, record.LANGUAGE, record.SECTION, record.KIND, ("id",)),
)
_KNOWN = {name: group for group in _GROUPS for name in group}
_DATES = (*record.PUBLISHED, *record.UPDATED)
csv.field_size_limit(fragment.LONGEST)


def is_table(start: str) -> bool:
    """Whether a file's first line names the columns of articles: a text's, and another's.

    Args:
        start: so much of the file as may hold that line.
    """
    line = _first_line(start)
    if not line or len(line) > LONGEST_HEAD:
        return False
    names = list(map(record.plain, _cells(line, _delimiter(line))))
    groups = [_KNOWN[name] for name in names if name in _KNOWN]
    telling = (record.TITLE, record.URL, record.OUTLET, record.PUBLISHED)
    return (
        len(names) >= LEAST_COLUMNS
        and 2 * len(groups) >= len(names)
        and record.TEXT in groups
        and any(group in telling for group in groups)
    )


def parse(data: bytes, *, uri: str) -> Iterator[Article | SourceError]:
    """The articles of one table, and a `SourceError` for each row that is none.

    Of many bad rows the first are named, and the others counted at the end.

    Raises:
        SourceError: it has no column for the text, or no row.
    """
    rows = _rows(encoding.decode(data, uri), uri)
    _, head = next(rows, (0, []))
    if isinstance(head, SourceError):
        raise head
    columns = _columns(head)
    if not any(name in record.TEXT for name in columns):
        said = ", ".join(name.strip()[:40] or "(none)" for name in head[:SHOWN])
        reason = "is a table without a column for the articles' text (`text`, `body`, `content`)"
        raise SourceError(uri, f"{reason}; its columns are: {said}")
    told = [(line, row) for line, row in rows if row != head]
    if not told:
        raise SourceError(uri, "is a table without a row")
    bad = 0
    for one in _articles(told, columns, uri):
        bad += isinstance(one, SourceError)
        if isinstance(one, Article) or bad <= jsonl.MOST_NAMED:
            yield one
    if bad > jsonl.MOST_NAMED:
        reason = f"{bad - jsonl.MOST_NAMED} more rows are no articles"
        yield SourceError(f"{uri} (rows)", reason)


def _rows(text: str, uri: str) -> Iterator[tuple[int, list[str] | SourceError]]:
    """(line that it begins on, cells) of every row that says something, in order."""
    separator = _SEPARATOR.match(text)
    delimiter = separator[1] if separator else _delimiter(_first_line(text))
    lines = io.StringIO(text, newline="")
    line = 1 + bool(separator and next(lines))
    reader = csv.reader(chain(lines, [_END]), delimiter=delimiter)
    skipped = line - 1
    try:
        for row in reader:
            if row == [_END]:
                return
            if row and row[-1].endswith(_END):
                raise csv.Error("a quotation mark that opens here is never closed")
            if any(map(str.strip, row)):
                yield line, row
            line = reader.line_num + 1 + skipped
    except csv.Error as error:
        reason = f"cannot be read on: {error}; the rest is left unread"
        yield line, SourceError(f"{uri}:{line}", reason)


def _articles(
    told: Sequence[tuple[int, list[str] | SourceError]], columns: list[str], uri: str
) -> Iterator[Article | SourceError]:
    dated = {n for n, name in enumerate(columns) if name in _DATES}
    rows = [row for _, row in told if not isinstance(row, SourceError)]
    # "5/3/2025" is what the other dates of the table make it.
    written = " ".join(row[n] for row in rows for n in dated if n < len(row))
    day_first = dates.day_first(written)
    for line, row in told:
        place = f"{uri}:{line}"
        if isinstance(row, SourceError):
            yield row
        elif any(cell.strip() for cell in row[len(columns) :]):
            reason = f"has {len(row)} cells below {len(columns)} columns: one that holds the sign"
            yield SourceError(place, f"{reason} between cells needs quotation marks")
        else:
            said = _said(columns, row, dated, day_first)
            try:
                yield record.article(said, place=place)
            except SourceError as error:
                yield SourceError(place, error.reason.partition(" (keys")[0])


def _said(
    columns: list[str], row: list[str], dated: set[int], day_first: bool | None
) -> dict[str, Any]:
    """A row as an object, of the columns that say something."""
    said: dict[str, Any] = {}
    for number, (name, cell) in enumerate(zip(columns, row, strict=False)):
        if not name or name in said or not cell.strip() or cell.strip().casefold() in _NOTHING:
            continue
        if number in dated:
            said[name] = dates.iso(cell, day_first=day_first)
        elif name in record.AUTHORS:
            listed = [who for one in re.split("[;|]", cell) if (who := one.strip())]
            said[name] = listed if len(listed) > 1 else people(cell) or listed
        elif name != "id" or not cell.strip().isdecimal():  # every table counts from one
            said[name] = cell
    return said


def _columns(head: list[str]) -> list[str]:
    """The columns as record.py calls them, "" for one that says nothing to it.

    What goes by another name counts where no column has a name that is known.
    """
    found = [name if (name := record.plain(one)) in _KNOWN else "" for one in head]
    taken = {_KNOWN[name] for name in found if name}
    for number, name in enumerate(head):
        other = "" if found[number] else _otherwise(name)
        if other and _KNOWN[other] not in taken:
            found[number] = other
            taken.add(_KNOWN[other])
    return found


def _otherwise(name: str) -> str:
    """What a column is that goes by a name of another language, or by that of a pasted head."""
    label = pasted_mail.field(f"{name.strip()}: x")
    return _OTHER_NAMES.get(record.plain(name)) or _LIKE_LABELS.get(label[0] if label else "", "")


def _first_line(text: str) -> str:
    return _LINE_END.split(text[: LONGEST_HEAD + 1], maxsplit=1)[0]


def _delimiter(line: str) -> str:
    """The sign that makes the most columns with a known name."""

    def known(sign: str) -> tuple[int, int]:
        cells = _cells(line, sign)
        return sum(map(bool, _columns(cells))), len(cells)

    return max(DELIMITERS, key=known)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line[:LONGEST_HEAD]], delimiter=delimiter), [])
    except csv.Error:
        return []
