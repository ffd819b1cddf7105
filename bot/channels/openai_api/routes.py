"""The endpoints in OpenAI's shapes, over the one stream of events."""

import asyncio
import logging
import time
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bot.answer.written.generate import Writer
from bot.ask import ask
from bot.channels import limiting, problems, watching
from bot.channels.live import GONE, EventStream, closing, unless_gone, with_pulse
from bot.channels.openai_api.asked import (
    SOURCES,
    Asked,
    ChatBody,
    ResponseBody,
    from_chat,
    from_responses,
)
from bot.channels.openai_api.chat import Chat
from bot.channels.openai_api.refusals import ERRORS, Refusal, Refusing
from bot.channels.openai_api.responses import Responding
from bot.channels.openai_api.written import address_at
from bot.channels.rights import Caller
from bot.channels.v1.responses import gives
from bot.conversation.talk import Talk
from bot.errors import BotError
from bot.events import Done, Event, Searching
from bot.keys import Scope
from bot.question.posed import pose
from bot.question.understanding import Question
from ingest.errors import IngestError
from ingest.limits import Limits
from ingest.store import Store

CONFIGURED = "newsdesk"  # the models of config.yaml in their order
EXTRACTIVE = "newsdesk-extractive"  # sentences of the articles, no model

AskedBy = Annotated[Caller, Depends(limiting.admits(Scope.ASK))]
Shape = TypeVar("Shape", Chat, Responding)

DESCRIBED: dict[int | str, dict[str, Any]] = {
    **gives(None),
    **ERRORS,
    200: {
        "description": "The answer, or with `stream` its events.",
        "content": {
            "application/json": {"schema": {"type": "object"}},
            "text/event-stream": {"schema": {"type": "string"}},
        },
    },
}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class By:
    """Who asks, and the request that it came with."""

    request: Request
    caller: Caller


class Desk:
    """Answers questions in OpenAI's shapes, over one store."""

    def __init__(self, store: Store, writers: tuple[Writer, ...]) -> None:
        self._store = store
        self.started = int(time.time())
        # A model that is named is asked first; the others stay behind it, as in `POST /v1/ask`.
        self.models: dict[str, tuple[Writer, ...]] = {CONFIGURED: writers, EXTRACTIVE: ()}
        for writer in writers:
            others = tuple(one for one in writers if one.name != writer.name)
            self.models.setdefault(f"{CONFIGURED}/{writer.name}", (writer, *others))

    async def whole(self, asked: Asked, by: By) -> Done:
        """The last of `events`."""
        async with closing(self.events(asked, by)) as events:
            async for event in events:
                if isinstance(event, Done):
                    return event
        raise AssertionError("the stream ends with Done")

    async def events(self, asked: Asked, by: By) -> AsyncIterator[Event]:
        """As `ask`, in one of the places, and watched.

        Raises:
            Refusal: there is no such model; Overloaded: no place; and as `understand` and `ask`.
        """
        writers = self.models.get(asked.model)
        if writers is None:
            raise unknown(asked.model, self.models)
        question = await asyncio.to_thread(self._understand, asked)
        async with limiting.of(by.request).places.place():
            talk = Talk(earlier=asked.earlier)
            events = ask(self._store, question, writers=writers, talk=talk)
            watched = watching.of(by.request).watched(
                events,
                channel="openai",
                question=question,
                caller=by.caller,
                request_id=problems.request_id(by.request.scope),
            )
            async with closing(watched):
                async for event in watched:
                    yield event

    def _understand(self, asked: Asked) -> Question:
        own = asked.limits
        limits = Limits(first_day=own.first_day, last_day=own.last_day, sources=own.sources)
        return pose(self._store, asked.question, now=own.now, limits=limits, ignore=own.ignore)


def router(store: Store, writers: tuple[Writer, ...]) -> APIRouter:
    """The endpoints over one opened data folder, in an application that rest.py has installed."""
    desk = Desk(store, writers)
    routes = APIRouter(route_class=Refusing, tags=["OpenAI"])
    reading: dict[str, Any] = {
        "dependencies": [Depends(limiting.admits(Scope.READ))],
        "responses": ERRORS,
    }

    @routes.get("/v1/models", summary="What can be named as `model`", **reading)
    async def models() -> dict[str, Any]:
        names = (CONFIGURED, CONFIGURED + SOURCES, *list(desk.models)[1:])
        return {"object": "list", "data": [_model(name, desk.started) for name in names]}

    @routes.get("/v1/models/{name:path}", summary="One of them", **reading)
    async def model(name: str) -> dict[str, Any]:
        if name.removesuffix(SOURCES) not in desk.models:
            raise unknown(name, desk.models)
        return _model(name, desk.started)

    @routes.post(
        "/v1/chat/completions",
        summary="Ask in the shape of OpenAI's chat completions",
        responses=DESCRIBED,
    )
    async def chat(body: ChatBody, request: Request, caller: AskedBy) -> Response:
        asked = from_chat(body)
        shape = Chat(
            id=f"chatcmpl-{uuid.uuid4().hex}",
            created=int(time.time()),
            model=body.model,
            sources=asked.sources,
            asked_words=asked.words,
            address=address_at(str(request.base_url)),
        )
        usage = bool(body.stream_options and body.stream_options.include_usage)
        sent = partial(shape.events, usage=usage)
        return await _replied(desk, asked, By(request, caller), shape, sent)

    @routes.post(
        "/v1/responses", summary="Ask in the shape of OpenAI's responses", responses=DESCRIBED
    )
    async def responses(body: ResponseBody, request: Request, caller: AskedBy) -> Response:
        asked = from_responses(body)
        shape = Responding(
            id=f"resp_{uuid.uuid4().hex}",
            item_id=f"msg_{uuid.uuid4().hex}",
            created=int(time.time()),
            model=body.model,
            sources=asked.sources,
            instructions=body.instructions,
            asked_words=asked.words,
            address=address_at(str(request.base_url)),
        )
        return await _replied(desk, asked, By(request, caller), shape, shape.events)

    return routes


async def _replied(
    desk: Desk,
    asked: Asked,
    by: By,
    shape: Shape,
    sent: Callable[[AsyncIterator[Event | None]], AsyncIterator[str]],
) -> Response:
    """The answer in `shape`, whole or as it comes, for as long as somebody is there to read it."""
    try:
        if not asked.stream:
            return JSONResponse(shape.whole(await unless_gone(by.request, desk.whole(asked, by))))
        events = with_pulse(desk.events(asked, by))
        first = await unless_gone(by.request, _until_found(events))
    except ClientDisconnect:
        return Response(status_code=GONE)
    return EventStream(_to_the_end(first, events, shape, sent), events)


async def _until_found(events: AsyncGenerator[Event | None, None]) -> list[Event | None]:
    """The first events: what goes wrong before anything is found still has a status."""
    first: list[Event | None] = []
    try:
        async for event in events:
            first.append(event)
            if not isinstance(event, Searching):
                break
    except BaseException:
        await events.aclose()
        raise
    return first


async def _to_the_end(
    first: Sequence[Event | None],
    events: AsyncGenerator[Event | None, None],
    shape: Chat | Responding,
    sent: Callable[[AsyncIterator[Event | None]], AsyncIterator[str]],
) -> AsyncIterator[str]:
    async def every() -> AsyncIterator[Event | None]:
        for event in first:
            yield event
        async for event in events:
            yield event

    try:
        async for line in sent(every()):
            yield line
    except (BotError, IngestError) as error:  # the status line is long gone
        yield shape.failed(error)
    except Exception as error:  # the last place before the reader, who is owed a word
        log.exception("An answer broke off.")
        yield shape.failed(error)


def unknown(name: str, models: dict[str, tuple[Writer, ...]]) -> Refusal:
    return Refusal(
        f"There is no model {name[:100]!r} here. There are: {', '.join(models)}.",
        param="model",
        code="model_not_found",
        status=404,
    )


def _model(name: str, started: int) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": started, "owned_by": "newsdesk"}
