"""Work for a client that may go away: it ends with the client, and is heard of while it lasts."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

GONE = 499  # nginx's code for who did not wait; nobody reads it but the log
PULSE_SECONDS = 15.0  # of silence, after which proxies begin to close connections

T = TypeVar("T")


@asynccontextmanager
async def closing(events: AsyncIterator[T]) -> AsyncIterator[AsyncIterator[T]]:
    """As `contextlib.aclosing`, for what its type calls an iterator and is a generator."""
    try:
        yield events
    finally:
        if isinstance(events, AsyncGenerator):
            await events.aclose()


class EventStream(StreamingResponse):
    """Server-sent events, whose `source` is closed at the end and as soon as the client is gone."""

    media_type = "text/event-stream"

    def __init__(self, events: AsyncIterator[str], source: AsyncGenerator[Any, None]) -> None:
        self._source = source
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        super().__init__(events, headers=headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # With servers that speak a newer version, Starlette waits until something is to be sent
        # before it sees that nobody is there; a model may write for a minute before that.
        older = {**scope, "asgi": {**scope.get("asgi", {}), "spec_version": "2.3"}}
        try:
            await super().__call__(older, receive, send)
        finally:
            await self._source.aclose()  # also where nobody has begun to read


async def unless_gone(request: Request, work: Awaitable[T]) -> T:
    """The result of `work`, which is cancelled when the client goes away.

    The body of the request has to have been read.

    Raises:
        ClientDisconnect: it went away.
    """
    working = asyncio.ensure_future(work)
    watching = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((working, watching), return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise ClientDisconnect
    finally:
        watching.cancel()
        working.cancel()
        await asyncio.gather(working, watching, return_exceptions=True)


async def with_pulse(
    events: AsyncIterator[T], seconds: float = PULSE_SECONDS
) -> AsyncGenerator[T | None, None]:
    """The events, and None whenever there was none for so long. Closing it closes `events`.

    One task runs all of `events`: what they hold open from one to the next stays in its place.
    """
    queue: asyncio.Queue[Any] = asyncio.Queue()
    end = object()

    async def run() -> None:
        try:
            async with closing(events):
                async for event in events:
                    queue.put_nowait(event)
        finally:
            queue.put_nowait(end)

    running = asyncio.create_task(run())
    try:
        while True:
            try:
                async with asyncio.timeout(seconds):
                    event = await queue.get()
            except TimeoutError:
                yield None
                continue
            if event is end:
                await running  # raises what it ended with
                return
            yield event
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
