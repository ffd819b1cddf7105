"""Hits -> statements written by a chat model, each held against the passages that it cites.

A statement is given out as soon as the model has finished it and it has been checked; what its
passages do not carry is cut, and the model is asked once to correct it.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from bot.answer.cite import Draft
from bot.answer.written import prompts
from bot.answer.written.desk import Desk
from bot.answer.written.quotes import Scales
from bot.answer.written.sentences import BrokenReply, Sentences, Written
from bot.check.judge import Judge
from bot.check.meaning import Vectors
from bot.errors import ModelUnavailable
from bot.providers.gate import Turn
from bot.providers.reply import CHARS_A_TOKEN, Messages, Provider, SchemaRefused
from bot.question.understanding import Question
from bot.search.retrieve import Hit

MOST_REPAIRED = 4  # sentences

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Writer:
    """A chat model under the name that answers give."""

    name: str
    provider: Provider
    repair: bool = True  # it is asked once to correct what was cut
    judge: Judge | None = None  # has the last word on what a quote carries

    async def write(
        self,
        question: Question,
        hits: Sequence[Hit],
        *,
        until: float = float("inf"),
        vectors: Vectors | None = None,
    ) -> AsyncGenerator[Draft, None]:
        """Statements that a passage supports, as the model finishes them.

        None at all where the model finds no answer, or nothing that it wrote is supported.

        Args:
            until: the event loop's time by which it must be done.
            vectors: to compare statements and quotes by meaning as well as by words.

        Raises:
            ModelUnavailable: the model has no capacity, failed, was too slow, broke off, or sent
                nothing that can be used; also after some statements, which stay good.
        """
        passages = prompts.new_ids(hits)
        spoken = await asyncio.to_thread(lambda: question.language)
        desk = Desk(question, passages, spoken, Scales(vectors, self.judge))
        structured = self.provider.takes_schema
        messages = desk.messages(structured=structured)
        words = sum(len(said) for _, said in messages)
        with self.provider.gate.turn(words // CHARS_A_TOKEN) as turn:
            try:
                async for draft in self._once(desk, messages, turn, until, structured):
                    yield draft
            except SchemaRefused:
                if self.provider.settings.structured == "always":
                    raise
                self.provider.takes_schema = structured = False
                messages = desk.messages(structured=False)
                async for draft in self._once(desk, messages, turn, until, structured):
                    yield draft
            if self.repair and desk.faults:
                again = prompts.repair(desk.faults[:MOST_REPAIRED], structured=structured)
                messages = (*messages, ("assistant", desk.said), ("user", again))
                async for draft in self._repaired(desk, messages, turn, until, structured):
                    yield draft
            if desk.is_misled:
                what = f"What the chat model {self.name} wrote does not answer the question."
                raise ModelUnavailable(what, reason="misled")

    async def told(self, system: str, user: str, *, seconds: float) -> str:
        """One short reply, whole and as it came: for what is no answer.

        Raises:
            ModelUnavailable: the model has no capacity, failed, or took longer.
        """
        messages = (("system", system), ("user", user))
        until = asyncio.get_running_loop().time() + seconds
        with self.provider.gate.turn((len(system) + len(user)) // CHARS_A_TOKEN) as turn:
            async with aclosing(self.provider.reply(messages, turn, until=until)) as pieces:
                return "".join([piece async for piece in pieces])

    async def _once(
        self, desk: Desk, messages: Messages, turn: Turn, until: float, structured: bool
    ) -> AsyncGenerator[Draft, None]:
        sentences = Sentences()
        schema = prompts.SCHEMA if structured else None
        pieces = self.provider.reply(messages, turn, until=until, schema=schema)
        broken: ModelUnavailable | None = None
        async with aclosing(pieces):
            try:
                async for piece in pieces:
                    for one in sentences.add(piece):
                        if draft := await desk.checked(one):
                            yield draft
                    if desk.is_full:
                        break
            except SchemaRefused:
                raise
            except ModelUnavailable as error:
                broken = error
        desk.said = sentences.whole
        if not desk.is_full:
            for one in self._last(sentences, broken):
                if draft := await desk.checked(one):
                    yield draft
        if broken:
            raise broken
        if not desk.cited and not sentences.nothing:
            what = "wrote nothing that cites a passage" if sentences.whole.strip() else "is empty"
            raise self._unusable(f"The reply of the chat model {self.name} {what}.")

    def _last(self, sentences: Sentences, broken: ModelUnavailable | None) -> list[Written]:
        try:
            return sentences.end(broken_off=broken is not None)
        except BrokenReply as error:
            raise self._unusable(f"The chat model {self.name} sent broken JSON.") from error

    def _unusable(self, what: str) -> ModelUnavailable:
        return ModelUnavailable(what, reason="unusable")

    async def _repaired(
        self, desk: Desk, messages: Messages, turn: Turn, until: float, structured: bool
    ) -> AsyncGenerator[Draft, None]:
        """What the model makes of the sentences that were cut; nothing, where that fails."""
        try:
            async for draft in self._once(desk, messages, turn, until, structured):
                yield draft
        except ModelUnavailable as error:
            log.info("%s Nothing was repaired.", error)
