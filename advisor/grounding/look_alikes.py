"""A figure told of a measure that only looks like the one that the passages give it of, as far as a vocabulary lists them."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.grounding.context import CheckContext
from advisor.grounding.faults import Fault, contrary
from advisor.grounding.reading import Reading


def look_alike_faults(claim: Reading, passages: Sequence[Reading], contexts: Sequence[CheckContext]) -> list[Fault]:
    """The other measure, where every passage tells of one; claims without a figure measure nothing."""
    known = next((one.look_alike for one in contexts if one.look_alike is not None), None)
    if known is None or not claim.quantities:
        return []
    told = [(reading, known(claim.text, reading.text.split("（")[0])) for reading in passages]
    if not told or any(term is None for _, term in told):
        return []
    reading, term = told[0]
    text = f"来源说的是“{term}”，论断说的是另一项指标"
    start = max(reading.folded.find(str(term)), 0)
    return [contrary("indicator", text, claim.quantities[0].span, reading, (start, start + len(str(term))))]
