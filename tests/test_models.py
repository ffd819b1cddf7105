"""Chat models as config.yaml lists them: keys, limits, circuits, order, figures."""

import asyncio
import logging
import time
import traceback

import pytest
from chat_server import DONE, chat_server, event
from newsroom import newsroom

from bot import models
from bot.answer.answer import EXTRACTIVE, Outcome
from bot.ask import answer
from bot.errors import ModelUnavailable
from bot.providers.gate import CLOSED, HALF_OPEN, OPEN, Gate
from bot.providers.keys import key
from bot.question.understanding import understand
from ingest.chat_models import ChatModelSettings
from ingest.config import load_settings
from ingest.errors import SettingsError
from ingest.settings import Settings

WHY = "Why did gate 3 of the Orrin dam fail?"
GOOD = "Gate 3 of the Orrin dam failed because a drive shaft sheared [1]."
SECRET = "sk-proj-sesame-open-1234567890"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("models"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def both():
    with chat_server() as first, chat_server() as second:
        yield first, second


@pytest.fixture
def first(both):
    both[0].__init__(base_url=both[0].base_url)
    return both[0]


@pytest.fixture
def second(both):
    both[1].__init__(base_url=both[1].base_url, reply=GOOD)
    return both[1]


def asked(store, *chat_models, text=WHY):
    writers = models.writers(Settings(chat_models=chat_models))
    return asyncio.run(answer(store, understand(text), writers=writers))


def state_of(name):
    (found,) = [one for one in models.state() if one["name"] == name]
    return found


# Keys


@pytest.mark.parametrize(
    "model",
    [
        {"name": "a", "api_key": SECRET},
        {"name": "a", "api_key_env": SECRET},
        {"name": "a", "base_url": f"https://me:{SECRET}@models.example/v1"},
        {"name": "a", "provider": "some.llms:Model", "options": {"api_key": SECRET}},
        {"name": "a", "provider": "some.llms:Model", "options": {"default_headers": {"X": SECRET}}},
        {"name": "a", "password": SECRET},
    ],
)
def test_a_key_in_the_settings_is_an_error_that_does_not_repeat_it(tmp_path, model):
    path = tmp_path / "my.yaml"
    path.write_text(str({"chat_models": [model]}))
    with pytest.raises(SettingsError, match=r"keys are not kept in config\.yaml") as caught:
        load_settings(path)
    assert "api_key_env" in str(caught.value)
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def secrets_file(folder, text, mode=0o600):
    path = folder / "secrets"
    path.write_text(text)
    path.chmod(mode)
    return str(path)


def test_keys_come_from_the_environment_or_else_from_the_secrets_file(tmp_path, monkeypatch):
    one = ChatModelSettings(name="a", api_key_env="A_KEY")
    path = secrets_file(tmp_path, f"# mine\n\nB=2=2\nexport A_KEY='{SECRET}'\n")
    assert key(one) is None
    assert key(one, path).get_secret_value() == SECRET
    other = one.model_copy(update={"api_key_env": "B"})
    assert key(other, path).get_secret_value() == "2=2"
    monkeypatch.setenv("A_KEY", "from outside")
    assert key(one, path).get_secret_value() == "from outside"


def test_a_secrets_file_may_begin_with_a_byte_order_mark(tmp_path):
    path = secrets_file(tmp_path, f"\ufeffA_KEY={SECRET}\n")
    assert key(ChatModelSettings(name="a", api_key_env="A_KEY"), path).get_secret_value() == SECRET


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_secrets_file_that_others_can_reach_is_refused(tmp_path, mode):
    path = secrets_file(tmp_path, "OPENAI_API_KEY=x", mode)
    settings = Settings(secrets_file=path)
    with pytest.raises(SettingsError, match=f"chmod 600 {path}"):
        models.usable(settings)


def test_a_secrets_file_that_is_none_is_said_without_its_words(tmp_path):
    one = ChatModelSettings(name="a", api_key_env="A_KEY")
    with pytest.raises(SettingsError, match="No such file"):
        key(one, str(tmp_path / "none"))
    with pytest.raises(SettingsError, match="line 2") as caught:
        key(one, secrets_file(tmp_path, f"A=1\n{SECRET}\n"))
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_a_key_is_in_no_log_error_or_name(store, first, monkeypatch, caplog):
    monkeypatch.setenv("A_KEY", SECRET)
    caplog.set_level(logging.DEBUG, logger="bot")
    first.status = 401
    first.error = {"message": f"Incorrect API key provided: {SECRET}"}
    settings = Settings(chat_models=(first.settings(api_key_env="A_KEY"),))
    (writer,) = models.writers(settings)
    whole = asyncio.run(answer(store, understand(WHY), writers=(writer,)))

    async def write():
        async for _ in writer.write(understand(WHY), ()):
            pass

    with pytest.raises(ModelUnavailable, match=r"Incorrect API key provided: \(key\)") as caught:
        asyncio.run(write())
    assert first.keys[0] == f"Bearer {SECRET}"
    told = [caplog.text, repr(writer), repr(whole), str(models.state()), repr(settings)]
    assert SECRET not in "".join([*told, *traceback.format_exception(caught.value)])


# What can be listed


def test_presets_are_where_such_servers_listen_and_need_no_key():
    for name, port in {"ollama": 11434, "vllm": 8000, "llama.cpp": 8080, "lmstudio": 1234}.items():
        one = ChatModelSettings(name="a", provider=name)
        assert (one.base_url, one.api_key_env) == (f"http://127.0.0.1:{port}/v1", "")
        assert models.usable(Settings(chat_models=(one,))) == [one]
    there = ChatModelSettings(name="a", provider="vllm", base_url="http://gpu.example/v1")
    assert there.base_url == "http://gpu.example/v1"


def test_what_was_written_before_still_holds():
    one = ChatModelSettings(name="a", base_url="https://models.example/v1")
    assert (one.provider, one.api_key_env) == ("openai", "OPENAI_API_KEY")


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ({"name": "a", "provider": "olama"}, "none of openai, azure"),
        ({"name": "a", "provider": "azure"}, "azure needs base_url"),
        ({"name": "a", "base_url": "models.example"}, "begins with http"),
    ],
)
def test_a_mistake_says_what_is_possible(tmp_path, model, said):
    path = tmp_path / "my.yaml"
    path.write_text(str({"chat_models": [model]}))
    with pytest.raises(SettingsError, match=said):
        load_settings(path)


def test_azure_is_asked_for_its_deployment(store, second, monkeypatch):
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", "sesame")
    root = second.base_url.removesuffix("/v1")
    one = ChatModelSettings(
        name="desk",
        provider="azure",
        base_url=root,
        api_version="2025-01-01",
        options={"reasoning_effort": "low"},
    )
    assert asked(store, one).model == "desk"
    assert second.keys == ["sesame"]
    sent = second.requests[0]
    assert sent["response_format"]["type"] == "json_schema"
    assert (sent["max_completion_tokens"], sent["reasoning_effort"]) == (2000, "low")
    assert second.paths == ["/openai/deployments/desk/chat/completions?api-version=2025-01-01"]


def test_any_llm_of_llama_index_can_be_named(store, second, tmp_path, monkeypatch):
    (tmp_path / "house_llm.py").write_text(
        "from llama_index.core.llms.mock import MockLLM\n"
        "class House(MockLLM):\n"
        "    def stream_complete(self, prompt, formatted=False, **kwargs):\n"
        "        import re\n"
        "        from llama_index.core.base.llms.types import CompletionResponse\n"
        "        mark = re.search(r'<passage (\\w+)>', prompt)[1]\n"
        "        for word in f'The drive shaft of gate 3 sheared [{mark}].'.split(' '):\n"
        "            yield CompletionResponse(text='', delta=word + ' ')\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    one = ChatModelSettings(name="house", provider="house_llm:House", options={"max_tokens": 9})
    whole = asked(store, one)
    assert (whole.model, whole.text) == ("house", "The drive shaft of gate 3 sheared. [1]")
    unmade = one.model_copy(update={"options": {"wheels": 4}})
    with pytest.raises(SettingsError, match="wheels"):
        models.writers(Settings(chat_models=(unmade,)))


@pytest.mark.parametrize("path", ["nowhere.at:All", "json:JSONDecoder", "json:Nothing"])
def test_a_class_that_is_none_stops_the_start(path):
    one = ChatModelSettings(name="a", provider=path)
    with pytest.raises(SettingsError, match=path):
        models.writers(Settings(chat_models=(one,)))


# The order of first refusal


def test_the_answer_says_which_model_wrote_it_and_the_first_is_asked_first(store, first, second):
    first.status = 503
    whole = asked(store, first.settings(name="one"), second.settings(name="two"))
    assert (whole.outcome, whole.model, whole.notes) == (Outcome.ANSWERED, "two", ())
    assert (len(first.requests), len(second.requests)) == (1, 1)
    assert first.requests[0]["stream"] is True


def test_a_question_too_long_for_the_first_is_not_sent_to_it(store, first, second):
    small = first.settings(name="small", context_tokens=2_200)
    assert asked(store, small, second.settings(name="large")).model == "large"
    assert first.requests == []
    assert state_of("small")["refusals"] == {"context": 1}


def test_tokens_of_the_last_minute_are_kept_below_the_limit(store, first, second):
    first.reply = GOOD
    limited = first.settings(name="limited", tokens_per_minute=900)
    assert asked(store, limited, second.settings(name="next")).model == "limited"
    assert asked(store, limited, second.settings(name="next")).model == "next"
    told = state_of("limited")
    assert told["refusals"] == {"tokens": 1}
    assert 400 < told["tokens_last_minute"] <= 900


def test_as_many_questions_as_are_allowed_are_with_a_model_at_a_time(store, first, second):
    def body(send, script):
        time.sleep(0.4)
        send(event({"content": script.cited(GOOD)}))
        send(event({}, "stop"))
        send(DONE)

    first.body = body
    pair = (first.settings(name="narrow", concurrency=1), second.settings(name="wide"))
    writers = models.writers(Settings(chat_models=pair))

    async def together():
        asking = [answer(store, understand(WHY), writers=writers) for _ in range(2)]
        return sorted(one.model for one in await asyncio.gather(*asking))

    assert asyncio.run(together()) == ["narrow", "wide"]
    told = state_of("narrow")
    assert (told["in_flight"], told["refusals"], told["offers"]) == (0, {"busy": 1}, 2)


def test_a_circuit_opens_lets_one_try_and_closes(store, first, second):
    first.status, first.reply = 500, GOOD
    pair = (
        first.settings(name="shaky", failures=2, cool_down_seconds=0.3),
        second.settings(name="sound"),
    )
    assert [asked(store, *pair).model for _ in range(3)] == ["sound"] * 3
    assert len(first.requests) == 2  # the third question was not sent
    assert state_of("shaky")["circuit"] == OPEN
    time.sleep(0.3)
    assert state_of("shaky")["circuit"] == HALF_OPEN
    assert asked(store, *pair).model == "sound"  # it fails its trial
    assert (len(first.requests), state_of("shaky")["circuit"]) == (3, OPEN)
    time.sleep(0.3)
    first.status = 200
    assert asked(store, *pair).model == "shaky"
    assert state_of("shaky")["circuit"] == CLOSED
    assert state_of("shaky")["refusals"] == {"failed": 3, "circuit": 1}


def test_while_one_question_tries_no_other_does():
    gate = Gate(ChatModelSettings(name="a", failures=1, cool_down_seconds=0.01))
    with pytest.raises(ModelUnavailable), gate.turn(1):
        raise ModelUnavailable("no")
    time.sleep(0.02)
    with gate.turn(1):
        with pytest.raises(ModelUnavailable) as caught, gate.turn(1):
            pass
        assert caught.value.reason == "circuit"
    assert gate.state()["circuit"] == CLOSED


def test_a_question_that_it_cannot_take_opens_no_circuit():
    gate = Gate(ChatModelSettings(name="a", failures=1))
    for reason in ("context", "filtered", "deadline"):
        with pytest.raises(ModelUnavailable), gate.turn(1):
            raise ModelUnavailable("no", reason=reason)
    assert gate.state()["circuit"] == CLOSED


def test_the_figures_are_plain(store, second):
    asked(store, second.settings(name="counted"))
    told = state_of("counted")
    assert (told["offers"], told["answers"], told["refusals"]) == (1, 1, {})
    assert (told["seconds"]["count"], told["first_token_seconds"]["count"]) == (1, 1)
    assert 0 < told["first_token_seconds"]["sum"] <= told["seconds"]["sum"]
    assert told["seconds"]["buckets"][-1] == 1
    assert told["tokens_in"] > 100
    assert told["tokens_out"] > 5


def test_where_nobody_is_listening_the_next_is_asked(store, second):
    with chat_server() as gone:
        pass
    whole = asked(store, gone.settings(name="gone"), second.settings(name="here"))
    assert whole.model == "here"
    assert state_of("gone")["refusals"] == {"connect": 1}


@pytest.mark.parametrize("later", ["Mon, 06 Jan 2025 00:00:00 +99999999999999999", "soon", "1e999"])
def test_whatever_a_full_server_says_of_when_to_come_back_the_next_is_asked(
    store, first, second, later
):
    first.status, first.headers = 429, {"Retry-After": later}
    name = f"full until {later}"
    whole = asked(store, first.settings(name=name), second.settings(name="here"))
    assert whole.model == "here"
    assert state_of(name)["refusals"] == {"rate_limit": 1}


def test_if_all_decline_the_articles_answer_and_say_so(store, first):
    first.status = 429
    whole = asked(store, first.settings(name="full"))
    assert (whole.outcome, whole.model) == (Outcome.ANSWERED, EXTRACTIVE)
    assert [note.kind for note in whole.notes] == ["no_model"]
    assert asked(store).notes == ()  # where none is listed there is nothing to say
