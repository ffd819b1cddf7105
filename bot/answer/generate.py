"""Hits -> statements written by a chat model, each held against the passages that it cites."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass

import sentencex
from llama_index.core.base.llms.types import ChatMessage
from llama_index.core.llms.llm import LLM

from bot.answer import prompts, support
from bot.answer.cite import Draft, Quote, without_marks
from bot.errors import ModelUnavailable
from bot.question import Question
from bot.retrieve import Hit
from ingest.article import Span

LONGEST_QUOTE = 2  # sentences
_MARKS = re.compile(r"\s*\[(\d+(?:\s*,\s*\d+)*)\]")
# A mark behind the full stop belongs to the sentence before it.
_MARK_AFTER_STOP = re.compile(r"([.!?][\"'”’]?)((?:\s*\[\d+(?:\s*,\s*\d+)*\])+)")


@dataclass(frozen=True, slots=True)
class Writer:
    """A chat model under the name that answers give."""

    name: str
    model: LLM
    seconds: float  # it has for a whole reply

    async def write(self, question: Question, hits: Sequence[Hit]) -> list[Draft]:
        """Statements that a passage supports; [] where the model finds no answer.

        Raises:
            ModelUnavailable: the model failed, was too slow or sent nothing.
        """
        messages = [
            ChatMessage(role="system", content=prompts.SYSTEM),
            ChatMessage(role="user", content=prompts.user(question, hits)),
        ]
        try:
            async with asyncio.timeout(self.seconds):
                reply = (await self.model.achat(messages)).message.content or ""
        except TimeoutError as error:
            raise ModelUnavailable(
                f"The chat model {self.name} did not answer within {self.seconds:g} s."
            ) from error
        except Exception as error:  # every provider has a tree of errors of its own
            raise ModelUnavailable(f"The chat model {self.name} failed: {error}") from error
        if not reply.strip():
            raise ModelUnavailable(f"The chat model {self.name} sent an empty reply.")
        return drafts(reply, hits)


def drafts(reply: str, hits: Sequence[Hit]) -> list[Draft]:
    """The sentences of a reply that one of the passages they cite supports; others are cut.

    So is `prompts.NOTHING`, which cites none.
    """
    found = []
    for text, numbers in cited_sentences(reply):
        quotes = [quote(text, hits[number - 1]) for number in numbers if 1 <= number <= len(hits)]
        held = tuple(one for one in quotes if one.support.verdict != "unsupported")
        if held:
            found.append(Draft(text=without_marks(text), quotes=held))
    return found


def cited_sentences(reply: str) -> list[tuple[str, list[int]]]:
    """Each sentence without its marks, and the numbers in them, in order, each once."""
    reply = _MARK_AFTER_STOP.sub(lambda match: match[2] + match[1], reply)
    found = []
    for line in reply.splitlines():
        for sentence in sentencex.segment("en", line):
            groups = [match[1] for match in _MARKS.finditer(sentence)]
            numbers = [int(one) for group in groups for one in group.split(",")]
            text = " ".join(_MARKS.sub("", sentence).split()).lstrip("•*- ")
            if text:
                found.append((text, list(dict.fromkeys(numbers))))
    return found


def quote(statement: str, hit: Hit) -> Quote:
    """The shortest run of whole sentences of the passage that supports `statement` best."""
    sentences = hit.passage.sentences
    runs = [
        Span(sentences[start].start, sentences[start + size - 1].end)
        for size in range(1, LONGEST_QUOTE + 1)
        for start in range(len(sentences) - size + 1)
    ]
    text = hit.article.text
    checked = [(support.check(statement, text[run.start : run.end]), run) for run in runs]
    # max keeps the first of equals, and shorter runs come first
    verdict, run = max(checked, key=lambda one: one[0].score)
    return Quote(article=hit.article, start=run.start, end=run.end, support=verdict)
