"""The one web application: REST and the page on the same port."""

import os
import secrets
import socket
from types import FrameType

# Gradio reads this when it is imported; without it, it calls home.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware

from bot import models
from bot.channels import jobs_api, rest, web
from bot.conversations import Conversations
from bot.upkeep import Upkeep
from ingest.jobs import Jobs
from ingest.settings import ServerSettings
from ingest.store import Store
from ingest.watch import Watcher


def create(store: Store, jobs: Jobs | None = None, token: str = "") -> FastAPI:
    """The application over one opened data folder; it changes nothing there without a queue.

    Args:
        token: what a request has to bring that wants to use `jobs`.
    """
    # The interactive pages would load their scripts from elsewhere; /openapi.json stays.
    app = FastAPI(
        title="Newsdesk",
        summary="Answers from news articles, with proof.",
        docs_url=None,
        redoc_url=None,
    )
    writers = models.writers(store.settings)
    # A page elsewhere must not reach this server under a name of its own (DNS rebinding).
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(store.settings.server.hosts))
    rest.install(app)
    app.include_router(rest.router(store, writers))
    if jobs and token:
        app.include_router(jobs_api.router(store, jobs, token))
    if store.settings.slack.enabled:
        from bot.channels.slack import running  # late: few installations have it

        running.install(app, store, writers, jobs)
    return web.mount(app, store, writers)  # last: it takes every path that is left


def serve(store: Store, bound: socket.socket) -> None:
    """Serve on a listening socket until interrupted; what is watched is read meanwhile."""
    import uvicorn

    token = secrets.token_urlsafe(32)
    kept = Conversations(store.library, keep_days=store.settings.conversations.keep_days)
    with Jobs(store) as jobs, Upkeep(kept):

        class Server(uvicorn.Server):
            """The job at work ends while open connections do, not after them."""

            def handle_exit(self, sig: int, frame: FrameType | None) -> None:
                jobs.stop()
                super().handle_exit(sig, frame)

        watcher = Watcher(jobs, store.settings.ingest.watch)
        application = create(store, jobs, token)
        config = uvicorn.Config(application, log_level="warning", timeout_graceful_shutdown=5)
        # Last, since whoever reads it comes at once.
        store.takes_work(**reached(bound, store.settings.server), token=token)
        watcher.start()
        try:
            Server(config).run(sockets=[bound])
        finally:
            watcher.close()


def reached(bound: socket.socket, server: ServerSettings) -> dict[str, str]:
    """How a program on this machine reaches a server there: its address, and its name for it."""
    host, port = bound.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104, taken back here
    names = server.hosts
    name = "127.0.0.1" if "*" in names or "127.0.0.1" in names else (*names, "")[0]
    return {
        "address": f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}",
        "host": name.replace("*", "newsdesk", 1),  # "*.desk.example" stands for names below it
    }
