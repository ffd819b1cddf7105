"""What is asked: the words that count, the kind of answer wanted, the days and outlets allowed."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from bot import named, periods
from bot.errors import BadQuestion
from bot.parts import Part
from bot.periods import Period
from bot.terms import content_words, words
from ingest.clean import tidy
from ingest.limits import Limits

__all__ = ["Question", "content_words", "day", "understand", "words"]

# The first rule that fits names the kind of answer that is wanted.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "money",
            r"\bhow much\b.*\b(cost|pay|paid|invest|spend|spent|commit|raise|earn|worth|price|"
            r"lose|lost|owe|charge|fund|budget|fee|fine|sold?|sell|buy)|"
            r"\b(price|cost|budget|fee|salary|fine) of\b|\bwhat (price|sum|amount)\b",
        ),
        (
            "number",
            r"\bhow (many|much|often|far|long|large|big|tall|high|old|deep|fast|wide)\b|"
            r"\b(what|which) (share|percentage|proportion|number|score|rate|percent)\b",
        ),
        (
            "date",
            r"\b(when|what (year|date|day|month)|which (year|date|day|month)|"
            r"(since|until|by) (when|what))\b",
        ),
        (
            "person",
            r"\b(who|whom|whose)\b|\b(which|what) (\w+ )?(person|man|woman|judge|minister|"
            r"president|engineer|founder|co-founder|actor|author|player|official|mayor)\b",
        ),
        ("place", r"\b(where|which (country|city|state|town|place|river|region))\b"),
        ("reason", r"\b(why|what (caused|causes|led|made)|for what reason)\b"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question understood, as far as that needs no model."""

    text: str
    terms: tuple[str, ...] = ()  # the words that count, in order, each once
    # "money", "number", "date", "person", "place", "reason", "how", "yes_no", "comparison", "list",
    # "" for any other
    kind: str = ""
    limits: Limits = field(default_factory=Limits)  # set by hand: hard
    today: str = ""  # the day it is asked on, `YYYY-MM-DD`
    periods: tuple[Period, ...] = ()  # all that it speaks of, in its order
    latest: bool = False  # it wishes for the newest: "latest", "now"
    outlets: tuple[str, ...] = ()  # named as where it is reported, as the library spells them
    outlets_about: tuple[str, ...] = ()  # named as what it is about: these must not limit
    authors: tuple[str, ...] = ()  # named as who wrote it, as the library spells them
    quoted: tuple[str, ...] = ()  # phrases in quotation marks, without the marks
    numbers: tuple[str, ...] = ()  # figures as written: "1,850", "3.5", "2022"
    names: tuple[str, ...] = ()  # runs of capitalised words: "Bank of England"
    language: str = ""  # ISO 639-1, "" where so short a text does not tell
    parts: tuple[Part, ...] = ()  # where it needs several pieces of evidence, each; else ()

    @property
    def period(self) -> Period | None:
        """The time that it speaks of, where that is just one."""
        return self.periods[0] if len(self.periods) == 1 else None


def understand(
    text: str,
    *,
    now: str = "",
    first_day: str = "",
    last_day: str = "",
    sources: tuple[str, ...] = (),
    longest: int = 2000,
    outlets: tuple[str, ...] = (),
    authors: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
) -> Question:
    """Read a question.

    Args:
        now: the day it is asked on, today where empty; nothing published later is used.
        first_day, last_day: the days to search, both included, as ISO dates.
        sources: outlets to search, all where empty.
        longest: characters a question may have.
        outlets, authors: those in the library, as it spells them: only these are recognised.
        ignore: what the asker has taken off from what was understood, of IGNORABLE.

    Raises:
        BadQuestion: it is empty or too long, a date is none, or the range is the wrong way round.
    """
    text = " ".join(tidy(text).split())
    if not text:
        raise BadQuestion("The question is empty. Type what you want to know.")
    if len(text) > longest:
        raise BadQuestion(
            f"The question has {len(text):,} characters and may have {longest:,} "
            "(answer.max_question_chars). Ask for one thing at a time."
        )
    today = day(now, "now") or date.today().isoformat()
    first, last = day(first_day, "from"), day(last_day, "to")
    if first and last and first > last:
        raise BadQuestion(f"The range runs backwards: from {first} to {last}. Swap the two dates.")
    limits = Limits(first_day=first, last_day=min(last or today, today), sources=sources)
    terms = content_words(text)
    kind = next((kind for kind, pattern in _KINDS if pattern.search(text)), "")
    mentions = named.outlets(text, outlets)
    spoken = periods.find(text, today, [one.span for one in mentions])
    return Question(
        text=text,
        terms=terms,
        kind=kind,
        limits=limits,
        today=today,
        periods=tuple(one.period for one in spoken),
        outlets=named.sources(mentions),
        outlets_about=named.subjects(mentions),
        authors=named.authors(text, authors),
    )


def day(value: str, name: str) -> str:
    """`value` as `YYYY-MM-DD`, "" for nothing.

    Raises:
        BadQuestion: it is no ISO date.
    """
    if not value:
        return ""
    try:
        return datetime.fromisoformat(value.strip()).date().isoformat()
    except ValueError as error:
        raise BadQuestion(
            f"{name!r} is {value[:40]!r}, which is no date. Write it as 2025-01-23."
        ) from error
