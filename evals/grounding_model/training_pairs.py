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
_SUPPORTED, _DENIED = "supported", "contradicted"


class Sort(IntEnum):
    """How a claim was made of its passage, or what is wrong with it: what the network is taught to tell besides."""

    REWORDED = 0
    SHORTENED = auto()
    PART = auto()
    REORDERED = auto()
    NUMBER_FORMAT = auto()
    CONCLUSION = auto()
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
_SORT_OF_KIND = {
    "paraphrase": Sort.REWORDED,
    "synonyms": Sort.REWORDED,
    "compression": Sort.SHORTENED,
    "merged": Sort.SHORTENED,
    "split": Sort.PART,
    "reordering": Sort.REORDERED,
    "number_format": Sort.NUMBER_FORMAT,
    "entailed": Sort.CONCLUSION,
    "flipped_negation": Sort.TURNED,
    "changed_modality": Sort.TURNED,
    "swapped_entities": Sort.EXCHANGED,
    "wrong_figure": Sort.FIGURE,
    "wrong_unit": Sort.FIGURE,
    "wrong_number": Sort.FIGURE,
    "wrong_period": Sort.TIME,
    "wrong_place": Sort.PLACE_OR_BODY,
    "wrong_issuer": Sort.PLACE_OR_BODY,
    "invented_cause": Sort.CAUSE,
    "added_detail": Sort.ADDED,
    "half_supported": Sort.ADDED,
    "inflated_scope": Sort.SCOPE,
    "wrong_passage": Sort.ELSEWHERE,
}


def sort_of(pair: TrainingPair) -> int:
    """The sort of a pair's claim, as a number; NOT_TOLD where its kind does not say."""
    return _SORT_OF_KIND.get(pair.template, NOT_TOLD)


def denial_of(pair: TrainingPair) -> int:
    """1 where the passage says otherwise than the claim, 0 where it is silent, NOT_TOLD where it supports it or nobody said."""
    return NOT_TOLD if pair.denied is None else int(pair.denied)


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
            yield TrainingPair(
                claim=claim.claim,
                passage=one.passage,
                supported=supported,
                template=claim.kind,
                denied=None if supported else claim.label == _DENIED,
            )
