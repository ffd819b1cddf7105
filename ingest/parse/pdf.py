"""PDF"""

from collections.abc import Iterator

from ingest.article import Article


def parse(data: bytes, *, file_name: str, uri: str) -> Iterator[Article]:
    yield from ()
