"""REST over the real application: answers, articles, problems, health."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from newsroom import ARTICLES, newsroom

from bot.channels import rest
from bot.channels.v1 import nowhere
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

WHY = "Why did gate 3 of the Orrin dam fail?"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("rest"))
    with TestClient(application(store)) as client:
        yield client
    store.close()


def application(store: Store) -> FastAPI:
    app = FastAPI()
    rest.install(app, store)
    app.include_router(rest.router(store, ()))
    nowhere.install(app)
    return app


def events(text: str) -> list[tuple[str, dict]]:
    found = []
    for block in text.strip().split("\n\n"):
        said = dict(line.split(": ", 1) for line in block.split("\n") if not line.startswith(":"))
        found.append((said["event"], json.loads(said["data"])))
    return found


def test_an_answer_comes_with_its_sources(client):
    answer = client.post("/v1/ask", json={"question": WHY}).json()
    assert answer["outcome"] == "answered"
    first = answer["citations"][0]
    article = client.get(f"/v1/articles/{first['article']['id']}").json()
    assert article["text"][first["start"] : first["end"]] == first["quote"]
    assert article["title"] == "Gate 3 of the Orrin dam failed"


def test_a_stream_gives_the_same_answer_in_pieces(client):
    whole = client.post("/v1/ask", json={"question": WHY}).json()
    reply = client.post("/v1/ask", json={"question": WHY, "stream": True})
    assert reply.headers["content-type"].startswith("text/event-stream")
    names, data = zip(*events(reply.text), strict=True)
    once = {"id": "", "seconds": 0, "conversation": ""}
    assert names == ("sources", *["statement"] * len(whole["statements"]), "done")
    assert [one["text"] for one in data[1:-1]] == [one["text"] for one in whole["statements"]]
    assert {**data[-1], **once} == {**whole, **once}


def test_an_answer_is_in_the_language_that_was_wished_for(client):
    body = {"question": "Who was the mayor of Atlantis?", "language": "de"}
    first = client.post("/v1/ask", json=body).json()
    assert (first["language"], first["outcome"]) == ("de", "no_answer")
    english = client.post("/v1/ask", json={**body, "language": ""}).json()
    assert (english["language"], english["text"] == first["text"]) == ("en", False)
    # Also in a conversation, where what was said before has a language of its own.
    again = {"question": "And who was before her?", "conversation": first["conversation"]}
    answer = client.post("/v1/ask", json={**again, "language": "fr"}).json()
    assert answer["language"] == "fr"
    assert client.post("/v1/ask", json=again).json()["language"] == "en"


def test_limits_are_kept_and_reported(client):
    body = {"question": "What does the Saltmarsh ferry cost?", "from": "2025-03-01"}
    answer = client.post("/v1/ask", json=body).json()
    assert {one["article"]["id"] for one in answer["citations"]} == {"ferry-2"}
    assert answer["searched"]["from"] == "2025-03-01"


def test_what_was_understood_is_reported_and_can_be_taken_off(client):
    body = {"question": "What did the Wendel Valley Post report on 4 February 2025 of the dam?"}
    understood = client.post("/v1/ask", json=body).json()["searched"]["understood"]
    day = "2025-02-04"
    period = {"from": day, "to": day, "said": "4 February 2025", "of": "published"}
    assert understood == {
        "periods": [period],
        "outlets": ["Wendel Valley Post"],
        "authors": [],
        "elsewhere": [],
        "latest": False,
        "parts": [],
        "ignored": [],
        "as": None,
    }
    body["ignore"] = ["outlets"]
    understood = client.post("/v1/ask", json=body).json()["searched"]["understood"]
    assert (understood["outlets"], understood["ignored"]) == ([], ["outlets"])
    assert understood["periods"] == [period]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"question": "Why?", "ignore": ["words"]}, "called 'words'. What can be ignored: period"),
        ({"question": " "}, "The question is empty"),
        ({"question": "why " * 30_000}, "119,999 characters"),
        ({"question": "Why?", "now": "soon"}, "'now' is 'soon'"),
        ({"question": "Why?", "nwo": "2025-01-01"}, "nwo: Extra inputs"),
        ({"question": "Why?", "stream": "yes"}, "stream: Input should be a valid boolean"),
        ({}, "question: Field required"),
        ({"question": 7}, "question: Input should be a valid string"),
        ({"question": "Why?", "sources": ["x"] * 101}, "sources: Tuple should have at most 100"),
    ],
)
def test_an_unusable_request_is_a_problem_in_one_sentence(client, body, says):
    reply = client.post("/v1/ask", json=body)
    assert reply.status_code == 422
    assert reply.headers["content-type"] == "application/problem+json"
    assert says in reply.json()["detail"]


def test_a_body_that_is_no_json_is_a_problem(client):
    reply = client.post("/v1/ask", content=b"{", headers={"Content-Type": "application/json"})
    assert (reply.status_code, reply.json()["detail"]) == (422, "The body is not JSON.")


@pytest.mark.parametrize("sent_as", ["text/plain", "application/x-www-form-urlencoded", None])
def test_json_that_is_not_called_so_is_told_what_to_call_it(client, sent_as):
    headers = {"Content-Type": sent_as} if sent_as else {}
    reply = client.post("/v1/ask", content=b'{"question": "Why?"}', headers=headers)
    assert reply.status_code == 422
    assert "header Content-Type: application/json" in reply.json()["detail"]


@pytest.mark.parametrize("body", [b'{"question": "d\xef"}', b"[" * 100_000, b"9" * 5_000])
def test_a_body_that_cannot_be_read_is_said_to_be_so(client, body):
    reply = client.post("/v1/ask", content=body, headers={"Content-Type": "application/json"})
    assert reply.status_code == 400
    assert reply.json()["detail"].startswith("The body is no JSON in UTF-8, or nests too deep")


def test_half_a_character_in_a_question_is_no_error(client):
    body = b'{"question": "Why did gate 3 of the Orrin dam fail \\ud800?"}'
    reply = client.post("/v1/ask", content=body, headers={"Content-Type": "application/json"})
    assert reply.json()["outcome"] == "answered"


def test_as_many_questions_at_once_are_answered_alike(client):
    with ThreadPoolExecutor(12) as pool:
        replies = list(
            pool.map(lambda _: client.post("/v1/ask", json={"question": WHY}), range(12))
        )
    assert {reply.json()["text"] for reply in replies} == {replies[0].json()["text"]}


def test_an_unknown_article_is_not_found(client):
    reply = client.get("/v1/articles/nope")
    assert reply.status_code == 404
    assert "'nope'" in reply.json()["detail"]


def test_what_is_nowhere_is_a_problem_and_so_is_a_method_that_is_not_taken(client):
    reply = client.get("/v1/nowhere/at/all")
    assert (reply.status_code, reply.json()["type"]) == (404, "urn:newsdesk:problem:not-found")
    assert client.put("/healthz").headers["allow"] == "GET"
    reply = client.delete("/v1/ask")
    assert (reply.status_code, reply.headers["allow"]) == (405, "POST")
    assert reply.json()["type"] == "urn:newsdesk:problem:method-not-allowed"


def test_alive_and_ready(client):
    assert client.get("/healthz").json() == {"status": "alive"}
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["articles"]) == (200, 5)


def test_an_empty_library_is_alive_but_not_ready(tmp_path):
    with Store(tmp_path, Settings(), purpose="a test") as store:
        client = TestClient(application(store))
        assert client.get("/healthz").status_code == 200
        reply = client.get("/readyz")
        assert reply.status_code == 503
        assert "newsdesk ingest" in reply.json()["problem"]
        answer = client.post("/v1/ask", json={"question": WHY}).json()
        assert answer["outcome"] == "no_answer"


def test_an_article_can_be_read_as_it_was_when_it_was_cited(tmp_path):
    with newsroom(tmp_path) as store:
        edited = [{**one, "text": "It held."} if one["id"] == "dam" else one for one in ARTICLES]
        (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, edited)))
        ingest(store, [tmp_path / "articles.jsonl"])
        with TestClient(application(store)) as client:
            now = client.get("/v1/articles/dam").json()
            assert (now["version"], now["text"]) == (2, "It held.")
            then = client.get("/v1/articles/dam?version=1").json()
            assert then["text"].startswith("Gate 3")
            assert client.get("/v1/articles/dam?version=3").status_code == 404
            assert client.get("/v1/articles/dam?version=-1").status_code == 422
            answer = client.post("/v1/ask", json={"question": WHY}).json()
            assert "drive shaft" not in json.dumps(answer)  # what it said before is not found
