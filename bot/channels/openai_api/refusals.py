"""Errors as OpenAI's clients read them, whatever they were raised as."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.channels import problems
from bot.errors import BotError
from ingest.errors import IngestError

# Clients look at these names and at the status; `code` is what a program should look at.
_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
_CODES = {401: "invalid_api_key", 429: "rate_limit_exceeded"}
_SHAPE = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["message", "type", "param", "code"],
            "properties": {
                "message": {"type": "string"},
                "type": {"type": "string"},
                "param": {"type": ["string", "null"]},
                "code": {"type": ["string", "null"]},
            },
        }
    },
}
# `responses=` of an endpoint. What is refused before a route is found stays a problem document.
ERRORS: dict[int | str, dict[str, Any]] = {
    code: {
        "description": "An error",
        "content": {
            "application/json": {"schema": _SHAPE},
            problems.MEDIA_TYPE: {"schema": {"type": "object"}},
        },
    }
    for code in (400, 401, 403, 404, 429, 503)
}


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
                status, body = _told(error)
                request.scope.setdefault("state", {})["problem"] = body["code"]
                return JSONResponse({"error": body}, status, problems.headers_of(error))

        return handled


def error_json(error: Exception) -> dict[str, Any]:
    """`{"message", "type", "param", "code"}` of an error; of a mistake nothing is told."""
    return _told(error)[1]


def _told(error: Exception) -> tuple[int, dict[str, Any]]:
    if isinstance(error, Refusal):
        status, says, param, code = error.status, str(error), error.param, error.code
    else:
        kind = problems.kind_of(error)
        status = error.status_code if isinstance(error, HTTPException) else problems.KINDS[kind][0]
        status = 400 if status == 422 else status  # OpenAI knows no other
        says = problems.detail_of(error, "An answer in OpenAI's shape")
        param, code = "", _CODES.get(status) or kind.replace("-", "_")
        if isinstance(error, RequestValidationError):
            param, code = _unusable(error)
    named = "server_error" if status >= 500 else "invalid_request_error"
    return status, {
        # Half a character, as a request may hold it, is no UTF-8.
        "message": says.encode("utf-8", "replace").decode(),
        "type": _TYPES.get(status, named),
        "param": param or None,
        "code": code,
    }


def _unusable(error: RequestValidationError) -> tuple[str, str]:
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return "", "invalid_json"
    param = ".".join(str(part) for part in first["loc"][1:])
    return param, "missing_required_parameter" if first["type"] == "missing" else "invalid_value"
