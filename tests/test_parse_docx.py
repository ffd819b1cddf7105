"""Word documents: what a reader sees of them, and what is no document."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.errors import SourceError
from ingest.parse.docx import MOST_XML, is_docx, parse

POOL = "The swimming pool on Mill Lane will close for a year, the council said."
LAKE = "Swimmers are sent to the lake, which is free of charge and cold until June."


def saved(document):
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def read(document):
    (article,) = parse(saved(document), file_name="a.docx", uri="a.docx")
    return article


def written(*texts, title="Pool to close"):
    document = docx.Document()
    if title:
        document.add_heading(title, level=0)
    for text in texts:
        document.add_paragraph(text)
    return document


def test_headings_paragraphs_lists_and_tables_are_read_in_order():
    document = written("By Ann Lee", "6 January 2025", POOL)
    document.add_heading("What it costs", level=2)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells),
        ("Year", "Cost", "2025", "4 m"),
        strict=True,
    ):
        cell.text = text
    document.add_paragraph("Free swimming", style="List Bullet")
    document.add_paragraph(LAKE)
    article = read(document)
    assert (article.title, article.authors) == ("Pool to close", ("Ann Lee",))
    assert (article.published_at, article.dated_by) == ("2025-01-06", "text")
    assert article.text == "\n\n".join(
        (POOL, "What it costs", "Year: Cost.", "2025: 4 m.", "• Free swimming", LAKE)
    )


def test_the_files_times_are_no_publication():
    document = written(POOL, LAKE)
    document.core_properties.created = datetime(2025, 1, 6, tzinfo=UTC)
    document.core_properties.modified = datetime(2025, 1, 7, tzinfo=UTC)
    article = read(document)
    assert (article.published_at, article.dated_by, article.updated_at) == ("", "", "")


@pytest.mark.parametrize(
    ("title", "author", "expected"),
    [
        ("Council closes the pool", "Ann Lee", ("Council closes the pool", ("Ann Lee",))),
        ("pool_final.docx", "admin", (POOL.rstrip("."), ())),
    ],
)
def test_what_the_document_says_of_itself_counts_where_it_makes_sense(title, author, expected):
    document = written(POOL, LAKE, title="")
    document.core_properties.title, document.core_properties.author = title, author
    article = read(document)
    assert (article.title, article.authors) == expected


def test_a_press_releases_title_is_no_part_of_its_text():
    article = read(written(POOL, LAKE, title="Press release: Pool to close"))
    assert (article.title, article.kind) == ("Pool to close", "press release")
    assert article.text == f"{POOL}\n\n{LAKE}"


def test_a_body_that_wrote_the_document_is_its_outlet_and_no_person():
    document = written("Tamble, 6 January 2025", POOL, "The Tamble Trust said: no.", LAKE)
    document.core_properties.author = "Tamble Trust"
    article = read(document)
    assert (article.source, article.authors, article.published_at) == (
        "Tamble Trust",
        (),
        "2025-01-06",
    )


def test_inserted_text_is_read_and_struck_out_text_is_not():
    document = written(POOL)
    changed = (
        "<w:p {ns}><w:r><w:t>It reopens </w:t></w:r><w:del><w:r><w:delText>never</w:delText></w:r>"
        "</w:del><w:ins><w:r><w:t>next</w:t><w:tab/><w:t>spring.</w:t></w:r></w:ins></w:p>"
    )
    held = (
        "<w:sdt {ns}><w:sdtContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    body = document.element.body
    body.insert(2, parse_xml(changed.format(ns=nsdecls("w"))))
    body.insert(3, parse_xml(held.format(ns=nsdecls("w"), text=LAKE)))
    assert read(document).text == f"{POOL}\n\nIt reopens next spring.\n\n{LAKE}"


def test_a_table_that_arranges_the_page_is_read_as_paragraphs():
    document = written()
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = POOL
    cell.add_paragraph(LAKE)
    assert read(document).text == f"{POOL}\n\n{LAKE}"


def packed(parts, method=zipfile.ZIP_DEFLATED):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (lambda: b"PK\x03\x04 no zip", "is a damaged Word document"),
        (lambda: packed({"word/document.xml": "<a/>"}), "is a damaged Word document"),
        (lambda: saved(written(POOL))[:-400], "is a damaged Word document"),
        (lambda: saved(docx.Document()), "holds no article text"),
        (
            lambda: packed({"word/document.xml": b" " * (MOST_XML + 1)}),
            "unpacks to 1 parts of 30 MB, which no article does",
        ),
        (
            lambda: packed({f"word/{n}.xml": "" for n in range(5_001)}, zipfile.ZIP_STORED),
            "unpacks to 5001 parts",
        ),
    ],
)
def test_what_is_no_document_says_why(data, said):
    with pytest.raises(SourceError) as caught:
        parse(data(), file_name="a.docx", uri="a.docx")
    assert caught.value.reason.startswith(said)


def test_a_part_that_is_longer_than_the_archive_says_is_not_unpacked():
    data = packed({"[Content_Types].xml": "<Types/>", "word/document.xml": b"x" * 90_000_000})
    lying = data.replace((90_000_000).to_bytes(4, "little"), (90).to_bytes(4, "little"))
    assert lying != data
    with pytest.raises(SourceError, match="is a damaged Word document"):
        parse(lying, file_name="a.docx", uri="a.docx")


def test_entities_in_a_document_are_not_expanded():
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    source = saved(written(POOL, LAKE))
    parts = {}
    with zipfile.ZipFile(BytesIO(source)) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    document = parts["word/document.xml"].decode()
    start = document.index("<w:document")
    bomb = f'{document[:start]}<!DOCTYPE d [<!ENTITY e0 "boo">{levels}]>{document[start:]}'
    parts["word/document.xml"] = bomb.replace("cold until June", "cold &e11; until June").encode()
    try:
        (article,) = parse(packed(parts), file_name="a.docx", uri="a.docx")
    except SourceError:
        return
    assert "boo" not in article.text


def test_a_zip_of_something_else_is_no_document():
    assert not is_docx(packed({"xl/workbook.xml": ""}))
    assert not is_docx(b"PK\x03\x04")
    assert is_docx(saved(written(POOL)))
