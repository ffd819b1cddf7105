"""The use case: a question -> events, the last of which holds the whole answer.

searching -> passages found -> statements, each checked -> done. Every channel renders this stream.
"""

import asyncio
import logging
import time
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from bot import retrieve
from bot.answer import extract
from bot.answer.answer import Answer, Citation, Outcome, Searched, Statement, Understood
from bot.answer.cite import Draft, assemble, sentence_draft
from bot.answer.generate import Writer
from bot.answer.weigh import remarks, weigh
from bot.errors import ModelUnavailable
from bot.question import Question
from bot.retrieve import Found, Hit
from ingest.article import Article
from ingest.store import Store

EXTRACTIVE = "extractive"
NO_ANSWER = "These articles do not say."
UNCLEAR = "It is not clear what is asked. Name what you want to know about, in a few words."
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
) -> AsyncIterator[Event]:
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
    drafts, model = await _write(store, question, found, writers)
    drafts, differences = await asyncio.to_thread(
        weigh, store, question, found, drafts, written=model != EXTRACTIVE
    )
    statements, citations, text = assemble(drafts)
    for statement in statements:
        own = tuple(one for one in citations if one.number in statement.citations)
        yield Stated(statement, own)
    outcome = Outcome.ANSWERED if statements else Outcome.NO_ANSWER
    whole = _ended(question, searched, outcome, text or NO_ANSWER, started)
    nearest = () if statements else _nearest(found.hits)
    beside = await asyncio.to_thread(remarks, store, question, found, citations, differences)
    yield Done(
        replace(
            whole,
            statements=statements,
            citations=citations,
            nearest=nearest,
            model=model,
            disagreements=beside.disagreements,
            notes=beside.notes,
        )
    )


async def answer(store: Store, question: Question, *, writers: tuple[Writer, ...] = ()) -> Answer:
    """The whole answer at once."""
    async for event in ask(store, question, writers=writers):
        if isinstance(event, Done):
            return event.answer
    raise AssertionError("the stream ends with Done")


async def _write(
    store: Store, question: Question, found: Found, writers: tuple[Writer, ...]
) -> tuple[list[Draft], str]:
    """Checked statements, from the first chat model that answers, else from the articles."""
    if found.is_nothing:
        return [], EXTRACTIVE
    for writer in writers if found.hits else ():
        try:
            return await writer.write(question, found.hits), writer.name
        except ModelUnavailable as error:
            log.warning("%s Asking the next one.", error)
    ranked = await asyncio.to_thread(extract.candidates, store, question, found)
    chosen = extract.choose(ranked, most=store.settings.answer.max_statements)
    return [sentence_draft(one) for one in chosen], EXTRACTIVE


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
