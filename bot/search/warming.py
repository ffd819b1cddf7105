"""Passages taken apart before anybody asks: the first questions are answered as soon as later ones.

What a search and an answer make of each passage they meet is kept (bot/passages.py); a tenth of an
answer's time is spent where nothing is kept yet.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from bot.check.orders import unsaid
from bot.passages import MOST
from bot.search.stems import kept
from ingest.errors import DataFolderError
from ingest.store import Store
from ingest.stored import paging

AT_ONCE = 50  # passages; they take some 15 ms
SHARE = 0.2  # of one processor that this takes, so that whoever asks meanwhile hardly waits

log = logging.getLogger(__name__)


@contextmanager
def warming(store: Store) -> Iterator[Thread]:
    """Take the passages of the newest articles apart, in the thread that is given, until closed."""
    ended = Event()
    thread = Thread(target=_run, args=(store, ended), name="warming", daemon=True)
    thread.start()
    try:
        yield thread
    finally:
        ended.set()
        thread.join()


def _run(store: Store, ended: Event) -> None:
    try:
        _take_apart(store, ended)
    except DataFolderError as error:  # whoever asks is told
        log.warning("The passages were not made ready. %s", error)


def _take_apart(store: Store, ended: Event) -> None:
    known = kept(store.index.words.stem)
    ids = paging.newest_passages(store.library.database, most=MOST)[::-1]  # they stay longest
    for first in range(0, len(ids), AT_ONCE):
        begun = time.monotonic()
        for one in store.library.visible(ids[first : first + AT_ONCE]).values():
            known.of(one.passage)
            known.of_title(one.article.title)
            unsaid(one.passage)
        if ended.wait((time.monotonic() - begun) * (1 / SHARE - 1)):
            return
