"""The bot as tools of other assistants: the Model Context Protocol, by its own package.

Imported where it is used: the package takes a second. tools.py does the work; where a server
holds the data folder, its `/mcp` does.
"""

from collections.abc import Awaitable, Callable
from importlib.metadata import version as version_of
from typing import Annotated, Any

import httpx2
from mcp import Client, MCPError
from mcp.client.streamable_http import streamable_http_client
from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import CallToolResult, InputRequiredResult, TextContent, ToolAnnotations
from pydantic import Field, ValidationError

from bot.channels import outward
from bot.channels.mcp import arguments as mcp_arguments
from bot.channels.mcp.results import AnswerShape, HitsShape, Said, TextShape
from bot.errors import BotError, HandOverFailed
from ingest.errors import IngestError
from ingest.stored.holder import Holder

INSTRUCTIONS = (
    "A library of news articles. `ask` answers a question from them: every sentence of the answer "
    "carries a verbatim, checked quote, and where the articles do not say, it says so. Pass the "
    "answer on with its quotes, outlets and dates, and add nothing to it. `search_articles` finds "
    "passages; `read_article` gives an article's text."
)
SECONDS = 180.0  # for one answer of a server that is asked in our place
# Over HTTP the application has checked the names; the package's own check knows no wildcards.
CHECKED_ALREADY = TransportSecuritySettings(enable_dns_rebinding_protection=False)
READING = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

Call = Callable[[str, dict[str, Any]], Awaitable[Said | CallToolResult]]

Asked = Annotated[str, Field(description="In plain words, whole: it must not need a context.")]
Now = Annotated[str, Field(description="The day it is asked on, as an ISO date; else today.")]
Sources = Annotated[
    list[str] | None, Field(description="Outlets to search; else all.", max_length=100)
]
FirstDay = Annotated[str, Field(description="First day to search, as an ISO date.")]
LastDay = Annotated[str, Field(description="Last day to search, as an ISO date.")]


class _Server(MCPServer[Any]):
    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """As the package has it, but for arguments that a tool cannot take.

        Of wrong ones the package gives pydantic's report. Unknown ones it leaves out, so that a
        misspelt limit would be none.
        """
        schema = next(
            (one.input_schema for one in await self.list_tools() if one.name == name), None
        )
        if schema and arguments.keys() - schema["properties"].keys():
            return failed(mcp_arguments.wrong(name, schema, arguments))
        try:
            return await super().call_tool(name, arguments, context)
        except UnexpectedToolError:  # the tool's own mistake, of whatever class
            raise
        except ToolError as error:
            if not schema or not isinstance(error.__cause__, ValidationError):
                raise
            return failed(mcp_arguments.wrong(name, schema, arguments, error.__cause__))


def build(call: Call) -> MCPServer[Any]:
    """A server whose tools are done by `call`; errors of ours become errors of the tool."""
    server = _Server(
        "newsdesk",
        title="Newsdesk",
        version=version_of("newsdesk"),
        instructions=INSTRUCTIONS,
        log_level="WARNING",
    )

    async def done(name: str, **arguments: Any) -> CallToolResult:
        try:
            said = await call(name, arguments)
        except (BotError, IngestError) as error:
            return failed(outward.sentence(error, f"MCP, {name}"))
        if isinstance(said, CallToolResult):
            return said
        return CallToolResult(
            content=[TextContent(type="text", text=said.words)], structured_content=said.data
        )

    @server.tool(title="Ask the articles", annotations=READING)
    async def ask(
        question: Asked,
        now: Now = "",
        sources: Sources = None,
        first_day: FirstDay = "",
        last_day: LastDay = "",
    ) -> Annotated[CallToolResult, AnswerShape]:
        """Answer a question from the news articles, each sentence with its quotes."""
        return await done(
            "ask",
            question=question,
            now=now,
            sources=sources or [],
            first_day=first_day,
            last_day=last_day,
        )

    @server.tool(title="Search the articles", annotations=READING)
    async def search_articles(
        question: Asked,
        limit: Annotated[int, Field(description="How many passages.", ge=1, le=50)] = 10,
        now: Now = "",
        sources: Sources = None,
        first_day: FirstDay = "",
        last_day: LastDay = "",
    ) -> Annotated[CallToolResult, HitsShape]:
        """Find the passages of news articles that fit a question, best first."""
        return await done(
            "search_articles",
            question=question,
            limit=limit,
            now=now,
            sources=sources or [],
            first_day=first_day,
            last_day=last_day,
        )

    @server.tool(title="Read an article", annotations=READING)
    async def read_article(
        article_id: Annotated[str, Field(description="As citations and hits name it.")],
        version: Annotated[
            int, Field(description="As it was then, for a citation of it; 0 for now.", ge=0)
        ] = 0,
        start: Annotated[int, Field(description="Character to begin at.", ge=0)] = 0,
        length: Annotated[int, Field(description="Characters at most.", ge=1, le=100_000)] = 20_000,
    ) -> Annotated[CallToolResult, TextShape]:
        """One news article: headline, outlet, date, and its text or a piece of it."""
        return await done(
            "read_article", article_id=article_id, version=version, start=start, length=length
        )

    return server


def failed(sentence: str) -> CallToolResult:
    """A tool's error, for the model to read."""
    return CallToolResult(content=[TextContent(type="text", text=sentence)], is_error=True)


async def handed_over(held: Holder, name: str, arguments: dict[str, Any]) -> CallToolResult:
    """What the server that holds the data folder gives, asked by the same protocol.

    Raises:
        HandOverFailed: it does not answer.
    """
    headers = {"Authorization": f"Bearer {held.token}", "Host": held.host}
    # No proxy of the environment: the address is one of this machine.
    http = httpx2.AsyncClient(headers=headers, timeout=SECONDS, trust_env=False)
    try:
        async with http:
            transport = streamable_http_client(f"{held.address}/mcp", http_client=http)
            async with Client(transport) as client:
                return await client.call_tool(name, arguments)
    except* (httpx2.HTTPError, MCPError, OSError) as group:
        raise HandOverFailed(
            f"The data folder is in use by {held}, which does not answer at {held.address}/mcp: "
            f"{_first(group)}. Ask again, or stop it."
        ) from group


def _first(error: BaseException) -> str:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return str(error) or type(error).__name__
