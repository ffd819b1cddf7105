"""Articles over REST: listed, added in every way, replaced; whose conversations and answers."""

import json
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from fastapi.testclient import TestClient
from rest_server import opened

from bot.channels.v1.uploads import FOLDER, Uploads, safe_name
from bot.keys import Scope
from ingest.settings import FetchSettings, LimitSettings, Settings

JSON = {"Content-Type": "application/json"}
PAGE = """<!doctype html><html lang=en><head><title>Lighthouse sold</title>
<meta property="article:published_time" content="2025-04-02T08:00:00Z"></head><body><article>
<h1>Lighthouse sold</h1><p>The lighthouse of Tarn Quay was sold on Tuesday for 41,000 crowns, the
harbour office said.</p><p>Its new owner, the painter Odilia Crane, wants to live in it.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    settings = Settings(
        fetch=FetchSettings(allow=("127.0.0.1",), seconds_between_requests=0),
        limits=LimitSettings(upload_mb=1, body_kb=16, questions_per_minute=0),
    )
    with opened(tmp_path_factory.mktemp("articles"), settings) as room:
        yield room


@pytest.fixture(scope="module")
def client(room):
    return TestClient(room.app)


@pytest.fixture(scope="module")
def writer(room):
    return TestClient(room.app, headers=room.key(Scope.WRITE, Scope.READ, Scope.ASK))


def kind(reply) -> str:
    return reply.json()["type"].removeprefix("urn:newsdesk:problem:")


def ids(reply) -> list[str]:
    return [one["id"] for one in reply.json()["articles"]]


def test_articles_are_listed_in_pages_the_newest_first(client):
    whole = ids(client.get("/v1/articles"))
    assert whole[:3] == ["ferry-2", "dam", "flood-copy"]
    pages, after = [], ""
    while after is not None:
        reply = client.get("/v1/articles", params={"limit": 2, "after": after}).json()
        pages.append([one["id"] for one in reply["articles"]])
        after = reply["next"]
    assert [one for page in pages for one in page] == whole
    assert all(len(page) == 2 for page in pages[:-1])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"source": "Wendel Valley Post"}, ["dam"]),
        ({"source": ["Wendel Valley Post", "Meridian Wire"]}, ["dam", "flood-wire"]),
        ({"from": "2025-02-01"}, ["ferry-2", "dam"]),
        ({"from": "2025-01-26", "to": "2025-01-26"}, ["flood-wire"]),
        ({"title": "ferry p"}, ["ferry-2"]),
        ({"title": "100%"}, []),
        ({"title": "\0"}, []),
        ({"title": "dam failed\0"}, []),
        ({"source": "\0"}, []),
        ({"language": "de"}, []),
    ],
)
def test_a_list_keeps_to_what_is_asked_for(client, asked, found):
    assert ids(client.get("/v1/articles", params=asked)) == found


@pytest.mark.parametrize(
    "asked", [{"after": "x"}, {"after": "é"}, {"limit": 0}, {"limit": 1000}, {"from": "soon"}]
)
def test_a_list_that_cannot_be_given_is_a_problem(client, asked):
    assert client.get("/v1/articles", params=asked).status_code == 422


def test_passages_are_found_best_first(client):
    hits = client.get("/v1/search", params={"q": "Why did the dam fail?", "k": 2}).json()["hits"]
    assert hits[0]["article_id"] == "dam"
    assert len(hits) == 2
    first = client.get("/v1/articles/dam").json()
    assert first["text"][hits[0]["start"] : hits[0]["end"]] == hits[0]["text"]
    assert kind(client.get("/v1/search", params={"q": " "})) == "unusable-question"
    assert kind(client.get("/v1/search", params={"q": "?!"})) == "unusable-question"


def test_an_article_is_added_as_json_and_found_at_once(writer, room):
    pier = {"id": "pier", "title": "Pier", "text": "The pier of Tarn Quay is 312 metres long."}
    reply = writer.post("/v1/articles", json={"articles": [pier]})
    assert reply.status_code == 200
    assert reply.json()["report"]["articles"]["added"] == 1
    answer = writer.post("/v1/ask", json={"question": "How long is the pier?"}).json()
    assert answer["citations"][0]["article"]["id"] == "pier"
    assert list((room.store.folder / FOLDER).iterdir()) == []  # nothing is left lying


def test_an_article_is_replaced_whatever_its_date(writer):
    old = {"title": "Mast", "text": "The mast is 40 metres high.", "published_at": "2025-03-01"}
    new = {"title": "Mast", "text": "The mast is 44 metres high.", "published_at": "2024-01-01"}
    for body, outcome in ((old, "added"), (new, "updated")):
        report = writer.put("/v1/articles/mast", json=body).json()["report"]
        assert report["articles"][outcome] == 1
    stored = writer.get("/v1/articles/mast").json()
    assert (stored["text"], stored["version"]) == (new["text"], 2)
    assert writer.get("/v1/articles/mast?version=1").json()["text"] == old["text"]
    assert kind(writer.put("/v1/articles/mast", json={**new, "id": "other"})) == "unusable-request"


def test_what_was_taken_down_does_not_come_back_by_replacing_it(writer):
    body = {"title": "Kiln", "text": "The kiln of Orrin was lit again on Monday."}
    assert writer.put("/v1/articles/kiln", json=body).status_code == 200
    assert writer.delete("/v1/articles/kiln").status_code == 200
    reply = writer.put("/v1/articles/kiln", json=body)
    assert (kind(reply), reply.json()["detail"]) == ("unusable-article", "kiln: was taken down")


def test_a_file_is_added_whatever_it_is_called(writer):
    lido = "Lido opens\nHarbour Ledger, 3 May 2025\n\nThe lido of Tarn Quay opened on Saturday.\n"
    reply = writer.post("/v1/articles", files={"file": ("../../lido.txt", lido)})
    assert reply.json()["report"]["articles"]["added"] == 1
    rows = "\n".join(
        json.dumps({"title": f"Buoy {n}", "text": f"Buoy {n} was painted."}) for n in range(3)
    )
    files = [("file", ("a.jsonl", rows)), ("file", ("b.html", PAGE.replace("house", "ship")))]
    assert writer.post("/v1/articles", files=files).json()["report"]["articles"]["added"] == 4


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x7fELF\x02\x01\x01" + bytes(200), "binary"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(200), "archive"),
        (b" \n", "is empty"),
    ],
)
def test_a_file_that_holds_no_article_is_refused_at_once(writer, content, says):
    reply = writer.post("/v1/articles", files={"file": ("news.txt", content)})
    assert (reply.status_code, kind(reply)) == (415, "unsupported-type")
    assert says in reply.json()["detail"]


def test_of_several_files_those_that_can_be_read_are_read_and_the_others_named(writer):
    crane = "Crane rises\nHarbour Ledger, 4 May 2025\n\nThe crane of Tarn Quay rises on Monday.\n"
    broken = ("file", ("b.txt", b"\x7fELF\x02\x01\x01" + bytes(200)))
    empty = ("file", ("c.txt", b" \n"))
    reply = writer.post("/v1/articles", files=[broken, ("file", ("a.txt", crane)), empty])
    report = reply.json()["report"]
    assert (report["articles"]["added"], report["articles"]["failed"]) == (1, 2)
    said = [(one["source"], one["reason"]) for one in report["problems"]]
    assert said == [("upload:b.txt", "is binary, not text"), ("upload:c.txt", "is empty")]
    (last, *_) = writer.get("/v1/jobs").json()["jobs"]
    assert writer.get(f"/v1/jobs/{last['id']}").json()["report"] == report
    reply = writer.post("/v1/articles", files=[broken, empty])
    assert (reply.status_code, reply.json()["detail"]) == (415, "b.txt: is binary, not text.")


def test_an_upload_has_a_limit_of_its_own(writer):
    within, over = b"Pier. " * 4000, b"Pier. " * 200_000  # 24 kB, 1.2 MB
    assert writer.post("/v1/articles", files={"file": ("a.txt", within)}).status_code == 200
    reply = writer.post("/v1/articles", files={"file": ("a.txt", over)})
    assert (reply.status_code, kind(reply)) == (413, "too-large")
    assert "1 MB" in reply.json()["detail"]


@contextmanager
def web(folder):
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder))
    )
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_page_is_added_by_its_address_through_the_guarded_fetcher(writer, room, tmp_path):
    (tmp_path / "lighthouse.html").write_text(PAGE)
    with web(tmp_path) as address:
        body = {"targets": [f"{address}/lighthouse.html", "http://169.254.169.254/latest"]}
        reply = writer.post("/v1/articles", json=body)
        assert reply.status_code == 202
        where = reply.headers["location"]
        while (job := writer.get(where).json())["state"] not in {"done", "failed"}:
            pass
    assert job["report"]["articles"]["added"] == 1
    assert "169.254.169.254" in job["report"]["problems"][0]["source"]


def test_files_of_the_server_are_for_who_may_everything(writer, room):
    reply = writer.post("/v1/articles", json={"targets": ["/etc"]})
    assert (reply.status_code, kind(reply)) == (403, "scope-missing")
    head = TestClient(room.app, headers=room.key(Scope.ADMIN))
    assert head.post("/v1/articles", json={"targets": ["/nowhere"]}).status_code == 202


@pytest.mark.parametrize(
    ("body", "headers", "code"),
    [
        (b"", JSON, 422),
        (b"{", JSON, 422),
        (b"{}", JSON, 422),
        (b'{"articles": []}', JSON, 422),
        (b'{"targets": [" "]}', JSON, 422),
        (b'{"targets": ["/etc\\u0000"]}', JSON, 422),
        (b'{"articles": [{"text": " "}]}', JSON, 422),
        (b'{"articles": [{"text": "x", "published_at": "soon"}]}', JSON, 422),
        (b"The pier is long.", {"Content-Type": "text/plain"}, 415),
        (b"x", {"Content-Type": "multipart/form-data"}, 400),
        (b"--x--", {"Content-Type": "multipart/form-data; boundary=x"}, 422),
    ],
)
def test_what_cannot_be_added_is_a_problem(writer, body, headers, code):
    reply = writer.post("/v1/articles", content=body, headers=headers)
    assert reply.status_code == code
    assert reply.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("2025-05-01 lido.txt", "2025-05-01 lido.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\news\\a.html", "a.html"),
        ("..", "upload"),
        ("", "upload"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("x" * 300 + ".docx", "x" * 95 + ".docx"),
    ],
)
def test_a_name_leads_nowhere(name, safe):
    assert safe_name(name) == safe


def test_what_is_put_wins_also_when_the_clock_was_set_back(writer):
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat(timespec="seconds")
    ahead = {"title": "Pier", "text": "The pier is shut.", "updated_at": tomorrow}
    assert writer.put("/v1/articles/clock", json=ahead).json()["report"]["articles"]["added"] == 1
    now = {"title": "Pier", "text": "The pier is open."}
    assert writer.put("/v1/articles/clock", json=now).json()["report"]["articles"]["updated"] == 1
    assert writer.get("/v1/articles/clock").json()["text"] == "The pier is open."


def test_what_a_killed_server_left_lying_is_deleted(tmp_path):
    left = Uploads(tmp_path).lines([{"text": "x"}])
    assert left.exists()
    wanted = Uploads(tmp_path, {str(left)}).lines([{"text": "y"}])
    assert left.exists()
    Uploads(tmp_path, {str(wanted)})
    assert (left.exists(), wanted.exists()) == (False, True)


# ---- conversations


def test_a_conversation_is_its_askers_alone(room):
    own, other, head = (
        TestClient(room.app, headers=room.key(scope))
        for scope in (Scope.ASK, Scope.ASK, Scope.ADMIN)
    )
    first = own.post("/v1/ask", json={"question": "Why did gate 3 of the Orrin dam fail?"}).json()
    where = f"/v1/conversations/{first['conversation']}"
    again = own.post(
        "/v1/ask",
        json={"question": "When was it inspected?", "conversation": first["conversation"]},
    ).json()
    assert again["conversation"] == first["conversation"]
    assert [one["id"] for one in own.get(where).json()["turns"]] == [first["id"], again["id"]]
    assert [one["answers"] for one in own.get("/v1/conversations").json()["conversations"]] == [2]
    assert "owner" not in own.get(where).json()
    assert other.get("/v1/conversations").json() == {"conversations": []}
    body = {"question": "Why?", "conversation": first["conversation"]}
    for reply in (
        other.get(where),
        other.delete(where),
        other.post("/v1/ask", json=body),
        other.get(f"/v1/answers/{first['id']}"),
        other.post("/v1/feedback", json={"answer": first["id"], "thumb": "up"}),
    ):
        assert reply.status_code == 404
    assert own.get(f"/v1/answers/{first['id']}").json()["text"] == first["text"]
    assert head.get(where).status_code == 200
    feedback = {"answer": first["id"], "thumb": "down", "words": "Too short."}
    assert own.post("/v1/feedback", json=feedback).status_code == 204
    assert own.delete(where).status_code == 204
    assert own.get(where).status_code == 404


def test_what_is_not_to_be_kept_is_not(client):
    body = {"question": "Why did gate 3 of the Orrin dam fail?", "keep": False}
    answer = client.post("/v1/ask", json=body).json()
    assert answer["conversation"] is None
    assert kind(client.get(f"/v1/answers/{answer['id']}")) == "answer-not-found"


def test_feedback_that_makes_no_sense_is_a_problem(client):
    assert client.post("/v1/feedback", json={"answer": "x", "thumb": "up"}).status_code == 404
    assert client.post("/v1/feedback", json={"answer": "x", "thumb": "so"}).status_code == 422
