"""`/mcp` of the server: the tools over streamable HTTP, with the rights and limits of REST.

Nothing is kept between two requests, so that there is nothing to fill up or to take over.
"""

import asyncio
import contextvars
import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from fastapi import FastAPI
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.answer.written.generate import Writer
from bot.channels import limiting, problems, rights, watching
from bot.channels.mcp.results import Said
from bot.channels.mcp.tools import Tools
from bot.channels.problems import Problem
from bot.channels.rights import Caller
from bot.errors import Refused
from bot.events import Event
from bot.keys import Scope as Right
from bot.question.understanding import Question
from ingest.settings import ServerSettings
from ingest.store import Store

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

PATH = "/mcp"
# Who calls the tool that is at work. What the protocol's package starts for a request inherits it.
_called_by: contextvars.ContextVar[tuple[Request, Caller]] = contextvars.ContextVar("called_by")


def mount(app: FastAPI, store: Store, writers: tuple[Writer, ...]) -> None:
    """Add `/mcp` to an application that rest.py has installed, and its end to that one's."""
    endpoint = _Endpoint(Tools(store, writers, _watched), store.settings.server)
    for path in (PATH, f"{PATH}/"):
        app.router.routes.append(Route(path, endpoint))
    before = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(application: Any) -> AsyncIterator[Any]:
        async with before(application) as state:
            try:
                yield state
            finally:
                await endpoint.close()

    app.router.lifespan_context = lifespan


def _watched(events: AsyncIterator[Event], question: Question) -> AsyncIterator[Event]:
    request, caller = _called_by.get()
    return watching.of(request).watched(
        events,
        channel="mcp",
        question=question,
        caller=caller,
        request_id=problems.request_id(request.scope),
    )


class _Endpoint:
    """The ASGI application at `/mcp`."""

    def __init__(self, tools: Tools, server: ServerSettings) -> None:
        self._tools, self._server = tools, server
        self._starting = asyncio.Lock()
        self._manager: StreamableHTTPSessionManager | None = None
        self._running: asyncio.Task[None] | None = None
        self._ended = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            self._check_origin(request.headers.get("origin", ""))
            caller = await rights.of(request).caller(request)
            with limiting.admitted_to(request, caller, question=False):
                manager = await self._started()
                _called_by.set((request, caller))
                await manager.handle_request(scope, receive, send)
        except Problem as problem:
            await problems.response(problem, scope)(scope, receive, send)

    async def call(self, name: str, arguments: dict[str, Any]) -> Said:
        """A tool, for whoever sent the request at work.

        Raises:
            Refused: who asks may not, or not so often; and as `Tools.call`.
        """
        request, caller = _called_by.get()
        limits = limiting.of(request)
        try:
            await rights.of(request).allowed(request, Right.ASK if name == "ask" else Right.READ)
            if name == "ask":
                limits.count(caller, question=True)
        except Problem as problem:  # the request is served; it is the tool that has failed
            raise Refused(problem.detail) from problem
        if name != "ask":
            return await self._tools.call(name, arguments)
        async with limits.places.place():
            return await self._tools.call(name, arguments)

    async def close(self) -> None:
        self._ended.set()
        if self._running:
            await self._running

    def _check_origin(self, origin: str) -> None:
        """A page elsewhere must not call the tools through its reader's browser."""
        if not origin or origin in self._server.origins:
            return
        host = urlsplit(origin).hostname or ""
        for name in self._server.hosts:
            if name in ("*", host) or (name.startswith("*.") and host.endswith(name[1:])):
                return
        raise Problem(
            "forbidden",
            f"Pages of {origin[:100]!r} may not use this server: it is neither under `server.hosts`"
            " nor under `server.origins`.",
        )

    async def _started(self) -> "StreamableHTTPSessionManager":
        """The protocol's own part; it comes with the first request, since it takes a second."""
        async with self._starting:
            if self._manager is None:
                module = await asyncio.to_thread(importlib.import_module, "bot.channels.mcp.server")
                server = module.build(self.call)
                server.streamable_http_app(
                    stateless_http=True, transport_security=module.CHECKED_ALREADY
                )
                ready = asyncio.Event()
                self._running = asyncio.create_task(
                    self._run(server.session_manager, ready), context=contextvars.Context()
                )
                await ready.wait()
                self._manager = server.session_manager
            return self._manager

    async def _run(self, manager: "StreamableHTTPSessionManager", ready: asyncio.Event) -> None:
        async with manager.run():
            ready.set()
            await self._ended.wait()
