"""What is measured of a claim and its passages as a whole, for the support model: faults, coverage, cues, lengths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from advisor.grounding.content import Coverage
from advisor.grounding.cues import CueKind
from advisor.grounding.faults import Fault, Severity
from advisor.grounding.reading import Reading, content_of
from advisor.grounding.slots import Exchange, Sort

FAULT_KINDS = (
    "figure", "change", "rate", "contrary", "exchange", "period", "date", "region", "scope", "modality", "negation", "causal", "issuer", "number",
    "title", "entity", "role", "article", "validity",
)  # fmt: skip
_FAULT_AT = {fault: at for at, fault in enumerate((kind, severity) for kind in FAULT_KINDS for severity in Severity)}
_MOST = 2.0
_LONG_CLAIM, _LONG_PASSAGE, _MANY, _FAR = 40.0, 200.0, 4.0, 8.0
_COUNTED = tuple(kind for kind in CueKind if kind is not CueKind.ATTRIBUTION)


def names() -> tuple[str, ...]:
    """The names of the measures, in their order."""
    coverage = [
        f"{words}_{what}" for words in ("exact", "meant") for what in ("all", "worst", "longest", "runs", "lost")
    ]
    return (
        *(f"{kind}_{severity.value}" for kind in FAULT_KINDS for severity in Severity),
        *(f"{kind}_sure" for kind in FAULT_KINDS),
        *coverage,
        "three_in_a_row", "characters", "claim_length", "passage_length", "figures", "periods",
        *(f"exchange_{sort.value}" for sort in Sort), "exchange_mutual",
        *(f"cue_{kind.value}" for kind in _COUNTED), *(f"cue_lacking_{kind.value}" for kind in _COUNTED), "negations_odd",
    )  # fmt: skip


def measure(
    claim: Reading,
    passages: Sequence[Reading],
    *,
    faults: Sequence[Fault],
    exact: Coverage,
    meant: Coverage,
    exchanged: Sequence[Exchange],
) -> NDArray[np.float32]:
    """All measures, each about 0 to 1. `exact`: coverage by the same words; `meant`: by words of the same meaning too."""
    values = [0.0] * (len(_FAULT_AT) + len(FAULT_KINDS))
    for fault in faults:
        if (at := _FAULT_AT.get((fault.feature, fault.severity))) is not None:
            values[at] = min(values[at] + 1 / _MOST, 1.0)
            if fault.severity is Severity.CONTRADICTED:
                sure = len(_FAULT_AT) + at // len(Severity)
                values[sure] = max(values[sure], fault.sureness)
    for coverage in (exact, meant):
        runs = coverage.runs
        values += [
            coverage.overall,
            coverage.worst,
            coverage.longest / _FAR,
            len(runs) / _MANY,
            sum(r[2] for r in runs) / _FAR,
        ]
    values += [
        three_in_a_row(claim, passages), _characters(claim, passages), len(claim.folded) / _LONG_CLAIM,
        sum(len(one.folded) for one in passages) / _LONG_PASSAGE, len(claim.quantities) / _MANY, len(claim.periods) / _MANY,
    ]  # fmt: skip
    values += [_margin(exchanged, sort) for sort in Sort]
    values.append(max((one.margin for one in exchanged if one.mutual), default=0.0) / _FAR)
    values += _cues(claim, passages)
    return np.array(values, dtype=np.float32)


def three_in_a_row(claim: Reading, passages: Sequence[Reading]) -> float:
    """Share of the claim's runs of three characters that stand in a passage."""
    text = claim.folded
    runs = [text[start : start + 3] for start in range(len(text) - 2)]
    held = [one.folded for one in passages]
    if len(held) == 1:
        [passage] = held
        return sum([run in passage for run in runs]) / (len(runs) or 1)
    return sum(any(run in one for one in held) for run in runs) / (len(runs) or 1)


def _characters(claim: Reading, passages: Sequence[Reading]) -> float:
    own = frozenset(content_of(claim.folded))
    held = frozenset().union(*(one.characters for one in passages))
    return len(own & held) / (len(own) or 1)


def _margin(exchanged: Sequence[Exchange], sort: Sort) -> float:
    found = [one.margin for one in exchanged if one.claimed.sort is sort and (one.mutual or sort is not Sort.NOUN)]
    loose = [one.margin / 2 for one in exchanged if one.claimed.sort is sort is Sort.NOUN and not one.mutual]
    return max([*found, *loose], default=0.0) / _FAR


def _cues(claim: Reading, passages: Sequence[Reading]) -> Iterator[float]:
    own = [cue.kind for cue in claim.cues]
    held = {cue.kind for one in passages for cue in one.cues}
    yield from (min(own.count(kind), _MOST) / _MOST for kind in _COUNTED)
    yield from (float(kind in own and kind not in held) for kind in _COUNTED)
    yield float(sum(cue.kind is CueKind.NEGATION and cue.value == "single" for cue in claim.cues) % 2)
