"""Whatever bytes there are: articles or a `SourceError`, never another exception, never a hang."""

import json
import time
import unicodedata
import zipfile
from email.message import EmailMessage
from gzip import compress
from io import BytesIO

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_writer import block, pdf

from ingest.article import Article
from ingest.errors import SourceError
from ingest.parse import formats
from ingest.text import clean

LONGEST_SECONDS = 10  # of the processor's time, which other processes do not lengthen
SAID = (
    "The swimming pool on Mill Lane will close for a year, the council said on Monday.",
    "“It’s leaking”, said Zoë Ray – nobody knows where the water goes, and it costs 20 €.",
    "Swimmers are sent to the lake, which is free of charge and cold until the end of June.",
)


def word():
    document, out = docx.Document(), BytesIO()
    document.add_heading("Pool to close", level=0)
    for text in SAID:
        document.add_paragraph(text)
    document.add_table(rows=2, cols=2)
    document.save(out)
    return out.getvalue()


def loose_word():
    """The same with its parts unpacked, so that changed bytes reach the parsers of XML."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(word())) as packed, zipfile.ZipFile(out, "w") as made:
        for name in packed.namelist():
            made.writestr(name, packed.read(name))
    return out.getvalue()


def mail():
    message = EmailMessage()
    message["From"], message["To"] = "Ann Lee <ann@gazette.example>", "desk@paper.example"
    message["Subject"], message["Date"] = "Pool – closed", "Mon, 06 Jan 2025 08:00:00 +0000"
    message["Message-ID"] = "<1@gazette.example>"
    message.set_content("\n\n".join(SAID))
    message.add_alternative("".join(f"<p>{text}</p>" for text in SAID), subtype="html")
    message.add_attachment(
        pdf([block(SAID[0])]), maintype="application", subtype="pdf", filename="a.pdf"
    )
    return message.as_bytes()


ROW = {"title": "Pool to close", "text": "\n\n".join(SAID), "published_at": "2025-01-06"}
PAGE = (
    "<!doctype html><html><head><title>Pool to close</title><meta property='og:title' "
    "content='Pool to close'>"
    '<script type=\'application/ld+json\'>{"@type": "NewsArticle"}</script>'
    "</head><body><h1>Pool to close</h1><p>By Ann Lee, 6 January 2025</p>"
    + "".join(f"<p>{text}</p>" for text in SAID)
    + "<table><tr><td>2025</td><td>4 m</td></tr></table></body></html>"
)
FEED = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Gazette</title><item>"
    "<title>Pool</title>"
    "<link>https://gazette.example/pool</link><pubDate>Mon, 06 Jan 2025 08:00:00 GMT</pubDate>"
    f"<description><![CDATA[{''.join(f'<p>{text}</p>' for text in SAID)}]]></description></item>"
    "</channel></rss>"
)
NEWS = (
    "<?xml version='1.0'?><!DOCTYPE nitf [<!ENTITY a 'b'>]><nitf><head><docdata>"
    "<date.issue norm='20250106T080000Z'/></docdata></head><body><body.head><hedline><hl1>Pool &a;"
    "</hl1></hedline></body.head><body.content>"
    + "".join(f"<p>{text}</p>" for text in SAID)
    + "</body.content></body></nitf>"
)
SAVED = (
    "From: <Saved>\r\nSnapshot-Content-Location: https://gazette.example/pool\r\nMIME-Version: 1.0"
    '\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; '
    f"charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{PAGE}\r\n--b--\r\n"
)
VALID = {
    "a.pdf": pdf([block("\n".join(SAID)), block(SAID[1])], packed=False, info="/Title (Pool)"),
    "packed.pdf": pdf([block("\n".join(SAID)), block(SAID[1])]),
    "a.docx": word(),
    "loose.docx": loose_word(),
    "a.eml": mail(),
    "a.mhtml": SAVED.encode(),
    "a.html": PAGE.encode(),
    "feed.xml": FEED.encode(),
    "news.xml": NEWS.encode(),
    "a.json": json.dumps({"items": [ROW, {"content_html": "<p>x</p>"}]}).encode(),
    "a.jsonl": (json.dumps(ROW) + "\n").encode() * 3,
    "a.jsonl.gz": compress((json.dumps(ROW) + "\n").encode() * 3),
    "a.csv": ("title,text,date\n" + f'Pool,"{SAID[0]}\n\n{SAID[1]}",5/25/2025\n' * 3).encode(),
    "a.txt": "\n\n".join(("Pool to close", "By Ann Lee", *SAID)).encode(),
    "a.md": f"---\ntitle: Pool\n---\n# Pool\n\n{' '.join(SAID)}\n\n- a\n- b\n".encode(),
    "latin.txt": "\n\n".join(SAID).encode("cp1252"),
    "wide.txt": "\n\n".join(SAID).encode("utf-16"),
}


def checked(data, name):
    """The articles in `data`, each found to be as articles are."""
    started = time.process_time()
    found = list(formats.parse(data, file_name=name, uri=f"/news/{name}", max_mb=2))
    assert time.process_time() - started < LONGEST_SECONDS
    assert found  # an article or a word why there is none
    for one in found:
        if isinstance(one, SourceError):
            assert one.source.startswith("/news/")
            assert "\n" not in one.reason.strip()
            continue
        assert one.title.strip()
        assert one.text.strip()
        for said in (one.title, one.text, one.source, one.section, *one.authors):
            assert clean.tidy(said) == said
            assert not {char for char in said if unicodedata.category(char) in ("Cc", "Cs")} - set(
                "\n\t"
            )
        assert list(one.pages) == sorted(one.pages)
        assert all(0 <= start <= len(one.text) for start in one.pages)
        assert one.content_hash
    return [one for one in found if isinstance(one, Article)]


@st.composite
def mutated(draw, data):
    """`data` with pieces of it changed, cut out, doubled or moved."""
    changed = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, max(0, len(changed) - 1)))
        end = min(len(changed), start + draw(st.integers(1, 60)))
        how = draw(st.sampled_from(("bytes", "flip", "cut", "double", "truncate", "digits", "end")))
        if how == "bytes":
            changed[start:end] = draw(st.binary(max_size=40))
        elif how == "flip" and changed:
            changed[start] ^= 1 << draw(st.integers(0, 7))
        elif how == "cut":
            del changed[start:end]
        elif how == "double":
            changed[start:start] = changed[start:end] * draw(st.integers(1, 40))
        elif how == "truncate":
            del changed[end:]
        elif how == "digits":
            changed[start:end] = draw(st.sampled_from((b"999999999", b"-1", b"0", b"1e999")))
        else:
            changed += changed[start:end]
    return bytes(changed)


@pytest.mark.parametrize("name", VALID)
def test_what_the_changed_documents_were_made_from_is_read(name):
    assert checked(VALID[name], name)


@pytest.mark.parametrize("name", VALID)
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_changed_document_is_read_or_refused(name, data):
    checked(data.draw(mutated(VALID[name])), data.draw(st.sampled_from((name, "a", "a.txt"))))


@settings(max_examples=100)
@given(
    st.sampled_from((b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"<?xml ", b"<p>"))
    | st.sampled_from((b"<!doctype html>", b"{", b"[", b"From: a\nMIME-Version: 1.0\n", b"---\n")),
    st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode()),
    st.sampled_from([*VALID, "a"]),
)
def test_any_bytes_are_read_or_refused(start, rest, name):
    checked(start + rest, name)
