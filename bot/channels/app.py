"""The one web application: REST and the page on the same port."""

import os
import socket

# Gradio reads this when it is imported; without it, it calls home.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

from fastapi import FastAPI

from bot import models
from bot.channels import rest, web
from bot.errors import PortInUse
from ingest.settings import ServerSettings
from ingest.store import Store


def create(store: Store) -> FastAPI:
    """The application over one opened data folder."""
    app = FastAPI(title="Newsdesk", summary="Answers from news articles, with proof.")
    writers = models.writers(store.settings)
    rest.install(app)
    app.include_router(rest.router(store, writers))
    return web.mount(app, store, writers)  # last: it takes every path that is left


def serve(store: Store) -> None:
    """Serve until interrupted.

    Raises:
        PortInUse: another program listens there.
    """
    import uvicorn

    server = store.settings.server
    listener = _listen(server)
    config = uvicorn.Config(create(store), log_level="warning", timeout_graceful_shutdown=5)
    uvicorn.Server(config).run(sockets=[listener])


def _listen(server: ServerSettings) -> socket.socket:
    """Take the port before anything else is done, so that a taken one is said at once."""
    family = socket.AF_INET6 if ":" in server.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((server.host, server.port))
    except OSError as error:
        listener.close()
        raise PortInUse(server.host, server.port) from error
    return listener
