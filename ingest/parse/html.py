"""Saved web pages -> articles, by trafilatura; metadata from JSON-LD, Open Graph and meta tags.

Old pages have none of those and are laid out in tables. For them the page is read as people do:
the tables are taken apart, and headline, byline and outlet found where they stand.
"""

import re
from typing import TYPE_CHECKING

from ingest import clean, dates
from ingest.article import Article, link
from ingest.errors import SourceError
from ingest.parse.header import LONGEST_LINE_WORDS, Header, read_byline, tidy_names
from ingest.parse.text import build

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAG = re.compile(rb"<\s*(!doctype\s+html|html|head|body|article|meta|div|p|h1)\b", re.IGNORECASE)
_SPACE = re.compile(rb"\s+")
_TITLE_DIVIDER = re.compile(r"\s+[|–—·:«»-]\s+")
_NO_OUTLET = re.compile(
    r"home ?(page)?|start(seite)?|accueil|index|(front|main) page|logo|back( to .*)?|news|menu|"
    r"skip.*",
    re.IGNORECASE,
)
_HEADINGS = ("h1", "h2", "h3")
_BLOCKS = (*_HEADINGS, "p", "div", "span", "i", "em", "b", "strong", "font", "time", "address")
LONGEST_OUTLET_WORDS = 5
DATA_CELL_WORDS = 80  # a table cell with more is a column of the page, no datum


def is_html(data: bytes, *, file_name: str = "") -> bool:
    """Whether it is a page: by the suffix, else by a tag that starts one.

    That tag stands in the first kilobyte after comments and XML declarations.
    """
    if file_name.lower().endswith((".html", ".htm")):
        return b"\x00" not in data[:4096]
    start = _after_comments(data)
    return data.startswith(b"<", start) and bool(_TAG.search(data, start, start + 1024))


def _after_comments(data: bytes) -> int:
    """Where the first thing stands that is neither white space nor a comment."""
    place = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while True:
        if (space := _SPACE.match(data, place)) is not None:
            place = space.end()
        for opening, closing in ((b"<!--", b"-->"), (b"<?", b"?>")):
            if data.startswith(opening, place):
                end = data.find(closing, place + len(opening))
                break
        else:
            return place
        if end < 0:
            return place
        place = end + len(closing)


def parse(data: bytes, *, file_name: str = "") -> list[Article]:
    """The article of one page.

    Raises:
        SourceError: the page holds no article text.
    """
    # Late: trafilatura takes most of a second to import, and most runs read no page.
    from trafilatura import bare_extraction
    from trafilatura.settings import Document
    from trafilatura.utils import load_html

    tree = load_html(data)
    if tree is None:
        raise SourceError(file_name, "the page holds no article text")
    _take_layout_apart(tree)
    page = bare_extraction(
        tree,
        favor_precision=True,
        with_metadata=True,
        include_comments=False,
        # The first publication, and no guess from any date that stands in the text.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if not isinstance(page, Document) or not (page.text or "").strip():
        raise SourceError(file_name, "the page holds no article text")
    lines = [line.strip() for line in clean.tidy(page.text or "").split("\n") if line.strip()]
    title = clean.tidy(page.title or "").strip()
    heading, between = _above(tree, lines[0]) if lines else ("", [])
    if len(heading.split()) > len(title.split()) and _is_site_title(tree, title):
        title = heading
    header = Header(
        title=title,
        source=clean.tidy(page.sitename or "").strip().removeprefix("https://").strip("/"),
        authors=tidy_names(clean.tidy(page.author or "").split(";")),
    )
    if date := dates.iso(page.date or ""):
        header.date, header.dated_by = date, "metadata"
    read_byline(header, between)
    lines = _below_headline(title, lines)
    read_byline(header, lines)
    if not header.source or header.source == page.hostname:
        header.source = _outlet(tree, title, page.hostname or "") or header.source
    article = build(header, lines, url=link(page.url or ""), file_name=file_name)
    if article is None:
        raise SourceError(file_name, "the page holds no article text")
    return [article]


def _take_layout_apart(tree: "HtmlElement") -> None:
    """Make blocks of the tables that arrange a page; tables of data stay.

    A table arranges when one of its cells holds another table, a heading, several paragraphs, or
    more text than a datum has.
    """
    for table in list(tree.iter("table")):
        if any(_is_column(cell) for cell in table.xpath("./tr/td | ./tbody/tr/td")):
            for part in table.xpath(". | ./tbody | ./tr | ./tbody/tr | ./tr/td | ./tbody/tr/td"):
                part.tag = "div"


def _is_column(cell: "HtmlElement") -> bool:
    blocks = cell.xpath(".//table | .//h1 | .//h2 | .//h3")
    paragraphs = cell.xpath(".//p")
    return bool(blocks or len(paragraphs) > 2 or len(cell.text_content().split()) > DATA_CELL_WORDS)


def _above(tree: "HtmlElement", first: str) -> tuple[str, list[str]]:
    """The last heading before the paragraph `first`, and the short lines between the two."""
    heading, between = "", list[str]()
    for element in tree.iter(*_BLOCKS):
        text = _words(element)
        if text.startswith(first[:60]):
            break
        if element.tag in _HEADINGS:
            heading, between = text, []
        elif text and len(text.split()) <= LONGEST_LINE_WORDS:
            is_byline = "by" in (element.get("class") or "").lower().split()
            if not any(text in line for line in between):  # a part of the line before
                between.append(f"By {text}" if is_byline and text[:3].lower() != "by " else text)
    else:
        return "", []  # the paragraph is put together from several elements
    return heading, between


def _is_site_title(tree: "HtmlElement", title: str) -> bool:
    """Whether `title` comes from the page's title alone, which old pages fill with their name."""
    marked = tree.xpath("//h1 | //meta[@property='og:title']")
    return not marked and title in _title_tag(tree)


def _outlet(tree: "HtmlElement", headline: str, host: str) -> str:
    """Who publishes a page that has no metadata on it.

    It is what the page's title adds to the headline, or the name that leads to the site's root.
    """
    before, found, after = _title_tag(tree).partition(headline or "\n")  # a line has none
    if found:
        for part in (after, before):
            # The divider is what tells "Headline - Outlet" from a headline that goes on.
            pieces = [piece.strip() for piece in _TITLE_DIVIDER.split(f" {part.strip()} ")]
            names = [piece for piece in pieces if _may_be_outlet(piece)]
            if len(pieces) > 1 and names:
                return names[-1] if part is after else names[0]
    home = ("/", *(f"{scheme}://{host}{end}" for scheme in ("http", "https") for end in ("", "/")))
    for anchor in tree.xpath("//a[@href]"):
        if anchor.get("href").strip() in home:
            alts = anchor.xpath(".//img/@alt")
            names = [_words(anchor), *(clean.tidy(alt).strip() for alt in alts)]
            for name in names:
                if _may_be_outlet(name):
                    return name
    return ""


def _may_be_outlet(name: str) -> bool:
    words = len(name.split())
    return 0 < words <= LONGEST_OUTLET_WORDS and not _NO_OUTLET.fullmatch(name)


def _title_tag(tree: "HtmlElement") -> str:
    return _words(tree.find(".//title"))


def _words(element: "HtmlElement | None") -> str:
    return "" if element is None else " ".join(clean.tidy(element.text_content()).split())


def _below_headline(title: str, lines: list[str]) -> list[str]:
    """The lines below the headline, and below what stands over it where that is no prose."""
    for number, line in enumerate(lines[:4]):
        if line == title:
            return lines[number + 1 :]
        if clean.is_prose(line):
            break
    return lines
