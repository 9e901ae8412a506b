"""`python -m evals.grounding.likeness SET ...`: what likeness of wording alone would make of a set of pairs.

A set on which it separates the labels well, either way round, says little about an engine.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from advisor.errors import BadInput
from evals.grounding.pairs import OTHER_LANGUAGE, Pair, Purpose, load_pairs
from evals.overlap import character_pairs


def main(paths: Sequence[str]) -> int:
    """Print mean likeness of supported and other claims to their passages, and its AUROC, a line a set."""
    for path in paths:
        try:
            pairs = load_pairs(Path(path), purpose=Purpose.MEASURING)
        except BadInput as error:
            print(error.message, file=sys.stderr)
            return 2
        pairs = [one for one in pairs if one.kind != OTHER_LANGUAGE]
        supported = [likeness(one) for one in pairs if one.label.value == "supported"]
        other = [likeness(one) for one in pairs if one.label.value != "supported"]
        means = f"supported {sum(supported) / len(supported):.2f}, other {sum(other) / len(other):.2f}"
        print(f"{Path(path).name}: {means}, AUROC {auroc(supported, other):.3f}")
    return 0


def likeness(pair: Pair) -> float:
    """Share of the claim's pairs of neighbouring characters that the passage has."""
    own = character_pairs(pair.claim)
    return len(own & character_pairs(pair.passage)) / (len(own) or 1)


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Probability that a value of the first kind is above one of the second, ties counted half."""
    above = sum((one > two) + 0.5 * (one == two) for one in positive for two in negative)
    return above / (len(positive) * len(negative))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
