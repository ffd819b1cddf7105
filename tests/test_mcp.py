"""The MCP tools, asked by the protocol's own client: over HTTP, over pipes, and handed over."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import httpx
import httpx2
import pytest
from conftest import ROOT
from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from newsroom import newsroom
from served import served

from bot.answer.answer import to_json
from bot.ask import answer
from bot.channels import rest
from bot.channels.mcp import http as mcp_http
from bot.channels.mcp import results as mcp_results
from bot.channels.mcp import server as mcp_server
from bot.channels.mcp import stdio as mcp_stdio
from bot.channels.render import hit_json, whole_json
from bot.errors import HandOverFailed
from bot.keys import Keys, Scope
from bot.question.understanding import understand
from bot.search.retrieve import search
from ingest.errors import DataFolderBusy
from ingest.settings import Settings
from ingest.store import Store
from ingest.stored import holder

WHY = "Why did gate 3 of the Orrin dam fail?"
NOW = "2025-06-01"
TOKEN = "the-server's-own"
INITIALIZE = {  # the first request of a client
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "0"},
    },
}


def application(store: Store) -> FastAPI:
    app = FastAPI()
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(store.settings.server.hosts))
    rest.install(app, store, TOKEN)
    app.include_router(rest.router(store, ()))
    mcp_http.mount(app, store, ())
    return app


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with newsroom(tmp_path_factory.mktemp("mcp")) as store:
        yield store


@pytest.fixture(scope="module")
def address(store):
    with served(application(store)) as address:
        yield address


def command(folder: Path) -> StdioServerParameters:
    """`newsdesk mcp` of this checkout, over the library in `folder`."""
    code = "from bot.cli import main; main()"
    return StdioServerParameters(
        command=sys.executable,
        args=["-c", code, "mcp", "--data", str(folder)],
        env={"PYTHONPATH": str(ROOT)},
        cwd=folder.parent,
    )


def call(server, name, **arguments):
    async def called():
        async with Client(server) as client:
            return await client.call_tool(name, arguments)

    return asyncio.run(called())


# ---- the tools


def test_the_tools_only_read_and_say_what_they_give(address):
    async def listed():
        async with Client(f"{address}/mcp") as client:
            return (await client.list_tools()).tools

    tools = {one.name: one for one in asyncio.run(listed())}
    assert list(tools) == ["ask", "search_articles", "read_article"]
    assert all(one.annotations.read_only_hint for one in tools.values())
    properties = tools["ask"].output_schema["properties"]
    assert properties["citations"]["items"] == {"$ref": "#/$defs/CitationShape"}
    assert tools["ask"].input_schema["required"] == ["question"]
    assert "quotes" in tools["ask"].description


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_an_answer_comes_with_its_citations(address, mode):
    async def asked():
        async with Client(f"{address}/mcp", mode=mode) as client:
            return await client.call_tool("ask", {"question": WHY, "now": NOW})

    result = asyncio.run(asked())
    answered = result.structured_content
    assert (result.is_error, answered["outcome"]) == (False, "answered")
    first = answered["citations"][0]
    assert first["quote"] == "Gate 3 of the Orrin dam failed because a drive shaft sheared."
    article = httpx.get(f"{address}/v1/articles/{first['article']['id']}").json()
    assert article["text"][first["start"] : first["end"]] == first["quote"]
    body = {"question": WHY, "now": NOW, "keep": False}
    asked = httpx.post(f"{address}/v1/ask", json=body).json()
    assert {**answered, "id": "", "seconds": 0} == {**asked, "id": "", "seconds": 0}
    words = result.content[0].text
    assert words.startswith(answered["text"])
    assert "[1] Wendel Valley Post, 2025-02-04: Gate 3 of the Orrin dam failed" in words


def test_limits_are_kept(address):
    found = call(
        f"{address}/mcp",
        "search_articles",
        question="What does the Saltmarsh ferry cost?",
        limit=3,
        first_day="2025-03-01",
        sources=["Harbour Ledger"],
        now=NOW,
    )
    assert {one["article_id"] for one in found.structured_content["hits"]} == {"ferry-2"}
    assert "article_id: ferry-2" in found.content[0].text


def test_an_article_is_read_in_pieces(address):
    first = call(f"{address}/mcp", "read_article", article_id="dam", length=10)
    assert first.structured_content["text"] == "Gate 3 of "
    assert first.content[0].text.endswith("Gate 3 of \n\n(It goes on: call again with start=10.)")
    rest_of_it = call(f"{address}/mcp", "read_article", article_id="dam", start=10, version=1)
    data = rest_of_it.structured_content
    assert (data["start"], data["end"]) == (10, data["length"])
    assert data["text"].startswith("the Orrin dam failed")
    assert data["published_at"] == "2025-02-04"


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        ("ask", {"question": " "}, "The question is empty. Type what you want to know."),
        ("ask", {"question": WHY, "now": "soon"}, "'now' is 'soon'"),
        ("search_articles", {"question": WHY, "sources": ["Nobody"]}, "'Nobody'"),
        ("read_article", {"article_id": "nope"}, "'nope'"),
        ("read_article", {"article_id": "dam", "start": 9999}, "start=9999 lies behind them."),
    ],
)
def test_an_error_is_a_sentence(address, name, arguments, says):
    result = call(f"{address}/mcp", name, **arguments)
    assert result.is_error
    assert says in result.content[0].text


ARGUMENTS = {
    "ask": "question, now, sources, first_day, last_day",
    "search_articles": "question, limit, now, sources, first_day, last_day",
    "read_article": "article_id, version, start, length",
}


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        ("ask", {"query": WHY}, "'question' is missing. There is no 'query'."),
        # A misspelt limit would be none.
        ("ask", {"question": WHY, "outlets": ["Harbour Ledger"]}, "There is no 'outlets'."),
        ("ask", {"question": None}, "'question' must be a string, not null."),
        ("ask", {"question": WHY, "now": 2025}, "'now' must be a string, not 2025."),
        (
            "ask",
            {"question": WHY, "sources": "Harbour Ledger"},
            "'sources' must be a list of strings, not \"Harbour Ledger\".",
        ),
        (
            "ask",
            {"question": WHY, "sources": [1, 2, 3, 4]},
            "'sources[0]' must be a string, not 1; 'sources[1]' must be a string, not 2; "
            "'sources[2]' must be a string, not 3; and 1 more.",
        ),
        (
            "ask",
            {"question": WHY, "sources": ["Ledger"] * 101},
            "'sources' may have at most 100 entries.",
        ),
        (
            "search_articles",
            {"question": WHY, "limit": "many"},
            "'limit' must be a whole number, not \"many\".",
        ),
        (
            "search_articles",
            {"question": WHY, "limit": 2.5},
            "'limit' must be a whole number, not 2.5.",
        ),
        (
            "search_articles",
            {"question": WHY, "limit": 51},
            "'limit' must be at most 50, not 51.",
        ),
        (
            "read_article",
            {"article_id": ["a" * 100], "start": -1},
            f"'article_id' must be a string, not [\"{'a' * 78}…; "
            "'start' must be at least 0, not -1.",
        ),
    ],
)
def test_what_is_wrong_with_arguments_is_said_so_that_a_model_can_mend_it(
    address, name, arguments, says
):
    result = call(f"{address}/mcp", name, **arguments)
    assert result.is_error
    assert result.content[0].text == f"{says} The arguments of '{name}' are {ARGUMENTS[name]}."


def test_a_number_too_long_to_write_out_is_left_out():
    async def called(name, arguments):
        raise AssertionError(name)

    server = mcp_server.build(called)
    result = call(server, "ask", question=WHY, sources=[10**5000])
    assert result.is_error
    assert result.content[0].text == (
        f"'sources[0]' must be a string. The arguments of 'ask' are {ARGUMENTS['ask']}."
    )


@pytest.mark.parametrize("at", ["in the tool", "in what it gives"])
def test_what_a_tool_does_wrong_is_not_blamed_on_the_arguments(at):
    async def called(name, arguments):
        if at == "in the tool":
            mcp_results.AnswerShape.model_validate({})
        return mcp_results.Said("", {})

    result = call(mcp_server.build(called), "ask", question=WHY)
    assert result.is_error
    assert result.content[0].text == "Error executing tool ask"


def test_the_types_say_what_is_given(store):
    """Every key that is given is described, and every one that is described is given."""
    question = understand(WHY, now=NOW)
    whole = to_json(asyncio.run(answer(store, question)))
    shapes = (
        (mcp_results.AnswerShape, whole),
        (mcp_results.CitationShape, whole["citations"][0]),
        (mcp_results.SupportShape, whole["citations"][0]["support"]),
        (mcp_results.StatementShape, whole["statements"][0]),
        (mcp_results.ArticleShape, whole["citations"][0]["article"]),
        (mcp_results.HitShape, hit_json(search(store, question, k=1).hits[0])),
    )
    for shape, given in shapes:
        assert set(shape.model_fields) <= set(given), shape
        assert set(shape.model_fields) == set(given) or shape is mcp_results.ArticleShape
    article = whole_json(store.library.article("dam"))
    assert set(mcp_results.TextShape.model_fields) <= {*article, "start", "end", "length"}


# ---- over HTTP


def initialize(address, **headers):
    """The first request of an older client, by hand."""
    accept = {"Accept": "application/json, text/event-stream"}
    return httpx.post(f"{address}/mcp", json=INITIALIZE, headers=accept | headers)


def test_only_own_names_and_own_pages_are_served(address):
    assert initialize(address).status_code == 200
    assert initialize(address, Host="evil.example").status_code == 400
    refused = initialize(address, Origin="https://evil.example")
    assert (refused.status_code, "server.origins" in refused.json()["detail"]) == (403, True)
    assert initialize(address, Origin="http://localhost:3000").status_code == 200


def test_names_with_a_wildcard_and_pages_of_others_can_be_let_in(tmp_path):
    server = {"hosts": ["*.desk.example", "127.0.0.1"], "origins": ["https://wiki.example"]}
    settings = Settings(server=server)
    with newsroom(tmp_path, settings) as store, served(application(store)) as address:
        assert initialize(address, Host="news.desk.example").status_code == 200
        for origin in ("https://news.desk.example", "https://wiki.example"):
            assert initialize(address, Origin=origin).status_code == 200
        assert initialize(address, Origin="https://desk.example.evil.example").status_code == 403


def test_keys_and_limits_are_the_same_as_everywhere(tmp_path):
    settings = Settings(server={"require_key": True}, limits={"questions_per_minute": 1})
    with newsroom(tmp_path, settings) as store:
        _, asker = Keys(store.library.database).create("asker", [Scope.ASK])
        with served(application(store)) as address:
            refused = initialize(address)
            assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")

            async def asked():
                headers = {"Authorization": f"Bearer {asker}"}
                http = httpx2.AsyncClient(headers=headers, trust_env=False)
                async with (
                    http,
                    Client(streamable_http_client(f"{address}/mcp", http_client=http)) as client,
                ):
                    return [
                        await client.call_tool("ask", {"question": WHY}),
                        await client.call_tool("ask", {"question": WHY}),
                        await client.call_tool("read_article", {"article_id": "dam"}),
                    ]

            answered, limited, unread = asyncio.run(asked())
            assert answered.structured_content["outcome"] == "answered"
            assert limited.is_error
            assert "More than 1 questions a minute" in limited.content[0].text
            assert unread.is_error
            assert "has not the scope `read`" in unread.content[0].text


# ---- over pipes


def test_over_pipes_whoever_holds_the_folder_is_no_hindrance(tmp_path):
    """A server is asked in its place, another command waited for, and it is held for moments."""
    newsroom(tmp_path).close()
    folder = tmp_path / "data"
    seen = []

    async def asked(client):
        seen.append(holder.read(folder))
        return await client.call_tool("ask", {"question": WHY, "now": NOW})

    async def every():
        async with Client(command(folder)) as client:
            store = Store(folder, Settings(), purpose="newsdesk serve")
            with store, served(application(store)) as address:
                store.takes_work(address=address, host="localhost", token=TOKEN)
                results = [
                    await asked(client),
                    await client.call_tool("read_article", {"article_id": "nope"}),
                ]
            with Store(folder, Settings(), purpose="newsdesk ingest"):
                waiting = asyncio.create_task(asked(client))
                await asyncio.sleep(0.5)
            results.append(await waiting)
            results.append(await asked(client))
            results.append(await client.call_tool("read_article", {"article_id": "nope"}))
            return results

    through, nothing_through, waited, own, nothing = asyncio.run(every())
    assert [one.purpose for one in seen] == ["newsdesk serve", "newsdesk ingest", "newsdesk mcp"]
    for one in (through, waited, own):
        assert one.structured_content["citations"][0]["article"]["id"] == "dam"
        assert one.content[0].text == through.content[0].text
    for one in (nothing_through, nothing):
        assert one.is_error
        assert one.content[0].text.startswith("No article has the id 'nope'")
    assert not (folder / holder.FILE).exists()


def test_the_folder_is_free_again_when_nobody_asks(tmp_path, monkeypatch):
    monkeypatch.setattr(mcp_stdio, "HELD", 0.05)
    newsroom(tmp_path).close()
    turns = mcp_stdio.Turns(tmp_path / "data", Settings())

    async def asked():
        article = {"article_id": "dam", "version": 0, "start": 0, "length": 9}
        await asyncio.gather(*(turns.call("read_article", article) for _ in range(3)))
        with pytest.raises(DataFolderBusy, match="newsdesk mcp"):
            Store(tmp_path / "data", Settings(), purpose="a test")
        await asyncio.sleep(0.3)
        Store(tmp_path / "data", Settings(), purpose="a test").close()
        assert (await turns.call("read_article", article)).words.endswith("start=9.)")

    asyncio.run(asked())
    turns.close()


def test_who_takes_no_questions_is_named_at_last(tmp_path, monkeypatch):
    monkeypatch.setattr(mcp_stdio, "PATIENCE", 0.3)
    turns = mcp_stdio.Turns(tmp_path, Settings())
    with Store(tmp_path, Settings(), purpose="newsdesk reindex") as held:
        with pytest.raises(DataFolderBusy, match=r"newsdesk reindex \(process"):
            asyncio.run(turns.call("ask", {"question": WHY}))
        held.takes_work(address="http://127.0.0.1:9", host="localhost", token=TOKEN)
        with pytest.raises(HandOverFailed, match="does not answer at http://127") as caught:
            asyncio.run(turns.call("ask", {"question": WHY}))
    assert TOKEN not in str(caught.value)


def test_stdout_holds_the_protocol_alone(tmp_path):
    """Also where there is something to complain about: no library."""
    code = "from bot.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "mcp", "--data", str(tmp_path / "none")],
        input=json.dumps(INITIALIZE) + "\n",
        env={"PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    (said,) = done.stdout.splitlines()
    assert json.loads(said)["result"]["serverInfo"]["name"] == "newsdesk"
