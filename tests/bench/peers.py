"""What the embedding benchmark compares with, in an environment of its own.

Never a dependency of the project: it lies in the user's cache folder, takes 2 GB or more (torch),
and may be deleted at any time. NEWSDESK_BENCH names another folder.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from platformdirs import user_cache_path

from ingest.embedding import minilm_files
from ingest.embedding.minilm_graph import HIDDEN_STATES, INPUT, assemble

PACKAGES = (
    "torch==2.13.0",
    "sentence-transformers==6.2.0",
    "llama-index-embeddings-huggingface==0.8.0",
    "llama-index-core==0.14.25",
    "llama-index-retrievers-bm25==0.8.0",
    "bm25s==0.3.16",
    "PyStemmer>=2.2",
    "chromadb==1.5.9",
)
ROOM = 12 << 30  # torch may bring several GB of libraries for graphics cards
CHROMA_FILES = (
    "config.json",
    "special_tokens_map.json",
    "tokenizer_config.json",
    "tokenizer.json",
    "vocab.txt",
)


def folder() -> Path:
    named = os.environ.get("NEWSDESK_BENCH")
    return Path(named) if named else user_cache_path("newsdesk-bench")


def python() -> str:
    """The Python of an environment with PACKAGES, made if it is not there; "" where it cannot be.

    What is wrong is printed.
    """
    home = folder() / "venv"
    executable, done = home / "bin/python", home / "packages.txt"
    if done.is_file() and done.read_text(encoding="utf-8").split() == list(PACKAGES):
        return str(executable)
    folder().mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder()).free < ROOM:
        print(f"No peers: {folder()} has less than {ROOM >> 30} GB left for torch.")
        return ""
    print(f"Installing the peers in {home}, once; this takes minutes.", flush=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        pip = [str(executable), "-m", "pip", "install", "--quiet", *PACKAGES]
        subprocess.run(pip, check=True, stderr=subprocess.PIPE, text=True)
    except subprocess.CalledProcessError as error:
        last = (error.stderr or str(error)).strip().splitlines()[-1]
        print(f"No peers: they cannot be installed ({last}).")
        return ""
    done.write_text("\n".join(PACKAGES), encoding="utf-8")
    return str(executable)


def lay_chroma_model(target: Path) -> None:
    """Put the model where Chroma's default embedding looks for its download, in that form.

    Chroma publishes its own export of the same weights, which cannot be had without the network.
    In its place stands our plain fp32 graph with the inputs of that export: the attention mask is
    added to the scores before each softmax; the token types are taken and not read, as all are 0.
    """
    target = target / "onnx"
    target.mkdir(parents=True)
    for name in CHROMA_FILES:
        shutil.copy(minilm_files.folder() / name, target)
    model = onnx.load_from_string(assemble(minilm_files.read(minilm_files.WEIGHTS)))
    graph = model.graph
    hidden = {"vectors": "", HIDDEN_STATES: "last_hidden_state", INPUT: "input_ids"}
    nodes = [
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Sub", ["mask", "mask_one"], ["mask_0"]),
        helper.make_node("Mul", ["mask_0", "mask_far"], ["mask_1"]),
        helper.make_node("Unsqueeze", ["mask_1", "mask_axes"], ["mask_2"]),
    ]
    for node in graph.node:
        if node.output[0] == "vectors":
            continue  # Chroma pools by itself
        if node.op_type == "Softmax":
            masked = f"{node.input[0]}_masked"
            nodes.append(helper.make_node("Add", [node.input[0], "mask_2"], [masked]))
            node.input[0] = masked
        for names in (node.input, node.output):
            names[:] = [hidden.get(name, name) for name in names]
        nodes.append(node)
    constants = {"mask_one": [1.0], "mask_far": [1e4]}
    extra = [
        numpy_helper.from_array(np.array(value, np.float32), name)
        for name, value in constants.items()
    ]
    axes = helper.make_tensor("mask_axes", TensorProto.INT64, [2], [1, 2])
    shape = ["texts", "tokens"]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, shape)
        for name in ("input_ids", "attention_mask", "token_type_ids")
    ]
    output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [*shape, 384])
    made = helper.make_graph(nodes, "chroma", inputs, [output], [*graph.initializer, *extra, axes])
    remade = helper.make_model(
        made, opset_imports=list(model.opset_import), ir_version=model.ir_version
    )
    onnx.save(remade, target / "model.onnx")
