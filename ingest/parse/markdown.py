"""Markdown -> articles: front matter where there is some, else the first heading and byline."""

from collections.abc import Sequence
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest import clean, dates
from ingest.article import Article, link
from ingest.parse.header import Header, is_title, read_byline
from ingest.parse.text import build


def parse(text: str, *, file_name: str = "") -> list[Article]:
    """The article in `text`, [] where nothing is said."""
    meta, rest = front_matter(clean.tidy(text))
    lines = plain_lines(rest)
    header = Header(title=_one(meta, "title", "headline"), source=_one(meta, "source", "outlet"))
    header.authors = _many(meta.get("authors") or meta.get("author"))
    if date := dates.iso(_one(meta, "published_at", "date", "published")):
        header.date, header.dated_by = date, "metadata"
    if lines and (lines[0] == header.title or (not header.title and is_title(lines[0]))):
        header.title = lines.pop(0)
    read_byline(header, lines)
    url = link(_one(meta, "url", "link", "canonical"))
    article = build(header, lines, url=url, file_name=file_name)
    return [article] if article else []


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The YAML between two `---` lines at the very top, and the text after it."""
    if not text.startswith("---\n"):
        return {}, text
    head, found, rest = text[4:].partition("\n---")
    if not found:
        return {}, text
    try:
        # Every value as it is written: the safe loader fails on a date like 2025-02-30.
        meta = yaml.load(head, Loader=yaml.BaseLoader)  # noqa: S506, it makes text, lists, maps
    except (yaml.YAMLError, RecursionError):
        return {}, text
    return (meta, rest.lstrip("-")) if isinstance(meta, dict) else ({}, text)


def plain_lines(text: str) -> list[str]:
    """Headings, paragraphs and list items as plain lines, without marks, links and images."""
    lines: list[str] = []
    bullets = 0
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "list_item_open":
            bullets += 1
        elif token.type == "inline":
            if line := " ".join(_plain(token.children or []).split()):
                lines.append(f"• {line}" if bullets else line)
                bullets = 0
        elif token.type == "fence" and token.content.strip():
            lines.append(" ".join(token.content.split()))
    return lines


def _plain(tokens: Sequence[Token]) -> str:
    words = {"softbreak": " ", "hardbreak": " ", "image": "", "html_inline": ""}
    return "".join(words.get(token.type, token.content) for token in tokens)


def _one(meta: dict[str, Any], *names: str) -> str:
    for name in names:
        value = meta.get(name)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return ""


def _many(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [" ".join(one.split()) for one in values if isinstance(one, str) and one.strip()]
