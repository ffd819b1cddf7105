"""What a browser may do with the page, said in headers; and Gradio's other doors, shut."""

import base64
import hashlib
import json
import re
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# All that the page asks of Gradio. Shut with the rest: uploads to this machine's disk, its file
# and proxy routes, and the description of an interface that is not one (REST is).
_OPEN = re.compile(
    r"/gradio_api/(queue/(join|data)|run/predict|heartbeat/\w+|cancel|reset|startup-events)/?",
    re.ASCII,
)
_SHUT = ("/gradio_api", "/monitoring", "/login", "/logout")
_INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def policy(page: bytes = b"") -> str:
    """The Content-Security-Policy for an HTML page, or for anything else without one.

    Scripts: this server's, and the inline ones that Gradio's template holds, by their hashes, so
    that markup from an article stays inert even where it should get into the page.
    'unsafe-eval': gr.HTML compiles its template with `Function`.
    Style 'unsafe-inline': Gradio's template and components set style attributes.
    """
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
        for script in _INLINE_SCRIPT.findall(page)
    ]
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self' 'unsafe-eval'", *hashes)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"].startswith(_SHUT) and not _OPEN.fullmatch(scope["path"]):
            refusal = PlainTextResponse("Not found", 404, headers=_HEADERS)
            await refusal(scope, receive, send)
            return
        if scope["method"] == "POST" and _OPEN.fullmatch(scope["path"]):
            body = await _whole(receive)
            if _names_a_file(body):
                refusal = PlainTextResponse("The page takes no files", 422, headers=_HEADERS)
                await refusal(scope, receive, send)
                return
            receive = _again(body, receive)
        if "text/html" in Headers(scope=scope).get("accept", ""):
            # A page's scripts are hashed below, and Gradio would compress it on the way.
            kept = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            scope = {**scope, "headers": kept}
        await self.app(scope, receive, _guarded(send))


async def _whole(receive: Receive) -> bytes:
    """A body, which entrance.py bounds; as far as it came, where its sender has gone."""
    pieces: list[bytes] = []
    while True:
        message = await receive()
        pieces.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(pieces)


def _again(body: bytes, receive: Receive) -> Receive:
    """What gives a body that was read already, and then what comes after it."""
    left: list[Message] = [{"type": "http.request", "body": body}]

    async def again() -> Message:
        return left.pop() if left else await receive()

    return again


def _names_a_file(body: bytes) -> bool:
    """Whether an event holds what Gradio takes for a file, by any name.

    Of an application that is mounted, it does not ask whether the file was uploaded: it would copy
    any that this process can read, or fetch it from the net.
    """
    try:
        waiting: list[Any] = [json.loads(body)]
    except RecursionError:
        return True
    except ValueError:  # which Gradio refuses
        return False
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if "path" in one:
                return True
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return False


def _guarded(send: Send) -> Send:
    """Add the headers to a response; a page is held back until its scripts can be hashed."""
    held: list[Message] = []

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(_HEADERS)
            headers["Content-Security-Policy"] = policy()
            if headers.get("content-type", "").startswith("text/html"):
                held.append(message)
                return
        elif held:
            held.append(message)
            if message.get("more_body"):
                return
            page = b"".join(one.get("body", b"") for one in held[1:])
            MutableHeaders(scope=held[0])["Content-Security-Policy"] = policy(page)
            for one in held:
                await send(one)
            held.clear()
            return
        await send(message)

    return guarded
