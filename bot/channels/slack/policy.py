"""Who is answered where, and how often: what config.yaml says of channels and limits."""

import re

from bot.channels.slack.events import Heard
from bot.channels.slack.ledger import Asked, How, Ledger
from ingest.limits import Limits
from ingest.settings import SlackChannelSettings, SlackSettings

HOUR = 3600.0
# A question mark that ends something, not one within an address.
_ASKS = re.compile(r"[?？؟](?=[\s\"'”’»)\]]|$)")


def of(settings: SlackSettings, channel: str) -> SlackChannelSettings:
    """What holds in a channel."""
    return settings.channels.get(channel, settings.default)


def wants(heard: Heard, policy: SlackChannelSettings, *, speaks: bool) -> How | None:
    """Why a message is answered; None where it is left alone.

    Args:
        speaks: whether the bot has answered in its thread before.
    """
    if heard.direct:
        return "direct"
    if heard.mentions:
        return "mention"
    if heard.calls_others:
        return None
    if heard.root:
        return "thread" if speaks else None
    if policy.listen == "questions" and _ASKS.search(heard.text):
        return "listening"
    return None


def asked(heard: Heard, how: How) -> Asked:
    """The question in a message; it is answered in the message's thread."""
    return Asked(
        key=heard.key,
        team=heard.team,
        channel=heard.channel,
        direct=heard.direct,
        root=heard.root or heard.ts,
        user=heard.user,
        text=heard.text,
        how=how,
        at=float(heard.edited or heard.ts),
        follows=bool(heard.root),
        home=heard.home,
    )


def refusal(question: Asked, settings: SlackSettings, ledger: Ledger) -> str:
    """Why a question that was just taken on is one too many; "" where it is not."""
    if ledger.count_before(question, HOUR, of="user") >= settings.per_user_hour:
        most, whom = settings.per_user_hour, "one person"
    elif ledger.count_before(question, HOUR, of="channel") >= settings.per_channel_hour:
        most, whom = settings.per_channel_hour, "one channel"
    else:
        return ""
    questions = "question" if most == 1 else "questions"
    return f"I answer {whom} {most} {questions} an hour, and that is reached. Ask again later."


def limits(policy: SlackChannelSettings) -> Limits:
    """The outlets and days that are searched for a channel."""
    return Limits(first_day=policy.first_day, last_day=policy.last_day, sources=policy.sources)


def may_add(user: str, policy: SlackChannelSettings) -> bool:
    """Whether somebody may have articles added."""
    return user in policy.add or "*" in policy.add
