"""The Bolt application: who hears what. Each listener acknowledges at once and works after that."""

import asyncio
import logging
import re
import time
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackClientError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels import outward
from bot.channels.slack import checking, escape, events, policy, render
from bot.channels.slack.buttons import Buttons
from bot.channels.slack.desk import BROKEN, Desk
from bot.channels.slack.errors import SlackRefused
from bot.channels.slack.ledger import Asked
from bot.channels.slack.manifest import CHECK, COMMAND, PROMPTS
from bot.channels.slack.private import Slack, told
from bot.errors import BotError
from bot.texts import say
from ingest.errors import IngestError

WAITS = 5  # times that a call is made again where Slack asks to wait
PATIENCE = 30  # seconds for one call
_SEARCHING = "Searching the articles…"
_ANY = re.compile("")  # event; and the command may have been given another name

log = logging.getLogger(__name__)

Json = dict[str, Any]


def client(token: str, url: str, session: aiohttp.ClientSession, *, waits: bool) -> AsyncWebClient:
    """A client of the Web API.

    Args:
        waits: where Slack says "later" (429), wait as long as it says and try again.
    """
    return AsyncWebClient(
        token=token,
        base_url=url,
        timeout=PATIENCE,
        session=session,
        retry_handlers=retrying() if waits else [],
    )


def retrying() -> list[AsyncRetryHandler]:
    return [
        AsyncConnectionErrorRetryHandler(max_retry_count=2),
        AsyncServerErrorRetryHandler(max_retry_count=2),
        AsyncRateLimitErrorRetryHandler(max_retry_count=WAITS),
    ]


def create(desk: Desk, *, signing_secret: str = "") -> AsyncApp:
    """The application that hears what happens in the workspace and hands it to the desk.

    Args:
        signing_secret: what requests over HTTP are signed with; sockets need none.
    """
    slack = desk.slack
    us = AuthorizeResult(
        enterprise_id=None,
        team_id=slack.team,
        bot_id=slack.bot_id,
        bot_user_id=slack.bot,
        bot_token=slack.client.token,
    )

    async def authorize() -> AuthorizeResult:
        """Slack was asked at the start; Bolt would ask again while an acknowledgement waits."""
        return us

    # Bolt warns of variables of the environment that it does not need; mistakes alone are said.
    logger = logging.getLogger("newsdesk.bolt")
    logger.setLevel(logging.ERROR)
    # Sockets carry no signatures; over HTTP each request is checked (http.py, and here again).
    app = AsyncApp(
        client=slack.client,
        authorize=authorize,
        signing_secret=signing_secret or "sockets are not signed",
        logger=logger,
    )
    listeners = _Listeners(desk)
    for kind in ("app_mention", "message"):
        app.event(kind)(listeners.message)
    app.event("app_home_opened")(listeners.opened)
    app.event("assistant_thread_started")(listeners.opened)
    app.event(_ANY)(listeners.nothing)
    app.command(_ANY)(listeners.command)
    app.shortcut(CHECK)(listeners.check)
    buttons = Buttons(desk)
    app.action("feedback")(buttons.feedback)
    app.action("share")(buttons.share)
    app.action(re.compile(r"next_\d+"))(buttons.next)
    app.action(_ANY)(buttons.unknown)
    app.error(listeners.failed)
    return app


class _Listeners:
    """What is done with what is heard."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @property
    def slack(self) -> Slack:
        return self.desk.slack

    # ---- messages

    async def message(self, body: Json) -> None:
        await self.desk.heard(events.read(body, bot=self.slack.bot))

    async def opened(self, event: Json) -> None:
        """Somebody opens the bot: what could be asked."""
        thread = event.get("assistant_thread") or event
        if event.get("tab", "messages") != "messages":
            return
        prompts = [{"title": one, "message": one} for one in PROMPTS]
        where = {"thread_ts": thread["thread_ts"]} if thread.get("thread_ts") else {}
        channel = str(thread.get("channel_id") or thread.get("channel") or "")
        try:
            await self.slack.client.assistant_threads_setSuggestedPrompts(
                channel_id=channel, prompts=prompts, **where
            )
        except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
            log.info("Slack did not show prompts: %s.", error)

    async def nothing(self) -> None:
        """It changes no answer; what is not acknowledged would be sent again."""

    # ---- the command and the shortcut

    async def command(self, ack: AsyncAck, body: Json) -> None:
        text = escape.typed(str(body.get("text") or ""), bot=self.slack.bot)
        if text.casefold() in {"", "help"}:
            command = str(body.get("command") or COMMAND)
            await ack(_shown(render.short(f"{say('help')} Write {command} and your question.")))
            return
        await ack(_shown(render.short(_SEARCHING)))
        team, user = str(body["team_id"]), str(body["user_id"])
        channel = str(body["channel_id"])
        await self.desk.asked(
            Asked(
                key=f"{team}:command:{body['trigger_id']}",
                team=team,
                channel=channel,
                direct=channel.startswith("D"),
                root="",
                user=user,
                text=text,
                how="command",
                at=time.time(),
                follows=True,
                response_url=str(body["response_url"]),
            )
        )

    async def check(self, ack: AsyncAck, body: Json) -> None:
        await ack()
        team, channel = str(body["team"]["id"]), str(body["channel"]["id"])
        asked = Asked(
            key=f"{team}:check:{body['trigger_id']}",
            team=team,
            channel=channel,
            direct=channel.startswith("D"),
            root="",
            user=str(body["user"]["id"]),
            text="",
            how="check",
            at=time.time(),
        )
        if not await asyncio.to_thread(self.desk.ledger.claim, asked, state="done"):
            return
        settings, ledger = self.desk.settings, self.desk.ledger
        if refusal := await asyncio.to_thread(policy.refusal, asked, settings, ledger):
            await asyncio.to_thread(ledger.finish, asked, "refused")
            post = render.short(refusal)
        else:
            text = escape.typed(str((body.get("message") or {}).get("text") or ""))
            limits = policy.limits(policy.of(settings, channel))
            post = await checking.checked(self.desk.store, text, limits)
        await self.slack.respond(str(body["response_url"]), post)

    # ---- what goes wrong

    async def failed(self, error: Exception, body: Json) -> None:
        """A mistake of ours: a word to whoever waits, where there is a way to say one."""
        said = BROKEN
        if isinstance(error, SlackRefused):
            log.warning("%s", error)
        elif isinstance(error, BotError | IngestError):
            said = outward.sentence(error, "Slack")
        else:
            log.error("What Slack told could not be worked on.", exc_info=error)
        if body.get("response_url"):
            await told(self.slack, body, said)


def _shown(post: render.Post) -> Json:
    return {"response_type": "ephemeral", "text": post.text, "blocks": list(post.blocks)}
