"""Commands for a data folder that a server holds: a real server, and the installed command."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest
from newsroom import ARTICLES
from test_embed import MOCK

from bot import handover
from bot.commands.shared import server_for
from bot.errors import HandOverFailed
from bot.handover import Server, server_of
from ingest.errors import DataFolderBusy
from ingest.stored import holder
from ingest.stored.holder import Holder

NEWSDESK = str(Path(sys.executable).with_name("newsdesk"))
CONFIG = f"""
embedding: {{model: "{MOCK}", options: {{embed_dim: 4}}}}
ingest:
  batch_articles: 2
  watch: [{{target: watched, every_minutes: 0.01}}]
"""


def run(*args, folder):
    env = {**os.environ, "NEWSDESK_INGEST__BATCH_ARTICLES": "64"}  # where no server does it
    return subprocess.run(
        [NEWSDESK, *args], cwd=folder, env=env, capture_output=True, text=True, timeout=100
    )


@contextmanager
def served(folder):
    """A server process that listens and holds `folder / "data"`; gives (process, client)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        env = {**os.environ, "NEWSDESK_PORT": str(free.getsockname()[1])}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([NEWSDESK, "serve"], cwd=folder, env=env, **pipes) as server:
        try:
            deadline = time.monotonic() + 60
            while (held := server_of(folder / "data")) is None or held.process != server.pid:
                assert server.poll() is None, server.communicate()
                assert time.monotonic() < deadline
                time.sleep(0.05)
            headers = {"Authorization": f"Bearer {held.token}"}
            with httpx.Client(base_url=held.address, headers=headers, trust_env=False) as client:
                yield server, client
        finally:
            server.kill()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("handover")
    (folder / "config.yaml").write_text(CONFIG)
    (folder / "watched").mkdir()
    (folder / "watched" / "news.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)))
    return folder


@pytest.fixture(scope="module")
def serving(folder):
    """One server for all: it takes seconds to start."""
    with served(folder) as (server, client):
        until(lambda: client.get("/readyz").json()["articles"] == len(ARTICLES))
        yield server, client


@pytest.fixture(scope="module")
def client(serving):
    return serving[1]


def until(is_so, within=30):
    deadline = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def long_file(folder, name, count):
    rows = [{"id": f"{name}-{n}", "title": f"Boat {n}", "text": "It sails."} for n in range(count)]
    (folder / name).write_text("\n".join(map(json.dumps, rows)))


def test_what_the_configuration_watches_is_read_while_serving(client):
    assert client.get("/v1/articles/dam").is_success  # nobody ingested it


def test_an_ingest_is_handed_over_and_reported_as_if_done_here(client, folder):
    (folder / "pier.txt").write_text("The pier\n\nThe pier at Tarn is 312 metres long.\n")
    done = run("ingest", "pier.txt", "nowhere", "--json", folder=folder)
    assert done.returncode == 0
    report = json.loads(done.stdout)
    assert list(report) == [
        "articles", "passages", "stories", "problems", "vanished", "vanished_articles", "withheld",
        "seconds",
    ]  # fmt: skip
    assert report["articles"] == {
        "added": 1, "updated": 0, "unchanged": 0, "removed": 0, "failed": 1,
    }  # fmt: skip
    assert report["problems"][0]["source"] == str(folder / "nowhere")
    assert "Handed to newsdesk serve (process " in done.stderr
    answer = client.post("/v1/ask", json={"question": "How long is the pier at Tarn?"}).json()
    assert answer["outcome"] == "answered"  # at once
    (folder / "pier.txt").unlink()
    gone = run("ingest", "pier.txt", folder=folder)
    assert "there is no such file or folder" in gone.stderr
    assert "1 file is gone; 1 article that stood nowhere else stays until `--prune`." in gone.stdout
    assert gone.returncode == 1
    pruned = run("ingest", "pier.txt", "--prune", folder=folder)
    assert "1 removed, 1 failed." in pruned.stdout
    assert "1 file is gone; 1 article that stood nowhere else was taken out." in pruned.stdout


def test_a_stated_outlet_is_handed_over_with_the_work(client, folder):
    (folder / "quay.txt").write_text("The quay\n\nThe quay at Tarn is 40 metres long.\n")
    done = run("ingest", "quay.txt", "--source", "Tarn Courier", folder=folder)
    assert (done.returncode, done.stdout[:7]) == (0, "1 added")
    found = client.get("/v1/articles", params={"source": "Tarn Courier"}).json()["articles"]
    assert [one["title"] for one in found] == ["The quay"]
    body = {"articles": [{"text": "The mole at Tarn is 9 metres long."}], "source": "Tarn Times"}
    assert client.post("/v1/articles", json=body).is_success
    assert len(client.get("/v1/articles", params={"source": "Tarn Times"}).json()["articles"]) == 1


def test_a_question_is_asked_of_the_server_that_holds_the_folder(folder, client):
    done = run("ask", "Why did gate 3 of the Orrin dam fail?", "--json", folder=folder)
    given = json.loads(done.stdout)
    assert given["outcome"] in {"answered", "no_answer"}
    assert client.get(f"/v1/answers/{given['id']}").is_success  # it was answered there
    read = run("ask", "and when?", "--conversation", given["conversation"], folder=folder)
    assert (read.returncode, read.stderr) == (0, "")
    found = run(
        "search", "Orrin dam gate", "-k", "2", "--source", "Wendel Valley Post", folder=folder
    )
    assert "Wendel Valley Post, 2025-02-04: Gate 3 of the Orrin dam failed" in found.stdout
    assert "Harbour Ledger" not in found.stdout
    rows = json.loads(run("search", "Orrin dam", "--json", folder=folder).stdout)
    assert {"passage_id", "article_id", "score"} <= set(rows[0])


def test_what_is_wrong_with_a_question_is_wrong_there_too(folder, client):
    for args in (("ask", ""), ("ask", "Why?", "--from", "soon"), ("search", "Why?", "--now", "x")):
        assert run(*args, folder=folder).returncode == 2
    batch = folder / "batch.jsonl"
    batch.write_text('{"id": 1, "question": "Why?"}')
    done = run("ask", "--batch", "batch.jsonl", folder=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "is in use by newsdesk serve" in done.stderr


def test_what_readers_thought_is_written_out_beside_a_server(folder, client):
    done = run("feedback", "export", "thought", folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("0 questions that were answered well: thought/")


def test_a_takedown_is_handed_over(client, folder):
    done = run("remove", "flood-copy", "nope", folder=folder)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "flood-copy is taken out, and no source brings it back.",
        "  The same story stays: flood-wire  Meridian Wire: The Wendel floods 312 homes",
    ]
    assert done.stderr.startswith("No article has the id 'nope'")
    assert client.get("/v1/articles/flood-copy").status_code == 404
    (folder / "again.jsonl").write_text(json.dumps(ARTICLES[-1]))
    again = run("ingest", "again.jsonl", folder=folder)
    assert "Taken down before, and so left out: flood-copy." in again.stdout
    back = run("remove", "--undo", "flood-copy", "dam", "--json", folder=folder)
    assert json.loads(back.stdout) == [
        {"id": "flood-copy", "lifted": True},
        {"id": "dam", "lifted": False},
    ]
    assert back.returncode == 1
    until(lambda: client.get("/v1/articles/flood-copy").is_success)  # it is watched


def test_ctrl_c_leaves_the_job_to_the_server(client, folder):
    long_file(folder, "boats.jsonl", 40)
    args = [NEWSDESK, "ingest", "boats.jsonl"]
    with subprocess.Popen(args, cwd=folder, stderr=subprocess.PIPE, text=True) as ingesting:
        assert ingesting.stderr
        job = ingesting.stderr.readline().split()[-1].strip(".")
        ingesting.send_signal(signal.SIGINT)
        assert ingesting.wait(30) == 130
        assert f"goes on with job {job}." in ingesting.stderr.read()
    until(lambda: client.get(f"/v1/jobs/{job}").json()["state"] == "done")
    assert client.get(f"/v1/jobs/{job}").json()["report"]["articles"]["added"] == 40


def test_a_watch_beside_a_server_is_sent_to_its_configuration(client, folder):
    done = run("watch", "watched", folder=folder)
    assert done.returncode == 1
    assert "in use by newsdesk serve" in done.stderr
    assert "under ingest.watch" in done.stderr


def test_a_command_that_is_no_server_takes_no_work(tmp_path):
    busy = DataFolderBusy("data", "newsdesk ingest")
    for held in (None, Holder(process=1, purpose="newsdesk ingest", since="2026")):
        if held:
            holder.write(tmp_path, held)
        assert server_of(tmp_path) is None
        with pytest.raises(DataFolderBusy, match="Stop that process"):
            server_for(tmp_path, busy)


def server_at(port):
    return Server(
        Holder(
            process=7, purpose="newsdesk serve", since="2026", host="localhost", token="secret",
            address=f"http://127.0.0.1:{port}",
        )
    )  # fmt: skip


def test_a_server_that_is_not_there_or_says_nothing_is_named(monkeypatch):
    monkeypatch.setattr(handover, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with server_at(port) as server, pytest.raises(HandOverFailed, match="does not answer"):
            server.ingest(["/news"], prune=False)
    with server_at(port) as server, pytest.raises(HandOverFailed) as caught:
        server.take_down("dam")
    says = str(caught.value)
    assert f"newsdesk serve (process 7, since 2026), which does not answer at {server.address}" in (
        says
    )
    assert "secret" not in says


class Odd(BaseHTTPRequestHandler):
    """Something else listens at that address by now."""

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        assert self.headers["Host"] == "localhost"
        status, body = self.server.answer
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((500, b"<h1>Oh no</h1>"), "answered 500"),
        ((200, b"[]"), "answered 200"),
        ((401, b'{"detail": "This needs the header."}'), "This needs the header."),
    ],
)
def test_an_answer_that_makes_no_sense_is_said(answer, says):
    with HTTPServer(("127.0.0.1", 0), Odd) as odd:
        odd.answer = answer
        thread = threading.Thread(target=odd.handle_request)
        thread.start()
        name = "a name that is no Unicode \udcff"
        with server_at(odd.server_port) as server, pytest.raises(HandOverFailed, match=says):
            server.ingest([name], prune=False)
        thread.join()


def test_a_server_that_is_stopped_ends_its_job_and_the_next_run_goes_on(serving, folder):
    server, client = serving  # last in this file: nobody may need it any more
    long_file(folder, "ships.jsonl", 200)
    path = client.post("/v1/articles", json={"targets": [str(folder / "ships.jsonl")]})
    path = path.headers["Location"]
    until(lambda: client.get(path).json()["progress"]["articles"] > 9)
    server.send_signal(signal.SIGTERM)
    started = time.monotonic()
    assert server.wait(30) == 0
    assert time.monotonic() - started < 8
    # Nothing but the lines of the questions that the other tests had it asked.
    assert [one for one in server.stderr if not one.startswith('{"event": "question"')] == []
    assert not (folder / "data" / "holder.json").exists()
    done = run("ingest", "ships.jsonl", "--json", folder=folder)
    counted = json.loads(done.stdout)["articles"]
    assert counted["added"] + counted["unchanged"] == 200
    assert 9 < counted["unchanged"] < 200
