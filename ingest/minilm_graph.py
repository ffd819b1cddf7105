"""all-MiniLM-L6-v2 as an ONNX graph, put together from the published weights without torch.

The model is a small BERT. Token numbers become vectors, six layers let every token look at all
others and then think on its own, and the mean over the tokens, brought to unit length, is what
the text means. Described in Devlin et al. 2018 (BERT, arXiv:1810.04805) and Wang et al. 2020
(MiniLM, arXiv:2002.10957); names of weights as in Hugging Face's `BertModel`.

Imported only to assemble the graph: nothing else needs onnx and safetensors. Raise GRAPH_VERSION
in minilm.py with every change here that alters the graph.
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper
from safetensors.numpy import load

# From the config.json beside the weights.
HIDDEN = 384  # numbers in a token's vector
LAYERS = 6
HEADS = 12  # each sees HIDDEN / HEADS = 32 of the numbers
EPSILON = 1e-12  # keeps a LayerNorm from dividing by zero

# ONNX Runtime 1.23, the oldest we allow, reads both. Opset 20 is the first with Gelu.
OPSET = 20
IR_VERSION = 10

INPUT, OUTPUT = "tokens", "vectors"


def assemble(weights: bytes) -> bytes:
    """Return the model as a serialised ONNX graph, about 90 MB, in fp32.

    Its input `tokens` is int64 of shape (texts, tokens). There is no attention mask, so the texts
    of one call must have the same number of tokens. Its output `vectors` is float32 of shape
    (texts, HIDDEN), every row of unit length.

    Args:
        weights: what model.safetensors holds; the caller has checked that it is the right file.
    """
    graph = _Graph(load(weights))
    hidden = _embed_tokens(graph)
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}"
        hidden = _attend(graph, hidden, f"{layer}.attention")
        hidden = _feed_forward(graph, hidden, layer)
    _pool(graph, hidden)
    return graph.serialise()


def _embed_tokens(graph: "_Graph") -> str:
    """(texts, tokens) -> (texts, tokens, HIDDEN): what each token is, and where it stands."""
    word = graph.op("Gather", graph.weight("embeddings.word_embeddings.weight"), INPUT)
    # Every token is of type 0 (there is no second sentence), so its type is part of its place.
    places = graph.constant(
        "places",
        graph.weights["embeddings.position_embeddings.weight"]
        + graph.weights["embeddings.token_type_embeddings.weight"][0],
    )
    length = graph.op("Shape", INPUT, start=1, end=2)
    place = graph.op("Slice", places, graph.integers("first", 0), length)
    return graph.layer_norm(graph.op("Add", word, place), "embeddings.LayerNorm")


def _attend(graph: "_Graph", hidden: str, name: str) -> str:
    """Let every token take up something of the others; the shape stays as it is."""
    split = graph.integers("split_heads", 0, 0, HEADS, HIDDEN // HEADS)  # 0 keeps a dimension
    query, key, value = (
        graph.op("Reshape", graph.linear(hidden, f"{name}.self.{part}"), split)
        for part in ("query", "key", "value")
    )
    # (texts, tokens, heads, 32) -> (texts, heads, tokens, 32), the keys transposed once more
    query = graph.op("Transpose", query, perm=[0, 2, 1, 3])
    key = graph.op("Transpose", key, perm=[0, 2, 3, 1])
    value = graph.op("Transpose", value, perm=[0, 2, 1, 3])
    scale = graph.constant("scale", np.float32(1 / math.sqrt(HIDDEN // HEADS)))
    scores = graph.op("Mul", graph.op("MatMul", query, key), scale)
    mixed = graph.op("MatMul", graph.op("Softmax", scores, axis=-1), value)
    mixed = graph.op("Transpose", mixed, perm=[0, 2, 1, 3])
    mixed = graph.op("Reshape", mixed, graph.integers("merge_heads", 0, 0, HIDDEN))
    mixed = graph.linear(mixed, f"{name}.output.dense")
    return graph.layer_norm(graph.op("Add", mixed, hidden), f"{name}.output.LayerNorm")


def _feed_forward(graph: "_Graph", hidden: str, name: str) -> str:
    """Let every token think on its own: out to 1536 numbers and back; the shape stays."""
    wide = graph.op("Gelu", graph.linear(hidden, f"{name}.intermediate.dense"))
    narrow = graph.linear(wide, f"{name}.output.dense")
    return graph.layer_norm(graph.op("Add", narrow, hidden), f"{name}.output.LayerNorm")


def _pool(graph: "_Graph", hidden: str) -> None:
    """(texts, tokens, HIDDEN) -> (texts, HIDDEN): the mean of the tokens, of unit length."""
    mean = graph.op("ReduceMean", hidden, graph.integers("token_axis", 1), keepdims=0)
    graph.op("LpNormalization", mean, output=OUTPUT, axis=-1, p=2)


class _Graph:
    """The graph so far. Its values are known by name: every method returns its result's name."""

    def __init__(self, weights: dict[str, NDArray[np.float32]]) -> None:
        self.weights = weights
        self._nodes: list[NodeProto] = []
        self._constants: dict[str, TensorProto] = {}

    def op(self, kind: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        """Add one operator of the ONNX standard."""
        output = output or f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def constant(self, name: str, value: NDArray[np.generic] | np.generic) -> str:
        """Store `value` under `name`; what is stored twice is stored once."""
        if name not in self._constants:
            array = np.ascontiguousarray(value).reshape(np.shape(value))
            self._constants[name] = numpy_helper.from_array(array, name)
        return name

    def integers(self, name: str, *values: int) -> str:
        return self.constant(name, np.array(values, np.int64))

    def weight(self, name: str) -> str:
        return self.constant(name, self.weights[name])

    def linear(self, x: str, name: str) -> str:
        """x @ W.T + b: torch stores W with its outputs first."""
        matrix = self.constant(f"{name}.weight.T", self.weights[f"{name}.weight"].T)
        return self.op("Add", self.op("MatMul", x, matrix), self.weight(f"{name}.bias"))

    def layer_norm(self, x: str, name: str) -> str:
        weight, bias = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.op("LayerNormalization", x, weight, bias, epsilon=EPSILON)

    def serialise(self) -> bytes:
        tokens = helper.make_tensor_value_info(INPUT, TensorProto.INT64, ["texts", "tokens"])
        vectors = helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["texts", HIDDEN])
        constants = list(self._constants.values())
        graph = helper.make_graph(self._nodes, "all-MiniLM-L6-v2", [tokens], [vectors], constants)
        opsets = [helper.make_opsetid("", OPSET)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)
        return bytes(model.SerializeToString())
