"""REST under `/v1`, and the two health checks."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from bot.answer.answer import article_json, citation_json, to_json
from bot.answer.generate import Writer
from bot.ask import Done, Event, PassagesFound, Stated, answer, ask
from bot.channels import limiting, problems, rights
from bot.channels.limiting import Limits, Places
from bot.channels.render import whole_json
from bot.channels.rights import Rights
from bot.errors import BotError
from bot.keys import Keys, Scope
from bot.question import IGNORABLE, Question, understand
from ingest.errors import IngestError
from ingest.store import Store

MOST_SOURCES = 100
UNAVAILABLE = 503


class AskBody(BaseModel):
    """What `POST /v1/ask` takes."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    question: str = Field(examples=["How much will be invested in Stargate within four years?"])
    now: str = Field(default="", description="The day it is asked on, as an ISO date; else today.")
    sources: tuple[str, ...] = Field(
        default=(), max_length=MOST_SOURCES, description="Outlets to search; else all."
    )
    first_day: str = Field(default="", alias="from", description="ISO date, included.")
    last_day: str = Field(default="", alias="to", description="ISO date, included.")
    ignore: tuple[str, ...] = Field(
        default=(),
        max_length=len(IGNORABLE),
        description=f"What not to read from the words of the question: {', '.join(IGNORABLE)}.",
    )
    stream: bool = Field(default=False, description="Server-sent events instead of one answer.")


def router(store: Store, writers: tuple[Writer, ...]) -> APIRouter:
    """The endpoints over one opened data folder."""
    routes = APIRouter()
    longest = store.settings.answer.max_question_chars

    # Errors become problems; these functions say what happens when all is well.

    @routes.post(
        "/v1/ask",
        summary="Ask the articles a question",
        dependencies=[Depends(limiting.admits(Scope.ASK))],
    )
    async def ask_(body: AskBody, request: Request) -> Response:
        places = limiting.of(request).places
        question = await asyncio.to_thread(  # it may ask the library
            understand,
            body.question,
            now=body.now,
            first_day=body.first_day,
            last_day=body.last_day,
            sources=body.sources,
            longest=longest,
            outlets=store.library.names.outlets(),
            authors=store.library.names.authors,
            ignore=body.ignore,
        )
        if body.stream:
            events = _server_sent(store, question, writers, places)
            return StreamingResponse(events, media_type="text/event-stream")
        async with places.place():
            whole = await answer(store, question, writers=writers)
        return JSONResponse(to_json(whole))

    # Plain functions: FastAPI runs them in a thread, and the library is synchronous.

    @routes.get(
        "/v1/articles/{article_id:path}",
        summary="One article, whole",
        dependencies=[Depends(limiting.admits(Scope.READ))],
    )
    def article(
        article_id: str,
        version: Annotated[
            int, Query(ge=0, description="As it was then, for an answer that cited it; 0 for now.")
        ] = 0,
    ) -> dict[str, Any]:
        library = store.library
        found = library.version(article_id, version) if version else library.article(article_id)
        return whole_json(found)

    @routes.get("/healthz", summary="The process is alive")
    def alive() -> dict[str, str]:
        return {"status": "alive"}

    @routes.get("/readyz", summary="Questions can be answered")
    def ready() -> JSONResponse:
        counts = store.library.counts()
        can = counts.passages > 0
        problem = None if can else "There are no articles yet. Run `newsdesk ingest FOLDER`."
        body = {
            "status": "ready" if can else "not ready",
            "articles": counts.articles,
            "passages": counts.passages,
            "problem": problem,
        }
        return JSONResponse(body, 200 if can else UNAVAILABLE)

    return routes


def install(app: FastAPI, store: Store, token: str = "") -> None:
    """What every way in needs that is served by this application: rights, limits, problems.

    Args:
        token: of the server itself, see `rights.Rights`.
    """
    problems.install(app)
    rights.install(app, Rights(store.settings.server, Keys(store.library.database), token))
    limiting.install(app, Limits(store.settings))


async def _server_sent(
    store: Store, question: Question, writers: tuple[Writer, ...], places: Places
) -> AsyncIterator[str]:
    """The event stream as server-sent events: `sources`, `statement`, `done`, or `error`."""
    try:
        async with places.place():
            async for event in ask(store, question, writers=writers):
                if named := _named(event):
                    name, data = named
                    yield f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
    except (BotError, IngestError) as error:  # the status line is long gone
        yield f"event: error\ndata: {json.dumps({'detail': str(error)})}\n\n"


def _named(event: Event) -> tuple[str, Any] | None:
    match event:
        case PassagesFound(hits):
            seen = {hit.article.id: hit.article for hit in hits}
            return "sources", {"articles": [article_json(one) for one in seen.values()]}
        case Stated(statement, citations):
            return "statement", {
                "text": statement.text,
                "citations": [citation_json(one) for one in citations],
            }
        case Done(whole):
            return "done", to_json(whole)
    return None
