"""config.yaml and the environment: every key checked, every mistake named."""
# ruff: noqa: E501, a case reads best on one line

import pytest
import yaml
from conftest import ROOT

from ingest.config import load_settings
from ingest.errors import SettingsError
from ingest.settings import Settings


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
    ],
)  # fmt: skip
def test_a_mistake_names_the_file_and_the_key(folder, text, said):
    path = written(folder, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    assert str(caught.value).startswith(str(path))
    assert said in str(caught.value)


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
