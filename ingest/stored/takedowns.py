"""Takedowns: an article goes out of the library, its history and the indexes, and stays out."""

from dataclasses import dataclass

from ingest.store import Store
from ingest.stored.records import Copy


@dataclass(frozen=True, slots=True)
class TakenDown:
    """An article that was taken down."""

    article_id: str
    copies: tuple[Copy, ...]  # what else tells its story, and stays


def take_down(store: Store, article_id: str) -> TakenDown:
    """Take an article out everywhere, history included; no source brings it back.

    Only the thread that writes to the store may call it: see `jobs.Jobs.at_once`.

    Raises:
        ArticleNotFound: neither an article nor an older version has that id.
    """
    copies = tuple(store.library.also_in(article_id))
    store.library.take_down(article_id)
    store.index.catch_up()
    return TakenDown(article_id, copies)


def let_back_in(store: Store, article_id: str) -> bool:
    """Lift a takedown; the next ingest of its source brings the article. Whether there was one."""
    return store.library.let_back_in(article_id)
