"""The one web application: REST and the page on the same port."""

import asyncio
import gc
import logging
import os
import secrets
import socket
from concurrent.futures import ThreadPoolExecutor
from types import FrameType

# Gradio reads this when it is imported; without it, it calls home.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.trustedhost import TrustedHostMiddleware

from bot import models
from bot.channels import ending, gauges, rest, watching, web
from bot.channels.entrance import Entrance
from bot.channels.impatient import Impatient
from bot.channels.mcp import http as mcp_http
from bot.channels.openai_api import routes as openai_api
from bot.channels.render import many
from bot.channels.rights import Proxies
from bot.channels.v1 import described, nowhere
from bot.conversation import conversations
from bot.conversation.conversations import Conversations
from bot.conversation.upkeep import Upkeep
from bot.search.warming import warming
from ingest import local_only
from ingest.errors import SettingsError
from ingest.runs.jobs import Jobs
from ingest.runs.watch import Watcher
from ingest.settings import ServerSettings
from ingest.store import Store

OBJECTS = 20_000  # made since the last look for circles of them, before the next

log = logging.getLogger(__name__)


def create(
    store: Store, jobs: Jobs | None = None, token: str = "", kept: Conversations | None = None
) -> FastAPI:
    """The application over one opened data folder; it changes nothing there without a queue.

    Args:
        token: what a command on this machine brings, see `rights.Rights`.
        kept: where conversations are kept; else in the store's library.

    Raises:
        SettingsError: traces are wanted and their packages are not installed; as `rest.install`.
    """
    server = store.settings.server
    kept = kept or conversations.in_store(store)
    # The interactive pages would load their scripts from elsewhere; ours do not.
    app = FastAPI(
        title="Newsdesk",
        summary="Answers from news articles, with proof.",
        docs_url=None,
        redoc_url=None,
    )
    writers = models.writers(store.settings)
    # A page elsewhere must not reach this server under a name of its own (DNS rebinding).
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(server.hosts))
    # Also where no origin is named: else Gradio's own would let in every one, cookies and all, as
    # soon as the server has another name than localhost.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(server.origins),
        allow_methods=["GET", "POST", "PUT", "DELETE"],
        allow_headers=["Authorization", "Content-Type", "Last-Event-ID", "X-API-Key"],
        expose_headers=[
            *("Location", "Retry-After", "X-Request-ID", "X-Stream-ID"),
            *("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "RateLimit-Policy"),
        ],
    )
    rest.install(app, store, token)
    app.include_router(rest.router(store, writers, jobs=jobs, kept=kept))
    app.include_router(openai_api.router(store, writers))
    described.pages(app)
    mcp_http.mount(app, store, writers)
    if jobs:
        app.state.watch.also(gauges.of_jobs(jobs))
    if server.traces:
        _trace(app, server)
    app.state.watch.also(gauges.of_models(models.state))
    if store.settings.slack.enabled:
        from bot.channels.slack import running  # late: few installations have it

        asking = app.state.watch.asking("slack")
        running.install(app, store, writers, kept, jobs=jobs, ask=asking)
    nowhere.install(app)
    web.mount(app, store, writers, kept, jobs)  # last: it takes every path that is left
    # Around everything, the outermost last.
    limits, most_mb = store.settings.limits, store.settings.ingest.max_file_mb
    app.add_middleware(
        Entrance, limits=limits, watch=app.state.watch, most_mb=most_mb, origins=server.origins
    )
    app.add_middleware(Proxies, proxies=server.proxies)
    return app


def _trace(app: FastAPI, server: ServerSettings) -> None:
    local_only.check(server.traces, "server.traces")
    try:
        from bot.channels import tracing  # late: its packages are an extra

        traces = tracing.opened(app, server.traces, log_questions=server.log_questions)
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"server.traces is set, but {error.name} is not installed. Install "
            "opentelemetry-instrumentation-fastapi and opentelemetry-exporter-otlp-proto-http (the "
            'extra "traces"), or set server.traces to "".'
        ) from error
    app.state.watch.follow = traces.followed


def serve(store: Store, bound: socket.socket) -> None:
    """Serve on a listening socket until interrupted; what is watched is read meanwhile."""
    import uvicorn

    token = secrets.token_urlsafe(32)
    kept = conversations.in_store(store)
    with Jobs(store) as jobs, Upkeep(kept), warming(store):

        class Server(uvicorn.Server):
            """The job at work ends while open connections do, not after them."""

            async def startup(self, sockets: list[socket.socket] | None = None) -> None:
                # Threads that compute in Python take turns: more of them than processors only have
                # the event loop wait longer for its own (/healthz: p95 145 ms instead of 440).
                workers = ThreadPoolExecutor(max(2, min(4, os.cpu_count() or 2)))
                asyncio.get_running_loop().set_default_executor(workers)
                await super().startup(sockets)
                # What is loaded by now stays. Looked through again and again, it would cost 5 % of
                # the processor, in pauses of a quarter of a second. An answer makes thousands of
                # objects that hold others, and hardly a circle: to look every 700 costs 2 ms of it.
                gc.collect()
                gc.freeze()
                gc.set_threshold(OBJECTS)

            async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
                ending.of_app(application).begin()
                await super().shutdown(sockets)

            def handle_exit(self, sig: int, frame: FrameType | None) -> None:
                jobs.stop()
                super().handle_exit(sig, frame)

        watcher = Watcher(jobs, store.settings.ingest.watch)
        application = create(store, jobs, token, kept)
        watching.to_stderr()
        config = uvicorn.Config(
            application,
            http=Impatient,
            log_level="warning",
            proxy_headers=False,  # `Proxies` reads them, from whom they are believed
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        # Last, since whoever reads it comes at once.
        if left := jobs.resume():
            log.warning("Going on with what was left to be read: %s.", many(left, "job"))
        store.takes_work(**reached(bound, store.settings.server), token=token)
        watcher.start()
        try:
            Server(config).run(sockets=[bound])
        finally:
            watcher.close()


def reached(bound: socket.socket, server: ServerSettings) -> dict[str, str]:
    """How a program on this machine reaches a server there: its address, and its name for it."""
    host, port = bound.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104, taken back here  # nosec B104
    names = server.hosts
    name = "127.0.0.1" if "*" in names or "127.0.0.1" in names else (*names, "")[0]
    return {
        "address": f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}",
        "host": name.replace("*", "newsdesk", 1),  # "*.desk.example" stands for names below it
    }
