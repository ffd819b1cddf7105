"""Sitemaps: the pages they name, newest first, whatever else they hold."""

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_feeds import LAUGHS

from ingest.sources import feeds, sitemaps
from ingest.sources.entries import Entry

URL = "https://ledger.example/sitemap.xml"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<urlset {SPACE} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url>
<loc> https://ledger.example/ferry?a=1&amp;b=2 </loc>
<image:image><image:loc>https://img.example/1.jpg</image:loc><image:title>No</image:title></image:image>
<news:news><news:publication><news:name>Harbour Ledger</news:name>
<news:language>en</news:language></news:publication>
<news:publication_date>2025-01-06T10:00:00+01:00</news:publication_date>
<news:title>Ferry &amp; dam</news:title></news:news></url></urlset>"""


def urlset(*pages):
    inner = "".join(
        f"<url><loc>{loc}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
        for loc, day in pages
    )
    return f"<urlset {SPACE}>{inner}</urlset>"


def read(sitemap):
    data = sitemap if isinstance(sitemap, bytes) else sitemap.encode()
    assert sitemaps.is_sitemap(data)
    return sitemaps.read(data, url=URL)


def test_a_news_sitemap_says_what_its_stories_are():
    assert read(NEWS).pages == (
        Entry(
            url="https://ledger.example/ferry?a=1&b=2",
            title="Ferry & dam",
            published_at="2025-01-06T10:00:00+01:00",
            source="Harbour Ledger",
            language="en",
        ),
    )


def test_the_newest_come_first_and_those_without_a_date_last():
    pages = [("/a", ""), ("/b", "2025-01-01"), ("/c", "2025-02-01T10:00:00Z"), ("/d", "nonsense")]
    found = read(urlset(*pages)).pages
    assert [one.url[-2:] for one in found] == ["/c", "/b", "/a", "/d"]
    assert found[0].updated_at == "2025-02-01T10:00:00+00:00"


def test_an_index_names_sitemaps():
    index = (
        f"<sitemapindex {SPACE}><sitemap><loc>/old.xml</loc><lastmod>2024-01-01</lastmod></sitemap>"
        "<sitemap><loc>/new.xml.gz</loc><lastmod>2025-01-01</lastmod></sitemap></sitemapindex>"
    )
    found = read(index)
    assert found.pages == ()
    assert found.sitemaps == tuple(
        f"https://ledger.example/{name}" for name in ("new.xml.gz", "old.xml")
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</urlset>", ""),
        ("</url></urlset>", ""),
        (SPACE, ""),
        ('xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"', ""),
        ('xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"', ""),
        ("&amp; dam", "& dam"),
        ("b=2", "b=2 &nbsp;"),
        ('<?xml version="1.0" encoding="UTF-8"?>', "\n"),
        ("<urlset", "<!DOCTYPE urlset SYSTEM 'http://nowhere.example/x.dtd'><urlset"),
    ],
)
def test_broken_xml_is_read_as_far_as_it_goes(old, new):
    assert old in NEWS
    (page,) = read(NEWS.replace(old, new)).pages
    assert page.url.startswith("https://ledger.example/ferry?a=1&b=2")
    assert page.title[:5] == "Ferry"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_obstacle(encoding):
    sitemap = NEWS.replace("UTF-8", encoding.removesuffix("-sig")).encode(encoding)
    assert read(sitemap).pages[0].title == "Ferry & dam"


@pytest.mark.parametrize("loc", ["javascript:alert(1)", "file:///etc/passwd", "", "http://[", " "])
def test_what_is_no_web_address_is_left_out(loc):
    found = read(urlset((loc, ""), ("/a", "")))
    assert [one.url for one in found.pages] == ["https://ledger.example/a"]


@pytest.mark.parametrize("sitemap", [b"<urlset", b"<urlset></urlset>", b"", b"\xff\xfe<", b"<a>"])
def test_a_sitemap_that_names_nothing_says_so(sitemap):
    with pytest.raises(ValueError, match="names no page"):
        sitemaps.read(sitemap, url=URL)


@pytest.mark.parametrize("page", ["", "<html><urlset></html>", "<rss>", "{}", "urlset"])
def test_what_is_no_sitemap_is_not_taken_for_one(page):
    assert not sitemaps.is_sitemap(page.encode())
    assert not feeds.is_feed(NEWS.encode())


def test_a_large_sitemap_is_bounded_in_number_and_time():
    started = time.monotonic()
    assert len(read(urlset(*((f"/{n}", "2025-01-01") for n in range(70_000)))).pages) == 50_000
    assert time.monotonic() - started < 60  # 4 s where nothing else runs


def test_entities_neither_swell_nor_read_files():
    hostile = LAUGHS + urlset(("/a&a11;", ""), ("/&x;b", ""), ("/c", ""))
    try:
        found = read(hostile.replace("DOCTYPE rss", "DOCTYPE urlset"))
    except ValueError:
        return
    assert all(len(one.url) < 100 for one in found.pages)


def test_a_file_is_not_read_into_a_sitemap(tmp_path):
    (tmp_path / "secret").write_text("secret")
    for entity in ("x SYSTEM", "x PUBLIC 'y'"):
        doctype = f"<!DOCTYPE urlset [<!ENTITY {entity} 'file://{tmp_path}/secret'>]>"
        found = read(doctype + urlset(("/a&x;", ""), ("/b", "")))
        assert "secret" not in str(found)
        assert found.pages[-1].url == "https://ledger.example/b"


@pytest.mark.parametrize(
    "hostile",
    [
        "<urlset>" + "<url>" * 300_000,
        "<urlset>" + "<" * 3_000_000,
        "<urlset><url>" + "<loc>x</loc>" * 300_000 + "</url>",
        "<urlset" + " xmlns:a='b'" * 200_000 + ">",
        "<urlset><url><loc>" + "a" * 5_000_000,
        "<urlset>" + "<!--" * 500_000,
    ],
)
def test_no_sitemap_takes_for_ever(hostile):
    started = time.process_time()
    with suppress(ValueError):
        sitemaps.read(hostile.encode(), url=URL)
    assert time.process_time() - started < 10


@given(st.binary(max_size=300))
def test_any_bytes_are_a_sitemap_or_none(data):
    for start in (b"", b"<urlset><url><loc>/a</loc>", b"<sitemapindex><sitemap><loc>"):
        with suppress(ValueError):
            sitemaps.read(start + data, url=URL)


PARTS = st.sampled_from(
    """<url> </url> <loc> </loc> <sitemap> </sitemap> <lastmod> 2025-01-01 </lastmod> /a http://[
    &amp; &#0; &nope; <![CDATA[ ]]> <!-- --> <news:news> <news:title> </news:title> <?x ?> <x:y:z>
    \x00 x
    <image:loc> <news:publication_date> 9999-99-99 Mon, \ud800 xmlns="x"
    <loc xmlns="urn:y">""".split()
)


@given(st.lists(PARTS, max_size=40))
@settings(max_examples=300)
def test_any_mixture_of_a_sitemaps_parts_is_read(parts):
    data = ("<urlset>" + " ".join(parts)).encode("utf-8", "replace")
    with suppress(ValueError):
        for page in sitemaps.read(data, url=URL).pages:
            assert page.url.startswith("http")
