"""The nouns everything is made of: Article, Passage, Span. Standard library only."""

import bisect
import calendar
import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# What an article may be, where its source says so.
KINDS = ("news", "opinion", "press release", "live blog")
# Parameters that say where a reader came from, never which article it is.
TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "cmpid", "ref_src")


class Span(NamedTuple):
    """A half-open run of characters `[start, end)` of `Article.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article as read from its source.

    `text` is the body alone: paragraphs separated by a blank line, headings on a line of their
    own. Every offset in the program counts characters (code points) from its start.
    """

    id: str
    title: str
    text: str
    source: str = ""  # the outlet, "" where the source does not say
    url: str = ""  # the address as given (see `link`), "" for a bare file
    authors: tuple[str, ...] = ()
    # ISO 8601 as far as it is known: "2025", "2025-01", "2025-01-23" or a date-time; "" where
    # unknown, never a file's time.
    published_at: str = ""
    dated_by: str = ""  # how: "metadata", "text", "feed", "address", "file name"; "" for no date
    updated_at: str = ""  # likewise, where the source says when it was last changed
    language: str = ""  # ISO 639-1, "" where it cannot be told
    section: str = ""  # as the source names it ("Business"), "" where it does not
    kind: str = ""  # one of KINDS, "" where the source does not say
    pages: tuple[int, ...] = ()  # where each page starts in `text`, of a document that has pages
    version: int = 1  # counted by the library: how many texts this article has had

    @property
    def content_hash(self) -> str:
        """Changes when anything a reader could see changes; an address only with its page."""
        said = (self.title, self.text, self.source, canonical_url(self.url), *self.authors)
        # Named, and only where there is one, so that a new field changes no hash.
        later = ("updated_at", "section", "kind", "pages")
        told = [f"{name}={getattr(self, name)}" for name in later if getattr(self, name)]
        return digest("\x1f".join((*said, self.published_at, *told)))

    @property
    def first_day(self) -> str:
        """The earliest day it can have been published on, `YYYY-MM-DD`, "" without a date."""
        missing = "-01-01"[len(self.published_at) - 4 :] if len(self.published_at) < 10 else ""
        return f"{self.published_at}{missing}"[:10] if self.published_at else ""

    @property
    def last_day(self) -> str:
        """The latest day it can have been published on: its year's or month's last, "" likewise."""
        if not self.published_at or len(self.published_at) >= len("2025-01-23"):
            return self.published_at[:10]
        year, _, month = self.published_at.partition("-")
        days = calendar.monthrange(int(year), int(month or 12))[1]
        return f"{year}-{month or 12}-{days}"

    def page(self, start: int) -> int:
        """The page, from 1, that the character at `start` stands on; 0 where there are none."""
        return bisect.bisect_right(self.pages, start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A contiguous piece of one article: what is embedded, found and cited."""

    article_id: str
    start: int  # characters from the start of Article.text
    text: str  # exactly Article.text[start:end]
    sentences: tuple[Span, ...] = field(default=())  # in Article.text, in order, none overlapping

    @property
    def id(self) -> str:
        """Same article, same place, same id: ingesting twice overwrites, never doubles."""
        return passage_id(self.article_id, self.start)

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def passage_id(article_id: str, start: int) -> str:
    """The id of the passage that begins at this character of an article."""
    return f"{article_id}:{start}"


def in_words(date: str) -> str:
    """An ISO date as far as it is known: `4 February 2025`, `February 2025`, `2025`; "" for ""."""
    year, month, day = (*date[:10].split("-"), "", "")[:3]
    name = calendar.month_name[int(month)] if month else ""
    return " ".join(part for part in (day.lstrip("0"), name, year) if part)


def digest(text: str) -> str:
    """A 128-bit hash of `text` as 32 hexadecimal digits."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def link(url: str) -> str:
    """The address as it was given, for readers to open; no name and password, nothing around it.

    "" for what is no web address.
    """
    url = re.sub(r"[\t\r\n]", "", url.strip())
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = parts.netloc.rpartition("@")[2]
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    return url.replace(parts.netloc, host, 1)


def canonical_url(url: str) -> str:
    """The same page under one name, to tell it by and not to be opened.

    No fragment, tracking parameters, name and password, or case in the host. "" for what is no web
    address.
    """
    parts = urlsplit(link(url))
    if not parts.netloc:
        return ""
    query = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not key.lower().startswith(TRACKING)
    ]
    path = parts.path.rstrip("/") or "/"
    return urlunsplit((parts.scheme, parts.netloc.lower(), path, urlencode(query), ""))


def address(url: str) -> str:
    """What tells an article's page from all others; the same over http and https.

    "" for what is no web address, and for a site's home page, which dumps give where they know no
    better.
    """
    place = canonical_url(url).partition("://")[2]
    return "" if place.endswith("/") else place


def article_id(*, url: str = "", title: str = "", text: str = "", source: str = "") -> str:
    """The id of an article that brings none: from its address, else from who says what.

    Deterministic, so the same article found twice is one article; another outlet's copy is another.
    """
    if place := address(url):
        return digest("url\x1f" + place)[:16]
    words = " ".join(unicodedata.normalize("NFKC", f"{source}\n{title}\n{text}").casefold().split())
    return digest("text\x1f" + words)[:16]
