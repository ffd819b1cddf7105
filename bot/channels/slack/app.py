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

from bot.channels.slack import checking, escape, events, render
from bot.channels.slack.desk import BROKEN, Desk, Slack
from bot.channels.slack.errors import SlackRefused
from bot.channels.slack.ledger import Asked
from bot.channels.slack.manifest import CHECK, COMMAND, PROMPTS
from bot.channels.slack.private import whisper
from bot.errors import BotError
from bot.texts import say
from ingest.errors import IngestError

WAITS = 5  # times that a call is made again where Slack asks to wait
PATIENCE = 30  # seconds for one call
_SEARCHING = "Searching the articles…"
_ONCE = "That was asked here already; the answer stands in the thread."
_THANKS = {"up": "Thank you. It is kept with the answer.", "down": "Thank you. It is kept with it."}
_UNSHARED = "That answer is not kept any more. Ask again to share it."

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
    app.event("assistant_thread_context_changed")(listeners.nothing)
    app.command(COMMAND)(listeners.command)
    app.shortcut(CHECK)(listeners.check)
    app.action("feedback")(listeners.feedback)
    app.action("share")(listeners.share)
    app.action(re.compile(r"next_\d+"))(listeners.next)
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
        """It changes no answer."""

    # ---- the command and the shortcut

    async def command(self, ack: AsyncAck, body: Json) -> None:
        text = escape.typed(str(body.get("text") or ""), bot=self.slack.bot)
        if text.casefold() in {"", "help"}:
            await ack(_shown(render.short(f"{say('help')} Write {COMMAND} and your question.")))
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
        if not await self._first(f"slack:check:{body['trigger_id']}"):
            return
        text = escape.typed(str((body.get("message") or {}).get("text") or ""))
        post = await checking.checked(self.desk.store, text)
        await self.slack.respond(str(body["response_url"]), post)

    # ---- buttons

    async def next(self, ack: AsyncAck, body: Json, action: Json) -> None:
        """One of the questions that were offered."""
        await ack()
        container, user = body["container"], str(body["user"]["id"])
        team, channel = str(body["team"]["id"]), str(container["channel_id"])
        alone = bool(container.get("is_ephemeral"))
        thread = str(container.get("thread_ts") or "")
        root = thread or ("" if alone else str(container["message_ts"]))
        asked = Asked(
            key=f"{team}:{channel}:{container['message_ts']}:{action['action_id']}",
            team=team,
            channel=channel,
            direct=channel.startswith("D"),
            root=root,
            user=user,
            text=str(action["value"]),
            how="button",
            at=time.time(),
            response_url=str(body["response_url"]) if alone else "",
        )
        if not await self.desk.asked(asked):
            await self.slack.respond(str(body["response_url"]), render.short(_ONCE))

    async def feedback(self, ack: AsyncAck, body: Json, action: Json) -> None:
        await ack()
        thumb, _, answer = str(action["value"]).partition(":")
        owner = f"slack:{body['team']['id']}:{body['user']['id']}"
        try:
            await asyncio.to_thread(self.desk.kept.feedback.give, answer, thumb, owner=owner)
            said = _THANKS[thumb]
        except (BotError, IngestError) as error:
            said = str(error)
        await self._whispered(body, said)

    async def share(self, ack: AsyncAck, body: Json, action: Json) -> None:
        """Show everybody what one has been answered."""
        await ack()
        channel, user = str(body["container"]["channel_id"]), str(body["user"]["id"])
        url = str(body["response_url"])
        if not await self._first(f"slack:share:{channel}:{action['value']}:{user}"):
            return
        try:
            answer = await asyncio.to_thread(self.desk.kept.answer, str(action["value"]))
        except BotError:
            await self.slack.respond(url, render.short(_UNSHARED))
            return
        head = f"<@{user}> asked: “{escape.markdown(answer['question'])}”\n\n"
        posts = render.posts(answer, public=self.desk.public_url, head=head)
        thread = body["container"].get("thread_ts")
        for post in posts:
            await self._shared(channel, thread, url, post)
        await self.slack.respond(url, None)

    async def _shared(self, channel: str, thread: str | None, url: str, post: render.Post) -> None:
        try:
            await self.slack.client.chat_postMessage(
                channel=channel,
                thread_ts=thread,
                text=post.text,
                blocks=list(post.blocks),
                unfurl_links=False,
                unfurl_media=False,
            )
        except SlackClientError:  # the bot need not be where its command is given
            await self.slack.respond(url, post, response_type="in_channel")

    # ---- what goes wrong

    async def failed(self, error: Exception, body: Json) -> None:
        """A mistake of ours: a word to whoever waits, where there is a way to say one."""
        if isinstance(error, SlackRefused):
            log.warning("%s", error)
        else:
            log.error("What Slack told could not be worked on.", exc_info=error)
        if body.get("response_url"):
            said = str(error) if isinstance(error, BotError | IngestError) else BROKEN
            await self._whispered(body, said)

    async def _whispered(self, body: Json, text: str) -> None:
        """A word to whoever pressed a button; a message of many uses up its response_url."""
        post, container = render.short(text), body.get("container") or {}
        try:
            if container.get("channel_id"):
                thread = str(container.get("thread_ts") or "")
                user = str(body["user"]["id"])
                await whisper(
                    self.slack.client, str(container["channel_id"]), user, post, thread=thread
                )
            else:
                await self.slack.respond(str(body["response_url"]), post)
        except SlackRefused as error:
            log.warning("A word did not get there. %s", error)

    async def _first(self, key: str) -> bool:
        return await asyncio.to_thread(self.desk.kept.claims.claim, key)


def _shown(post: render.Post) -> Json:
    return {"response_type": "ephemeral", "text": post.text, "blocks": list(post.blocks)}
