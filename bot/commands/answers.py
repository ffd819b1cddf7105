"""`answers`: what was answered before. Everything heavy is imported where it is used."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Any

import typer

from bot.commands.shared import HERE, AsJson, Config, Data, out, out_json


def answers(
    answer_id: Annotated[
        str, typer.Argument(metavar="[ANSWER_ID]", help="Show this one; else list them.")
    ] = "",
    citing: Annotated[
        str, typer.Option("--citing", metavar="ARTICLE_ID", help="Those that quote this article.")
    ] = "",
    most: Annotated[int, typer.Option("-n", min=1, help="How many, the newest first.")] = 20,
    data: Data = HERE,
    config: Config = None,  # taken like everywhere; what was kept depends on no setting
    as_json: AsJson = False,
) -> None:
    """List the answers that were kept, or show one and what became of its articles since."""
    from bot.conversation.conversations import Conversations
    from bot.errors import BadQuestion
    from ingest.stored.library import Library

    if answer_id and citing:
        raise BadQuestion("Give an answer's id or --citing, not both.")
    # No lock: the library alone may be read while another process holds the folder.
    library = Library(data, make=False)
    try:
        kept = Conversations(library)
        if answer_id:
            body = kept.answer(answer_id)
            if as_json:
                out_json(body)
            else:
                for line in lines(body):
                    out(line)
            return
        found = kept.citing(citing, most) if citing else kept.recent(most)
    finally:
        library.close()
    if as_json:
        out_json([asdict(one) for one in found])
    else:
        for one in found:
            out(f"{one.id}  {one.asked_at[:16].replace('T', ' ')}  {one.outcome:9}  {one.question}")


def lines(body: dict[str, Any]) -> Iterator[str]:
    """An answer as JSON, to be read on a terminal."""
    from bot.channels import render

    yield f"{body['asked_at'][:16].replace('T', ' ')} UTC: {body['question']}"
    yield ""
    yield from render.answer_lines(body)
