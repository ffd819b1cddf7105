"""The conversation that a question in Slack is part of."""

from dataclasses import replace

from bot.channels.slack.ledger import Asked, Ledger
from bot.conversation.conversations import Conversations
from bot.conversation.talk import Talk
from bot.errors import ConversationNotFound


def talk_of(asked: Asked, ledger: Ledger, kept: Conversations) -> Talk:
    """The asker's own in that thread; who has none there goes on from a copy of the last."""
    found, own = ledger.conversation(asked)
    owner = f"slack:{asked.team}:{asked.channel}:{asked.root}:{asked.user}"
    try:
        talk = kept.talk(found, asker=asked.user) if found else None
    except ConversationNotFound:
        talk = None
    if talk is not None and own:
        return talk
    new = kept.start("slack", owner, asker=asked.user)
    # Somebody else's question may be what "and in March?" goes on from; it stays theirs.
    return replace(new, earlier=talk.earlier) if talk else new
