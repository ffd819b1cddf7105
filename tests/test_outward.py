"""What those who ask are told when something breaks inside: not where, and not by which words."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest
from broken import locked, unreadable
from conftest import ROOT
from fake_slack import BOT
from mcp import Client, StdioServerParameters
from newsroom import newsroom
from rest_server import TOKEN, opened
from served import served
from slack_desk import FARE, NOTHING, at_work, slack, until, with_settings

from bot.channels import outward
from bot.channels.mcp import http as mcp_http
from bot.channels.outward import BUSY, UNAVAILABLE
from bot.channels.v1.jobs import UNREAD
from bot.conversation import kept as keeping
from bot.errors import BotError
from bot.keys import Scope
from ingest.errors import IngestError
from ingest.runs.jobs import FAILED
from ingest.settings import Settings
from ingest.store import Store

__all__ = ["slack"]

OWN = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    settings = Settings.model_validate(
        {
            "server": {"require_key": True},
            "ingest": {"readers": {"away": {"reader": "no_such_package.readers:Reader"}}},
        }
    )
    with opened(tmp_path_factory.mktemp("outward"), settings) as room:
        mcp_http.mount(room.app, room.store, ())
        yield room


@pytest.fixture(scope="module")
def address(room):
    with served(room.app) as address:
        yield address


@pytest.fixture
def client(room, address):
    headers = room.key(Scope.ASK, Scope.READ, Scope.WRITE)
    with httpx.Client(base_url=address, headers=headers, timeout=20) as client:
        yield client


def tells(store: Store, text: str) -> bool:
    """Whether a text says where the library lies, or what SQLite said."""
    inside = (str(store.folder), str(store.folder.parent), "sqlite", "locked", "no such table")
    return any(one in text for one in inside)


# ---- one place


def errors(root: type[Exception]) -> Iterator[type[Exception]]:
    for one in root.__subclasses__():
        yield one
        yield from errors(one)


def test_whatever_error_there_is_keeps_the_inside_to_itself(caplog):
    """Also one that nobody has thought of: only what is known to be harmless is told."""
    told = {
        one.__name__
        for root in (BotError, IngestError)
        for one in (root, *errors(root))
        if "/srv/news" in outward.sentence(_made(one), "here")
    }
    assert told == {
        *("AnswerNotFound", "ArticleNotFound", "ConversationNotFound", "JobNotFound"),
        *("BadFeedback", "BadKey", "BadQuestion", "KeyNotFound", "Overloaded", "Refused"),
        "Stopped",
    }
    assert caplog.text.count("here: /srv/news") > 10


def _made(kind: type[Exception]) -> Exception:
    """An error with this message, whatever it takes to be made."""
    error = kind.__new__(kind)
    Exception.__init__(error, "/srv/news")
    if isinstance(error, OSError):
        error.strerror = "/srv/news"
    return error


# ---- REST


def test_rest_does_not_say_where_a_locked_library_lies_but_to_who_operates_it(
    room, client, monkeypatch, caplog
):
    monkeypatch.setattr(keeping, "PATIENCE", 0.05)
    answer = client.post("/v1/ask", json={"question": FARE}).json()
    body = {"answer": answer["id"], "thumb": "up"}
    with locked(room.store):
        refused = client.post("/v1/feedback", json=body, headers={"X-Request-ID": "feedback-1"})
        told = client.post("/v1/feedback", json=body, headers=OWN)
    assert (refused.status_code, refused.json()["detail"]) == (503, UNAVAILABLE)
    assert f"{room.store.folder}/library.sqlite did not answer" in told.json()["detail"]
    assert "POST /v1/feedback (feedback-1): The library " in caplog.text
    assert "database is locked" in caplog.text
    assert client.post("/v1/feedback", json=body).status_code == 204


def test_no_endpoint_says_what_an_unreadable_library_said(room, client, caplog):
    asked = {"question": FARE}
    with unreadable(room.store):
        replies = [
            client.post("/v1/ask", json=asked),
            client.post("/v1/ask", json={**asked, "stream": True}),
            client.get("/v1/search", params={"q": FARE}),
            client.get("/v1/articles"),
            client.get("/v1/stats"),
            client.get("/v1/articles/dam"),
            client.get("/readyz"),
        ]
    for reply in replies:
        assert reply.status_code == 503, (reply.request.url, reply.text)
        assert UNAVAILABLE in reply.text
        assert not tells(room.store, reply.text), reply.text
    assert "no such table: articles" in caplog.text


def test_an_upload_that_cannot_be_kept_says_not_where(room, client):
    uploads = room.store.folder / "uploads"
    uploads.write_text("a file is in its way")
    article = {"title": "Pier", "text": "The pier reopens."}
    try:
        refused = client.post("/v1/articles", json={"articles": [article]})
        told = client.post("/v1/articles", json={"articles": [article]}, headers=OWN)
    finally:
        uploads.unlink()
    assert (refused.status_code, refused.json()["detail"]) == (503, UNAVAILABLE)
    assert f"The data folder {room.store.folder} cannot be written" in told.json()["detail"]


def test_a_job_names_the_servers_folders_to_who_operates_it_alone(room, client, tmp_path, caplog):
    folder = tmp_path / "srv" / "news"
    (folder / "old").mkdir(parents=True)
    (folder / "old" / "empty.txt").write_text("")
    targets = [str(folder), str(tmp_path / "nowhere"), "reader:away"]
    where = client.post("/v1/articles", json={"targets": targets}, headers=OWN).headers["Location"]
    job = ended(client, where)
    told = client.get(where, headers=OWN).json()
    events = client.get(f"{where}/events").text
    assert told["targets"] == targets
    assert "no_such_package" in json.dumps(told)
    assert f"{folder}/old/empty.txt" in [one["source"] for one in told["report"]["problems"]]
    assert job["targets"] == ["news", "nowhere", "reader:away"]
    problems = {one["source"]: one["reason"] for one in job["report"]["problems"]}
    assert problems["news/old/empty.txt"] == "is empty"
    assert problems["nowhere"] == "there is no such file or folder"
    assert problems["reader:away"] == UNREAD
    for said in (json.dumps(job), events, client.get("/v1/jobs").text):
        assert str(tmp_path) not in said
        assert "no_such_package" not in said


def test_a_job_that_fails_inside_says_so_and_the_log_says_why(room, client, caplog):
    article = {"title": "Pier", "text": "The pier reopens."}
    with unreadable(room.store):
        refused = client.post("/v1/articles", json={"articles": [article]})
        told = client.post("/v1/articles", json={"articles": [article]}, headers=OWN)
    assert (refused.status_code, refused.json()["detail"]) == (503, FAILED)
    assert "no such table" in told.json()["detail"]
    [job, *_] = client.get("/v1/jobs").json()["jobs"]
    assert job["error"] == FAILED
    assert "no such table" in client.get(f"/v1/jobs/{job['id']}", headers=OWN).json()["error"]
    assert "failed. The library " in caplog.text


def ended(client, where):
    deadline = time.monotonic() + 20
    while (job := client.get(where).json())["state"] not in {"done", "failed"}:
        assert time.monotonic() < deadline, job
        time.sleep(0.02)
    return job


# ---- MCP


def call(server, name, **arguments):
    async def called():
        async with Client(server) as client:
            return await client.call_tool(name, arguments)

    return asyncio.run(called())


def test_a_tool_does_not_say_what_an_unreadable_library_said(tmp_path, caplog):
    with opened(tmp_path) as room:
        mcp_http.mount(room.app, room.store, ())
        with served(room.app) as address, unreadable(room.store):
            for name, arguments in (
                ("ask", {"question": FARE}),
                ("search_articles", {"question": FARE}),
                ("read_article", {"article_id": "dam"}),
            ):
                result = call(f"{address}/mcp", name, **arguments)
                assert result.is_error
                assert result.content[0].text == UNAVAILABLE
    assert "MCP, read_article: The library " in caplog.text


HOLDS = """
import sys
from pathlib import Path
from filelock import FileLock
with FileLock(Path(sys.argv[1]) / "lock"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_over_pipes_a_held_folder_is_named_in_the_log_alone(tmp_path):
    newsroom(tmp_path).close()
    folder = tmp_path / "data"
    code = (
        "from bot.channels.mcp import stdio; stdio.PATIENCE = 0.2;from bot.cli import main; main()"
    )
    log = tmp_path / "log"
    server = StdioServerParameters(
        command="/bin/sh",
        args=["-c", f"exec {sys.executable} -c '{code}' mcp --data {folder} 2>{log}"],
        env={"PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout.readline() == "held\n"
        result = call(server, "ask", question=FARE)
    finally:
        holder.communicate()
    assert result.is_error
    assert result.content[0].text == BUSY
    assert f"MCP, ask: The data folder {folder} is in use by another process" in log.read_text()


# ---- Slack


def test_slack_does_not_say_where_a_locked_library_lies(tmp_path, slack, monkeypatch, caplog):
    monkeypatch.setattr("bot.channels.slack.ledger.PATIENCE", 0.1)
    store = newsroom(tmp_path)
    with closing(store), at_work(with_settings(store, slack)):
        with locked(store):
            ts = slack.say(f"<@{BOT}> {FARE}")
            [said] = slack.finished(thread=ts)
        assert said.text == UNAVAILABLE
        assert f"Slack: The library {store.library.database.path} did not answer" in caplog.text
        with unreadable(store, "slack_work"):
            slack.say(f"<@{BOT}> {FARE}", thread=ts)
            until(lambda: len(slack.of_bot(thread=ts)) == 2)
        with unreadable(store):
            ts = slack.say(f"<@{BOT}> {NOTHING}")
            [said] = slack.finished(thread=ts)
        assert said.text == UNAVAILABLE
