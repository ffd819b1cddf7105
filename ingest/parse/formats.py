"""Bytes -> articles, whatever they are: the format is recognised by what the bytes are.

A name, or what a server calls it, only decides between kin: Markdown or text, HTML or XML.
"""

import json
import re
import zlib
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from typing import Literal

from ingest.article import Article, link
from ingest.errors import SourceError
from ingest.parse import encoding, html, jsonl, mail, markdown, text

Format = Literal["pdf", "docx", "mail", "json", "jsonl", "xml", "html", "markdown", "text"]

SUFFIXES = (
    *(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".xml"),
    *(".rss", ".atom", ".json", ".jsonl", ".ndjson", ".pdf", ".docx", ".eml"),
    *(".jsonl.gz", ".ndjson.gz", ".json.gz", ".txt.gz", ".html.gz", ".xml.gz"),
)
LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
GZIP = b"\x1f\x8b"
DEEPEST = 3  # a mail in a mail in a mail
LOOK_AT = 65_536
# Bytes of a page or of Markdown without its pictures: reading takes up to 3 seconds and 250 MB of
# memory for each MB. The longest live blogs have two.
MOST_MARKED_UP = 5 << 20
# A picture within a page, as pages saved in one file have them.
_PICTURE = re.compile(rb"data:[\w.+/-]{1,80}(?:;[\w=.+-]{1,40})?;base64,[A-Za-z0-9+/=]{64,}")

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
)
_ZIPS = (
    (b"xl/workbook", "is a spreadsheet; save the articles as .json or .docx"),
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


def parse(
    data: bytes,
    *,
    file_name: str,
    uri: str = "",
    media_type: str = "",
    max_mb: int = 40,
    repeats: Container[str] = frozenset(),
) -> Iterator[Article | SourceError]:
    """The articles in `data`, and a `SourceError` for each part of it that is none. Never raises.

    Args:
        file_name: tells Markdown from text; a date in it may date a text. "" where there is none.
        uri: what is complained of; the file's name where it is not given.
        media_type: as a server sent it ("text/html; charset=…"), a hint as the name is one.
        max_mb: packed data that unpacks to more is refused.
        repeats: lines that are furniture where it is a text or Markdown; see ingest/repeats.py.
    """
    limits = _Limits(max_mb, repeats)
    yield from _parse(data, file_name, uri or file_name, media_type, limits=limits, depth=0)


def lines(data: bytes, *, file_name: str) -> list[str]:
    """The lines of a text or of Markdown, as `repeats` has them; [] for any other format.

    Raises:
        SourceError: nothing that articles are read from.
    """
    kind = recognised(data, file_name, file_name) if data.strip() else "text"
    if kind not in {"markdown", "text"}:
        return []
    written = encoding.decode(data, file_name)
    return markdown.lines_of(written) if kind == "markdown" else text.lines_of(written)


@dataclass(frozen=True, slots=True)
class _Limits:
    max_mb: int
    repeats: Container[str]


def _parse(
    data: bytes, file_name: str, uri: str, media_type: str, *, limits: _Limits, depth: int
) -> Iterator[Article | SourceError]:
    try:
        if depth > DEEPEST:
            raise SourceError(uri, "is packed in too many other things")
        if data.startswith(GZIP):
            data = unpacked(data, uri, max_mb=limits.max_mb)
            file_name = file_name.removesuffix(".gz")
            if data.startswith(GZIP):
                raise SourceError(uri, "is packed twice; unpack it first")
        if not data.strip():
            raise SourceError(uri, "is empty")
        attached = partial(_parse, limits=replace(limits, repeats=frozenset()), depth=depth + 1)
        kind, found = recognised(data, uri, file_name, media_type), 0
        # What is attached to a mail does not stand at the mail's address.
        read = (
            html.parse(_narrow(data, uri), file_name=file_name, url="" if depth else link(uri))
            if kind == "html"
            else _read(data, kind, file_name, uri, attached, limits.repeats)
        )
        for one in read:
            found += 1
            yield one
        if not found:
            raise SourceError(uri, "holds no article text")
    except SourceError as error:
        # Parsers that know no address complain of a file's name.
        yield SourceError(error.source if error.source.startswith(uri) else uri, error.reason)
    except Exception as error:  # parsers meet anything; one odd file must not stop a run
        yield SourceError(uri, f"cannot be parsed ({error!r:.200})")


def _read(
    data: bytes,
    kind: Format,
    file_name: str,
    uri: str,
    attached: mail.Reader,
    repeats: Container[str],
) -> Iterator[Article | SourceError]:
    # Late, all of them: a run over texts and pages loads none.
    if kind == "pdf":
        from ingest.parse import pdf

        yield from pdf.parse(data, file_name=file_name, uri=uri)
    elif kind == "docx":
        from ingest.parse import docx

        yield from docx.parse(data, file_name=file_name, uri=uri)
    elif kind == "mail":
        yield from mail.parse(data, file_name=file_name, uri=uri, attached=attached)
    elif kind == "json":
        from ingest.parse import json as json_parser

        yield from json_parser.parse(data, uri=uri)
    elif kind == "jsonl":
        yield from jsonl.read(BytesIO(data), uri=uri, longest=len(data))
    elif kind == "xml":
        from ingest.parse import xml

        yield from xml.parse(data, file_name=file_name, uri=uri)
    elif kind == "markdown":
        data = _of_bearable_size(data, uri)
        written = encoding.decode(data, uri)
        yield from markdown.parse(written, file_name=file_name, repeats=repeats)
    else:
        written = encoding.decode(data, uri)
        yield from text.parse(written, file_name=file_name, repeats=repeats)


def _narrow(page: bytes, uri: str) -> bytes:
    """A page in an encoding that parsers of pages take, and of a size that they bear."""
    if encoding.is_wide(page):
        page = encoding.decode(page, uri).encode()
    return _of_bearable_size(page, uri)


def _of_bearable_size(data: bytes, uri: str) -> bytes:
    """A large page without the pictures in it.

    Raises:
        SourceError: it is still too large to be an article.
    """
    if len(data) > MOST_MARKED_UP // 5:
        data = _PICTURE.sub(b"data:,", data)
    if len(data) > MOST_MARKED_UP:
        said = f"has {len(data) / (1 << 20):.0f} MB of text and marks, which no article has"
        raise SourceError(uri, f"{said} (at most {MOST_MARKED_UP >> 20})")
    return data


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
    is_markdown = name.endswith((".md", ".markdown")) or "markdown" in media_type
    if start.startswith(b"<") and (kind := _marked_up(start, name, media_type)):
        # Markdown may begin with a piece of HTML.
        if kind != "html" or not is_markdown or _PAGE.search(start[:2048]):
            return kind
    elif (name.endswith((".html", ".htm", ".xhtml")) or "html" in media_type) and _TAG.search(data):
        return "html"
    return "markdown" if is_markdown else "text"


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


def unpacked(data: bytes, uri: str, *, max_mb: int) -> bytes:
    """What gzip packed, all its members.

    Raises:
        SourceError: it is damaged, or more than `max_mb`.
    """
    limit, found = max_mb << 20, bytearray()
    while data.startswith(GZIP):
        packed = zlib.decompressobj(wbits=31)
        try:
            found += packed.decompress(data, limit + 1 - len(found))
        except zlib.error as error:
            raise SourceError(uri, f"cannot be unpacked: {error}") from error
        if len(found) > limit:
            reason = f"unpacks to more than ingest.max_file_mb allows ({max_mb}); split it"
            raise SourceError(uri, reason)
        if not packed.eof:
            raise SourceError(uri, "is cut off: its end is missing")
        data = packed.unused_data
    return bytes(found)
