"""The questions: a model is given the passages that its sentence will cite, true or false."""

from __future__ import annotations

import pytest

from evals.model_answers.records import LieKind, lies, true_sentences

pytestmark = pytest.mark.slow

FIRST = 12
# A change of retrieval may lose a few; then their questions want changing.
WANTED = 0.97


@pytest.mark.parametrize(
    "sentences",
    [true_sentences(), [one for one in lies() if one.kind is not LieKind.INVENTED_KEY]],
    ids=["true", "lies"],
)
def test_what_is_cited_is_among_the_first_passages_retrieved(advisor, sentences):
    lost = [one.id for one in sentences if not set(one.refs) <= set(retrieved(advisor, one.question))]
    assert len(lost) <= (1 - WANTED) * len(sentences), lost


def retrieved(advisor, question: str) -> list[str]:
    return [one.passage.ref for one in advisor.ask(question).passages[:FIRST]]
