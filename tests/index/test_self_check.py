from __future__ import annotations

import numpy as np

from advisor.index.hashed import HashedEmbedder
from advisor.index.self_check import PAIRS, self_check

LIBRARY = [f"第{number}条规定了另一件事情，由主管部门负责解释和实施。" for number in range(120)]


class Blind(HashedEmbedder):
    """Sees length only, as an English model sees Chinese."""

    def embed(self, texts):
        lengths = np.array([[len(text) % 7 + 1, 1.0] for text in texts], dtype=np.float32)
        return lengths / np.linalg.norm(lengths, axis=1, keepdims=True)


def test_there_are_twenty_questions_with_their_own_passages():
    assert len(PAIRS) == len({question for question, _ in PAIRS}) == len({passage for _, passage in PAIRS}) == 20


def test_a_model_that_reads_chinese_passes():
    result = self_check(HashedEmbedder(), LIBRARY)
    assert result.lexical_recall >= 0.8
    assert result.passed


def test_a_model_that_does_not_is_caught():
    result = self_check(Blind(), LIBRARY)
    assert result.vector_recall < result.lexical_recall / 2
    assert not result.passed
