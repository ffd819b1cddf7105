"""REST for who may change the library, over the real application: token, jobs, takedowns."""

import json
import time

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from newsroom import newsroom

from bot.channels import app, rest
from ingest.runs.jobs import Jobs
from ingest.settings import ServerSettings

TOKEN = "open sesame"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with newsroom(tmp_path_factory.mktemp("api")) as store:
        yield store


@pytest.fixture(scope="module")
def client(store):
    application = FastAPI()
    rest.install(application, store, TOKEN)
    with Jobs(store) as jobs:
        application.include_router(rest.router(store, (), jobs=jobs))
        headers = {"Authorization": f"Bearer {TOKEN}"}
        with TestClient(application, headers=headers) as client:
            yield client


def finished(client, where):
    deadline = time.monotonic() + 30
    while (job := client.get(where).json())["state"] not in {"done", "failed"}:
        assert time.monotonic() < deadline, job
        time.sleep(0.02)
    return job


def test_articles_that_are_handed_in_can_be_asked_about_when_the_job_is_done(client, tmp_path):
    file = tmp_path / "news.jsonl"
    file.write_text(
        json.dumps({"id": "pier", "title": "Pier", "text": "The pier is 312 metres long."})
    )
    targets = [str(file), str(tmp_path / "nowhere"), str(file)]
    reply = client.post("/v1/articles", json={"targets": targets})
    assert reply.status_code == 202
    assert reply.headers["Location"] == f"/v1/jobs/{reply.json()['job']}"
    job = finished(client, reply.headers["Location"])
    assert (job["state"], job["targets"], job["error"]) == ("done", targets[:2], None)
    assert job["report"]["articles"]["added"] == 1
    assert [one["source"] for one in job["report"]["problems"]] == [targets[1]]
    assert (job["report"]["vanished"], job["report"]["withheld"]) == ([], [])
    assert job["progress"]["bytes_done"] == job["progress"]["bytes_total"] == file.stat().st_size
    answer = client.post("/v1/ask", json={"question": "How long is the pier?"}).json()
    assert {one["article"]["id"] for one in answer["citations"]} == {"pier"}
    assert client.get("/readyz").json()["articles"] == 6
    listed = client.get("/v1/jobs").json()["jobs"][0]
    assert listed == {name: value for name, value in job.items() if name != "report"}


def test_an_article_is_taken_down_and_let_back_in(client):
    reply = client.delete("/v1/articles/flood-copy")
    assert reply.status_code == 200
    assert [one["id"] for one in reply.json()["copies"]] == ["flood-wire"]
    assert client.get("/v1/articles/flood-copy").status_code == 404
    assert client.delete("/v1/articles/nope").status_code == 404
    lift = "/v1/takedowns/flood-copy"
    assert client.delete(lift).json() == {"id": "flood-copy", "lifted": True}
    assert client.delete(lift).json() == {"id": "flood-copy", "lifted": False}


@pytest.mark.parametrize(
    "given", [None, "", "Bearer", "Bearer wrong", f"Basic {TOKEN}", "Bearer é"]
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/articles"),
        ("GET", "/v1/jobs"),
        ("GET", "/v1/jobs/x"),
        ("DELETE", "/v1/articles/dam"),
        ("DELETE", "/v1/takedowns/dam"),
    ],
)
def test_without_the_token_nothing_is_told_or_done(client, method, path, given):
    headers = {} if given is None else {"Authorization": given.encode()}
    bare = TestClient(client.app)
    reply = bare.request(method, path, headers=headers, json={"targets": ["/etc"]})
    assert reply.status_code == 401
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers["www-authenticate"] == "Bearer"
    assert "holder.json" in reply.json()["detail"]
    assert bare.get("/v1/articles/dam").status_code == 200


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"targets": []}, "targets: List should have at least 1 item"),
        ({}, "there is nothing to add"),
        ([], "the body: Input should be a valid dictionary"),
        ({"targets": "news"}, "targets: Input should be a valid list"),
        ({"targets": ["news"], "purge": True}, "purge: Extra inputs"),
    ],
)
def test_work_that_cannot_be_understood_is_a_problem_in_one_sentence(client, body, says):
    reply = client.post("/v1/articles", json=body)
    assert reply.status_code == 422
    assert says in reply.json()["detail"]


def test_an_unknown_job_is_not_found(client):
    reply = client.get("/v1/jobs/nope")
    assert reply.status_code == 404
    assert "hand the work over again" in reply.json()["detail"]


def test_a_server_without_a_queue_changes_nothing(store):
    application = FastAPI()
    rest.install(application, store, TOKEN)
    application.include_router(rest.router(store, ()))
    bare = TestClient(application, headers={"Authorization": "Bearer "})
    assert bare.post("/v1/articles", json={"targets": ["/etc"]}).status_code == 405
    assert bare.delete("/v1/articles/dam").status_code == 405
    assert bare.get("/v1/jobs").status_code == 404


class Bound:
    """A socket as far as its own address goes."""

    def __init__(self, *name):
        self.getsockname = lambda: name


@pytest.mark.parametrize(
    ("name", "hosts", "address", "host"),
    [
        (("127.0.0.1", 8000), ("localhost", "127.0.0.1"), "http://127.0.0.1:8000", "127.0.0.1"),
        (("0.0.0.0", 80), ("desk.example",), "http://127.0.0.1:80", "desk.example"),
        (("::", 80, 0, 0), ("*.desk.example",), "http://[::1]:80", "newsdesk.desk.example"),
        (("192.0.2.7", 80), ("*",), "http://192.0.2.7:80", "127.0.0.1"),
    ],
)
def test_a_server_knows_how_it_is_reached_from_its_own_machine(name, hosts, address, host):
    reached = app.reached(Bound(*name), ServerSettings(hosts=hosts))
    assert reached == {"address": address, "host": host}
