"""Word documents -> articles: headings, paragraphs, table rows as lines.

Created and modified are times of the file and never a publication. Text that was struck out with
changes tracked, text boxes, notes and comments are no part of the article; inserted text is.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ingest.article import Article
from ingest.errors import SourceError
from ingest.parse.document import from_lines, may_be_title
from ingest.parse.layout import rows
from ingest.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_PARTS = 5_000
MOST_UNPACKED = 200 << 20  # bytes, of all parts, most of which are pictures
MOST_XML = 30 << 20  # bytes, of the parts that are parsed; a book has two million
CELL_WORDS = 80  # a table cell with more is a column of the page, no datum
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSAID = {f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", _FALLBACK}
_CHARACTERS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def is_docx(data: bytes) -> bool:
    """Whether a zip archive holds a Word document."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


def parse(data: bytes, *, file_name: str, uri: str) -> list[Article]:
    """The article of one document.

    Raises:
        SourceError: it is damaged, too large when unpacked, or holds no text.
    """
    _check_size(data, uri)
    # Late: most runs read no Word document.
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(BytesIO(data))
        styles = {one.style_id: (one.name or "").lower() for one in document.styles}
        said = list(_paragraphs(document.element.body, styles))
        about = document.core_properties
        title, author = _tidy(about.title), _tidy(about.author)
    except (
        *(OpcError, LxmlError, zipfile.BadZipFile),
        *(
            KeyError,
            ValueError,
            AttributeError,
            TypeError,
            NotImplementedError,
        ),  # python-docx's own
    ) as error:
        raise SourceError(uri, f"is a damaged Word document: {error}") from error
    headline = next((line for style, line in said if style == "title"), "")
    if not headline and said and said[0][0] == "heading 1":
        headline = said[0][1]
    if not headline and may_be_title(title):
        headline = title
    articles = from_lines(
        [line for _, line in said], title=headline, authors=[author], file_name=file_name
    )
    if not articles:
        raise SourceError(uri, "holds no article text")
    return articles


def _check_size(data: bytes, uri: str) -> None:
    """Refuse what would unpack to more than a document is. A part longer than it says is cut there
    and found damaged by its checksum.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise SourceError(uri, f"is a damaged Word document: {error}") from error
    total = sum(part.file_size for part in parts)
    parsed = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if len(parts) > MOST_PARTS or total > MOST_UNPACKED or parsed > MOST_XML:
        reason = f"unpacks to {len(parts)} parts of {total >> 20} MB, which no article does"
        raise SourceError(uri, reason)
    if any(part.flag_bits & 1 for part in parts):
        raise SourceError(uri, "is encrypted; save it without a password")


def _paragraphs(body: "Element", styles: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(style, line) of every paragraph and table row in order."""
    for element in body.iterchildren():
        if element.tag == f"{_W}p":
            style = styles.get(_style(element), "")
            is_item = element.find(f"{_W}pPr/{_W}numPr") is not None or style.startswith("list ")
            for line in _text(element).split("\n"):
                if tidied := _tidy(line):
                    yield style, f"• {tidied}" if is_item and "heading" not in style else tidied
        elif element.tag == f"{_W}tbl":
            yield from _table(element, styles)
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo"):
            yield from _paragraphs(element, styles)


def _table(table: "Element", styles: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Its rows as lines, see layout/rows.py; where it arranges a page, its paragraphs."""
    data: list[list[str]] = []
    names: list[str] = []
    for row in table.iterchildren(f"{_W}tr"):
        cells = list(row.iterchildren(f"{_W}tc"))
        if len(cells) == 1 or any(_is_column(cell) for cell in cells):
            for line in rows.sentences(data, names):
                yield "", line
            data = []
            for cell in cells:
                yield from _paragraphs(cell, styles)
            continue
        texts = [_tidy(" ".join(map(_text, cell.iter(f"{_W}p")))) for cell in cells]
        if not names and not data and row.find(f"{_W}trPr/{_W}tblHeader") is not None:
            names = texts
        else:
            data.append(texts)
    for line in rows.sentences(data, names):
        yield "", line


def _is_column(cell: "Element") -> bool:
    return cell.find(f"{_W}tbl") is not None or len(_text(cell).split()) > CELL_WORDS


def _style(paragraph: "Element") -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else str(style.get(f"{_W}val", ""))


def _text(element: "Element") -> str:
    """What a reader sees of a paragraph."""
    from lxml.etree import iterwalk

    pieces = []
    walker = iterwalk(element, events=("start",))
    for _, one in walker:
        if one.tag in _UNSAID:
            walker.skip_subtree()
        elif one.tag == f"{_W}t":
            pieces.append(one.text or "")
        else:
            pieces.append(_CHARACTERS.get(one.tag, ""))
    return "".join(pieces)


def _tidy(text: Any) -> str:
    return " ".join(clean.tidy(text).split()) if isinstance(text, str) else ""
