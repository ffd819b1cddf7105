"""JSON lines -> articles, one a line: `title`, `text` or `body`, and what else is known."""

import json
from typing import Any

from ingest import clean, dates
from ingest.article import Article, article_id, link
from ingest.errors import SourceError
from ingest.parse.text import lead


def parse_line(line: bytes, *, place: str) -> Article:
    """The article on one line. A given `id` is kept.

    Args:
        place: file and line number, for the complaint.

    Raises:
        SourceError: the line is no JSON object, or holds no text.
    """
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise SourceError(place, f"is not JSON: {error}") from error
    if not isinstance(row, dict):
        kind = "null" if row is None else type(row).__name__
        raise SourceError(place, f"is a JSON {kind}, not an object with title and text")
    text = _text(row, "text", "body", "content")
    if not text:
        raise SourceError(place, "has no text (keys `text` or `body`)")
    title = _text(row, "title", "headline").replace("\n", " ") or lead(text)
    url = link(_text(row, "url", "link"))
    source = _text(row, "source", "outlet", "publisher")
    date = dates.iso(_number_or_text(row, "published_at", "date", "published"))
    given = _number_or_text(row, "id")
    return Article(
        id=given or article_id(url=url, title=title, text=text, source=source),
        title=title,
        text=text,
        source=source,
        url=url,
        authors=tuple(_names(row.get("authors") or row.get("author"))),
        published_at=date,
        dated_by="metadata" if date else "",
    )


def _text(row: dict[str, Any], *names: str) -> str:
    """The first of these keys that holds words, tidied; "" where none does."""
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and (tidied := clean.tidy(value).strip()):
            return tidied
    return ""


def _number_or_text(row: dict[str, Any], *names: str) -> str:
    """The same for ids and dates, which may be whole numbers."""
    numbers = {name: str(row[name]) for name in names if type(row.get(name)) is int}
    return _text({**row, **numbers}, *names)


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value] if value else []
    return [clean.tidy(name).strip() for name in values if isinstance(name, str) and name.strip()]
