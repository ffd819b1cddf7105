"""Run by test_local_only.py in a process of its own, which the switch changes for good.

127.0.0.1 stands for this machine, 127.0.0.2 for the rest of the world: each has a server, and what
reaches the second one is told. Prints, as JSON, what came of every way to reach it.
"""

import asyncio
import json
import logging
import os
import socket
import sys
import urllib.request
from contextlib import suppress
from ipaddress import ip_network
from typing import Any

import aiohttp
import httpx
import requests
from chat_server import chat_server
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.postprocessor.types import BaseNodePostprocessor
from uvicorn import Config
from web_server import web_server

from bot import models
from bot.check import judge
from bot.search import rerank
from ingest import local_only
from ingest.embedding.embed import Embedder
from ingest.settings import (
    CheckSettings,
    EmbeddingSettings,
    FetchSettings,
    RerankerSettings,
    Settings,
)
from ingest.sources.fetch import Fetcher


class Embedding(BaseEmbedding):
    """Of a server elsewhere."""

    url: str

    def _get_text_embedding(self, text: str) -> list[float]:
        return list(httpx.get(self.url, timeout=5).json())

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)


class Reranking(BaseNodePostprocessor):
    """Likewise."""

    url: str

    def _postprocess_nodes(self, nodes: Any, query_bundle: Any = None) -> Any:
        requests.get(self.url, timeout=5)
        return nodes


class Judging:
    """Likewise."""

    def __init__(self, url: str) -> None:
        self.url = url

    def __call__(self, premise: str, hypothesis: str) -> float:
        return float(urllib.request.urlopen(self.url, timeout=5).read())


def main() -> None:
    local_only.LOCAL = (ip_network("127.0.0.1/32"), ip_network("::1"))
    logging.disable()
    with web_server() as near, web_server("127.0.0.2") as far, chat_server() as chat:
        chat.reply = "90"
        told = {name: outcome(way) for name, way in ways(near, far, chat).items()}
        told |= {"far": far.asked, "near": near.asked, "chat": len(chat.requests)}
    sys.stdout.write(json.dumps(told) + "\n")


def outcome(way: Any) -> str:
    """What a way came to: its result, or its error and those behind it."""
    try:
        return f"got {way()!r}"
    except BaseException as error:
        said, one = [], error
        while one is not None and len(said) < 12:
            said.append(f"{type(one).__name__}: {one}")
            one = one.__cause__ or one.__context__
        return "refused: " + " <- ".join(said)


def ways(near: Any, far: Any, chat: Any) -> dict[str, Any]:
    host, port = "127.0.0.2", far.port
    url = f"http://{host}:{port}/"
    near.pages |= {"/": "hello", "/away": (302, {"Location": url}, b"")}
    far.pages |= {"/": "hello", "/article": "hello"}
    lookup, asked = socket.getaddrinfo, []

    def anew(name: Any, *given: Any, **how: Any) -> Any:
        """inside.example is here when it is first looked up, and elsewhere from then on."""
        if name in ("inside.example", b"inside.example"):
            asked.append(name)
            name = "127.0.0.1" if len(asked) == 1 else host
        return lookup(name, *given, **how)

    def switch() -> str:
        os.environ["HTTP_PROXY"] = os.environ["https_proxy"] = near.url(host="127.0.0.1")
        local_only.enforce()
        socket.getaddrinfo = anew
        return str([one for one in os.environ if one.upper().endswith("_PROXY")])

    def model(**changes: Any) -> str:
        settings = Settings(chat_models=(chat.settings(**changes),))
        return asyncio.run(models.writers(settings)[0].told("You judge.", "?", seconds=5))

    def sent(call: str, *given: Any, family: int = socket.AF_INET) -> Any:
        kind = socket.SOCK_DGRAM if "send" in call else socket.SOCK_STREAM
        with socket.socket(family, kind) as made:
            made.settimeout(5)
            return getattr(made, call)(*given)

    async def session(address: str) -> str:
        async with aiohttp.ClientSession() as client, client.get(address) as reply:
            return await reply.text()

    reranking = RerankerSettings(path="near_and_far:Reranking", options={"url": url})
    judging = CheckSettings(model="near_and_far:Judging", options={"url": url})
    fetch = FetchSettings(allow=(host,), seconds_between_requests=0, robots=False)
    return {
        "before the switch": lambda: httpx.get(url).text,
        "the switch": switch,
        "httpx near": lambda: httpx.get(near.url(host="127.0.0.1")).text,
        "chat model near": model,
        "chat model": lambda: model(name="far", base_url=f"{url}v1"),
        "chat model by a name that is bound anew": lambda: model(
            name="bound", base_url=f"http://inside.example:{port}/v1"
        ),
        "embedding": lambda: Embedder(
            EmbeddingSettings(model="near_and_far:Embedding", options={"url": url})
        ).texts(["a"]),
        "reranker": lambda: rerank.load(reranking)._model.postprocess_nodes([]),
        "judge": lambda: judge.load(Settings(check=judging))("a", "b"),
        "slack's client": lambda: asyncio.run(session(url)),
        "a redirect": lambda: requests.get(near.url("/away", host="127.0.0.1"), timeout=5).text,
        "urllib": lambda: urllib.request.urlopen(url, timeout=5).read(),
        "asyncio": lambda: asyncio.run(asyncio.open_connection(host, port)),
        "connect": lambda: sent("connect", (host, port)),
        "connect_ex": lambda: sent("connect_ex", (host, port)),
        "an address inside another": lambda: sent(
            "connect", (f"::ffff:{host}", port), family=socket.AF_INET6
        ),
        "sendto": lambda: sent("sendto", b"x", (host, port)),
        "sendmsg": lambda: sent("sendmsg", [b"x"], [], 0, (host, port)),
        "uvloop": lambda: __import__("uvloop"),
        "the server's loop": lambda: Config("", loop="auto").get_loop_factory().__module__,
        "the fetcher of articles": lambda: Fetcher(fetch).get(f"{url}article").data,
        "after the fetcher": lambda: httpx.get(url).text,
    }


if __name__ == "__main__":
    # Classes are named by their module, which is not `__main__` there.
    import near_and_far

    with suppress(BrokenPipeError):
        near_and_far.main()
    sys.stdout.flush()
