from __future__ import annotations

from evals.overlap import character_pairs, containment, jaccard


def test_overlap_of_character_pairs():
    question, ask = character_pairs("鞍山有多少主播？"), character_pairs("鞍山 有多少主播")
    assert jaccard(question, ask) == containment(question, ask) == 1.0
    assert containment(character_pairs("主播"), ask) == 1.0
    assert jaccard(question, character_pairs("物流")) == 0.0
