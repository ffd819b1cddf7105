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
