"""all-MiniLM-L6-v2 as an ONNX graph, put together from the published weights without torch.

The model is a small BERT. Token numbers become vectors, six layers let every token look at all
others and then think on its own, and the mean over the tokens, brought to unit length, is what
the text means. Described in Devlin et al. 2018 (BERT, arXiv:1810.04805) and Wang et al. 2020
(MiniLM, arXiv:2002.10957); names of weights as in Hugging Face's `BertModel`.

`Graph` is that model in fp32; minilm_int8.py changes how it multiplies.

Imported only to assemble a graph: nothing else needs onnx and safetensors. Raise GRAPH_VERSION
in minilm.py with every change that alters a graph, here or there.
"""

import math
from collections.abc import Sequence
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
CONTRIBUTED = "com.microsoft"  # ONNX Runtime's own operators

INPUT = "tokens"
VECTORS, HIDDEN_STATES = "vectors", "hidden"  # of the texts and of their tokens


def assemble(weights: bytes) -> bytes:
    """Return the model as a serialised ONNX graph, about 90 MB, in fp32.

    Its input `tokens` is int64 of shape (texts, tokens). There is no attention mask, so the texts
    of one call must have the same number of tokens. Its outputs are float32: `vectors` of shape
    (texts, HIDDEN), every row of unit length, and `hidden` of shape (texts, tokens, HIDDEN), the
    tokens' vectors, whose mean is what `vectors` brings to unit length.

    Args:
        weights: what model.safetensors holds; the caller has checked that it is the right file.
    """
    graph = Graph(load(weights))
    graph.build()
    return graph.serialise([VECTORS, HIDDEN_STATES])


def _embed_tokens(graph: "Graph") -> str:
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


def _attend(graph: "Graph", hidden: str, name: str) -> str:
    """Let every token take up something of the others; the shape stays as it is."""
    split = graph.integers("split_heads", 0, 0, HEADS, HIDDEN // HEADS)  # 0 keeps a dimension
    parts = [f"{name}.self.{part}" for part in ("query", "key", "value")]
    query, key, value = (graph.op("Reshape", x, split) for x in graph.linears(hidden, parts))
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


def _feed_forward(graph: "Graph", hidden: str, name: str) -> str:
    """Let every token think on its own: out to 1536 numbers and back; the shape stays."""
    (wide,) = graph.linears(hidden, [f"{name}.intermediate.dense"])
    narrow = graph.linear_of_gelu(graph.op("Gelu", wide), f"{name}.output.dense")
    return graph.layer_norm(graph.op("Add", narrow, hidden), f"{name}.output.LayerNorm")


def _pool(graph: "Graph", hidden: str) -> None:
    """(texts, tokens, HIDDEN) -> (texts, HIDDEN): the mean of the tokens, of unit length."""
    mean = graph.op("ReduceMean", hidden, graph.integers("token_axis", 1), keepdims=0)
    graph.op("LpNormalization", mean, output=VECTORS, axis=-1, p=2)
    graph.op("Identity", hidden, output=HIDDEN_STATES)


class Graph:
    """The graph so far. Its values are known by name: every method returns its result's name."""

    def __init__(self, weights: dict[str, NDArray[np.float32]]) -> None:
        self.weights = weights
        self.norms: dict[str, tuple[str, str]] = {}  # a LayerNorm's output -> (its input, its name)
        self._nodes: list[NodeProto] = []
        self._constants: dict[str, TensorProto] = {}

    def build(self) -> None:
        """Put the whole model together."""
        hidden = _embed_tokens(self)
        for number in range(LAYERS):
            layer = f"encoder.layer.{number}"
            hidden = _attend(self, hidden, f"{layer}.attention")
            hidden = _feed_forward(self, hidden, layer)
        _pool(self, hidden)

    def op(self, kind: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        """Add one operator: of the ONNX standard, or of the `domain` that is named."""
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

    def linears(self, x: str, names: Sequence[str]) -> list[str]:
        """Several linear layers over `x`, which is the output of a LayerNorm."""
        return [self.linear(x, name) for name in names]

    def linear_of_gelu(self, x: str, name: str) -> str:
        """A linear layer over `x`, which is the output of a GELU."""
        return self.linear(x, name)

    def layer_norm(self, x: str, name: str) -> str:
        weight, bias = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        output = self.op("LayerNormalization", x, weight, bias, epsilon=EPSILON)
        self.norms[output] = x, name
        return output

    def serialise(self, outputs: Sequence[str]) -> bytes:
        """The graph so far, as a model that takes `tokens` and gives those float32 values."""
        tokens = helper.make_tensor_value_info(INPUT, TensorProto.INT64, ["texts", "tokens"])
        graph = helper.make_graph(
            self._nodes,
            "all-MiniLM-L6-v2",
            [tokens],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
            list(self._constants.values()),
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIBUTED, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)
        return bytes(model.SerializeToString())
