"""Streams of server-sent events that a client can take up again where it lost them.

The work of a stream goes on without a reader for `GRACE` seconds; who comes back in time, with the
id of the last event that arrived, loses nothing. Then it is cancelled, and with it the model's
reply. What was sent is kept for a few minutes, for clients that lose the end.
"""

import asyncio
import json
import secrets
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from fastapi.responses import StreamingResponse

from bot.channels import problems
from bot.channels.problems import Problem

GRACE = 3.0  # seconds that work goes on while nobody reads
KEPT_SECONDS = 300.0  # after its end
KEPT_BYTES = 32 << 20  # of all streams that have ended
HEARTBEAT = 15.0  # seconds after which a silent stream says that it is alive; proxies cut after 60
MEDIA_TYPE = "text/event-stream"

Named = tuple[str, Any]  # an event's name and its data


@dataclass(slots=True)
class Stream:
    """One stream: its events so far, and the work that makes more."""

    id: str
    owner: str
    events: list[bytes] = field(default_factory=list)
    ended: float = 0.0  # time.monotonic(), 0 while the work goes on
    error: Exception | None = None  # that ended it before its first event
    readers: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)  # replaced with every event
    task: asyncio.Task[None] | None = None

    @property
    def bytes(self) -> int:
        return sum(map(len, self.events))

    def tell(self, name: str, data: Any) -> None:
        number = len(self.events) + 1
        said = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        event = f"event: {name}\nid: {self.id}-{number}\ndata: {said}\n\n"
        self.events.append(event.encode("utf-8", "replace"))
        self.wake()

    def wake(self) -> None:
        news, self.news = self.news, asyncio.Event()
        news.set()


class Streams:
    """Those of one application, in its event loop."""

    def __init__(self, *, grace: float = GRACE, heartbeat: float = HEARTBEAT) -> None:
        self._grace, self._heartbeat = grace, heartbeat
        self._streams: dict[str, Stream] = {}

    async def begin(
        self, work: AsyncIterator[Named], owner: str, request_id: str = ""
    ) -> StreamingResponse:
        """Start the work, and answer with its events as they come.

        Raises:
            BotError, IngestError, Problem: it failed before its first event.
        """
        self._forget()
        stream = Stream(id=secrets.token_hex(12), owner=owner)
        self._streams[stream.id] = stream
        stream.task = asyncio.create_task(self._run(stream, work, request_id))
        news = stream.news
        try:
            await news.wait()
        except asyncio.CancelledError:
            stream.task.cancel()
            raise
        if stream.error:
            del self._streams[stream.id]
            raise stream.error
        return self._answer(stream, 0)

    def resume(self, last_event_id: str, owner: str) -> StreamingResponse:
        """Go on behind an event, by the id that the client saw last.

        Raises:
            Problem: there is no such stream, or it ended too long ago.
        """
        stream, number = self._found(last_event_id, owner)
        return self._answer(stream, number)

    def cancel(self, stream_id: str, owner: str) -> bool:
        """End the work of a stream; whether it still went on."""
        stream, _ = self._found(f"{stream_id}-0", owner)
        goes_on = not stream.ended
        if stream.task:
            stream.task.cancel()
        return goes_on

    @property
    def open(self) -> int:
        return sum(not one.ended for one in self._streams.values())

    def _found(self, event_id: str, owner: str) -> tuple[Stream, int]:
        self._forget()
        stream_id, _, number = event_id.rpartition("-")
        stream = self._streams.get(stream_id)
        is_number = number.isascii() and number.isdigit() and len(number) < 9
        if stream is None or stream.owner != owner or not is_number:
            raise Problem(
                "stream-not-found",
                f"No stream of yours has the event {event_id[:60]!r}, or it ended more than "
                f"{KEPT_SECONDS / 60:g} minutes ago. Ask again.",
            )
        return stream, int(number)

    async def _run(self, stream: Stream, work: AsyncIterator[Named], request_id: str) -> None:
        try:
            async for name, data in work:
                stream.tell(name, data)
        except Exception as error:
            kind = problems.kind_of(error)
            if kind == "broken":
                problems.log.exception("The stream of the request %s broke.", request_id)
            if not stream.events:
                stream.error = error
            else:  # the status line is long gone
                detail = problems.detail_of(error, f"the stream of the request {request_id}")
                stream.tell("error", problems.document(kind, detail, request_id))
        finally:
            stream.ended = time.monotonic()
            stream.wake()

    def _answer(self, stream: Stream, after: int) -> StreamingResponse:
        headers = {
            "Cache-Control": "no-store",
            "X-Accel-Buffering": "no",  # nginx would hold events back
            "X-Stream-ID": stream.id,
        }
        events = self._read(stream, after)
        return StreamingResponse(events, media_type=MEDIA_TYPE, headers=headers)

    async def _read(self, stream: Stream, after: int) -> AsyncIterator[bytes]:
        stream.readers += 1
        try:
            while True:
                news = stream.news
                while after < len(stream.events):
                    after += 1
                    yield stream.events[after - 1]
                if stream.ended:
                    return
                try:
                    async with asyncio.timeout(self._heartbeat):
                        await news.wait()
                except TimeoutError:
                    yield b": alive\n\n"
        finally:
            stream.readers -= 1
            if not stream.readers and not stream.ended:
                asyncio.get_running_loop().call_later(self._grace, _end_unread, stream)

    def _forget(self) -> None:
        """Drop what ended too long ago, and the oldest where too much is kept."""
        now, kept = time.monotonic(), 0
        ended = [one for one in self._streams.values() if one.ended]
        for stream in sorted(ended, key=lambda one: -one.ended):
            kept += stream.bytes
            if kept > KEPT_BYTES or now - stream.ended > KEPT_SECONDS:
                del self._streams[stream.id]


def _end_unread(stream: Stream) -> None:
    if stream.task and not stream.readers:
        stream.task.cancel()
