"""The one web application: REST and the page on the same port."""

import os
import socket

# Gradio reads this when it is imported; without it, it calls home.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware

from bot import models
from bot.channels import rest, web
from ingest.store import Store


def create(store: Store) -> FastAPI:
    """The application over one opened data folder."""
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
    return web.mount(app, store, writers)  # last: it takes every path that is left


def serve(store: Store, bound: socket.socket) -> None:
    """Serve on a listening socket until interrupted."""
    import uvicorn

    config = uvicorn.Config(create(store), log_level="warning", timeout_graceful_shutdown=5)
    uvicorn.Server(config).run(sockets=[bound])
