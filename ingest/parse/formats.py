"""Bytes -> articles, in whatever format recognition.py finds them to be."""

import re
import zlib
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO

from ingest.article import Article, link
from ingest.errors import SourceError
from ingest.parse import csv, encoding, jsonl, mail, markdown, text
from ingest.parse.recognition import GZIP, Format, recognised
from ingest.parse.web import html

SUFFIXES = (
    *(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".xml"),
    *(".rss", ".atom", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".pdf", ".docx", ".eml"),
    *(".jsonl.gz", ".ndjson.gz", ".json.gz", ".txt.gz", ".html.gz", ".xml.gz"),
    *(".csv.gz", ".tsv.gz"),
)
DEEPEST = 3  # a mail in a mail in a mail
# Bytes of a page or of Markdown without its pictures: reading takes up to 3 seconds and 250 MB of
# memory for each MB. The longest live blogs have two.
MOST_MARKED_UP = 5 << 20
# A picture within a page, as pages saved in one file have them.
_PICTURE = re.compile(rb"data:[\w.+/-]{1,80}(?:;[\w=.+-]{1,40})?;base64,[A-Za-z0-9+/=]{64,}")


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
        repeats: lines that are furniture where it is a text or Markdown: text/repeats.py.
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
    elif kind == "csv":
        yield from csv.parse(data, uri=uri)
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
