"""Which format bytes are in, whatever the file is called, and what is refused."""

import json
import time
import zipfile
from gzip import compress
from io import BytesIO

import docx
import pytest
from pdf_writer import block, pdf

from ingest.article import Article
from ingest.errors import SourceError
from ingest.parse import formats, recognition

POOL = "The swimming pool on Mill Lane will close for a year, the council said on Monday."
LAKE = "Swimmers are sent to the lake, which is free of charge and cold until the end of June."
ROW = json.dumps({"title": "Pool to close", "text": POOL})
PAGE = f"<html><body><h1>Pool to close</h1><p>{POOL}</p><p>{LAKE} {POOL}</p></body></html>"
PICTURE = "is a picture; have the words in it read"
MAIL = f"From: a@g.example\nMessage-ID: <1>\nSubject: Pool to close\n\n{POOL}\n\n{LAKE}\n"


def word():
    document, out = docx.Document(), BytesIO()
    document.add_heading("Pool to close", level=0)
    document.add_paragraph(POOL)
    document.save(out)
    return out.getvalue()


def archive(**parts):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return out.getvalue()


SAMPLES = {
    "pdf": pdf([[(72.0, 790.0, 20.0, "Pool to close"), *block(POOL + "\n" + LAKE)]]),
    "docx": word(),
    "mail": MAIL.encode(),
    "json": f"[{ROW}, {ROW}]".encode(),
    "jsonl": f"{ROW}\n{ROW}\n".encode(),
    "xml": f"<?xml version='1.0'?><doc><title>Pool to close</title><p>{POOL}</p></doc>".encode(),
    "html": PAGE.encode(),
    "text": f"Pool to close\n\n{POOL}\n\n{LAKE}".encode(),
}


def read(data, name="a", **hints):
    """(articles, problems)"""
    found = list(formats.parse(data, file_name=name, uri="/news/a", **hints))
    articles = [one for one in found if isinstance(one, Article)]
    return articles, [one for one in found if isinstance(one, SourceError)]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.json", "a.pdf", "a.docx", "a", ""])
@pytest.mark.parametrize("kind", SAMPLES)
def test_the_bytes_decide_and_not_the_name(kind, name):
    expected = "markdown" if kind == "text" and name == "a.md" else kind
    assert recognition.recognised(SAMPLES[kind], "", name) == expected
    articles, problems = read(SAMPLES[kind], name)
    assert problems == []
    assert {one.text.split(",")[0] for one in articles} == {POOL.split(",")[0]}


@pytest.mark.parametrize(
    ("data", "name", "media_type", "expected"),
    [
        ("# Pool\n\nIt closes.", "a.md", "", "markdown"),
        ("# Pool\n\nIt closes.", "", "text/markdown; charset=utf-8", "markdown"),
        ("<p align=center>Pool</p>\n\nIt closes.", "a.md", "", "markdown"),
        ("<p align=center>Pool</p>\n\nIt closes.", "a.txt", "", "html"),
        ("Pool <b>closes</b>", "", "text/html", "html"),
        ("Pool closes, 3 < 4", "a.html", "", "text"),
        ("<!-- a --><!DOCTYPE html><title>x", "a.xml", "", "html"),
        ("<?xml version='1.0'?><!DOCTYPE html><html xmlns='x'>", "a.xml", "", "html"),
        ("<?xml version='1.0'?><!-- <html> --><rss>", "a.txt", "", "xml"),
        ("<rss version='2.0'>", "", "", "xml"),
        ("<story><head/></story>", "", "application/xml", "xml"),
        ("<story><head/></story>", "", "", "xml"),
        ("<3 is what she wrote", "", "", "text"),
        ("[Pool] closes", "a.txt", "", "text"),
        ("{} closes", "a.txt", "", "text"),
        ('{"a": ', "a.json", "", "json"),
        ("[1]", "", "application/json", "json"),
        (ROW, "a.json", "", "json"),
        (ROW, "a.jsonl", "", "jsonl"),
        ("", "a.jsonl", "", "jsonl"),
        ("{\\rtf1 Pool}", "a.jsonl", "", "refused"),
    ],
)
def test_a_name_or_a_servers_word_decides_between_kin(data, name, media_type, expected):
    try:
        found = recognition.recognised(data.encode(), "", name, media_type)
    except SourceError:
        found = "refused"
    assert found == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_wide_encodings_are_seen_through(encoding):
    for kind in ("json", "html", "text", "xml"):
        data = SAMPLES[kind].decode().encode(encoding)
        assert recognition.recognised(data, "") == kind
        articles, _ = read(data)
        assert articles[0].text.startswith(POOL)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\x00\x01\x02" * 3, "is binary, not text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", PICTURE),
        (b"\xff\xd8\xff\xe00000 It sails at noon.", PICTURE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "is an old Office file; save it as .docx or PDF"),
        (b"{\\rtf1 Pool}", "is rich text (RTF); save it as .docx, PDF or plain text"),
        (archive(xl__workbook="<a/>"), "is a spreadsheet; save it as .csv"),
        (archive(mimetype="application/vnd.oasis.opendocument.text"), "is an OpenDocument file"),
        (archive(a="b"), "is a zip archive; unpack it first"),
        (b"PK\x03\x04\x00", "is a zip archive; unpack it first"),
        (compress(compress(b"a", mtime=0), mtime=0), "is packed twice; unpack it first"),
    ],
)
def test_what_is_refused_says_what_to_do(data, said):
    articles, (problem,) = read(data)
    assert (articles, problem.source) == ([], "/news/a")
    assert problem.reason.startswith(said)


@pytest.mark.parametrize("name", ["a.jpg", "a.PNG", "a.mp3", "a.mp4"])
def test_a_text_that_is_called_a_picture_or_a_recording_is_none(name):
    articles, (problem,) = read(SAMPLES["text"], name)
    assert (articles, problem.reason.split()[0]) == ([], "is")
    assert len(read(SAMPLES["html"], name)[0]) == 1  # a page about one


def test_a_packed_file_is_read_and_a_bomb_is_not_unpacked():
    ((article,), _) = read(
        compress(SAMPLES["text"][:50]) + compress(SAMPLES["text"][50:]), "a.md.gz"
    )
    assert article.title == "Pool to close"
    started = time.monotonic()
    assert "unpacks to more than" in read(compress(b"a" * 90_000_000), max_mb=2)[1][0].reason
    assert time.monotonic() - started < 5


def test_pictures_within_a_page_do_not_make_it_too_large():
    picture = f"<img src='data:image/png;base64,{'A' * 6_000_000}'>"
    ((article,), _) = read(PAGE.replace("<p>", f"{picture}<p>", 1).encode(), "a.html")
    assert article.text.startswith(POOL)


@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_a_page_that_no_memory_would_hold_is_refused(name):
    data = (PAGE if name == "a.html" else "# Pool to close\n").encode() + b"<p>word</p>\n" * 500_000
    articles, (problem,) = read(data, name)
    assert (articles, problem.reason) == (
        [],
        "has 6 MB of text and marks, which no article has (at most 5)",
    )


def test_xml_of_too_many_elements_is_refused():
    _, (problem,) = read(b"<doc><title>Pool</title>" + b"<p>a</p>" * 1_000_001 + b"</doc>", "a.xml")
    assert problem.reason == "has 1000003 elements, more than can be held; split it"


def test_without_a_uri_the_files_name_is_complained_of():
    (problem,) = formats.parse(b"", file_name="a.txt")
    assert isinstance(problem, SourceError)
    assert problem.source == "a.txt"


def test_nothing_heavy_is_loaded_before_it_is_needed():
    import subprocess
    import sys

    code = (
        "import sys\nfrom ingest.parse import formats\nfrom ingest.sources import paths\n"
        "print([one for one in ('pypdf', 'docx', 'lxml', 'trafilatura') if one in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbf", b"\xef\xbb\xbf\n", b"\xff\xfe", b"\xfe\xff\x00 "]
)
@pytest.mark.parametrize("suffix", ["txt", "md", "html", "json", "xml", "eml", ""])
def test_a_file_of_a_byte_order_mark_alone_holds_no_article(data, suffix):
    [found] = formats.parse(data, file_name=f"a.{suffix}", uri="/news/a", max_mb=1)
    assert isinstance(found, SourceError)
    assert found.reason.startswith(("holds no article", "is binary"))
