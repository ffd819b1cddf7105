"""What every request passes first: an id, a bound on its body, headers, and the last word.

Plain ASGI, since Starlette's own base for middleware would hide from an endpoint that its client
has gone.
"""

import asyncio
import logging
import re
import time
import uuid

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels import crossing, problems
from bot.channels.problems import Problem
from bot.channels.watching import Watch
from ingest.settings import LimitSettings

_GIVEN_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_UPLOADS = ("multipart/form-data",)
# What any path may take; TRACE and the like would only be answered by the page.
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
# An API's answer is no page: nothing in it may load or run, wherever a browser shows it.
_POLICY = "default-src 'none'; frame-ancestors 'none'"

log = logging.getLogger(__name__)


class Entrance:
    """ASGI middleware around the whole application."""

    def __init__(
        self,
        app: ASGIApp,
        limits: LimitSettings,
        watch: Watch,
        most_mb: int,
        origins: tuple[str, ...] = (),
    ) -> None:
        self._app, self._watch, self._origins = app, watch, origins
        self._body = limits.body_kb << 10
        self._upload = min(limits.upload_mb, most_mb) << 20
        self._seconds = limits.seconds_to_send

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        state = scope.setdefault("state", {})
        given = headers.get("x-request-id", "")
        state["request_id"] = given if _GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
        status = 0

        async def answered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_headers(message, scope)
            await send(message)

        counts = scope["path"].startswith("/v1/")
        if counts:
            self._watch.request_begins()
        try:
            most = self._most(headers)
            if scope["method"] not in _METHODS:
                says = f"Nothing here takes {scope['method'][:20]}."
                raise Problem("method-not-allowed", says, {"Allow": ", ".join(_METHODS)})
            crossing.check(scope["method"], headers, self._origins)
            if int(_digits(headers.get("content-length", ""))) > most:
                raise _too_large(most)
            await self._app(scope, self._bounded(receive, most), answered)
        except Problem as problem:  # what the application has no chance to answer
            if not status:
                state["problem"] = problem.kind
                refusal = problems.response(problem, scope)
                refusal.headers["Connection"] = "close"  # the rest of the body is not read
                await refusal(scope, receive, answered)
        except Exception as error:
            request = Request(scope)
            log.exception("%s %s (%s)", request.method, scope["path"], state["request_id"])
            state["problem"] = "broken"
            if not status:
                await problems.response(error, scope)(scope, receive, answered)
        finally:
            if counts:
                self._watch.request_ends(scope["method"], status, state.get("problem", ""))

    def _most(self, headers: Headers) -> int:
        """Bytes that the body may have."""
        is_upload = headers.get("content-type", "").lower().startswith(_UPLOADS)
        return max(self._upload, self._body) if is_upload else self._body

    def _bounded(self, receive: Receive, most: int) -> Receive:
        """Refuse a body when it has become too large, or has not come after too long."""
        had, until, whole = 0, time.monotonic() + self._seconds, False

        async def bounded() -> Message:
            nonlocal had, whole
            if whole:
                return await receive()
            try:
                async with asyncio.timeout(max(0.0, until - time.monotonic())):
                    message = await receive()
            except TimeoutError as error:
                says = f"The request took longer than {self._seconds:g} s to arrive."
                raise Problem("too-slow", says, {"Connection": "close"}) from error
            had += len(message.get("body", b""))
            if had > most:
                raise _too_large(most)
            whole = not message.get("more_body", False)
            return message

        return bounded


def _too_large(most: int) -> Problem:
    size = f"{most >> 20} MB" if most >= 1 << 20 else f"{most >> 10} kB"
    return Problem("too-large", f"The body has more than {size}, which is the most that is read.")


def _digits(value: str) -> str:
    return value if value.isascii() and value.isdigit() and len(value) < 16 else "0"


def _add_headers(message: Message, scope: Scope) -> None:
    headers, state = MutableHeaders(scope=message), scope["state"]
    headers["X-Request-ID"] = state["request_id"]
    for name, value in (*_HEADERS.items(), *state.get("limits", {}).items()):
        headers.setdefault(name, value)
    if not headers.get("content-type", "").startswith("text/html"):
        headers.setdefault("Content-Security-Policy", _POLICY)
    if scope["path"].startswith("/v1/"):
        headers.setdefault("Cache-Control", "no-store")
