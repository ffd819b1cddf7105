"""Running the bot: its tokens, its sockets or HTTP, what was missed meanwhile, and its end."""

import asyncio
import logging
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from fastapi import FastAPI
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.answer.written.generate import Writer
from bot.ask import Ask, ask
from bot.channels.slack import app as bolt
from bot.channels.slack import http, missed
from bot.channels.slack.desk import Desk
from bot.channels.slack.errors import SlackNotSetUp
from bot.channels.slack.ledger import LEASE, Ledger
from bot.channels.slack.manifest import lacking
from bot.channels.slack.private import Respond, Slack
from bot.conversation.conversations import Conversations
from ingest import local_only
from ingest.errors import IngestError
from ingest.runs.jobs import Jobs
from ingest.settings import SlackSettings
from ingest.store import Store

PING = 5.0  # seconds between two looks at whether the socket lives
AGAIN = 30.0  # seconds until Slack is tried again where it was not reached at the start
_OVERLAP = 30.0  # seconds before a connection was seen to be lost that are looked through as well

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Secrets:
    """What Slack gave for this app; "" for what the mode does not need."""

    bot: str
    app: str = ""
    signing: str = ""


def secrets(settings: SlackSettings) -> Secrets:
    """The secrets that the environment holds.

    Raises:
        SlackNotSetUp: one that is needed is not there.
        SettingsError: Slack is not here, and local_only is set.
    """
    local_only.check(settings.api_url, "slack.api_url")
    names = [settings.bot_token_env]
    names.append(
        settings.app_token_env if settings.mode == "socket" else settings.signing_secret_env
    )
    if missing := [name for name in names if not os.environ.get(name)]:
        are = "is" if len(missing) == 1 else "are"
        raise SlackNotSetUp(
            f"{' and '.join(missing)} {are} not set. docs/slack.md says where Slack shows them."
        )
    bot, other = (os.environ[name].strip() for name in names)
    if not bot.startswith("xoxb-"):
        raise SlackNotSetUp(f"{names[0]} is no bot token: that begins with xoxb-.")
    if settings.mode == "http":
        return Secrets(bot, signing=other)
    if not other.startswith("xapp-"):
        raise SlackNotSetUp(f"{names[1]} is no app-level token: that begins with xapp-.")
    return Secrets(bot, app=other)


@dataclass(slots=True)
class Running:
    """A bot that is at work."""

    desk: Desk
    app: AsyncApp
    socket: AsyncSocketModeHandler | None = None


@asynccontextmanager
async def running(
    store: Store,
    writers: tuple[Writer, ...],
    kept: Conversations,
    *,
    jobs: Jobs | None = None,
    ask: Ask = ask,
    lease: float = LEASE,
    ping: float = PING,
) -> AsyncIterator[Running]:
    """The bot at work until the block ends.

    Args:
        jobs: where articles are added; ask: what answers.
        lease: seconds after which another may take over what this process has on.
        ping: seconds between two looks at whether the connection lives.

    Raises:
        SlackNotSetUp: a token is missing, wrong, or may not do what it has to.
    """
    settings = store.settings.slack
    found = secrets(settings)
    limit = aiohttp.ClientTimeout(total=bolt.PATIENCE)
    async with aiohttp.ClientSession(timeout=limit) as session:
        web = bolt.client(found.bot, settings.api_url, session, waits=True)
        quick = bolt.client(found.bot, settings.api_url, session, waits=False)
        us = await known(web)
        slack = Slack(
            client=web,
            quick=quick,
            respond=Respond(session, bolt.retrying()),
            bot=us["user_id"],
            bot_id=us["bot_id"],
            team=us["team_id"],
        )
        ledger = await asyncio.to_thread(Ledger, store.library.database, lease=lease)
        desk = Desk(store, writers, slack, ledger, kept, jobs=jobs, ask=ask)
        at_work = Running(desk, bolt.create(desk, signing_secret=found.signing))
        beside = asyncio.create_task(_sweeping(desk, lease / 3))
        try:
            if settings.mode == "socket":
                at_work.socket = await _connected(at_work.app, found.app, ping)
            looking = asyncio.create_task(_missed(at_work, ping))
            try:
                yield at_work
            finally:
                looking.cancel()
        finally:
            beside.cancel()
            if at_work.socket:
                # What cannot be acknowledged any more is sent again: no reason for a trace.
                at_work.socket.client.logger.setLevel(logging.CRITICAL)
                await at_work.socket.client.close()  # type: ignore[no-untyped-call] # Slack's own lacks it
            await desk.close()


async def known(web: AsyncWebClient) -> dict[str, str]:
    """The ids of our user, our bot and the workspace, once Slack has said that the token is good.

    Raises:
        SlackNotSetUp: it is not, or lacks a scope without which nothing is answered.
    """
    said = await asked(web, "auth.test")
    needed, wished = lacking(str(said.headers.get("x-oauth-scopes", "")))
    if needed:
        raise SlackNotSetUp(
            f"The bot token lacks the scopes {', '.join(needed)}. Put in the manifest that "
            "`newsdesk slack manifest` prints, and install the app to the workspace again."
        )
    if wished:
        log.warning("Slack: the bot token lacks the scopes %s.", ", ".join(wished))
    return {name: str(said.get(name) or "") for name in ("user_id", "bot_id", "team_id")}


async def _connected(app: AsyncApp, token: str, ping: float) -> AsyncSocketModeHandler:
    said = await asked(app.client, "apps.connections.open", token=token)
    socket = AsyncSocketModeHandler(app, token, ping_interval=ping)
    socket.client.wss_uri = said["url"]  # a wrong token is said here; the client would try for good
    await socket.client.connect()  # type: ignore[no-untyped-call] # Slack's own lacks it
    return socket


async def asked(web: AsyncWebClient, method: str, **how: str) -> AsyncSlackResponse:
    """What Slack says.

    Raises:
        SlackNotSetUp: Slack refuses, or is not reached.
    """
    try:
        if method == "auth.test":
            return await web.auth_test()
        return await web.apps_connections_open(app_token=how["token"])
    except SlackApiError as error:
        why = error.response.get("error")
        raise SlackNotSetUp(
            f"Slack refuses {method}: {why}. Take the token anew from the app's page, as "
            "docs/slack.md says."
        ) from error
    except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
        raise SlackNotSetUp(f"Slack is not reached at {web.base_url}: {error}.") from error


def is_open(socket: AsyncSocketModeHandler) -> bool:
    """Whether the connection lives, as far as is known."""
    session = socket.client.current_session
    return session is not None and not session.closed


async def _sweeping(desk: Desk, pause: float) -> None:
    """Keep what is worked on, and take over what others left, again and again."""
    while True:
        try:
            await desk.sweep()
        except IngestError as error:
            log.warning("Slack: %s", error)
        await asyncio.sleep(pause)


async def _missed(at_work: Running, ping: float) -> None:
    """Look for what was missed: at the start, and whenever the connection had been lost."""
    desk, socket = at_work.desk, at_work.socket
    since = time.time() - 60 * desk.settings.missed_minutes
    before: object = None
    while True:
        session = socket.client.current_session if socket else desk
        is_up = socket is None or is_open(socket)
        if is_up and session is not before:
            try:
                await missed.look(desk, since)
            except IngestError as error:
                log.warning("Slack: %s", error)
            before = session
        if is_up:
            since = time.time() - _OVERLAP
        await asyncio.sleep(ping / 2)


def install(
    api: FastAPI,
    store: Store,
    writers: tuple[Writer, ...],
    kept: Conversations,
    *,
    jobs: Jobs | None = None,
    ask: Ask = ask,
) -> None:
    """Have the bot work as long as `api` serves; in mode http, be called at /slack/events.

    Raises:
        SlackNotSetUp: a token is missing. That Slack is not reached stops nothing: it is tried
            again, and the page serves meanwhile.
    """
    settings = store.settings.slack
    place = http.Place(secrets(settings).signing)
    if settings.mode == "http":
        api.include_router(place.router())
    inner = api.router.lifespan_context

    async def work() -> None:
        while True:
            try:
                async with running(store, writers, kept, jobs=jobs, ask=ask) as at_work:
                    place.app = at_work.app
                    await asyncio.Event().wait()
            except SlackNotSetUp as error:
                log.error("Slack: %s It is tried again in %g s.", error, AGAIN)
            finally:
                place.app = None
            await asyncio.sleep(AGAIN)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[Any]:
        async with inner(app) as state:
            task = asyncio.create_task(work())
            try:
                yield state
            finally:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)

    api.router.lifespan_context = lifespan
