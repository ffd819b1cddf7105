"""Requests in OpenAI's two shapes -> the question, and the conversation that it is part of.

Taken: the user's and the assistant's text. Not obeyed: system and developer messages and
`instructions`, since what an answer may say is settled by the articles; and how a model should
sample, since most answers come from none. Refused, with a sentence: whatever the caller would take
for done when it is not (several choices, JSON, a tool that must be called, a picture as the
question).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt

from bot.channels.openai_api.refusals import Refusal
from bot.conversation import recalled
from bot.conversation.talk import Turn
from bot.question.understanding import IGNORABLE

# After a model's name: the one thing that every front end lets its user choose.
SOURCES = ":sources"
RECALLED = 3  # earlier questions that a new one may point back to
MOST_MESSAGES = 2000
_TEXTS = ("text", "input_text", "output_text")  # parts that hold text


class Limits(BaseModel):
    """What OpenAI's shapes have no room for: as in `POST /v1/ask`."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    now: str = Field(default="", description="The day it is asked on, as an ISO date; else today.")
    sources: tuple[str, ...] = Field(
        default=(), max_length=100, description="Outlets to search; else all."
    )
    first_day: str = Field(default="", alias="from", description="ISO date, included.")
    last_day: str = Field(default="", alias="to", description="ISO date, included.")
    ignore: tuple[str, ...] = Field(
        default=(),
        max_length=len(IGNORABLE),
        description=f"What not to read from the words of the question: {', '.join(IGNORABLE)}.",
    )


class Part(BaseModel):
    """A piece of a message. Only text is read."""

    type: str
    text: str = ""


class Message(BaseModel):
    """A message of a conversation, or another item of one, which is passed over."""

    type: str = "message"
    role: str = ""
    content: str | list[Part] | None = None


class StreamOptions(BaseModel):
    include_usage: StrictBool = Field(default=False, description="Count words in a last chunk.")


class _Body(BaseModel):
    """Further parameters of OpenAI's are taken and not heeded."""

    model: str = Field(description="One of `GET /v1/models`.", examples=["newsdesk"])
    stream: StrictBool | None = Field(default=None, description="Server-sent events.")
    tools: list[Any] | None = Field(default=None, description="Never called.")
    tool_choice: Any = Field(default=None, description="Only `none` and `auto`.")
    newsdesk: Limits = Limits()


class ChatBody(_Body):
    """What `POST /v1/chat/completions` takes."""

    messages: list[Message] = Field(
        min_length=1,
        max_length=MOST_MESSAGES,
        description="The conversation; the last of the user's messages is the question.",
        examples=[[{"role": "user", "content": "Why did Helen Brack resign?"}]],
    )
    n: StrictInt | None = Field(default=None, description="Only 1.")
    stream_options: StreamOptions | None = None
    response_format: dict[str, Any] | None = Field(default=None, description="Only text.")
    logprobs: StrictBool | None = Field(default=None, description="Not given.")
    modalities: list[str] | None = Field(default=None, description="Only text.")


class ResponseBody(_Body):
    """What `POST /v1/responses` takes."""

    input: str | list[Message] = Field(
        description="The question, or a conversation whose last message is the question.",
        examples=["Why did Helen Brack resign?"],
    )
    text: dict[str, Any] | None = Field(default=None, description="Only the format `text`.")
    background: StrictBool | None = Field(default=None, description="Not done.")
    previous_response_id: str | None = Field(default=None, description="Nothing is stored.")
    conversation: Any = Field(default=None, description="Nothing is stored.")
    instructions: Any = Field(default=None, description="Not obeyed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for, whichever API it came by."""

    question: str
    earlier: tuple[Turn, ...]  # oldest first
    model: str
    sources: bool  # listed in the text too
    limits: Limits
    stream: bool
    words: int  # of all that was sent


def from_chat(body: ChatBody) -> Asked:
    """Raises:
    Refusal: it asks for what this bot does not do.
    """
    _no_tool(body)
    if body.n not in (None, 1):
        raise _unsupported("n", "There is one answer to a question: send `n` as 1, or not at all.")
    _text_only("response_format", body.response_format)
    if body.logprobs:
        raise _unsupported("logprobs", "There are no log probabilities: leave `logprobs` out.")
    if body.modalities and body.modalities != ["text"]:
        raise _unsupported("modalities", "Answers are text alone: leave `modalities` out.")
    return _asked(body, body.messages, "messages")


def from_responses(body: ResponseBody) -> Asked:
    """Raises:
    Refusal: it asks for what this bot does not do.
    """
    _no_tool(body)
    _text_only("text", (body.text or {}).get("format"))
    if body.background:
        raise _unsupported("background", "Answers are given at once: leave `background` out.")
    for name in ("previous_response_id", "conversation"):
        if getattr(body, name):
            raise _unsupported(
                name, f"No response is stored here: leave `{name}` out and send the conversation."
            )
    whole = body.input
    messages = [Message(role="user", content=whole)] if isinstance(whole, str) else whole
    return _asked(body, messages, "input")


def _asked(body: _Body, messages: Sequence[Message], param: str) -> Asked:
    spoken = [
        one for one in messages if one.type == "message" and one.role in ("user", "assistant")
    ]
    if not spoken or spoken[-1].role != "user":
        raise Refusal(
            f"The last message in `{param}` must be the user's: it is the question.",
            param=param,
            code="invalid_value",
        )
    *before, last = spoken
    question = _text(last)
    if not question.strip() and isinstance(last.content, list) and last.content:
        kinds = ", ".join(sorted({one.type for one in last.content}))
        says = f"The question has no text, only {kinds}. This bot reads text: ask in words."
        raise _unsupported(param, says)
    return Asked(
        question=question,
        earlier=_turns(before)[-RECALLED:],
        model=body.model.removesuffix(SOURCES),
        sources=body.model.endswith(SOURCES),
        limits=body.newsdesk,
        stream=bool(body.stream),
        words=sum(len(_text(one).split()) for one in messages),
    )


def _turns(messages: Iterable[Message]) -> tuple[Turn, ...]:
    """Each question with what was answered to it."""
    turns: list[Turn] = []
    for one in messages:
        text = _text(one).strip()
        if one.role == "user":
            turns.append(Turn(question=text))
        elif turns and text:  # what an assistant said unasked answers nothing
            said = f"{turns[-1].answer}\n{text}".strip()
            turns[-1] = recalled.told(turns[-1].question, said, turns[:-1])
    return tuple(turn for turn in turns if turn.question)


def _text(message: Message) -> str:
    if isinstance(message.content, str):
        return message.content
    parts = message.content or []
    return "\n".join(part.text for part in parts if part.type in _TEXTS)


def _no_tool(body: _Body) -> None:
    if body.tool_choice not in (None, "none", "auto"):
        raise _unsupported(
            "tool_choice", "This bot calls no tools: send `tool_choice` as `none` or `auto`."
        )


def _text_only(param: str, given: Any) -> None:
    kind = given.get("type", "text") if isinstance(given, dict) else "text"
    if kind != "text":
        raise _unsupported(
            param,
            "Answers are text with annotations, in no other format. The answer as JSON stands "
            "under the key `newsdesk` of every reply.",
        )


def _unsupported(param: str, says: str) -> Refusal:
    return Refusal(says, param=param, code="unsupported_value")
