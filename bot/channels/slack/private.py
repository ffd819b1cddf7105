"""What one person alone sees: an answer to them, a word to whoever pressed a button."""

import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.channels.slack import render
from bot.channels.slack.errors import SlackRefused, why
from bot.channels.slack.ledger import Asked
from bot.channels.slack.render import Body, Post

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slack:
    """What there is to speak with."""

    client: AsyncWebClient  # waits as long as Slack asks it to
    quick: AsyncWebClient  # does not
    respond: "Respond"
    bot: str = ""  # the id of our user
    bot_id: str = ""  # and of our bot
    team: str = ""  # and of the workspace


class ToAsker:
    """A reply that the asker alone sees: to a command, or where the channel wants it so."""

    def __init__(
        self, client: AsyncWebClient, asked: Asked, *, public: str = "", respond: "Respond"
    ) -> None:
        self._client, self._asked = client, asked
        self._public, self._respond = public, respond

    async def status(self, text: str) -> None:
        """A command's first word is its acknowledgement; in a thread there is none to see."""

    async def say(self, text: str) -> None:
        """It comes as a whole: what one alone sees cannot grow."""

    async def done(self, body: Body) -> None:
        posts = render.posts(body, public=self._public)
        if body["statements"] and body["conversation"]:  # it is kept, so it can be shown again
            last = posts[-1]
            posts[-1] = Post(last.text, (*last.blocks, render.share(body["id"])))
        await self._put(posts)

    async def tell(self, text: str) -> None:
        await self._put([render.short(text)])

    async def cut(self) -> None:
        """Nothing of it stands anywhere yet."""

    async def _put(self, posts: list[Post]) -> None:
        asked = self._asked
        for post in posts:
            if asked.response_url:
                await self._respond(asked.response_url, post)
                continue
            await whisper(self._client, asked.channel, asked.user, post, thread=asked.root)


class Respond:
    """Answers to a `response_url`, which takes five within half an hour."""

    def __init__(self, session: aiohttp.ClientSession, retry: list[Any]) -> None:
        self._session, self._retry = session, retry

    async def __call__(self, url: str, post: Post | None, **how: Any) -> None:
        """Say something there; None deletes the message that the button stands in.

        Raises:
            SlackRefused: it was used too often, or is too old.
        """
        hook = AsyncWebhookClient(url, session=self._session, retry_handlers=self._retry)
        if post:
            body = {"text": post.text, "blocks": list(post.blocks), "replace_original": False}
            body |= {"response_type": "ephemeral", "unfurl_links": False, "unfurl_media": False}
        else:
            body = {"delete_original": True}
        try:
            done = await hook.send_dict({**body, **how})
        except (aiohttp.ClientError, TimeoutError) as error:
            raise SlackRefused(why(error)) from error
        if done.status_code != 200:
            raise SlackRefused(f"the response_url said {done.body[:100]}")


async def whisper(
    client: AsyncWebClient, channel: str, user: str, post: Post, *, thread: str = ""
) -> None:
    """Say something to one person in a channel.

    Raises:
        SlackRefused: Slack did not take it.
    """
    try:
        await client.chat_postEphemeral(
            channel=channel,
            user=user,
            text=post.text,
            blocks=list(post.blocks),
            thread_ts=thread or None,
        )
    except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
        raise SlackRefused(why(error)) from error


async def told(slack: Slack, body: dict[str, Any], text: str) -> None:
    """A word to whoever did something; their `response_url`, of few uses, is for where the bot is
    no member.
    """
    post, container = render.short(text), body.get("container") or {}
    if container.get("channel_id"):
        channel, user = str(container["channel_id"]), str(body["user"]["id"])
        thread = str(container.get("thread_ts") or "")
        with suppress(SlackRefused):
            await whisper(slack.client, channel, user, post, thread=thread)
            return
    try:
        await slack.respond(str(body["response_url"]), post)
    except SlackRefused as error:
        log.warning("A word did not get there. %s", error)
