"""The MCP tools for a program that starts them: over its own pipes, beside whoever else works here.

An assistant keeps this process for days. So the data folder is held only while there are questions,
and for moments after; and where a server holds it, that server is asked.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mcp.types import CallToolResult

from bot.channels.mcp import server as mcp_server
from bot.channels.mcp.results import Said
from bot.handover import server_of
from ingest.errors import DataFolderBusy
from ingest.settings import Settings

if TYPE_CHECKING:
    from bot.channels.mcp.tools import Tools
    from ingest.store import Store

HELD = 5.0  # seconds without a question, after which the folder is free for others
PATIENCE = 15.0  # that one waits for another process which takes no questions
PAUSE = 0.25


def run(folder: Path, settings: Settings) -> None:
    """Serve on stdin and stdout until stdin ends."""
    turns = Turns(folder, settings)
    try:
        mcp_server.build(turns.call).run("stdio")
    finally:
        turns.close()


class Turns:
    """The tools over a data folder that others use too."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder, self._settings = folder, settings
        self._store: Store | None = None
        self._tools: Tools | None = None
        self._opening = asyncio.Lock()
        self._at_work = 0
        self._closing: asyncio.TimerHandle | None = None

    async def call(self, name: str, arguments: dict[str, Any]) -> Said | CallToolResult:
        """A tool, done here or by the server that holds the folder.

        Raises:
            DataFolderBusy: another process holds it, and takes no questions.
            HandOverFailed: the server that holds it does not answer; and as `Tools.call`.
        """
        until = time.monotonic() + PATIENCE
        while True:
            try:
                async with self._opened() as tools:
                    return await tools.call(name, arguments)
            except DataFolderBusy:
                if held := server_of(self._folder):
                    return await mcp_server.handed_over(held, name, arguments)
                if time.monotonic() > until:
                    raise
            await asyncio.sleep(PAUSE)  # it ends soon, or is a server that is about to listen

    def close(self) -> None:
        """Give the folder back."""
        if self._store:
            self._store.close()
        self._store = self._tools = None

    @asynccontextmanager
    async def _opened(self) -> "AsyncIterator[Tools]":
        async with self._opening:
            if self._closing:
                self._closing.cancel()
            if self._tools is None:
                self._tools = await self._taken()
            tools = self._tools
            self._at_work += 1
        try:
            yield tools
        finally:
            self._at_work -= 1
            if not self._at_work:
                self._closing = asyncio.get_running_loop().call_later(HELD, self.close)

    async def _taken(self) -> "Tools":
        """What is heavy is imported with the first question: an assistant waits for the list of
        the tools; and what answers, where it is this process that does."""
        await asyncio.to_thread(import_module, "ingest.store")
        from ingest.store import Store

        # Not in a thread: a lock is let go only by the thread that took it.
        self._store = Store(self._folder, self._settings, purpose="newsdesk mcp", make=False)
        try:
            await asyncio.to_thread(import_module, "bot.channels.mcp.tools")
            from bot import models
            from bot.channels.mcp.tools import Tools

            return Tools(self._store, models.writers(self._settings))
        except BaseException:
            self.close()
            raise
