"""Errors as OpenAI's clients read them, whatever they were raised as."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.errors import BadQuestion, BotError
from ingest.errors import IngestError

UNAVAILABLE = 503
BROKEN = (
    "Something went wrong while this was answered. The server's log says what. Please ask again."
)
# Clients look at these names and at the status; `code` is what a program should look at.
_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
_CODES = {401: "invalid_api_key", 403: "insufficient_permissions", 429: "rate_limit_exceeded"}


class Refusal(Exception):
    """A request in OpenAI's shape that this bot does not serve."""

    def __init__(self, says: str, *, param: str, code: str, status: int = 400) -> None:
        super().__init__(says)
        self.param, self.code, self.status = param, code, status


class Refusing(APIRoute):
    """A route whose errors come in OpenAI's shape."""

    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except (Refusal, RequestValidationError, HTTPException, BotError, IngestError) as error:
                return _response(error)

        return handled


def error_json(error: Exception) -> dict[str, Any]:
    """`{"message", "type", "param", "code"}` of an error of ours; what is a mistake is not told."""
    status, body = _told(error)
    return {**body, "type": _TYPES.get(status) or _type(status)}


def _response(error: Exception) -> Response:
    status, _ = _told(error)
    body = {"error": error_json(error)}
    headers = getattr(error, "headers", None)  # of an HTTPException: Retry-After and the like
    return JSONResponse(body, status, headers)


def _type(status: int) -> str:
    return "server_error" if status >= 500 else "invalid_request_error"


def _told(error: Exception) -> tuple[int, dict[str, Any]]:
    """The status, and the error without its type."""
    body: dict[str, Any] = {"message": str(error), "param": None, "code": None}
    match error:
        case Refusal():
            return error.status, {**body, "param": error.param, "code": error.code}
        case RequestValidationError():
            return 400, {**body, **_unusable(error)}
        case HTTPException():
            code = _CODES.get(error.status_code)
            return error.status_code, {**body, "message": str(error.detail), "code": code}
        case BadQuestion():
            return 400, {**body, "code": "bad_question"}
        case BotError() | IngestError():
            return UNAVAILABLE, {**body, "code": "unavailable"}
        case _:
            return 500, {**body, "message": BROKEN, "code": "broken"}


def _unusable(error: RequestValidationError) -> dict[str, Any]:
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return {"message": "The body is not JSON.", "code": "invalid_json"}
    place = [str(part) for part in first["loc"][1:]]
    param = ".".join(place) or None
    return {
        "message": f"{param or 'The body'}: {first['msg']}.",
        "param": param,
        "code": "missing_required_parameter" if first["type"] == "missing" else "invalid_value",
    }
