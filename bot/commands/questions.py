"""`ask` and `search`. Everything heavy is imported where it is used."""

import contextlib
import json
import sys
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
    err,
    lines_of,
    opened,
    out,
    out_json,
    server_for,
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
    """Answer a question, each sentence with a quote.

    Where a server holds the data folder, it answers.
    """
    import asyncio

    from bot import models
    from bot.answer.answer import to_json
    from bot.ask import answer, failed
    from bot.channels import render
    from bot.conversation import conversations
    from bot.errors import BotError
    from ingest.errors import DataFolderBusy, DataFolderError, IngestError

    given = Given(question, batch, now, source, first_day, last_day, ignore)

    def shown(answered: dict[str, Any]) -> None:
        if as_json:
            out_json(answered)
            return
        for line in render.answer_lines(answered):
            out(line)
        if answered["statements"] and answered["conversation"]:
            out(f"\nAsk on with: --conversation {answered['conversation']}")

    try:
        with opened(data, config, "newsdesk ask", make=False) as store:
            asked = questions(given, store)
            writers = models.writers(store.settings)
            kept = conversations.in_store(store)
            with contextlib.suppress(DataFolderError):
                kept.expire()  # where nothing serves, nobody else does
            talk = kept.talk(conversation) if conversation else kept.start("command")

            async def alone() -> None:
                [(_, one)] = asked
                whole = await answer(store, one, writers=writers, talk=talk, followups=True)
                shown(to_json(whole))

            async def batched() -> int:
                failures = 0
                for number, one in asked:
                    try:
                        whole = await answer(store, one, writers=writers)
                    except (BotError, IngestError) as error:  # the others may fare better
                        whole, failures = failed(one, error), failures + 1
                    out_json(to_json(whole) | {"id": number})
                return failures

            if not batch:
                asyncio.run(alone())
            elif failures := asyncio.run(batched()):
                err(f"{failures} of {len(asked)} questions could not be answered.")
                sys.exit(1)
    except DataFolderBusy as busy:
        if batch:
            raise
        with server_for(data, busy) as server:
            body: dict[str, Any] = {"question": question, "now": now, "sources": source or []}
            body |= {"from": first_day, "to": last_day, "ignore": ignore or []}
            shown(server.ask({**body, "conversation": conversation, "followups": True}))


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
    """Find the passages that fit a question, best first.

    Where a server holds the data folder, it searches.
    """
    from bot.channels import render
    from bot.question import mended
    from bot.search import retrieve
    from ingest.errors import DataFolderBusy

    given = Given(question, batch, now, source, first_day, last_day, ignore)

    def shown(rows: list[dict[str, Any]]) -> None:
        if as_json:
            out_json(rows)
            return
        for row in rows:
            out(f"{row['score']:.2f}  {render.about_json(row)}  {row['article_id']}")
            out(f"      {' '.join(row['text'].split())[:160]}")

    try:
        with opened(data, config, "newsdesk search", make=False) as store:
            for number, one in questions(given, store):
                found = retrieve.search(store, mended.read(store, one), k=k)
                rows = [render.hit_json(hit) for hit in found.hits]
                if batch:
                    out_json({"id": number, "hits": rows})
                else:
                    shown(rows)
    except DataFolderBusy as busy:
        if batch or ignore:
            raise  # REST takes one question, and searches with all of it
        with server_for(data, busy) as server:
            limits = {"now": now, "source": source, "from": first_day, "to": last_day}
            given_by_hand = {name: value for name, value in limits.items() if value}
            shown(server.search({"q": question, "k": k, **given_by_hand}))


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
    found = []
    for place, line in lines_of(given.batch):
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
