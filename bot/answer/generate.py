"""Hits -> statements written by a chat model, each held against the passages that it cites."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import sentencex
from llama_index.core.base.llms.types import ChatMessage
from llama_index.core.llms.llm import LLM

from bot.answer import prompts, support
from bot.answer.cite import Draft, Quote, without_marks
from bot.errors import ModelUnavailable
from bot.question import Question
from bot.retrieve import Hit
from ingest.article import Article, Span, in_words

LONGEST_QUOTE = 2  # sentences
# `[2]`, `[1, 4]`, and what models make of them: `[passage 2]`, `【2】`, `[1-2]`.
_MARK = r"[\[【]\s*(?:passages?\s+)?\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\s*[\]】]"
_MARKS = re.compile(rf"\s*({_MARK})", re.IGNORECASE)
# A mark behind the full stop belongs to the sentence before it.
_MARK_AFTER_STOP = re.compile(rf"([.!?][\"'”’]?)((?:\s*{_MARK})+)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Writer:
    """A chat model under the name that answers give."""

    name: str
    model: LLM
    seconds: float  # it has for a whole reply

    async def write(self, question: Question, hits: Sequence[Hit]) -> list[Draft]:
        """Statements that a passage supports; [] where the model finds no answer.

        Raises:
            ModelUnavailable: the model failed, was too slow, or sent nothing that can be used.
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
        found = await asyncio.to_thread(drafts, reply, hits)
        if not found and prompts.NOTHING not in reply:
            raise ModelUnavailable(
                f"The chat model {self.name} wrote nothing that its sources support."
            )
        return found


def drafts(reply: str, hits: Sequence[Hit]) -> list[Draft]:
    """The sentences of a reply that the passages they cite support; others are cut.

    So is `prompts.NOTHING`, which cites none.
    """
    found = []
    for text, numbers in cited_sentences(reply):
        cited = [hits[number - 1] for number in numbers if 1 <= number <= len(hits)]
        if quotes := supporting(text, cited):
            found.append(Draft(text=without_marks(text), quotes=quotes))
    return found


def supporting(statement: str, cited: Sequence[Hit]) -> tuple[Quote, ...]:
    """A quote from each cited passage that helps to carry `statement`; () where they do not."""
    quotes = [quote(statement, hit) for hit in cited]
    alone = tuple(one for one in quotes if one.support.verdict != "unsupported")
    if alone or len(quotes) < 2:
        return alone
    # Each has a part of it: two outlets with a figure each, say.
    texts = " ".join(one.article.text[one.start : one.end] for one in quotes)
    about = " ".join(_about(one.article) for one in quotes)
    beside = " ".join(hit.passage.text for hit in cited)
    together = support.check(statement, texts, about=about, beside=beside)
    if together.verdict == "unsupported":
        return ()
    return tuple(replace(one, support=together) for one in quotes)


def cited_sentences(reply: str) -> list[tuple[str, list[int]]]:
    """Each sentence without its marks, and the numbers in them, in order, each once."""
    reply = _MARK_AFTER_STOP.sub(lambda match: match[2] + match[1], reply)
    found = []
    for line in reply.splitlines():
        for sentence in sentencex.segment("en", line):
            groups = [match[1] for match in _MARKS.finditer(sentence)]
            numbers = [int(one) for group in groups for one in _NUMBER.findall(group)]
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
    text, about = hit.article.text, _about(hit.article)
    checked = [
        (
            support.check(
                statement, text[run.start : run.end], about=about, beside=hit.passage.text
            ),
            run,
        )
        for run in runs
    ]
    # max keeps the first of equals, and shorter runs come first; where no run carries it alone,
    # the one with most of its words is the best part of it.
    verdict, run = max(
        checked,
        key=lambda one: (
            one[0].score,
            support.overlap(statement, text[one[1].start : one[1].end]),
        ),
    )
    return Quote(article=hit.article, start=run.start, end=run.end, support=verdict)


def _about(article: Article) -> str:
    """What a statement may say of an article besides its words: headline, outlet and date."""
    return f"{article.title} {article.source} {in_words(article.published_at)}"
