"""The buttons under an answer: what to ask next, whether it was of use, and showing it to all."""

import asyncio
import hashlib
import time
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackClientError

from bot.channels import outward
from bot.channels.slack import escape, render
from bot.channels.slack.desk import Desk
from bot.channels.slack.ledger import Asked
from bot.channels.slack.private import Slack, told
from bot.channels.slack.render import Post
from bot.errors import BotError
from ingest.errors import IngestError

_ONCE = "That was asked here already; the answer stands in the thread."
_THANKS = {"up": "Thank you. It is kept with the answer.", "down": "Thank you. It is kept with it."}
_SHARED_WITHIN = 60.0  # seconds; what took longer was cut off, and can be shared again
_UNSHARED = "That answer is not kept any more. Ask again to share it."
_UNKNOWN = "That button is of another version of me. Ask again."

Json = dict[str, Any]


class Buttons:
    """What is done when one is pressed."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @property
    def slack(self) -> Slack:
        return self.desk.slack

    async def next(self, ack: AsyncAck, body: Json, action: Json) -> None:
        """One of the questions that were offered."""
        await ack()
        container, user = body["container"], str(body["user"]["id"])
        team, channel = str(body["team"]["id"]), str(container["channel_id"])
        alone = bool(container.get("is_ephemeral"))
        thread = str(container.get("thread_ts") or "")
        root = thread or ("" if alone else str(container["message_ts"]))
        # An edited question has other buttons in the same places; of its words none is kept.
        words = hashlib.sha256(str(action["value"]).encode()).hexdigest()[:16]
        asked = Asked(
            key=f"{team}:{channel}:{container['message_ts']}:{action['action_id']}:{words}",
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
        if not await self._first(f"slack:feedback:{body['trigger_id']}"):
            return
        thumb, _, answer = str(action["value"]).partition(":")
        owner = f"slack:{body['team']['id']}:{body['user']['id']}"
        try:
            await asyncio.to_thread(self.desk.kept.feedback.give, answer, thumb, owner=owner)
            said = _THANKS[thumb]
        except (BotError, IngestError) as error:
            said = outward.sentence(error, "Slack, what was thought of an answer")
        await told(self.slack, body, said)

    async def share(self, ack: AsyncAck, body: Json, action: Json) -> None:
        """Show everybody what one has been answered."""
        await ack()
        channel, user = str(body["container"]["channel_id"]), str(body["user"]["id"])
        try:
            answer = await asyncio.to_thread(self.desk.kept.answer, str(action["value"]))
        except BotError:
            await self.slack.respond(str(body["response_url"]), render.short(_UNSHARED))
            return
        claim = f"slack:share:{channel}:{answer['id']}:{user}"
        if not await self._first(claim, again_after=_SHARED_WITHIN):
            return
        try:
            await self._share(answer, body)
        except Exception:
            await asyncio.to_thread(self.desk.kept.claims.release, claim)
            raise
        await asyncio.to_thread(self.desk.kept.claims.finish, claim)

    async def _share(self, answer: Json, body: Json) -> None:
        channel, user = str(body["container"]["channel_id"]), str(body["user"]["id"])
        url, thread = str(body["response_url"]), body["container"].get("thread_ts")
        head = f"<@{user}> asked: “{escape.markdown(answer['question'])}”\n\n"
        for post in render.posts(answer, public=self.desk.public_url, head=head):
            await self._shared(channel, thread, url, post)
        await self.slack.respond(url, None)

    async def _shared(self, channel: str, thread: str | None, url: str, post: Post) -> None:
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
            # Nor could it answer there what its buttons ask.
            blocks = tuple(one for one in post.blocks if one["type"] != "actions")
            await self.slack.respond(url, Post(post.text, blocks), response_type="in_channel")

    async def unknown(self, ack: AsyncAck, body: Json) -> None:
        await ack()
        await told(self.slack, body, _UNKNOWN)

    async def _first(self, key: str, *, again_after: float = 0) -> bool:
        claim = self.desk.kept.claims.claim
        return await asyncio.to_thread(claim, key, again_after=again_after)
