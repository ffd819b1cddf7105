"""What pages say of their articles outside of the text, and what of it is believed."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from ingest.parse.web import html

TEXT = (
    "<p>The council voted on Tuesday to close the swimming pool on Mill Lane for a year while its "
    "roof is replaced at a cost of two million pounds.</p><p>Residents had asked for a temporary "
    "pool in the park. The mayor said that there was no money for one before the summer.</p>"
)


def article(head="", *, url="", body=""):
    page = f"<html><head>{head}</head><body>{body}<article>{TEXT}</article></body></html>"
    (found,) = html.parse(page.encode(), url=url)
    return found


def script(value):
    said = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{said}</script>'


STORY = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Pool to close",
    "datePublished": "2025-01-05T08:00:00Z",
    "dateModified": "2025-01-09T09:00:00Z",
    "author": [{"@type": "Person", "name": "Ann Lee"}],
    "publisher": {"@type": "Organization", "name": "Mill Gazette"},
    "articleSection": "Local",
    "inLanguage": "en-GB",
}


@pytest.mark.parametrize(
    "said",
    [
        STORY,
        [{"@type": "WebSite", "name": "Elsewhere"}, STORY],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, STORY]},
        {**STORY, "@type": ["Article", "http://schema.org/NewsArticle"]},
        {"@type": "WebPage", "mainEntity": STORY},
        {
            "@graph": [
                {**STORY, "author": {"@id": "#ann"}, "publisher": {"@id": "#gazette"}},
                {"@id": "#ann", "@type": "Person", "name": "Ann Lee"},
                {"@id": "#gazette", "@type": "Organization", "name": "Mill Gazette"},
            ]
        },
        {
            **STORY,
            "isPartOf": {
                "@type": "NewsArticle",
                "headline": "Other",
                "datePublished": "2020-01-01",
            },
        },
        f"<!-- {json.dumps(STORY)} -->",
        f"//<![CDATA[\n{json.dumps(STORY)}\n//]]>",
        json.dumps(STORY).replace("}]", "},]").replace('"en-GB"', '"en-GB",'),
        json.dumps(STORY) + json.dumps({"@type": "BreadcrumbList"}),
        json.dumps(STORY) + '{"@type": "Broken',
        json.dumps(STORY).replace("Pool to close", "Pool to \n close"),
    ],
)
def test_json_ld_is_read_in_every_shape_it_comes_in(said):
    found = article(script("{not json") + script(said))
    assert (found.title, found.source, found.authors) == (
        *("Pool to close", "Mill Gazette"),
        ("Ann Lee",),
    )
    assert found.published_at == "2025-01-05T08:00:00+00:00"
    assert found.updated_at == "2025-01-09T09:00:00+00:00"
    assert (found.dated_by, found.section, found.kind) == ("metadata", "Local", "news")


def test_other_articles_on_the_page_are_not_this_one():
    listed = {"@type": "NewsArticle", "headline": "Other", "datePublished": "2020-01-01"}
    lists = {"@type": "ItemList", "itemListElement": [listed] * 3}
    assert article(script(lists) + script(STORY)).title == "Pool to close"
    assert article(script(lists)).published_at == ""


@pytest.mark.parametrize(
    ("names", "date"),
    [
        (
            ("og:title", "og:site_name", "article:author", "article:section"),
            "article:published_time",
        ),
        (("twitter:title", "application-name", "author", "section"), "date"),
        (("DC.title", "DC.publisher", "DC.creator", "article:section"), "DC.date.issued"),
        (
            ("parsely-title", "og:site_name", "parsely-author", "parsely-section"),
            "parsely-pub-date",
        ),
        (("sailthru.title", "og:site_name", "sailthru.author", "section"), "sailthru.date"),
        (
            ("citation_title", "citation_journal_title", "citation_author", "section"),
            "citation_publication_date",
        ),
    ],
)
@pytest.mark.parametrize("key", ["name", "property"])
def test_meta_tags_of_every_house_are_read(names, date, key):
    values = ("Pool &amp; park", "Mill Gazette", "Ann Lee", "Local")
    pairs = [*zip(names, values, strict=True), (date, "2025/01/05")]
    found = article("".join(f'<meta {key}="{name}" content="{value}">' for name, value in pairs))
    assert (found.title, found.source, found.authors, found.section) == (
        *("Pool & park", "Mill Gazette"),
        ("Ann Lee",),
        "Local",
    )
    assert (found.published_at, found.dated_by) == ("2025-01-05", "metadata")


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        (["By Ann Lee"], ("Ann Lee",)),
        (["Ann Lee and Bob Ray"], ("Ann Lee", "Bob Ray")),
        (["Ann Lee, Bob Ray & Cid Fox"], ("Ann Lee", "Bob Ray", "Cid Fox")),
        (["Ann Lee", "ann lee", "Bob Ray"], ("Ann Lee", "Bob Ray")),
        (["Ann Lee, Staff Writer"], ("Ann Lee",)),
        (["Ann Lee, Mill Gazette"], ("Ann Lee",)),
        (["Lee, Ann"], ("Ann Lee",)),
        (["Von Klaus Meier"], ("Klaus Meier",)),
        (["José Ortega y Gasset"], ("José Ortega y Gasset",)),
        (["Ana Lago y Luis Paz"], ("Ana Lago", "Luis Paz")),
        (["Eyal Press"], ("Eyal Press",)),
        (["https://gazette.example/people/ann"], ()),
        (["Mill Gazette"], ()),
        (["The Mill Gazette"], ()),
        (["Staff Writer"], ()),
        (["admin"], ()),
        (["AFP"], ()),
        (["ann@gazette.example"], ()),
        (["News Desk"], ()),
        (["@annlee"], ()),
    ],
)
def test_authors_are_people(said, authors):
    head = '<meta property="og:site_name" content="Mill Gazette">'
    as_tags = "".join(f'<meta name="author" content="{one}">' for one in said)
    assert article(head + as_tags).authors == authors
    assert article(head + script({"@type": "Article", "author": said})).authors == authors


def test_an_author_that_is_an_organization_is_none():
    body = {"@type": "Organization", "name": "Harbour Agency of Records"}
    assert article(script({**STORY, "author": body})).authors == ()


def test_an_author_stands_on_the_page_where_no_metadata_names_one():
    mark = '<a rel="author" href="/ann">Ann Lee</a>'
    assert article(body=f"<h1>Pool to close</h1><div>{mark}</div>").authors == ("Ann Lee",)


@pytest.mark.parametrize(
    ("stated", "url", "address"),
    [
        ("https://gazette.example/pool", "", "https://gazette.example/pool"),
        ("/pool", "https://gazette.example/x?utm_source=a", "https://gazette.example/pool"),
        ("https://www.gazette.example/pool", "https://m.gazette.example/p", None),
        (
            "https://gazette.example/",
            "https://gazette.example/pool",
            "https://gazette.example/pool",
        ),
        ("https://gazette.example/index.html", "", ""),
        ("https://gazette.example/?p=12", "", "https://gazette.example/?p=12"),
        (
            "https://thief.example.net/pool",
            "https://gazette.example/p",
            "https://gazette.example/p",
        ),
        ("https://b.co.uk/pool", "https://a.co.uk/p", "https://a.co.uk/p"),
        ("https://9.9.0.1/pool", "https://8.8.0.1/p", "https://8.8.0.1/p"),
        ("http://localhost/pool", "", ""),
        ("javascript:void(0)", "https://gazette.example/p", "https://gazette.example/p"),
        ("http://[broken/", "https://gazette.example/p", "https://gazette.example/p"),
        ("", "", ""),
    ],
)
def test_a_page_is_believed_to_be_elsewhere_on_its_own_site_alone(stated, url, address):
    expected = stated if address is None else address
    assert article(f'<link rel="canonical" href="{stated}">', url=url).url == expected
    assert article(f'<meta property="og:url" content="{stated}">', url=url).url == expected


def test_a_home_page_as_canonical_gives_way_to_what_else_is_stated():
    head = '<link rel="canonical" href="https://gazette.example/">'
    head += '<meta property="og:url" content="https://gazette.example/pool">'
    assert article(head).url == "https://gazette.example/pool"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (script({**STORY, "@type": "OpinionNewsArticle"}), "opinion"),
        (script({**STORY, "articleSection": "Opinion"}), "opinion"),
        ('<meta property="article:section" content="Commentary">', "opinion"),
        ('<link rel="canonical" href="https://gazette.example/opinion/pool">', "opinion"),
        (script({**STORY, "articleSection": ["Local", "Meinung"]}), "opinion"),
        (script({**STORY, "@type": "LiveBlogPosting"}), "live blog"),
        (script({**STORY, "genre": "Press Release"}), "press release"),
        ('<link rel="canonical" href="https://a.example/press-releases/pool">', "press release"),
        ("<title>Press release: pool to close</title>", "press release"),
        (script({**STORY, "@type": "ReportageNewsArticle"}), "news"),
        (script({**STORY, "@type": "Article"}), ""),
        ("", ""),
    ],
)
def test_the_kind_is_what_the_page_says(head, kind):
    assert article(head).kind == kind


def test_the_section_may_stand_in_the_breadcrumbs():
    crumbs = [
        {"@type": "ListItem", "position": 1, "name": "Home"},
        {"@type": "ListItem", "position": 2, "item": {"@id": "/local", "name": "Local"}},
        {"@type": "ListItem", "position": 3, "name": "Pool to close"},
    ]
    trail = {"@type": "BreadcrumbList", "itemListElement": crumbs}
    story = {key: value for key, value in STORY.items() if key != "articleSection"}
    assert article(script(story) + script(trail)).section == "Local"


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (script({**STORY, "datePublished": "2025"}), "", ("2025", "metadata")),
        (script({**STORY, "datePublished": "2025-01"}), "", ("2025-01", "metadata")),
        (script({**STORY, "datePublished": "1970-01-01T00:00:00Z"}), "", ("", "")),
        ("", "<time datetime='2025-01-05'>Sunday</time>", ("2025-01-05", "metadata")),
        ("", "<aside><time datetime='2025-01-05'>Sunday</time></aside>", ("", "")),
        ("", "<p>By Ann Lee, 5 January 2025</p>", ("2025-01-05", "text")),
        ("", "<p>5/1/2025</p>", ("2025", "text")),
        ("<meta name=language content=en-US>", "<p>5/1/2025</p>", ("2025-05-01", "text")),
        ("", "<p>Yesterday</p>", ("", "")),
        (
            '<link rel=canonical href="https://a.example/2025/01/05/pool">',
            "",
            ("2025-01-05", "address"),
        ),
        ('<link rel=canonical href="https://a.example/2025/01/pool">', "", ("2025-01", "address")),
        ('<meta property="article:modified_time" content="2025-01-05">', "", ("", "")),
        ("", "", ("", "")),
    ],
)
def test_a_date_says_how_it_was_found(head, body, expected):
    found = article(head, body=f"<h1>Pool to close</h1>{body}")
    assert (found.published_at, found.dated_by) == expected


def test_a_date_ahead_of_now_is_no_publication():
    late = (datetime.now(UTC) + timedelta(days=9)).isoformat()
    found = article(script({**STORY, "datePublished": late, "dateModified": late}))
    assert (found.published_at, found.dated_by, found.updated_at) == ("", "", "")
    assert article(script({**STORY, "dateModified": late})).updated_at == ""
    shown = f"<h1>Pool to close</h1><p>By Ann Lee, {late[:10]}</p>"
    assert article(body=shown).published_at == ""


def test_an_update_is_told_apart_from_the_publication():
    same = {**STORY, "dateModified": STORY["datePublished"]}
    assert article(script(same)).updated_at == ""
    times = "<time datetime='2025-01-05'></time><time class=updated datetime='2025-01-07'></time>"
    found = article(body=times)
    assert (found.published_at, found.updated_at) == ("2025-01-05", "2025-01-07")


def test_a_title_is_whole_and_without_its_outlet():
    site = '<meta property="og:site_name" content="Mill Gazette">'
    for title in ("Pool to close | Mill Gazette", "Mill Gazette - Pool to close"):
        head = f'{site}<meta property="og:title" content="{title}">'
        assert article(head).title == "Pool to close"
    cut = '<meta property="og:title" content="Pool to close for…">'
    assert (
        article(cut, body="<h1>Pool to close for a year</h1>").title == "Pool to close for a year"
    )


def test_a_declared_language_counts_where_the_text_is_too_short_to_tell():
    page = "<html lang=de-AT><title>Rat</title><body><article><p>Er sagt: nein.</p></article>"
    (found,) = html.parse(page.encode())
    assert found.language == "de"
    assert article("<meta name=language content=de>").language == ""


values = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=8),
    lambda inner: (
        some.lists(inner, max_size=4)
        | some.dictionaries(
            some.sampled_from([*STORY, "@graph", "@id", "name", "articleBody", "liveBlogUpdate"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(values)
def test_whatever_json_ld_holds_the_page_is_read(value):
    assert article(script(json.dumps(value).replace("</", "<\\/"))).text
    said = {"@type": "NewsArticle", **dict.fromkeys(STORY.keys() - {"@type"}, value)}
    assert article(script(json.dumps(said).replace("</", "<\\/"))).text
