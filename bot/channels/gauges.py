"""Figures that are asked for as they are read: of the library, the limits, the jobs, the models."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)

from bot.channels.limiting import Limits
from ingest.errors import DataFolderError
from ingest.runs.jobs import Jobs, State
from ingest.store import Store

FRESH = 5.0  # seconds that counts of the library are good for

Figures = Callable[[], Iterable[Metric]]


def of_store(store: Store) -> Figures:
    """What the library holds, counted anew when it is older than a few seconds."""
    counted: tuple[float, Any] = (0.0, None)

    def figures() -> Iterable[Metric]:
        nonlocal counted
        if time.monotonic() - counted[0] > FRESH:
            try:
                counted = (time.monotonic(), store.library.counts())
            except DataFolderError:  # /readyz says so; the other figures are wanted all the more
                return
        counts = counted[1]
        yield _gauge("newsdesk_articles", "Articles in the library.", counts.articles)
        yield _gauge("newsdesk_passages", "Passages in the library.", counts.passages)
        yield _gauge("newsdesk_stories", "Stories in the library.", counts.stories)

    return figures


def of_limits(limits: Limits) -> Figures:
    """Questions in work over REST, and those that wait."""

    def figures() -> Iterable[Metric]:
        places = limits.places
        yield _gauge("newsdesk_questions_in_work", "Questions in work.", places.in_work)
        yield _gauge("newsdesk_questions_waiting", "Questions that wait.", places.waiting)
        yield _gauge("newsdesk_questions_most", "Questions at once at most.", places.most)

    return figures


def of_jobs(jobs: Jobs) -> Figures:
    """Ingest jobs by state, and what those that are remembered did with articles."""

    def figures() -> Iterable[Metric]:
        states = GaugeMetricFamily("newsdesk_jobs", "Ingest jobs.", labels=["state"])
        did = CounterMetricFamily(
            "newsdesk_ingested_articles", "Articles by what an ingest did.", labels=["outcome"]
        )
        every = jobs.all()
        for state in State:
            states.add_metric([state], sum(job.state == state for job in every))
        for outcome, count in jobs.did.items():
            did.add_metric([outcome], count)
        yield states
        yield did

    return figures


def of_models(state: Callable[[], list[dict[str, Any]]]) -> Figures:
    """What chat models were offered and did, from `bot.models.state`."""
    labels = ["model", "server"]

    def figures() -> Iterable[Metric]:
        offers = CounterMetricFamily("newsdesk_model_offers", "Questions offered.", labels=labels)
        answers = CounterMetricFamily("newsdesk_model_answers", "Answered.", labels=labels)
        refusals = CounterMetricFamily(
            "newsdesk_model_refusals", "Passed over or failed.", labels=[*labels, "reason"]
        )
        tokens = CounterMetricFamily(
            "newsdesk_model_tokens", "Tokens.", labels=[*labels, "direction"]
        )
        circuit = GaugeMetricFamily(
            "newsdesk_model_circuit", "0 closed, 1 half open, 2 open.", labels=labels
        )
        flying = GaugeMetricFamily("newsdesk_model_in_flight", "Under way.", labels=labels)
        seconds = HistogramMetricFamily("newsdesk_model_seconds", "A whole reply.", labels=labels)
        for one in state():
            own = [one["name"], one["base_url"]]
            offers.add_metric(own, one["offers"])
            answers.add_metric(own, one["answers"])
            for reason, count in one["refusals"].items():
                refusals.add_metric([*own, reason], count)
            tokens.add_metric([*own, "in"], one["tokens_in"])
            tokens.add_metric([*own, "out"], one["tokens_out"])
            circuit.add_metric(own, one["circuit"])
            flying.add_metric(own, one["in_flight"])
            took = one["seconds"]
            bounds = [*map(str, took["bounds"]), "+Inf"]
            buckets = list(zip(bounds, took["buckets"], strict=True))
            seconds.add_metric(own, buckets=buckets, sum_value=took["sum"])
        yield from (offers, answers, refusals, tokens, circuit, flying, seconds)

    return figures


def _gauge(name: str, says: str, value: float) -> Metric:
    return GaugeMetricFamily(name, says, value=value)
