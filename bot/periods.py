"""The times that a question speaks of, absolute or counted from its "now"."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A range of days that a question names."""

    first_day: str  # `YYYY-MM-DD`, included; "" for an open start ("before June 2023")
    last_day: str  # `YYYY-MM-DD`, included; "" for an open end ("since 2019")
    said: str  # the question's words for it: "this week"
    # "published": when the article came out. "event": when the thing happened, so that it may have
    # been reported at any time after, and a plan before.
    of: Literal["published", "event"] = "event"


def periods(text: str, today: str) -> tuple[Period, ...]:
    """The periods in `text`, in the order in which it names them."""
    return ()
