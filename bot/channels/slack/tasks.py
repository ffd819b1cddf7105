"""What a desk has on: a task for each question, one after another in each thread."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from bot.channels.slack.ledger import Asked

GRACE = 1.5  # seconds in which an answer may end when the bot does

log = logging.getLogger(__name__)


class Tasks:
    """Those of one event loop, by key of the question."""

    def __init__(self) -> None:
        self._running: dict[str, asyncio.Task[None]] = {}
        self._threads: dict[tuple[str, str], asyncio.Lock] = {}
        self._waiting: Counter[tuple[str, str]] = Counter()

    @property
    def keys(self) -> list[str]:
        """Of the questions that are worked on."""
        return list(self._running)

    def start(self, asked: Asked, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._running[asked.key] = task

        def ended(task: asyncio.Task[None]) -> None:
            if self._running.get(asked.key) is task:
                del self._running[asked.key]
            if not task.cancelled() and (error := task.exception()):
                log.error("A question was left open: %s", error, exc_info=error)

        task.add_done_callback(ended)

    async def stop(self, key: str) -> None:
        """End the work on a question, where there is any."""
        if task := self._running.get(key):
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def close(self) -> list[str]:
        """End all that does not end soon by itself; the keys of what was cut off."""
        if self._running:
            await asyncio.wait(self._running.values(), timeout=GRACE)
        left = dict(self._running)
        for task in left.values():
            task.cancel()
        await asyncio.gather(*left.values(), return_exceptions=True)
        return list(left)

    @asynccontextmanager
    async def in_turn(self, asked: Asked) -> AsyncIterator[None]:
        """What is asked in one thread is answered in its order: the next may go on from it."""
        # A direct channel goes on at its top as well; what one alone sees is their own.
        root = asked.root if asked.follows or not asked.direct else ""
        thread = (asked.channel, root or asked.user)
        self._waiting[thread] += 1
        try:
            async with self._threads.setdefault(thread, asyncio.Lock()):
                yield
        finally:
            self._waiting[thread] -= 1
            if not self._waiting[thread]:
                del self._waiting[thread], self._threads[thread]
