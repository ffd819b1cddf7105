"""XML: saved feeds, news formats, anything built like an article, and what is hostile."""

import contextlib
import time

import pytest

from ingest.article import Article
from ingest.errors import SourceError
from ingest.parse.xml import feed_date, parse, tree

POOL = "The pool on Mill Lane closes for a year, the council said on Monday."
LEAK = "It has leaked since the spring, and nobody has found out where the water goes."
SWIM = "Swimmers are sent to the lake, which is free and cold until the end of June."


def read(document, file_name="a.xml"):
    """(articles, reasons)"""
    data = document if isinstance(document, bytes) else document.encode()
    found = list(parse(data, file_name=file_name, uri="a.xml"))
    articles = [one for one in found if isinstance(one, Article)]
    return articles, [one.reason for one in found if isinstance(one, SourceError)]


RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Mill Gazette</title><link>https://gazette.example/</link><language>en-gb</language>
<item><title>Pool to close &amp; leak</title><link>https://gazette.example/pool</link>
<pubDate>Mon, 06 Jan 2025 08:00:00 +0100</pubDate><dc:creator>Ann Lee</dc:creator>
<category>Local</category><description>A teaser.</description>
<content:encoded><![CDATA[<p>{POOL}</p><p>{LEAK}</p><p>{SWIM}</p>]]></content:encoded></item>
<item><title>Ferry</title><guid>https://gazette.example/ferry</guid>
<author>tom@gazette.example (Tom Ray)</author>
<description>&lt;p&gt;{POOL}&lt;/p&gt;&lt;p&gt;{LEAK}&lt;/p&gt;&lt;p&gt;{SWIM}&lt;/p&gt;</description></item>
<item><title>Short</title><link>https://gazette.example/s</link><description>Teaser.</description></item>
</channel></rss>"""


def test_items_of_a_saved_feed_that_hold_everything_are_articles():
    (pool, ferry), reasons = read(RSS)
    assert pool.text == f"{POOL}\n\n{LEAK}\n\n{SWIM}"
    assert (pool.title, pool.source, pool.authors) == (
        "Pool to close & leak",
        "Mill Gazette",
        ("Ann Lee",),
    )
    assert (pool.published_at, pool.dated_by) == ("2025-01-06T08:00:00+01:00", "feed")
    assert (pool.url, pool.language, pool.section) == (
        "https://gazette.example/pool",
        "en",
        "Local",
    )
    assert (ferry.url, ferry.authors) == ("https://gazette.example/ferry", ("Tom Ray",))
    assert (ferry.text, ferry.published_at, ferry.dated_by) == (pool.text, "", "")
    assert len(reasons) == 1
    assert reasons[0].startswith("1 of 3 items of this feed hold a teaser only")


def short(content, *, description="A teaser."):
    """A feed of one item that holds a sentence or two."""
    return (
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Gazette</title>'
        f"<item><title>Pool to close</title><link>https://gazette.example/pool</link>"
        f"<description>{description}</description>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded></item></channel></rss>"
    )


@pytest.mark.parametrize(
    "content",
    [
        POOL,
        f"<p>{POOL} {LEAK}</p>",
        f"<p>{POOL}</p><p>The post Pool to close appeared first on Gazette.</p>",
    ],
)
def test_an_item_is_whole_where_all_of_it_should_stand_however_short(content):
    (article,), reasons = read(short(content))
    assert article.text.startswith(POOL)
    assert (article.title, article.source, reasons) == ("Pool to close", "Gazette", [])


@pytest.mark.parametrize(
    "content",
    [
        "<p>The pool on Mill Lane closes for a year, the council said …</p>",
        "<p>The pool on Mill Lane closes for a year, the council said [...]</p>",
        f"<p>{POOL}</p><p><a href='/pool'>Continue reading →</a></p>",
        f"<p>{POOL}</p><p><a href='/pool'>Lire la suite</a></p>",
        "<p>Pool to close</p>",
        "",
    ],
)
def test_an_item_that_goes_on_elsewhere_is_a_teaser(content):
    articles, reasons = read(short(content, description=POOL))
    assert articles == []
    assert reasons[0].startswith("1 of 1 items of this feed hold a teaser only")


def described(description):
    """A feed of one item without a part that should hold all of it."""
    return (
        f"<rss><channel><title>Gazette</title><item><title>Pool to close</title>"
        f"<description>{description}</description></item></channel></rss>"
    )


def test_an_item_whose_description_is_a_report_of_its_own_is_an_article():
    report = f"{POOL} {LEAK} Children are sent to the lake."
    (article,), reasons = read(described(report))
    assert (article.text, article.source, reasons) == (report, "Gazette", [])


@pytest.mark.parametrize(
    "description",
    [
        f"{POOL} {LEAK}",
        f"{POOL} {LEAK} Children are sent to the lake, which …",
        f"{POOL} {LEAK} Children are sent to the lake",
        f"{POOL} {LEAK} Children are sent to the lake. Read more.",
        f"{POOL} Why? Read on.",
    ],
)
def test_a_description_of_a_sentence_or_two_is_a_teaser(description):
    articles, reasons = read(described(description))
    assert articles == []
    assert reasons[0].startswith("1 of 1 items of this feed hold a teaser only")


def test_an_atom_feed():
    (article,), _ = read(
        f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Blatt</title>
        <entry><title type="html">Bad &amp;amp; See</title>
        <link rel="replies" href="https://blatt.example/kommentare"/>
        <link rel="alternate" href="https://blatt.example/bad"/>
        <author><name>Ann Lee</name><uri>https://blatt.example/ann</uri></author>
        <published>2025-01-06T08:00:00Z</published><updated>2025-01-07T08:00:00Z</updated>
        <category term="Lokales"/>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{POOL}</p><p>{LEAK}</p>
        <p>{SWIM}</p></div></content></entry></feed>"""
    )
    assert (article.title, article.url) == ("Bad & See", "https://blatt.example/bad")
    assert article.text == f"{POOL}\n\n{LEAK}\n\n{SWIM}"
    assert (article.authors, article.section, article.language) == (("Ann Lee",), "Lokales", "de")
    assert article.published_at == "2025-01-06T08:00:00+00:00"
    assert article.updated_at == "2025-01-07T08:00:00+00:00"


NITF = f"""<nitf><head><title>pool-1</title><docdata><date.issue norm="20250106T080000+0100"/>
</docdata><pubdata name="Mill Gazette"/></head><body><body.head><hedline><hl1>Pool to close</hl1>
<hl2>Leak found</hl2></hedline><byline>By <person>Ann Lee</person><byttl>Reporter</byttl></byline>
<dateline><location>MILLTON</location></dateline></body.head><body.content><p>{POOL}</p>
<media><media-caption><p>A caption nobody needs here.</p></media-caption></media><hl2>Why</hl2>
<p>{LEAK} <em>All</em> of it.</p></body.content><body.end><tagline>x</tagline></body.end></body>
</nitf>"""


def test_nitf():
    (article,), _ = read(NITF)
    assert (article.title, article.authors) == ("Pool to close", ("Ann Lee",))
    assert article.text == f"{POOL}\n\nWhy\n\n{LEAK} All of it."
    assert (article.published_at, article.source) == ("2025-01-06T08:00:00+01:00", "Mill Gazette")


def test_newsml_g2_with_several_items():
    item = """<newsItem xml:lang="en-GB"><itemMeta><provider literal="Mill Gazette"/>
    <versionCreated>2025-01-07T08:00:00Z</versionCreated><firstCreated>2025-01-06T08:00:00Z
    </firstCreated></itemMeta><contentMeta>
    <headline>{title}</headline><by>By Ann Lee</by></contentMeta>
    <contentSet><inlineXML contenttype="application/nitf+xml">{inline}</inlineXML></contentSet>
    </newsItem>"""
    html = (
        f"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{SWIM}</p><p>{LEAK}</p></body></html>"
    )
    (pool, lake), _ = read(
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>x</sent></header>'
        f"<itemSet>{item.format(title='Pool to close', inline=NITF)}"
        f"{item.format(title='Lake stays open', inline=html)}</itemSet></newsMessage>"
    )
    assert (pool.title, pool.text) == ("Pool to close", f"{POOL}\n\nWhy\n\n{LEAK} All of it.")
    assert (lake.title, lake.text) == ("Lake stays open", f"{SWIM}\n\n{LEAK}")
    assert (lake.published_at, lake.language) == ("2025-01-06T08:00:00+00:00", "en")
    assert (lake.source, lake.authors) == ("Mill Gazette", ("Ann Lee",))


@pytest.mark.parametrize(
    "document",
    [
        f"<page><title>Pool to close</title><author>Ann Lee</author><date>6 January 2025</date>"
        f"<para>{POOL}</para><para>{LEAK}</para></page>",
        f"<rows><row><title>Pool to close</title><date>2025-01-06</date><author>Ann Lee</author>"
        f"<text>{POOL}\n\n{LEAK}</text></row>"
        f"<row><title>B</title><text>{SWIM} {SWIM}</text></row></rows>",
        f"<article><front><article-title>Pool to close</article-title><pub-date><day>6</day>"
        f"<month>1</month><year>2025</year></pub-date><author><name>Ann Lee</name></author></front>"
        f"<body><sec><p>{POOL}</p></sec><sec><p>{LEAK}</p></sec></body></article>",
        f"<doc><headline>Pool to close</headline><byline>By Ann Lee</byline>"
        f"<published>2025-01-06</published><content>&lt;p&gt;{POOL}&lt;/p&gt;&lt;p&gt;{LEAK}&lt;/p&gt;"
        f"</content></doc>",
    ],
)
def test_any_xml_that_is_built_like_an_article(document):
    article, *_ = read(document)[0]
    assert (article.title, article.text) == ("Pool to close", f"{POOL}\n\n{LEAK}")
    assert (article.published_at, article.authors) == ("2025-01-06", ("Ann Lee",))


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("<config><item>1</item></config>", "is XML (<config>) without an article"),
        ("<rss><channel><title>x</title></channel></rss>", "is a feed without items"),
        ("<a", "is XML (<a>) without an article"),
        ("&lt;", "is no readable XML"),
    ],
)
def test_xml_without_an_article_says_so(document, said):
    with pytest.raises(SourceError) as caught:
        read(document)
    assert caught.value.reason.startswith(said)


def test_broken_xml_is_read_as_far_as_it_goes():
    broken = RSS.replace("&amp; leak", "& leak &nbsp;caf&eacute;").replace("</channel></rss>", "")
    (pool, _), _ = read(broken)
    assert pool.title == "Pool to close & leak café"
    (pool,), _ = read(RSS[: RSS.index("<item><title>Ferry")])
    assert pool.text.endswith(SWIM)


def test_the_declared_encoding_is_heeded():
    document = (
        f"<?xml version='1.0' encoding='iso-8859-2'?><doc><title>Łódź</title><p>{POOL}</p></doc>"
    )
    (article,), _ = read(document.encode("iso-8859-2"))
    assert article.title == "Łódź"
    (article,), _ = read(document.replace("iso-8859-2", "none-such").encode("utf-16"))
    assert article.title == "Łódź"


def test_entities_are_never_expanded_nor_files_read(tmp_path):
    (tmp_path / "secret").write_text("the secret of this machine")
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    started = time.monotonic()
    (article,), _ = read(
        f'<!DOCTYPE doc [<!ENTITY e0 "boo ] > \'">{levels}'
        f"<!ENTITY file SYSTEM 'file://{tmp_path}/secret'>"
        f"<!ENTITY % outer SYSTEM 'http://192.0.2.1/x.dtd'> %outer;]>"
        f"<doc><title>Pool &e11; closes</title><p>{POOL} &file; &amp; so on</p></doc>"
    )
    assert time.monotonic() - started < 2
    assert (article.title, article.text) == ("Pool closes", f"{POOL} & so on")


def test_nothing_that_a_dtd_declares_reaches_the_parser():
    document = "<!DOCTYPE doc [<!ENTITY e \"boo\"><!ATTLIST doc lang CDATA 'de'>]><doc/>"
    root = tree(document.encode(), "a.xml")
    assert root.getroottree().docinfo.internalDTD is None
    assert dict(root.attrib) == {}


@pytest.mark.parametrize(
    "inner", ["<a>", "<p><title>x", "<article><p>", "<![CDATA[", "&", "<p a='"]
)
def test_nesting_without_end_is_no_crash(inner):
    started = time.monotonic()
    with contextlib.suppress(SourceError):
        read("<doc>" + inner * 100_000)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("Mon, 06 Jan 2025 08:00:00 GMT", "2025-01-06T08:00:00+00:00"),
        ("Mon, 06 Jan 2025 08:00:00 -0500", "2025-01-06T08:00:00-05:00"),
        ("2025-01-06T08:00:00Z", "2025-01-06T08:00:00+00:00"),
        ("2025-01-06", "2025-01-06"),
        ("Mon, 99 Jan 2025 08:00:00 GMT", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_dates_of_feeds(written, date):
    assert feed_date(written) == date
