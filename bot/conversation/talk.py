"""What a question is part of: the questions and answers before it, and where its own is kept."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it takes SQLAlchemy along, and turns may come from anywhere
    from bot.conversation.conversations import Conversations


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A question that was asked before, and what was answered."""

    question: str  # made whole, where it was not when it was asked
    answer: str = ""  # its statements, with a mark or a new line between
    asked: str = ""  # in the asker's words, where it was made whole
    refused: bool = False  # the articles did not say
    # Where it was not answered but asked back: the questions that it may have meant.
    choices: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()  # what was suggested to be asked next


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A conversation, for `ask`: `Conversations.start` begins one, `Conversations.talk` goes on."""

    earlier: tuple[Turn, ...] = ()  # oldest first
    id: str = ""  # of the conversation, "" where there is none to be kept
    channel: str = ""
    owner: str = ""  # whose it is: opaque, the channel's own
    is_new: bool = False  # nothing of it is kept yet
    asker: str = ""  # opaque; tells people apart who share one conversation
    kept: "Conversations | None" = None  # where the answer is kept, None: nowhere


ALONE = Talk()  # a question that is part of none
