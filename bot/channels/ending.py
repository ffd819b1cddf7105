"""The end of a server that is told to stop: what is in work has a moment, then a proper last word.

Without it uvicorn cuts connections off, and a stream ends like one that was lost on its way.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

from fastapi import FastAPI

from ingest.errors import Stopped

PATIENCE = 3.0  # seconds in which questions may end by themselves; uvicorn's is longer

T = TypeVar("T")


class Ending:
    """Of one application, in its event loop."""

    def __init__(self) -> None:
        self._at: float | None = None  # by the loop's clock
        self._waits: set[asyncio.Timeout] = set()

    def begin(self, patience: float = PATIENCE) -> None:
        """Have everything that waits within `bounded` stop after so many seconds."""
        self._at = asyncio.get_running_loop().time() + patience
        for one in self._waits:
            one.reschedule(self._at)

    @asynccontextmanager
    async def bounded(self) -> AsyncIterator[None]:
        """Wait in the block for no longer than the server lasts.

        Raises:
            Stopped: it ends.
        """
        limit = asyncio.timeout_at(self._at)
        try:
            async with limit:
                self._waits.add(limit)
                try:
                    yield
                finally:
                    self._waits.discard(limit)
        except TimeoutError as error:
            if limit.expired():
                raise Stopped from error
            raise

    async def until(self, events: AsyncIterator[T]) -> AsyncIterator[T]:
        """The same events; whoever makes them is cancelled when the server ends.

        Raises:
            Stopped: it ends.
        """
        while True:
            async with self.bounded():  # around each: the next may be waited for in another task
                try:
                    event = await anext(events)
                except StopAsyncIteration:
                    return
            yield event


def of_app(app: FastAPI) -> Ending:
    ending: Ending = app.state.ending
    return ending


def install(app: FastAPI, ending: Ending) -> None:
    app.state.ending = ending
