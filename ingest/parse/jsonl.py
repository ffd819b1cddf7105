"""JSON lines -> articles, one a line: `title`, `text` or `body`, and what else is known."""

import json

from ingest.article import Article
from ingest.errors import SourceError
from ingest.parse import record


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
    return record.article(row, place=place)
