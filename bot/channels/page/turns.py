"""A conversation as the page shows it: its questions, as they were narrowed, and their answers."""

from dataclasses import dataclass, field
from typing import Literal

from bot.channels.page import markup


@dataclass(frozen=True, slots=True)
class Within:
    """What the reader has narrowed questions to, by hand."""

    first_day: str = ""
    last_day: str = ""
    now: str = ""  # the day that the question is asked on, today where empty
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what is to be seen of its answer."""

    question: str
    answer: str  # HTML
    state: Literal["waiting", "answering", "done"] = "done"
    within: Within = field(default_factory=Within)
    ignore: tuple[str, ...] = ()  # of understanding.IGNORABLE


Turns = tuple[Turn, ...]


def conversation(turns: Turns) -> str:
    """All turns as HTML."""
    return "".join(markup.turn(one.question, one.answer, busy=one.state != "done") for one in turns)
