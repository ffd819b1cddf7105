"""What a process that serves does once a day beside answering: delete what is too old."""

import logging
from threading import Event, Thread
from typing import Self

from bot.conversation.conversations import Conversations
from ingest.errors import DataFolderError

DAY = 24 * 60 * 60.0  # seconds

log = logging.getLogger(__name__)


class Upkeep:
    """At the start and then every `seconds`, in a thread of its own, until closed."""

    def __init__(self, kept: Conversations, seconds: float = DAY) -> None:
        self._kept, self._seconds = kept, seconds
        self._ended = Event()
        self._thread = Thread(target=self._run, name="upkeep", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            try:
                self._kept.expire()
            except DataFolderError as error:
                log.warning("Old answers were not deleted, which is tried again. %s", error)
            if self._ended.wait(self._seconds):
                return
