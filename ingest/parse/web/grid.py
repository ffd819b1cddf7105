"""Tables of data in HTML: their cells, one in every column, and the names of the columns."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_COLUMNS = 40
MOST_CELLS = 20_000  # of one table, after those that span several are repeated
_ROWS = "./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"
_CELLS = ("td", "th")
_TEXTS = ".//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]"
_Cells = list["HtmlElement | None"]


class Grid(NamedTuple):
    """What a table says, in one line a cell; rows are as long as `names`, or each other."""

    caption: str
    names: list[str]  # of the columns, [] where none are marked
    rows: list[list[str]]


def read(table: "HtmlElement") -> Grid | None:
    """The cells of a table, None for one of a single row or column, of links, or too large.

    A cell that spans rows stands in each of them, one that spans columns in the first. Names in
    several rows, one above the other, are joined. Where no row names the columns, a heading cell
    that names its row ends with a colon, as `rows.sentences` reads it.
    """
    if 2 * sum(len(_text(link)) for link in table.iter("a")) > len(_text(table)):
        return None  # a menu
    rows = list(table.xpath(_ROWS))
    spread = _spread(rows)
    if not spread:
        return None
    heads = 0
    while heads < len(rows) and _names_columns(rows[heads]):
        heads += 1
    if heads == len(rows):
        heads = 0
    names = [_merged(column) for column in zip(*spread[:heads], strict=True)]
    labels = [cells[0] is not None and cells[0].tag == "th" for cells in spread]
    said = [_said(cells, is_label=not heads and all(labels)) for cells in spread[heads:]]
    caption = " ".join(_text(one) for one in table.xpath("./caption"))
    return Grid(caption, names, said)


def even(table: "HtmlElement") -> None:
    """Leave of a table of data its cells, each in its column, and one row of names at most."""
    if (grid := read(table)) is None:
        return
    for part in list(table):
        table.remove(part)
    if grid.caption and table.getparent() is not None:
        above = table.makeelement("p")
        above.text = grid.caption
        table.addprevious(above)
    for tag, texts in [("th", grid.names), *(("td", row) for row in grid.rows)]:
        if texts:
            row = table.makeelement("tr")
            table.append(row)
            for text in texts:
                cell = row.makeelement(tag)
                cell.text = text
                row.append(cell)


def _said(cells: _Cells, *, is_label: bool) -> list[str]:
    texts = [
        _text(cell) if not number or cell is not cells[number - 1] else ""
        for number, cell in enumerate(cells)
    ]
    if is_label and texts[0]:
        texts[0] = f"{texts[0].rstrip(': ')}:"
    return texts


def _spread(rows: "list[HtmlElement]") -> list[_Cells]:
    """The cell that stands in each column of each row; [] for what is no table to read."""
    taken: dict[tuple[int, int], HtmlElement] = {}
    width = 0
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            while (y, x) in taken:
                x += 1
            across, down = _span(cell, "colspan"), min(len(rows) - y, _span(cell, "rowspan"))
            width = max(width, x + across)
            if width > MOST_COLUMNS or len(taken) + across * down > MOST_CELLS:
                return []
            for below in range(y, y + down):
                for column in range(x, x + across):
                    taken.setdefault((below, column), cell)
            x += across
    if width < 2 or len(rows) < 2:
        return []
    return [[taken.get((y, x)) for x in range(width)] for y in range(len(rows))]


def _span(cell: "HtmlElement", name: str) -> int:
    said = (cell.get(name) or "1").strip()
    return min(MOST_CELLS, max(1, int(said))) if said.isdecimal() and len(said) < 6 else 1


def _names_columns(row: "HtmlElement") -> bool:
    cells = [cell for cell in row if cell.tag in _CELLS]
    in_head = row.getparent() is not None and row.getparent().tag == "thead"
    return bool(cells) and (in_head or all(cell.tag == "th" for cell in cells))


def _text(cell: "HtmlElement | None") -> str:
    if cell is None:
        return ""
    return " ".join(" ".join(map(str, cell.xpath(_TEXTS))).split())


def _merged(column: tuple["HtmlElement | None", ...]) -> str:
    """The names above one column, one above the other, each once."""
    return " ".join(dict.fromkeys(text for cell in column if (text := _text(cell))))
