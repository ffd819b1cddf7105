"""Signing in on the page, where users are named in config.yaml or a proxy does it.

What a user may do counts on the page and over REST alike (channels/rights.py). Sessions live in
this process: a restart signs everybody out.
"""

import asyncio
import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass, replace
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from bot import keys, passwords
from bot.channels.page import views, words
from bot.channels.problems import Problem
from bot.channels.rights import UNASKED, Caller, Rights, address_of, network
from ingest.settings import ServerSettings

COOKIE = "newsdesk"
HEADER = "x-newsdesk-page"  # proves that this page sends it: no other site can set it
HOURS = 12  # a session lasts
MOST_SESSIONS = 10_000
TRIES = 10  # a minute, for an address and for a name
# What is not the page, and asks for a key itself or is open to all.
_ELSEWHERE = ("/v1/", "/mcp", "/slack/", "/page/", "/sign-in", "/healthz", "/readyz", "/metrics")
_ALSO = ("/openapi.json", "/docs", "/redoc", "/favicon.ico")
# Compared with where a name is unknown, so that it takes as long as where it is known.
_NOBODYS = f"scrypt${'A' * 22}==${'A' * 86}=="


@dataclass(frozen=True, slots=True)
class _Session:
    user: str
    ends: float  # by time.monotonic


class SignInBody(BaseModel):
    """What `POST /sign-in` takes."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(max_length=200)
    password: str = Field(max_length=passwords.LONGEST)


class SignIn:
    """Who has signed in, and the page to do so."""

    def __init__(self, server: ServerSettings, rights: Rights) -> None:
        self._users = {one.name: one for one in server.users}
        self._by_proxy = bool(server.user_header)
        self._may_add, self._rights = server.page_may_add, rights
        self._sessions: dict[bytes, _Session] = {}
        self._tries = MovingWindowRateLimiter(MemoryStorage())
        self._one = asyncio.Lock()  # at a time: a password costs 32 MiB and a core
        self.token = secrets.token_urlsafe(32)
        rights.signed_in = self.caller

    @property
    def is_needed(self) -> bool:
        """Whether the page is for those alone who have signed in."""
        return bool(self._users) or self._by_proxy

    def caller(self, connection: HTTPConnection) -> Caller | None:
        """Who sends this to REST from the page; None where it does not come from there.

        Writing takes the page's own header besides, so that no other site's page can do it.
        """
        sent = connection.headers.get(HEADER, "")
        by_page = hmac.compare_digest(sent.encode(), self.token.encode())
        if self.is_needed:
            caller = self._signed_in(connection)
        else:
            caller = self.of_page(connection) if by_page else None
        if caller and not by_page:
            caller = replace(caller, scopes=caller.scopes - {keys.Scope.WRITE, keys.Scope.ADMIN})
        return caller

    def of_page(self, connection: HTTPConnection) -> Caller | None:
        """Who has the page open and what they may do there; None for who has yet to sign in."""
        if self.is_needed:
            return self._rights.by_proxy(connection) or self._signed_in(connection)
        # Without a sign-in the page is for who is at this machine, and they may do the most.
        is_open = self._may_add and not self._rights.required
        scopes = UNASKED | ({keys.Scope.WRITE} if is_open else frozenset())
        return Caller(kind="local", name="the page", scopes=scopes, address=address_of(connection))

    def _signed_in(self, connection: HTTPConnection) -> Caller | None:
        session = self._sessions.get(_digest(connection.cookies.get(COOKIE, "")))
        user = self._users.get(session.user) if session else None
        if not session or not user or session.ends < time.monotonic():
            return None
        scopes = frozenset(keys.Scope(one) for one in user.scopes)
        return Caller(
            kind="user",
            name=user.name,
            id=user.name,
            scopes=scopes,
            address=address_of(connection),
        )

    async def enter(self, name: str, password: str, address: str) -> str:
        """A new session's cookie for who knows the password.

        Raises:
            Problem: they do not, or have tried too often.
        """
        for who in (f"address:{network(address)}", f"name:{name}"):
            if not self._tries.hit(RateLimitItemPerMinute(TRIES), who):
                raise Problem("over-limit", words.TOO_MANY_TRIES, {"Retry-After": "60"})
        user = self._users.get(name)
        async with self._one:
            kept = user.password if user else _NOBODYS
            right = await asyncio.to_thread(passwords.is_right, password, kept)
        if not (user and right):
            raise Problem("sign-in-failed", words.NOT_TOGETHER)
        now = time.monotonic()
        alive = {key: one for key, one in self._sessions.items() if one.ends > now}
        self._sessions = dict(list(alive.items())[-MOST_SESSIONS:])
        cookie = secrets.token_urlsafe(32)
        self._sessions[_digest(cookie)] = _Session(user.name, now + 3600 * HOURS)
        return cookie

    def leave(self, connection: HTTPConnection) -> None:
        """End the session."""
        self._sessions.pop(_digest(connection.cookies.get(COOKIE, "")), None)


def router(sign_in: SignIn) -> APIRouter:
    """`/sign-in`, to enter and to leave."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/sign-in")
    def form() -> Response:
        return HTMLResponse(views.sign_in())

    @routes.post("/sign-in")
    async def enter(body: SignInBody, request: Request) -> Response:
        cookie = await sign_in.enter(body.name, body.password, address_of(request))
        answer = JSONResponse({"name": body.name})
        answer.set_cookie(
            COOKIE,
            cookie,
            max_age=3600 * HOURS,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return answer

    @routes.post("/sign-out")
    def leave(request: Request) -> Response:
        sign_in.leave(request)
        answer = JSONResponse({})
        answer.delete_cookie(COOKIE)
        return answer

    return routes


class Gate:
    """ASGI middleware: the page for those alone who have signed in, where that is needed."""

    def __init__(self, app: ASGIApp, sign_in: SignIn) -> None:
        self._app, self._sign_in = app, sign_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_page = scope["type"] in {"http", "websocket"} and not _is_elsewhere(scope["path"])
        if not (is_page and self._sign_in.is_needed):
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        caller = self._sign_in.of_page(connection)
        if caller and keys.Scope.ASK in caller.scopes:
            await self._app(scope, receive, send)
            return
        if "text/html" in connection.headers.get("accept", "") and not caller:
            to: Response = RedirectResponse(f"/sign-in?to={quote(scope['path'])}", 303)
        else:
            to = JSONResponse({"detail": words.SIGN_IN_FIRST}, 401 if not caller else 403)
        await to(scope, receive, send)


def _is_elsewhere(path: str) -> bool:
    return path.startswith(_ELSEWHERE) or path in _ALSO


def _digest(cookie: str) -> bytes:
    """What a session is kept by: who reads this process's memory cannot go on with it."""
    return hashlib.sha256(cookie.encode()).digest()
