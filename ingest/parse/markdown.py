"""Markdown -> articles: front matter where there is some, else headings, bylines and rules."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.article import Article, link
from ingest.parse import text as plain
from ingest.parse.front_matter import Header
from ingest.parse.layout import digest, rows
from ingest.parse.layout.blocks import HEAD_LINES
from ingest.parse.layout.header import read_above, read_byline
from ingest.parse.layout.headline import is_title
from ingest.text import clean, dates, furniture
from ingest.text.names import names

_RULE = "-----"  # a thematic break, as plain text has it
_WIKI = re.compile(r"\[\[(?:[^\[\]|]{1,200}\|)?([^\[\]|]{1,200})\]\]")
# What the front matter of clippers and site generators calls it, in the order of belief.
_TITLE = ("title", "headline")
_AUTHORS = ("authors", "author", "byline", "creator")
_OUTLET = ("outlet", "publication", "publisher", "site_name", "sitename", "site", "newspaper")
_DATE = ("published_at", "published", "date_published", "datepublished", "publishdate", "pubdate",
         "publication_date", "date")  # fmt: skip
_UPDATED = ("updated_at", "updated", "modified", "date_modified", "datemodified", "lastmod")
_URL = ("url", "link", "canonical", "canonical_url", "permalink", "source_url")
_SECTION = ("section",)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of plain words."""

    text: str
    level: int = 0  # of a heading, 1 to 6


def parse(
    text: str, *, file_name: str = "", repeats: Container[str] = frozenset()
) -> list[Article]:
    """The articles in `text`, several where it is a digest; [] where nothing is said.

    Args:
        repeats: lines that stand in many articles of the same kind; see ingest/text/repeats.py.
    """
    meta, rest = front_matter(clean.tidy(text))
    header = _told(meta)
    lines = _lines(rest)
    if not header.title and len(found := _parts(lines)) > 1:
        for part in found:
            part.header.fill(header)
        return plain.articles_of(found, file_name=file_name, repeats=repeats)
    below = _below_title(header, lines)
    if repeats:
        below = plain.without(below, repeats)
    read_byline(header, below)
    article = plain.build(header, below, url=header.url, file_name=file_name)
    return [article] if article else []


def _parts(lines: list[_Line]) -> list[digest.Part]:
    """The articles of a digest: below headings of one rank, or divided as plain text is."""
    return _by_headings(lines) or digest.parts([line.text for line in lines])


def _by_headings(lines: list[_Line]) -> list[digest.Part]:
    """The sections below the first rank of heading that comes twice, if they are articles."""
    ranks = [line.level for line in lines if line.level]
    rank = next((one for one in sorted(set(ranks)) if ranks.count(one) > 1), 0)
    starts = [number for number, line in enumerate(lines) if rank and line.level == rank]
    if len(starts) < 2:
        return []
    texts = [line.text for line in lines]
    blocks = [texts[start:end] for start, end in pairwise([*starts, len(texts)])]
    # "Read next" and its kin head the page's end, not an article.
    blocks = [block for block in blocks if not furniture.is_furniture(block[0])]
    return digest.divided(texts[: starts[0]], blocks)


def _below_title(header: Header, lines: list[_Line]) -> list[str]:
    """The lines of the one article; what stands above and its headline go to `header`."""
    texts = [line.text for line in lines]
    while texts and texts[0] == _RULE:
        texts.pop(0)
        lines = lines[1:]
    top = min((line.level for line in lines if line.level), default=0)
    place = next((n for n, line in enumerate(lines) if top and line.level == top), -1)
    above = texts[: max(place, 0)]
    if header.title in texts[:1] or (place < 0 and not header.title and texts[:1]):
        place, above = 0, []
        if not (header.title or is_title(texts[0])):
            return texts
    elif place < 0 or any(map(clean.is_prose, above)) or len(above) > HEAD_LINES:
        # The first heading stands within the text.
        if not header.title and texts and is_title(texts[0]):
            header.title = texts.pop(0)
        return texts
    elif header.title and header.title != texts[place]:
        return texts  # a heading within the text that has its headline in the front matter
    header.title = header.title or texts[place]
    read_above(header, above)
    return texts[place + 1 :]


def _told(meta: dict[str, Any]) -> Header:
    """What the front matter says."""
    meta = {re.sub(r"[\s-]+", "_", str(key).casefold()): value for key, value in meta.items()}
    header = Header(title=_one(meta, *_TITLE), section=_one(meta, *_SECTION))
    source = _one(meta, "source")  # an outlet's name, or an address
    header.url = link(_one(meta, *_URL)) or link(source)
    header.source = _one(meta, *_OUTLET) or ("" if link(source) else source)
    header.authors = next((found for name in _AUTHORS if (found := _many(meta.get(name)))), [])
    if date := _date(_one(meta, *_DATE)):
        header.date, header.dated_by = date, "metadata"
    header.updated = _date(_one(meta, *_UPDATED))
    return header


def _date(value: str) -> str:
    return dates.iso(value) or ((found := dates.find(value)) and found[0]) or ""


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The YAML between two `---` lines at the very top, and the text after it."""
    if not text.startswith("---\n"):
        return {}, text
    head, found, rest = text[4:].partition("\n---")
    if not found:
        return {}, text
    try:
        # Every value as it is written: the safe loader fails on a date like 2025-02-30.
        meta = yaml.load(head, Loader=yaml.BaseLoader)  # noqa: S506, text, lists, maps  # nosec B506
    except (yaml.YAMLError, RecursionError):
        return {}, text
    return (meta, rest.lstrip("-")) if isinstance(meta, dict) else ({}, text)


def lines_of(text: str) -> list[str]:
    """The plain lines of a whole file, front matter left out."""
    return [line.text for line in _lines(front_matter(clean.tidy(text))[1])]


def _lines(text: str) -> list[_Line]:
    """Headings, paragraphs, list items, table rows and rules as plain lines.

    Without marks, links and images.
    """
    lines: list[_Line] = []
    bullets = level = 0
    table: list[list[str]] = []  # the rows of the one that is open
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "list_item_open":
            bullets += 1
        elif token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "table_open":
            table = []
        elif token.type == "tr_open":
            table.append([])
        elif token.type == "table_close":
            lines += [_Line(line) for line in rows.sentences(table[1:], table[0])]
            table = []
        elif token.type == "inline" and table:
            table[-1].append(" ".join(_plain(token.children or []).split()))
        elif token.type == "inline":
            for one in _plain(token.children or []).split("\n"):
                if line := " ".join(one.split()):
                    lines.append(_Line(f"• {line}" if bullets else line, level))
                    bullets = 0
        elif token.type == "fence" and token.content.strip():
            lines.append(_Line(" ".join(token.content.split())))
        elif token.type == "hr":
            lines.append(_Line(_RULE))
    return lines


def _plain(tokens: Sequence[Token]) -> str:
    words = {"softbreak": " ", "hardbreak": "\n", "image": "", "html_inline": ""}
    return "".join(words.get(token.type, token.content) for token in tokens)


def _one(meta: dict[str, Any], *keys: str) -> str:
    for key in keys:
        value = meta.get(key)
        if isinstance(value, str) and value.strip():
            return " ".join(_WIKI.sub(r"\1", value).split())
    return ""


def _many(value: Any) -> list[str]:
    """The names in a list, or in a line of them, without the marks of a link."""
    values = value if isinstance(value, list) else [value]
    bare = [_WIKI.sub(r"\1", one) for one in values if isinstance(one, str)]
    if len(bare) == 1:
        bare = names(re.sub(r"^by\s+", "", bare[0].strip(), flags=re.IGNORECASE))
    return [" ".join(one.split()) for one in bare if one.strip()]
