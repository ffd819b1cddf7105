"""Plain text as people paste it: headline, byline, date and outlet found where they stand."""
# ruff: noqa: E501, a case reads best on one line

import time

import pytest

from ingest.article import article_id
from ingest.parse import text
from ingest.parse.layout.byline import tidy_names
from ingest.text import clean, stories
from ingest.text.split import split

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
        ("Pool to close\nMill Gazette\n5 January 2025", ("Mill Gazette", (), "2025-01-05")),
        ("Pool to close\n5 January 2025\nMill Gazette", ("Mill Gazette", (), "2025-01-05")),
        ("Pool to close\n5 January 2025\nBy Ann Lee, Mill Gazette", ("Mill Gazette", ("Ann Lee",), "2025-01-05")),
        ("Pool to close\nMill Gazette By Ann Lee 5 January 2025", ("Mill Gazette", ("Ann Lee",), "2025-01-05")),
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


@pytest.mark.parametrize(
    ("written", "outlet"),
    [
        ("MILL GAZETTE", "Mill Gazette"),
        ("THE NEW MILL POST-DISPATCH", "The New Mill Post-Dispatch"),
        ("BBC NEWS", "BBC NEWS"),
        ("USA TODAY", "USA TODAY"),
        ("Mill GAZETTE", "Mill GAZETTE"),
        ("REUTERS", "REUTERS"),
    ],
)
def test_an_outlet_in_capitals_is_written_as_a_name_where_no_word_may_be_initials(written, outlet):
    assert only(f"{written}\nPool to close\nBy Ann Lee\n\n{BODY}").source == outlet


@pytest.mark.parametrize(
    "title",
    ["MILL GAZETTE BOUGHT BY WARNER BROS., DIRECTORS SAY", "Mill Gazette Bought By Ann Lee"],
)
def test_a_headline_with_a_by_is_no_byline(title):
    article = only(f"{title}\n\n{BODY}")
    assert (article.title, article.text, article.authors) == (title, BODY, ())


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


MORE = "It will cost two million, and nobody on the council could say yesterday who is to pay it."


@pytest.mark.parametrize(
    ("below", "author", "date"),
    [
        ("Words: Ann Lee\n5 January 2025", ("Ann Lee",), "2025-01-05"),
        ("Ann Lee & Tom Ray\n5 January 2025", ("Ann Lee", "Tom Ray"), "2025-01-05"),
        ("Ann Lee, Chief Correspondent\n5 January 2025", ("Ann Lee",), "2025-01-05"),
        ("5 January 2025\nAnn Lee", ("Ann Lee",), "2025-01-05"),
        ("Ann Lee", ("Ann Lee",), ""),
        ("ANN O'NEILL\n5 January 2025", ("Ann O'Neill",), "2025-01-05"),
        ("Ann Lee\nElm Bay - 05.03.2025 - 06:12 CET", ("Ann Lee",), "2025-03-05"),
        ("Ann Lee\n3 hours ago · 5 min", ("Ann Lee",), ""),
    ],
)
def test_who_wrote_it_is_told_by_its_place(below, author, date):
    article = only(f"Pool to close\n{below}\n\n{BODY}\n\n{MORE}")
    assert (article.title, article.authors, article.published_at) == ("Pool to close", author, date)
    assert article.text == f"{BODY}\n\n{MORE}"


def test_a_name_below_the_headline_that_the_text_speaks_of_is_nobody_s_byline():
    article = only(f"Pool to close\nAnn Moll\n\n{BODY}\n\nMoll swam there for years, she said.")
    assert article.authors == ()


@pytest.mark.parametrize(
    "top",
    [
        "By Ann Lee\nRiver Watch\n5 January 2025",
        "River Watch, 5 January 2025, p. 7\nBy Ann Lee",
        "Ann Lee | Special to River Watch\n5 January 2025",
        "By Ann Lee\n5 January 2025\n© 2025 River Watch Media Ltd. All rights reserved.",
    ],
)
def test_a_name_beside_a_byline_and_a_date_is_the_outlet_s(top):
    article = only(f"Pool to close\n{top}\n\n{BODY}\n\n{MORE}")
    assert (article.authors, article.source) == (("Ann Lee",), "River Watch")
    assert article.published_at == "2025-01-05"


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("First appeared on 5 January, 2025.", ("", (), "2025-01-05")),
        (
            "This article was first published in The Elm Watch on 5 January 2025.",
            ("The Elm Watch", (), "2025-01-05"),
        ),
        (
            "Publicado por Ann Lee en La Brújula el 5 de enero de 2025",
            ("La Brújula", ("Ann Lee",), "2025-01-05"),
        ),
        ("(Source: Elm Watch, 5 January 2025)", ("Elm Watch", (), "2025-01-05")),
        ("By Ann Lee\nElm Watch\n5 January 2025", ("Elm Watch", ("Ann Lee",), "2025-01-05")),
        ("Ann Lee", ("", ("Ann Lee",), "")),
    ],
)
def test_an_imprint_below_the_text_is_read(below, expected):
    article = only(f"Pool to close\n\n{BODY}\n\n{MORE}\n\n{below}")
    assert (article.source, article.authors, article.published_at) == expected
    assert article.text == f"{BODY}\n\n{MORE}"


def test_a_page_s_notice_above_the_headline_is_not_the_text():
    written = (
        "Before you go on\nWe and eleven others keep small files on the machine that you read with."
        f"\nReject all\nSettings\nPool to close\nBy Ann Lee\n\n{BODY}\n\n{MORE}"
    )
    article = only(written)
    assert (article.title, article.text) == ("Pool to close", f"{BODY}\n\n{MORE}")


def test_a_greeting_above_what_was_pasted_into_a_mail_is_not_the_text():
    article = only(
        f"Hi Tom,\n\nthis is the one I told you about:\n\nPool to close\nBy Ann Lee\n\n{BODY}\n\n{MORE}"
    )
    assert (article.title, article.text) == ("Pool to close", f"{BODY}\n\n{MORE}")


def test_an_address_above_the_headline_is_the_page_s_and_names_its_outlet():
    article = only(
        f"https://www.elmwatch.example/pool\n\nElm Watch\n\nPool to close\n\n{BODY}\n\n{MORE}"
    )
    assert article.url == "https://www.elmwatch.example/pool"
    assert (article.title, article.source) == ("Pool to close", "Elm Watch")


def test_codes_of_a_news_database_are_read_and_each_headline_begins_an_article():
    one = (
        "HD\nPool to close\nBY\nBy Ann Lee\nWC\n60 words\nPD\n5 January 2025\nSN\nElm Watch\n"
        f"LA\nEnglish\nLP\n{BODY}\nTD\n{MORE}\nNS\nc1 : Town\nAN\nDocument ELM00\n\n"
    )
    pool, other = text.parse(one + one.replace("Pool to close", "Pool stays shut"))
    assert (pool.title, other.title) == ("Pool to close", "Pool stays shut")
    assert (pool.source, pool.authors, pool.published_at) == (
        "Elm Watch", ("Ann Lee",), "2025-01-05",
    )  # fmt: skip
    assert pool.text == f"{BODY}\n\n{MORE}"


def test_an_archive_s_labels_below_the_headline_are_read():
    article = only(
        "Pool to close\n\nAuthor: Lee, Ann\n\nPublication info: Elm Watch [Elm] 5 Jan 2025: A.7.\n\n"
        f"Abstract: None available.\n\nFull text: {BODY} {BODY} {BODY}\n\n{MORE}"
    )
    assert (article.title, article.source, article.authors, article.published_at) == (
        "Pool to close", "Elm Watch", ("Ann Lee",), "2025-01-05",
    )  # fmt: skip


def test_menus_around_paragraphs_of_one_line_are_not_joined():
    menu = "\n".join(["Home page", "The town", "The river", "What is on tonight in the town"])
    deck = "What was said behind closed doors, and why the hardest part of it is yet to come."
    title = "Council votes to close the swimming pool on Mill Lane for a year or more"
    article = only(f"{menu}\n{title}\n{deck}\nBy Ann Lee\n\n{BODY} {MORE}\n\n{MORE} {BODY}")
    assert (article.title, article.authors) == (title, ("Ann Lee",))


TITLE = "Harbour board votes to dredge the east channel"


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        (
            "By Ann Lee and Tom Ray\nPublished 3 March 2025 | Updated 5 March 2025, 09:14\n"
            "The Harbour Ledger",
            ("The Harbour Ledger", ("Ann Lee", "Tom Ray"), "2025-03-03"),
        ),
        ("Story by Ann Lee • 2d • 3 min read", ("", ("Ann Lee",), "")),
        ("By Ann Lee | 5h ago", ("", ("Ann Lee",), "")),
        ("5 Feb 2025 — Updated 1822 GMT (0222 HKT)", ("", (), "2025-02-05")),
        (
            "Ann Lee\nAnn Lee is a professor of hydrology at Elm University.\nFeb. 9, 2025",
            ("", ("Ann Lee",), "2025-02-09"),
        ),
        (
            "By Ann Lee\nAnn Lee is our transport correspondent.\n9 February 2025",
            ("", ("Ann Lee",), "2025-02-09"),
        ),
    ],
)
def test_what_stands_between_headline_and_text(top, expected):
    article = only(f"{TITLE}\n{top}\n\n{BODY}\n\n{MORE}")
    assert (article.source, article.authors, article.published_at) == expected
    assert (article.title, article.text) == (TITLE, f"{BODY}\n\n{MORE}")


@pytest.mark.parametrize(
    "notice",
    [
        "Comments are closed on this article.",
        "The comments section is now closed.",
        "Commenting has been turned off for this story.",
    ],
)
def test_biographies_end_an_article_above_a_notice_about_comments(notice):
    bios = "Ann Lee covers ports. She lives in Elm.\n\nTom Ray is a freelance reporter."
    article = only(f"{TITLE}\nBy Ann Lee\n\n{BODY}\n\n{MORE}\n\n{bios}\n\n{notice}")
    assert (article.text, article.authors) == (f"{BODY}\n\n{MORE}", ("Ann Lee",))


def test_who_is_told_of_in_the_text_is_no_biography():
    said = "Ann Lee is the reporter whom the court freed on Monday."
    article = only(f"{TITLE}\n\n{said}\n\n{BODY}\n\n{MORE}")
    assert article.text == f"{said}\n\n{BODY}\n\n{MORE}"


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Opinion | The dam was a warning", ("The dam was a warning", "opinion")),
        ("Pools | The dam was a warning", ("Pools | The dam was a warning", "")),
    ],
)
def test_a_headline_loses_the_label_of_its_kind(headline, expected):
    article = only(f"{headline}\nAnn Lee\n\n{BODY}\n\n{MORE}")
    assert (article.title, article.kind) == expected


def test_an_agency_in_brackets_before_the_text_is_whose_report_it_is():
    article = only(f"{TITLE}\n\n(Corran Post) -- {BODY}\n\n{MORE}")
    assert (article.source, article.text) == ("Corran Post", f"(Corran Post) -- {BODY}\n\n{MORE}")


def test_a_line_of_marks_is_no_title():
    (article,) = text.parse(".\n\n“It’s leaking”, said Zoë Ray of Elmstow on Monday.")
    assert article.title == "“It’s leaking”, said Zoë Ray of Elmstow on Monday"
