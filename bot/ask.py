"""The use case: a question -> events, the last of which holds the whole answer.

searching -> passages found -> statements, each checked -> done. Every channel renders this stream.
"""

import asyncio
import logging
import time
import uuid
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from bot import retrieve
from bot.answer import extract
from bot.answer.answer import Answer, Citation, Note, Outcome, Searched, Statement, Understood
from bot.answer.cite import Draft, Numbering, sentence_draft
from bot.answer.generate import Writer
from bot.errors import ModelUnavailable
from bot.question import Question
from bot.retrieve import Found, Hit
from ingest.article import Article
from ingest.store import Store

EXTRACTIVE = "extractive"
NO_ANSWER = "These articles do not say."
UNCLEAR = "It is not clear what is asked. Name what you want to know about, in a few words."
NO_MODEL = Note(
    kind="no_model",
    text="No chat model could be asked; sentences of the articles were looked for instead.",
)
CUT_SHORT = "{model} broke off, so this answer may lack something."
NEAREST = 3  # articles named where nothing answers

log = logging.getLogger(__name__)


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


async def ask(
    store: Store, question: Question, *, writers: tuple[Writer, ...] = ()
) -> AsyncGenerator[Event, None]:
    """Answer `question` from the articles in `store`.

    Args:
        writers: chat models in their order of first refusal; without one that answers, sentences
            are taken from the articles themselves.

    Yields:
        Searching, PassagesFound, a Stated for each statement, Done.

    Raises:
        BadQuestion: an outlet is named that the library does not know.
        EmbeddingError, IndexUnavailable: the store did not answer.
    """
    started = time.monotonic()
    counts = await asyncio.to_thread(store.library.counts)
    limits = question.limits
    searched = Searched(
        articles=counts.articles,
        passages=counts.passages,
        first_day=limits.first_day,
        last_day=limits.last_day,
        sources=limits.sources,
        understood=_understood(question),
    )
    yield Searching(searched)
    if not question.terms:
        yield Done(_ended(question, searched, Outcome.CLARIFY, UNCLEAR, started))
        return
    k = store.settings.retrieval.passages
    found = await asyncio.to_thread(retrieve.search, store, question, k=k)
    yield PassagesFound(found.hits)
    written = _Written()
    numbering = Numbering()
    async with aclosing(_write(store, question, found, writers, written)) as drafts:
        async for draft in drafts:
            yield Stated(*numbering.add(draft))
    outcome = Outcome.PARTIAL if written.cut_short else Outcome.ANSWERED
    if not numbering.statements:
        outcome = Outcome.NO_ANSWER
    whole = _ended(question, searched, outcome, numbering.text or NO_ANSWER, started)
    yield Done(
        replace(
            whole,
            statements=tuple(numbering.statements),
            citations=numbering.citations,
            nearest=() if numbering.statements else _nearest(found.hits),
            model=written.model,
            notes=tuple(written.notes),
        )
    )


async def answer(store: Store, question: Question, *, writers: tuple[Writer, ...] = ()) -> Answer:
    """The whole answer at once."""
    async with aclosing(ask(store, question, writers=writers)) as events:
        async for event in events:
            if isinstance(event, Done):
                return event.answer
    raise AssertionError("the stream ends with Done")


@dataclass(slots=True)
class _Written:
    """How the statements came about, known when all are there."""

    model: str = EXTRACTIVE
    cut_short: bool = False  # the model broke off behind some of them
    notes: list[Note] = field(default_factory=list)


async def _write(
    store: Store,
    question: Question,
    found: Found,
    writers: tuple[Writer, ...],
    written: _Written,
) -> AsyncGenerator[Draft, None]:
    """Checked statements, from the first chat model that answers, else from the articles."""
    if found.is_nothing:
        return
    until = asyncio.get_running_loop().time() + store.settings.answer.deadline_seconds
    for writer in writers if found.hits else ():
        written.model, some = writer.name, False
        async with aclosing(writer.write(question, found.hits, until=until)) as drafts:
            try:
                async for draft in drafts:
                    some = True
                    yield draft
                return
            except ModelUnavailable as error:
                if some:  # what was shown is checked, and another model would begin anew
                    log.warning("%s What it had written stays.", error)
                    written.cut_short = True
                    text = CUT_SHORT.format(model=writer.name)
                    written.notes.append(Note(kind="cut_short", text=text))
                    return
                log.warning("%s Asking the next one.", error)
    written.model = EXTRACTIVE
    if writers and found.hits:
        written.notes.append(NO_MODEL)
    ranked = await asyncio.to_thread(extract.candidates, store, question, found)
    for one in extract.choose(ranked, most=store.settings.answer.max_statements):
        yield sentence_draft(one)


def _understood(question: Question) -> Understood:
    return Understood(
        periods=question.periods,
        outlets=question.outlets,
        authors=question.authors,
        elsewhere=question.elsewhere,
        latest=question.latest,
        parts=tuple(part.text for part in question.parts),
        ignored=question.ignored,
    )


def _ended(
    question: Question, searched: Searched, outcome: Outcome, text: str, started: float
) -> Answer:
    return Answer(
        id=uuid.uuid4().hex,
        question=question.text,
        outcome=outcome,
        text=text,
        searched=searched,
        seconds=round(time.monotonic() - started, 4),
    )


def _nearest(hits: tuple[Hit, ...]) -> tuple[Article, ...]:
    return tuple({hit.article.id: hit.article for hit in hits}.values())[:NEAREST]
