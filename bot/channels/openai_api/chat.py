"""Answers as chat completions."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from bot.answer.answer import marked, to_json
from bot.channels.openai_api.refusals import error_json
from bot.channels.openai_api.written import Address, Cited, written
from bot.events import Done, Event, Stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """One completion: what stays the same in all its chunks."""

    id: str
    created: int  # seconds since 1970
    model: str  # as it was asked for
    sources: bool  # listed in the text too
    asked_words: int
    address: Address

    def whole(self, done: Done) -> dict[str, Any]:
        """A `chat.completion`."""
        answer = written(done.answer, self.address, sources=self.sources)
        message = {
            "role": "assistant",
            "content": answer.text,
            "refusal": None,
            "annotations": [_annotation(one) for one in answer.cited],
        }
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        return {
            **self._head("chat.completion"),
            "choices": [choice],
            "usage": self._usage(answer.text),
            "newsdesk": to_json(done.answer),
        }

    async def events(
        self, events: AsyncIterator[Event | None], *, usage: bool
    ) -> AsyncIterator[str]:
        """`chat.completion.chunk`s as server-sent events; None becomes a comment.

        The annotations come at once, with the finish: offsets are into the whole text.
        """
        sent = ""
        yield self._chunk({"role": "assistant", "content": "", "refusal": None})
        async for event in events:
            match event:
                case None:
                    yield PULSE
                case Stated(statement):
                    piece = f" {marked(statement)}" if sent else marked(statement)
                    sent += piece
                    yield self._chunk({"content": piece})
                case Done(whole):
                    answer = written(whole, self.address, sources=self.sources)
                    rest, shift = left_over(sent, answer.text)
                    sent += rest
                    if rest:
                        yield self._chunk({"content": rest})
                    annotations = [_annotation(one, shift) for one in answer.cited]
                    yield self._chunk(
                        {"annotations": annotations} if annotations else {},
                        finish="stop",
                        newsdesk=to_json(whole),
                    )
                    if usage:
                        yield self._sent(choices=[], usage=self._usage(sent))
        yield "data: [DONE]\n\n"

    def failed(self, error: Exception) -> str:
        """The last event where the answer broke off."""
        return _data({"error": error_json(error)})

    def _chunk(self, delta: dict[str, Any], *, finish: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return self._sent(choices=[choice], **more)

    def _sent(self, **values: Any) -> str:
        return _data({**self._head("chat.completion.chunk"), **values})

    def _head(self, kind: str) -> dict[str, Any]:
        return {
            "id": self.id,
            "object": kind,
            "created": self.created,
            "model": self.model,
            "system_fingerprint": None,
        }

    def _usage(self, text: str) -> dict[str, int]:
        answered = len(text.split())
        return {
            "prompt_tokens": self.asked_words,
            "completion_tokens": answered,
            "total_tokens": self.asked_words + answered,
        }


PULSE = ": at work\n\n"  # a comment: clients pass over it, proxies see that the line is alive


def left_over(sent: str, whole: str) -> tuple[str, int]:
    """What is still to be sent, and where in all that was sent the whole text begins.

    What was streamed is the beginning of the answer. Should it not be, the answer follows it whole.
    """
    if whole.startswith(sent):
        return whole[len(sent) :], 0
    return f"\n\n{whole}", len(sent) + 2


def _annotation(cited: Cited, shift: int = 0) -> dict[str, Any]:
    return {
        "type": "url_citation",
        "url_citation": {
            "start_index": cited.start + shift,
            "end_index": cited.end + shift,
            "url": cited.url,
            "title": cited.title,
        },
    }


def _data(value: dict[str, Any]) -> str:
    return f"data: {json.dumps(value)}\n\n"  # ASCII: half a character passes too
