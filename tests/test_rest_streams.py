"""Streams over a real server: taken up again, given up, kept alive; and clients that stall."""

import json
import socket
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import httpx
import pytest
from rest_server import listening, opened

from bot import models
from bot.channels import impatient
from bot.keys import Scope
from ingest.chat_models import ChatModelSettings
from ingest.settings import LimitSettings, ServerSettings, Settings

WHY = "Why did gate 3 of the Orrin dam fail?"
GRACE = 0.5


@contextmanager
def silent_model():
    """A chat model that takes a question and never answers; tells when its client has gone."""
    asked, gone = Event(), Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            asked.set()
            if not self.rfile.read(1):
                gone.set()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings = ChatModelSettings(
        name="silent", base_url=f"http://127.0.0.1:{server.server_port}/v1", api_key_env=""
    )
    try:
        yield settings, asked, gone
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def model():
    with silent_model() as model:
        yield model


@pytest.fixture(scope="module")
def room(tmp_path_factory, model):
    settings = Settings(
        chat_models=(model[0],),
        limits=LimitSettings(seconds_to_send=0.4, body_kb=4, questions_per_minute=0),
    )
    writers = models.writers(settings)
    with opened(tmp_path_factory.mktemp("streams"), settings, writers, grace=GRACE) as room:
        yield room


@pytest.fixture(scope="module")
def address(room):
    with listening(room.app) as address:
        yield address


@pytest.fixture
def client(address):
    with httpx.Client(base_url=address, timeout=20, trust_env=False) as client:
        yield client


def blocks(text: str) -> list[dict[str, str]]:
    found = [block for block in text.split("\n\n") if block and not block.startswith(":")]
    return [dict(line.split(": ", 1) for line in block.split("\n")) for block in found]


def test_a_stream_is_taken_up_behind_the_event_that_was_seen_last(client):
    body = {"question": WHY, "stream": True, "model": "extractive"}
    reply = client.post("/v1/ask", json=body)
    events = blocks(reply.text)
    assert [one["event"] for one in events[:2]] == ["sources", "statement"]
    assert events[-1]["event"] == "done"
    stream = reply.headers["x-stream-id"]
    assert [one["id"] for one in events] == [f"{stream}-{n}" for n in range(1, len(events) + 1)]
    seen = {"Last-Event-ID": events[0]["id"]}
    assert blocks(client.get(f"/v1/streams/{stream}", headers=seen).text) == events[1:]
    # The same request with the header asks nothing anew.
    assert blocks(client.post("/v1/ask", json=body, headers=seen).text) == events[1:]
    assert blocks(client.get(f"/v1/streams/{stream}").text) == events
    for wrong in (f"{stream}-x", "nope-1", "-", "1"):
        reply = client.get(f"/v1/streams/{stream}", headers={"Last-Event-ID": wrong})
        assert (reply.status_code, "Ask again" in reply.json()["detail"]) == (404, True)


def test_a_stream_is_its_askers_alone(client, room):
    own, other = room.key(Scope.ASK), room.key(Scope.ASK)
    body = {"question": WHY, "stream": True, "model": "extractive"}
    stream = client.post("/v1/ask", json=body, headers=own).headers["x-stream-id"]
    assert client.get(f"/v1/streams/{stream}", headers=own).status_code == 200
    assert client.get(f"/v1/streams/{stream}", headers=other).status_code == 404
    assert client.delete(f"/v1/streams/{stream}", headers=other).status_code == 404
    assert client.get(f"/v1/streams/{stream}").status_code == 404


def test_who_leaves_a_stream_stops_the_models_reply_after_a_while(client, model):
    _, asked, gone = model
    asked.clear()
    gone.clear()
    with client.stream("POST", "/v1/ask", json={"question": WHY, "stream": True}) as reply:
        lines = reply.iter_lines()
        assert next(lines) == "event: sources"
        assert asked.wait(10)
        stream = reply.headers["x-stream-id"]
    left = time.monotonic()
    # Who comes back in time finds it still going on, alive and silent.
    with client.stream("GET", f"/v1/streams/{stream}") as again:
        lines = again.iter_lines()
        while next(lines) != ": alive":
            pass
        assert time.monotonic() - left > 0.15
        assert not gone.is_set()
    assert gone.wait(GRACE + 10)
    assert blocks(client.get(f"/v1/streams/{stream}").text)[-1]["event"] == "sources"


def test_a_stream_can_be_ended_at_once(client, model):
    _, asked, gone = model
    asked.clear()
    gone.clear()
    with client.stream("POST", "/v1/ask", json={"question": WHY, "stream": True}) as reply:
        lines = reply.iter_lines()
        next(lines)
        assert asked.wait(10)
        stream = reply.headers["x-stream-id"]
        assert client.delete(f"/v1/streams/{stream}").status_code == 204
        assert gone.wait(10)
        assert "event: done" not in list(lines)  # it ends


def test_who_does_not_wait_for_an_answer_stops_the_models_reply(address, model):
    _, asked, gone = model
    asked.clear()
    gone.clear()
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{address}/v1/ask", json={"question": WHY}, timeout=1.5, trust_env=False)
    assert asked.is_set()
    assert gone.wait(10)


def test_a_stream_that_cannot_begin_is_a_problem_with_its_own_code(client):
    body = {"question": WHY, "stream": True, "sources": ["The Moon"]}
    reply = client.post("/v1/ask", json=body)
    assert (reply.status_code, reply.json()["title"]) == (422, "Unusable question")
    body = {"question": WHY, "model": "gpt-0"}
    assert "There are: silent, extractive" in client.post("/v1/ask", json=body).json()["detail"]


def test_a_job_is_followed_to_its_end(client, room):
    headers = room.key(Scope.WRITE)
    article = {"title": "Kiosk", "text": "The kiosk on the quay has been sold for 9,000 crowns."}
    job = client.post("/v1/articles", json={"articles": [article]}, headers=headers).json()["job"]
    events = blocks(client.get(f"/v1/jobs/{job}/events", headers=headers).text)
    done = json.loads(events[-1]["data"])
    assert (events[-1]["event"], done["state"]) == ("done", "done")
    assert done["targets"] == ["upload:articles.jsonl"]
    assert client.get("/v1/jobs/nope/events", headers=headers).status_code == 404


def raw(address: str, sent: bytes, seconds: float) -> tuple[bytes, float]:
    """What comes back on a bare connection, and after how long it ended."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=seconds) as plug:
        plug.sendall(sent)
        begun, said = time.monotonic(), b""
        while some := plug.recv(65_536):
            said += some
        return said, time.monotonic() - begun


def test_a_head_that_does_not_end_is_waited_for_only_so_long(address, monkeypatch):
    monkeypatch.setattr(impatient, "SECONDS", 0.4)
    for sent in (b"", b"GET /healthz HT", b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: "):
        said, seconds = raw(address, sent, 10)
        assert said == b""
        assert 0.2 < seconds < 5


def test_what_is_no_http_is_a_problem_as_well(address):
    for sent in (b"\x16\x03\x01\r\n\r\n", b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n"):
        said, _ = raw(address, sent, 10)
        assert said.startswith(b"HTTP/1.1 400")
        assert b"urn:newsdesk:problem:bad-request" in said


def test_a_method_that_nothing_takes_is_a_problem_everywhere(client):
    for path in ("/healthz", "/v1/ask", "/nowhere"):
        reply = client.request("TRACE", path)
        assert (reply.status_code, "GET" in reply.headers["allow"]) == (405, True)
        assert reply.json()["type"] == "urn:newsdesk:problem:method-not-allowed"


def test_a_body_that_does_not_come_is_waited_for_only_so_long(address):
    head = b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    said, seconds = raw(address, head + b"Content-Length: 100\r\n\r\n{", 10)
    assert said.startswith(b"HTTP/1.1 408")
    assert b"urn:newsdesk:problem:too-slow" in said
    assert seconds < 5


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_is_too_large_is_not_read(client, chunked):
    big = json.dumps({"question": "x" * 8000}).encode()
    reply = client.post(
        "/v1/ask",
        content=(iter([big[:3000], big[3000:]]) if chunked else big),
        headers={"Content-Type": "application/json"},
    )
    assert reply.status_code == 413
    assert reply.json()["type"] == "urn:newsdesk:problem:too-large"
    assert "4 kB" in reply.json()["detail"]


def test_beyond_the_places_and_the_queue_there_is_an_honest_503(tmp_path, model):
    settings = Settings(
        chat_models=(model[0],),
        server=ServerSettings(concurrent_questions=1),
        limits=LimitSettings(questions_waiting=0, patience_seconds=2),
    )
    with (
        opened(tmp_path, settings, models.writers(settings), grace=0.1) as room,
        listening(room.app) as address,
        httpx.Client(base_url=address, timeout=20, trust_env=False) as client,
        client.stream("POST", "/v1/ask", json={"question": WHY, "stream": True}) as reply,
    ):
        lines = reply.iter_lines()  # kept: a generator that is dropped closes the connection
        next(lines)
        for stream in (False, True):
            busy = client.post("/v1/ask", json={"question": WHY, "stream": stream})
            assert (busy.status_code, busy.headers["retry-after"]) == (503, "2")
            assert busy.json()["type"] == "urn:newsdesk:problem:busy"
        assert client.get("/readyz").json()["status"] == "not ready"
        assert "newsdesk_questions_in_work 1.0" in client.get("/metrics").text
