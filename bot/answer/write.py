"""Who states the answer: the first chat model that can, else the articles themselves."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field

from bot.answer import choose, standing, told
from bot.answer.answer import EXTRACTIVE, Note
from bot.answer.cite import Draft, sentence_draft
from bot.answer.weigh import weigh
from bot.answer.written.generate import Writer
from bot.check.meaning import Vectors
from bot.differ.disagree import Difference
from bot.errors import ModelUnavailable
from bot.question.carried import about
from bot.question.understanding import Question
from bot.search.retrieve import Found
from bot.texts import say
from ingest.store import Store

# How likely the articles have to answer, by the gate of extracted/extract.py, that a reader is told
# nothing of it: docs/decisions/0005-extraction.md.
DOUBTFUL = 0.4

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Written:
    """How the statements came about, known when all are there."""

    model: str = EXTRACTIVE
    is_partial: bool = False  # something of the question is left open
    notes: list[Note] = field(default_factory=list)
    differences: tuple[Difference, ...] | None = None  # None: not looked for yet


async def write(
    store: Store,
    question: Question,
    found: Found,
    writers: tuple[Writer, ...],
    written: Written,
) -> AsyncGenerator[Draft, None]:
    """Checked statements, one by one.

    Args:
        writers: chat models in their order of first refusal.
        written: is filled in on the way.
    """
    if found.is_nothing:
        written.notes += [] if writers else _foreign(question, found)
        return
    vectors = Vectors(store.embedder.texts)
    until = asyncio.get_running_loop().time() + store.settings.answer.deadline_seconds
    for writer in writers if found.hits else ():
        written.model, some = writer.name, False
        async with aclosing(
            writer.write(question, found.hits, until=until, vectors=vectors)
        ) as drafts:
            try:
                async for draft in drafts:
                    some = True
                    (attributed,) = told.attributed([draft], question, written=True)
                    yield attributed
                return
            except ModelUnavailable as error:
                if some:  # what was shown is checked, and another model would begin anew
                    log.warning("%s What it had written stays.", error)
                    written.is_partial = True
                    text = say("cut_short", question.language, model=writer.name)
                    written.notes.append(Note(kind="cut_short", text=text))
                    return
                log.warning("%s Asking the next one.", error)
    written.model = EXTRACTIVE
    if writers and found.hits:
        written.notes.append(Note(kind="no_model", text=say("no_model", question.language)))
    for draft in await asyncio.to_thread(extracted, store, question, found, written):
        yield draft


def extracted(store: Store, question: Question, found: Found, written: Written) -> list[Draft]:
    """Sentences of the articles, told with outlet and date where that matters."""
    said = choose.chosen(store, question, found)
    asked = about(question, said.carried) if said.carried else question
    current = standing.current(store, asked, found, said.chosen)
    drafts = [sentence_draft(one) for one in current.chosen]
    drafts, written.differences = weigh(
        store, asked, found, drafts, written=False, is_list=said.is_list, dated=current.dated
    )
    written.is_partial = said.partial
    if not said.chosen:
        written.notes += _foreign(question, found)
    elif said.chance < DOUBTFUL:
        written.notes.append(Note(kind="unsure", text=say("note_unsure", question.language)))
    if said.carried:
        text = say("note_words_only", question.language, words=" ".join(said.carried))
        written.notes.append(Note(kind="words_only", text=text))
    return drafts


def _foreign(question: Question, found: Found) -> list[Note]:
    """Where nothing answers: that the articles are in another language than the question."""
    told_in = {hit.article.language for hit in found.hits}
    if not question.asked_in or told_in <= {"", question.asked_in} or question.asked_in in told_in:
        return []
    text = say("note_other_language", question.language)
    return [Note(kind="other_language", text=text)]
