"""A small library for the tests of the bot, and what it is made to say: five articles, two of them
one story.
"""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.ask import answer
from bot.question.posed import pose
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

ARTICLES = [
    {
        "id": "ferry-1",
        "title": "Ferry fare to rise in March",
        "source": "Harbour Ledger",
        "published_at": "2025-01-15",
        "url": "https://ledger.example/ferry-1",
        "text": "The single fare on the Saltmarsh ferry will rise to £4.10 on 1 March.\n\n"
        "Managing director Colin Strake blamed the price of diesel, which has doubled since 2021.",
    },
    {
        "id": "ferry-2",
        "title": "Ferry peace after nine weeks",
        "source": "Harbour Ledger",
        "published_at": "2025-03-18",
        "url": "https://ledger.example/ferry-2",
        "text": "A single crossing on the Saltmarsh ferry will cost £3.60 from April.\n\n"
        "Mediator Ines Haverkamp brought both sides together after nine weeks of dispute.",
    },
    {
        "id": "dam",
        "title": "Gate 3 of the Orrin dam failed",
        "source": "Wendel Valley Post",
        "published_at": "2025-02-04",
        "text": "Gate 3 of the Orrin dam failed because a drive shaft sheared.\n\n"
        "The last inspection of the dam had been put off since 2021.",
    },
    {
        "id": "flood-wire",
        "title": "The Wendel floods 312 homes",
        "source": "Meridian Wire",
        "published_at": "2025-01-26",
        "text": "The river Wendel flooded 312 homes on Saturday night.\n\n"
        "Nobody was hurt, fire chief Aldo Renner said.",
    },
    {
        "id": "flood-copy",
        "title": "The night the river came",
        "source": "Harbour Ledger",
        "published_at": "2025-01-27",
        "text": "The river Wendel flooded 312 homes on Saturday night.\n\n"
        "Nobody was hurt, fire chief Aldo Renner said.",
    },
]


def newsroom(
    folder: Path, settings: Settings | None = None, *, more: Sequence[dict[str, Any]] = ()
) -> Store:
    """An open store that holds ARTICLES, and `more`; the caller closes it."""
    file, rows = folder / "articles.jsonl", [*ARTICLES, *more]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    store = Store(folder / "data", settings or Settings(), purpose="a test")
    report = ingest(store, [file])
    assert report.articles["added"] == len(rows), report
    return store


def said(store: Store, question: str) -> list[str]:
    """The statements that answer a question."""
    whole = asyncio.run(answer(store, pose(store, question)))
    return [one.text for one in whole.statements]
