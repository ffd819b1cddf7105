"""uvicorn's HTTP, for clients that say nothing: it waits for a request's head only so long.

uvicorn bounds how long an idle connection is kept after an answer, and nothing before the first
request or within a head: a client that sends a byte now and then holds a connection for ever. How
long a body may take is the entrance's.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

SECONDS = 15.0  # from connecting, or from a head's first byte, to its end


class Impatient(HttpToolsProtocol):
    """Closes a connection whose head does not end in time."""

    _waits: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._came()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        self._wait()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._came()
        super().on_headers_complete()

    def _wait(self) -> None:
        self._came()
        self._waits = self.loop.call_later(SECONDS, self.transport.close)

    def _came(self) -> None:
        if self._waits:
            self._waits.cancel()
            self._waits = None
