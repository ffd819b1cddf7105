"""Feeds of every kind, broken and hostile ones too: what they say of each story."""
# ruff: noqa: E501, a feed reads best as it comes

import json
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.sources import entries, feeds
from ingest.sources.entries import Entry
from ingest.sources.pages import from_entry

URL = "https://ledger.example/news/feed"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Ledger</title><link>https://ledger.example/</link><language>en-GB</language>
<item><title>Ferry &amp; dam</title><link>/ferry?a=1&amp;b=2</link><guid isPermaLink="false">f1</guid>
<pubDate>Mon, 06 Jan 2025 23:30:00 -0500</pubDate><dc:creator>Ann Lee</dc:creator>
<description>&lt;p&gt;The ferry stops.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>The ferry stops <b>today</b>.</p><p>Nobody knows why.</p>]]></content:encoded>
</item>
<item><title>Second</title><guid>https://ledger.example/second</guid></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
<title type="html">Mill &amp;amp; Post</title><id>urn:x</id>
<entry><title>Dam holds</title><id>tag:mill.example,2025:1</id>
<link rel="alternate" href="https://mill.example/dam"/><link rel="self" href="https://no.example/"/>
<published>2025-01-06T10:00:00+01:00</published><updated>2025-01-07T09:00:00Z</updated>
<author><name>Bo Ek</name></author><author><name>Cy Day</name></author>
<summary>Short.</summary><content type="html">&lt;p&gt;The dam held last night.&lt;/p&gt;</content></entry>
<entry><title>No date of its own</title><id>tag:mill.example,2025:2</id>
<updated>2025-01-08T09:00:00Z</updated></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://post.example/"><title>Valley Post</title></channel>
<item rdf:about="https://post.example/a"><title>Gate 3</title><link>https://post.example/a</link>
<dc:date>2025-02-04</dc:date><dc:creator>Di Fox</dc:creator></item></rdf:RDF>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Meridian Wire",
    "language": "fr-CA",
    "authors": [{"name": "The desk"}],
    "items": [
        {
            "id": "1",
            "url": "https://wire.example/1",
            "title": "Pool to close",
            "content_html": "<p>The pool closes.</p><p>For a year.</p>",
            "date_published": "2025-03-01T08:00:00Z",
            "date_modified": "2025-03-02T08:00:00Z",
            "authors": [{"name": "Ed Gray"}],
        },
        {"id": "2", "content_text": "No page.\n\nOnly this."},
        "nonsense",
        {"id": 3, "url": 4, "title": None, "authors": "x", "author": {"name": "Flo"}},
    ],
}


def read(feed, **options):
    data = feed if isinstance(feed, bytes) else feed.encode()
    assert feeds.is_feed(data)
    return list(feeds.read(data, url=URL, **options))


def test_rss():
    first, second = read(RSS)
    assert first == Entry(
        url="https://ledger.example/ferry?a=1&b=2",
        key="f1",
        title="Ferry & dam",
        text="The ferry stops today.\n\nNobody knows why.",
        published_at="2025-01-06T23:30:00-05:00",
        authors=("Ann Lee",),
        source="Harbour Ledger",
        language="en",
    )
    assert (second.url, second.title) == ("https://ledger.example/second", "Second")


def test_atom():
    first, second = read(ATOM)
    assert first == Entry(
        url="https://mill.example/dam",
        key="tag:mill.example,2025:1",
        title="Dam holds",
        text="The dam held last night.",
        published_at="2025-01-06T10:00:00+01:00",
        updated_at="2025-01-07T09:00:00+00:00",
        authors=("Bo Ek", "Cy Day"),
        source="Mill & Post",
        language="de",
    )
    assert (second.url, second.published_at) == ("", "")
    assert second.updated_at == "2025-01-08T09:00:00+00:00"


def test_rss_of_the_first_version():
    (entry,) = read(RDF)
    assert (entry.url, entry.title) == ("https://post.example/a", "Gate 3")
    assert (entry.published_at, entry.updated_at) == ("2025-02-04", "")
    assert (entry.authors, entry.source) == (("Di Fox",), "Valley Post")


def test_json():
    first, second, third = read(json.dumps(JSON))
    assert first == Entry(
        url="https://wire.example/1",
        key="1",
        title="Pool to close",
        text="The pool closes.\n\nFor a year.",
        published_at="2025-03-01T08:00:00+00:00",
        updated_at="2025-03-02T08:00:00+00:00",
        authors=("Ed Gray",),
        source="Meridian Wire",
        language="fr",
    )
    assert (second.url, second.text, second.key) == ("", "No page.\n\nOnly this.", "2")
    assert second.authors == ("The desk",)
    assert (third.url, third.authors) == ("", ("The desk",))


def test_the_outlet_of_a_story_taken_over_is_that_of_its_source():
    taken = RSS.replace("<guid>", '<source url="https://wire.example/">Wire</source><guid>')
    assert [one.source for one in read(taken)] == ["Harbour Ledger", "Wire"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252", "iso-8859-15"])
def test_the_encoding_is_that_of_the_mark_or_the_declaration(encoding):
    feed = RSS.replace("utf-8", encoding.removesuffix("-sig")).replace("Ferry", "Café")
    assert read(feed.encode(encoding))[0].title == "Café & dam"


def test_the_hosts_word_on_the_encoding_comes_before_the_feeds_own():
    feed = RSS.replace("Ferry", "Łódź").encode("cp1250")
    assert read(feed, charset="cp1250")[0].title == "Łódź & dam"


def test_a_wrong_encoding_costs_signs_and_no_entry():
    feed = RSS.replace("Ferry", "Café").encode("cp1252")
    assert len(read(feed, charset="ascii")) == len(read(feed)) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</rss>", ""),
        ("</channel></rss>", ""),
        ("&amp; dam", "& dam"),
        ("<title>Second", "<title>Second &nbsp; &bogus;"),
        ("<dc:creator>", "<undeclared:x/><dc:creator>"),
        ('<?xml version="1.0" encoding="utf-8"?>', ""),
        ('<?xml version="1.0" encoding="utf-8"?>', "\n \n"),
        ("Second</title>", "Second</titel>"),
        ("Second", "Second\x00\x0b"),
    ],
)
def test_broken_xml_is_read_as_far_as_it_goes(old, new):
    found = read(RSS.replace(old, new))
    assert found[0].url == "https://ledger.example/ferry?a=1&b=2"
    assert "Nobody knows why." in found[0].text


@pytest.mark.parametrize(
    ("feed", "said"),
    [
        (b"<rss", "cannot be read"),
        (b"<feed \xff\xff\xff", "cannot be read"),
        (b'{"version": "https://jsonfeed.org/version/1"', "is not JSON"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "has no list of items"),
        (b'{"items": {}}', "has no list of items"),
        (b"{" * 100_000, "is not JSON"),
        (b'{"items":' + b"[" * 100_000, "is not JSON"),
    ],
)
def test_what_is_no_feed_says_so(feed, said):
    with pytest.raises(ValueError, match=said) as caught:
        list(feeds.read(feed, url=URL))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "page",
    ["", "<html><body><rss></rss></body></html>", "{}", "hello", "<urlset></urlset>", "<!doctype html><p>"],
)  # fmt: skip
def test_what_is_no_feed_is_not_taken_for_one(page):
    assert not feeds.is_feed(page.encode())


def test_an_empty_feed_is_a_feed():
    assert read("<rss version='2.0'><channel><title>x</title></channel></rss>") == []


def many(number, part="<description>x</description>"):
    items = "".join(
        f"<item><title>{n}</title><link>/{n}</link>{part}</item>" for n in range(number)
    )
    return f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>"


def test_a_feed_is_cut_after_the_entries_that_are_wanted():
    started = time.monotonic()
    assert [one.title for one in read(many(50_000), most=3)] == ["0", "1", "2"]
    assert time.monotonic() - started < 5
    # What is left is well-formed: the forgiving parser, which loses more, is not needed for it.
    assert feeds._cut(many(9).encode(), 3).endswith(b"</item></channel></rss>")
    assert feeds._cut(many(3).encode(), 9) == many(3).encode()


def test_a_closing_tag_in_content_closes_nothing():
    feed = many(3, "<description><![CDATA[</item></item></item><p>Text.</p>]]></description>")
    assert len(read(feed, most=2)) == 2


@pytest.mark.parametrize(
    "hostile",
    [
        "<rss>" + "<item>" * 300_000,
        "<rss><item><title>" + "&amp;" * 400_000,
        "<rss>" + "<" * 3_000_000,
        "<rss><item><title>" + "&" * 3_000_000,
        "<rss><item>" + "<link>x</link>" * 100_000,
        "<rss><channel>" + "<a:b " * 300_000,
        "<rss" + " xmlns:a='b'" * 200_000 + ">",
        "<rss><item><description>" + "&lt;div&gt;" * 300_000,
        "<rss><item><pubDate>" + "1 " * 1_000_000,
        "<rss>" + "<![CDATA[" * 300_000,
        "<rss>" + "<!ENTITY " * 300_000,
    ],
)
def test_no_feed_takes_for_ever(hostile):
    started = time.monotonic()
    with suppress(ValueError):
        list(feeds.read(hostile.encode(), url=URL))
    assert time.monotonic() - started < 30  # 5 s where nothing else runs


LAUGHS = (
    "<!DOCTYPE rss [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    + "<!ENTITY x SYSTEM 'file:///etc/hostname'><!ENTITY % p SYSTEM 'file:///etc/hostname'> %p;]>"
)


@pytest.mark.parametrize("kind", [RSS, ATOM])
def test_entities_neither_swell_nor_read_files(kind):
    start, _, rest = kind.partition("?>")
    feed = start + "?>" + LAUGHS + rest.replace("<title>", "<title>&a11;&x;", 2)
    for entry in read(feed):
        assert "haha" not in entry.title
        assert len(entry.title) < 200


def test_bytes_that_are_the_name_of_a_file_are_not_opened(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "<rss>").write_text(RSS)
    assert list(feeds.read(b"<rss>", url=URL)) == []


@given(st.binary(max_size=400))
@settings(max_examples=150)
def test_any_bytes_are_a_feed_or_none(data):
    for start in (b"", b"<rss><item>", b"<feed><entry>", b"<?xml encoding='"):
        with suppress(ValueError):
            for entry in feeds.read(start + data, url=URL):
                assert isinstance(entry.hash, str)


PARTS = st.sampled_from(
    """<rss version="2.0"> <channel> <item> </item> <title> </title> <link> <link href="/a"/>
    <pubDate> <description> </description> <![CDATA[ ]]> &lt;p&gt; &amp; &#0; &#x110000; &nope;
    <!-- --> <entry> </entry> <author> <name> <content type="xhtml"> <div> </div> <guid> <source>
    <updated> 2025-01-06 Mon, 99 Jan 2025 x \ud800 \x00 \x1e \u202e xmlns="x" <a:b> <media:content>
    <enclosure url="x"/> <category term="x"/> <updated>2025-13-45T99:99:99Z</updated> ]]]]><![CDATA[
    <dc:date> <georss:point> <summary type="html"> <xml:base> xml:base="http://[" <link>http://[</link>
    """.split()
)


@given(st.lists(PARTS, max_size=40))
@settings(max_examples=300)
def test_any_mixture_of_a_feeds_parts_is_read(parts):
    data = ("<rss version='2.0'><channel>" + " ".join(parts)).encode("utf-8", "replace")
    with suppress(ValueError):
        for entry in feeds.read(data, url=URL):
            if article := from_entry(entry):
                assert article.text.isprintable() or "\n" in article.text


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "url", "title", "id", "items"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)
NAMES = sorted({*JSON["items"][0], *JSON, "external_url", "content_text", "summary", "author"})


@given(st.lists(st.dictionaries(st.sampled_from(NAMES), VALUES), max_size=4), VALUES, VALUES)
@settings(max_examples=200)
def test_any_json_is_a_feed_or_none(items, title, authors):
    feed = {"title": title, "authors": authors, "items": items}
    for entry in feeds.read(json.dumps(feed).encode(), url=URL):
        assert isinstance(entry.hash, str)
        from_entry(entry)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Plain words.", "Plain words."),
        ("Fish & chips < 5", "Fish & chips < 5"),
        ("One<br>two<br/>three", "One\n\ntwo\n\nthree"),
        ("<p>One\n two</p>\n<p>Three</p>", "One two\n\nThree"),
        ("<p>Caf&eacute; &amp; bar</p>", "Café & bar"),
        ("<div>A<script>alert(1)</script><style>p{}</style> b<!-- no --></div>", "A b"),
        ("<figure><img><figcaption>Photo: X</figcaption></figure><p>Text.</p>", "Text."),
        ("<ul><li>a</li><li>b</li></ul>tail", "a\n\nb\n\ntail"),
        ("<p>Unclosed <b>words", "Unclosed words"),
        ("", ""),
    ],
)
def test_the_text_of_a_feeds_html(html, text):
    assert entries.plain(html) == text


@given(st.text(max_size=200))
def test_any_html_has_a_text_that_can_be_stored(text):
    for html in (text, f"<p>{text}</p><br>", f"&amp;{text}"):
        entries.plain(html).encode()


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Mon, 06 Jan 2025 10:00:00 GMT", "2025-01-06T10:00:00+00:00"),
        ("Mon, 06 Jan 2025 10:00:00 EST", "2025-01-06T10:00:00-05:00"),
        ("06 Jan 2025 10:00 +0100", "2025-01-06T10:00:00+01:00"),
        ("2025-01-06", "2025-01-06"),
        ("2025-01-06T10:00:00Z", "2025-01-06T10:00:00+00:00"),
        ("Mon, 06 Jan 9999 10:00:00 GMT", ""),
        ("0001-01-01T00:00:00Z", ""),
        ("yesterday", ""),
        ("", ""),
        (None, ""),
        (5, ""),
        ("1" * 5000, ""),
    ],
)
def test_a_feeds_date(written, iso):
    assert entries.date(written) == iso


def test_a_date_that_only_the_parser_can_read_is_taken_from_it():
    assert entries.date("6 janvier", (2025, 1, 6, 10, 0, 0, 0, 0, 0)) == "2025-01-06T10:00:00+00:00"
    assert entries.date("6 janvier", (2025, 13, 6, 10, 0, 0, 0, 0, 0)) == ""


@given(st.text(max_size=60))
def test_any_date_is_iso_or_none(text):
    for written in (text, f"Mon, 06 Jan 2025 {text}", f"2025-01-06{text}"):
        assert entries.date(written)[:1] in ("", "1", "2")
