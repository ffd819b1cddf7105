"""Pages of other sites in a browser: those of `server.origins` may use REST, no others."""

import asyncio

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from newsroom import newsroom

from bot.channels import app
from bot.keys import Keys, Scope
from ingest.settings import Settings
from ingest.store import Store

WIKI = "https://wiki.example"
WISH = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization, content-type",
}
BODY = {"question": "Why did gate 3 of the Orrin dam fail?", "keep": False}


def application(store: Store) -> FastAPI:
    """As it is served; made in a loop, else Gradio would make one and never close it."""

    async def made() -> FastAPI:
        return app.create(store)

    return asyncio.run(made())


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    server = {"origins": [WIKI], "hosts": ["testserver"], "require_key": True}
    with newsroom(tmp_path_factory.mktemp("origins"), Settings(server=server)) as store:
        _, key = Keys(store.library.database).create("wiki", [Scope.ASK])
        client = TestClient(application(store))
        client.key = {"Authorization": f"Bearer {key}"}
        yield client


def test_a_named_origin_may_ask_with_a_key(client):
    before = client.options("/v1/ask", headers={"Origin": WIKI, **WISH})
    assert before.status_code == 200
    assert before.headers["access-control-allow-origin"] == WIKI
    assert "authorization" in before.headers["access-control-allow-headers"].lower()
    reply = client.post("/v1/ask", json=BODY, headers={"Origin": WIKI, **client.key})
    assert reply.json()["outcome"] == "answered"
    assert reply.headers["access-control-allow-origin"] == WIKI
    assert "Origin" in reply.headers["vary"]  # a cache must not hand it to another site's page
    readable = reply.headers["access-control-expose-headers"].split(", ")
    assert {"X-Request-ID", "Retry-After"} < set(readable)
    limits = [name for name in reply.headers if name.startswith("ratelimit-")]
    assert len(limits) == 4
    assert {name.lower() for name in readable} > set(limits)


def test_a_browsers_cookies_are_never_taken_along(client):
    before = client.options("/v1/ask", headers={"Origin": WIKI, **WISH})
    assert "access-control-allow-credentials" not in before.headers


def test_a_refusal_can_be_read_there_too(client):
    for path, status in (("/v1/ask", 401), ("/v1/nowhere", 404)):
        reply = client.post(path, json=BODY, headers={"Origin": WIKI})
        assert (reply.status_code, reply.json()["status"]) == (status, status)
        assert reply.headers["access-control-allow-origin"] == WIKI


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://wiki.example", f"{WIKI}.evil.example", "null"]
)
def test_another_origin_may_not(client, origin):
    before = client.options("/v1/ask", headers={"Origin": origin, **WISH})
    assert before.status_code == 400
    assert "access-control-allow-origin" not in before.headers
    reply = client.post("/v1/ask", json=BODY, headers={"Origin": origin, **client.key})
    assert "access-control-allow-origin" not in reply.headers  # the browser shows it to nobody


def test_without_origins_no_page_of_another_site_reads_anything(tmp_path):
    with newsroom(tmp_path, Settings(server={"hosts": ["testserver"]})) as store:
        client = TestClient(application(store))
        for reply in (
            client.options("/v1/ask", headers={"Origin": WIKI, **WISH}),
            client.post("/v1/ask", json=BODY, headers={"Origin": WIKI}),
            # Gradio would allow it, once the server is not called localhost.
            client.options("/gradio_api/queue/join", headers={"Origin": WIKI, **WISH}),
            client.get("/", headers={"Origin": WIKI}),
        ):
            assert "access-control-allow-origin" not in reply.headers
            assert "access-control-allow-credentials" not in reply.headers
