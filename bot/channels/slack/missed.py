"""What was written while the bot was away: asked of Slack once, after the connection is back.

Slack itself sends again what it could not deliver, for some minutes. What is older is looked up in
the channels that the bot is in and in the threads in which it spoke lately; whatever was answered
already stays answered once (ledger.py).
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.channels.slack import events
from bot.channels.slack.desk import Desk

MOST_CHANNELS, MOST_THREADS, MOST_MESSAGES = 50, 20, 50  # that are looked through
_KINDS = "public_channel,private_channel,im,mpim"

log = logging.getLogger(__name__)


async def look(desk: Desk, since: float) -> None:
    """Hear what was written after that moment, in seconds since 1970, as if Slack told it now."""
    if not desk.settings.missed_minutes:
        return
    found = [one async for one in _messages(desk, since)]
    for channel, message in sorted(found, key=lambda one: str(one[1].get("ts"))):
        kind = "im" if channel.startswith("D") else "channel"
        event = {**message, "type": "message", "channel": channel, "channel_type": kind}
        event.pop("edited", None)
        body = {"team_id": desk.slack.team, "event": event}
        await desk.heard(events.read(body, bot=desk.slack.bot))


async def _messages(desk: Desk, since: float) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    """The channel and the message, as Slack tells it; one that cannot be looked at is left out."""
    web, oldest = desk.slack.client, f"{since:.6f}"
    rooms = web.users_conversations(types=_KINDS, limit=MOST_CHANNELS, exclude_archived=True)
    for room in await _told(rooms, "channels"):
        channel = str(room["id"])
        written = web.conversations_history(channel=channel, oldest=oldest, limit=MOST_MESSAGES)
        for message in await _told(written, "messages"):
            yield channel, message
    lately = 60 * desk.settings.missed_minutes
    threads = await asyncio.to_thread(desk.ledger.threads, lately)
    for channel, root in threads[:MOST_THREADS]:
        replies = web.conversations_replies(
            channel=channel, ts=root, oldest=oldest, limit=MOST_MESSAGES
        )
        for message in await _told(replies, "messages"):
            if float(message["ts"]) > since:
                yield channel, message


async def _told(call: Awaitable[AsyncSlackResponse], what: str) -> list[dict[str, Any]]:
    try:
        return list((await call)[what])
    except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
        log.warning("Slack: what was missed cannot be looked up: %s", error)
        return []
