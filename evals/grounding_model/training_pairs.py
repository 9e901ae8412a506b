"""The written training pairs: passages, each with the claims that were written on it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum, auto
from pathlib import Path

from pydantic import ValidationError

from advisor.errors import BadInput
from advisor.types import Data
from evals.grounding_model.generated import TrainingPair

WRITTEN = Path(__file__).resolve().parents[1] / "sets" / "grounding" / "train.jsonl"
_SUPPORTED = "supported"


class Wrong(IntEnum):
    """What is wrong with a claim, as far as the network is taught to tell."""

    NOTHING = 0
    TURNED = auto()
    EXCHANGED = auto()
    FIGURE = auto()
    TIME = auto()
    PLACE_OR_BODY = auto()
    CAUSE = auto()
    ADDED = auto()
    SCOPE = auto()
    ELSEWHERE = auto()


NOT_TOLD = -100
_WRONG_OF_KIND = {
    "flipped_negation": Wrong.TURNED,
    "changed_modality": Wrong.TURNED,
    "swapped_entities": Wrong.EXCHANGED,
    "wrong_figure": Wrong.FIGURE,
    "wrong_unit": Wrong.FIGURE,
    "wrong_number": Wrong.FIGURE,
    "wrong_period": Wrong.TIME,
    "wrong_place": Wrong.PLACE_OR_BODY,
    "wrong_issuer": Wrong.PLACE_OR_BODY,
    "invented_cause": Wrong.CAUSE,
    "added_detail": Wrong.ADDED,
    "half_supported": Wrong.ADDED,
    "inflated_scope": Wrong.SCOPE,
    "wrong_passage": Wrong.ELSEWHERE,
}


def what_is_wrong(pair: TrainingPair) -> int:
    """What is wrong with the claim of a pair, as a number; NOT_TOLD where its kind does not say."""
    return Wrong.NOTHING if pair.supported else _WRONG_OF_KIND.get(pair.template, NOT_TOLD)


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
