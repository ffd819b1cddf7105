"""JSON documents in the shapes that dumps, feeds and content systems give them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.article import Article
from ingest.errors import SourceError
from ingest.parse.json import parse

POOL = "The pool on Mill Lane closes for a year. It has leaked since May."
FERRY = "The night ferry is cancelled until March. The port gave no reason."


def read(document):
    """(articles, reasons) of a JSON document."""
    found = list(parse(json.dumps(document).encode(), uri="a.json"))
    articles = [one for one in found if isinstance(one, Article)]
    return articles, [(one.source, one.reason) for one in found if isinstance(one, SourceError)]


@pytest.mark.parametrize(
    "document",
    [
        [{"title": "A", "text": POOL}, {"title": "B", "body": FERRY}],
        {"articles": [{"title": "A", "text": POOL}, {"title": "B", "content": FERRY}], "total": 2},
        {"response": {"docs": [{"text": POOL}, {"text": FERRY}], "facets": [{"name": "x"}]}},
        {"17": {"title": "A", "text": POOL}, "18": {"title": "B", "text": FERRY}},
        {"hits": {"hits": [{"_id": 1, "_source": {"text": POOL}}, {"_source": {"text": FERRY}}]}},
        [[{"articleBody": POOL}, {"articleBody": FERRY}]],
        {"@graph": [{"@type": "WebSite", "name": "x"}, {"articleBody": POOL}, {"text": FERRY}]},
    ],
)
def test_the_articles_are_found_wherever_their_list_stands(document):
    articles, _ = read(document)
    assert [one.text for one in articles] == [POOL, FERRY]


def test_one_object_is_one_article_and_its_comments_are_none():
    articles, reasons = read(
        {"title": "A", "text": POOL, "comments": [{"text": "First!"}, {"text": "Second!"}]}
    )
    assert ([one.text for one in articles], reasons) == ([POOL], [])


def test_members_without_text_are_named_and_the_others_read():
    articles, reasons = read([{"text": POOL}, {"title": "B"}, 7])
    assert [one.text for one in articles] == [POOL]
    assert reasons == [
        ("a.json:2", "has no text (keys `text` or `body`)"),
        ("a.json:3", "is a JSON int, not an article"),
    ]


def test_a_json_feed():
    articles, reasons = read(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Mill Gazette",
            "items": [
                {
                    "id": "https://gazette.example/pool",
                    "title": "Pool &amp; bath to close",
                    "content_html": "<p>The pool on Mill Lane closes.</p><p>It leaks.</p>",
                    "date_published": "2025-01-05T08:00:00+01:00",
                    "date_modified": "2025-01-06T08:00:00+01:00",
                    "authors": [{"name": "Ann Lee"}, {"name": "Tom Ray"}],
                    "language": "en-GB",
                },
                {"id": "2", "url": "https://gazette.example/ferry", "content_text": FERRY},
                {"id": "3", "summary": "Only a teaser of the article."},
            ],
        }
    )
    pool, ferry = articles
    assert pool.text == "The pool on Mill Lane closes.\n\nIt leaks."
    assert (pool.title, pool.url) == ("Pool & bath to close", "https://gazette.example/pool")
    assert (pool.source, pool.authors) == ("Mill Gazette", ("Ann Lee", "Tom Ray"))
    assert (pool.published_at, pool.dated_by) == ("2025-01-05T08:00:00+01:00", "metadata")
    assert (pool.updated_at, pool.language) == ("2025-01-06T08:00:00+01:00", "en")
    assert (ferry.text, ferry.url) == (FERRY, "https://gazette.example/ferry")
    assert ferry.id != "2"
    assert reasons == [("a.json:3", "has no text (keys `text` or `body`)")]


def test_html_that_no_article_has_is_refused_at_its_place():
    articles, reasons = read([{"text": "<p>" + "a" * 5_000_000}, {"text": POOL}])
    assert [one.text for one in articles] == [POOL]
    assert reasons == [("a.json:1", "holds HTML of 5 MB, which no article has")]


def test_schema_orgs_news_article():
    ((article,), _) = read(
        {
            "@context": "https://schema.org",
            "@type": "OpinionNewsArticle",
            "headline": "Pool to close",
            "articleBody": POOL,
            "datePublished": "2025-01-05",
            "dateModified": "2025-01-07",
            "author": [{"@type": "Person", "name": "By Ann Lee", "url": "https://g.example/ann"}],
            "publisher": {"@type": "Organization", "name": "Mill Gazette"},
            "articleSection": ["Local", "Sport"],
            "mainEntityOfPage": {"@type": "WebPage", "@id": "https://gazette.example/pool"},
            "inLanguage": "en",
        }
    )
    assert (article.title, article.text, article.source) == ("Pool to close", POOL, "Mill Gazette")
    assert (article.published_at, article.updated_at) == ("2025-01-05", "2025-01-07")
    assert (article.authors, article.section, article.kind) == (("Ann Lee",), "Local", "opinion")
    assert (article.url, article.language) == ("https://gazette.example/pool", "en")


def test_a_wordpress_post():
    ((article,), _) = read(
        {
            "id": 41,
            "date": "2025-01-05T09:00:00",
            "date_gmt": "2025-01-05T08:00:00",
            "modified_gmt": "2025-01-05T10:00:00",
            "link": "https://gazette.example/?p=41",
            "type": "post",
            "title": {"rendered": "The pool&#8217;s year"},
            "content": {"rendered": f"<p>{POOL}</p>\n<h2>What now</h2><p>{FERRY}</p>"},
            "excerpt": {"rendered": "<p>A teaser</p>"},
            "author": 3,
            "categories": [1, 2],
        }
    )
    assert (article.id, article.title) == ("41", "The pool’s year")
    assert article.text == f"{POOL}\n\nWhat now\n\n{FERRY}"
    assert (article.published_at, article.authors) == ("2025-01-05T08:00:00+00:00", ())
    assert (article.section, article.kind) == ("", "")


def test_an_outlet_may_be_an_object_and_a_wrapper_is_none():
    ((article,), _) = read([{"source": {"id": None, "name": "Mill Gazette"}, "content": POOL}])
    assert article.source == "Mill Gazette"
    ((article,), _) = read([{"_id": "7", "_source": {"title": "Pool to close", "text": POOL}}])
    assert (article.source, article.title) == ("", "Pool to close")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{}", "holds no article"),
        (b"[]", "holds no article"),
        (b'{"items": []}', "holds no article"),
        (b"7", "holds no article"),
        (b'{"a": ', "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b'[{"text": "A."}, {"text": 1e999}]x', "is not JSON"),
    ],
)
def test_a_document_without_an_article_says_so(data, said):
    with pytest.raises(SourceError) as caught:
        list(parse(data, uri="a.json"))
    assert caught.value.reason.startswith(said)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ("text", "title", "content", "rendered", "date", "author", "items", "id")
            )
            | st.text(max_size=5),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(VALUES)
def test_any_document_is_read_or_refused(document):
    try:
        found, _ = read(document)
    except SourceError:
        return
    assert all(one.text.strip() and one.title and one.id for one in found)
