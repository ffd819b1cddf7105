"""What doctor finds in folders that are well and in folders that are not."""

import json
import shutil

from chat_server import chat_server
from newsroom import newsroom

from bot.doctor import examine
from ingest.settings import Settings
from ingest.store import Store


def found(data, config=None):
    return {finding.subject: finding for finding in examine(data, config)}


def test_an_empty_folder_is_missing_articles_and_says_how_to_get_them(tmp_path):
    library = found(tmp_path / "data")["library"]
    assert (library.state, "newsdesk ingest corpus/" in library.says) == ("missing", True)


def test_a_library_that_its_index_does_not_fit_is_broken(tmp_path):
    newsroom(tmp_path).close()
    assert found(tmp_path / "data")["library"].says == "5 articles, 5 passages, indexes agree"
    shutil.rmtree(tmp_path / "data/words")
    after = found(tmp_path / "data")
    assert after["words index"].state == "broken"
    assert "is not there. Run `newsdesk reindex`" in after["words index"].says
    assert after["library"].says == "5 articles, 5 passages"
    assert not (tmp_path / "data/words").exists()  # looking changes nothing


def test_of_a_folder_in_use_the_library_is_looked_at(tmp_path):
    newsroom(tmp_path).close()
    with Store(tmp_path / "data", Settings(), purpose="another run"):
        looked = found(tmp_path / "data")
        assert (looked["library"].state, looked["library"].says) == (
            "good",
            "5 articles, 5 passages",
        )
        assert looked["indexes"].state == "missing"
        assert "not looked at: " in looked["indexes"].says
        assert "another run" in looked["indexes"].says


def test_a_file_is_no_data_folder(tmp_path):
    (tmp_path / "data").write_text("x")
    library = found(tmp_path / "data")["library"]
    assert (library.state, library.says.endswith("names a folder.")) == ("broken", True)


def test_a_damaged_library_names_the_way_out(tmp_path):
    newsroom(tmp_path).close()
    (tmp_path / "data/library.sqlite").write_bytes(b"no database" * 1000)
    library = found(tmp_path / "data")["library"]
    assert library.state == "broken"
    assert "`newsdesk restore`" in library.says


def test_unusable_settings_are_the_one_thing_that_is_said(tmp_path):
    (tmp_path / "config.yaml").write_text("serve: {port: 1}\n")
    settings = found(tmp_path / "data", tmp_path / "config.yaml")["settings"]
    assert settings.state == "broken"
    assert "'server'" in settings.says


def configured(folder, *models, **others):
    path = folder / "config.yaml"
    path.write_text(json.dumps({"chat_models": models} | others))
    return path


def test_a_chat_model_with_its_key_is_named_and_the_key_is_not(tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    with chat_server() as script:
        config = configured(
            tmp_path,
            {"name": "mine", "base_url": script.base_url},
            {"name": "other", "base_url": script.base_url, "api_key_env": "OTHER_KEY"},
        )
        looked = found(tmp_path / "data", config)
        assert script.requests == []
    assert looked["chat model"].state == "good"
    assert f"mine at {script.base_url}" in looked["chat model"].says
    assert "OTHER_KEY" in looked["chat model keys"].says
    assert "sk-secret" not in str(looked)


def test_a_chat_model_that_is_not_there_is_broken_and_says_where_it_should_be(tmp_path):
    with chat_server() as script:
        pass  # and now nobody listens there
    config = configured(
        tmp_path, {"name": "gone", "provider": "ollama", "base_url": script.base_url}
    )
    model = found(tmp_path / "data", config)["chat model"]
    assert model.state == "broken"
    assert f"gone: {script.base_url} cannot be reached" in model.says


def test_a_reranker_is_imported(tmp_path):
    good = "llama_index.core.postprocessor:LongContextReorder"
    for path, state in ((good, "good"), ("nowhere.to:Import", "broken")):
        config = configured(tmp_path, retrieval={"reranker": {"class": path}})
        assert found(tmp_path / "data", config)["reranker"].state == state
