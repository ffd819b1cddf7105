"""What became of all questions -> shares with how sure they are, ranks, times: `eval.json`."""

import math
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from bot.answer.answer import article_json
from bot.evaluation.run import REFUSED, STAGES, Judged
from ingest.store import Store

FORMAT = 1  # of eval.json; raised when older ones can no longer be compared with
SURE = 1.959964  # standard deviations on either side that hold 95% of a normal distribution
DEPTHS = (1, 3, 5, 10)
QUANTILES = (0.5, 0.9, 0.95, 1.0)
SHOWN_HITS = 3  # of those that a lost question found instead


def figures(store: Store, judged: Sequence[Judged]) -> dict[str, Any]:
    """Everything that was measured, as plain JSON values."""
    answerable = [one for one in judged if one.case.answers]
    others = [one for one in judged if not one.case.answers]
    counts = store.library.counts()
    retrieval = store.settings.retrieval
    return {
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "newsdesk": version("newsdesk"),
        "library": {"articles": counts.articles, "passages": counts.passages},
        "models": sorted({one.answer.model for one in judged if one.answer.model}),
        "embedding": store.embedder.name,
        "retrieval": retrieval.model_dump(mode="json"),
        "questions": len(judged),
        "answerable": len(answerable),
        "unanswerable": len(others),
        "stages": {
            **{name: share(name in one.passed for one in answerable) for name in STAGES},
            REFUSED: share(REFUSED in one.passed for one in others),
        },
        "false_refusals": share(one.is_refused for one in answerable),
        "lost": {
            name: [one.case.id for one in judged if one.lost_at == name]
            for name in (*STAGES, REFUSED)
        },
        "hit": {str(depth): share(0 < one.rank <= depth for one in answerable) for depth in DEPTHS},
        "mrr": mean(1 / one.rank if one.rank else 0.0 for one in answerable),
        "seconds": {
            "search": quantiles([one.search_seconds for one in judged]),
            "answer": quantiles([one.answer_seconds for one in judged]),
        },
        "cases": [_case(one) for one in judged],
    }


def share(flags: Iterable[bool]) -> dict[str, Any]:
    """How many of how many; the share, and the interval that holds it with 95% confidence.

    Wilson's score interval (Wilson 1927): of few questions, or where nearly all or none pass, the
    plain one is too narrow. null for no question at all.
    """
    all_flags = list(flags)
    count, of = sum(all_flags), len(all_flags)
    if not of:
        return {"count": 0, "of": 0, "share": None, "low": None, "high": None}
    p, z2 = count / of, SURE**2
    middle = (p + z2 / (2 * of)) / (1 + z2 / of)
    half = SURE * math.sqrt(p * (1 - p) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return {
        "count": count,
        "of": of,
        "share": round(p, 4),
        "low": round(max(0.0, middle - half), 4),
        "high": round(min(1.0, middle + half), 4),
    }


def mean(values: Iterable[float]) -> float | None:
    all_values = list(values)
    return round(math.fsum(all_values) / len(all_values), 4) if all_values else None


def quantiles(seconds: Sequence[float]) -> dict[str, float]:
    """By name: `p50` is the time within which half of the questions were done; `max` of all."""
    ordered = sorted(seconds)
    at = {
        ("max" if one == 1 else f"p{100 * one:.0f}"): ordered[
            max(0, math.ceil(one * len(ordered)) - 1)
        ]
        for one in QUANTILES
    }
    return {name: round(value, 4) for name, value in at.items()}


def _case(one: Judged) -> dict[str, Any]:
    case, answer = one.case, one.answer
    return {
        "id": case.id,
        "question": case.question,
        "now": case.now or None,
        "answers": list(case.answers),
        "passed": [stage for stage in one.stages if stage in one.passed],
        "lost_at": one.lost_at or None,
        "rank": one.rank or None,
        "outcome": answer.outcome.value,
        "text": answer.text,
        "citations": [
            {"quote": cited.quote, "article": article_json(cited.article)}
            for cited in answer.citations
        ],
        "hits": [
            {
                "text": hit.passage.text,
                "score": round(hit.score, 4),
                "article": article_json(hit.article),
            }
            for hit in one.hits[:SHOWN_HITS]
        ],
        "search_seconds": round(one.search_seconds, 4),
        "answer_seconds": round(one.answer_seconds, 4),
    }
