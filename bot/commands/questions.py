"""`ask` and `search`. Everything heavy is imported where it is used."""

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.shared import (
    HERE,
    AsJson,
    Batch,
    Config,
    Conversation,
    Data,
    From,
    Ignore,
    Now,
    Source,
    To,
    opened,
    out,
    out_json,
)

if TYPE_CHECKING:
    from bot.question.understanding import Question
    from ingest.store import Store


def ask(
    question: Annotated[str, typer.Argument(help="What you want to know.")] = "",
    data: Data = HERE,
    config: Config = None,
    now: Now = "",
    source: Source = None,
    first_day: From = "",
    last_day: To = "",
    ignore: Ignore = None,
    conversation: Conversation = "",
    batch: Batch = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question, each sentence with a quote."""
    import asyncio

    from bot import models
    from bot.answer.answer import to_json
    from bot.ask import answer
    from bot.channels import render
    from bot.conversation import conversations
    from bot.conversation.talk import ALONE
    from ingest.errors import DataFolderError

    given = Given(question, batch, now, source, first_day, last_day, ignore)
    with opened(data, config, "newsdesk ask", make=False) as store:
        asked = questions(given, store)
        writers = models.writers(store.settings)
        kept = conversations.in_store(store)
        with contextlib.suppress(DataFolderError):
            kept.expire()  # where nothing serves, nobody else does
        talk = kept.talk(conversation) if conversation else kept.start("command")

        async def every() -> None:
            for number, one in asked:
                within = ALONE if batch else talk
                whole = await answer(store, one, writers=writers, talk=within, followups=not batch)
                given = to_json(whole)
                if as_json or batch:
                    out_json(given | ({"id": number} if batch else {}))
                    continue
                for line in render.answer_lines(given):
                    out(line)
                if whole.statements and whole.conversation:
                    out(f"\nAsk on with: --conversation {whole.conversation}")

        asyncio.run(every())


def search(
    question: Annotated[str, typer.Argument(help="What you want to find.")] = "",
    k: Annotated[int, typer.Option("-k", min=1, max=200, help="How many hits.")] = 10,
    data: Data = HERE,
    config: Config = None,
    now: Now = "",
    source: Source = None,
    first_day: From = "",
    last_day: To = "",
    ignore: Ignore = None,
    batch: Batch = None,
    as_json: AsJson = False,
) -> None:
    """Find the passages that fit a question, best first."""
    from bot.channels import render
    from bot.search import retrieve

    given = Given(question, batch, now, source, first_day, last_day, ignore)
    with opened(data, config, "newsdesk search", make=False) as store:
        asked = questions(given, store)
        for number, one in asked:
            hits = retrieve.search(store, one, k=k).hits
            rows = [render.hit_json(hit) for hit in hits]
            if batch:
                out_json({"id": number, "hits": rows})
            elif as_json:
                out_json(rows)
            else:
                for hit in hits:
                    out(f"{hit.score:.2f}  {render.about(hit.article)}  {hit.article.id}")
                    out(f"      {' '.join(hit.passage.text.split())[:160]}")


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line says about the questions to work off."""

    question: str
    batch: Path | None
    now: str
    sources: list[str] | None
    first_day: str
    last_day: str
    ignore: list[str] | None


def questions(given: Given, store: "Store") -> "list[tuple[Any, Question]]":
    """The one question, or those of the batch file with their ids; all are read before any work.

    Raises:
        BadQuestion: naming the line where it stands in a batch.
    """
    from bot.errors import BadQuestion
    from bot.question.posed import pose
    from ingest.limits import Limits

    limits = Limits(
        first_day=given.first_day, last_day=given.last_day, sources=tuple(given.sources or ())
    )
    ignore = tuple(given.ignore or ())
    if given.batch and given.question:
        raise BadQuestion("Give a question or a --batch file, not both.")
    if given.batch is None:
        return [("", pose(store, given.question, now=given.now, limits=limits, ignore=ignore))]
    try:
        lines = given.batch.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadQuestion(f"The batch file {given.batch} cannot be read: {error}.") from error
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{given.batch}:{number}"
        try:
            row = json.loads(line)
            now = str(row.get("now") or given.now)
            text = str(row["question"])
            found.append((row["id"], pose(store, text, now=now, limits=limits, ignore=ignore)))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise BadQuestion(f'{place} is no {{"id", "question", "now"?}} object.') from error
        except BadQuestion as error:
            raise BadQuestion(f"{place}: {error}") from error
    return found
