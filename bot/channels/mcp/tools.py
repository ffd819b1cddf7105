"""What the MCP tools do, over an open store. The protocol itself is in server.py."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

from bot.answer.answer import to_json
from bot.answer.written.generate import Writer
from bot.ask import ask
from bot.channels.live import closing
from bot.channels.mcp import results
from bot.channels.mcp.results import Said
from bot.errors import BadQuestion
from bot.events import Done, Event
from bot.question import mended
from bot.question.posed import pose
from bot.question.understanding import Question
from bot.search import retrieve
from ingest.limits import Limits
from ingest.store import Store

Watched = Callable[[AsyncIterator[Event], Question], AsyncIterator[Event]]


class Tools:
    """The tools by name.

    Args:
        watched: the same events of an answer, looked at on their way.

    Raises:
        BotError, IngestError: from every tool.
    """

    def __init__(
        self, store: Store, writers: tuple[Writer, ...], watched: Watched | None = None
    ) -> None:
        self._store, self._writers = store, writers
        self._watched: Watched = watched or (lambda events, _: events)

    async def call(self, name: str, arguments: dict[str, Any]) -> Said:
        match name:
            case "ask":
                return await self.ask(**arguments)
            case "search_articles":
                return await self.search_articles(**arguments)
            case _:
                return await self.read_article(**arguments)

    async def ask(self, question: str, **limits: Any) -> Said:
        understood = await asyncio.to_thread(self._understand, question, **limits)
        events = ask(self._store, understood, writers=self._writers)
        async with closing(events), closing(self._watched(events, understood)) as watched:
            async for event in watched:
                if isinstance(event, Done):
                    given = to_json(event.answer)
                    return Said(given, results.answer_words(given))
        raise AssertionError("the stream ends with Done")

    async def search_articles(self, question: str, limit: int, **limits: Any) -> Said:
        understood = await asyncio.to_thread(self._understand, question, **limits)
        understood = await asyncio.to_thread(mended.read, self._store, understood)
        found = await asyncio.to_thread(retrieve.search, self._store, understood, k=limit)
        return Said(results.hits_json(found.hits), results.hits_words(found.hits))

    async def read_article(self, article_id: str, version: int, start: int, length: int) -> Said:
        library = self._store.library
        read = (library.version, article_id, version) if version else (library.article, article_id)
        found = await asyncio.to_thread(*read)
        if start >= len(found.text) > 0:
            raise BadQuestion(
                f"The article has {len(found.text):,} characters; start={start} lies behind them."
            )
        return Said(
            results.text_json(found, start, length), results.text_words(found, start, length)
        )

    def _understand(
        self, question: str, *, now: str, sources: list[str], first_day: str, last_day: str
    ) -> Question:
        limits = Limits(first_day=first_day, last_day=last_day, sources=tuple(sources))
        return pose(self._store, question, now=now, limits=limits)
