"""A real server that is told to stop: every stream has a last word, and no work is lost."""

import json
import signal
import time
from threading import Thread

import httpx
import pytest
from chat_server import chat_server
from newsroom import ARTICLES
from test_embed import MOCK
from test_handover import long_file, served, until

WHY = "Why did gate 3 of the Orrin dam fail?"
ENDING = "urn:newsdesk:problem:ending"
MANY = 50


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sigterm")
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)))
    long_file(folder, "boats.jsonl", MANY)
    return folder


def configure(folder, script):
    model = {"name": "silent", "base_url": script.base_url, "api_key_env": ""}
    embedding = {"model": MOCK, "options": {"embed_dim": 4}}
    own = {"embedding": embedding, "chat_models": [model], "ingest": {"batch_articles": 2}}
    (folder / "config.yaml").write_text(json.dumps(own))  # which is YAML


class Reader(Thread):
    """Reads one reply to its end, in a thread of its own."""

    def __init__(self, client, method, path, **sent):
        super().__init__(daemon=True)
        self.client, self.asked = client, (method, path, sent)
        self.status, self.lines, self.error = 0, [], None
        self.start()

    def run(self):
        method, path, sent = self.asked
        try:
            with self.client.stream(method, path, timeout=30, **sent) as reply:
                self.status = reply.status_code
                for line in reply.iter_lines():
                    self.lines.append(line)
        except httpx.HTTPError as error:  # what was cut off is no proper end
            self.error = error

    @property
    def last(self):
        """(name, data) of the last event."""
        name = [line.removeprefix("event: ") for line in self.lines if line.startswith("event: ")]
        data = [line.removeprefix("data: ") for line in self.lines if line.startswith("data: ")]
        return (name or [""])[-1], json.loads(data[-1])


def stopped(folder):
    """A server with streams open and jobs at work, told to stop: (readers by name, job ids)."""
    with chat_server() as script:
        script.hang = True
        configure(folder, script)
        with served(folder) as (server, client):
            added = client.post("/v1/articles", json={"targets": [str(folder / "news.jsonl")]})
            until(lambda: client.get(added.headers["Location"]).json()["state"] == "done")
            asking = {"question": WHY, "stream": True}
            shaped = {"model": "newsdesk", "messages": [{"role": "user", "content": WHY}]}
            readers = {
                "stream": Reader(client, "POST", "/v1/ask", json=asking),
                "whole": Reader(client, "POST", "/v1/ask", json={"question": WHY}),
                "chat": Reader(
                    client, "POST", "/v1/chat/completions", json=shaped | {"stream": True}
                ),
            }
            until(lambda: len(script.requests) == 3)
            many = client.post("/v1/articles", json={"targets": [str(folder / "boats.jsonl")]})
            at_work = many.json()["job"]
            pier = {"id": "pier", "title": "Pier", "text": "The pier at Tarn is 312 metres long."}
            sent = {"file": ("pier.jsonl", json.dumps(pier) + "\n" * (1 << 20))}
            waits = client.post("/v1/articles", files=sent).json()["job"]
            readers["job"] = Reader(client, "GET", f"/v1/jobs/{waits}/events")
            until(lambda: client.get(f"/v1/jobs/{at_work}").json()["progress"]["articles"] > 4)
            server.send_signal(signal.SIGTERM)
            told = time.monotonic()
            assert server.wait(30) == 0
            assert time.monotonic() - told < 20  # of them 3 are given to questions
            for one in readers.values():
                one.join(10)
            return readers, [at_work, waits]


def test_streams_end_with_an_event_and_jobs_go_on_at_the_next_start(folder):
    readers, jobs = stopped(folder)
    assert {name: one.error for name, one in readers.items()} == dict.fromkeys(readers)
    name, data = readers["stream"].last
    assert (name, data["type"]) == ("error", ENDING)
    assert readers["stream"].lines[0] == "event: sources"
    assert readers["whole"].status == 503
    assert json.loads(readers["whole"].lines[0])["type"] == ENDING
    assert "error" in readers["chat"].last[1]
    assert readers["job"].last[0] == "ending"
    with served(folder) as (_, client):
        for job in jobs:
            until(lambda job=job: client.get(f"/v1/jobs/{job}").json()["state"] == "done")
        reports = [client.get(f"/v1/jobs/{job}").json()["report"]["articles"] for job in jobs]
        assert reports[0]["added"] + reports[0]["unchanged"] == MANY
        assert 4 < reports[0]["unchanged"] < MANY  # it went on, and did not begin anew
        assert reports[1]["added"] == 1
        assert client.get("/v1/articles/pier").is_success
        assert client.get("/readyz").json()["articles"] == len(ARTICLES) + MANY + 1
    assert list((folder / "data" / "jobs").iterdir()) == []
    assert [one for one in (folder / "data" / "uploads").glob("*/*") if one.is_file()] == []
