"""What Slack tells, as our nouns. What a bot wrote, ours or another, is not heard at all."""

import re
from dataclasses import dataclass
from typing import Any

from bot.channels.slack import escape

# Messages of people come with none of the others: joins, topics, bots, comments on files.
_OF_PEOPLE = (None, "", "file_share", "me_message", "thread_broadcast")
_SLACK_ITSELF = "USLACKBOT"
_CALLED = re.compile(r"<@([UW][A-Z0-9]{1,30})(?:\|[^<>]{0,200})?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A message that a person wrote."""

    team: str
    channel: str
    direct: bool  # in a direct channel, with nobody else
    ts: str  # its name within the channel, and when: seconds since 1970
    root: str  # ts of the thread that it stands in, "" at the top of the channel
    user: str
    text: str  # as plain words, without the mention of the bot
    mentions: bool  # of the bot
    calls_others: bool  # it opens with the mention of somebody else
    edited: str = ""  # ts of the edit
    home: str = ""  # the user's workspace, where a shared channel has people of another

    @property
    def key(self) -> str:
        """A mention is told as two events; they have this in common."""
        return f"{self.team}:{self.channel}:{self.ts}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """A message is no more."""

    key: str
    ts: str


def read(body: dict[str, Any], *, bot: str) -> Heard | Deleted | None:
    """What an event tells; None where it is nothing that a person did with a message.

    Args:
        bot: the id of our user.
    """
    event = body.get("event") or {}
    team = str(body.get("team_id") or event.get("team") or "")
    match event.get("subtype"):
        case "message_changed":
            message, before = event.get("message") or {}, event.get("previous_message") or {}
            if message.get("subtype") == "tombstone":  # deleted, and its thread stays
                return _deleted(team, event, before or message, bot)
            if message.get("text") == before.get("text"):
                return None  # a link was unfurled, a reply counted
            whole = {**message, "channel": event.get("channel")}
            whole |= {"channel_type": event.get("channel_type")}
            edited = str((message.get("edited") or {}).get("ts") or event.get("ts"))
            return _heard(team, whole, bot, edited)
        case "message_deleted":
            return _deleted(team, event, event.get("previous_message") or {}, bot)
    return _heard(team, event, bot, "")


def _heard(team: str, message: dict[str, Any], bot: str, edited: str) -> Heard | None:
    user, text = str(message.get("user") or ""), str(message.get("text") or "")
    by_a_program = message.get("bot_id") or message.get("bot_profile")
    if by_a_program or user in {"", bot, _SLACK_ITSELF}:
        return None
    if message.get("subtype") not in _OF_PEOPLE or not message.get("ts"):
        return None
    channel, ts = str(message.get("channel")), str(message["ts"])
    called = _CALLED.match(text.lstrip())
    root = str(message.get("thread_ts") or "")
    return Heard(
        team=team,
        channel=channel,
        direct=message.get("channel_type") == "im" or channel.startswith("D"),
        ts=ts,
        root="" if root == ts else root,
        user=user,
        text=escape.typed(text, bot=bot),
        mentions=any(one == bot for one in _CALLED.findall(text)),
        calls_others=called is not None and called[1] != bot,
        edited=edited,
        home=str(message.get("user_team") or ""),
    )


def _deleted(team: str, event: dict[str, Any], before: dict[str, Any], bot: str) -> Deleted | None:
    if before.get("bot_id") or before.get("user") == bot:
        return None
    ts = str(event.get("deleted_ts") or before.get("ts") or "")
    return Deleted(key=f"{team}:{event.get('channel')}:{ts}", ts=ts) if ts else None
