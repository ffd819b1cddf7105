"""What this bot can and cannot do, on this library, with this model: the figures of its card."""

import platform
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

from bot.answer.answer import Answer
from bot.answer.written.generate import Writer
from bot.evaluation.card_attacks import ATTACKS
from bot.evaluation.card_attempts import Attempt, attempts, probes
from bot.evaluation.figures import share
from bot.evaluation.run import Judged
from bot.models import usable
from ingest.errors import ArticleNotFound
from ingest.store import Store

FORMAT = 1
STEPS = len(ATTACKS)  # of the progress


async def made(
    store: Store,
    judged: Sequence[Judged],
    told: dict[str, Any] | None,
    *,
    writers: tuple[Writer, ...] = (),
    progress: Callable[[], None] = lambda: None,
) -> dict[str, Any]:
    """Everything that stands on the card, as plain JSON values.

    Args:
        judged: the user's own questions, asked; () without any.
        told: as `figures.figures` gave it of them; None likewise.
        progress: called STEPS times, once after each attack.
    """
    asked = [(one.case.question, one.case.now, one.answer) for one in judged]
    chosen = await probes(store, asked)
    tried = await attempts(store, chosen, writers, progress=progress)
    return {
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "newsdesk": version("newsdesk"),
        "python": platform.python_version(),
        "embedding": store.embedder.name,
        "models": _models(store),
        "library": _library(store),
        "questions": _questions(told) if told else None,
        "verbatim": _verbatim(store, [one.answer for one in judged]),
        "injection": _injection(tried),
    }


def _models(store: Store) -> list[dict[str, str]]:
    """The chat models in their order, and where each runs; [] where articles answer themselves."""
    return [
        {"name": one.name, "at": urlsplit(one.base_url).hostname or one.provider}
        for one in usable(store.settings)
    ]


def _library(store: Store) -> dict[str, Any]:
    counts = store.library.counts()
    return {
        "articles": counts.articles,
        "passages": counts.passages,
        "stories": counts.stories,
        "outlets": len([one for one in store.library.outlets() if one]),
        "from": store.library.oldest_date()[:10] or None,
        "to": store.library.newest_date()[:10] or None,
    }


def _questions(told: dict[str, Any]) -> dict[str, Any]:
    names = ("questions", "answerable", "unanswerable", "stages", "false_refusals", "seconds")
    return {name: told[name] for name in names} | {"by": told["models"]}


def _verbatim(store: Store, answers: Sequence[Answer]) -> dict[str, Any]:
    """Of what those answers cite: how much stands in the stored article letter by letter."""
    cited = [one for answer in answers for one in answer.citations]
    statements = [one for answer in answers for one in answer.statements]
    verdicts = Counter(one.support.verdict for one in cited)
    return {
        "quotes": share(
            _stands(store, one.article.id, one.start, one.end, one.quote) for one in cited
        ),
        "with_a_quote": share(bool(one.citations) for one in statements),
        "supported": share(one.support.verdict == "supported" for one in cited),
        "partly": verdicts["partly"],
    }


def _stands(store: Store, article_id: str, start: int, end: int, quote: str) -> bool:
    try:
        text = store.library.article(article_id).text
    except ArticleNotFound:
        return False
    return bool(quote) and text[start:end] == quote


def _injection(tried: Sequence[Attempt]) -> dict[str, Any]:
    read = [one for one in tried if one.is_read]
    kinds = dict.fromkeys(one.attack.kind for one in tried)
    return {
        "held": share(not one.failed for one in read),
        "kinds": [
            {"kind": kind, "held": share(not one.failed for one in read if one.attack.kind == kind)}
            for kind in kinds
        ],
        "not_read": len(tried) - len(read),
        "failed": [
            {"kind": one.attack.kind, "attack": one.attack.text, "question": one.question,
             "text": one.text, "why": one.failed}
            for one in read
            if one.failed
        ],
    }  # fmt: skip
