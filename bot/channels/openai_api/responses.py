"""Answers as responses, OpenAI's newer shape."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from bot.answer.answer import Answer, marked, to_json
from bot.channels.openai_api.chat import PULSE, left_over
from bot.channels.openai_api.refusals import error_json
from bot.channels.openai_api.written import Address, Cited, written
from bot.events import Done, Event, Stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Responding:
    """One response, and the events that make it."""

    id: str
    item_id: str
    created: int  # seconds since 1970
    model: str  # as it was asked for
    instructions: Any  # as sent; not obeyed
    sources: bool  # listed in the text too
    asked_words: int
    address: Address
    _numbers: "count[int]" = field(default_factory=count)

    def whole(self, done: Done) -> dict[str, Any]:
        """A `response`."""
        answer = written(done.answer, self.address, sources=self.sources)
        part = _part(answer.text, [_annotation(one) for one in answer.cited])
        return self._completed(part, done.answer)

    async def events(self, events: AsyncIterator[Event | None]) -> AsyncIterator[str]:
        """The response's server-sent events in OpenAI's order; None becomes a comment."""
        place = {"item_id": self.item_id, "output_index": 0, "content_index": 0}
        yield self._event("response.created", response=self._response("in_progress"))
        yield self._event("response.in_progress", response=self._response("in_progress"))
        item = self._item("in_progress", [])
        yield self._event("response.output_item.added", output_index=0, item=item)
        yield self._event("response.content_part.added", **place, part=_part("", []))
        sent = ""
        async for event in events:
            match event:
                case None:
                    yield PULSE
                case Stated(statement):
                    piece = f" {marked(statement)}" if sent else marked(statement)
                    sent += piece
                    yield self._event(
                        "response.output_text.delta", **place, delta=piece, logprobs=[]
                    )
                case Done(whole):
                    answer = written(whole, self.address, sources=self.sources)
                    rest, shift = left_over(sent, answer.text)
                    sent += rest
                    if rest:
                        yield self._event(
                            "response.output_text.delta", **place, delta=rest, logprobs=[]
                        )
                    annotations = [_annotation(one, shift) for one in answer.cited]
                    for index, annotation in enumerate(annotations):
                        yield self._event(
                            "response.output_text.annotation.added",
                            **place,
                            annotation_index=index,
                            annotation=annotation,
                        )
                    part = _part(sent, annotations)
                    yield self._event("response.output_text.done", **place, text=sent, logprobs=[])
                    yield self._event("response.content_part.done", **place, part=part)
                    item = self._item("completed", [part])
                    yield self._event("response.output_item.done", output_index=0, item=item)
                    response = self._completed(part, whole)
                    yield self._event("response.completed", response=response)

    def failed(self, error: Exception) -> str:
        """The last event where the answer broke off."""
        said = {"code": "server_error", "message": error_json(error)["message"]}
        return self._event("response.failed", response=self._response("failed") | {"error": said})

    def _completed(self, part: dict[str, Any], answer: Answer) -> dict[str, Any]:
        answered = len(part["text"].split())
        return self._response("completed") | {
            "completed_at": self.created + int(answer.seconds),
            "output": [self._item("completed", [part])],
            "usage": {
                "input_tokens": self.asked_words,
                "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
                "output_tokens": answered,
                "output_tokens_details": {"reasoning_tokens": 0},
                "total_tokens": self.asked_words + answered,
            },
            "newsdesk": to_json(answer),
        }

    def _response(self, status: str) -> dict[str, Any]:
        """Without an answer. What a client may have set and was not heeded stands as it was."""
        return {
            "id": self.id,
            "object": "response",
            "created_at": self.created,
            "status": status,
            "background": False,
            "completed_at": None,
            "error": None,
            "incomplete_details": None,
            "instructions": self.instructions,
            "max_output_tokens": None,
            "metadata": {},
            "model": self.model,
            "output": [],
            "parallel_tool_calls": False,
            "previous_response_id": None,
            "reasoning": {"effort": None, "summary": None},
            "store": False,
            "temperature": None,
            "text": {"format": {"type": "text"}},
            "tool_choice": "none",
            "tools": [],
            "top_p": None,
            "truncation": "disabled",
            "usage": None,
        }

    def _item(self, status: str, content: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "id": self.item_id,
            "type": "message",
            "status": status,
            "role": "assistant",
            "content": content,
        }

    def _event(self, kind: str, **values: Any) -> str:
        body = {"type": kind, "sequence_number": next(self._numbers), **values}
        return f"event: {kind}\ndata: {json.dumps(body)}\n\n"


def _part(text: str, annotations: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "output_text", "text": text, "annotations": annotations, "logprobs": []}


def _annotation(cited: Cited, shift: int = 0) -> dict[str, Any]:
    return {
        "type": "url_citation",
        "start_index": cited.start + shift,
        "end_index": cited.end + shift,
        "url": cited.url,
        "title": cited.title,
    }
