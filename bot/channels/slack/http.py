"""Slack over HTTP: `/slack/events`, for requests that Slack has signed."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier

from bot.channels.slack.manifest import PATH

LARGEST = 1 << 20  # bytes of a request; Slack's are a few thousand


class Place:
    """Where Slack calls; nobody is there before `app` is."""

    def __init__(self, signing_secret: str = "") -> None:
        self.signing_secret = signing_secret
        self.app: AsyncApp | None = None

    def router(self) -> APIRouter:
        routes = APIRouter()

        # Not in /openapi.json: nobody but Slack can sign a request.
        @routes.post(PATH, include_in_schema=False)
        async def events(request: Request) -> Response:
            if self.app is None or not self.signing_secret:
                return JSONResponse({"error": "the bot does not run"}, 503)
            body = await _body(request)
            if body is None:
                return JSONResponse({"error": "too large"}, 413)
            if not _is_signed(body, request, self.signing_secret):
                return JSONResponse({"error": "invalid request"}, 401)
            return await AsyncSlackRequestHandler(self.app).handle(request)

        return routes


async def _body(request: Request) -> bytes | None:
    """The body; None where it is larger than Slack's ever are."""
    size = request.headers.get("content-length", "")
    if not size.isdecimal() or int(size) > LARGEST:
        return None
    return await request.body()


def _is_signed(body: bytes, request: Request, secret: str) -> bool:
    """Whether Slack signed it within five minutes; Bolt would stumble over a stamp of words."""
    stamp = request.headers.get("x-slack-request-timestamp", "")
    signature = request.headers.get("x-slack-signature", "")
    if not stamp.isascii() or not stamp.isdecimal() or len(stamp) > 12 or not signature.isascii():
        return False
    try:
        return SignatureVerifier(secret).is_valid(body, stamp, signature)
    except UnicodeDecodeError:
        return False
