"""Plain text as people paste it: headline, byline, date and outlet found where they stand."""
# ruff: noqa: E501, a case reads best on one line

import time

import pytest

from ingest import clean, stories
from ingest.article import article_id
from ingest.parse import text
from ingest.parse.header import tidy_names
from ingest.split import split

P = (
    "The council voted on Tuesday to close the swimming pool on Mill Lane for a year while its "
    "roof is replaced at a cost of two million pounds."
)
Q = (
    "Residents had asked for a temporary pool in the park. The mayor said that the money for one "
    "could not be found before the summer."
)
BODY = f"{P}\n\n{Q}"


def only(written, **options):
    (article,) = text.parse(written, **options)
    return article


def about(article):
    return article.title, article.source, article.authors, article.published_at


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ("Pool to close", ("", (), "")),
        ("Pool to close\nBy Ann Lee", ("", ("Ann Lee",), "")),
        ("Pool to close\nBy April Jones and Jan van der Berg", ("", ("April Jones", "Jan van der Berg"), "")),
        ("Pool to close\nBy Ann Lee, Gazette, 5 January 2025", ("Gazette", ("Ann Lee",), "2025-01-05")),
        ("Pool to close\nBy Ann Lee | Mill Gazette | January 5, 2025", ("Mill Gazette", ("Ann Lee",), "2025-01-05")),
        ("Pool to close\nBy Ann Lee published 5 January 2025", ("", ("Ann Lee",), "2025-01-05")),
        ("Pool to close\nBY ANN LEE, SENIOR REPORTER", ("", ("Ann Lee",), "")),
        ("Pool to close\nBy our own correspondent", ("", ("our own correspondent",), "")),
        ("Pool to close\nAnn Lee\n5 January 2025, 6.40 am", ("", ("Ann Lee",), "2025-01-05")),
        ("Pool to close\nMill Gazette | 5 January 2025", ("Mill Gazette", (), "2025-01-05")),
        ("Pool to close\nUpdated: 7 January 2025\nPublished: 5 January 2025", ("", (), "2025-01-05")),
        ("Pool to close\nPool to close\nPool to closePool to close\nDate: 2025-01-05", ("", (), "2025-01-05")),
        ("Pool to close\nVon Anna Lehmann\nVeröffentlicht am 5. Januar 2025", ("", ("Anna Lehmann",), "2025-01-05")),
    ],
)  # fmt: skip
def test_what_stands_above_the_text(top, expected):
    article = only(f"{top}\n\n{BODY}")
    assert about(article) == ("Pool to close", *expected)
    assert article.text == BODY
    assert article.dated_by == ("text" if article.published_at else "")


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("By Ann Lee, The Mill Gazette\nPublished: 5 January 2025, 06:40\n\nTags: pool\nAnn Lee:\n\n© 2025 Gazette", ("The Mill Gazette", ("Ann Lee",), "2025-01-05")),
        ("Reporting by Ann Lee for the Mill Gazette.", ("Mill Gazette", ("Ann Lee",), "")),
        ("(Reporting by Ann Lee in Ashford and Tom Ray; Editing by Kim Poe)\n\nOur Standards: the rules.", ("", ("Ann Lee", "Tom Ray"), "")),
        ("Photographs by Tom Ray", ("", (), "")),
        ("First published 5 January 2025\nLast updated 7 January 2025", ("", (), "2025-01-05")),
        ("Support us: we take no advertising.\n12 comments", ("", (), "")),
    ],
)  # fmt: skip
def test_what_stands_below_the_text(end, expected):
    article = only(f"Pool to close\n\n{BODY}\n\n{end}")
    assert about(article) == ("Pool to close", *expected)
    assert article.text == BODY


def test_a_byline_above_wins_over_one_below():
    article = only(f"Pool\nBy Ann Lee\n4 January 2025\n\n{BODY}\n\nBy Tom Ray\n5 January 2025")
    assert about(article) == ("Pool", "", ("Ann Lee",), "2025-01-04")
    assert article.text == BODY


@pytest.mark.parametrize(
    "line",
    [
        "By then it was too late.",
        "By Monday the pool had gone.",
        "By April 2026 the new roof will be up",
        "The pool opened on 5 January 1965.",
        "Kim Poe contributed to this article.",
        "This article was corrected on 6 January 2025 to say that the pool closes for a year.",
        "Millbrook 2 Ashford 1",
        "“We will swim,” she said",
    ],
)
@pytest.mark.parametrize("where", ["{line}\n\n{P}\n\n{Q}", "{P}\n\n{line}\n\n{Q}", "{P}\n\n{Q}\n\n{line}"])  # fmt: skip
def test_a_sentence_is_never_taken_for_a_byline_or_for_furniture(line, where):
    whole = where.format(line=line, P=P, Q=Q)
    assert only(f"Pool to close\n\n{whole}").text == whole


def test_a_date_tag_before_the_first_sentence_is_the_date():
    article = only(f" date 2025-01-24 {BODY}")
    assert (article.published_at, article.text) == ("2025-01-24", BODY)
    assert (
        article.title
        == "The council voted on Tuesday to close the swimming pool on Mill Lane for a year while its…"
    )


def test_a_date_in_the_text_comes_before_one_in_the_file_name():
    dated = only(f"Pool\n5 January 2025\n{BODY}", file_name="2025-01-07-pool.txt")
    named = only(f"Pool\n\n{BODY}", file_name="2025-01-07-pool.txt")
    assert (dated.published_at, dated.dated_by) == ("2025-01-05", "text")
    assert (named.published_at, named.dated_by) == ("2025-01-07", "file name")


def test_a_digest_is_several_articles_of_the_outlet_that_its_closing_line_names():
    long = "\n".join([P, Q, P, Q])
    other = "\n".join([Q, P, Q, P])
    close = "Keep reading on Mill Gazette"
    found = text.parse(f"{long}\n{close}\n{other}\n{close}")
    assert [one.text for one in found] == [long.replace("\n", "\n\n"), other.replace("\n", "\n\n")]
    assert [one.source for one in found] == ["Mill Gazette", "Mill Gazette"]


@pytest.mark.parametrize("written", ["", " \n\t\n", "Pool to close", "Pool to close\nBy Ann Lee"])
def test_without_a_text_there_is_no_article(written):
    assert text.parse(written) == []


def test_a_single_sentence_is_an_article():
    assert only("The pool closes.").text == "The pool closes."


def test_a_list_at_the_end_stays_whole():
    whole = f"{P}\n\nWhat closes:\n\n• the main pool\n\n• the sauna"
    assert only(f"Pool to close\n\n{whole}").text == whole


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_every_kind_of_line_end_gives_the_same_article(ends):
    written = f"Pool to close\n\n{BODY}".replace("\n", ends)
    assert only(written) == only(f"Pool to close\n\n{BODY}")


@pytest.mark.parametrize(
    ("first", "title"), [("Short one.", "Short one"), ("x" * 200, "x" * 90 + "…")]
)
def test_a_title_made_from_the_text_is_short(first, title):
    assert text.lead(first) == title


LONG = 100_000
ENDLESS = [
    "By Ann" + "-" * LONG,
    "By Ann" + " - " * (LONG // 3) + "!",
    "By " + "A" * LONG,
    "By Ann" + ", " * (LONG // 2) + "b",
    "Reporting by " + "a)" * (LONG // 2) + "x",
    "Reporting by " + "]." * (LONG // 2) + "!",
    "Additional reporting by Ann" + " in" * (LONG // 3) + ";",
    "Published" + ":" * LONG + "x",
    "12 January 2025" + "-," * (LONG // 2) + "x",
    "45 January 2025 " * (LONG // 16),
    "-" * LONG + " published on",
    "Ann Lee" + " Monday" * (LONG // 7) + "!",
    "Ann Lee" + ", 1" * (LONG // 3) + "!",
    "Ann Lee" + "," * LONG + "!",
    "a-" * (LONG // 2) + "| 12 February 2025",
    "2025-01-01" + ":" * LONG,
    "x" * LONG,
    "." * LONG + "x",
    '."' * (LONG // 2) + "x",
    "(photo" + " by" * (LONG // 3),
    "more from " + "x" * LONG,
    "1 " * (LONG // 2) + "x",
    "on A" + "a.-" * (LONG // 3) + "!",
]


@pytest.mark.parametrize("line", ENDLESS, ids=lambda line: line[:20])
def test_an_endless_line_takes_no_endless_time(line):
    # Measured: under 0.2 s each; what is quadratic takes minutes at this length.
    body = "The pool will close for a year, the council said on Tuesday.\n\nNobody knows why."
    started = time.process_time()
    for written in (f"{line}\n\n{body}", f"Pool\n\n{line}\n\n{body}", f"Pool\n\n{body}\n\n{line}"):
        for article in text.parse(written, file_name=f"{line}.txt"):
            split(article, words=140)
            stories.signature(article.text)
    text.parse("\n".join([line] * 3))
    tidy_names([line])
    article_id(url=f"https://x.example/{line}", title=line, text=line)
    assert time.process_time() - started < 5


def test_many_lines_of_furniture_take_no_endless_time():
    prose = "The pool will close for a whole year, the council said on Tuesday."
    started = time.process_time()
    clean.body([prose, "Comments", prose] * 5000)
    assert time.process_time() - started < 5
