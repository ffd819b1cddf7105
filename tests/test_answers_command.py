"""`newsdesk answers`, and conversations on the command line."""

import json

import pytest
from newsroom import ARTICLES
from test_cli import called


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("answers")
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)))
    assert called("ingest", "news.jsonl", folder=folder).returncode == 0
    return folder


@pytest.fixture(scope="module")
def first(folder):
    done = called("ask", "Why did gate 3 of the Orrin dam fail?", "--json", folder=folder)
    return json.loads(done.stdout)


def listed(folder, *options):
    return json.loads(called("answers", "--json", *options, folder=folder).stdout)


def test_an_answer_is_listed_shown_and_found_by_the_article_that_it_cites(folder, first):
    row = next(one for one in listed(folder) if one["id"] == first["id"])
    assert row["question"] == "Why did gate 3 of the Orrin dam fail?"
    assert (row["outcome"], row["conversation"]) == ("answered", first["conversation"])
    assert [one["id"] for one in listed(folder, "--citing", "dam")] == [first["id"]]
    assert listed(folder, "--citing", "ferry-1") == []
    shown = json.loads(called("answers", first["id"], "--json", folder=folder).stdout)
    assert shown["text"] == first["text"]
    read = called("answers", first["id"], folder=folder).stdout
    assert "Wendel Valley Post, 2025-02-04: Gate 3" in read
    assert first["id"] in called("answers", folder=folder).stdout


def test_a_conversation_goes_on_by_its_id(folder, first):
    done = called(
        "ask", "Who mediated the ferry dispute?", "--conversation", first["conversation"], "--json",
        folder=folder,
    )  # fmt: skip
    assert json.loads(done.stdout)["conversation"] == first["conversation"]
    gone = called("ask", "Who?", "--conversation", "nope", folder=folder)
    assert gone.returncode == 1
    assert "no conversation 'nope'" in gone.stderr


def test_a_batch_is_not_kept(folder):
    before = listed(folder)
    (folder / "batch.jsonl").write_text('{"id": 1, "question": "Who is Ines Haverkamp?"}')
    assert called("ask", "--batch", "batch.jsonl", folder=folder).returncode == 0
    assert listed(folder) == before


def test_an_answer_that_is_not_there_is_said(folder):
    done = called("answers", "nope", folder=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "There is no answer 'nope'" in done.stderr
    assert called("answers", "nope", "--citing", "dam", folder=folder).returncode == 2


def test_a_takedown_by_the_command_reaches_the_answers(folder):
    asked = called("ask", "How many homes did the river Wendel flood?", "--json", folder=folder)
    got = json.loads(asked.stdout)
    for article in {one["article"]["id"] for one in got["citations"]}:
        assert called("remove", article, folder=folder).returncode == 0
    shown = called("answers", got["id"], folder=folder).stdout
    assert "312" not in shown.partition("\n")[2]
    assert "has been taken down" in shown
