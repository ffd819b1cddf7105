"""What can go wrong between the bot and Slack.

BotError
├── SlackRefused   Slack did not take what was said, or answered nothing
└── SlackNotSetUp  a token is missing, wrong, or may not do what it has to

Every message says what, which, and what to do next.
"""

from bot.errors import BotError


class SlackRefused(BotError):
    """Slack did not take what was said, or did not answer."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Slack did not take it: {why}.")
        self.why = why


class SlackNotSetUp(BotError):
    """A token is missing or wrong, or lacks a scope."""
