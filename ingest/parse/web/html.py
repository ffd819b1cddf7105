"""Saved and fetched web pages -> articles, by trafilatura and by what the page says of itself.

Old pages say nothing of themselves and are laid out in tables. For them the page is read as people
do: headline, byline and outlet are found where they stand.
"""

import copy
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.article import Article
from ingest.errors import SourceError
from ingest.parse.front_matter import Header
from ingest.parse.layout.byline import LONGEST_LINE_WORDS
from ingest.parse.layout.header import read_above, read_byline
from ingest.parse.text import build
from ingest.parse.web import content, hidden, live, mastheads, metadata, page, signed
from ingest.parse.web.metadata import Metadata
from ingest.parse.web.page import words
from ingest.text import clean, dates
from ingest.text.language import is_short

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAG = re.compile(rb"<\s*(!doctype\s+html|html|head|body|article|meta|div|p|h1)\b", re.IGNORECASE)
_SPACE = re.compile(rb"\s+")
_TITLE_DIVIDER = re.compile(r"(?<!\s)\s+[|–—·:«»-]\s+")
_NO_OUTLET = re.compile(
    r"home ?(page)?|start(seite)?|accueil|index|(front|main) page|logo|back( to .*)?|news|menu|"
    r"skip.*",
    re.IGNORECASE,
)
_RELEASE = re.compile(r"(?:for immediate release|press release|pressemitteilung)\b", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3")
_BLOCKS = (*_HEADINGS, "p", "div", "span", "i", "em", "b", "strong", "font", "time", "address")
LONGEST_OUTLET_WORDS = 5
MOST_BUTTONS = 20
LONGEST_BLOCK = 300  # characters; a longer one is neither byline nor date


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


def parse(data: bytes, *, file_name: str = "", url: str = "") -> list[Article]:
    """The article of one page.

    Args:
        data: the page, in whatever encoding.
        file_name: of a file; a date in it counts where the page has none.
        url: where it was fetched from, "" for a file. A page is believed to be at another address
            of the same site alone.

    Raises:
        SourceError: the page holds no article text, or is beyond the bounds of page.py.
    """
    name = file_name or url
    tree = page.load(data, name)
    said = metadata.read(tree, url)
    home = _home(tree, said.url)  # before what is furniture goes
    hidden.drop(tree)
    masthead = mastheads.take(tree, said.title or words(tree.find(".//title")), said.outlet or home)
    entries = live.with_times(tree)
    page.shape(tree)
    title_tag, headings, writers = (
        words(tree.find(".//title")),
        _headings(tree),
        signed.authors(tree),
    )
    lines = content.lines(tree, said.body)
    if not lines:
        raise SourceError(name, "the page holds no article text")
    header = Header(source=said.outlet, authors=list(said.authors))
    heading, between = _above(tree, lines[0])
    header.title = said.title or _title(headings, title_tag, heading)
    if said.published_at:
        header.date, header.dated_by = said.published_at, "metadata"
    lines = _below_headline({header.title, *headings}, lines)
    for top in (between, lines):
        before = list(top)
        read_byline(header, top)
        _settle(header, before, top, said.language)
    header.authors = header.authors or writers
    read_above(header, masthead)
    _date(header, tree, said.url)
    # What the page calls itself beside its headline is a better name than its host's.
    if not header.source or header.source in said.url:
        header.source = _beside(header.title, title_tag) or home or header.source
    article = build(header, _guarded(lines), url=said.url, file_name=file_name)
    if article is None:
        raise SourceError(name, "the page holds no article text")
    return [_completed(article, said, is_live=entries > 0 and live.is_live(article.title))]


def _guarded(lines: list[str]) -> list[str]:
    """The lines without the buttons for whose sake `clean.body` would cut a third of them off.

    In pasted text, what follows "Read more" may be teasers to the end. Here those are gone already,
    and what follows is mostly the article with its subheadings and lists.
    """
    for _ in range(MOST_BUTTONS):
        kept = clean.body(lines)
        if 3 * sum(map(len, kept)) >= 2 * sum(map(len, lines)) or not kept:
            break
        after = len(lines) - lines[::-1].index(kept[-1])
        lines = lines[:after] + lines[after + 1 :]
    return lines


def _completed(article: Article, said: Metadata, *, is_live: bool) -> Article:
    """The article with what pages alone say."""
    kind = said.kind or ("live blog" if is_live else "")
    if not kind and (_RELEASE.match(article.title) or _RELEASE.match(article.text)):
        kind = "press release"
    later = not article.published_at or dates.moment(said.updated_at) > dates.moment(
        article.published_at
    )
    return replace(
        article,
        updated_at=said.updated_at if later else "",
        section=said.section,
        kind=kind,
        # The text's own language is found later; here only what it is too short to tell.
        language=said.language[:2] if is_short(article.text) else "",
    )


def _headings(tree: "HtmlElement") -> list[str]:
    return [text for one in tree.iter("h1") if (text := clean.tidy(words(one)))][:5]


def _title(headings: list[str], title_tag: str, heading: str) -> str:
    """The headline of a page that states none: its heading, else its title tag.

    Where there is no main heading, old pages have their own name in the title tag and the headline
    above the text.
    """
    title = clean.tidy(title_tag)
    for one in headings:
        if one in title or len(headings) == 1:
            return one
    if heading and (len(heading.split()) > len(title.split()) or heading in title):
        return heading
    pieces = [piece.strip() for piece in _TITLE_DIVIDER.split(title)]
    return max(pieces, key=len) if len(pieces) > 1 else title


def _above(tree: "HtmlElement", first: str) -> tuple[str, list[str]]:
    """The last heading before the paragraph `first`, and the short lines between the two."""
    heading, between = "", list[str]()
    for element in tree.iter(*_BLOCKS):
        text = clean.tidy(words(element))
        if text.startswith(first[:60]):
            break
        if element.tag in _HEADINGS:
            heading, between = text, []
        elif text and len(text) <= LONGEST_BLOCK and len(text.split()) <= LONGEST_LINE_WORDS:
            is_byline = "by" in (element.get("class") or "").lower().split()
            if not any(text in line for line in between):  # a part of the line before
                between.append(f"By {text}" if is_byline and text[:3].lower() != "by " else text)
    else:
        return "", []  # the paragraph is put together from several elements
    return heading, between


def _settle(header: Header, before: list[str], after: list[str], declared: str) -> None:
    """Read a date like 5/3/2025 again as this document writes them: see `dates.day_first`."""
    if header.dated_by != "text" or len(header.date) != len("2025"):
        return
    order = dates.day_first("\n".join(before), declared)
    for line in before:
        if line not in after and (found := dates.find(line, day_first=order)):
            header.date = found[0]


def _date(header: Header, tree: "HtmlElement", url: str) -> None:
    """What else dates the article, and no date ahead of now: the address, then htmldate."""
    if dates.is_ahead(header.date):
        header.date = header.dated_by = ""
    in_address = dates.in_address(url)
    if header.date or len(in_address) == len("2025-01-23"):
        if not header.date and not dates.is_ahead(in_address):
            header.date, header.dated_by = in_address, "address"
        return
    # Late: it takes a while to import, and few pages need it.
    from htmldate import find_date

    # Of what readers see of this article; the metadata is read by then, and says when it was
    # changed, too. The first date is wanted, and no guess from any that stands in the text.
    shown = copy.deepcopy(tree)
    for part in list(shown.iter("head", "script", "style", "aside", "nav", "footer")):
        if part.getparent() is not None:
            part.drop_tree()
    for one in shown.iter("time", "span"):
        if "datemodified" in (one.get("itemprop") or "").lower():
            one.attrib.clear()
    found = find_date(shown, original_date=True, extensive_search=False) or ""
    if found and found.startswith(in_address):
        header.date, header.dated_by = found, "text"
    elif in_address and not dates.is_ahead(in_address):
        header.date, header.dated_by = in_address, "address"


def _beside(headline: str, title_tag: str) -> str:
    """What the page's title adds to the headline, which is the outlet; "" where it adds nothing."""
    before, found, after = title_tag.partition(headline or "\n")  # a line has none
    for part in (after, before) if found else ():
        # The divider is what tells "Headline - Outlet" from a headline that goes on.
        pieces = [piece.strip() for piece in _TITLE_DIVIDER.split(f" {part.strip()} ")]
        names = [piece for piece in pieces if _may_be_outlet(piece)]
        if len(pieces) > 1 and names:
            return names[-1] if part is after else names[0]
    return ""


def _home(tree: "HtmlElement", url: str) -> str:
    """The name that leads to the site's root, as on pages without metadata; "" without one."""
    host = url.partition("://")[2].partition("/")[0]
    home = ("/", *(f"{scheme}://{host}{end}" for scheme in ("http", "https") for end in ("", "/")))
    for anchor in tree.iter("a"):
        target = (anchor.get("href") or "").strip()
        if target == "/" or (host and target in home):
            alts = [image.get("alt") or "" for image in anchor.iter("img")]
            for name in (words(anchor), *(clean.tidy(alt).strip() for alt in alts)):
                if _may_be_outlet(name):
                    return name
    return ""


def _may_be_outlet(name: str) -> bool:
    count = len(name.split())
    return 0 < count <= LONGEST_OUTLET_WORDS and not _NO_OUTLET.fullmatch(name)


def _below_headline(titles: set[str], lines: list[str]) -> list[str]:
    """The lines below the headline, and below what stands over it where that is no prose."""
    for number, line in enumerate(lines[:4]):
        if line in titles:
            return lines[number + 1 :]
        if clean.is_prose(line):
            break
    return lines
