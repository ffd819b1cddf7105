"""Saved web pages -> articles, by trafilatura; metadata from JSON-LD, Open Graph and meta tags."""

import re

from ingest import clean, dates
from ingest.article import Article, canonical_url
from ingest.errors import SourceError
from ingest.parse.text import Header, build, read_byline

_TAG = re.compile(rb"<\s*(!doctype\s+html|html|head|body|article|meta|div|p|h1)\b", re.IGNORECASE)


def is_html(data: bytes) -> bool:
    """Whether the first kilobyte holds a tag that starts a page."""
    start = data[:1024].lstrip()
    return start.startswith((b"<", b"\xef\xbb\xbf<")) and bool(_TAG.search(start))


def parse(data: bytes, *, file_name: str = "") -> list[Article]:
    """The article of one page.

    Raises:
        SourceError: the page holds no article text.
    """
    # Late: trafilatura takes most of a second to import, and most runs read no page.
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    page = bare_extraction(
        data,
        favor_precision=True,
        with_metadata=True,
        include_comments=False,
        # The first publication, and no guess from any date that stands in the text.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if not isinstance(page, Document) or not (page.text or "").strip():
        raise SourceError(file_name, "the page holds no article text")
    header = Header(
        title=clean.tidy(page.title or "").strip(),
        source=clean.tidy(page.sitename or "").strip(),
        authors=[name.strip() for name in clean.tidy(page.author or "").split(";") if name.strip()],
    )
    if date := dates.iso(page.date or ""):
        header.date, header.dated_by = date, "metadata"
    lines = [line.strip() for line in clean.tidy(page.text).split("\n") if line.strip()]
    while lines and lines[0] == header.title:
        lines.pop(0)
    read_byline(header, lines)
    article = build(header, lines, url=canonical_url(page.url or ""), file_name=file_name)
    if article is None:
        raise SourceError(file_name, "the page holds no article text")
    return [article]
