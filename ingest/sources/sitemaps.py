"""Sitemaps and news sitemaps -> the pages that they name, and the sitemaps that an index names."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.parse.xml import HARMLESS
from ingest.sources import entries
from ingest.sources.entries import Entry
from ingest.text.dates import moment

MOST = 50_000  # pages of one sitemap, as the protocol has it
_ROOT = re.compile(rb"<(?:\w{1,20}:)?(urlset|sitemapindex)[\s>]", re.IGNORECASE)
_LONGEST = 5_000  # characters of one value


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one sitemap names, newest first where it says when a page was changed."""

    pages: tuple[Entry, ...] = ()
    sitemaps: tuple[str, ...] = ()  # their addresses


def is_sitemap(data: bytes) -> bool:
    """Whether it starts as a sitemap does, whatever it is said to be."""
    start = entries.opening(data)
    return start.startswith(b"<") and b"<html" not in start.lower() and bool(_ROOT.search(start))


def read(data: bytes, *, url: str) -> Sitemap:
    """What a sitemap names; broken XML is read as far as it goes.

    Raises:
        ValueError: it names nothing; the message says why.
    """
    pages, sitemaps = list[Entry](), list[Entry]()
    for name, values in _items(data):
        if not (address := entries.address(values.get("loc"), url)):
            continue
        found = _entry(address, values)
        (sitemaps if name == "sitemap" else pages).append(found)
        if len(pages) + len(sitemaps) >= MOST:
            break
    if not pages and not sitemaps:
        raise ValueError("the sitemap names no page")
    return Sitemap(tuple(_newest_first(pages)), tuple(one.url for one in _newest_first(sitemaps)))


def _entry(address: str, values: dict[str, str]) -> Entry:
    return Entry(
        url=address,
        title=entries.line(values.get("title")),
        published_at=entries.date(values.get("publication_date")),
        updated_at=entries.date(values.get("lastmod")),
        source=entries.line(values.get("name")),
        language=entries.language(values.get("language")),
    )


def _newest_first(found: list[Entry]) -> list[Entry]:
    return sorted(found, key=lambda one: moment(one.updated_at or one.published_at), reverse=True)


def _items(data: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Each `url` and `sitemap` element with the values below it, the first of each name."""
    # Late: only runs that read sitemaps need it.
    from lxml import etree

    parts = etree.iterparse(io.BytesIO(data), events=("end",), **HARMLESS)
    try:
        for _, element in parts:
            name = _name(element)
            if name not in ("url", "sitemap"):
                continue
            values: dict[str, str] = {}
            for part in element.iterdescendants(etree.Element):
                if part.text and len(part.text) <= _LONGEST:
                    values.setdefault(_name(part), part.text.strip())
            yield name, values
            element.clear()
            while element.getprevious() is not None:  # what is read takes no memory
                del element.getparent()[0]
    except (etree.LxmlError, ValueError):
        return  # what came before the damage counts


def _name(element: Any) -> str:
    """An element's name without its prefix; "" for those that speak of pictures and films."""
    space, _, name = str(element.tag).rpartition("}")
    prefix, _, name = name.rpartition(":")  # a prefix that nobody declared
    about = f"{space} {prefix or element.prefix}".lower()
    return "" if "image" in about or "video" in about else name.lower()
