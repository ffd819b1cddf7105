"""Web addresses as sources: pages, what feeds and sitemaps name, and what the ledger keeps of them."""
# ruff: noqa: E501, a feed reads best on one line

import gzip
import json
from datetime import UTC, datetime, timedelta

import pytest
from conftest import every_article
from test_embed import MOCK
from web_server import web_server

from ingest.article import article_id
from ingest.errors import SourceError
from ingest.pipeline import ingest
from ingest.settings import EmbeddingSettings, Settings
from ingest.sources import targets, web
from ingest.sources.pages import Listing, Page
from ingest.store import Store

NOW = datetime(2025, 1, 10, 12, tzinfo=UTC)
BODY = (
    "The council voted on Tuesday to close the swimming pool on Mill Lane for a year while its "
    "roof is replaced at a cost of two million pounds.",
    "Residents had asked for a temporary pool in the park. The mayor said that the money for one "
    "could not be found before the summer.",
    "The pool was built in 1965 and was last repaired eleven years ago, when a storm had taken "
    "off a third of its tiles and the changing rooms stood under water.",
)
HOST = "127.0.0.1"  # the pipeline asks the system's own resolver


@pytest.fixture
def site():
    with web_server() as site:
        yield site


def html(title, *, head="", date="", extra=""):
    meta = f'<meta property="article:published_time" content="{date}">' if date else ""
    paragraphs = "".join(f"<p>{one} {extra}</p>" for one in BODY)
    return (
        f"<html><head><title>{title}</title>{meta}{head}</head><body><h1>{title}</h1>"
        f"<article>{paragraphs}</article></body></html>"
    )


def rss(*items, title="Harbour Ledger"):
    """Items are (path, title, date of January 2025, content)."""
    inner = "".join(
        f"<item><title>{name}</title><link>{path}</link>"
        f"<pubDate>{datetime(2025, 1, day, 10).strftime('%d %b %Y %H:%M:%S')} +0000</pubDate>"
        f"<description><![CDATA[{content}]]></description></item>"
        for path, name, day, content in items
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title><language>en</language>{inner}</channel></rss>"


def with_etag(body):
    """The page, and 304 to whoever has it."""
    data = body if isinstance(body, bytes) else body.encode()
    tag = f'"{hash(data)}"'

    def say(handler):
        if handler.headers.get("If-None-Match") == tag:
            return (304, {}, b"")
        return (200, {"ETag": tag}, data)

    return say


class Desk:
    """Reads addresses as the pipeline does, with its own time, keeping what each source left."""

    def __init__(self, site, **settings):
        self.site, self.kept, self.now = site, {}, NOW
        self.settings = site.all_settings(robots=False, **settings)

    def read(self, *urls):
        """({uri: its articles, None for unchanged}, problems) of one run."""
        found, problems = {}, []
        with self.site.fetcher(self.settings.fetch, now=lambda: self.now) as fetcher:
            for url in urls:
                for one in web.expand(url, self.settings, fetcher=fetcher, known=self.known):
                    if isinstance(one, SourceError):
                        problems.append(one)
                        continue
                    try:
                        opened = one.open(self.known(one.uri))
                    except SourceError as error:
                        problems.append(error)
                        continue
                    if opened:
                        articles = list(opened.articles)
                        self.kept[one.uri] = dict(opened.validators)
                    if not isinstance(one, Listing):
                        found[one.uri] = articles if opened else None
        return found, problems

    def known(self, uri):
        return self.kept.get(uri, {})

    def only(self, url):
        found, problems = self.read(url)
        assert problems == []
        ((article,),) = found.values()
        return article


@pytest.fixture
def desk(site):
    return Desk(site)


# ---- one page


def test_a_page_is_one_article_known_by_its_address(site, desk):
    site.pages["/pool"] = html("Pool to close", date="2025-01-05")
    article = desk.only(site.url("/pool"))
    assert (article.title, article.url) == ("Pool to close", site.url("/pool"))
    assert article.id == article_id(url=site.url("/pool"))
    assert (article.published_at, article.dated_by) == ("2025-01-05", "metadata")
    assert site.asked == ["/pool"]  # what it is and what it says: one request


def test_a_page_goes_by_the_name_that_its_site_gives_it(site, desk):
    canonical = f'<link rel="canonical" href="{site.url("/pool", "www.ledger.example")}">'
    site.pages["/amp/pool"] = html("Pool to close", head=canonical)
    article = desk.only(site.url("/amp/pool", "amp.ledger.example"))
    assert article.id == article_id(url=site.url("/pool", "www.ledger.example"))


@pytest.mark.parametrize(
    "own", ["http://mill.example/pool", "http://ledger.example/", "mailto:desk@x.example"]
)
def test_but_not_by_another_sites_name_or_the_front_pages(site, desk, own):
    site.pages["/x"] = html("Pool to close", head=f'<link rel="canonical" href="{own}">')
    article = desk.only(site.url("/x"))
    assert (article.url, article.id) == (site.url("/x"), article_id(url=site.url("/x")))


def test_a_page_is_known_by_where_redirects_lead(site, desk):
    site.pages |= {"/short": (301, {"Location": "/pool"}, b""), "/pool": html("Pool to close")}
    assert desk.only(site.url("/short")).id == article_id(url=site.url("/pool"))


def test_an_unchanged_page_is_not_sent_again(site, desk):
    site.pages["/pool"] = with_etag(html("Pool to close"))
    desk.only(site.url("/pool"))
    for _ in range(2):
        assert desk.read(site.url("/pool")) == ({site.url("/pool"): None}, [])
    site.pages["/pool"] = with_etag(html("Pool to close for good"))
    assert desk.only(site.url("/pool")).title == "Pool to close for good"


def test_a_page_is_sent_again_where_it_must_be_read_in_any_case(site, desk):
    site.pages["/pool"] = with_etag(html("Pool to close"))
    desk.only(site.url("/pool"))
    (source,) = web.expand(
        site.url("/pool"),
        desk.settings,
        fetcher=site.fetcher(desk.settings.fetch),
        known=desk.known,
    )
    assert source.open(desk.known(source.uri)) is None
    assert [one.title for one in source.open({}).articles] == ["Pool to close"]


def test_a_page_read_by_another_parser_is_sent_again(site, desk):
    site.pages["/pool"] = with_etag(html("Pool to close"))
    desk.only(site.url("/pool"))
    desk.kept[site.url("/pool")]["parser"] = "before"
    assert desk.only(site.url("/pool")).title == "Pool to close"


@pytest.mark.parametrize(
    ("kind", "encoding"),
    [
        ("text/html; charset=windows-1252", "cp1252"),
        ("text/html; charset=iso-8859-1", "cp1252"),
        ("text/html; charset=utf-8", "utf-8"),
        ("text/html; charset=utf-8", "cp1252"),  # which is not so
        ("text/html", "utf-8"),
    ],
)
def test_the_hosts_word_on_the_encoding_is_taken(site, desk, kind, encoding):
    page = html("Pool “closed” – café", date="2025-01-05")
    site.pages["/pool"] = (200, {"Content-Type": kind}, page.encode(encoding))
    assert desk.only(site.url("/pool")).title == "Pool “closed” – café"


@pytest.mark.parametrize(
    ("say", "said"),
    [
        ((404, {}, b""), "404: the page is not there"),
        ("", "is empty"),
        ("<html><body></body></html>", "holds no article text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is a picture"),
        (gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), "is packed more than once"),
        ("<rss a", "the feed cannot be read"),
        ("<urlset></urlset>", "the sitemap names no page"),
        ('{"version": "https://jsonfeed.org/version/1"}', "the feed has no list of items"),
    ],
)
def test_what_is_no_article_is_one_clear_line(site, desk, say, said):
    site.pages["/x"] = say
    found, (problem,) = desk.read(site.url("/x"))
    assert (found, problem.source) == ({}, site.url("/x"))
    assert said in problem.reason


# ---- pages that name feeds

FEED_LINK = '<link rel="alternate" type="application/rss+xml" href="/feed"><link rel="alternate" type="application/atom+xml" href="/comments">'


def test_a_front_page_stands_for_the_first_feed_that_it_names(site, desk):
    site.pages |= {
        "/": html("Harbour Ledger", head=FEED_LINK, date="2025-01-05"),
        "/feed": rss(("/a", "Pool to close", 6, "x")),
        "/a": html("Pool to close"),
    }
    found, problems = desk.read(site.url("/"))
    assert (list(found), problems) == ([site.url("/a")], [])
    assert site.asked == ["/", "/feed", "/a"]


@pytest.mark.parametrize(
    ("head", "is_article"),
    [
        ("", False),
        ('<meta property="og:type" content="article">', True),
        ('<meta property="og:type" content="website">', False),
        ('<meta property="article:published_time" content="2025-01-05">', True),
        ('<script type="application/ld+json">{"@type": "NewsArticle"}</script>', True),
        ('<script type="application/ld+json">{"@graph": [{"@type": ["x", "LiveBlogPosting"]}]}</script>', True),
        ('<script type="application/ld+json">{"@type": "ItemList", "x": [{"@type": "NewsArticle"}]}</script>', False),
        ('<script type="application/ld+json">{[}</script>', False),
    ],
)  # fmt: skip
def test_a_page_that_names_a_feed_and_says_what_it_is(site, desk, head, is_article):
    site.pages |= {
        "/world": html("Pool to close", head=FEED_LINK + head),
        "/feed": rss(("/a", "Dam holds", 6, "x")),
        "/a": html("Dam holds"),
    }
    found, problems = desk.read(site.url("/world"))
    assert (list(found), problems) == ([site.url("/world" if is_article else "/a")], [])


def test_a_feed_that_is_none_is_said(site, desk):
    site.pages |= {"/": html("Harbour Ledger", head=FEED_LINK), "/feed": html("No feed")}
    found, (problem,) = desk.read(site.url("/"))
    assert (found, problem.source) == ({}, site.url("/feed"))
    assert problem.reason == f"is named as the feed of {site.url('/')}, but is none"


# ---- feeds


def test_the_items_of_a_feed_become_full_articles(site, desk):
    site.pages |= {
        "/feed": rss(
            ("/a", "Pool", 6, "<p>Teaser.</p>"), ("/b?utm_source=rss", "Dam holds", 7, "x")
        ),
        "/a": html("Pool to close", date="2025-01-05"),
        "/b?utm_source=rss": html("Dam holds"),
    }
    found, problems = desk.read(site.url("/feed"))
    assert (list(found), problems) == ([site.url("/a"), site.url("/b")], [])
    ((first,), (second,)) = found.values()
    assert (first.title, first.text) == ("Pool to close", "\n\n".join(BODY))
    assert (first.published_at, first.dated_by) == ("2025-01-05", "metadata")
    assert (second.published_at, second.dated_by) == ("2025-01-07T10:00:00+00:00", "feed")
    assert first.id == article_id(url=site.url("/a"))


def test_a_page_that_cannot_be_had_is_replaced_by_the_feeds_own_words(site, desk):
    words = "<p>The pool closes on Friday for a year.</p><p>Its roof is old, the mayor said.</p>"
    site.pages["/feed"] = rss(("/gone", "Pool to close", 6, words), ("/no", "", 7, ""))
    found, (problem,) = desk.read(site.url("/feed"))
    ((article,),) = found.values()
    assert (article.title, article.source) == ("Pool to close", "Harbour Ledger")
    assert (
        article.text == "The pool closes on Friday for a year.\n\nIts roof is old, the mayor said."
    )
    assert (article.published_at, article.dated_by) == ("2025-01-06T10:00:00+00:00", "feed")
    assert (article.url, article.id) == (site.url("/gone"), article_id(url=site.url("/gone")))
    assert article.language == "en"
    assert (problem.source, problem.reason) == (site.url("/no"), "404: the page is not there")


def test_a_page_that_says_less_than_the_feed_gives_its_name_and_the_feed_its_words(site, desk):
    long = "".join(f"<p>{one} {one}</p>" for one in BODY)
    site.pages |= {"/feed": rss(("/a", "Pool", 6, long)), "/a": html("Pool to close")}
    found, _ = desk.read(site.url("/feed"))
    ((article,),) = found.values()
    assert article.title == "Pool to close"
    assert article.text == "\n\n".join(f"{one} {one}" for one in BODY)


def test_a_story_whose_address_leads_to_the_front_page_is_not_that_page(site, desk):
    site.pages |= {
        "/feed": rss(("/a", "Pool", 6, "The pool closes on Friday."), ("/b", "Dam", 7, "")),
        "/a": (302, {"Location": "/"}, b""),
        "/b": (302, {"Location": "/"}, b""),
        "/": html("Harbour Ledger"),
    }
    found, (problem,) = desk.read(site.url("/feed"))
    assert [article.text for (article,) in found.values()] == ["The pool closes on Friday."]
    assert "leads to the site's front page" in problem.reason


def test_an_entry_without_a_page_is_an_article_of_its_own(site, desk):
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Wire",
        "items": [
            {"id": "1", "title": "Pool to close", "content_text": "The pool closes."},
            {"id": "2", "title": "Dam holds", "content_text": "The dam holds."},
        ],
    }
    site.pages["/feed.json"] = json.dumps(feed)
    found, problems = desk.read(site.url("/feed.json"))
    assert [(one.title, one.text, one.source) for (one,) in found.values()] == [
        ("Pool to close", "The pool closes.", "Wire"),
        ("Dam holds", "The dam holds.", "Wire"),
    ]
    assert (len(found), problems) == (2, [])
    feed["items"][0]["content_text"] = "The pool closes today."
    site.pages["/feed.json"] = json.dumps(feed)
    again, _ = desk.read(site.url("/feed.json"))
    assert list(again) == list(found)
    assert [bool(articles) for articles in again.values()] == [True, False]


def test_a_link_that_is_no_web_address_is_not_followed(site, desk):
    site.pages["/feed"] = rss(
        ("javascript:alert(1)", "A", 6, "The pool closes."), ("file:///etc/passwd", "B", 6, "The dam holds.")
    )  # fmt: skip
    found, problems = desk.read(site.url("/feed"))
    assert [article.url for (article,) in found.values()] == ["", ""]
    assert (site.asked, problems) == (["/feed"], [])


def test_a_feed_cannot_make_us_ask_a_private_address(site, desk):
    site.pages["/feed"] = rss(
        ("http://169.254.169.254/latest/meta-data/", "A", 6, ""), ("http://10.0.0.1/", "B", 6, "")
    )
    found, problems = desk.read(site.url("/feed"))
    assert found == {}
    assert ["fetch.allow" in problem.reason for problem in problems] == [True, True]


def test_an_item_that_stands_twice_is_read_once(site, desk):
    item = ("/a", "Pool", 9, "x")  # young, so that it is asked for whenever it is named
    site.pages |= {"/feed": rss(item, item, ("/a?utm_x=1", "Pool", 9, "x")), "/a": html("Pool")}
    desk.read(site.url("/feed"))
    assert site.counts["/a"] == 1


def test_only_so_many_pages_are_fetched_in_one_run_and_the_next_goes_on(site):
    desk = Desk(site, max_pages=3)
    site.pages["/feed"] = rss(*((f"/{n}", f"Item {n}", 1, "x") for n in range(10_000)))
    site.pages |= {f"/{n}": html(f"Item {n}") for n in range(10)}
    for number in range(3):
        found, problems = desk.read(site.url("/feed"))
        assert problems == []
        new = [uri for uri, articles in found.items() if articles]
        assert new == [site.url(f"/{n}") for n in range(3 * number, 3 * number + 3)]
        desk.now += timedelta(days=3)
    assert len(site.asked) == 3 + 9


# ---- keeping current


def test_a_feed_that_has_not_changed_is_not_sent_again(site, desk):
    site.pages |= {"/feed": with_etag(rss(("/a", "Pool", 9, "x"))), "/a": with_etag(html("Pool"))}
    desk.read(site.url("/feed"))
    assert desk.read(site.url("/feed")) == ({}, [])
    assert site.asked == ["/feed", "/a", "/feed"]


def test_but_is_while_one_of_its_pages_has_yet_to_be_read(site, desk):
    site.pages |= {"/feed": with_etag(rss(("/a", "Pool", 9, ""))), "/a": (503, {}, b"")}
    assert len(desk.read(site.url("/feed"))[1]) == 1
    site.pages["/a"] = html("Pool to close")
    found, problems = desk.read(site.url("/feed"))
    assert ([len(articles) for articles in found.values()], problems) == ([1], [])


def test_young_pages_are_asked_for_changes_and_old_ones_left(site, desk):
    feed = [("/young", "Pool", 9, "x"), ("/old", "Dam", 2, "x")]
    site.pages |= {
        "/feed": rss(*feed),
        "/young": with_etag(html("Pool to close")),
        "/old": with_etag(html("Dam holds")),
    }
    desk.read(site.url("/feed"))
    site.asked.clear()
    found, _ = desk.read(site.url("/feed"))
    assert list(found.values()) == [None, None]
    assert site.asked == ["/feed", "/young"]
    assert "if-none-match" in site.heads[-1]

    site.pages["/young"] = with_etag(html("Pool to stay open"))
    found, _ = desk.read(site.url("/feed"))
    assert [one.title for one in found[site.url("/young")]] == ["Pool to stay open"]

    desk.now += timedelta(days=2)
    site.asked.clear()
    desk.read(site.url("/feed"))
    assert site.asked == ["/feed"]


def test_a_page_is_read_again_when_the_feed_says_something_new_of_it(site, desk):
    site.pages |= {"/feed": rss(("/old", "Dam", 2, "x")), "/old": with_etag(html("Dam holds"))}
    desk.read(site.url("/feed"))
    desk.now += timedelta(days=30)
    site.pages["/feed"] = rss(("/old", "Dam (updated)", 2, "x"))
    found, _ = desk.read(site.url("/feed"))
    assert [one.title for one in found[site.url("/old")]] == ["Dam holds"]
    assert desk.read(site.url("/feed"))[0] == {site.url("/old"): None}


def test_a_page_without_a_date_settles_two_days_after_it_was_read(site, desk):
    feed = {"version": "https://jsonfeed.org/version/1", "items": [{"url": "/a", "title": "Pool"}]}
    site.pages |= {"/feed": json.dumps(feed), "/a": with_etag(html("Pool to close"))}
    for hours, asked in ((0, 1), (47, 2), (2, 2), (900, 2)):
        desk.now += timedelta(hours=hours)
        desk.read(site.url("/feed"))
        assert site.counts["/a"] == asked


def test_a_page_that_was_had_is_not_given_up_for_the_teaser(site, desk):
    site.pages |= {"/feed": rss(("/a", "Pool", 9, "The pool closes.")), "/a": html("Pool to close")}
    desk.read(site.url("/feed"))
    site.pages["/a"] = (503, {}, b"")
    found, (problem,) = desk.read(site.url("/feed"))
    assert found == {}
    assert "503" in problem.reason


def test_a_teaser_gives_way_to_the_page_when_that_can_be_had(site, desk):
    site.pages["/feed"] = rss(("/a", "Pool", 2, "The pool closes."))
    found, _ = desk.read(site.url("/feed"))
    ((teaser,),) = found.values()
    site.pages["/a"] = html("Pool to close")
    found, _ = desk.read(site.url("/feed"))
    ((article,),) = found.values()
    assert (teaser.text, article.text) == ("The pool closes.", "\n\n".join(BODY))
    assert teaser.id == article.id


def test_a_page_that_is_no_article_is_fetched_and_reported_once(site):
    desk = Desk(site, max_pages=2)
    empty = "<html><body></body></html>"
    site.pages |= {"/feed": rss(*((f"/{n}", f"Item {n}", 9, "") for n in range(4)))}
    site.pages |= {"/0": empty, "/1": empty, "/3": html("Pool to close")}
    said = []
    for _ in range(4):
        found, problems = desk.read(site.url("/feed"))
        said.append([(one.source[-2:], one.reason[:4]) for one in problems])
    assert said == [[("/0", "the "), ("/1", "the ")], [("/2", "404:")], [], []]
    assert list(found) == [site.url("/3")]
    assert (site.counts["/0"], site.counts["/2"]) == (1, 1)
    site.pages |= {"/feed": rss(("/0", "Item 0, edited", 9, "")), "/0": html("Dam holds")}
    found, _ = desk.read(site.url("/feed"))
    assert [one.title for one in found[site.url("/0")]] == ["Dam holds"]


# ---- sitemaps


def urlset(*pages):
    inner = "".join(f"<url><loc>{path}</loc><lastmod>{day}</lastmod></url>" for path, day in pages)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</urlset>'


def index(*paths):
    inner = "".join(f"<sitemap><loc>{path}</loc></sitemap>" for path in paths)
    return f"<sitemapindex>{inner}</sitemapindex>"


def test_the_pages_of_a_sitemap_are_read_newest_first(site, desk):
    site.pages |= {
        "/sitemap.xml.gz": (
            200,
            {"Content-Type": "application/gzip"},
            gzip.compress(urlset(("/a", "2025-01-01"), ("/b", "2025-01-02")).encode()),
        ),
        "/a": html("Pool to close"),
        "/b": html("Dam holds"),
    }
    found, problems = desk.read(site.url("/sitemap.xml.gz"))
    assert [one.title for (one,) in found.values()] == ["Dam holds", "Pool to close"]
    assert [one.updated_at for (one,) in found.values()] == ["2025-01-02", "2025-01-01"]
    assert problems == []


def test_an_index_is_followed_two_levels_down(site, desk):
    site.pages |= {
        "/0": index("/1", "/bad", "/0", "/gone"),
        "/1": index("/2"),
        "/2": index("/3"),
        "/bad": html("No sitemap"),
        "/3": urlset(("/a", "")),
    }
    found, problems = desk.read(site.url("/0"))
    assert found == {}
    assert [(one.source, one.reason.partition(",")[0][:40]) for one in problems] == [
        (site.url("/2"), "sitemaps below more than 2 others are no"),
        (site.url("/bad"), f"is named as a sitemap by {site.url('/0')}"[:40]),
        (site.url("/gone"), "404: the page is not there"),
    ]
    site.pages |= {"/1": urlset(("/a", "")), "/a": html("Pool to close")}
    found, _ = desk.read(site.url("/0"))
    assert list(found) == [site.url("/a")]


def test_an_index_of_very_many_sitemaps_is_bounded(site):
    desk = Desk(site, max_pages=5)
    site.pages["/0"] = index(*(f"/s{n}" for n in range(1000)))
    desk.read(site.url("/0"))
    assert len(site.asked) == 6


# ---- targets and the pipeline


def test_targets_are_told_apart(site, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes:2025.txt").write_text("Pool to close\n\nThe pool closes on Friday.")
    site.pages["/a"] = html("Pool to close")
    named = [site.url("/a", HOST), "notes:2025.txt", "ftp://ledger.example/a", "javascript:alert(1)", " HTTP://[/ "]  # fmt: skip
    settings = site.all_settings(robots=False)
    found = list(targets.expand(named, settings))
    assert [one.uri for one in found if not isinstance(one, SourceError)] == [
        str(tmp_path / "notes:2025.txt"),
        site.url("/a", HOST),
    ]
    assert [(one.source, one.reason[:20]) for one in found if isinstance(one, SourceError)] == [
        ("ftp://ledger.example/a", "is neither a file, a"),
        ("javascript:alert(1)", "is neither a file, a"),
        ("HTTP://[/", "is no web address"),
    ]


@pytest.fixture
def store(site, tmp_path):
    settings = Settings(
        embedding=EmbeddingSettings(model=MOCK, options={"embed_dim": 4}), fetch=site.settings()
    )
    with Store(tmp_path / "data", settings, purpose="a test") as store:
        yield store
        store.index.verify()


def titles(store):
    return sorted(article.title for article in every_article(store.library))


def run(store, *urls):
    report = ingest(store, urls)
    return dict(+report.articles), [problem.reason for problem in report.problems]


def test_stories_that_roll_off_a_feed_are_kept(site, store):
    site.pages |= {f"/{n}": html(f"Story {n}", extra=f"Part {n}.") for n in range(6)}
    feed = site.url("/feed", HOST)
    for start in range(4):
        items = [(f"/{n}", f"Story {n}", 9, "x") for n in range(start, start + 3)]
        site.pages["/feed"] = rss(*items)
        done, problems = run(store, feed)
        assert problems == []
        assert done == ({"added": 3} if start == 0 else {"added": 1, "unchanged": 2})
    site.pages["/feed"] = rss()
    assert run(store, feed) == ({}, [])
    assert titles(store) == [f"Story {n}" for n in range(6)]


def test_an_edited_page_updates_its_article(site, store):
    site.pages |= {"/feed": rss(("/a", "Pool", 9, "x")), "/a": html("Pool to close")}
    assert run(store, site.url("/feed", HOST)) == ({"added": 1}, [])
    site.pages["/feed"] = rss(("/a", "Pool", 9, "y"))
    site.pages["/a"] = html("Pool to stay open")
    assert run(store, site.url("/feed", HOST)) == ({"updated": 1}, [])
    assert titles(store) == ["Pool to stay open"]


def test_a_story_that_is_gone_later_stays_and_is_reported(site, store):
    site.pages |= {"/feed": rss(("/a", "Pool", 9, "x")), "/a": html("Pool to close")}
    run(store, site.url("/feed", HOST))
    site.pages["/feed"] = rss(("/a", "Pool, edited", 9, "x"))
    del site.pages["/a"]
    _, problems = run(store, site.url("/feed", HOST))
    assert problems == ["404: the page is not there"]
    assert titles(store) == ["Pool to close"]


def test_one_story_in_two_feeds_and_named_by_itself_is_one_article(site, store):
    site.pages |= {
        "/feed": rss(("/a", "Pool", 9, "x")),
        "/world": rss(("/a?utm_medium=rss", "Pool", 9, "x")),
        "/a": html("Pool to close"),
        "/a?utm_medium=rss": html("Pool to close"),
    }
    done, problems = run(store, *(site.url(path, HOST) for path in ("/feed", "/world", "/a")))
    assert (titles(store), problems) == (["Pool to close"], [])
    assert (done, site.counts["/a"]) == ({"added": 1}, 1)


def test_the_ledger_lets_the_next_run_ask_for_changes_alone(site, store):
    site.pages |= {
        "/feed": with_etag(rss(("/a", "Pool", 2, "x"))),
        "/a": with_etag(html("Pool to close")),
        "/b": with_etag(html("Dam holds")),
    }
    urls = [site.url("/feed", HOST), site.url("/b", HOST)]
    assert run(store, *urls) == ({"added": 2}, [])

    def known(uri):
        record = store.library.ledger.source(uri)
        return record.validators if record else {}

    site.heads.clear()
    (source,) = targets.expand(urls, store.settings, known=known)
    assert isinstance(source, Page)
    assert source.open(known(source.uri)) is None
    assert ["if-none-match" in head for head in site.heads] == [True, True]
    site.asked.clear()
    done, problems = run(store, *urls)
    # The feed has not changed, so it names nothing.
    assert (done["unchanged"], problems) == (1, [])
    assert site.asked == ["/feed", "/b"]


def test_a_run_over_a_dead_host_reports_each_address_once(site, store):
    site.pages["/robots.txt"] = (503, {}, b"")
    done, problems = run(store, site.url("/a", HOST), site.url("/b", HOST))
    assert done == {"failed": 2}
    assert all("robots.txt cannot be read (503" in problem for problem in problems)
    assert site.asked == []
