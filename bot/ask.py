"""The use case: a question -> events, the last of which holds the whole answer.

searching -> passages found -> statements, each checked -> done. Every channel renders this stream.
"""

import asyncio
import time
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import replace

from bot.answer import choose
from bot.answer.answer import Answer, Outcome, Searched, Understood
from bot.answer.cite import Draft, Numbering
from bot.answer.readings import readings
from bot.answer.weigh import remarks
from bot.answer.write import Written, extracted, write
from bot.answer.written.generate import Writer
from bot.conversation import rewrite, suggest
from bot.conversation.talk import ALONE, Talk, Turn
from bot.events import Done, Event, PassagesFound, Searching, Stated
from bot.question import mended, posed
from bot.question.chatter import Chatter, chatter
from bot.question.language import language_of
from bot.question.understanding import Question
from bot.search.retrieve import Hit
from bot.texts import say
from ingest.article import Article
from ingest.store import Store

NEAREST = 3  # articles named where nothing answers

Choices = tuple[tuple[str, str], ...]  # names, and the question about each
Ask = Callable[..., AsyncIterator[Event]]  # `ask`, or what stands before it


async def ask(
    store: Store,
    question: Question,
    *,
    writers: tuple[Writer, ...] = (),
    talk: Talk = ALONE,
    followups: bool = False,
) -> AsyncGenerator[Event, None]:
    """Answer `question` from the articles in `store`.

    Args:
        writers: chat models in their order of first refusal; without one that answers, sentences
            are taken from the articles themselves.
        talk: the conversation that it is part of, in which the answer is kept.
        followups: also look for questions that can be asked next: up to suggest.SECONDS more,
            after the last statement.

    Yields:
        Searching, PassagesFound, a Stated for each statement, Done.

    Raises:
        BadQuestion: an outlet is named that the library does not know.
        EmbeddingError, IndexUnavailable: the store did not answer.
    """
    if chat := chatter(question.text):
        reply = await asyncio.to_thread(_reply, store, question, chat)
        # What should not have been typed is not kept either.
        yield Done(reply if chat.kind == "personal" else await _kept(reply, talk))
        return
    if talk.earlier:
        question, choices = await _in_context(store, question, writers, talk)
        if choices:
            reply = await asyncio.to_thread(_asks_back, store, question, choices)
            yield Done(await _kept(reply, talk))
            return
    question = await asyncio.to_thread(mended.read, store, question)
    hits: tuple[Hit, ...] = ()
    async with aclosing(_events(store, question, writers)) as events:
        async for event in events:
            if isinstance(event, PassagesFound):
                hits = event.hits
            if isinstance(event, Done):
                asked = question.asked or question.text
                whole = replace(event.answer, question=asked, language=question.language)
                if followups and whole.statements:
                    found = await _next(store, question, whole, hits, talk.earlier)
                    whole = replace(whole, followups=found)
                yield Done(await _kept(whole, talk))
            else:
                yield event


async def _next(
    store: Store,
    question: Question,
    whole: Answer,
    hits: tuple[Hit, ...],
    earlier: tuple[Turn, ...],
) -> tuple[str, ...]:
    """Questions that the articles answer next, in the asker's language."""
    most = store.settings.answer.followups

    async def check(text: str) -> list[Draft]:
        asked = await asyncio.to_thread(
            posed.pose, store, text, now=question.today, limits=question.limits
        )
        found = await asyncio.to_thread(choose.find, store, asked)
        if found.is_nothing:
            return []
        return await asyncio.to_thread(extracted, store, asked, found, Written())

    if not most:
        return ()
    if whole.language not in {"en", ""}:
        return await suggest.about_names(whole, check, most=most, earlier=earlier)
    rarity = store.index.words.rarity
    return await suggest.followups(whole, hits, check, most=most, earlier=earlier, rarity=rarity)


async def _in_context(
    store: Store, question: Question, writers: tuple[Writer, ...], talk: Talk
) -> tuple[Question, Choices]:
    """The question as it stands without what was said before it, and what else it may mean."""
    spoken = language_of(talk.earlier[-1].question)
    made = await rewrite.made_whole(question, talk.earlier, writers)
    if made.text != question.text and not made.choices:
        question = await asyncio.to_thread(posed.made_whole, store, question, made.text)
    return replace(question, spoken=spoken), made.choices


def _asks_back(store: Store, question: Question, choices: Choices) -> Answer:
    """Which of several is meant; nothing is searched. The questions about each can be asked."""
    *names, last = (name for name, _ in choices)
    text = say("which", question.language, names=", ".join(names), last=last)
    ended = _unsearched(store, question, Outcome.CLARIFY, text)
    return replace(ended, followups=tuple(whole for _, whole in choices))


def _reply(store: Store, question: Question, chat: Chatter) -> Answer:
    """To what is no question about the articles; nothing is searched."""
    language = question.language
    what = say(chat.what, language) if chat.what else ""
    outcome = Outcome.CLARIFY if chat.asks_back else Outcome.REFUSED
    reply = _unsearched(store, question, outcome, say(chat.kind, language, what=what))
    asked = say("not_shown", language) if chat.kind == "personal" else reply.question
    return replace(reply, question=asked)


def _unsearched(store: Store, question: Question, outcome: Outcome, text: str) -> Answer:
    started = time.monotonic()
    counts = store.library.at_hand.counts()
    searched = Searched(articles=counts.articles, passages=counts.passages)
    ended = _ended(question, searched, outcome, text, started)
    return replace(ended, language=question.language)


async def _kept(answer: Answer, talk: Talk) -> Answer:
    """The answer, kept in its conversation where it has one and that can be."""
    if talk.kept is None:
        return answer
    answer = replace(answer, conversation=talk.id)
    was_kept = await asyncio.to_thread(talk.kept.keep, answer, talk)
    return answer if was_kept or not talk.is_new else replace(answer, conversation="")


async def _events(
    store: Store, question: Question, writers: tuple[Writer, ...]
) -> AsyncGenerator[Event, None]:
    """As `ask`, for a question that stands alone."""
    started = time.monotonic()
    at_hand = store.library.at_hand
    if not (counts := at_hand.counted):
        counts = await asyncio.to_thread(at_hand.counts)
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
    if not question.terms and question.topic is None:
        yield Done(
            _ended(question, searched, Outcome.CLARIFY, say("unclear", question.language), started)
        )
        return
    found = await asyncio.to_thread(choose.find, store, question)
    yield PassagesFound(found.hits)
    written = Written()
    numbering = Numbering({hit.article.id: hit.also_in for hit in found.hits})
    async with aclosing(write(store, question, found, writers, written)) as drafts:
        async for draft in drafts:
            yield Stated(*numbering.add(draft))
    statements, citations = tuple(numbering.statements), numbering.citations
    answered = Outcome.PARTIAL if written.is_partial else Outcome.ANSWERED
    whole = _ended(
        question,
        searched,
        answered if statements else Outcome.NO_ANSWER,
        numbering.text or say("no_answer", question.language),
        started,
    )
    beside = await asyncio.to_thread(
        remarks,
        store,
        question,
        found,
        citations,
        written.differences,
        partial=written.is_partial,
        language=question.language,
    )
    yield Done(
        replace(
            whole,
            statements=statements,
            citations=citations,
            nearest=() if statements else _nearest(found.hits),
            model=written.model,
            disagreements=beside.disagreements,
            notes=(
                *readings(question, answered=bool(statements)),
                *written.notes,
                *beside.notes,
            ),
        )
    )


async def answer(
    store: Store,
    question: Question,
    *,
    writers: tuple[Writer, ...] = (),
    talk: Talk = ALONE,
    followups: bool = False,
) -> Answer:
    """The whole answer at once."""
    async with aclosing(
        ask(store, question, writers=writers, talk=talk, followups=followups)
    ) as events:
        async for event in events:
            if isinstance(event, Done):
                return event.answer
    raise AssertionError("the stream ends with Done")


def failed(question: Question, error: Exception) -> Answer:
    """What stands for the answer to one of many questions, where it could not be given: why."""
    nothing = Searched(articles=0, passages=0)
    return _ended(question, nothing, Outcome.ERROR, str(error), time.monotonic())


def _understood(question: Question) -> Understood:
    return Understood(
        periods=question.periods,
        outlets=question.outlets,
        authors=question.authors,
        elsewhere=question.elsewhere,
        latest=question.latest,
        parts=tuple(part.text for part in question.parts),
        ignored=question.ignored,
        made_whole=question.text if _is_other(question) else "",
    )


def _is_other(question: Question) -> bool:
    """Whether it is searched for in other words than were typed; capitals and a mark are none."""
    typed, text = (one.casefold().rstrip(" ?") for one in (question.asked, question.text))
    return bool(typed) and typed != text


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
