"""RSS, Atom and JSON feeds -> what they say of each story."""

import io
import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from ingest.sources import entries
from ingest.sources.entries import Entry
from ingest.text import feed_names

# Of one feed; what comes after is cut. The parser takes up to 0.2 ms for a tag, 4 µs for an entity.
LARGEST = 2 << 20  # bytes
MOST_TAGS = 40_000  # outside of CDATA
TAG = 20  # entities take as long as one tag
LONGEST_END = 10_000  # bytes after the last entry that are read
_MARK = re.compile(rb"<!\[CDATA\[|</(?:\w{1,20}:)?(?:item|entry)\s*>|<|&", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:\w{1,20}:)?(rss|feed|rdf|channel)[\s>]", re.IGNORECASE)


def is_feed(data: bytes) -> bool:
    """Whether it starts as a feed does, whatever it is said to be."""
    start = entries.opening(data)
    if start.startswith(b"{"):
        return b"jsonfeed.org/version" in start.replace(b"\\/", b"/")
    return start.startswith(b"<") and b"<html" not in start.lower() and bool(_ROOT.search(start))


def read(data: bytes, *, url: str, charset: str = "", most: int = 5000) -> Iterator[Entry]:
    """The first `most` entries of a feed in its order; broken XML is read as far as it goes.

    Args:
        url: where the feed stands, for links that are relative to it.
        charset: as its host says, "" where that does not.

    Raises:
        ValueError: it cannot be read; the message says why.
    """
    data = entries.utf8(data, charset)
    if entries.opening(data).startswith(b"{"):
        return islice(_of_json(data, url), most)
    return islice(_of_xml(_cut(data, most), url), most)


def _cut(data: bytes, most: int) -> bytes:
    """The feed with its first entries, and with its end, so that it stays well-formed."""
    place = work = items = end = 0
    while mark := _MARK.search(data, place):
        place = mark.end()
        if mark[0].startswith(b"<!"):
            if (place := data.find(b"]]>", place)) < 0:
                break
            continue
        work += 1 if mark[0] == b"&" else TAG
        if mark[0].startswith(b"</"):
            items, end = items + 1, place
        if items >= most or work > MOST_TAGS * TAG or place > LARGEST:
            last = max(data.rfind(b"</item>"), data.rfind(b"</entry>"))
            rest = data[data.find(b">", last) + 1 :] if 0 < end <= last + len(b"</entry>") else b""
            return data[: end or mark.start()] + rest[:LONGEST_END]
    return data[:LARGEST]


def _of_xml(data: bytes, url: str) -> Iterator[Entry]:
    # Late: only runs that read feeds need it.
    import feedparser  # type: ignore[import-untyped]  # has no types

    # A stream, since it takes bytes for the name of a file first. It cleans neither HTML nor links:
    # only the text is taken of the one, and the others are checked before they are asked.
    try:
        found = feedparser.parse(
            io.BytesIO(data),
            response_headers={
                "content-location": url,
                "content-type": "application/xml; charset=utf-8",
            },
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # parsers meet anything; one odd feed must not stop a run
        raise ValueError(f"the feed cannot be read ({error!r})") from error
    if not found["entries"] and not found.get("version"):
        said = " ".join(str(found.get("bozo_exception", "")).split())[:200]
        raise ValueError("the feed cannot be read" + (f" ({said})" if said else ""))
    is_atom = found["version"].startswith("atom")
    return (_of_item(item, found["feed"], url, is_atom=is_atom) for item in found["entries"])


def _of_item(item: Any, feed: Any, url: str, *, is_atom: bool) -> Entry:
    def get(name: str) -> Any:
        return dict.get(item, name)  # feedparser's own takes one date for the other

    published = entries.date(get("published"), get("published_parsed"))
    updated = entries.date(get("updated"), get("updated_parsed"))
    if not published and not is_atom:
        published, updated = updated, ""  # RSS 1.0 has but one date, that of its publication
    contents = [one.get("value") for one in get("content") or []]
    texts = [entries.plain(one) for one in (*contents, get("summary")) if isinstance(one, str)]
    source = get("source") or {}
    names = [one.get("name") for one in get("authors") or []] or [get("author")]
    return Entry(
        url=entries.address(get("link"), url),
        key=str(get("id") or get("title") or ""),
        title=entries.line(get("title")),
        text=max(texts, key=len, default=""),
        published_at=published,
        updated_at=updated,
        authors=entries.lines(names),
        source=feed_names.outlet_of(entries.line(source.get("title") or feed.get("title"))),
        language=entries.language(feed.get("language")),
    )


def _of_json(data: bytes, url: str) -> Iterator[Entry]:
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"the feed is not JSON ({error})") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise ValueError("the feed has no list of items")
    return (_of_object(one, feed, url) for one in items if isinstance(one, dict))


def _of_object(item: Mapping[str, Any], feed: Mapping[str, Any], url: str) -> Entry:
    def get(*names: str) -> str:
        found = (item.get(name) for name in names)
        return next((one for one in found if isinstance(one, str) and one.strip()), "")

    text = entries.paragraphs(get("content_text", "summary"))
    return Entry(
        url=entries.address(get("url", "external_url"), url),
        key=get("id", "title"),
        title=entries.line(get("title")),
        text=max(entries.plain(get("content_html")), text, key=len),
        published_at=entries.date(get("date_published")),
        updated_at=entries.date(get("date_modified")),
        authors=entries.lines(_names(item) or _names(feed)),
        source=feed_names.outlet_of(entries.line(feed.get("title"))),
        language=entries.language(get("language") or feed.get("language")),
    )


def _names(values: Mapping[str, Any]) -> list[Any]:
    """Version 1.1 has a list of authors, 1.0 a single one."""
    given = values.get("authors") or [values.get("author")]
    people = given if isinstance(given, list) else []
    return [one.get("name") for one in people if isinstance(one, dict)]
