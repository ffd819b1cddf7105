"""Hits -> statements written by a chat model, each held against the passages that it cites.

A statement is given out as soon as the model has finished it and it has been checked; what its
passages do not carry is cut, and the model is asked once to correct it.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from bot.answer import prompts
from bot.answer.answer import Support
from bot.answer.cite import Draft, Quote, without_marks
from bot.answer.sentences import BrokenReply, Sentences, Written
from bot.check import support
from bot.check.judge import Judge
from bot.check.meaning import Vectors
from bot.errors import ModelUnavailable
from bot.providers.gate import Turn
from bot.providers.reply import CHARS_A_TOKEN, Messages, Provider, SchemaRefused
from bot.question.understanding import Question
from bot.search.retrieve import Hit
from ingest.article import Article, Span, in_words
from ingest.language import language

LONGEST_QUOTE = 2  # sentences
MOST_CHECKED = 6  # runs of sentences of a passage that are checked, those with most of its words
MOST_WRITTEN = 8  # statements; a model that writes on is not listened to any more
MOST_CUT = 12  # likewise, one that writes what is cut: it repeats itself, or makes it up
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
        desk = _Desk(question, passages, spoken, Scales(vectors, self.judge))
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
        self, desk: "_Desk", messages: Messages, turn: Turn, until: float, structured: bool
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
        self, desk: "_Desk", messages: Messages, turn: Turn, until: float, structured: bool
    ) -> AsyncGenerator[Draft, None]:
        """What the model makes of the sentences that were cut; nothing, where that fails."""
        try:
            async for draft in self._once(desk, messages, turn, until, structured):
                yield draft
        except ModelUnavailable as error:
            log.info("%s Nothing was repaired.", error)


@dataclass(slots=True)
class _Desk:
    """One question at one model: its passages, and what has become of what it wrote."""

    question: Question
    passages: Mapping[str, Hit]  # by the ids that the model is shown
    language: str  # of the asker, "" where it is not known
    scales: "Scales"
    said: str = ""  # the last reply, whole
    cited: bool = False  # some sentence named a passage that there is
    faults: list[tuple[str, str]] = field(default_factory=list)  # sentences that were cut, and why
    _shown: dict[str, Draft] = field(default_factory=dict)
    _cut: int = 0
    _spoken: str = ""  # the language of the first statement that tells

    def messages(self, *, structured: bool) -> tuple[tuple[str, str], ...]:
        shown = prompts.user(self.question, self.passages, language=self.language)
        return ("system", prompts.system(structured=structured)), ("user", shown)

    @property
    def is_full(self) -> bool:
        return len(self._shown) >= MOST_WRITTEN or self._cut >= MOST_CUT

    async def checked(self, written: Written) -> Draft | None:
        """The statement with its quotes; None where it is cut, or was shown before."""
        cited = [self.passages[one] for one in written.ids if one in self.passages]
        self.cited |= bool(cited)
        text = without_marks(written.text)
        draft, reason = None, "it names none of the passages"
        if _plain(text) in self._shown:
            reason = ""
        elif cited:
            draft, reason = await asyncio.to_thread(self._check, text, cited)
        if draft:
            self._shown[_plain(text)] = draft
            return draft
        self._cut += 1
        if reason and (text, reason) not in self.faults:
            self.faults.append((text, reason))
        return None

    def _check(self, text: str, cited: Sequence[Hit]) -> tuple[Draft | None, str]:
        """A draft, or why there is none."""
        if prompts.has_address(text):
            return None, "it has an address"
        if strange := self._changes_language(text, cited):
            return None, strange
        quotes = [quote(text, hit, self.scales) for hit in cited]
        if carried := _carried(text, cited, quotes, self.scales):
            return Draft(text=text, quotes=carried), ""
        reasons = [reason for one in quotes for reason in one.support.reasons]
        return None, "; ".join(dict.fromkeys(reasons)) or "too little of it stands there"

    def _changes_language(self, text: str, cited: Sequence[Hit]) -> str:
        """Why a statement is in the wrong language, "" where it is in the right one, or too short.

        A reply may be in the asker's language or in that of the articles, and stays in the one that
        it began with.
        """
        own = language(text)
        if not own:
            return ""
        if not self._spoken:
            may_be = {self.language, *(hit.article.language for hit in cited)} - {""}
            if may_be and own not in may_be:
                return f"it is not in {_called(self.language or min(may_be))}"
            self._spoken = own
        return "" if own == self._spoken else f"it is not in {_called(self._spoken)}"


@dataclass(frozen=True, slots=True)
class Scales:
    """What a statement and its quote are weighed with besides their words."""

    vectors: Vectors | None = None
    judge: Judge | None = None


WORDS = Scales()  # alone


def supporting(statement: str, cited: Sequence[Hit], scales: Scales = WORDS) -> tuple[Quote, ...]:
    """A quote from each cited passage that helps to carry `statement`; () where they do not."""
    quotes = [quote(statement, hit, scales) for hit in cited]
    return _carried(statement, cited, quotes, scales)


def _carried(
    statement: str, cited: Sequence[Hit], quotes: Sequence[Quote], scales: Scales
) -> tuple[Quote, ...]:
    alone = tuple(one for one in quotes if one.support.verdict != "unsupported")
    if alone or len(quotes) < 2:
        return alone
    # Each has a part of it: two outlets with a figure each, say.
    texts = " ".join(one.article.text[one.start : one.end] for one in quotes)
    about = " ".join(_about(one.article) for one in quotes)
    beside = " ".join(hit.passage.text for hit in cited)
    together = support.check(
        statement,
        texts,
        about=about,
        beside=beside,
        vectors=scales.vectors,
        judge=scales.judge,
    )
    if together.verdict == "unsupported":
        return ()
    return tuple(replace(one, support=together) for one in quotes)


def quote(statement: str, hit: Hit, scales: Scales = WORDS) -> Quote:
    """The shortest run of whole sentences of the passage that supports `statement` best.

    Of all runs, those with most of its words and figures are checked; the best by `scales` too.
    """
    text, about = hit.article.text, _about(hit.article)
    figures = support.figures(statement)

    def promises(run: Span) -> float:
        words = text[run.start : run.end]
        return support.overlap(statement, words) + len(figures & support.figures(words))

    # The sort is stable and max keeps the first of equals, and shorter runs come first.
    likely = sorted(_runs(hit), key=promises, reverse=True)[:MOST_CHECKED]
    likely.sort(key=lambda run: run.end - run.start)

    def checked(run: Span, scales: Scales) -> Support:
        return support.check(
            statement,
            text[run.start : run.end],
            about=about,
            beside=hit.passage.text,
            day=hit.article.published_at,
            vectors=scales.vectors,
            judge=scales.judge,
        )

    # Where no run carries it alone, the one with most of its words is the best part of it.
    by_words = [(checked(run, WORDS), run) for run in likely]
    verdict, run = max(by_words, key=lambda one: (one[0].score, promises(one[1])))
    if scales != WORDS and verdict.score:  # 0 where something is wrong, whatever it means
        verdict = checked(run, scales)
    return Quote(article=hit.article, start=run.start, end=run.end, support=verdict)


def _runs(hit: Hit) -> Iterator[Span]:
    sentences = hit.passage.sentences
    for size in range(1, LONGEST_QUOTE + 1):
        for start in range(len(sentences) - size + 1):
            yield Span(sentences[start].start, sentences[start + size - 1].end)


def _about(article: Article) -> str:
    """What a statement may say of an article besides its words: headline, outlet and date."""
    return f"{article.title} {article.source} {in_words(article.published_at)}"


def _called(code: str) -> str:
    return prompts.LANGUAGES.get(code, code)


def _plain(text: str) -> str:
    return " ".join(
        "".join(char for char in text.casefold() if char.isalnum() or char == " ").split()
    )
