"""What can be seen of a running server: figures for Prometheus, and a line for each question.

Ids, names and timings; what was asked stands in the line only with `server.log_questions`.
"""

import json
import logging
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector
from starlette.requests import HTTPConnection

from bot.answer.answer import Answer
from bot.ask import Ask, ask
from bot.channels.ending import Ending
from bot.channels.gauges import Figures
from bot.channels.live import closing
from bot.channels.rights import Caller
from bot.events import Done, Event, PassagesFound, Searching, Stated
from bot.question.understanding import Question
from ingest.store import Store

NAME = "newsdesk.questions"  # the logger of the lines
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
STAGES = ("read", "find", "write", "all")

log = logging.getLogger(NAME)
Follow = Callable[[AsyncIterator[Event], str, Question], AsyncIterator[Event]]


@dataclass(slots=True)
class Timing:
    """When the stages of one question ended, in seconds of time.monotonic()."""

    begun: float
    searching: float = 0.0
    found: float = 0.0
    stated: float = 0.0


class Watch:
    """The figures of one application."""

    def __init__(self, *, log_questions: bool = False, ending: Ending | None = None) -> None:
        self._log_questions, self._ending = log_questions, ending or Ending()
        self.follow: Follow | None = None  # has spans made of events, see tracing.py
        self.registry = CollectorRegistry()
        self._questions = Counter(
            "newsdesk_questions",
            "Questions, by how they ended.",
            ["channel", "outcome"],
            registry=self.registry,
        )
        self._models = Counter(
            "newsdesk_answers_by_model", "Answers, by what wrote them.", ["model"],
            registry=self.registry,
        )  # fmt: skip
        self._stages = Histogram(
            "newsdesk_stage_seconds",
            "How long a stage of a question took: read it, find passages, write, all of it.",
            ["stage"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self._requests = Counter(
            "newsdesk_http_requests",
            "Requests under /v1, by their answer's code.",
            ["method", "code"],
            registry=self.registry,
        )
        self._problems = Counter(
            "newsdesk_problems", "Requests that ended in a problem.", ["type"],
            registry=self.registry,
        )  # fmt: skip
        self._under_way = Gauge(
            "newsdesk_http_requests_under_way", "Requests that are not answered yet.",
            registry=self.registry,
        )  # fmt: skip
        for stage in STAGES:  # shown from the start, so that a rate has a beginning
            self._stages.labels(stage)

    def text(self) -> bytes:
        """All figures, as Prometheus reads them."""
        return generate_latest(self.registry)

    def also(self, figures: Figures) -> None:
        """Have figures asked for whenever they are read: a queue's, a model's."""
        self.registry.register(_Asked(figures))

    def request_begins(self) -> None:
        self._under_way.inc()

    def request_ends(self, method: str, status: int, problem: str) -> None:
        self._under_way.dec()
        self._requests.labels(method, str(status)).inc()
        if problem:
            self._problems.labels(problem).inc()

    async def watched(
        self,
        events: AsyncIterator[Event],
        *,
        channel: str,
        question: Question,
        caller: Caller | None = None,
        request_id: str = "",
    ) -> AsyncIterator[Event]:
        """The same events, timed and counted; a line in the log when they end, however that is.

        Closing it closes `events`.

        Raises:
            Stopped: the server ends, see ending.py.
        """
        if self.follow:
            events = self.follow(events, channel, question)
        timing, outcome = Timing(time.monotonic()), "cancelled"
        answer: Answer | None = None
        try:
            async with closing(events):
                async for event in self._ending.until(events):
                    now = time.monotonic()
                    match event:
                        case Searching():
                            timing.searching = now
                        case PassagesFound():
                            timing.found = now
                        case Stated():
                            timing.stated = timing.stated or now
                        case Done(whole):
                            answer, outcome = whole, str(whole.outcome)
                            self._timed(timing, now)
                    yield event
        except Exception as error:
            outcome = type(error).__name__
            raise
        finally:
            self._questions.labels(channel, outcome).inc()
            if answer:
                self._models.labels(answer.model or "none").inc()
            seconds = round(time.monotonic() - timing.begun, 4)
            self._line(channel, question, caller, request_id, answer, outcome, seconds)

    def asking(self, channel: str) -> Ask:
        """`ask`, watched, for a channel whose questions do not come by a request each."""

        def asked(store: Store, question: Question, **how: Any) -> AsyncIterator[Event]:
            return self.watched(ask(store, question, **how), channel=channel, question=question)

        return asked

    def _timed(self, timing: Timing, ended: float) -> None:
        found = timing.found or timing.searching
        for stage, since, until in (
            ("read", timing.begun, timing.searching),
            ("find", timing.searching, timing.found),
            ("write", found, ended),
            ("all", timing.begun, ended),
        ):
            if since and until:
                self._stages.labels(stage).observe(max(0.0, until - since))

    def _line(
        self,
        channel: str,
        question: Question,
        caller: Caller | None,
        request_id: str,
        answer: Answer | None,
        outcome: str,
        seconds: float,
    ) -> None:
        said: dict[str, Any] = {
            "event": "question",
            "request": request_id or None,
            "channel": channel,
            "caller": caller.owner or caller.kind if caller else None,
            "answer": answer.id if answer else None,
            "conversation": (answer.conversation or None) if answer else None,
            "outcome": outcome,
            "model": answer.model or None if answer else None,
            "articles": _cited(answer) if answer else [],
            "seconds": seconds,
        }
        if self._log_questions:
            said["question"] = question.text
        log.info("%s", json.dumps(said, ensure_ascii=True))


def _cited(answer: Answer) -> list[str]:
    return list(dict.fromkeys(one.article.id for one in answer.citations))


class _Asked(Collector):
    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def collect(self) -> Iterable[Metric]:
        return self._figures()


def of(connection: HTTPConnection) -> Watch:
    """What watches the application that a request has come to."""
    watch: Watch = connection.app.state.watch
    return watch


def install(app: FastAPI, watch: Watch) -> None:
    app.state.watch = watch


def to_stderr() -> None:
    """Have the lines written, one each, without what other lines of the log have before them."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
