"""A model of config.yaml -> the LlamaIndex LLM that speaks to it."""

import importlib
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import httpx
from pydantic import SecretStr

from bot.providers.keys import harmless, told
from ingest import foreign, local_only
from ingest.chat_models import PRESETS, ChatModelSettings
from ingest.errors import SettingsError

if TYPE_CHECKING:  # llama_index takes seconds to import; only a chat model should pay for it
    from llama_index.core.llms.llm import LLM

OPENAI = PRESETS["openai"][0]
# Bytes of a reply: a token in an event of its own takes about 300. What sends more is not listened
# to, since all of it would be held in memory.
BYTES_A_TOKEN, BYTES_BESIDE = 1_000, 500_000


def load(settings: ChatModelSettings, key: SecretStr | None) -> None:
    """Import what speaks to the model, which takes seconds, before somebody waits for it.

    Raises:
        SettingsError: it is a class that cannot be imported or made, or is no LLM; or it is not
            here, and local_only is set.
    """
    if settings.base_url:
        local_only.check(settings.base_url, f"chat_models: {settings.name}")
    if settings.provider in PRESETS:
        importlib.import_module("llama_index.llms.openai_like")
        importlib.import_module("openai.resources.chat")  # its client imports it when first asked
        _ssl()
    else:
        _made(settings.model_dump_json(), key)


def unreachable(settings: ChatModelSettings) -> str:
    """Why its server cannot be reached, "" where it can, or where a class knows where it is."""
    if not settings.base_url:
        return ""
    parts = urlsplit(settings.base_url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        socket.create_connection((parts.hostname, port), timeout=settings.connect_seconds).close()
    except OSError as error:
        return (
            f"{settings.base_url} cannot be reached ({error.strerror or error}). Start the server, "
            "or correct base_url under chat_models in config.yaml."
        )
    return ""


def takes_schema(settings: ChatModelSettings) -> bool:
    """Whether replies are asked for in JSON by a schema (`response_format`) without trying first.

    OpenAI, Azure and the servers with presets have it; of another address nobody knows.
    """
    if settings.structured != "auto":
        return settings.structured == "always"
    return counts_tokens(settings)


def counts_tokens(settings: ChatModelSettings) -> bool:
    """Whether the server is one that is known to say how many tokens a stream took."""
    known = settings.provider in PRESETS and settings.provider != "openai"
    return known or settings.base_url == OPENAI


def times(settings: ChatModelSettings) -> httpx.Timeout:
    """Of one request; openai's client sends them with each, whatever its own client has."""
    return httpx.Timeout(settings.timeout_seconds, connect=settings.connect_seconds)


@asynccontextmanager
async def opened(settings: ChatModelSettings, key: SecretStr | None) -> "AsyncIterator[LLM]":
    """The model, for one question.

    A client of its own each time: when the block is left, the connection is closed, so that the
    server stops writing what nobody waits for; and it may be used from any event loop.

    Raises:
        SettingsError: the class cannot be imported or made.
    """
    if settings.provider not in PRESETS:
        yield _made(settings.model_dump_json(), key)
        return
    most = settings.max_tokens * BYTES_A_TOKEN + BYTES_BESIDE
    async with httpx.AsyncClient(
        transport=_Bounded(most, _ssl()),
        # Its answer is not followed elsewhere, and not unpacked: a few bytes may hide gigabytes.
        follow_redirects=False,
        headers={"Accept-Encoding": "identity"},
    ) as client:
        yield _openai(settings, key.get_secret_value() if key else "none", client)


def _openai(settings: ChatModelSettings, key: str, client: httpx.AsyncClient) -> "LLM":
    # Late, as above.
    from llama_index.llms.openai_like import OpenAILike

    shared: dict[str, Any] = {
        "model": settings.name,
        "is_chat_model": True,
        "temperature": 0.0,
        "max_retries": 0,  # the next model in the list is the retry
        "timeout": settings.timeout_seconds,
    }
    if settings.provider == "azure":
        # LlamaIndex's own class for Azure knows OpenAI's names of models alone, and a deployment
        # is called as its owner likes.
        from openai import AsyncAzureOpenAI

        azure = AsyncAzureOpenAI(
            azure_endpoint=settings.base_url,
            azure_deployment=settings.name,
            api_version=settings.api_version,
            api_key=key,
            max_retries=0,
            http_client=client,
        )
        most = {"max_completion_tokens": settings.max_tokens}  # reasoning models take no other
        shared |= {"async_openai_client": azure, "additional_kwargs": most | settings.options}
        return OpenAILike(api_key=key, **shared)
    shared |= {"async_http_client": client, "additional_kwargs": settings.options}
    shared |= {"api_base": settings.base_url, "max_tokens": settings.max_tokens}
    return OpenAILike(api_key=key, **shared)


@lru_cache(maxsize=1)
def _ssl() -> ssl.SSLContext:
    """Made once: it reads every certificate authority, 20 ms."""
    return httpx.create_ssl_context()


class _Bounded(httpx.AsyncHTTPTransport):
    """Refuses packed replies, and reads no more than `most` bytes of one."""

    def __init__(self, most: int, verify: ssl.SSLContext) -> None:
        super().__init__(verify=verify)
        self._most = most

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await super().handle_async_request(request)
        if response.headers.get("Content-Encoding", "identity") != "identity":
            await response.aclose()
            raise httpx.DecodingError("the reply is packed, which was not asked for")
        response.stream = _BoundedStream(cast(httpx.AsyncByteStream, response.stream), self._most)
        return response


class _BoundedStream(httpx.AsyncByteStream):
    def __init__(self, stream: httpx.AsyncByteStream, most: int) -> None:
        self._stream, self._left = stream, most

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            self._left -= len(part)
            if self._left < 0:
                raise httpx.ReadError("the reply is longer than max_tokens allows")
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()


@lru_cache(maxsize=16)
def _made(settings_json: str, key: SecretStr | None) -> "LLM":
    settings = ChatModelSettings.model_validate_json(settings_json)
    wanted = _class(settings.provider)
    given = {"api_key": key.get_secret_value()} if key else {}
    try:
        made: LLM = wanted(**settings.options, **given)
    except Exception as error:  # whatever foreign code may raise
        raise SettingsError(
            f"The chat model {settings.name} cannot be made from {settings.provider} "
            f"({told(error, key)}). See its options under chat_models in config.yaml."
        ) from harmless(error, key)
    return made


def _class(path: str) -> Any:
    # Late, as above.
    from llama_index.core.llms.llm import LLM

    try:
        wanted = foreign.named(path)
    except Exception as error:  # whatever a foreign module may raise while it is imported
        raise SettingsError(
            f"The chat model's provider {path} cannot be imported ({told(error, None)}). Install "
            "the package that has it, or correct it under chat_models in config.yaml."
        ) from error
    if not (isinstance(wanted, type) and issubclass(wanted, LLM)):
        raise SettingsError(
            f"The chat model's provider {path} is no LlamaIndex LLM. Name one under chat_models in "
            "config.yaml."
        )
    return wanted
