from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from evals.grounding_model.packing import ROW, Text, packed, rows_of


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """Passages with some claims on each; tokens of a claim or passage are all its own number."""
    lengths = draw(st.lists(st.tuples(st.integers(1, 200), st.lists(st.integers(1, 90), min_size=1)), min_size=1))
    passages = [np.full(length, number, dtype=np.int32) for number, (length, _) in enumerate(lengths)]
    of = [number for number, (_, claims) in enumerate(lengths) for _ in claims]
    claims = [length for _, all_of in lengths for length in all_of]
    return Text(passages, [np.full(one, 1000 + at, dtype=np.int32) for at, one in enumerate(claims)], np.array(of))


@given(texts(), st.integers(0, 9))
def test_every_claim_stands_once_in_a_row_after_its_passage(text: Text, seed: int) -> None:
    rows = rows_of(text, range(len(text.claims)), Random(seed))
    assert all(sum(group.length for group in row) <= ROW for row in rows)
    groups = [group for row in rows for group in row]
    assert sorted(claim for group in groups for claim in group.claims) == list(range(len(text.claims)))
    assert all(text.passage_of[claim] == group.passage for group in groups for claim in group.claims)


def test_a_claim_sees_its_passage_and_itself_only() -> None:
    text = Text(
        [np.array([1, 1], dtype=np.int32), np.array([2], dtype=np.int32)],
        [np.array([3, 3], dtype=np.int32), np.array([4], dtype=np.int32), np.array([5], dtype=np.int32)],
        np.array([0, 0, 1]),
    )
    batch = packed(text, rows_of(text, [0, 1, 2]), "cpu")
    ids = batch.ids[0].tolist()
    for claim, end in zip(batch.claims, batch.last.tolist(), strict=True):
        seen = [ids[at] for at in np.flatnonzero(batch.seen[0, 0, end].numpy())]
        assert seen == [*text.passages[text.passage_of[claim]], *text.claims[claim]]
        start = batch.claim_starts[int(claim)]
        assert batch.places[0, start].item() == len(text.passages[text.passage_of[claim]])
