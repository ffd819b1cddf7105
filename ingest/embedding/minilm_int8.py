"""The same model with its large products in int8: more than half the time, nearly the same vectors.

A product of two int8 matrices takes a quarter of the time of one in float, on processors with
VNNI. What is multiplied is rounded to whole numbers first, so all depends on the scales:

- Weights: one scale for each output channel, so that its largest weight becomes 127.
- What the weights are multiplied with (activations): one scale for each token, found as it comes,
  as 8 bits without a sign whose zero is 128. With sign, ONNX Runtime takes 12 times as long. A
  token's scale depends on nothing but the token, so neither does a vector on its batch.
- A few channels are far larger than the rest and would leave those only a few steps. So they are
  brought to like size: each is centred and divided by a number, and the weights that it meets are
  multiplied by it (SmoothQuant: Xiao et al. 2022, arXiv:2211.10438). Since all that comes out of a
  LayerNorm, a second LayerNorm with other weights does it at no cost. How large the channels are is
  seen on a few paragraphs (calibration.txt) of many kinds.
- A GELU's output is never below -0.17, so there all 256 steps go from -0.17 to the largest.

Attention itself (scores and mixing), LayerNorm, GELU and the sums stay in float.
"""

from collections.abc import Sequence
from importlib import resources

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load

from ingest.embedding.minilm_graph import CONTRIBUTED, EPSILON, HIDDEN_STATES, INPUT, VECTORS, Graph
from ingest.embedding.minilm_session import start

Channels = tuple[NDArray[np.float32], NDArray[np.float32]]  # mean, largest deviation from it
GELU_MINIMUM = -0.17
# How far the activations' sizes decide about the scales, and the weights' sizes the other way.
ACTIVATION_POWER, WEIGHT_POWER = 0.7, 0.3


def calibration_texts() -> list[str]:
    """The paragraphs that channels are measured on."""
    return (
        resources.files("ingest.embedding")
        .joinpath("calibration.txt")
        .read_text("utf-8")
        .splitlines()
    )


def assemble(weights: bytes, texts: Sequence[Sequence[int]]) -> bytes:
    """Return the model as a serialised ONNX graph, about 60 MB.

    Inputs and outputs are those of minilm_graph.assemble.

    Args:
        weights: what model.safetensors holds; the caller has checked that it is the right file.
        texts: token numbers of some paragraphs to measure the channels on.
    """
    arrays = load(weights)
    graph = _Int8Graph(arrays, _measure(arrays, texts))
    graph.build()
    return graph.serialise([VECTORS, HIDDEN_STATES])


def _measure(
    weights: dict[str, NDArray[np.float32]], texts: Sequence[Sequence[int]]
) -> dict[str, Channels]:
    """For each LayerNorm by name, how its output's channels lie over all tokens of `texts`."""
    graph = Graph(weights)
    graph.build()
    session = start(graph.serialise(list(graph.norms)))
    seen = [session.run(None, {INPUT: np.array([tokens], np.int64)}) for tokens in texts]
    measured = {}
    for (_, name), parts in zip(graph.norms.values(), zip(*seen, strict=True), strict=True):
        tokens = np.concatenate([part[0] for part in parts])
        mean = tokens.mean(axis=0)
        measured[name] = mean, np.abs(tokens - mean).max(axis=0)
    return measured


class _Int8Graph(Graph):
    """The graph with its linear layers in int8."""

    def __init__(
        self, weights: dict[str, NDArray[np.float32]], channels: dict[str, Channels]
    ) -> None:
        super().__init__(weights)
        self._channels = channels

    def linears(self, x: str, names: Sequence[str]) -> list[str]:
        before, norm = self.norms[x]
        mean, largest = self._channels[norm]
        matrices = [self.weights[f"{name}.weight"] for name in names]
        meets = np.max([np.abs(matrix).max(axis=0) for matrix in matrices], axis=0)
        scale = largest**ACTIVATION_POWER / meets**WEIGHT_POWER
        scale = (scale / np.exp(np.log(scale).mean())).astype(np.float32)
        # LayerNorm ends with `* weight + bias`: other two numbers give (x - mean) / scale.
        weight = self.constant(f"{norm}.even.weight", self.weights[f"{norm}.weight"] / scale)
        bias = self.constant(f"{norm}.even.bias", (self.weights[f"{norm}.bias"] - mean) / scale)
        even = self.op("LayerNormalization", before, weight, bias, epsilon=EPSILON)
        rounded = self._rounded(even)
        return [
            self._product(
                name, rounded, matrix * scale, self.weights[f"{name}.bias"] + matrix @ mean
            )
            for name, matrix in zip(names, matrices, strict=True)
        ]

    def linear(self, x: str, name: str) -> str:
        matrix, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return self._product(name, self._rounded(x), matrix, bias)

    def linear_of_gelu(self, x: str, name: str) -> str:
        matrix, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        least = self.constant("gelu_minimum", np.float32(GELU_MINIMUM))
        above = self.op("Sub", x, least)  # 0 and more: its zero is 0, and 255 the largest
        largest = self.op("ReduceMax", above, self.integers("last", -1))
        rounded = self._whole_numbers(above, largest, steps=255, zero=0)
        # What was taken off comes back behind the product, as it was rounded there.
        numbers, steps = _whole_rows(matrix)
        lost = GELU_MINIMUM * numbers.sum(axis=1, dtype=np.float32) * steps
        return self._product(name, rounded, matrix, bias + lost, zero=0)

    def _rounded(self, x: str) -> tuple[str, str]:
        largest = self.op("ReduceMax", self.op("Abs", x), self.integers("last", -1))
        return self._whole_numbers(x, largest, steps=127, zero=128)

    def _whole_numbers(self, x: str, largest: str, *, steps: int, zero: int) -> tuple[str, str]:
        """`x` in uint8, and what a step is worth: shape (texts, tokens, 1), one for each token."""
        step = self.op("Mul", largest, self.constant(f"per_{steps}", np.float32(1 / steps)))
        inside = self.op("Mul", x, self.op("Reciprocal", step))
        one = self.constant("one", np.float32(1))
        return self.op("QuantizeLinear", inside, one, self._zero(zero)), step

    def _product(
        self,
        name: str,
        rounded: tuple[str, str],
        matrix: NDArray[np.float32],
        bias: NDArray[np.float32],
        *,
        zero: int = 128,
    ) -> str:
        """x @ matrix.T + bias, where `rounded` is x in uint8 with its steps."""
        x, step = rounded
        numbers, steps = _whole_rows(matrix)
        product = self.op(
            "MatMulIntegerToFloat",
            x,
            self.constant(f"{name}.int8", numbers.T),
            self.constant("one", np.float32(1)),
            self.constant(f"{name}.steps", steps),
            self._zero(zero),
            domain=CONTRIBUTED,
        )
        bias_name = self.constant(f"{name}.bias", bias.astype(np.float32))
        return self.op("Add", self.op("Mul", product, step), bias_name)

    def _zero(self, zero: int) -> str:
        return self.constant(f"zero_{zero}", np.uint8(zero))


def _whole_rows(matrix: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """The matrix in int8, and what a step is worth in each of its rows, the output channels."""
    steps = np.abs(matrix).max(axis=1) / np.float32(127)
    return np.rint(matrix / steps[:, None]).astype(np.int8), steps
