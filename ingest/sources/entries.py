"""What feeds and sitemaps say of a page, in one shape."""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from ingest.article import digest, link
from ingest.text import clean, dates

LONGEST_LINE = 2_000  # characters of a title or a name, with its markup
MOST_LINES = 50  # authors
_MARKUP = re.compile(r"<[^<>]{0,2000}>|&#?\w{1,12};")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_LANGUAGE = re.compile(r"[A-Za-z]{2}(?![A-Za-z])")
_DECLARED = re.compile(
    rb"<\?xml[^>]{1,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", re.IGNORECASE
)
# By the names that Python has for them; not punycode, utf-7 and others that hide markup.
_ENCODINGS = re.compile(
    r"utf-?(8|16|32)|iso8859|iso2022|cp\d|koi8|gb|big5|shift_jis|euc|mac|ascii|tis", re.IGNORECASE
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BREAK = "\u2029"  # between two paragraphs; `clean.tidy` leaves none that stood there before
# Elements that begin a line of their own.
_BLOCKS = (
    *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "footer"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre"),
    *("section", "table", "td", "th", "tr", "ul"),
)
# Elements whose words are not the story's.
_SILENT = ("button", "figcaption", "form", "iframe", "noscript", "script", "style", "svg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed or a sitemap says of one page."""

    url: str  # of its page, "" where it has none
    key: str = ""  # what it is called within the feed, to tell entries without a page apart
    title: str = ""
    text: str = ""  # its content: a teaser, or all of it; paragraphs a blank line apart
    published_at: str = ""  # ISO 8601, likewise below
    updated_at: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""  # the outlet
    language: str = ""  # ISO 639-1

    @property
    def hash(self) -> str:
        """Changes with anything that is said of the page."""
        said = (self.title, self.text, self.published_at, self.updated_at, *self.authors)
        return digest("\x1f".join(said))


def opening(data: bytes) -> bytes:
    """How a document starts: what tells feeds, sitemaps and pages apart."""
    if data[:2] in _UTF16:
        return data[:8192].decode("utf-16", "ignore").encode().lstrip()
    return data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n\x00")


def utf8(data: bytes, charset: str) -> bytes:
    """The same document in UTF-8: from the encoding of its mark, its host's word or its own."""
    if data[:2] in _UTF16:
        charset = "utf-16"
    elif data.startswith(b"\xef\xbb\xbf"):
        charset = "utf-8-sig"
    elif not charset:
        declared = _DECLARED.match(data[:200].lstrip())
        charset = known_charset(declared[1].decode()) if declared else ""
    try:
        return data.decode(charset or "utf-8", "replace").encode()
    except UnicodeError:  # what no error handler may replace
        return data.decode("latin-1").encode()


def known_charset(name: str) -> str:
    """Python's name for an encoding in which pages are written, "" for any other word."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return found if _ENCODINGS.match(found) else ""


def plain(html: str) -> str:
    """The text of a feed's HTML; what has no markup stays as it is."""
    if not _MARKUP.search(html):
        return paragraphs(html)
    # Late: only runs that read feeds need it.
    from lxml import etree
    from lxml import html as parser

    try:
        tree = parser.fragment_fromstring(clean.tidy(html), create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):  # whatever it is, it is no HTML
        return paragraphs(unescape(_TAG.sub(" ", html)))
    etree.strip_elements(tree, etree.Comment, *_SILENT, with_tail=False)
    for element in tree.iter(*_BLOCKS):
        element.text = _BREAK + (element.text or "")
        element.tail = _BREAK + (element.tail or "")
    parts = (" ".join(part.split()) for part in str(tree.text_content()).split(_BREAK))
    return clean.tidy("\n\n".join(part for part in parts if part))


def paragraphs(text: str) -> str:
    return "\n\n".join(clean.paragraphs(clean.tidy(text)))


def line(text: Any) -> str:
    """A title or a name on one line; feeds escape theirs in one way or another."""
    return " ".join(plain(text[:LONGEST_LINE]).split()) if isinstance(text, str) else ""


def lines(texts: Iterable[Any]) -> tuple[str, ...]:
    """Those that say something, each once."""
    found = (line(text) for text in islice(texts, MOST_LINES))
    return tuple(dict.fromkeys(one for one in found if one))


def address(given: Any, base: str) -> str:
    """A link as a web address, "" for what is none."""
    if not isinstance(given, str) or not given.strip():
        return ""
    try:
        return link(urljoin(base, given.strip()))
    except ValueError:
        return ""


def date(written: Any, parsed: Any = None) -> str:
    """A feed's date as ISO 8601, in its own time zone where that can be read; "" for none.

    Args:
        parsed: year, month, day, hour, minute, second in UTC, as somebody else has read it.
    """
    if not isinstance(written, str) or len(written) > 100:
        return ""
    if written[:4].isdigit() and (found := dates.iso(written)):
        return found
    try:
        return dates.iso(parsedate_to_datetime(written).isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    try:
        year, month, day, hour, minute, second = parsed[:6] if parsed else (0,) * 6
        return dates.iso(datetime(year, month, day, hour, minute, second, tzinfo=UTC).isoformat())
    except (ValueError, TypeError, OverflowError):
        return ""


def language(tag: Any) -> str:
    """The language of a tag such as "en-GB", "" for what is none."""
    found = _LANGUAGE.match(tag.strip()) if isinstance(tag, str) else None
    return found[0].lower() if found else ""
