"""What is asked: the words that count, the kind of answer wanted, the days and outlets allowed."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.errors import BadQuestion
from ingest.clean import tidy
from ingest.limits import Limits

_WORD = re.compile(r"\w+(?:['’]\w+)?")
# U.K. and U.S. are one word, not two letters.
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
# Words that ask or bind and say nothing about the matter.
_EMPTY = frozenset(
    """a about according after all also am an and any anyone are as at be been being between but by
    can could did do does during each every for from had has have having he her hers him his how i
    if in into is it its many may me might more most much must my no not of off often on or our out
    over per s said say says she should since so some such than that the their them then there these
    they this those to told until up us was we were what whatever when where which while who whom
    whose why will with would you your""".split()
)
# Possessives and contractions; O'Brien and D'Angelo stay whole.
_ENDING = re.compile(r"(?:n['’]t|['’](?:s|re|ve|ll|d|m)?)$", re.IGNORECASE)
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
    kind: str = ""  # "money", "number", "date", "person", "place", "reason", "" for any other
    limits: Limits = field(default_factory=Limits)


def understand(
    text: str,
    *,
    now: str = "",
    first_day: str = "",
    last_day: str = "",
    sources: tuple[str, ...] = (),
    longest: int = 2000,
) -> Question:
    """Read a question.

    Args:
        now: the day it is asked on, today where empty; nothing published later is used.
        first_day, last_day: the days to search, both included, as ISO dates.
        sources: outlets to search, all where empty.
        longest: characters a question may have.

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
    return Question(text=text, terms=terms, kind=kind, limits=limits)


def words(text: str) -> list[str]:
    """The words of `text` in order, as question and sentence are compared: `U.K.` is `UK`."""
    text = _INITIALS.sub(lambda match: match[0].replace(".", ""), text)
    return [kept for word in _WORD.findall(text) if (kept := _ENDING.sub("", word))]


def content_words(text: str) -> tuple[str, ...]:
    """The words of `text` that say something about the matter, in order, each once."""
    kept = [word for word in words(text) if word.casefold() not in _EMPTY or _is_name(word, text)]
    kept = [word for word in kept if len(word) > 1 or word.isdigit()]
    return tuple({word.casefold(): word for word in kept}.values())


def _is_name(word: str, text: str) -> bool:
    """`US`, `WHO` and `May` are names where they are written as names, not as words that ask."""
    if word.isupper() and len(word) > 1:
        return not text.isupper()
    return word.istitle() and not text.lstrip("\"'“‘(").startswith(word) and word in {"May", "Will"}


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
