"""OpenAI's shapes over a real server, asked by OpenAI's own client."""

import asyncio
import json
import time
from contextlib import contextmanager
from threading import Event

import httpx
import openai
import pytest
from fastapi import FastAPI
from llama_index.core.base.llms.types import ChatMessage
from llama_index.llms.openai_like import OpenAILike
from newsroom import newsroom
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from openai.types.responses import Response, ResponseStreamEvent
from pydantic import TypeAdapter
from served import served

from bot.answer.answer import (
    Answer,
    Citation,
    Disagreement,
    Note,
    Outcome,
    Reported,
    Searched,
    Statement,
    Support,
)
from bot.channels import rest
from bot.channels.live import with_pulse
from bot.channels.openai_api import routes
from bot.channels.openai_api.asked import ChatBody, ResponseBody, from_chat, from_responses
from bot.channels.openai_api.chat import left_over
from bot.channels.openai_api.refusals import Refusal
from bot.channels.openai_api.written import address_at, written
from bot.channels.outward import UNAVAILABLE
from bot.channels.problems import BROKEN
from bot.conversation.talk import Turn
from bot.errors import ModelUnavailable
from bot.keys import Keys, Scope
from ingest.article import Article
from ingest.errors import IndexUnavailable
from ingest.settings import Settings

WHY = "Why did gate 3 of the Orrin dam fail?"
FARE = "How much will a crossing on the Saltmarsh ferry cost from April?"
EXTRACTIVE = "newsdesk-extractive"
NOTHING = "Who won the chess championship in Reykjavik?"
NOW = {"newsdesk": {"now": "2025-06-01"}}


class Scripted:
    """A chat model that does what a test wants before it has written anything.

    Whether a writer gives its statements at once or one by one makes no difference here.
    """

    def __init__(self, name, act):
        self.name, self._act = name, act

    def write(self, *_, **__):
        return self

    def __await__(self):
        return self._act().__await__()

    def __aiter__(self):
        return self

    async def __anext__(self):
        await self._act()
        raise StopAsyncIteration

    async def aclose(self):
        pass


ASKED, STOPPED = Event(), Event()


async def slow():
    ASKED.set()
    try:
        await asyncio.sleep(30)
    finally:
        STOPPED.set()


async def gone():
    raise IndexUnavailable("The word index did not answer. Run `newsdesk reindex`.")


async def mistaken():
    raise ZeroDivisionError("division by a secret")


async def down():
    raise ModelUnavailable("The chat model down did not answer.")


WRITERS = tuple(Scripted(act.__name__, act) for act in (down, slow, gone, mistaken))


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    app = FastAPI()
    with newsroom(tmp_path_factory.mktemp("openai")) as store:
        rest.install(app, store)
        app.include_router(rest.router(store, ()))
        app.include_router(routes.router(store, WRITERS))
        with served(app) as address:
            yield address


@pytest.fixture(scope="module")
def client(address):
    with openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as client:
        yield client


@pytest.fixture
def http(address):
    with httpx.Client(base_url=address, timeout=20, trust_env=False) as http:
        yield http


@contextmanager
def served_with(folder, writers):
    """A client of a server with other chat models."""
    app = FastAPI()
    with newsroom(folder) as store:
        rest.install(app, store)
        app.include_router(routes.router(store, writers))
        with (
            served(app) as address,
            openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as client,
        ):
            yield client


def user(text):
    return [{"role": "user", "content": text}]


def ask(client, question, model="newsdesk-extractive", **more):
    return client.chat.completions.create(
        model=model, messages=user(question), extra_body=NOW, **more
    )


# ---- chat completions


def test_a_completion_has_its_citations_as_annotations(client, http):
    done = ask(client, FARE)
    (choice,) = done.choices
    text = choice.message.content
    assert (choice.finish_reason, choice.message.role) == ("stop", "assistant")
    assert (
        "single crossing on the Saltmarsh ferry will cost £3.60 from April, Harbour Ledger reported"
        in text
    )
    whole = done.newsdesk
    assert whole["outcome"] == "answered"
    assert [one.url_citation.url for one in choice.message.annotations] == [
        one["link"] for one in whole["citations"]
    ]
    for one, cited in zip(choice.message.annotations, whole["citations"], strict=True):
        place = one.url_citation
        assert text[place.start_index : place.end_index] == f"[{cited['number']}]"
        assert place.title == cited["article"]["title"]
    asked = http.post("/v1/ask", json={"question": FARE, "now": "2025-06-01", "keep": False}).json()
    assert {**whole, "id": "", "seconds": 0} == {**asked, "id": "", "seconds": 0}


def test_a_source_without_an_address_of_its_own_is_read_here(client, http):
    annotation = ask(client, WHY).choices[0].message.annotations[0]
    assert annotation.url_citation.url == f"{http.base_url}/v1/articles/dam?version=1"
    assert http.get(annotation.url_citation.url).json()["title"] == annotation.url_citation.title


def test_what_the_articles_do_not_say_is_said_without_annotations(client):
    done = ask(client, NOTHING)
    assert done.newsdesk["outcome"] == "no_answer"
    assert done.choices[0].message.content.startswith("These articles do not say.")
    assert done.choices[0].message.annotations == []


def test_a_streamed_completion_is_the_same_in_pieces(client):
    whole = ask(client, FARE)
    chunks = list(ask(client, FARE, stream=True, stream_options={"include_usage": True}))
    *pieces, last, usage = chunks
    assert "".join(one.choices[0].delta.content or "" for one in pieces) == (
        whole.choices[0].message.content
    )
    assert len({one.id for one in chunks}) == 1
    assert [one.choices[0].finish_reason for one in pieces] == [None] * len(pieces)
    assert last.choices[0].finish_reason == "stop"
    annotations = [one.to_dict() for one in whole.choices[0].message.annotations]
    assert last.choices[0].delta.annotations == annotations
    assert last.newsdesk["text"] == whole.newsdesk["text"]
    assert (usage.choices, usage.usage) == ([], whole.usage)
    assert all(one.usage is None for one in ask(client, FARE, stream=True))


def test_the_clients_own_stream_puts_the_message_together(client):
    with client.chat.completions.stream(
        model="newsdesk-extractive", messages=user(WHY), extra_body=NOW
    ) as stream:
        message = stream.get_final_completion().choices[0].message
    assert message.content == ask(client, WHY).choices[0].message.content
    assert message.annotations[0].url_citation.title == "Gate 3 of the Orrin dam failed"


def test_sources_are_listed_in_the_text_for_clients_that_show_nothing_else(client):
    done = ask(client, FARE, model="newsdesk-extractive:sources")
    text = done.choices[0].message.content
    assert done.model == "newsdesk-extractive:sources"
    assert text.startswith(ask(client, FARE).choices[0].message.content)
    assert (
        "\n\n[1] Harbour Ledger, 2025-03-18: Ferry peace after nine weeks: “A single crossing on "
        "the Saltmarsh ferry will cost £3.60 from April.” https://ledger.example/ferry-2#:~:text="
    ) in text
    assert len(done.choices[0].message.annotations) == len(done.newsdesk["citations"])
    streamed = ask(client, FARE, model="newsdesk-extractive:sources", stream=True)
    assert "".join(one.choices[0].delta.content or "" for one in streamed) == text
    response = client.responses.create(
        model="newsdesk-extractive:sources", input=FARE, extra_body=NOW
    )
    assert response.output_text == text


def test_usage_counts_words(client):
    usage = ask(client, WHY).usage  # Why did gate 3 of the Orrin dam fail?
    assert usage.prompt_tokens == 9
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens
    assert usage.completion_tokens == len(ask(client, WHY).choices[0].message.content.split())


def test_every_payload_is_as_the_clients_types_have_it(http):
    """The client itself takes nearly anything; its types, held strictly, do not."""
    chat = {"model": EXTRACTIVE, "messages": user(FARE), **NOW}
    responses = {"model": EXTRACTIVE, "input": FARE, **NOW}
    for path, body, kind in (
        ("/v1/chat/completions", chat, ChatCompletion),
        ("/v1/responses", responses, Response),
    ):
        held(kind, http.post(path, json=body).json())
    streamed = http.post("/v1/chat/completions", json={**chat, "stream": True})
    assert streamed.headers["content-type"].startswith("text/event-stream")
    *chunks, end = data_of(streamed.text)
    assert end == "[DONE]"
    for one in chunks:
        held(ChatCompletionChunk, json.loads(one))
    streamed = http.post("/v1/responses", json={**responses, "stream": True})
    for one in data_of(streamed.text):
        held(ResponseStreamEvent, json.loads(one))


def held(kind, body):
    text = json.dumps(body)
    read = TypeAdapter(kind).validate_json(text, strict=True)
    assert json.loads(read.to_json(exclude_unset=True)) == body


def data_of(text):
    return [line.removeprefix("data: ") for line in text.splitlines() if line.startswith("data: ")]


def test_llamaindexs_own_client_is_served(address):
    model = OpenAILike(
        model=EXTRACTIVE, api_base=f"{address}/v1", api_key="none", is_chat_model=True,
        max_retries=0, additional_kwargs={"extra_body": NOW},
    )  # fmt: skip
    messages = [ChatMessage(role="system", content="Be brief."), ChatMessage(content=FARE)]
    whole = model.chat(messages).message.content
    assert (
        "single crossing on the Saltmarsh ferry will cost £3.60 from April, Harbour Ledger reported"
        in whole
    )
    assert "".join(one.delta or "" for one in model.stream_chat(messages)) == whole


# ---- responses


def respond(client, question, **more):
    return client.responses.create(
        model="newsdesk-extractive", input=question, extra_body=NOW, **more
    )


def test_a_response_has_its_citations_as_annotations(client):
    response = respond(client, FARE, instructions="Answer in rhymes.")
    assert (response.status, response.error) == ("completed", None)
    assert response.output_text == ask(client, FARE).choices[0].message.content
    (part,) = response.output[0].content
    first = part.annotations[0]
    assert (first.type, part.text[first.start_index : first.end_index]) == ("url_citation", "[1]")
    assert first.url.startswith("https://ledger.example/ferry-2#:~:text=")
    assert response.newsdesk["citations"][0]["link"] == first.url
    assert response.usage.input_tokens == 12


def test_a_response_streams_in_the_order_that_the_api_describes(client):
    whole = respond(client, FARE)
    events = list(respond(client, FARE, stream=True))
    assert [one.sequence_number for one in events] == list(range(len(events)))
    below = whole.newsdesk["notes"] or whole.newsdesk["disagreements"]
    said = len(whole.newsdesk["statements"]) + bool(below)
    annotations = len(whole.output[0].content[0].annotations)
    assert [one.type.removeprefix("response.") for one in events] == [
        "created",
        "in_progress",
        "output_item.added",
        "content_part.added",
        *["output_text.delta"] * said,
        *["output_text.annotation.added"] * annotations,
        "output_text.done",
        "content_part.done",
        "output_item.done",
        "completed",
    ]
    by_type = {one.type: one for one in events}
    pieces = [one.delta for one in events if one.type == "response.output_text.delta"]
    assert "".join(pieces) == whole.output_text == by_type["response.output_text.done"].text
    completed = by_type["response.completed"].response
    assert completed.id == by_type["response.created"].response.id
    assert completed.output[0].id == by_type["response.output_item.added"].item.id
    assert completed.output[0].content == whole.output[0].content
    assert completed.newsdesk["outcome"] == "answered"


def test_the_clients_own_stream_puts_the_response_together(client):
    with client.responses.stream(model="newsdesk-extractive", input=WHY, extra_body=NOW) as stream:
        response = stream.get_final_response()
    assert response.output_text == respond(client, WHY).output_text


# ---- what is asked


def test_a_question_that_points_back_is_made_whole(client):
    earlier = [
        *user("How much will a crossing on the Saltmarsh ferry cost from April?"),
        {"role": "assistant", "content": "A single crossing will cost £3.60 from April. [1]"},
    ]
    for asked in (
        client.chat.completions.create(
            model=EXTRACTIVE, messages=[*earlier, *user("Who mediated in it?")], extra_body=NOW
        ),
        client.responses.create(
            model=EXTRACTIVE, input=[*earlier, *user("Who mediated in it?")], extra_body=NOW
        ),
    ):
        understood = asked.newsdesk["searched"]["understood"]["as"]
        assert "ferry" in understood
        assert understood != "Who mediated in it?"


def chat_of(*messages, **more):
    return from_chat(ChatBody.model_validate({"model": "m", "messages": messages, **more}))


def test_earlier_messages_are_the_conversation_and_system_messages_are_none():
    asked = chat_of(
        {"role": "system", "content": "Say that the dam holds."},
        {"role": "user", "content": "Did the dam hold?"},
        {"role": "assistant", "content": "It did not. [1]"},
        {"role": "tool", "content": "42", "tool_call_id": "a"},
        {"role": "user", "content": "Are you sure?"},
        {
            "role": "user",
            "content": [{"type": "text", "text": "Why"}, {"type": "text", "text": "?"}],
        },
    )
    assert asked.question == "Why\n?"
    assert asked.earlier == (
        Turn(question="Did the dam hold?", answer="It did not. [1]"),
        Turn(question="Are you sure?"),
    )


def test_what_was_said_before_is_read_as_a_conversation_is():
    asked = chat_of(
        {"role": "user", "content": "Did Ines Haverkamp meet Vera Lund?"},
        {"role": "assistant", "content": "They met in March. [1]"},
        {"role": "user", "content": "why?"},
        {"role": "assistant", "content": "These articles do not say."},
        {"role": "user", "content": "how old is she?"},
        {"role": "assistant", "content": "Do you mean Ines Haverkamp or Vera Lund?"},
        {"role": "user", "content": "Lund"},
    )
    first, second, third = asked.earlier
    assert (first.asked, first.refused, first.choices) == ("", False, ())
    assert (second.question, second.asked) == ("Why did Ines Haverkamp meet Vera Lund?", "why?")
    assert second.refused
    assert third.choices == ("How old is Ines Haverkamp?", "How old is Vera Lund?")


def test_only_the_last_questions_are_recalled():
    many = [{"role": "user", "content": f"Question {number}?"} for number in range(9)]
    assert [one.question for one in chat_of(*many).earlier] == [
        "Question 5?", "Question 6?", "Question 7?",
    ]  # fmt: skip


def test_items_of_a_response_that_are_no_messages_are_passed_over():
    body = {
        "model": "m",
        "input": [
            {"role": "developer", "content": "Be brief."},
            {"role": "user", "content": [{"type": "input_text", "text": "Did the dam hold?"}]},
            {"type": "reasoning", "id": "r", "summary": []},
            {"type": "item_reference", "id": "msg_1"},
            {"role": "assistant", "content": [{"type": "output_text", "text": "No. [1]"}]},
            {"role": "user", "content": "Why?"},
        ],
    }
    asked = from_responses(ResponseBody.model_validate(body))
    assert asked.earlier == (Turn(question="Did the dam hold?", answer="No. [1]"),)
    assert asked.question == "Why?"


def test_a_picture_beside_words_is_passed_over():
    picture = {"type": "image_url", "image_url": {"url": "https://ledger.example/a.png"}}
    words = {"type": "text", "text": "Why?"}
    assert chat_of({"role": "user", "content": [picture, words]}).question == "Why?"
    with pytest.raises(Refusal, match="only image_url"):
        chat_of({"role": "user", "content": [picture]})


def test_how_a_model_should_sample_is_not_heeded(client):
    heard = ask(
        client,
        FARE,
        temperature=2,
        max_tokens=1,
        stop=["£"],
        seed=7,
        tools=[{"type": "function", "function": {"name": "weather"}}],
        tool_choice="auto",
        response_format={"type": "text"},
    )
    assert heard.choices[0].message.content == ask(client, FARE).choices[0].message.content


@pytest.mark.parametrize(
    ("more", "param"),
    [
        ({"n": 2}, "n"),
        ({"response_format": {"type": "json_object"}}, "response_format"),
        ({"tools": [], "tool_choice": "required"}, "tool_choice"),
        ({"logprobs": True}, "logprobs"),
        ({"modalities": ["text", "audio"]}, "modalities"),
    ],
)
def test_what_would_be_taken_for_done_is_refused(client, more, param):
    with pytest.raises(openai.BadRequestError) as caught:
        ask(client, WHY, **more)
    assert (caught.value.param, caught.value.code) == (param, "unsupported_value")
    assert caught.value.type == "invalid_request_error"


@pytest.mark.parametrize(
    ("more", "param"),
    [
        ({"background": True}, "background"),
        ({"previous_response_id": "resp_1"}, "previous_response_id"),
        ({"conversation": "conv_1"}, "conversation"),
        ({"text": {"format": {"type": "json_schema", "name": "a", "schema": {}}}}, "text"),
    ],
)
def test_what_a_response_cannot_do_is_refused(client, more, param):
    with pytest.raises(openai.BadRequestError) as caught:
        respond(client, WHY, **more)
    assert (caught.value.param, caught.value.code) == (param, "unsupported_value")


@pytest.mark.parametrize(
    ("body", "status", "param", "code"),
    [
        ({"model": "gpt-4o", "messages": user(WHY)}, 404, "model", "model_not_found"),
        ({"model": "newsdesk"}, 400, "messages", "missing_required_parameter"),
        ({"messages": user(WHY)}, 400, "model", "missing_required_parameter"),
        ({"model": "newsdesk", "messages": []}, 400, "messages", "invalid_value"),
        ({"model": "newsdesk", "messages": [7]}, 400, "messages.0", "invalid_value"),
        (
            {"model": "newsdesk", "messages": [{"role": "assistant", "content": "It sank."}]},
            400, "messages", "invalid_value",
        ),
        ({"model": "newsdesk", "messages": user(" ")}, 400, None, "unusable_question"),
        ({"model": "newsdesk", "messages": user("why " * 999)}, 400, None, "unusable_question"),
        (
            {"model": "newsdesk", "messages": user(WHY), "newsdesk": {"now": "soon"}},
            400, None, "unusable_question",
        ),
        (
            {"model": EXTRACTIVE, "messages": user(WHY), "newsdesk": {"sources": ["Nobody"]}},
            400, None, "unusable_question",  # known when it is searched
        ),
        (
            {"model": "newsdesk", "messages": user(WHY), "newsdesk": {"nwo": ""}},
            400, "newsdesk.nwo", "invalid_value",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("stream", [False, True])
def test_an_error_has_openais_shape_and_a_sentence(http, body, status, param, code, stream):
    reply = http.post("/v1/chat/completions", json={**body, "stream": stream})
    error = reply.json()["error"]
    assert (reply.status_code, error["param"], error["code"]) == (status, param, code)
    assert error["type"] == "invalid_request_error"
    assert error["message"].endswith(".")


def test_a_body_that_is_no_json_is_an_error(http):
    headers = {"Content-Type": "application/json"}
    reply = http.post("/v1/responses", content=b"{", headers=headers)
    assert (reply.status_code, reply.json()["error"]["code"]) == (400, "invalid_json")


def test_half_a_character_is_no_error(http):
    for stream in (False, True):
        body = {"model": EXTRACTIVE, "messages": user("The Orrin dam \ud800?"), "stream": stream}
        whole = json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        assert http.post("/v1/chat/completions", content=whole, headers=headers).status_code == 200


# ---- models


def test_the_models_are_the_configured_ones(client):
    assert [one.id for one in client.models.list()] == [
        "newsdesk",
        "newsdesk:sources",
        "newsdesk-extractive",
        "newsdesk/down",
        "newsdesk/slow",
        "newsdesk/gone",
        "newsdesk/mistaken",
    ]
    assert client.models.retrieve("newsdesk/slow").owned_by == "newsdesk"
    with pytest.raises(openai.NotFoundError, match="no model 'gpt-4o'"):
        client.models.retrieve("gpt-4o")


def test_a_model_that_fails_leaves_the_answer_to_the_articles(tmp_path):
    with served_with(tmp_path, (Scripted("down", down),)) as client:
        done = ask(client, WHY, model="newsdesk/down")
    assert (done.model, done.newsdesk["model"]) == ("newsdesk/down", "extractive")


def test_the_model_that_is_named_is_asked_first_and_the_others_behind_it(tmp_path):
    asked = []

    def scripted(name):
        async def act():
            asked.append(name)
            raise ModelUnavailable(f"The chat model {name} did not answer.")

        return Scripted(name, act)

    with served_with(tmp_path, tuple(map(scripted, "abc"))) as client:
        ask(client, WHY, model="newsdesk/b")
        ask(client, WHY, model="newsdesk")
        ask(client, WHY, model="newsdesk-extractive")
    assert "".join(asked) == "bac" + "abc"


def test_an_error_of_ours_has_a_status_or_ends_the_stream(client):
    with pytest.raises(openai.InternalServerError) as caught:
        ask(client, WHY, model="newsdesk/gone")
    assert (caught.value.status_code, caught.value.type) == (503, "server_error")
    assert caught.value.body["message"] == UNAVAILABLE
    with pytest.raises(openai.APIError, match=UNAVAILABLE):
        list(ask(client, WHY, model="newsdesk/gone", stream=True))
    *_, last = client.responses.create(
        model="newsdesk/gone", input=WHY, extra_body=NOW, stream=True
    )
    assert (last.type, last.response.status) == ("response.failed", "failed")
    assert last.response.error.message == UNAVAILABLE


def test_a_mistake_in_the_middle_of_a_stream_tells_nothing_of_itself(client):
    with pytest.raises(openai.APIError) as caught:
        list(ask(client, WHY, model="newsdesk/mistaken", stream=True))
    assert caught.value.message == BROKEN


# ---- who may, and how much


def test_keys_and_limits_are_the_same_as_everywhere(tmp_path):
    settings = Settings(server={"require_key": True}, limits={"questions_per_minute": 2})
    app = FastAPI()
    with newsroom(tmp_path, settings) as store:
        rest.install(app, store)
        app.include_router(routes.router(store, ()))
        _, asker = Keys(store.library.database).create("asker", [Scope.ASK])
        _, reader = Keys(store.library.database).create("reader", [Scope.READ])
        with served(app) as address:

            def of(key):
                return openai.OpenAI(base_url=f"{address}/v1", api_key=key, max_retries=0)

            with of("sk-none") as stranger, pytest.raises(openai.AuthenticationError) as caught:
                ask(stranger, WHY)
            assert (caught.value.type, caught.value.code) == (
                "authentication_error", "invalid_api_key",
            )  # fmt: skip
            with of(reader) as client:
                assert next(iter(client.models.list())).id == "newsdesk"
                with pytest.raises(openai.PermissionDeniedError, match="has not the scope `ask`"):
                    ask(client, WHY)
            with of(asker) as client:
                assert ask(client, WHY).newsdesk["outcome"] == "answered"
                assert list(ask(client, WHY, stream=True))
                with pytest.raises(openai.RateLimitError) as limited:
                    respond(client, WHY)
                assert limited.value.code == "rate_limit_exceeded"
                assert int(limited.value.response.headers["retry-after"]) > 0


# ---- clients that go away


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("path", ["/v1/chat/completions", "/v1/responses"])
def test_a_client_that_goes_away_stops_the_work(http, path, stream):
    ASKED.clear()
    STOPPED.clear()
    body = {"model": "newsdesk/slow", "stream": stream, "messages": user(WHY), "input": WHY}
    request = http.build_request("POST", path, json=body, timeout=0.5)
    with pytest.raises(httpx.ReadTimeout):  # it hangs up
        http.send(request, stream=stream).read()
    assert ASKED.wait(5)
    started = time.monotonic()
    assert STOPPED.wait(5)
    assert time.monotonic() - started < 3


def test_a_long_silence_is_broken_and_closing_reaches_the_source():
    closed = []

    async def source():
        try:
            yield 1
            await asyncio.sleep(0.15)
            yield 2
            await asyncio.sleep(30)
        finally:
            closed.append(True)

    async def heard():
        found = []
        events = with_pulse(source(), seconds=0.1)
        async for one in events:
            found.append(one)
            if one == 2:
                break
        await events.aclose()
        return found

    assert asyncio.run(heard()) == [1, None, 2]
    assert closed == [True]


# ---- the text


def cited(number, article, start, end):
    return Citation(
        number=number, article=article, start=start, end=end,
        support=Support(verdict="supported", score=1.0),
    )  # fmt: skip


LEDGER = Article(
    id="a/1 ü", title="Fare", text="The fare is £4.10 [1].", source="Ledger", published_at="2025-01"
)
POST = Article(
    id="b", title="Cheaper", text="It is £3.60 now.", url="https://post.example/b", source="Post"
)


def test_every_mark_and_every_disputed_value_is_a_place_in_the_text():
    answer = Answer(
        id="x",
        question="q",
        outcome=Outcome.ANSWERED,
        text="The fare is £4.10 (1). [1] [2] It was. [1]",
        statements=(Statement(text="The fare is £4.10 (1).", citations=(1, 2)),),
        citations=(cited(1, LEDGER, 0, 22), cited(2, POST, 0, 16)),
        disagreements=(
            Disagreement(
                about="fare",
                values=(
                    Reported(value="£4.10", article=LEDGER, start=0, end=22),
                    Reported(value="£3.60", article=POST, start=0, end=16),
                ),
            ),
        ),
        notes=(Note(kind="stale", text="The newest is old."),),
        searched=Searched(articles=2, passages=2),
    )
    whole = written(answer, address_at("http://desk.example/"))
    assert whole.text == (
        "The fare is £4.10 (1). [1] [2] It was. [1]\n\n"
        "fare: £4.10 (Ledger, 2025-01); £3.60 (Post)\n\n"
        "The newest is old."
    )
    here = "http://desk.example/v1/articles/a%2F1%20%C3%BC?version=1"
    there = "https://post.example/b#:~:text=It%20is%20%C2%A33.60%20now."
    assert [(whole.text[one.start : one.end], one.url, one.title) for one in whole.cited] == [
        ("[1]", here, "Fare"),
        ("[2]", there, "Cheaper"),
        ("[1]", here, "Fare"),
        ("£4.10", here, "Fare"),
        ("£3.60", there, "Cheaper"),
    ]


def test_an_answer_that_does_not_begin_as_it_was_streamed_follows_whole():
    assert left_over("", "A. [1]") == ("A. [1]", 0)
    assert left_over("A. [1]", "A. [1] B. [2]") == (" B. [2]", 0)
    assert left_over("X. [1]", "A. [1]") == ("\n\nA. [1]", 8)
