"""How fast passages are embedded, ours beside what others do, in one run over one set of passages.

    .venv/bin/python tests/bench/embedding.py [ARTICLES...] [--passages 96] [--rounds 5] [--own]

Every contender runs in a process of its own; the rounds take turns, so that a busy machine slows
all alike: read the ratios. Default: the sample articles. --own leaves the peers out (peers.py).
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import peers
from onnx import TensorProto, helper, numpy_helper

from ingest.embedding import minilm_files
from ingest.embedding.embed import embedded_text
from ingest.embedding.minilm import MAX_TOKENS, MiniLM
from ingest.embedding.minilm_session import best_precision, start
from ingest.errors import SourceError
from ingest.settings import Settings
from ingest.sources.targets import expand
from ingest.text.split import split

CORPUS = Path(__file__).parents[2] / "corpus"
HERE = Path(__file__).parent
FP32, INT8, SENTENCES = "ours, fp32", "ours, int8", "ours, int8, with sentences"
PIPELINE, CHROMA = "LlamaIndex pipeline, batch 10", "Chroma's default"
ST32, ST8 = "sentence-transformers, batch 32", "sentence-transformers, batch 8"
# What is to be reached: ours, the peer, how many times as fast.
TARGETS = (
    (FP32, ST32, 2.0),
    (FP32, CHROMA, 1.4),
    (INT8, ST32, 3.5),
    (INT8, CHROMA, 2.5),
    (INT8, PIPELINE, 4.0),
)
# Multiplications and additions of one token: six layers of four square products and two with a
# width of 1536; and for each token that it looks at, scores and mixing.
PER_TOKEN = 2 * 6 * (4 * 384 * 384 + 2 * 384 * 1536)
PER_PAIR = 2 * 6 * 2 * 384
SHAPES = ((512, 384, 1536), (512, 1536, 384), (1024, 1024, 1024))


def passages(targets: list[str], count: int) -> list[str]:
    """Texts as they are embedded, `count` of them, taken evenly from all there are."""
    settings = Settings()
    texts: dict[str, None] = {}
    for source in expand(targets, settings):
        if isinstance(source, SourceError):
            raise SystemExit(str(source))
        opened = source.open({})
        for article in opened.articles if opened else ():
            if isinstance(article, SourceError):
                continue
            own = split(article, words=settings.ingest.passage_words)
            texts |= dict.fromkeys(embedded_text(article, one) for one in own)
    every = list(texts)
    places = np.linspace(0, len(every) - 1, min(count, len(every))).astype(int)
    return [every[place] for place in places]


class Contender:
    """A process that embeds the passages when it is told to."""

    def __init__(self, name: str, python: str, arguments: list[str]) -> None:
        self.name = name
        self.seconds: list[float] = []
        self.megabytes = 0.0
        command = [python, str(HERE / "contenders.py"), name, *arguments]
        self._process = subprocess.Popen(
            command,
            cwd=HERE.parents[1],
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._said: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stderr is not None
        self._said.extend(self._process.stderr)

    def is_ready(self) -> bool:
        return self._answer() == "ready"

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def round(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        self.seconds.append(float(self._answer()))

    def end(self) -> str:
        """Let it go; return the last it said on stderr."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        if self.seconds:
            self.megabytes = float(self._answer())
        self._process.wait()
        return (self._said or ["nothing said"])[-1].strip()


def _environment() -> dict[str, str]:
    import os

    here = {"PYTHONPATH": str(HERE.parents[1]), "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": ""}
    # Settings that slow a current NumPy or torch down; ours uses neither for its products.
    left_out = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "TOKENIZERS_PARALLELISM")
    return {name: value for name, value in (os.environ | here).items() if name not in left_out}


def peak(precision: str) -> float:
    """The most operations a second that ONNX Runtime does in plain matrix products, two threads."""
    best = 0.0
    for rows, inner, columns in SHAPES:
        session = start(_product(precision, inner, columns))
        kind = np.float32 if precision == "fp32" else np.uint8
        given = {"x": np.ones((rows, inner), kind)}
        repeats = int(4e9 / (2 * rows * inner * columns)) + 1

        def work(session=session, given=given, repeats=repeats) -> None:
            for _ in range(repeats):
                session.run(None, given)

        for _ in range(3):
            threads = [threading.Thread(target=work) for _ in range(2)]
            started = time.perf_counter()
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            done = 2 * repeats * 2 * rows * inner * columns
            best = max(best, done / (time.perf_counter() - started))
    return best


def _product(precision: str, inner: int, columns: int) -> bytes:
    """A graph of one matrix product."""
    chance = np.random.default_rng(0)
    if precision == "fp32":
        kind = TensorProto.FLOAT
        weights = {"w": chance.standard_normal((inner, columns), np.float32)}
        node = helper.make_node("MatMul", ["x", "w"], ["y"])
    else:
        kind = TensorProto.UINT8
        weights = {
            "w": chance.integers(-127, 127, (inner, columns), np.int8),
            "one": np.float32(1),
            "scale": np.ones(columns, np.float32),
            "zero": np.uint8(128),
        }
        given = ["x", "w", "one", "scale", "zero"]
        node = helper.make_node("MatMulIntegerToFloat", given, ["y"], domain="com.microsoft")
    graph = helper.make_graph(
        [node],
        "product",
        [helper.make_tensor_value_info("x", kind, ["rows", inner])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["rows", columns])],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in weights.items()],
    )
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=10)
    return bytes(model.SerializeToString())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", nargs="*", default=[str(CORPUS)])
    parser.add_argument("--passages", type=int, default=96)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--own", action="store_true", help="without the peers")
    given = parser.parse_args()
    texts = passages(given.articles, given.passages)
    tokenizer = MiniLM()._model().tokenizer
    lengths = np.array([len(tokenizer.encode(text).ids) for text in texts])
    operations = float((lengths * PER_TOKEN + lengths**2 * PER_PAIR).sum())
    print(f"{len(texts)} passages of {lengths.mean():.0f} tokens (at most {MAX_TOKENS}), ", end="")
    print(f"{given.rounds} rounds; this processor's default is {best_precision()}")
    names = dict.fromkeys((FP32, INT8, SENTENCES), sys.executable)
    if not given.own:
        names[CHROMA] = sys.executable
        if python := peers.python():
            names |= dict.fromkeys((PIPELINE, ST32, ST8), python)
    with tempfile.TemporaryDirectory() as folder:
        chroma, file = Path(folder) / "chroma", Path(folder) / "passages.json"
        file.write_text(json.dumps(texts), encoding="utf-8")
        if CHROMA in names:
            peers.lay_chroma_model(chroma)
        arguments = [str(file), str(minilm_files.folder()), str(chroma)]
        running = []
        for name, python in names.items():
            one = Contender(name, python, arguments)
            if one.is_ready():  # one after the other, so that they do not load side by side
                running.append(one)
            else:
                print(f"{name} does not run: {one.end()}")
        peaks: dict[str, list[float]] = {"fp32": [], "int8": []}
        for _ in range(given.rounds):
            for one in running:
                one.round()
            for precision, rates in peaks.items():
                rates.append(peak(precision))
        for one in running:
            one.end()
    show(running, len(texts), operations, peaks)


def show(
    running: list[Contender], count: int, operations: float, peaks: dict[str, list[float]]
) -> None:
    for precision, rates in peaks.items():
        rate = statistics.median(rates) / 1e9
        print(f"matrix products in {precision}: {rate:.0f} billion operations a second")
    print(f"{'':32} passages/s   MB at most   share of that")
    for one in running:
        middle = statistics.median(one.seconds)
        rates = peaks["int8" if "int8" in one.name else "fp32"]
        share = statistics.median(
            operations / seconds / rate for seconds, rate in zip(one.seconds, rates, strict=True)
        )
        print(f"{one.name:32} {count / middle:10.1f} {one.megabytes:12.0f} {share:15.0%}")
    by_name = {one.name: one for one in running}
    for own, peer, target in TARGETS:
        if own in by_name and peer in by_name:
            # Of each round, so that what slows a while of the run slows both sides of a ratio.
            pairs = zip(by_name[peer].seconds, by_name[own].seconds, strict=True)
            ratio = statistics.median(theirs / mine for theirs, mine in pairs)
            print(f"{own} to {peer}: {ratio:.2f} times as fast (wanted: {target})")


if __name__ == "__main__":
    main()
