"""The written training pairs: passages, each with the claims that were written on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from advisor.errors import BadInput
from advisor.types import Data
from evals.grounding_model.generated import TrainingPair

WRITTEN = Path(__file__).resolve().parents[1] / "sets" / "grounding" / "train.jsonl"
_SUPPORTED = "supported"


class WrittenClaim(Data):
    """A claim with its kind and label."""

    id: str
    kind: str
    label: str
    claim: str


class WrittenPassage(Data):
    """A passage and the claims on it; `refs`: the statements it is made of, none where it is invented."""

    passage: str
    refs: tuple[str, ...] = ()
    claims: tuple[WrittenClaim, ...]


def written_passages(path: Path = WRITTEN) -> Iterator[WrittenPassage]:
    """All passages with their claims. Raises BadInput, naming the line, for one that cannot be read."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            yield WrittenPassage.model_validate_json(line)
        except ValidationError as error:
            raise BadInput(f"{path.name}:{number}: 训练句对无法读取：{error.errors()[0]['msg']}") from error


def written_pairs(path: Path = WRITTEN) -> Iterator[TrainingPair]:
    """All written pairs. Raises BadInput, naming the line, for one that cannot be read."""
    for one in written_passages(path):
        for claim in one.claims:
            supported = claim.label == _SUPPORTED
            yield TrainingPair(claim=claim.claim, passage=one.passage, supported=supported, template=claim.kind)
