"""A JSON document -> its articles: a list of them, one, a JSON Feed, schema.org's JSON-LD.

Where the articles stand is found by structure: the longest list (or object used as one) whose
members hold text. What each member says is record.py's.
"""

import json
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from ingest.article import Article, link
from ingest.errors import SourceError
from ingest.parse import encoding, record
from ingest.text import feed_names

DEEPEST = 6  # levels at which a list of articles is looked for
MOST_PLACES = 100_000  # lists and objects looked at
JSON_FEED = "jsonfeed.org/version/"


def parse(data: bytes, *, uri: str) -> Iterator[Article | SourceError]:
    """The articles of one document, and a `SourceError` for each member of a list that is none.

    Raises:
        SourceError: it is no JSON, or holds no article.
    """
    try:
        root = json.loads(encoding.decode(data, uri))
    except (ValueError, RecursionError) as error:
        raise SourceError(uri, f"is not JSON: {error}") from error
    rows = find(root)
    if not rows:
        raise SourceError(uri, "holds no article: no object in it has a text (key `text`, `body`)")
    outlet = feed_title(root)
    for number, row in enumerate(rows, start=1):
        place = uri if len(rows) == 1 else f"{uri}:{number}"
        if not isinstance(row, Mapping):
            yield SourceError(place, f"is a JSON {type(row).__name__}, not an article")
            continue
        if outlet is not None:
            row = _feed_item(row, outlet)
        try:
            yield record.article(row, place=place)
        except SourceError as error:
            yield SourceError(place, error.reason)


def find(root: Any) -> list[Any]:
    """The articles: the longest list whose members hold text, else the one object that does."""
    best: list[Any] = []
    holding, single = 0, None
    queue: deque[tuple[Any, int]] = deque([(root, 0)])
    looked_at = 0
    while queue and looked_at < MOST_PLACES:
        value, depth = queue.popleft()
        looked_at += 1
        if not isinstance(value, list | dict):
            continue
        members = list(value.values()) if isinstance(value, Mapping) else value
        if _may_be_list(value) and (texts := sum(map(record.holds_text, members))) > holding:
            best, holding = members, texts
        if isinstance(value, Mapping) and single is None and record.holds_text(value):
            single = value
        if depth < DEEPEST and not (members is best and best):
            queue.extend((one, depth + 1) for one in members if isinstance(one, list | dict))
    if single is not None and (holding <= 1 or _is_part(best, single)):
        return [single]
    return best


def _may_be_list(value: Any) -> bool:
    """A list of objects, or an object with nothing but objects in it, at least two of them."""
    if isinstance(value, list):
        return any(isinstance(one, Mapping) for one in value)
    return len(value) > 1 and all(isinstance(one, Mapping) for one in value.values())


def _is_part(members: list[Any], article: Mapping[str, Any]) -> bool:
    """Whether the list hangs on an article that has a text of its own: its comments, its images."""
    own = [value for value in article.values() if isinstance(value, list)]
    return any(value is members for value in own)


def feed_title(root: Any) -> str | None:
    """The name of a JSON Feed, None for any other document."""
    if isinstance(root, Mapping) and JSON_FEED in str(root.get("version", ""))[:200]:
        title = root.get("title")
        return feed_names.outlet_of(title) if isinstance(title, str) else ""
    return None


def _feed_item(item: Mapping[str, Any], outlet: str) -> Mapping[str, Any]:
    """A feed's `id` is its own, often the address once more; what tells the article is its page."""
    given = item.get("id")
    url = item.get("url") or (given if isinstance(given, str) and link(given) else "")
    row = {"source": outlet, **item, "url": url}
    if url:
        row.pop("id", None)
    return row
