"""One question at one model: what becomes of each sentence that it writes.

A sentence is shown when it answers and the passages that it cites carry it. Where an article orders
machines about, more is asked of it, since the model may have obeyed.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.answer.cite import Draft, Quote, without_marks
from bot.answer.written import parts, prompts
from bot.answer.written.quotes import Scales, about, carried, quote
from bot.answer.written.sentences import Written
from bot.check import mood, orders, support
from bot.question.understanding import Question
from bot.search.retrieve import Hit
from ingest.text.language import language

MOST_WRITTEN = 8  # statements; a model that writes on is not listened to any more
MOST_CUT = 12  # likewise, one that writes what is cut: it repeats itself, or makes it up


@dataclass
class Desk:
    """One question at one model: its passages, and what has become of what it wrote."""

    question: Question
    passages: Mapping[str, Hit]  # by the ids that the model is shown
    language: str  # of the asker, "" where it is not known
    scales: Scales
    said: str = ""  # the last reply, whole
    cited: bool = False  # some sentence named a passage that there is
    faults: list[tuple[str, str]] = field(default_factory=list)  # sentences that were cut, and why
    astray: int = 0  # of those that were cut: how many do not even try to answer
    _shown: dict[str, Draft] = field(default_factory=dict)
    _cut: int = 0
    _spoken: str = ""  # the language of the first statement that tells

    def messages(self, *, structured: bool) -> tuple[tuple[str, str], ...]:
        shown = prompts.user(self.question, self.passages, language=self.language)
        return ("system", prompts.system(structured=structured)), ("user", shown)

    @property
    def is_full(self) -> bool:
        return len(self._shown) >= MOST_WRITTEN or self._cut >= MOST_CUT

    @cached_property
    def dictated(self) -> tuple[str, ...]:
        """What the articles say to whoever answers: a model that read it may have obeyed."""
        hits = self.passages.values()
        titles = (hit.article.title for hit in hits if orders.to_machine(hit.article.title))
        return (*titles, *(one for hit in hits for one in orders.told_to_machine(hit.passage)))

    @property
    def is_misled(self) -> bool:
        """Whether nothing is shown, and the model did something else than answer.

        It may have obeyed an article, and then its reply says nothing of what the articles say.
        """
        return not self._shown and bool(self.astray)

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
        self.astray += bool(reason) and self._goes_astray(text)
        if reason and (text, reason) not in self.faults:
            self.faults.append((text, reason))
        return None

    def _check(self, text: str, cited: Sequence[Hit]) -> tuple[Draft | None, str]:
        """A draft, or why there is none."""
        if prompts.has_address(text):
            return None, "it has an address"
        if no_answer := self._is_no_answer(text):
            return None, no_answer
        if strange := self._changes_language(text, cited):
            return None, strange
        statement, wrong = parts.told(text, self.question.text)
        if wrong:
            return None, wrong
        if parts.is_silent(statement):
            return None, ""
        proof, reason = self._proof(statement, cited)
        if not proof:
            for text in parts.clauses(statement):
                if not parts.is_silent(text) and (proof := self._proof(text, cited)[0]):
                    break
        if not proof:
            return None, reason
        if self.dictated and self._is_doubtful(text, proof):
            return None, "it may be what an article wants said"
        return Draft(text=text, quotes=proof), ""

    def _proof(self, text: str, cited: Sequence[Hit]) -> tuple[tuple[Quote, ...], str]:
        """The quotes that carry a statement, or else in words why none does."""
        may_bid = mood.wants_orders(self.question.text)
        quotes = [
            quote(text, hit, self.scales, may_bid=may_bid, named=self._named) for hit in cited
        ]
        if proof := carried(text, cited, quotes, self.scales, self._named):
            return proof, ""
        reasons = [reason for one in quotes for reason in one.support.reasons]
        return (), "; ".join(dict.fromkeys(reasons)) or "too little of it stands there"

    @cached_property
    def _named(self) -> str:
        """All that is at hand, which tells who has a name."""
        told = (
            f"{hit.article.title} {orders.heard(hit.passage)}" for hit in self.passages.values()
        )
        return " ".join((self.question.text, *told))

    def _is_no_answer(self, text: str) -> str:
        """Why a sentence can be none of an answer, whatever the passages say; "" where it can."""
        if mood.asks(text):
            return "it asks"
        if orders.is_no_answer(text) or prompts.is_ours(text):
            return "it speaks of how to answer"
        if mood.bids(text) and not mood.wants_orders(self.question.text):
            return "it tells the reader what to do"
        if self.dictated and self._is_beside_it(text):
            return "it does not speak of what is asked"
        return "nobody can read it" if orders.unreadable(text) else ""

    def _is_doubtful(self, text: str, proof: Sequence[Quote]) -> bool:
        """Whether it is not wholly carried, or more of its words stand in an order than in quotes.

        Asked where the articles hold orders, since the model may have obeyed one.
        """
        if all(one.support.verdict != "supported" for one in proof):
            return True
        told = " ".join(
            f"{one.article.text[one.start : one.end]} {about(one.article)}" for one in proof
        )
        own = support.overlap(text, told)
        return any(support.overlap(text, order) > own for order in self.dictated)

    def _goes_astray(self, text: str) -> bool:
        """Whether it does something else than answer, where there was something else to do."""
        if prompts.has_address(text) or self._is_no_answer(text):
            return True
        return self._is_beside_it(text) and any(_tempts(hit) for hit in self.passages.values())

    def _is_beside_it(self, text: str) -> bool:
        return not support.overlap(text, self.question.text)

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


def _tempts(hit: Hit) -> bool:
    """Whether a passage asks or orders anything, of whomever: a model may take it for its task."""
    if any(orders.unsaid(hit.passage)) or orders.to_machine(hit.article.title):
        return True
    said = [hit.article.text[one.start : one.end] for one in hit.passage.sentences]
    return any(mood.asks(one) or mood.bids(one) for one in said)


def _called(code: str) -> str:
    return prompts.LANGUAGES.get(code, code)


def _plain(text: str) -> str:
    return " ".join(
        "".join(char for char in text.casefold() if char.isalnum() or char == " ").split()
    )
