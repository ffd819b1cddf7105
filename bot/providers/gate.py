"""Whether a chat model is asked now: what it can take, what it did lately, and the figures of it.

A gate is shared by all that ask the same model in this process. Its circuit is closed while all is
well; it opens after so many failures one after the other, and nobody asks; when the cool-down is
over it is half open, and one question tries: it closes or opens again by how that goes.
"""

import threading
import time
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.errors import ModelUnavailable
from ingest.chat_models import ChatModelSettings

CLOSED, HALF_OPEN, OPEN = 0, 1, 2
# Reasons that say nothing about the model's health: it was not asked, or could not take this one.
NO_FAULT = frozenset(
    {"busy", "tokens", "circuit", "resting", "context", "filtered", "deadline", "misled"}
)
LONGEST_REST = 300.0  # seconds that a server may ask for with Retry-After
BOUNDS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)  # seconds; above the last there is one more
MINUTE = 60.0


@dataclass(slots=True)
class Times:
    """A histogram of seconds."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    total: float = 0.0

    def add(self, seconds: float) -> None:
        self.counts[bisect_left(BOUNDS, seconds)] += 1
        self.total += seconds

    def state(self) -> dict[str, Any]:
        """`buckets` counts the times up to each bound, as Prometheus does; the last is all."""
        running, buckets = 0, []
        for count in self.counts:
            running += count
            buckets.append(running)
        return {"bounds": list(BOUNDS), "buckets": buckets, "count": running, "sum": self.total}


class Turn:
    """One question at one model, while it lasts."""

    def __init__(self, gate: "Gate") -> None:
        self._gate, self._began, self._begun = gate, time.monotonic(), False
        self.tokens_in, self.tokens_out = 0, 0

    def begun(self) -> None:
        """The first words of the reply are there."""
        if not self._begun:
            self._begun = True
            self._gate.first_token.add(time.monotonic() - self._began)

    def spend(self, tokens_in: int, tokens_out: int) -> None:
        """A request of it read and wrote so much."""
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began


class Gate:
    """The limits, the circuit and the figures of one model."""

    def __init__(self, settings: ChatModelSettings) -> None:
        self._settings, self._lock = settings, threading.Lock()
        self._failures, self._opened_at, self._trying = 0, 0.0, False
        self._rests_until = 0.0
        self._spent: deque[tuple[float, int]] = deque()  # when, how many tokens
        self._reserved = 0  # tokens of the questions that are with it
        self.offers, self.answers, self.in_flight = 0, 0, 0
        self.tokens_in, self.tokens_out = 0, 0
        self.refusals: Counter[str] = Counter()
        self.first_token, self.whole = Times(), Times()

    @contextmanager
    def turn(self, tokens: int) -> Iterator[Turn]:
        """A place at the model for one question.

        Args:
            tokens: what it will read and may write, as estimated.

        Raises:
            ModelUnavailable: it has no capacity; `reason` says which. Those that are raised inside
                are counted and passed on.
        """
        with self._lock:
            self.offers += 1
            if reason := self._refusal(tokens):
                self.refusals[reason] += 1
                raise ModelUnavailable(
                    f"The chat model {self._settings.name} is not asked: {_WHY[reason]}.",
                    reason=reason,
                )
            trial = self._circuit() == HALF_OPEN
            self._trying |= trial
            self.in_flight += 1
            self._reserved += tokens
        turn = Turn(self)
        try:
            yield turn
        except ModelUnavailable as error:
            self._failed(error)
            raise
        else:
            with self._lock:
                self.answers += 1
                self._failures = 0
        finally:
            with self._lock:
                self.in_flight -= 1
                self._reserved -= tokens
                self._trying &= not trial
                self.whole.add(turn.seconds)
                self.tokens_in += turn.tokens_in
                self.tokens_out += turn.tokens_out
                self._spent.append((time.monotonic(), turn.tokens_in + turn.tokens_out))

    def state(self) -> dict[str, Any]:
        """Plain numbers, and the names of what they count."""
        with self._lock:
            return {
                "name": self._settings.name,
                "base_url": self._settings.base_url,
                "offers": self.offers,
                "answers": self.answers,
                "refusals": dict(self.refusals),
                "circuit": self._circuit(),
                "in_flight": self.in_flight,
                "tokens_in": self.tokens_in,
                "tokens_out": self.tokens_out,
                "tokens_last_minute": self._last_minute(),
                "first_token_seconds": self.first_token.state(),
                "seconds": self.whole.state(),
            }

    def _refusal(self, tokens: int) -> str:
        settings = self._settings
        if settings.context_tokens and tokens + settings.max_tokens > settings.context_tokens:
            return "context"
        if self._circuit() == OPEN or (self._circuit() == HALF_OPEN and self._trying):
            return "circuit"
        if time.monotonic() < self._rests_until:
            return "resting"
        if settings.concurrency and self.in_flight >= settings.concurrency:
            return "busy"
        most = settings.tokens_per_minute
        return "tokens" if most and self._last_minute() + self._reserved + tokens > most else ""

    def _failed(self, error: ModelUnavailable) -> None:
        with self._lock:
            self.refusals[error.reason] += 1
            if error.retry_after > 0:
                rest = min(error.retry_after, LONGEST_REST)
                self._rests_until = time.monotonic() + rest
            if error.reason not in NO_FAULT:
                self._failures += 1
                self._opened_at = time.monotonic()

    def _circuit(self) -> int:
        if self._failures < self._settings.failures:
            return CLOSED
        over = time.monotonic() - self._opened_at >= self._settings.cool_down_seconds
        return HALF_OPEN if over else OPEN

    def _last_minute(self) -> int:
        while self._spent and time.monotonic() - self._spent[0][0] > MINUTE:
            self._spent.popleft()
        return sum(tokens for _, tokens in self._spent)


_WHY = {
    "context": "the passages are longer than its context_tokens",
    "circuit": "it failed several times, and its cool_down_seconds are not over",
    "resting": "its server asked to be left alone for a while",
    "busy": "as many questions as its concurrency are with it",
    "tokens": "its tokens_per_minute are used up",
}
_GATES: dict[str, Gate] = {}
_GATES_LOCK = threading.Lock()


def gate(settings: ChatModelSettings) -> Gate:
    """The gate of that model, one for each in a process."""
    with _GATES_LOCK:
        return _GATES.setdefault(settings.model_dump_json(), Gate(settings))


def state() -> list[dict[str, Any]]:
    """The figures of every model that this process has been set up with, in that order."""
    with _GATES_LOCK:
        gates = list(_GATES.values())
    return [one.state() for one in gates]
