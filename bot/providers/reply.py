"""A chat model's reply as it comes, within its times; whatever it raises becomes ModelUnavailable.

Three times run: to connect, to the first words, to the end. The server's own error says the rest:
no capacity (429), too long for it, filtered.
"""

import asyncio
import email.utils
import re
import time
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx
from pydantic import SecretStr

from bot.errors import BotError, ModelUnavailable
from bot.providers import connect
from bot.providers.gate import Gate, Turn, gate
from bot.providers.keys import harmless, told
from ingest.chat_models import PRESETS, ChatModelSettings
from ingest.errors import IngestError

if TYPE_CHECKING:  # llama_index takes seconds to import; only a chat model should pay for it
    from llama_index.core.llms.llm import LLM

PAUSE = 0.05  # seconds without a word, after which a statement that is whole is not held back
CHARS_A_TOKEN = 4  # of English; the estimate where a server does not count
MOST_CHARS_A_TOKEN = 12  # on the average of a reply: above it, max_tokens are not heeded
_TOO_LONG = re.compile(
    r"context.?length|context.?window|maximum.context|too many tokens|prompt is too long|"
    r"exceeds?.{1,12}context",
    re.IGNORECASE,
)
_FILTERED = re.compile(r"content.?filter|content.?policy|responsible.?ai", re.IGNORECASE)
_NO_SCHEMA = re.compile(r"response.?format|json.?schema|structured|grammar", re.IGNORECASE)
_REFUSED = frozenset({0, 400, 413, 422, 501})  # statuses that may mean "not this request"

Messages = Sequence[tuple[str, str]]  # role, words


class SchemaRefused(ModelUnavailable):
    """The server does not take a schema for its reply."""


@dataclass(slots=True)
class Provider:
    """One model of config.yaml, with its key, which it never shows."""

    settings: ChatModelSettings
    key: SecretStr | None = field(default=None, repr=False)
    takes_schema: bool = field(init=False)  # whether to ask for JSON; learnt where it is refused

    def __post_init__(self) -> None:
        self.takes_schema = connect.takes_schema(self.settings)

    @property
    def name(self) -> str:
        return self.settings.name

    @property
    def gate(self) -> Gate:
        return gate(self.settings)

    async def reply(
        self, messages: Messages, turn: Turn, *, until: float, schema: dict[str, Any] | None = None
    ) -> AsyncGenerator[str, None]:
        """The words of the reply, piece by piece; "" where it pauses.

        Args:
            until: the event loop's time by which all models together must be done.
            schema: `response_format` of the request, None for plain text.

        Raises:
            ModelUnavailable: it failed, was too slow, or broke off; also after some pieces.
            SchemaRefused: it takes no schema.
            SettingsError: it is a class that cannot be made.
        """
        loop = asyncio.get_running_loop()
        began = loop.time()
        end = min(began + self.settings.timeout_seconds, until)
        first = min(began + self.settings.first_token_seconds, end)
        words = sum(len(said) for _, said in messages)
        told_of = _Told(turn, estimated_in=words // CHARS_A_TOKEN)
        try:
            async with connect.opened(self.settings, self.key) as model:
                stream = _Stream(_responses(model, messages, self._extra(schema)))
                try:
                    while True:
                        limit = end if told_of.begun else first
                        if loop.time() >= limit:
                            raise self._late(began, until, begun=told_of.begun)
                        response = await stream.next(min(limit, loop.time() + PAUSE))
                        if response is _Stream.END:
                            break
                        piece = told_of.add(response) if response is not None else ""
                        if told_of.chars > self.settings.max_tokens * MOST_CHARS_A_TOKEN:
                            raise self._unavailable("sent more than its max_tokens", "unusable")
                        if piece or response is None:
                            yield piece
                finally:
                    told_of.count()
                    await stream.close()
        except (BotError, IngestError):
            raise
        except Exception as error:  # every provider has a tree of errors of its own
            raise self._translated(error, schema) from harmless(error, self.key)
        if "content_filter" in told_of.finish or told_of.refused:
            raise self._unavailable("declined to answer (content filter)", "filtered")
        if "length" in told_of.finish:
            raise self._unavailable("ran out of max_tokens", "unusable")
        if not told_of.finish and self.settings.provider in PRESETS:
            raise self._unavailable("broke off", "failed")

    def _extra(self, schema: dict[str, Any] | None) -> dict[str, Any]:
        if self.settings.provider not in PRESETS:
            return {}
        extra: dict[str, Any] = {"timeout": connect.times(self.settings)}
        if schema:
            extra["response_format"] = schema
        if connect.counts_tokens(self.settings):
            extra["stream_options"] = {"include_usage": True}
        return extra

    def _unavailable(self, what: str, reason: str, *, retry_after: float = 0.0) -> ModelUnavailable:
        said = f"The chat model {self.name} {what}."
        return ModelUnavailable(said, reason=reason, retry_after=retry_after)

    def _late(self, began: float, until: float, *, begun: bool) -> ModelUnavailable:
        passed = asyncio.get_running_loop().time()
        if passed >= until:
            return self._unavailable("was not done by answer.deadline_seconds", "deadline")
        if passed >= began + self.settings.timeout_seconds:
            seconds, reason = self.settings.timeout_seconds, "total"
        else:
            seconds, reason = self.settings.first_token_seconds, "first_token"
        what = "did not finish its reply" if begun else "did not answer"
        return self._unavailable(f"{what} within {seconds:g} s", reason)

    def _translated(self, error: Exception, schema: dict[str, Any] | None) -> ModelUnavailable:
        status = getattr(error, "status_code", 0)
        said = told(error, self.key)
        words = f"{getattr(error, 'code', '')} {said}"
        if status == 429:
            seconds = _retry_after(error)
            return self._unavailable(f"has no capacity: {said}", "rate_limit", retry_after=seconds)
        if any(isinstance(one, httpx.ConnectError | httpx.ConnectTimeout) for one in _chain(error)):
            return self._unavailable(f"cannot be reached: {said}", "connect")
        if status in _REFUSED:
            if _TOO_LONG.search(words) or status == 413:
                return self._unavailable(f"cannot take so long a question: {said}", "context")
            if _FILTERED.search(words):
                return self._unavailable(f"declined to answer: {said}", "filtered")
            if schema and status and _NO_SCHEMA.search(words):
                return SchemaRefused(f"The chat model {self.name} takes no schema.")
        return self._unavailable(f"failed: {said}", "failed")


class _Told:
    """What the responses say besides their words."""

    def __init__(self, turn: Turn, *, estimated_in: int) -> None:
        self._turn, self._estimated_in = turn, estimated_in
        self._usage: dict[str, int] = {}
        self.begun, self.refused, self.chars, self.finish = False, False, 0, ""

    def add(self, response: Any) -> str:
        """The words of one response, "" where it has none."""
        piece = str(response.delta or "")
        beside = response.additional_kwargs or {}
        if piece or beside.get("thinking_delta"):
            self.begun = True
            self._turn.begun()
        self.chars += len(piece) + len(beside.get("thinking_delta") or "")
        if beside.get("prompt_tokens"):
            self._usage = beside
        for choice in getattr(response.raw, "choices", None) or ():
            self.finish = getattr(choice, "finish_reason", None) or self.finish
            self.refused |= bool(getattr(getattr(choice, "delta", None), "refusal", None))
        return piece

    def count(self) -> None:
        """Put what was read and written down, as the server counts it or as estimated."""
        read, written = self._usage.get("prompt_tokens"), self._usage.get("completion_tokens")
        self._turn.spend(read or self._estimated_in, written or self.chars // CHARS_A_TOKEN)


class _Stream:
    """An async generator of which the next item can be waited for without losing it."""

    END = object()

    def __init__(self, source: AsyncGenerator[Any, None]) -> None:
        self._source = source
        self._pending: asyncio.Task[Any] | None = None

    async def next(self, until: float) -> Any:
        """The next item, END behind the last, None where none comes before `until`."""
        if self._pending is None:
            self._pending = asyncio.ensure_future(self._take())
        wait = max(0.0, until - asyncio.get_running_loop().time())
        done, _ = await asyncio.wait({self._pending}, timeout=wait)
        if not done:
            return None
        pending, self._pending = self._pending, None
        return pending.result()

    async def _take(self) -> Any:
        return await anext(self._source, self.END)

    async def close(self) -> None:
        if self._pending is not None:
            self._pending.cancel()
            with suppress(asyncio.CancelledError, Exception):  # what it raises nobody waits for
                await self._pending
        await self._source.aclose()


async def _responses(
    model: "LLM", messages: Messages, extra: dict[str, Any]
) -> AsyncGenerator[Any, None]:
    # Late, as above.
    from llama_index.core.base.llms.types import ChatMessage
    from llama_index.core.llms.custom import CustomLLM

    said = [ChatMessage(role=role, content=words) for role, words in messages]
    if isinstance(model, CustomLLM):  # its asynchronous methods would hold up everybody else
        inside: Iterator[Any] = await asyncio.to_thread(model.stream_chat, said)
        while (response := await asyncio.to_thread(next, inside, None)) is not None:
            yield response
        return
    async with aclosing(await model.astream_chat(said, **extra)) as stream:
        async for response in stream:
            yield response


def _retry_after(error: Exception) -> float:
    """Seconds that the server asks for, 0 where it does not say."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    value = str(headers.get("retry-after", "")).strip()[:64]
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, OverflowError):  # no date, or one that no clock shows
        return 0.0


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(10):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__
