"""JSON lines -> articles, one a line: `title`, `text` or `body`, and what else is known."""

import json
from collections.abc import Callable, Iterator
from typing import BinaryIO

from ingest.article import Article
from ingest.errors import SourceError
from ingest.parse import record

MOST_NAMED = 100  # lines of one file that are complained of one by one
MOST_USELESS = 1_000_000  # lines without an article, one after the other, before a file is given up
_BLANK = b"\xef\xbb\xbf \t\r\n"


def read(
    file: BinaryIO, *, uri: str, longest: int, goes_on: Callable[[], bool] = lambda: True
) -> Iterator[Article | SourceError]:
    """The articles of a file, however long it is: one line at a time is held.

    A line above `longest` bytes is complained of and passed over, and so is one that is no article.
    Of many bad lines the first are named, and the others counted at the end.

    Args:
        goes_on: asked before each line; false gives the file up.
    """
    number = bad = useless = 0
    is_blank = True
    while goes_on() and (line := file.readline(longest + 1)):
        number += 1
        one: Article | SourceError | None = None
        place = f"{uri}:{number}"
        if len(line) > longest:
            while goes_on() and line and not line.endswith(b"\n"):  # pass over the rest of it
                line = file.readline(longest)
            reason = f"the line is more than ingest.max_file_mb allows ({longest >> 20}); "
            one = SourceError(place, reason + "split it or raise that setting")
        elif line := line.strip(_BLANK):
            try:
                one = parse_line(line, place=place)
            except SourceError as error:
                one = SourceError(place, error.reason)
        is_blank = is_blank and one is None
        useless = 0 if isinstance(one, Article) else useless + 1
        bad += isinstance(one, SourceError)
        if one and (isinstance(one, Article) or bad <= MOST_NAMED):
            yield one
        if useless > MOST_USELESS:
            reason = f"{useless} lines without an article one after the other"
            yield SourceError(uri, f"{reason}: the rest is left unread")
            return
    if bad > MOST_NAMED:
        yield SourceError(f"{uri} (lines)", f"{bad - MOST_NAMED} more lines are no articles")
    if number == 0:
        yield SourceError(uri, "is empty")
    elif is_blank and goes_on():
        yield SourceError(uri, "holds no article")


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
