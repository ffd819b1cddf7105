"""Conversations, kept answers, and what was thought of them: each only for whose it is."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from bot.channels import limiting
from bot.channels.rights import Caller
from bot.channels.v1 import responses, schemas
from bot.channels.v1.asking import may_see
from bot.conversation.conversations import Conversation, Conversations
from bot.conversation.feedback import LONGEST_REASON, LONGEST_WORDS
from bot.errors import AnswerNotFound, ConversationNotFound
from bot.keys import Scope

Asker = Annotated[Caller, Depends(limiting.admits(Scope.ASK, question=False))]


class FeedbackBody(BaseModel):
    """What `POST /v1/feedback` takes."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"answer": "0f3a…", "thumb": "down", "reason": "old"}]},
    )

    answer: str = Field(max_length=100, description="`id` of an answer.")
    thumb: Literal["up", "down"]
    reason: str = Field(default="", max_length=LONGEST_REASON)
    words: str = Field(default="", max_length=LONGEST_WORDS)


def router(kept: Conversations) -> APIRouter:
    """The endpoints over what is kept."""
    routes = APIRouter(tags=["conversations"])

    def own(conversation_id: str, caller: Caller) -> Conversation:
        found = kept.conversation(conversation_id)
        if not may_see(caller, found.owner):
            raise ConversationNotFound(conversation_id)
        return found

    def own_answer(answer_id: str, caller: Caller) -> dict[str, Any]:
        found = kept.answer(answer_id)
        try:
            own(found["conversation"] or "", caller)
        except ConversationNotFound as error:
            raise AnswerNotFound(answer_id) from error
        return found

    @routes.get(
        "/v1/conversations",
        summary="The caller's conversations, last used first",
        responses=responses.gives(schemas.Conversations),
    )
    def every(caller: Asker) -> JSONResponse:
        return JSONResponse({"conversations": [_json(one) for one in kept.of(caller.owner)]})

    @routes.get(
        "/v1/conversations/{conversation_id}",
        summary="A conversation with its answers",
        responses=responses.gives(schemas.WholeConversation, 404),
    )
    def one(conversation_id: str, caller: Asker) -> JSONResponse:
        found = own(conversation_id, caller)
        return JSONResponse(_json(found) | {"turns": kept.answers_of(conversation_id)})

    @routes.delete(
        "/v1/conversations/{conversation_id}",
        summary="Delete a conversation with its answers and feedback",
        status_code=204,
        responses=responses.gives(None, 404),
    )
    def forget(conversation_id: str, caller: Asker) -> Response:
        own(conversation_id, caller)
        kept.forget(conversation_id)
        return Response(status_code=204)

    @routes.get(
        "/v1/answers/{answer_id}",
        summary="An answer as it was given, and what became of its articles",
        responses=responses.gives(schemas.KeptAnswer, 404),
    )
    def answer(answer_id: str, caller: Asker) -> JSONResponse:
        return JSONResponse(own_answer(answer_id, caller))

    @routes.post(
        "/v1/feedback",
        summary="Say what an answer was worth; the last word of each caller holds",
        status_code=204,
        responses=responses.gives(None, 404),
    )
    def feedback(body: FeedbackBody, caller: Asker) -> Response:
        own_answer(body.answer, caller)
        kept.feedback.give(
            body.answer, body.thumb, reason=body.reason, words=body.words, owner=caller.owner
        )
        return Response(status_code=204)

    return routes


def _json(conversation: Conversation) -> dict[str, Any]:
    said = asdict(conversation)
    del said["owner"]  # whose it is stands in the key that was brought
    return said
