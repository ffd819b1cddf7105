"""`POST /v1/ask`: one answer, or its events as they come; and streams taken up again."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field, StrictBool
from starlette.requests import ClientDisconnect

from bot.answer.answer import EXTRACTIVE, Answer, article_json, citation_json, to_json
from bot.answer.written.generate import Writer
from bot.ask import ask
from bot.channels import limiting, problems, watching
from bot.channels.limiting import Places
from bot.channels.live import GONE, closing, unless_gone
from bot.channels.rights import Caller
from bot.channels.v1 import responses, schemas
from bot.channels.v1.streams import MEDIA_TYPE, Named, Streams
from bot.conversation.conversations import Conversations
from bot.conversation.talk import ALONE, Talk
from bot.errors import BadQuestion, ConversationNotFound
from bot.events import Done, Event, PassagesFound, Stated
from bot.keys import Scope
from bot.question.posed import pose
from bot.question.understanding import IGNORABLE, Question
from ingest.limits import Limits
from ingest.store import Store

CHANNEL = "rest"
MOST_SOURCES = 100

AskedBy = Annotated[Caller, Depends(limiting.admits(Scope.ASK))]
# A stream that is taken up again is no further question.
ReadBy = Annotated[Caller, Depends(limiting.admits(Scope.ASK, question=False))]
_EXAMPLE = "How much will be invested in Stargate within four years?"


class AskBody(BaseModel):
    """What `POST /v1/ask` takes."""

    model_config = ConfigDict(
        extra="forbid",
        populate_by_name=True,
        json_schema_extra={
            "examples": [
                {"question": _EXAMPLE},
                {"question": _EXAMPLE, "now": "2025-01-23", "stream": True},
                {"question": "And who pays?", "conversation": "5f0c…", "model": EXTRACTIVE},
            ]
        },
    )

    # A checked length would refuse half a character, which costs nothing but itself.
    question: str = Field(description="In plain words, at most `answer.max_question_chars`.")
    conversation: str = Field(
        default="",
        max_length=100,
        description="The `conversation` of an earlier answer, to go on with; else a new one.",
    )
    keep: StrictBool = Field(
        default=True, description="False leaves no record: no feedback, no link."
    )
    now: str = Field(
        default="", max_length=40, description="The day it is asked on, as an ISO date; else today."
    )
    sources: tuple[str, ...] = Field(
        default=(), max_length=MOST_SOURCES, description="Outlets to search; else all."
    )
    first_day: str = Field(
        default="", alias="from", max_length=40, description="ISO date, included."
    )
    last_day: str = Field(default="", alias="to", max_length=40, description="ISO date, included.")
    ignore: tuple[str, ...] = Field(
        default=(),
        max_length=len(IGNORABLE),
        description=f"What not to read from the words of the question: {', '.join(IGNORABLE)}.",
    )
    language: str = Field(
        default="",
        pattern="^([a-z]{2})?$",
        description="To answer in, ISO 639-1; else that of the question. Quotes stay in theirs.",
    )
    model: str = Field(
        default="",
        max_length=200,
        description=f"The chat model to ask first, see /v1/stats; `{EXTRACTIVE}` for none.",
    )
    followups: StrictBool = Field(
        default=False, description="Also look for questions to ask next, which takes longer."
    )
    stream: StrictBool = Field(
        default=False, description="Server-sent events instead of one answer."
    )


@dataclass(frozen=True, slots=True)
class Desk:
    """What answers questions over REST."""

    store: Store
    writers: tuple[Writer, ...]
    kept: Conversations
    streams: Streams

    async def question(self, body: AskBody) -> Question:
        limits = Limits(first_day=body.first_day, last_day=body.last_day, sources=body.sources)
        question = await asyncio.to_thread(  # it may ask the library
            pose, self.store, body.question, now=body.now, limits=limits, ignore=body.ignore
        )
        return replace(question, reply_in=body.language)

    async def talk(self, body: AskBody, caller: Caller) -> Talk:
        """The conversation that a question is part of.

        Raises:
            ConversationNotFound: it is not there, or somebody else's.
        """
        if body.conversation:
            talk = await asyncio.to_thread(self.kept.talk, body.conversation)
            if not may_see(caller, talk.owner):
                raise ConversationNotFound(body.conversation)
            return talk
        return self.kept.start(CHANNEL, caller.owner) if body.keep else ALONE

    def preferred(self, model: str) -> tuple[Writer, ...]:
        """The chat models in the order that the asker wishes.

        Raises:
            BadQuestion: there is none of that name.
        """
        if not model:
            return self.writers
        if model == EXTRACTIVE:
            return ()
        first = tuple(one for one in self.writers if one.name == model)
        if not first:
            there = ", ".join((*(one.name for one in self.writers), EXTRACTIVE))
            raise BadQuestion(f"There is no model {model[:60]!r}. There are: {there}.")
        return first + tuple(one for one in self.writers if one.name != model)


def may_see(caller: Caller, owner: str) -> bool:
    """Whether a conversation is the caller's, or of nobody who can be told apart."""
    return not owner or owner == caller.owner or Scope.ADMIN in caller.scopes


def router(desk: Desk) -> APIRouter:
    """The endpoints over one desk."""
    routes = APIRouter(tags=["questions"])
    stream = {MEDIA_TYPE: responses.EVENT}
    described = responses.gives(
        schemas.Answer, 404, description="The answer, or with `stream` its events.", content=stream
    )
    LastEvent = Annotated[  # noqa: N806, a type
        str, Header(max_length=100, description="Of a stream that was lost: goes on behind it.")
    ]

    @routes.post("/v1/ask", summary="Ask the articles a question", responses=described)
    async def ask_(
        body: AskBody, request: Request, caller: AskedBy, last_event_id: LastEvent = ""
    ) -> Response:
        if last_event_id:
            return desk.streams.resume(last_event_id, caller.owner)
        question = await desk.question(body)
        talk = await desk.talk(body, caller)
        watch = watching.of(request)
        events = watch.watched(
            ask(
                desk.store,
                question,
                writers=desk.preferred(body.model),
                talk=talk,
                followups=body.followups,
            ),
            channel=CHANNEL,
            caller=caller,
            question=question,
            request_id=problems.request_id(request.scope),
        )
        placed = _placed(events, limiting.of(request).places)
        if body.stream:
            asked = problems.request_id(request.scope)
            return await desk.streams.begin(_named(placed), caller.owner, asked)
        try:
            return JSONResponse(to_json(await unless_gone(request, _last(placed))))
        except ClientDisconnect:
            return Response(status_code=GONE)

    there = responses.gives(None, 404)
    there[200] = {"description": "The events that were not seen yet.", "content": stream}

    @routes.get(
        "/v1/streams/{stream_id}",
        summary="Take up a stream again, behind the event in `Last-Event-ID`",
        responses=there,
    )
    async def resume(stream_id: str, caller: ReadBy, last_event_id: LastEvent = "") -> Response:
        return desk.streams.resume(last_event_id or f"{stream_id}-0", caller.owner)

    @routes.delete(
        "/v1/streams/{stream_id}",
        summary="End the work of a stream",
        status_code=204,
        responses=responses.gives(None, 404),
    )
    async def cancel(stream_id: str, caller: ReadBy) -> Response:
        desk.streams.cancel(stream_id, caller.owner)
        return Response(status_code=204)

    return routes


async def _placed(events: AsyncIterator[Event], places: Places) -> AsyncIterator[Event]:
    """The same, one of so many at once."""
    async with places.place(), closing(events):
        async for event in events:
            yield event


async def _last(events: AsyncIterator[Event]) -> Answer:
    async with closing(events):
        async for event in events:
            if isinstance(event, Done):
                return event.answer
    raise AssertionError("the stream ends with Done")


async def _named(events: AsyncIterator[Event]) -> AsyncIterator[Named]:
    async with closing(events):
        async for event in events:
            match event:
                case PassagesFound(hits):
                    seen = {hit.article.id: hit.article for hit in hits}
                    yield "sources", {"articles": [article_json(one) for one in seen.values()]}
                case Stated(statement, citations):
                    data = {
                        "text": statement.text,
                        "citations": [citation_json(one) for one in citations],
                    }
                    yield "statement", data
                case Done(whole):
                    yield "done", to_json(whole)
