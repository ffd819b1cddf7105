"""config.yaml and the environment: every key checked, every mistake named."""
# ruff: noqa: E501, a case reads best on one line

import pytest
import yaml
from conftest import ROOT

from ingest.chat_models import ChatModelSettings
from ingest.config import load_settings
from ingest.errors import SettingsError
from ingest.settings import Settings, WatchSettings


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty working folder: no config.yaml is picked up by accident."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder, text):
    path = folder / "my.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_file_repeats_the_defaults_key_by_key():
    shipped = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    assert shipped == Settings().model_dump(mode="json")


def test_the_shipped_file_says_a_word_on_every_setting():
    for line in (ROOT / "config.yaml").read_text(encoding="utf-8").splitlines():
        key, _, rest = line.partition(":")
        if rest.strip() and not line.startswith("#") and "name" not in key and "url" not in key:
            assert "#" in line or key.strip() in {"port", "options"}, line


def test_without_a_file_the_defaults_hold():
    assert load_settings().model_dump() == Settings().model_dump()


def test_a_file_in_the_working_folder_is_read(folder):
    (folder / "config.yaml").write_text("server: {port: 9000}")
    assert load_settings().server.port == 9000


def test_a_file_changes_what_it_names_and_nothing_else(folder):
    loaded = load_settings(written(folder, "ingest:\n  passage_words: 100\n"))
    assert loaded.ingest.passage_words == 100
    assert loaded.ingest.max_file_mb == Settings().ingest.max_file_mb
    assert loaded.server == Settings().server


def test_an_empty_file_is_no_mistake(folder):
    loaded = load_settings(written(folder, "# nothing\n"))
    assert loaded.model_dump() == Settings().model_dump()


def test_the_environment_wins_over_the_file(folder, monkeypatch):
    path = written(folder, "server: {port: 9000, host: 0.0.0.0}")
    monkeypatch.setenv("NEWSDESK_SERVER__PORT", "9001")
    assert (load_settings(path).server.port, load_settings(path).server.host) == (9001, "0.0.0.0")
    monkeypatch.setenv("NEWSDESK_PORT", "9002")
    assert (load_settings(path).server.port, load_settings(path).server.host) == (9002, "0.0.0.0")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ingest: {passage_word: 9}", "unknown setting 'ingest.passage_word'. Did you mean 'ingest.passage_words'?"),
        ("sever: {port: 1}", "unknown setting 'sever'. Did you mean 'server'?"),
        ("xyzzy: 1", "unknown setting 'xyzzy'."),
        ("port: 9000", "unknown setting 'port'. Did you mean 'server.port'?"),
        ("chat_models: [{name: a, modle: b}]", "unknown setting 'chat_models.0.modle'."),
        ("ingest: {passage_words: 500}", "ingest.passage_words: "),
        ("server: {port: eighty}", "server.port: "),
        ("server: {port: 0}", "server.port: "),
        ("ingest: 7", "ingest: "),
        ("a: [", "is not readable as settings"),
        ("- a\n- b\n", "it must hold `name: value` lines"),
        ("just words", "it must hold `name: value` lines"),
        ("1: 2", "it must hold `name: value` lines"),
        ("server.port: 9000", "'server.port' is two lines here: `server:`, and indented below it"),
        ("server: {port: 1}\nslack: {}\nserver: {host: a}", "'server' stands there twice, the second time in line 3."),
        ("server: {port: 1, port: 2}", "'port' stands there twice"),
        ("a: &a [*a]", "unknown setting 'a'"),
        ("server: {port: yes}", "port is a number, and neither true nor false."),
        ("server: {hosts: localhost}", "server.hosts: it should be a list, such as [one, another] (it is 'localhost')."),
        ("ingest: {watch: [x]}", "ingest.watch.0: it should hold `name: value` lines"),
        ("ingest: {watch: [{}]}", "ingest.watch.0.target: it is missing."),
        ("ingest: {watch: [{target: ''}]}", "ingest.watch.0.target: it is empty"),
        ("server: {host: ''}", "server.host: it is empty"),
        ("server: {proxies: [somewhere]}", "server.proxies.0: 'somewhere' does not appear to be an IPv4 or IPv6 network"),
        ("server: {user_scopes: [all]}", "server.user_scopes.0: it should be 'ask', 'read', 'write' or 'admin'"),
        ("server: {user_header: 'X User'}", "server.user_header: the name of a header"),
        ("server: {public_url: news.example}", "server.public_url: an address begins with http:// or https://"),
        ("server: {public_url: 'https://'}", "server.public_url: an address names a host"),
        ("server: {origins: [desk.example]}", "server.origins.0: an origin is like"),
        ("server: {hosts: ['https://news.example']}", "server.hosts.0: a name is like"),
        ("server: {hosts: ['news.example:8000']}", "server.hosts.0: a name is like"),
        ("retrieval: {reranker: {class: best}}", 'retrieval.reranker.class: a class is named "package.module:Class"'),
        ("fetch: {user_agent: 'Zeitungsleser für Zürich'}", "fetch.user_agent: a program's name is"),
        ("slack: {default: {first_day: May}}", "slack.default.first_day: a day is like 2025-01-31 (it is 'May')."),
        ("slack: {default: {first_day: 2025-13-01}}", "it must hold `name: value` lines (month must be in 1..12"),
        ("slack: {channels: {C1: {first_day: 2025-03-01, last_day: 2025-01-31}}}", "slack.channels.C1: first_day is after last_day"),
    ],
)  # fmt: skip
def test_a_mistake_names_the_file_and_the_key(folder, text, said):
    path = written(folder, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    assert str(caught.value).startswith(str(path))
    assert said in str(caught.value)


NAME, HASH = "{name: ada, password: %s}", "scrypt$YQ==$Yg=="


@pytest.mark.parametrize(
    ("text", "said", "secret"),
    [
        (f"server: {{users: [{NAME % 'sesame7'}]}}", "users.0.password: it is no hash", "sesame7"),
        (f"server: {{users: [{NAME % HASH}, {NAME % HASH}]}}", "'ada' is named twice", HASH),
        ("slack: {bot_token_env: xoxb-77-abc}", "no name of a variable", "xoxb-77"),
        ("slack: {api_url: 'https://a:pw77@b'}", "a password stands in", "pw77"),
        ("chat_models: [{name: a, max_tokens: sk-77}]", "chat_models.0.max_tokens", "sk-77"),
    ],
)
def test_what_may_be_a_secret_is_not_repeated(folder, text, said, secret):
    with pytest.raises(SettingsError) as caught:
        load_settings(written(folder, text))
    assert said in str(caught.value)
    assert secret not in str(caught.value)


NUMBERS = [
    "ingest.max_file_mb", "ingest.batch_articles", "ingest.passage_words", "fetch.timeout_seconds",
    "fetch.max_mb", "fetch.max_redirects", "fetch.seconds_between_requests", "fetch.tries",
    "fetch.max_pages", "retrieval.candidates", "retrieval.passages", "retrieval.rerank_candidates",
    "answer.max_statements", "answer.max_words", "answer.max_question_chars", "answer.followups",
    "answer.deadline_seconds", "conversations.keep_days", "server.port",
    "server.concurrent_questions", "limits.requests_per_minute", "limits.questions_per_minute",
    "limits.questions_per_day", "limits.requests_at_once", "limits.questions_waiting",
    "limits.patience_seconds", "limits.body_kb", "limits.upload_mb", "limits.seconds_to_send",
    "slack.missed_minutes", "slack.per_user_hour", "slack.per_channel_hour",
]  # fmt: skip
OF_A_LIST = {
    "ingest.watch": ("target", ["every_minutes"]),
    "chat_models": ("name", [
        "connect_seconds", "first_token_seconds", "timeout_seconds", "max_tokens", "context_tokens",
        "concurrency", "tokens_per_minute", "failures", "cool_down_seconds",
    ]),
}  # fmt: skip


def numbers(model):
    for name, info in model.model_fields.items():
        if info.annotation in (int, float):
            yield name
        elif isinstance(info.annotation, type) and hasattr(info.annotation, "model_fields"):
            yield from (f"{name}.{below}" for below in numbers(info.annotation))


def test_the_table_has_every_number():
    assert set(numbers(Settings)) == set(NUMBERS)
    for model, (_, names) in zip((WatchSettings, ChatModelSettings), OF_A_LIST.values(), strict=1):
        assert set(numbers(model)) == set(names)


@pytest.mark.parametrize("wrong", [-1, 10**12, ".inf", "-.inf", ".nan", "true"])
def test_no_number_goes_beyond_its_bounds(folder, wrong):
    for name in NUMBERS:
        section, key = name.split(".")
        with pytest.raises(SettingsError, match=rf"{section}[.:] ?{key}"):
            load_settings(written(folder, f"{section}: {{{key}: {wrong}}}"))
    for lists, (known, keys) in OF_A_LIST.items():
        for key in keys:
            one = f"[{{{known}: a, {key}: {wrong}}}]"
            section, _, name = lists.partition(".")
            text = f"{section}: {{{name}: {one}}}" if name else f"{section}: {one}"
            with pytest.raises(SettingsError, match=rf"{lists}\.0[.:] ?{key}"):
                load_settings(written(folder, text))


def test_a_section_whose_lines_are_all_comments_is_one_of_defaults(folder):
    loaded = load_settings(written(folder, "server:\n  # port: 9000\nslack:\n  default:\n"))
    assert loaded.model_dump() == Settings().model_dump()


def test_a_day_needs_no_quotes(folder):
    loaded = load_settings(written(folder, "slack: {default: {last_day: 2025-01-31}}"))
    assert loaded.slack.default.last_day == "2025-01-31"


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("NEWSDESK_SERVER__PORT", "eighty", r"^NEWSDESK_SERVER__PORT: server\.port"),
        ("NEWSDESK_SERVER__PROT", "1", r"^NEWSDESK_SERVER__PROT: .*Did you mean 'server.port'"),
        ("NEWSDESK_SERVER__HOSTS", "localhost", r"^The environment: .*\"server\".* in JSON"),
    ],
)
def test_a_mistake_in_the_environment_is_not_put_on_the_file(
    folder, monkeypatch, variable, value, said
):
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=said):
        load_settings(written(folder, "local_only: false"))


def test_a_file_that_is_no_text_is_one_clear_sentence(folder):
    path = folder / "my.yaml"
    path.write_bytes(b"\x00\xff\xfe\x81")
    with pytest.raises(SettingsError, match="is not readable as settings"):
        load_settings(path)


def test_a_file_that_is_not_there_is_named(folder):
    with pytest.raises(SettingsError, match=r"no configuration file .*none\.yaml. Check --config"):
        load_settings(folder / "none.yaml")


@pytest.mark.parametrize("port", ["eighty", "0", "65536"])
def test_a_port_that_is_none_is_refused(monkeypatch, port):
    monkeypatch.setenv("NEWSDESK_PORT", port)
    with pytest.raises(SettingsError, match=r"NEWSDESK_PORT is .*from 1 to 65535"):
        load_settings()


def test_settings_do_not_change_once_loaded():
    with pytest.raises(ValueError, match="frozen"):
        load_settings().server.port = 1


def test_a_file_that_cannot_be_reached_is_one_clear_sentence(folder):
    # Whoever runs this may be root, who may read anything: a name too long fails in the same way.
    with pytest.raises(SettingsError, match=r"cannot be read: File name too long.*--config"):
        load_settings(folder / ("x" * 300))
