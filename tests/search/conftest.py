from __future__ import annotations

import pytest
from tea_bench import bench_of
from tea_library import tea_holdings

from advisor.answer.bench import Bench
from advisor.search.holdings import Holdings
from advisor.search.question import QuestionReader


@pytest.fixture(scope="session")
def tea() -> Holdings:
    """The library of the imaginary city 云岭."""
    return tea_holdings()


@pytest.fixture(scope="session")
def tea_bench(tea: Holdings) -> Bench:
    """The pipeline's tools over it."""
    return bench_of(tea)


@pytest.fixture(scope="session")
def reader(tea: Holdings) -> QuestionReader:
    """Reads questions against its vocabulary."""
    return QuestionReader(tea.lexicon)
