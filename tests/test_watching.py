"""What can be seen of a server: figures, lines, ids, headers; and nothing of what is inside."""

import asyncio
import json
import logging

import pytest
from fastapi.testclient import TestClient
from rest_server import opened

from bot.answer.answer import Searched
from bot.channels import gauges, watching
from bot.channels.live import closing
from bot.events import Searching
from bot.keys import Scope
from bot.question.posed import pose
from ingest.settings import ServerSettings, Settings

WHY = "Why did gate 3 of the Orrin dam fail?"


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    settings = Settings(server=ServerSettings(require_key=True, user_scopes=("ask",)))
    with opened(tmp_path_factory.mktemp("watching"), settings) as room:

        @room.app.get("/v1/broken")
        def broken() -> None:
            raise RuntimeError("the secret is 1234")

        yield room


@pytest.fixture(scope="module")
def client(room):
    headers = room.key(Scope.ADMIN)
    return TestClient(room.app, headers=headers, raise_server_exceptions=False)


def figure(client, name: str) -> float:
    lines = client.get("/metrics").text.splitlines()
    return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(name))


def test_questions_are_counted_by_outcome_and_their_stages_timed(client):
    before = figure(client, 'newsdesk_questions_total{channel="rest",outcome="answered"}')
    client.post("/v1/ask", json={"question": WHY})
    client.post("/v1/ask", json={"question": WHY, "stream": True})
    now = figure(client, 'newsdesk_questions_total{channel="rest",outcome="answered"}')
    assert now - before == 2
    for stage in watching.STAGES:
        assert figure(client, f'newsdesk_stage_seconds_count{{stage="{stage}"}}') >= 2
    assert figure(client, "newsdesk_articles ") == 5
    assert figure(client, 'newsdesk_answers_by_model_total{model="extractive"}') >= 2
    assert figure(client, 'newsdesk_jobs{state="queued"}') == 0
    client.post("/v1/articles", json={"articles": [{"text": "The quay has a new crane."}]})
    assert figure(client, 'newsdesk_ingested_articles_total{outcome="added"}') == 1


def test_problems_are_counted_by_type(client):
    before = figure(client, 'newsdesk_problems_total{type="unusable-question"}')
    client.post("/v1/ask", json={"question": ""})
    assert figure(client, 'newsdesk_problems_total{type="unusable-question"}') == before + 1


def test_what_models_were_offered_is_shown_by_model_and_server():
    took = {"bounds": [1.0, 10.0], "buckets": [1, 2, 3], "count": 3, "sum": 31.5}
    state = {
        **{"name": "small", "base_url": "http://model.example/v1", "offers": 5, "answers": 3},
        **{"refusals": {"busy": 2}, "circuit": 2, "in_flight": 1, "seconds": took},
        **{"tokens_in": 900, "tokens_out": 80},
    }
    watch = watching.Watch()
    watch.also(gauges.of_models(lambda: [state]))
    text = watch.text().decode()
    own = 'model="small",server="http://model.example/v1"'
    assert f'newsdesk_model_refusals_total{{{own[:13]},reason="busy",{own[14:]}}} 2.0' in text
    assert f"newsdesk_model_circuit{{{own}}} 2.0" in text
    assert 'newsdesk_model_seconds_bucket{le="10.0",model="small"' in text
    assert f"newsdesk_model_seconds_sum{{{own}}} 31.5" in text


def test_figures_are_not_for_everybody(room):
    assert TestClient(room.app).get("/metrics").status_code == 401
    asker = TestClient(room.app, headers=room.key(Scope.ASK))
    assert asker.get("/metrics").status_code == 403
    assert TestClient(room.app).get("/healthz").status_code == 200
    assert TestClient(room.app).get("/readyz").status_code == 200


@pytest.mark.parametrize("says_what", [False, True])
def test_a_question_leaves_one_line_without_what_was_asked(client, room, caplog, says_what):
    room.app.state.watch._log_questions = says_what
    with caplog.at_level(logging.INFO, logger=watching.NAME):
        reply = client.post("/v1/ask", json={"question": WHY}, headers={"X-Request-ID": "abc-1"})
    (record,) = [one for one in caplog.records if one.name == watching.NAME]
    line = json.loads(record.getMessage())
    assert line["request"] == reply.headers["x-request-id"] == "abc-1"
    assert line["caller"].startswith("key:")
    assert (line["outcome"], line["answer"]) == ("answered", reply.json()["id"])
    assert line["articles"] == ["dam"]
    assert (WHY in record.getMessage()) is says_what
    assert "\n" not in record.getMessage()


def test_a_mistake_of_ours_shows_its_id_and_nothing_of_what_is_inside(client, caplog):
    reply = client.get("/v1/broken")
    assert reply.status_code == 500
    body = reply.json()
    assert body["type"] == "urn:newsdesk:problem:broken"
    assert body["request_id"] == reply.headers["x-request-id"]
    assert "1234" not in reply.text
    assert "RuntimeError" not in reply.text
    assert body["request_id"] in caplog.text


@pytest.mark.parametrize("given", ["x" * 65, "a b", "<script>", "é"])
def test_a_request_id_that_could_do_harm_is_not_taken_over(client, given):
    reply = client.get("/v1/stats", headers={"X-Request-ID": given.encode()})
    assert len(reply.headers["x-request-id"]) == 32


def test_every_answer_has_the_headers_that_keep_a_browser_safe(client):
    for path in ("/v1/stats", "/v1/nope", "/healthz", "/v1/broken"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers


def test_the_description_can_be_read_without_a_script_or_another_server(client):
    for path in ("/docs", "/redoc"):
        page = client.get(path).text
        assert "newsdesk" in page.lower()
        assert "https://" not in page


def test_a_channel_whose_questions_are_no_requests_is_counted_too(room, client, caplog):
    async def asked() -> None:
        question = pose(room.store, WHY)
        async for _ in room.app.state.watch.asking("page")(room.store, question):
            pass

    named = 'newsdesk_questions_total{channel="page",outcome="answered"}'
    before = figure(client, named)
    with caplog.at_level(logging.INFO, logger=watching.NAME):
        asyncio.run(asked())
    (record,) = [one for one in caplog.records if one.name == watching.NAME]
    assert json.loads(record.getMessage())["channel"] == "page"
    assert figure(client, named) == before + 1


def test_what_is_watched_ends_with_whoever_stops_listening(room):
    ended = []

    async def events():
        try:
            yield Searching(Searched(articles=1, passages=1))
            yield Searching(Searched(articles=1, passages=1))
        finally:
            ended.append("here")

    async def first_alone() -> None:
        watched = watching.Watch().watched(events(), channel="page", question=pose(room.store, WHY))
        async with closing(watched):
            async for _ in watched:
                break
        assert ended == ["here"]

    asyncio.run(first_alone())
