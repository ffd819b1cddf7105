"""What is asked: the words that count, the kind of answer wanted, the days and outlets allowed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.errors import BadQuestion
from bot.question import (
    interrogatives,
    named,
    periods,
    polite,
    times_abroad,
    wording,
    writers,
)
from bot.question.language import counting, language_of
from bot.question.parts import Part, split
from bot.question.periods import Period, Spoken
from bot.question.terms import without
from bot.question.topic import Topic, topic
from ingest.article import Span
from ingest.limits import Limits
from ingest.text.clean import tidy

Names = tuple[str, ...] | Callable[[], tuple[str, ...]]
# What may be taken off from what was understood: argument `ignore` of `understand`.
IGNORABLE = ("period", "outlets", "authors", "latest", "parts", "spelling")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question understood, as far as that needs no model."""

    text: str
    terms: tuple[str, ...] = ()  # the words that count, in order, each once
    # "money", "age", "number", "date", "person", "place", "reason", "how", "yes_no", "comparison",
    # "list", "" for any other
    kind: str = ""
    limits: Limits = field(default_factory=Limits)  # set by hand: hard
    today: str = ""  # the day it is asked on, `YYYY-MM-DD`
    # Of `terms`, what is left without the words that only name a report and its date.
    matter: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()  # all that it speaks of, in its order
    latest: bool = False  # it wishes for the newest: "latest", "now"
    outlets: tuple[str, ...] = ()  # named as where it is reported, as the library spells them
    authors: tuple[str, ...] = ()  # named as who wrote it, as the library spells them
    opinion: bool = False  # what these outlets or authors think is asked for
    # Whose articles it speaks of, in its own words, where the library has none of that name.
    elsewhere: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()  # phrases in quotation marks, without the marks
    numbers: tuple[str, ...] = ()  # figures as written: "1,850", "3.5", "2022"
    names: tuple[str, ...] = ()  # runs of capitalised words: "Bank of England"
    parts: tuple[Part, ...] = ()  # where it needs several pieces of evidence, each; else ()
    topic: Topic | None = None  # where it is open: it asks for news or a summary, and for no fact

    ignored: tuple[str, ...] = ()  # what the asker took off, of IGNORABLE
    # In the asker's words, where `text` is the question in a request, see polite.py, or was made
    # whole from what was said before.
    asked: str = ""
    # Words that were taken for slips of others, which stand in `text`: see spelling.py.
    read_as: tuple[tuple[str, str], ...] = ()
    spoken: str = ""  # the language of the conversation, where the words alone do not tell
    reply_in: str = ""  # the language that the asker wishes the answer in, whatever its words say

    @property
    def period(self) -> Period | None:
        """The time that it speaks of, where that is just one."""
        return self.periods[0] if len(self.periods) == 1 else None

    @property
    def language(self) -> str:
        """ISO 639-1 of the language to answer in: that wished for, else that it is asked in.

        "" where nothing is wished and so short a text does not tell.
        """
        return self.reply_in or self.asked_in

    @property
    def asked_in(self) -> str:
        """ISO 639-1 of the language that it is asked in, "" where so short a text does not tell."""
        return language_of(self.asked or self.text) or self.spoken


def understand(
    text: str,
    *,
    now: str = "",
    first_day: str = "",
    last_day: str = "",
    sources: tuple[str, ...] = (),
    longest: int = 2000,
    outlets: tuple[str, ...] = (),
    authors: Names = (),
    ignore: tuple[str, ...] = (),
) -> Question:
    """Read a question.

    Args:
        now: the day it is asked on, today where empty; nothing published later is used.
        first_day, last_day: the days to search, both included, as ISO dates.
        sources: outlets to search, all where empty.
        longest: characters a question may have.
        outlets, authors: those in the library, as it spells them: only these are recognised.
            Authors may be a function, which is called only where somebody is named as a writer.
        ignore: what the asker has taken off from what was understood, of IGNORABLE.

    Raises:
        BadQuestion: it is empty or too long, a date is none, the range is the wrong way round, or
            `ignore` names what nothing is understood by.
    """
    if unknown := [one for one in ignore if one not in IGNORABLE]:
        raise BadQuestion(
            f"Nothing that is understood is called {unknown[0][:40]!r}. "
            f"What can be ignored: {', '.join(IGNORABLE)}."
        )
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
    if sources:  # what is set by hand wins
        by_hand = {name.casefold() for name in sources}
        outlets = tuple(name for name in outlets if name.casefold() in by_hand)
    asks = polite.core(text)
    return _understood(
        Question(
            text=asks,
            terms=counting(asks, language_of(text)),
            limits=limits,
            today=today,
            ignored=ignore,
            asked=text if asks != text else "",
        ),
        outlets=() if "outlets" in ignore else outlets,
        authors=() if "authors" in ignore else authors,
        by_hand=(first, last),
    )


def _understood(
    asked: Question, *, outlets: tuple[str, ...], authors: Names, by_hand: tuple[str, str]
) -> Question:
    """What the words of a question say, as far as it agrees with the days set by hand."""
    text, ignore = asked.text, asked.ignored
    mentions = named.outlets(text, outlets)
    places = [one.span for one in mentions]
    spoken = _spoken(asked, places) if "period" not in ignore else ()
    spoken = tuple(one for one in spoken if _meets(one.period, *by_hand))
    kind = _kind(text, asked.asked_in)
    if asked.asked_in in times_abroad.LANGUAGES:
        asked = _without_counted(asked, spoken)
    if closing := periods.closing(spoken, kind):
        asked = _known_by(asked, closing)
    when = [one.span for one in spoken]
    only_where = [one.phrase or one.span for one in mentions if one.source]
    only_when = [one.span for one in spoken if one.period.of == "published" or one is closing]
    by = named.authors(text, authors)
    writing = writers.asked(without(text, when), mentions, authors)
    beside = [one for one in mentions if not one.source and named.is_where(text, one)]
    aside = [*when, *(one.span for one in beside)]
    in_outlets = [one.span for one in mentions if one.source]
    # "The news from X" is news, "the X article" is nothing more than X.
    wheres = dict.fromkeys((tuple(only_where), tuple(in_outlets)))
    said = [without(text, [*aside, *where]) for where in wheres]
    if writing:
        by = writing.authors or by
        kind, said = "", [f"news about {writing.about}" if writing.about else "news"]
    ways = (topic(text, kind, one) for one in said)
    if open_on := next(filter(None, ways), None):
        asked = replace(asked, terms=open_on.terms, topic=open_on)
        mentions = tuple(replace(one, source=one.source or one in beside) for one in mentions)
    return replace(
        asked,
        kind="" if open_on else kind,
        matter=asked.terms
        if open_on
        else counting(without(text, [*only_where, *only_when]), asked.asked_in) or asked.terms,
        periods=tuple(one.period for one in spoken),
        latest=_latest(without(text, places), asked.asked_in) and "latest" not in ignore,
        outlets=(writing and writing.outlets) or named.sources(mentions),
        authors=by,
        opinion=bool(writing and writing.is_opinion),
        elsewhere=named.elsewhere(text, mentions, by) if "outlets" not in ignore else (),
        quoted=wording.quoted(text, places),
        numbers=wording.numbers(without(text, [closing.span]) if closing else text),
        names=wording.names(text, [*places, *when]),
        parts=split(text, mentions, spoken) if "parts" not in ignore and not open_on else (),
    )


def _known_by(asked: Question, closing: Spoken) -> Question:
    """The question as one that is asked on the last day of a time: nothing later answers it."""
    last = min(closing.period.last_day, asked.today)
    return replace(
        asked,
        terms=counting(without(asked.text, [closing.span]), asked.asked_in) or asked.terms,
        limits=replace(asked.limits, last_day=min(last, asked.limits.last_day)),
        today=last,
    )


def questions(question: Question) -> tuple[Question, ...]:
    """The questions that one consists of, each with its limits; () where it is one."""
    own = question.parts
    if question.outlets or not (own and all(part.asks for part in own)):
        return ()
    return tuple(_of_part(question, part) for part in own)


def _of_part(question: Question, part: Part) -> Question:
    text = part.text
    kind = _kind(text, question.asked_in)
    open_on = topic(text, kind, text)
    terms = open_on.terms if open_on else part.terms
    return replace(
        question,
        text=text,
        terms=terms,
        matter=terms,
        kind=kind,
        topic=open_on,
        periods=part.periods,
        latest=_latest(text, question.asked_in),
        quoted=wording.quoted(text),
        numbers=wording.numbers(text),
        names=wording.names(text),
        parts=(),
    )


def as_fact(question: Question) -> Question:
    """An open question as one that asks for a fact."""
    terms = counting(question.text, question.asked_in)
    kind = _kind(question.text, question.asked_in)
    return replace(question, topic=None, terms=terms, matter=terms, kind=kind)


def _kind(text: str, language: str) -> str:
    if language in interrogatives.LANGUAGES:
        return interrogatives.kind(text, language)
    return wording.kind(text)


def _spoken(asked: Question, taken: Sequence[Span]) -> tuple[Spoken, ...]:
    """The times that a question speaks of, in the words of its language or of English."""
    found: tuple[Spoken, ...] = ()
    if asked.asked_in in times_abroad.LANGUAGES:
        found = times_abroad.find(asked.text, asked.today, asked.asked_in, taken)
    return found or periods.find(asked.text, asked.today, taken)


def _without_counted(asked: Question, spoken: Sequence[Spoken]) -> Question:
    """Without the words of a time that no article says so: "hier", "la semana pasada"."""
    language = asked.asked_in
    counted = [one.span for one in spoken if times_abroad.is_counted(one.period.said, language)]
    return (
        replace(asked, terms=counting(without(asked.text, counted), language)) if counted else asked
    )


def _latest(text: str, language: str) -> bool:
    is_abroad = language in times_abroad.LANGUAGES and times_abroad.latest(text, language)
    return is_abroad or wording.latest(text)


def _meets(period: Period, first: str, last: str) -> bool:
    """Whether a period has a day in common with a range; "" is an open end of either."""
    begins = max(period.first_day, first)
    ends = min(filter(None, (period.last_day, last)), default="")
    return not begins or not ends or begins <= ends


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
