"""uvicorn's HTTP, for clients that say nothing: it waits for a request's head only so long.

uvicorn bounds how long an idle connection is kept after an answer, and nothing before the first
request or within a head: a client that sends a byte now and then holds a connection for ever. How
long a body may take is the entrance's.
"""

import asyncio
import json
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.channels import problems

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

    def send_400_response(self, msg: str) -> None:
        """As uvicorn's, as a problem document: a head that is too long, or no HTTP at all."""
        body = json.dumps(problems.document("bad-request", msg)).encode()
        head = (
            "HTTP/1.1 400 Bad Request\r\n"
            f"content-type: {problems.MEDIA_TYPE}\r\n"
            f"content-length: {len(body)}\r\n"
            "connection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()

    def _wait(self) -> None:
        self._came()
        self._waits = self.loop.call_later(SECONDS, self.transport.close)

    def _came(self) -> None:
        if self._waits:
            self._waits.cancel()
            self._waits = None
