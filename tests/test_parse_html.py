"""Saved pages, modern and old: the article without what stands around it."""

import time
from contextlib import suppress

import pytest

from ingest.errors import SourceError
from ingest.parse.web import html

P1 = (
    "The council voted on Tuesday to close the swimming pool on Mill Lane for a year while its "
    "roof is replaced at a cost of two million pounds."
)
P2 = (
    "Residents had asked for a temporary pool in the park. The mayor said that the money for one "
    "could not be found before the summer."
)
P3 = (
    "The pool was built in 1965 and was last repaired eleven years ago, when a storm had taken "
    "off a third of its tiles and the changing rooms stood under water."
)
PARAGRAPHS = f"<p>{P1}</p><p>{P2}</p><p>{P3}</p>"
TEXT = "\n\n".join([P1, P2, P3])


def only(page):
    (article,) = html.parse(page.encode())
    return article


def test_metadata_says_what_the_article_is():
    article = only(
        "<html><head><title>Pool to close | Mill Gazette</title>"
        '<meta property="og:site_name" content="Mill Gazette">'
        '<link rel="canonical" href="https://gazette.example/pool">'
        '<script type="application/ld+json">{"@context":"https://schema.org",'
        '"@type":"NewsArticle","headline":"Pool to close","datePublished":"2025-01-05T08:00:00Z",'
        '"dateModified":"2025-01-09T08:00:00Z","author":{"@type":"Person","name":"Ann Lee"}}'
        f"</script></head><body><h1>Pool to close</h1><article>{PARAGRAPHS}</article></body></html>"
    )
    assert (article.title, article.text, article.source) == ("Pool to close", TEXT, "Mill Gazette")
    assert (article.authors, article.url) == (("Ann Lee",), "https://gazette.example/pool")
    assert (article.published_at, article.dated_by) == ("2025-01-05T08:00:00+00:00", "metadata")


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ('<p class="author">Ann Lee</p>', ("Ann Lee",)),
        ('<div class="byline">Ann Lee and Tom Ray</div>', ("Ann Lee", "Tom Ray")),
        (
            '<div class="byline"><span class="author">Ann Lee</span>, Mill Gazette</div>',
            ("Ann Lee",),
        ),
        ('<p class="post-byline">by Ann Lee<br>Monday, 6 January 2025</p>', ("Ann Lee",)),
        ('<span class="article__author-name">Ann Lee</span>', ("Ann Lee",)),
        ('<p class="author">Mill Gazette</p>', ()),
        ('<p class="author">Staff</p>', ()),
        ('<p class="deck">Ann Lee</p>', ()),
        ('<div class="comment-author">Ann Lee</div>', ()),
        ('<div class="related"><p class="author">Ann Lee</p></div>', ()),
    ],
)
@pytest.mark.parametrize("is_below", [False, True])
def test_who_is_marked_as_the_author_is_the_author(signed, expected, is_below):
    named = P2.replace("The mayor", "Mayor Ann Lee")  # a name alone is then no byline
    text = f"<p>{P1}</p><p>{named}</p><p>{P3}</p>"
    parts = f"{text}{signed}" if is_below else f"{signed}{text}"
    article = only(f"<html><body><article><h1>Pool to close</h1>{parts}</article></body></html>")
    assert article.authors == expected
    if expected:
        assert article.text == "\n\n".join([P1, named, P3])


def test_of_several_marked_authors_elsewhere_on_the_page_none_is_believed():
    others = "".join(
        f'<div class="box"><h3>Ferry</h3><p class="author">{one}</p></div>'
        for one in ("Tom Ray", "Kim Poe")
    )
    article = only(
        f"<html><body><article><h1>Pool to close</h1>{PARAGRAPHS}</article>{others}</body></html>"
    )
    assert (article.authors, article.text) == ((), TEXT)


MENU = '<td><a href="/">Front</a> <a href="/f">Farming</a> <a href="/n">Notices</a></td>'
RESULT = "<table><tr><th>Pool</th><th>Lanes</th></tr><tr><td>Mill Lane</td><td>8</td></tr></table>"


@pytest.mark.parametrize(
    "table",
    [
        f"<table><tr><td><b>MILL GAZETTE</b> - in print since 1888</td>{MENU}</tr></table>",
        "<table><tr><td>MILL GAZETTE</td><td>6 January 2025</td></tr>"
        "<tr><td>Rain</td><td>4 degrees</td></tr></table>",
        f"<table><tr><td><table><tr>{MENU}</tr></table></td><td>Est. 1888</td></tr></table>",
    ],
)
@pytest.mark.parametrize("heading", ["h1", "h2"])
def test_a_table_above_the_headline_is_the_pages_own(table, heading):
    article = only(
        f"<html><head><title>Pool on Mill Lane to close</title></head><body>{table}"
        f"<{heading}>Pool on Mill Lane to close</{heading}>{PARAGRAPHS}{RESULT}</body></html>"
    )
    assert article.text == f"{TEXT}\n\nPool: Mill Lane; Lanes: 8."


def test_what_a_table_above_the_headline_says_of_outlet_and_day_is_read():
    article = only(
        f"<html><body><table><tr><td>Mill Gazette</td><td>6 January 2025</td>{MENU}</tr></table>"
        f"<h1>Pool on Mill Lane to close</h1>{PARAGRAPHS}</body></html>"
    )
    assert (article.source, article.published_at) == ("Mill Gazette", "2025-01-06")


@pytest.mark.parametrize(
    ("row", "is_kept"),
    [
        (f"{MENU}<td><a href='/c'>Contact</a></td>", False),
        (f"<td>Mill Gazette</td>{MENU}", False),
        ("<td>Lane four</td><td>is closed until summer</td>", True),
        ("<td><a href='/a'>12</a></td><td><a href='/b'>8</a></td>", True),
    ],
)
def test_a_row_of_links_below_the_text_is_the_pages_own(row, is_kept):
    article = only(
        '<html><head><meta property="og:site_name" content="Mill Gazette"></head><body>'
        f"<h1>Pool to close</h1>{PARAGRAPHS}<table><tr>{row}</tr></table></body></html>"
    )
    assert article.text.startswith(TEXT)
    assert (article.text != TEXT) == is_kept


def test_a_table_below_another_heading_or_below_prose_is_the_articles():
    for top in (f"<h1>Swimming</h1>{RESULT}{PARAGRAPHS}", f"{PARAGRAPHS}{RESULT}"):
        article = only(
            "<html><head><title>Pool on Mill Lane to close</title></head>"
            f"<body>{top}<h3>Pool on Mill Lane to close</h3><p>Told again.</p></body></html>"
        )
        assert "Pool: Mill Lane; Lanes: 8." in article.text


def test_tables_within_tables_take_no_time():
    deep = 60
    page = "<table><tr><td>cell</td><td>" * deep + "x " * 200_000 + "</td></tr></table>" * deep
    started = time.monotonic()
    with suppress(SourceError):
        only(f"<html><body>{page}<h1>Pool to close</h1>{PARAGRAPHS}</body></html>")
    assert time.monotonic() - started < 20


def test_a_page_laid_out_in_tables_is_read_like_any_other():
    article = only(
        "<HTML><HEAD><TITLE>Mill Gazette</TITLE></HEAD><BODY><TABLE WIDTH=700><TR>"
        "<TD><A HREF=i.html>Front</A><BR><A HREF=w.html>Weather</A><BR>Rain, 4 degrees</TD>"
        "<TD><H2>Swimming pool to close for a year</H2>"
        "<I>By Ann Lee, Mill Gazette, 5 January 2025</I>"
        f"<P>{P1}<P>{P2}<P>{P3}<HR><FONT SIZE=1>You are visitor 4711</FONT></TD></TR></TABLE>"
        "</BODY></HTML>"
    )
    assert article.title == "Swimming pool to close for a year"
    assert (article.source, article.authors) == ("Mill Gazette", ("Ann Lee",))
    assert (article.published_at, article.dated_by) == ("2025-01-05", "text")
    assert article.text == TEXT


def test_a_table_of_figures_stays_a_table():
    rows = "".join(f"<tr><td>{year}</td><td>{year % 7} million</td></tr>" for year in (2023, 2024))
    article = only(f"<html><body><h1>Pool</h1><article>{PARAGRAPHS}<table>{rows}</table></article>")
    assert "2024" in article.text
    assert "1 million" in article.text


@pytest.mark.parametrize(
    ("head", "top"),
    [
        ("<title>Pool to close - Mill Gazette</title>", ""),
        ("<title>Mill Gazette | Pool to close</title>", ""),
        ("<title>Pool to close</title>", '<a href="/">Home</a><a href="/">Mill Gazette</a>'),
        ("<title>Pool to close</title>", '<a href="/"><img src=l.gif alt="Mill Gazette"></a>'),
    ],
)
def test_the_outlet_is_found_where_no_metadata_names_it(head, top):
    page = f"<html><head>{head}</head><body>{top}<h1>Pool to close</h1>{PARAGRAPHS}</body></html>"
    article = only(page)
    assert (article.title, article.source) == ("Pool to close", "Mill Gazette")


@pytest.mark.parametrize(
    "top",
    [
        "<title>Pool to close - and nobody knows when it will open again</title>",
        '<title>Pool to close</title><a href="https://other.example/">Other Times</a>',
        '<title>Pool to close</title><a href="http://[broken/">Broken Times</a>',
        "<title>Pool to close</title>",
        "<title>Pool to close for a year</title>",
    ],
)
def test_an_outlet_that_is_not_named_is_not_guessed(top):
    assert only(f"<html><body>{top}<h1>Pool to close</h1>{PARAGRAPHS}</body></html>").source == ""


def test_names_lose_what_hangs_on_them():
    page = (
        '<html><body><h1>Pool to close</h1><p class="by">Ann Lee</p>'
        f"<p>5 January 2025</p>{PARAGRAPHS}</body></html>"
    )
    article = only(page)
    assert (article.authors, article.published_at) == (("Ann Lee",), "2025-01-05")
    assert article.text == TEXT


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<!DOCTYPE html><html>", True),
        (b"\xef\xbb\xbf\n<p>Hello</p>", True),
        (b"  <HTML><BODY>", True),
        (b"The <p> element", False),
        (b"<3 this pool", False),
        (b"", False),
    ],
)
def test_a_page_is_told_from_text_by_its_first_tag(data, expected):
    assert html.is_html(data) is expected


@pytest.mark.parametrize(
    "page", ["<html>", "<html><body></body></html>", "<p></p>", "<html><title>Pool</title></html>"]
)
def test_a_page_without_an_article_is_refused(page):
    with pytest.raises(SourceError, match="holds no article text"):
        html.parse(page.encode())


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_the_encoding_of_a_page_is_found(encoding):
    page = (
        f'<html><head><meta charset="{encoding}"><title>Café</title></head><body><h1>Café</h1>'
        f"<p>“Déjà vu,” said Ann. {P1}</p><p>{P2}</p></body></html>"
    )
    (article,) = html.parse(page.encode(encoding))
    assert (article.title, article.text) == ("Café", f"“Déjà vu,” said Ann. {P1}\n\n{P2}")


NOISE = "<!-- " + "saved by a machine, " * 100 + "-->\n"


@pytest.mark.parametrize("name", ["a.html", "A.HTM"])
@pytest.mark.parametrize("start", [NOISE, "\ufeff", "saved on Monday\n", "<custom-shell>" * 100])
def test_the_suffix_says_what_a_page_is(name, start):
    page = f"{start}<h1>Pool to close</h1>{PARAGRAPHS}".encode()
    assert html.is_html(page, file_name=name)


def test_noise_before_a_page_does_not_hide_it():
    page = f'<?xml version="1.0"?>\n{NOISE}\n{NOISE}<html><body>{PARAGRAPHS}'.encode()
    assert html.is_html(page, file_name="page")
    assert only(page.decode()).text == TEXT
    assert not html.is_html(b"<!-- never closed " * 50_000, file_name="a.txt")
    assert not html.is_html(f"{NOISE}The pool will close.".encode(), file_name="a.txt")


def test_what_is_binary_is_no_page_whatever_its_name():
    assert not html.is_html(b"PK\x03\x04\x00\x00", file_name="a.html")


@pytest.mark.parametrize("piece", ["-", " ", "By Ann, ", " | ", "1 January 2025 ", "<b>", "By "])
def test_an_endless_line_in_a_page_takes_no_endless_time(piece):
    line = piece * (100_000 // len(piece))
    started = time.process_time()
    for top in (f"<p>By Ann{line}</p>", f'<meta name="author" content="Ann{line}!">'):
        page = f"<html><title>Pool{line}x</title><body>{top}{PARAGRAPHS}</body>"
        with suppress(SourceError):  # nested too deep for anyone to read
            html.parse(page.encode())
    assert time.process_time() - started < 20


QUOTED = "“Déjà vu,” said Ann – it’s 5 €."


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("utf-8", "utf-8"),
        ("", "utf-8"),
        ("iso-8859-1", "utf-8"),  # a lie
        ("nonsense", "utf-8"),
        ("iso-8859-1", "cp1252"),  # what browsers take it for
        ("windows-1252", "cp1252"),
        ("utf-8", "cp1252"),  # a lie
        ("", "cp1252"),
        ("", "utf-16"),
        ("", "utf-16-le"),
        ("", "utf-16-be"),
        ("utf-8", "utf-8-sig"),
        ("iso-8859-1", "utf-8-sig"),
    ],
)
def test_quotation_marks_survive_whatever_a_page_declares(declared, written):
    meta = f'<meta charset="{declared}">' if declared else ""
    page = f"<html><head>{meta}<title>{QUOTED}</title></head><body>"
    page += f"<h1>{QUOTED}</h1><p>{QUOTED} {P1}</p><p>{P2}</p>"
    (article,) = html.parse(page.encode(written))
    assert article.text == f"{QUOTED} {P1}\n\n{P2}"
    assert article.title == QUOTED


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("shift_jis", "市議会は火曜日、水曜通りのプールを一年間閉鎖することを決めた。"),
        ("gb18030", "市议会周二投票决定关闭磨坊巷的游泳池一年，以便更换屋顶。"),
        ("windows-1251", "Совет во вторник решил закрыть бассейн на год."),
        ("iso-2022-jp", "市議会は火曜日、プールを一年間閉鎖することを決めた。"),
    ],
)
def test_a_declared_encoding_is_believed_where_it_fits(encoding, words):
    page = f'<html><head><meta http-equiv=content-type content="text/html; charset={encoding}">'
    page += f"</head><body><h1>Pool</h1><article><p>{words * 4}</p><p>{words * 3}</p></article>"
    (article,) = html.parse(page.encode(encoding))
    assert article.text == f"{words * 4}\n\n{words * 3}"


def test_bytes_of_two_encodings_and_stray_control_characters_are_mended():
    odd = (
        f"<p>“Déjà vu” {P1}</p><p>Said Ann: ".encode()
        + b"\x93no\x94, \x96 said</p><p>&#147;No&#148; "
    )
    (article,) = html.parse(b"<h1>Pool</h1>" + odd + f"\x93{P2}\x94</p>".encode())
    assert article.text == f"“Déjà vu” {P1}\n\nSaid Ann: “no”, – said\n\n“No” “{P2}”"


def test_where_a_page_was_fetched_from_is_its_address():
    (article,) = html.parse(PARAGRAPHS.encode(), url="https://gazette.example/2025/01/05/pool")
    assert article.url == "https://gazette.example/2025/01/05/pool"
    assert (article.published_at, article.dated_by) == ("2025-01-05", "address")
    with pytest.raises(SourceError, match=r"^https://gazette\.example/pool: "):
        html.parse(b"<html>", url="https://gazette.example/pool")


def test_a_date_in_the_file_name_is_the_last_resort():
    (article,) = html.parse(PARAGRAPHS.encode(), file_name="2025-01-05-pool.html")
    assert (article.published_at, article.dated_by) == ("2025-01-05", "file name")
