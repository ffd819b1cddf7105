"""Traces: what a collector is sent of a question, and what it is never told.

The packages that send are an extra. Without them, spans are read where they are made.
"""

import asyncio
import importlib.util
import logging
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from fastapi.testclient import TestClient
from newsroom import newsroom
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from rest_server import opened

from bot.ask import ask
from bot.channels import app, tracing
from bot.channels.watching import Watch
from bot.errors import BadQuestion
from bot.events import Done
from bot.question.posed import pose
from ingest.config import load_settings
from ingest.errors import SettingsError
from ingest.settings import Settings

WHY = "Why did gate 3 of the Orrin dam fail?"
SECRET = "Orrin"
IS_THERE = all(
    importlib.util.find_spec(f"opentelemetry.{one}")
    for one in ("instrumentation", "exporter.otlp.proto.http")
)
extra = pytest.mark.skipif(not IS_THERE, reason="the extra `traces` is not installed")


@contextmanager
def collector() -> Iterator[tuple[str, list[bytes]]]:
    """What speaks OTLP over HTTP; its address, and the bodies that it was sent."""
    bodies: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/v1/traces":
                bodies.append(body)
            self.send_response(200 if self.path == "/v1/traces" else 404)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", bodies
    finally:
        server.shutdown()
        server.server_close()


def received(bodies: list[bytes]):
    """The spans, and the name of the service that each is of."""
    return [
        (resource.resource, span)
        for body in bodies
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    with opened(tmp_path_factory.mktemp("tracing"), Settings()) as room:
        yield room


@contextmanager
def traced(*, log_questions: bool = False) -> Iterator[tuple[tracing.Traces, InMemorySpanExporter]]:
    made = InMemorySpanExporter()
    with closing(tracing.Traces(SimpleSpanProcessor(made), log_questions=log_questions)) as traces:
        yield traces, made


def followed(store, text, *, log_questions=False):
    """The spans of one question, by name."""

    async def asked(traces):
        question = pose(store, text)
        async for _ in traces.followed(ask(store, question), "test", question):
            pass

    with traced(log_questions=log_questions) as (traces, made):
        asyncio.run(asked(traces))
        return {span.name: span for span in made.get_finished_spans()}


def test_a_question_is_a_span_with_its_stages_and_llamaindexs_calls_in_them(room):
    spans = followed(room.store, f"{WHY[:-1]} at all?")
    whole = spans["ask"]
    assert {"read", "find", "write", "weigh"} < set(spans)
    for name in ("read", "find", "write", "weigh"):
        assert spans[name].parent.span_id == whole.context.span_id
    ends = [spans[name].end_time for name in ("read", "find", "write", "weigh")]
    assert ends == sorted(ends)
    assert spans["weigh"].start_time == spans["write"].end_time
    (embedded,) = [one for name, one in spans.items() if name.endswith(".get_query_embedding")]
    assert embedded.parent.span_id == spans["find"].context.span_id
    assert whole.attributes["newsdesk.outcome"] == "answered"
    assert whole.attributes["newsdesk.model"] == "extractive"


@pytest.mark.parametrize("log_questions", [False, True])
def test_what_was_asked_is_in_a_span_on_request_alone(room, log_questions):
    spans = followed(room.store, WHY, log_questions=log_questions)
    assert spans["ask"].attributes["newsdesk.outcome"] == "answered"
    told = "".join(span.to_json() for span in spans.values())
    assert (SECRET in told) is log_questions
    assert "drive shaft" not in told  # nor what the articles say


def test_a_question_that_fails_or_is_given_up_ends_its_spans_without_a_word_of_it(room):
    async def failing():
        raise BadQuestion(f"No outlet {SECRET}.")
        yield

    async def run(traces):
        question = pose(room.store, WHY)
        with pytest.raises(BadQuestion):
            await anext(traces.followed(failing(), "test", question))
        given_up = traces.followed(ask(room.store, question), "test", question)
        await anext(given_up)
        await given_up.aclose()

    with traced() as (traces, made):
        asyncio.run(run(traces))
        failed, cancelled = [one for one in made.get_finished_spans() if one.name == "ask"]
        told = "".join(span.to_json() for span in made.get_finished_spans())
    assert failed.attributes["newsdesk.outcome"] == failed.status.description == "BadQuestion"
    assert cancelled.attributes["newsdesk.outcome"] == "cancelled"
    assert SECRET not in told


def test_the_figures_are_the_same_beside_traces(room):
    async def run(watch):
        question = pose(room.store, WHY)
        events = watch.watched(ask(room.store, question), channel="test", question=question)
        return [event async for event in events]

    with traced() as (traces, made):
        watch = Watch()
        watch.follow = traces.followed
        *_, done = asyncio.run(run(watch))
        assert isinstance(done, Done)
        assert 'newsdesk_questions_total{channel="test",outcome="answered"} 1.0' in (
            watch.text().decode()
        )
        assert "ask" in {span.name for span in made.get_finished_spans()}


def test_closed_traces_hear_no_more_of_llamaindex(room):
    with traced() as (_, made):
        pass
    room.store.embedder.texts(["Something else."])
    assert made.get_finished_spans() == ()


def test_an_address_that_is_none_is_refused_at_once(tmp_path):
    file = tmp_path / "config.yaml"
    file.write_text("server: {traces: 127.0.0.1:4318}")
    with pytest.raises(SettingsError, match=r"server\.traces: an address begins with http://"):
        load_settings(file)


@pytest.mark.skipif(IS_THERE, reason="the extra `traces` is installed")
def test_without_the_extra_an_address_says_what_to_install(tmp_path):
    settings = Settings(server={"traces": "http://127.0.0.1:4318"})
    with (
        newsroom(tmp_path, settings) as store,
        pytest.raises(SettingsError, match="opentelemetry-instrumentation-fastapi"),
    ):
        asyncio.run(made(store))


async def made(store):
    return app.create(store)


@extra
def test_a_collector_is_sent_requests_stages_and_calls(tmp_path):
    with collector() as (address, bodies):
        settings = Settings(server={"traces": address, "hosts": ["testserver"]})
        with newsroom(tmp_path, settings) as store:
            application = asyncio.run(made(store))
            with closing(application.state.traces):
                client = TestClient(application)
                above = "0af7651916cd43dd8448eb211c80319c"
                headers = {"traceparent": f"00-{above}-b7ad6b7169203331-01"}
                body = {"question": WHY}
                assert client.post("/v1/ask", json=body, headers=headers).status_code == 200
                stream = client.post("/v1/ask", json={**body, "stream": True})
                assert "event: done" in stream.text
                assert client.get("/v1/search", params={"q": WHY}).status_code == 200
                assert client.get("/v1/articles/Nowhere").status_code == 404
                client.get("/healthz")
    spans = received(bodies)
    names = [span.name for _, span in spans]
    assert (names.count("POST /v1/ask"), names.count("ask"), names.count("write")) == (2, 2, 2)
    assert "GET /v1/search" in names
    assert not [name for name in names if "health" in name or "send" in name]
    ids = {span.span_id: span for _, span in spans}
    for _, span in spans:
        if span.name == "ask":
            assert ids[span.parent_span_id].name == "POST /v1/ask"
    assert above in {span.trace_id.hex() for _, span in spans}  # a caller's trace goes on here
    assert SECRET.encode() not in b"".join(bodies)
    services = {one.value.string_value for resource, _ in spans for one in resource.attributes
                if one.key == "service.name"}  # fmt: skip
    assert services == {"newsdesk"}


@extra
def test_a_collector_that_is_not_there_costs_no_answer_and_little_time(tmp_path, caplog):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    settings = Settings(server={"traces": f"http://127.0.0.1:{port}", "hosts": ["testserver"]})
    with newsroom(tmp_path, settings) as store, caplog.at_level(logging.CRITICAL):
        application = asyncio.run(made(store))
        reply = TestClient(application).post("/v1/ask", json={"question": WHY})
        assert reply.json()["outcome"] == "answered"
        since = time.monotonic()
        application.state.traces.close()
        assert time.monotonic() - since < tracing.WAIT + 2
