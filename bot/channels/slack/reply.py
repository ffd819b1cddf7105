"""One answer, written to Slack as it comes, into a thread for all; private.py has the other way."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, Protocol

import aiohttp
from slack_bolt.context.say_stream.async_say_stream import AsyncSayStream
from slack_bolt.context.set_status.async_set_status import AsyncSetStatus
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_chat_stream import AsyncChatStream
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack import escape, render
from bot.channels.slack.errors import SlackRefused, why
from bot.channels.slack.ledger import Asked
from bot.channels.slack.render import LONGEST, Block, Body, Post

# The conversation is closed to us; whatever else is tried there fails as well.
_CLOSED = frozenset(
    "account_inactive channel_is_archived channel_not_found invalid_auth is_archived "
    "message_not_found missing_scope not_authed not_in_channel restricted_action thread_not_found "
    "token_expired token_revoked".split()
)
_CUT = 2.0  # seconds that ending a message may take where all else ends
_STATUS_FIRST = 0.5  # seconds that a first word waits for the status to be set: it would stay

log = logging.getLogger(__name__)

Noted = Callable[[list[str]], Awaitable[None]]  # told the ts of our messages whenever one is added


class Reply(Protocol):
    """Where an answer goes. Each method raises SlackRefused where Slack takes nothing."""

    async def status(self, text: str) -> None:
        """What is being done; "" takes it away."""

    async def say(self, text: str) -> None:
        """A checked statement, as plain words."""

    async def done(self, body: Body) -> None:
        """The whole answer."""

    async def tell(self, text: str) -> None:
        """A short word instead of an answer."""

    async def cut(self) -> None:
        """Nothing more comes; whatever stands there can be changed."""


class ToThread:
    """A reply that everybody in the channel sees, in the thread of the question.

    It streams; where Slack does not let it, the answer comes as a whole.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        quick: AsyncWebClient,
        asked: Asked,
        noted: Noted,
        *,
        public: str = "",
        head: str = "",
        replaced: tuple[str, ...] = (),
    ) -> None:
        """
        Args:
            quick: a client that does not wait where Slack wants it to: a status may fail.
            head: what stands before the answer, as Markdown: whom it is for, say.
            replaced: ts of our messages whose place this one takes: the question was edited.
        """
        self._client, self._asked, self._noted = client, asked, noted
        self._public, self._head = public, head
        self._set_status = AsyncSetStatus(quick, asked.channel, asked.root)
        self._say_stream = AsyncSayStream(
            client=client,
            channel=asked.channel,
            recipient_team_id=asked.home or asked.team,
            recipient_user_id=asked.user,
            thread_ts=asked.root,
        )
        self._old = list(replaced)
        self._said: list[str] = []  # ts of what stays before a word that comes after it
        self._ours: list[str] = []
        self._making: asyncio.Task[None] | None = None  # a message that is on its way
        self._stream: AsyncChatStream | None = None
        self._streamed: list[str] = []  # the statements that stand there
        self._room = 0  # characters that the message being written can still take
        self._streams = not replaced  # what stands there is changed as a whole
        self._setting: asyncio.Task[None] | None = None

    async def status(self, text: str) -> None:
        await self._status_is_set()
        self._setting = asyncio.create_task(self._try_status(text))

    async def say(self, text: str) -> None:
        self._streamed.append(text)
        if not self._streams:
            return
        await self._status_is_set()
        try:
            for piece in escape.pieces(text, LONGEST - len(self._head) - 2):
                await self._write(escape.markdown(piece))
        except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
            _raise_if_closed(error)
            log.warning("Slack did not stream: %s. The answer comes as a whole.", why(error))
            self._streams = False
            await self._end(())  # what is being written cannot be changed

    async def done(self, body: Body) -> None:
        await self._status_is_set()
        whole = [render.said(one) for one in body["statements"]]
        ended = self._streams and await self._end(render.tail(body, public=self._public))
        if not ended or whole != self._streamed:
            await self._put(render.posts(body, public=self._public, head=self._head))

    async def tell(self, text: str) -> None:
        await self._status_is_set()
        if self._streams and await self._end(()):
            self._said += self._ours
            self._ours = []
        await self._put([render.short(text)])

    async def cut(self) -> None:
        if self._setting:
            self._setting.cancel()
        with suppress(SlackRefused, TimeoutError):
            async with asyncio.timeout(_CUT):
                if self._making:
                    await asyncio.gather(self._making, return_exceptions=True)
                await self._end(())

    # ---- how

    async def _write(self, text: str) -> None:
        """Put a piece to the message being written, or to a new one where it is full."""
        if self._stream and len(text) + 1 > self._room:
            await self._stream.stop()
            self._stream = None
        if self._stream:
            text = f" {text}"
            self._room -= len(text)
            await self._stream.append(markdown_text=text)
            return
        if self._head and not self._ours:
            text = f"{self._head} {text}"
        await self._made(self._begin(text))

    async def _begin(self, text: str) -> None:
        # Every piece is shown at once: each is a checked statement.
        stream = await self._say_stream(buffer_size=1)
        await stream.append(markdown_text=text)
        self._stream, self._room = stream, LONGEST - len(text)
        await self._is_ours(stream.ts or "")

    async def _made(self, making: Coroutine[Any, Any, None]) -> None:
        """Have a message made, also where all else ends meanwhile: Slack will show it, and `cut`
        has to know it.
        """
        self._making = asyncio.create_task(making)
        await asyncio.shield(self._making)
        self._making = None

    async def _end(self, tail: tuple[Block, ...]) -> bool:
        """End the message being written; whether there was one and Slack took it."""
        stream, self._stream = self._stream, None
        if stream is None:
            return False
        try:
            await stream.stop(blocks=list(tail) or None)
        except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
            _raise_if_closed(error)
            log.warning("Slack did not end a stream: %s.", why(error))
            return False
        return True

    async def _put(self, posts: list[Post]) -> None:
        """These messages in the place of what stands there."""
        places = [*self._ours, *self._old] if not self._ours else list(self._ours)
        self._ours, self._old = [], []
        for post in posts:
            try:
                ts = await self._changed(places.pop(0), post) if places else ""
                await (self._is_ours(ts) if ts else self._made(self._post(post)))
            except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
                raise SlackRefused(why(error)) from error
        for ts in places:
            await remove(self._client, self._asked.channel, ts)

    async def _changed(self, ts: str, post: Post) -> str:
        """Its ts, "" where it cannot be changed any more."""
        blocks = list(post.blocks)
        try:
            await self._client.chat_update(
                channel=self._asked.channel, ts=ts, text=post.text, blocks=blocks
            )
        except SlackApiError as error:
            log.info("Slack did not change a message: %s. It is written anew.", why(error))
            await remove(self._client, self._asked.channel, ts)
            return ""
        return ts

    async def _post(self, post: Post) -> None:
        sent = await self._client.chat_postMessage(
            channel=self._asked.channel,
            thread_ts=self._asked.root,
            text=post.text,
            blocks=list(post.blocks),
            unfurl_links=False,
            unfurl_media=False,
        )
        await self._is_ours(str(sent["ts"]))

    async def _is_ours(self, ts: str) -> None:
        self._ours.append(ts)
        await self._noted([*self._said, *self._ours, *self._old])

    async def _try_status(self, text: str) -> None:
        try:
            await self._set_status(text)
        except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
            log.info("Slack did not show a status: %s.", why(error))

    async def _status_is_set(self) -> None:
        """One that arrives after the answer would stay for good."""
        if self._setting:
            await asyncio.wait([self._setting], timeout=_STATUS_FIRST)
            self._setting.cancel()
            self._setting = None


async def remove(client: AsyncWebClient, channel: str, ts: str) -> None:
    """Take one of our messages back; one that is gone already is as good."""
    with suppress(SlackClientError, aiohttp.ClientError, TimeoutError):
        await client.chat_delete(channel=channel, ts=ts)


def _raise_if_closed(error: Exception) -> None:
    if why(error) in _CLOSED:
        raise SlackRefused(why(error)) from error
