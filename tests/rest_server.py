"""REST over a small newsroom, for tests: the application as it is served, without the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import uvicorn
from fastapi import FastAPI
from newsroom import newsroom

from bot.answer.written.generate import Writer
from bot.channels import gauges, rest
from bot.channels.entrance import Entrance
from bot.channels.impatient import Impatient
from bot.channels.rights import Proxies
from bot.channels.v1 import described
from bot.channels.v1.streams import Streams
from bot.keys import Keys, Scope
from ingest.runs.jobs import Jobs
from ingest.settings import Settings
from ingest.store import Store

TOKEN = "the server's own"


@dataclass(frozen=True)
class Newsroom:
    """What a test needs of an application."""

    app: FastAPI
    store: Store
    jobs: Jobs

    def key(self, *scopes: Scope) -> dict[str, str]:
        """The header of a new key."""
        _, secret = Keys(self.store.library.database).create("a test", scopes)
        return {"Authorization": f"Bearer {secret}"}


@contextmanager
def opened(
    folder: Path,
    settings: Settings | None = None,
    writers: tuple[Writer, ...] = (),
    grace: float = 3.0,
) -> Iterator[Newsroom]:
    """An application over the articles of newsroom.py."""
    with newsroom(folder, settings) as store, Jobs(store) as jobs:
        app = FastAPI(title="Newsdesk", docs_url=None, redoc_url=None)
        rest.install(app, store, TOKEN)
        streams = Streams(grace=grace, heartbeat=0.2)
        app.include_router(rest.router(store, writers, jobs=jobs, streams=streams))
        described.pages(app)
        app.state.watch.also(gauges.of_jobs(jobs))
        of = store.settings
        app.add_middleware(
            Entrance, limits=of.limits, watch=app.state.watch, most_mb=of.ingest.max_file_mb
        )
        app.add_middleware(Proxies, proxies=of.server.proxies)
        yield Newsroom(app, store, jobs)


@contextmanager
def listening(app: FastAPI) -> Iterator[str]:
    """The application behind a real server on loopback; gives its address."""
    config = uvicorn.Config(
        app, port=0, http=Impatient, log_level="warning", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    deadline = monotonic() + 30
    while not server.started:
        assert monotonic() < deadline
        sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)
