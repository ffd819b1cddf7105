"""One page of the net as a source of articles, with what a feed or sitemap says of it."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import unquote, urlsplit

from ingest.article import Article, article_id, canonical_url, digest
from ingest.errors import SourceBusy, SourceError
from ingest.parse import formats
from ingest.parse.front_matter import Header
from ingest.parse.text import build
from ingest.sources.entries import Entry
from ingest.sources.fetch import Fetched, Fetcher
from ingest.sources.files import PARSER
from ingest.sources.source import Opened
from ingest.text.dates import moment

# News is corrected in its first days. A page that a feed names is asked for again at each run until
# it is this old; after that only when the feed says something new of it.
SETTLED = timedelta(days=2)
# Dates that stand neither in the page's metadata nor in its text; a feed's is better.
_GUESSED = ("", "address", "file name")
# How the same site calls its pages for small screens and its copies of them.
_SIDE_DOORS = ("www.", "m.", "mobile.", "amp.")


@dataclass(slots=True, kw_only=True)
class Listing:
    """A feed or sitemap: in the ledger it holds no articles, since its pages are their own sources.

    So a story that rolls off stays. Its line is written after those of its pages. It lets the next
    run ask whether the feed has changed, unless a page of it has yet to be read, and names the
    pages that are none, so that they are not fetched and reported again and again.
    """

    uri: str
    content: str  # a hash of it
    validators: Mapping[str, str]
    is_complete: bool = True
    no_articles: set[str] = field(default_factory=set)  # keys of pages, see `Page.key`
    size: int = field(default=0, init=False)
    streams: bool = field(default=False, init=False)

    def open(self, validators: Mapping[str, str]) -> Opened:
        kept = {"parser": PARSER, "no_articles": " ".join(sorted(self.no_articles))}
        if self.is_complete:
            kept |= self.validators
        state = f"{self.is_complete}:{digest(kept['no_articles'])}"
        return Opened(
            fingerprint=f"{PARSER}:{self.content}:{state}", articles=iter(()), validators=kept
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page, or an entry of a feed that has none.

    Its validators: those of its host, "item" (a hash of what the feed says of it), "fetched" (when
    it was last read), "page" ("" where the feed's own words had to do) and "parser".
    """

    uri: str
    entry: Entry
    fetcher: Fetcher
    listing: Listing | None = None  # what names it; None where a user did
    fetched: Fetched | None = None  # what stands there, where that is known already
    is_unchanged: bool = False  # likewise
    size: int = field(default=0, init=False)
    streams: bool = field(default=False, init=False)

    @property
    def key(self) -> str:
        """Changes when its feed says something new of it."""
        return digest(f"{self.uri} {self.entry.hash}")[:12]

    def is_settled(self, validators: Mapping[str, str]) -> bool:
        """Whether nothing needs to be asked, by what the last reading left."""
        if not self.listing or validators.get("parser") != PARSER:
            return False
        if validators.get("item") != self.entry.hash:
            return False
        if not self.entry.url:
            return True
        since = _moment(validators.get("fetched", ""))
        said = self.entry.updated_at or self.entry.published_at
        if said and validators.get("page"):
            since = min(since, moment(said))
        return self.fetcher.now() - since > SETTLED

    def open(self, validators: Mapping[str, str]) -> Opened | None:
        if (self.is_unchanged and validators) or self.is_settled(validators):
            return None
        try:
            return self._open(validators)
        except SourceBusy:
            if self.listing:
                self.listing.is_complete = False
            raise
        except SourceError:
            if self.listing:
                self.listing.no_articles.add(self.key)
            raise

    def _open(self, validators: Mapping[str, str]) -> Opened | None:
        had_page = bool(validators.get("page"))
        try:
            page = self._get(validators)
            if page is None:
                return None
            articles = self._articles(page)
        except SourceError as error:
            # A page that was had once is not given up for the teaser that stands in the feed.
            article = None if had_page else from_entry(self.entry)
            if article is None:
                raise error
            return self._opened([article], f"feed:{self.entry.hash}", {"page": ""})
        told = from_entry(self.entry)
        if told and len(articles) == 1 and len(told.text) > len(articles[0].text):
            articles = [replace(articles[0], text=told.text)]
        return self._opened(articles, hash_of(page.data), {**page.validators, "page": "yes"})

    def _get(self, validators: Mapping[str, str]) -> Fetched | None:
        if not self.entry.url:
            raise SourceError(self.uri, "the entry has neither an address nor text")
        if self.fetched:
            return self.fetched
        same = validators.get("parser") == PARSER and validators.get("item") == self.entry.hash
        page = self.fetcher.get(self.entry.url, validators if same else {})
        if page and self.listing and _is_front(page.url) and not _is_front(self.entry.url):
            raise SourceError(self.entry.url, "leads to the site's front page: the story is gone")
        return page

    def _articles(self, page: Fetched) -> list[Article]:
        found = parse_page(page)
        if not found:
            raise SourceError(page.url, "the page holds no article text")
        return [_told(_placed(one, page.url, is_only=len(found) == 1), self.entry) for one in found]

    def _opened(self, articles: list[Article], what: str, validators: dict[str, str]) -> Opened:
        item = self.entry.hash
        now = self.fetcher.now().isoformat(timespec="seconds")
        return Opened(
            fingerprint=f"{PARSER}:{what}:{item}",
            articles=iter(articles),
            validators={**validators, "parser": PARSER, "item": item, "fetched": now},
        )


def parse_page(page: Fetched) -> list[Article]:
    """The articles of a page.

    Raises:
        SourceError: it holds none.
    """
    data = page.data
    if page.media_type.startswith("text/") or "xml" in page.media_type:
        data = in_utf8(page)
    name = unquote(urlsplit(page.url).path.rpartition("/")[2])
    found = list(formats.parse(data, file_name=name, uri=page.url, media_type=page.media_type))
    articles = [one for one in found if isinstance(one, Article)]
    if not articles:
        raise next(one for one in found if isinstance(one, SourceError))
    return articles


def in_utf8(page: Fetched) -> bytes:
    """The page in UTF-8 where its host's word on the encoding holds, else as it came."""
    # What calls itself Latin-1 is taken for Windows-1252, as browsers do.
    charset = {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(page.charset, page.charset)
    try:
        return page.data.decode(charset).encode() if charset else page.data
    except UnicodeError:
        return page.data


def from_entry(entry: Entry) -> Article | None:
    """The article that a feed's own words are, None where it has none."""
    header = Header(title=entry.title, authors=list(entry.authors), source=entry.source)
    article = build(header, entry.text.split("\n\n"), url=entry.url)
    return _told(article, entry) if article else None


def _told(article: Article, entry: Entry) -> Article:
    """The article with what only the feed says of it."""
    is_dated = article.published_at and article.dated_by not in _GUESSED
    if entry.published_at and not is_dated:
        article = replace(article, published_at=entry.published_at, dated_by="feed")
    return replace(
        article,
        title=article.title or entry.title,
        authors=article.authors or entry.authors,
        source=article.source or entry.source,
        updated_at=article.updated_at or entry.updated_at,
        language=article.language or entry.language,
    )


def _placed(article: Article, url: str, *, is_only: bool) -> Article:
    """The article under its own address, and known by it where it stands alone on its page."""
    own = article.url if _may_call_itself(article.url, url) else url
    known = article_id(url=own) if is_only else article.id
    return replace(article, url=own, id=known)


def _may_call_itself(own: str, url: str) -> bool:
    """Whether a page at `url` may say that its address is `own`.

    No site speaks for another: it would replace the other's articles by its own. And a site whose
    pages all say that they are its front page has made a mistake.
    """
    said, stands = urlsplit(canonical_url(own)), urlsplit(canonical_url(url))
    if not said.hostname or _site(said.hostname) != _site(stands.hostname or ""):
        return False
    return said.path != "/" or stands.path == "/"


def _is_front(url: str) -> bool:
    return urlsplit(canonical_url(url)).path == "/"


def _site(host: str) -> str:
    for door in _SIDE_DOORS:
        host = host.removeprefix(door)
    return host


def hash_of(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _moment(written: str) -> datetime:
    try:
        return moment(written)
    except ValueError:  # another version's
        return moment("")


def uri_of(entry: Entry, listing: Listing) -> str:
    """The name of an entry in the ledger: its page's address, else its place in the feed."""
    if address := canonical_url(entry.url):
        return address
    return f"{listing.uri}:{digest(entry.key or entry.title + entry.text)[:16]}"


def sources(
    found: Iterator[Entry], listing: Listing, fetcher: Fetcher, seen: set[str]
) -> Iterator[Page]:
    """A source for each entry that was not seen before."""
    for entry in found:
        uri = uri_of(entry, listing)
        if uri not in seen:
            seen.add(uri)
            yield Page(uri=uri, entry=entry, fetcher=fetcher, listing=listing)
