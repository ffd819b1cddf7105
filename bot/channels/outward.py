"""What whoever asked is told of an error.

The message of an error names what an operator needs: folders and settings of the server, the words
of SQLite, Chroma or a model's client. Those who ask are told of their own request alone; the rest
stands in the log, and with the command line and the scope `admin`, where it may be known.
"""

import logging

from bot.errors import (
    AnswerNotFound,
    BadFeedback,
    BadKey,
    BadQuestion,
    BotError,
    ConversationNotFound,
    KeyNotFound,
    Overloaded,
    Refused,
)
from ingest.errors import ArticleNotFound, DataFolderBusy, IngestError, JobNotFound, Stopped

# About the request as such: nothing of the server is in their messages.
_OF_THE_REQUEST = (
    *(AnswerNotFound, ArticleNotFound, ConversationNotFound, JobNotFound, KeyNotFound),
    *(BadFeedback, BadKey, BadQuestion, Overloaded, Refused, Stopped),
)
BUSY = "Another program is using the articles. Ask again in a moment."
UNAVAILABLE = (
    "This cannot be done just now. Try again in a moment; the log of the server says what is wrong."
)

log = logging.getLogger(__name__)


def sentence(error: BotError | IngestError, at: str) -> str:
    """An error of ours in a sentence; what that leaves out is logged.

    Args:
        at: where it came up, for the log.
    """
    if isinstance(error, _OF_THE_REQUEST):
        return str(error)
    log.error("%s: %s", at, error)
    return BUSY if isinstance(error, DataFolderBusy) else UNAVAILABLE
