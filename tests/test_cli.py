"""The command as a user runs it: what it prints, where, and how it ends.

A process takes seconds to start, so most cases call `main` in this one; those that are about a
process (the installed command, a server, a folder that was deleted) start real ones with `run`.
"""

import contextlib
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest
from kills import Hashed
from newsroom import ARTICLES

from bot import cli
from bot.channels.listen import listen
from bot.errors import PortInUse
from ingest.settings import ServerSettings

NEWSDESK = str(Path(sys.executable).with_name("newsdesk"))


class Fails(Hashed):
    """A model that one question breaks."""

    def _get_query_embedding(self, query):
        if "gate" in query:
            raise ConnectionError("nobody listens")
        return super()._get_query_embedding(query)


def run(*args: str, folder: Path, env: dict[str, str] | None = None):
    return subprocess.run(
        [NEWSDESK, *args],
        cwd=folder,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        timeout=100,
    )


def called(*args: str, folder: Path) -> SimpleNamespace:
    """What `run` gives, without a process: the same entry point, arguments and exit code."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["newsdesk", *args])
        patch.chdir(folder)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                cli.main()
            except SystemExit as ended:
                code = ended.code or 0
    return SimpleNamespace(returncode=code, stdout=out.getvalue(), stderr=err.getvalue())


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli")
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)))
    (folder / "empty.txt").write_text("")
    (folder / "picture.txt").write_bytes(b"\x89\r\n\x00\x01\x02")
    done = called("ingest", "news.jsonl", "empty.txt", "picture.txt", "--json", folder=folder)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["articles"] == {
        "added": 5, "updated": 0, "unchanged": 0, "removed": 0, "failed": 2,
    }  # fmt: skip
    assert (report["passages"], report["stories"]) == (5, 4)
    assert [Path(one["source"]).name for one in report["problems"]] == ["empty.txt", "picture.txt"]
    assert [one["reason"] for one in report["problems"]] == ["is empty", "is binary, not text"]
    return folder


def test_ask_prints_the_answer_with_its_quotes(folder):
    done = run("ask", "Why did gate 3 of the Orrin dam fail?", folder=folder)
    assert done.returncode == 0
    assert "because a drive shaft sheared. [1]" in done.stdout
    assert "[1] Wendel Valley Post, 2025-02-04: Gate 3 of the Orrin dam failed" in done.stdout
    assert done.stderr == ""


def test_what_is_understood_can_be_taken_off(folder):
    asked = ("ask", "What did the Harbour Ledger report of the ferry this week?", "--json")
    for more, said in (((), ["this week"]), (("--ignore", "period"), [])):
        answer = json.loads(run(*asked, *more, folder=folder).stdout)
        understood = answer["searched"]["understood"]
        assert [one["said"] for one in understood["periods"]] == said
        assert understood["outlets"] == ["Harbour Ledger"]


def test_search_mends_slips_as_ask_does(folder):
    slip, meant = (
        called("search", question, "--json", folder=folder).stdout
        for question in ("ferrry fare", "ferry fare")
    )
    assert slip == meant != ""


def test_a_batch_gives_one_answer_a_line_with_its_id(folder):
    lines = [
        {"id": "a", "question": "Why did gate 3 of the Orrin dam fail?"},
        {"id": "b", "question": "What does the Saltmarsh ferry cost?", "now": "2025-02-01"},
    ]
    (folder / "batch.jsonl").write_text("\n".join(map(json.dumps, lines)))
    done = called("ask", "--batch", "batch.jsonl", "--json", folder=folder)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in answers] == ["a", "b"]
    assert {one["article"]["id"] for one in answers[1]["citations"]} == {"ferry-1"}
    done = called("search", "--batch", "batch.jsonl", "-k", "2", "--json", folder=folder)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in found] == ["a", "b"]
    assert list(found[0]["hits"][0]) == [
        "passage_id", "article_id", "title", "source", "url", "published_at",
        "text", "start", "end", "score",
    ]  # fmt: skip
    assert found[0]["hits"][0]["article_id"] == "dam"


def test_a_question_of_a_batch_that_fails_costs_the_others_nothing(tmp_path):
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)))
    (tmp_path / "config.yaml").write_text("embedding: {model: 'test_cli:Fails'}")
    assert called("ingest", "news.jsonl", folder=tmp_path).returncode == 0
    asked = ["Why did gate 3 of the Orrin dam fail?", "What does the Saltmarsh ferry cost?"]
    rows = [{"id": number, "question": text} for number, text in enumerate(asked)]
    (tmp_path / "batch.jsonl").write_text("\n".join(map(json.dumps, rows)))
    done = called("ask", "--batch", "batch.jsonl", folder=tmp_path)
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], first["outcome"], first["statements"]) == (0, "error", [])
    assert first["text"].startswith("The embedding model test_cli:Fails failed")
    assert second["id"] == 1
    assert second["outcome"] != "error"
    assert done.returncode == 1
    assert done.stderr.endswith("1 of 2 questions could not be answered.\n")


def test_show_prints_the_stored_article_that_quotes_are_cut_from(folder):
    done = called("show", "dam", "--json", folder=folder)
    assert json.loads(done.stdout)["text"] == ARTICLES[2]["text"]


def test_parse_shows_what_is_found_and_stores_nothing(folder):
    done = called("parse", "news.jsonl", "empty.txt", "--json", folder=folder)
    first, second = map(json.loads, done.stdout.splitlines())
    assert [one["title"] for one in first["articles"]] == [one["title"] for one in ARTICLES]
    assert (second["articles"], second["problem"]) == ([], "is empty")
    assert done.returncode == 0
    assert called("parse", "empty.txt", folder=folder).returncode == 1


def test_parse_believes_no_date_that_ingest_would_not(folder):
    (folder / "coming.txt").write_text("Ferry sails\n2099-01-01\n\nThe ferry sails again at noon.")
    looked = json.loads(called("parse", "coming.txt", "--json", folder=folder).stdout)
    assert looked["articles"][0]["published_at"] is None
    assert looked["problem"] == "is dated 2099-01-01, which is yet to come; kept without a date"
    done = called("ingest", "coming.txt", "--data", "coming", "--json", folder=folder)
    report = json.loads(done.stdout)
    assert [one["reason"] for one in report["problems"]] == [looked["problem"]]
    assert (report["articles"]["added"], report["articles"]["failed"]) == (1, 0)


def test_pruning_says_what_it_takes_out_and_what_it_leaves(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "dam.jsonl").write_text(json.dumps(ARTICLES[0]))
    (tmp_path / "news" / "both.jsonl").write_text("\n".join(map(json.dumps, ARTICLES[:2])))
    assert "2 added" in called("ingest", "news", folder=tmp_path).stdout
    (tmp_path / "news" / "both.jsonl").unlink()
    first = called("ingest", "news", folder=tmp_path).stdout
    assert "1 file is gone; 1 article that stood nowhere else stays until `--prune`." in first
    pruned = called("ingest", "news", "--prune", folder=tmp_path).stdout.splitlines()
    assert pruned == [
        "1 unchanged, 1 removed. The library holds 1 passage.",
        "1 file is gone; 1 article that stood nowhere else was taken out.",
    ]
    assert called("show", ARTICLES[0]["id"], folder=tmp_path).returncode == 0


def test_reindex_leaves_what_was_there(folder):
    shutil.rmtree(folder / "data/chroma")
    broken = called("ask", "What failed?", folder=folder)
    assert broken.returncode == 1
    assert "newsdesk reindex" in broken.stderr
    assert run("reindex", folder=folder).stdout == "Rebuilt the indexes: 5 passages.\n"
    assert called("ask", "What failed?", folder=folder).returncode == 0


def test_doctor_says_what_is_set_up_and_what_is_missing(folder):
    done = called("doctor", "--json", folder=folder)
    states = {one["subject"]: one["state"] for one in json.loads(done.stdout)}
    assert states["library"] == "good"
    assert states["embedding"] == "good"
    assert states["chat model"] == "missing"
    assert done.returncode == 0


# One of each exit code, and `watch`, which takes the process's signals.
REAL = {("show", "nope"), ("frobnicate",), ("watch", "news.jsonl", "--every", "soon")}


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (("ask", ""), 2, "The question is empty"),
        (("ask", "why " * 25_000), 2, "answer.max_question_chars"),
        (("ask", "Why?", "--now", "yesterday"), 2, "'yesterday', which is no date"),
        (("ask", "--batch", "news.jsonl"), 2, 'news.jsonl:1 is no {"id", "question"'),
        (("ask", "Why?", "--batch", "news.jsonl"), 2, "a question or a --batch file, not both"),
        (("ask", "Why?", "--ignore", "words"), 2, "What can be ignored: period, outlets"),
        (("ask", "--batch", "nowhere.jsonl"), 2, "nowhere.jsonl cannot be read"),
        (("ask", "Why?", "--config", "nowhere.yaml"), 2, "no configuration file nowhere.yaml"),
        (("ask", "Why?", "--config", "typo.yaml"), 2, "Did you mean 'server.port'?"),
        (("ask", "Why?", "--config", "model.yaml"), 1, "newsdesk reindex"),
        (("ask", "Why?", "--data", "news.jsonl"), 1, "news.jsonl"),
        (("ask", "Why?", "--data", "typo"), 1, "There is no library in typo"),
        (("reindex", "--data", "typo"), 1, "There is no library in typo"),
        (("ask", "Why did it fail?", "--source", "Nonesuch"), 2, "No outlet is called 'Nonesuch'"),
        (("show", "nope"), 1, "No article has the id 'nope'"),
        (("show", "dam", "--data", "elsewhere"), 1, "There is no library in elsewhere"),
        (("ingest", "nowhere/"), 1, "there is no such file or folder"),
        (("remove", "nope"), 1, "No article has the id 'nope'"),
        (("remove", "dam", "--data", "typo"), 1, "There is no library in typo"),
        (("watch", "news.jsonl", "--every", "soon"), 2, "'soon' is no period"),
        (("ingest", "http://127.0.0.1:8099/a"), 1, "127.0.0.1, which is loopback"),
        (("ingest", "ftp://ledger.example/a"), 1, "address that starts with http or https"),
        (("backup",), 2, "Missing argument"),
        (("backup", "copy", "--data", "typo"), 1, "There is no library in typo"),
        (("restore", "nowhere", "--data", "new"), 1, "The backup nowhere cannot be read"),
        (("restore", "news.jsonl", "--data", "new"), 1, "news.jsonl is no backup of a library"),
        (("frobnicate",), 2, "No such command"),
    ],
)
def test_a_mistake_gets_one_sentence_and_its_exit_code(folder, args, code, says):
    (folder / "typo.yaml").write_text("server:\n  prot: 8001\n")
    (folder / "model.yaml").write_text(
        "embedding:\n  model: llama_index.core.embeddings:MockEmbedding\n"
        "  options: {embed_dim: 8}\n"
    )
    done = (run if args in REAL else called)(*args, folder=folder)
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == "" or args[0] == "ingest"


def test_an_odd_file_costs_nothing_that_is_stored(folder):
    (folder / "lines.jsonl").write_text('no json\n{"title": "No text"}\n[1]\n')
    done = called("ingest", "lines.jsonl", "--json", folder=folder)
    reasons = [one["reason"] for one in json.loads(done.stdout)["problems"]]
    assert done.returncode == 1
    assert [reason.split(":")[0].split(" (")[0] for reason in reasons] == [
        "is not JSON",
        "has no text",
        "is a JSON list, not an object with title and text",
    ]
    assert json.loads(done.stdout)["passages"] == 5


def test_a_fifty_megabyte_article_is_left_out_with_the_setting_that_does_it(tmp_path):
    (tmp_path / "huge.txt").write_text("The tram is late. " * (50 * 1024 * 1024 // 18 + 1))
    done = called("ingest", "huge.txt", "--json", folder=tmp_path)
    (problem,) = json.loads(done.stdout)["problems"]
    assert problem["reason"] == (
        "50 MB is more than ingest.max_file_mb allows (40); split it or raise that setting"
    )


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def test_serve_says_who_holds_the_data_folder_and_that_a_port_is_taken(folder, port):
    env = {**os.environ, "NEWSDESK_PORT": str(port)}
    with subprocess.Popen(
        [NEWSDESK, "serve"], cwd=folder, env=env, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            beside_a_server(server, folder, port)
        finally:
            server.send_signal(signal.SIGTERM)
    assert called("ask", "Why?", folder=folder).returncode == 0


def beside_a_server(server, folder, port):
    assert server.stdout
    assert f"http://127.0.0.1:{port}" in server.stdout.readline()
    busy = run("reindex", folder=folder)
    assert busy.returncode == 1
    assert f"newsdesk serve (process {server.pid}" in busy.stderr
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    taken = run("serve", "--data", "other", folder=folder, env={"NEWSDESK_PORT": str(port)})
    assert taken.returncode == 1
    assert f"Cannot serve on port {port} of 127.0.0.1: Address already in use" in taken.stderr
    # What needs no lock goes on beside it, and what does is told who holds it.
    copied = called("backup", "copy", "--force", folder=folder)
    assert (copied.returncode, copied.stderr) == (0, "")
    assert f"newsdesk serve (process {server.pid}" in called("reindex", folder=folder).stderr
    looked = called("doctor", "--json", folder=folder)
    said = {one["subject"]: one for one in json.loads(looked.stdout)}
    assert (looked.returncode, said["library"]["state"]) == (0, "good")
    assert "not looked at" in said["indexes"]["says"]


def test_a_copy_of_the_library_is_put_back(folder):
    copied = called("backup", "copy2", folder=folder)
    assert copied.stdout.startswith("Copied the library to copy2 (")
    assert called("backup", "copy2", folder=folder).returncode == 1
    done = called("restore", "copy2", "--data", "back", folder=folder)
    assert (done.returncode, done.stdout) == (0, "Restored 5 articles, 5 passages.\n")
    assert "not empty" in called("restore", "copy2", "--data", "back", folder=folder).stderr
    done = called("ask", "Why did gate 3 of the Orrin dam fail?", "--data", "back", folder=folder)
    assert "because a drive shaft sheared. [1]" in done.stdout


def test_the_version_is_said_without_a_library(tmp_path):
    done = called("--version", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"{metadata.version('newsdesk')}\n")


def test_help_lists_the_commands_and_needs_no_library(tmp_path):
    done = run("--help", folder=tmp_path)
    assert done.returncode == 0
    listed = (
        "ingest ask search parse show remove serve watch reindex backup restore doctor eval".split()
    )
    for command in listed:
        assert command in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_another_is_still_starting_on_is_taken(port):
    says = f"port {port} of 127.0.0.1: Address already in use"
    with listen(ServerSettings(port=port)), pytest.raises(PortInUse, match=says):
        listen(ServerSettings(port=port))
    listen(ServerSettings(port=port)).close()


@pytest.mark.parametrize("command", ["ingest", "watch"])
def test_an_empty_name_is_no_folder(tmp_path, command):
    (tmp_path / "a.txt").write_text("The pool closes\n\nThe pool on Mill Lane closes for a year.")
    done = run(command, "", folder=tmp_path)
    assert (done.returncode, [one.name for one in tmp_path.iterdir()]) == (2, ["a.txt"])
    assert "one of them is empty" in done.stderr


@pytest.mark.parametrize("host", ["no host", "192.0.2.7"])
def test_an_address_that_is_not_this_machines_is_told_from_a_taken_port(port, host):
    says = f"Cannot serve on port {port} of {host}: .* Set server.host to an address of this machi"
    with pytest.raises(PortInUse, match=says):
        listen(ServerSettings(host=host, port=port))
