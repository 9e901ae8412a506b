from __future__ import annotations

import pytest

from advisor.search.holdings import Holdings
from advisor.search.question import QuestionReader


@pytest.fixture(scope="session")
def reader(tea: Holdings) -> QuestionReader:
    """Reads questions against its vocabulary."""
    return QuestionReader(tea.lexicon)
