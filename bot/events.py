"""The events in which a question is answered. Every channel renders their stream, see ask.py."""

from dataclasses import dataclass

from bot.answer.answer import Answer, Citation, Searched, Statement
from bot.search.retrieve import Hit


@dataclass(frozen=True, slots=True)
class Searching:
    """The question is understood; this is what is looked through."""

    searched: Searched


@dataclass(frozen=True, slots=True)
class PassagesFound:
    """What may hold the answer, best first. Not sources yet: only what is cited becomes one."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """One checked statement, with the citations that carry it."""

    statement: Statement
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The whole answer."""

    answer: Answer


Event = Searching | PassagesFound | Stated | Done
