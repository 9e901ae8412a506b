"""`python -m evals.grounding_model.export`: from trained weights, the two graphs that the advisor runs (ONNX, eight-bit products).

One graph reads a text by itself, the other judges a claim's tokens against held ones; both compute what
`evals/grounding_model/network.py` computes without dropout. Weights of wide layers are stored in seven bits, a scale for each
output: in eight, products of two of them overflow on processors without instructions for them, and results would
depend on the machine.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from advisor.grounding.support_model import MODEL
from evals.grounding_model.network import CONTEXTS, FURTHEST, HEADS, ROUNDS

TRAINED = Path(__file__).with_name("trained.npz")
_OPSET, _IR = 20, 10
_END = np.iinfo(np.int64).max
# Narrow layers, and those that read figures of their own kind, lose more by rounding than they cost.
_EXACT = ("own", "rows", "measures", "joined", "last", "attention")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write both graphs. Exit code 2 for weights that cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m evals.grounding_model.export", description=__doc__)
    parser.add_argument("--weights", type=Path, default=TRAINED, help="what `fit` has written")
    parser.add_argument("--output", type=Path, default=MODEL, help="folder of the graphs")
    options = parser.parse_args(arguments)
    try:
        with np.load(options.weights) as stored:
            weights = {name: stored[name].astype(np.float32) for name in stored.files}
    except (OSError, ValueError) as error:
        print(f"{options.weights} cannot be read as weights: {error}", file=sys.stderr)
        return 2
    export(weights, options.output)
    return 0


def export(weights: dict[str, NDArray[np.float32]], folder: Path, *, rounded: bool = True) -> None:
    """Write `reading.onnx` and `judging.onnx`; not `rounded`: with all weights as they are."""
    _write(_reading(weights), folder / "reading.onnx", rounded=rounded)
    _write(_judging(weights), folder / "judging.onnx", rounded=rounded)


def _write(model: onnx.ModelProto, path: Path, *, rounded: bool) -> None:
    onnx.checker.check_model(model, full_check=True)
    if not rounded:
        onnx.save(model, path)
        return
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        onnx.save(model, exact)
        quantize_dynamic(
            exact,
            path,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=[node.name for node in model.graph.node if node.name.startswith(_EXACT)],
            extra_options={"MatMulConstBOnly": True},
        )


class Distances(NamedTuple):
    """Names of what a graph knows of a text's length, for tables of all distances between its tokens."""

    tokens: str
    places: str
    repeated: str
    length: str
    skewed: str


class _Graph:
    """A graph being written; every method adds nodes and returns the name of what they make."""

    def __init__(self, weights: dict[str, NDArray[np.float32]]) -> None:
        self.weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._held: dict[str, onnx.TensorProto] = {}

    def add(self, operator: str, *inputs: str, name: str = "", **attributes: object) -> str:
        """One node with one output."""
        made = name or f"{operator}.{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, list(inputs), [made], name=made, **attributes))
        return made

    def held(self, name: str, values: NDArray[np.generic]) -> str:
        """A constant."""
        self._held.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def whole(self, *values: int) -> str:
        """A constant of whole numbers."""
        return self.held(f"whole.{'.'.join(map(str, values))}", np.array(values, dtype=np.int64))

    def linear(self, rows: str, name: str, *, bias: bool = True) -> str:
        """A linear layer, over rows with their two neighbours where it was trained as one."""
        weights = self.weights[f"{name}.weight"]
        laid = weights.transpose(2, 1, 0).reshape(-1, len(weights)) if weights.ndim == 3 else weights.T
        made = self.add("MatMul", rows, self.held(f"{name}.weight", laid), name=f"{name}.product")
        return self.add("Add", made, self.held(f"{name}.bias", self.weights[f"{name}.bias"])) if bias else made

    def normalised(self, rows: str, name: str) -> str:
        """Layer norm."""
        scale, shift = (self.held(f"{name}.{part}", self.weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self.add("LayerNormalization", rows, scale, shift, axis=-1, epsilon=1e-5)

    def with_neighbours(self, rows: str, name: str) -> str:
        """Each row, and what is made of it with the row before and the row after."""
        padded = self.add("Pad", rows, self.whole(1, 0, 1, 0))
        before = self.add("Slice", padded, self.whole(0), self.whole(-2), self.whole(0))
        after = self.add("Slice", padded, self.whole(2), self.whole(_END), self.whole(0))
        beside = self.add("Concat", before, rows, after, axis=1)
        return self.add("Add", rows, self.add("Relu", self.linear(beside, name)))

    def by_head(self, rows: str) -> str:
        """(tokens, width) -> (heads, tokens, width of a head)."""
        return self.add("Transpose", self.add("Reshape", rows, self.whole(0, HEADS, -1)), perm=[1, 0, 2])

    def found(self, asked: str, offered: str, said: str, led: str) -> str:
        """What each row finds where it looks: (tokens, width), from what is asked, offered and said by head; `led`: added to how they fit."""
        width = self.weights["settled.weight"].shape[0] // HEADS
        scaled = self.add("Mul", asked, self.held("scale", np.array(1 / sqrt(width), dtype=np.float32)))
        fitting = self.add("MatMul", scaled, self.add("Transpose", offered, perm=[0, 2, 1]))
        shares = self.add("Softmax", self.add("Add", fitting, led), axis=-1)
        gathered = self.add("Transpose", self.add("MatMul", shares, said), perm=[1, 0, 2])
        return self.add("Reshape", gathered, self.whole(0, -1))

    def distances(self, rows: str) -> Distances:
        """The distances between the rows of a text: 0 to all but one ahead, then all to one behind."""
        tokens = self.add("Shape", rows, start=0, end=1)
        zero, one = self.held("zero", np.array(0, dtype=np.int64)), self.held("one", np.array(1, dtype=np.int64))
        ahead = self.add("Range", zero, self.add("Squeeze", tokens), one)
        apart = self.add("Concat", ahead, self.add("Sub", ahead, tokens), axis=0)
        least, most = (self.held(f"{sign}.furthest", np.array(sign * FURTHEST, dtype=np.int64)) for sign in (-1, 1))
        places = self.add("Add", self.add("Clip", apart, least, most), self.whole(FURTHEST))
        twice = self.add("Mul", tokens, self.whole(2))
        return Distances(
            tokens=tokens,
            places=places,
            repeated=self.add("Concat", self.whole(HEADS), tokens, twice, axis=0),
            length=self.add("Mul", tokens, self.add("Sub", twice, self.whole(1))),
            skewed=self.add("Concat", self.whole(HEADS), tokens, self.whole(-1), axis=0),
        )

    def by_distance(self, name: str, distances: Distances) -> str:
        """What each head holds of the distance between every two rows: (heads, tokens, tokens).

        One row of all distances, repeated, and cut into rows one shorter: each begins a place further back than the one
        before. Looked up pair by pair it would take a tenth of the time of the whole reading.
        """
        row = self.add("Gather", self.held(name, self.weights[name]), distances.places, axis=1)
        repeated = self.add("Expand", self.add("Unsqueeze", row, self.whole(1)), distances.repeated)
        flat = self.add("Reshape", repeated, self.whole(HEADS, -1))
        cut = self.add("Slice", flat, self.whole(0), distances.length, self.whole(1))
        rows = self.add("Reshape", cut, distances.skewed)
        return self.add("Slice", rows, self.whole(0), distances.tokens, self.whole(2))

    def block(self, rows: str, name: str, distances: Distances) -> str:
        """A transformer block."""
        attending = self.linear(self.normalised(rows, f"{name}.before_attention"), f"{name}.attending")
        width = self.weights["settled.weight"].shape[0]
        parts = [
            self.add("Slice", attending, self.whole(start * width), self.whole((start + 1) * width), self.whole(1))
            for start in range(3)
        ]
        found = self.found(*(self.by_head(one) for one in parts), self.by_distance(f"{name}.distances", distances))
        rows = self.add("Add", rows, self.linear(found, f"{name}.attended"))
        widened = self.linear(self.normalised(rows, f"{name}.before_widening"), f"{name}.widened")
        narrowed = self.linear(self.add("Gelu", widened, approximate="tanh"), f"{name}.narrowed")
        return self.add("Add", rows, narrowed)

    def model(self, inputs: dict[str, Sequence[str | int]], output: str, shape: Sequence[str | int]) -> onnx.ModelProto:
        """The finished graph; `inputs`: name -> shape."""
        made = helper.make_graph(
            [*self._nodes, helper.make_node("Identity", [output], ["made"])],
            "support",
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, list(form)) for name, form in inputs.items()],
            [helper.make_tensor_value_info("made", TensorProto.FLOAT, list(shape))],
            list(self._held.values()),
        )
        return helper.make_model(made, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR)


def _reading(weights: dict[str, NDArray[np.float32]]) -> onnx.ModelProto:
    """(tokens, word vector), (tokens, what is known of each by itself) -> (tokens, width)."""
    graph = _Graph(weights)
    tokens = graph.add("Add", graph.linear("vectors", "words", bias=False), graph.linear("own", "own"))
    tokens = graph.with_neighbours(graph.add("Relu", tokens), "beside")
    distances = graph.distances(tokens)
    for number in range(CONTEXTS):
        tokens = graph.block(tokens, f"contexts.{number}", distances)
    width = len(weights["settled.weight"])
    inputs = {
        "vectors": ("tokens", weights["words.weight"].shape[1]),
        "own": ("tokens", weights["own.weight"].shape[1]),
    }
    return graph.model(inputs, graph.normalised(tokens, "settled"), ("tokens", width))


def _judging(weights: dict[str, NDArray[np.float32]]) -> onnx.ModelProto:
    """What was read of claim and passages, how their tokens fit, measures of the whole -> logits of support and denial."""
    graph = _Graph(weights)
    claim = graph.add("Add", "claim", graph.add("Relu", graph.linear("rows", "rows")))
    claim = graph.with_neighbours(claim, "beside_fitted")
    distances = graph.distances(claim)
    relations = len(weights["rounds.0.led.weight"][0])
    flat = graph.add("Reshape", "relations", graph.whole(relations, -1))
    shape = graph.add("Concat", graph.whole(HEADS), graph.add("Shape", "relations", start=1), axis=0)
    for number in range(ROUNDS):
        name = f"rounds.{number}"
        heads = graph.held(f"{name}.led.weight", weights[f"{name}.led.weight"])
        led = graph.add("Reshape", graph.add("MatMul", heads, flat), shape)
        asked, offered, said = (
            graph.by_head(graph.linear(rows, f"{name}.{layer}"))
            for rows, layer in ((claim, "asked"), ("held", "offered"), ("held", "said"))
        )
        found = graph.found(asked, offered, said, led)
        compared = graph.add("Concat", claim, found, graph.add("Mul", claim, found), axis=1)
        claim = graph.add("Add", claim, graph.add("Relu", graph.linear(compared, f"{name}.compared")))
        claim = graph.block(graph.with_neighbours(claim, f"{name}.beside"), f"{name}.block", distances)
    width = len(weights["settled.weight"])
    inputs: dict[str, Sequence[str | int]] = {
        "claim": ("asked", width),
        "held": ("told", width),
        "rows": ("asked", weights["rows.weight"].shape[1]),
        "relations": (relations, "asked", "told"),
        "measures": (1, weights["measures.weight"].shape[1]),
    }
    return graph.model(inputs, _of_the_whole(graph, claim), (1, 2))


def _of_the_whole(graph: _Graph, claim: str) -> str:
    """The logits, that of support calibrated, from the claim's tokens and the measures."""
    weights = graph.weights
    ahead = graph.add("Transpose", graph.linear(claim, "attention", bias=False), perm=[1, 0])
    weighed = graph.add("MatMul", graph.add("Softmax", ahead, axis=-1), claim)
    axis = graph.whole(0)
    gathered = graph.add(
        "Concat",
        graph.add("ReduceMean", claim, axis, keepdims=1),
        graph.add("ReduceMax", claim, axis, keepdims=1),
        graph.add("Reshape", weighed, graph.whole(1, -1)),
        graph.add("Relu", graph.linear("measures", "measures")),
        axis=1,
    )
    whole = graph.add("Relu", graph.linear(gathered, "joined"))
    scale, shift = weights["calibration"]
    last = np.concatenate([scale * weights["out.weight"], weights["denied.weight"]])
    offset = np.concatenate([scale * weights["out.bias"] + shift, weights["denied.bias"]])
    made = graph.add("MatMul", whole, graph.held("last.weight", last.T), name="last.product")
    return graph.add("Add", made, graph.held("last.bias", offset))


if __name__ == "__main__":
    sys.exit(main())
