"""What format bytes are in, by what they are.

A name, or what a server calls it, only decides between kin: Markdown or text, HTML or XML.
"""

import json
import re
from pathlib import PurePath
from typing import Literal

from ingest.errors import SourceError
from ingest.parse import csv, encoding, mail

Format = Literal["pdf", "docx", "mail", "json", "jsonl", "csv", "xml", "html", "markdown", "text"]

LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
TABLES = (".csv", ".tsv")
GZIP = b"\x1f\x8b"
LOOK_AT = 65_536
_PICTURE = "is a picture; have the words in it read, and save them as text or PDF"
# What is none of ours, by its first bytes, with what to do about it.
_REFUSED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Office file; save it as .docx or PDF"),
    (b"{\\rtf", "is rich text (RTF); save it as .docx, PDF or plain text"),
    (b"7z\xbc\xaf\x27\x1c", "is an archive; unpack it first"),
    (b"Rar!\x1a", "is an archive; unpack it first"),
    (b"BZh91AY", "is packed with bzip2; unpack it, or pack it with gzip"),
    (b"\xfd7zXZ", "is packed with xz; unpack it, or pack it with gzip"),
    (b"\x28\xb5\x2f\xfd", "is packed with zstd; unpack it, or pack it with gzip"),
    (b"%!PS", "is PostScript; save it as PDF"),
    *((magic, _PICTURE) for magic in (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF87a", b"GIF89a")),
    *((magic, _PICTURE) for magic in (b"II*\x00", b"MM\x00*")),
)
# What is none by its name, whatever text it holds; a page's, a table's or a mail's bytes tell.
_MEDIA = {
    **dict.fromkeys(".jpg .jpeg .png .gif .webp .tif .tiff .bmp .heic .avif".split(), _PICTURE),
    **dict.fromkeys(".mp3 .wav .m4a .ogg .flac .aac".split(), "is a recording by its name"),
    **dict.fromkeys(".mp4 .mov .avi .mkv .webm .wmv".split(), "is a film by its name"),
}
_ZIPS = (
    (b"xl/workbook", "is a spreadsheet; save it as .csv"),
    (b"ppt/presentation", "is a presentation; save it as PDF"),
    (b"opendocument", "is an OpenDocument file; save it as .docx or PDF"),
    (b"epub+zip", "is an e-book; save it as PDF"),
)
_ROOT = re.compile(rb"<([A-Za-z_][\w.-]{0,60}(?::[\w.-]{1,60})?)([^>]{0,2000})")
_PAGE = re.compile(rb"<!doctype\s+html\b|<html\b|<head\b|<body\b", re.IGNORECASE)
_HTML_TYPE = re.compile(rb"<!doctype\s+html\b", re.IGNORECASE)
_TAG = re.compile(rb"</?[A-Za-z][^<>]{0,500}>")
_XML_ROOTS = {
    *("rss", "feed", "rdf:rdf", "nitf", "newsitem", "newsmessage", "packageitem", "newsml"),
}
# What a page, or a piece of one, begins with.
_HTML_TAGS = frozenset(
    "a article b blockquote br center div dl em figure font form h1 h2 h3 h4 h5 h6 header hr i img"
    " link main meta nav ol p pre script section small span strong style table title u ul".split()
)


def recognised(data: bytes, uri: str, file_name: str = "", media_type: str = "") -> Format:
    """What the bytes are.

    Raises:
        SourceError: nothing that articles are read from; the reason says what to do.
    """
    name, start = file_name.lower(), data[:LOOK_AT].lstrip()
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data, uri)
    for magic, reason in _REFUSED:
        if data.startswith(magic):
            raise SourceError(uri, reason)
    if encoding.is_wide(data):
        data = encoding.decode(data, uri).encode()
        start = data[:LOOK_AT].lstrip()
    elif encoding.is_binary(data):
        raise SourceError(uri, "is binary, not text")
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"["):
        if kind := _json(data, start, name, media_type):
            return kind
    elif name.endswith(LINES) and not start.startswith(b"<"):
        return "jsonl"
    if mail.is_mail(start, file_name=name):
        return "mail"
    if not start.startswith(b"<") and _is_table(start, name, media_type):
        return "csv"
    if not start.startswith(b"<") and (medium := _MEDIA.get(PurePath(name).suffix)):
        raise SourceError(uri, medium)
    is_markdown = name.endswith((".md", ".markdown")) or "markdown" in media_type
    if start.startswith(b"<") and (kind := _marked_up(start, name, media_type)):
        # Markdown may begin with a piece of HTML.
        if kind != "html" or not is_markdown or _PAGE.search(start[:2048]):
            return kind
    elif (name.endswith((".html", ".htm", ".xhtml")) or "html" in media_type) and _TAG.search(data):
        return "html"
    return "markdown" if is_markdown else "text"


def _is_table(start: bytes, name: str, media_type: str) -> bool:
    """Whether it is called a table of articles, or names their columns on its first line."""
    called = name.endswith(TABLES) or media_type.startswith(("text/csv", "text/tab-separated"))
    first = next(iter(start[: csv.LONGEST_HEAD].splitlines()), b"")
    return called or csv.is_table(first.decode("utf-8", "replace"))


def _zip(data: bytes, uri: str) -> Format:
    from ingest.parse import docx

    if docx.is_docx(data):
        return "docx"
    for sign, reason in _ZIPS:
        if sign in data[:4096] or sign in data[-65_536:]:
            raise SourceError(uri, reason)
    raise SourceError(uri, "is a zip archive; unpack it first")


def _json(data: bytes, start: bytes, name: str, media_type: str) -> Format | None:
    """Lines of objects, a document, or neither: a text may begin with a bracket."""
    if are_lines(start, cut=len(data) > len(start), name=name):
        return "jsonl"
    named = name.endswith((".json", *LINES)) or "json" in media_type
    is_document = re.match(rb"""\{\s*["}]|\[\s*[\[{"\]]""", start)
    return "json" if named or (is_document and data.rstrip()[-1:] in b"]}") else None


def are_lines(start: bytes, *, cut: bool, name: str = "") -> bool:
    """Whether bytes are JSON lines: the first line is a whole object, another follows.

    Args:
        start: the first bytes.
        cut: whether more bytes follow these.
        name: one object alone is a line where it is called `.jsonl`, a document elsewhere.
    """
    named = name.lower().endswith(LINES)
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    first, ended, rest = start.partition(b"\n")
    if not first.startswith(b"{"):
        return named and not start.startswith((b"[", b"<", b"%PDF-", b"PK\x03\x04", GZIP))
    if cut and not ended:
        return named  # one line longer than what there is to see
    if named and first.strip() != b"{":
        return True
    if not isinstance(_loaded(first), dict):
        return False
    return bool(rest.strip()[:1] == b"{")


def _loaded(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _marked_up(start: bytes, name: str, media_type: str) -> Format | None:
    """HTML or XML, by the first element; `None` for a text that begins with `<`."""
    place = _first_element(start)
    if _HTML_TYPE.search(start[:place]):
        return "html"
    root = _ROOT.match(start, place)
    if root is None:
        return None
    tag = root[1].lower().decode()
    if tag in ("html", "head", "body") or b"1999/xhtml" in root[2]:
        return "html"
    if tag in _XML_ROOTS or start.startswith(b"<?xml") or name.endswith(".xml"):
        return "xml"
    if tag in _HTML_TAGS:
        return "html"
    if "xml" in media_type or name.endswith((".rss", ".atom")):
        return "xml"
    return "xml" if b"</" + root[1] in start else None


def _first_element(start: bytes) -> int:
    """Where it stands, after declarations and comments; the end where there is none."""
    place = 0
    while (place := start.find(b"<", place)) >= 0:
        for opening, closing in ((b"<!--", b"-->"), (b"<?", b"?>"), (b"<!", b">")):
            if start.startswith(opening, place):
                end = start.find(closing, place + len(opening))
                place = end + len(closing) if end >= 0 else len(start)
                break
        else:
            return place
    return len(start)
