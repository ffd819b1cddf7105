"""Cases -> what became of each: found, ranked, cited, answered right; or refused."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.answer.answer import Answer, Outcome
from bot.answer.written.generate import Writer
from bot.ask import ask
from bot.errors import BadQuestion, EvaluationError
from bot.evaluation.cases import Case
from bot.events import Done, PassagesFound
from bot.question.posed import pose
from bot.question.understanding import Question
from bot.search import retrieve
from bot.search.retrieve import Hit
from ingest.store import Store

REFUSALS = (Outcome.NO_ANSWER, Outcome.REFUSED, Outcome.CLARIFY)
# What an answer goes through, in order. A question is lost at the first that it fails.
FOUND, RANKED, CITED, RIGHT = STAGES = ("found", "ranked", "cited", "right")
REFUSED = "refused"  # what a question goes through that the articles do not answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A case and what became of it."""

    case: Case
    answer: Answer
    rank: int  # of the first hit with evidence, from 1; 0 where no candidate has any
    passed: frozenset[str]  # of STAGES, each by itself; or REFUSED
    hits: tuple[Hit, ...]  # what the answer was made from, best first
    search_seconds: float  # until the passages were found, the question's vector included
    answer_seconds: float  # until all was said

    @property
    def stages(self) -> tuple[str, ...]:
        """What it has to go through."""
        return STAGES if self.case.answers else (REFUSED,)

    @property
    def lost_at(self) -> str:
        """The first stage that it fails, "" where it passes all."""
        return next((stage for stage in self.stages if stage not in self.passed), "")

    @property
    def is_refused(self) -> bool:
        return self.answer.outcome in REFUSALS


async def run(
    store: Store,
    cases: Sequence[Case],
    *,
    writers: tuple[Writer, ...] = (),
    progress: Callable[[], None] = lambda: None,
) -> list[Judged]:
    """Ask every question, one at a time as a user would, and look at each stage.

    Args:
        progress: called after each question.

    Raises:
        EvaluationError: a question cannot be put to this library.
        EmbeddingError, IndexUnavailable: the store did not answer.
    """
    # Loads what is loaded late, so that the first question is not slower than the others.
    retrieve.search(store, pose(store, "What loads late?"), k=1)
    judged = []
    for case in cases:
        judged.append(await _judge(store, case, writers))
        progress()
    return judged


async def _judge(store: Store, case: Case, writers: tuple[Writer, ...]) -> Judged:
    try:
        question = pose(store, case.question, now=case.now)
    except BadQuestion as error:  # reading the cases knew nothing of this library
        raise EvaluationError(f"Question {case.id!r} cannot be asked: {error}") from error
    started = time.perf_counter()
    searched, hits = 0.0, tuple[Hit, ...]()
    async for event in ask(store, question, writers=writers):
        if isinstance(event, PassagesFound):
            searched, hits = time.perf_counter() - started, event.hits
        elif isinstance(event, Done):
            answer = event.answer
    seconds = time.perf_counter() - started
    rank = await asyncio.to_thread(_rank, store, case, question, hits) if case.answers else 0
    return Judged(
        case=case,
        answer=answer,
        rank=rank,
        passed=_passed(case, answer, hits, rank),
        hits=hits,
        search_seconds=searched or seconds,
        answer_seconds=seconds,
    )


def _rank(store: Store, case: Case, question: Question, hits: tuple[Hit, ...]) -> int:
    """Where the first evidence stands: among what was handed on, else behind it, 0 for nowhere."""
    if place := _place(case, hits):
        return place
    # As deep as the search itself looks. What it then moves up was still not handed on.
    wide = retrieve.search(store, question, k=store.settings.retrieval.candidates).hits
    place = _place(case, wide)
    return max(place, len(hits) + 1) if place else 0


def _place(case: Case, hits: tuple[Hit, ...]) -> int:
    return next((place for place, hit in enumerate(hits, start=1) if _shows(case, hit)), 0)


def _shows(case: Case, hit: Hit) -> bool:
    return case.is_shown_by(f"{hit.article.title}\n{hit.passage.text}", hit.article.id)


def _passed(case: Case, answer: Answer, hits: tuple[Hit, ...], rank: int) -> frozenset[str]:
    refused = answer.outcome in REFUSALS
    if not case.answers:
        return frozenset([REFUSED] if refused else [])
    checks = {
        FOUND: rank > 0,
        RANKED: 0 < rank <= len(hits),
        CITED: any(case.is_shown_by(one.quote, one.article.id) for one in answer.citations),
        # Of the statements: the text's marks are figures too.
        RIGHT: not refused and any(case.is_answered_by(one.text) for one in answer.statements),
    }
    return frozenset(stage for stage, is_so in checks.items() if is_so)
