"""What can go wrong between the bot and Slack.

BotError
├── SlackRefused   Slack did not take what was said, or answered nothing
└── SlackNotSetUp  a token is missing, wrong, or may not do what it has to

Every message says what, which, and what to do next.
"""

from slack_sdk.errors import SlackApiError

from bot.errors import BotError


class SlackRefused(BotError):
    """Slack did not take what was said, or did not answer."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Slack did not take it: {why}.")
        self.why = why


class SlackNotSetUp(BotError):
    """A token is missing or wrong, or lacks a scope."""


def why(error: Exception) -> str:
    """Slack's own word for what it refuses; else what the connection says."""
    if isinstance(error, SlackApiError):
        return str(error.response.get("error") or error)
    return str(error) or type(error).__name__
