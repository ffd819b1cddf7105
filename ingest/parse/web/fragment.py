"""A piece of HTML -> its lines: what a field of JSON, a feed's item or a mail holds.

Not a page: it has no navigation around it and no metadata on it. Pages go through html.py.
"""

import html
import re
from typing import TYPE_CHECKING

from ingest.errors import SourceError
from ingest.parse.layout import rows
from ingest.parse.web import grid
from ingest.text import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST = 5_000_000  # characters; lxml takes up to a hundred times as many bytes
_MARK_UP = re.compile(
    r"</?(?:p|br|div|h[1-6]|ul|ol|li|blockquote|figure|table|section|article)\b[^<>]{0,400}>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,6}|[a-z]{2,8}\d?);", re.IGNORECASE)
_UNSAID = ("script", "style", "noscript", "template", "head", "iframe", "svg", "form", "button")
_BLOCKS = frozenset(
    "address article aside blockquote body br caption dd details div dl dt fieldset figcaption"
    " figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody"
    " tfoot thead tr ul".split()
)


def is_html(text: str) -> bool:
    """Whether a text has the tags that divide HTML into paragraphs."""
    return "<" in text and bool(_MARK_UP.search(text))


def words(text: str) -> str:
    """One line of what a short field says, a headline's say: no tags, no entities, no breaks."""
    if not text:
        return ""
    if "<" in text and re.search(r"</?[a-z][^<>]{0,400}>", text, re.IGNORECASE):
        return " ".join(" ".join(lines(text)).split())
    return " ".join(clean.tidy(unescaped(text)).split())


def unescaped(text: str) -> str:
    """The characters that entities stand for; a bare `&` stays one."""
    return text if "&" not in text else _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)


def lines(text: str) -> list[str]:
    """Paragraphs, headings, list items and table rows (see layout/rows.py) as lines.

    Raises:
        SourceError: it is too long; where it stands, the caller knows.
    """
    if len(text) > LONGEST:
        raise SourceError("", f"holds HTML of {len(text) / 1e6:.0f} MB, which no article has")
    # Late: lxml.html is of no use to whoever reads no HTML.
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(
        remove_comments=True, remove_pis=True, no_network=True, huge_tree=False, encoding="utf-8"
    )
    text = clean.tidy(text)
    try:
        tree = document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):  # nothing in it
        return []
    for element in list(tree.iter(*_UNSAID)):
        if element.tag != "head" and element.getparent() is not None:
            element.drop_tree()
    for table in list(tree.iter("table")):
        _tell(table)
    found = "".join(_pieces(tree))
    return [line for part in clean.tidy(found).split("\n") if (line := _tidied(part))]


def _tell(table: "HtmlElement") -> None:
    """Make lines of the rows of a table of data."""
    if any(_arranges(cell) for cell in table.iter("td", "th")) or not (read := grid.read(table)):
        return
    for part in list(table):
        table.remove(part)
    for line in [read.caption, *rows.sentences(read.rows, read.names)]:
        made = table.makeelement("p")
        made.text = line
        table.append(made)


def _tidied(line: str) -> str:
    return " ".join(line.split()).strip("| ").strip()


def _pieces(tree: "HtmlElement") -> list[str]:
    """The text in order of the page with a line end around every block. No recursion."""
    from lxml import etree

    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        is_cell = element.tag in ("td", "th")
        if element.tag in _BLOCKS or (is_cell and _arranges(element)):
            pieces.append("\n")
        elif event == "end" and is_cell:
            pieces.append(" | ")
        if event == "start":
            if element.tag == "li":
                pieces.append("• ")
            pieces.append(_one_line(element.text, element))
        elif element is not tree:
            pieces.append(_one_line(element.tail, element))
    return pieces


def _arranges(cell: "HtmlElement") -> bool:
    """Whether a table's cell arranges a page, as in mails, and holds no datum."""
    return any(child.tag in _BLOCKS and child.tag != "br" for child in cell)


def _one_line(text: str | None, element: "HtmlElement") -> str:
    """A line break in the source of a page is a space."""
    return re.sub(r"\s+", " ", text or "") if element.tag != "pre" else text or ""
