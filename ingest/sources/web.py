"""Web addresses -> sources: a page, or what a feed, a sitemap or a home page names."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.article import canonical_url
from ingest.errors import SourceError
from ingest.settings import Settings
from ingest.sources import entries, feeds, sitemaps
from ingest.sources.entries import Entry
from ingest.sources.fetch import Fetched, Fetcher
from ingest.sources.files import PARSER
from ingest.sources.pages import Listing, Page, hash_of, in_utf8, parse_page, sources
from ingest.sources.source import Source

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What the last reading of a source left, by its uri, as `Source.open` is given it; {} for none.
Known = Callable[[str], Mapping[str, str]]

LISTING = "#listing"  # after its address: the ledger's line of a feed or sitemap itself
DEEPEST = 2  # an index of sitemaps may name another index
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_HEAD = 1 << 19  # bytes of a page in which it says what it is
_ARTICLE_TYPE = re.compile(r"\w{0,40}(Article|BlogPosting)")  # schema.org's


def nobody(_: str) -> Mapping[str, str]:
    """For a run that knows of no earlier one."""
    return {}


def expand(
    url: str,
    settings: Settings,
    *,
    fetcher: Fetcher | None = None,
    known: Known = nobody,
    seen: set[str] | None = None,
) -> Iterator[Source | SourceError]:
    """The sources that a web address stands for; fetched and named as they are asked for.

    A page is a source of its own, and so is each entry of a feed and each page of a sitemap, newest
    first where a sitemap says so. A page that is no article but names a feed stands for that feed.
    At most `fetch.max_pages` of them are fetched in one run, those that `known` shows to be done
    not counted, so that the next run goes on with the rest.

    Args:
        fetcher: where several addresses are read in one run, so that hosts are spared.
        known: lets a feed say that it has not changed, which then names nothing.
        seen: the uris that this run has met already, which are not named again; added to.
    """
    fetcher = fetcher or Fetcher(settings.fetch)
    reading = _Reading(fetcher, known, settings.fetch.max_pages, set() if seen is None else seen)
    try:
        yield from reading.read(url)
    except SourceError as error:
        yield error


@dataclass(slots=True)
class _Reading:
    """One address while it is read."""

    fetcher: Fetcher
    known: Known
    left: int  # pages that may yet be fetched
    seen: set[str]  # uris

    def read(self, url: str) -> Iterator[Source | SourceError]:
        """
        Raises:
            SourceError: it cannot be fetched, or is a feed or sitemap that cannot be read.
        """
        uri = canonical_url(url)
        if uri in self.seen:
            return
        page = self.fetcher.get(url, self._before(uri))
        if uri:
            self.seen.add(uri)
        if page is None:
            if not self.known(uri + LISTING):
                yield Page(uri=uri, entry=Entry(url=url), fetcher=self.fetcher, is_unchanged=True)
            return
        yield from self._listed(url, page)
        if feeds.is_feed(page.data) or sitemaps.is_sitemap(page.data):
            return
        feed = feed_of(page)
        if not feed:
            yield Page(uri=uri, entry=Entry(url=url), fetcher=self.fetcher, fetched=page)
            return
        named = self.fetcher.get(feed, self._before(canonical_url(feed)))
        if named and not feeds.is_feed(named.data):
            raise SourceError(feed, f"is named as the feed of {url}, but is none")
        if named:
            yield from self._listed(feed, named)

    def _before(self, uri: str) -> Mapping[str, str]:
        """What the last reading of an address left, {} where it must be read in any case."""
        before = self.known(uri + LISTING) or self.known(uri)
        return before if before.get("parser") == PARSER else {}

    def _listed(self, url: str, page: Fetched, depth: int = 0) -> Iterator[Source | SourceError]:
        """What a feed or sitemap names; nothing for any other page."""
        try:
            if feeds.is_feed(page.data):
                found = feeds.read(page.data, url=page.url, charset=page.charset)
                yield from self._pages(url, page, found)
            elif sitemaps.is_sitemap(page.data):
                sitemap = sitemaps.read(page.data, url=page.url)
                if sitemap.pages:
                    yield from self._pages(url, page, iter(sitemap.pages))
                yield from self._below(url, sitemap.sitemaps, depth)
        except ValueError as error:
            raise SourceError(url, str(error)) from error

    def _pages(self, url: str, page: Fetched, found: Iterator[Entry]) -> Iterator[Source]:
        uri = canonical_url(url) + LISTING
        listing = Listing(uri=uri, content=hash_of(page.data), validators=page.validators)
        left_out = set(self._before(canonical_url(url)).get("no_articles", "").split())
        for source in sources(found, listing, self.fetcher, self.seen):
            if source.key in left_out:
                listing.no_articles.add(source.key)
                continue
            if not source.is_settled(self.known(source.uri)):
                if not self.left:
                    listing.is_complete = False
                    listing.no_articles |= left_out
                    break
                self.left -= 1
            yield source
        yield listing

    def _below(
        self, url: str, named: tuple[str, ...], depth: int
    ) -> Iterator[Source | SourceError]:
        """What the sitemaps of an index name, until there is enough."""
        if named and depth >= DEEPEST:
            yield SourceError(url, f"sitemaps below more than {DEEPEST} others are not read")
            return
        for address in named:
            uri = canonical_url(address)
            if not self.left:
                return
            if uri in self.seen:
                continue
            self.seen.add(uri)
            self.left -= 1
            try:
                page = self.fetcher.get(address, self._before(uri))
                if page is None:
                    continue
                if not (feeds.is_feed(page.data) or sitemaps.is_sitemap(page.data)):
                    raise SourceError(address, f"is named as a sitemap by {url}, but is none")
                yield from self._listed(address, page, depth + 1)
            except SourceError as error:
                yield error


def feed_of(page: Fetched) -> str:
    """The feed that stands for a page: the first that it names, where it is no article. "" else.

    A page is an article where it says so, or where it can be read as one that has a date; the front
    page of a site never is.
    """
    # Late: only runs that fetch need it.
    from lxml import etree
    from lxml import html as parser

    try:
        tree = parser.document_fromstring(in_utf8(page)[:_HEAD])
    except (etree.LxmlError, ValueError):
        return ""
    base = entries.address(tree.xpath("string(//base/@href)"), page.url) or page.url
    named = [
        address
        for link in tree.iter("link")
        if "alternate" in (link.get("rel") or "").lower().split()
        and (link.get("type") or "").strip().lower() in _FEED_TYPES
        and (address := entries.address(link.get("href"), base))
    ]
    if not named:
        return ""
    if canonical_url(page.url).rstrip("/").count("/") > len(("http:", "//")):
        if _says_article(tree):
            return ""
        try:
            if any(article.published_at for article in parse_page(page)):
                return ""
        except SourceError:
            pass
    return named[0]


def _says_article(tree: "HtmlElement") -> bool:
    if tree.xpath("//meta[@property='og:type'][starts-with(@content, 'article')]"):
        return True
    if tree.xpath("//meta[@property='article:published_time']"):
        return True
    scripts = tree.xpath("//script[@type='application/ld+json']/text()")
    return any(_is_article(one) for script in scripts for one in _things(script))


def _things(script: str) -> list[Any]:
    """What JSON-LD speaks of, not what it mentions: a front page has a list of articles."""
    try:
        said = json.loads(script)
    except (ValueError, RecursionError):
        return []
    graph = said.get("@graph", said) if isinstance(said, dict) else said
    return graph if isinstance(graph, list) else [graph]


def _is_article(thing: Any) -> bool:
    kinds = thing.get("@type") if isinstance(thing, dict) else None
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(one, str) and _ARTICLE_TYPE.fullmatch(one) for one in named)
