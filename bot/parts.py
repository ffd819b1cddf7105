"""A question that needs several pieces of evidence -> its parts, each to be searched by itself."""

from dataclasses import dataclass

from bot.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one piece of evidence is to show."""

    text: str
    terms: tuple[str, ...]  # its words that count, as in `Question.terms`
    outlets: tuple[str, ...] = ()  # that this part is said to stand in
    periods: tuple[Period, ...] = ()  # that this part speaks of
