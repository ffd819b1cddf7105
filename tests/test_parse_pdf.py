"""PDF: pages, columns, divided words, running heads, and documents that cannot be read."""

import time

import pytest
from pdf_writer import LEFT, TOP, block, pdf

from ingest.article import Article
from ingest.errors import SourceError
from ingest.parse.pdf import parse

POOL = """The swimming pool on Mill Lane will close for a year because the water
has been leaking since spring, the council said on Monday after a long de-
bate. Nobody has found out where the water goes."""
POOL_TOLD = (
    "The swimming pool on Mill Lane will close for a year because the water has been leaking since "
    "spring, the council said on Monday after a long debate. Nobody has found out where the water "
    "goes."
)
LAKE = """Swimmers are sent to the lake, which is free of charge and which a well-
known guide calls cold. Anglers, it was said, would prefer that they went
elsewhere, and have written to the well-known mayor."""
LAKE_TOLD = (
    "Swimmers are sent to the lake, which is free of charge and which a well-known guide calls "
    "cold. Anglers, it was said, would prefer that they went elsewhere, and have written to the "
    "well-known mayor."
)


LAST = "The council will come together again in the week after Easter."
TOLD = ("The pool of Mill Lane", "A lake that is cold", "One river in spring", "The open sea")


def read(data, file_name="a.pdf"):
    """(articles, reasons)"""
    found = list(parse(data, file_name=file_name, uri="a.pdf"))
    articles = [one for one in found if isinstance(one, Article)]
    return articles, [one.reason for one in found if isinstance(one, SourceError)]


def page(*blocks, head=True):
    """Paragraphs below each other, below a headline."""
    drawn = [(LEFT, TOP, 20.0, "Pool on Mill Lane to close")] if head else []
    y = TOP - 40
    for one in blocks:
        drawn += block(one, y=y)
        y -= 12 * (one.count("\n") + 1) + 10
    return drawn


def test_lines_are_joined_words_made_whole_and_the_headline_found():
    ((article,), reasons) = read(pdf([page("By Ann Lee", "6 January 2025", POOL, LAKE)]))
    assert article.title == "Pool on Mill Lane to close"
    assert article.text == f"{POOL_TOLD}\n\n{LAKE_TOLD}"
    assert (article.authors, article.published_at) == (("Ann Lee",), "2025-01-06")
    assert (article.dated_by, article.pages, reasons) == ("text", (0,), [])


@pytest.mark.parametrize(
    "above",
    [
        "Mill Gazette\nBy Ann Lee\n6 January 2025",
        "By Ann Lee\nMill Gazette\n6 January 2025",
        "6 January 2025\nBy Ann Lee, Mill Gazette",
        "Mill Gazette By Ann Lee\n6 January 2025",
    ],
)
def test_lines_of_outlet_writer_and_day_right_below_each_other_are_read_one_by_one(above):
    ((article,), _) = read(pdf([page(above, POOL)]))
    assert (article.source, article.authors) == ("Mill Gazette", ("Ann Lee",))
    assert (article.published_at, article.text) == ("2025-01-06", POOL_TOLD)


def test_a_paragraph_begins_with_an_indent_or_after_a_short_line():
    drawn = [*block(POOL, indent=15), *block(LAKE, y=TOP - 36, indent=15)]
    ((article,), _) = read(pdf([drawn]))
    assert article.text == f"{POOL_TOLD}\n\n{LAKE_TOLD}"
    ((article,), _) = read(pdf([[*block(POOL), *block(LAKE, y=TOP - 36)]]))
    assert article.text == f"{POOL_TOLD}\n\n{LAKE_TOLD}"


def test_each_page_starts_where_its_first_words_stand():
    first, second = LAKE.rsplit("\n", 1)
    ((article,), _) = read(
        pdf([page(POOL, first), [], page(second, head=False), page(LAST, head=False), []])
    )
    assert article.text == f"{POOL_TOLD}\n\n{LAKE_TOLD}\n\n{LAST}"
    over = article.text.index("elsewhere, and")
    last = article.text.index(LAST)
    assert article.pages == (0, over, over, last, len(article.text))
    assert [article.page(at) for at in (0, over - 1, over, last)] == [1, 1, 3, 4]


@pytest.mark.parametrize("across", [False, True])
def test_columns_are_read_one_after_the_other_however_they_were_drawn(across):
    told = [f"Line {number} of the left column tells of it" for number in range(12)]
    left = [(LEFT, 700 - 12 * n, 10.0, text) for n, text in enumerate(told)]
    right = [(320.0, y, size, text.replace("left", "right")) for _, y, size, text in left]
    columns = (
        [one for pair in zip(left, right, strict=True) for one in pair] if across else left + right
    )
    ((article,), _) = read(
        pdf([[(LEFT, 740.0, 20.0, "A headline that runs over both of the columns"), *columns]])
    )
    assert article.title == "A headline that runs over both of the columns"
    assert article.text == " ".join([*told, *(line.replace("left", "right") for line in told)])


def test_a_table_is_read_row_by_row():
    names = ("Pool", "Lake", "River", "Sea", "Pond", "Canal", "Fountain")
    rows = [
        (x, 600.0 - 14 * n, 10.0, text)
        for n, name in enumerate(names)
        for x, text in ((LEFT, name), (300.0, f"{n + 20}"), (400.0, "open"))
    ]
    ((article,), _) = read(pdf([[*page(POOL), *rows]]))
    assert "Pool 20 open" in article.text
    assert article.text.index("Lake 21 open") < article.text.index("Sea 23 open")


def test_running_heads_and_page_numbers_are_left_out():
    pages = []
    for number in range(1, 5):
        drawn = page(f"{TOLD[number - 1]} has this page.\nIt ends.", head=number == 1)
        heads = [
            (LEFT, 820.0, 8.0, "Mill Gazette"),
            (480.0, 820.0, 8.0, "Local news"),
            (280.0, 30.0, 8.0, f"Page {number} of 4"),
            (LEFT, 20.0, 8.0, "https://gazette.example/2025/pool"),
        ]
        pages.append([*heads, *drawn])
    ((article,), _) = read(pdf(pages))
    assert article.text == "\n\n".join(f"{told} has this page. It ends." for told in TOLD)
    assert article.url == "https://gazette.example/2025/pool"
    assert len(article.pages) == 4


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Pool on Mill Lane to close", "Pool on Mill Lane to close"),
        ("Council decides about the pool", "Pool on Mill Lane to close"),
        ("Microsoft Word - pool_final.docx", "Pool on Mill Lane to close"),
    ],
)
def test_the_largest_words_are_the_headline_whatever_the_document_calls_itself(told, title):
    ((article,), _) = read(pdf([page(POOL)], info=f"/Title ({told}) /Author (admin)"))
    assert (article.title, article.authors) == (title, ())


def test_without_large_words_the_document_says_what_it_is_called():
    info = "/Title (Council decides about the pool) /Author (Ann Lee)"
    info += " /CreationDate (D:20250106080000Z)"
    ((article,), _) = read(pdf([page(POOL, LAKE, head=False)], info=info))
    assert (article.title, article.authors) == ("Council decides about the pool", ("Ann Lee",))
    assert (article.published_at, article.dated_by) == ("", "")


def encrypted(password):
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(BytesIO(pdf([page(POOL)]))))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_one_that_is_locked_against_changes_alone_is_read():
    ((article,), _) = read(encrypted(""))
    assert article.text == POOL_TOLD


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (lambda: encrypted("secret"), "is encrypted; save it without a password"),
        (lambda: pdf([[], []]), "holds no text layer: it is a scan"),
        (lambda: b"%PDF-1.4\n", "is a damaged PDF"),
        (lambda: b"%PDF-1.4\n" + b"\x00\xff" * 500, "is a damaged PDF"),
        (
            lambda: pdf([page(POOL)]).replace(b"/Type /Pages", b"/Type /Pagez /Kids 7"),
            "holds no text",
        ),
    ],
)
def test_one_that_cannot_be_read_says_why(data, said):
    with pytest.raises(SourceError) as caught:
        read(data())
    assert caught.value.reason.startswith(said)


def test_one_that_is_cut_off_is_read_as_far_as_it_goes():
    data = pdf([page(POOL)], packed=False)
    ((article,), _) = read(data[: data.index(b"xref")])
    assert article.text == POOL_TOLD


def test_a_page_that_unpacks_without_end_costs_itself_alone():
    started = time.monotonic()
    ((article,), reasons) = read(pdf([b"BT " * 40_000_000, page(POOL)]))
    assert article.text == POOL_TOLD
    assert reasons[0].startswith("page 1 is ")
    assert time.monotonic() - started < 10


def test_pages_in_a_circle_end():
    data = pdf([page(POOL)]).replace(b"/Kids [10 0 R]", b"/Kids [2 0 R ]")
    with pytest.raises(SourceError):
        read(data)


def test_of_very_many_pages_the_first_are_read():
    ((article,), reasons) = read(pdf([page(POOL), *[[]] * 450]))
    assert reasons == ["of its 451 pages the first 400 are read"]
    assert len(article.pages) == 451
