"""PDF -> articles, by pypdf. Where each page starts is kept, so that a citation can name it.

A document's /CreationDate is the time of its file: it is never taken for a publication.
"""

import logging
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ingest.article import Article, article_id, link
from ingest.errors import SourceError
from ingest.parse.document import from_lines, may_be_title
from ingest.parse.layout.headline import LONGEST_TITLE_WORDS
from ingest.parse.pages import (
    Line,
    Paragraph,
    Piece,
    body_size,
    lines,
    page_starts,
    paragraphs,
    without_running_heads,
)
from ingest.text import clean

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 400
MOST_CHARACTERS = 5_000_000
MOST_CONTENT = 2 << 20  # bytes that draw one page; a page full of text takes 50,000
MOST_STREAM = 16 << 20  # bytes, unpacked, of anything else that is read: tables, parts of pages
MOST_SECONDS = 30  # for all pages, and for finding them; a page takes hundredths
HEADLINE = 1.15  # times the size of the text, from which on a line is a headline
_CATALOG = re.compile(rb"(\d{1,9})\s+(\d{1,5})\s+obj\s{0,9}<<[^>]{0,500}/Type\s{0,9}/Catalog\b")
HEADLINE_WORDS = 3  # a shorter line of that size is a paper's or a column's name


def parse(data: bytes, *, file_name: str, uri: str) -> Iterator[Article | SourceError]:
    """The article of one document, or the articles of a digest; a `SourceError` for pages left out.

    Raises:
        SourceError: it is encrypted, damaged, or holds no text.
    """
    pages, left_out, about, count = _opened(data, uri)
    if not any(pages):
        if left_out:
            raise SourceError(uri, f"has no page that can be read: {left_out[0]}")
        raise SourceError(uri, "holds no text layer: it is a scan; have its text recognised first")
    yield from _articles(pages, about, count, file_name)
    if count > MOST_PAGES:
        left_out.append(f"of its {count} pages the first {MOST_PAGES} are read")
    if left_out:
        yield SourceError(f"{uri} (pages)", "; ".join(left_out[:3]))


def _opened(data: bytes, uri: str) -> tuple[list[list[Line]], list[str], dict[str, str], int]:
    """The lines of each page, what had to be left out, what the document says of itself, and how
    many pages it has.
    """
    # Late: most runs read no PDF.
    import pypdf
    from pypdf.errors import PyPdfError

    # It warns of how a file is made. What cannot be read is told as a problem.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    deadline = time.monotonic() + MOST_SECONDS
    with pypdf.apply_configuration(
        zlib_maximum_output_length=MOST_STREAM,
        lzw_maximum_output_length=MOST_STREAM,
        run_length_maximum_output_length=MOST_STREAM,
        array_based_stream_maximum_output_length=MOST_STREAM,
        zlib_maximum_recovery_input_length=500_000,  # a byte at a time
    ):
        try:
            reader = pypdf.PdfReader(_Timed(_with_end(data), deadline), strict=False)
            _open(reader, uri)
            count = len(reader.pages)
        except SourceError:
            raise
        except (PyPdfError, _TooLong) as error:
            raise SourceError(uri, f"is a damaged PDF: {error}") from error
        except Exception as error:  # a damaged one makes pypdf stumble in any way
            raise SourceError(uri, f"is a damaged PDF ({type(error).__name__})") from error
        pages, left_out = _read(reader, min(count, MOST_PAGES), deadline)
        return pages, left_out, _metadata(reader), count


class _TooLong(Exception):
    """The time for one document is over."""

    def __init__(self) -> None:
        super().__init__(f"takes more than {MOST_SECONDS} seconds to read")


class _Timed(BytesIO):
    """A document that ends the reading of what never ends: pypdf asks it for every object."""

    def __init__(self, data: bytes, deadline: float) -> None:
        super().__init__(data)
        self.deadline, self.reads = deadline, 0

    def read(self, size: int | None = -1) -> bytes:
        self.reads += 1
        if self.reads % 256 == 0 and time.monotonic() > self.deadline:
            raise _TooLong
        return super().read(size)


def _with_end(data: bytes) -> bytes:
    """A document that was cut off with an end, without which pypdf does not look what is left."""
    if b"%%EOF" in data[-2048:]:
        return data
    catalog = _CATALOG.search(data)
    trailer = b"trailer << /Root %b R >>" % b" ".join(catalog.groups()) if catalog else b""
    return b"%b\n%b\nstartxref\n0\n%%%%EOF" % (data, trailer)


def _open(reader: "PdfReader", uri: str) -> None:
    """Try the empty password, with which many are only kept from being changed."""
    from pypdf.errors import DependencyError, PdfReadError

    if not reader.is_encrypted:
        return
    try:
        opened = bool(reader.decrypt(""))
    except (DependencyError, PdfReadError, NotImplementedError, ValueError, KeyError, TypeError):
        opened = False
    if not opened:
        raise SourceError(uri, "is encrypted; save it without a password")


def _read(reader: "PdfReader", count: int, deadline: float) -> tuple[list[list[Line]], list[str]]:
    """The lines of each page, and what had to be left out."""
    from pypdf.errors import LimitReachedError

    characters = 0
    pages: list[list[Line]] = [[] for _ in range(count)]
    left_out = []
    for number in range(count):
        try:
            page = reader.pages[number]
            contents = page.get_contents()
            if contents is not None and len(contents.get_data()) > MOST_CONTENT:
                raise LimitReachedError
            pages[number] = lines(_pieces(page, deadline), number)
        except _TooLong:
            left_out.append(f"only the first {number} pages are read: it takes too long")
            break
        except LimitReachedError:
            left_out.append(f"page {number + 1} is too large")
        except Exception as error:  # of a damaged page; the others may be whole
            left_out.append(f"page {number + 1} is damaged ({type(error).__name__})")
        characters += sum(len(line.text) for line in pages[number])
        if characters > MOST_CHARACTERS:
            left_out.append(f"only the first {number + 1} pages are read: it is too large")
            break
    return pages, left_out


def _pieces(page: "PageObject", deadline: float) -> list[Piece]:
    """The text of a page as it is drawn; text that stands upright, which margin notes do not."""
    found: list[Piece] = []

    def visit(text: str, outer: list[float], inner: list[float], _: Any, size: float) -> None:
        if not text:
            return
        # The two matrices multiplied: where the piece stands on the page, and how large.
        a, b = inner[0] * outer[0] + inner[1] * outer[2], inner[0] * outer[1] + inner[1] * outer[3]
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        scale = (a * a + b * b) ** 0.5
        if abs(b) > 0.1 * scale:
            return
        found.append(Piece(text, float(x), float(y), float(scale * size) or 1.0))

    def look_at_the_clock(*_: Any) -> None:
        if time.monotonic() > deadline:
            raise _TooLong

    page.extract_text(visitor_text=visit, visitor_operand_before=look_at_the_clock)
    return found


def _articles(
    pages: list[list[Line]], about: dict[str, str], count: int, file_name: str
) -> Iterator[Article]:
    kept, heads = without_running_heads(pages)
    told = paragraphs(kept)
    title = _headline(told, body_size(kept), about["title"])
    url = next((link(word) for head in heads for word in head.split() if _is_page(word)), "")
    texts = [one.text for one in told]
    for article in from_lines(texts, title=title, authors=[about["author"]], file_name=file_name):
        if url and not article.url:
            article = replace(article, url=url, id=article_id(url=url))
        yield replace(article, pages=page_starts(article.text, told, count))


def _headline(told: list[Paragraph], usual: float, title: str) -> str:
    """The largest words of the first page with text, else what the document calls itself.

    Where its own title stands on that page, that is it.
    """
    first = min((one.pages[0][1] for one in told), default=0)
    on_first = [one for one in told if one.pages[0][1] == first]
    if title and any(one.text == title for one in on_first):
        return title
    large = [
        one
        for one in on_first
        if one.size >= HEADLINE * usual
        and HEADLINE_WORDS <= len(one.text.split()) <= LONGEST_TITLE_WORDS
    ]
    best = max(large, key=lambda one: one.size, default=None)
    return best.text if best else title if may_be_title(title) else ""


def _is_page(word: str) -> bool:
    """Whether a word of a running head is the address of a page, not that of a site."""
    return bool(link(word)) and len(word.split("/", 3)[3:] or "") > 0 and word.count("/") > 3


def _metadata(reader: "PdfReader") -> dict[str, str]:
    try:
        about = reader.metadata
        found = {"title": about.title, "author": about.author} if about else {}
    except Exception:  # damaged like the rest may be; it is not needed
        found = {}
    return {
        name: " ".join(clean.tidy(str(found.get(name) or "")[:500]).split())
        for name in ("title", "author")
    }
