"""Markdown: front matter where there is some, else headline and byline as in plain text."""

import pytest

from ingest.parse import markdown

P = "The council voted on Tuesday to close the swimming pool on Mill Lane for a year."


def only(written, **options):
    (article,) = markdown.parse(written, **options)
    return article


def test_front_matter_says_what_the_article_is():
    article = only(
        "---\ntitle: Pool to close\nsource: Mill Gazette\nauthors: [Ann Lee, Tom Ray]\n"
        "date: 2025-01-05\nurl: https://gazette.example/pool?utm_source=x\nmood: grim\n---\n\n"
        f"# Pool to close\n\n{P}\n"
    )
    assert (article.title, article.text, article.source) == ("Pool to close", P, "Mill Gazette")
    assert article.authors == ("Ann Lee", "Tom Ray")
    assert (article.published_at, article.dated_by) == ("2025-01-05", "metadata")
    assert article.url == "https://gazette.example/pool?utm_source=x"


def test_without_front_matter_heading_and_byline_are_read():
    article = only(f"# Pool to close\n\n*By Ann Lee, Mill Gazette, 5 January 2025*\n\n{P}\n")
    assert (article.title, article.source, article.text) == ("Pool to close", "Mill Gazette", P)
    assert (article.authors, article.published_at) == (("Ann Lee",), "2025-01-05")


def test_marks_links_and_images_leave_plain_words():
    written = (
        "# Pool\n\nThe *council* voted **on [Tuesday](https://x.example)** `at` noon "
        "to close <b>it</b>.\n"
        "![A pool](pool.jpg)\n\n## Why\n\n- the *roof*\n- the money, says Ann\n\n> “Quite.”\n"
    )
    assert only(written).text == (
        "The council voted on Tuesday at noon to close it.\n\n"
        "Why\n\n• the roof\n\n• the money, says Ann\n\n“Quite.”"
    )


@pytest.mark.parametrize(
    "top",
    [
        "---\ntitle: [unclosed\n---\n\n",
        "---\njust a line\n---\n\n",
        "---\n\n",
        "---\ndate: 2025-02-30\n---\n\n",
        "---\nauthors: {a: 1}\n---\n\n",
        "---\ntitle: 2025\nauthor: 7\n---\n\n",
    ],
)
def test_front_matter_that_is_none_loses_no_article(top):
    assert P in only(f"{top}{P}\n").text


@pytest.mark.parametrize("written", ["", "---\ntitle: Pool\n---\n", "# Pool\n", "![](a.jpg)\n"])
def test_without_a_text_there_is_no_article(written):
    assert markdown.parse(written) == []


def test_html_in_markdown_is_not_taken_for_text():
    assert only(f"# Pool\n\n{P}\n\n<script>alert(1)</script>\n").text == P


Q = "The ferry to Saltmarsh will sail again in spring, after the new pier has been inspected."
POOL = (
    f"{P} {P} It reopens when the roof has been made anew, which costs two million, said the mayor."
)
FERRY = f"{Q} {Q} Tickets cost four euros, and nobody pays for children under six, said the line."


def test_a_digest_is_divided_at_the_headings_of_its_articles():
    pool, ferry = markdown.parse(
        f"# Pool to close\n\n*By Ann Lee, 5 January 2025*\n\n{POOL}\n\n## Why now\n\n{P}\n\n"
        f"# Ferry sails again\n\n*By Tom Ray, 6 January 2025*\n\n{FERRY}\n"
    )
    assert (pool.title, pool.authors, pool.published_at) == (
        "Pool to close", ("Ann Lee",), "2025-01-05",
    )  # fmt: skip
    assert (ferry.title, ferry.authors, ferry.text) == ("Ferry sails again", ("Tom Ray",), FERRY)
    assert pool.text == f"{POOL}\n\nWhy now\n\n{P}"


def test_what_stands_above_a_digest_dates_its_articles():
    written = (
        "# The Valley Gazette: weekly digest\n\n3 February 2025\n\n"
        f"## Council closes the swimming pool for good\n\n{POOL}\n\n"
        f"## Ferry to Saltmarsh sails again in spring\n\n{FERRY}\n\n## Read more\n\n- Dam holds\n"
    )
    pool, ferry = markdown.parse(written)
    assert [one.title for one in (pool, ferry)] == [
        "Council closes the swimming pool for good",
        "Ferry to Saltmarsh sails again in spring",
    ]
    assert {one.published_at for one in (pool, ferry)} == {"2025-02-03"}
    assert ferry.text == FERRY


def test_a_digest_is_divided_at_rules():
    pool, ferry = markdown.parse(
        f"**Pool to close**\n\nMill Gazette, 5 January 2025\n\n{POOL}\n\n---\n\n"
        f"**Ferry sails again**\n\nMill Gazette, 6 January 2025\n\n{FERRY}\n"
    )
    assert (pool.title, pool.source, pool.text) == ("Pool to close", "Mill Gazette", POOL)
    assert (ferry.title, ferry.published_at, ferry.text) == (
        "Ferry sails again", "2025-01-06", FERRY,
    )  # fmt: skip


@pytest.mark.parametrize("top", ["# Pool to close\n\n*By Ann Lee*\n\n", "---\ntitle: Pool\n---\n"])
@pytest.mark.parametrize("between", ["## What it costs", "---\n\n## What it costs", "---"])
def test_headings_and_rules_within_an_article_divide_nothing(top, between):
    article = only(f"{top}{POOL}\n\n## How it came\n\n{POOL}\n\n{between}\n\n{POOL} {P}\n")
    assert article.text.count("The council voted") == 7


def test_a_clipper_s_front_matter_is_read():
    article = only(
        '---\nTitle: "Pool to close"\nsource: "https://gazette.example/pool"\nauthor:\n'
        '  - "[[Ann Lee]]"\n  - "[[people/Tom Ray|Tom Ray]]"\npublished: 2025-01-05\n'
        f"created: 2025-02-01\nlastmod: 2025-01-07\nsite: Mill Gazette\n---\n{P}\n"
    )
    assert (article.title, article.authors) == ("Pool to close", ("Ann Lee", "Tom Ray"))
    assert (article.published_at, article.updated_at) == ("2025-01-05", "2025-01-07")
    assert (article.source, article.url) == ("Mill Gazette", "https://gazette.example/pool")


def test_authors_in_one_line_of_front_matter_are_told_apart():
    assert only(f"---\nauthor: By Ann Lee and Tom Ray\n---\n{P}").authors == ("Ann Lee", "Tom Ray")


def test_what_stands_above_the_first_heading_is_the_page_s_top():
    article = only(
        f"[Mill Gazette](https://gazette.example)\n\n# Pool to close\n\nBy Ann Lee\n\n{P}"
    )
    assert (article.title, article.source, article.text) == ("Pool to close", "Mill Gazette", P)


def test_the_items_of_a_digest_are_articles_however_short():
    ferry = "The night ferry from Harbour Point will stop sailing in October."
    items = f"## Pool to close\n\n{P}\n\n## Ferry to stop\n\n{ferry}\n"
    written = f"# Gazette Digest\n\n5 January 2025\n\n{items}"
    found = markdown.parse(written)
    assert [(one.title, one.text) for one in found] == [
        ("Pool to close", P),
        ("Ferry to stop", ferry),
    ]
    assert {(one.source, one.published_at) for one in found} == {("Gazette", "2025-01-05")}
    (article,) = markdown.parse(written.replace("Gazette Digest", "Winter in the valley"))
    assert article.title == "Winter in the valley"
