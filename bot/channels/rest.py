"""REST under `/v1`, the health checks and the figures: the endpoints, put together.

`install` is what every way in needs that one application serves; `router` is REST alone.
"""

from fastapi import APIRouter, FastAPI

from bot.answer.written.generate import Writer
from bot.channels import ending, gauges, limiting, problems, rights, watching
from bot.channels.ending import Ending
from bot.channels.limiting import Limits
from bot.channels.rights import Rights
from bot.channels.room import watch_room
from bot.channels.v1 import adding, asking, described, health, reading, talks
from bot.channels.v1 import jobs as jobs_api
from bot.channels.v1.asking import Desk
from bot.channels.v1.streams import Streams
from bot.channels.watching import Watch
from bot.conversation import conversations
from bot.conversation.conversations import Conversations
from bot.keys import Keys
from ingest.runs.jobs import Jobs
from ingest.store import Store

__all__ = ["install", "router"]


def install(app: FastAPI, store: Store, token: str = "") -> None:
    """Rights, limits, figures and problems of one application.

    Args:
        token: of the server itself, see `rights.Rights`.

    Raises:
        SettingsError: a scope or a network in the settings is none.
    """
    settings = store.settings
    problems.install(app)
    rights.install(app, Rights(settings.server, Keys(store.library.database), token))
    stopping = Ending()
    ending.install(app, stopping)
    limits = Limits(settings, stopping)
    limiting.install(app, limits)
    watch = Watch(log_questions=settings.server.log_questions, ending=stopping)
    watch.also(gauges.of_store(store))
    watch.also(gauges.of_limits(limits))
    watch_room(watch, store.folder)
    watching.install(app, watch)
    described.install(app)


def router(
    store: Store,
    writers: tuple[Writer, ...],
    *,
    jobs: Jobs | None = None,
    kept: Conversations | None = None,
    streams: Streams | None = None,
) -> APIRouter:
    """The endpoints over one opened data folder.

    Args:
        jobs: does what changes the library; without it nothing does.
        kept: where conversations are kept; else in the store's library.
    """
    kept = kept or conversations.in_store(store)
    desk = Desk(store, writers, kept, streams or Streams())
    routes = APIRouter()
    # Errors become problems; these functions say what happens when all is well.
    routes.include_router(asking.router(desk))
    routes.include_router(reading.router(store, writers))
    routes.include_router(talks.router(kept))
    if jobs:
        routes.include_router(adding.router(store, jobs))
        routes.include_router(jobs_api.router(jobs))
    routes.include_router(health.router(store, jobs))
    return routes
