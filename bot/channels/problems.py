"""Errors as problem documents (RFC 9457), each with a stable `type`. HTTP codes live here alone.

What a document says of an error is outward.py's; who operates the server is told all of it.

docs/rest.md lists the types. A URN, not an address: it says which problem it is, and nobody has to
serve a page for it.
"""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import Scope as Connected

from bot.channels import outward
from bot.errors import (
    AnswerNotFound,
    BadFeedback,
    BadKey,
    BadQuestion,
    BotError,
    ConversationNotFound,
    KeyNotFound,
    Overloaded,
)
from ingest.errors import ArticleNotFound, DataFolderError, IngestError, JobNotFound, Stopped

if TYPE_CHECKING:
    from bot.channels.rights import Caller

URN = "urn:newsdesk:problem:"
MEDIA_TYPE = "application/problem+json"
BROKEN = (
    "A mistake of this program; nothing of it is yours. The server's log says where, under this "
    "request's id."
)

# name -> (code, title). A name, once given, keeps its meaning.
KINDS: dict[str, tuple[int, str]] = {
    "bad-request": (400, "Bad request"),
    "key-missing": (401, "A key is needed"),
    "key-unknown": (401, "Unknown key"),
    "key-expired": (401, "Expired key"),
    "key-revoked": (401, "Revoked key"),
    "sign-in-failed": (401, "Not signed in"),
    "scope-missing": (403, "Not allowed with this key"),
    "forbidden": (403, "Not allowed"),
    "not-found": (404, "Not found"),
    "article-not-found": (404, "No such article"),
    "job-not-found": (404, "No such job"),
    "conversation-not-found": (404, "No such conversation"),
    "answer-not-found": (404, "No such answer"),
    "stream-not-found": (404, "No such stream"),
    "key-not-found": (404, "No such key"),
    "method-not-allowed": (405, "Method not allowed"),
    "too-slow": (408, "Request too slow"),
    "too-large": (413, "Too large"),
    "unsupported-type": (415, "Unsupported media type"),
    "unusable-request": (422, "Unusable request"),
    "unusable-question": (422, "Unusable question"),
    "unusable-article": (422, "Unusable article"),
    "over-limit": (429, "Too many requests"),
    "too-many-at-once": (429, "Too many requests at once"),
    "broken": (500, "Mistake of this program"),
    "busy": (503, "Busy"),
    "ending": (503, "Ending"),
    "unavailable": (503, "Unavailable"),
}
_ERRORS: tuple[tuple[type[Exception], str], ...] = (
    (BadQuestion, "unusable-question"),
    (BadFeedback, "unusable-request"),
    (BadKey, "unusable-request"),
    (ConversationNotFound, "conversation-not-found"),
    (AnswerNotFound, "answer-not-found"),
    (KeyNotFound, "key-not-found"),
    (Overloaded, "busy"),
    (ArticleNotFound, "article-not-found"),
    (JobNotFound, "job-not-found"),
    (Stopped, "ending"),
    (DataFolderError, "unavailable"),
)

log = logging.getLogger(__name__)


class Problem(HTTPException):
    """An error that is about the request as such: who asks, how much, in which form."""

    def __init__(self, kind: str, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(KINDS[kind][0], detail, dict(headers) if headers else None)
        self.kind = kind


def kind_of(error: Exception) -> str:
    """Under which name of `KINDS` an error is told."""
    if isinstance(error, Problem):
        return error.kind
    if isinstance(error, HTTPException):
        return _by_status(error.status_code)
    if isinstance(error, RequestValidationError):
        return "unusable-request"
    found = next((kind for of, kind in _ERRORS if isinstance(error, of)), None)
    # Every other error of ours: the request was right, and cannot be served now.
    return found or ("unavailable" if isinstance(error, BotError | IngestError) else "broken")


_NO_TEXT = "There was an error parsing the body"  # of FastAPI
_UNREADABLE = "The body is no JSON in UTF-8, or nests too deep, or holds a number too long."


def detail_of(error: Exception, at: str) -> str:
    """A sentence for who asked; nothing of what is inside.

    Args:
        at: as outward.py has it.
    """
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            return "The body is not JSON."
        if first["loc"] == ("body",) and isinstance(error.body, bytes):  # not read as JSON
            return "The body is read as JSON under the header Content-Type: application/json alone."
        where = ".".join(str(part) for part in first["loc"][1:]) or "the body"
        return f"{where}: {first['msg']}."
    if isinstance(error, HTTPException):
        return _UNREADABLE if error.detail == _NO_TEXT else str(error.detail)
    return outward.sentence(error, at) if isinstance(error, BotError | IngestError) else BROKEN


def headers_of(error: Exception) -> dict[str, str]:
    if isinstance(error, HTTPException):
        return dict(error.headers or {})
    return {"Retry-After": str(error.seconds)} if isinstance(error, Overloaded) else {}


def document(kind: str, detail: str, request_id: str = "") -> dict[str, Any]:
    """The problem as RFC 9457 has it."""
    status, title = KINDS[kind]
    body = {"type": URN + kind, "title": title, "status": status, "detail": detail}
    return body | ({"request_id": request_id} if request_id else {})


def response(error: Exception, scope: Connected) -> JSONResponse:
    """An error as the answer to a request."""
    kind = kind_of(error)
    told = detail_of(error, place(scope))
    if isinstance(error, BotError | IngestError) and is_told_all(scope):
        told = str(error)
    body = document(kind, told, request_id(scope))
    status = error.status_code if isinstance(error, HTTPException) else KINDS[kind][0]
    body["status"] = status
    # Half a character, as a request may hold it, is no UTF-8.
    body["detail"] = body["detail"].encode("utf-8", "replace").decode()
    return JSONResponse(body, status, headers_of(error), media_type=MEDIA_TYPE)


def request_id(scope: Connected) -> str:
    """The id that this request goes by, "" where nobody gave it one."""
    return str(scope.get("state", {}).get("request_id", ""))


def place(scope: Connected) -> str:
    """A request as the log names it."""
    return f"{scope['method']} {quote(scope['path'])} ({request_id(scope)})"


def is_told_all(scope: Connected) -> bool:
    """Whether who sent this request may know of the server's inside; known once it is admitted."""
    caller: Caller | None = scope.get("state", {}).get("caller")
    return caller is not None and caller.operates


def install(app: FastAPI) -> None:
    """Turn errors of ours, and what FastAPI refuses, into problem documents."""

    async def told(request: Request, error: Exception) -> JSONResponse:
        kind = kind_of(error)
        request.scope.setdefault("state", {})["problem"] = kind
        return response(error, request.scope)

    for kind in (HTTPException, BotError, IngestError, RequestValidationError):
        app.add_exception_handler(cast(type[Exception], kind), told)


def _by_status(status: int) -> str:
    named = {
        400: "bad-request",
        401: "key-missing",
        403: "forbidden",
        404: "not-found",
        405: "method-not-allowed",
        413: "too-large",
        415: "unsupported-type",
        429: "over-limit",
        HTTPStatus.SERVICE_UNAVAILABLE: "unavailable",
    }
    return named.get(status, "broken" if status >= 500 else "bad-request")
