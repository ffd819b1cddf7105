"""How much one caller may, and how many questions are in work at once for all of them.

Counted by key, or by address for who brings none. Who needs no key on the server's own machine,
and the server's own commands, are not counted: the bound on questions in work holds for them too.
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from math import ceil
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter
from starlette.requests import HTTPConnection

from bot.channels import rights
from bot.channels.ending import Ending
from bot.channels.problems import Problem
from bot.channels.rights import Caller
from bot.errors import Overloaded
from bot.keys import Scope
from ingest.settings import LimitSettings, Settings

UNCOUNTED = frozenset({"local", "server"})
MOST_COUNTED = 100_000  # callers that are remembered, should an open server be visited by a botnet


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a caller stands with the limit that is nearest to being reached."""

    limit: int
    remaining: int
    reset: int  # seconds until there is more
    window: int  # seconds that the limit is for

    @property
    def headers(self) -> dict[str, str]:
        """As drafts of the IETF's httpapi group name them, those that clients read today."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
            "RateLimit-Policy": f"{self.limit};w={self.window}",
        }


class Places:
    """A bound on questions in work, with a short queue before it."""

    def __init__(
        self, *, most: int, waiting: int, patience: float, ending: Ending | None = None
    ) -> None:
        self._ending = ending or Ending()
        self.most, self._most_waiting, self._patience = most, waiting, patience
        self._free = asyncio.Semaphore(most)
        self.waiting = self.in_work = 0

    @property
    def full(self) -> bool:
        """Whether the next question would be refused."""
        return self._free.locked() and self.waiting >= self._most_waiting

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Be in work while the block runs; the first to come is the first to have a place.

        Raises:
            Overloaded: the queue is full, or it did not move in time.
            Stopped: the server ends.
        """
        if self.full:
            raise Overloaded(ceil(self._patience))
        self.waiting += 1
        try:
            async with self._ending.bounded():
                await self._acquire()
        finally:
            self.waiting -= 1
        self.in_work += 1
        try:
            yield
        finally:
            self.in_work -= 1
            self._free.release()

    async def _acquire(self) -> None:
        try:
            async with asyncio.timeout(self._patience):
                await self._free.acquire()
        except TimeoutError as error:
            raise Overloaded(ceil(self._patience)) from error


class Limits:
    """What is counted in one application; lost with its process, as counters may be."""

    def __init__(self, settings: Settings, ending: Ending | None = None) -> None:
        self.settings: LimitSettings = settings.limits
        self.places = Places(
            most=settings.server.concurrent_questions,
            waiting=self.settings.questions_waiting,
            patience=self.settings.patience_seconds,
            ending=ending,
        )
        self._storage = MemoryStorage()
        self._exact = MovingWindowRateLimiter(self._storage)
        self._by_window = FixedWindowRateLimiter(self._storage)  # a day's times are too many
        self._at_once: Counter[str] = Counter()

    def count(self, caller: Caller, *, question: bool = False) -> Standing | None:
        """Count a request, and with `question` also a question; how the caller stands then.

        Raises:
            Problem: it is one too many.
        """
        if caller.kind in UNCOUNTED:
            return None
        if len(self._storage.storage) + len(self._storage.events) > MOST_COUNTED:
            self._storage.reset()
        standings = [
            self._counted(rule, caller, name) for rule, name in self._rules(question=question)
        ]
        return min(standings, key=lambda one: one.remaining / one.limit, default=None)

    @contextmanager
    def at_once(self, caller: Caller) -> Iterator[None]:
        """Have a request under way while the block runs.

        Raises:
            Problem: the caller has as many under way as it may.
        """
        most = self.settings.requests_at_once
        name = caller.counts_as
        if caller.kind in UNCOUNTED or not most:
            yield
            return
        if self._at_once[name] >= most:
            says = f"{most} requests are under way already; wait until one of them has ended."
            raise Problem("too-many-at-once", says, {"Retry-After": "1"})
        self._at_once[name] += 1
        try:
            yield
        finally:
            self._at_once[name] -= 1
            if not self._at_once[name]:
                del self._at_once[name]

    def _rules(self, *, question: bool) -> Iterator[tuple[RateLimitItem, str]]:
        of = self.settings
        if of.requests_per_minute:
            yield RateLimitItemPerMinute(of.requests_per_minute), "requests a minute"
        if question and of.questions_per_minute:
            yield RateLimitItemPerMinute(of.questions_per_minute), "questions a minute"
        if question and of.questions_per_day:
            yield RateLimitItemPerDay(of.questions_per_day), "questions a day"

    def _counted(self, rule: RateLimitItem, caller: Caller, name: str) -> Standing:
        window = rule.get_expiry()
        limiter = self._exact if window <= 60 else self._by_window
        is_within = limiter.hit(rule, name, caller.counts_as)
        stats = limiter.get_window_stats(rule, name, caller.counts_as)
        standing = Standing(
            limit=rule.amount,
            remaining=max(0, stats.remaining),
            reset=max(1, ceil(stats.reset_time - time.time())),
            window=window,
        )
        if not is_within:
            says = f"More than {rule.amount} {name}. Ask again in {standing.reset} s."
            retry = {"Retry-After": str(standing.reset)}
            raise Problem("over-limit", says, {**standing.headers, **retry})
        return standing


def admits(
    scope: Scope | str, *, question: bool | None = None
) -> Callable[..., AsyncIterator[Caller]]:
    """A FastAPI dependency: as `rights.requires`, and within the caller's limits.

    The request is under way until its answer is sent, a stream until it ends.

    Args:
        question: whether it counts as one; without it, with the scope `ask` it does.
    """
    wanted = Scope(scope)
    is_question = wanted == Scope.ASK if question is None else question

    async def admitted(
        request: Request, caller: Annotated[Caller, Depends(rights.requires(wanted))]
    ) -> AsyncIterator[Caller]:
        with admitted_to(request, caller, question=is_question):
            yield caller

    return admitted


@contextmanager
def admitted_to(connection: HTTPConnection, caller: Caller, *, question: bool) -> Iterator[None]:
    """Within the caller's limits while the block runs; for who cannot use `admits`.

    Raises:
        Problem: over a limit.
    """
    limits = of(connection)
    if standing := limits.count(caller, question=question):
        connection.scope.setdefault("state", {})["limits"] = standing.headers
    with limits.at_once(caller):
        yield


def of(connection: HTTPConnection) -> Limits:
    """The limits of the application that a request has come to."""
    limits: Limits = connection.app.state.limits
    return limits


def install(app: FastAPI, limits: Limits) -> None:
    """Have this application's `admits` count in these."""
    app.state.limits = limits
