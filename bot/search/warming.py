"""Passages taken apart before anybody asks: the first questions are answered as soon as later ones.

What a search and an answer make of each passage they meet is kept (bot/passages.py); a tenth of an
answer's time is spent where nothing is kept yet.
"""

import logging
import time
from threading import Event, Thread
from types import TracebackType
from typing import Self

from bot.check.orders import unsaid
from bot.passages import MOST
from bot.search.stems import kept
from ingest.errors import DataFolderError
from ingest.store import Store

AT_ONCE = 50  # passages; they take some 15 ms
SHARE = 0.2  # of one processor that this takes, so that whoever asks meanwhile hardly waits

log = logging.getLogger(__name__)


class Warming:
    """Takes the passages of the newest articles apart, in a thread of its own, until closed."""

    def __init__(self, store: Store) -> None:
        self._store, self._ended = store, Event()
        self._thread = Thread(target=self._run, name="warming", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def join(self) -> None:
        """Wait until all is done."""
        self._thread.join()

    def _run(self) -> None:
        try:
            self._take_apart()
        except DataFolderError as error:  # whoever asks is told
            log.warning("The passages were not made ready. %s", error)

    def _take_apart(self) -> None:
        known = kept(self._store.index.words.stem)
        ids = self._store.library.newest(MOST)
        for first in range(0, len(ids), AT_ONCE):
            begun = time.monotonic()
            for one in self._store.library.visible(ids[first : first + AT_ONCE]).values():
                known.of(one.passage)
                known.of_title(one.article.title)
                unsaid(one.passage)
            if self._ended.wait((time.monotonic() - begun) * (1 / SHARE - 1)):
                return
